package dnsprobe

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/miekg/dns"

	"github.com/shopvet/shopvet/snapshot"
)

const (
	// udpSize is the size of answers over UDP that pass everywhere unbroken (DNS flag day 2020).
	udpSize = 1232
	// maxStray bounds how many packets that answer something else are read while waiting for an answer.
	maxStray = 20
	// again is the pause before a failure is asked for once more: resolvers remember it for a second at least (RFC 9520 §3.2).
	again = 1200 * time.Millisecond
)

// waits are how long a server may take at the first and at the second time a question is put.
var waits = [...]time.Duration{1500 * time.Millisecond, 2500 * time.Millisecond}

var (
	errEnough = errors.New("enough questions were asked in this run")
	errSilent = errors.New("no name server gave an answer")
)

// ask puts one question to servers and completes the answer by what came of it.
func (p *Prober) ask(ctx context.Context, servers []*server, qtype uint16, out *snapshot.DNS) {
	m := newQuestion(out.Name, qtype)
	reply, err := p.put(ctx, servers, m, again, p.counted)
	if err == nil && reply.Rcode == dns.RcodeServerFailure && len(servers) == 1 {
		// A resolver that answers only when told not to check signatures says why it failed (RFC 4035 §3.2.2).
		unchecked := m.Copy()
		unchecked.CheckingDisabled = true
		if bare, err := p.once(ctx, servers[0], unchecked, waits[0], p.counted); err == nil && final(bare) {
			out.Bogus = true
		}
	}
	switch {
	case ctx.Err() != nil || errors.Is(err, errEnough):
		out.Err = &snapshot.Fault{Kind: snapshot.FaultCancelled, Text: "the visit was stopped from our side"}
	case len(servers) == 0:
		out.Err = &snapshot.Fault{Kind: snapshot.FaultDNS, Text: "no name server is configured on this computer"}
	case err != nil:
		out.Err = &snapshot.Fault{Kind: snapshot.FaultDNS, Text: errSilent.Error()}
	default:
		read(reply, qtype, out)
	}
}

func newQuestion(name string, qtype uint16) *dns.Msg {
	m := new(dns.Msg)
	m.SetQuestion(dns.Fqdn(name), qtype)
	m.SetEdns0(udpSize, false)
	return m
}

// final reports whether a reply settles the question: there is the name, or there is not.
func final(m *dns.Msg) bool { return m.Rcode == dns.RcodeSuccess || m.Rcode == dns.RcodeNameError }

// turn waits until an exchange may be made, and returns what to call after it; the error says that none may be made any more.
type turn func(context.Context) (done func(), err error)

// put asks each server in turn, twice over, until one settles the question. Otherwise it returns the last reply that a server gave; the
// error is for questions to which there was none. A caller without a pause for failures gets them after the first round.
func (p *Prober) put(ctx context.Context, servers []*server, m *dns.Msg, pause time.Duration, allowed turn) (*dns.Msg, error) {
	var last *dns.Msg
	for round, wait := range waits {
		if round > 0 && last != nil && (pause == 0 || last.Rcode == dns.RcodeRefused || !sleep(ctx, pause)) {
			break // to refuse is a decision, no mishap
		}
		for _, s := range byMerit(servers) {
			reply, err := p.once(ctx, s, m, wait, allowed)
			switch {
			case ctx.Err() != nil || errors.Is(err, errEnough):
				return nil, errors.Join(err, ctx.Err())
			case err != nil:
			case final(reply):
				return reply, nil
			default:
				last = reply
			}
		}
	}
	if last == nil {
		return nil, errSilent
	}
	return last, nil
}

// sleep reports whether the pause was slept to its end.
func sleep(ctx context.Context, pause time.Duration) bool {
	t := time.NewTimer(pause)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// counted takes one exchange out of the budget of the run and waits for its turn.
func (p *Prober) counted(ctx context.Context) (done func(), err error) {
	if p.left.Add(-1) < 0 {
		return nil, errEnough
	}
	select {
	case p.slots <- struct{}{}:
		return func() { <-p.slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// once puts a question to one server: over UDP, without EDNS where the server does not know it (RFC 6891 §6.2.2), and over TCP when the answer
// did not fit.
func (p *Prober) once(ctx context.Context, s *server, m *dns.Msg, wait time.Duration, allowed turn) (*dns.Msg, error) {
	var sent time.Time
	over := func(network string, m *dns.Msg) (*dns.Msg, error) {
		done, err := allowed(ctx)
		if err != nil {
			return nil, err
		}
		defer done()
		if s.dead() {
			return nil, errSilent // others found out while we waited
		}
		sent = time.Now()
		return exchange(ctx, network, s.address, m, wait)
	}
	reply, err := over("udp", m)
	if err != nil {
		if ctx.Err() == nil && !sent.IsZero() {
			s.unanswered(sent)
		}
		return nil, err
	}
	s.answered()
	if m.IsEdns0() != nil && slices.Contains([]int{dns.RcodeFormatError, dns.RcodeNotImplemented, dns.RcodeBadVers}, reply.Rcode) {
		m = m.Copy()
		m.Extra = nil
		if reply, err = over("udp", m); err != nil {
			return nil, err
		}
	}
	if reply.Truncated {
		if reply, err = over("tcp", m); err == nil && reply.Truncated {
			err = fmt.Errorf("ask %s: answer truncated over tcp", s.address)
		}
	}
	return reply, err
}

// exchange sends a question and waits for the answer to it. Packets that answer something else are passed over: over UDP anybody can send them.
func exchange(ctx context.Context, network, address string, m *dns.Msg, wait time.Duration) (*dns.Msg, error) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	var d net.Dialer
	raw, err := d.DialContext(ctx, network, address)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", address, err)
	}
	defer func() { _ = raw.Close() }()
	// Reads and writes know deadlines but not cancellation.
	defer context.AfterFunc(ctx, func() { _ = raw.SetDeadline(time.Unix(1, 0)) })()
	conn := &dns.Conn{Conn: raw, UDPSize: udpSize}
	m = m.Copy()
	m.Id = dns.Id()
	if err := conn.WriteMsg(m); err != nil {
		return nil, fmt.Errorf("ask %s: %w", address, err)
	}
	for range maxStray {
		reply, err := conn.ReadMsg()
		stray := reply != nil && !replies(reply, m)
		switch {
		case stray && network == "udp" && ctx.Err() == nil:
		case err != nil:
			return nil, fmt.Errorf("ask %s: %w", address, err)
		case stray:
			return nil, fmt.Errorf("ask %s: the answer is to another question", address)
		default:
			return reply, nil
		}
	}
	return nil, fmt.Errorf("ask %s: answers to other questions only", address)
}

// replies reports whether a reply is to the question that was put.
func replies(reply, m *dns.Msg) bool {
	if !reply.Response || reply.Id != m.Id || reply.Opcode != dns.OpcodeQuery {
		return false
	}
	if len(reply.Question) == 0 {
		return !final(reply) // servers that cannot read a question do not repeat it
	}
	got, want := reply.Question[0], m.Question[0]
	return len(reply.Question) == 1 && got.Qtype == want.Qtype && got.Qclass == want.Qclass && strings.EqualFold(got.Name, want.Name)
}

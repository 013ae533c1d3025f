package dnsprobe

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"

	"github.com/miekg/dns"
)

// Resolver returns a resolver that asks the servers of the prober, passes over those that do not answer, and counts nothing: connections to
// the shop are opened with it.
func (p *Prober) Resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		if len(byMerit(p.servers)) == 0 {
			return nil, errSilent
		}
		ours, theirs := net.Pipe()
		go func() {
			_ = p.relay(ctx, ours)
			_ = ours.Close()
		}()
		return theirs, nil
	}}
}

// relay answers the questions that the standard library writes to a connection, which to it is one over TCP (RFC 1035 §4.2.2). It ends when
// either side closes the connection, or with the look-up.
func (p *Prober) relay(ctx context.Context, conn net.Conn) error {
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	free := func(context.Context) (func(), error) { return func() {}, nil }
	for {
		var size [2]byte
		if _, err := io.ReadFull(conn, size[:]); err != nil {
			return err
		}
		raw := make([]byte, binary.BigEndian.Uint16(size[:]))
		if _, err := io.ReadFull(conn, raw); err != nil {
			return err
		}
		m := new(dns.Msg)
		if err := m.Unpack(raw); err != nil {
			return err
		}
		if len(m.Question) != 1 {
			return errors.New("not one question")
		}
		// The standard library asks for failures again by itself.
		reply, err := p.put(ctx, p.servers, m, 0, free)
		if err != nil {
			return err
		}
		reply.Id, reply.Compress = m.Id, true
		if raw, err = reply.Pack(); err != nil {
			return err
		}
		if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(raw))), raw...)); err != nil {
			return err
		}
	}
}

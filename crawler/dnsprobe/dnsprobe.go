// Package dnsprobe asks for the address and mail records a shop depends on.
package dnsprobe

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/miekg/dns"
	"golang.org/x/net/idna"

	"github.com/shopvet/shopvet/snapshot"
)

const (
	// each try of each server may take this long.
	timeout = 2 * time.Second
	tries   = 2
	// maxServers bounds how many configured name servers are asked.
	maxServers = 3
	resolvConf = "/etc/resolv.conf"
)

// Options are the settings of a look-up.
type Options struct {
	// Server is the name server to ask, as host or host:port; "" means those of /etc/resolv.conf.
	Server string
}

// Lookup asks for records of a name: types are "A", "AAAA" and "MX". It returns one answer for each type, in the order given,
// and nothing at all for what no public name server can know: addresses, localhost and names of the local link.
//
// FaultNoSuchHost is an answer: a server said that the name does not exist. FaultDNS is none. A name that exists without
// records of the type has neither answers nor a fault.
func Lookup(ctx context.Context, o Options, name string, types ...string) []snapshot.DNS {
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	if !public(name) {
		return nil
	}
	out := make([]snapshot.DNS, len(types))
	ascii, err := toASCII(name)
	servers := o.servers()
	for i, t := range types {
		out[i] = snapshot.DNS{Name: name, Type: t}
		qtype, ok := dns.StringToType[t]
		switch {
		case err != nil:
			out[i].Err = &snapshot.Fault{Kind: snapshot.FaultBadURL, Text: "the host name is not valid"}
		case !ok || !supported(qtype):
			out[i].Err = &snapshot.Fault{Kind: snapshot.FaultOther, Text: fmt.Sprintf("records of type %q are not looked up", t)}
		case len(servers) == 0:
			out[i].Err = &snapshot.Fault{Kind: snapshot.FaultDNS, Text: "no name server is configured on this computer"}
		default:
			out[i].Answers, out[i].Err = ask(ctx, servers, ascii, qtype)
		}
	}
	return out
}

// toASCII leaves names alone that are ASCII: underscores and the like are no valid host names, yet resolvers and browsers take them.
func toASCII(name string) (string, error) {
	if strings.IndexFunc(name, func(r rune) bool { return r >= 0x80 }) >= 0 {
		ascii, err := idna.Lookup.ToASCII(name)
		if err != nil {
			return "", fmt.Errorf("read host name: %w", err)
		}
		name = ascii
	}
	if _, ok := dns.IsDomainName(name); !ok {
		return "", errors.New("not a domain name")
	}
	return name, nil
}

func supported(qtype uint16) bool {
	return qtype == dns.TypeA || qtype == dns.TypeAAAA || qtype == dns.TypeMX
}

// public reports whether a public name server can know the name.
func public(name string) bool {
	if name == "" || name == "localhost" || strings.HasSuffix(name, ".localhost") || strings.HasSuffix(name, ".local") {
		return false
	}
	_, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err != nil
}

func (o Options) servers() []string {
	if o.Server != "" {
		if _, _, err := net.SplitHostPort(o.Server); err == nil {
			return []string{o.Server}
		}
		return []string{net.JoinHostPort(strings.Trim(o.Server, "[]"), "53")}
	}
	config, err := dns.ClientConfigFromFile(resolvConf)
	if err != nil {
		return nil
	}
	var servers []string
	for _, s := range config.Servers[:min(len(config.Servers), maxServers)] {
		servers = append(servers, net.JoinHostPort(s, config.Port))
	}
	return servers
}

// ask puts one question to each server in turn, twice over, until one answers.
func ask(ctx context.Context, servers []string, name string, qtype uint16) ([]string, *snapshot.Fault) {
	question := new(dns.Msg)
	question.SetQuestion(dns.Fqdn(name), qtype)
	text := "no name server gave an answer"
	for range tries {
		for _, server := range servers {
			answer, err := exchange(ctx, server, question)
			if ctx.Err() != nil {
				return nil, &snapshot.Fault{Kind: snapshot.FaultCancelled, Text: "the visit was stopped from our side"}
			}
			switch {
			case err != nil:
			case answer.Rcode == dns.RcodeSuccess:
				return read(answer, qtype), nil
			case answer.Rcode == dns.RcodeNameError:
				return nil, &snapshot.Fault{Kind: snapshot.FaultNoSuchHost, Text: "the host name does not exist"}
			default:
				text = "the name server could not answer: " + dns.RcodeToString[answer.Rcode]
			}
		}
	}
	return nil, &snapshot.Fault{Kind: snapshot.FaultDNS, Text: text}
}

// exchange puts the question to one server over UDP, and over TCP when the answer did not fit.
func exchange(ctx context.Context, server string, question *dns.Msg) (*dns.Msg, error) {
	for _, network := range []string{"udp", "tcp"} {
		answer, err := over(ctx, network, server, question)
		if err != nil || !answer.Truncated {
			return answer, err
		}
	}
	return nil, fmt.Errorf("ask %s: answer truncated over tcp", server)
}

func over(ctx context.Context, network, server string, question *dns.Msg) (*dns.Msg, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	client := &dns.Client{Net: network, Timeout: timeout}
	conn, err := client.DialContext(ctx, server)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", server, err)
	}
	// The client knows deadlines but not cancellation.
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	defer func() { _ = conn.Close() }()
	q := question.Copy()
	q.Id = dns.Id()
	answer, _, err := client.ExchangeWithConnContext(ctx, q, conn)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", server, err)
	}
	if len(answer.Question) != 1 || answer.Question[0].Qtype != q.Question[0].Qtype ||
		!strings.EqualFold(answer.Question[0].Name, q.Question[0].Name) {
		return nil, fmt.Errorf("ask %s: the answer is to another question", server)
	}
	return answer, nil
}

// read returns the records of the type, in an order that does not depend on the server's: mail hosts by preference, the rest by
// name. The null MX is ".".
func read(answer *dns.Msg, qtype uint16) []string {
	var mx []*dns.MX
	var list []string
	for _, rr := range answer.Answer {
		switch r := rr.(type) {
		case *dns.A:
			if qtype == dns.TypeA {
				list = append(list, r.A.String())
			}
		case *dns.AAAA:
			if qtype == dns.TypeAAAA {
				list = append(list, r.AAAA.String())
			}
		case *dns.MX:
			mx = append(mx, r)
		}
	}
	if qtype != dns.TypeMX {
		slices.Sort(list)
		return list
	}
	slices.SortFunc(mx, func(a, b *dns.MX) int {
		return cmp.Or(cmp.Compare(a.Preference, b.Preference), cmp.Compare(strings.ToLower(a.Mx), strings.ToLower(b.Mx)))
	})
	for _, r := range mx {
		host := strings.ToLower(r.Mx)
		if host != "." {
			host = strings.TrimSuffix(host, ".")
		}
		list = append(list, host)
	}
	return list
}

// Package dnsprobe asks for the names, mail and CAA records a shop depends on.
package dnsprobe

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/miekg/dns"

	"github.com/shopvet/shopvet/snapshot"
)

const (
	// maxExchanges bounds what one run asks, repeats and answers over TCP counted: a shop with many names must not make us a nuisance to
	// a name server. A usual shop takes ten to thirty.
	maxExchanges = 150
	// maxAtOnce bounds how many of them are under way at the same time.
	maxAtOnce = 4
)

// Options are the settings of a Prober.
type Options struct {
	// Servers are the name servers to ask, as host:port (see ParseServer); none means those of /etc/resolv.conf.
	Servers []string
}

// Prober asks name servers within the bounds of one run. It remembers what was answered, and which server did not answer. It is safe for
// concurrent use.
type Prober struct {
	servers []*server
	named   bool // the user named them
	left    atomic.Int64
	slots   chan struct{}

	mu    sync.Mutex
	asked map[question]*remembered
}

// question is what is remembered: server is "" where any of them could answer.
type question struct{ name, kind, server string }

type remembered struct {
	once   sync.Once
	answer snapshot.DNS
}

// New returns a prober that has asked nothing yet.
func New(o Options) *Prober {
	p := &Prober{slots: make(chan struct{}, maxAtOnce), asked: map[question]*remembered{}, named: len(o.Servers) > 0}
	p.left.Store(maxExchanges)
	for _, address := range o.addresses() {
		p.servers = append(p.servers, &server{address: address})
	}
	return p
}

// Lookup asks for the records of a name: kind is "A", "AAAA", "MX", "TXT", "CAA" or "NS". The servers are asked in turn until one answers.
// ok is false for what no public name server can know: addresses, localhost and names of the local link.
//
// FaultNoSuchHost is an answer: a server said that the name does not exist. FaultDNS is none. A name that exists without records of the kind has
// neither answers nor a fault.
func (p *Prober) Lookup(ctx context.Context, name, kind string) (answer snapshot.DNS, ok bool) {
	return p.lookup(ctx, p.servers, "", name, kind)
}

// lookupAt asks one server by itself, and says in the answer that it did.
func (p *Prober) lookupAt(ctx context.Context, s *server, name, kind string) (snapshot.DNS, bool) {
	return p.lookup(ctx, []*server{s}, s.address, name, kind)
}

func (p *Prober) lookup(ctx context.Context, servers []*server, by, name, kind string) (snapshot.DNS, bool) {
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	if !public(name) {
		return snapshot.DNS{}, false
	}
	ascii, err := toASCII(name)
	if err != nil {
		ascii = name
	}
	key := question{ascii, kind, by}
	p.mu.Lock()
	r := p.asked[key]
	if r == nil {
		r = &remembered{answer: snapshot.DNS{Name: ascii, Type: kind, Server: by}}
		p.asked[key] = r
	}
	p.mu.Unlock()
	r.once.Do(func() {
		qtype, known := kinds[kind]
		switch {
		case err != nil:
			r.answer.Err = &snapshot.Fault{Kind: snapshot.FaultBadURL, Text: "the host name is not valid"}
		case !known:
			r.answer.Err = &snapshot.Fault{Kind: snapshot.FaultOther, Text: "records of this type are not looked up"}
		default:
			p.ask(ctx, servers, qtype, &r.answer)
		}
	})
	return r.answer, true
}

// kinds are the types of records that can be read.
var kinds = map[string]uint16{
	"A": dns.TypeA, "AAAA": dns.TypeAAAA, "MX": dns.TypeMX, "TXT": dns.TypeTXT, "CAA": dns.TypeCAA, "NS": dns.TypeNS,
}

// records returns everything that was asked, in an order that does not depend on what was answered first.
func (p *Prober) records() []snapshot.DNS {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := make([]snapshot.DNS, 0, len(p.asked))
	for _, r := range p.asked {
		out = append(out, r.answer)
	}
	slices.SortFunc(out, func(a, b snapshot.DNS) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Server, b.Server))
	})
	return out
}

// Servers returns the servers that were asked so far.
func (p *Prober) Servers() []snapshot.NameServer {
	var out []snapshot.NameServer
	for _, s := range p.servers {
		if heard, asked := s.state(); asked {
			out = append(out, snapshot.NameServer{Address: s.address, Named: p.named, Silent: !heard})
		}
	}
	return out
}

package dnsprobe

import (
	"context"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/publicsuffix"

	"github.com/shopvet/shopvet/knowledge/mailauth"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
)

const (
	// compared is how many name servers are asked for the shop's addresses, each by itself.
	compared = 2
	// maxMailHosts bounds how many mail hosts of a domain are looked up until one is found that has an address.
	maxMailHosts = 5
	// maxSenders bounds for how many domains it is looked up who may send mail in their name.
	maxSenders = 3
	maxClimb   = 8
)

// Plan says what of a shop is looked up.
type Plan struct {
	Hosts []string // hosts under which a visitor meets the shop, that of the home page first; doubles count once
	Mail  []string // domains of e-mail addresses, those that matter most first
}

// Survey looks up a shop's names and returns all that was asked and answered, sorted by name, type and server: the addresses of each host, from
// two servers each by itself; which issuers may make certificates for it (CAA); where mail to each domain goes, and who may send in its name.
func (p *Prober) Survey(ctx context.Context, plan Plan) []snapshot.DNS {
	var group sync.WaitGroup
	var hosts []string
	for _, h := range plan.Hosts {
		if h = strings.TrimSuffix(strings.ToLower(h), "."); !slices.Contains(hosts, h) {
			hosts = append(hosts, h)
		}
	}
	for i, h := range hosts {
		for _, s := range p.compared() {
			group.Go(func() { p.lookupAt(ctx, s, h, "A") })
			group.Go(func() { p.lookupAt(ctx, s, h, "AAAA") })
		}
		if i == 0 {
			// The home page was reached under this name. A server that does not answer for it is not there; one that takes its time over
			// other names is.
			group.Wait()
		}
		group.Go(func() { p.issuers(ctx, h) })
	}
	senders := 0
	for _, d := range plan.Mail {
		d, err := toASCII(strings.TrimSuffix(strings.ToLower(d), "."))
		if err != nil {
			continue // the address itself is amiss
		}
		group.Go(func() { p.mail(ctx, d) })
		if !vendor.FreeMail(d) && senders < maxSenders {
			senders++
			group.Go(func() { p.senders(ctx, d) })
		}
	}
	group.Wait()
	for _, s := range p.compared() {
		p.control(ctx, s, hosts)
	}
	return p.records()
}

// compared returns the servers whose answers are compared.
func (p *Prober) compared() []*server { return p.servers[:min(len(p.servers), compared)] }

// issuers climbs from a host to its registrable domain and stops at the first name that holds CAA records (RFC 8659 §3), or where it could not be
// seen whether it does. What a registry publishes above that is not the shop's. A name that is said not to exist is passed over: there are
// servers that say so of names between two others.
func (p *Prober) issuers(ctx context.Context, host string) {
	top := organisation(host)
	for range maxClimb {
		answer, ok := p.Lookup(ctx, host, "CAA")
		if !ok || len(answer.Answers) > 0 || answer.Err != nil && answer.Err.Kind != snapshot.FaultNoSuchHost || host == top {
			return
		}
		_, host, _ = strings.Cut(host, ".")
	}
}

// organisation returns the registrable domain of a name, or the name where the public suffix list knows none.
func organisation(name string) string {
	if d, err := publicsuffix.EffectiveTLDPlusOne(name); err == nil {
		return d
	}
	return name
}

// mail looks up where mail for a domain goes (RFC 5321 §5.1): to its mail hosts, or without such to its own address.
func (p *Prober) mail(ctx context.Context, domain string) {
	mx, ok := p.Lookup(ctx, domain, "MX")
	if !ok || mx.Err != nil && mx.Err.Kind != snapshot.FaultNoSuchHost {
		return
	}
	hosts := mx.Answers
	if len(hosts) == 0 {
		hosts = []string{domain}
	}
	known := len(mx.Answers) != 1 || mx.Answers[0] != "." // else it is the domain's own word
	for _, h := range hosts[:min(len(hosts), maxMailHosts)] {
		found, seen := p.hasAddress(ctx, h)
		if found {
			return
		}
		known = known && seen
	}
	if !known {
		return
	}
	// What is about to be held against the shop is asked of a second server too.
	if servers := p.compared(); len(servers) > 1 {
		for _, s := range servers {
			p.lookupAt(ctx, s, domain, "MX")
			p.lookupAt(ctx, s, hosts[0], "A")
			p.lookupAt(ctx, s, hosts[0], "AAAA")
		}
	}
}

func (p *Prober) hasAddress(ctx context.Context, host string) (found, known bool) {
	for _, kind := range []string{"A", "AAAA"} {
		answer, ok := p.Lookup(ctx, host, kind)
		switch {
		case !ok:
			return false, true
		case len(answer.Answers) > 0:
			return true, true
		case answer.Err != nil && answer.Err.Kind != snapshot.FaultNoSuchHost:
			return false, false
		}
	}
	return false, true
}

// senders looks up who may send mail in the name of a domain: SPF with the records it refers to, as far as receivers go, and DMARC, of the domain
// or else of the registrable domain above it (RFC 7489 §6.6.3).
func (p *Prober) senders(ctx context.Context, domain string) {
	mailauth.Walk(domain, func(name string) ([]string, bool) {
		answer, ok := p.Lookup(ctx, name, "TXT")
		known := ok && mailauth.Complete(answer.Answers, answer.More) && (answer.Err == nil || answer.Err.Kind == snapshot.FaultNoSuchHost)
		return answer.Answers, known
	})
	answer, ok := p.Lookup(ctx, mailauth.PolicyName(domain), "TXT")
	unseen := !ok || answer.Err != nil && answer.Err.Kind != snapshot.FaultNoSuchHost
	if top := organisation(domain); !unseen && top != domain && len(mailauth.Policies(answer.Answers)) == 0 {
		p.Lookup(ctx, mailauth.PolicyName(top), "TXT")
	}
}

// control asks a server that failed on a host for what every name server on the internet can answer, so that its own trouble, and a network
// that lets no question for IPv6 addresses through, are told from the shop's: the servers of the top-level domain, and the address of the first.
func (p *Prober) control(ctx context.Context, s *server, hosts []string) {
	for i, h := range hosts {
		for _, kind := range []string{"A", "AAAA"} {
			answer, ok := p.lookupAt(ctx, s, h, kind)
			if !ok || answer.Err == nil || answer.Err.Kind == snapshot.FaultCancelled || i > 0 && answer.Err.Kind == snapshot.FaultNoSuchHost {
				continue // without trouble, or a further name that there simply is not
			}
			top := h[strings.LastIndexByte(h, '.')+1:]
			if ns, ok := p.lookupAt(ctx, s, top, "NS"); ok && len(ns.Answers) > 0 {
				p.lookupAt(ctx, s, ns.Answers[0], kind)
			}
		}
	}
}

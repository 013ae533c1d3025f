package crawler

import (
	"cmp"
	"context"
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/crawler/dnsprobe"
	"github.com/shopvet/shopvet/snapshot"
)

// lookUpNames asks for the addresses of the shop's host and the mail hosts of the e-mail domains that were read.
func (c *crawl) lookUpNames(ctx context.Context) {
	if c.target.private || c.halted() {
		return // a shop on a private address has no public names yet
	}
	c.emit(Phase{Name: "names"})
	u, err := url.Parse(cmp.Or(c.snap.Base, c.target.URL.String()))
	if err != nil {
		return
	}
	o := dnsprobe.Options{Server: c.opts.Resolver}
	answers := dnsprobe.Lookup(ctx, o, u.Hostname(), "A", "AAAA")
	for _, d := range c.mailDomains() {
		answers = append(answers, dnsprobe.Lookup(ctx, o, d, "MX", "A", "AAAA")...)
	}
	c.snap.DNS = answers
	for i := range answers {
		if answers[i].Err == nil || answers[i].Err.Kind == snapshot.FaultNoSuchHost {
			c.snap.Have |= snapshot.HaveDNS
		}
	}
}

// maxMailDomains bounds how many domains of e-mail addresses are looked up.
const maxMailDomains = 5

// mailDomains returns the domains of the e-mail addresses that were read, in the order met.
func (c *crawl) mailDomains() []string {
	var out []string
	seen := map[string]bool{}
	add := func(list []snapshot.Contact) {
		for i := range list {
			_, d, ok := strings.Cut(list[i].Value, "@")
			d = strings.ToLower(strings.TrimSuffix(d, "."))
			if list[i].Kind == snapshot.ContactEmail && ok && d != "" && !seen[d] && len(out) < maxMailDomains {
				seen[d] = true
				out = append(out, d)
			}
		}
	}
	for _, b := range c.ext.Blocks() {
		add(b.Contacts)
	}
	for _, p := range c.pages {
		add(p.Contacts)
	}
	return out
}

package crawler

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/shopvet/shopvet/crawler/dnsprobe"
	"github.com/shopvet/shopvet/snapshot"
)

const (
	// namesTime bounds all that is asked of name servers after the visit.
	namesTime = 20 * time.Second
	// maxMailDomains bounds how many domains of e-mail addresses are looked up.
	maxMailDomains = 5
)

// lookUpNames asks for what the shop's hosts and the domains of its e-mail addresses have in the name system. A shop on a private address has no
// public names yet; but who names a name server has one that knows the shop.
func (c *crawl) lookUpNames(ctx context.Context) {
	if c.target.private && len(c.opts.Resolvers) == 0 || c.halted() {
		return
	}
	c.emit(Phase{Name: "names"})
	base, err := url.Parse(cmp.Or(c.snap.Base, c.target.URL.String()))
	if err != nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, namesTime)
	defer cancel()
	hosts := []string{base.Hostname(), c.target.URL.Hostname()}
	if t, _ := twin(base.Hostname(), c.snap.Domain); t != "" {
		hosts = append(hosts, t)
	}
	c.snap.DNS = c.names.Survey(ctx, dnsprobe.Plan{Hosts: hosts, Mail: c.mailDomains()})
	c.snap.NameServers = c.names.Servers()
	for i := range c.snap.DNS {
		if err := c.snap.DNS[i].Err; err == nil || err.Kind == snapshot.FaultNoSuchHost {
			c.snap.Have |= snapshot.HaveDNS
		}
	}
}

// mailDomains returns the domains of the e-mail addresses that were read: the shop's own first, then in the order met, what all pages share before
// what stands on one.
func (c *crawl) mailDomains() []string {
	var out []string
	seen := map[string]bool{}
	add := func(list []snapshot.Contact) {
		for i := range list {
			_, d, ok := strings.Cut(list[i].Value, "@")
			d = strings.ToLower(strings.TrimSuffix(d, "."))
			if list[i].Kind == snapshot.ContactEmail && ok && d != "" && !seen[d] {
				seen[d] = true
				out = append(out, d)
			}
		}
	}
	for _, b := range c.ext.Blocks() {
		add(b.Contacts)
	}
	for p := range c.contents() {
		add(p.Contacts)
	}
	own := func(d string) int {
		if d == c.snap.Domain || strings.HasSuffix(d, "."+c.snap.Domain) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out, func(a, b string) int { return own(a) - own(b) })
	return out[:min(len(out), maxMailDomains)]
}

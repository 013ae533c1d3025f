package crawler

import (
	"context"
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of asking issuers of seals.
const (
	maxCertificates  = 5
	certificateBytes = 1 << 20 // of one page
	certificateText  = 20_000  // bytes kept of its text
)

// readCertificates asks the issuers of the seals on the home page for the pages to which these lead: one page an issuer, one request each, as far as the issuer's
// robots.txt allows. No issuer knows a shop without a name of its own, so that of such a shop none is asked.
func (c *crawl) readCertificates(ctx context.Context) {
	if c.limits.Outside < 0 || c.halted() || privateHost(c.target.URL.Hostname()) {
		return
	}
	list := c.certificateLinks()
	if len(list) == 0 {
		return
	}
	c.emit(Phase{Name: "seals"})
	ctx, end := context.WithTimeout(ctx, outsideTime(c.limits.Profile))
	defer end()
	for _, cert := range list {
		if ctx.Err() != nil || c.halted() {
			return
		}
		c.snap.Certificates = append(c.snap.Certificates, c.readCertificate(ctx, cert))
	}
}

// certificateLinks lists where the seals on the home page lead, one for each issuer.
func (c *crawl) certificateLinks() []snapshot.Certificate {
	var out []snapshot.Certificate
	met := map[string]bool{}
	add := func(links []snapshot.Link) {
		for _, l := range links {
			u, err := url.Parse(c.tab.Get(l.To))
			if l.Kind != snapshot.LinkAnchor || err != nil || u.Scheme != "http" && u.Scheme != "https" || c.site.has(u) {
				continue
			}
			if seal := vendor.SealIssuer(u.Hostname()); seal != nil && !met[seal.Name] && seal.Certificate(u) && len(out) < maxCertificates {
				met[seal.Name] = true
				u.Fragment = ""
				out = append(out, snapshot.Certificate{Issuer: seal.Name, URL: u.String()})
			}
		}
	}
	for p := range c.contents() {
		add(p.Links)
		for _, id := range p.Blocks {
			add(c.ext.Block(id).Links)
		}
		break // the home page
	}
	return out
}

// readCertificate asks for one page of an issuer.
func (c *crawl) readCertificate(ctx context.Context, cert snapshot.Certificate) snapshot.Certificate {
	u, err := url.Parse(cert.URL)
	if err != nil {
		return cert
	}
	c.pace.slow(u.Host, betweenOutside)
	t := c.follow(ctx, cert.URL, way{label: "seal", robots: true, most: certificateBytes, once: true})
	cert.Exchange = t.ex
	if t.skip != "" || t.ex.Status() != 200 {
		return cert
	}
	p := c.page(item{url: cert.URL, keyPage: true, depth: 1}, t)
	if !p.HTML {
		return cert
	}
	cert.Obstacle, cert.Shell, cert.Lang, cert.Title = p.Obstacle, p.Shell, p.Lang, p.Title
	for _, h := range p.Headings {
		if h.Level == 1 {
			cert.Heading = h.Text
			break
		}
	}
	cert.Text = strings.ToValidUTF8(clip(p.Text, certificateText), "")
	return cert
}

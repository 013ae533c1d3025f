package report

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

// hostView is how one host of the shop is reached.
type hostView struct {
	Name  string
	Facts []pairView
}

// maxHosts bounds how many hosts are told of.
const maxHosts = 8

// connections tells how the shop's hosts are reached over TLS.
func (b *builder) connections() []hostView {
	var out []hostView
	for i := range first(b.v.Connections, maxHosts) {
		c := &b.v.Connections[i]
		name := clean(c.Host, maxName)
		if c.Port != 443 && c.Port != 0 {
			name += ":" + fmt.Sprint(c.Port)
		}
		if roles := b.names("host", c.Roles); len(roles) > 0 {
			name += b.text("aside", "text", strings.Join(roles, b.text("list.comma")))
		}
		out = append(out, hostView{Name: name, Facts: b.connection(c)})
	}
	return out
}

func (b *builder) connection(c *verdict.Connection) []pairView {
	var out []pairView
	add := func(key, value, note string) {
		if value != "" {
			out = append(out, pairView{Name: b.text(key), Value: value, Note: note})
		}
	}
	add("tls.address", clean(c.Address, maxName), "")
	add("tls.fault", b.phrase(clean(c.Fault, maxQuote)), "")
	add("tls.agreed", b.join(cleaned(c.Version, c.Cipher, c.KeyExchange, c.ALPN)), "")
	add("tls.accepts", b.join(cleaned(c.Accepts...)), "")
	add("tls.refuses", b.join(cleaned(c.Refuses...)), "")
	add("tls.nottested", b.join(cleaned(c.NotTested...)), "")
	add("tls.weak", b.join(cleaned(c.WeakSuites...)), "")
	add("tls.exchanges", b.join(cleaned(c.KeyExchanges...)), "")
	if c.DHBits > 0 {
		add("tls.dh", b.text("tls.bits", "n", c.DHBits), "")
	}
	if c.Resumes != "" {
		add("tls.resumes", b.name("tls.resumes", c.Resumes), "")
	}
	if cert := c.Certificate; cert != nil {
		b.certificate(add, c, cert)
	}
	add("tls.handshakes", b.number(c.Handshakes), "")
	add("tls.suites", b.join(cleaned(c.Suites...)), "")
	return out
}

func (b *builder) certificate(add func(key, value, note string), c *verdict.Connection, cert *verdict.Certificate) {
	day := func(t time.Time) string { return t.UTC().Format(b.text("day")) }
	add("tls.cert.names", b.join(cleaned(cert.Names...)), "")
	add("tls.cert.issuer", clean(cert.Issuer, maxQuote), "")
	add("tls.cert.valid", b.text("tls.cert.span", "from", day(cert.From), "until", day(cert.Until)), "")
	key := clean(cert.Key, 40)
	if cert.Bits > 0 {
		key += " " + b.text("tls.bits", "n", cert.Bits)
	}
	add("tls.cert.key", key, clean(cert.Signature, 60))
	if c.Sent > 0 {
		add("tls.cert.sent", b.number(c.Sent), "")
	}
	add("tls.cert.stapled", b.name("tls.stapled", cmp.Or(c.Stapled, "none")), "")
	if c.Receipts > 0 {
		add("tls.cert.receipts", b.number(c.Receipts), "")
	}
}

// cleaned makes texts of a server fit to be shown, and leaves out empty ones.
func cleaned(list ...string) []string {
	var out []string
	for _, s := range first(list, 2*maxRows) {
		if s = clean(s, maxName); s != "" {
			out = append(out, s)
		}
	}
	return out
}

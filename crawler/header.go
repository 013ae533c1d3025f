package crawler

import (
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// pageHeaders are the header fields that ordinary pages keep.
var pageHeaders = []string{"Location", "Retry-After", "Refresh"}

// lean drops what no check reads from an ordinary page's exchange. Cookies are kept apart, without their values.
func (c *crawl) lean(ex snapshot.Exchange, all bool) snapshot.Exchange {
	if all {
		return keepAll(ex)
	}
	hops := make([]snapshot.Hop, len(ex.Hops))
	copy(hops, ex.Hops)
	for i := range hops {
		var kept map[string][]string
		for _, name := range pageHeaders {
			if v := hops[i].Header[name]; len(v) > 0 {
				if kept == nil {
					kept = make(map[string][]string, 1)
				}
				kept[name] = []string{strings.Clone(v[0])} // the parser cuts all fields out of one string
			}
		}
		hops[i].Header = kept
		if hops[i].URL == ex.URL {
			hops[i].URL = ex.URL // one and the same string
		}
		hops[i].Remote = "" // that of the entry
	}
	ex.Hops = hops
	return ex
}

// keepAll keeps every header field but the values of cookies.
func keepAll(ex snapshot.Exchange) snapshot.Exchange {
	hops := make([]snapshot.Hop, len(ex.Hops))
	copy(hops, ex.Hops)
	for i := range hops {
		if _, ok := hops[i].Header["Set-Cookie"]; !ok {
			continue
		}
		h := make(map[string][]string, len(hops[i].Header))
		for name, v := range hops[i].Header {
			if name != "Set-Cookie" {
				h[name] = v
			}
		}
		hops[i].Header = h
	}
	ex.Hops = hops
	return ex
}

// keptWhole reports whether more header fields of a page are kept than those of ordinary pages.
func keptWhole(p *snapshot.Page) bool {
	h := p.Exchange.Last()
	if h == nil {
		return false
	}
	for name := range h.Header {
		if !slices.Contains(pageHeaders, name) {
			return true
		}
	}
	return false
}

// maxGuarded bounds for how many pages on which a customer has something to lose all header fields are kept; those of one page may take 256 kB.
const maxGuarded = 60

// guarded reports whether a page is one on which a customer has something to lose: sign-in, account, cart, checkout. What the server says
// beside such pages is judged.
func (c *crawl) guarded(it item, p *snapshot.Page) bool {
	if p.Alias || p.Exchange.Err != nil {
		return false
	}
	if it.rank != rankCart && !asksPassword(p) && !c.calledGuarded(it) {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.whole++
	return c.whole <= maxGuarded
}

// calledGuarded reports whether a link, or the address by itself, calls a page so; what the page is for is decided when the snapshot is judged.
func (c *crawl) calledGuarded(it item) bool {
	u, err := url.Parse(it.url)
	if err != nil {
		return false
	}
	for _, text := range []string{it.text, ""} {
		switch concept, _ := c.cues.Best(text, pathOf(u), c.lang); concept {
		case cue.Login, cue.Account, cue.Cart, cue.Checkout:
			return true
		}
	}
	return false
}

func asksPassword(p *snapshot.Page) bool {
	for i := range p.Forms {
		for _, f := range p.Forms[i].Fields {
			if f.Type == "password" {
				return true
			}
		}
	}
	return false
}

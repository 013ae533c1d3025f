package crawler

import (
	"math"
	"net/http"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// pageHeaders are the header fields that ordinary pages keep.
var pageHeaders = []string{"Location", "Retry-After"}

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

// maxCookies bounds how many distinct cookies are noted.
const maxCookies = 300

// countCookies notes the cookies that a trip set: their attributes, never their values.
func (c *crawl) countCookies(t trip) {
	for i := range t.ex.Hops {
		h := &t.ex.Hops[i]
		set := h.Header["Set-Cookie"]
		if len(set) == 0 {
			continue
		}
		for _, ck := range (&http.Response{Header: http.Header{"Set-Cookie": set}}).Cookies() {
			c.noteCookie(ck, h.URL)
		}
	}
}

func (c *crawl) noteCookie(ck *http.Cookie, from string) {
	key := ck.Name + "\x00" + ck.Domain + "\x00" + ck.Path
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.snap.Cookies) >= maxCookies || c.cookies[key] {
		return
	}
	c.cookies[key] = true
	c.snap.Cookies = append(c.snap.Cookies, snapshot.Cookie{
		Name: clip(ck.Name, 200), Domain: ck.Domain, Path: clip(ck.Path, 200), URL: from, Secure: ck.Secure, HTTPOnly: ck.HttpOnly,
		SameSite: sameSite(ck.SameSite), Lasting: ck.MaxAge > 0 || !ck.Expires.IsZero(), Length: len(ck.Value), Entropy: entropy(ck.Value),
	})
}

func sameSite(s http.SameSite) string {
	switch s {
	case http.SameSiteLaxMode:
		return "Lax"
	case http.SameSiteStrictMode:
		return "Strict"
	case http.SameSiteNoneMode:
		return "None"
	default:
		return ""
	}
}

// entropy is Shannon's, in bits per character.
func entropy(s string) float64 {
	var n [256]float64
	for i := range len(s) {
		n[s[i]]++
	}
	var e float64
	for _, k := range n {
		if k > 0 {
			p := k / float64(len(s))
			e -= p * math.Log2(p)
		}
	}
	return math.Round(e*100) / 100
}

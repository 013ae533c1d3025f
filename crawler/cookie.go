package crawler

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of one cookie, bytes: browsers pass over what is longer (RFC 6265bis §5.6).
const (
	maxCookiePair      = 4096
	maxCookieAttribute = 1024
)

// setCookie is one Set-Cookie field as browsers read it.
type setCookie struct {
	snapshot.Cookie
	deletes bool // its life ends at once
}

// parseSetCookie reads a Set-Cookie field by RFC 6265bis §5.6, which is what browsers do: net/http passes over cookies whose values browsers take,
// such as JSON. It reports false for what browsers pass over.
func parseSetCookie(field string, now time.Time) (setCookie, bool) {
	var c setCookie
	if strings.ContainsFunc(field, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
		return c, false
	}
	pair, rest, _ := strings.Cut(field, ";")
	name, value, ok := strings.Cut(pair, "=")
	if !ok {
		name, value = "", pair
	}
	c.Name, value = strings.Trim(name, " \t"), strings.Trim(value, " \t")
	if c.Name == "" && value == "" || len(c.Name)+len(value) > maxCookiePair {
		return c, false
	}
	c.Name, c.Length, c.Entropy = clip(c.Name, 200), len(value), entropy(value)
	var life cookieLife
	for attribute := range strings.SplitSeq(rest, ";") {
		key, value, _ := strings.Cut(attribute, "=")
		if value = strings.Trim(value, " \t"); len(value) <= maxCookieAttribute {
			c.attribute(strings.ToLower(strings.Trim(key, " \t")), value, &life)
		}
	}
	c.Lasting, c.deletes = life.at(now)
	return c, true
}

// attribute notes one attribute; of one that stands twice the last counts.
func (c *setCookie) attribute(key, value string, life *cookieLife) {
	switch key {
	case "secure":
		c.Secure = true
	case "httponly":
		c.HTTPOnly = true
	case "domain":
		c.Domain = clip(strings.ToLower(strings.TrimPrefix(value, ".")), 255)
	case "path":
		c.Path = ""
		if strings.HasPrefix(value, "/") {
			c.Path = clip(value, 200)
		}
	case "samesite":
		c.SameSite = sameSite(value)
	case "max-age":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			life.aged, life.age = true, n
		}
	case "expires":
		if t, ok := cookieTime(value); ok {
			life.expires = t
		}
	}
}

// sameSite returns the value as the standard writes it, "" for anything that browsers take for no value.
func sameSite(value string) string {
	for _, known := range []string{"Lax", "Strict", "None"} {
		if strings.EqualFold(value, known) {
			return known
		}
	}
	return ""
}

// cookieLife is how long a cookie lasts: Max-Age goes before Expires.
type cookieLife struct {
	aged    bool
	age     int64
	expires time.Time
}

func (l cookieLife) at(now time.Time) (lasting, over bool) {
	switch {
	case l.aged:
		return l.age > 0, l.age <= 0
	case !l.expires.IsZero():
		return l.expires.After(now), !l.expires.After(now)
	default:
		return false, false
	}
}

// cookieTime reads the forms of dates that servers write.
func cookieTime(s string) (time.Time, bool) {
	if t, err := http.ParseTime(s); err == nil {
		return t, true
	}
	for _, form := range []string{"Mon, 02-Jan-2006 15:04:05 MST", "Mon, 2-Jan-2006 15:04:05 MST", "Mon, 02-Jan-06 15:04:05 MST", "Mon, 2 Jan 2006 15:04:05 MST", time.RFC1123Z} {
		if t, err := time.Parse(form, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// maxCookies bounds how many distinct cookies are noted.
const maxCookies = 300

// countCookies notes the cookies that a trip set: their attributes, never their values. Of one that an answer sets twice the last counts, as in
// browsers.
func (c *crawl) countCookies(t trip) {
	for i := range t.ex.Hops {
		h := &t.ex.Hops[i]
		set := h.Header["Set-Cookie"]
		last := make(map[string]setCookie, min(len(set), maxCookies))
		var order []string
		for _, field := range set {
			ck, ok := parseSetCookie(field, c.opts.Now())
			if !ok {
				continue
			}
			key := cookieKey(&ck.Cookie)
			if _, again := last[key]; !again {
				order = append(order, key)
			}
			last[key] = ck
		}
		for _, key := range order {
			if ck := last[key]; !ck.deletes {
				c.noteCookie(key, ck.Cookie, h.URL)
			}
		}
	}
}

func cookieKey(ck *snapshot.Cookie) string { return ck.Name + "\x00" + ck.Domain + "\x00" + ck.Path }

// noteCookie keeps a cookie the first time it is met; over http and over https it is told apart, since http knows no Secure.
func (c *crawl) noteCookie(key string, ck snapshot.Cookie, from string) {
	scheme, _, _ := strings.Cut(from, ":")
	key = scheme + "\x00" + key
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.cookies[key]:
	case len(c.snap.Cookies) < maxCookies:
		c.cookies[key] = true
		ck.URL = from
		c.snap.Cookies = append(c.snap.Cookies, ck)
		_ = c.journal.write(recCookie, snapshot.Pack(nil, &ck)) // where this fails, writing the page will fail too
	default:
		c.snap.CookiesLeft++
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

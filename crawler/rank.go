package crawler

import (
	"net/url"
	"path"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Ranks of addresses: policies and contacts first, then one of everything a shopper would try, then breadth.
const (
	rankPolicy = 10  // policy, contact, identity: few, and most of the verdict rests on them
	rankCart   = 20  // cart and checkout entry
	rankFrame  = 30  // other links of header, menu and footer
	rankMain   = 100 // links of the main part; plus depth and spread
	rankCrowd  = 160 // the rest of a menu that names every group of goods: some goods are to be read before it
	rankSite   = 400 // known from the sitemap only
	rankTail   = 900 // the n-th of one pattern, sort orders and filters
)

// maxAlike bounds how many addresses of one pattern are taken for key pages of one kind: "ask about this product" stands on every product.
const maxAlike = 8

// keyConcept reports whether a page so called is one that most of a verdict rests on.
func keyConcept(c cue.Concept) bool {
	switch c {
	case cue.Privacy, cue.Terms, cue.Returns, cue.Withdrawal, cue.Shipping, cue.Payment, cue.Cookies, cue.Warranty, cue.Complaints,
		cue.Contact, cue.About, cue.Imprint, cue.FAQ, cue.Guide:
		return true
	default:
		return false
	}
}

// spot is what is known of a link when it is ranked.
type spot struct {
	text  string
	zone  snapshot.Zone
	depth int
	site  bool // from the sitemap
}

// rank says how early an address is to be fetched, and whether it is likely a key page.
func (c *crawl) rank(u *url.URL, s spot) (rank int, isKey bool) {
	concept, _ := c.cues.Best(s.text, pathOf(u), c.lang)
	switch {
	case keyConcept(concept) && !blogPath(u.Path) && c.front.count(concept.String()+" "+pattern(u)) < maxAlike:
		r := rankPolicy
		if !s.zone.Shared() {
			r += 5
		}
		return r, true
	case concept == cue.Cart || concept == cue.Checkout:
		return rankCart, false
	case s.site:
		return rankSite + c.spread(u), false
	case s.zone.Shared():
		if n := c.spread(u); n < spreadMany {
			return rankFrame + n, false
		}
		return rankCrowd, false
	default:
		return rankMain + 20*min(s.depth, 10) + c.spread(u), false
	}
}

// spreadMany is the spread of an address when many alike were queued before.
const spreadMany = 60

// spread grows with the number of addresses queued before that look alike, so that a sample takes some of every kind.
func (c *crawl) spread(u *url.URL) int {
	n := c.front.count(pattern(u))
	switch {
	case n < 3:
		return n
	case n < 10:
		return 10
	case n < 40:
		return 30
	default:
		return spreadMany
	}
}

// pattern is an address with its last segment and its numbers left out.
func pattern(u *url.URL) string {
	dir, last := path.Split(strings.TrimSuffix(u.Path, "/"))
	names := make([]string, 0, 4)
	for _, p := range snapshot.Params(u.RawQuery) {
		name, value, _ := strings.Cut(p, "=")
		switch {
		case snapshot.Routing(name):
			name += "=" + value
		case snapshot.Routed(name, value):
			name += "=" + strings.Map(zeros, path.Dir(value))
		}
		names = append(names, name)
	}
	kind := path.Ext(last)
	if dir == "/" {
		// All pages of many shops lie at the top: tell them apart by how many words their name has.
		kind += strings.Repeat("-", min(strings.Count(last, "-"), 2))
	}
	return strings.Map(zeros, dir) + kind + "?" + strings.Join(names, "&")
}

// zeros makes all digits alike.
func zeros(r rune) rune {
	if r >= '0' && r <= '9' {
		return '0'
	}
	return r
}

// identity reports whether a query parameter names the thing that a page shows, rather than how it is shown.
func identity(name string) bool {
	n := strings.ToLower(name)
	if snapshot.Routing(n) || strings.HasSuffix(n, "_id") || strings.HasPrefix(n, "id_") || strings.HasSuffix(n, "id") && len(n) <= 12 {
		return !snapshot.Fleeting(n)
	}
	switch n {
	case "path", "cpath", "slug", "sku", "product", "article", "item", "p", "cat", "category", "c", "page_name", "cms", "goods", "no", "number", "anid", "cnid":
		return true
	}
	return false
}

// variety says in which way an address is a variant of another.
type variety uint8

const (
	single  variety = iota // the only one of its kind
	paged                  // a further part of a list
	varied                 // the same in another order, selection or form
	dated                  // a page of a calendar
	ordered                // the same list in another order
)

// variantBucket splits an address into the page and the way it is shown: the second part is bounded per page.
func variantBucket(u *url.URL) (bucket string, v variety) {
	if bucket, ok := dateBucket(u.Host, u.Path, u.RawQuery); ok {
		return bucket, dated
	}
	var b strings.Builder
	b.WriteString(u.Host)
	b.WriteString(u.Path)
	inOrder, further := false, false
	for _, p := range snapshot.Params(u.RawQuery) {
		name, value, _ := strings.Cut(p, "=")
		switch {
		case identity(name), snapshot.Routed(name, value):
			b.WriteByte('&')
			b.WriteString(p)
		case paging(name, value):
			v, further = max(v, paged), further || value != "1" && value != "0"
		case ordering(name, value):
			inOrder = true
		default:
			v = varied
		}
	}
	switch {
	case inOrder && v == paged && further:
		v = varied // systems that carry the order along: it is the only way to what stands there
	case inOrder && v != varied:
		b.WriteString("&&orders")
		return b.String(), ordered
	case v == paged:
		b.WriteString("&&pages")
	}
	return b.String(), v
}

// ringed reports whether a path repeats itself, as relative links in a ring make it do: a segment that stands in it three times.
func ringed(p string) bool {
	seg := strings.Split(strings.Trim(p, "/"), "/")
	if len(seg) > 24 {
		return true
	}
	for i, s := range seg {
		n := 1
		for _, other := range seg[i+1:] {
			if s == other {
				n++
			}
		}
		if n >= 3 && strings.Trim(s, "0123456789") != "" {
			return true
		}
	}
	return false
}

// blogPath reports whether an address lies in a blog: an article about privacy is not a privacy policy.
func blogPath(p string) bool {
	p = strings.ToLower(p)
	for _, s := range []string{"/blog/", "/blogs/", "/news/", "/magazin/", "/magazine/", "/journal/", "/article/", "/articles/", "/aktuelles/", "/actualites/", "/noticias/"} {
		if strings.Contains(p, s) {
			return true
		}
	}
	return false
}

func pathOf(u *url.URL) string {
	if u.Fragment != "" && snapshot.Route("#"+u.Fragment) != "" {
		return strings.TrimPrefix(u.Fragment, "!")
	}
	if u.RawQuery == "" {
		return u.Path
	}
	return u.Path + "?" + u.RawQuery
}

// document reports whether an address ends like a file of text, which is read where it is likely a policy.
func document(p string) bool { return strings.EqualFold(path.Ext(p), ".pdf") }

// noPage reports whether an address ends like a file that is no page.
func noPage(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".ico", ".bmp", ".tif", ".tiff", ".mp4", ".webm", ".mov", ".mp3", ".ogg", ".wav",
		".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".exe", ".dmg", ".apk", ".iso", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".epub", ".csv",
		".css", ".js", ".mjs", ".json", ".woff", ".woff2", ".ttf", ".eot", ".map", ".vcf", ".ics":
		return true
	}
	return false
}

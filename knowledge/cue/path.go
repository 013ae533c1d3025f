package cue

import (
	"bytes"
	"strings"
)

// Path returns the cues in the path of an address, percent-decoded; a query or fragment may follow and is read alike,
// except for what a visitor searched for. "-", "_", "+" and a change from lower to upper case part words, "/" parts
// segments, a file extension is ignored. A cue that is a whole segment, or that is unmistakable, weighs 0.7. Half of
// that weighs a short word beside others ("returns-desk"), a page concept that only names a folder ("/service/terms"
// is not the service page), and anything below a product, category or blog segment.
func (m *Matcher) Path(path string) []Hit { return m.Match(path, Slug, "") }

func (m *Matcher) matchPath(sc *scratch, path string, page langMask) []Hit {
	sc.n.reset()
	sc.hits, sc.nots = sc.hits[:0], sc.nots[:0]
	decoded, at := unescape(path)
	sc.n.read(decoded, foldPath)
	m.collect(sc, m.path)
	if len(sc.hits) == 0 {
		return nil
	}
	damped, folders := catalogueEnd(sc.n.b), lastSegment(decoded)
	kept := sc.hits[:0]
	for _, h := range sc.hits {
		if inSearchValue(sc.n.b, int(h.start)) {
			continue
		}
		h.weight = Slug.weight() * h.ref.weight * langWeight(h.ref, page)
		if h.ref.flags&strong == 0 && !aloneInSegment(sc.n.b, int(h.start), int(h.end)) {
			h.weight /= 2
		}
		folder := sc.n.origin(decoded, h.end-1) < folders && h.ref.concept.IsPage()
		if folder || int(h.start) >= damped && !h.ref.concept.IsAction() {
			h.weight /= 2
		}
		kept = append(kept, h)
	}
	sc.hits = kept
	hits := m.settle(sc, decoded, page)
	if at != nil {
		for i := range hits {
			hits[i].Start, hits[i].End = int(at[hits[i].Start]), int(at[hits[i].End])
		}
	}
	return hits
}

// aloneInSegment reports whether nothing but numbers and a file extension stands beside the cue in its segment.
func aloneInSegment(b []byte, start, end int) bool {
	stop := end
	for stop < len(b) && b[stop] != '/' {
		stop++
	}
	if dot := bytes.LastIndexByte(b[end:stop], '.'); dot >= 0 && stop-(end+dot) <= maxExtension+1 {
		stop = end + dot
	}
	return noLetters(b[:stop], start, end, '/')
}

// maxExtension is the length of the longest file extension ("xhtml", "action" is not met on shops' text pages).
const maxExtension = 5

// catalogueWords are segments below which names are those of goods or articles, not of the shop's own pages.
var catalogueWords = [...]string{
	"product", "products", "p", "dp", "item", "items", "goods", "blog", "blogs", "news", "article", "articles", "category", "categories",
	"collections", "product category", "produkt", "produkte", "artikel", "kategorie", "produit", "produits", "categorie", "producto",
	"productos", "categoria", "prodotto", "prodotti", "product categorie", "produto", "produtos", "produkty", "kategoria", "magazin",
}

// catalogueEnd returns the offset after the first such segment, or the length of b.
func catalogueEnd(b []byte) int {
	for start := 0; start < len(b); {
		stop := bytes.IndexByte(b[start:], '/')
		if stop < 0 {
			return len(b)
		}
		for _, w := range catalogueWords {
			if string(b[start:start+stop]) == w {
				return start + stop
			}
		}
		start += stop + 1
	}
	return len(b)
}

// lastSegment returns the offset at which the last telling segment of path begins: the query is no segment, and
// "index", numbers and two-letter language codes tell nothing.
func lastSegment(path string) int {
	if query := strings.IndexAny(path, "?#;"); query >= 0 {
		path = path[:query]
	}
	for {
		slash := strings.LastIndexByte(path, '/')
		segment := path[slash+1:]
		if slash <= 0 || letters(segment) > 2 && !strings.HasPrefix(segment, "index") {
			return slash + 1
		}
		path = path[:slash]
	}
}

func letters(s string) (n int) {
	for i := range len(s) {
		if c := s[i] | 0x20; 'a' <= c && c <= 'z' || s[i] >= 0x80 {
			n++
		}
	}
	return n
}

// searchKeys are the query keys whose value is what a visitor typed.
var searchKeys = [...]string{"q", "s", "query", "search", "keyword", "keywords", "k", "term", "text"}

// inSearchValue reports whether the segment around at follows a search key.
func inSearchValue(b []byte, at int) bool {
	end := bytes.LastIndexByte(b[:at], '/')
	if end <= 0 {
		return false
	}
	key := b[bytes.LastIndexByte(b[:end], '/')+1 : end]
	for _, k := range searchKeys {
		if string(key) == k {
			return true
		}
	}
	return false
}

// unescape decodes percent escapes, leaving malformed ones as they are. at maps every byte of the result, and its
// end, to the offset in path; nil when nothing was escaped.
func unescape(path string) (decoded string, at []int32) {
	first := -1
	for i := 0; i+2 < len(path); i++ {
		if path[i] == '%' && hex(path[i+1]) >= 0 && hex(path[i+2]) >= 0 {
			first = i
			break
		}
	}
	if first < 0 {
		return path, nil
	}
	out := make([]byte, 0, len(path))
	at = make([]int32, 0, len(path))
	for i := 0; i < len(path); i++ {
		at = append(at, int32(i))
		if i+2 < len(path) && path[i] == '%' && hex(path[i+1]) >= 0 && hex(path[i+2]) >= 0 {
			out = append(out, byte(hex(path[i+1])<<4|hex(path[i+2])))
			i += 2
			continue
		}
		out = append(out, path[i])
	}
	return string(out), append(at, int32(len(path)))
}

func hex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

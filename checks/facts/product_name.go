package facts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
)

// nameEnd is where the text goes on behind the name of what a page shows; -1 where it has none: the heading that its title repeats, else its
// first, else the line with which its title begins.
func (s *Site) nameEnd(p *snapshot.Page) int {
	if h := s.goodsHeading(p); h != nil && !belowAll(p, h) {
		return h.At
	}
	if name := heading(p); len(name) >= 4 && !namesNothing(p) {
		if i := strings.Index("\n"+p.Text, "\n"+name+"\n"); i >= 0 && !belowAll(p, &snapshot.Heading{Text: name, At: i + len(name), Level: 1}) {
			return i + len(name)
		}
	}
	if _, end, ok := titleLine(p); ok {
		return end
	}
	return -1
}

// belowAll reports whether a heading that the title does not repeat stands below every price, or, where it is none of the first level, below the first that stands for
// itself: it heads what follows the goods.
func belowAll(p *snapshot.Page, h *snapshot.Heading) bool {
	if len(p.Prices) == 0 || strings.Contains(p.Title, h.Text) {
		return false
	}
	first := slices.IndexFunc(p.Prices, func(q snapshot.Price) bool { return q.Kind == "" && q.At >= 0 })
	if h.Level > 1 && first >= 0 && p.Prices[first].At < h.At {
		return true
	}
	return !slices.ContainsFunc(p.Prices, func(q snapshot.Price) bool { return q.At < 0 || q.At >= h.At })
}

// goodsHeading is the heading that names what a page shows; nil where there is none. One that leads home is the shop's name.
func (s *Site) goodsHeading(p *snapshot.Page) *snapshot.Heading {
	var first *snapshot.Heading
	generic := namesNothing(p)
	for i := range p.Headings {
		h := &p.Headings[i]
		if h.At < 0 || len(h.Text) < 2 || h.Level > 5 {
			continue
		}
		named := !generic && len(h.Text) > 3 && strings.Contains(p.Title, h.Text)
		if !named && (h.Level > 2 || first != nil) || s.namesHome(p, h.Text) {
			continue
		}
		if named {
			return again(p, i)
		}
		first = h
	}
	return nearest(p, first)
}

// again is, where a heading that the title repeats is said once more, or its longer form was, the last of these above the first price: the first may
// stand in the page's head, with menus and what was looked at before between.
func again(p *snapshot.Page, i int) *snapshot.Heading {
	last := &p.Headings[i]
	first := slices.IndexFunc(p.Prices, func(q snapshot.Price) bool { return q.Kind == "" && q.At >= last.At })
	if first < 0 {
		return last
	}
	for k := i + 1; k < len(p.Headings); k++ {
		if h := &p.Headings[k]; h.At <= p.Prices[first].At && len(h.Text) > 3 && strings.HasPrefix(p.Headings[i].Text, h.Text) && strings.Contains(p.Title, h.Text) {
			last = h
		}
	}
	return last
}

// nearest is, where the title repeats no heading, the last of the level of the first that stands above the first price: galleries have headings, too.
func nearest(p *snapshot.Page, first *snapshot.Heading) *snapshot.Heading {
	i := slices.IndexFunc(p.Prices, func(q snapshot.Price) bool { return q.Kind == "" && q.At >= 0 })
	if first == nil || i < 0 || p.Title != "" && first.Level > 1 { // of two headings of the first level the upper is a slogan
		return first
	}
	for k := range p.Headings {
		if h := &p.Headings[k]; h.Level == first.Level && h.At > first.At && h.At <= p.Prices[i].At && !priceHeading(p, h) && letterWidth(h.Text) > 3 {
			first = h
		}
	}
	return first
}

// namesHome reports whether a text of a page's main part is a link to the shop's home page.
func (s *Site) namesHome(p *snapshot.Page, text string) bool {
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkAnchor && l.Text != 0 && s.Snap.Str(l.Text) == text && s.Home != nil && s.Content(s.At(s.Snap.Str(l.To))) == s.Home {
			return true
		}
	}
	return false
}

// namesNothing reports whether a title says no more than that a page is of goods: "Item", "商品詳細", "Produkt".
func namesNothing(p *snapshot.Page) bool {
	words := 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(longestPart(p.Title)), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if words++; !telling.Is(w, telling.OneGoods) && !telling.Is(w, telling.ManyGoods) && !telling.Is(w, telling.GoodsTitle) {
			return false
		}
	}
	return words > 0
}

// titleLine finds the line that names goods without being a heading: the one that has most in common with the title, more than half of the line. Themes for
// telephones and older systems write no headings, and titles begin or end with the shop's name.
func titleLine(p *snapshot.Page) (from, end int, ok bool) {
	const window, longest, least = 3000, 120, 4
	title := []rune(p.Title)
	if len(title) > longest {
		title = title[:longest]
	}
	name := longestPart(p.Title)
	if namesNothing(p) {
		return 0, 0, false
	}
	best := 0
	for at := 0; at < min(len(p.Text), window); {
		line, _ := lineFrom(p.Text, at)
		runes := []rune(line)
		if n := len(runes); n > best && n <= longest && n >= least {
			same := commonRun(runes, title)
			if same > best && (same*2 > n || letterWidth(name) >= 2*least && n <= 2*aLine && strings.Contains(line, name)) && letterWidth(line) >= 2*least {
				best, from, end, ok = same, at, at+len(line), true
			}
		}
		at += len(line) + 1
	}
	return from, end, ok
}

// nameAbove is where the line ends that names goods of which neither title nor heading tell: the last of some width above the first price, a heading of a low level
// among them; -1 where there is none, or where several prices have one each, as cards have.
func nameAbove(p *snapshot.Page) int {
	const near, wide = 5, 8
	first := slices.IndexFunc(p.Prices, func(q snapshot.Price) bool { return q.At > 0 && q.Kind == "" })
	if first < 0 || rowsOfNames(p, first) >= fewRows/2 {
		return -1
	}
	_, from := lineFrom(p.Text, p.Prices[first].At)
	if line, _ := lineFrom(p.Text, from); utf8.RuneCountInString(line) > aLine {
		return -1
	}
	for i := len(p.Headings) - 1; i >= 0; i-- {
		if h := &p.Headings[i]; h.At > 0 && h.At <= from && from-h.At < sightSpan/2 && letterWidth(h.Text) >= wide && !priceHeading(p, h) {
			return h.At
		}
	}
	for range near {
		if from == 0 {
			return -1
		}
		line, start := lineFrom(p.Text, from-1)
		if letterWidth(line) >= wide && utf8.RuneCountInString(line) <= 2*aLine && !strings.ContainsAny(line, "。！？!?:：|") {
			return start + len(line)
		}
		from = start
	}
	return -1
}

// nameBelow is where the line ends that names goods right below their price, where neither title nor heading tell: pages for telephones have the price below the
// picture, the name below the price; -1 where there is none.
func nameBelow(p *snapshot.Page) int {
	const near, wide = 2, 8
	first := slices.IndexFunc(p.Prices, func(q snapshot.Price) bool { return q.At >= 0 && q.Kind == "" })
	if first < 0 || rowsOfNames(p, first) >= fewRows/2 {
		return -1
	}
	line, from := lineFrom(p.Text, p.Prices[first].At)
	if utf8.RuneCountInString(line) > aLine {
		return -1
	}
	for range near {
		from += len(line) + 1
		if from >= len(p.Text) {
			return -1
		}
		line, _ = lineFrom(p.Text, from)
		if letterWidth(line) >= wide && utf8.RuneCountInString(line) <= 2*aLine && !strings.ContainsAny(line, "。！？!?:：|") && !measuredLine(line) {
			return from + len(line)
		}
	}
	return -1
}

// measuredLine reports whether most of a line are digits.
func measuredLine(line string) bool {
	digits := 0
	for _, c := range line {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	return 2*digits > utf8.RuneCountInString(line)
}

// longestPart is the longest part of a title between the marks that part the name of goods from that of the shop.
func longestPart(title string) (longest string) {
	for _, part := range strings.FieldsFunc(title, func(r rune) bool { return strings.ContainsRune("_|｜-–—·", r) }) {
		if part = strings.TrimSpace(part); letterWidth(part) > letterWidth(longest) {
			longest = part
		}
	}
	return longest
}

// commonRun is the length of the longest stretch that two texts share.
func commonRun(a, b []rune) (most int) {
	row := make([]int, len(b)+1)
	for i := range a {
		before := 0
		for j := range b {
			kept := row[j+1]
			row[j+1] = 0
			if a[i] == b[j] {
				row[j+1] = before + 1
				most = max(most, row[j+1])
			}
			before = kept
		}
	}
	return most
}

// letterWidth counts letters and digits, those of scripts of which one is a syllable or word twice.
func letterWidth(s string) (n int) {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			if n++; r >= 0x1100 {
				n++
			}
		}
	}
	return n
}

// otherGoodsAt is where a line of its own below a place heads what is shown beside the goods of a page, as themes write it that set no heading there; the end of the
// text where none does.
func otherGoodsAt(p *snapshot.Page, from int) int {
	for from < len(p.Text) {
		line, at := lineFrom(p.Text, from)
		if n := utf8.RuneCountInString(line); at >= from && n >= 2 && n <= aLine && cue.Default().Has(line, cue.Heading, p.Lang, cue.OtherGoods) {
			return at
		}
		from = at + len(line) + 1
	}
	return len(p.Text)
}

// nameSection is where the part of a text that is headed by a name ends: at the next heading but one of a price, or at what is shown beside.
func nameSection(p *snapshot.Page, name int) int {
	end := min(len(p.Text), name+2*sightSpan)
	if at := otherGoodsAt(p, name); at > name {
		end = min(end, at)
	}
	for i := range p.Headings {
		h := &p.Headings[i]
		if start := h.At - len(h.Text) - 1; start > name && h.Level <= 4 && !priceHeading(p, h) {
			end = min(end, start)
		}
	}
	return end
}

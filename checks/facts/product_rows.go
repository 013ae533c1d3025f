package facts

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

// namesLinked are the texts by which a page's main part leads to other pages of the shop that may be goods.
func (s *Site) namesLinked(p *snapshot.Page) map[string]bool {
	out := map[string]bool{}
	self := snapshot.Key(s.URL(p))
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkAnchor || l.Text == 0 || l.Zone.Shared() || l.Flags&snapshot.LinkHandled != 0 {
			continue
		}
		text, to := strings.TrimSpace(s.Snap.Str(l.Text)), s.Snap.Str(l.To)
		key := snapshot.Key(to)
		if len(text) < 4 || key == "" || key == self || !s.Own(to) || out[text] || s.Home != nil && key == snapshot.Key(s.URL(s.Home)) || s.pageConcept(text, "", p.Lang).IsPage() {
			continue
		}
		out[text] = true
		if name := aheadOfPrice(p, text); len(name) >= 4 {
			out[name] = true // the whole card is a link
		}
	}
	return out
}

// aheadOfPrice is what stands in a link's text ahead of an amount that its page shows, "" where none does.
func aheadOfPrice(p *snapshot.Page, text string) string {
	if !strings.ContainsAny(text, "0123456789") {
		return ""
	}
	for i := range p.Prices[:min(len(p.Prices), cardPrices)] {
		if name, _, ok := strings.Cut(text, p.Prices[i].Text); ok && p.Prices[i].Text != "" {
			return strings.TrimSpace(name)
		}
	}
	return ""
}

// presses is how often a page shows the words to press that it shows most: "Add" and "Buy now" below one price are one thing to press.
func presses(p *snapshot.Page) (most int) {
	for i, m := range p.Marks {
		if m.Kind != snapshot.MarkAddToCart {
			continue
		}
		n := 0
		for _, o := range p.Marks[i:] {
			if o.Kind == m.Kind && o.Snippet == m.Snippet {
				n++
			}
		}
		if len(m.Snippet) >= 3 {
			n = max(n, strings.Count(p.Text, m.Snippet))
		}
		most = max(most, n)
	}
	return most
}

// buttonsBehind reports whether what is to be pressed stands behind the first of a number of cards only, once for each: a price ahead of them is then none of goods
// that the page shows, but the end of a slider, or of an offer.
func buttonsBehind(p *snapshot.Page, name, card, cards int) bool {
	i := slices.IndexFunc(p.Marks, func(m snapshot.Mark) bool { return m.Kind == snapshot.MarkAddToCart })
	if i < 0 || p.Marks[i].Snippet == "" || card < name {
		return false
	}
	button := p.Marks[i].Snippet
	return !strings.Contains(p.Text[name:card], button) && strings.Count(p.Text[card:], button) >= cards
}

// ofCard reports whether an amount stands behind the name of other goods that is a link: in its line, behind the amount before it, or in the line above.
func ofCard(p *snapshot.Page, i int, links map[string]bool) bool {
	at := p.Prices[i].At
	if at < 0 || len(links) == 0 {
		return false
	}
	_, from := lineFrom(p.Text, at)
	ahead := p.Text[from:at]
	if i > 0 && p.Prices[i-1].At >= from {
		ahead = p.Text[p.Prices[i-1].At:at]
	}
	if line, _ := lineFrom(p.Text, at); inLink(line, p.Prices[i].Text, links) {
		return true
	}
	label := false
	if text := strings.TrimSpace(ahead); len(text) >= 4 {
		label = strings.HasSuffix(text, ":") || strings.HasSuffix(text, "：")
		if !label || namesAny(ahead, links) {
			return namesAny(ahead, links)
		}
	}
	if !label && i > 0 && p.Prices[i-1].At >= from || from == 0 {
		return i > 0 && p.Prices[i-1].At >= from && ofCard(p, i-1, links) // the former price and the one that is paid
	}
	above, start := lineFrom(p.Text, from-1)
	if endsInName(above, links) {
		return true
	}
	if links[strings.TrimSpace(above)] || start == 0 || utf8.RuneCountInString(above) > aLine || i > 0 && p.Prices[i-1].At >= start {
		return links[strings.TrimSpace(above)]
	}
	over, _ := lineFrom(p.Text, start-1) // how many were sold stands between
	return links[strings.TrimSpace(over)]
}

// endsInName reports whether a short line ends in the name of other goods, behind words that head it: a bar of related goods that begins in one line.
func endsInName(line string, links map[string]bool) bool {
	line = strings.TrimSpace(line)
	if utf8.RuneCountInString(line) > 2*aLine {
		return false
	}
	for name := range links {
		if letterWidth(name) >= 8 && strings.HasSuffix(line, name) {
			return true
		}
	}
	return false
}

// pressedRows reports whether a page shows goods side by side, each with a name, a price and the same words to press, which lead nowhere but by script: the goods
// that a list was filtered to. The goods that a page is about have more lines between their name and what is to be pressed than those beside it, or
// their name is that of the page.
func pressedRows(p *snapshot.Page, name int) bool {
	if name < 0 || name > len(p.Text) {
		return false
	}
	if name > 0 && p.Text[name-1] == '\n' {
		name-- // each row begins a line
	}
	tried := map[string]bool{}
	for _, m := range p.Marks {
		if m.Kind == snapshot.MarkAddToCart && len(m.Snippet) >= 3 && !tried[m.Snippet] {
			tried[m.Snippet] = true
			n := rowsBefore(p, name, m.Snippet)
			if n >= fewHeaded && len(p.Images) >= n || n == 2 && len(p.Images) >= n && bareRows(p, name, m.Snippet) {
				return true
			}
		}
	}
	return false
}

// orderSheet reports whether one form of a page asks how many of each of several goods: a sheet to order from.
func orderSheet(p *snapshot.Page) bool {
	for i := range p.Forms {
		asked := 0
		for _, f := range p.Forms[i].Fields {
			if (f.Type == "text" || f.Type == "number" || f.Type == "select") && f.Label == "" && f.Autocomplete == "" {
				asked++
			}
		}
		if asked < fewHeaded || p.Forms[i].Zone.Shared() {
			continue
		}
		rows, from := 0, -1
		for k := range p.Prices {
			q := &p.Prices[k]
			row, at := lineFrom(p.Text, max(q.At, 0))
			if q.At >= 0 && q.Kind == "" && at != from && letterWidth(row[:q.At-at]) >= 6 {
				rows, from = rows+1, at
			}
		}
		if rows >= fewHeaded && asked >= rows {
			return true
		}
	}
	return false
}

// rowsBefore counts the rows of goods that end in the words of a button, all built like the first.
func rowsBefore(p *snapshot.Page, name int, button string) (n int) {
	rows, lines := 0, -1
	for from := name; ; {
		i := strings.Index(p.Text[from:], button)
		if i < 0 {
			break
		}
		row := p.Text[from : from+i]
		if rows++; rows == 2 {
			lines = strings.Count(row, "\n")
		}
		if rows == 1 || strings.Count(row, "\n") == lines && namedAndPriced(p, from, from+i) {
			n++
		}
		from += i + len(button)
	}
	if n < 2 {
		return 0
	}
	// The first row begins as many lines above its button as the others.
	end := name + strings.Index(p.Text[name:], button)
	start := end
	for k := 0; k <= lines && start > name; k++ {
		if start = strings.LastIndexByte(p.Text[name:start], '\n') + name; start < name {
			start = name
		}
	}
	if start < name || strings.Count(p.Text[name:end], "\n") < lines || !namedAndPriced(p, start, end) {
		return 0
	}
	return n
}

// bareRows reports whether two rows of goods hold no more than a name, a price and what is to be pressed, follow each other at once, and nothing on the page asks how
// many: a list of two. What a page tells of its goods stands between their button and that of others.
func bareRows(p *snapshot.Page, name int, button string) bool {
	end := strings.LastIndex(p.Text, button)
	if end < name || strings.Count(p.Text[name:], button) != 2 || presses(p) != 2 || len(p.Forms) == 1 && slices.ContainsFunc(p.Forms[0].Fields, howMany) {
		return false
	}
	for line := range strings.Lines(p.Text[name:end]) {
		if utf8.RuneCountInString(line) > aLine || strings.ContainsAny(line, ":：") || measure.MatchString(line) && !strings.ContainsAny(line, "€$£¥￥") {
			return false
		}
	}
	return strings.Count(p.Text[name:end], "\n") <= 8
}

// namedAndPriced reports whether a stretch of text holds a price and a name before it.
func namedAndPriced(p *snapshot.Page, from, to int) bool {
	for i := range p.Prices {
		if q := &p.Prices[i]; q.At >= from && q.At < to {
			return letterWidth(p.Text[from:q.At]) >= 4
		}
	}
	return false
}

// rowsOfNames counts the lines below the first price that hold but one price, each below a line of words that no other price has: names of goods.
func rowsOfNames(p *snapshot.Page, first int) int {
	met := map[string]bool{}
	for i := first; i < len(p.Prices); i++ {
		q := &p.Prices[i]
		line, from := lineFrom(p.Text, max(q.At, 0))
		if q.At < 0 || q.Kind != "" || from == 0 || utf8.RuneCountInString(line) > aLine || i > first && p.Prices[i-1].At >= from {
			continue
		}
		name, above := lineFrom(p.Text, from-1)
		if i > 0 && p.Prices[i-1].At >= above {
			continue // an amount of something else, and no name
		}
		if name = strings.TrimSpace(name); letterWidth(name) >= 8 && !strings.ContainsAny(name, ":：") {
			met[name] = true
		}
	}
	return len(met)
}

// headedRows counts the headings of one level each of which has a price below it, where the first price stands below one of them and not below the name: the plans of
// a service, or cards that lead on by script.
func headedRows(p *snapshot.Page, name, first int) int {
	level, n := 0, 0
	for i := range p.Headings {
		h := &p.Headings[i]
		switch {
		case h.At <= name || h.At-len(h.Text) > p.Prices[first].At+1:
		case !priceHeading(p, h):
			level = h.Level
		case h.Level < level:
			level = 0 // a price that is set as large as the name is not below what stands above it
		}
	}
	if level == 0 {
		return 0
	}
	for i := range p.Headings {
		h := &p.Headings[i]
		if h.Level != level || h.At <= name {
			continue
		}
		end := len(p.Text)
		if i+1 < len(p.Headings) && p.Headings[i+1].At > h.At {
			end = p.Headings[i+1].At
		}
		if slices.ContainsFunc(p.Prices, func(q snapshot.Price) bool { return q.At >= h.At && q.At < end }) {
			n++
		}
	}
	return n
}

// firstOfKnown reports whether the first price of a page belongs to a card: above it, with a few lines at most between, stands the name by which the page leads to
// goods that are known beyond doubt, and so it is with others below.
func (s *Site) firstOfKnown(p *snapshot.Page, first int) bool {
	const between, least = 5, 2
	known := map[string]bool{}
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkAnchor || l.Text == 0 || l.Zone.Shared() {
			continue
		}
		if to := s.byKey[snapshot.Key(s.Snap.Str(l.To))]; to != nil && to != p && s.sure.pages[to.ID] {
			if text := strings.TrimSpace(s.Snap.Str(l.Text)); letterWidth(text) >= 4 {
				known[text] = true
			}
		}
	}
	if len(known) < least {
		return false
	}
	cards := map[string]bool{}
	for i := first; i < len(p.Prices); i++ {
		_, from := lineFrom(p.Text, max(p.Prices[i].At, 0))
		name := ""
		for k := 0; k < between && from > 0 && name == ""; k++ {
			var line string
			if line, from = lineFrom(p.Text, from-1); known[strings.TrimSpace(line)] {
				name = strings.TrimSpace(line)
			}
		}
		if i == first && name == "" {
			return false
		}
		if name != "" {
			cards[name] = true
		}
	}
	return len(cards) >= least
}

// inLink reports whether an amount is part of the text of a link in its line: "also on CD, £16.99".
func inLink(line, amount string, links map[string]bool) bool {
	if amount == "" {
		return false
	}
	for name := range links {
		if len(name) > len(amount) && strings.Contains(name, amount) && strings.Contains(line, name) {
			return true
		}
	}
	return false
}

// belowMaker reports whether the link above the first amount is that to the maker of the goods and not the name of others: one thing is to be pressed on the
// page, and before the next amount of other goods stands a heading that is no name of goods.
func (s *Site) belowMaker(p *snapshot.Page, first, adds int, links map[string]bool) bool {
	if adds != 1 && buyForms(p) != 1 && s.soldOutButtons(p) != 1 {
		return false
	}
	next := first + 1
	for next < len(p.Prices) && (!ofCard(p, next, links) || together(p, first, next, links)) {
		next++
	}
	if next == len(p.Prices) {
		return true
	}
	for i := range p.Headings {
		if h := &p.Headings[i]; h.At > p.Prices[first].At && h.At < p.Prices[next].At && !priceHeading(p, h) && !links[strings.TrimSpace(h.Text)] {
			return true
		}
	}
	return false
}

// together reports whether two amounts stand in one line without a name of other goods between: the former price of goods and what one pays.
func together(p *snapshot.Page, a, b int, links map[string]bool) bool {
	between := p.Text[p.Prices[a].At:p.Prices[b].At]
	return !strings.Contains(between, "\n") && !namesAny(between, links)
}

// namesAny reports whether a stretch of text holds the name of other goods.
func namesAny(text string, links map[string]bool) bool {
	for name := range links {
		if strings.Contains(text, name) {
			return true
		}
	}
	return false
}

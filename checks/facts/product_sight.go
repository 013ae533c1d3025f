package facts

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/knowledge/stock"
	"github.com/shopvet/shopvet/snapshot"
)

// What makes a page one of goods to a shopper's eye: a name, below it one price that stands for itself and not in a sentence, and something to press
// that buys, or that says that there is nothing left. In a list each price stands below the name of other goods, which is a link; in an article prices stand in
// sentences, and nothing is to be pressed.

// Bounds of what a shopper sees at once.
const (
	sightSpan  = 1500 // bytes between the name of goods and their price
	priceLine  = 90   // characters of a line that is a price and not a sentence
	cardsList  = 2    // prices of other goods from which a page may be a list
	cardPrices = 100  // amounts of a page that are looked for in the texts of its links
)

// showsGoods reports whether a page, whatever its data say, shows one thing for sale.
func (s *Site) showsGoods(p *snapshot.Page, adds int) bool {
	if !p.TextKept || tells(p) {
		return false
	}
	name := s.nameEnd(p)
	if name < 0 {
		return false
	}
	links := s.namesLinked(p)
	first := firstShown(p, name)
	if first < 0 || headedByOther(p, name, p.Prices[first].At, links) {
		return s.shownOnRequest(p, name, first, links)
	}
	cards, card := 0, 0
	for i := len(p.Prices) - 1; i >= first; i-- {
		if ofCard(p, i, links) {
			cards, card = cards+1, p.Prices[i].At
		}
	}
	if cards >= cardsList && ofCard(p, first, links) || s.echoes(p) || s.barred(p) >= cardsList {
		return false // the first of a list
	}
	if cards >= cardsList && buyForms(p) != 1 && (adds >= cards || buttonsBehind(p, name, card, cards)) {
		return false
	}
	return adds > 0 || buyForms(p) == 1 || s.soldOutButtons(p) == 1 || goneInLine(p, name) || len(p.Images) > 0 && s.amongGoods(p)
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

// tells reports whether a page says of itself that it is a text to read.
func tells(p *snapshot.Page) bool {
	if og(p) == "article" {
		return true
	}
	return slices.ContainsFunc(p.Data, func(it snapshot.Item) bool {
		switch it.Type {
		case "Article", "BlogPosting", "NewsArticle", "Recipe", "JobPosting", "FAQPage", "Event", "Service":
			return it.Source != "opengraph"
		}
		return false
	})
}

// nameEnd is where the text goes on behind the name of what a page shows; -1 where it has none: the heading that its title repeats, else its
// first, else the line with which its title begins.
func (s *Site) nameEnd(p *snapshot.Page) int {
	if h := s.goodsHeading(p); h != nil {
		return h.At
	}
	name := heading(p)
	if len(name) < 4 {
		return -1
	}
	if i := strings.Index("\n"+p.Text, "\n"+name+"\n"); i >= 0 {
		return i + len(name)
	}
	return -1
}

// goodsHeading is the heading that names what a page shows; nil where there is none. One that leads home is the shop's name.
func (s *Site) goodsHeading(p *snapshot.Page) *snapshot.Heading {
	var first *snapshot.Heading
	for i := range p.Headings {
		h := &p.Headings[i]
		if h.At < 0 || len(h.Text) < 2 || h.Level > 5 {
			continue
		}
		named := len(h.Text) > 3 && strings.Contains(p.Title, h.Text)
		if !named && (h.Level > 2 || first != nil) || s.namesHome(p, h.Text) {
			continue
		}
		if named {
			return h
		}
		first = h
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

// firstShown is the place among the page's prices of the first that stands for itself below the name; -1 where there is none.
func firstShown(p *snapshot.Page, name int) int {
	for i := range p.Prices {
		q := &p.Prices[i]
		if q.At < name || q.Kind != "" && q.Kind != money.Was.String() && q.Kind != money.Advised.String() && q.Kind != money.Lowest.String() && q.Kind != money.Net.String() {
			continue
		}
		if q.At-name > sightSpan {
			return -1
		}
		if line, _ := lineFrom(p.Text, q.At); utf8.RuneCountInString(line) > priceLine {
			return -1 // a sentence that tells what something costs
		}
		return i
	}
	return -1
}

// lineFrom returns the line in which a place of a text stands, and where it begins.
func lineFrom(text string, at int) (line string, from int) {
	from = strings.LastIndexByte(text[:at], '\n') + 1
	line = text[from:]
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	return line, from
}

// headedByOther reports whether so much stands between a name and a price that the price is of something else: the name of linked goods, or two headings.
func headedByOther(p *snapshot.Page, name, price int, links map[string]bool) bool {
	n := 0
	for i := range p.Headings {
		h := &p.Headings[i]
		if h.At <= name || h.At > price || priceHeading(p, h) {
			continue
		}
		if n++; n > 1 || links[strings.TrimSpace(h.Text)] {
			return true
		}
	}
	return false
}

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
		if len(text) < 4 || key == "" || key == self || !s.Own(to) || out[text] || s.pageConcept(text, "", p.Lang).IsPage() {
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
	if len(strings.TrimSpace(ahead)) >= 4 {
		return namesAny(ahead, links)
	}
	if i > 0 && p.Prices[i-1].At >= from || from == 0 {
		return i > 0 && p.Prices[i-1].At >= from && ofCard(p, i-1, links) // the former price and the one that is paid
	}
	above, _ := lineFrom(p.Text, from-1)
	return links[strings.TrimSpace(above)]
}

// goneInLine reports whether a line of its own below the name says that there is nothing left.
func goneInLine(p *snapshot.Page, name int) bool {
	return stockInWords(p, name, nameSection(p, name)) == OutOfStock
}

// nameSection is where the part of a text that is headed by a name ends: at the next heading but one of a price.
func nameSection(p *snapshot.Page, name int) int {
	end := min(len(p.Text), name+2*sightSpan)
	for i := range p.Headings {
		h := &p.Headings[i]
		if start := h.At - len(h.Text) - 1; start > name && h.Level <= 4 && !priceHeading(p, h) {
			end = min(end, start)
		}
	}
	return end
}

// amongGoods reports whether a page stands in a folder in which the shop's goods stand that show themselves beyond doubt.
func (s *Site) amongGoods(p *snapshot.Page) bool {
	folder := folderOf(s.URL(p))
	return folder != "" && s.sure.folders[folder] >= 3
}

// folderOf is the path of an address without its last part; "" at the top.
func folderOf(address string) string {
	path, _, _ := strings.Cut(pathOf(address), "?")
	path = strings.TrimRight(path, "/")
	if i := strings.LastIndexByte(path, '/'); i > 0 {
		return path[:i]
	}
	return ""
}

// shownOnRequest reports whether a page shows one thing whose price is told to those who ask: where the price would stand, it says so, and the page has a picture
// and stands among the shop's goods, or leads to a form to ask about them. A workshop that makes offers shows no such line.
func (s *Site) shownOnRequest(p *snapshot.Page, name, first int, links map[string]bool) bool {
	if len(p.Images) == 0 {
		return false
	}
	end := nameSection(p, name)
	for from := name; from < end; {
		line, at := lineFrom(p.Text, from)
		from = at + len(line) + 1
		if utf8.RuneCountInString(line) > priceLine/2 || namesAny(p.Text[max(name, at-priceLine):at+len(line)], links) || !s.cues.Has(line, cue.Body, p.Lang, cue.PriceHidden) {
			continue
		}
		return first < 0 && (s.amongGoods(p) || !s.sure.plain())
	}
	return false
}

// stockInWords reads what the lines of a stretch of text say of whether goods can be had; nothing where they say more than one thing, as the sizes of a
// shirt may.
func stockInWords(p *snapshot.Page, from, to int) Stock {
	found := StockUnsaid
	for from < to && from < len(p.Text) {
		line, at := lineFrom(p.Text, from)
		from = at + len(line) + 1
		said := stockStates[stock.Read(line, p.Lang)]
		if said == StockUnsaid || said == found {
			continue
		}
		if found != StockUnsaid {
			return StockUnsaid
		}
		found = said
	}
	return found
}

var stockStates = map[stock.State]Stock{stock.In: InStock, stock.Gone: OutOfStock, stock.Later: Preorder}

// namesAny reports whether a stretch of text holds the name of other goods.
func namesAny(text string, links map[string]bool) bool {
	for name := range links {
		if strings.Contains(text, name) {
			return true
		}
	}
	return false
}

// inSentence reports whether an amount stands in a sentence that tells what something costs, and is no price that stands for itself.
func inSentence(p *snapshot.Page, i int) bool {
	q := &p.Prices[i]
	if q.At < 0 || q.Kind != "" || q.Struck {
		return false
	}
	line, from := lineFrom(p.Text, q.At)
	width := 0
	for _, r := range p.Text[from:q.At] {
		if width++; r >= 0x1100 {
			width++
		}
	}
	const aSentence = 30
	return width >= aSentence && strings.ContainsAny(line, ".?!。？！")
}

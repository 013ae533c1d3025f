package facts

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/haste"
	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/knowledge/stock"
	"github.com/shopvet/shopvet/knowledge/telling"
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
	fewRows    = 6    // lines that are a name, each with a price in the next, from which a page is a list
	fewHeaded  = 3    // headings with a price each, the first price below one of them, from which it is
	aLine      = 40   // characters of a line that is no sentence
)

// showsGoods reports whether a page, whatever its data say, shows one thing for sale.
func (s *Site) showsGoods(p *snapshot.Page, adds int) bool {
	if !p.TextKept || tells(p) {
		return false
	}
	pressed := adds > 0 || buyForms(p) == 1 || s.soldOutButtons(p) == 1 || len(p.Prices) > 0 && s.pressedInLine(p)
	name := s.nameEnd(p)
	if name < 0 && (pressed || s.addressed(p)) {
		name = nameAbove(p)
	}
	if name < 0 && (pressed || s.addressed(p)) {
		name = nameBelow(p)
	}
	if name < 0 || pressedRows(p, name) || orderSheet(p) {
		return false
	}
	links := s.namesLinked(p)
	first := firstShown(p, name)
	if above := priceAbove(p, name); above >= 0 && pressed && !ofCard(p, above, links) && rowsOfNames(p, above) < fewRows && (first < 0 || p.Prices[first].At >= nameSection(p, name)) {
		return true
	}
	if first < 0 || headedByOther(p, name, p.Prices[first].At, links) && !(s.addressed(p) && lonePrice(p, p.Prices[first].At)) {
		return s.shownOnRequest(p, name, first, links) || s.shownGone(p, name)
	}
	if p.Prices[first].At >= nameSection(p, name) && (s.shownOnRequest(p, name, -1, links) || s.shownGone(p, name)) {
		return true // what else is shown has a price
	}
	if s.firstOfKnown(p, first) {
		return false
	}
	if rows := headedRows(p, name, first); rowsOfNames(p, first) >= fewRows || rows >= fewHeaded || rows > 1 && presses(p) >= rows && len(p.Images) >= rows {
		return false // cards that lead on by script
	}
	cards, card := 0, 0
	for i := len(p.Prices) - 1; i >= first; i-- {
		if ofCard(p, i, links) {
			cards, card = cards+1, p.Prices[i].At
		}
	}
	if cards >= cardsList && ofCard(p, first, links) && !s.belowMaker(p, first, adds, links) || s.echoes(p) || s.barred(p) >= cardsList {
		return false // the first of a list
	}
	if cards >= cardsList && buyForms(p) != 1 && (adds >= cards && presses(p) >= cards || buttonsBehind(p, name, card, cards)) && !goneInLine(p, name) {
		return false
	}
	if s.serves(p) && buyForms(p) == 0 && !s.cartPressed(p) {
		return false
	}
	if s.addressed(p) && ownPrice(p, name, first) && utf8.RuneCountInString(shownLine(p, first)) <= priceLine/2 {
		return true
	}
	return pressed || goneInLine(p, name) || len(p.Images) > 0 && ownPrice(p, name, first) && (s.amongGoods(p) || s.labelled(p, name, first) || sheeted(p, name, first))
}

// sheeted reports whether the only price of a page stands alone in its line, among rows that tell of the goods behind labels, their measures among them: galleries
// that take orders by mail have nothing to press.
func sheeted(p *snapshot.Page, name, first int) bool {
	const labels, label = 2, 16
	q := &p.Prices[first]
	line, _ := lineFrom(p.Text, q.At)
	if q.Per != "" || q.From || q.High != 0 || utf8.RuneCountInString(line) > utf8.RuneCountInString(q.Text)+label || slices.ContainsFunc(p.Prices, func(o snapshot.Price) bool { return o.Kind == "" && o.Amount != q.Amount }) {
		return false
	}
	_, own := lineFrom(p.Text, max(0, min(name, len(p.Text))-1))
	rows, measured, end := 0, false, nameSection(p, name)
	for from := own; from < end; {
		line, at := lineFrom(p.Text, from)
		from = at + len(line) + 1
		head, value, ok := strings.Cut(plainColon.Replace(line), ":")
		if n := letterWidth(head); ok && n > 0 && n <= label && strings.TrimSpace(value) != "" && utf8.RuneCountInString(line) <= priceLine {
			rows++
			measured = measured || measure.MatchString(line)
		}
	}
	return rows >= labels && measured
}

// plainColon writes what parts a label from what it labels as a colon.
var plainColon = strings.NewReplacer("：", ":", " | ", ":")

// shownLine is the line in which a price stands.
func shownLine(p *snapshot.Page, i int) string {
	line, _ := lineFrom(p.Text, p.Prices[i].At)
	return line
}

// addressed reports whether the address of a page says that it is of one product: "/produit1.html", "/goods_view.php?no=4", "/products/led-mask.html". Small shops that
// sell by message or elsewhere have nothing to press.
func (s *Site) addressed(p *snapshot.Page) bool {
	path := strings.ToLower(pathOf(s.URL(p)))
	path, _, _ = strings.Cut(path, "?")
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	if len(parts) == 0 {
		return false
	}
	last, _, _ := strings.Cut(parts[len(parts)-1], ".")
	if last == "" || last == "index" || strings.Trim(last, "0123456789") == "page" {
		return false
	}
	if len(parts) > 1 && telling.Is(parts[len(parts)-2], telling.ManyGoods) && !s.pageConcept("", "/"+last, p.Lang).IsPage() {
		return true
	}
	named := false
	for w := range strings.FieldsFuncSeq(last, func(r rune) bool { return r < 'a' || r > 'z' }) {
		if telling.Is(w, telling.NoGoods) {
			return false
		}
		named = named || telling.Is(w, telling.OneGoods)
	}
	return named
}

// ownPrice reports whether a price is that of one thing, where nothing is to be pressed: it stands in no sentence, and in no table of what several things cost.
func ownPrice(p *snapshot.Page, name, first int) bool {
	line, from := lineFrom(p.Text, p.Prices[first].At)
	if strings.ContainsAny(line, "。！？?") || strings.Contains(line[:p.Prices[first].At-from], "!") || sentenceEnds(line) || utf8.RuneCountInString(line) > priceLine/2 && strings.Contains(line, "!") {
		return false
	}
	rows, end := 0, nameSection(p, name)
	for i := first; i < len(p.Prices) && p.Prices[i].At < end; i++ {
		row, at := lineFrom(p.Text, max(p.Prices[i].At, 0))
		if p.Prices[i].Kind == "" && !p.Prices[i].Struck && letterWidth(row[:p.Prices[i].At-at]) >= 4 && (i == first || at != from) {
			rows, from = rows+1, at
		}
	}
	return rows < 2
}

// serves reports whether the name of a page, or its address, says that work is done or something is lent.
func (s *Site) serves(p *snapshot.Page) bool {
	path := strings.NewReplacer("/", "\n", "-", " ", "_", " ").Replace(pathOf(s.URL(p)))
	for _, lang := range [...]string{p.Lang, s.Lang} { // short pages often declare another language than the shop's
		if s.cues.Has(heading(p), cue.Heading, lang, cue.ServiceName) || s.cues.Has(path, cue.Heading, lang, cue.ServiceName) {
			return true
		}
	}
	return false
}

// cartPressed reports whether something puts into the cart, where others only book or reserve.
func (s *Site) cartPressed(p *snapshot.Page) bool {
	return slices.ContainsFunc(p.Marks, func(m snapshot.Mark) bool {
		return m.Kind == snapshot.MarkAddToCart && s.cues.Has(m.Snippet, cue.LinkText, p.Lang, cue.AddToCart)
	})
}

// tells reports whether a page says of itself that it is a text to read.
func tells(p *snapshot.Page) bool {
	if og(p) == "article" && marks(p, snapshot.MarkAddToCart) == 0 {
		return true // systems write it on every page that is not the home page
	}
	return slices.ContainsFunc(p.Data, func(it snapshot.Item) bool {
		switch it.Type {
		case "Article", "BlogPosting", "NewsArticle", "Recipe", "JobPosting", "FAQPage", "Event", "Service":
			return it.Source != "opengraph"
		}
		return false
	})
}

// firstShown is the place among the page's prices of the first that stands for itself below the name; -1 where there is none.
func firstShown(p *snapshot.Page, name int) int {
	for _, delivered := range [...]bool{false, true} { // what stands below a heading on delivery counts where there is nothing else
		for _, measured := range [...]bool{false, true} {
			if i := shownAs(p, name, measured, delivered); i >= 0 {
				return i
			}
		}
	}
	return -1
}

// underDelivery reports whether the last heading between a name and an amount says that what follows is on delivery.
func underDelivery(p *snapshot.Page, name, at int) bool {
	last := -1
	for i := range p.Headings {
		if h := &p.Headings[i]; h.At > name && h.At-len(h.Text) <= at+1 && (last < 0 || h.At >= p.Headings[last].At) {
			last = i
		}
	}
	if last < 0 || priceHeading(p, &p.Headings[last]) {
		return false
	}
	return cue.Default().Has(p.Headings[last].Text, cue.Heading, p.Lang, cue.Shipping)
}

// shownAs is firstShown among prices of goods, or among those that are of a measure of them: goods sold by the metre have no other.
func shownAs(p *snapshot.Page, name int, measured, delivered bool) int {
	for i := range p.Prices {
		q := &p.Prices[i]
		if q.At < name || !delivered && underDelivery(p, name, q.At) {
			continue
		}
		switch q.Kind {
		case money.Unit.String():
			if !measured {
				continue
			}
		case "", money.Was.String(), money.Advised.String(), money.Lowest.String(), money.Net.String():
			if measured {
				return -1
			}
		default:
			continue
		}
		if q.At-name > sightSpan {
			return -1
		}
		line, _ := lineFrom(p.Text, q.At)
		if utf8.RuneCountInString(line) > priceLine {
			if shownAlone(p, i) {
				continue
			}
			return -1 // a sentence that tells what something costs
		}
		if q.From && strings.HasSuffix(strings.TrimSpace(line), ".") && strings.Count(line, " ") > 5 {
			continue // what there is from so much on
		}
		return i
	}
	return -1
}

// shownAlone reports whether behind an amount in a sentence, before the next heading, one stands in a line of its own, with nothing ahead of it but a label, and it
// is the last: what is told of the goods may say what something else costs.
func shownAlone(p *snapshot.Page, i int) bool {
	end := nameSection(p, p.Prices[i].At)
	for k := i + 1; k < len(p.Prices) && p.Prices[k].At < end; k++ {
		q := &p.Prices[k]
		line, from := lineFrom(p.Text, q.At)
		ahead := strings.TrimSpace(line[:q.At-from])
		if q.Kind == "" && utf8.RuneCountInString(line) <= aLine && (ahead == "" || strings.HasSuffix(ahead, ":") || strings.HasSuffix(ahead, "：")) {
			return true
		}
	}
	return false
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
	n, parts := 0, 0
	for i := range p.Headings {
		h := &p.Headings[i]
		if h.At <= name || h.At > price || priceHeading(p, h) || h.Level > 2 && strings.ContainsAny(h.Text, ":：") && !links[strings.TrimSpace(h.Text)] {
			continue // "Volume: 623 g" is a row of a sheet, however it is set
		}
		if h.Level > 2 {
			parts++ // what is told of the goods may have headings of its own
		} else {
			n++
		}
		if n > 1 || n+parts > 2 || links[strings.TrimSpace(h.Text)] || strings.ContainsAny(h.Text, "?？") { // the answer to a question
			return true
		}
	}
	return false
}

// priceAbove is the place among a page's prices of the first that stands right above the name, with nothing but other prices between, as pages made for telephones have
// it; -1 where there is none.
func priceAbove(p *snapshot.Page, name int) int {
	const near = 160
	_, line := lineFrom(p.Text, min(name, len(p.Text)))
	first := -1
	for i := len(p.Prices) - 1; i >= 0; i-- {
		q := &p.Prices[i]
		if q.At < 0 || q.At >= line {
			continue
		}
		if line-q.At > near || q.Kind != "" && q.Kind != money.Was.String() {
			break
		}
		if text, _ := lineFrom(p.Text, q.At); utf8.RuneCountInString(text) > priceLine {
			break
		}
		first = i
	}
	return first
}

// measures counts the lines of a stretch of text that tell how much goods weigh, measure or take.
func measures(p *snapshot.Page, from, to int) (n int) {
	for line := range strings.Lines(p.Text[from:min(to, len(p.Text))]) {
		if len(line) < 200 && measure.MatchString(line) {
			n++
		}
	}
	return n
}

// labelled reports whether the first price stands behind a label of its own, among others that tell how much there is of the goods: those who take orders by
// telephone or message have nothing to press. Work that is done for somebody has no weight.
func (s *Site) labelled(p *snapshot.Page, name, first int) bool {
	line, from := lineFrom(p.Text, p.Prices[first].At)
	ahead := line[:p.Prices[first].At-from]
	_, own := lineFrom(p.Text, max(0, min(name, len(p.Text))-1))
	return strings.ContainsAny(ahead, ":：") && utf8.RuneCountInString(line) <= aLine && measures(p, own, nameSection(p, name)) > 0
}

// goneInLine reports whether a line of its own below the name says that there is nothing left.
func goneInLine(p *snapshot.Page, name int) bool {
	return stockInWords(p, name, nameSection(p, name)) == OutOfStock
}

// shownGone reports whether a page shows one thing, without a price, that is sold out: a line of its own says so, there is a picture, and a form or button takes the
// address to which to write when it comes again. Work that is done, and courses, are none.
func (s *Site) shownGone(p *snapshot.Page, name int) bool {
	if len(p.Images) == 0 || s.serves(p) || !goneInLine(p, name) || !strings.Contains(p.Title, strings.TrimSpace(heading(p))) {
		return false
	}
	return s.amongGoods(p) || s.soldOutButtons(p) == 1 || slices.ContainsFunc(p.Forms, func(f snapshot.Form) bool {
		return !f.Zone.Shared() && slices.ContainsFunc(f.Fields, func(q snapshot.Field) bool {
			return q.Type == "email" || strings.Contains(strings.ToLower(q.Name), "mail")
		})
	})
}

// badgeGone reports whether the line right above the name says that there is nothing left, and nothing else: a badge on the picture.
func badgeGone(p *snapshot.Page, name int) bool {
	_, start := lineFrom(p.Text, min(name, len(p.Text)))
	if name > 0 && start == name { // the name's own line ends here
		_, start = lineFrom(p.Text, name-1)
	}
	if start == 0 {
		return false
	}
	badge, _ := lineFrom(p.Text, start-1)
	return utf8.RuneCountInString(badge) <= aLine/2 && stockStates[stock.Read(badge, p.Lang)] == OutOfStock
}

// unpriced reports whether a page is one of goods whose price is missing: it stands in a folder of goods that are known beyond doubt, has a name, a picture and one thing
// to press that puts it into the cart, and leads to no others.
func (s *Site) unpriced(p *snapshot.Page, adds int) bool {
	folder := folderOf(s.URL(p))
	if whole, _, filtered := strings.Cut(s.URL(p), "?"); filtered && s.byKey[snapshot.Key(whole)] != nil {
		return false // a list of which only some goods are shown
	}
	pressed := buyForms(p) == 1 || adds > 0 && presses(p) == 1 && s.cartPressed(p)
	return pressed && folder != "" && s.sure.folders[folder] >= 2 && len(p.Images) > 0 && len(heading(p)) >= 4 && !tells(p) && !s.serves(p) && s.leadsToProducts(p) < 2
}

// amongGoods reports whether a page stands in a folder in which the shop's goods stand that show themselves beyond doubt.
func (s *Site) amongGoods(p *snapshot.Page) bool {
	folder := folderOf(s.URL(p))
	return folder != "" && s.sure.folders[folder] >= 3
}

// folderOf is the path of an address without its last part. Shops without folders name the files of goods alike: at the top it is how such a name begins,
// "/goods" of "/goods-12.html", "/scheda" of "/scheda_cera.html"; else "".
func folderOf(address string) string {
	path, _, _ := strings.Cut(pathOf(address), "?")
	path = strings.TrimRight(path, "/")
	if i := strings.LastIndexByte(path, '/'); i > 0 {
		return path[:i]
	}
	if m := stem.FindStringSubmatch(strings.ToLower(path)); m != nil {
		return m[1]
	}
	return ""
}

// stem is such a beginning, ahead of a low line or of a number.
var stem = regexp.MustCompile(`^(/[a-z]{3,})(?:_|-?[0-9])`)

// shownOnRequest reports whether a page shows one thing whose price is told to those who ask: where the price would stand, it says so, and the page has a picture
// and stands among the shop's goods, or leads to a form to ask about them. A workshop that makes offers shows no such line.
func (s *Site) shownOnRequest(p *snapshot.Page, name, first int, links map[string]bool) bool {
	if len(p.Images) == 0 || s.serves(p) {
		return false
	}
	end := nameSection(p, name)
	measured := measures(p, name, end)
	for from := name; from < end; {
		line, at := lineFrom(p.Text, from)
		from = at + len(line) + 1
		if utf8.RuneCountInString(line) > priceLine/2 || namesAny(p.Text[max(name, at-priceLine):at+len(line)], links) || !s.cues.Has(line, cue.Body, p.Lang, cue.PriceHidden) {
			continue
		}
		labelled := strings.ContainsAny(line, ":：")
		return (first < 0 || inSentence(p, first)) && (s.amongGoods(p) || !s.sure.plain() || measured >= fewMeasures || measured > 0 && labelled)
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
		if n, ok := haste.Few(line); ok && n > 0 && said == StockUnsaid && utf8.RuneCountInString(line) <= priceLine {
			said = InStock // what is left can be had
		}
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

// stockLabelled reads what a line further down says behind a label for stock, "Availability: In stock", ahead of other goods: some themes set it below all that is
// told of the goods.
func stockLabelled(p *snapshot.Page, from int, links map[string]bool) Stock {
	for from < len(p.Text) {
		line, at := lineFrom(p.Text, from)
		from = at + len(line) + 1
		if namesAny(line, links) {
			return StockUnsaid
		}
		if said := stockStates[stock.ReadLabelled(line, p.Lang)]; said != StockUnsaid {
			return said
		}
	}
	return StockUnsaid
}

var stockStates = map[stock.State]Stock{stock.In: InStock, stock.Gone: OutOfStock, stock.Later: Preorder}

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
	return width >= aSentence && (strings.ContainsAny(line, "?!。？！") || sentenceEnds(line) || strings.HasSuffix(strings.TrimSpace(line), "."))
}

// sentenceEnds reports whether a sentence ends within a line: a point with a capital letter or an ideograph behind it, and no abbreviation such as "incl." before it.
func sentenceEnds(line string) bool {
	const shortest = 5
	for from := 0; ; {
		i := strings.Index(line[from:], ". ")
		if i < 0 {
			return false
		}
		i += from
		from = i + 2
		next, _ := utf8.DecodeRuneInString(line[from:])
		word := line[strings.LastIndexByte(line[:i], ' ')+1 : i]
		if (unicode.IsUpper(next) || next >= 0x1100) && (len(word) >= shortest || strings.ContainsAny(word, "0123456789€£$")) {
			return true
		}
	}
}

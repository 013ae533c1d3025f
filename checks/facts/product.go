package facts

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
)

// Product is what one product page offers, as its data have it and as a visitor sees it.
type Product struct {
	Page   *snapshot.Page
	URL    string
	Name   string // as the page's heading has it, else its data, else its title
	Lang   string
	Offers []Offer // of its structured data
	// Prices are the amounts that belong to the goods: those from their heading to the next heading behind the first price, in order. Empty where
	// the text was not kept.
	Prices []snapshot.Price
	Any    []snapshot.Price // all of the page
	Kept   bool             // the text was there to be looked at
	Near   string           // what stands around the first price, to the next heading but one
	Brand  string
	Codes  []Code // trade item numbers and ISBNs of its data
	Stock  Stock
	Buys   bool // a control puts it into the cart

	Notes   money.Notes // on tax and delivery, anywhere in the text
	Request bool        // its price is given on request, or after signing in
	Maker   Reach       // how far the page tells who made the goods
	Origin  bool        // it names where they were made
	Eaten   bool        // it lists what food, drinks or cosmetics consist of
	// OwnRules says that it is a medicine, a medical device, feed or a plant with its passport.
	OwnRules bool
	Digital  bool // it says that the goods come as a download or by e-mail
	Used     bool // it says that somebody had the goods before
	Proof    bool // it shows of what the goods consist, how they were tested or what they measure
}

// Code is a trade item number as the data give it.
type Code struct{ Field, Value string }

// Offer is one price of structured data.
type Offer struct {
	Price, High  float64 // High: of the upper end of several offers
	Other        float64 // what the writing of the price may mean besides; 0 where there is no doubt
	Currency     string
	From         bool // the lowest of several
	Availability Stock
	Net          bool // without tax, as the data say
	Raw          string
	Source       string
}

// Stock says whether goods can be had.
type Stock string

// The states of stock.
const (
	StockUnsaid  Stock = ""
	InStock      Stock = "in-stock"
	OutOfStock   Stock = "out-of-stock"
	Preorder     Stock = "preorder"
	Discontinued Stock = "discontinued"
)

// productSample is how many product pages are read for what checks of goods share, spread over all.
const productSample = 200

// findProducts reads what product pages offer.
func (s *Site) findProducts() {
	pages := s.byRole[RoleProduct]
	if n := len(pages); n > productSample {
		some := make([]*snapshot.Page, productSample)
		for i := range some {
			some[i] = pages[i*n/productSample]
		}
		pages = some
	}
	defer s.findDigital()
	s.Products = make([]Product, 0, len(pages))
	s.productAt = make(map[snapshot.PageID]int, len(pages))
	for p := range s.Each(pages) {
		s.productAt[p.ID] = len(s.Products)
		s.Products = append(s.Products, s.product(p))
	}
}

// Product returns what is known of the product on a page, nil where that was not read.
func (s *Site) Product(p *snapshot.Page) *Product {
	if i, ok := s.productAt[p.ID]; ok {
		return &s.Products[i]
	}
	return nil
}

func (s *Site) product(p *snapshot.Page) Product {
	pr := Product{Page: p, URL: s.URL(p), Lang: p.Lang, Kept: p.TextKept, Any: ownAmounts(p.Prices), Buys: s.adds(p) > 0 || buyForms(p) > 0}
	pr.Name = strings.Clone(heading(p))
	if h := s.goodsHeading(p); h != nil {
		pr.Name = strings.Clone(h.Text)
	} else if from, end, ok := titleLine(p); ok && p.TextKept && pr.Name == p.Title {
		pr.Name = strings.Clone(p.Text[from:end])
	}
	pr.readData(p)
	for i := range pr.Offers {
		if pr.Stock == StockUnsaid {
			pr.Stock = pr.Offers[i].Availability
		}
	}
	name := s.nameEnd(p)
	if name < 0 && p.TextKept {
		name = nameAbove(p)
	}
	if name < 0 && p.TextKept && pr.Buys {
		name = nameBelow(p)
	}
	if pr.Stock == StockUnsaid && p.TextKept && name >= 0 {
		end := nameSection(p, name)
		if first := firstShown(p, name); first >= 0 && !ofCard(p, first, s.namesLinked(p)) {
			end = max(end, nameSection(p, p.Prices[first].At)) // it stands beside the price
		}
		pr.Stock = stockInWords(p, name, end)
		if pr.Stock == StockUnsaid && badgeGone(p, name) {
			pr.Stock = OutOfStock
		}
		if pr.Stock == StockUnsaid {
			pr.Stock = stockLabelled(p, nameSection(p, name), s.namesLinked(p))
		}
	}
	if pr.Stock == StockUnsaid && marks(p, snapshot.MarkOutOfStock) > 0 && !pr.Buys {
		pr.Stock = OutOfStock
	}
	if p.TextKept {
		pr.Notes = money.ReadNotes(p.Text, p.Lang)
		s.readWords(p, &pr)
		pr.Used = used(p)
		pr.Request = pr.Request && !s.shownPrice(p, &pr, name)
		s.ownPrices(p, &pr, name)
	}
	pr.Proof = provenBy(p, &pr)
	return pr
}

// shownPrice reports whether what a page says of prices on request is on another matter, such as an offer for a shop's firm customers: below the name stands a price
// of its own, nothing on requests before it, and something is to be pressed.
func (s *Site) shownPrice(p *snapshot.Page, pr *Product, name int) bool {
	if !pr.Buys || name < 0 || name > len(p.Text) {
		return false
	}
	first := firstShown(p, name)
	if first < 0 || p.Prices[first].Kind != "" || inSentence(p, first) {
		return false
	}
	if p.Prices[first].At >= nameSection(p, name) {
		return false
	}
	for _, id := range p.Buttons {
		if s.cues.Has(s.Snap.Str(id), cue.LinkText, p.Lang, cue.PriceHidden) {
			return false
		}
	}
	return !s.cues.Has(p.Text[name:p.Prices[first].At], cue.Body, p.Lang, cue.PriceHidden)
}

// ownAmounts is a copy of amounts that keeps nothing else of their page in memory.
func ownAmounts(list []snapshot.Price) []snapshot.Price {
	list = slices.Clone(list)
	for i := range list {
		p := &list[i]
		p.Text, p.Currency, p.Kind, p.Per, p.Tax = strings.Clone(p.Text), strings.Clone(p.Currency), strings.Clone(p.Kind), strings.Clone(p.Per), strings.Clone(p.Tax)
	}
	return list
}

// Current returns what one pays: the prices that nothing makes something else. Where there is none, those of a unit or a time of use.
func (p *Product) Current() []snapshot.Price {
	var out, per []snapshot.Price
	for i := range p.Prices {
		switch pr := &p.Prices[i]; {
		case pr.Struck || pr.Kind != "" && pr.Kind != money.Unit.String():
		case pr.Kind != "" || pr.Per != "" && pr.Per != "each":
			per = append(per, *pr)
		default:
			out = append(out, *pr)
		}
	}
	switch {
	case len(out) > 0:
		return out
	case len(per) > 0:
		return per
	}
	return p.regular()
}

// regular returns the usual price where it is the only one: themes write "regular price" ahead of it whether or not there is one that is reduced.
func (p *Product) regular() []snapshot.Price {
	if len(p.Prices) == 0 {
		return nil
	}
	first := -1
	for i := range p.Prices {
		switch q := &p.Prices[i]; {
		case q.Kind != "" && q.Kind != money.Was.String():
		case q.Kind == "" || first >= 0 && !money.Equal(q.Amount, p.Prices[first].Amount):
			return nil
		case first < 0:
			first = i
		}
	}
	if first < 0 {
		return nil
	}
	return p.Prices[first : first+1]
}

// Former returns the prices that the page says were asked before.
func (p *Product) Former() []snapshot.Price {
	out := slices.DeleteFunc(slices.Clone(p.Prices), func(pr snapshot.Price) bool {
		return !pr.Struck && pr.Kind != money.Was.String() || pr.Kind == money.Advised.String()
	})
	// The lowest price of the last days is crossed out, too, and is none that was asked last.
	if asked := slices.DeleteFunc(slices.Clone(out), func(pr snapshot.Price) bool { return pr.Kind == money.Lowest.String() }); len(asked) > 0 {
		out = asked
	}
	// Themes hold the price that is not reduced ready, under the same label, and hide it by style: it is what one pays.
	now := p.Current()
	if len(p.regular()) > 0 {
		return nil
	}
	other := slices.DeleteFunc(slices.Clone(out), func(pr snapshot.Price) bool {
		return slices.ContainsFunc(now, func(q snapshot.Price) bool { return money.Equal(q.Amount, pr.Amount) })
	})
	if len(other) > 0 {
		return other
	}
	return out
}

// farBelow is how many bytes may stand between the name of goods and their price.
const farBelow = 3000

// ownPrices finds the amounts that belong to the goods of a page, from their name on.
func (s *Site) ownPrices(p *snapshot.Page, pr *Product, name int) {
	from := 0
	if name > 0 && name < len(p.Text) {
		end := nameSection(p, name)
		if slices.ContainsFunc(p.Prices, func(q snapshot.Price) bool { return q.Kind == "" && q.At >= name && q.At < end }) {
			from = name
		}
	}
	for i := range p.Headings {
		if h := &p.Headings[i]; h.Level == 1 && h.At >= 0 {
			from = h.At
			break
		}
	}
	if h := s.goodsHeading(p); h != nil && h.At > from && strings.Contains(p.Title, h.Text) {
		from = h.At // a menu with headings of its own may stand above it
	}
	others, links := s.otherGoods(p), s.namesLinked(p)
	hidden := pr.Request && len(pr.Offers) == 0
	instead := func(i int) bool { // what is shown in the place of goods that are sold out
		return pr.Stock == OutOfStock && len(pr.Offers) == 0 && p.Prices[i].At >= nameSection(p, from)
	}
	if first := firstOwn(p, from, others, hidden); first >= 0 && !pr.apart(p, from, p.Prices[first].At) && !((hidden || instead(first)) && ofCard(p, first, links)) {
		s.take(pr, p, first, from, others, links)
		return
	}
	if first := firstOwn(p, 0, others, hidden); first >= 0 && p.Prices[first].At < from { // some layouts show the price above the name
		s.take(pr, p, first, 0, others, links)
		return
	}
	if i := pr.offered(p, others, links); i >= 0 {
		s.take(pr, p, i, from, others, links)
	}
}

// offered is the place among the page's prices of the first that stands for itself and is the one that the page's data offer the goods at, however far it stands from
// their name: a box to buy beside all that is told of them. -1 where there is none.
func (pr *Product) offered(p *snapshot.Page, others, links map[string]bool) int {
	for i := range p.Prices {
		q := &p.Prices[i]
		if q.At < 0 || q.Kind != "" || q.Struck || inSentence(p, i) || foreign(p.Text, q.At, others) || ofCard(p, i, links) {
			continue
		}
		if slices.ContainsFunc(pr.Offers, func(o Offer) bool { return money.Equal(o.Price, q.Amount) }) {
			return i
		}
	}
	return -1
}

// apart reports whether so much stands between the name of goods and a price that it is that of others: two headings, or one where the price is said to be
// given on request.
func (pr *Product) apart(p *snapshot.Page, name, price int) bool {
	if lonePrice(p, price) {
		return false
	}
	most := 1
	if pr.Request && len(pr.Offers) == 0 {
		most = 0
	}
	n := 0
	for i := range p.Headings {
		if h := &p.Headings[i]; h.Level <= 2 && h.At > name && h.At <= price && !priceHeading(p, h) {
			n++
		}
	}
	return n > most
}

// lonePrice reports whether an amount is the only one that a page shows as a price, behind a label of its own.
func lonePrice(p *snapshot.Page, at int) bool {
	n := 0
	for i := range p.Prices {
		if q := &p.Prices[i]; q.Kind == "" {
			n++
		}
	}
	line, from := lineFrom(p.Text, max(at, 0))
	return n == 1 && at > from && utf8.RuneCountInString(line) <= aLine && strings.ContainsAny(line[:at-from], ":：")
}

// firstOwn is the place among the page's prices of the first that is one of the goods whose name ends at from; -1 where there is none. Where the price is told to
// those who ask, sentences name the price of something else.
func firstOwn(p *snapshot.Page, from int, others map[string]bool, asked bool) int {
	for i := range p.Prices {
		q := &p.Prices[i]
		if inSentence(p, i) && (asked || shownAlone(p, i)) || q.At >= from && from > 0 && underDelivery(p, from, q.At) {
			continue // what something else costs, where the price of the goods is not told
		}
		if q.At < from || q.Kind != "" && q.Kind != money.Unit.String() && q.Kind != money.Was.String() && q.Kind != money.Advised.String() {
			continue
		}
		if q.At-from > farBelow || foreign(p.Text, q.At, others) || underOther(p, from, q.At, others) {
			return -1
		}
		return i
	}
	return -1
}

// underOther reports whether the last heading above an amount, below the name of the goods, is the name of others: a card of related goods.
func underOther(p *snapshot.Page, from, at int, others map[string]bool) bool {
	last := -1
	for i := range p.Headings {
		if h := &p.Headings[i]; h.At > from && h.At <= at && (last < 0 || h.At >= p.Headings[last].At) {
			last = i
		}
	}
	return last >= 0 && others[strings.TrimSpace(p.Headings[last].Text)]
}

// take keeps the amounts from the first to the next heading.
func (s *Site) take(pr *Product, p *snapshot.Page, first, from int, others, links map[string]bool) {
	end := otherGoodsAt(p, p.Prices[first].At)
	for i := range p.Headings {
		h := &p.Headings[i]
		if start := h.At - len(h.Text) - 1; h.Level <= 4 && start > p.Prices[first].At && !priceHeading(p, h) {
			end = min(end, start)
		}
	}
	for i := first; i < len(p.Prices) && p.Prices[i].At < end; i++ {
		if i > first && (ofCard(p, i, links) || repeated(p, i)) {
			break
		}
		if i > first && (p.Prices[i].Amount == 0 || p.Prices[i].Amount != p.Prices[first].Amount && ofCart(p, i) || inSentence(p, i) || pr.spanned(&p.Prices[i])) {
			continue // a sum that a script keeps, what something else costs, the end of a range told again
		}
		if q := p.Prices[i]; q.At >= 0 && !foreign(p.Text, q.At, others) {
			pr.Prices = append(pr.Prices, ownAmounts(p.Prices[i:i+1])...)
			if q.Currency == "" && strings.Trim(q.Text, "0123456789.,") == "" {
				pr.Prices[len(pr.Prices)-1].Currency = s.onlyCurrency()
			}
		} else if q.At >= 0 {
			break // from here on it is about other goods
		}
	}
	const around = 1500
	at := p.Prices[first].At
	pr.Near = strings.Clone(strings.ToValidUTF8(p.Text[max(from, at-300):min(len(p.Text), at+around)], ""))
}

// ofCart reports whether the line of an amount says how many goods it is the sum of: what lies in the cart, shown beside.
func ofCart(p *snapshot.Page, i int) bool {
	line, from := lineFrom(p.Text, max(p.Prices[i].At, 0))
	return p.Prices[i].At > from && cartSum.MatchString(line[:p.Prices[i].At-from])
}

var cartSum = regexp.MustCompile(`(?i)\d+ ?(?:件商品|件|點|点|개|(?:items?|artikel|articles?|artículos?|articoli|artikelen|itens|produkt\pL*|szt)\b).*(?:共计|合计|总计|小计|共計|合計|總計|小計|합계|총|total|summe|suma|razem|totaal)`)

// repeated reports whether the line of an amount stands on the page again below the same words: goods shown beside, seen before, as scripts fill them in.
func repeated(p *snapshot.Page, i int) bool {
	line, from := lineFrom(p.Text, max(p.Prices[i].At, 0))
	if p.Prices[i].At < 0 || from == 0 {
		return false
	}
	above, start := lineFrom(p.Text, from-1)
	return letterWidth(above) >= 6 && len(line) <= priceLine && strings.Count(p.Text, p.Text[start:from+len(line)]) > 1
}

// spanned reports whether an amount is an end of a range that was read before.
func (pr *Product) spanned(q *snapshot.Price) bool {
	return q.Kind == "" && q.High == 0 && slices.ContainsFunc(pr.Prices, func(r snapshot.Price) bool {
		return r.High != 0 && (money.Equal(r.Amount, q.Amount) || money.Equal(r.High, q.Amount))
	})
}

// priceHeading reports whether a heading is an amount and no more, as OpenCart sets prices.
func priceHeading(p *snapshot.Page, h *snapshot.Heading) bool {
	if h.Text == "" || len(h.Text) > 60 {
		return false
	}
	for i := range p.Prices {
		q := &p.Prices[i]
		if label, ok := strings.CutSuffix(strings.TrimSpace(h.Text), q.Text); ok && q.Text != "" && letterWidth(label) <= 16 {
			if label = strings.TrimSpace(label); strings.HasSuffix(label, ":") || strings.HasSuffix(label, "：") {
				return true // "Cena: 69.99 zł"
			}
		}
		if q.Text != "" && len(h.Text) <= len(q.Text)+4 && strings.Contains(h.Text, q.Text) {
			return true
		}
		if sign, number, two := strings.Cut(q.Text, "\n"); two && (h.Text == sign || h.Text == number) {
			return true // the sign and its number are two headings
		}
	}
	return false
}

// otherGoods are the names by which a page's main part leads to other products.
func (s *Site) otherGoods(p *snapshot.Page) map[string]bool {
	others := map[string]bool{}
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkAnchor || l.Text == 0 || l.Zone != snapshot.ZoneMain {
			continue
		}
		text := strings.TrimSpace(s.Snap.Str(l.Text))
		if len(text) < 4 || others[text] || strings.HasPrefix(s.Snap.Str(l.To), "#") {
			continue
		}
		if o := s.Content(s.At(s.Snap.Str(l.To))); o != nil && o != p && s.Role(o) == RoleProduct {
			others[text] = true
		}
	}
	return others
}

// foreign reports whether an amount stands in the line of other goods or right below it.
func foreign(text string, at int, others map[string]bool) bool {
	if len(others) == 0 {
		return false
	}
	from := strings.LastIndexByte(text[:at], '\n') + 1
	to := len(text)
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		to = at + i
	}
	line := strings.TrimSpace(text[from:to])
	before := ""
	if from > 1 {
		before = strings.TrimSpace(text[strings.LastIndexByte(text[:from-1], '\n')+1 : from-1])
	}
	if others[before] {
		return true
	}
	for name := range others {
		if strings.Contains(line, name) {
			return true
		}
	}
	return false
}

// onlyCurrency is the currency of all prices of the shop of which it is known; "" where there are several.
func (s *Site) onlyCurrency() string {
	if list := s.Currencies(); len(list) == 1 {
		return list[0]
	}
	return ""
}

// Currencies returns the currencies that the shop's prices are in, as far as that is said anywhere, in alphabetical order.
func (s *Site) Currencies() []string { return slices.Sorted(maps.Keys(s.data.currencies)) }

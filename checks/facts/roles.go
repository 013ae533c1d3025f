package facts

import (
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
)

// roleOf maps what a page is called to what it is for.
var roleOf = map[cue.Concept]Role{
	cue.Privacy: RolePolicy, cue.Terms: RolePolicy, cue.Returns: RolePolicy, cue.Withdrawal: RolePolicy, cue.Shipping: RolePolicy,
	cue.Payment: RolePolicy, cue.Cookies: RolePolicy, cue.Warranty: RolePolicy, cue.Complaints: RolePolicy, cue.Imprint: RolePolicy,
	cue.Accessibility: RolePolicy,
	cue.Contact:       RoleContact, cue.About: RoleAbout, cue.FAQ: RoleHelp, cue.Guide: RoleGuide, cue.Cart: RoleCart, cue.Checkout: RoleCheckout,
	cue.Login: RoleAccount, cue.Account: RoleAccount, cue.Search: RoleSearch, cue.Category: RoleListing, cue.Sale: RoleListing, cue.Blog: RoleBlog,
	cue.Tracking: RoleHelp, cue.Newsletter: RoleContent, cue.Reviews: RoleContent, cue.Sitemap: RoleContent,
}

// beyondDoubt gathers the products that show themselves beyond doubt, since a list is known by the products it leads to.
type beyondDoubt struct {
	pages          map[snapshot.PageID]bool
	marked, chosen int            // pages: by their data, by what a buyer chooses there
	folders        map[string]int // how many of them stand in each
}

func (b *beyondDoubt) read(s *Site, p *snapshot.Page) {
	if p == s.Home {
		return
	}
	products, listed := dataTypes(p)
	one := products == 1 && !listed && !s.article(s.URL(p))
	if one {
		b.marked++
	}
	choosing := s.choosing(p)
	if choosing {
		b.chosen++
	}
	if one || choosing {
		b.pages[p.ID] = true
		b.folders[folderOf(s.URL(p))]++
	}
}

// plain reports whether the shop's products show themselves.
func (b *beyondDoubt) plain() bool { return b.marked >= 3 || b.chosen >= 3 }

// assignRoles decides what each page is for: by what its own data show first, then by what links and its title call it.
func (s *Site) assignRoles() {
	s.linkedConcepts()
	s.findFrameControls()
	s.findJournal()
	for p := range s.Each(s.Pages) {
		s.conceptOf(p)
		r, sure := s.roleFor(p)
		s.roles[p.ID] = r
		if s.sameElsewhere(p) {
			continue
		}
		s.byRole[r] = append(s.byRole[r], p)
		if !sure {
			s.likely[r]++
		}
	}
	s.findHidden()
}

// leastFramed is on how many such texts a control stands that is of the frame itself.
const leastFramed = 2

// findFrameControls notes what is to be pressed, and which sums stand, on the very pages that links call privacy policy, terms, contact or answers: "Order online" in a column
// that is a cell of a table, for instance, which stands beside every text and buys nothing there, and "Free from £40" in the cell below.
func (s *Site) findFrameControls() {
	var texts []*snapshot.Page
	for _, p := range s.Pages {
		c := s.concepts[p.ID]
		if _, policy := policyOf[c]; policy || c == cue.Contact || c == cue.About || c == cue.FAQ {
			texts = append(texts, p)
		}
	}
	on := map[string]int{}
	for p := range s.Each(texts) {
		seen := map[string]bool{}
		for _, m := range p.Marks {
			if m.Kind == snapshot.MarkAddToCart && !seen[m.Snippet] {
				seen[m.Snippet] = true
				on[m.Snippet]++
			}
		}
		for i := range p.Prices {
			if text := p.Prices[i].Text; !seen[text] {
				seen[text] = true
				on[text]++
			}
		}
	}
	for snippet, n := range on {
		if n >= leastFramed {
			s.framed[snippet] = true
		}
	}
}

// adds counts what is to be pressed on a page to buy, without what belongs to the frame. What the frame has to be pressed counts where a page that nothing calls a text shows a
// price of its own.
func (s *Site) adds(p *snapshot.Page) (n int) {
	framed := 0
	for i := range p.Marks {
		switch m := &p.Marks[i]; {
		case m.Kind != snapshot.MarkAddToCart:
		case s.framed[m.Snippet]:
			framed++
		default:
			n++
		}
	}
	c := s.concepts[p.ID]
	if n > 0 || framed == 0 || c.IsPage() && roleOf[c] != RoleListing {
		return n
	}
	if slices.ContainsFunc(p.Prices, func(q snapshot.Price) bool { return !s.framed[q.Text] }) {
		return framed
	}
	return 0
}

// choosing reports whether one form to buy, and only one, lets the buyer choose: how many, which size. The forms of a list, and those of related
// goods below a product, only add one.
func (s *Site) choosing(p *snapshot.Page) bool {
	n := 0
	for i := range p.Forms {
		f := &p.Forms[i]
		if !f.Zone.Shared() && buys(f, p.Lang) && slices.ContainsFunc(f.Fields, chosen) {
			n++
		}
	}
	return n == 1 && !orderSheet(p)
}

// chosen reports whether a field is filled in by the buyer.
func chosen(f snapshot.Field) bool {
	switch f.Type {
	case "hidden", "submit", "button", "image", "reset":
		return false
	default:
		return true
	}
}

// sameElsewhere reports whether a page says of itself that it is another page in another order, selection or place: its canonical address is
// another one that was read too, with the same path or the same title, or it says word for word what stands at its address without the query. It
// does not count as a page of its own.
func (s *Site) sameElsewhere(p *snapshot.Page) bool {
	own := s.URL(p)
	path, query, _ := strings.Cut(own, "?")
	if plain := s.byKey[snapshot.Key(path)]; query != "" && plain != nil && plain != p && readable(plain) && p.SimHash == plain.SimHash && p.Title == plain.Title && p.Letters == plain.Letters {
		return true // marked for a campaign, or with the number of a visit
	}
	for _, l := range s.Read(p).Links {
		if l.Kind != snapshot.LinkCanonical {
			continue
		}
		to := s.Snap.Str(l.To)
		toPath, _, _ := strings.Cut(to, "?")
		other := s.byKey[snapshot.Key(to)]
		return other != nil && other != p && readable(other) && (toPath == path || p.Title != "" && p.Title == other.Title)
	}
	return false
}

// leadsToProducts counts the products beyond doubt that a page's main part links to.
func (s *Site) leadsToProducts(p *snapshot.Page) int {
	seen := map[snapshot.PageID]bool{}
	for _, l := range s.Read(p).Links {
		if l.Kind != snapshot.LinkAnchor {
			continue
		}
		if to := s.byKey[snapshot.Key(s.Snap.Str(l.To))]; to != nil && to != p && s.sure.pages[to.ID] {
			seen[to.ID] = true
		}
	}
	return len(seen)
}

// What makes a page called like a policy a list of goods: so many of them, with a price each, and hardly more letters besides.
const (
	fewGoods    = 2
	shelfBeside = 200 // letters in all, and so many more for each of the goods
	shelfEach   = 60
)

// shelf reports whether hardly anything stands in the main part of a page but goods with their prices.
func (s *Site) shelf(p *snapshot.Page) bool {
	var names []string
	for _, l := range s.Read(p).Links {
		if to := s.byKey[snapshot.Key(s.Snap.Str(l.To))]; l.Kind == snapshot.LinkAnchor && l.Zone == snapshot.ZoneMain && l.Text != 0 && to != nil && to != p && s.sure.pages[to.ID] {
			names = append(names, s.Snap.Str(l.Text))
		}
	}
	return len(p.Prices) >= fewGoods && len(names) >= fewGoods && letters(withoutGoods(p.Text, names)) <= shelfBeside+shelfEach*len(names)
}

// echoes reports whether every price on a page is that of a product beyond doubt to which it leads: in a shop with one product a list shows
// one price and one control to buy, as the product's own page does.
func (s *Site) echoes(p *snapshot.Page) bool {
	own := slices.Clone(p.Prices)
	defer s.Read(p) // who asked goes on with this page, which goes when others are read
	amounts := map[float64]bool{}
	for _, l := range p.Links {
		if to := s.byKey[snapshot.Key(s.Snap.Str(l.To))]; l.Kind == snapshot.LinkAnchor && to != nil && to != p && s.sure.pages[to.ID] {
			for _, price := range s.Read(to).Prices {
				amounts[price.Amount] = true
			}
		}
	}
	for _, price := range own {
		if !amounts[price.Amount] {
			return false
		}
	}
	return len(own) > 0
}

// linkedConcepts notes what links call the pages they lead to. Links that lead there directly count before links that are redirected there
// (an empty cart answers for the checkout), links of the frame before links of the main part.
func (s *Site) linkedConcepts() {
	best := map[snapshot.PageID]int{}
	for i := range s.Targets {
		t := &s.Targets[i]
		p := s.Content(t.Page)
		if p == nil || p == s.Home {
			continue
		}
		s.plainly[p.ID] = s.plainly[p.ID] || s.calledPlainly(t)
		c := s.linkConcept(t)
		if c == cue.None && s.calledOther(t) {
			s.asides[p.ID] = true
		}
		if c == cue.None || s.article(t.URL) && !s.posted(t) {
			continue
		}
		weight := 1
		if t.Frame {
			weight++
		}
		if snapshot.Key(t.URL) == snapshot.Key(s.URL(p)) {
			weight += 2
		}
		if weight > best[p.ID] {
			best[p.ID] = weight
			s.concepts[p.ID] = c
			s.shown[p.ID] = t.Frame && weight > 2
		}
	}
}

// conceptOf notes what a page calls itself, where no link calls it anything. "See all" below what lies in the cart calls a page a list that calls itself
// the cart.
func (s *Site) conceptOf(p *snapshot.Page) {
	called, ok := s.concepts[p.ID]
	if ok && called != cue.Category || p == s.Home || s.article(s.URL(p)) {
		return
	}
	h := heading(p)
	if long(h) {
		h = "" // a sentence with a cue word in it
	}
	if c := s.pageConcept(h, pathOf(s.URL(p)), p.Lang); c != cue.None && !(s.asides[p.ID] && policyOf[c] != "") && (!ok || c == cue.Cart) {
		s.concepts[p.ID] = c
	}
}

// heading is what a page calls itself: the heading that its title repeats, else its first top heading, else its title without the shop's name.
func heading(p *snapshot.Page) string {
	first, repeated := "", ""
	for _, h := range p.Headings {
		if len(h.Text) > 3 && h.Level < 6 && strings.HasPrefix(p.Title, h.Text) {
			return h.Text
		}
		if len(h.Text) > 3 && h.Level < 6 && repeated == "" && strings.Contains(p.Title, h.Text) {
			repeated = h.Text // the shop's name, where the page's own follows it
		}
		if h.Level == 1 && first == "" {
			first = h.Text
		}
	}
	if repeated != "" {
		return repeated
	}
	if first != "" {
		return first
	}
	for _, sep := range []string{" | ", " – ", " - ", " — ", " · ", "｜", "|", " :: ", " : "} {
		if before, _, ok := strings.Cut(p.Title, sep); ok {
			return before
		}
	}
	return p.Title
}

// mostGone is how many letters a page has at most that says of itself that it is not there.
const mostGone = 300

// saysGone reports whether a page is headed "Not found" and offers nothing, whatever its address looks like and its status says: a script that does not
// know a product shows it so.
func saysGone(p *snapshot.Page, adds int) bool {
	return adds == 0 && len(p.Prices) == 0 && p.Letters <= mostGone && slices.ContainsFunc(p.Marks, func(m snapshot.Mark) bool { return m.Kind == snapshot.MarkNotFound && m.Value == "heading" })
}

// roleFor says what a page is for, and whether that is beyond doubt: told by its own data, by a form of its own, or by the shop's frame, which leads
// straight to it under such a name. All else is told by what it looks like.
func (s *Site) roleFor(p *snapshot.Page) (role Role, sure bool) {
	if p == s.Home {
		return RoleHome, true
	}
	products, listed := dataTypes(p)
	c := s.concepts[p.ID]
	adds := s.adds(p)
	switch {
	case c == cue.Cart || c == cue.Checkout || c == cue.Login || c == cue.Account || c == cue.Search:
		return roleOf[c], s.shown[p.ID]
	case saysGone(p, adds):
		return RoleUnknown, false
	case products == 1 && !listed && !s.article(s.URL(p)):
		return RoleProduct, true
	case roleOf[c] == RolePolicy && s.leadsToProducts(p) >= fewGoods && s.shelf(p), policyOf[c] != "" && s.onlyGoods(p): // "Ready to ship", "Returned goods"
		return RoleListing, false
	case c.IsPage() && roleOf[c] != "" && roleOf[c] != RoleListing && !(adds == 1 && len(p.Prices) > 0 && len(p.Images) > 0):
		return roleOf[c], s.shown[p.ID]
	case s.article(s.URL(p)):
		return RoleBlog, false
	case products > 1 || listed:
		return RoleListing, true
	case !s.sure.plain() && !s.sure.pages[p.ID] && s.echoes(p):
		return RoleListing, s.shown[p.ID] && roleOf[c] == RoleListing
	case !s.sure.pages[p.ID] && orderSheet(p):
		return RoleListing, s.shown[p.ID] && roleOf[c] == RoleListing
	case s.sure.pages[p.ID] || s.looksLikeProduct(p, adds) || s.showsGoods(p, adds):
		return RoleProduct, s.sure.pages[p.ID]
	case len(p.Prices) > 0 && s.leadsToProducts(p) >= 2, buyForms(p) == 1 && s.leadsToProducts(p) >= 1:
		return RoleListing, s.shown[p.ID] && roleOf[c] == RoleListing
	case buyForms(p) == 1 && len(p.Prices) > 0, buyForms(p) == 0 && soldOutForms(p) == 1 && len(p.Prices) > 0:
		return RoleProduct, false
	case s.unpriced(p, adds):
		return RoleProduct, false
	case adds >= 1 && len(p.Prices) > 0 && s.barred(p) >= 2:
		return RoleListing, s.shown[p.ID] && roleOf[c] == RoleListing
	case len(p.Prices) >= 3 && s.ownLinks(p) >= 3, adds >= 2:
		return RoleListing, s.shown[p.ID] && roleOf[c] == RoleListing
	case c == cue.Category || c == cue.Sale:
		return RoleListing, s.shown[p.ID] && roleOf[c] == RoleListing
	case p.Letters > 0:
		return RoleContent, false
	default:
		return RoleUnknown, false
	}
}

// Goods under the name of a text: how many of them there are at least, and how long a line is at most, in bytes, that says nothing or only a price.
const (
	leastShelved = 3
	maxBareLine  = 40
)

// onlyGoods reports whether a page that bears the name of a text says nothing, and shows goods: "Envelopes for shipping", and below it lines that are links to pages of
// the shop with a price each.
func (s *Site) onlyGoods(p *snapshot.Page) bool {
	if len(p.Prices) < leastShelved || s.ownLinks(p) < leastShelved {
		return false
	}
	links := s.linkLines(p)
	goods, linked := 0, false
	for line := range strings.Lines(p.Text) {
		line = strings.TrimSpace(line)
		priced := slices.ContainsFunc(p.Prices, func(q snapshot.Price) bool { return q.Text != "" && strings.Contains(line, q.Text) })
		name, begins := "", false
		for text := range links {
			if text != "" && strings.HasPrefix(line, text) && len(text) > len(name) {
				name, begins = text, true
			}
		}
		switch rest := len(line) - len(name); {
		case begins && rest <= maxBareLine:
			if priced {
				goods++
			}
			linked = !priced
		case priced && linked && len(line) <= maxBareLine:
			goods, linked = goods+1, false
		case len(line) <= maxBareLine && !priced || slices.ContainsFunc(p.Headings, func(h snapshot.Heading) bool { return h.Text == line }):
		default:
			return false
		}
	}
	return goods >= leastShelved
}

// looksLikeProduct reports whether a page without structured data shows one thing for sale.
func (s *Site) looksLikeProduct(p *snapshot.Page, adds int) bool {
	if og(p) == "product" || og(p) == "og:product" {
		return true
	}
	if len(p.Prices) == 0 || s.sure.plain() {
		return false // in a shop whose products show themselves beyond doubt, a page that does not is none
	}
	if adds == 0 && len(p.Prices) <= 2 && s.soldOutButtons(p) == 1 {
		adds = 1
	}
	// Without forms: one control to buy and a heading of its own; a list shows a price each and leads to its products.
	return adds >= 1 && adds <= 3 && buyForms(p) == 0 && len(p.Prices) <= 4 && s.leadsToProducts(p) < 2 && s.barred(p) < 2 &&
		len(p.Headings) > 0 && p.Headings[0].Level == 1
}

// barred counts the shop's addresses that a page's main part links to and that robots.txt bars: a list may lead to products nobody could read.
func (s *Site) barred(p *snapshot.Page) int {
	if s.Snap.SkippedTotal[snapshot.SkipRobots] == 0 {
		return 0
	}
	seen := map[string]bool{}
	for _, l := range p.Links {
		if key := snapshot.Key(s.Snap.Str(l.To)); l.Kind == snapshot.LinkAnchor && key != "" && s.byKey[key] == nil && s.Own(key) {
			seen[key] = true
		}
	}
	return len(seen)
}

func og(p *snapshot.Page) string {
	for i := range p.Data {
		if p.Data[i].Source == "opengraph" {
			return strings.ToLower(p.Data[i].Type)
		}
	}
	return ""
}

// dataTypes counts the products in a page's structured data, and says whether it declares itself a list.
func dataTypes(p *snapshot.Page) (products int, listed bool) {
	for i := range p.Data {
		switch p.Data[i].Type {
		case "Product", "ProductGroup", "IndividualProduct", "ProductModel":
			if p.Data[i].Props["name"] != "" || p.Data[i].Props["offers.price"] != "" {
				products++
			}
		case "ItemList", "CollectionPage", "OfferCatalog":
			listed = true
		}
	}
	if listed && products == 1 {
		listed = false // a product page with a list of related goods
	}
	return products, listed
}

func marks(p *snapshot.Page, k snapshot.MarkKind) int {
	n := 0
	for i := range p.Marks {
		if p.Marks[i].Kind == k {
			n++
		}
	}
	return n
}

// buyForms counts the forms of the main part that put something into a cart.
func buyForms(p *snapshot.Page) int {
	n := 0
	for i := range p.Forms {
		if !p.Forms[i].Zone.Shared() && buys(&p.Forms[i], p.Lang) {
			n++
		}
	}
	return n
}

// buys reports whether a form's button says that it buys. A form that a script sends has no button, and no list of words is whole: where the
// form leads and what it asks tell it too.
func buys(f *snapshot.Form, lang string) bool {
	if paid(f) {
		return true
	}
	asks := f.Method == "post" && slices.ContainsFunc(f.Fields, howMany)
	cart := f.Method == "post" && toCart(f.Action)
	if cart && (asks || slices.ContainsFunc(f.Fields, whichGoods)) {
		return true
	}
	said := cue.Default().Match(f.Submit, cue.LinkText, lang)
	if cart && len(f.Fields) == 0 && f.Submit != "" && len(said) == 0 {
		return true // what it sends to the cart is in its address, in words that no list has
	}
	for _, hit := range said {
		if hit.Concept == cue.AddToCart || hit.Concept == cue.BuyButton || hit.Concept == cue.Cart && cart || hit.Concept == cue.Checkout && asks {
			return true // "Cart" alone, on a button that sends something there
		}
	}
	return false
}

// paid reports whether a form sends the buyer to a payment service with the number of a button, as those who have no shop system set it; buttons to give money
// say so.
func paid(f *snapshot.Form) bool {
	return strings.Contains(f.Action, "paypal.com/cgi-bin/webscr") && slices.ContainsFunc(f.Fields, func(q snapshot.Field) bool { return q.Name == "hosted_button_id" || q.Name == "item_name" }) &&
		!telling.In(strings.ToLower(f.Submit), telling.Giving)
}

// soldOutForms counts the forms of the main part that would put something into the cart and whose button says that there is nothing left.
func soldOutForms(p *snapshot.Page) (n int) {
	for i := range p.Forms {
		f := &p.Forms[i]
		if !f.Zone.Shared() && f.Method == "post" && toCart(f.Action) && cue.Default().Has(f.Submit, cue.LinkText, p.Lang, cue.OutOfStock) {
			n++
		}
	}
	return n
}

// soldOutButtons counts the buttons of the main part that say that there is nothing left, where a button to buy would be.
func (s *Site) soldOutButtons(p *snapshot.Page) (n int) {
	for _, id := range p.Buttons {
		if s.cues.Has(s.Snap.Str(id), cue.LinkText, p.Lang, cue.OutOfStock) {
			n++
		}
	}
	return n
}

// howMany reports whether a field asks how many, as shop systems name it: "quantity", "qty", "quantite", "buy_num".
func howMany(f snapshot.Field) bool {
	name := strings.ToLower(f.Name)
	return strings.Contains(name, "quant") || strings.Contains(name, "qty") || f.Type != "hidden" && namesAWord(name, "num", "number", "amount", "count", "anzahl", "menge", "aantal", "ilosc", "shuliang", "stueck", "pcs")
}

// whichGoods reports whether a hidden field says which goods are meant: "product_id", "isbn".
func whichGoods(f snapshot.Field) bool {
	return f.Type == "hidden" && namesAWord(strings.ToLower(f.Name), "id", "sku", "isbn", "product", "item", "goods", "variant", "artikel", "article", "articulo", "produkt", "produit", "prodotto", "produto", "producto", "towar", "ref", "art", "artnr", "nr", "pid", "code", "codice", "codigo", "model")
}

// namesAWord reports whether one of the words of a field's name is among some.
func namesAWord(name string, words ...string) bool {
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r < 'a' || r > 'z' }) {
		if slices.Contains(words, w) {
			return true
		}
	}
	return false
}

// toCart reports whether an address names the cart, in its path or in its query: "/index.php?rt=checkout/cart".
func toCart(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	path := u.Path
	for _, values := range u.Query() {
		path += "/" + strings.Join(values, "/")
	}
	for _, hit := range cue.Default().Match(path, cue.Slug, "") {
		if hit.Concept == cue.Cart || hit.Concept == cue.AddToCart {
			return true
		}
	}
	return false
}

// ownLinks counts the links of a page's main part to addresses of the shop.
func (s *Site) ownLinks(p *snapshot.Page) int {
	n := 0
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkAnchor && s.Own(s.Snap.Str(l.To)) {
			n++
		}
	}
	return n
}

package price

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// fewPages is the number of product pages below which a share says little.
const fewPages = 5

// Present looks for a price on every product page, in its text or its structured data. Pages that give a price on request or to traders
// after signing in, and goods that are sold out, need none. Where no page at all shows one, scripts may fill them in: that is unknown.
var Present = checks.EachPage(checks.Meta{
	ID:     "price-present",
	Title:  "Every product shows its price",
	Why:    "A product without a price cannot be compared or bought, and makes people wonder what they would be asked to pay.",
	Fix:    "Enter a price for every product that can be bought. Where you only quote on request, say so beside the product.",
	Effort: 1,
	Messages: map[string]string{
		"price":    "A price is shown",
		"missing":  "No price was found on this product page",
		"request":  "The price is given on request or after signing in",
		"sold-out": "The product is sold out",
		"other":    "Not a product page",
		"unseen":   "This product page could not be read in full, or no product page shows a price and scripts may fill them in",
		"no-pages": "No product page was read",
		"pages":    "Product pages without a price: {bad} of {seen} ({share})",
		"pages-ok": "Product pages with a price: {seen}",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Consumer Rights Directive 2011/83/EU, article 6(1)(e)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
		{Title: "Card schemes' rules for online merchants: complete description and price of the goods"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, checks.Fold{Pass: 0.02, Warn: 0.10, None: checks.Msg("no-pages")}, judgePresent)

func judgePresent(in *checks.Input, p *snapshot.Page, _ struct{}) checks.Outcome {
	products := in.Site.ByRole(facts.RoleProduct)
	switch {
	case p == in.Site.Home && len(products) == 0:
		return checks.Unknown(checks.Msg("no-pages")) // else nothing would say that products were not seen
	case in.Site.Role(p) != facts.RoleProduct:
		return checks.NotApplicable(checks.Msg("other"))
	case priced(in.Site, p) || givenAway(p):
		return checks.Pass(checks.Msg("price"))
	case onRequest(in.Site, p):
		return checks.NotApplicable(checks.Msg("request"))
	case marked(p, snapshot.MarkOutOfStock) || gone(in.Site.Product(p)):
		return checks.NotApplicable(checks.Msg("sold-out"))
	case p.Shell || p.Truncated || p.Scripts > 0 && !anyPriced(in.Site, products):
		return checks.Unknown(checks.Msg("unseen"))
	}
	o := checks.Fail(checks.Msg("missing"), checks.Find(checks.Msg("missing"), verdict.Evidence{URL: in.Site.URL(p), Snippet: p.Title}))
	if len(products) < fewPages {
		o.Confidence = verdict.Likely
	}
	return o
}

func gone(pr *facts.Product) bool { return pr != nil && pr.Stock == facts.OutOfStock }

// anyPriced reports whether one of the pages shows a price. It is asked for every page without one, so it looks at the first pages only.
func anyPriced(site *facts.Site, list []*snapshot.Page) bool {
	const first = 200
	for p := range site.Each(list[:min(len(list), first)]) {
		if priced(site, p) {
			return true
		}
	}
	return false
}

// priced reports whether a page gives a price for its product, in structured data or in its text.
func priced(site *facts.Site, p *snapshot.Page) bool {
	for i := range p.Data {
		for _, key := range []string{"offers.price", "offers.lowPrice", "offers.priceSpecification.price", "price", "price:amount", "product:price:amount"} {
			if v := p.Data[i].Props[key]; strings.ContainsAny(v, "0123456789") {
				return true
			}
		}
	}
	if strings.ContainsAny(p.Title, "$€£¥￥₩₹") && strings.ContainsAny(p.Title, "0123456789") {
		return true // some shop systems put the price into the title
	}
	current := map[string]bool{}
	ofDelivery := othersPriced(site)
	for i := range p.Prices {
		if pr := &p.Prices[i]; !pr.Struck && !(ofDelivery && (pr.Kind == money.Shipping.String() || pr.Kind == money.FreeFrom.String())) {
			current[pr.Text] = true
		}
	}
	return len(current) > 0 && (!p.TextKept || ownPrice(site, p, current))
}

// othersPriced reports whether some of the first goods, and no small share, have a price that is read as theirs: then sums of delivery are told from prices in
// this shop, and are none.
func othersPriced(site *facts.Site) bool {
	const first = 40
	n := 0
	list := site.Products[:min(len(site.Products), first)]
	for i := range list {
		if len(list[i].Current()) > 0 {
			n++
		}
	}
	return n > 1 && n*4 > len(list)
}

// givenAway reports whether a page says in a line of its own, or in its name, that the product costs nothing.
func givenAway(p *snapshot.Page) bool {
	const shortLine = 40 // bytes
	for line := range strings.Lines(p.Title + "\n" + p.Text) {
		if strings.Contains(line, p.Title) && p.Title != "" {
			line = p.Title
		} else if len(line) > shortLine || ofDelivery(line, p.Lang) {
			continue
		}
		line = cue.Fold(line)
		for _, w := range []string{"it's free", "for free", "free of charge", "free!", "kostenlos", "gratis", "gratuit", "grátis", "za darmo", "無料", "免费", "免費", "무료"} {
			if strings.Contains(line, w) {
				return true
			}
		}
	}
	return false
}

// ofDelivery reports whether a line tells what delivery or sending back costs: "free delivery from £50" gives nothing else away.
func ofDelivery(line, lang string) bool {
	m := cue.Default()
	return m.Has(line, cue.Body, lang, cue.Shipping) || m.Has(line, cue.Body, lang, cue.Returns)
}

// ownPrice reports whether one of the prices stands elsewhere than in the line of another product or right below it.
func ownPrice(site *facts.Site, p *snapshot.Page, prices map[string]bool) bool {
	others := map[string]bool{}
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkAnchor {
			continue
		}
		if o := site.Content(site.At(site.Snap.Str(l.To))); o != nil && o != p && site.Role(o) == facts.RoleProduct {
			others[strings.TrimSpace(site.Snap.Str(l.Text))] = true
		}
	}
	delete(others, "")
	before := ""
	for line := range strings.Lines(p.Text) {
		line = strings.TrimSpace(line)
		if !others[before] && !names(line, others) && names(line, prices) {
			return true
		}
		before = line
	}
	return false
}

// names reports whether a line holds one of the texts.
func names(line string, texts map[string]bool) bool {
	for t := range texts {
		if t != "" && strings.Contains(line, t) {
			return true
		}
	}
	return false
}

// onRequest reports whether a page says that its price is given on request or after signing in.
func onRequest(site *facts.Site, p *snapshot.Page) bool {
	m := cue.Default()
	if p.Text != "" && m.Has(p.Text, cue.Body, p.Lang, cue.PriceHidden) {
		return true
	}
	for _, id := range p.Buttons {
		if m.Has(site.Snap.Str(id), cue.LinkText, p.Lang, cue.PriceHidden) {
			return true
		}
	}
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkAnchor && m.Has(site.Snap.Str(l.Text), cue.LinkText, p.Lang, cue.PriceHidden) {
			return true
		}
	}
	return false
}

func marked(p *snapshot.Page, kind snapshot.MarkKind) bool {
	for i := range p.Marks {
		if p.Marks[i].Kind == kind {
			return true
		}
	}
	return false
}

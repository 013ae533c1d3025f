package price

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// TaxShipping looks for what prices hold: tax, and whether delivery comes on top. A note beside the price, elsewhere on the page or in its frame will do.
// Where the market does not want it beside the price, so will a sentence in the terms and, for delivery, a page on it.
var TaxShipping = checks.Site(checks.Meta{
	ID:     "price-tax-shipping",
	Title:  "Beside prices it says whether tax and delivery are in them",
	Why:    "People leave when the sum grows at the checkout. One line beside the price tells them what they will pay.",
	Fix:    "Write beside the price whether it includes tax and whether delivery comes on top, with a link to what delivery costs. Most shop systems have a setting for that line.",
	Effort: 1,
	Messages: map[string]string{
		"both":     "Tax and delivery are spoken of with the prices",
		"tax":      "Nothing was found on whether prices include tax",
		"shipping": "Nothing was found on whether delivery comes on top of prices",
		"terms":    "Tax and delivery are spoken of elsewhere, not beside prices",
		"neither":  "Nothing was found on whether prices include tax, nor on whether delivery comes on top",
		"page":     "No word on it beside this price",
		"none":     "No product page with a price could be read",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "E-Commerce Directive 2000/31/EC, article 5(2)", URL: "https://eur-lex.europa.eu/eli/dir/2000/31/oj", Market: "eu"},
		{Title: "Consumer Rights Directive 2011/83/EU, article 6(1)(e)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
		{Title: "Preisangabenverordnung (Germany), § 6", URL: "https://www.gesetze-im-internet.de/pangv_2022/__6.html", Market: "de"},
		{Title: "Electronic Commerce (EC Directive) Regulations 2002 (UK), regulation 6(2)", URL: "https://www.legislation.gov.uk/uksi/2002/2013/regulation/6", Market: "uk"},
	},
	Needs: snapshot.HavePages, Markets: []string{"eu", "de", "at", "fr", "es", "it", "nl", "pl", "uk", "ch", "jp"}, Since: "0.1",
	Rests: []string{"product-tax"},
}, struct{}{}, judgeTaxShipping)

// notes is what was found of tax and delivery over the product pages.
type notes struct {
	tax, shipping, seen int
	missing             []verdict.Finding
}

func judgeTaxShipping(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	n := readNotes(in)
	if n.seen == 0 {
		return checks.Unknown(checks.Msg("none"))
	}
	strict := besidePrice(in)
	tax, shipping := most(n.tax, n.seen), most(n.shipping, n.seen) || site.SellsDigital
	here := tax && shipping
	inTerms, sent := inTexts(site)
	tax = tax || inTerms
	shipping = shipping || sent || len(site.Policies(facts.PolicyShipping)) > 0 || site.PickUpOnly
	o := checks.Pass(checks.Msg("both"))
	switch {
	case here || tax && shipping && !strict:
		o.Seen = n.seen
		return o
	case tax && shipping:
		o = checks.Warn(checks.Msg("terms"), n.missing...)
	case !tax && !shipping && strict:
		o = checks.Fail(checks.Msg("neither"), n.missing...)
	case !tax && !shipping:
		o = checks.Warn(checks.Msg("neither"), n.missing...)
	case tax:
		o = checks.Warn(checks.Msg("shipping"), n.missing...)
	default:
		o = checks.Warn(checks.Msg("tax"), n.missing...)
	}
	o.Seen, o.Confidence = n.seen, verdict.Likely
	return checks.AbsentInCart(in, o)
}

// most reports whether nearly all pages are good.
func most(n, of int) bool { return float64(n) >= 0.8*float64(of) }

// besidePrice reports whether the shop's home market asks for the note beside the price itself. It is the home of shops in its language: others only
// deliver there.
func besidePrice(in *checks.Input) bool {
	if in.Site.Lang != "de" {
		return false
	}
	var codes []string
	for _, m := range in.Site.Markets {
		if m.Scored {
			codes = append(codes, m.Code)
		}
	}
	d, ok := in.Duties.Duty("price-tax-shipping", codes, in.Snap.Taken)
	return ok && d.Level == market.Must
}

func readNotes(in *checks.Input) notes {
	var n notes
	frames := map[snapshot.BlockID]money.Notes{}
	for i := range in.Site.Products {
		p := &in.Site.Products[i]
		if !p.Kept || len(p.Current()) == 0 {
			continue
		}
		n.seen++
		tax, shipping := onPage(in, p, frames)
		if tax {
			n.tax++
		}
		if shipping {
			n.shipping++
		}
		if !tax || !shipping {
			n.missing = append(n.missing, checks.Find(checks.Msg("page"), verdict.Evidence{URL: p.URL, Snippet: p.Current()[0].Text}))
		}
	}
	return n
}

// onPage reads what a page and its frame say.
func onPage(in *checks.Input, p *facts.Product, frames map[snapshot.BlockID]money.Notes) (tax, shipping bool) {
	for i := range p.Any {
		q := &p.Any[i]
		tax = tax || q.Tax != ""
		shipping = shipping || q.Kind == money.Shipping.String() || q.Kind == money.FreeFrom.String()
	}
	tax, shipping = tax || p.Notes.Included || p.Notes.Excluded, shipping || p.Notes.Delivery
	for _, id := range p.Page.Blocks {
		if tax && shipping {
			break
		}
		n, ok := frames[id]
		if b := in.Snap.Block(id); !ok && b != nil {
			n = money.ReadNotes(b.Text, p.Lang)
			frames[id] = n
		}
		tax, shipping = tax || n.Included || n.Excluded, shipping || n.Delivery
	}
	return tax, shipping
}

// inTexts reports whether the terms or the pages on paying and delivery speak of tax and of what delivery costs.
func inTexts(site *facts.Site) (tax, shipping bool) {
	for _, k := range [...]facts.PolicyKind{facts.PolicyTerms, facts.PolicyPayment, facts.PolicyShipping, facts.PolicyImprint} {
		for _, p := range site.Policies(k) {
			n := money.ReadNotes(p.Text, p.Lang)
			tax, shipping = tax || n.Included || n.Excluded, shipping || n.Delivery
		}
	}
	return tax, shipping
}

package product

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Purchasable looks for one product with a price and a control that puts it into the cart. What is quoted on request or sold out, and what a script
// may bring, is no fault.
var Purchasable = checks.Site(checks.Meta{
	ID:     "product-purchasable",
	Title:  "At least one product can be bought",
	Why:    "In a shop in which nothing can be put into a cart nothing can be bought, and visitors wonder whether it is open at all.",
	Fix:    "Give your products a price and the button that puts them into the cart. If you only sell on request, say so on the product pages.",
	Effort: 3,
	Messages: map[string]string{
		"one":         "Products with a price and a control to buy: {good} of {seen}",
		"nothing":     "No product has both a price and a control to buy it",
		"page":        "Neither a link nor a form to buy it was found",
		"request":     "Goods are quoted on request, or prices shown after signing in",
		"message":     "Goods are ordered by a message to the seller, to which product pages lead",
		"gone":        "All products that were read are sold out",
		"mostly-gone": "Most products that were read are sold out, and the others have no control to buy them: {gone} of {seen}",
		"script":      "No control to buy was found, but scripts may bring it",
		"shown":       "Goods are shown with their prices; how they are ordered could not be told",
		"none":        "No product page was read",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "Google Merchant Center: products must be available for direct purchase", URL: "https://support.google.com/merchants/answer/12079604"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgePurchasable)

func judgePurchasable(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	good, request, message, gone, script, told := 0, 0, 0, 0, 0, 0
	var findings []verdict.Finding
	for i := range site.Products {
		p := &site.Products[i]
		page := site.Read(p.Page)
		if len(p.Offers) > 0 || !p.Kept || slices.ContainsFunc(page.Data, func(it snapshot.Item) bool { return strings.HasPrefix(it.Type, "Product") }) {
			told++
		}
		switch {
		case p.Buys && (len(p.Any) > 0 || len(p.Offers) > 0 || !p.Kept):
			good++
			continue
		case p.Request:
			request++
		case p.Stock == facts.OutOfStock || p.Stock == facts.Discontinued || page.Marked(snapshot.MarkOutOfStock):
			gone++
			continue
		case byMessage(site, page):
			message++
		case page.Shell || page.Scripts > 0 || page.Truncated:
			script++
		}
		findings = append(findings, checks.Find(checks.Msg("page"), verdict.Evidence{URL: p.URL, Snippet: p.Name}))
	}
	seen := len(site.Products)
	switch {
	case seen == 0:
		return checks.Unknown(checks.Msg("none"))
	case good > 0:
		o := checks.Pass(checks.Msg("one", "good", good, "seen", seen))
		o.Seen = seen
		return o
	case request > 0:
		return checks.NotApplicable(checks.Msg("request"))
	case message > 0:
		return checks.NotApplicable(checks.Msg("message"))
	case script > 0:
		return checks.Unknown(checks.Msg("script"))
	case told == 0: // they were known by their name and price alone: those who sell by message, or at a market elsewhere, say so in many ways
		return checks.Unknown(checks.Msg("shown"))
	case gone == seen:
		return checks.NotApplicable(checks.Msg("gone"))
	case 2*gone > seen: // of the others it may only be said in other words
		return checks.Unknown(checks.Msg("mostly-gone", "gone", gone, "seen", seen))
	}
	o := checks.Fail(checks.Msg("nothing"), findings...)
	o.Seen, o.Confidence = seen, verdict.Likely
	return checks.Absent(in, o)
}

// messengers are the addresses by which a message to somebody begins, or a form of a service that shops take orders with.
var messengers = []string{"mailto:", "tel:", "sms:", "whatsapp:", "https://wa.me/", "https://api.whatsapp.com/", "https://line.me/", "https://lin.ee/", "https://page.line.me/", "https://t.me/", "https://m.me/", "https://ig.me/",
	"https://www.messenger.com/", "https://pf.kakao.com/", "https://www.instagram.com/", "https://instagram.com/", "https://www.facebook.com/", "https://www.etsy.com/", "https://open.kakao.com/", "https://forms.gle/", "https://docs.google.com/forms/"}

// byMessage reports whether the main part of a page leads to a message to the seller: a shop of one person often takes its orders that way.
func byMessage(site *facts.Site, p *snapshot.Page) bool {
	return slices.ContainsFunc(p.Links, func(l snapshot.Link) bool {
		if l.Kind != snapshot.LinkAnchor || l.Zone != snapshot.ZoneMain {
			return false
		}
		to := site.Snap.Str(l.To)
		if slices.ContainsFunc(messengers, func(m string) bool { return strings.HasPrefix(to, m) }) {
			return true
		}
		q := site.Content(site.At(to))
		return q != nil && site.Role(q) == facts.RoleContact
	})
}

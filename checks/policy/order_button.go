package policy

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/order"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// OrderButton looks what the button says that ends an order. It is read on the checkout, which strangers mostly cannot see: with the owner's leave the
// way there is gone as far as no data are asked for. A button that only leads on says nothing of the last one.
var OrderButton = checks.Site(checks.Meta{
	ID:     "policy-order-button",
	Title:  "The button that ends an order says that one pays",
	Why:    "Buyers are to know when they press it that they owe money. In the EU and the United Kingdom they are not bound to an order whose button does not say so.",
	Fix:    "Call the last button of the checkout something like \"Buy now\", \"Pay now\" or \"Order with obligation to pay\", and nothing else.",
	Effort: 1,
	Messages: map[string]string{
		"due":       "The button that ends an order says that one pays: {button}",
		"bare":      "The button that ends an order does not say that one pays: {button}",
		"here":      "On the checkout",
		"off":       "Not looked at: that takes a browser and --own-site, by which you say that the site is yours; a product is put into the cart then to see the checkout, and nothing is ordered",
		"asks":      "The checkout asks for data before its last step, and none are given",
		"not-found": "The last step of an order was not reached",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "Consumer Rights Directive 2011/83/EU, article 8(2)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
		{Title: "Consumer Contracts Regulations 2013 (UK), regulation 14", URL: "https://www.legislation.gov.uk/uksi/2013/3134/regulation/14", Market: "uk"},
	},
	Needs: snapshot.HavePages, Markets: []string{"eu", "uk"}, Since: "0.1",
}, struct{}{}, judgeOrderButton)

// shown is a button with where it was read.
type shown struct{ url, text string }

func judgeOrderButton(in *checks.Input, _ struct{}) checks.Outcome {
	at, elsewhere := checkoutButtons(in)
	var bare *shown
	for i, b := range at {
		switch order.KindOf(b.text) {
		case order.Due:
			return checks.Pass(checks.Msg("due", "button", b.text))
		case order.Bare:
			if bare == nil && !elsewhere[strings.ToLower(b.text)] {
				bare = &at[i]
			}
		}
	}
	o := in.Snap.Order
	switch {
	case bare != nil:
		out := checks.Warn(checks.Msg("bare", "button", bare.text), checks.Find(checks.Msg("here"), verdict.Evidence{URL: bare.url, Selector: "button", Snippet: bare.text}))
		out.Confidence = verdict.Likely // what a payment provider shows after it was not seen
		return out
	case o == nil:
		return checks.NotApplicable(checks.Msg("off"))
	case o.End == snapshot.OrderAsks:
		return checks.Unknown(checks.Msg("asks"))
	}
	return checks.Unknown(checks.Msg("not-found"))
}

// checkoutButtons lists the buttons of checkouts that were seen; elsewhere are those of other pages, which stand in headers and small carts.
func checkoutButtons(in *checks.Input) (at []shown, elsewhere map[string]bool) {
	elsewhere = map[string]bool{}
	add := func(checkout bool, url string, texts []string) {
		for _, text := range texts {
			if checkout {
				at = append(at, shown{url, text})
			} else {
				elsewhere[strings.ToLower(text)] = true
			}
		}
	}
	if o := in.Snap.Order; o != nil {
		for i := range o.Steps {
			add(o.Steps[i].Checkout, o.Steps[i].URL, o.Steps[i].Buttons)
		}
	}
	for _, r := range in.Site.Rendered() {
		if r.Look != nil {
			add(r.Role == facts.RoleCheckout, r.URL, r.Look.Buttons)
		}
	}
	for p := range in.Site.Each(in.Site.ByRole(facts.RoleCart)) {
		if f := orderForm(p); f != nil { // a small shop's cart may ask for all at once
			add(true, in.Site.URL(p), []string{f.Submit})
		}
	}
	for _, p := range in.Site.Pages {
		if in.Site.Role(p) == facts.RoleCheckout {
			for i := range in.Site.Read(p).Forms {
				if f := &p.Forms[i]; f.Zone == snapshot.ZoneMain && slices.ContainsFunc(f.Fields, typed) {
					add(true, in.Site.URL(p), []string{f.Submit})
				}
			}
		}
	}
	return at, elsewhere
}

// typed reports whether something is to be typed into a field, as on the last step of a checkout of one page.
func typed(f snapshot.Field) bool { return f.Type == "text" || f.Type == "email" || f.Type == "tel" }

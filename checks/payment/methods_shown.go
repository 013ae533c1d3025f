package payment

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// MethodsShown looks for the ways to pay that are named or shown before the checkout: in words, as logos or in structured data. Payment
// buttons that scripts draw cannot be seen without a browser.
var MethodsShown = checks.Site(checks.Meta{
	ID:     "payment-methods-shown",
	Title:  "The ways to pay are shown before checkout",
	Why:    "Buyers want to know that they can pay in a way they trust before they fill a cart and type in their address.",
	Fix:    "Name the ways to pay, or show their logos with a text for each, in the footer of every page or on a page of their own.",
	Effort: 1,
	Messages: map[string]string{
		"shown":     "Ways to pay are shown before checkout: {methods}",
		"cart":      "Ways to pay were found only in the cart or checkout: {methods}",
		"none":      "No way to pay was found on the pages read",
		"here":      "This is where visitors look for the ways to pay",
		"by-script": "Payment buttons seem to be drawn by a script, which cannot be seen without a browser: {host}",
		"unread":    "There is a text on paying, but no way to pay could be recognised in it: {url}",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Google Merchant Center, requirements for shops: conventional ways to pay"},
		{Title: "Consumer Rights Directive 2011/83/EU, article 8(3): at latest at the beginning of the ordering process", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeMethodsShown)

// maxNamed is how many ways to pay a message names.
const maxNamed = 8

func judgeMethodsShown(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	before, late := split(site)
	if len(before) == 0 && len(late) > 0 {
		before = reread(site) // a way to pay is known with its first place only, which may be the cart by chance
	}
	if len(before) > 0 {
		return checks.Pass(checks.Msg("shown", "methods", before[:min(len(before), maxNamed)]))
	}
	for _, pol := range site.Policies(facts.PolicyPayment) {
		if pol.Hollow == "" && !onSafety(site, &pol) {
			return checks.Unknown(checks.Msg("unread", "url", pol.URL))
		}
	}
	if host := scripted(site); host != "" {
		return checks.Unknown(checks.Msg("by-script", "host", host))
	}
	if len(late) > 0 {
		reason := checks.Msg("cart", "methods", late[:min(len(late), maxNamed)])
		return checks.AbsentInCart(in, checks.Warn(reason, checks.Find(reason, verdict.Evidence{URL: site.Payments[0].URL})))
	}
	at := site.Snap.Base
	if site.Home != nil {
		at = site.URL(site.Home)
	}
	nowhere := checks.Warn(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: at, Selector: "footer"}))
	if len(site.ByRole(facts.RoleCheckout)) > 0 {
		nowhere.Status = verdict.Fail // the last step was read too; otherwise they may well be named there
	}
	return checks.AbsentInCart(in, nowhere)
}

// onSafety reports whether a text is advice on paying safely, which need not name the shop's own ways to pay.
func onSafety(site *facts.Site, pol *facts.Policy) bool {
	lang := cmp.Or(pol.Lang, site.Lang)
	for _, text := range []string{pol.Title, pol.Link.Text} {
		if cue.Default().Has(text, cue.Heading, lang, cue.PaySafety) {
			return true
		}
	}
	u, err := url.Parse(pol.URL)
	return err == nil && cue.Default().Has(u.Path, cue.Slug, lang, cue.PaySafety)
}

// split returns the names of the ways to pay that were first met outside of cart and checkout, and of those met there.
func split(site *facts.Site) (before, late []string) {
	for _, m := range site.Payments {
		if p := site.At(m.URL); p != nil && inCheckout(site.Role(p)) {
			late = append(late, m.Name)
		} else {
			before = append(before, m.Name)
		}
	}
	return before, late
}

func inCheckout(r facts.Role) bool { return r == facts.RoleCart || r == facts.RoleCheckout }

// reread names the ways to pay on pages before checkout. The privacy policy names providers, not ways to pay.
func reread(site *facts.Site) []string {
	private := map[*snapshot.Page]bool{}
	for _, pol := range site.Policies(facts.PolicyPrivacy) {
		if pol.Form == facts.FormPage {
			private[pol.Page] = true
		}
	}
	seen := map[string]bool{}
	var names []string
	add := func(name string) {
		if name != "" && !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	for _, p := range site.Pages {
		switch site.Role(p) {
		case facts.RolePolicy, facts.RoleHelp, facts.RoleHome, facts.RoleAbout, facts.RoleContact, facts.RoleProduct, facts.RoleContent:
		default:
			continue
		}
		site.Read(p)
		for _, im := range p.Images {
			if name, ok := vendor.PaymentImage(site.Snap.Str(im.Src), site.Snap.Str(im.Alt)); ok {
				add(name)
			}
		}
		if private[p] {
			continue
		}
		for _, sp := range vendor.Payments(p.Text) {
			add(sp.Name)
		}
		if len(names) >= maxNamed {
			break
		}
	}
	return names
}

// providers are hosts from which shops load the scripts that draw payment buttons and marks.
var providers = []string{"paypal.com", "paypalobjects.com", "stripe.com", "klarna.com", "klarnacdn.net", "adyen.com", "mollie.com", "braintreegateway.com",
	"pay.google.com", "payments-amazon.com", "squareup.com", "squarecdn.com", "afterpay.com", "mercadopago.com", "pagseguro.uol.com.br", "tosspayments.com", "iamport.kr"}

// scripted returns the host of a payment script that home, product or cart pages load, "" when there is none.
func scripted(site *facts.Site) string {
	var pages []*snapshot.Page
	if site.Home != nil {
		pages = append(pages, site.Home)
	}
	for _, r := range []facts.Role{facts.RoleProduct, facts.RoleCart} {
		if list := site.ByRole(r); len(list) > 0 {
			pages = append(pages, list[0])
		}
	}
	for p := range site.Each(pages) {
		for l := range site.Snap.Links(p) {
			if l.Kind != snapshot.LinkScript && l.Kind != snapshot.LinkFrame {
				continue
			}
			u, err := url.Parse(site.Snap.Str(l.To))
			if err != nil {
				continue
			}
			for _, host := range providers {
				if strings.HasSuffix("."+u.Hostname(), "."+host) {
					return u.Hostname()
				}
			}
		}
	}
	return ""
}

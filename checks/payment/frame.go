package payment

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Frame looks where card data that pages ask for are sent: to a payment provider, to the shop itself, or to somebody else. Fields that scripts draw,
// and the last steps of the checkout, cannot be seen without a browser and an order.
var Frame = checks.Site(checks.Meta{
	ID:     "payment-frame",
	Title:  "Card data go to a payment provider",
	Why:    "Where a provider takes the card number in a frame of its own, nobody who breaks into the shop can read it.",
	Fix:    "Use your payment provider's own fields or payment page, so that card numbers never pass through your shop's pages.",
	Effort: 3,
	Messages: map[string]string{
		"provider": "Card data are asked for by a payment provider: {host}",
		"own":      "Fields for card data stand in pages of the shop itself: {bad}",
		"other":    "Card data would be sent to a server that belongs neither to the shop nor to a payment provider we know: {bad}",
		"to-shop":  "This form sends card data to the shop itself",
		"to-other": "This form sends card data to {host}",
		"none":     "No field for card data and no frame of a payment provider stands in the pages read",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "PCI DSS v4, self-assessment questionnaires A, A-EP and D", URL: "https://www.pcisecuritystandards.org/document_library/"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeFrame)

func judgeFrame(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	var own, other []verdict.Finding
	provider := ""
	met := map[string]bool{}
	products := 0
	for _, p := range site.Pages {
		switch site.Role(p) {
		case facts.RoleListing, facts.RoleBlog, facts.RolePolicy:
			continue
		case facts.RoleProduct:
			if products++; products > maxProducts {
				continue
			}
		}
		for i := range site.Read(p).Forms {
			f := &p.Forms[i]
			if facts.AsksFor(f) != "card data" || !named(f) || met[f.Action] {
				continue
			}
			met[f.Action] = true
			u, err := url.Parse(f.Action)
			ev := verdict.Evidence{URL: site.URL(p), Target: f.Action, Selector: "form", Snippet: f.Submit}
			switch {
			case err != nil || u.Scheme != "http" && u.Scheme != "https" || f.Method == "dialog":
			case vendor.PayHost(u.Hostname()) != "":
				provider = u.Hostname()
			case site.Own(f.Action):
				own = append(own, checks.Find(checks.Msg("to-shop"), ev))
			default:
				other = append(other, checks.Find(checks.Msg("to-other", "host", u.Hostname()), ev))
			}
		}
		if role := site.Role(p); provider == "" && (role == facts.RoleCheckout || role == facts.RoleCart) {
			provider = frameHost(site, p)
		}
	}
	if provider == "" {
		provider = renderedFrame(site)
	}
	switch {
	case len(other) > 0:
		o := checks.Fail(checks.Msg("other", "bad", len(other)), other...)
		o.Confidence = verdict.Likely // regional providers are many: ours may be a list too short
		return o
	case len(own) > 0:
		return checks.Warn(checks.Msg("own", "bad", len(own)), own...)
	case provider != "":
		return checks.Pass(checks.Msg("provider", "host", provider))
	default:
		return checks.NotApplicable(checks.Msg("none"))
	}
}

// maxProducts is how many product pages are looked at: their forms are made by one template.
const maxProducts = 50

// named reports whether a card field has a name: what has none is not sent, and a provider's script takes it over.
func named(f *snapshot.Form) bool {
	for i := range f.Fields {
		if fd := &f.Fields[i]; strings.HasPrefix(fd.Autocomplete, "cc-") && fd.Name != "" || strings.Contains(strings.ToLower(fd.Name), "card") && fd.Type != "hidden" && fd.Type != "radio" && fd.Type != "checkbox" {
			return true
		}
	}
	return false
}

// renderedFrame returns the host of a payment provider's frame that a browser showed on the cart or the checkout.
func renderedFrame(site *facts.Site) string {
	for _, r := range site.Rendered() {
		if r.Look == nil || r.Role != facts.RoleCheckout && r.Role != facts.RoleCart {
			continue
		}
		for _, f := range r.Look.Frames {
			if u, err := url.Parse(f.URL); err == nil && vendor.PayHost(u.Hostname()) != "" {
				return u.Hostname()
			}
		}
	}
	return ""
}

// frameHost returns the host of a payment provider's frame in a page.
func frameHost(site *facts.Site, p *snapshot.Page) string {
	for _, l := range p.Links {
		if l.Kind != snapshot.LinkFrame {
			continue
		}
		if u, err := url.Parse(site.Snap.Str(l.To)); err == nil && vendor.PayHost(u.Hostname()) != "" {
			return u.Hostname()
		}
	}
	return ""
}

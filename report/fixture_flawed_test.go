package report

import (
	"fmt"

	"github.com/shopvet/shopvet/verdict"
)

const kerzen = "https://kerzen-lindner.example"

// flawedShop is middling: findings in every factor, two caps, something unseen.
func flawedShop() *verdict.Verdict {
	v := base(kerzen+"/", "Kerzenhaus Lindner")
	flawedIdentity(v)
	flawedPages(v)
	flawedScore(v)
	v.Crawl.Stop, v.Crawl.Pages, v.Crawl.HTML, v.Crawl.MedianTTF = "page-limit", 400, 371, 1.94
	v.Crawl.Skipped = map[string]int{"page-limit": 1240, "robots": 14, "acts": 96}
	v.Markets = []verdict.Market{{Code: "de", Configured: true, Scored: true, Data: "2026-11-01"}, {Code: "at", Reasons: []string{"delivers to Austria"}, Data: "2026-11-01"}}
	v.Shop = verdict.Shop{Name: "Kerzenhaus Lindner", NameURL: kerzen + "/ueber-uns", Platform: "PrestaShop", PlatformBy: "names of its cookies",
		Languages: []string{"de"}, Roles: map[string]int{"home": 1, "listing": 22, "product": 301, "policy": 3, "contact": 1, "content": 43},
		Policies: []verdict.Policy{{Kind: "imprint", URL: kerzen + "/impressum", Title: "Impressum", Form: "page", Lang: "de", Letters: 240},
			{Kind: "privacy", URL: kerzen + "/datenschutz", Title: "Datenschutzerklärung", Form: "page", Lang: "de", Letters: 6100},
			{Kind: "terms", URL: kerzen + "/files/agb.pdf", Title: "AGB", Form: "pdf"}, {Kind: "shipping", URL: kerzen + "/versand", Title: "Versand", Form: "page", Lang: "de", Letters: 12, Hollow: "heading-only"}},
		Contacts: []verdict.Contact{{Kind: "email", Value: "info@kerzen-lindner.example", URL: kerzen + "/impressum"}, {Kind: "form", Value: kerzen + "/kontakt", URL: kerzen + "/kontakt"}},
		Identity: []verdict.Identifier{{Kind: "de-vat", Value: "DE123456789", Country: "DE", URL: kerzen + "/impressum"}},
		Payments: []verdict.Payment{{Name: "Bank transfer", URL: kerzen + "/zahlung", From: "text"}}}
	v.Timings = []verdict.Timing{ // the server keeps no connection open
		{Role: "home", URL: kerzen + "/", N: 8, First: took(1, 31, 22, 51, 3904, 212), Cold: took(8, 24, 21, 49, 1730, 198)},
		{Role: "product", URL: kerzen + "/stumpenkerze", N: 7, Silent: 1, Cold: took(7, 23, 22, 50, 2140, 320)},
		{Role: "cart", URL: kerzen + "/warenkorb", N: 1, Cold: took(1, 22, 21, 48, 940, 31)},
	}
	v.Notes = []verdict.Message{msg("The limit of 400 pages was reached; 1240 addresses were not opened.")}
	return v
}

func flawedIdentity(v *verdict.Verdict) {
	r := set(v, "identity-postal-address", verdict.Fail, "The imprint names no postal address.",
		find("No street-level address was found on the pages read.", verdict.Evidence{URL: kerzen + "/impressum", Selector: "main", Snippet: "Kerzenhaus Lindner, Inhaberin: A. Lindner, E-Mail: info@kerzen-lindner.example", Limit: "street, postcode and town"}))
	r.Duty = &verdict.Source{Title: "Provider identification", Market: "de", From: "2024-05-14", Level: "must"}
	set(v, "identity-legal-name", verdict.Warn, "The seller's first name is shortened.",
		find("Only an initial is given.", verdict.Evidence{URL: kerzen + "/impressum", Snippet: "Inhaberin: A. Lindner"})).Confidence = verdict.Likely
	set(v, "policy-returns", verdict.Fail, "No returns text was found on the pages read.").Duty = &verdict.Source{Title: "Information on the right to cancel", Market: "de", From: "2014-06-13", Level: "must"}
	set(v, "policy-placeholders", verdict.Fail, "The privacy text still holds marks that were never filled in.",
		find("An unfilled mark.", verdict.Evidence{URL: kerzen + "/datenschutz", Snippet: "Verantwortlich ist [Name des Unternehmens], [Straße], [Ort]."}),
		find("An unfilled mark.", verdict.Evidence{URL: kerzen + "/datenschutz", Snippet: "Stand: {{ datum }}"}))
	set(v, "policy-terms", verdict.Unknown, "The terms are a PDF file; its text was not read.")
	set(v, "contact-channels", verdict.Warn, "Only one way to reach the seller was found.",
		find("An e-mail address, and neither phone nor postal address.", verdict.Evidence{URL: kerzen + "/impressum", Snippet: "info@kerzen-lindner.example", Value: "1 way", Limit: "at least 2"}))
	set(v, "dns-mail-accepts", verdict.Fail, "The e-mail address cannot receive mail.",
		find("No mail server is named for the domain.", verdict.Evidence{URL: kerzen + "/impressum", Target: "info@kerzen-lindner.example", Value: "no MX and no A record", Limit: "one of them"}))
	set(v, "fulfil-time", verdict.Warn, "A delivery time is stated on 30 of 301 product pages.",
		find("No delivery time on the page.", verdict.Evidence{URL: kerzen + "/p/stumpenkerze-rot"})).Total = 271
	set(v, "review-mechanism", verdict.Warn, "No way to leave a review was found.").Confidence = verdict.Unsure
	set(v, "edu-buyer-help", verdict.Fail, "No help for buyers was found on the pages read.")
}

func flawedPages(v *verdict.Verdict) {
	set(v, "tls-hsts", verdict.Warn, "Browsers are not told to always use the encrypted connection.",
		find("The header is missing.", verdict.Evidence{URL: kerzen + "/", Header: "Strict-Transport-Security", Value: "not sent", Limit: "max-age of at least 31536000"}))
	set(v, "header-cookie-flags", verdict.Fail, "A session cookie is sent without protection.",
		find("“Secure” is missing.", verdict.Evidence{URL: kerzen + "/", Header: "Set-Cookie", Value: "PrestaShop-… ; HttpOnly", Limit: "Secure, HttpOnly, SameSite"}))
	set(v, "header-csp", verdict.Warn, "The server does not say which scripts may run.",
		find("The header is missing.", verdict.Evidence{URL: kerzen + "/", Header: "Content-Security-Policy", Value: "not sent"}))
	set(v, "product-description", verdict.Warn, "41 of 301 products are hardly described.",
		find("Only 18 letters describe the product.", verdict.Evidence{URL: kerzen + "/p/teelichter-50", Snippet: "50 Stück, weiß, rund", Value: "18 letters", Limit: "at least 100 letters"})).Total = 41
	set(v, "price-present", verdict.Fail, "3 of 301 products show no price.",
		find("No price was found.", verdict.Evidence{URL: kerzen + "/p/taufkerze-mit-sehr-langem-namen-und-noch-viel-laengerem-zusatz-fuer-die-adresse?farbe=altrosa&groesse=25x5&beschriftung=ja"}))
	set(v, "content-placeholder", verdict.Fail, "Sample text is left on 1 page.",
		find("Sample text.", verdict.Evidence{URL: kerzen + "/ueber-uns", Selector: "main", Snippet: "Lorem ipsum dolor sit amet, consectetur adipiscing elit"}))
	set(v, "nav-placeholder-links", verdict.Warn, "2 links at the foot of the page lead nowhere.",
		find("The link “Facebook” has no target.", verdict.Evidence{URL: kerzen + "/", Target: "#", Selector: "footer"}),
		find("The link “Blog” has no target.", verdict.Evidence{URL: kerzen + "/", Target: "#", Selector: "footer"}))
	var dead []verdict.Finding
	for i := range 34 {
		dead = append(dead, find(fmt.Sprintf("“Duftkerzen %d” leads to a page that is gone.", i+1),
			verdict.Evidence{URL: kerzen + "/", Target: fmt.Sprintf("%s/k/duftkerzen-%d", kerzen, i+1), Selector: "nav", Value: "404 (not found)", Limit: "200"}))
	}
	r := set(v, "nav-broken-primary", verdict.Fail, "34 links in the menu are dead.", dead...)
	r.Seen = 120
	set(v, "nav-server-errors", verdict.Warn, "2 of 371 pages answered with a server error.",
		find("The server failed.", verdict.Evidence{URL: kerzen + "/suche?q=rot", Value: "500 (server error), 3 times of 3"})).Seen = 371
	set(v, "speed-ttfb", verdict.Fail, "The server takes 1.94 seconds to begin its answer.",
		find("Middle value of 9 measurements.", verdict.Evidence{URL: kerzen + "/", Value: "1.94 s", Limit: "at most 0.8 s good, above 1.8 s slow"}))
	set(v, "nav-soft-404", verdict.Broken, "The check ended with an error: index out of range.")
	set(v, "reputation-domain-facts", verdict.Unknown, "No outside source was asked.")
}

func flawedScore(v *verdict.Verdict) {
	set(v, "payment-reversible", verdict.Fail, "The only way to pay is a transfer in advance.",
		find("No other way is named or shown.", verdict.Evidence{URL: kerzen + "/zahlung", Snippet: "Zahlung ausschließlich per Vorkasse"}))
	v.Initial = verdict.Score{Stage: verdict.StageInitial, Known: true, Value: 60, Low: 57, High: 60, Coverage: 0.91, Grade: "C", Raw: 63.8,
		Factors: factors(71, 55, 42, 71, 74, 48, 60, 52, 80, 66, 40, 22, 0),
		Caps: []verdict.Cap{{ID: "K9", Limit: 60, Class: "accountability", Reason: msg("A legal text still holds marks that were never filled in."), Checks: []string{"policy-placeholders"}},
			{ID: "K14", Limit: 65, Class: "safety", Reason: msg("Every way to pay is one that cannot be taken back."), Checks: []string{"payment-reversible"}}}}
	v.Initial.Factors[2].Coverage, v.Initial.Factors[2].Unknown = 0.67, 1
	v.Actions = []verdict.Action{
		{Checks: []string{"policy-placeholders"}, Title: "Fill in the gaps in the privacy text", Effort: 1, Gain: 5, RawGain: 3.8, After: 65, Grade: "C", Lifts: []string{"K9"}},
		{Checks: []string{"payment-reversible"}, Title: "Offer a way to pay that can be taken back", Effort: 3, RawGain: 2.7, After: 70, Grade: "B", Lifts: []string{"K14"}, Reaches: true},
		{Checks: []string{"identity-postal-address", "identity-legal-name"}, Title: "Complete the imprint: full name and postal address", Effort: 1, RawGain: 4.2, After: 75, Grade: "B", Duty: true},
		{Checks: []string{"policy-returns"}, Title: "Publish a returns text", Effort: 3, RawGain: 3.1, After: 79, Grade: "B", Duty: true},
		{Checks: []string{"nav-broken-primary"}, Title: "Repair the menu", Effort: 1, RawGain: 2.1, After: 81, Grade: "B"},
		{Checks: []string{"dns-mail-accepts"}, Title: "Set up mail for the domain", Effort: 1, RawGain: 2, After: 83, Grade: "B"},
		{Checks: []string{"header-cookie-flags"}, Title: "Protect the session cookie", Effort: 1, RawGain: 1.2, After: 84, Grade: "B"},
		{Checks: []string{"price-present"}, Title: "Give every product a price", Effort: 1, RawGain: 1.9, After: 86, Grade: "A"},
		{Checks: []string{"speed-ttfb"}, Title: "Make the server answer faster", Effort: 8, RawGain: 1.8, After: 88, Grade: "A"},
		{Checks: []string{"content-placeholder"}, Title: "Replace the sample text", Effort: 1, RawGain: 0.9, After: 89, Grade: "A"},
		{Checks: []string{"edu-buyer-help"}, Title: "Write answers to frequent questions", Effort: 3, RawGain: 0.4, After: 89, Grade: "A"}}
	for i := range v.Actions {
		a := &v.Actions[i]
		a.Fix, a.Stage, a.MatureGain = v.Rules[a.Checks[0]].Fix, verdict.StageInitial, a.RawGain/2
	}
	v.Actions[len(v.Actions)-1].Stage = verdict.StageMature
	v.Shop.Server = "nginx"
	v.Verify = []verdict.Verification{{Check: "policy-terms", Title: "There are terms of sale", Why: msg("The terms are a PDF file. Open it and see whether it names your shop and says what buyers may rely on."), Gain: 0.033}}
}

package report

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

// fixtures are the verdicts that the tests render, by name. All but the hostile one are kept in testdata as JSON, to be read.
func fixtures() map[string]*verdict.Verdict {
	return map[string]*verdict.Verdict{"sound": soundShop(), "flawed": flawedShop(), "blocked": blockedShop(), "development": developmentShop(),
		"hostile": hostileShop()}
}

// msg is a message with its English text.
func msg(text string, args ...any) verdict.Message {
	return verdict.Message{Key: "sample", Text: fmt.Sprintf(text, args...)}
}

// base is a verdict in which every check passed.
func base(target, name string) *verdict.Verdict {
	v := &verdict.Verdict{Schema: verdict.Schema, Version: "0.1.0-test", Ruleset: "3f9c1e07", LibraryData: "2026-08-22", Target: target, Base: target,
		Taken: time.Date(2026, 11, 21, 14, 5, 0, 0, time.UTC), Rules: rules(),
		Crawl: verdict.Crawl{Stop: "done", Profile: "standard", Seconds: 14.2, Pages: 87, HTML: 81, Bytes: 5_420_000, FullLook: true,
			Skipped: map[string]int{"acts": 12, "variants": 30}, MedianTTF: 0.21},
		Shop: verdict.Shop{Name: name, NameURL: target}}
	for _, r := range ruleRows {
		v.Results = append(v.Results, verdict.Result{Check: r.id, Status: verdict.Pass, Grade: 1, Severity: r.severity, Confidence: verdict.Sure,
			Reason: msg("%s.", r.title)})
	}
	slices.SortFunc(v.Results, func(a, b verdict.Result) int { return strings.Compare(a.Check, b.Check) })
	v.Mature = verdict.Score{Stage: verdict.StageMature, Why: ptr(verdict.Message{Key: "score.no-history", Args: map[string]any{"runs": 4, "days": 30},
		Text: "The score for returning customers needs at least 4 looks over at least 30 days"})}
	return v
}

func ptr[T any](x T) *T { return &x }

// set changes the result of a check.
func set(v *verdict.Verdict, check string, status verdict.Status, reason string, findings ...verdict.Finding) *verdict.Result {
	for i := range v.Results {
		r := &v.Results[i]
		if r.Check == check {
			r.Status, r.Reason, r.Findings, r.Total = status, msg("%s", reason), findings, len(findings)
			r.Grade = map[verdict.Status]float64{verdict.Pass: 1, verdict.Warn: 0.5}[status]
			return r
		}
	}
	panic("no such check: " + check)
}

// find is one finding with its evidence.
func find(text string, e ...verdict.Evidence) verdict.Finding {
	print := fmt.Sprintf("%08x", len(text)*2654435761+len(e[0].URL)*97+len(e[0].Target))
	return verdict.Finding{Message: msg("%s", text), Evidence: e, Fingerprint: print[:8]}
}

// factors are the parts of a score with marks given in the order of their weights.
func factors(marks ...float64) []verdict.FactorScore {
	list := []verdict.FactorScore{
		{Factor: verdict.StructuralAssurance, Weight: 15}, {Factor: verdict.VendorIdentity, Weight: 13}, {Factor: verdict.PolicyAssurance, Weight: 10},
		{Factor: verdict.InformationQuality, Weight: 10}, {Factor: verdict.SystemQuality, Weight: 9}, {Factor: verdict.ServiceQuality, Weight: 8},
		{Factor: verdict.Reputation, Weight: 7}, {Factor: verdict.PresentationQuality, Weight: 7}, {Factor: verdict.Privacy, Weight: 6},
		{Factor: verdict.Fulfilment, Weight: 6}, {Factor: verdict.Navigation, Weight: 4}, {Factor: verdict.ResponseTime, Weight: 4},
		{Factor: verdict.Communication, Weight: 1}}
	for i := range list {
		list[i].Name, list[i].Mark, list[i].Coverage, list[i].Checks = string(list[i].Factor), marks[i], 1, 2
	}
	return list
}

// soundShop has no finding.
func soundShop() *verdict.Verdict {
	v := base("https://teehaus.example/", "Teehaus am Markt")
	v.Markets = []verdict.Market{{Code: "de", Scored: true, Reasons: []string{"the address ends in .de", "pages in German with prices in EUR"}, Data: "2026-11-01"}}
	v.Initial = verdict.Score{Stage: verdict.StageInitial, Known: true, Value: 97, Low: 97, High: 97, Coverage: 1, Grade: "A", Raw: 96.6,
		Factors: factors(100, 100, 100, 96, 100, 92, 88, 100, 90, 100, 100, 97, 100)}
	v.Connections = []verdict.Connection{
		{Host: "teehaus.example", Port: 443, Roles: []string{"shop", "typed"}, Address: "192.0.2.80:443", Version: "TLS 1.3", Cipher: "TLS_AES_128_GCM_SHA256",
			KeyExchange: "X25519MLKEM768", ALPN: "h2", Accepts: []string{"TLS 1.3", "TLS 1.2"}, Refuses: []string{"TLS 1.1", "TLS 1.0", "SSL 3.0"},
			KeyExchanges: []string{"X25519MLKEM768", "X25519", "P-256"}, Resumes: "accepted", Sent: 2, Stapled: "good", Receipts: 2, Handshakes: 21,
			Certificate: &verdict.Certificate{Subject: "CN=teehaus.example", Issuer: "CN=E7,O=Let's Encrypt,C=US", Names: []string{"teehaus.example", "www.teehaus.example"},
				From: time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC), Until: time.Date(2027, 1, 18, 0, 0, 0, 0, time.UTC), Key: "ECDSA", Bits: 256, Signature: "ECDSA-SHA384"}},
		{Host: "www.teehaus.example", Port: 443, Roles: []string{"twin"}, Fault: "the server refused the connection", NotTested: []string{"TLS 1.3", "TLS 1.2", "TLS 1.1", "TLS 1.0", "SSL 3.0"},
			Handshakes: 3},
	}
	v.Timings = []verdict.Timing{
		{Role: "home", URL: "https://teehaus.example/", N: 8, First: took(1, 12, 31, 45, 410, 24), Cold: took(4, 2, 30, 44, 92, 23), Warm: took(4, 0, 0, 0, 90, 11)},
		{Role: "listing", URL: "https://teehaus.example/tee", N: 8, Cold: took(4, 2, 31, 43, 148, 41), Warm: took(4, 0, 0, 0, 139, 24)},
		{Role: "product", URL: "https://teehaus.example/tee/assam", N: 8, Cold: took(4, 2, 30, 44, 121, 28), Warm: took(4, 0, 0, 0, 118, 12)},
		{Role: "cart", URL: "https://teehaus.example/warenkorb", N: 8, Cold: took(4, 2, 32, 46, 231, 9), Warm: took(4, 0, 0, 0, 224, 6)},
	}
	set(v, "reputation-domain-facts", verdict.NotApplicable, "No outside source was asked.")
	v.Shop = verdict.Shop{Name: "Teehaus am Markt", NameURL: "https://teehaus.example/impressum", Platform: "Shopware", PlatformBy: `generator "Shopware"`,
		Languages: []string{"de", "en"}, Roles: map[string]int{"home": 1, "listing": 9, "product": 52, "policy": 6, "contact": 1, "cart": 1, "help": 2, "content": 9}, LikelyRoles: map[string]int{"listing": 2, "help": 2},
		Policies: []verdict.Policy{
			{Kind: "imprint", URL: "https://teehaus.example/impressum", Title: "Impressum", Form: "page", Lang: "de", Letters: 812},
			{Kind: "terms", URL: "https://teehaus.example/agb", Title: "Allgemeine Geschäftsbedingungen", Form: "page", Lang: "de", Letters: 9120},
			{Kind: "privacy", URL: "https://teehaus.example/datenschutz", Title: "Datenschutz", Form: "page", Lang: "de", Letters: 14200},
			{Kind: "returns", URL: "https://teehaus.example/agb#widerruf", Title: "Widerruf", Form: "section", Lang: "de", Letters: 2210, Claims: []verdict.Claim{
				{Kind: "withdrawal-right", Value: "14d", Min: 14, Max: 14, From: "receipt", Sentence: "Die Widerrufsfrist beträgt vierzehn Tage ab dem Tag, an dem Sie die Ware erhalten haben."},
				{Kind: "return-cost", Value: "buyer", Sentence: "Sie tragen die unmittelbaren Kosten der Rücksendung."},
				{Kind: "refund-time", Value: "14d", Min: 14, Max: 14, From: "notice", Sentence: "Wir zahlen alle Zahlungen spätestens binnen vierzehn Tagen zurück."},
				{Kind: "delivery-time", Value: "2-4d", Min: 2, Max: 4, Working: true, Sentence: "Die Lieferzeit beträgt 2–4 Werktage."},
				{Kind: "delivery-cost", Value: "4.90 EUR", Sentence: "Der Versand kostet 4,90 €."}, {Kind: "free-from", Value: "50 EUR", Sentence: "Ab 50 € liefern wir versandkostenfrei."},
				{Kind: "warranty", Value: "24m", Min: 24, Max: 24, Sentence: "Auf Kannen geben wir zwei Jahre Garantie."}, {Kind: "rights", Sentence: "Sie haben ein Recht auf Auskunft."}}}},
		Contacts: []verdict.Contact{{Kind: "phone", Value: "+49 30 5557211", URL: "https://teehaus.example/kontakt"},
			{Kind: "email", Value: "hallo@teehaus.example", URL: "https://teehaus.example/kontakt"},
			{Kind: "address", Value: "Marktplatz 4, 10999 Berlin", URL: "https://teehaus.example/impressum"}},
		Identity: []verdict.Identifier{{Kind: "company", Value: "Teehaus am Markt GmbH", Country: "DE", WellFormed: true, URL: "https://teehaus.example/impressum"},
			{Kind: "de-vat", Value: "DE136695976", Country: "DE", WellFormed: true, URL: "https://teehaus.example/impressum"}},
		Payments: []verdict.Payment{{Name: "Invoice", URL: "https://teehaus.example/zahlung", From: "text"}, {Name: "PayPal", URL: "https://teehaus.example/", From: "image"}}}
	return v
}

// took makes phases of milliseconds, with whole times that lie a tenth to either side.
func took(n int, dns, connect, tls, wait, receive float64) *verdict.Phases {
	total := (dns + connect + tls + wait + receive) / 1000
	p := &verdict.Phases{N: n, DNS: dns / 1000, Connect: connect / 1000, TLS: tls / 1000, Wait: wait / 1000, Receive: receive / 1000, Total: total, Min: total, Max: total}
	if n > 1 {
		p.Min, p.Max = math.Round(900*total)/1000, math.Round(1100*total)/1000
	}
	return p
}

// blockedShop showed nothing but a wall.
func blockedShop() *verdict.Verdict {
	v := base("https://walled.example/", "")
	v.Shop = verdict.Shop{}
	v.Crawl = verdict.Crawl{Stop: "blocked", Obstacle: "bot-challenge", Profile: "standard", Seconds: 3.1, Pages: 2,
		LookGaps: []verdict.Message{msg("The home page could not be read.")}}
	for _, r := range ruleRows {
		if !strings.HasPrefix(r.id, "tls-") && r.id != "header-cookie-flags" {
			set(v, r.id, verdict.Unknown, "The shop's own pages could not be read, because a page that asks for proof of a human stood before them.")
		}
	}
	set(v, "tls-hsts", verdict.Warn, "Browsers are not told to always use the encrypted connection.",
		find("The header is missing.", verdict.Evidence{URL: "https://walled.example/", Header: "Strict-Transport-Security", Value: "not sent", Limit: "max-age of at least 31536000"}))
	v.Initial = verdict.Score{Stage: verdict.StageInitial, Why: ptr(verdict.Message{Key: "score.low-coverage", Text: "Too little of what matters could be seen to give a score that is fair"}), Coverage: 0.14,
		Factors: []verdict.FactorScore{{Factor: verdict.StructuralAssurance, Weight: 15, Mark: 92, Coverage: 0.9, Checks: 4, Unknown: 1},
			{Factor: verdict.VendorIdentity, Weight: 13, Unknown: 3}, {Factor: verdict.PolicyAssurance, Weight: 10, Unknown: 4}}}
	v.Actions = []verdict.Action{{Checks: []string{"tls-hsts"}, Title: "Tell browsers to always use the encrypted connection",
		Fix: v.Rules["tls-hsts"].Fix, Effort: 1, Stage: verdict.StageInitial}}
	v.Verify = []verdict.Verification{{Check: "identity-legal-name", Title: "The seller's full name is given", Why: msg("Open the imprint in a browser and look for the full name."), Gain: 0.043},
		{Check: "policy-returns", Title: "There is a returns text", Why: msg("Open the shop in a browser and look for a returns text."), Gain: 0.025}}
	v.Notes = []verdict.Message{msg("The shop's server showed a page that asks for proof of a human. To have your own shop looked at, let the program's name through.")}
	return v
}

// developmentShop is a copy on its maker's machine.
func developmentShop() *verdict.Verdict {
	v := base("http://127.0.0.1:8080/", "ろうそく工房")
	v.Development = true
	v.Shop = verdict.Shop{Name: "ろうそく工房", NameURL: "http://127.0.0.1:8080/", Languages: []string{"ja"}, Platform: "WooCommerce", PlatformBy: "paths of its files",
		Roles:    map[string]int{"home": 1, "product": 11, "listing": 3, "policy": 2},
		Policies: []verdict.Policy{{Kind: "privacy", URL: "http://127.0.0.1:8080/privacy", Title: "個人情報の取り扱いについて", Form: "page", Lang: "ja", Letters: 1800}}}
	v.Markets = []verdict.Market{{Code: "jp", Configured: true, Scored: true, Data: "2026-11-01"}}
	for _, id := range []string{"tls-https-reachable", "tls-cert-valid", "tls-hsts", "tls-form-secure", "dns-mail-accepts"} {
		set(v, id, verdict.NotApplicable, "It will be judged on the public address.")
	}
	set(v, "product-description", verdict.Warn, "2 of 11 products are hardly described.",
		find("Only 9 letters describe the product.", verdict.Evidence{URL: "http://127.0.0.1:8080/商品/蜜蝋キャンドル", Snippet: "準備中です。しばらくお待ちください。", Value: "9 letters", Limit: "at least 100 letters"}),
		find("Only 12 letters describe the product.", verdict.Evidence{URL: "http://127.0.0.1:8080/%E5%95%86%E5%93%81/12", Snippet: "詳しい説明は後日掲載いたします", Value: "12 letters", Limit: "at least 100 letters"}))
	set(v, "edu-buyer-help", verdict.Unknown, "The language of the page could not be told with certainty.")
	v.Initial = verdict.Score{Stage: verdict.StageInitial, Known: true, Value: 83, Low: 74, High: 84, Coverage: 0.78, Provisional: true, Grade: "B", Raw: 83.2,
		Factors: factors(90, 88, 80, 62, 100, 85, 70, 95, 75, 80, 90, 96, 0)}
	v.Initial.Factors[12].Checks, v.Initial.Factors[12].Unknown, v.Initial.Factors[12].Coverage = 0, 1, 0
	v.Actions = []verdict.Action{{Checks: []string{"product-description"}, Title: "Describe the products", Fix: v.Rules["product-description"].Fix, Effort: 3,
		Gain: 2, RawGain: 2.4, After: 85, Grade: "A", Reaches: true, Stage: verdict.StageInitial, MatureGain: 1.4}}
	return v
}

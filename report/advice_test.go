package report

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

// mending is a shop with one fix for the check, run by a platform behind a server.
func mending(check, platform, server string) *verdict.Verdict {
	v := base("https://www.kerzen-lindner.example/", "Kerzen Lindner")
	v.Shop.Platform, v.Shop.Server = platform, server
	v.Results = append(v.Results, verdict.Result{Check: check, Status: verdict.Fail, Severity: verdict.Medium})
	v.Rules[check] = verdict.Rule{Title: "T", Fix: "F.", Stage: verdict.StageBoth}
	v.Actions = []verdict.Action{{Checks: []string{check}, Title: "F", Fix: "F.", Effort: 1, Stage: verdict.StageInitial}}
	return v
}

func firstFixOf(v *verdict.Verdict, lang string) fixView {
	return newView(v, Options{Lang: lang}, 5).Fixes[0]
}

func codeOf(f fixView) string {
	var all []string
	for _, r := range f.Ready {
		all = append(all, r.Code...)
	}
	return strings.Join(all, "\n")
}

// A setting is written as the server that answers wants it; where the makers of the shop system run the server, none is given.
func TestSettingsFitTheServer(t *testing.T) {
	for _, c := range []struct{ platform, server, want string }{
		{"", "nginx", "add_header Strict-Transport-Security"},
		{"WooCommerce", "Apache", "Header always set Strict-Transport-Security"},
		{"", "IIS", "<add name="},
		{"", "", "Strict-Transport-Security: max-age=31536000"},
		{"", "a server of our own", "Strict-Transport-Security: max-age=31536000"},
		{"Shopify", "Cloudflare", ""},
		{"Wix", "", ""},
	} {
		f := firstFixOf(mending("tls-hsts", c.platform, c.server), "en")
		got := codeOf(f)
		if !strings.HasPrefix(got, c.want) && !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s on %q: %q, want %q", c.platform, c.server, got, c.want)
		}
		if c.want == "" && (len(f.Steps) == 0 || !strings.Contains(f.Steps[0], c.platform)) {
			t.Errorf("%s: nobody is named to ask: %v", c.platform, f.Steps)
		}
	}
}

// What is set at the domain's provider is given for every shop, with its own domain.
func TestRecordsNameTheDomain(t *testing.T) {
	v := mending("dns-spf-dmarc", "Shopify", "Cloudflare")
	v.Results[len(v.Results)-1].Reason = verdict.Message{Args: map[string]any{"domains": []any{"mail.kerzen.example"}}}
	if got := codeOf(firstFixOf(v, "de")); !strings.Contains(got, `_dmarc.mail.kerzen.example.  TXT "v=DMARC1; p=none`) {
		t.Errorf("got %q", got)
	}
	if got := codeOf(firstFixOf(mending("tls-caa", "", ""), "en")); !strings.HasPrefix(got, "kerzen-lindner.example.") {
		t.Errorf("got %q", got)
	}
}

// Nothing but a host name gets into a setting that an owner may copy.
func TestNoForeignWordGetsIntoASetting(t *testing.T) {
	for _, target := range []string{"https://a.example;evil/", "https://x\n.example/", "http://127.0.0.1:8080/", "https://[::1]/", "://", "https://a b.example", "https://xn--`id`.example/"} {
		v := mending("tls-http-redirect", "", "nginx")
		v.Target, v.Base = target, target
		if got := codeOf(firstFixOf(v, "en")); !strings.Contains(got, "server_name your-shop.example www.your-shop.example;") {
			t.Errorf("%q: %s", target, got)
		}
	}
}

// What was read in the shop fills its texts where it is beyond doubt: one name, one address, a number whose form is right.
func TestTextsAreFilledWithWhatIsBeyondDoubt(t *testing.T) {
	v := mending("identity-imprint-link", "", "")
	v.Shop.Languages = []string{"de"}
	v.Shop.Identity = []verdict.Identifier{{Kind: "company", Value: "Kerzen Lindner GmbH", WellFormed: true}, {Kind: "de-vat", Value: "DE123"},
		{Kind: "de-register", Value: "HRB 1234", WellFormed: true}}
	v.Shop.Contacts = []verdict.Contact{{Kind: "email", Value: "hallo@kerzen.example"}, {Kind: "phone", Value: "+49 30 1"}, {Kind: "phone", Value: "+49 30 2"}}
	for _, id := range []string{"identity-vat-id", "identity-registration-number"} {
		v.Results = append(v.Results, verdict.Result{Check: id, Status: verdict.Pass, Duty: &verdict.Source{Title: "A law", Market: "de", Level: "must"}})
	}
	r := firstFixOf(v, "en").Ready[0]
	want := []string{"Kerzen Lindner GmbH", "[Straße und Hausnummer, Postleitzahl, Ort, Land]", "E-Mail: hallo@kerzen.example", "Telefon: [Ihre Telefonnummer mit Landesvorwahl]",
		"Registereintrag: HRB 1234", "Umsatzsteuer-Identifikationsnummer: [Ihre Umsatzsteuer-Identifikationsnummer]"}
	if !slices.Equal(r.Text, want) || r.Lang != "de" {
		t.Errorf("in %q: %q", r.Lang, r.Text)
	}
	v.Shop.Identity = append(v.Shop.Identity, verdict.Identifier{Kind: "company", Value: "Another GmbH", WellFormed: true})
	if got := firstFixOf(v, "en").Ready[0].Text[0]; !strings.HasPrefix(got, "[") {
		t.Errorf("two companies are named, and the text takes %q", got)
	}
}

// Sellers see which of the things they are usually asked to name were found.
func TestWhatSellersAreAskedToName(t *testing.T) {
	v := mending("identity-vat-id", "", "")
	v.Results[len(v.Results)-1].Duty = &verdict.Source{Title: "DDG § 5", Market: "de", Level: "must"}
	v.Results = append(v.Results,
		verdict.Result{Check: "identity-legal-name", Status: verdict.Pass, Duty: &verdict.Source{Title: "DDG § 5", Market: "de", Level: "must"}},
		verdict.Result{Check: "identity-uk-company", Status: verdict.NotApplicable, Duty: &verdict.Source{Title: "x", Market: "uk", Level: "must"}},
		verdict.Result{Check: "policy-privacy", Status: verdict.Fail, Duty: &verdict.Source{Title: "x", Market: "de", Level: "must"}})
	o := firstFixOf(v, "en").Owed
	if o == nil || len(o.Items) != 2 || o.Items[0].Mark != "✕" || o.Items[1].Mark != "✓" || !strings.Contains(o.Title, "Germany") {
		t.Fatalf("got %+v", o)
	}
	if firstFixOf(mending("identity-vat-id", "", ""), "en").Owed != nil {
		t.Error("a list of duties where no market is known")
	}
}

// A terminal shows every line of a setting whole.
func TestSettingsFitATerminal(t *testing.T) {
	for _, s := range allAdvice().Settings {
		for _, line := range strings.Split(s.Code, "\n") {
			if w := width(strings.ReplaceAll(line, "{domain}", "")); w > 72 {
				t.Errorf("%v: %d columns: %s", s.Checks, w, line)
			}
		}
	}
}

// Every text of the advice is there in every language; a text for shops in one market may be in its languages only.
func TestAdviceSpeaksEveryLanguage(t *testing.T) {
	for _, lang := range Languages() {
		for _, s := range allAdvice().Settings {
			if _, ok := s.in(lang); !ok {
				t.Errorf("%v on %q: not in %s", s.Checks, s.Server, lang)
			}
		}
		for _, x := range allAdvice().Texts {
			if text, ok := x.Title.in(lang); !ok {
				t.Errorf("%v: no title in %s: %q", x.Checks, lang, text)
			}
		}
		for slot, s := range allAdvice().Blanks {
			if _, ok := s.in(lang); !ok {
				t.Errorf("%s: no blank in %s", slot, lang)
			}
		}
	}
	for _, x := range allAdvice().Texts {
		if !x.speaks("en") {
			t.Errorf("%v: not in English", x.Checks)
		}
	}
	for _, p := range allAdvice().Platforms {
		for _, s := range p.Steps {
			if s.En == "" {
				t.Errorf("%s: %v: not in English", p.Name, s.Checks)
			}
		}
	}
}

// The first visit comes first; what only returning customers weigh has a list of its own and promises no points.
func TestThePlanIsToldByStage(t *testing.T) {
	v := mending("tls-hsts", "", "nginx")
	v.Actions[0].MatureGain = 1.26
	v.Actions = append(v.Actions, verdict.Action{Checks: []string{"service-complaints"}, Title: "Say where to complain", Effort: 1, Stage: verdict.StageMature, MatureGain: 2})
	out := newView(v, Options{}, 5)
	if out.Fixes[0].Later || !out.Fixes[1].Later || out.Returning == nil || out.Returning.Most[0].Number != 2 || out.Returning.Most[1].Gain != "+1.3 points" {
		t.Errorf("fixes %+v, returning %+v", out.Fixes, out.Returning)
	}
	html := htmlPage(t, v, Options{})
	if strings.Index(html, "For the first visit") > strings.Index(html, "For returning customers") {
		t.Error("the first visit is not first")
	}
}

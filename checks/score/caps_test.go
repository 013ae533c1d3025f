package score

import (
	"slices"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

func TestCaps(t *testing.T) {
	fail := func(id string, edit ...func(*verdict.Result, *verdict.Rule)) res {
		r := res{id: id, status: verdict.Fail, severity: verdict.Low, factor: verdict.Communication}
		if len(edit) > 0 {
			r.edit = edit[0]
		}
		return r
	}
	at := func(page, target string) func(*verdict.Result, *verdict.Rule) {
		return func(r *verdict.Result, _ *verdict.Rule) {
			r.Findings = []verdict.Finding{{Evidence: []verdict.Evidence{{URL: page, Target: target}}}}
		}
	}
	bare := func(r *verdict.Result, _ *verdict.Rule) { r.Findings = nil }
	unsure := func(r *verdict.Result, _ *verdict.Rule) { r.Confidence = verdict.Likely }
	trial := func(_ *verdict.Result, r *verdict.Rule) { r.Experimental = true }
	twice := func(r *verdict.Result, _ *verdict.Rule) { r.Reason.Args = map[string]any{"two_rounds": true} }
	observed := func(r *verdict.Result, _ *verdict.Rule) { r.Reason.Args = map[string]any{"observations": 3} }
	is := func(id string, s verdict.Status) res {
		return res{id: id, status: s, severity: verdict.Low, factor: verdict.Communication}
	}
	nobody := []res{fail("identity-legal-name"), fail("identity-postal-address"), fail("contact-channels")}
	policies := []res{fail("policy-terms"), fail("policy-returns"), fail("policy-privacy")}

	tests := []struct {
		name  string
		list  []res
		caps  []string
		limit int
	}{
		{"none", nil, nil, 100},
		{"K1: form on a plain page", []res{fail("tls-form-secure", at("http://shop.example/login", ""))}, []string{"K1"}, 20},
		{"K1: form sends in plain", []res{fail("tls-form-secure", at("https://shop.example/login", "http://shop.example/in"))}, []string{"K1"}, 20},
		{"K1 not: passwords in addresses, over https", []res{fail("tls-form-secure", at("https://shop.example/login", "https://shop.example/in"))}, nil, 100},
		{"K2", []res{fail("tls-cert-valid")}, []string{"K2"}, 25},
		{"K2: revoked", []res{fail("tls-revocation")}, []string{"K2"}, 25},
		{"K2 not: nobody said whether it was revoked", []res{is("tls-revocation", verdict.Unknown)}, nil, 100},
		{"K2 not: not sure", []res{fail("tls-cert-valid", unsure)}, nil, 100},
		{"K2 not: on trial", []res{fail("tls-cert-valid", trial)}, nil, 100},
		{"K2 not: shown only", []res{{id: "tls-cert-valid", status: verdict.Fail, severity: verdict.Info}}, nil, 100},
		{"K2 not: a shop in the making", []res{is("tls-cert-valid", verdict.NotApplicable)}, nil, 100},
		{"K2 not: unseen", []res{is("tls-cert-valid", verdict.Unknown)}, nil, 100},
		{"K3", []res{fail("reputation-list-hit")}, []string{"K3"}, 15},
		{"K4", []res{fail("payment-frame")}, []string{"K4"}, 30},
		{"K5: twice", []res{fail("nav-server-errors", twice)}, []string{"K5"}, 30},
		{"K5 not: one scan", []res{fail("nav-server-errors"), fail("tls-https-reachable")}, nil, 100},
		{"K6 with K7", nobody, []string{"K6", "K7"}, 39},
		{"K6: no number either", with(nobody, is("identity-registration-number", verdict.Warn)), []string{"K6", "K7"}, 39},
		{"K6 not: there is a number", with(nobody, is("identity-registration-number", verdict.Pass)), []string{"K7"}, 50},
		{"K6 not: there is a number, mistyped", with(nobody, is("identity-registration-number", verdict.Fail)), []string{"K7"}, 50},
		{"K6 not: the number is unseen", with(nobody, is("identity-registration-number", verdict.Unknown)), []string{"K7"}, 50},
		{"K6 not: there is an address", []res{nobody[0], nobody[2], is("identity-postal-address", verdict.Pass)}, []string{"K7"}, 50},
		{"K6 not: an address on request", []res{nobody[0], nobody[2], is("identity-postal-address", verdict.Warn)}, []string{"K7"}, 50},
		{"K7 not: one channel", []res{is("contact-channels", verdict.Warn)}, nil, 100},
		{"K8", policies, []string{"K8"}, 50},
		{"K8 not: one text is there", policies[:2], nil, 100},
		{"K8 not: one text is unseen", []res{policies[0], policies[1], is("policy-privacy", verdict.Unknown)}, nil, 100},
		{"K9", []res{fail("policy-placeholders")}, []string{"K9"}, 60},
		{"K9 not: nothing to show", []res{fail("policy-placeholders", bare)}, nil, 100},
		{"K10: two independent signs", []res{fail("identity-vat-id"), fail("identity-foreign-name")}, []string{"K10"}, 50},
		{"K10 not: two signs of one kind", []res{fail("identity-vat-id"), fail("identity-registration-number")}, nil, 100},
		{"K11", []res{fail("nav-cart-reachable")}, []string{"K11"}, 60},
		{"K12: read three times", []res{fail("integrity-countdown", observed)}, []string{"K12"}, 60},
		{"K12 not: by its code only", []res{fail("integrity-countdown")}, nil, 100},
		{"K13", []res{fail("reputation-seal-resolves")}, []string{"K13"}, 60},
		{"K14", []res{fail("payment-reversible")}, []string{"K14"}, 65},
		{"the lowest wins", with(policies, fail("policy-placeholders"), fail("tls-cert-valid")), []string{"K2", "K8", "K9"}, 25},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			// The shop is sound enough that its score without caps stays above every limit.
			s := initial(with(with(sound(), res{id: "good-help", status: verdict.Pass, factor: verdict.Communication, severity: verdict.Critical}), tt.list...)...)
			var got []string
			for _, c := range s.Caps {
				got = append(got, c.ID)
				if c.Reason.Text == "" || c.Class == "" || len(c.Checks) == 0 {
					t.Errorf("a cap without reason: %+v", c)
				}
			}
			if !slices.Equal(got, tt.caps) {
				t.Errorf("caps %v, want %v", got, tt.caps)
			}
			if tt.limit < 100 && s.Value != tt.limit || tt.limit == 100 && s.Value < 99 {
				t.Errorf("value %d of raw %v, limit %d", s.Value, s.Raw, tt.limit)
			}
		})
	}
}

func TestACapNamesWhatItRestsOn(t *testing.T) {
	s := initial(with(sound(),
		res{id: "policy-terms", status: verdict.Fail}, res{id: "policy-returns", status: verdict.Fail}, res{id: "policy-privacy", status: verdict.Fail})...)
	if want := []string{"policy-privacy", "policy-returns", "policy-terms"}; len(s.Caps) != 1 || !slices.Equal(s.Caps[0].Checks, want) {
		t.Errorf("caps: %+v", s.Caps)
	}
}

func TestCapsRestOnNothingForbidden(t *testing.T) {
	for _, id := range []string{"reputation-domain-facts", "contact-email-domain", "contact-social-real", "review-mechanism", "content-spelling", "price-all-on-sale"} {
		if slices.Contains(capped(), id) {
			t.Errorf("a cap rests on %s", id)
		}
	}
}

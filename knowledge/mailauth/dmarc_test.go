package mailauth_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/knowledge/mailauth"
)

func TestPoliciesAreTold(t *testing.T) {
	for text, want := range map[string]bool{
		"v=DMARC1; p=none": true, "v=DMARC1;p=reject": true, "v = DMARC1 ; p=none": true, "V=DMARC1; p=none": true, "v=DMARC1": true, "v=DMARC1;": true,
		"v=dmarc1; p=none": false, "v=DMARC1 p=none": false, "v=DMARC2; p=none": false, "p=none; v=DMARC1": false, " v=DMARC1; p=none": false, "v=spf1 -all": false,
		"v=DMARC10; p=none": false, "": false,
	} {
		if got := len(mailauth.Policies([]string{text, "x"})) == 1; got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	for text, want := range map[string]bool{
		"v=DMARC1 p=none": true, "v=dmarc1; p=none": true, " v=DMARC1; p=reject": true, `"v=DMARC1; p=none"`: true, "DMARC1; p=none": true, "p=reject": true,
		"v=DMARC1; p=none": false, "v=spf1 -all": false, "": false,
	} {
		if got := mailauth.PolicyLike([]string{text}) != ""; got != want {
			t.Errorf("meant as DMARC, %q: %v", text, got)
		}
	}
}

func TestParsePolicy(t *testing.T) {
	const none, quarantine, reject = mailauth.None, mailauth.Quarantine, mailauth.Reject
	for record, want := range map[string]mailauth.DMARC{
		"v=DMARC1; p=none":                               {Policy: none, Percent: 100},
		"v=DMARC1;p=QUARANTINE;":                         {Policy: quarantine, Percent: 100},
		"v=DMARC1 ; p = reject ; ":                       {Policy: reject, Percent: 100},
		"v=DMARC1; p=none; rua=mailto:d@candles.example": {Policy: none, Percent: 100},
		"v=DMARC1; p=quarantine; sp=reject; np=reject; adkim=s; aspf=r; pct=25; fo=1:d:s; ri=86400": {Policy: quarantine, Sub: reject, NoneSuch: reject, Percent: 25},
		"v=DMARC1; rua=mailto:a@x.example; p=reject; pct=0":                                         {Policy: reject, Percent: 0},
		"v=DMARC1; p=reject; t=y":        {Policy: reject, Percent: 100, Testing: true},
		"v=DMARC1; p=reject; t=n; psd=n": {Policy: reject, Percent: 100},
		// What is unknown or cannot be read is passed over (section 6.3) …
		"v=DMARC1; p=reject; pct=101":                {Policy: reject, Percent: 100},
		"v=DMARC1; p=reject; pct=-1; pct=5":          {Policy: reject, Percent: 100},
		"v=DMARC1; p=reject; pct=many; new=1;; junk": {Policy: reject, Percent: 100},
		"v=DMARC1; p=reject; np=never":               {Policy: reject, Percent: 100},
		"v=DMARC1; p=reject; p=none":                 {Policy: reject, Percent: 100},
		// … but for the policies: then it is "none" where reports are asked for, and else nothing (section 6.6.3, step 6).
		"v=DMARC1":                      {Percent: 100},
		"v=DMARC1; p=":                  {Percent: 100},
		"v=DMARC1; p=block":             {Percent: 100},
		"v=DMARC1; p=block; rua=mailto": {Percent: 100},
		"v=DMARC1; p=block; rua=mailto:a@x.example":          {Policy: none, Percent: 100},
		"v=DMARC1; rua= x , mailto:a@x.example!10m":          {Policy: none, Percent: 100},
		"v=DMARC1; p=reject; sp=off":                         {Percent: 100},
		"v=DMARC1; p=reject; sp=off; rua=mailto:a@x.example": {Policy: none, Percent: 100},
	} {
		if got := mailauth.ParsePolicy(record); got != want {
			t.Errorf("%q: %+v, want %+v", record, got, want)
		}
	}
}

func TestShare(t *testing.T) {
	for _, tt := range []struct {
		record    string
		subdomain bool
		policy    mailauth.Policy
		share     int
	}{
		{"v=DMARC1; p=none", false, "none", 0},
		{"v=DMARC1; p=none; sp=reject", false, "none", 0},
		{"v=DMARC1; p=none; sp=reject", true, "reject", 100},
		{"v=DMARC1; p=reject; sp=none", true, "none", 0},
		{"v=DMARC1; p=quarantine", true, "quarantine", 100},
		{"v=DMARC1; p=quarantine; pct=40", false, "quarantine", 40},
		{"v=DMARC1; p=quarantine; pct=0", false, "quarantine", 0},
		{"v=DMARC1; p=reject; pct=0", false, "reject", 100},  // what is not rejected is quarantined (section 6.6.4)
		{"v=DMARC1; p=reject; pct=10", false, "reject", 100}, //
		{"v=DMARC1; p=quarantine; t=y", false, "quarantine", 0},
		{"v=DMARC1; p=reject; t=y", false, "reject", 100},
	} {
		d := mailauth.ParsePolicy(tt.record)
		if p := d.For(tt.subdomain); p != tt.policy || d.Share(p) != tt.share {
			t.Errorf("%q, subdomain %v: %s for %d %%", tt.record, tt.subdomain, p, d.Share(p))
		}
	}
}

func FuzzDMARC(f *testing.F) {
	for _, s := range []string{"v=DMARC1; p=none", "v=DMARC1;p=reject;sp=;pct=;rua=,:,", "v=DMARC1;=;p", "v=DMARC1; p=reject; pct=99999999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, record string) {
		list := []string{record}
		if len(mailauth.Policies(list)) == 1 && mailauth.PolicyLike(list) != "" {
			t.Errorf("%q is one and is none", record)
		}
		d := mailauth.ParsePolicy(record)
		for _, p := range []mailauth.Policy{d.Policy, d.Sub, d.NoneSuch} {
			if p != "" && !strings.Contains(" none quarantine reject ", " "+string(p)+" ") || d.Share(p) < 0 || d.Share(p) > 100 {
				t.Errorf("%q: %+v", record, d)
			}
		}
	})
}

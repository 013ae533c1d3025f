package report

import (
	"fmt"
	"math"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// attacks are strings that a hostile shop could put into its pages.
var attacks = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `javascript:alert(1)`, `' onmouseover='alert(1)`, `</style><script>1</script>`,
	`</title><svg onload=alert(1)>`, "\x1b[31mred\x1b[0m\x1b]0;title\x07", "\u202egnp.exe\u202c", "\u2066isolated\u2069", "a\x00b\r\nc\u0085d",
	`{{.Shop}} {value} {n}`, `<!-- --><base href=//evil.example>`, "=HYPERLINK(\"http://evil.example\")", "Z" + strings.Repeat("\u0301", 5000),
	`data:text/html,<script>1</script>`, "http://user@evil.example:80\\@shop.example/", "\xff\xfe broken utf-8", strings.Repeat("漢字", 400),
}

// hostileShop has an attack in every field, 1 MB strings and 10 000 findings of one check. It is not kept as JSON because of its size.
func hostileShop() *verdict.Verdict {
	n, long := 0, strings.Repeat("A", 1<<20)
	next := func() string {
		n++
		if n%23 == 0 {
			return long
		}
		return attacks[n%len(attacks)] + fmt.Sprint(n)
	}
	m := func() verdict.Message { return verdict.Message{Key: next(), Text: next()} }
	v := &verdict.Verdict{Schema: 1, Version: next(), Ruleset: next(), Target: next(), Base: next(), Rules: map[string]verdict.Rule{}}
	v.Crawl = verdict.Crawl{Stop: next(), Obstacle: next(), Profile: next(), Seconds: -1, Pages: -1, Skipped: map[string]int{next(): 1 << 60},
		LookGaps: []verdict.Message{m()}, MedianTTF: 1e300}
	for i, status := range []verdict.Status{verdict.Fail, verdict.Warn, verdict.Unknown, verdict.Broken, verdict.Pass, verdict.Fail} {
		id := next()
		r := verdict.Result{Check: id, Status: status, Severity: verdict.Severity(next()), Confidence: verdict.Confidence(next()), Reason: m(), Total: 3,
			Duty: &verdict.Source{Title: next(), Market: next(), From: next(), Level: next(), URL: next()}}
		count := 3
		if i == 0 {
			count, r.Total = 10_000, 25_000
		}
		for range count {
			r.Findings = append(r.Findings, verdict.Finding{Message: m(), Fingerprint: attacks[0], Evidence: []verdict.Evidence{{URL: next(), Target: next(),
				Selector: attacks[1], Header: attacks[2], Snippet: attacks[3], Value: attacks[7], Limit: attacks[6]}, {URL: "https://ok.example/" + attacks[i]}}})
		}
		v.Results = append(v.Results, r)
		v.Rules[id] = verdict.Rule{Title: next(), Why: next(), Fix: next(), Factor: verdict.Factor(next()), Sources: []verdict.Source{{Title: next(), URL: "javascript:alert(2)"}}}
	}
	hostileScore(v, next, m)
	for range 200 {
		v.Notes = append(v.Notes, m())
		v.Shop.Policies = append(v.Shop.Policies, verdict.Policy{Kind: next(), URL: next(), Title: next(), Form: next(), Lang: next(), Hollow: next()})
		v.Shop.Contacts = append(v.Shop.Contacts, verdict.Contact{Kind: next(), Value: next(), URL: next()})
		v.Shop.Identity = append(v.Shop.Identity, verdict.Identifier{Kind: next(), Value: next(), Country: next(), URL: next()})
		v.Shop.Payments = append(v.Shop.Payments, verdict.Payment{Name: next(), URL: next(), From: next()})
	}
	for range 50 {
		c := verdict.Connection{Host: next(), Roles: []string{next()}, Address: next(), Fault: next(), Version: next(), Cipher: next(), KeyExchange: next(), ALPN: next(),
			Resumes: next(), Stapled: next(), Certificate: &verdict.Certificate{Subject: next(), Issuer: next(), Key: next(), Bits: -1, Signature: next()}}
		for range 300 {
			c.Accepts, c.Refuses, c.NotTested = append(c.Accepts, next()), append(c.Refuses, next()), append(c.NotTested, next())
			c.WeakSuites, c.Suites, c.KeyExchanges = append(c.WeakSuites, next()), append(c.Suites, next()), append(c.KeyExchanges, next())
			c.Certificate.Names = append(c.Certificate.Names, next())
		}
		v.Connections = append(v.Connections, c)
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), -1e300, 1e300, 0, 1e-300} {
		p := &verdict.Phases{N: -1, DNS: x, Connect: -x, TLS: x, Wait: x * x, Receive: 1e-9, Total: x, Min: x, Max: -x}
		v.Timings = append(v.Timings, verdict.Timing{Role: next(), URL: next(), N: 1 << 60, Silent: 1 << 60, First: p, Cold: p, Warm: p})
	}
	v.Shop.Name, v.Shop.NameURL, v.Shop.Platform, v.Shop.PlatformBy = attacks[0]+attacks[7], attacks[2], attacks[5], attacks[6]
	v.Shop.Languages, v.Shop.Roles = []string{next(), next()}, map[string]int{next(): 3}
	v.LibraryData = next()
	return v
}

func hostileScore(v *verdict.Verdict, next func() string, m func() verdict.Message) {
	v.Initial = verdict.Score{Known: true, Value: 1 << 40, Low: -500, High: 1 << 50, Coverage: 7, Grade: attacks[0], Raw: -1e18, Deduction: -4}
	for range 3 {
		v.Initial.Factors = append(v.Initial.Factors, verdict.FactorScore{Factor: verdict.Factor(next()), Name: next(), Weight: 1e9, Mark: 1e12, Checks: 1})
		v.Initial.Caps = append(v.Initial.Caps, verdict.Cap{ID: next(), Class: next(), Reason: m(), Checks: []string{next(), v.Results[0].Check}})
		v.Actions = append(v.Actions, verdict.Action{Checks: []string{v.Results[0].Check, next()}, Title: next(), Fix: next(), Grade: next(), After: -1 << 40, Reaches: true, MatureGain: 1e300})
		v.Verify = append(v.Verify, verdict.Verification{Check: next(), Title: next(), Why: m(), Gain: 2})
		v.Markets = append(v.Markets, verdict.Market{Code: next(), Reasons: []string{next()}, Data: next()})
	}
}

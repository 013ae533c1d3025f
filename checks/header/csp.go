package header

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const (
	fieldCSP    = "Content-Security-Policy"
	fieldReport = "Content-Security-Policy-Report-Only"
)

// CSP reads the content security policy of the home page and the checkout, from header and meta element. Of several policies browsers
// obey all, so one that is strict is enough.
var CSP = checks.Site(checks.Meta{
	ID:    "header-csp",
	Title: "Browsers are told which scripts may run in the shop",
	Why:   "Skimmers steal card data by slipping a script into a shop; a content security policy makes the browser refuse scripts that the shop did not name.",
	Fix: "Send a Content-Security-Policy header with a script-src that names your own script sources and has neither 'unsafe-inline' nor *. Begin " +
		"with Content-Security-Policy-Report-Only to see what it would block. On hosted shop systems, ask the provider.",
	Effort: 8,
	Messages: map[string]string{
		"strict":         "The pages looked at limit by policy which scripts may run: {seen}",
		"open":           "Pages looked at that do not limit which scripts may run: {bad} of {seen}",
		"unclear":        "The header fields of the home page were not seen",
		"absent":         "No Content-Security-Policy is sent",
		"report-only":    "The policy only reports and blocks nothing (report-only)",
		"unsafe-inline":  "The policy allows any script that stands in the page itself ('unsafe-inline')",
		"wildcard":       "The policy allows scripts from everywhere",
		"no-script-rule": "The policy says nothing about scripts (neither script-src nor default-src)",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{
		{Title: "W3C, Content Security Policy Level 3", URL: "https://www.w3.org/TR/CSP3/"},
		{Title: "OWASP Content Security Policy Cheat Sheet", URL: "https://cheatsheetseries.owasp.org/cheatsheets/Content_Security_Policy_Cheat_Sheet.html"},
	},
	Needs: snapshot.HavePages, Public: true, Since: "0.1",
}, struct{}{}, judgeCSP)

func judgeCSP(in *checks.Input, _ struct{}) checks.Outcome {
	if in.Site.Home == nil {
		return checks.Unknown(checks.Msg("unclear"))
	}
	var findings []verdict.Finding
	seen := 0
	for _, p := range append([]*snapshot.Page{in.Site.Home}, in.Site.ByRole(facts.RoleCheckout)...) {
		header, ok := fields(in, p)
		if !ok {
			continue
		}
		seen++
		if key, value := cspFault(header, p); key != "" {
			findings = append(findings, checks.Find(checks.Msg(key), verdict.Evidence{
				URL: in.Site.URL(p), Header: fieldCSP, Value: value, Limit: "an enforced script-src without 'unsafe-inline' and *"}))
		}
	}
	var o checks.Outcome
	switch {
	case seen == 0:
		return checks.Unknown(checks.Msg("unclear"))
	case len(findings) > 0:
		o = checks.Warn(checks.Msg("open", "bad", len(findings), "seen", seen), findings...)
	default:
		o = checks.Pass(checks.Msg("strict", "seen", seen))
	}
	o.Seen = seen
	return o
}

// fields returns the header fields of a page, and whether they were kept in full: for most pages only a few are. The home page was also
// read when the shop was entered. A page that has the field itself or a Date, which servers send with every answer (RFC 9110 §6.6.1),
// was kept in full.
func fields(in *checks.Input, p *snapshot.Page) (map[string][]string, bool) {
	hops := []*snapshot.Hop{p.Exchange.Last()}
	if p == in.Site.Home {
		for i := range in.Snap.Entry {
			if ex := &in.Snap.Entry[i]; snapshot.Key(ex.Final()) == snapshot.Key(in.Site.URL(p)) {
				hops = append(hops, ex.Last())
			}
		}
	}
	for _, h := range hops {
		if h != nil && (len(h.Header["Date"]) > 0 || len(h.Header[fieldCSP]) > 0 || len(h.Header[fieldReport]) > 0) {
			return h.Header, true
		}
	}
	return nil, len(metaPolicies(p)) > 0
}

func metaPolicies(p *snapshot.Page) []string {
	var list []string
	for _, m := range p.Meta {
		if m.Name == "content-security-policy" {
			list = append(list, m.Content)
		}
	}
	return list
}

// cspFault says by a message key why the policies of a page do not hold scripts back, with the policy; "" when they do.
func cspFault(header map[string][]string, p *snapshot.Page) (key, value string) {
	raw := append(append([]string{}, header[fieldCSP]...), metaPolicies(p)...)
	policies := parsePolicies(raw)
	if len(policies) == 0 {
		if report := header[fieldReport]; len(report) > 0 {
			return "report-only", strings.Join(report, ", ")
		}
		return "absent", ""
	}
	for _, one := range policies {
		weak := one.weakness()
		if weak == "" {
			return "", ""
		}
		// The fault of a policy that does speak of scripts says more than that of one that does not.
		if key == "" || key == "no-script-rule" {
			key = weak
		}
	}
	return key, strings.Join(raw, ", ")
}

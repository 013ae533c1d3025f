package header

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// FrameGuard looks at the pages on which a customer has something to lose. A shop that is meant to be embedded names those who may, and passes.
// What other pages are sent with says nothing about these, so where none of them was read nothing is said.
var FrameGuard = checks.Site(checks.Meta{
	ID:    "header-frame-guard",
	Title: "Other sites cannot put the sign-in and checkout pages into a frame",
	Why:   "A page in an invisible frame lets another site steal a customer's clicks: they believe they press its button and press the shop's.",
	Fix: "Send the header Content-Security-Policy: frame-ancestors 'self' with the sign-in, account, cart and checkout pages. Where others are meant to " +
		"embed them, name those sites after it. X-Frame-Options: SAMEORIGIN does the same for old browsers.",
	Effort: 1,
	Messages: map[string]string{
		"guarded":    "Pages for sign-in, account, cart and checkout that other sites cannot put into a frame: {seen}",
		"open":       "Pages for sign-in, account, cart and checkout that any site can put into a frame: {bad} of {seen}",
		"unclear":    "No page for sign-in, account, cart or checkout was read with its header fields",
		"absent":     "The page is sent with neither frame-ancestors nor X-Frame-Options",
		"everywhere": "The policy's frame-ancestors lets every site put the page into a frame",
		"allow-from": "X-Frame-Options says ALLOW-FROM, which browsers no longer know and pass over",
		"invalid":    "X-Frame-Options has a value that browsers do not know and pass over",
		"meta":       "The rule on frames stands in the page itself (meta), where browsers pass over it",
		"reporting":  "The rule on frames only reports and blocks nothing (report-only)",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "W3C, Content Security Policy Level 3, frame-ancestors", URL: "https://www.w3.org/TR/CSP3/#directive-frame-ancestors"},
		{Title: "HTML Standard, the X-Frame-Options header", URL: "https://html.spec.whatwg.org/multipage/document-lifecycle.html#the-x-frame-options-header"},
		{Title: "OWASP Clickjacking Defense Cheat Sheet", URL: "https://cheatsheetseries.owasp.org/cheatsheets/Clickjacking_Defense_Cheat_Sheet.html"},
	},
	Needs: snapshot.HavePages, Public: true, Since: "0.1",
}, struct{}{}, judgeFrameGuard)

func judgeFrameGuard(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	seen := 0
	for p := range in.Site.Each(guarded(in)) {
		header, _ := fields(in, p)
		seen++
		if f, open := frameFault(header, p); open {
			findings = append(findings, checks.Find(checks.Msg(f.key), verdict.Evidence{
				URL: in.Site.URL(p), Header: f.field, Value: quote(f.text), Limit: "frame-ancestors, or X-Frame-Options DENY or SAMEORIGIN"}))
		}
	}
	var o checks.Outcome
	switch {
	case seen == 0:
		return checks.Unknown(checks.Msg("unclear"))
	case len(findings) > 0:
		o = checks.Warn(checks.Msg("open", "bad", len(findings), "seen", seen), findings...)
	default:
		o = checks.Pass(checks.Msg("guarded", "seen", seen))
	}
	o.Seen = seen
	return o
}

// frameFault says why any site may put a page into a frame. A frame-ancestors in any policy makes browsers pass over
// X-Frame-Options (CSP Level 3 §6.4.2.2); of several all hold.
func frameFault(header map[string][]string, p *snapshot.Page) (f fault, open bool) {
	ruled := false
	for _, one := range headerPolicies(header[fieldCSP]) {
		d, ok := one.rules["frame-ancestors"]
		if !ok {
			continue
		}
		ruled = true
		if !d.from(everywhere) {
			return f, false
		}
		f = fault{"everywhere", fieldCSP, d.text}
	}
	if ruled {
		return f, true
	}
	values, blocked := frameOptions(header[fieldFrame])
	if blocked {
		return f, false
	}
	return unguarded(header, p, values), true
}

// frameOptions reads X-Frame-Options by the HTML standard: of values that contradict each other browsers block the frame once one of them is
// known, and a lone unknown value they pass over.
func frameOptions(list []string) (values []string, blocked bool) {
	distinct, known := map[string]bool{}, false
	for v := range strings.SplitSeq(strings.Join(list, ","), ",") {
		v = strings.ToLower(strings.TrimSpace(v))
		if v == "" && len(list) == 0 {
			continue
		}
		if !distinct[v] {
			values = append(values, v)
		}
		distinct[v] = true
		known = known || v == "deny" || v == "sameorigin" || v == "allowall"
	}
	if len(distinct) > 1 {
		return values, known
	}
	return values, distinct["deny"] || distinct["sameorigin"]
}

// unguarded says why there is no guard.
func unguarded(header map[string][]string, p *snapshot.Page, values []string) fault {
	switch {
	case len(values) > 0 && strings.HasPrefix(values[0], "allow-from"):
		return fault{"allow-from", fieldFrame, strings.Join(header[fieldFrame], ", ")}
	case len(values) > 0:
		return fault{"invalid", fieldFrame, strings.Join(header[fieldFrame], ", ")}
	}
	for _, one := range headerPolicies(header[fieldReport]) {
		if d, ok := one.rules["frame-ancestors"]; ok {
			return fault{"reporting", fieldReport, d.text}
		}
	}
	for _, content := range metas(p, "content-security-policy") {
		if d, ok := parsePolicy(content).rules["frame-ancestors"]; ok {
			return fault{"meta", fieldCSP + " (meta)", d.text}
		}
	}
	if content := metas(p, "x-frame-options"); len(content) > 0 {
		return fault{"meta", fieldFrame + " (meta)", content[0]}
	}
	return fault{"absent", fieldFrame, "not sent"}
}

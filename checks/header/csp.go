package header

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CSP reads the content security policy of the home page and the checkout, from header and meta element. Of several policies browsers
// obey all, so what one of them forbids is forbidden.
var CSP = checks.Site(checks.Meta{
	ID:    "header-csp",
	Title: "Browsers are told which scripts may run in the shop",
	Why:   "Skimmers steal card data by slipping a script into a shop; a content security policy makes the browser refuse scripts that the shop did not name.",
	Fix: "Send a Content-Security-Policy header with a script-src that names your own script sources and has neither 'unsafe-inline' nor *. Begin " +
		"with Content-Security-Policy-Report-Only to see what it would block. On hosted shop systems, ask the provider.",
	Effort: 8,
	Messages: map[string]string{
		"strict":             "The pages looked at limit by policy which scripts may run: {seen}",
		"strict-notes":       "The pages looked at limit by policy which scripts may run: {seen}. What could still be tightened: {notes}",
		"open":               "Pages looked at that do not limit which scripts may run: {bad} of {seen}",
		"unclear":            "The header fields of the home page were not seen",
		"absent":             "No Content-Security-Policy is sent",
		"report-only":        "The policy only reports and blocks nothing (report-only)",
		"unsafe-inline":      "The policy allows any script that stands in the page itself ('unsafe-inline')",
		"unsafe-inline-attr": "The policy allows any script in attributes such as onclick ('unsafe-inline')",
		"wildcard":           "The policy allows scripts from everywhere",
		"data":               "The policy allows any script that is written into an address (data:)",
		"no-script-rule":     "The policy says nothing about scripts (neither script-src nor default-src)",
		"void":               "Browsers pass over the policy's rule on scripts: it holds characters that are not plain ASCII",
		"nonce-repeated":     "The policy's nonce, which must be new with every answer, is the same on several pages",
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
	repeated := repeatedNonces(in)
	var findings []verdict.Finding
	var notes []string
	seen, bad := 0, 0
	for p := range in.Site.Each(append([]*snapshot.Page{in.Site.Home}, in.Site.ByRole(facts.RoleCheckout)...)) {
		list, report, ok := policiesOf(in, p)
		if !ok {
			continue
		}
		seen++
		faults := scriptFaults(list)
		switch {
		case len(list) == 0 && len(report) > 0:
			faults = []fault{{"report-only", fieldReport, report[0]}}
		case len(list) == 0:
			faults = []fault{{"absent", fieldCSP, "not sent"}}
		case len(faults) == 0:
			faults = repeatedIn(list, repeated)
		}
		hints := hintsOf(list)
		if len(faults) == 0 {
			notes = merge(notes, append(tighter(list), hints...))
			continue
		}
		bad++
		for _, f := range faults {
			findings = append(findings, f.finding(in.Site.URL(p), hints))
			hints = nil // said once of a page
		}
	}
	return cspOutcome(seen, bad, notes, findings)
}

func cspOutcome(seen, bad int, notes []string, findings []verdict.Finding) checks.Outcome {
	var o checks.Outcome
	switch {
	case seen == 0:
		return checks.Unknown(checks.Msg("unclear"))
	case bad > 0:
		o = checks.Warn(checks.Msg("open", "bad", bad, "seen", seen), findings...)
	case len(notes) > 0:
		o = checks.Pass(checks.Msg("strict-notes", "seen", seen, "notes", notes))
	default:
		o = checks.Pass(checks.Msg("strict", "seen", seen))
	}
	o.Seen = seen
	return o
}

// policiesOf returns the enforced policies of a page and the fields that only report, and whether its header fields were seen. A meta element
// that limits scripts is enough by itself: a header could only add to it.
func policiesOf(in *checks.Input, p *snapshot.Page) (list []policy, report []string, ok bool) {
	header, ok := fields(in, p)
	meta := metaPolicies(metas(in.Site.Read(p), "content-security-policy"))
	if !ok && (len(meta) == 0 || len(scriptFaults(meta)) > 0) {
		return nil, nil, false
	}
	return append(headerPolicies(header[fieldCSP]), meta...), header[fieldReport], true
}

// fault is what is wrong with a header field: the key of its message, and the field with the part of it that is meant.
type fault struct{ key, field, text string }

// finding tells of a fault in the policies of a page, with what else is odd in them.
func (f fault) finding(page string, hints []string) verdict.Finding {
	evidence := []verdict.Evidence{{URL: page, Header: f.field, Value: quote(f.text), Limit: "an enforced script-src without 'unsafe-inline', data: and *"}}
	if len(hints) > 0 {
		evidence = append(evidence, verdict.Evidence{URL: page, Header: f.field, Value: quote("also: " + strings.Join(hints, "; "))})
	}
	return checks.Find(checks.Msg(f.key), evidence...)
}

// ways are the ways in, the worst first. A policy without the rule leaves every one open.
var ways = []struct {
	key  string
	rule func(*policy) (directive, bool)
	open func(directive) bool
}{
	{"unsafe-inline", (*policy).elements, directive.inline},
	{"unsafe-inline-attr", (*policy).attributes, directive.inline},
	{"wildcard", (*policy).elements, func(d directive) bool { return d.from(everywhere) }},
	{"data", (*policy).elements, func(d directive) bool { return d.from(isData) }},
}

// scriptFaults lists the ways in that all policies together leave open; none when there is no policy.
func scriptFaults(list []policy) []fault {
	ruled := false
	for i := range list {
		if list[i].noScripts() {
			return nil
		}
		_, ok := list[i].elements()
		ruled = ruled || ok
	}
	if len(list) == 0 {
		return nil
	}
	if !ruled {
		return []fault{unruled(list)}
	}
	var faults []fault
	for _, w := range ways {
		f, open := leftOpen(list, w.rule, w.open)
		// An attribute's rule that is the elements' rule was told with it.
		if f.key = w.key; open && !(w.key == "unsafe-inline-attr" && len(faults) > 0 && faults[0].text == f.text) {
			faults = append(faults, f)
		}
	}
	return faults
}

// leftOpen reports whether every policy leaves a way open, with the first rule that does so in words.
func leftOpen(list []policy, rule func(*policy) (directive, bool), open func(directive) bool) (f fault, all bool) {
	for i := range list {
		d, ok := rule(&list[i])
		switch {
		case ok && !open(d):
			return f, false
		case ok && f.text == "":
			f.text, f.field = d.text, list[i].field
		}
	}
	if f.field == "" {
		f.text, f.field = strings.Join(list[0].names, "; "), list[0].field
	}
	return f, true
}

// unruled is the fault of policies that do not speak of scripts.
func unruled(list []policy) fault {
	for i := range list {
		for _, name := range list[i].void {
			if name == "default-src" || strings.HasPrefix(name, "script-src") {
				return fault{"void", list[i].field, name}
			}
		}
	}
	return fault{"no-script-rule", list[0].field, strings.Join(list[0].names, "; ")}
}

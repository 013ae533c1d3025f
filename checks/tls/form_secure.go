package tls

import (
	"net/netip"
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// FormSecure looks how forms for passwords, card data and postal addresses are served and sent. A form without an address of its own
// that says neither get nor post is usually sent by a script, which cannot be seen here; it is then left out.
var FormSecure = checks.Site(checks.Meta{
	ID:     "tls-form-secure",
	Title:  "Forms for passwords, cards and addresses are sent encrypted",
	Why:    "What a buyer types into a form that is not encrypted can be read by anybody on the way, and what is sent as part of an address stays in histories and logs.",
	Fix:    "Change the form so that its page and the address it sends to both start with https://, and that it is sent with the method POST.",
	Effort: 3,
	Messages: map[string]string{
		"all-safe":  "Every form for passwords, cards or postal addresses on the pages read is served and sent encrypted: {seen}",
		"not-safe":  "Forms for passwords, cards or postal addresses that are not sent safely: {bad} of {seen}",
		"none":      "No form for passwords, cards or postal addresses stands on the pages read",
		"by-script": "The forms for such data seem to be sent by a script, which cannot be followed without a browser",
		"http-page": "A form that asks for {what} stands on a page that is not encrypted",
		"http-send": "A form that asks for {what} sends it without encryption",
		"by-get":    "A form that asks for {what} sends it as part of the address (method GET)",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Critical,
	Sources: []verdict.Source{
		{Title: "PCI DSS v4, requirement 4: strong cryptography during transmission", URL: "https://www.pcisecuritystandards.org/document_library/"},
		{Title: "W3C, Secure Contexts", URL: "https://www.w3.org/TR/secure-contexts/"},
	},
	Needs: snapshot.HavePages, Public: true, Since: "0.1",
}, struct{}{}, judgeFormSecure)

func judgeFormSecure(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	known := map[string]bool{} // forms of the frame stand on every page
	seen, byScript, sure := 0, 0, verdict.Likely
	for _, p := range in.Site.Pages {
		if !p.HasForms() {
			continue
		}
		at := in.Site.URL(p)
		in.Site.Read(p)
		for i := range p.Forms {
			f := &p.Forms[i]
			what := facts.AsksFor(f)
			key := formKey(in.Snap, at, what, f)
			if what == "" || known[key] {
				continue
			}
			known[key] = true
			fault := formFault(in.Site, p, f, at)
			if fault == formScript {
				byScript++
				continue
			}
			seen++
			if fault == "" {
				continue
			}
			if !upgradedByHSTS(in.Snap, f, at) {
				sure = verdict.Sure
			}
			findings = append(findings, checks.Find(checks.Msg(string(fault), "what", what), verdict.Evidence{
				URL: at, Target: f.Action, Selector: "form", Snippet: f.Submit, Value: strings.ToUpper(f.Method), Limit: "https and POST"}))
		}
	}
	var o checks.Outcome
	switch {
	case len(findings) > 0:
		o = checks.Fail(checks.Msg("not-safe", "bad", len(findings), "seen", seen), findings...)
		o.Confidence = sure
	case seen > 0:
		o = checks.Pass(checks.Msg("all-safe", "seen", seen))
	case byScript > 0:
		o = checks.Unknown(checks.Msg("by-script"))
	default:
		o = checks.NotApplicable(checks.Msg("none"))
	}
	o.Seen = seen
	return o
}

// fault is what is wrong with how a form is sent: a message key, "" for nothing.
type fault string

const (
	formHTTPPage fault = "http-page"
	formHTTPSend fault = "http-send"
	formByGet    fault = "by-get"
	formScript   fault = "by-script" // cannot be told
)

func formFault(site *facts.Site, p *snapshot.Page, f *snapshot.Form, at string) fault {
	switch {
	case overHTTP(site.Snap, at):
		return formHTTPPage
	case f.Method == "dialog" || strings.HasPrefix(strings.ToLower(f.Action), "javascript:"):
		return formScript
	case overHTTP(site.Snap, f.Action) && !upgrades(site, p):
		return formHTTPSend
	case f.Method == "post":
		return ""
	case p.Scripts > 0: // many forms name an address that is for visitors without scripts, and are sent by a script
		return formScript
	default:
		return formByGet
	}
}

// formKey tells forms apart: the same form in the frame of many pages is one, unless the page itself makes the difference.
func formKey(snap *snapshot.Snapshot, at, what string, f *snapshot.Form) string {
	action := f.Action
	if snapshot.Key(action) == snapshot.Key(at) || overHTTP(snap, at) {
		action = at
	}
	return what + " " + f.Method + " " + action
}

// upgradedByHSTS reports whether browsers that keep to the shop's own Strict-Transport-Security turn the form's address into https by
// themselves. The fault stays one, but a cap of the score must not rest on it.
func upgradedByHSTS(snap *snapshot.Snapshot, f *snapshot.Form, at string) bool {
	ex := homeEntry(snap)
	u, err := url.Parse(f.Action)
	if ex == nil || err != nil || overHTTP(snap, at) {
		return false
	}
	age, state := parseHSTS(field(ex.Last(), "Strict-Transport-Security"))
	if _, err := netip.ParseAddr(u.Hostname()); err == nil || state < hstsOK || age == 0 {
		return false // browsers keep no such memory for bare addresses (RFC 6797 §8.1.1)
	}
	host := home(snap).Hostname()
	return strings.EqualFold(u.Hostname(), host) || state == hstsSubdomains && strings.HasSuffix(u.Hostname(), "."+host)
}

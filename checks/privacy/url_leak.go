package privacy

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// URLLeak looks at how forms that ask for an e-mail address or a telephone number are sent: by GET, what visitors enter stands in the address of the next page,
// and from there in histories, logs and with whom that page reports to. Forms are read, never sent. A form that scripts may send in another way only warns, and
// one without an address says nothing.
var URLLeak = checks.Site(checks.Meta{
	ID:     "privacy-url-leak",
	Title:  "What visitors enter does not stand in addresses",
	Why:    "Addresses are kept in browsers and logs and are passed on to other sites. An e-mail address or a telephone number in them gets to people it was not meant for.",
	Fix:    "Ask whoever looks after your theme to have these forms sent by POST (method=\"post\"): what visitors enter then stays out of addresses.",
	Effort: 1,
	Messages: map[string]string{
		"none":  "No form that asks for an e-mail address or a telephone number was seen",
		"safe":  "Forms that ask for an e-mail address or a telephone number keep it out of addresses: {seen}",
		"found": "Forms that put an e-mail address or a telephone number into the address of the next page: {bad} of {seen}",
		"form":  "This form asks for {what} and puts it into the address of the next page (sent by GET)",
		"mute":  "How these forms are sent is up to scripts: {seen}",
	},
	Factor: verdict.Privacy, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "W3C TAG, Good Practices for Capability URLs: what stands in addresses becomes known", URL: "https://www.w3.org/TR/capability-urls/"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeURLLeak)

func judgeURLLeak(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	met := map[string]bool{}
	seen, mute, sure := 0, 0, false
	var findings []verdict.Finding
	for _, p := range site.Pages {
		if !p.HasForms() {
			continue
		}
		at := site.URL(p)
		site.Read(p)
		for i := range p.Forms {
			f := &p.Forms[i]
			what := personal(f)
			key := what + " " + f.Action
			if what == "" || met[key] {
				continue
			}
			met[key] = true
			switch {
			case byScript(f, at, p.Scripts) && !addressed(site, p, f):
				mute++
				continue
			case f.Method == "get":
				sure = sure || p.Scripts == 0
				findings = append(findings, checks.Find(checks.Msg("form", "what", what), verdict.Evidence{URL: at, Target: f.Action, Selector: "form", Snippet: f.Submit, Value: "GET", Limit: "POST"}))
			}
			seen++
		}
	}
	switch bad := len(findings); {
	case bad > 0 && sure:
		return checks.Fail(checks.Msg("found", "bad", bad, "seen", seen), findings...)
	case bad > 0:
		o := checks.Warn(checks.Msg("found", "bad", bad, "seen", seen), findings...)
		o.Confidence = verdict.Likely
		return o
	case seen > 0:
		return checks.Pass(checks.Msg("safe", "seen", seen))
	case mute > 0:
		return checks.Unknown(checks.Msg("mute", "seen", mute))
	default:
		return checks.NotApplicable(checks.Msg("none"))
	}
}

// byScript reports whether a form cannot be sent without scripts: it has no address but that of its page, which runs some.
func byScript(f *snapshot.Form, at string, scripts int) bool {
	action, _, _ := strings.Cut(f.Action, "#")
	own := action == "" || snapshot.Key(action) == snapshot.Key(at)
	return f.Method == "dialog" || strings.HasPrefix(strings.ToLower(f.Action), "javascript:") || f.Method == "get" && own && scripts > 0
}

// addressed reports whether a form names its own page as the address to send to: who leaves the sending to scripts names none, or "#".
func addressed(site *facts.Site, p *snapshot.Page, f *snapshot.Form) bool {
	if f.Method != "get" || f.Action == "" {
		return false
	}
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkForm && l.Zone == f.Zone && site.Snap.Str(l.To) == f.Action {
			return true
		}
	}
	return false
}

// personal names what a form asks for that tells who somebody is: "an e-mail address", "a telephone number", or "". Passwords, cards and postal addresses are
// the matter of tls-form-secure.
func personal(f *snapshot.Form) string {
	if facts.AsksFor(f) != "" {
		return ""
	}
	for i := range f.Fields {
		fd := &f.Fields[i]
		name, auto := strings.ToLower(fd.Name), strings.ToLower(fd.Autocomplete)
		if name == "" || fd.Type == "hidden" || fd.Type == "checkbox" || fd.Type == "radio" || fd.Type == "search" || fd.Type == "select" {
			continue
		}
		switch {
		case fd.Type == "email", auto == "email", name == "email", name == "e-mail", name == "mail", strings.HasSuffix(name, "email"), strings.HasSuffix(name, "[email]"):
			return "an e-mail address"
		case fd.Type == "tel" && !strings.Contains(name, "code") && !strings.Contains(name, "zip") && !strings.Contains(name, "qty"), auto == "tel", name == "phone", name == "telephone", name == "telefon":
			return "a telephone number"
		}
	}
	return ""
}

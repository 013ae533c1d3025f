package contact

import (
	"net"
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// FormSane looks at where contact forms lead; none is ever sent. A form that a script sends, and an address that only takes messages and so cannot be
// looked at, are left alone. What warns is an address that cannot take a message: of a mail program, of a template, of the machine the shop was built
// on, or of a page that the shop says does not exist.
var FormSane = checks.Site(checks.Meta{
	ID:     "contact-form-sane",
	Title:  "The contact form leads to a place that can take a message",
	Why:    "A message that is written into a form and lost makes buyers believe that nobody answers.",
	Fix:    "Write yourself a message with the form and see whether it arrives. If it does not, correct the address in the form's settings.",
	Effort: 1,
	Messages: map[string]string{
		"leads":   "The contact form leads to the shop or to a known service for forms: {host}",
		"bad":     "Contact forms that lead nowhere: {bad} of {forms}",
		"mail":    "The form opens the visitor's mail program, which many have not set up: {action}",
		"sample":  "The form leads to an address of a template or of the machine the shop was built on: {action}",
		"gone":    "The form leads to a page that the shop says does not exist: {action}",
		"another": "The contact form leads to another site, and it could not be told whether that takes messages: {host}",
		"none":    "No contact form was found on the pages read",
	},
	Factor: verdict.ServiceQuality, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "WHATWG HTML, form submission: what becomes of a form's action", URL: "https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-2"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeFormSane)

func judgeFormSane(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if len(site.Forms) == 0 {
		return checks.NotApplicable(checks.Msg("none"))
	}
	var findings []verdict.Finding
	good, other := "", ""
	for i := range site.Forms {
		c := &site.Forms[i]
		host, fault := formTarget(site, c)
		switch {
		case fault != "":
			findings = append(findings, checks.Find(checks.Msg(fault, "action", c.Value), verdict.Evidence{URL: c.URL, Target: c.Value, Selector: facts.Place(c.Zone), Snippet: c.Near}))
		case host == "":
			other = hostOf(c.Value)
		default:
			good = host
		}
	}
	switch {
	case len(findings) > 0:
		return checks.Warn(checks.Msg("bad", "bad", len(findings), "forms", len(site.Forms)), findings...)
	case good != "":
		return checks.Pass(checks.Msg("leads", "host", good))
	default:
		return checks.Unknown(checks.Msg("another", "host", other))
	}
}

// formTarget returns the host that takes the messages of a form, "" where that cannot be told, and what is wrong with its address.
func formTarget(site *facts.Site, c *facts.Contact) (host, fault string) {
	u, err := url.Parse(c.Value)
	if err != nil {
		return "", ""
	}
	switch h := strings.ToLower(u.Hostname()); {
	case u.Scheme == "mailto":
		return "", "mail"
	case site.Own(c.Value) || u.Host == "":
		if site.StateOf(site.At(c.Value)) == facts.Gone && sentByGet(site, c) {
			return "", "gone"
		}
		return hostOf(site.Snap.Base), ""
	case builders(h) && !unpublished(site.Snap):
		return "", "sample"
	default:
		if vendor.FormHost(h) != "" {
			return h, ""
		}
		return "", ""
	}
}

// sentByGet reports whether a form asks for its address like a link, so that what a look at it brought holds for the form too.
func sentByGet(site *facts.Site, c *facts.Contact) bool {
	p := site.At(c.URL)
	if p == nil {
		return false
	}
	for _, f := range site.Read(p).Forms {
		if action, _, _ := strings.Cut(f.Action, "?"); action == c.Value {
			return f.Method == "get"
		}
	}
	return false
}

// builders reports whether a host is a sample's or one that only the builder of the shop can reach.
func builders(h string) bool {
	if ip := net.ParseIP(h); ip != nil {
		return ip.IsLoopback() || ip.IsPrivate()
	}
	for _, sample := range []string{"example.com", "example.org", "example.net", "yourdomain.com", "your-domain.com", "yoursite.com", "yourwebsite.com", "mysite.com", "domain.com"} {
		if h == sample || strings.HasSuffix(h, "."+sample) {
			return true
		}
	}
	return h == "localhost" || strings.HasSuffix(h, ".local") || strings.HasSuffix(h, ".localhost") || reservedName(h)
}

func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Hostname()
	}
	return ""
}

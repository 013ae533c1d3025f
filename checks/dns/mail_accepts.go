package dns

import (
	"strings"

	"golang.org/x/net/idna"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// MailAccepts looks whether the domains of the e-mail addresses that the seller publishes take mail at all. Nothing is ever sent.
var MailAccepts = checks.Site(checks.Meta{
	ID:    "dns-mail-accepts",
	Title: "The domains of the published e-mail addresses accept mail",
	Why:   "A message to a domain that takes no mail comes back or is lost; a buyer who needs help gets none and stops trusting the shop.",
	Fix: "Check the e-mail address for a slip of the pen. If it is right, ask your domain or mail provider to set up the mail server entry " +
		"(MX record) of the domain, or publish an address that works.",
	Effort: 1,
	Messages: map[string]string{
		"accepts":   "Every e-mail domain that the seller publishes and that could be asked about accepts mail: {seen}",
		"refuses":   "E-mail domains that the seller publishes and that accept no mail: {bad} of {seen}",
		"none":      "No e-mail address of the seller was found on the pages read",
		"unseen":    "No name server answered the question where mail for {domains} goes",
		"no-domain": "The domain {domain} of {email} does not exist",
		"null-mx":   "The domain {domain} of {email} says that it accepts no mail",
		"no-server": "The domain {domain} of {email} names no mail server and has no address",
	},
	Factor: verdict.ServiceQuality, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{
		{Title: "RFC 5321, Simple Mail Transfer Protocol, section 5.1", URL: "https://www.rfc-editor.org/rfc/rfc5321#section-5.1"},
		{Title: "RFC 7505, A \"Null MX\" No Service Resource Record", URL: "https://www.rfc-editor.org/rfc/rfc7505"},
	},
	Needs: snapshot.HavePages | snapshot.HaveDNS, Public: true, Since: "0.1",
}, struct{}{}, judgeMailAccepts)

func judgeMailAccepts(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	var unseen []string
	seen, asked := 0, map[string]bool{}
	for i := range in.Site.Emails {
		e := &in.Site.Emails[i]
		domain := mailDomain(e)
		if domain == "" || asked[domain] {
			continue
		}
		asked[domain] = true
		key, known := mailFault(in.Snap.DNS, domain)
		if !known {
			unseen = append(unseen, domain)
			continue
		}
		seen++
		if key != "" {
			findings = append(findings, checks.Find(checks.Msg(key, "domain", domain, "email", e.Value), verdict.Evidence{
				URL: e.URL, Selector: facts.Place(e.Zone), Snippet: e.Near, Value: e.Value}))
		}
	}
	var o checks.Outcome
	switch {
	case len(findings) > 0:
		o = checks.Fail(checks.Msg("refuses", "bad", len(findings), "seen", seen), findings...)
		o.Confidence = verdict.Likely // one resolver, asked once
	case seen > 0:
		o = checks.Pass(checks.Msg("accepts", "seen", seen))
	case len(unseen) > 0:
		o = checks.Unknown(checks.Msg("unseen", "domains", unseen))
	default:
		o = checks.NotApplicable(checks.Msg("none"))
	}
	o.Seen = seen
	return o
}

// mailDomain returns the domain of an address by which the seller wants to be reached, as name servers know it; "" for other addresses
// and for stand-ins, which are the matter of another check.
func mailDomain(e *facts.Contact) string {
	if !e.Seller || !e.Valid || e.Dummy != "" {
		return ""
	}
	domain, err := idna.Lookup.ToASCII(strings.ToLower(e.Value[strings.LastIndexByte(e.Value, '@')+1:]))
	if err != nil {
		return ""
	}
	return domain
}

// mailFault says by a message key why a domain takes no mail, "" when it does; known is false when the name servers did not say.
func mailFault(records []snapshot.DNS, domain string) (key string, known bool) {
	mx, hosts := answer(records, domain, "MX"), []*snapshot.DNS{answer(records, domain, "A"), answer(records, domain, "AAAA")}
	switch {
	case mx == nil:
		return "", false
	case mx.Err != nil && mx.Err.Kind == snapshot.FaultNoSuchHost:
		return "no-domain", true
	case mx.Err != nil:
		return "", false
	case len(mx.Answers) == 1 && mx.Answers[0] == ".":
		return "null-mx", true
	case len(mx.Answers) > 0:
		return "", true
	}
	// Without MX, mail goes to the address of the domain itself.
	silent := false
	for _, h := range hosts {
		switch {
		case h == nil:
		case h.Err != nil && h.Err.Kind != snapshot.FaultNoSuchHost:
			silent = true
		case len(h.Answers) > 0:
			return "", true
		}
	}
	if hosts[0] == nil || silent {
		return "", false
	}
	return "no-server", true
}

// answer returns what was answered to one question, or nil when it was not asked.
func answer(records []snapshot.DNS, name, kind string) *snapshot.DNS {
	for i := range records {
		r := &records[i]
		if r.Type == kind && strings.EqualFold(strings.TrimSuffix(r.Name, "."), name) {
			return r
		}
	}
	return nil
}

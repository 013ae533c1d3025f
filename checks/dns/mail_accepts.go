package dns

import (
	"slices"
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
	Title: "The domains of the published e-mail addresses can take mail",
	Why:   "A message to a domain that takes no mail comes back or is lost; a buyer who needs help gets none and stops trusting the shop.",
	Fix: "Check the e-mail address for a slip of the pen. If it is right, ask your domain or mail provider to set up the mail server entry " +
		"(MX record) of the domain, or publish an address that works.",
	Effort: 1,
	Messages: map[string]string{
		"accepts":   "Every e-mail domain that the seller publishes and that could be asked about says where its mail goes: {seen}",
		"refuses":   "E-mail domains that the seller publishes and that accept no mail: {bad} of {seen}",
		"none":      "No e-mail address of the seller was found on the pages read",
		"unseen":    "No name server answered the question where mail for {domains} goes",
		"no-domain": "The domain {domain} of {email} does not exist",
		"null-mx":   "The domain {domain} of {email} says that it accepts no mail",
		"no-alias":  "The domain {domain} of {email} is another name for {target}, which does not exist",
		"no-server": "The domain {domain} of {email} names no mail server and has no address",
		"dead-mx":   "None of the mail servers that the domain {domain} of {email} names has an address: {hosts}",
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
	seen, asked, confidence := 0, map[string]bool{}, verdict.Sure
	for i := range in.Site.Emails {
		e := &in.Site.Emails[i]
		domain := mailDomain(e)
		if domain == "" || asked[domain] {
			continue
		}
		asked[domain] = true
		f, known := mailFault(in.Snap.DNS, domain)
		if !known {
			unseen = append(unseen, domain)
			continue
		}
		seen++
		if f.key != "" {
			if f.servers < 2 {
				confidence = verdict.Likely // nobody else was asked
			}
			slots := append([]any{"domain", domain, "email", e.Value}, f.slots...)
			findings = append(findings, checks.Find(checks.Msg(f.key, slots...), verdict.Evidence{
				URL: e.URL, Selector: facts.Place(e.Zone), Snippet: e.Near, Value: e.Value}))
		}
	}
	var o checks.Outcome
	switch {
	case len(findings) > 0:
		o = checks.Fail(checks.Msg("refuses", "bad", len(findings), "seen", seen), findings...)
		o.Confidence = confidence
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

// fault is why a domain takes no mail: a message with its slots, and how many name servers said so, each by itself. The zero value is none.
type fault struct {
	key     string
	slots   []any
	servers int
}

// mailFault says why a domain takes no mail; known is false when the name servers did not say.
func mailFault(records []snapshot.DNS, domain string) (f fault, known bool) {
	mx := ask(records, domain, "MX")
	if !mx.seen {
		return fault{}, false
	}
	if len(mx.answers) == 1 && mx.answers[0] == "." {
		return fault{key: "null-mx", servers: 2}, true // the domain's own word
	}
	// A null MX beside others goes against RFC 7505 §3; senders then try the others.
	if hosts := slices.DeleteFunc(slices.Clone(mx.answers), func(h string) bool { return h == "." }); len(hosts) > 0 {
		return hostsFault(records, hosts, mx.more)
	}
	// Without MX, mail goes to the address of the domain itself (RFC 5321 §5.1).
	a, aaaa := ask(records, domain, "A"), ask(records, domain, "AAAA")
	switch {
	case len(a.answers)+len(aaaa.answers) > 0:
		return fault{}, true
	case !a.seen || !aaaa.seen:
		return fault{}, false
	case mx.noName && a.noName && len(a.chain) > 0:
		return fault{"no-alias", []any{"target", a.chain[len(a.chain)-1]}, min(mx.servers, a.servers)}, true
	case mx.noName && a.noName:
		return fault{"no-domain", nil, min(mx.servers, a.servers)}, true
	default:
		return fault{"no-server", nil, min(mx.servers, a.servers, aaaa.servers)}, true
	}
}

// hostsFault says whether none of the mail hosts has an address. Hosts after one that has were not asked for; one whose addresses could not be
// seen may have some.
func hostsFault(records []snapshot.DNS, hosts []string, more int) (f fault, known bool) {
	known = more == 0
	for _, h := range hosts {
		if isIP(h) || h == "localhost" {
			continue // no name at which mail could be delivered (RFC 5321 §5.1 wants a domain name)
		}
		a, aaaa := ask(records, h, "A"), ask(records, h, "AAAA")
		if len(a.answers)+len(aaaa.answers) > 0 {
			return fault{}, true
		}
		known = known && a.seen && aaaa.seen
	}
	return fault{key: "dead-mx", slots: []any{"hosts", list(hosts)}, servers: ask(records, hosts[0], "A").servers}, known
}

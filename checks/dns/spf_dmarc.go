package dns

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/mailauth"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// SPFDMARC looks whether the domain of the published e-mail address lets receivers tell the seller's mail from mail that only claims to come from
// there. It goes by what receivers do with the records, not by what looks tidy.
var SPFDMARC = checks.Site(checks.Meta{
	ID:    "dns-spf-dmarc",
	Title: "Mail in the shop's name can be told from imitations (SPF and DMARC)",
	Why: "Without these two entries anybody can send mail that seems to come from the shop, for instance an invoice with other bank details. With them, " +
		"mail providers sort such mail out before a buyer sees it.",
	Fix: "Ask your mail provider which SPF and DMARC entries (TXT records) your domain needs, and whoever runs your domain to set them. Begin DMARC with " +
		"p=none and read the reports until all your own mail passes; then change it to p=quarantine or p=reject.",
	Effort: 3,
	Messages: map[string]string{
		"protected":     "Mail in the name of {domains} can be told from imitations: there is SPF, and DMARC asks for the rest to be sorted out",
		"not-below":     "Mail in the name of {domains} can be told from imitations; names below are left out by choice (sp=none)",
		"sends-none":    "Nobody sends mail in the name of {domains}, and its SPF says so",
		"open":          "What was amiss with SPF and DMARC of {domains}: {n}",
		"none":          "No e-mail address of the seller was found on the pages read",
		"provider":      "The seller's e-mail addresses belong to mail providers, who answer for them: {domains}",
		"no-mail":       "Mail to {domains} goes nowhere, which is judged elsewhere",
		"unseen":        "Not all that is needed was answered about {domains}",
		"spf-none":      "{domain} does not say which servers send its mail: it has no SPF record",
		"spf-broken":    "{domain} has an entry that was meant as SPF and that receivers do not recognise",
		"spf-two":       "{domain} has {n} SPF records; receivers accept exactly one and use none of them",
		"spf-syntax":    "Receivers cannot use the SPF of {domain}: in the record of {at} they cannot read \"{term}\"",
		"spf-further":   "Receivers cannot use the SPF of {domain}: {at}, to which it refers, has more than one record",
		"spf-no-target": "Receivers cannot use the SPF of {domain}: {at} refers to {target}, which has no SPF record",
		"spf-too-many":  "Receivers cannot use the SPF of {domain}: it takes more than {limit} look-ups, and they stop there",
		"spf-everybody": "The SPF of {domain} allows every server of the world to send its mail",
		"dmarc-none":    "{domain} does not say what to do with mail that only claims to come from it: it has no DMARC record",
		"dmarc-broken":  "{domain} has an entry that was meant as DMARC and that receivers do not recognise",
		"dmarc-two":     "{at} has {n} DMARC records; receivers then use none of them",
		"dmarc-void":    "The DMARC record at {at} asks for nothing that receivers can do",
		"dmarc-none-p":  "DMARC of {domain} asks for reports only so far; receivers are not asked to keep imitations away",
		"dmarc-partly":  "DMARC of {domain} applies to {share} % of the mail only",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageMature, Severity: verdict.Low,
	Sources: []verdict.Source{
		{Title: "RFC 7208, Sender Policy Framework (SPF)", URL: "https://www.rfc-editor.org/rfc/rfc7208"},
		{Title: "RFC 7489, Domain-based Message Authentication, Reporting, and Conformance (DMARC)", URL: "https://www.rfc-editor.org/rfc/rfc7489"},
	},
	Needs: snapshot.HavePages | snapshot.HaveDNS, Public: true, Since: "0.1",
}, struct{}{}, judgeSPFDMARC)

func judgeSPFDMARC(in *checks.Input, _ struct{}) checks.Outcome {
	senders, provider := sendersOf(in)
	j := judged{provider: provider}
	for _, e := range senders {
		j.add(in.Snap.DNS, e)
	}
	return j.outcome()
}

// judged is what was found about the domains of a shop, each in the list that fits.
type judged struct {
	findings                                     []verdict.Finding
	all, unseen, silent, above, noMail, provider []string
}

func (j *judged) add(records []snapshot.DNS, e *facts.Contact) {
	domain := mailDomain(e)
	if f, known := mailFault(records, domain); known && f.key != "" && f.key != "null-mx" {
		j.noMail = append(j.noMail, domain)
		return
	}
	list, known := senderFaults(records, domain)
	for _, m := range list {
		j.findings = append(j.findings, checks.Find(m.message, verdict.Evidence{
			URL: e.URL, Selector: facts.Place(e.Zone), Snippet: e.Near, Value: clip(m.record)}))
	}
	switch {
	case len(list) > 0:
	case !known:
		j.unseen = append(j.unseen, domain)
		return
	case sendsNone(records, domain):
		j.silent = append(j.silent, domain)
	case leavesBelow(records, domain):
		j.above = append(j.above, domain)
	}
	j.all = append(j.all, domain)
}

func (j *judged) outcome() checks.Outcome {
	var o checks.Outcome
	switch {
	case len(j.findings) > 0:
		o = checks.Warn(checks.Msg("open", "domains", j.all, "n", len(j.findings)), j.findings...)
		o.Confidence = verdict.Likely
	case len(j.unseen) > 0:
		o = checks.Unknown(checks.Msg("unseen", "domains", j.unseen))
	case len(j.all) > 0 && len(j.silent) == len(j.all):
		o = checks.Pass(checks.Msg("sends-none", "domains", j.all))
	case len(j.above) > 0:
		o = checks.Pass(checks.Msg("not-below", "domains", j.all))
	case len(j.all) > 0:
		o = checks.Pass(checks.Msg("protected", "domains", j.all))
	case len(j.noMail) > 0:
		o = checks.NotApplicable(checks.Msg("no-mail", "domains", j.noMail))
	case len(j.provider) > 0:
		o = checks.NotApplicable(checks.Msg("provider", "domains", j.provider))
	default:
		o = checks.NotApplicable(checks.Msg("none"))
	}
	o.Seen = len(j.all)
	return o
}

// sendersOf returns one address of each domain that is judged: those of the shop's own domain, or where there is none such, the seller's others. The
// domains of mail providers are named apart.
func sendersOf(in *checks.Input) (senders []*facts.Contact, provider []string) {
	var own, others []*facts.Contact
	met := map[string]bool{}
	for i := range in.Site.Emails {
		e := &in.Site.Emails[i]
		domain := mailDomain(e)
		switch {
		case domain == "" || met[domain]:
			continue
		case vendor.FreeMail(domain):
			provider = append(provider, domain)
		case under(domain, in.Snap.Domain):
			own = append(own, e)
		default:
			others = append(others, e)
		}
		met[domain] = true
	}
	if len(own) > 0 {
		return own, provider
	}
	return others, provider
}

// amiss is one thing that receivers of mail stumble over, with the record it is about.
type amiss struct {
	message verdict.Message
	record  string
}

// senderFaults lists what is amiss with SPF and DMARC of a domain; known is false when not all that is needed could be seen.
func senderFaults(records []snapshot.DNS, domain string) (list []amiss, known bool) {
	tally := walk(records, domain)
	if sendsNone(records, domain) {
		return nil, true
	}
	list = spfFaults(records, domain, tally)
	dmarc, seen := dmarcFaults(records, domain)
	return append(list, dmarc...), seen && !tally.Unseen
}

// walk follows the SPF of a domain through the answers that were kept.
func walk(records []snapshot.DNS, domain string) mailauth.Tally {
	return mailauth.Walk(domain, func(name string) ([]string, bool) {
		h := ask(records, name, "TXT")
		return h.answers, h.seen && mailauth.Complete(h.answers, h.more)
	})
}

// sendsNone reports whether a domain says that nobody sends mail in its name.
func sendsNone(records []snapshot.DNS, domain string) bool {
	t := walk(records, domain)
	return len(t.Records) == 1 && t.Problem == "" && t.SPF.All == '-' && len(t.SPF.Terms) == 0
}

func spfFaults(records []snapshot.DNS, domain string, t mailauth.Tally) []amiss {
	one := func(record, key string, slots ...any) []amiss {
		return []amiss{{checks.Msg(key, append([]any{"domain", domain}, slots...)...), record}}
	}
	record := strings.Join(t.Records, " | ")
	switch {
	case len(t.Records) == 0 && t.Unseen:
		return nil
	case len(t.Records) == 0:
		if meant := mailauth.SPFLike(ask(records, domain, "TXT").answers); meant != "" {
			return one(meant, "spf-broken")
		}
		return one("", "spf-none")
	case t.Problem == mailauth.TwoRecords && t.At == domain:
		return one(record, "spf-two", "n", len(t.Records))
	case t.Problem == mailauth.TwoRecords:
		return one(record, "spf-further", "at", t.At)
	case t.Problem == mailauth.Syntax:
		return one(record, "spf-syntax", "at", t.At, "term", clip(t.Detail))
	case t.Problem == mailauth.NoTarget:
		return one(record, "spf-no-target", "at", t.At, "target", t.Detail)
	case t.Problem == mailauth.TooMany:
		return one(record, "spf-too-many", "limit", mailauth.MaxLookups)
	case t.SPF.All == '+':
		return one(record, "spf-everybody")
	}
	return nil
}

// dmarcFaults finds the DMARC record of a domain, its own or else that of the domain above which was asked for, and lists what is amiss with it.
func dmarcFaults(records []snapshot.DNS, domain string) (list []amiss, known bool) {
	one := func(record, key string, slots ...any) []amiss {
		return []amiss{{checks.Msg(key, append([]any{"domain", domain}, slots...)...), record}}
	}
	meant := ""
	for at, above := domain, false; at != ""; above = true {
		h := ask(records, mailauth.PolicyName(at), "TXT")
		policies := mailauth.Policies(h.answers)
		switch {
		case !h.seen && !above:
			return nil, false
		case !h.seen && wanted(records, mailauth.PolicyName(at)):
			return nil, false
		case len(policies) > 1:
			return one(strings.Join(policies, " | "), "dmarc-two", "at", at, "n", len(policies)), true
		case len(policies) == 1:
			return policyFaults(one, policies[0], at, above), true
		case !mailauth.Complete(h.answers, h.more):
			return nil, false
		}
		if meant == "" {
			meant = mailauth.PolicyLike(h.answers)
		}
		_, at, _ = strings.Cut(at, ".")
	}
	if meant != "" {
		return one(meant, "dmarc-broken"), true
	}
	return one("", "dmarc-none"), true
}

// wanted reports whether a text was asked for, whatever came of it.
func wanted(records []snapshot.DNS, name string) bool {
	for i := range records {
		if records[i].Type == "TXT" && records[i].Name == name {
			return true
		}
	}
	return false
}

// leavesBelow reports whether the owner of a domain leaves all names below it out of a policy that is else enforced.
func leavesBelow(records []snapshot.DNS, domain string) bool {
	for _, record := range mailauth.Policies(ask(records, mailauth.PolicyName(domain), "TXT").answers) {
		d := mailauth.ParsePolicy(record)
		return d.For(true) == mailauth.None && (d.NoneSuch == "" || d.NoneSuch == mailauth.None)
	}
	return false
}

func policyFaults(one func(record, key string, slots ...any) []amiss, record, at string, above bool) []amiss {
	d := mailauth.ParsePolicy(record)
	p := d.For(above)
	switch share := d.Share(p); {
	case p == "":
		return one(record, "dmarc-void", "at", at)
	case share == 0:
		return one(record, "dmarc-none-p")
	case share < 100:
		return one(record, "dmarc-partly", "share", share)
	}
	return nil
}

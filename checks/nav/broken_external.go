package nav

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ExternalSettings say how many links to other sites may be dead.
type ExternalSettings struct {
	Pass float64 `toml:"pass"` // share up to which all is well
	Few  int     `toml:"few"`  // one dead link of up to so many is still well: nobody can keep others' pages in order
}

// BrokenExternal takes the share of links to other sites that are gone: the site says so, its name exists no more, the domain is for sale, or what
// facts.Site.StateOutside lets count. Whatever else came back, or did not, may be between that site and us.
var BrokenExternal = checks.Site(checks.Meta{
	ID:     "nav-broken-external",
	Title:  "Links to other sites lead somewhere",
	Why:    "A link to a partner, an authority or a manufacturer that leads nowhere makes the page around it look out of date, and a domain given up may end in anybody's hands.",
	Fix:    "Open the links listed here, and replace each by the present address of what it was meant for, or remove it.",
	Effort: 1,
	Messages: map[string]string{
		"none":     "The shop links to no other site that could be asked",
		"no-reply": "No other site could be reached from here, so nothing is said about them",
		"fine":     "Links to other sites that were asked for: {seen} of {found}; gone: {bad}",
		"gone":     "{bad} of {seen} links to other sites that answered are gone ({found} were found)",
		"target":   "Leads to {answer}; pages with this link: {pages}",
		"alike":    "Links called \"{text}\" lead to {answer}, all at {folder}: {n} addresses",
	},
	Factor: verdict.Navigation, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Nielsen Norman Group, Trustworthiness in Web Design: connected to the rest of the web", URL: "https://www.nngroup.com/articles/trustworthy-design/"}},
	Needs:   snapshot.HavePages | snapshot.HaveOutside, Since: "0.1",
}, ExternalSettings{Pass: 0.05, Few: 10}, judgeBrokenExternal)

func judgeBrokenExternal(in *checks.Input, p ExternalSettings) checks.Outcome {
	var faults []checks.Fault
	seen, sure := 0, verdict.Sure
	for i := range in.Site.Outside {
		t := &in.Site.Outside[i]
		s := in.Site.StateOutside(t.Probe)
		if s == facts.Unclear || facts.Broken(s) && len(t.From) == 0 { // where an address of the shop redirects there, that one is at fault
			continue
		}
		seen++
		if s == facts.Alive {
			continue
		}
		sure = lessSure(sure, certaintyOutside(s, &t.Probe.Exchange))
		answer := facts.Answer(s, &t.Probe.Exchange)
		faults = append(faults, checks.Fault{Target: t.URL, Answer: answer, Message: checks.Msg("target", "answer", answer, "pages", t.Total),
			Evidence: places(t.From, t.URL, answer), Text: t.From[0].Text, Zone: facts.Place(t.From[0].Zone)})
	}
	found := in.Snap.Found[snapshot.ProbeOutside]
	switch {
	case len(in.Site.Outside) == 0:
		return checks.NotApplicable(checks.Msg("none"))
	case seen == 0:
		return checks.Unknown(checks.Msg("no-reply"))
	}
	bad := len(faults)
	share := float64(bad) / float64(seen)
	o := checks.Pass(checks.Msg("fine", "seen", seen, "found", found, "bad", bad))
	if share > p.Pass && (bad > 1 || seen > p.Few) {
		o = checks.Warn(checks.Msg("gone", "bad", bad, "seen", seen, "found", found), checks.Group(faults, "alike")...)
		o.Confidence = sure
	}
	o.Seen = seen
	return o
}

// certaintyOutside is certainty for other sites: that a connection is refused or a page fails may always be meant for us.
func certaintyOutside(s facts.State, ex *snapshot.Exchange) verdict.Confidence {
	if s == facts.ServerError || s == facts.NoHost && ex.Err.Kind != snapshot.FaultNoSuchHost {
		return verdict.Likely
	}
	return certainty(s, ex)
}

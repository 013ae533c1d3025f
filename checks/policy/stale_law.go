package policy

import (
	"regexp"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// StaleLaw looks in legal texts for what does not exist any more: the EU's platform for disputes, repealed laws, ended agreements. A sentence
// that says so itself is no finding.
var StaleLaw = checks.Site(checks.Meta{
	ID:     "policy-stale-law",
	Title:  "The legal texts name laws and places that still exist",
	Why:    "A link to a platform that was closed, or a law that was replaced, shows that nobody has looked at the text for years.",
	Fix:    "Take the sentence out or put in what holds today; whoever wrote the text for you has a newer version.",
	Effort: 1,
	Messages: map[string]string{
		"fine":           "Nothing that was closed or replaced is named in the {seen} legal texts read",
		"stale":          "Places in legal texts that name what does not exist any more: {bad}",
		"odr":            "The EU's platform for online disputes was closed on 20 July 2025",
		"tmg":            "The Telemediengesetz was replaced by the Digitale-Dienste-Gesetz on 14 May 2024",
		"privacy-shield": "The Privacy Shield between the EU and the United States has not been valid since 16 July 2020",
		"cpr":            "The Consumer Protection from Unfair Trading Regulations 2008 were replaced on 6 April 2025",
		"none":           "No legal text was read",
	},
	Factor: verdict.PolicyAssurance, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{
		{Title: "Regulation (EU) 2024/3228: end of the platform for online dispute resolution", URL: "https://eur-lex.europa.eu/eli/reg/2024/3228/oj", Market: "eu"},
		{Title: "Digitale-Dienste-Gesetz (DDG)", URL: "https://www.gesetze-im-internet.de/ddg/", Market: "de"},
		{Title: "Digital Markets, Competition and Consumers Act 2024", URL: "https://www.legislation.gov.uk/ukpga/2024/13", Market: "uk"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeStaleLaw)

// ended is something that legal texts name and that ended on a day.
type ended struct {
	key  string
	from time.Time
	name *regexp.Regexp
}

var endedThings = []ended{
	{"odr", time.Date(2025, time.July, 20, 0, 0, 0, 0, time.UTC), regexp.MustCompile(`(?i)ec\.europa\.eu/(?:consumers/)?odr|ec\.europa\.eu/[a-z/]*odr/main`)},
	{"tmg", time.Date(2024, time.May, 14, 0, 0, 0, 0, time.UTC), regexp.MustCompile(`§§? ?\d+[a-z]?(?: ?(?:Abs\.|Absatz) ?\d+)?(?: ?(?:Nr\.|S\.|Satz) ?\d+)*(?: (?:bis|ff\.|und) ?\d*)? ?TMG\b|\bTelemediengesetz`)},
	{"privacy-shield", time.Date(2020, time.July, 16, 0, 0, 0, 0, time.UTC), regexp.MustCompile(`(?i)privacy[- ]shield`)},
	{"cpr", time.Date(2025, time.April, 6, 0, 0, 0, 0, time.UTC), regexp.MustCompile(`(?i)Consumer Protection from Unfair Trading Regulations(?: 2008)?`)},
}

// toldEnded are words by which a sentence says itself that something ended.
var toldEnded = regexp.MustCompile(`(?i)eingestellt|geschlossen|abgeschaltet|nicht mehr|ungültig|unwirksam|ehemal|früher|abgelöst|ersetzt|außer kraft|closed|discontinu|no longer|invalid|former|replaced|repealed|struck down|superseded|fermée?\b|supprimée?|plus (?:en vigueur|valable|disponible)|invalidée?|cerrad|suprimid|ya no|inválid|chius[ao]|dismess|non è più|non più|invalidat|gesloten|opgeheven|niet meer|ongeldig|zamknięt|zlikwidowan|nieważn|już nie|encerrad|extint|não está mais`)

func judgeStaleLaw(in *checks.Input, _ struct{}) checks.Outcome {
	var findings []verdict.Finding
	met := map[string]bool{}
	seen := map[*snapshot.Page]bool{}
	for _, kind := range facts.PolicyKinds() {
		for _, pol := range in.Site.Policies(kind) {
			if pol.Page == nil || pol.Text == "" || pol.Form == facts.FormSection || seen[pol.Page] {
				continue
			}
			seen[pol.Page] = true
			page := in.Site.Read(pol.Page)
			for _, e := range endedThings {
				if at := e.in(in, &pol, page); at.Snippet != "" && !met[e.key+pol.URL] {
					met[e.key+pol.URL] = true
					findings = append(findings, checks.Find(checks.Msg(e.key), at))
				}
			}
		}
	}
	switch {
	case len(seen) == 0:
		return checks.Unknown(checks.Msg("none"))
	case len(findings) == 0:
		return checks.Pass(checks.Msg("fine", "seen", len(seen)))
	}
	o := checks.Warn(checks.Msg("stale", "bad", len(findings)), findings...)
	o.Seen = len(seen)
	return o
}

// in returns where a text names the thing as if it were still there.
func (e *ended) in(in *checks.Input, pol *facts.Policy, page *snapshot.Page) verdict.Evidence {
	if in.Snap.Taken.Before(e.from) {
		return verdict.Evidence{}
	}
	told := false
	for _, loc := range e.name.FindAllStringIndex(page.Text, 20) {
		s := cue.Sentence(page.Text, cue.Hit{Start: loc[0], End: loc[1]})
		if around := page.Text[max(0, loc[0]-250):min(len(page.Text), loc[1]+250)]; toldEnded.MatchString(around) {
			told = true
			continue
		}
		return verdict.Evidence{URL: pol.URL, Snippet: s, Value: page.Text[loc[0]:loc[1]]}
	}
	if told || e.key != "odr" {
		return verdict.Evidence{}
	}
	for _, l := range page.Links { // a link whose text does not show where it leads
		if to := in.Snap.Str(l.To); l.Kind == snapshot.LinkAnchor && e.name.MatchString(to) {
			return verdict.Evidence{URL: pol.URL, Target: to, Snippet: firstOf(in.Snap.Str(l.Text), to)}
		}
	}
	return verdict.Evidence{}
}

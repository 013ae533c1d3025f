package service

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Complaints looks for where to complain. A page of its own, a sentence in the terms, or a body that settles disputes will do. It never fails.
var Complaints = checks.Site(checks.Meta{
	ID:     "service-complaints",
	Title:  "It is said where to complain",
	Why:    "Something goes wrong in every shop. One that says beforehand whom to turn to, and how soon it answers, takes complaints seriously.",
	Fix:    "Say in your terms or on the contact page where complaints go, how soon you answer, and whom buyers can turn to if you do not agree.",
	Effort: 1,
	Messages: map[string]string{
		"stated": "It is said where to complain: {url}",
		"none":   "Where to complain was not found on the pages read",
		"here":   "This is where visitors look for it",
		"unread": "It may stand in a text that was not read in full: {url}",
	},
	Factor: verdict.ServiceQuality, Stage: verdict.StageMature, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Consumer Rights Directive 2011/83/EU, article 6(1)(d) and (g)", URL: "https://eur-lex.europa.eu/eli/dir/2011/83/oj", Market: "eu"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeComplaints)

func judgeComplaints(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if list := site.Stated(claim.ComplaintPath, claim.Arbitration); len(list) > 0 {
		return checks.Pass(checks.Msg("stated", "url", list[0].URL))
	}
	for _, pol := range site.Policies(facts.PolicyComplaints) {
		if pol.Hollow == "" {
			return checks.Pass(checks.Msg("stated", "url", pol.URL))
		}
	}
	if at := complaintsIn(site); at != "" {
		return checks.Pass(checks.Msg("stated", "url", at))
	}
	if at := site.Unread(facts.PolicyTerms, facts.PolicyComplaints, facts.PolicyImprint); at != "" {
		return checks.Unknown(checks.Msg("unread", "url", at))
	}
	url := homeURL(site)
	if list := site.Policies(facts.PolicyTerms); len(list) > 0 {
		url = list[0].URL
	}
	o := checks.Warn(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: url}))
	o.Confidence = verdict.Likely
	return checks.Absent(in, o)
}

// complaintsIn returns a text in which the seller speaks of himself, such as the contact page or what all pages share, that says where to complain: those are no policies, of which
// the claims are known.
func complaintsIn(site *facts.Site) string {
	for t := range site.SellerTexts() {
		for _, c := range claim.ReadOwn("", t.Text, t.Lang) {
			if c.Kind == claim.ComplaintPath {
				return t.URL
			}
		}
	}
	return ""
}

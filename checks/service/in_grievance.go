package service

import (
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// INGrievance looks for the grievance officer that e-commerce in India names, with a way to reach the officer, and for the times within which complaints
// are acknowledged and settled.
var INGrievance = checks.Site(checks.Meta{
	ID:     "service-in-grievance",
	Title:  "A grievance officer is named with contact and times",
	Why:    "Indian buyers with a complaint look for the grievance officer, and for how long an answer may take.",
	Fix:    "Name your grievance officer with designation, e-mail address and phone number, and say that complaints are acknowledged within 48 hours and redressed within one month.",
	Effort: 1,
	Messages: map[string]string{
		"whole":   "A grievance officer is named with contact and times: {line}",
		"times":   "A grievance officer is named, but not within which times complaints are acknowledged and redressed",
		"contact": "A grievance officer is mentioned, but without a way of contact beside it",
		"none":    "No grievance officer was found on the pages read",
		"here":    "This is where buyers look for the grievance officer",
		"unread":  "No grievance officer was found in what could be read, but this was not read: {url}",
	},
	Factor: verdict.ServiceQuality, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "Consumer Protection (E-Commerce) Rules, 2020 (India), rule 4(4) and (5)", URL: "https://consumeraffairs.nic.in/", Market: "in"}},
	Needs:   snapshot.HavePages, Markets: []string{"in"}, Since: "0.1",
}, struct{}{}, judgeINGrievance)

var (
	officer = regexp.MustCompile(`(?i)grievance (?:redressal )?(?:officer|cell|contact|team|department)|nodal officer|शिकायत अधिकारी|grievance redress`)
	reach   = regexp.MustCompile(`[\w.+-]+ ?(?:@|\[at\]|\(at\)) ?[\w-]+|\+?\d[\d -]{8,}\d`)
	prompt  = regexp.MustCompile(`(?i)(?:48|forty[- ]?eight)[ -]?(?:\(?48\)? )?(?:hours|hrs)|within (?:two|2|24 hours)`)
	settled = regexp.MustCompile(`(?i)(?:one|1|a) (?:\(1\) |\(one\) )?month|30 (?:working |business )?days|thirty (?:\(30\) )?days`)
)

// officerReach is how far around the officer's name contact and times are looked for, in bytes.
const officerReach = 1500

func judgeINGrievance(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	best := checks.Outcome{}
	for text, url := range indianTexts(site) {
		m := officer.FindStringIndex(text)
		if m == nil {
			continue
		}
		around := text[max(0, m[0]-officerReach):min(len(text), m[1]+officerReach)]
		line := cue.Sentence(text, cue.Hit{Start: m[0], End: m[1]})
		switch {
		case !reach.MatchString(around):
			if best.Status == "" {
				best = checks.Warn(checks.Msg("contact"), checks.Find(checks.Msg("contact"), verdict.Evidence{URL: url, Snippet: line}))
			}
		case prompt.MatchString(around) && settled.MatchString(around):
			return checks.Pass(checks.Msg("whole", "line", line))
		default:
			best = checks.Warn(checks.Msg("times"), checks.Find(checks.Msg("times"), verdict.Evidence{URL: url, Snippet: line, Limit: "48 hours, one month"}))
		}
	}
	if best.Status != "" {
		return checks.Absent(in, best)
	}
	for _, k := range []facts.PolicyKind{facts.PolicyTerms, facts.PolicyPrivacy, facts.PolicyComplaints} {
		for _, pol := range site.Policies(k) {
			if pol.Form == facts.FormLink || pol.Form == facts.FormPDF {
				return checks.Unknown(checks.Msg("unread", "url", pol.URL))
			}
		}
	}
	if at := site.UnreadContact(); at != "" {
		return checks.Unknown(checks.Msg("unread", "url", at))
	}
	return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: homeURL(site)})))
}

// indianTexts yields the texts in which a grievance officer may be named, each with its address: those of the seller, and every policy.
func indianTexts(site *facts.Site) func(yield func(text, url string) bool) {
	return func(yield func(text, url string) bool) {
		for t := range site.SellerTexts() {
			if !yield(t.Text, t.URL) {
				return
			}
		}
		for _, k := range facts.PolicyKinds() {
			for _, pol := range site.Policies(k) {
				if strings.TrimSpace(pol.Text) != "" && !yield(pol.Text, pol.URL) {
					return
				}
			}
		}
	}
}

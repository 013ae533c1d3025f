package reputation

import (
	"fmt"
	"net/url"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// OpennessSettings say from how many opinions on a shop's choice among them says anything.
type OpennessSettings struct {
	// Least is the least number of opinions shown.
	Least int `toml:"least"`
}

// Openness looks whether a shop that shows opinions shows more than a choice of praise: how many there are, the less pleased among them, or a link to the site
// on which all stand. Shops without opinions have nothing to hide, and it never fails.
var Openness = checks.Site(checks.Meta{
	ID:     "reputation-openness",
	Title:  "What customers think is shown in full",
	Why:    "A handful of praise can be picked by anybody. How many opinions there are, and what the less pleased say, tells more.",
	Fix:    "Show how many reviews there are and all stars among them, or link to the page on which all of them stand.",
	Effort: 1,
	Messages: map[string]string{
		"counted": "The number of reviews is shown: {count}",
		"mixed":   "Opinions of less pleased customers are shown too: {below} of {seen}",
		"profile": "All opinions can be read on a site of reviews: {host}",
		"praise":  "Only full praise is shown, without how many opinions there are in all: {seen}",
		"few":     "Too few opinions were seen to say anything: {seen}",
	},
	Factor: verdict.Reputation, Stage: verdict.StageMature, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Project convention: openness of a platform's figures and reviews"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, OpennessSettings{Least: 5}, judgeOpenness)

func judgeOpenness(in *checks.Input, s OpennessSettings) checks.Outcome {
	site := in.Site
	seen, below, at := opinionsShown(site)
	if below > 0 {
		return checks.Pass(checks.Msg("mixed", "below", below, "seen", seen))
	}
	if n := countShown(site); n > 0 {
		return checks.Pass(checks.Msg("counted", "count", n))
	}
	if host := allReviews(site); host != "" {
		return checks.Pass(checks.Msg("profile", "host", host))
	}
	if seen < s.Least {
		return checks.NotApplicable(checks.Msg("few", "seen", seen))
	}
	reason := checks.Msg("praise", "seen", seen)
	o := checks.Warn(reason, checks.Find(reason, verdict.Evidence{URL: at}))
	o.Confidence = verdict.Likely
	return o
}

// opinionsShown counts the opinions on pages, those with less than full marks among them, and where the first stands.
func opinionsShown(site *facts.Site) (seen, below int, at string) {
	met := map[string]bool{}
	for _, r := range site.Reviews() {
		key := fmt.Sprint(r.Author, r.Hash, r.Text, r.Day)
		if met[key] {
			continue
		}
		met[key] = true
		if seen++; at == "" {
			at = site.URL(r.Page)
		}
		best := r.Best
		if best == 0 {
			best = 5
		}
		if r.Rating > 0 && r.Rating < best {
			below++
		}
	}
	return seen, below, at
}

// countShown returns a number of reviews that visitors or search engines are told; 0 for none.
func countShown(site *facts.Site) int {
	most := 0
	for _, r := range site.Ratings() {
		for _, n := range append(r.Counts, r.ShownCounts...) {
			most = max(most, n)
		}
	}
	if most > 0 {
		return most
	}
	for p := range site.Each(site.ReviewPages()) {
		for i := range p.Marks {
			if m := &p.Marks[i]; m.Kind == snapshot.MarkReviews && m.Value == "text" {
				return 1 // a line that names reviews with a number: see extract
			}
		}
	}
	return 0
}

// allReviews returns the host of a site of reviews to which the home page, or one that shows reviews, leads beyond its front page.
func allReviews(site *facts.Site) string {
	pages := site.ReviewPages()
	pages = pages[:min(len(pages), 5)]
	if site.Home != nil {
		pages = append([]*snapshot.Page{site.Home}, pages...)
	}
	for p := range site.Each(pages) {
		for l := range site.Snap.Links(p) {
			switch l.Kind {
			case snapshot.LinkAnchor, snapshot.LinkScript, snapshot.LinkFrame:
				if u, err := url.Parse(site.Snap.Str(l.To)); err == nil && vendor.ReviewSite(u.Hostname()) && len(u.Path) > 1 {
					return u.Hostname()
				}
			}
		}
	}
	return ""
}

package nav

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// FragmentSettings say how many links may miss their place.
type FragmentSettings struct {
	Pass float64 `toml:"pass"` // share up to which all is well
}

// BrokenFragment looks whether the place that a link names is in the page. Scripts make places too, so on a page with scripts a missing one
// counts only where the page is a text whose other places are written into it.
var BrokenFragment = checks.Site(checks.Meta{
	ID:     "nav-broken-fragment",
	Title:  "Links to a part of a page find that part",
	Why:    "A link to the section on returns that ends at the top of a long page leaves visitors to search for it themselves.",
	Fix:    "Give the heading that is meant an id (in many editors: \"HTML anchor\") that is the same as the word behind # in the link.",
	Effort: 1,
	Messages: map[string]string{
		"none":    "No link to a part of a page could be judged",
		"fine":    "Links to parts of pages that were looked at: {seen}; missing their part: {bad}; not sure, since scripts may make the part: {unsure}",
		"missing": "{bad} of {seen} links to parts of pages miss their part",
		"place":   "There is no part called \"{name}\" in the page; pages with this link: {pages}",
	},
	Factor: verdict.Navigation, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "HTML Standard, navigating to a fragment", URL: "https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, FragmentSettings{Pass: 0.005}, judgeBrokenFragment)

// fewSiblings is how many other places of a page must be written into it before scripts are not expected to make one.
const fewSiblings = 2

func judgeBrokenFragment(in *checks.Input, p FragmentSettings) checks.Outcome {
	var found []verdict.Finding
	seen, unsure, sure := 0, 0, verdict.Sure
	for i := range in.Site.Places {
		t := &in.Site.Places[i]
		switch {
		case len(t.From) == 0 || !t.Seen:
		case t.Found:
			seen++
		case t.Scripted && !(t.Siblings >= fewSiblings && isText(in.Site, t.Page)):
			unsure++
		default:
			seen++
			if t.Scripted {
				sure = verdict.Likely
			}
			ev := places(t.From, t.URL, "")
			found = append(found, checks.Find(checks.Msg("place", "name", t.Name, "pages", t.Total), ev...))
		}
	}
	if seen == 0 {
		return checks.Unknown(checks.Msg("none"))
	}
	o := checks.Pass(checks.Msg("fine", "seen", seen, "bad", len(found), "unsure", unsure))
	if float64(len(found)) > p.Pass*float64(seen) {
		o = checks.Warn(checks.Msg("missing", "bad", len(found), "seen", seen), found...)
		o.Confidence = sure
	}
	o.Seen = seen
	return o
}

// isText reports whether a page is one that is read: widgets bring parts of their own into pages that sell.
func isText(site *facts.Site, p *snapshot.Page) bool {
	held := site.Content(p)
	if held == nil {
		return false
	}
	switch site.Role(held) {
	case facts.RolePolicy, facts.RoleHelp, facts.RoleGuide, facts.RoleAbout, facts.RoleContact, facts.RoleBlog, facts.RoleContent:
		return true
	default:
		return false
	}
}

package privacy

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// USOptOut looks, where services that follow visitors to advertise are at work, for the link by which Californians tell a shop not to sell or share their data.
// Whether the law applies goes by the shop's size, which cannot be seen, so it never fails. A shop that says that it sells no data passes.
var USOptOut = checks.Site(checks.Meta{
	ID:     "privacy-us-optout",
	Title:  "Californians find the link to opt out of the sale of their data",
	Why:    "Where a shop passes visitors' data on to advertise, Californian visitors may say no, by a link on the home page.",
	Fix:    "Add a link \"Your Privacy Choices\" or \"Do Not Sell or Share My Personal Information\" to the footer. Consent tools bring one along. If you do not sell or share data, say so in the privacy policy.",
	Effort: 1,
	Messages: map[string]string{
		"link":    "A link to opt out is shown: {label}",
		"unsold":  "The privacy policy says that data are not sold: {line}",
		"missing": "Services that follow visitors to advertise are at work, and no link to opt out was found: {services}",
		"here":    "{service} is at work here",
		"none":    "No service that follows visitors to advertise was seen at work",
		"blind":   "Whether such services are at work shows in a browser only",
	},
	Factor: verdict.Privacy, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "California Consumer Privacy Act, Civil Code § 1798.135", URL: "https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=CIV&sectionNum=1798.135.", Market: "us"}},
	Needs:   snapshot.HavePages, Markets: []string{"us"}, Since: "0.1",
}, struct{}{}, judgeUSOptOut)

// optOutLabels are parts of what the link is called, in lower case.
var optOutLabels = []string{"do not sell", "don't sell", "your privacy choices", "privacy choices", "opt out of sale", "opt-out of sale", "limit the use of my sensitive", "california privacy rights", "no vender mi", "opciones de privacidad"}

// unsold are parts of sentences by which a privacy policy says that nothing is sold.
var unsold = []string{"do not sell your personal", "do not sell personal", "don't sell your personal", "never sell your personal", "not sell or share", "do not sell or rent", "do not sell, rent", "will not sell your", "never sell your", "do not sell any personal", "do not sell your data", "do not sell your information"}

func judgeUSOptOut(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if label := optOut(site); label != "" {
		return checks.Pass(checks.Msg("link", "label", label))
	}
	for _, pol := range site.Policies(facts.PolicyPrivacy) {
		for line := range strings.Lines(strings.ToLower(pol.Text)) {
			if slices.ContainsFunc(unsold, func(w string) bool { return strings.Contains(line, w) }) {
				return checks.Pass(checks.Msg("unsold", "line", clipLine(line)))
			}
		}
	}
	found := advertisers(in)
	switch {
	case len(found) == 0 && in.Snap.Have&snapshot.HaveBrowser == 0:
		return checks.Unknown(checks.Msg("blind"))
	case len(found) == 0:
		return checks.NotApplicable(checks.Msg("none"))
	}
	var names []string
	var findings []verdict.Finding
	for name := range found {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		findings = append(findings, found[name].finding)
	}
	o := checks.Warn(checks.Msg("missing", "services", names), findings...)
	o.Confidence = verdict.Likely
	return checks.Absent(in, o)
}

// optOut returns what a link on the home page is called by which visitors opt out, or a button.
func optOut(site *facts.Site) string {
	if site.Home == nil {
		return ""
	}
	home := site.Read(site.Home)
	is := func(id snapshot.StrID) bool {
		text := strings.ToLower(site.Snap.Str(id))
		return len(text) < 120 && slices.ContainsFunc(optOutLabels, func(w string) bool { return strings.Contains(text, w) })
	}
	for l := range site.Snap.Links(home) {
		if is(l.Text) {
			return site.Snap.Str(l.Text)
		}
	}
	buttons := slices.Clone(home.Buttons)
	for _, id := range home.Blocks {
		if b := site.Snap.Block(id); b != nil {
			buttons = append(buttons, b.Buttons...)
		}
	}
	for _, b := range buttons {
		if is(b) {
			return site.Snap.Str(b)
		}
	}
	return ""
}

// advertisers are the services that follow visitors to advertise and were at work: as the browser saw, or as the pages themselves report to them.
func advertisers(in *checks.Input) map[string]follower {
	all := map[string]follower{}
	for _, r := range in.Site.Rendered() {
		if r.Look != nil {
			followers(r.URL, r.Look.Cookies, r.Look.Asked, all)
		}
	}
	goods := in.Site.ByRole(facts.RoleProduct)
	pages := append(slices.Clone(in.Site.ByRole(facts.RoleHome)), goods[:min(len(goods), 3)]...)
	for p := range in.Site.Each(pages) {
		for i := range p.Links {
			address := in.Snap.Str(p.Links[i].To)
			name, kind := vendor.Tracker(address)
			if _, known := all[name]; name == "" || known {
				continue
			}
			at, _, _ := strings.Cut(address, "?")
			all[name] = follower{name, kind, checks.Find(checks.Msg("here", "service", name), verdict.Evidence{URL: in.Site.URL(p), Target: at})}
		}
	}
	for name, f := range all {
		if f.kind != vendor.TrackerAds {
			delete(all, name)
			continue
		}
		f.finding.Message = checks.Msg("here", "service", name)
		all[name] = f
	}
	return all
}

// clipLine shortens a line to what a report shows of it.
func clipLine(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 160 {
		s = strings.ToValidUTF8(s[:160], "") + " …"
	}
	return s
}

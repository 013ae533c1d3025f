package privacy

import (
	"maps"
	"net/url"
	"slices"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/consent"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ConsentFirst looks what a browser stored, and to whom it reported, before any choice was made: cookies and reports of services that advertise or
// count visits. That a service's script is loaded is no report, and a report that says that no consent was given does not count. Many shops ask visitors
// of some countries only: where no notice was seen, it may be our place, so that is told and not failed.
var ConsentFirst = checks.Site(checks.Meta{
	ID:    "privacy-consent-first",
	Title: "Nobody is followed before agreeing to it",
	Why:   "Visitors are asked whether they may be followed; where that has begun already, the question is worth nothing.",
	Fix: "Have your consent tool hold back the services listed here until visitors agree; with a tag manager, give each of their tags the consent it needs. " +
		"Then open the shop in a new private window and look at the cookies before you click anything.",
	Effort: 3,
	Messages: map[string]string{
		"none":      "No cookie of a known service that follows visitors was stored, and no report sent to one, before any choice (pages loaded: {pages})",
		"analytics": "Services that count visits were at work before any choice: {services}",
		"ads":       "Services that follow visitors to advertise were at work before any choice, though the shop asks for one: {services}",
		"unasked":   "Services that follow visitors were at work, and no notice was seen where this program ran; visitors of other countries may be asked: {services}",
		"cookie":    "{service} stored the cookie {name}",
		"report":    "{service} was told of the visit",
		"not-seen":  "No page was loaded in the browser to its end",
	},
	Factor: verdict.Privacy, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{eprivacy},
	Needs:   snapshot.HaveBrowser, Markets: []string{"eu", "uk"}, Since: "0.1",
}, struct{}{}, judgeConsentFirst)

var eprivacy = verdict.Source{Title: "ePrivacy Directive 2002/58/EC, article 5(3)", URL: "https://eur-lex.europa.eu/eli/dir/2002/58", Market: "eu"}

// follower is a service that was at work before any choice.
type follower struct {
	name    string
	kind    vendor.TrackerKind
	finding verdict.Finding
}

func judgeConsentFirst(in *checks.Input, _ struct{}) checks.Outcome {
	found := map[string]follower{}
	pages, asked := 0, false
	for _, r := range in.Site.Rendered() {
		if r.Look == nil || r.Look.Cookies == nil && r.Fault != "" {
			continue
		}
		pages++
		_, seen := noticeOf(r.Look)
		asked = asked || seen || framedNotice(r.Look) != ""
		followers(r.URL, r.Look.Cookies, r.Look.Asked, found)
	}
	if pages == 0 {
		return checks.Unknown(checks.Msg("not-seen"))
	}
	if len(found) == 0 {
		o := checks.Pass(checks.Msg("none", "pages", pages))
		o.Seen, o.Confidence = pages, verdict.Likely // of services that we know
		return o
	}
	names, findings, ads := summed(found)
	o := checks.Warn(checks.Msg("analytics", "services", names), findings...)
	switch {
	case ads && asked:
		o = checks.Fail(checks.Msg("ads", "services", names), findings...)
	case !asked:
		o = checks.Warn(checks.Msg("unasked", "services", names), findings...)
	}
	o.Seen, o.Confidence = pages, verdict.Likely
	return o
}

// summed lists services by their names, and says whether one of them is there to advertise.
func summed(found map[string]follower) (names []string, findings []verdict.Finding, ads bool) {
	names = slices.Sorted(maps.Keys(found))
	for _, name := range names {
		ads = ads || found[name].kind == vendor.TrackerAds
		findings = append(findings, found[name].finding)
	}
	return names, findings, ads
}

// followers adds the services that a page's cookies and requests tell of.
func followers(page string, cookies []snapshot.Stored, asked []string, found map[string]follower) {
	add := func(name string, kind vendor.TrackerKind, f verdict.Finding) {
		if _, known := found[name]; name != "" && !known {
			found[name] = follower{name, kind, f}
		}
	}
	for _, c := range cookies {
		name, kind := vendor.TrackerCookie(c.Name, c.Domain)
		add(name, kind, checks.Find(checks.Msg("cookie", "service", name, "name", c.Name), verdict.Evidence{URL: page, Snippet: c.Name, Value: c.Domain}))
	}
	for _, address := range asked {
		name, kind := vendor.Tracker(address)
		if name == "" {
			continue
		}
		u, err := url.Parse(address)
		if err != nil {
			continue
		}
		u.RawQuery, u.Fragment = "", ""
		add(name, kind, checks.Find(checks.Msg("report", "service", name), verdict.Evidence{URL: page, Target: u.String()}))
	}
}

// noticeOf returns the notice on cookies of a page: the one that speaks of them and has the most buttons that say something.
func noticeOf(l *snapshot.Look) (snapshot.Notice, bool) {
	var best snapshot.Notice
	most := 0
	for _, n := range l.Notices {
		if !n.Named && !consent.About(n.Text) {
			continue
		}
		told := 0
		for _, b := range n.Buttons {
			if consent.RoleOf(b.Text) != "" {
				told++
			}
		}
		if consent.About(n.Text) {
			told++
		}
		if told > most {
			best, most = n, told
		}
	}
	return best, most >= 2
}

// framedNotice returns the host of a consent tool that shows its notice in a frame of its own, "" where there is none.
func framedNotice(l *snapshot.Look) string {
	for _, f := range l.Frames {
		if u, err := url.Parse(f.URL); err == nil && f.Visible && vendor.ConsentHost(u.Hostname()) {
			return u.Hostname()
		}
	}
	return ""
}

package nav

import (
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// InternalSettings say how many of the links may be broken.
type InternalSettings struct {
	Pass  float64 `toml:"pass"`  // share up to which all is well
	Warn  float64 `toml:"warn"`  // share above which it fails
	Few   int     `toml:"few"`   // with fewer links followed, a single broken one only warns
	Solid int     `toml:"solid"` // with fewer links followed, the share is less sure
}

// BrokenInternal takes the share of the shop's own linked addresses that are gone. Every fault counts in one place only: links of the
// frame in nav-broken-primary, answers of 5xx in nav-server-errors, rings in nav-redirect-loop; here they are links that were followed.
var BrokenInternal = checks.Site(checks.Meta{
	ID:     "nav-broken-internal",
	Title:  "Links within the shop lead to pages that exist",
	Why:    "Dead links stop a visitor on the way to a purchase and make the whole shop look abandoned.",
	Fix:    "Correct the links listed here, or redirect the old addresses to the page that took their place (a product's successor, its category).",
	Effort: 1,
	Messages: map[string]string{
		"none-broken": "None of the links within the shop that were followed is broken: {seen}",
		"few-broken":  "{bad} of {seen} links within the shop that were followed are broken, which is few enough",
		"broken":      "{bad} of {seen} links within the shop that were followed are broken",
		"unseen":      "No link within the shop could be followed",
		"target":      "Leads to {answer}; pages with this link: {pages}",
		"alike":       "Links called \"{text}\" lead to {answer}, all in {folder}: {n} addresses",
		"form":        "The form's button leads to {answer}; pages with this form: {pages}",
		"address":     "An address that no program can open; pages with this link: {pages}",
		"mail":        "A mail address to which nothing can be sent; pages with this link: {pages}",
		"phone":       "A telephone link without a number; pages with this link: {pages}",
		"port":        "An address with a number (port) that browsers refuse to open; pages with this link: {pages}",
	},
	Factor: verdict.Navigation, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "Stanford Guidelines for Web Credibility; the shares are a convention of this project"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, InternalSettings{Pass: 0.005, Warn: 0.02, Few: 20, Solid: 100}, judgeBrokenInternal)

func judgeBrokenInternal(in *checks.Input, p InternalSettings) checks.Outcome {
	var faults []checks.Fault
	var written []verdict.Finding // in addresses as they are written
	seen, met := map[string]bool{}, map[string]bool{}
	sure := verdict.Sure
	for i := range in.Site.Targets {
		t := &in.Site.Targets[i]
		s := in.Site.State(t)
		if s == facts.Unclear || t.Page == nil && t.Loaded { // files of which pages are made are the matter of other checks
			continue
		}
		key := withoutFacets(t.URL)
		seen[key] = true
		if !facts.Broken(s) || s == facts.ServerError || met[key] || inFrame(in.Site, t) || in.Site.IsCart(t) {
			continue
		}
		met[key] = true
		sure = lessSure(sure, certainty(s, t.Exchange()))
		answer := in.Site.AnswerOf(t)
		faults = append(faults, faultOf(t, answer, checks.Msg("target", "answer", answer, "pages", t.Total)))
	}
	for i := range in.Site.Malformed {
		if t := &in.Site.Malformed[i]; len(t.From) > 0 && !inFrame(in.Site, t) && !statedContact(in.Site, t) {
			seen[t.URL], met[t.URL] = true, true
			d, _ := in.Site.DefectOf(t.URL)
			written = append(written, checks.Find(checks.Msg(string(d), "pages", t.Total), places(t.From, t.URL, defects[d])...))
		}
	}
	faults = append(faults, formFaults(in.Site, seen, met)...)
	if len(seen) == 0 {
		return checks.Unknown(checks.Msg("unseen"))
	}
	o := internalOutcome(len(met), len(seen), append(checks.Group(faults, "alike"), written...), p)
	if len(met) == 0 || len(seen) >= p.Solid {
		o.Confidence = sure
	}
	return o
}

// formFaults are the forms whose button leads nowhere.
func formFaults(site *facts.Site, seen, met map[string]bool) (faults []checks.Fault) {
	for i := range site.Parts {
		t := &site.Parts[i]
		if !t.Own || !t.Used(snapshot.LinkForm) || t.State() == facts.Unclear {
			continue
		}
		seen[t.URL] = true
		if t.State() != facts.Gone || met[t.URL] { // any other answer may be to the lack of words
			continue
		}
		met[t.URL] = true
		answer := facts.Answer(facts.Gone, &t.Probe.Exchange)
		faults = append(faults, checks.Fault{Target: t.URL, Answer: answer, Text: t.From[0].Text, Zone: facts.Place(t.From[0].Zone),
			Message: checks.Msg("form", "answer", answer, "pages", t.Total), Evidence: places(t.From, t.URL, answer)})
	}
	return faults
}

func internalOutcome(bad, seen int, findings []verdict.Finding, p InternalSettings) checks.Outcome {
	share := float64(bad) / float64(seen)
	o := checks.Outcome{Graded: true, Grade: checks.Linear(share, p.Pass, p.Warn), Confidence: verdict.Likely, Seen: seen}
	switch {
	case bad == 0:
		o.Status, o.Reason = verdict.Pass, checks.Msg("none-broken", "seen", seen)
	case share <= p.Pass:
		o.Status, o.Reason = verdict.Pass, checks.Msg("few-broken", "bad", bad, "seen", seen)
	case share <= p.Warn || bad == 1 && seen < p.Few:
		o.Status, o.Grade = verdict.Warn, max(o.Grade, 0.5)
	default:
		o.Status = verdict.Fail
	}
	if o.Status != verdict.Pass {
		o.Reason, o.Findings = checks.Msg("broken", "bad", bad, "seen", seen), findings
	}
	return o
}

// withoutFacets drops from an address what only sorts, filters or lays out a list, so that one list counts as one link.
func withoutFacets(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.RawQuery == "" {
		return snapshot.Key(address)
	}
	keep := slices.DeleteFunc(snapshot.Params(u.RawQuery), func(param string) bool {
		name, _, _ := strings.Cut(strings.ToLower(param), "=")
		switch name {
		case "sort", "sortby", "sort_by", "order", "orderby", "order_by", "dir", "direction", "limit", "perpage", "per_page", "view", "display", "layout", "min_price", "max_price", "price":
			return true
		}
		return strings.HasPrefix(name, "filter")
	})
	u.RawQuery = strings.Join(keep, "&")
	return snapshot.Key(u.String())
}

package render

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// ImageSettings say how many pictures of goods may be lost.
type ImageSettings struct {
	Warn float64 `toml:"warn"` // share above which it fails
}

// BrokenImages takes the share of the pictures of goods, of every size, that do not load.
var BrokenImages = checks.Site(checks.Meta{
	ID:     "render-broken-images",
	Title:  "Pictures of goods load",
	Why:    "Nobody buys what cannot be seen, and holes where pictures should be make a shop look given up.",
	Fix:    "Upload the pictures again, or have your shop system make its sizes anew (many have a command to regenerate pictures). Where all are in one folder, look whether it was moved.",
	Effort: 3,
	Messages: map[string]string{
		"none":  "No picture of goods was asked for",
		"load":  "Pictures of goods that were asked for: {seen}; all of them load",
		"lost":  "{bad} of {seen} pictures of goods that were asked for do not load",
		"file":  "{element}: leads to {answer}; pages that use it: {pages}",
		"named": "{element}: leads to {answer}; named by {sheet}",
		"alike": "{text}: files in {folder} lead to {answer}: {n}",
	},
	Factor: verdict.PresentationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Everard & Galletta (2005), How presentation flaws affect perceived site quality, trust, and intention to purchase from an online store", URL: "https://doi.org/10.2753/MIS0742-1222220303"}},
	Needs:   snapshot.HavePages | snapshot.HaveParts, Since: "0.1",
}, ImageSettings{Warn: 0.02}, judgeBrokenImages)

func judgeBrokenImages(in *checks.Input, p ImageSettings) checks.Outcome {
	sends := folders(in.Site.Parts)
	var faults []checks.Fault
	seen, sure := 0, verdict.Sure
	for i := range in.Site.Parts {
		part := &in.Site.Parts[i]
		if part.State() == facts.Unclear || !showsGoods(in.Site, part) {
			continue
		}
		seen++
		if lost(part, sends) {
			sure = lessSure(sure, certainty(part))
			faults = append(faults, faultOf(part))
		}
	}
	if seen == 0 {
		return checks.Unknown(checks.Msg("none"))
	}
	o := checks.Pass(checks.Msg("load", "seen", seen))
	if bad := len(faults); bad > 0 {
		share := float64(bad) / float64(seen)
		o = checks.Warn(checks.Msg("lost", "bad", bad, "seen", seen), checks.Group(faults, "alike")...)
		if share > p.Warn && bad > 1 {
			o.Status = verdict.Fail
		}
		o.Graded, o.Grade, o.Confidence = true, checks.Linear(share, 0, p.Warn), sure
		if o.Status == verdict.Warn {
			o.Grade = max(o.Grade, 0.5)
		}
	}
	o.Seen = seen
	return o
}

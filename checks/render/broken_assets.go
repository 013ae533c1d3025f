package render

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// AssetSettings say how many pictures may be lost.
type AssetSettings struct {
	Warn float64 `toml:"warn"` // share of the pictures asked for above which it fails
	Few  int     `toml:"few"`  // fewer lost pictures never fail
}

// BrokenAssets looks whether the files of which pages are made load: style sheets, scripts, fonts, pictures, icons, films, also those that style
// sheets name. Pictures of goods are the matter of render-broken-images, linked files that of nav-broken-internal.
var BrokenAssets = checks.Site(checks.Meta{
	ID:     "render-broken-assets",
	Title:  "The files of which pages are made load",
	Why:    "Without its style sheet a page falls apart, without its script buttons do nothing, and holes where pictures should be look neglected.",
	Fix:    "Open the addresses listed here. Upload what is missing, or remove the reference to it from the theme, the style sheet or the plug-in that is named; clear the caches of your shop afterwards.",
	Effort: 3,
	Messages: map[string]string{
		"none":    "No file that pages use was asked for",
		"load":    "Files that pages use and that were asked for: {seen} of {found}; all of them load",
		"pillars": "Style sheets and scripts of the shop that do not load: {pillars}; other files: {others}; asked for: {seen} of {found}",
		"others":  "Files that pages use and that do not load: {others}; asked for: {seen} of {found}",
		"file":    "{element}: leads to {answer}; pages that use it: {pages}",
		"named":   "{element}: leads to {answer}; named by {sheet}",
		"alike":   "{text}: files in {folder} lead to {answer}: {n}",
	},
	Factor: verdict.SystemQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "HTML Standard, fetching resources", URL: "https://html.spec.whatwg.org/multipage/urls-and-fetching.html"}},
	Needs:   snapshot.HavePages | snapshot.HaveParts, Since: "0.1",
}, AssetSettings{Warn: 0.02, Few: 3}, judgeBrokenAssets)

func judgeBrokenAssets(in *checks.Input, p AssetSettings) checks.Outcome {
	sends := folders(in.Site.Parts)
	var faults []checks.Fault
	seen, pillars, pictures, lostPictures, sure := 0, 0, 0, 0, verdict.Sure
	for i := range in.Site.Parts {
		part := &in.Site.Parts[i]
		s := part.State()
		if s == facts.Unclear || len(part.From) > 0 && !part.Loaded() || showsGoods(in.Site, part) {
			continue
		}
		seen++
		picture := part.Used(snapshot.LinkImage)
		if picture {
			pictures++
		}
		if !lost(part, sends) {
			continue
		}
		switch {
		case part.Own && (part.Used(snapshot.LinkStyle) || part.Used(snapshot.LinkScript)):
			pillars++
		case picture:
			lostPictures++
		}
		sure = lessSure(sure, certainty(part))
		faults = append(faults, faultOf(part))
	}
	found := in.Snap.Found[snapshot.ProbePart]
	if seen == 0 {
		return checks.Unknown(checks.Msg("none"))
	}
	bad := len(faults)
	o := checks.Pass(checks.Msg("load", "seen", seen, "found", found))
	switch many := lostPictures >= p.Few && float64(lostPictures) > p.Warn*float64(pictures); {
	case pillars > 0:
		o = checks.Fail(checks.Msg("pillars", "pillars", pillars, "others", bad-pillars, "seen", seen, "found", found), checks.Group(faults, "alike")...)
	case bad > 0:
		o = checks.Warn(checks.Msg("others", "others", bad, "seen", seen, "found", found), checks.Group(faults, "alike")...)
		if many {
			o.Status = verdict.Fail
		}
	}
	o.Seen = seen
	if bad > 0 {
		o.Confidence = sure
	}
	return o
}

// lessSure returns the lesser of two confidences.
func lessSure(a, b verdict.Confidence) verdict.Confidence {
	if a.Weight() < b.Weight() {
		return a
	}
	return b
}

package render

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// AltSettings say for how many pictures a text is wanted.
type AltSettings struct {
	Pass float64 `toml:"pass"` // share from which all is well
}

// ImgAlt takes the share of pictures on product pages that have a text in their place. An empty text marks a picture as decoration, which is
// right for further views of what is already named; a product page all of whose pictures are marked so lacks one. It never fails: very small
// sellers are exempt from the law.
var ImgAlt = checks.Site(checks.Meta{
	ID:     "render-img-alt",
	Title:  "Pictures of products have a text in their place",
	Why:    "Blind customers hear the text instead of the picture, and everybody reads it where the picture does not load.",
	Fix:    "Enter a short text for each product picture that says what is seen (\"blue mug with handle\"), in the field that shop systems call alternative text.",
	Effort: 1,
	Messages: map[string]string{
		"none":  "No product page with pictures was read",
		"named": "Pictures on product pages with a text in their place: {good} of {seen}",
		"bare":  "Pictures on product pages without a text in their place: {bad} of {seen}",
		"page":  "Pictures without a text; product pages with such pictures: {pages}",
	},
	Factor: verdict.PresentationQuality, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{
		{Title: "European Accessibility Act, Directive (EU) 2019/882", URL: "https://eur-lex.europa.eu/eli/dir/2019/882/oj", Market: "eu"},
		{Title: "WCAG 2.1, 1.1.1 Non-text Content", URL: "https://www.w3.org/TR/WCAG21/#non-text-content"},
	},
	Needs: snapshot.HavePages, Markets: []string{"eu"}, Since: "0.1",
}, AltSettings{Pass: 0.90}, judgeImgAlt)

// mostPlaces bounds the places named in one finding.
const mostPlaces = 20

func judgeImgAlt(in *checks.Input, p AltSettings) checks.Outcome {
	var ev []verdict.Evidence
	good, bad, pages := 0, 0, 0
	for page := range in.Site.Each(in.Site.ByRole(facts.RoleProduct)) {
		named, bare, first := texts(in.Snap, page)
		good, bad = good+named, bad+bare
		if bare == 0 {
			continue
		}
		if pages++; len(ev) < mostPlaces {
			ev = append(ev, verdict.Evidence{URL: in.Site.URL(page), Target: first, Selector: "img", Limit: "alt"})
		}
	}
	seen := good + bad
	if seen == 0 {
		return checks.Unknown(checks.Msg("none"))
	}
	o := checks.Pass(checks.Msg("named", "good", good, "seen", seen))
	if share := float64(good) / float64(seen); share < p.Pass {
		o = checks.Warn(checks.Msg("bare", "bad", bad, "seen", seen), checks.Find(checks.Msg("page", "pages", pages), ev...))
		o.Graded, o.Grade = true, max(0.5, checks.Linear(share, p.Pass, 0))
	}
	o.Seen = seen
	return o
}

// texts counts the pictures of a page with a text and without one; first is the first without.
func texts(snap *snapshot.Snapshot, page *snapshot.Page) (named, bare int, first string) {
	decoration := ""
	for _, img := range page.Images {
		src := snap.Str(img.Src)
		switch {
		case strings.HasPrefix(src, "svg:"):
			continue
		case strings.TrimSpace(snap.Str(img.Alt)) != "":
			named++
		case img.NoAlt:
			if bare++; first == "" {
				first = src
			}
		case decoration == "":
			decoration = src
		}
	}
	if named == 0 && bare == 0 && decoration != "" {
		return 0, 1, decoration
	}
	return named, bare, first
}

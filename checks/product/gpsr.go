package product

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// GPSRSettings say on how many product pages the maker must be named.
type GPSRSettings struct {
	// Pass is the least share, 0 to 1, of product pages that name the maker.
	Pass float64 `toml:"pass"`
}

// GPSR looks for who made the goods and how to reach them: beside the product, in a part that opens, or on a page that a link so named leads to. Food, drinks
// and cosmetics have rules of their own, digital goods none. Stock from before the rule needs no such note either, so the check only warns.
var GPSR = checks.Site(checks.Meta{
	ID:     "product-gpsr",
	Title:  "Product pages say who made the goods and how to reach them",
	Why:    "When something is wrong with the goods, buyers and authorities need somebody in the market who answers for them.",
	Fix:    "Write onto each product page the maker's name, postal address and e-mail address or website; for makers outside the EU those of the person responsible in the EU as well.",
	Effort: 3,
	Messages: map[string]string{
		"named":   "Products whose maker can be reached: {good} of {seen}",
		"name":    "Products that name the maker without a way to reach them: {bad} of {seen}",
		"missing": "Products without a word on their maker: {bad} of {seen}",
		"page":    "Nothing on the maker was found",
		"bare":    "The maker is named without address",
		"exempt":  "Only goods to which the rule does not apply were seen",
		"none":    "No product page could be read",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "General Product Safety Regulation (EU) 2023/988, article 19", URL: "https://eur-lex.europa.eu/eli/reg/2023/988/oj"}},
	Needs:   snapshot.HavePages, Markets: []string{"eu", "de", "at", "fr", "es", "it", "nl", "pl"}, Since: "0.1",
	Rests: []string{"product-maker"},
}, GPSRSettings{Pass: 0.5}, judgeGPSR)

func judgeGPSR(in *checks.Input, s GPSRSettings) checks.Outcome {
	site := in.Site
	var bare, missing []verdict.Finding
	read, seen, named := 0, 0, 0
	for i := range site.Products {
		p := &site.Products[i]
		if !p.Kept {
			continue
		}
		read++
		page := site.Read(p.Page)
		if exempt(site, page) {
			continue
		}
		seen++
		switch maker(in, page) {
		case reachable:
			named++
		case nameOnly:
			bare = append(bare, checks.Find(checks.Msg("bare"), verdict.Evidence{URL: p.URL, Snippet: p.Name}))
		default:
			missing = append(missing, checks.Find(checks.Msg("page"), verdict.Evidence{URL: p.URL, Snippet: p.Name}))
		}
	}
	var o checks.Outcome
	switch {
	case read == 0:
		return checks.Unknown(checks.Msg("none"))
	case seen == 0 || site.SellsDigital:
		return checks.NotApplicable(checks.Msg("exempt"))
	case float64(named) >= s.Pass*float64(seen):
		o = checks.Pass(checks.Msg("named", "good", named, "seen", seen))
	case len(missing) > len(bare):
		o = checks.Warn(checks.Msg("missing", "bad", len(missing), "seen", seen), missing...)
	default:
		o = checks.Warn(checks.Msg("name", "bad", len(bare), "seen", seen), bare...)
	}
	o.Seen = seen
	if o.Status != verdict.Pass {
		o.Confidence = verdict.Likely
		return checks.Absent(in, o)
	}
	return o
}

// exempt reports whether other rules hold for the goods of a page.
func exempt(_ *facts.Site, p *snapshot.Page) bool {
	m := cue.Default()
	for _, h := range m.Match(p.Text, cue.Body, p.Lang) {
		if (h.Concept == cue.Ingredients || h.Concept == cue.DigitalOnly) && h.Weight >= 0.29 {
			return true
		}
	}
	return false
}

// reach is how far a page tells of the maker.
type reach int

const (
	unnamed reach = iota
	nameOnly
	reachable
)

// maker reads what a page and its dialogs say of who made the goods.
func maker(in *checks.Input, p *snapshot.Page) reach {
	best := unnamed
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkAnchor && !l.Zone.Shared() && l.Text != 0 && cue.Default().Has(in.Snap.Str(l.Text), cue.LinkText, p.Lang, cue.MakerField) {
			return reachable
		}
	}
	texts := []string{p.Text}
	for _, id := range p.Blocks {
		if b := in.Snap.Block(id); b != nil && b.Zone == snapshot.ZoneDialog {
			texts = append(texts, b.Text)
		}
	}
	for _, text := range texts {
		for _, h := range cue.Default().Match(text, cue.Body, p.Lang) {
			if h.Concept == cue.MakerField && h.Weight >= 0.29 {
				best = max(best, behind(text[h.End:]))
			}
		}
	}
	for i := range p.Data {
		if best == unnamed && (p.Data[i].Props["manufacturer.name"] != "" || p.Data[i].Props["manufacturer"] != "") {
			best = nameOnly
		}
	}
	return best
}

// behind reads what follows the word for a maker: a name, and with it a postal code or street number and a way to write to them.
func behind(text string) reach {
	const reachOfNote = 420
	text = strings.ToLower(text[:min(len(text), reachOfNote)])
	if !strings.Contains(text, "@") && !strings.Contains(text, "www.") && !strings.Contains(text, "http") && !strings.Contains(text, "(at)") {
		return nameOnly
	}
	digits := 0
	for _, c := range text {
		if c >= '0' && c <= '9' {
			if digits++; digits >= 4 {
				return reachable
			}
			continue
		}
		digits = 0
	}
	return nameOnly
}

package product

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// QualityProofSettings say on how many product pages there must be something that tells the quality of goods.
type QualityProofSettings struct {
	// Pass is the least share, 0 to 1, of product pages that show it.
	Pass float64 `toml:"pass"`
}

// QualityProof looks on product pages for what tells the quality of goods: materials, ingredients, care, test marks, certificates, measures. Pictures of such
// things cannot be read, and services and digital goods have none, so it never fails.
var QualityProof = checks.Site(checks.Meta{
	ID:     "product-quality-proof",
	Title:  "Products say of what they are made and how they were tested",
	Why:    "Who cannot touch the goods judges them by what is said of them: materials, ingredients, measures, tests.",
	Fix:    "Give each product a short table: material or ingredients, measures, care, and test marks or certificates where there are any.",
	Effort: 3,
	Messages: map[string]string{
		"shown":   "Products that say what they are made of or how they were tested: {good} of {seen}",
		"missing": "Products that say neither of what they are made nor how they were tested: {bad} of {seen}",
		"page":    "No material, ingredients, measures, care or test mark was found",
		"none":    "No product page could be read",
		"digital": "The shop sells digital goods or services",
		"used":    "Only used goods were seen, of which the condition tells more",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Project convention: product quality and its proof as a part of platform trust"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, QualityProofSettings{Pass: 0.5}, judgeQualityProof)

func judgeQualityProof(in *checks.Input, s QualityProofSettings) checks.Outcome {
	var findings []verdict.Finding
	read, seen, used := 0, 0, 0
	for i := range in.Site.Products {
		p := &in.Site.Products[i]
		if !p.Kept && !p.Proof || p.Page.Shell || p.Page.Truncated {
			continue
		}
		if read++; p.Digital {
			continue
		}
		if p.Used { // what matters of them is their condition
			used++
			continue
		}
		if seen++; !p.Proof {
			findings = append(findings, checks.Find(checks.Msg("page"), verdict.Evidence{URL: p.URL, Snippet: p.Name}))
		}
	}
	switch bad := len(findings); {
	case read == 0:
		return checks.Unknown(checks.Msg("none"))
	case seen == 0 && used > 0:
		return checks.NotApplicable(checks.Msg("used"))
	case seen == 0 || in.Site.SellsDigital:
		return checks.NotApplicable(checks.Msg("digital"))
	default:
		o := checks.ByShare(seen, findings, s.Pass, 0, checks.Msg("shown", "good", seen-bad, "seen", seen), checks.Msg("missing", "bad", bad, "seen", seen))
		if o.Status != verdict.Pass {
			o.Confidence = verdict.Likely
		}
		return o
	}
}

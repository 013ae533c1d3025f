package reputation

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// DomainFacts stands for what registries know of a shop's name: its age, registrar and country. Such facts tell young and small shops from
// old and large ones, not good from bad; they never count in a score, and nothing is asked of outside sources unless that was configured.
var DomainFacts = checks.Site(checks.Meta{
	ID:     "reputation-domain-facts",
	Title:  "Facts about the domain name are for information only",
	Why:    "Operators of market places sometimes want to know how old a name is. A young name says nothing about honesty, so it never counts in the score.",
	Fix:    "Do nothing: this is for information and changes no score.",
	Effort: 1,
	Messages: map[string]string{
		"not-asked": "No outside source was asked about the domain name; it would not count in the score",
		"operators": "What outside sources say about the domain name is reported to operators only and does not count in the score",
	},
	Factor: verdict.Reputation, Stage: verdict.StageInitial, Severity: verdict.Info,
	Sources: []verdict.Source{{Title: "Beyond Phish (2023) and Janavičiūtė et al. (2024): features by which shops are told apart; not used for scoring"}},
	Since:   "0.1",
}, struct{}{}, judgeDomainFacts)

func judgeDomainFacts(in *checks.Input, _ struct{}) checks.Outcome {
	if !in.Snap.Have.Has(snapshot.HaveLookup) {
		return checks.NotApplicable(checks.Msg("not-asked"))
	}
	return checks.Unknown(checks.Msg("operators"))
}

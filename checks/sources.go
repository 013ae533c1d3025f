package checks

import (
	"slices"

	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/verdict"
)

// RulesFor returns the rules with the sources that mean something to this seller: laws of markets that the shop does not sell to are left out once
// it is known where it sells, unless nothing else would say why.
func (s *Set) RulesFor(in *Input) map[string]verdict.Rule {
	rules := s.Rules()
	if len(in.Site.ScoredMarkets()) == 0 {
		return rules
	}
	var codes []string
	for _, m := range in.Site.Markets {
		codes = append(codes, m.Code)
	}
	for id, r := range rules {
		r.Sources = ownSources(r.Sources, codes, in.Duties)
		rules[id] = r
	}
	return rules
}

// ownSources leaves out the sources of markets that are none of codes, or keeps all where none would be left.
func ownSources(sources []verdict.Source, codes []string, duties *market.Set) []verdict.Source {
	var own []verdict.Source
	for _, src := range sources {
		if src.Market == "" || slices.ContainsFunc(codes, func(code string) bool { return covers(duties, code, []string{src.Market}, 0) }) {
			own = append(own, src)
		}
	}
	if len(own) == 0 {
		return sources
	}
	return own
}

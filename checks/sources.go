package checks

import (
	"slices"

	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/verdict"
)

// RulesFor returns the rules with the sources that mean something to this seller: laws of markets that the shop does not sell to are left out once
// it is known where it sells. Where nothing is left, the duty of its own market stands in, or else all stay: something has to say why.
func (s *Set) RulesFor(in *Input) map[string]verdict.Rule {
	rules := s.Rules()
	codes := in.Site.ScoredMarkets()
	if len(codes) == 0 {
		return rules
	}
	for id, r := range rules {
		own := ownSources(r.Sources, codes, in.Duties)
		if len(own) == 0 {
			if d := duty(id, in); d != nil {
				own = append(own, *d)
			}
		}
		if len(own) > 0 {
			r.Sources = own
			rules[id] = r
		}
	}
	return rules
}

// ownSources leaves out the sources of markets that are none of codes.
func ownSources(sources []verdict.Source, codes []string, duties *market.Set) []verdict.Source {
	var own []verdict.Source
	for _, src := range sources {
		if src.Market == "" || slices.ContainsFunc(codes, func(code string) bool { return covers(duties, code, []string{src.Market}, 0) }) {
			own = append(own, src)
		}
	}
	return own
}

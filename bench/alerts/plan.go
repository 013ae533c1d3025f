package main

import "github.com/shopvet/shopvet/internal/shopgen"

const (
	rounds       = 6
	roundOfKill  = 2 // the program is killed after the last shop's scan
	roundOfTries = 3 // the receiver of the webhook fails twice
)

// planned is a shop with what changes at it and what is to be told of that.
type planned struct {
	host  string
	turns map[int]state    // from this round on
	muted string           // the check of which nothing is to be sent
	want  map[int][]string // by round: kind and subject
	id    string
	stage *stage
}

// at is the state of a shop in a round.
func (p *planned) at(round int) (s state) {
	for i := range round + 1 {
		if turn, ok := p.turns[i]; ok {
			s = turn
		}
	}
	return s
}

func flawed(list ...shopgen.Flaw) state { return state{flaws: list} }

// plan is what is planted. Where one thing both fails a check and lowers the score, both are told, and the mute is of the check alone. The last shop is the one after whose scan the program is killed.
func plan() []*planned {
	return []*planned{
		{host: "sound.test"},
		{host: "bad-from-the-start.test", turns: map[int]state{0: flawed(shopgen.FlawPlaceholderTerms)}},
		{host: "certificate-soon.test", turns: map[int]state{2: {cert: "soon"}}, want: map[int][]string{2: {"certificate certificate-soon.test"}}},
		{host: "certificate-wrong.test", turns: map[int]state{2: {cert: "other"}, 4: {}}, want: map[int][]string{2: {"finding tls-cert-valid", "score"}, 4: {"lifted tls-cert-valid"}}},
		{host: "policy-gone.test", turns: map[int]state{1: flawed(shopgen.FlawNoReturns)}, want: map[int][]string{1: {"finding policy-returns", "finding policy-withdrawal-info"}}},
		{host: "other-seller.test", turns: map[int]state{3: {names: true}}, want: map[int][]string{3: {"identity company"}}},
		{host: "score-falls.test", turns: map[int]state{4: flawed(shopgen.FlawPlaceholderLinks, shopgen.FlawEmptyPages, shopgen.FlawBrokenImages, shopgen.FlawThinDescriptions, shopgen.FlawMojibake, shopgen.FlawSearchError, shopgen.FlawCookieNoSecure)}, want: map[int][]string{4: {"score"}}},
		{host: "score-trembles.test", turns: map[int]state{2: flawed(shopgen.FlawPlaceholderLinks, shopgen.FlawThinDescriptions), 3: {}, 4: flawed(shopgen.FlawPlaceholderLinks, shopgen.FlawThinDescriptions)}},
		{host: "down-once.test", turns: map[int]state{2: {down: true}, 3: {}}},
		{host: "down-for-long.test", turns: map[int]state{2: {down: true}, 5: {}}, want: map[int][]string{3: {"unreachable"}, 5: {"back"}}},
		{host: "muted.test", turns: map[int]state{1: flawed(shopgen.FlawPlaceholderTerms)}, muted: "policy-placeholders", want: map[int][]string{1: {"finding policy-placeholders", "score"}}},
		{host: "found-and-mended.test", turns: map[int]state{2: flawed(shopgen.FlawPlaceholderTerms), 5: {}}, want: map[int][]string{2: {"finding policy-placeholders", "score"}, 5: {"lifted policy-placeholders"}}},
	}
}

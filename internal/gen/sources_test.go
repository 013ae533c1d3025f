package main

import (
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/knowledge/market"
)

// A source of a market that there is no pack of would be shown to nobody.
func TestSourcesNameMarketsThatAreKnown(t *testing.T) {
	set, err := shopvet.Checks(shopvet.JudgeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	bound := 0
	for _, c := range set.Checks() {
		for _, s := range c.Meta.Sources {
			if s.Market == "" {
				continue
			}
			bound++
			if _, ok := market.Default().Pack(s.Market); !ok {
				t.Errorf("%s rests on %q of the market %q, which is not known", c.Meta.ID, s.Title, s.Market)
			}
		}
	}
	if bound < 50 {
		t.Errorf("only %d sources name their market", bound)
	}
}

package reputation_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/reputation"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(reputation.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

func TestDomainFactsNeverCount(t *testing.T) {
	if reputation.DomainFacts.Meta.Severity.Weight() != 0 {
		t.Error("facts about the domain have weight in the score")
	}
	snap := checktest.Shop(t, checktest.Page{URL: base, HTML: `<html lang="en"><body><h1>Candles</h1></body></html>`})
	in := checktest.Input(t, snap, checktest.Options{})
	if r := checktest.Run(t, reputation.DomainFacts, in); r.Status != verdict.NotApplicable {
		t.Errorf("without a look-up: %s", r.Status)
	}
	snap.Have |= snapshot.HaveLookup
	if r := checktest.Run(t, reputation.DomainFacts, in); r.Status != verdict.Unknown || r.Reason.Key != "operators" {
		t.Errorf("with a look-up: %s, %s", r.Status, r.Reason.Key)
	}
}

package checktest_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

type atMost struct {
	Links int `toml:"links"`
}

// links is a check of pages as small as one can be.
func links() checks.Check {
	m := checks.Meta{
		ID: "nav-few-links", Title: "Pages have few links", Why: "Many links confuse.", Fix: "Take links away.", Effort: 1,
		Messages: map[string]string{"ok": "Few links", "many": "{count} links", "none": "No page", "no-html": "Not a page"},
		Factor:   verdict.Navigation, Stage: verdict.StageBoth, Severity: verdict.Low, Since: "0.1.0", Sources: []verdict.Source{{Title: "A study"}},
	}
	return checks.EachPage(m, atMost{Links: 1}, checks.Fold{None: checks.Msg("none")}, func(_ *checks.Input, p *snapshot.Page, most atMost) checks.Outcome {
		switch {
		case !p.HTML:
			return checks.NotApplicable(checks.Msg("no-html"))
		case len(p.Links) > most.Links:
			return checks.Warn(checks.Msg("many", "count", len(p.Links)))
		}
		return checks.Pass(checks.Msg("ok"))
	})
}

func TestTable(t *testing.T) {
	const home = "https://shop.example/"
	checktest.Table(t, links(),
		checktest.Case{Name: "one link", Pages: []checktest.Page{{URL: home, HTML: `<main><p>Go <a href="/a">there</a></p></main>`}}, Want: verdict.Pass},
		checktest.Case{
			Name: "two links on the second page",
			Pages: []checktest.Page{
				{URL: home, HTML: `<main>Hello</main>`}, {URL: home + "two", HTML: `<main><p><a href="/a">a</a> <a href="/b">b</a></p></main>`},
			},
			Want: verdict.Fail, Total: 1, At: []string{home + "two"},
		},
		checktest.Case{
			Name:  "no answer",
			Pages: []checktest.Page{{URL: home, Fault: &snapshot.Fault{Kind: snapshot.FaultTimeout, Text: "timeout"}}},
			Want:  verdict.NotApplicable, Reason: "none",
		},
	)
}

func TestAShopIsWhatACrawlWouldHaveSeen(t *testing.T) {
	snap := checktest.Shop(t,
		checktest.Page{URL: "https://www.shop.example/", HTML: `<html lang="en"><title>Candles</title><footer><a href="/terms">Terms</a> <a href="/c">Contact</a></footer>`},
		checktest.Page{URL: "https://www.shop.example/gone", Status: 404, HTML: "<h1>Not found</h1>"})
	home, err := snap.Pages.Get(0)
	if err != nil || home.Title != "Candles" || snap.Str(home.URL) != "https://www.shop.example/" || home.Exchange.Status() != 200 {
		t.Errorf("home page: %+v, %v", home, err)
	}
	if gone, _ := snap.Pages.Get(1); gone.Exchange.Status() != 404 || gone.Depth != 1 {
		t.Errorf("lost page: %+v", gone)
	}
	n := 0
	for range snap.Links(home) {
		n++
	}
	if n != 2 {
		t.Errorf("%d links on the home page", n)
	}
	in := checktest.Input(t, snap, checktest.Options{Markets: []string{"de"}})
	if in.Site.Home == nil || len(in.Site.Markets) != 1 || !in.Site.Markets[0].Scored {
		t.Errorf("home %v, markets %+v", in.Site.Home, in.Site.Markets)
	}
}

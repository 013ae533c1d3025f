package shopvet_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/crawler/render"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// TestASoundShopInABrowser yields no finding, and is judged by what only a browser shows.
func TestASoundShopInABrowser(t *testing.T) {
	t.Parallel()
	path, err := render.Find("")
	if err != nil {
		t.Skip(err)
	}
	shop, err := shopgen.New(shopgen.Options{Seed: 3, Products: 12, Lang: "de", Market: "de"})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(shop)
	t.Cleanup(srv.Close)
	engine := render.New(path)
	t.Cleanup(engine.Close)
	limits, _ := crawler.Profile("quick")
	limits.Time = 4 * time.Minute // a busy computer needs more than a minute
	snap, v, err := shopvet.Scan(t.Context(), srv.URL, crawler.Options{Limits: limits, Browser: engine}, shopvet.JudgeOptions{Markets: []string{"de"}})
	if err != nil {
		t.Fatal(err)
	}
	if !snap.Have.Has(snapshot.HaveBrowser) {
		t.Fatalf("no page was loaded in the browser: %+v", snap.Browser)
	}
	seen := map[string]verdict.Status{}
	for _, r := range v.Results {
		seen[r.Check] = r.Status
		if r.Status == verdict.Warn || r.Status == verdict.Fail || r.Status == verdict.Broken {
			t.Errorf("%s: %s, %s %+v", r.Check, r.Status, r.Reason.Text, r.Findings)
		}
	}
	for _, id := range []string{"render-js-errors", "render-failed-resources", "render-mobile", "privacy-consent-first", "privacy-reject-option", "speed-page-weight"} {
		if seen[id] != verdict.Pass {
			t.Errorf("%s is %q", id, seen[id])
		}
	}
	for _, id := range []string{"speed-lcp", "speed-cls", "speed-tbt"} { // a busy machine may keep them open
		if seen[id] != verdict.Pass && seen[id] != verdict.Unknown {
			t.Errorf("%s is %q", id, seen[id])
		}
	}
}

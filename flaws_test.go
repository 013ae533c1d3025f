package shopvet_test

import (
	"slices"
	"sort"
	"sync"
	"testing"
	"time"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/verdict"
)

// waiting are the flaws that keep visitors waiting.
var waiting = []shopgen.Flaw{shopgen.FlawSlowTTFB, shopgen.FlawSlowHTML, shopgen.FlawSlowCart, shopgen.FlawTimeouts}

// homeOf is the market in which a flaw is shown: Germany, if it can exist there.
func homeOf(info shopgen.FlawInfo) string {
	if len(info.Markets) == 0 || slices.Contains(info.Markets, "de") {
		return "de"
	}
	return info.Markets[0]
}

// language returns the language whose shops sell to a market.
func language(t *testing.T, market string) string {
	for _, lang := range shopgen.Languages() {
		if slices.Contains(shopgen.Markets(lang), market) {
			return lang
		}
	}
	t.Fatalf("no made-up shop sells to %q", market)
	return ""
}

// TestEachFlawFlipsJustItsChecks holds flawed shops against what their flaws say of themselves, and prints the table.
func TestEachFlawFlipsJustItsChecks(t *testing.T) {
	type line struct{ flaw, want, got string }
	table := make(chan line, 300)
	one := func(t *testing.T, info shopgen.FlawInfo) {
		want, got := judgeFlaw(t, info)
		table <- line{string(info.Flaw), flips(want), flips(got)}
	}
	t.Run("flaws", func(t *testing.T) {
		t.Run("waiting", func(t *testing.T) { // side by side, since their scans only wait
			t.Parallel()
			var wg sync.WaitGroup
			for _, info := range shopgen.Flaws() {
				if slices.Contains(waiting, info.Flaw) {
					wg.Go(func() { t.Run(string(info.Flaw), func(t *testing.T) { one(t, info) }) })
				}
			}
			wg.Wait()
		})
		for _, info := range shopgen.Flaws() {
			if info.Browser > 0 || slices.Contains(waiting, info.Flaw) {
				continue
			}
			t.Run(string(info.Flaw), func(t *testing.T) {
				t.Parallel()
				one(t, info)
			})
		}
	})
	close(table)
	var lines []line
	for l := range table {
		lines = append(lines, l)
	}
	sort.Slice(lines, func(i, j int) bool { return lines[i].flaw < lines[j].flaw })
	for _, l := range lines {
		t.Logf("%-28s %-60s %s", l.flaw, l.want, l.got)
	}
}

// judgeFlaw scans a shop with a flaw and compares what was found with what was to be.
func judgeFlaw(t *testing.T, info shopgen.FlawInfo) (want map[string]string, got map[string]verdict.Status) {
	delay := 3200 * time.Millisecond
	if info.Flaw == shopgen.FlawSlowTTFB {
		delay = 2200 * time.Millisecond // all pages are slow: the less, the more timings there are
	}
	o := shopgen.Options{Seed: 1, Market: homeOf(info), Flaws: []shopgen.Flaw{info.Flaw}, Delay: delay}
	o.Lang = language(t, o.Market)
	target, opts, shop := serve(t, o, info.HTTPS)
	opts.Limits.Exchange = 10 * time.Second
	if info.Flaw == shopgen.FlawTimeouts {
		opts.Limits.Retries = 1 // each try of an address that never answers takes ten seconds
	}
	if info.Flaw == shopgen.FlawSlowTTFB || info.Flaw == shopgen.FlawSlowHTML {
		opts.Limits.Pages, opts.Workers, opts.Limits.Time = 40, 16, 3*time.Minute // timings may take a fifth of the time
	}
	judge := shopvet.JudgeOptions{Markets: []string{o.Market}}
	if info.For != nil {
		judge.Markets = info.For
	}
	v := scan(t, target, opts, judge)
	want, got = shop.Oracle().Flips[info.Flaw], bad(v)
	for id, status := range want {
		if string(got[id]) != status {
			t.Errorf("want %s %s; %s", status, id, explain(v, id))
		}
	}
	for id := range got {
		if want[id] == "" && !slices.Contains(info.May, id) {
			t.Errorf("not asked for: %s", explain(v, id))
		}
	}
	return want, got
}

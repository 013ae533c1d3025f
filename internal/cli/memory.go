package cli

import (
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/crawler"
)

// A large crawl keeps a record that only grows, and Go's collector lets garbage grow to as much again. Here it may do so
// only while both together stay below roomyHeap; beyond, garbage may grow to a fifth of the record.
const (
	roomyHeap   = 96 << 20 // bytes
	leastGrowth = 20       // percent, see debug.SetGCPercent
	fullGrowth  = 100      // Go's default
	growthEvery = 250      // pages
)

// thrifty sets the collector as a crawl grows, unless the user has set GOGC, and passes the events on.
func (a *app) thrifty(next func(crawler.Event)) func(crawler.Event) {
	if slices.ContainsFunc(a.env.Environ, func(kv string) bool { return strings.HasPrefix(kv, "GOGC=") }) {
		return next
	}
	return func(e crawler.Event) {
		if f, ok := e.(crawler.Fetched); ok && f.Pages%growthEvery == 0 {
			debug.SetGCPercent(growth(liveHeap()))
		}
		next(e)
	}
}

// growth is the percentage of live bytes to which garbage may grow.
func growth(live uint64) int {
	if live == 0 { // nothing was collected yet
		return fullGrowth
	}
	if live >= roomyHeap {
		return leastGrowth
	}
	return int(max(leastGrowth, min(fullGrowth, (roomyHeap-live)*100/live)))
}

// liveHeap is what the last collection found in use, bytes.
func liveHeap() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	if s[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return s[0].Value.Uint64()
}

package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"sync/atomic"
)

// A large crawl keeps a record that only grows, and Go's collector lets garbage grow to as much again. Here garbage may grow to several times the
// record while both together stay below roomyHeap, which saves a good part of the collector's work; beyond, to half of the record while both stay below
// largeHeap, and then to a fifth of it: where 100 000 pages were judged with a fifth, the collector took more than half of the processor. What holes between what is in use take comes
// on top: all together stay below roomyTotal, unless the record is so large that the collector would never rest.
const (
	roomyHeap   = 112 << 20 // bytes
	largeHeap   = 208 << 20 // bytes
	roomyTotal  = 256 << 20 // bytes
	leastGrowth = 20        // percent, see debug.SetGCPercent
	halfGrowth  = 50
	firstGrowth = 100 // Go's default
	fullGrowth  = 400
)

// thrifty sets the collector anew whenever it has run, by what it found in use, until stop is called; never where the user has set GOGC or
// GOMEMLIMIT.
func (a *app) thrifty() (stop func()) {
	if slices.ContainsFunc(a.env.Environ, func(kv string) bool { return strings.HasPrefix(kv, "GOGC=") || strings.HasPrefix(kv, "GOMEMLIMIT=") }) {
		return func() {}
	}
	over := new(atomic.Bool)
	afterEach(over, func() {
		live := liveHeap()
		debug.SetGCPercent(growth(live))
		debug.SetMemoryLimit(total(live))
	})
	return func() { over.Store(true) }
}

// afterEach does something after each run of the collector: what nobody refers to is finalised then.
func afterEach(over *atomic.Bool, do func()) {
	type mark struct{ _ *byte } // a pointer, so that it does not share its place with others, as small things without do
	runtime.SetFinalizer(&mark{}, func(*mark) {
		if !over.Load() {
			do()
			afterEach(over, do)
		}
	})
}

// growth is the percentage of live bytes to which garbage may grow.
func growth(live uint64) int {
	switch {
	case live == 0: // nothing was collected yet
		return firstGrowth
	case live >= largeHeap:
		return leastGrowth
	}
	roomy, half := 0, int(min(halfGrowth, (largeHeap-live)*100/live))
	if live < roomyHeap {
		roomy = int(min(fullGrowth, (roomyHeap-live)*100/live))
	}
	return max(leastGrowth, half, roomy)
}

// total is what the program may take in memory before the collector works harder.
func total(live uint64) int64 {
	return int64(max(roomyTotal, live/100*(100+leastGrowth)+spare))
}

// spare is what a process takes beside its heap: stacks, tables of the program, what the collector keeps.
const spare = 24 << 20

// liveHeap is what the last collection found in use, bytes.
func liveHeap() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	if s[0].Value.Kind() != metrics.KindUint64 {
		return 0
	}
	return s[0].Value.Uint64()
}

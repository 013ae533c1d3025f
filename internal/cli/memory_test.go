package cli

import "testing"

// A small crawl is collected seldom; a large one is kept near its record.
func TestGrowth(t *testing.T) {
	for live, want := range map[uint64]int{0: 100, 1: 400, 16 << 20: 400, 48 << 20: 133, 80 << 20: 40, 112 << 20: 20, 400 << 20: 20} {
		if got := growth(live); got != want {
			t.Errorf("growth at %d MB = %d, want %d", live>>20, got, want)
		}
	}
	for live, want := range map[uint64]int64{0: 256, 160 << 20: 256, 400 << 20: 504} {
		if got := total(live) >> 20; got != want {
			t.Errorf("%d MB may take %d MB in all, want %d", live>>20, got, want)
		}
	}
	if liveHeap() > 1<<40 {
		t.Error("no sensible size of the heap")
	}
}

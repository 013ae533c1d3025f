package cli

import "testing"

// A small crawl is collected as Go does by default; a large one is kept near its record.
func TestGrowth(t *testing.T) {
	for live, want := range map[uint64]int{0: 100, 1: 100, 48 << 20: 100, 64 << 20: 50, 90 << 20: 20, 400 << 20: 20} {
		if got := growth(live); got != want {
			t.Errorf("growth at %d MB = %d, want %d", live>>20, got, want)
		}
	}
	if liveHeap() > 1<<40 {
		t.Error("no sensible size of the heap")
	}
}

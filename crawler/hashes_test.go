package crawler

import "testing"

func TestHashesHoldWhatWasAdded(t *testing.T) {
	for name, c := range map[string]struct{ n, step uint64 }{"spread": {100_000, 0x9E3779B97F4A7C15}, "for the same slots": {2000, 1 << 20}} {
		var s hashes
		if s.has(0) || s.has(7) {
			t.Error("an empty set holds something")
		}
		for i := range c.n {
			if !s.add(i * c.step) {
				t.Fatalf("%s: %d was there already", name, i)
			}
		}
		for i := range c.n {
			if h := i * c.step; !s.has(h) || s.add(h) || s.has(h+2) {
				t.Fatalf("%s: %d: held %t, its neighbour %t", name, i, s.has(h), s.has(h+2))
			}
		}
		if s.n != int(c.n) {
			t.Errorf("%s: %d are counted", name, s.n)
		}
	}
}

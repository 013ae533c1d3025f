package cue

import "testing"

// TestDataParses is the promise behind Default, which has no error to return.
func TestDataParses(t *testing.T) {
	all, err := loadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(Langs()) {
		t.Fatalf("%d data files, want %d", len(all), len(Langs()))
	}
}

package accuracy

import (
	"testing"
	"testing/fstest"
)

func TestWeak(t *testing.T) {
	table := New(map[string]Language{"de": {Detectors: map[string]Figure{
		"phone": {N: 20, Precision: 0.949, Recall: 1}, "email": {N: 20, Precision: 0.95, Recall: 0.9}, "address": {N: 20, Precision: 1, Recall: 0.89},
		"policy-terms": {N: 20, Precision: 1, Recall: 0.8}, "claim-warranty": {N: 20, Precision: 1, Recall: 0.2},
	}}})
	for detector, want := range map[string]bool{"phone": true, "email": false, "address": true, "policy-terms": true, "claim-warranty": false, "name": false} {
		if got := table.Weak(detector, "de"); got != want {
			t.Errorf("%s: weak %v, want %v", detector, got, want)
		}
	}
	if got, want := table.Digest(), "de/address de/phone de/policy-terms"; got != want {
		t.Errorf("digest %q, want %q", got, want)
	}
	if table.Weak("phone", "fr") || (*Table)(nil).Weak("phone", "de") {
		t.Error("what was not measured is called weak")
	}
}

func TestDataLoad(t *testing.T) {
	if _, err := load(dataFS); err != nil {
		t.Error(err)
	}
	if _, err := load(fstest.MapFS{"data/de.toml": {Data: []byte("measured = 1")}}); err == nil {
		t.Error("a broken table was read")
	}
}

package money

import (
	"math/rand/v2"
	"testing"
)

// TestNoDigitIsPassedOver looks for the next byte with which a digit may begin, in texts of any bytes.
func TestNoDigitIsPassedOver(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 20_000 {
		text := make([]byte, r.IntN(40))
		for i := range text {
			if text[i] = byte(r.IntN(256)); r.IntN(3) > 0 {
				text[i] = "abc ,.é"[r.IntN(8)]
			}
		}
		next := 0
		for next < len(text) && !mayBeDigit[text[next]] {
			next++
		}
		if got := skipToDigit(string(text), 0); got > next {
			t.Fatalf("%q: the next digit is at %d, not at %d", text, next, got)
		}
	}
}

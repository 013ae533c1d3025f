package cue

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// slowly reads a text character by character.
func (n *normal) slowly(s string, mode foldMode) {
	for i := 0; i < len(s); {
		if c := s[i]; c < 0x80 && (i+1 == len(s) || s[i+1] < 0xcc) {
			n.ascii(c, i, mode)
			i++
			continue
		}
		size := segment(s[i:])
		n.wide(s[i:i+size], i, mode)
		i += size
	}
}

// TestFoldingInStretchesIsFoldingByCharacters folds texts made of what folding tells apart, in every mode that knows no change of case.
func TestFoldingInStretchesIsFoldingByCharacters(t *testing.T) {
	parts := []string{"a", "word", "Versand", "ZAHLUNG", "x9", " ", " ", " ", "  ", "\n", "\t", "-", "`", ".", ", ", "(2)", "\x7f", "é", "ß", "e\u0301", "日本", "　", "ﬁ", "a longer stretch of plain words, Eight By Eight"}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		for range r.IntN(14) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		text := b.String()
		for mode := foldText; mode < foldPath; mode++ {
			var fast, slow normal
			fast.read(text, mode)
			slow.slowly(text, mode)
			if string(fast.b) != string(slow.b) {
				t.Fatalf("mode %d: %q becomes %q, by characters %q", mode, text, fast.b, slow.b)
			}
			for at := range fast.b {
				if f, s := fast.origin(text, int32(at)), slow.origin(text, int32(at)); f != s {
					t.Fatalf("mode %d: byte %d of %q, made of %q, comes from %d, by characters from %d", mode, at, fast.b, text, f, s)
				}
			}
		}
	}
}

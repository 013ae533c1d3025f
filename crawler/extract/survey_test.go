package extract

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestOneLookTellsWhatSeveralDo surveys texts made of what the looks tell apart.
func TestOneLookTellsWhatSeveralDo(t *testing.T) {
	parts := []string{"a", "word", "Versand", "ZAHLUNG", "x9", "2026", " ", " ", "  ", "\n", "-", ".", ", ", "[x]", "é", "ß", "日本", "・", "か", "한국", "🙂", "\xff", "averylongwordofmanyletters", "AVERYLONGWORDOFMANYLETTERS", "12345678", "abcdefgh", "dot", "DOT", "amet"}
	r := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		var b strings.Builder
		for range r.IntN(20) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		text := b.String()
		got, all := survey(text), bytesOf(text)
		if want := countLetters([]byte(text)); got.letters != want {
			t.Fatalf("%q: %d letters and digits, want %d", text, got.letters, want)
		}
		for c := range 256 {
			if smallAlnum.is[c] {
				continue
			}
			if got.has.is[c] != all.is[c] {
				t.Fatalf("%q: byte %#x is there: %v", text, c, got.has.is[c])
			}
		}
		if got.has.noDot && (strings.Contains(text, " dot ") || strings.Contains(text, " DOT ")) || got.has.noAmet && strings.Contains(text+" ", " amet ") {
			t.Fatalf("%q: a word is told to be missing", text)
		}
		if lower := survey(strings.Map(lowerLetter, text)); lower.hash != got.hash {
			t.Fatalf("%q: the fingerprint rests on capitals", text)
		}
	}
	long := strings.Repeat("one word and another ", 3*maxShingles) + "[end] é"
	if got := survey(long); got.letters != countLetters([]byte(long)) || !got.has.is[']'] || !got.has.is["é"[0]] {
		t.Error("what comes behind the last shingle is not looked at")
	}
}

func lowerLetter(r rune) rune {
	if 'A' <= r && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return r
}

package claim

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// policies returns the policies of a made-up shop, in line markup, by their headings.
func policies(tb testing.TB, lang string) map[string]string {
	tb.Helper()
	text, err := os.ReadFile("../../internal/shopgen/text/" + lang + ".toml")
	if err != nil {
		tb.Fatal(err)
	}
	var file struct{ UI, Docs map[string]string }
	if _, err := toml.Decode(string(text), &file); err != nil {
		tb.Fatal(err)
	}
	out := map[string]string{}
	for _, kind := range []string{"terms", "privacy", "returns", "withdrawal", "shipping"} {
		if file.Docs[kind] != "" {
			out[file.UI[kind]] = strings.ReplaceAll(file.Docs[kind], "## ", "")
		}
	}
	return out
}

// TestHostileText reads what nobody writes in good faith. Each text is several megabytes long; what a reading costs is bounded by MaxText, so
// that the limit is far above what a fast machine needs and far below what anything but linear time would take.
func TestHostileText(t *testing.T) {
	const limit = 20 * time.Second
	const size = 5 << 20
	fill := func(unit string) string { return strings.Repeat(unit, size/len(unit)) }
	numbers := func() string {
		var b strings.Builder
		for i := range 100_000 {
			fmt.Fprintf(&b, "%d days %d EUR ", i%400, i)
		}
		return "Returns within " + b.String()
	}
	for name, text := range map[string]string{
		"a policy of five megabytes":          fill("You may return unused goods within 30 days of delivery. We refund the price within 14 days. Delivery costs £3.95.\n"),
		"a hundred thousand numbers":          numbers(),
		"numbers in a table":                  fill("| Germany | 4.90 EUR | 2-4 days "),
		"one sentence without an end":         fill("return goods within 30 days and not unused but refund not delivery within 5 days, "),
		"first halves without a second":       fill("send "),
		"halves, back and forth":              fill("back send "),
		"negations":                           fill("not unused "),
		"clauses":                             fill("not, but; return (unused) "),
		"beginnings of phrases":               fill("for as long as necessar for as long a "),
		"right to left, with marks":           fill("\u202eיםי 30 return \u202c\u200f"),
		"zero width":                          fill("re\u200bturn\u200d with\u2060in 3\u200b0 days "),
		"combining marks":                     fill("e\u0301\u0301\u0301\u0301\u0301"),
		"broken bytes":                        fill("return \xff\xfe 30 days \xe2\x82"),
		"questions":                           fill("Return? "),
		"blank lines":                         fill("\n \n"),
		"full stops":                          fill(". "),
		"labels":                              fill("Returns\n30 days\n"),
		"currencies":                          fill("€$£ "),
		"a number of a million digits":        "Returns within " + fill("9") + " days",
		"separators":                          "Delivery costs € " + fill("1.,'"),
		"no letter that is known, in one run": fill("退"),
	} {
		for _, lang := range []string{"en", "zh-cn"} {
			start := time.Now()
			claims := Read(text, lang)
			if took := time.Since(start); took > limit {
				t.Errorf("%s (%s): %v", name, lang, took)
			}
			if len(claims) > MaxClaims {
				t.Errorf("%s (%s): %d claims", name, lang, len(claims))
			}
			for _, c := range claims {
				if n := utf8.RuneCountInString(c.Sentence); n > maxSentence || c.Start < 0 || c.End > MaxText || text[c.Start:c.End] != c.Sentence {
					t.Fatalf("%s (%s): %d characters at %d to %d", name, lang, n, c.Start, c.End)
				}
			}
		}
	}
}

// TestInvisibleCharactersHideNothing puts soft hyphens, zero-width and directional characters into a policy: what it promises stays.
func TestInvisibleCharactersHideNothing(t *testing.T) {
	const plain = "You may return unused goods within 30 days of receiving them."
	want := values(Read(plain, "en"))
	for _, hidden := range []string{"\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u200e", "\u202a"} {
		text := strings.ReplaceAll(plain, "r", "r"+hidden)
		if got := values(Read(text, "en")); !slices.Equal(got, want) {
			t.Errorf("%+q: %v, want %v", hidden, got, want)
		}
	}
	if got := values(Read("Ｙｏｕ ｍａｙ ｒｅｔｕｒｎ ｕｎｕｓｅｄ ｇｏｏｄｓ ｗｉｔｈｉｎ ３０ ｄａｙｓ ｏｆ ｒｅｃｅｉｖｉｎｇ ｔｈｅｍ.", "en")); !slices.Equal(got, want) {
		t.Errorf("full width: %v, want %v", got, want)
	}
}

// TestUnknownLanguages reads nothing rather than guess.
func TestUnknownLanguages(t *testing.T) {
	for _, lang := range []string{"", "sv", "xx"} {
		if got := Read("You may return goods within 30 days.", lang); got != nil {
			t.Errorf("%q: %v", lang, got)
		}
	}
	for _, lang := range []string{"en-GB", "EN", "pt", "zh_Hant", "de-AT"} {
		if dataOf(lang) == nil {
			t.Errorf("%q is not served", lang)
		}
	}
}

// TestEveryLanguageReadsAMadeUpShop holds the readings to what the made-up shops promise, each in its own words.
func TestEveryLanguageReadsAMadeUpShop(t *testing.T) {
	for _, lang := range cue.Langs() {
		got := map[Kind]bool{}
		for heading, text := range policies(t, lang) {
			for _, c := range ReadUnder(heading, text, lang) {
				got[c.Kind] = true
			}
		}
		for _, want := range []Kind{RefundTime, DeliveryCost, FreeFrom, DeliveryRegion, Retention, Rights, ReturnException} {
			if !got[want] {
				t.Errorf("%s: no %s", lang, want)
			}
		}
		if !got[ReturnWindow] && !got[WithdrawalRight] {
			t.Errorf("%s: no days for returns", lang)
		}
	}
}

// BenchmarkRead reads the policies of a made-up shop in each of the twelve languages.
func BenchmarkRead(b *testing.B) {
	for _, lang := range cue.Langs() {
		docs := policies(b, lang)
		size := 0
		for _, text := range docs {
			size += len(text)
		}
		b.Run(lang, func(b *testing.B) {
			Read("", lang) // the data are read on first use
			b.ReportAllocs()
			b.SetBytes(int64(size))
			for b.Loop() {
				for heading, text := range docs {
					ReadUnder(heading, text, lang)
				}
			}
		})
	}
}

package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/shopvet/shopvet/verdict"
	eastasian "golang.org/x/text/width"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"blanks", " a\t\r\n b\u00a0\u3000c ", "a b c"},
		{"escape", "\x1b[31mred", "\ufffd[31mred"},
		{"C1 control", "a\u009b31mb", "a\ufffd31mb"},
		{"turned writing", "\u202egnp.exe", "\ufffdgnp.exe"},
		{"soft hyphen and byte order mark", "so\u00adft\ufeff", "soft"},
		{"emoji joined", "👩\u200d💻", "👩\u200d💻"},
		{"tower of marks", "Z" + strings.Repeat("\u0301", 50) + "a", "Z" + strings.Repeat("\u0301", maxMarks) + "a"},
		{"not UTF-8", "\xffa", "\ufffda"},
		{"Arabic stays", "سياسة الإرجاع", "سياسة الإرجاع"},
	} {
		if got := clean(c.in, 100); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := clean(strings.Repeat("漢", 1000), maxQuote); utf8.RuneCountInString(got) != maxQuote+1 || !strings.HasSuffix(got, "…") {
		t.Errorf("a long text is cut to %d runes", utf8.RuneCountInString(got))
	}
}

func TestAddress(t *testing.T) {
	for in, href := range map[string]string{
		"https://shop.example/a?b=c#d":                   "https://shop.example/a?b=c#d",
		"http://shop.example/商品":                         "http://shop.example/%E5%95%86%E5%93%81",
		"javascript:alert(1)":                            "",
		"JaVaScript:alert(1)":                            "",
		"data:text/html,x":                               "",
		"//shop.example/":                                "",
		"https://bank.example@other.example/":            "",
		"https:///path":                                  "",
		"https://shop.example/\u202e":                    "",
		"https://shop.example/\n":                        "",
		"#":                                              "",
		"mailto:a@b.example":                             "",
		"https://a.example/" + strings.Repeat("x", 3000): "",
	} {
		if got := address(in); got.Href != href {
			t.Errorf("%.60q leads to %q, want %q", in, got.Href, href)
		}
	}
}

// The table of wide characters never calls one narrow that Unicode calls wide.
func TestWideAgreesWithUnicode(t *testing.T) {
	for r := rune(0x20); r <= utf8.MaxRune; r++ {
		k := eastasian.LookupRune(r).Kind()
		if (k == eastasian.EastAsianWide || k == eastasian.EastAsianFullwidth) && runeWidth(r) == 1 {
			t.Errorf("%U is two columns wide", r)
		}
	}
	for r := rune(0x20); r < 0x1100; r++ {
		if runeWidth(r) == 2 {
			t.Errorf("%U is not two columns wide", r)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in      string
		columns int
		want    string
	}{
		{"one two three", 8, "one two|three"},
		{"", 8, ""},
		{"abcdefghijkl", 5, "abcde|fghij|kl"},
		{"漢字漢字漢字", 5, "漢字|漢字|漢字"},
		{"1\u00a0240 pages", 5, "1\u00a0240|pages"},
		{"see https://shop.example/a/very/long/path", 20, "see https://shop.exa|mple/a/very/long/pat|h"},
	} {
		if got := strings.Join(wrap(c.in, c.columns), "|"); got != c.want {
			t.Errorf("%q in %d columns: %q, want %q", c.in, c.columns, got, c.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1\u00a0000", 1234567: "1\u00a0234\u00a0567", -1000: "-1\u00a0000", -999: "-999"} {
		if got := english().number(n); got != want {
			t.Errorf("%d is written %q", n, got)
		}
	}
	for share, want := range map[float64]string{0: "0", 0.001: "1", 0.914: "91", 0.996: "99", 1: "100", 7: "100", -1: "0"} {
		if got := percent(share); got != want+"\u00a0%" {
			t.Errorf("%g is written %q", share, got)
		}
	}
}

// A value that looks like a slot is shown, not filled.
func TestSlotsAreFilledOnce(t *testing.T) {
	l := locale{"k": "{a} and {b}"}
	if got := l.text("k", "a", "{b}", "b", 2); got != "{b} and 2" {
		t.Errorf("got %q", got)
	}
	if got := l.text("missing"); got != "missing" {
		t.Errorf("a missing text is %q", got)
	}
}

func TestFixIsNotSaidTwice(t *testing.T) {
	for _, c := range []struct{ fix, title, want string }{
		{"Renew the certificate.", "Renew the certificate", ""},
		{"Publish terms. Link them from the foot.", "Publish terms", "Link them from the foot."},
		{"Publish termsheets.", "Publish terms", "Publish termsheets."},
		{"Do this.", "Something else", "Do this."},
	} {
		if got := beyond(c.fix, c.title); got != c.want {
			t.Errorf("%q under %q: %q, want %q", c.fix, c.title, got, c.want)
		}
	}
}

// The grades drawn on the dial are those that the words name.
func TestGradesAgreeWithTheirWords(t *testing.T) {
	words := english()["made.7"]
	for _, e := range gradeEdges[1:] {
		if !strings.Contains(words, e.grade+" from "+itoa(int(e.from))) {
			t.Errorf("%q does not name grade %s from %g", words, e.grade, e.from)
		}
		if gradeOf(e.from) != e.grade || gradeOf(e.from-1) == e.grade {
			t.Errorf("grade %s does not begin at %g", e.grade, e.from)
		}
	}
}

// A duty is named as what is usually expected, never as a breach of law.
func TestDutiesAreGuidance(t *testing.T) {
	b := &builder{locale: english()}
	for level, want := range map[string]string{"must": "Usually expected", "should": "Recommended", "may": "Optional", "": "Usually expected"} {
		got := b.duty(&verdict.Source{Title: "Provider identification", Market: "de", Level: level})
		if !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "Guidance, not legal advice.") {
			t.Errorf("%s: %q", level, got)
		}
	}
}

package all_test

import (
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/all"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/verdict"
)

var (
	mixtures = flag.Int("mixtures", 150, "how many shops of mixed pages are judged")
	mixSeed  = flag.Uint64("mix-seed", 1, "where chance begins")
)

// Whatever stands on a shop's pages, it is judged: nothing breaks while it is read, no check breaks, and what is said is text. The pages are mixed from those on which
// reading is measured: stretches of several languages cut out, put into each other, doubled, stripped of their tags and garbled. The fuzzer of Go, which counts
// branches, comes to one such shop in two seconds; this does fifty.
func TestMixedPages(t *testing.T) {
	set, err := checks.NewSet(all.Checks())
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../../testdata/accuracy/*/*/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal("no pages to mix", err)
	}
	m := mixer{rand: rand.New(rand.NewPCG(*mixSeed, 0))}
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		_, text, _ := strings.Cut(string(body), "-->")
		m.pages = append(m.pages, text)
	}
	markets := append(market.Default().Codes(), "") // "": that which its pages show
	for n := range *mixtures {
		judgeMixed(t, set, n, markets[m.rand.IntN(len(markets))], m.page(), m.page(), m.page(), m.page())
	}
}

func judgeMixed(t *testing.T, set *checks.Set, n int, country, home, goods, terms, returns string) {
	const host = "https://kerzen-huber.de/"
	defer func() {
		if broken := recover(); broken != nil {
			t.Logf("mixture %d of -mix-seed %d", n, *mixSeed)
			panic(broken)
		}
	}()
	snap := checktest.Shop(t, checktest.Page{URL: host, HTML: home + `<footer><a href="/p/licht">Licht</a> <a href="/agb">AGB</a> <a href="/widerruf">Widerruf</a></footer>`},
		checktest.Page{URL: host + "p/licht", HTML: goods}, checktest.Page{URL: host + "agb", HTML: terms}, checktest.Page{URL: host + "widerruf", HTML: returns})
	var o checktest.Options
	if country != "" {
		o.Markets = []string{country}
	}
	results, err := set.Run(t.Context(), checktest.Input(t, snap, o))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if r.Status == verdict.Broken {
			t.Errorf("mixture %d: %s: %s", n, r.Check, r.Reason.Text)
		}
		said := []string{r.Reason.Text}
		for _, f := range r.Findings {
			said = append(said, f.Message.Text)
			for _, ev := range f.Evidence {
				said = append(said, ev.Snippet, ev.Value, ev.Target)
			}
		}
		for _, text := range said {
			if !utf8.ValidString(text) {
				t.Errorf("mixture %d: %s says %q", n, r.Check, text)
			}
		}
	}
}

// mixer makes pages out of others by chance.
type mixer struct {
	rand  *rand.Rand
	pages []string
}

func (m *mixer) page() string {
	s := m.any()
	for range m.rand.IntN(6) {
		from, to := m.stretch(s, 4000)
		part := s[from:to]
		other := m.any()
		a, b := m.stretch(other, 3000)
		switch m.rand.IntN(6) {
		case 0:
			part = ""
		case 1:
			part = other[a:b] + part
		case 2:
			part = other[a:b]
		case 3:
			part += part
		case 4:
			part = strings.NewReplacer("<", " ", ">", " ").Replace(part)
		case 5:
			part = m.garbled(part)
		}
		s = s[:from] + part + s[to:]
	}
	return s
}

func (m *mixer) any() string { return m.pages[m.rand.IntN(len(m.pages))] }

// stretch is where a part of a text begins and ends, of so many bytes at most; it may cut characters.
func (m *mixer) stretch(s string, most int) (from, to int) {
	from = m.rand.IntN(len(s) + 1)
	return from, from + m.rand.IntN(min(most, len(s)-from)+1)
}

// garbled has one byte in twenty changed.
func (m *mixer) garbled(s string) string {
	b := []byte(s)
	for i := range b {
		if m.rand.IntN(20) == 0 {
			b[i] = byte(m.rand.IntN(256))
		}
	}
	return string(b)
}

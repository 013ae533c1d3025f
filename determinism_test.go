package shopvet_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// flawed is a shop with many flaws, so that many findings could change their order.
func flawed(t *testing.T) *snapshot.Snapshot {
	t.Helper()
	target, opts, _ := serve(t, shopgen.Options{Seed: 3, Lang: "de", Products: 60, Flaws: []shopgen.Flaw{
		shopgen.FlawNoAddress, shopgen.FlawPlaceholderTerms, shopgen.FlawBrokenInternal, shopgen.FlawBrokenMenu, shopgen.FlawLoremPage,
		shopgen.FlawThinDescriptions, shopgen.FlawPlaceholderLinks, shopgen.FlawNoPrice, shopgen.FlawMojibake, shopgen.FlawServerErrors,
	}}, false)
	snap, err := shopvet.Crawl(context.Background(), target, opts)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func judged(t *testing.T, snap *snapshot.Snapshot) []byte {
	t.Helper()
	v, err := shopvet.Judge(context.Background(), snap, shopvet.JudgeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := verdict.Encode(&b, v); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// shuffled is the same snapshot with its pages in another order: the home page stays first, everything else is where chance put it, as the
// order in which several workers fetch pages is.
func shuffled(s *snapshot.Snapshot, seed uint64) *snapshot.Snapshot {
	old := s.Pages.(snapshot.Pages)
	order := rand.New(rand.NewPCG(seed, 1)).Perm(len(old) - 1)
	to := make([]snapshot.PageID, len(old))
	pages := make(snapshot.Pages, len(old))
	pages[0] = old[0]
	for i, j := range order {
		p := *old[j+1]
		p.ID = snapshot.PageID(i + 1)
		to[j+1] = p.ID
		pages[i+1] = &p
	}
	c := *s
	c.Pages = pages
	c.Blocks = append([]snapshot.Block(nil), s.Blocks...)
	for i := range c.Blocks {
		first := snapshot.PageID(len(pages))
		for _, p := range pages {
			for _, id := range p.Blocks {
				if int(id) == i && p.Exchange.Status() < 400 && !p.Alias {
					first = min(first, p.ID)
				}
			}
		}
		if int(first) < len(pages) {
			c.Blocks[i].First = first
		}
	}
	c.Probes = append([]snapshot.Probe(nil), s.Probes...)
	for i := range c.Probes {
		c.Probes[i].First = to[c.Probes[i].First]
	}
	if s.Search != nil {
		search := *s.Search
		search.Tries = append([]snapshot.SearchTry(nil), s.Search.Tries...)
		for i := range search.Tries {
			search.Tries[i].Product = to[search.Tries[i].Product]
		}
		c.Search = &search
	}
	c.Skipped = append([]snapshot.Skip(nil), s.Skipped...)
	rand.New(rand.NewPCG(seed, 2)).Shuffle(len(c.Skipped), func(i, j int) { c.Skipped[i], c.Skipped[j] = c.Skipped[j], c.Skipped[i] })
	return &c
}

// TestAVerdictIsTheSameByteForByte judges one snapshot twice, from memory and from its file, on one processor and on several, and with its
// pages in other orders.
func TestAVerdictIsTheSameByteForByte(t *testing.T) {
	snap := flawed(t)
	want := judged(t, snap)
	same := func(name string, s *snapshot.Snapshot) {
		t.Helper()
		if got := judged(t, s); !bytes.Equal(want, got) {
			i := 0
			for i < min(len(want), len(got)) && want[i] == got[i] {
				i++
			}
			from := max(0, i-200)
			t.Errorf("%s: differs at byte %d:\n…%s\n…%s", name, i, want[from:min(i+200, len(want))], got[from:min(i+200, len(got))])
		}
	}
	same("again", snap)
	var file bytes.Buffer
	if err := snapshot.Write(&file, snap); err != nil {
		t.Fatal(err)
	}
	read, err := snapshot.Read(&file)
	if err != nil {
		t.Fatal(err)
	}
	same("from its file", read)
	n := runtime.GOMAXPROCS(1)
	same("on one processor", snap)
	runtime.GOMAXPROCS(n)
	for seed := range uint64(5) {
		same("shuffled", shuffled(snap, seed))
	}
}

// TestVerdictsOfRealScansFollowTheSchema holds whole scans against verdict/schema.json.
func TestVerdictsOfRealScansFollowTheSchema(t *testing.T) {
	c := jsonschema.NewCompiler()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(verdict.JSONSchema))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.AddResource("verdict.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("verdict.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, snap := range map[string]*snapshot.Snapshot{"flawed": flawed(t), "unreachable": unreachable(t)} {
		inst, err := jsonschema.UnmarshalJSON(bytes.NewReader(judged(t, snap)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(inst); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func unreachable(t *testing.T) *snapshot.Snapshot {
	t.Helper()
	snap, err := shopvet.Crawl(context.Background(), "http://127.0.0.1:1/", scanOptions())
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

// TestPagesInAFileAreJudgedAsInMemory judges a snapshot whose pages say what they say in a file, with hardly any of them in memory at a time:
// a check that reads a page without asking for its content breaks, and every difference shows.
func TestPagesInAFileAreJudgedAsInMemory(t *testing.T) {
	for _, c := range []struct {
		name string
		snap *snapshot.Snapshot
	}{{"flawed", flawed(t)}, {"sound", crawled(t, "ja")}, {"another", crawled(t, "fr")}} {
		want := judged(t, c.snap)
		f, err := os.Create(filepath.Join(t.TempDir(), "pages"))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		aside := snapshot.NewPageFile(f, 0, 2)
		for p := range c.snap.Pages.All() {
			if err := aside.Put(p); err != nil {
				t.Fatal(err)
			}
		}
		copied := *c.snap
		copied.Pages = aside
		got := judged(t, &copied)
		if bytes.Equal(got, want) {
			continue
		}
		t.Errorf("%s: judged from a file the verdict is another one: %s", c.name, firstDifference(got, want))
		v, err := verdict.Decode(bytes.NewReader(got))
		if err != nil {
			t.Fatal(err)
		}
		for id, status := range bad(v) {
			if status == verdict.Broken {
				t.Errorf("%s reads a page without asking for its content, see facts.Site.Each and Read", id)
			}
		}
	}
}

// crawled is what was seen of a sound shop.
func crawled(t *testing.T, lang string) *snapshot.Snapshot {
	t.Helper()
	target, opts, _ := serve(t, shopgen.Options{Seed: 2, Lang: lang, Layout: 2}, false)
	snap, err := shopvet.Crawl(context.Background(), target, opts)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func firstDifference(a, b []byte) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("%.200q instead of %.200q", a[max(0, i-100):], b[max(0, i-100):])
		}
	}
	return "one of them is longer"
}

package crawler

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/snapshot"
)

// visits counts what was asked for.
type visits struct {
	mu sync.Mutex
	n  map[string]int
}

func (v *visits) wrap(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v.mu.Lock()
		v.n[r.Method+" "+r.URL.RequestURI()]++
		v.mu.Unlock()
		h.ServeHTTP(w, r)
	})
}

// TestAVisitGoesOnWhereItWasBrokenOff cuts the journal of a visit at many places, as a crash does, and goes on from each: nothing that it
// holds is fetched again but the way in, and in the end as much was seen.
func TestAVisitGoesOnWhereItWasBrokenOff(t *testing.T) {
	shop, err := shopgen.New(shopgen.Options{Seed: 5, Lang: "de", Products: 40, Flaws: []shopgen.Flaw{shopgen.FlawBrokenInternal}})
	if err != nil {
		t.Fatal(err)
	}
	seen := &visits{n: map[string]int{}}
	srv := httptest.NewServer(seen.wrap(shop))
	defer srv.Close()
	name := filepath.Join(t.TempDir(), "journal")
	var mu sync.Mutex
	var cuts [][]byte
	limits := snapshot.Limits{Profile: "standard", RetryAfter: 10 * time.Millisecond}
	o := Options{Resume: name, Limits: limits, Events: func(e Event) {
		if f, ok := e.(Fetched); ok && f.Pages%9 == 3 {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			cuts = append(cuts, b)
			mu.Unlock()
		}
	}}
	whole := visit(t, srv.URL, o)
	if _, err := os.Stat(name); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there after the visit has ended: %v", err)
	}
	if len(cuts) < 4 {
		t.Fatalf("only %d places to break off at", len(cuts))
	}
	want := addresses(whole)
	for i, b := range cuts {
		b = b[:len(b)-i%7] // a record that was under way
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
		seen.mu.Lock()
		seen.n = map[string]int{}
		seen.mu.Unlock()
		got := visit(t, srv.URL, Options{Resume: name, Limits: limits})
		if a := addresses(got); a != want {
			t.Errorf("broken off at %d bytes, what was seen differs: %s", len(b), differences(a, want))
		}
		again, all := 0, 0
		for _, line := range held(t, b, srv.URL) {
			all++
			// Key pages are timed anew, and what failed is asked for once more as in any visit.
			if n := seen.n["GET "+line]; n > 0 && n < 5 && !strings.Contains(want, line[1:]+" 404") {
				again++
			}
		}
		if all < 3 || again > 0 {
			t.Errorf("broken off at %d bytes: %d of %d pages were fetched again", len(b), again, all)
		}
	}
}

// addresses lists the pages of a snapshot with what is known of each, sorted.
func addresses(s *snapshot.Snapshot) string {
	var list []string
	for p := range s.Pages.All() {
		if !p.HTML {
			continue // which of the pictures are looked at is up to chance
		}
		list = append(list, fmt.Sprint(strings.TrimPrefix(s.Str(p.URL), s.Base), " ", p.Exchange.Status(), " ", p.HTML, " ", p.Title, " ", p.Letters, " ", len(p.Links)))
	}
	slices.Sort(list)
	return strings.Join(list, "\n")
}

// held lists the paths of the pages that a journal holds.
func held(t *testing.T, journal []byte, base string) []string {
	t.Helper()
	tab := snapshot.NewTable()
	var list []string
	_, err := records(bytes.NewReader(journal), func(kind byte, _ int64, body []byte) error {
		switch kind {
		case recStrings:
			return replayed(body, func(s string) { tab.ID(s) })
		case recPage:
			p := snapshot.NewPage()
			if err := snapshot.Unpack(body[4:4+binary.LittleEndian.Uint32(body)], p); err != nil {
				return err
			}
			list = append(list, strings.TrimPrefix(tab.Get(p.URL), base))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// differences lists the lines that only one of two lists has.
func differences(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	var out []string
	for _, l := range a {
		if !slices.Contains(b, l) {
			out = append(out, "+ "+l)
		}
	}
	for _, l := range b {
		if !slices.Contains(a, l) {
			out = append(out, "- "+l)
		}
	}
	return strings.Join(out, "\n")
}

// TestAFileThatIsNoJournalIsLeftAlone: whatever the user names by mistake is not written over.
func TestAFileThatIsNoJournalIsLeftAlone(t *testing.T) {
	for name, content := range map[string]string{
		"a text": "my notes\n", "another shop": journalOf(t, "https://other.example/"), "zeros": strings.Repeat("\x00", 4096),
	} {
		file := filepath.Join(t.TempDir(), "journal")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Crawl(t.Context(), "http://127.0.0.1:9/", Options{Resume: file, Limits: limits()}); err == nil {
			t.Errorf("%s was taken for a journal", name)
		}
		if b, err := os.ReadFile(file); err != nil || string(b) != content {
			t.Errorf("%s was written over: %v", name, err)
		}
	}
}

// journalOf is the begin of a visit to another shop.
func journalOf(t *testing.T, target string) string {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "other"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	j := &journal{file: f}
	if err := j.json(recHead, journalHead{Journal: journalVersion, Extractor: extract.Version, Target: target, Profile: "quick"}); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(f.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

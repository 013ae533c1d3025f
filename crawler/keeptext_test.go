package crawler

import (
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/snapshot"
)

// TestWhoseTextIsKeptDoesNotRestOnTheOrder: a shop with more text than is kept, read by one worker and by many, in memory, in a file and taken up
// again when it was over, keeps the texts of the same pages.
func TestWhoseTextIsKeptDoesNotRestOnTheOrder(t *testing.T) {
	shop, err := shopgen.New(shopgen.Options{Seed: 3, Products: 230, Padding: 24000, Plain: true})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(shop)
	defer srv.Close()
	l := snapshot.Limits{Profile: "deep", Parts: -1, Outside: -1}
	file := filepath.Join(t.TempDir(), "journal")
	want := keptTexts(t, visit(t, srv.URL, Options{Limits: l, Workers: 1, InMemory: 1 << 40}))
	for name, o := range map[string]Options{
		"many workers": {Limits: l, Workers: 6}, "a file": {Limits: l, Workers: 6, InMemory: 1 << 20},
		"a journal": {Limits: l, Workers: 6, Resume: file},
	} {
		if got := keptTexts(t, visit(t, srv.URL, o)); !slices.Equal(got, want) {
			t.Errorf("%s: %d texts kept, not the same as the %d by one worker", name, len(got), len(want))
		}
	}
	if got := keptTexts(t, visit(t, srv.URL, Options{Limits: l, Resume: file})); !slices.Equal(got, want) {
		t.Errorf("taken up when it was over: %d texts kept, want the same %d", len(got), len(want))
	}
}

// keptTexts lists the addresses of pages whose text was kept.
func keptTexts(t *testing.T, s *snapshot.Snapshot) (list []string) {
	t.Helper()
	letters, dropped := 0, 0
	for p, err := range s.Pages.All() {
		switch {
		case err != nil:
			t.Fatal(err)
		case p.TextKept:
			letters += p.Letters
			list = append(list, strings.TrimPrefix(s.Str(p.URL), s.Base))
		case p.Text != "" || len(p.Headings) > 0 && p.Headings[0].At >= 0:
			t.Errorf("%s: the text was not let go", s.Str(p.URL))
		case p.Letters > 0:
			dropped++
		}
	}
	if letters < maxOtherText*3/4 || letters > maxOtherText*5/4 || dropped == 0 {
		t.Errorf("%d letters kept, the texts of %d pages let go", letters, dropped)
	}
	slices.Sort(list)
	return list
}

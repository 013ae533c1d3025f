package shopvet_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/library"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/snapshot"
)

// TestFactsAndFindingsKeepNoPageInMemory judges pages that lie in a file, those of goods each with a large description. A page is read back in one piece: whoever
// keeps a word of it without copying it keeps all of it, and of a large shop all pages.
func TestFactsAndFindingsKeepNoPageInMemory(t *testing.T) {
	const fat = 256 << 10
	snap := flawed(t)
	f, err := os.Create(filepath.Join(t.TempDir(), "pages"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	roles, err := facts.Build(snap, facts.Options{Duties: market.Default()})
	if err != nil {
		t.Fatal(err)
	}
	aside := snapshot.NewPageFile(f, 0, 2)
	description := strings.Repeat("x", fat)
	for p := range snap.Pages.All() {
		q, c := *p, *p.Content
		q.Content = &c
		switch roles.Role(p) { // of others texts may be kept, as long as there is room
		case facts.RoleProduct, facts.RoleListing:
			c.Meta = append(slices.Clone(c.Meta), snapshot.Meta{Name: "description", Content: description})
		}
		if err := aside.Put(&q); err != nil {
			t.Fatal(err)
		}
	}
	copied := *snap
	copied.Pages = aside
	set, err := shopvet.Checks(shopvet.JudgeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	before := live()
	site, err := facts.Build(&copied, facts.Options{Duties: market.Default()})
	if err != nil {
		t.Fatal(err)
	}
	built := live()
	results, err := set.Run(context.Background(), &checks.Input{Snap: &copied, Site: site, Duties: market.Default(), Libraries: library.Default()})
	if err != nil {
		t.Fatal(err)
	}
	after := live()
	runtime.KeepAlive(site)
	runtime.KeepAlive(results)
	const most = 4 << 20 // two pages are loaded, and facts and findings take something themselves
	if built-before > most || after-before > most {
		t.Errorf("of %d pages, most of 256 kB, facts keep %d kB and all together %d kB in memory", aside.Len(), (built-before)>>10, (after-before)>>10)
	}
}

// live is how many bytes are in use.
func live() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

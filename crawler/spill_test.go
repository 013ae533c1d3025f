package crawler

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// waitingItem is the i-th of many addresses, in three ranks.
func waitingItem(i int) item {
	url := fmt.Sprintf("https://shop.example/products/a-name-as-long-as-names-of-goods-are-%d", i)
	return item{url: url, key: url, depth: i%40 - 1, rank: rankMain + i%3, zone: snapshot.Zone(i % 5), text: fmt.Sprint("Thing ", i), keyPage: i%7 == 0, via: fmt.Sprint("https://shop.example/sitemap-", i%9)}
}

// TestAddressesWaitInOrderAndOnTheDisk puts far more into the frontier than can be read, and takes them out again while others come.
func TestAddressesWaitInOrderAndOnTheDisk(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	const n = 300_000
	f := newFrontier(2*n, snapshot.NewTable())
	defer f.discard()
	before := heapInUse()
	for i := range n {
		f.push(waitingItem(i))
	}
	if used := heapInUse() - before; used > 2<<20 {
		t.Errorf("%d addresses take %d kB of memory", n, used>>10)
	}
	for rank := range 3 {
		for i := rank; i < n; i += 3 {
			it, ok := f.next(context.Background())
			if want := waitingItem(i); !ok || it != want {
				t.Fatalf("came %+v, %t instead of %+v", it, ok, want)
			}
			f.done(true)
		}
	}
	if it, ok := f.next(context.Background()); ok || f.queued() != 0 {
		t.Errorf("then came %+v, and %d wait", it, f.queued())
	}
	f.push(waitingItem(0)) // an empty queue begins anew
	if it, ok := f.next(context.Background()); !ok || it != waitingItem(0) {
		t.Errorf("then came %+v, %t", it, ok)
	}
	f.discard()
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func heapInUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestAddressesWaitInMemoryWhereTheDiskHasNoRoom takes the folder for files away.
func TestAddressesWaitInMemoryWhereTheDiskHasNoRoom(t *testing.T) {
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "nowhere"))
	const n = 3 * pieceSize / 64
	f := newFrontier(n, snapshot.NewTable())
	for i := range n {
		f.push(item{url: fmt.Sprint("https://shop.example/", strings.Repeat("x", 60), i), rank: rankMain})
	}
	i := 0
	for it := range f.rest() {
		if !strings.HasSuffix(it.url, fmt.Sprint("x", i)) {
			t.Fatalf("address %d is %s", i, it.url)
		}
		i++
	}
	if i != n {
		t.Errorf("%d of %d addresses came back", i, n)
	}
}

// TestAFileThatCannotBeReadAgainEndsTheCrawl closes the file below a frontier: nothing may be left out in silence.
func TestAFileThatCannotBeReadAgainEndsTheCrawl(t *testing.T) {
	f := newFrontier(10, snapshot.NewTable())
	defer f.discard()
	for i := range 10_000 {
		f.push(waitingItem(i))
	}
	if err := f.spill.file.Close(); err != nil {
		t.Fatal(err)
	}
	if it, ok := f.next(context.Background()); ok || !f.lost {
		t.Errorf("came %+v, %t; lost is %t", it, ok, f.lost)
	}
}

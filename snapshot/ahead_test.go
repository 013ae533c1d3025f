package snapshot

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

// put returns a source of so many pages in a file, of which four are loaded at a time, and its pages in another order than that of the file.
func put(t *testing.T, n int) (*PageFile, []*Page, *os.File) {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "pages"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	f := NewPageFile(file, 0, 4)
	for i := range n {
		p := NewPage()
		p.ID, p.TextKept, p.Text, p.Marks = PageID(i), i%3 == 0, fmt.Sprint("text ", i), []Mark{{Kind: MarkDemo, Value: fmt.Sprint(i)}}
		if i == 7 {
			f.Hold(p)
		} else if err := f.Put(p); err != nil {
			t.Fatal(err)
		}
	}
	list := make([]*Page, n)
	for i := range list {
		list[i] = f.Head(PageID((i * 37) % n))
	}
	return f, list, file
}

func TestPagesAreYieldedInOrderWithTheirContent(t *testing.T) {
	f, list, _ := put(t, 500)
	var met []*Page
	for p, err := range InOrder(f, list) {
		if err != nil {
			t.Fatal(err)
		}
		want := ""
		if p.TextKept || p.ID == 7 {
			want = fmt.Sprint("text ", p.ID)
		}
		if p.Text != want || p.Marks[0].Value != fmt.Sprint(p.ID) {
			t.Fatalf("page %d says %q and %q", p.ID, p.Text, p.Marks[0].Value)
		}
		met = append(met, p)
		if other := f.Head(PageID(499 - int(p.ID))); f.Load(other) != nil || other.Marks[0].Value != fmt.Sprint(other.ID) {
			t.Fatalf("page %d, read in between, says %q", other.ID, other.Marks[0].Value)
		}
	}
	loaded := 0
	for _, p := range list {
		if p.Content != nil {
			loaded++
		}
	}
	if !slices.Equal(met, list) || loaded > 6 { // two stay: the home page is read all the time
		t.Errorf("%d pages were yielded, %d are in memory", len(met), loaded)
	}
}

func TestReadingAheadEndsWithItsLoop(t *testing.T) {
	f, list, file := put(t, 500)
	before := runtime.NumGoroutine()
	for range 20 {
		for p := range InOrder(f, list) {
			if p == list[40] {
				break
			}
		}
		func() {
			defer func() { _ = recover() }()
			for range InOrder(f, list) {
				panic("in the loop")
			}
		}()
	}
	if n := runtime.NumGoroutine(); n > before {
		time.Sleep(100 * time.Millisecond)
		if n = runtime.NumGoroutine(); n > before {
			t.Errorf("%d goroutines, %d before", n, before)
		}
	}
	if err := file.Truncate(3000); err != nil {
		t.Fatal(err)
	}
	read, failed := 0, 0
	for _, err := range InOrder(f, list) {
		if read++; err != nil {
			failed++
		}
	}
	if failed != 1 || read == len(list) {
		t.Errorf("a damaged file: %d pages were yielded, %d errors", read, failed)
	}
}

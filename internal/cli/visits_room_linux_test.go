package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue/queue"
)

// smallDisk puts the visits of a looker on a disk of its own, and returns functions that fill it and make room again; nil where nobody may make one,
// as in most containers: bench/catalogue fills one too.
func smallDisk(t *testing.T, l *looker) (fill, free func()) {
	t.Helper()
	dir := t.TempDir()
	err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=8m")
	if errors.Is(err, syscall.EPERM) {
		t.Log("no small disk can be made here, so nothing was tried")
		return nil, nil
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	l.visits.dir = filepath.Join(dir, "visits")
	if err := os.Mkdir(l.visits.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	ballast := filepath.Join(dir, "ballast")
	fill = sync.OnceFunc(func() {
		f, err := os.Create(ballast)
		if err != nil {
			t.Error(err)
			return
		}
		defer f.Close()
		for block := make([]byte, 1<<20); len(block) > 0; { // at the end byte by byte
			if _, err := f.Write(block); errors.Is(err, syscall.ENOSPC) {
				block = block[:len(block)/2]
			} else if err != nil {
				t.Error(err)
				return
			}
		}
	})
	return fill, func() {
		if err := os.Remove(ballast); err != nil {
			t.Error(err)
		}
	}
}

// A visit that a full disk broke off waits for room, and then goes on where it was.
func TestVisitThatFilledTheDiskGoesOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		at    string
		large bool // so that not even the way in can be written down
	}{{"/", true}, {"/", false}, {"/lamp-7", false}} {
		at := c.at
		l, shop, job := lamps(t, false)
		shop.large = c.large
		fill, free := smallDisk(t, l)
		if fill == nil {
			return
		}
		shop.at = func(path string) {
			if path == at {
				fill()
			}
		}
		begun := 1
		for range 3 { // the disk stays full
			_, err := l.look(t.Context(), job)
			if later := (*queue.Later)(nil); !errors.As(err, &later) || later.Wait <= 0 {
				t.Fatalf("full from %s on: %v", at, err)
			}
			if n := shop.times("/robots.txt"); n != begun {
				t.Errorf("full from %s on: begun %d times", at, n)
			}
		}
		free()
		out, err := l.look(t.Context(), job)
		if err != nil || out.Verdict.Crawl.HTML != countedPages+1 || out.Verdict.Crawl.Stop != "done" {
			t.Fatalf("%v %+v", err, out)
		}
		again := 0
		for i := range countedPages {
			if shop.times(fmt.Sprint("/lamp-", i)) > 1 {
				again++
			}
		}
		if again > countedPages/2 { // those that were under way may be
			t.Errorf("%d of %d pages were asked for again", again, countedPages)
		}
		if out.Written(); len(names(t, l.visits.dir)) > 0 {
			t.Errorf("left: %v", names(t, l.visits.dir))
		}
	}
}

// Where no room is made, a visit does not wait for ever, and others do not wait at all: they do without being kept.
func TestVisitsDoWithoutADiskThatStaysFull(t *testing.T) {
	t.Parallel()
	l, shop, job := lamps(t, false)
	fill, free := smallDisk(t, l)
	if fill == nil {
		return
	}
	shop.at = func(path string) {
		if path == "/lamp-7" {
			fill()
		}
	}
	if _, err := l.look(t.Context(), job); !errors.Is(err, errNoRoom) {
		t.Fatal(err)
	}
	look := func(ctx context.Context, job *queue.Job) {
		t.Helper()
		if out, err := l.look(ctx, job); err != nil || out.Verdict.Crawl.HTML != countedPages+1 {
			t.Errorf("%v %+v", err, out)
		}
	}
	other := *job.Scan
	other.ID = "3"
	look(t.Context(), &queue.Job{Seller: job.Seller, Scan: &other, Progress: job.Progress})
	old := time.Now().Add(-2 * roomWait)
	if err := os.Chtimes(filepath.Join(l.visits.dir, job.Scan.ID), old, old); err != nil {
		t.Fatal(err)
	}
	look(t.Context(), job)
	if left := names(t, l.visits.dir); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	free()
	kept, err := l.visits.begin("4")
	if kept == nil || err != nil {
		t.Errorf("with room again nothing is kept: %v", err)
	}
}

func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

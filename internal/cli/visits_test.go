package cli

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
)

// counted is a shop of some pages that counts how often each is asked for, and calls at when a page is.
type counted struct {
	mu    sync.Mutex
	asked map[string]int
	at    func(path string)
	large bool // the home page has a large head
}

const countedPages = 12

func (c *counted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.asked[r.Method+" "+r.URL.Path]++
	at := c.at
	c.mu.Unlock()
	if at != nil {
		at(r.URL.Path)
	}
	if r.URL.Path != "/" && !strings.HasPrefix(r.URL.Path, "/lamp-") {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if c.large && r.URL.Path == "/" {
		w.Header().Set("Content-Security-Policy", "img-src"+strings.Repeat(" https://pictures.example", 400))
	}
	fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Lamps %[1]s</title><h1>Lamps %[1]s</h1><p>Lamps for every room, also %[1]s.</p>`, r.URL.Path)
	for i := range 300 { // more than the disk has left in its last block, however well it is packed
		if r.URL.Path != "/" {
			fmt.Fprintf(w, "<p>%x</p>", sha256.Sum256(fmt.Append(nil, r.URL.Path, i)))
		}
	}
	if r.URL.Path == "/" {
		io.WriteString(w, `<script>gtag('config', 'G-ABC123DEF4')</script>`)
		for i := range countedPages {
			fmt.Fprintf(w, `<a href="/lamp-%d">Lamp %d</a> `, i, i)
		}
	}
}

func (c *counted) times(path string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.asked["GET "+path]
}

// lamps is a looker, its shop, and a visit to be made of it.
func lamps(t *testing.T, archives bool) (*looker, *counted, *queue.Job) {
	t.Helper()
	dir := t.TempDir()
	s, err := catalogue.Open(t.Context(), filepath.Join(dir, "shopvet.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, err := s.MigrateUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	shop := &counted{asked: map[string]int{}}
	server := httptest.NewServer(shop)
	t.Cleanup(server.Close)
	o := newOptions()
	if err := o.server.networks.Set("127.0.0.0/8"); err != nil {
		t.Fatal(err)
	}
	if archives {
		o.server.archives.name = filepath.Join(dir, "archives")
	}
	a := &app{}
	a.env.Stderr = io.Discard
	l, closed, err := a.newLooker(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(closed)
	l.store, l.visits = s, newVisits(s, a.logger(o))
	return l, shop, &queue.Job{Seller: &catalogue.Seller{ID: "1", URL: server.URL}, Scan: &catalogue.Scan{ID: "2"}, Progress: func(string, int) {}}
}

// brokenOff is the same with a visit that was broken off when a page was asked for.
func brokenOff(t *testing.T, archives bool) (*looker, *counted, *queue.Job) {
	t.Helper()
	l, shop, job := lamps(t, archives)
	ctx, kill := context.WithCancel(t.Context())
	shop.at = func(path string) {
		if path == "/lamp-7" {
			kill()
			<-ctx.Done()
		}
	}
	if _, err := l.look(ctx, job); err != nil && ctx.Err() == nil {
		t.Fatal(err)
	}
	kill()
	shop.at = nil
	return l, shop, job
}

// A visit that was broken off goes on where it was, and nothing is left of it once its result is written.
func TestVisitGoesOn(t *testing.T) {
	t.Parallel()
	for _, archives := range []bool{false, true} {
		l, shop, job := brokenOff(t, archives)
		var before []string
		for i := range countedPages {
			if p := fmt.Sprint("/lamp-", i); shop.times(p) > 0 && i != 7 {
				before = append(before, p)
			}
		}
		if shop.times("/") == 0 || len(before) == 0 {
			t.Fatal("the first visit saw nothing")
		}
		out, err := l.look(t.Context(), job)
		if err != nil {
			t.Fatal(err)
		}
		if out.Verdict.Crawl.HTML != countedPages+1 {
			t.Errorf("%d pages", out.Verdict.Crawl.HTML)
		}
		again := 0
		for _, p := range before {
			if shop.times(p) > 1 {
				again++
			}
		}
		if again > len(before)/2 { // those that were under way when it was broken off may be
			t.Errorf("%d of %d pages were asked for again", again, len(before))
		}
		if len(out.Traits) != 1 || out.Traits[0].Value != "G-ABC123DEF4" || out.Network != "127.0.0.1" {
			t.Errorf("what the first part showed is forgotten: %+v, network %q", out.Traits, out.Network)
		}
		if archives {
			if _, err := os.Stat(out.Archive); err != nil {
				t.Error(err)
			}
		}
		out.Written()
		if left, err := os.ReadDir(l.visits.dir); err != nil || len(left) > 0 {
			t.Errorf("left: %v %v", left, err)
		}
	}
}

// What an earlier version left, or a visit with other settings, is not gone on with: the visit begins anew, at once.
func TestVisitBeginsAnew(t *testing.T) {
	t.Parallel()
	l, _, job := brokenOff(t, false)
	if err := os.WriteFile(filepath.Join(l.visits.dir, job.Scan.ID), []byte("of another kind"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := l.look(t.Context(), job); err != nil || out.Verdict.Crawl.HTML != countedPages+1 {
		t.Errorf("%+v %v", out, err)
	}
}

// A visit that another process of this computer still makes is waited for, and is not made twice at the same time.
func TestVisitThatIsUnderWayIsWaitedFor(t *testing.T) {
	t.Parallel()
	l, shop, job := lamps(t, false)
	reached, goOn := make(chan bool), make(chan bool)
	var once sync.Once
	shop.at = func(path string) {
		if path == "/lamp-7" {
			once.Do(func() {
				close(reached)
				<-goOn
			})
		}
	}
	done := make(chan error)
	go func() {
		_, err := l.look(t.Context(), job)
		done <- err
	}()
	<-reached
	begun := shop.times("/robots.txt")
	if _, err := l.look(t.Context(), job); !errors.Is(err, errInUse) {
		t.Errorf("beside another: %v", err)
	}
	if n := shop.times("/robots.txt"); n != begun {
		t.Errorf("begun %d times more", n-begun)
	}
	close(goOn)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// What nobody goes on with any more is removed; what may still be gone on with stays.
func TestStaleVisitsAreRemoved(t *testing.T) {
	t.Parallel()
	l, shop, job := brokenOff(t, true)
	old := time.Now().Add(-2 * staleVisit)
	list, err := os.ReadDir(l.visits.dir)
	if err != nil || len(list) < 3 {
		t.Fatalf("%v %v", list, err)
	}
	for _, e := range list {
		if err := os.Chtimes(filepath.Join(l.visits.dir, e.Name()), old, old); err != nil {
			t.Fatal(err)
		}
	}
	l.visits.swept = time.Time{}
	fresh := filepath.Join(l.visits.dir, "3")
	if err := os.WriteFile(fresh, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := l.visits.begin("4"); err != nil {
		t.Error(err)
	}
	if list, err = os.ReadDir(l.visits.dir); err != nil || len(list) != 1 || list[0].Name() != "3" {
		t.Errorf("%v %v", list, err)
	}
	shop.asked = map[string]int{}
	if _, err := l.look(t.Context(), job); err != nil || shop.times("/lamp-1") != 1 {
		t.Errorf("%d %v", shop.times("/lamp-1"), err)
	}
}

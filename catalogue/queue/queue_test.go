package queue_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/pgtest"
	"github.com/shopvet/shopvet/catalogue/queue"
	"github.com/shopvet/shopvet/verdict"
)

var server *pgtest.Server

func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "16"); err != nil { // these tests mostly wait
		panic(err)
	}
	os.Exit(run(m))
}

func run(m *testing.M) int {
	var err error
	server, err = pgtest.Start(context.Background())
	switch {
	case err == nil:
		defer func() { _ = server.Stop() }()
	case !errors.Is(err, pgtest.ErrMissing):
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// world is a catalogue with a queue whose scans are a function of the test.
type world struct {
	*testing.T
	store *catalogue.Store
	opts  queue.Options
}

// engines runs a test on both databases.
func engines(t *testing.T, test func(w *world)) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			where := filepath.Join(t.TempDir(), "shopvet.db")
			if engine == "postgres" {
				if server == nil {
					t.Skip(pgtest.ErrMissing)
				}
				var err error
				if where, err = server.Database(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			t.Parallel()
			w := &world{T: t}
			var err error
			if w.store, err = catalogue.Open(t.Context(), where); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { w.store.Close() })
			if _, err := w.store.MigrateUp(t.Context()); err != nil {
				t.Fatal(err)
			}
			w.opts = queue.Options{Workers: 4, Tick: 200 * time.Millisecond, Retry: 100 * time.Millisecond, Drain: time.Second, Scan: func(context.Context, *queue.Job) (*catalogue.Outcome, error) { return seen("done"), nil }}
			q := w.queue()
			if err := q.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			test(w)
		})
	}
}

func (w *world) queue() *queue.Queue {
	w.Helper()
	q, err := queue.New(w.Context(), w.store, w.opts)
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(q.Close)
	return q
}

// runs runs a queue until the returned function is called.
func (w *world) runs(q *queue.Queue) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- q.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			w.Error(err)
		}
	})
	w.Cleanup(stop)
	return stop
}

func (w *world) sellers(n int, edit func(i int, s *catalogue.Seller)) []catalogue.Seller {
	w.Helper()
	var list []catalogue.Seller
	for i := range n {
		s := catalogue.Seller{URL: fmt.Sprintf("https://shop%d.example/", i), Cadence: 24 * time.Hour}
		if edit != nil {
			edit(i, &s)
		}
		list = append(list, s)
	}
	if _, err := w.store.PutSellers(w.Context(), list, time.Now()); err != nil {
		w.Fatal(err)
	}
	return list
}

func (w *world) seller(id string) *catalogue.Seller {
	w.Helper()
	n, err := w.store.Seller(w.Context(), id)
	if err != nil {
		w.Fatal(err)
	}
	return n
}

// until waits for something to be so.
func (w *world) until(what string, so func() bool) {
	w.Helper()
	for end := time.Now().Add(2 * time.Minute); !so(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			w.Fatalf("never: %s", what)
		}
	}
}

// looked counts the sellers that stand in a state.
func (w *world) looked(state catalogue.State) int {
	n, err := w.store.CountSellers(w.Context(), catalogue.Filter{State: state})
	if err != nil {
		w.Error(err)
	}
	return n
}

// seen is the outcome of a look that ended so.
func seen(stop string) *catalogue.Outcome {
	return &catalogue.Outcome{Verdict: &verdict.Verdict{Schema: 1, Taken: time.Now().UTC(), Crawl: verdict.Crawl{Stop: stop, HTML: 3}, Initial: verdict.Score{Known: stop == "done", Value: 70, Grade: "B"}}}
}

// Each seller that is due is looked at once, by one of several processes, and is due again a day later.
func TestDueSellersAreScannedOnce(t *testing.T) {
	engines(t, func(w *world) {
		var mu sync.Mutex
		began := map[string]int{}
		w.opts.Scan = func(_ context.Context, j *queue.Job) (*catalogue.Outcome, error) {
			mu.Lock()
			began[j.Seller.URL]++
			mu.Unlock()
			j.Progress("pages", 1)
			time.Sleep(5 * time.Millisecond)
			return seen("done"), nil
		}
		list := w.sellers(60, func(i int, s *catalogue.Seller) { s.Paused = i == 0 })
		w.runs(w.queue())
		w.runs(w.queue())
		w.until("all are looked at", func() bool { return w.looked(catalogue.Fine) == 59 })
		time.Sleep(500 * time.Millisecond) // more ticks
		mu.Lock()
		defer mu.Unlock()
		for url, n := range began {
			if n != 1 {
				w.Errorf("%s: %d times", url, n)
			}
		}
		if began[list[0].URL] != 0 {
			w.Error("a paused seller was looked at")
		}
		n := w.seller(list[1].ID)
		if left := time.Until(n.NextDue); left < 20*time.Hour || left > 28*time.Hour {
			w.Errorf("due in %s", left)
		}
		if r, err := w.store.Results(w.Context(), n.ID, 9); err != nil || len(r) != 1 {
			w.Errorf("%v %+v", err, r)
		}
	})
}

// Shops of one domain are never looked at at the same time, nor more than two at one address.
func TestPoliteness(t *testing.T) {
	engines(t, func(w *world) {
		var mu sync.Mutex
		now, most := map[string]int{}, map[string]int{}
		w.opts.Workers = 8
		w.opts.Network = func(_ context.Context, host string) string { return "192.0.2.1" }
		w.opts.Scan = func(_ context.Context, j *queue.Job) (*catalogue.Outcome, error) {
			keys := []string{j.Seller.Domain, "address"}
			for step, d := range []int{1, -1} {
				mu.Lock()
				for _, k := range keys {
					now[k] += d
					most[k] = max(most[k], now[k])
				}
				mu.Unlock()
				if step == 0 { // long enough for the second, and for a third if it were let in
					for range 1000 {
						mu.Lock()
						both := most["address"] >= 2
						mu.Unlock()
						if time.Sleep(50 * time.Millisecond); both {
							break
						}
					}
				}
			}
			return seen("done"), nil
		}
		w.sellers(6, func(i int, s *catalogue.Seller) { s.URL = fmt.Sprintf("https://s%d.shop%d.example/", i, i/2) })
		w.runs(w.queue())
		w.until("all are looked at", func() bool { return w.looked(catalogue.Fine) == 6 })
		mu.Lock()
		defer mu.Unlock()
		if most["address"] != 2 || most["shop0.example"] != 1 {
			w.Errorf("at the same time: %v", most)
		}
	})
}

// A scan that fails is tried again, then given up with its reason; so is one that panics. The seller is due again later.
func TestFailuresAreTriedAgain(t *testing.T) {
	engines(t, func(w *world) {
		var tries atomic.Int32
		w.opts.Scan = func(_ context.Context, j *queue.Job) (*catalogue.Outcome, error) {
			switch {
			case j.Seller.URL == "https://shop0.example/" && tries.Add(1) <= 2:
				return nil, errors.New("no room")
			case j.Seller.URL == "https://shop1.example/":
				panic("oh")
			}
			return seen("done"), nil
		}
		w.opts.Retry = time.Millisecond
		list := w.sellers(2, nil)
		w.runs(w.queue())
		w.until("one succeeds and one is given up", func() bool { return w.looked(catalogue.Fine) == 1 && w.looked(catalogue.Failed) == 1 })
		if tries.Load() != 3 {
			w.Errorf("%d tries", tries.Load())
		}
		n := w.seller(list[1].ID)
		scans, err := w.store.ScansOf(w.Context(), n.ID, 9)
		if err != nil || len(scans) != 1 || scans[0].State != catalogue.GivenUp || scans[0].Reason != "a fault of our own: oh" || scans[0].Attempt != 4 {
			w.Errorf("%v %+v", err, scans)
		}
		if n.NextDue.Before(time.Now().Add(time.Hour)) {
			w.Errorf("due at %s", n.NextDue)
		}
	})
}

// A worker that is told to stop lets scans end that end soon.
func TestDrain(t *testing.T) {
	engines(t, func(w *world) {
		release, begun := make(chan bool), make(chan bool)
		w.opts.Scan = func(context.Context, *queue.Job) (*catalogue.Outcome, error) {
			close(begun)
			<-release
			return seen("done"), nil
		}
		w.opts.Drain = time.Minute // it stops as soon as the scan has ended
		list := w.sellers(1, nil)
		stop := w.runs(w.queue())
		<-begun
		stopped := make(chan bool)
		go func() { stop(); close(stopped) }()
		time.Sleep(100 * time.Millisecond)
		close(release)
		<-stopped
		if n := w.seller(list[0].ID); n.Now.State != catalogue.Fine {
			w.Errorf("what could end did not: %+v", n.Now)
		}
	})
}

// What does not end soon when a worker is told to stop is put back, which counts as no failed try.
func TestPutBackByDrain(t *testing.T) {
	engines(t, func(w *world) {
		begun := make(chan bool)
		w.opts.Scan = func(ctx context.Context, _ *queue.Job) (*catalogue.Outcome, error) {
			close(begun)
			<-ctx.Done()
			return seen("interrupted"), nil
		}
		w.opts.Drain = 100 * time.Millisecond
		list := w.sellers(1, nil)
		stop := w.runs(w.queue())
		<-begun
		stop()
		n := w.seller(list[0].ID)
		open, err := w.store.OpenScan(w.Context(), n.ID)
		if err != nil || open == nil || open.State != catalogue.Queued || n.Now.State != catalogue.Never {
			w.Fatalf("%v %+v", err, open)
		}
		w.opts.Scan = func(context.Context, *queue.Job) (*catalogue.Outcome, error) { return seen("done"), nil }
		w.runs(w.queue())
		w.until("the next worker does it", func() bool { return w.looked(catalogue.Fine) == 1 })
		if scan, err := w.store.Scan(w.Context(), open.ID); err != nil || scan.State != catalogue.Done || scan.Attempt != 1 {
			w.Errorf("%v %+v", err, scan)
		}
	})
}

// Where nothing can be reached from here, no shop is called unreachable.
func TestOurOwnOutage(t *testing.T) {
	engines(t, func(w *world) {
		var online atomic.Bool
		w.opts.Online = func(context.Context) bool { return online.Load() }
		w.opts.Scan = func(context.Context, *queue.Job) (*catalogue.Outcome, error) { return seen("unreachable"), nil }
		list := w.sellers(1, nil)
		w.runs(w.queue())
		var open *catalogue.Scan
		w.until("it is put back", func() bool {
			open, _ = w.store.OpenScan(w.Context(), list[0].ID)
			return open != nil && open.Reason == "No site can be reached from here."
		})
		if n := w.seller(list[0].ID); n.Now.State != catalogue.Never {
			w.Errorf("%+v", n.Now)
		}
	})
}

// A scan can be asked for by hand; while one waits or runs, that one is returned.
func TestScanNow(t *testing.T) {
	engines(t, func(w *world) {
		list := w.sellers(2, func(_ int, s *catalogue.Seller) { s.Cadence = 0 })
		w.opts.Scan = nil
		q := w.queue()
		first, err := q.ScanNow(w.Context(), &list[0], "ada")
		if err != nil {
			w.Fatal(err)
		}
		second, err := q.ScanNow(w.Context(), &list[0], "bob")
		if err != nil || second.ID != first.ID || second.Cause != "ada" {
			w.Errorf("%v %+v", err, second)
		}
		w.opts.Scan = func(context.Context, *queue.Job) (*catalogue.Outcome, error) { return seen("done"), nil }
		w.runs(w.queue())
		w.until("it is done", func() bool { return w.looked(catalogue.Fine) == 1 })
		if n := w.seller(list[0].ID); !n.NextDue.IsZero() {
			w.Errorf("a seller without cadence is due at %s", n.NextDue)
		}
		third, err := q.ScanNow(w.Context(), &list[0], "ada")
		if err != nil || third.ID == first.ID {
			w.Errorf("%v %+v", err, third)
		}
	})
}

// No more scans begin a minute than the rate of all and that of a tag allow.
func TestRates(t *testing.T) {
	engines(t, func(w *world) {
		var mu sync.Mutex
		count := map[bool]int{}
		w.opts.TagRate = map[string]float64{"slow": 30}
		w.opts.Scan = func(_ context.Context, j *queue.Job) (*catalogue.Outcome, error) {
			mu.Lock()
			defer mu.Unlock()
			count[len(j.Seller.Tags) > 0]++
			return seen("done"), nil
		}
		w.sellers(16, func(i int, s *catalogue.Seller) {
			if i%2 == 0 {
				s.Tags = []string{"slow"}
			}
		})
		begun := time.Now()
		w.runs(w.queue())
		var slow, may int
		w.until("the others are done", func() bool {
			mu.Lock()
			defer mu.Unlock()
			slow, may = count[true], 1+int(time.Since(begun)/(2*time.Second)) // one at once, then one in two seconds, however busy the machine is
			return count[false] == 8
		})
		if slow > may {
			w.Errorf("%d began, %d may have", slow, may)
		}
	})
}

// What of all processes one does now and then is done, and a deleted seller's job does no harm.
func TestTasksAndDeletedSellers(t *testing.T) {
	engines(t, func(w *world) {
		var done atomic.Int32
		w.opts.Tasks = map[string]queue.Task{"send": {Every: 200 * time.Millisecond, Do: func(context.Context, time.Time) error { done.Add(1); return errors.New("no way") }}}
		list := w.sellers(2, func(_ int, s *catalogue.Seller) { s.Cadence = 0 })
		q := w.queue()
		for i := range list {
			if _, err := q.ScanNow(w.Context(), &list[i], "ada"); err != nil {
				w.Fatal(err)
			}
		}
		if _, err := w.store.DeleteSeller(w.Context(), list[0].ID); err != nil {
			w.Fatal(err)
		}
		w.runs(w.queue())
		w.until("the task is done twice and the other seller is looked at", func() bool { return done.Load() >= 2 && w.looked(catalogue.Fine) == 1 })
	})
}

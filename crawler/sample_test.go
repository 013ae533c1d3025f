package crawler

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

// keyShop is a shop with a list, a product, a cart and many other pages. It notes what was asked of it and when; the second and every further
// request for one of its key pages is a timing.
type keyShop struct {
	pages int
	work  time.Duration                                 // that every page takes
	timed func(http.ResponseWriter, *http.Request) bool // what becomes of a timing; true: it is dealt with

	mu      sync.Mutex
	busy    int // requests being worked on
	most    int // of the requests that were worked on at the same time
	crowded []string
	hits    map[string]int
	at      []time.Time
}

func (k *keyShop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := r.URL.Path == "/" || r.URL.Path == "/list" || r.URL.Path == "/product" || r.URL.Path == "/cart"
	k.mu.Lock()
	if k.hits == nil {
		k.hits = map[string]int{}
	}
	k.hits[r.URL.Path]++
	timing := key && k.hits[r.URL.Path] > 1
	k.at = append(k.at, time.Now())
	k.busy++
	k.most = max(k.most, k.busy)
	if timing && k.busy > 1 {
		k.crowded = append(k.crowded, "begun beside others: "+r.URL.Path)
	}
	if !timing && k.timings() > 0 {
		k.crowded = append(k.crowded, "begun beside a timing: "+r.URL.Path)
	}
	if timing {
		k.hits["timings"]++
	}
	k.mu.Unlock()
	time.Sleep(k.work)
	done := timing && k.timed != nil && k.timed(w, r)
	// What follows takes no time worth the name, and the visitor may have gone on before a handler returns.
	k.mu.Lock()
	k.busy--
	if timing {
		k.hits["timings"]--
	}
	k.mu.Unlock()
	if !done {
		k.page(w, r)
	}
}

// timings is how many timings are under way. The caller holds mu.
func (k *keyShop) timings() int { return k.hits["timings"] }

func (k *keyShop) page(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/robots.txt":
		fmt.Fprint(w, "User-agent: *\nDisallow:\n")
	case r.URL.Path == "/":
		links := []string{"/cart", "/list", "/product"}
		for i := range k.pages {
			links = append(links, fmt.Sprintf("/text/page-%d", i))
		}
		html(w, "Shop", links...)
	case r.URL.Path == "/list":
		html(w, "Candles", "/")
		fmt.Fprint(w, "<main><p>€ 1.00</p><p>€ 2.00</p><p>€ 3.00</p><p>€ 4.00</p><p>€ 5.00</p></main>")
	case r.URL.Path == "/product":
		html(w, "Candle", "/")
		fmt.Fprint(w, `<script type="application/ld+json">{"@type":"Product","name":"Candle"}</script>`)
	case r.URL.Path == "/cart", strings.HasPrefix(r.URL.Path, "/text/"):
		html(w, "Page "+r.URL.Path, "/")
	default:
		http.NotFound(w, r)
	}
}

// timings sorts a snapshot's timings by page and setting.
func timings(s *snapshot.Snapshot) map[string]map[string]int {
	n := map[string]map[string]int{}
	for i := range s.Samples {
		ex := &s.Samples[i]
		path := ex.URL[strings.LastIndex(ex.URL, "/"):]
		if n[path] == nil {
			n[path] = map[string]int{}
		}
		if ex.Err != nil || ex.Status() != 200 {
			n[path]["lost"]++
			continue
		}
		n[path][ex.Last().Setting]++
	}
	return n
}

func standard() snapshot.Limits {
	l := limits()
	l.Profile = "standard"
	return l
}

func TestTimingsRunAloneAndAreSpread(t *testing.T) {
	k := &keyShop{pages: 150, work: 10 * time.Millisecond}
	s := visit(t, serve(t, k), Options{Limits: standard()})
	if k.most < 3 {
		t.Fatalf("at most %d requests at a time: there was nothing to keep apart", k.most)
	}
	for _, c := range k.crowded {
		t.Error(c)
	}
	n := timings(s)
	for _, path := range []string{"/", "/list", "/product", "/cart"} {
		if n[path]["cold"] < 4 || n[path]["warm"] < 3 || n[path]["cold"]+n[path]["warm"] != 8 {
			t.Errorf("%s was timed %v", path, n[path])
		}
	}
	if n["/"]["first"] != 1 || s.Samples[0].Last().Setting != "first" || s.Samples[0].Hops[0].Reused {
		t.Errorf("the first answer is not kept apart: %v, %+v", n["/"], s.Samples[0])
	}
	during := 0
	last := s.Pages.(snapshot.Pages)[s.Pages.Len()-1].Exchange.At
	for i := range s.Samples {
		if s.Samples[i].At < last {
			during++
		}
	}
	if during < 20 {
		t.Errorf("%d of %d timings were made before the last page was read", during, len(s.Samples))
	}
}

func TestAShortVisitIsTimedToo(t *testing.T) {
	k := &keyShop{}
	s := visit(t, serve(t, k), Options{})
	for path, n := range timings(s) {
		if n["cold"] < 2 || n["warm"] < 1 || n["cold"]+n["warm"] != 4 {
			t.Errorf("%s was timed %v", path, n)
		}
	}
	if len(s.Samples) != 17 {
		t.Errorf("%d timings of four pages", len(s.Samples))
	}
}

// Whatever we wait for before a request is no part of its time, and requests that a timing held up do not come all at once.
func TestOurOwnWaitingIsNotTimed(t *testing.T) {
	l := limits()
	l.Rate = 20
	least := 1000
	const most, mostPause = 170 * time.Millisecond, 75 * time.Millisecond
	timed := wiretest.Shortest(most, func() time.Duration {
		k := &keyShop{pages: 8, work: 120 * time.Millisecond}
		m := middle(visit(t, serve(t, k), Options{Limits: l}).Samples)
		if m < 120*time.Millisecond {
			t.Errorf("the shop takes 120 ms and was timed at %s", m)
		}
		least = min(least, k.bursts())
		if least > 2 { // a busy machine may bring two together
			return max(m, most+1) // and more at times
		}
		return m
	})
	if least > 2 {
		t.Errorf("%d requests came right after another; 50 ms were to lie between", least)
	} else if timed > most {
		t.Errorf("the shop takes 120 ms and was timed at %s", timed)
	}
	slow := serve(t, shop(map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nCrawl-delay: 0.15\n") },
	}))
	if m := wiretest.Shortest(mostPause, func() time.Duration { return middle(visit(t, slow, Options{}).Samples) }); m > mostPause {
		t.Errorf("the pause that robots.txt asks for was timed: %s", m)
	}
}

// bursts counts the requests that came right after another.
func (k *keyShop) bursts() (n int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	slices.SortFunc(k.at, time.Time.Compare)
	for i := 1; i < len(k.at); i++ {
		if k.at[i].Sub(k.at[i-1]) < 10*time.Millisecond {
			n++
		}
	}
	return n
}

// middle is the median of what timings took in all.
func middle(samples []snapshot.Exchange) time.Duration {
	var all []time.Duration
	for i := range samples {
		all = append(all, samples[i].Last().Times.Total())
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func TestAServerThatHangsWhileItIsTimed(t *testing.T) {
	k := &keyShop{pages: 60, work: time.Millisecond, timed: func(_ http.ResponseWriter, r *http.Request) bool { <-r.Context().Done(); return true }}
	l := standard()
	l.Exchange = 500 * time.Millisecond // which no page takes, busy as the machine may be
	s := visit(t, serve(t, k), Options{Limits: l})
	if s.Stop != snapshot.StopDone || s.Pages.Len() != 64 {
		t.Errorf("stop %s, %d pages", s.Stop, s.Pages.Len())
	}
	for path, n := range timings(s) {
		if n["lost"] == 0 || n["lost"] > 2*sampleLost || n["cold"]+n["warm"] > 0 {
			t.Errorf("%s was timed %v", path, n)
		}
	}
	for i := range s.Samples {
		if e := s.Samples[i].Err; e != nil && e.Kind != snapshot.FaultTimeout {
			t.Errorf("fault %+v", e)
		}
	}
}

// A stop reaches a crawl that stands still for a timing.
func TestStopsDuringATiming(t *testing.T) {
	before := runtime.NumGoroutine()
	for name, tc := range map[string]struct {
		stop snapshot.StopReason
		set  func(o *Options, cancel func()) (onTiming func()) // what happens when the first timing hangs
		most time.Duration                                     // from then on
	}{
		"deadline": {snapshot.StopDeadline, func(o *Options, _ func()) func() { o.Limits.Time = 4 * time.Second; return func() {} }, 5 * time.Second},
		"cancel":   {snapshot.StopInterrupted, func(_ *Options, cancel func()) func() { return cancel }, 2 * time.Second},
		"soft": {snapshot.StopInterrupted, func(o *Options, _ func()) func() {
			soft := make(chan struct{})
			o.Soft = soft
			return func() { close(soft) }
		}, 6 * time.Second}, // what is under way may end: 4 s, as the time of one exchange is here
	} {
		t.Run(name, func(t *testing.T) {
			took := wiretest.Shortest(tc.most, func() time.Duration {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				l := standard()
				l.Exchange = 4 * time.Second
				o := Options{Limits: l}
				onTiming := tc.set(&o, cancel)
				var hung sync.Once
				var at time.Time
				s, err := Crawl(ctx, serve(t, &keyShop{pages: 60, work: 5 * time.Millisecond, timed: func(_ http.ResponseWriter, r *http.Request) bool {
					hung.Do(func() { at = time.Now(); onTiming() })
					<-r.Context().Done()
					return true
				}}), o)
				if err != nil || s.Stop != tc.stop {
					t.Errorf("err %v, stop %s", err, s.Stop)
				}
				hung.Do(func() {}) // a busy machine may not come to a timing before the deadline
				if at.IsZero() {
					return time.Hour
				}
				return time.Since(at)
			})
			if took > tc.most {
				t.Errorf("ended %s after the timing began, if any did", took)
			}
		})
	}
	deadline := time.Now().Add(30 * time.Second)
	for runtime.NumGoroutine() > before+3 && time.Now().Before(deadline) {
		time.Sleep(20 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > before+3 {
		t.Errorf("%d goroutines, %d before", n, before)
	}
}

func TestAServerThatKeepsNoConnectionOpen(t *testing.T) {
	srv := httptest.NewUnstartedServer(&keyShop{})
	srv.Config.SetKeepAlivesEnabled(false)
	srv.Start()
	t.Cleanup(srv.Close)
	s := visit(t, srv.URL, Options{})
	for path, n := range timings(s) {
		if n["warm"] > 0 || n["cold"] != 4 {
			t.Errorf("%s was timed %v", path, n)
		}
	}
	for i := range s.Samples {
		if h := s.Samples[i].Last(); h.Reused || h.Times.Connect == 0 {
			t.Errorf("%+v", h)
		}
	}
}

func TestAWallIsNoTiming(t *testing.T) {
	k := &keyShop{pages: 5, timed: func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != "/cart" {
			return false
		}
		w.Header().Set("Cf-Mitigated", "challenge")
		w.WriteHeader(http.StatusForbidden)
		return true
	}}
	s := visit(t, serve(t, k), Options{})
	if n := timings(s); len(n["/cart"]) > 0 || n["/product"]["cold"] < 2 {
		t.Errorf("timed %v", n)
	}
}

// The barrier itself, with more contention than a crawl makes.
func TestNothingRunsBesideATiming(t *testing.T) {
	var s still
	var mu sync.Mutex
	inside, timing, joined := 0, false, 0
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for {
				begun, err := s.join(t.Context(), stop)
				if err != nil {
					return
				}
				if !begun {
					continue
				}
				mu.Lock()
				if timing {
					t.Error("begun beside a timing")
				}
				inside++
				joined++
				mu.Unlock()
				runtime.Gosched()
				mu.Lock()
				inside--
				mu.Unlock()
				s.leave()
				select {
				case <-stop:
					return
				default:
				}
			}
		})
	}
	for range 300 {
		if err := s.alone(t.Context(), nil, time.Second); err != nil {
			t.Fatal(err)
		}
		mu.Lock()
		if inside > 0 {
			t.Errorf("%d under way", inside)
		}
		timing = true
		mu.Unlock()
		runtime.Gosched()
		mu.Lock()
		timing = false
		mu.Unlock()
		s.resume()
	}
	close(stop)
	wg.Wait()
	if joined == 0 {
		t.Error("nothing else ran: there was nothing to keep apart")
	}
	// Whoever does not end in time makes a timing give up, and nobody is kept from going on.
	if begun, err := s.join(t.Context(), nil); !begun || err != nil {
		t.Fatal(begun, err)
	}
	if err := s.alone(t.Context(), nil, 10*time.Millisecond); err != errBusy {
		t.Errorf("alone beside another: %v", err)
	}
	stopped := make(chan struct{})
	close(stopped)
	if err := s.alone(t.Context(), stopped, time.Minute); err != errStopped {
		t.Errorf("alone after the stop: %v", err)
	}
	if begun, _ := s.join(t.Context(), nil); !begun {
		t.Error("nobody may begin after a timing gave up")
	}
}

// TestAListThatComesFirstIsNotTimedAsTheProduct: lists have buttons to buy as well, and are often read before any product.
func TestAListThatComesFirstIsNotTimedAsTheProduct(t *testing.T) {
	goods := func(n int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			html(w, "Goods", "/mug")
			for i := range n {
				fmt.Fprintf(w, `<main><p>Mug %d €%d.90 <button>Add to basket</button></p></main>`, i, i+1)
			}
		}
	}
	mug := func(w http.ResponseWriter, _ *http.Request) {
		html(w, "Mug")
		fmt.Fprint(w, `<script type="application/ld+json">{"@type":"Product","name":"Mug","offers":{"price":"9.90"}}</script><main>€9.90 <button>Add to basket</button></main>`)
	}
	s := visit(t, serve(t, shop(map[string]http.HandlerFunc{"/new": goods(3), "/all": goods(9), "/mug": mug}, "/new", "/all")), Options{})
	timed := map[string]int{}
	for i := range s.Samples {
		u, err := url.Parse(s.Samples[i].URL)
		if err != nil {
			t.Fatal(err)
		}
		timed[u.Path]++
	}
	if timed["/mug"] == 0 || timed["/all"] == 0 || timed["/new"] != 0 {
		t.Errorf("timed: %v", timed)
	}
}

package web

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// buckets are the upper ends, in seconds, by which the time of answers is told.
var buckets = []float64{0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10}

// counts is what the server counts of itself.
type counts struct {
	mu      sync.Mutex
	answers map[string]*timing // by labels
	signIns counter
}

// counter counts by a word.
type counter struct {
	mu sync.Mutex
	n  map[string]int
}

// timing is how often and how fast a route was answered.
type timing struct {
	n   int
	sum float64
	in  []int // by bucket, not summed up
}

func newCounts() *counts {
	return &counts{answers: map[string]*timing{}, signIns: counter{n: map[string]int{}}}
}

// Add counts.
func (c *counter) Add(word string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n[word] += n
}

// answered counts an answer. Routes are a closed list, and so are the labels.
func (c *counts) answered(r *route, status int, took time.Duration) {
	if r.path == "/events" {
		return // how long somebody watched says nothing of how fast an answer came
	}
	labels := fmt.Sprintf(`method=%q,route=%q,code="%dxx"`, r.method, r.path, status/100)
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.answers[labels]
	if t == nil {
		t = &timing{in: make([]int, len(buckets)+1)}
		c.answers[labels] = t
	}
	s := took.Seconds()
	t.n, t.sum = t.n+1, t.sum+s
	i, _ := slices.BinarySearch(buckets, s)
	t.in[i]++
}

// write writes the counts in the text format of Prometheus.
func (c *counts) write(w io.Writer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Fprint(w, "# HELP shopvet_http_request_seconds Time to answer a request.\n# TYPE shopvet_http_request_seconds histogram\n")
	for _, labels := range slices.Sorted(maps.Keys(c.answers)) {
		t, sum := c.answers[labels], 0
		for i, end := range buckets {
			sum += t.in[i]
			fmt.Fprintf(w, "shopvet_http_request_seconds_bucket{%s,le=\"%s\"} %d\n", labels, strconv.FormatFloat(end, 'g', -1, 64), sum)
		}
		fmt.Fprintf(w, "shopvet_http_request_seconds_bucket{%s,le=\"+Inf\"} %d\nshopvet_http_request_seconds_sum{%s} %g\nshopvet_http_request_seconds_count{%s} %d\n", labels, t.n, labels, t.sum, labels, t.n)
	}
	c.signIns.mu.Lock()
	defer c.signIns.mu.Unlock()
	gauges(w, "shopvet_sign_ins_total", "counter", "Tries to sign in by what became of them.", "outcome", c.signIns.n)
}

// gauges writes values that differ by one label.
func gauges[K ~string](w io.Writer, name, kind, help, label string, values map[K]int) {
	fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
	for _, k := range slices.Sorted(maps.Keys(values)) {
		fmt.Fprintf(w, "%s{%s=%q} %d\n", name, label, string(k), values[k])
	}
}

// metrics tells monitors how the catalogue and the server do.
func (s *Server) metrics(c *call) error {
	o, err := s.o.Store.Overview(c.context(), c.now.Add(-late))
	if err != nil {
		return err
	}
	workers, err := s.workers(c)
	if err != nil {
		return err
	}
	var b strings.Builder
	gauges(&b, "shopvet_sellers", "gauge", "Sellers by how the last look at them ended.", "state", o.States)
	gauges(&b, "shopvet_sellers_by_grade", "gauge", "Sellers by grade; empty for those without one.", "grade", o.Grades)
	alive, slots := 0, 0
	for _, w := range workers {
		if w.Alive {
			alive, slots = alive+1, slots+w.Slots
		}
	}
	gauges(&b, "shopvet_scans", "gauge", "Scans that wait or are under way.", "state", map[catalogue.ScanState]int{catalogue.Queued: o.Queued, catalogue.Running: o.Running})
	for _, g := range []struct {
		name, help string
		value      int
	}{{"shopvet_sellers_overdue", "Sellers whose look is overdue by more than an hour.", o.Overdue}, {"shopvet_sellers_paused", "Sellers that are paused.", o.Paused},
		{"shopvet_sellers_serious", "Sellers with open failures of critical or high severity.", o.Serious}, {"shopvet_alerts_open", "Alerts that nobody has acknowledged.", o.Alerts},
		{"shopvet_workers", "Workers that gave a sign of life.", alive}, {"shopvet_worker_slots", "Scans that these workers can make at the same time.", slots}} {
		fmt.Fprintf(&b, "# HELP %s %s\n# TYPE %s gauge\n%s %d\n", g.name, g.help, g.name, g.name, g.value)
	}
	s.counts.write(&b)
	c.w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	_, err = io.WriteString(c.w, b.String())
	return err
}

// healthy says that the program runs; a program that does not answer this is to be started anew.
func (s *Server) healthy(c *call) error {
	_, err := io.WriteString(c.w, "ok\n")
	return err
}

// ready says whether requests can be answered: whether the database answers.
func (s *Server) ready(c *call) error {
	if err := s.o.Store.Ping(c.context()); err != nil {
		return &refusal{status: http.StatusServiceUnavailable, key: "web.problem.database", err: err}
	}
	_, err := io.WriteString(c.w, "ok\n")
	return err
}

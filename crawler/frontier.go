package crawler

import (
	"container/heap"
	"context"
	"sync"

	"github.com/shopvet/shopvet/snapshot"
)

// item is an address that is to be fetched.
type item struct {
	url   string // without fragment
	key   string // snapshot.Key(url)
	depth int    // clicks from the home page; -1 from the sitemap
	rank  int    // see rank.go: lower comes first
	order int    // of discovery, to keep ties stable
	zone  snapshot.Zone
	text  string // of the first link to it
	head  bool   // its ending says that it is no page: ask with HEAD
	key4  bool   // likely a key page: a policy, a contact page …: its text is kept
}

// frontier is the queue of addresses, most telling first. Every address enters it once.
type frontier struct {
	mu       sync.Mutex
	wake     *sync.Cond
	heap     itemHeap
	seen     map[string]struct{}
	busy     int
	order    int
	closed   bool
	buckets  map[string]int // query variants taken per path, see variantBucket
	patterns map[string]int // addresses queued per pattern, see rank.go
}

func newFrontier() *frontier {
	f := &frontier{seen: map[string]struct{}{}, buckets: map[string]int{}, patterns: map[string]int{}}
	f.wake = sync.NewCond(&f.mu)
	return f
}

// mark notes an address as known and reports whether it was new.
func (f *frontier) mark(key string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.seen[key]; ok {
		return false
	}
	f.seen[key] = struct{}{}
	return true
}

func (f *frontier) known(key string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, ok := f.seen[key]
	return ok
}

// variant takes one of the allowed query variants of a path and reports whether there was one left.
func (f *frontier) variant(bucket string, allowed int) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.buckets[bucket] >= allowed {
		return false
	}
	f.buckets[bucket]++
	return true
}

func (f *frontier) push(it item) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.order++
	it.order = f.order
	heap.Push(&f.heap, it)
	f.wake.Signal()
}

// next waits for the next address. It returns false when there is none left and none can come, or when the frontier was closed.
func (f *frontier) next(ctx context.Context) (item, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for {
		if f.closed || ctx.Err() != nil {
			return item{}, false
		}
		if len(f.heap) > 0 {
			f.busy++
			return heap.Pop(&f.heap).(item), true
		}
		if f.busy == 0 {
			f.wake.Broadcast()
			return item{}, false
		}
		f.wake.Wait()
	}
}

// done says that an address given by next was dealt with.
func (f *frontier) done() {
	f.mu.Lock()
	f.busy--
	if f.busy == 0 && len(f.heap) == 0 {
		f.wake.Broadcast()
	}
	f.mu.Unlock()
}

func (f *frontier) close() {
	f.mu.Lock()
	f.closed = true
	f.wake.Broadcast()
	f.mu.Unlock()
}

func (f *frontier) queued() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.heap)
}

// rest empties the queue and returns what was in it, in order.
func (f *frontier) rest() []item {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := make([]item, 0, len(f.heap))
	for len(f.heap) > 0 {
		out = append(out, heap.Pop(&f.heap).(item))
	}
	return out
}

type itemHeap []item

func (h itemHeap) Len() int { return len(h) }
func (h itemHeap) Less(i, j int) bool {
	if h[i].rank != h[j].rank {
		return h[i].rank < h[j].rank
	}
	return h[i].order < h[j].order
}
func (h itemHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *itemHeap) Push(x any)   { *h = append(*h, x.(item)) }
func (h *itemHeap) Pop() any {
	old := *h
	n := len(old) - 1
	it := old[n]
	old[n] = item{}
	*h = old[:n]
	return it
}

// count returns how many addresses of a pattern were counted before, and counts this one.
func (f *frontier) count(pattern string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := f.patterns[pattern]
	f.patterns[pattern] = n + 1
	return n
}

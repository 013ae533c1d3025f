package crawler

import (
	"container/heap"
	"context"
	"hash/maphash"
	"sync"

	"github.com/shopvet/shopvet/snapshot"
)

// item is an address that is to be fetched.
type item struct {
	url     string // without fragment
	key     string // snapshot.Key(url)
	depth   int    // clicks from the home page; -1 from the sitemap
	rank    int    // see rank.go: lower comes first
	order   int    // of discovery, to keep ties stable
	zone    snapshot.Zone
	text    string // of the first link to it
	head    bool   // its ending says that it is no page: ask with HEAD
	keyPage bool   // likely a key page: a policy, a contact page …: its text is kept
}

// frontier is the queue of addresses, most telling first. Every address enters it once.
type frontier struct {
	mu       sync.Mutex
	wake     *sync.Cond
	heap     itemHeap
	seen     map[uint64]struct{} // hashes: some hundred thousand addresses take much memory, and a clash costs one page
	seed     maphash.Seed
	busy     int
	room     int // pages that may still be made; what is under way has its place taken
	order    int
	closed   bool
	buckets  map[string]int // query variants taken per path, see variantBucket
	patterns map[string]int // addresses queued per pattern, see rank.go
}

// newFrontier returns a frontier for a crawl of at most so many pages, the home page among them.
func newFrontier(pages int) *frontier {
	f := &frontier{room: pages - 1, seen: map[uint64]struct{}{}, seed: maphash.MakeSeed(), buckets: map[string]int{}, patterns: map[string]int{}}
	f.wake = sync.NewCond(&f.mu)
	return f
}

// mark notes an address as known and reports whether it was new.
func (f *frontier) mark(key string) bool {
	h := maphash.String(f.seed, key)
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, ok := f.seen[h]; ok {
		return false
	}
	f.seen[h] = struct{}{}
	return true
}

func (f *frontier) known(key string) bool {
	h := maphash.String(f.seed, key)
	f.mu.Lock()
	defer f.mu.Unlock()
	_, ok := f.seen[h]
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

// next waits for the next address. It returns false when there is none left and none can come, when the pages are used up, or when the
// frontier was closed.
func (f *frontier) next(ctx context.Context) (item, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for {
		if f.closed || ctx.Err() != nil {
			return item{}, false
		}
		if len(f.heap) > 0 && f.room > 0 {
			f.busy++
			f.room--
			return heap.Pop(&f.heap).(item), true
		}
		if f.busy == 0 {
			f.wake.Broadcast()
			return item{}, false
		}
		f.wake.Wait()
	}
}

// done says that an address given by next was dealt with, and whether a page came of it.
func (f *frontier) done(paged bool) {
	f.mu.Lock()
	f.busy--
	if !paged {
		f.room++
	}
	if f.busy == 0 || !paged {
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

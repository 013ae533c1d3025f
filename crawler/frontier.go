package crawler

import (
	"context"
	"hash/maphash"
	"iter"
	"sync"

	"github.com/shopvet/shopvet/snapshot"
)

// item is an address that is to be fetched.
type item struct {
	url     string // without fragment, but for a route
	key     string // snapshot.Key(url)
	depth   int    // clicks from the home page; -1 from the sitemap
	rank    int    // see rank.go: lower comes first
	zone    snapshot.Zone
	text    string // of the first link to it
	via     string // the sitemap that names it, where no link was met before
	keyPage bool   // likely a key page: a policy, a contact page …: its text is kept
}

// frontier is the queue of addresses, most telling first, and of those the first met. Every address enters it once. A large shop makes it
// long: of the addresses that wait only the ends of the lists are in memory, and hashes of those it has met.
type frontier struct {
	mu       sync.Mutex
	wake     *sync.Cond
	tab      *snapshot.Table
	ranks    [maxRank + 1]queue
	spill    spill
	least    int // no address waits in a rank below
	waiting  int
	seen     hashes // a clash costs one page
	past     hashes // fetched before this visit was taken up: met again, but not queued
	seed     maphash.Seed
	busy     int
	room     int // pages that may still be made; what is under way has its place taken
	closed   bool
	lost     bool              // what waits could not be read again: the crawl is at its end
	buckets  map[uint64]uint16 // query variants taken per path, see variantBucket
	patterns map[string]int    // addresses queued per pattern, see rank.go
}

// maxRank is the highest rank there is, see rank.go.
const maxRank = rankTail + rankSite + rankMain + 200

// newFrontier returns a frontier for a crawl of at most so many pages, the home page among them.
func newFrontier(pages int, tab *snapshot.Table) *frontier {
	f := &frontier{
		room: pages - 1, tab: tab, least: maxRank + 1,
		seed: maphash.MakeSeed(), buckets: map[uint64]uint16{}, patterns: map[string]int{},
	}
	f.wake = sync.NewCond(&f.mu)
	return f
}

// hash is what an address is known by.
func (f *frontier) hash(key string) uint64 { return maphash.String(f.seed, key) }

// mark notes an address as known and reports whether it was new.
func (f *frontier) mark(key string) bool {
	h := f.hash(key)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seen.add(h)
}

// fetched notes that an address need not be queued, since it was fetched before the visit was taken up.
func (f *frontier) fetched(key string) { f.past.add(f.hash(key)) }

// wasFetched reports whether an address was fetched before the visit was taken up.
func (f *frontier) wasFetched(key string) bool {
	return f.past.n > 0 && f.past.has(f.hash(key))
}

func (f *frontier) known(key string) bool {
	h := f.hash(key)
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seen.has(h)
}

// variant takes one of the allowed query variants of a path and reports whether there was one left.
func (f *frontier) variant(bucket string, allowed int) bool {
	h := f.hash(bucket)
	f.mu.Lock()
	defer f.mu.Unlock()
	if int(f.buckets[h]) >= allowed {
		return false
	}
	f.buckets[h]++
	return true
}

func (f *frontier) push(it item) {
	rank := min(max(it.rank, 0), maxRank)
	via := f.tab.ID(it.via)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ranks[rank].push(&f.spill, it, via)
	f.least = min(f.least, rank)
	f.waiting++
	f.wake.Signal()
}

// pop takes the first item of the lowest rank. The caller holds f.mu.
func (f *frontier) pop() (item, bool) {
	for ; f.least <= maxRank; f.least++ {
		it, via, err := f.ranks[f.least].pop(&f.spill)
		if err != nil {
			f.lost, f.closed = true, true
			return item{}, false
		}
		if it.url != "" {
			f.waiting--
			it.rank, it.via = f.least, f.tab.Get(via)
			return it, true
		}
	}
	return item{}, false
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
		if f.room > 0 {
			if it, ok := f.pop(); ok {
				f.busy++
				f.room--
				return it, true
			}
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

// discard gives back what the queue took on the disk.
func (f *frontier) discard() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.spill.close()
}

// take notes that so many pages were made before.
func (f *frontier) take(pages int) {
	f.mu.Lock()
	f.room -= pages
	f.mu.Unlock()
}

// full reports whether so many addresses wait, or what was put aside is as much as a crawl may write.
func (f *frontier) full(most int) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.waiting >= most || f.spill.end >= maxSpill
}

func (f *frontier) queued() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.waiting
}

// rest empties the queue and yields what was in it, in order.
func (f *frontier) rest() iter.Seq[item] {
	return func(yield func(item) bool) {
		for {
			f.mu.Lock()
			it, ok := f.pop()
			f.mu.Unlock()
			if !ok || !yield(it) {
				return
			}
		}
	}
}

// count returns how many addresses of a pattern were counted before, and counts this one.
func (f *frontier) count(pattern string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := f.patterns[pattern]
	f.patterns[pattern] = n + 1
	return n
}

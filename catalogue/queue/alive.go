package queue

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// A worker gives a sign of life now and then. When it could give none for a while, it breaks off its visits, since others will soon think that
// it is gone; they wait longer than that, and take up then what it held. Others' clocks count for nothing here: each process measures with its
// own how long a sign has not changed.
const (
	beat   = 5 * time.Second // between two signs of life
	silent = 8               // so many missing: it breaks off its visits
	gone   = 12              // so many missing: others take up what it held
	stray  = 3               // at so many in a row the database calls a job ours that we do not do: it is given back
)

// errSilent is why visits are broken off.
var errSilent = errors.New("the database was away for too long: others may look at this shop now")

// life is what is known of the signs of life of this process and of others.
type life struct {
	mu     sync.Mutex
	last   time.Time                          // our last sign that was written down
	fuse   *time.Timer                        // breaks off our visits
	visits map[string]context.CancelCauseFunc // under way here, by domain
	jobs   map[*held]bool                     // being done here
	looked time.Time                          // when the others were last looked at, zero before the first time
	others map[string]*other
	strays map[string]int // jobs and scans that are called ours and are not done here, with how often in a row they were
}

// other is another worker.
type other struct {
	seen   time.Time     // its last sign, by its own clock
	silent time.Duration // for how long we have seen no other
	freed  bool          // what it held was given to others
}

func newLife() *life {
	return &life{visits: map[string]context.CancelCauseFunc{}, jobs: map[*held]bool{}, others: map[string]*other{}, strays: map[string]int{}}
}

// signed notes that a sign given at a time was written down.
func (l *life) signed(at time.Time, every time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = at
	left := silent*every - time.Since(at)
	if l.fuse == nil {
		l.fuse = time.AfterFunc(left, l.breakOff)
		return
	}
	l.fuse.Reset(left)
}

// end makes that nothing is broken off any more.
func (l *life) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fuse.Stop()
}

// breakOff ends all visits that are under way here.
func (l *life) breakOff() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, cancel := range l.visits {
		cancel(errSilent)
	}
}

// visit notes that a visit to a domain begins here. It refuses when one is under way, or when others may think that we are gone.
func (l *life) visit(domain string, every time.Duration, cancel context.CancelCauseFunc) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.visits[domain] != nil || time.Since(l.last) >= silent*every {
		return false
	}
	l.visits[domain] = cancel
	return true
}

func (l *life) visited(domain string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.visits, domain)
}

// does notes that a job is done here; the function that it returns, that it is not any more.
func (l *life) does(job int64, scan string) (ended func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	h := &held{job, scan}
	l.jobs[h] = true
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.jobs, h)
	}
}

// isGone reports whether a worker has given no sign for long, or is not known any more.
func (l *life) isGone(worker string, every time.Duration) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	o := l.others[worker]
	return !l.looked.IsZero() && (o == nil || o.silent >= gone*every)
}

// look compares the signs of others with those before, and returns the workers that are gone and hold something still.
func (l *life) look(list []catalogue.Worker, every time.Duration) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	now, passed := time.Now(), time.Duration(0)
	if !l.looked.IsZero() {
		passed = min(now.Sub(l.looked), 2*every) // while we could not see them, they may not have been able to give one either
	}
	l.looked = now
	known := map[string]*other{}
	var out []string
	for i := range list {
		w := &list[i]
		o := l.others[w.ID]
		switch {
		case o == nil || !o.seen.Equal(w.Seen):
			o = &other{seen: w.Seen}
		default:
			o.silent += passed
		}
		if !w.Stopped.IsZero() {
			o.silent = gone * every
		}
		known[w.ID] = o
		if o.silent >= gone*every && !o.freed {
			out = append(out, w.ID)
		}
	}
	l.others = known
	return out
}

// sign is the last sign of a worker that was seen.
func (l *life) sign(worker string) time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	if o := l.others[worker]; o != nil {
		return o.seen
	}
	return time.Time{}
}

// freed notes that a worker holds nothing any more.
func (l *life) freed(worker string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if o := l.others[worker]; o != nil {
		o.freed = true
	}
}

// notDone lists those of the jobs and scans that are called ours which have not been done here for a while: between two beats a job may begin
// or end.
func (l *life) notDone(jobs []held, scans []string) (lostJobs []held, lostScans []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	doing, here, now := map[int64]bool{}, map[string]bool{}, map[string]int{}
	for h := range l.jobs {
		doing[h.job], here[h.scan] = true, true
	}
	lost := func(key string, done bool) bool {
		if !done {
			now[key] = l.strays[key] + 1
		}
		return now[key] > stray
	}
	for _, h := range jobs {
		if lost(strconv.FormatInt(h.job, 10), doing[h.job]) {
			lostJobs = append(lostJobs, h)
		}
	}
	for _, id := range scans {
		if lost(id, here[id]) {
			lostScans = append(lostScans, id)
		}
	}
	l.strays = now
	return lostJobs, lostScans
}

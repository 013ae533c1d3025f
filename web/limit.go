package web

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limiter bounds how often a sign-in may be tried: by address, and by name whatever the address. A right password counts, too, so that
// nothing is learnt from being let through.
type limiter struct {
	mu   sync.Mutex
	now  func() time.Time
	keys map[string]*rate.Limiter
}

const (
	triesByAddress = 20 // at once, then one in 15 s
	triesByName    = 30 // at once, then one in 10 s: somebody who tries all the time slows the user down but does not lock them out
	mostKeys       = 10_000
)

func newLimiter(now func() time.Time) *limiter {
	return &limiter{now: now, keys: map[string]*rate.Limiter{}}
}

// try reports whether a sign-in by a name from an address may be tried now.
func (l *limiter) try(from netip.Addr, name string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if from.Is6() { // whoever has one address has a network of them
		if p, err := from.Prefix(64); err == nil {
			from = p.Addr()
		}
	}
	now := l.now()
	address := l.get("a "+from.String(), rate.Every(15*time.Second), triesByAddress)
	if !address.AllowN(now, 1) {
		return false
	}
	return l.get("n "+name, rate.Every(10*time.Second), triesByName).AllowN(now, 1)
}

func (l *limiter) get(key string, every rate.Limit, burst int) *rate.Limiter {
	if r, ok := l.keys[key]; ok {
		return r
	}
	if len(l.keys) >= mostKeys { // those that are full again know nothing that is worth keeping
		now := l.now()
		for k, r := range l.keys {
			if r.TokensAt(now) >= float64(r.Burst()) {
				delete(l.keys, k)
			}
		}
		if len(l.keys) >= mostKeys {
			return l.shared(every)
		}
	}
	r := rate.NewLimiter(every, burst)
	l.keys[key] = r
	return r
}

// shared is the limit of all newcomers while the list is full.
func (l *limiter) shared(every rate.Limit) *rate.Limiter {
	const key = "all"
	if l.keys[key] == nil {
		l.keys[key] = rate.NewLimiter(every, triesByName)
	}
	return l.keys[key]
}

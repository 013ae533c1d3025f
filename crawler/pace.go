package crawler

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Bounds of patience.
const (
	maxCrawlDelay = 10 * time.Second       // a longer Crawl-delay is kept to this; the time budget ends the crawl instead
	maxRetryWait  = 60 * time.Second       // a longer Retry-After means: come back another time
	maxSlowDowns  = 4                      // times one address is asked again after "slow down"
	othersFirst   = 250 * time.Millisecond // head start of the others on an address that asked for a pause
)

var (
	errStopped = errors.New("the crawl was stopped")
	errBusy    = errors.New("other exchanges did not end in time")
)

// pace keeps the time between requests to each host, and stands still where a host asked for it.
type pace struct {
	mu    sync.Mutex
	rate  float64
	hosts map[string]*hostPace
	stop  chan struct{}
	once  sync.Once
}

type hostPace struct {
	limit *rate.Limiter
	most  rate.Limit // the rate as long as nobody asked for less
	calm  int        // requests since the host asked to slow down, or since the rate was raised
	until time.Time  // asked to wait until then
	gone  bool       // asked us to stay away for longer than we can wait

	aside  map[string]bool // addresses that asked so for themselves
	row    int             // of them, those with no good answer of the host between
	asked  time.Time       // when the last one did
	served int             // good answers
	good   time.Time       // when the request was sent that brought the last one
}

// When what single addresses ask for is taken for the wish of their host: so many of them with no good answer between, or so many and more than
// a share of all that is asked for.
const (
	asideInRow = 3
	asideMany  = 8
	asideShare = 0.1
)

// calmAfter is how many requests must go well before a rate that was halved is raised by a tenth of what it was at first. Where there was no
// limit of ours, on the user's own machine, it is doubled.
const calmAfter = 20

// rise counts a request, and raises a rate that was halved before.
func (hp *hostPace) rise() {
	l := hp.limit.Limit()
	if l >= hp.most {
		return
	}
	if hp.calm++; hp.calm < calmAfter {
		return
	}
	hp.calm = 0
	if hp.most == rate.Inf {
		hp.limit.SetLimit(2 * l)
	} else {
		hp.limit.SetLimit(min(l+hp.most/10, hp.most))
	}
}

func newPace(perSecond float64) *pace {
	return &pace{rate: perSecond, hosts: map[string]*hostPace{}, stop: make(chan struct{})}
}

func (p *pace) close() { p.once.Do(func() { close(p.stop) }) }

func (p *pace) host(h string) *hostPace {
	hp, ok := p.hosts[h]
	if !ok {
		limit := rate.Inf
		if p.rate > 0 {
			limit = rate.Limit(p.rate)
		}
		hp = &hostPace{limit: rate.NewLimiter(limit, 1), most: limit}
		p.hosts[h] = hp
	}
	return hp
}

// wait returns when the next request to a host may be made, or with an error when the crawl ended before.
func (p *pace) wait(ctx context.Context, host string) error {
	for {
		p.mu.Lock()
		hp := p.host(host)
		d := time.Until(hp.until)
		if d <= 0 {
			hp.rise()
			d = hp.limit.Reserve().Delay()
			p.mu.Unlock()
			return p.sleep(ctx, d)
		}
		p.mu.Unlock()
		if err := p.sleep(ctx, d); err != nil {
			return err
		}
	}
}

// sleep waits for d, unless the crawl ends before.
func (p *pace) sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-p.stop:
		return errStopped
	default:
	}
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	case <-p.stop:
		return errStopped
	}
}

// pause makes every request to a host wait for d, and halves the rate for what follows; it rises again while all goes well. An address that asks
// for another pause halves it once: where the host is meant, others ask too.
func (p *pace) pause(host string, d time.Duration, another bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	hp := p.host(host)
	if until := time.Now().Add(d); until.After(hp.until) {
		hp.until, hp.calm = until, 0
		if another {
			return
		}
		switch l := hp.limit.Limit(); {
		case l == rate.Inf:
			hp.limit.SetLimit(10)
		case l > 0.5:
			hp.limit.SetLimit(l / 2)
		}
	}
}

// slow makes requests to a host no more frequent than one in d.
func (p *pace) slow(host string, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	hp, l := p.host(host), rate.Every(min(d, maxCrawlDelay))
	hp.most = min(hp.most, l)
	if l < hp.limit.Limit() {
		hp.limit.SetLimit(l)
	}
}

// leave notes that a host is not to be asked again in this crawl.
func (p *pace) leave(host string) {
	p.mu.Lock()
	p.host(host).gone = true
	p.mu.Unlock()
}

// setAside notes that one address is not to be asked again in this crawl, and lets its host rest for a while: it may be the host that is busy.
func (p *pace) setAside(u *url.URL, rest time.Duration, another bool) {
	p.pause(u.Host, rest, another)
	p.mu.Lock()
	defer p.mu.Unlock()
	hp := p.host(u.Host)
	if hp.aside == nil {
		hp.aside = map[string]bool{}
	}
	if address := u.String(); !hp.aside[address] {
		hp.aside[address] = true
		hp.row++
	}
	hp.asked = time.Now()
	n := len(hp.aside)
	hp.gone = hp.gone || hp.row >= asideInRow || n >= asideMany && float64(n) > asideShare*float64(n+hp.served)
}

// served notes a good answer to a request that was sent at a time.
func (p *pace) served(host string, sent time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	hp := p.host(host)
	hp.served++
	if sent.After(hp.good) {
		hp.good = sent
	}
	if sent.After(hp.asked) {
		hp.row = 0
	}
}

// servedSince reports whether a host gave a good answer to a request that was sent after a time.
func (p *pace) servedSince(host string, t time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.host(host).good.After(t)
}

// barred reports whether an address, or its whole host, is not to be asked again.
func (p *pace) barred(u *url.URL) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	hp := p.host(u.Host)
	return hp.gone || len(hp.aside) > 0 && hp.aside[u.String()]
}

// leftOf reports whether a host of a site was left.
func (p *pace) leftOf(s site) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for host, hp := range p.hosts {
		if hp.gone && s.has(&url.URL{Scheme: "https", Host: host, Path: s.prefix}) {
			return true
		}
	}
	return false
}

func (p *pace) left(host string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.host(host).gone
}

// slowDown reads an answer that asks us to come back later: 429, or 503 with Retry-After. n counts the answers of that kind before it.
func slowDown(status int, h http.Header, n int, now time.Time) (wait time.Duration, asked bool) {
	ra := strings.TrimSpace(h.Get("Retry-After"))
	if status != http.StatusTooManyRequests && (status != http.StatusServiceUnavailable || ra == "") {
		return 0, false
	}
	if s, err := strconv.ParseFloat(ra, 64); err == nil && s >= 0 {
		return time.Duration(min(s, 1e6) * float64(time.Second)), true
	}
	if t, err := http.ParseTime(ra); err == nil {
		return max(t.Sub(now), 0), true
	}
	return time.Second << min(n, 5), true
}

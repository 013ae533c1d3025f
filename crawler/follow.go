package crawler

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/snapshot"
)

// trip is an exchange with all its redirects, and what came at its end.
type trip struct {
	ex     snapshot.Exchange
	body   []byte
	header http.Header
	cut    bool                // the body was longer than the budget
	left   *url.URL            // a redirect that leads away from the shop, not followed
	known  string              // a redirect to an address whose content we have; not fetched again
	skip   snapshot.SkipReason // a hop that must not be fetched; nothing is known of the address then
	at     *url.URL            // the hop that was skipped
}

func (t *trip) fault(kind snapshot.FaultKind, text string) {
	t.ex.Err = &snapshot.Fault{Kind: kind, Text: text}
}

// way says how a trip is to be made.
type way struct {
	method string // GET or HEAD
	label  string
	fresh  bool  // open a connection for each hop
	stay   bool  // do not follow a redirect away from the shop, nor to content that is known
	robots bool  // obey robots.txt at each hop
	alone  bool  // a timing: nothing else is asked of the shop meanwhile
	most   int64 // bytes of a body after which reading ends; 0 for the budget of a page
	kept   bool  // no page is made of it: the answer itself is kept in the journal
	door   bool  // the whole visit waits for it: pauses between tries are short
	once   bool  // a host that asks to come back later is not asked again
}

// follow makes one exchange and follows its redirects, each hop guarded, allowed by robots.txt and paced like any other request.
func (c *crawl) follow(ctx context.Context, address string, w way) trip {
	t := trip{ex: snapshot.Exchange{Label: w.label, URL: address, Tries: 1, At: c.before + c.since()}}
	u, err := url.Parse(address)
	if err != nil {
		t.fault(snapshot.FaultBadURL, "this is not an address")
		return t
	}
	visits := map[string]int{}
	for {
		if visits[u.String()]++; visits[u.String()] > 2 || len(t.ex.Hops) > c.limits.Redirects {
			t.fault(snapshot.FaultRedirectLoop, fmt.Sprintf("redirected %d times without an answer", len(t.ex.Hops)))
			return t
		}
		a, skip := c.exchange(ctx, u, w)
		if skip != "" {
			t.skip, t.at = skip, u
			return t
		}
		c.countBytes(a.rec.Hop.Bytes)
		t.ex.Hops = append(t.ex.Hops, a.rec.Hop)
		t.body, t.header, t.cut = a.body, a.rec.Hop.Header, a.rec.Truncated
		if a.rec.Fault != nil {
			t.ex.Err = a.rec.Fault
			if a.rec.Hop.Status == 0 {
				t.ex.Hops = t.ex.Hops[:len(t.ex.Hops)-1]
			}
			return t
		}
		next := location(a)
		if next == "" && w.stay {
			next = c.refreshes(u, a)
		}
		if next == "" {
			return t
		}
		if u = c.turn(&t, u, next, w); u == nil {
			return t
		}
	}
}

// refreshes returns where a page within the shop sends its visitors at once, as a redirect would: to another page of the shop.
func (c *crawl) refreshes(u *url.URL, a answer) string {
	if a.rec.Hop.Status != http.StatusOK || !mayRefresh(a) {
		return ""
	}
	to, ok := extract.Resolve(u, extract.LeadsOn(a.rec.Hop.Header, a.body))
	at, err := url.Parse(to)
	if !ok || err != nil || to == "" || !c.site.has(at) || snapshot.Key(to) == snapshot.Key(u.String()) {
		return ""
	}
	return to
}

// mayRefresh tells most pages apart from those that refresh without reading them.
func mayRefresh(a answer) bool {
	head := a.body[:min(len(a.body), 16<<10)]
	return http.Header(a.rec.Hop.Header).Get("Refresh") != "" || bytes.Contains(head, []byte("refresh")) || bytes.Contains(head, []byte("Refresh")) || bytes.Contains(head, []byte("REFRESH"))
}

// turn works out the next hop of a trip; nil when the trip ends here.
func (c *crawl) turn(t *trip, from *url.URL, location string, w way) *url.URL {
	to, ok := extract.Resolve(from, location)
	if !ok || !strings.HasPrefix(to, "http") {
		t.fault(snapshot.FaultBadRedirect, fmt.Sprintf("redirects to %q, which is no address a visitor could go to", clip(location, 200)))
		return nil
	}
	to, _, _ = strings.Cut(to, "#")
	u, err := url.Parse(to)
	if err != nil {
		t.fault(snapshot.FaultBadRedirect, fmt.Sprintf("redirects to %q, which is not an address", clip(location, 200)))
		return nil
	}
	if w.stay && !c.site.has(u) {
		t.left = u
		return nil
	}
	if (w.stay || w.most > 0) && acts(u) == snapshot.SkipActing { // an innocent address may lead to one that acts
		t.skip, t.at = snapshot.SkipActing, u
		return nil
	}
	if !w.stay {
		return u
	}
	key := snapshot.Key(to)
	c.mu.Lock()
	_, have := c.content[c.front.hash(key)]
	c.mu.Unlock()
	if have && key != snapshot.Key(t.ex.URL) {
		t.known = to
		return nil
	}
	return u
}

// exchange makes one request: allowed, paced, and again after a pause where the shop asks to slow down.
func (c *crawl) exchange(ctx context.Context, u *url.URL, w way) (answer, snapshot.SkipReason) {
	if w.robots && !c.gate.allowed(ctx, u) {
		if f := c.gate.silent(ctx, u); f != nil && f.Kind == snapshot.FaultCancelled {
			return answer{}, skipFor(c.stopReason())
		}
		return answer{}, snapshot.SkipRobots
	}
	var told time.Time // when the address first asked to slow down
	for n := 0; ; n++ {
		if c.pace.barred(u) {
			return answer{}, snapshot.SkipRateLimit
		}
		a, err := c.ask(ctx, u, w)
		if err != nil {
			return answer{}, skipFor(c.stopReason())
		}
		if f := a.rec.Fault; f != nil && f.Kind == snapshot.FaultCancelled {
			return answer{}, skipFor(c.stopReason())
		}
		if f := a.rec.Fault; f != nil && f.Kind == snapshot.FaultForbidden && w.stay {
			return answer{}, snapshot.SkipForbidden
		}
		wait, asked := slowDown(a.rec.Hop.Status, a.rec.Hop.Header, n, c.opts.Now())
		if !asked {
			if a.rec.Fault == nil && a.rec.Hop.Status < 500 {
				c.pace.served(u.Host, time.Now().Add(-a.rec.Hop.Times.Total()))
			}
			return a, ""
		}
		if w.once || wait > maxRetryWait || n >= maxSlowDowns {
			c.comeLater(u, w, n > 0)
			return a, ""
		}
		if n == 0 {
			told = time.Now()
		}
		if c.pace.servedSince(u.Host, told) { // the address is busy, its host is not
			if c.pace.sleep(ctx, wait) != nil {
				return answer{}, skipFor(c.stopReason())
			}
			continue
		}
		c.pace.pause(u.Host, wait, n > 0)
		c.emit(Waiting{Host: u.Host, For: wait, Why: "the shop asked us to slow down"})
		// The others go first, or the next "slow down" may come before they have asked at all, and nobody learns that the host answers well.
		if c.pace.sleep(ctx, wait+min(wait/2, othersFirst)) != nil {
			return answer{}, skipFor(c.stopReason())
		}
	}
}

// comeLater heeds an address that asks us to come back another time. Other sites, and a shop that says so at its door, are left alone as a whole;
// within a shop it may be that one page that is busy.
func (c *crawl) comeLater(u *url.URL, w way, another bool) {
	if w.once || c.snap.Base == "" {
		c.pace.leave(u.Host)
		return
	}
	c.pace.setAside(u, c.limits.RetryAfter, another)
}

// ask makes one request in its turn. All that it waits for comes before the request, and so is no part of the times.
func (c *crawl) ask(ctx context.Context, u *url.URL, w way) (answer, error) {
	if !w.kept || c.journal == nil {
		return c.askNow(ctx, u, w)
	}
	turn := c.askedName(cmp.Or(w.method, "GET"), u.String())
	if a, ok := c.recallAnswer(turn); ok {
		return a, nil
	}
	a, err := c.askNow(ctx, u, w)
	if err == nil {
		c.keepAnswer(turn, a)
	}
	return a, err
}

func (c *crawl) askNow(ctx context.Context, u *url.URL, w way) (answer, error) {
	end, err := c.await(ctx, u.Host, w.alone)
	if err != nil {
		return answer{}, err
	}
	defer end()
	if w.most > 0 {
		ctx = wire.WithMaxBody(ctx, w.most)
	}
	a := c.fetch.get(ctx, cmp.Or(w.method, "GET"), u.String(), w.fresh)
	if badCertificate(a.rec.Fault) && !w.once { // of other sites the fault itself is what we came for
		c.fetch.distrust(u.Host)
		a = c.fetch.get(ctx, cmp.Or(w.method, "GET"), u.String(), w.fresh)
	}
	return a, nil
}

// await returns when a request to a host may be made, and what is to be called when it has ended. A request that a timing held up takes a new
// turn: all that were held up would otherwise come at once.
func (c *crawl) await(ctx context.Context, host string, alone bool) (end func(), err error) {
	for {
		if err := c.pace.wait(ctx, host); err != nil {
			return nil, err
		}
		if alone {
			return c.still.resume, c.still.alone(ctx, c.pace.stop, c.limits.Exchange)
		}
		begun, err := c.still.join(ctx, c.pace.stop)
		if err != nil || begun {
			return c.still.leave, err
		}
	}
}

// location returns where an answer redirects to, "" when it does not.
func location(a answer) string {
	switch a.rec.Hop.Status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return http.Header(a.rec.Hop.Header).Get("Location")
	}
	return ""
}

func badCertificate(f *snapshot.Fault) bool {
	if f == nil {
		return false
	}
	switch f.Kind {
	case snapshot.FaultCertExpired, snapshot.FaultCertEarly, snapshot.FaultCertName, snapshot.FaultCertUnknown:
		return true
	default:
		return false
	}
}

func recordOf(kind snapshot.FaultKind, text string) wire.Record {
	return wire.Record{Fault: &snapshot.Fault{Kind: kind, Text: text}}
}

// again repeats a trip that ended in a network fault or a server error, until one succeeds or the tries are used up.
func (c *crawl) again(ctx context.Context, address string, w way) trip {
	t := c.follow(ctx, address, w)
	first := time.Now()
	for try := 1; try <= c.limits.Retries && transient(&t) && !hopeless(t.ex.Err); try++ {
		pause := c.limits.RetryAfter
		if w.door {
			pause = c.atTheDoor()
		}
		if c.pace.sleep(ctx, pause) != nil {
			break
		}
		next := c.follow(ctx, address, w)
		if next.skip != "" {
			break
		}
		next.ex.Tries, next.ex.Span = try+1, time.Since(first)
		t = next
	}
	return t
}

// transient reports whether a trip ended in something that may be different a moment later.
func transient(t *trip) bool {
	if t.skip != "" {
		return false
	}
	if t.ex.Err != nil {
		return t.ex.Err.Kind != snapshot.FaultForbidden && t.ex.Err.Kind != snapshot.FaultBadURL
	}
	return t.ex.Status() >= 500
}

package crawler

import (
	"bytes"
	"context"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of what is read of an answer to a probe, bytes.
const (
	probeBytes = 64 << 10 // to tell what it is
	sheetBytes = 1 << 20  // of a style sheet or manifest
)

// askParts asks whether the files that pages use and link to are there: style sheets and manifests first, since they name more files, then a
// sample of each kind and folder.
func (c *crawl) askParts(ctx context.Context) {
	if c.limits.Parts < 0 || c.halted() {
		return
	}
	c.emit(Phase{Name: "parts"})
	read := c.keepScripts()
	asked, failed := c.readSheets(ctx)
	list := c.parts.take(c.limits.Parts-asked-len(read), func(p *part) bool {
		page := (p.kind == snapshot.LinkData || p.kind == snapshot.LinkForm) && c.front.known(snapshot.Key(p.url.String())) // what becomes of it is seen where it is read
		return p.class != snapshot.ProbeOutside && !read[p.id] && !page
	})
	all := triedOf(append(list, failed...))
	c.each(ctx, all, func(t *tried) { c.probe(ctx, t) })
	c.probeAgain(ctx, all)
	if fonts := c.nextFonts(all); len(fonts) > 0 {
		c.each(ctx, fonts, func(t *tried) { c.probe(ctx, t) })
		c.probeAgain(ctx, fonts)
		all = append(all, fonts...)
	}
	c.keepProbes(all)
	c.snap.Have |= snapshot.HaveParts
}

// keepScripts makes probes of the scripts that were looked into and found to be there: nobody need be asked twice.
func (c *crawl) keepScripts() map[snapshot.StrID]bool {
	read := map[snapshot.StrID]bool{}
	for i := range c.snap.Scripts {
		s := &c.snap.Scripts[i]
		if s.Err != nil || s.Status != http.StatusOK || s.Page {
			continue
		}
		read[s.URL] = true
		address := c.tab.Get(s.URL)
		c.snap.Probes = append(c.snap.Probes, snapshot.Probe{URL: s.URL, Class: snapshot.ProbePart, Kind: snapshot.LinkScript,
			Exchange: snapshot.Exchange{URL: address, Tries: 1, Hops: []snapshot.Hop{{URL: address, Status: s.Status, Bytes: s.Bytes}}}})
	}
	return read
}

// tried is a probe with what is needed to make it again.
type tried struct {
	part
	snapshot.Probe
	looked      bool // its body is to be looked at
	began, last time.Time
}

func triedOf(list []part) []*tried {
	all := make([]*tried, len(list))
	for i, p := range list {
		all[i] = &tried{part: p}
	}
	return all
}

// probeAgain asks once more for the addresses that failed, a pause apart, as often as for pages.
func (c *crawl) probeAgain(ctx context.Context, all []*tried) {
	ask := slices.Clone(all)
	for range c.limits.Retries {
		ask = slices.DeleteFunc(ask, func(t *tried) bool { return !t.failed() || t.Exchange.Tries > c.limits.Retries })
		if len(ask) == 0 || c.halted() || c.restBefore(ctx, ask) != nil {
			return
		}
		c.each(ctx, ask, func(t *tried) { c.probe(ctx, t) })
	}
}

// keepProbes writes probes into the snapshot, and how many there were to choose from.
func (c *crawl) keepProbes(all []*tried) {
	for _, t := range all {
		if t.Exchange.Tries > 0 || t.Skip != "" {
			c.snap.Probes = append(c.snap.Probes, t.Probe)
		}
	}
	c.snap.Found = c.parts.counts()
}

func (p *parts) counts() map[snapshot.ProbeClass]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.found)
}

// restBefore waits until failed addresses may be asked for again.
func (c *crawl) restBefore(ctx context.Context, list []*tried) error {
	var wait time.Duration
	for _, t := range list {
		wait = max(wait, c.limits.RetryAfter-time.Since(t.last))
	}
	if wait > 0 {
		c.emit(Waiting{For: wait, Why: "before failed addresses are tried again"})
	}
	return c.pace.sleep(ctx, wait)
}

// each works through a list with as many exchanges at a time as for pages.
func (c *crawl) each(ctx context.Context, list []*tried, do func(*tried)) {
	work := make(chan *tried)
	var wg sync.WaitGroup
	for range min(c.opts.Workers, len(list)) {
		wg.Go(func() {
			for t := range work {
				do(t)
			}
		})
	}
	for _, t := range list {
		if c.halted() || ctx.Err() != nil {
			break
		}
		work <- t
	}
	close(work)
	wg.Wait()
}

// failed reports whether an address is to be asked for again before it counts as broken.
func (t *tried) failed() bool {
	if t.Skip != "" || t.Obstacle != snapshot.ObstacleNone {
		return false
	}
	if f := t.Exchange.Err; f != nil {
		return f.Kind != snapshot.FaultForbidden && f.Kind != snapshot.FaultBadURL
	}
	s := t.Exchange.Status()
	return s == http.StatusNotFound || s == http.StatusGone || s >= 500 || t.Got != snapshot.GotFile
}

// probe asks for one address, unless that was done before the visit was broken off.
func (c *crawl) probe(ctx context.Context, t *tried) {
	name := "probe " + string(t.class) + " " + t.url.String()
	if t.Exchange.Tries == 0 && c.recallProbe(t, name) {
		return
	}
	tries := t.Exchange.Tries
	c.askProbe(ctx, t)
	if t.Exchange.Tries > tries {
		keep(c.journal, name, &t.Probe)
	}
}

// askProbe asks for one address: by HEAD, and by GET where the answer was anything but what one would wish for. Some servers refuse HEAD, some
// answer it at random.
func (c *crawl) askProbe(ctx context.Context, t *tried) {
	w := way{method: http.MethodHead, robots: t.class != snapshot.ProbeOutside, most: probeBytes, once: !c.site.has(t.url)}
	if t.Exchange.Tries > 0 && !t.Head { // HEAD told nothing the last time
		w.method = http.MethodGet
		got := c.follow(ctx, t.url.String(), w)
		c.noteProbe(t, &got, false)
		return
	}
	got := c.follow(ctx, t.url.String(), w)
	head := true
	if again(&got) && !fine(&got, t.kind) || t.looked {
		w.method = http.MethodGet
		if next := c.follow(ctx, t.url.String(), w); next.skip == "" {
			got, head = next, false
		}
	}
	got = c.askUntouched(ctx, t, got, w)
	c.noteProbe(t, &got, head)
}

// recallProbe takes up what came of the tries before the visit was broken off.
func (c *crawl) recallProbe(t *tried, name string) bool {
	p, ok := recall[snapshot.Probe](c.journal, name)
	if !ok {
		return false
	}
	t.Probe = p
	t.URL, t.Via, t.First = t.id, t.via, t.first
	t.last = time.Now().Add(p.Exchange.At - c.before - c.since())
	t.began = t.last.Add(-p.Exchange.Span)
	return true
}

// again reports whether GET may bring another answer than HEAD: not where nobody was there to answer.
func again(t *trip) bool {
	if t.skip != "" || t.ex.Err == nil {
		return t.skip == ""
	}
	switch t.ex.Err.Kind {
	case snapshot.FaultReset, snapshot.FaultProtocol, snapshot.FaultEncoding, snapshot.FaultTooLarge:
		return true
	default:
		return false
	}
}

// noteProbe keeps what came of one try. A skip says nothing: what an earlier try saw stands.
func (c *crawl) noteProbe(t *tried, got *trip, head bool) {
	now := time.Now()
	if t.began.IsZero() {
		t.began = now
	}
	t.last = now
	tries := t.Exchange.Tries + 1
	t.URL, t.Class, t.Kind, t.Via, t.First = t.id, t.class, t.kind, t.via, t.first
	if got.skip != "" {
		if tries == 1 {
			t.Skip = got.skip
		}
		return
	}
	t.Exchange = c.lean(got.ex, false)
	t.Exchange.Tries, t.Exchange.Span = tries, t.last.Sub(t.began)
	t.Head, t.Got, t.Obstacle = head, snapshot.GotFile, c.obstacle(got)
	if head {
		return
	}
	if s := got.ex.Status(); got.ex.Err == nil && s >= 200 && s < 300 && t.Obstacle == snapshot.ObstacleNone {
		t.Got = gotInstead(t.kind, t.class, got)
		if t.Got == snapshot.GotFile && isPicture(t.kind) && c.site.has(t.url) && !extract.LooksPicture(got.body) { // elsewhere it may be a counter of visitors
			t.Got = snapshot.GotNoise
		}
	}
}

// obstacle tells what answered in place of what was asked for. What is read for it stays out of the snapshot.
func (c *crawl) obstacle(t *trip) snapshot.Obstacle {
	if !isHTML(t.header) {
		return extract.Obstacle(t.ex.Status(), t.header, snapshot.NewPage(), t.body)
	}
	aside := extract.New(snapshot.NewTable())
	in := extract.Input{URL: t.ex.Final(), Status: t.ex.Status(), Header: t.header, Body: t.body, Truncated: t.cut}
	return aside.Page(in).Obstacle
}

// fine reports whether an answer to HEAD leaves nothing to be asked.
func fine(t *trip, kind snapshot.LinkKind) bool {
	if s := t.ex.Status(); t.ex.Err != nil || s < 200 || s >= 300 {
		return false
	}
	return t.header.Get("Content-Length") != "0" && !(isPart(kind) && isHTML(t.header)) && !(isPicture(kind) && smallOrText(t.header))
}

// smallPicture is the size, bytes, below which the bytes of a picture are looked at: what is sent by mistake in place of one is a line or two.
const smallPicture = 2 << 10

// smallOrText reports whether what was announced as a picture may be a message.
func smallOrText(h http.Header) bool {
	n, err := strconv.Atoi(h.Get("Content-Length"))
	kind := strings.ToLower(h.Get("Content-Type"))
	return err == nil && n < smallPicture || strings.HasPrefix(kind, "text/") || strings.HasPrefix(kind, "application/json")
}

// isPicture reports whether a link of a kind shows a picture.
func isPicture(kind snapshot.LinkKind) bool {
	switch kind {
	case snapshot.LinkImage, snapshot.LinkSrcset, snapshot.LinkIcon, snapshot.LinkCSS:
		return true
	default:
		return false
	}
}

// isPart reports whether a link of a kind loads a file that is no page.
func isPart(kind snapshot.LinkKind) bool {
	switch kind {
	case snapshot.LinkAnchor, snapshot.LinkFrame, snapshot.LinkForm, snapshot.LinkData, snapshot.LinkMedia, snapshot.LinkPreload: // objects may be pages
		return false
	default:
		return true
	}
}

func isHTML(h http.Header) bool {
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(h.Get("Content-Type"))), "text/html")
}

// gotInstead tells what came in place of a file.
func gotInstead(kind snapshot.LinkKind, class snapshot.ProbeClass, t *trip) snapshot.Got {
	switch {
	case class == snapshot.ProbeOutside:
		return snapshot.GotFile
	case len(bytes.TrimSpace(t.body)) == 0 && t.ex.Status() == http.StatusOK && kind != snapshot.LinkStyle && kind != snapshot.LinkScript && kind != snapshot.LinkFrame:
		return snapshot.GotEmpty // an empty style sheet or script is no harm
	case isPart(kind) && isHTML(t.header) && extract.LooksHTML(t.body): // drawings may begin like a page
		return snapshot.GotPage
	}
	return snapshot.GotFile
}

package crawler

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/snapshot"
)

// ErrInUse says that a visit under way uses the file of Options.Resume.
var ErrInUse = errors.New("another run of shopvet is using it")

// openJournal opens the file of Options.Resume. Where it holds a visit of this shop that was broken off, what was seen is taken up again and
// resumed is true; a file that holds anything else is left alone.
func (c *crawl) openJournal() (resumed bool, err error) {
	name := c.opts.Resume
	if name == "" {
		return false, nil
	}
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return false, fmt.Errorf("open the file to resume from: %w", err)
	}
	j := &journal{file: f, strings: 1, places: map[string]place{}}
	if resumed, err = c.useJournal(j); err != nil {
		_ = f.Close()
		return false, fmt.Errorf("resume from %s: %w", name, err)
	}
	c.journal = j
	return resumed, nil
}

// useJournal takes up what a journal holds, or begins it.
func (c *crawl) useJournal(j *journal) (resumed bool, err error) {
	if err := lockFile(j.file); err != nil {
		return false, err
	}
	if resumed, err = c.replay(j); err != nil {
		return false, err
	}
	if !resumed { // nothing of use: begin anew
		c.reset()
		j.end, j.strings, j.blocks, j.places = 0, 1, 0, map[string]place{}
	}
	if err := j.file.Truncate(j.end); err != nil || resumed {
		return resumed, err
	}
	return false, j.json(recHead, journalHead{
		Journal: journalVersion, Extractor: extract.Version, Target: c.snap.Target, Profile: c.limits.Profile, Chance: c.chance,
	})
}

// reset forgets what was read of a journal that ends before the way into the shop was found.
func (c *crawl) reset() {
	c.tab = newTable()
	c.ext = extract.New(c.tab)
	c.front = newFrontier(c.limits.Pages, c.tab)
	c.pages, c.aside, c.snap.Cookies, c.before, c.record, c.texts, c.looked = nil, nil, nil, 0, 0, texts{}, false
}

// replay reads a journal into the crawl, and reports whether the way into the shop is in it.
func (c *crawl) replay(j *journal) (entered bool, err error) {
	info, err := j.file.Stat()
	if err != nil {
		return false, err
	}
	first := true
	j.end, err = records(j.file, info.Size(), func(kind byte, at int64, body []byte) error {
		if first != (kind == recHead) {
			return errOtherJournal
		}
		first = false
		entered = entered || kind == recEntered
		return c.replayRecord(j, kind, at, body)
	})
	switch {
	case first && info.Size() > 0 && !headBegun(j.file):
		return false, errOtherJournal // not empty, and not ours: it is not written over
	case errors.Is(err, errDamaged):
		return false, fmt.Errorf("%w after %d pages: delete it to begin anew", err, len(c.pages))
	}
	return entered && len(c.pages) > 0, err
}

// headBegun reports whether a file holds the begin of a journal's first record, and not all of it.
func headBegun(f *os.File) bool {
	b := make([]byte, recBegin+len(headBegin))
	_, err := f.ReadAt(b, 0)
	return err == nil && b[0] == recHead && b[recBegin-1] == beginCheck(b) && string(b[recBegin:]) == headBegin
}

func (c *crawl) replayRecord(j *journal, kind byte, at int64, body []byte) error {
	switch kind {
	case recHead:
		return c.sameVisit(body)
	case recEntered, recLooked:
		c.looked = kind == recLooked
		return c.takeEntered(body)
	case recStrings:
		return replayed(body, func(s string) { c.tab.ID(s); j.strings++ })
	case recBlocks:
		return replayed(body, func(b snapshot.Block) { c.ext.AddBlock(b); j.blocks++ })
	case recCookie:
		var ck snapshot.Cookie
		err := snapshot.Unpack(body, &ck)
		c.snap.Cookies = append(c.snap.Cookies, ck)
		return err
	case recPage:
		return c.takePage(j, at, body)
	case recSample:
		var s sampled
		err := snapshot.Unpack(body, &s)
		c.samples.before = append(c.samples.before, s)
		c.passed(s.Exchange.At)
		return err
	case recKept:
		return c.takeKept(j, at, body)
	case recTLS:
		c.snap.Have |= snapshot.HaveTLS
		return json.Unmarshal(body, &c.snap.TLS)
	case recEnded:
		c.ended = new(snapshot.Snapshot)
		return json.Unmarshal(body, c.ended)
	default:
		return errOtherJournal
	}
}

// passed notes that the visit was under way at a time: what follows comes after it.
func (c *crawl) passed(at time.Duration) { c.before = max(c.before, at+time.Second) }

func replayed[T any](body []byte, take func(T)) error {
	var list []T
	if err := snapshot.Unpack(body, &list); err != nil {
		return err
	}
	for _, v := range list {
		take(v)
	}
	return nil
}

// sameVisit refuses a journal of another shop, another profile, or a program that reads pages otherwise.
func (c *crawl) sameVisit(body []byte) error {
	var h journalHead
	switch err := json.Unmarshal(body, &h); {
	case err != nil || h.Journal == 0:
		return errOtherJournal
	case h.Journal != journalVersion || h.Extractor != extract.Version:
		return errors.New("it was written by another version of shopvet: delete it to begin anew")
	case h.Target != c.snap.Target:
		return fmt.Errorf("it is of a visit to %s: name another file", h.Target)
	case h.Profile != c.limits.Profile:
		return fmt.Errorf("that visit had the profile %q: give it again, or name another file", h.Profile)
	}
	c.chance = h.Chance
	return nil
}

// takeEntered takes up the head of the snapshot as it was when the way in was found.
func (c *crawl) takeEntered(body []byte) error {
	var s snapshot.Snapshot
	if err := json.Unmarshal(body, &s); err != nil {
		return errOtherJournal
	}
	base, err := url.Parse(s.Base)
	if err != nil || s.Base == "" {
		return errOtherJournal
	}
	c.snap.Base, c.snap.Domain, c.snap.Taken, c.snap.Entry, c.snap.Robots, c.snap.Have, c.snap.Samples = s.Base, s.Domain, s.Taken, s.Entry, s.Robots, s.Have, s.Samples
	c.site = newSite(base, c.target)
	return nil
}

// takePage takes up one page, or a later look at it.
func (c *crawl) takePage(j *journal, at int64, body []byte) error {
	p, begin, from, err := splitPage(body)
	if err != nil {
		return err
	}
	p.Content = new(snapshot.Content)
	if err := snapshot.Unpack(body[from:], p.Content); err != nil {
		return err
	}
	if int(p.ID) > len(c.pages) {
		return errOtherJournal
	}
	c.begins[p.ID] = begin
	it := c.itemOf(p)
	key := c.keyText(it, p)
	if key && p.TextKept {
		c.texts.key += int64(p.Letters)
	}
	if int(p.ID) < len(c.pages) {
		c.forgetText(p.ID)
	}
	c.noteText(it, p, key)
	c.passed(p.Exchange.At)
	c.keepAt(p, j.file, at+int64(from), len(body)-from)
	return nil
}

// takeUp goes on from the pages of a journal. What they link to is queued in the order in which it was, but for what was fetched, so that the
// same addresses are left as in a visit that nobody disturbed; and what failed is asked again as it would have been.
func (c *crawl) takeUp(ctx context.Context) {
	c.emit(Resumed{Pages: len(c.pages), Begun: c.snap.Taken})
	for i := range c.snap.Cookies {
		ck := &c.snap.Cookies[i]
		scheme, _, _ := strings.Cut(ck.URL, ":")
		c.cookies[scheme+"\x00"+cookieKey(ck)] = true
	}
	once := [2]int{maxRetries, maxRetries} // pages that were asked for once and may be asked for again, by retryKind
	for _, p := range c.pages {
		c.front.fetched(snapshot.Key(c.tab.Get(p.URL)))
		if address, err := url.Parse(c.tab.Get(p.URL)); err == nil {
			if bucket, v := variantBucket(address); v != single {
				c.front.variant(bucket, c.limits.Pages)
			}
		}
		if p.Exchange.Tries > 1 {
			once[retryKind(&trip{ex: p.Exchange})]--
		}
	}
	c.front.take(len(c.pages) - 1)
	c.front.mark(snapshot.Key(c.snap.Base))
	c.front.mark(snapshot.Key(c.pages[0].Exchange.URL))
	c.mu.Lock()
	c.lang = c.pages[0].Lang
	c.mu.Unlock()
	for p := range c.contents() {
		c.takeUpPage(p, &once)
		if p.ID == 0 {
			c.readSitemaps(ctx)
		}
	}
	c.takeUpSamples()
	c.begins = nil
}

// itemOf is what a page of a journal was made for.
func (c *crawl) itemOf(p *snapshot.Page) item {
	address := c.tab.Get(p.URL)
	return item{url: address, key: snapshot.Key(address), depth: p.Depth, keyPage: c.begins[p.ID].key, rank: c.begins[p.ID].rank, via: c.tab.Get(p.Via)}
}

// takeUpPage is settle and what follows for a page that was kept.
func (c *crawl) takeUpPage(p *snapshot.Page, once *[2]int) {
	it := c.itemOf(p)
	c.mu.Lock()
	for i := range p.Exchange.Hops {
		c.bytes += p.Exchange.Hops[i].Bytes
	}
	if !it.keyPage && !p.Alias && keptWhole(p) {
		c.whole++
	}
	c.hold(p)
	c.mu.Unlock()
	c.noteKeyPage(it, p)
	c.noteUnfilled(it, p)
	t := trip{ex: p.Exchange}
	if kind := retryKind(&t); failed(&t) && p.Exchange.Tries <= c.limits.Retries && (p.Exchange.Tries > 1 || once[kind] > 0) {
		if p.Exchange.Tries == 1 {
			once[kind]--
		}
		last := time.Now().Add(p.Exchange.At - c.before - c.since())
		c.retries = append(c.retries, retry{it: it, page: p.ID, kind: kind, first: last.Add(-p.Exchange.Span), last: last})
	}
	c.queueLinks(p)
}

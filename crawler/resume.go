package crawler

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/snapshot"
)

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
	j := &journal{file: f, strings: 1}
	entered, err := c.replay(j)
	if err != nil {
		_ = f.Close()
		return false, fmt.Errorf("resume from %s: %w", name, err)
	}
	if !entered { // nothing of use: begin anew
		c.reset()
		j.end, j.strings, j.blocks = 0, 1, 0
	}
	if err := f.Truncate(j.end); err != nil {
		_ = f.Close()
		return false, fmt.Errorf("resume from %s: %w", name, err)
	}
	c.journal = j
	if !entered {
		err = j.json(recHead, journalHead{Journal: journalVersion, Extractor: extract.Version, Target: c.snap.Target, Profile: c.limits.Profile})
	}
	return entered, err
}

// reset forgets what was read of a journal that ends before the way into the shop was found.
func (c *crawl) reset() {
	c.tab = snapshot.NewTable()
	c.ext = extract.New(c.tab)
	c.front = newFrontier(c.limits.Pages, c.tab)
	c.pages, c.aside, c.snap.Cookies = nil, nil, nil
}

// replay reads a journal into the crawl, and reports whether the way into the shop is in it.
func (c *crawl) replay(j *journal) (entered bool, err error) {
	first := true
	j.end, err = records(j.file, func(kind byte, at int64, body []byte) error {
		if first != (kind == recHead) {
			return errOtherJournal
		}
		first = false
		switch kind {
		case recHead:
			return c.sameVisit(body)
		case recEntered:
			entered = true
			return c.takeEntered(body)
		case recStrings:
			return replayed(body, func(s string) { c.tab.ID(s); j.strings++ })
		case recBlocks:
			return replayed(body, func(b snapshot.Block) { c.ext.AddBlock(b); j.blocks++ })
		case recCookie:
			var ck snapshot.Cookie
			if err := snapshot.Unpack(body, &ck); err != nil {
				return err
			}
			c.snap.Cookies = append(c.snap.Cookies, ck)
			return nil
		case recPage:
			return c.takePage(j, at, body)
		default:
			return errOtherJournal
		}
	})
	if info, e := j.file.Stat(); err == nil && e == nil && info.Size() > 0 && first {
		return false, errOtherJournal // not empty, and not ours: it is not written over
	}
	return entered && len(c.pages) > 0, err
}

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
	if len(body) < 4 || int(binary.LittleEndian.Uint32(body)) > len(body)-4 {
		return errOtherJournal
	}
	n := int(binary.LittleEndian.Uint32(body))
	p := snapshot.NewPage()
	if err := snapshot.Unpack(body[4:4+n], p); err != nil {
		return err
	}
	p.Content = new(snapshot.Content)
	if err := snapshot.Unpack(body[4+n:], p.Content); err != nil {
		return err
	}
	if int(p.ID) > len(c.pages) {
		return errOtherJournal
	}
	c.keepAt(p, j.file, at+4+int64(n), len(body)-4-n)
	return nil
}

// takeUp goes on from the pages of a journal: what they link to is queued, as it was when they were read, and what failed is asked again.
func (c *crawl) takeUp() {
	for i := range c.snap.Cookies {
		ck := &c.snap.Cookies[i]
		scheme, _, _ := strings.Cut(ck.URL, ":")
		c.cookies[scheme+"\x00"+cookieKey(ck)] = true
	}
	for p := range c.contents() {
		address := c.tab.Get(p.URL)
		c.front.mark(snapshot.Key(address))
		if p.Final != 0 {
			c.front.mark(snapshot.Key(c.tab.Get(p.Final)))
		}
		if u, err := url.Parse(address); err == nil {
			if bucket, v := variantBucket(u); v == varied || v == paged {
				c.front.variant(bucket, c.limits.Pages)
			}
		}
		c.before = max(c.before, p.Exchange.At+time.Second)
	}
	c.front.take(len(c.pages) - 1)
	for p := range c.contents() {
		c.takeUpPage(p)
	}
	c.mu.Lock()
	c.lang = c.pages[0].Lang
	c.mu.Unlock()
}

func (c *crawl) takeUpPage(p *snapshot.Page) {
	address := c.tab.Get(p.URL)
	it := item{url: address, key: snapshot.Key(address), depth: p.Depth, keyPage: p.TextKept}
	c.mu.Lock()
	for i := range p.Exchange.Hops {
		c.bytes += p.Exchange.Hops[i].Bytes
	}
	c.hold(p)
	c.mu.Unlock()
	c.noteKeyPage(it, p)
	t := trip{ex: p.Exchange}
	if tries := p.Exchange.Tries; tries == 1 && failed(&t) || tries <= c.limits.Retries && transient(&t) {
		c.later(it, p.ID)
	}
	c.queueLinks(p)
}

// endJournal closes the journal; when the visit came to its end, the file has served its purpose.
func (c *crawl) endJournal() {
	if c.journal == nil {
		return
	}
	if !slices.Contains([]snapshot.StopReason{snapshot.StopInterrupted, snapshot.StopDeadline, snapshot.StopRateLimit}, c.snap.Stop) {
		_ = os.Remove(c.opts.Resume)
	}
	if c.aside == nil {
		_ = c.journal.file.Close()
	} // else pages are read from it while they are judged
}

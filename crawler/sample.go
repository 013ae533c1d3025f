package crawler

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Samples are made one at a time, when nothing else is asked of the shop: the crawl's own load must not count against it.
const (
	sampleRounds = 5
	sampleTime   = 20 * time.Second // for all of them; a slow shop gets fewer
)

// timeKeyPages times home, a listing, a product and the cart again: first over a new connection, then over an open one.
func (c *crawl) timeKeyPages(ctx context.Context) {
	if c.halted() {
		return
	}
	c.emit(Phase{Name: "timing"})
	began := time.Now()
	pages := c.keyPages()
	for round := range sampleRounds {
		for _, address := range pages {
			if c.halted() || ctx.Err() != nil || round >= 1 && time.Since(began) > sampleTime {
				return
			}
			setting := "warm"
			if round == 0 {
				setting = "cold"
			}
			t := c.follow(ctx, address, way{label: "sample", fresh: round == 0, stay: true, robots: true})
			if t.skip != "" {
				continue
			}
			ex := c.lean(t.ex, false)
			if h := ex.Last(); h != nil {
				h.Setting = setting
			}
			c.snap.Samples = append(c.snap.Samples, ex)
			c.snap.Have |= snapshot.HaveSamples
		}
	}
}

// keyPages picks the addresses to time: home, and the first listing, product and cart that were met. It is a guess from plain marks; what a
// page is for is decided when the snapshot is judged.
func (c *crawl) keyPages() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := []string{c.snap.Base}
	var listing, product, cart string
	for _, p := range c.pages {
		if !p.HTML || p.Alias || p.ID == 0 || p.Exchange.Status() != 200 {
			continue
		}
		address := cmp.Or(c.tab.Get(p.Final), c.tab.Get(p.URL))
		switch {
		case cart == "" && c.isCart(p):
			cart = address
		case product == "" && isProduct(p):
			product = address
		case listing == "" && len(p.Prices) >= 4 && !isProduct(p):
			listing = address
		}
	}
	for _, a := range []string{listing, product, cart} {
		if a != "" {
			out = append(out, a)
		}
	}
	return out
}

func isProduct(p *snapshot.Page) bool {
	n := 0
	for i := range p.Data {
		if p.Data[i].Type == "Product" {
			n++
		}
	}
	if n == 1 {
		return true
	}
	adds := 0
	for i := range p.Marks {
		if p.Marks[i].Kind == snapshot.MarkAddToCart {
			adds++
		}
	}
	return adds == 1 && len(p.Prices) > 0
}

// askNotFound asks for two addresses that should not exist, to learn how the shop says "not found".
func (c *crawl) askNotFound(ctx context.Context) {
	base, err := url.Parse(c.snap.Base)
	if err != nil || c.halted() {
		return
	}
	c.emit(Phase{Name: "not-found"})
	dir := "/"
	if c.site.prefix != "" {
		dir = c.site.prefix
	}
	addresses := []string{dir + randomName(), dir + randomName() + ".html"}
	for _, p := range c.pages {
		if u, err := url.Parse(c.tab.Get(p.URL)); err == nil && isProduct(p) && path.Dir(u.Path) != "/" && u.Host == base.Host {
			addresses[1] = strings.TrimSuffix(path.Dir(u.Path), "/") + "/" + randomName()
			break
		}
	}
	for _, a := range addresses {
		to := base.Scheme + "://" + base.Host + a
		t := c.again(ctx, to, way{stay: true, robots: true})
		if t.skip != "" {
			continue
		}
		p := c.page(item{url: to, keyPage: true}, t)
		c.snap.NotFound = append(c.snap.NotFound, p)
		c.snap.Have |= snapshot.HaveNotFound
	}
}

func randomName() string {
	var b [9]byte
	_, _ = rand.Read(b[:]) // never fails
	return "shopvet-" + hex.EncodeToString(b[:])
}

// isCart tells the cart among the pages that were fetched.
func (c *crawl) isCart(p *snapshot.Page) bool {
	u, err := url.Parse(c.tab.Get(p.URL))
	if err != nil {
		return false
	}
	concept, _ := c.cues.Best("", pathOf(u), c.lang)
	return concept == cue.Cart
}

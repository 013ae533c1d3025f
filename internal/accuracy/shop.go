package main

import (
	"fmt"
	"html"
	"net/http"
	"strings"
	"time"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/snapshot"
)

// base is where the made-up shops stand: a host of this machine, so that addresses under .example are no stand-ins there.
const base = "http://shop.localhost"

// build puts a page into a small shop, as a crawl would have seen it, and derives the facts. The frame around the shop's own pages names nobody,
// so that whatever is found of the seller was found on the labelled page.
func build(p *page) (*facts.Site, error) {
	link := ""
	if p.label.Link != "" {
		link = fmt.Sprintf(`<a href=%q>%s</a>`, p.label.URL, html.EscapeString(p.label.Link))
	}
	c := newCrawl()
	for i, own := range shopPages(p.lang, inFrame{footer: link}) {
		c.add(own.path, own.html, min(i, 1))
	}
	depth := 1
	if p.label.Link == "" {
		depth = -1
	}
	c.add(p.label.URL, p.html, depth)
	options := facts.Options{Duties: market.Default()}
	if p.family == "content" {
		options.Markets = []string{"eu"} // in which all checks of signs hold
	}
	site, err := facts.Build(c.snapshot(p.label.Host), options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.file, err)
	}
	return site, nil
}

// crawl is a visit to a made-up shop.
type crawl struct {
	tab   *snapshot.Table
	ex    *extract.Extractor
	pages snapshot.Pages
}

func newCrawl() *crawl {
	tab := snapshot.NewTable()
	return &crawl{tab: tab, ex: extract.New(tab)}
}

func (c *crawl) add(path, body string, depth int) {
	address, id := base+path, snapshot.PageID(len(c.pages))
	pg := c.ex.Page(extract.Input{
		ID: id, URL: address, Status: http.StatusOK, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}},
		Body: []byte(body), KeepText: func(*snapshot.Page) bool { return true },
	})
	pg.ID, pg.URL, pg.Depth = id, c.tab.ID(address), depth
	pg.Exchange = snapshot.Exchange{URL: address, Tries: 1, Hops: []snapshot.Hop{{
		URL: address, Status: http.StatusOK, Bytes: int64(len(body)), Times: snapshot.Times{Wait: 50 * time.Millisecond},
	}}}
	c.pages = append(c.pages, pg)
}

// snapshot is what the visit saw. A domain makes addresses on it known as the shop's own.
func (c *crawl) snapshot(domain string) *snapshot.Snapshot {
	snap := &snapshot.Snapshot{
		Schema: snapshot.Schema, Extractor: extract.Version, Target: base + "/", Base: base + "/", Domain: "shop.localhost",
		Taken: time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC), Took: time.Minute, Stop: snapshot.StopDone,
		Have: snapshot.HavePages | snapshot.HaveEntry, Limits: snapshot.Limits{Profile: "standard", Redirects: 10},
		Entry: []snapshot.Exchange{c.pages[0].Exchange}, Strings: c.tab.Strings(), Blocks: c.ex.Blocks(), Pages: c.pages,
	}
	if domain != "" {
		snap.Domain = domain
	}
	return snap
}

type ownPage struct{ path, html string }

// inFrame is what a made-up shop shows besides its goods.
type inFrame struct {
	name           string // of the shop, behind the titles
	head           string // in the head of the home page
	home, product  string // in the main part of the home page, and of every product
	header, footer string
}

func (f *inFrame) page(lang, title, head, main string) string {
	w := frameWords()[lang]
	tail := ""
	if f.name != "" {
		tail = " | " + f.name
	}
	return fmt.Sprintf(`<!doctype html><html lang=%q><head><meta charset="utf-8"><title>%s</title>%s</head><body><header>%s<nav><a href="/">%s</a> <a href="/all">%s</a> <a href="/cart">%s</a></nav></header><main><h1>%s</h1>%s</main><footer>%s</footer></body></html>`,
		lang, title+tail, head, f.header, w.home, w.products, w.cart, title, main, f.footer)
}

// shopPages are the made-up shop's own pages, the home page first.
func shopPages(lang string, f inFrame) []ownPage {
	w := frameWords()[lang]
	hello := strings.Repeat("<p>"+w.hello+"</p>", 2)
	var goods strings.Builder
	for i, name := range w.goods {
		fmt.Fprintf(&goods, `<li><a href="/p/%d">%s</a> %s</li>`, i+1, name, w.price)
	}
	shelf := "<ul>" + goods.String() + "</ul>"
	out := []ownPage{
		{"/", f.page(lang, w.home, f.head, hello+shelf+f.home)}, {"/all", f.page(lang, w.products, "", shelf+hello)}, {"/cart", f.page(lang, w.cart, "", "<p>"+w.empty+"</p>")},
	}
	for i, name := range w.goods {
		data := fmt.Sprintf(`<script type="application/ld+json">{"@type":"Product","name":%q,"offers":{"price":"12.90","priceCurrency":%q}}</script>`, name, w.currency)
		main := fmt.Sprintf(`%s<p>%s</p><form method="post" action="/buy"><button>%s</button></form>%s%s`, data, w.price, w.add, hello, f.product)
		out = append(out, ownPage{fmt.Sprintf("/p/%d", i+1), f.page(lang, name, "", main)})
	}
	return out
}

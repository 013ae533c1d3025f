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
	tab := snapshot.NewTable()
	ex := extract.New(tab)
	var pages snapshot.Pages
	add := func(path, body string, depth int) {
		address := base + path
		pg := ex.Page(extract.Input{
			ID: snapshot.PageID(len(pages)), URL: address, Status: http.StatusOK, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}},
			Body: []byte(body), KeepText: func(*snapshot.Page) bool { return true },
		})
		pg.ID, pg.URL, pg.Depth = snapshot.PageID(len(pages)), tab.ID(address), depth
		pg.Exchange = snapshot.Exchange{URL: address, Tries: 1, Hops: []snapshot.Hop{{
			URL: address, Status: http.StatusOK, Bytes: int64(len(body)), Times: snapshot.Times{Wait: 50 * time.Millisecond},
		}}}
		pages = append(pages, pg)
	}
	for _, own := range shopPages(p) {
		add(own.path, own.html, min(len(pages), 1))
	}
	depth := 1
	if p.label.Link == "" {
		depth = -1
	}
	add(p.label.URL, p.html, depth)
	snap := &snapshot.Snapshot{
		Schema: snapshot.Schema, Extractor: extract.Version, Target: base + "/", Base: base + "/", Domain: "shop.localhost",
		Taken: time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC), Took: time.Minute, Stop: snapshot.StopDone,
		Have: snapshot.HavePages | snapshot.HaveEntry, Limits: snapshot.Limits{Profile: "standard", Redirects: 10},
		Entry: []snapshot.Exchange{pages[0].Exchange}, Strings: tab.Strings(), Blocks: ex.Blocks(), Pages: pages,
	}
	if p.label.Host != "" {
		snap.Domain = p.label.Host // addresses on the shop's own domain are known as its own
	}
	options := facts.Options{Duties: market.Default()}
	if p.family == "content" {
		options.Markets = []string{"eu"} // in which all checks of signs hold
	}
	site, err := facts.Build(snap, options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.file, err)
	}
	return site, nil
}

type ownPage struct{ path, html string }

// shopPages are the made-up shop's own pages, the home page first.
func shopPages(p *page) []ownPage {
	w := frameWords()[p.lang]
	link := ""
	if p.label.Link != "" {
		link = fmt.Sprintf(`<a href=%q>%s</a>`, p.label.URL, html.EscapeString(p.label.Link))
	}
	frame := func(title, main string) string {
		return fmt.Sprintf(`<!doctype html><html lang=%q><head><meta charset="utf-8"><title>%s</title></head><body><header><nav><a href="/">%s</a> <a href="/all">%s</a> <a href="/cart">%s</a></nav></header><main><h1>%s</h1>%s</main><footer>%s</footer></body></html>`,
			p.lang, title, w.home, w.products, w.cart, title, main, link)
	}
	hello := strings.Repeat("<p>"+w.hello+"</p>", 2)
	var goods strings.Builder
	for i, name := range w.goods {
		fmt.Fprintf(&goods, `<li><a href="/p/%d">%s</a> %s</li>`, i+1, name, w.price)
	}
	shelf := "<ul>" + goods.String() + "</ul>"
	out := []ownPage{
		{"/", frame(w.home, hello+shelf)}, {"/all", frame(w.products, shelf+hello)}, {"/cart", frame(w.cart, "<p>"+w.empty+"</p>")},
	}
	for i, name := range w.goods {
		data := fmt.Sprintf(`<script type="application/ld+json">{"@type":"Product","name":%q,"offers":{"price":"12.90","priceCurrency":%q}}</script>`, name, w.currency)
		out = append(out, ownPage{fmt.Sprintf("/p/%d", i+1), frame(name, fmt.Sprintf(`%s<p>%s</p><form method="post" action="/buy"><button>%s</button></form>%s`, data, w.price, w.add, hello))})
	}
	return out
}

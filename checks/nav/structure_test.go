package nav_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/nav"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// product is a page that sells one thing.
func product(path, name string) checktest.Page {
	p := plain(path, `<h1>`+name+`</h1><p>Poured by hand.</p><p>£12.90</p><form method="post" action="/cart/add"><input type="hidden" name="id" value="1"><input name="quantity" value="1"><button>Add to cart</button></form>`)
	p.HTML = strings.Replace(p.HTML, "<body>", `<head><title>`+name+` – Candles</title><script type="application/ld+json">{"@type":"Product","name":"`+name+`","offers":{"price":"12.90","priceCurrency":"GBP"}}</script></head><body>`, 1)
	return p
}

// list is a page that leads to products.
func list(path string, products ...string) checktest.Page {
	var b strings.Builder
	for _, p := range products {
		fmt.Fprintf(&b, `<div><a href="/p/%[1]s"><img src="/m/%[1]s.jpg" alt="%[1]s">%[1]s</a> £12.90</div>`, p)
	}
	return plain(path, `<h2>Our candles</h2>`+b.String())
}

func script(p checktest.Page) checktest.Page {
	p.HTML = strings.Replace(p.HTML, "</body>", `<script src="/more.js"></script></body>`, 1)
	return p
}

// named says of pages that only the sitemap names them.
func named(paths ...string) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		s.Sitemaps = []snapshot.Sitemap{{URL: base + "sitemap.xml", Addresses: 12}}
		for p := range s.Pages.All() {
			for _, path := range paths {
				if s.Str(p.URL) == base+path {
					p.Depth = -1
				}
			}
		}
	}
}

func skipped(why snapshot.SkipReason) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) { s.SkippedTotal = map[snapshot.SkipReason]int{why: 40} }
}

func edits(list ...func(*snapshot.Snapshot)) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		for _, f := range list {
			f(s)
		}
	}
}

// goods is a shop of twelve products in two lists of its menu.
func goods(more ...checktest.Page) []checktest.Page {
	pages := []checktest.Page{plain("", `<p>Welcome</p>`), list("candles", "a", "b", "c", "d", "e", "f"), list("wax", "g", "h", "i", "j", "k", "l")}
	for _, path := range []string{"wicks", "contact", "privacy", "terms"} {
		pages = append(pages, plain(path, "<h2>"+path+"</h2>"))
	}
	for _, p := range "abcdefghijkl" {
		pages = append(pages, product("p/"+string(p), "Candle "+string(p)+" of beeswax"))
	}
	return append(pages, more...)
}

// chain is a shop whose products hang on a chain of n pages.
func chain(n int) []checktest.Page {
	pages := []checktest.Page{plain("", `<a href="/step1">on</a>`)}
	for i := 1; i < n; i++ {
		pages = append(pages, plain(fmt.Sprint("step", i), fmt.Sprintf(`<a href="/step%d">on</a>`, i+1)))
	}
	pages = append(pages, list(fmt.Sprint("step", n), "a", "b", "c"))
	for _, p := range "abc" {
		pages = append(pages, product("p/"+string(p), "Candle "+string(p)+" of beeswax"))
	}
	for _, path := range []string{"candles", "wax", "wicks", "contact", "privacy", "terms"} {
		pages = append(pages, plain(path, "<h2>"+path+"</h2>"))
	}
	return pages
}

func TestProductDepth(t *testing.T) {
	alone := append(goods(), product("p/x", "Candle x of beeswax"), product("p/y", "Candle y of beeswax"))
	apart := []checktest.Page{plain("", "")}
	for _, path := range []string{"candles", "wax", "wicks", "contact", "privacy", "terms"} {
		apart = append(apart, plain(path, "<h2>"+path+"</h2>"))
	}
	apart = append(apart, list("q", "a", "b", "c"))
	for _, p := range "abc" {
		apart = append(apart, product("p/"+string(p), "Candle "+string(p)+" of beeswax"))
	}
	apartScripted := append([]checktest.Page{}, apart...)
	apartScripted[0] = script(apart[0])
	lone := named("q", "p/a", "p/b", "p/c")
	deepScripted := chain(6)
	deepScripted[6] = script(deepScripted[6])
	checktest.Table(t, nav.ProductDepth,
		checktest.Case{Name: "two clicks", Pages: goods(), Want: verdict.Pass, Reason: "near"},
		checktest.Case{Name: "two cannot be reached, most can", Pages: alone, Edit: named("p/x", "p/y"), Want: verdict.Pass},
		checktest.Case{Name: "five clicks", Pages: chain(4), Want: verdict.Warn, Total: 3, At: []string{base + "p/a", base + "p/b", base + "p/c"}},
		checktest.Case{Name: "seven clicks in a part of a shop", Pages: chain(6), Edit: skipped(snapshot.SkipPages), Want: verdict.Unknown, Reason: "partial"},
		checktest.Case{Name: "two clicks in a part of a shop", Pages: goods(), Edit: skipped(snapshot.SkipPages), Want: verdict.Pass},
		checktest.Case{Name: "lists that a script continues", Pages: deepScripted, Want: verdict.Unknown, Reason: "scripts"},
		checktest.Case{Name: "no link leads to them", Pages: apart, Edit: lone, Want: verdict.Fail, Total: 3},
		checktest.Case{Name: "no link leads to them, but scripts may", Pages: apartScripted, Edit: lone, Want: verdict.Fail, Total: 3},
		checktest.Case{Name: "no products", Pages: shop(""), Want: verdict.NotApplicable},
	)
}

func TestOrphan(t *testing.T) {
	guide := plain("guide-to-wax", "<h2>Old guide</h2>")
	two := append(goods(), guide, plain("old-offers", "<h2>Offers</h2>"))
	sold := append(goods(), product("p/x", "Candle x of beeswax"), product("p/y", "Candle y of beeswax"))
	soldScripted := append([]checktest.Page{}, sold...)
	soldScripted[1] = script(sold[1])
	bare := func(path, title string) checktest.Page {
		return checktest.Page{URL: base + path, HTML: `<!doctype html><html lang="en"><title>` + title + `</title><body>` + menu + `<main><h1>` + title + `</h1><p>There is nothing here yet.</p></main>` + footer + `</body></html>`}
	}
	gate := func(path string) checktest.Page {
		return checktest.Page{URL: base + path, HTML: `<!doctype html><html lang="en"><title>Candles</title><main><h1>Are you 18?</h1>` + prose + `<form method="post" action="/age"><button>Yes</button></form></main>`}
	}
	checktest.Table(t, nav.Orphan,
		checktest.Case{Name: "all linked", Pages: goods(), Edit: named("wax", "p/a"), Want: verdict.Pass},
		checktest.Case{Name: "two texts", Pages: two, Edit: named("guide-to-wax", "old-offers"), Want: verdict.Warn, Total: 2, At: []string{base + "guide-to-wax", base + "old-offers"}},
		checktest.Case{Name: "one of many is few", Pages: append(linked(30, 0), guide), Edit: named("guide-to-wax"), Want: verdict.Pass},
		checktest.Case{Name: "two products", Pages: sold, Edit: named("p/x", "p/y"), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "two products that a script may list", Pages: soldScripted, Edit: named("p/x", "p/y"), Want: verdict.Pass},
		checktest.Case{Name: "a part of the shop", Pages: two, Edit: edits(named("guide-to-wax", "old-offers"), skipped(snapshot.SkipPages)), Want: verdict.Unknown, Reason: "partial"},
		checktest.Case{Name: "a part of a list", Pages: two, Edit: edits(named("guide-to-wax", "old-offers"), skipped(snapshot.SkipPaging)), Want: verdict.Unknown, Reason: "partial"},
		checktest.Case{Name: "a page that was cut", Pages: two, Edit: edits(named("guide-to-wax", "old-offers"), func(s *snapshot.Snapshot) { s.Pages.Head(2).Truncated = true }), Want: verdict.Unknown, Reason: "partial"},
		checktest.Case{Name: "a page behind a wall", Pages: two, Edit: edits(named("guide-to-wax", "old-offers"), func(s *snapshot.Snapshot) { s.Pages.Head(2).Obstacle = snapshot.ObstacleBotChallenge }), Want: verdict.Unknown, Reason: "partial"},
		checktest.Case{Name: "filters left alone are no gap", Pages: two, Edit: edits(named("guide-to-wax", "old-offers"), skipped(snapshot.SkipVariants)), Want: verdict.Warn, Total: 2},
		checktest.Case{
			Name: "the cart, to which a button leads", Want: verdict.Pass,
			Pages: append(goods(), bare("cart", "Cart"), bare("checkout", "Checkout"), bare("my-account", "My account")), Edit: named("cart", "checkout", "my-account"),
		},
		checktest.Case{Name: "the same pages in capitals", Pages: append(goods(), plain("WAX", "<h2>Wax</h2>"), plain("P/A", "<h2>Pillar</h2>")), Edit: named("WAX", "P/A"), Want: verdict.Pass},
		checktest.Case{Name: "linked with a mark of the visit", Pages: append(goods(), plain("guide-to-wax?rnd=1", `<a href="/guide-to-wax?rnd=1">x</a>`), plain("", `<a href="/guide-to-wax?rnd=1">x</a>`), guide), Edit: named("guide-to-wax"), Want: verdict.Pass},
		checktest.Case{Name: "a first page that waits for a click", Pages: []checktest.Page{gate(""), gate("guide-to-wax"), gate("wax")}, Edit: named("guide-to-wax", "wax"), Want: verdict.Unknown, Reason: "gate"},
		checktest.Case{
			Name: "results, to which the form of the search leads", Want: verdict.Pass,
			Pages: append(append(goods(), plain("find", `<h2>Results</h2>`)), plain("", `<form action="/find" method="get"><input name="q"></form>`)), Edit: named("wax", "find"),
		},
		checktest.Case{Name: "no sitemap", Pages: two, Want: verdict.NotApplicable},
	)
}

func TestDeadEnd(t *testing.T) {
	bare := func(path, main string) checktest.Page {
		return checktest.Page{URL: base + path, HTML: `<!doctype html><html lang="en"><title>x</title><body><main>` + prose + main + `</main></body></html>`}
	}
	link := `<a href="/x">x</a> <a href="/x?print=1">print</a>`
	app := checktest.Page{URL: base + "x", HTML: `<!doctype html><html lang=en><body><div id="root"></div><noscript>Please enable JavaScript</noscript><script src=a.js></script></body></html>`}
	checktest.Table(t, nav.DeadEnd,
		checktest.Case{Name: "all lead on", Pages: shop(""), Want: verdict.Pass},
		checktest.Case{Name: "no link", Pages: shop(link, bare("x", "")), Want: verdict.Warn, Total: 1, At: []string{base + "x"}},
		checktest.Case{Name: "links to itself and to others only", Pages: shop(link, bare("x", `<a href="#top">up</a> <a href="/x">again</a> <a href="https://other.example/">other</a>`)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a link to the home page", Pages: shop(link, bare("x", `<a href="/">home</a>`)), Want: verdict.Pass},
		checktest.Case{Name: "a link to a page that was not read", Pages: shop(link, bare("x", `<a href="/unread">on</a>`)), Want: verdict.Pass},
		checktest.Case{Name: "a form", Pages: shop(link, bare("x", `<form action="/find"><input name=q></form>`)), Want: verdict.Pass},
		checktest.Case{Name: "for the printer", Pages: shop(link, bare("x?print=1", "")), Want: verdict.Pass},
		checktest.Case{Name: "on top of the shop", Pages: shop(link, bare("terms-popup", "")), Want: verdict.Pass},
		checktest.Case{Name: "filled by scripts", Pages: shop(link, app), Want: verdict.Pass},
		checktest.Case{Name: "a frame that scripts bring", Pages: shop(link, bare("x", `<script src="/frame.js"></script></main><footer id="footer"></footer>`)), Want: verdict.Pass},
		checktest.Case{Name: "a part of a page, for a script to show", Pages: shop(link, checktest.Page{URL: base + "x", HTML: `<div class="modal">` + prose + `</div>`}), Want: verdict.Pass},
		checktest.Case{Name: "the museum whose shop it is", Pages: shop(link, checktest.Page{URL: "https://museum." + strings.TrimPrefix(base, "https://"), HTML: bare("", "").HTML}), Want: verdict.Pass},
		checktest.Case{Name: "one page alone", Pages: []checktest.Page{bare("", "")}, Want: verdict.Unknown},
	)
}

func TestEmptyCategory(t *testing.T) {
	head := `<header><nav><a href="/c/candles">Candles</a> <a href="/c/wax">Wax</a> <a href="/c/gifts">Gifts</a> <a href="/contact">Contact</a></nav></header>`
	at := func(path, main string) checktest.Page { return page(path, head, main, footer) }
	shelf := func(path string, products ...string) checktest.Page {
		return at(path, list("", products...).HTML[strings.Index(list("", products...).HTML, "<h2>"):])
	}
	with := func(gifts checktest.Page) []checktest.Page {
		pages := []checktest.Page{at("", ""), shelf("c/candles", "a", "b", "c"), shelf("c/wax", "d", "e", "f"), gifts, at("contact", "<p>Write to us.</p>")}
		for _, p := range "abcdef" {
			pages = append(pages, product("p/"+string(p), "Candle "+string(p)+" of beeswax"))
		}
		return pages
	}
	level := func(pages []checktest.Page) []checktest.Page { // at the top, beside all else
		for i := range pages {
			pages[i].URL = strings.Replace(pages[i].URL, "/c/", "/", 1)
			pages[i].HTML = strings.ReplaceAll(pages[i].HTML, `"/c/`, `"/`)
		}
		return pages
	}
	flat := level(with(at("c/gifts", "")))
	scripted := with(at("c/gifts", ""))
	for i := range scripted {
		scripted[i].URL = strings.Replace(scripted[i].URL, "/c/", "/index.php/", 1)
		scripted[i].HTML = strings.ReplaceAll(scripted[i].HTML, `"/c/`, `"/index.php/`)
	}
	toCart := with(at("c/cart", "<h1>Cart</h1><p>Your cart is empty.</p>"))
	for i := range toCart {
		toCart[i].HTML = strings.ReplaceAll(toCart[i].HTML, `<a href="/c/gifts">Gifts</a>`, `<a href="/c/cart">Cart</a>`)
	}
	numbered := func(pages []checktest.Page) []checktest.Page { // "/category/wax/12"
		for n, name := range []string{"candles", "wax", "gifts"} {
			to := fmt.Sprintf("/category/%s/%d/", name, 24+n)
			for i := range pages {
				pages[i].URL = strings.Replace(pages[i].URL, "/c/"+name, to, 1)
				pages[i].HTML = strings.ReplaceAll(pages[i].HTML, `"/c/`+name, `"`+to)
			}
		}
		return pages
	}
	column := `<div><a href="/c/candles">Candles</a> <a href="/c/wax">Wax</a></div>`
	sub := with(at("c/gifts", `<a href="/c/candles">Candles for gifts</a>`))
	checktest.Table(t, nav.EmptyCategory,
		checktest.Case{Name: "all filled", Pages: with(shelf("c/gifts", "a", "d")), Want: verdict.Pass},
		checktest.Case{Name: "one is empty", Pages: with(at("c/gifts", "<p>No products were found.</p>")), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "leads to further groups", Pages: sub, Want: verdict.Pass},
		checktest.Case{Name: "shows pictures", Pages: with(at("c/gifts", `<img src="/m/x.jpg" alt="x">`)), Want: verdict.Pass},
		checktest.Case{Name: "pages of every kind side by side", Pages: flat, Want: verdict.Unknown, Reason: "maybe"},
		checktest.Case{Name: "side by side, and each shows its goods", Pages: level(with(shelf("c/gifts", "a", "d"))), Want: verdict.Pass, Reason: "filled"},
		checktest.Case{Name: "side by side, and one says that it holds none", Pages: level(with(at("c/gifts", "<p>There are currently no products in this category.</p>"))), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "side by side, and one finds nothing", Pages: level(with(at("c/gifts", `<form><select name="size"><option>S<option>M</select><button>Show</button></form><p>No products found.</p>`))), Want: verdict.Unknown, Reason: "maybe"},
		checktest.Case{Name: "side by side, and the cart holds none", Pages: level(with(at("c/gifts", "<p>We wrap what you give away.</p><p>There are no products in your cart.</p>"))), Want: verdict.Unknown, Reason: "maybe"},
		checktest.Case{Name: "pages of every kind side by side below a script", Pages: scripted, Want: verdict.Unknown},
		checktest.Case{Name: "the cart among them", Pages: toCart, Want: verdict.Pass},
		checktest.Case{Name: "side by side, with a column of the groups, and one says that it holds none", Pages: level(with(at("c/gifts", column+"<p>There are no products in this category.</p>"))), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "a column of the groups, and nothing said", Pages: level(with(at("c/gifts", column+"<p>We wrap what you give away.</p>"))), Want: verdict.Pass},
		checktest.Case{Name: "says that none fits and leads to goods that are in no menu", Pages: level(with(at("c/gifts", `<p>There are no products in this category.</p><a href="/p/a">Candle a</a>`))), Want: verdict.Pass},
		checktest.Case{Name: "a folder for each group, named and numbered, and one shows nothing", Pages: numbered(with(at("c/gifts", "<p>What we give away ourselves.</p>"))), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "a folder for each group, all filled", Pages: numbered(with(shelf("c/gifts", "a", "d"))), Want: verdict.Pass},
		checktest.Case{Name: "a folder for each group, and one shows pictures", Pages: numbered(with(at("c/gifts", `<img src="/m/x.jpg" alt="x">`))), Want: verdict.Pass},
		checktest.Case{Name: "no lists", Pages: shop(""), Want: verdict.Unknown},
	)
}

func TestCartReachable(t *testing.T) {
	head := `<header><nav><a href="/candles">Candles</a> <a href="/wax">Wax</a> <a href="/wicks">Wicks</a></nav><a href="/cart">Cart</a></header>`
	with := func(cart checktest.Page) []checktest.Page {
		pages := goods(cart)
		for i := range pages {
			pages[i].HTML = strings.Replace(pages[i].HTML, menu, head, 1)
		}
		return pages
	}
	wall := func(s *snapshot.Snapshot) {
		for p := range s.Pages.All() {
			if s.Str(p.URL) == base+"cart" {
				p.Obstacle = snapshot.ObstacleBotChallenge
			}
		}
	}
	checktest.Table(t, nav.CartReachable,
		checktest.Case{Name: "answers", Pages: with(plain("cart", "<h1>Cart</h1><p>Your cart is empty.</p>")), Want: verdict.Pass},
		checktest.Case{Name: "asks to sign in", Pages: with(answer("cart", 401)), Want: verdict.NotApplicable},
		checktest.Case{Name: "missing", Pages: with(answer("cart", 404)), Edit: tried("cart", 3, 0), Want: verdict.Fail, Total: 1, At: []string{base}},
		checktest.Case{Name: "an error, again and again", Pages: with(answer("cart", 500)), Edit: tried("cart", 3, 0), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "missing, asked once", Pages: with(answer("cart", 404)), Want: verdict.Unknown},
		checktest.Case{Name: "a wall", Pages: with(answer("cart", 503)), Edit: wall, Want: verdict.Unknown},
		checktest.Case{Name: "no link to it", Pages: goods(), Want: verdict.Unknown, Reason: "none"},
		checktest.Case{Name: "nothing to buy", Pages: shop(""), Want: verdict.NotApplicable},
	)
}

func TestSessionURLs(t *testing.T) {
	links := func(format string) []checktest.Page {
		var b strings.Builder
		for i := range 4 {
			b.WriteString(fmt.Sprintf(`<a href="`+format+`">x</a> `, i))
		}
		return shop(b.String())
	}
	checktest.Table(t, nav.SessionURLs,
		checktest.Case{Name: "none", Pages: links("/p/%d"), Want: verdict.Pass},
		checktest.Case{Name: "PHP", Pages: links("/p/%d?PHPSESSID=8f3a9b2c1d7e6f5a4b3c2d1e"), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "Java", Pages: links("/p/%d;jsessionid=0A1B2C3D4E5F60718293?x=1"), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "campaigns and partners", Pages: links("/p/%d?utm_source=letter&gclid=Cj0KCQjw8f3a9b2c1d7e&ref=partner8f3a9b2c1d7e"), Want: verdict.Pass},
		checktest.Case{Name: "the number of a section", Pages: links("/p/%d?sid=1234"), Want: verdict.Pass},
		checktest.Case{Name: "another shop's", Pages: links("https://other.example/%d?PHPSESSID=8f3a9b2c1d7e6f5a4b3c2d1e"), Want: verdict.Pass},
		checktest.Case{Name: "a single one", Pages: shop(`<a href="/p?sid=8f3a9b2c1d7e6f5a">x</a>`), Want: verdict.Pass},
		checktest.Case{Name: "nothing read", Pages: []checktest.Page{{URL: base, Status: 500}}, Want: verdict.Unknown},
	)
}

func TestBrokenFragment(t *testing.T) {
	faq := func(extra string) checktest.Page {
		return plain("faq", `<h2 id="delivery">Delivery</h2><h2 id="paying">Paying</h2><h2 id="r%C3%BCckgabe">Rückgabe</h2><a name="old-style"></a>`+extra)
	}
	links := `<a href="/faq#delivery">Delivery</a> <a href="/faq#paying">Paying</a> `
	scripted := script(faq(""))
	scripted.HTML = strings.Replace(scripted.HTML, "<h1>Candles by hand</h1>", "<h1>FAQ</h1>", 1)
	crowded := faq(strings.Repeat(`<i id="x%d">x</i>`, 1))
	for i := range 300 {
		crowded.HTML = strings.Replace(crowded.HTML, "</main>", fmt.Sprintf(`<i id="n%d">x</i></main>`, i), 1)
	}
	checktest.Table(t, nav.BrokenFragment,
		checktest.Case{Name: "all there", Pages: shop(links+`<a href="/faq#r%C3%BCckgabe">Rückgabe</a> <a href="/faq#old-style">x</a> <a href="#top">up</a> <a href="#">up</a>`, faq("")), Want: verdict.Pass},
		checktest.Case{Name: "in the footer of the page", Pages: shop(`<a href="/contact#letter">Newsletter</a>`+links,
			page("contact", menu, "", strings.Replace(footer, "</footer>", `<form id="letter"><input name="m"></form></footer>`, 1)), faq("")), Want: verdict.Pass},
		checktest.Case{Name: "missing", Pages: shop(links+`<a href="/faq#returns">Returns</a>`, faq("")), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "missing among others, on a page with scripts", Pages: shop(links+`<a href="/faq#returns">Returns</a>`, scripted), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "alone on a page with scripts", Pages: shop(`<a href="/faq#returns">Returns</a>`, scripted), Want: verdict.Unknown},
		checktest.Case{Name: "on a product with scripts", Pages: append(goods(), script(product("p/x", "Candle x of beeswax")), plain("more", `<a href="/p/x#reviews">reviews</a>`+links), faq("")), Want: verdict.Pass},
		checktest.Case{Name: "text to highlight, paths of scripts", Pages: shop(links+`<a href="/faq#:~:text=hello">x</a> <a href="/faq#/step/2">x</a> <a href="/faq#tab=3">x</a> <a href="/faq#!x">x</a>`, faq("")), Want: verdict.Pass},
		checktest.Case{Name: "a part of a drawing", Pages: shop(links+`<a href="/faq#drawn">x</a>`, faq(`<svg><g id="drawn"><path d="M0"/></g></svg>`)), Want: verdict.Pass},
		checktest.Case{Name: "what a drawing only uses", Pages: shop(links+`<a href="/faq#shade">x</a>`, faq(`<svg><defs><linearGradient id="shade"/></defs></svg>`)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "the redirect names a place of its own", Pages: shop(links+`<a href="/help#returns">Returns</a>`, faq(""), answer("help", 302)), Edit: helpLeadsTo("/faq#delivery"), Want: verdict.Pass},
		checktest.Case{Name: "the redirect names a place that is not there", Pages: shop(links+`<a href="/help#delivery">Returns</a>`, faq(""), answer("help", 302)), Edit: helpLeadsTo("/faq#returns"), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "opened by a control", Pages: shop(links+`<a href="#drawer" data-toggle="drawer">Cart</a>`, faq("")), Want: verdict.Pass},
		checktest.Case{Name: "more ids than are kept", Pages: shop(`<a href="/faq#returns">Returns</a>`, crowded), Want: verdict.Unknown},
		checktest.Case{Name: "on another site", Pages: shop(`<a href="https://other.example/faq#returns">x</a>`), Want: verdict.Unknown},
	)
}

// helpLeadsTo makes the page /help redirect to a place of another.
func helpLeadsTo(place string) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		final := s.Strings.Add(base + strings.TrimPrefix(strings.Split(place, "#")[0], "/"))
		for p := range s.Pages.All() {
			if s.Str(p.URL) == base+"help" {
				p.Alias, p.HTML, p.Final = true, false, final
				p.Exchange.Hops[0].Header = map[string][]string{"Location": {place}}
			}
		}
	}
}

func TestSearchWorks(t *testing.T) {
	results := func(status int, main string) checktest.Page {
		p := plain("find?q=Candle+a+of+beeswax", main)
		p.Status, p.Query, p.Product = status, "Candle a of beeswax", base+"p/a"
		return p
	}
	second := results(200, `<a href="/p/b">Candle b of beeswax</a>`)
	second.Query, second.Product, second.URL = "Candle c of beeswax", base+"p/c", base+"find?q=Candle+c+of+beeswax"
	many := goods()
	for i := range 30 {
		many = append(many, product(fmt.Sprint("p/n", i), fmt.Sprintf("Candle %d of beeswax", i)))
	}
	manyScripted := append([]checktest.Page{}, many...)
	manyScripted[0] = script(many[0])
	again := func(s *snapshot.Snapshot) { s.Search.Tries[0].Page.Exchange.Tries = 3 }
	scriptAll := func(pages []checktest.Page) []checktest.Page {
		for i := range pages {
			pages[i] = script(pages[i])
		}
		return pages
	}
	robots := func(s *snapshot.Snapshot) { s.Search = &snapshot.Search{Form: base, Skip: snapshot.SkipRobots} }
	checktest.Table(t, nav.SearchWorks,
		checktest.Case{Name: "found", Pages: goods(results(200, `<a href="/p/a?_pos=1&amp;_sid=x">Candle a of beeswax</a>`)), Want: verdict.Pass},
		checktest.Case{Name: "found under another address, in a card", Pages: goods(results(200, `<a href="/wax/p/a"><img src="/m/a.jpg" alt="">Candle A of Beeswax <b>18.00</b> Waxworks</a>`)), Want: verdict.Pass},
		checktest.Case{Name: "found by the second", Pages: goods(results(200, `<a href="/p/b">Candle b</a>`), func() checktest.Page {
			p := second
			p.HTML = strings.Replace(p.HTML, "/p/b", "/p/c", 1)
			return p
		}()), Want: verdict.Pass},
		checktest.Case{Name: "others are shown", Pages: goods(results(200, `<a href="/p/b">Candle b of beeswax</a>`), second), Want: verdict.Warn, Total: 2, At: []string{base, base}},
		checktest.Case{Name: "nothing is shown", Pages: goods(results(200, `<p>No results.</p>`)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "filled by scripts", Pages: goods(script(results(200, `<div id="results"></div>`))), Want: verdict.Unknown, Reason: "filled"},
		checktest.Case{Name: "says that nothing was found, with the scripts of all pages", Pages: scriptAll(goods(results(200, `<p>Sorry, no results found for “Candle a of beeswax”.</p>`))), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "says so, with a script of its own", Pages: goods(script(results(200, `<p>No results found.</p>`))), Want: verdict.Unknown, Reason: "filled"},
		checktest.Case{Name: "says nothing, with the scripts of all pages", Pages: scriptAll(goods(results(200, `<div id="results"></div>`))), Want: verdict.Unknown, Reason: "filled"},
		checktest.Case{Name: "what was looked for is a list", Pages: goods(func() checktest.Page {
			p := results(200, `<p>No results.</p>`)
			p.Product = base + "candles"
			return p
		}()), Want: verdict.Unknown, Reason: "unsure"},
		checktest.Case{Name: "an error", Pages: goods(results(500, ``)), Edit: again, Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "missing", Pages: goods(results(404, ``)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "not for programs", Pages: goods(results(403, ``)), Want: verdict.Unknown},
		checktest.Case{Name: "robots.txt bars it", Pages: goods(), Edit: robots, Want: verdict.Unknown, Reason: "barred"},
		checktest.Case{Name: "none, and few products", Pages: goods(), Want: verdict.NotApplicable},
		checktest.Case{Name: "a search that was not tried", Pages: func() []checktest.Page {
			pages := goods()
			pages[0].HTML = strings.Replace(pages[0].HTML, "<main>", `<form action="/find"><input name="q" aria-label="Search"><button>Go</button></form><main>`, 1)
			return pages
		}(), Want: verdict.Unknown, Reason: "untried"},
		checktest.Case{Name: "a form for news, and few products", Pages: func() []checktest.Page {
			pages := goods()
			pages[0].HTML = strings.Replace(pages[0].HTML, "<main>", `<form action="/news"><input name="m" aria-label="E-mail"><button>Subscribe</button></form><main>`, 1)
			return pages
		}(), Want: verdict.NotApplicable},
		checktest.Case{Name: "none, and many products", Pages: many, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "none in the page, but scripts", Pages: manyScripted, Want: verdict.Unknown, Reason: "scripts"},
	)
}

func TestBrokenReferences(t *testing.T) {
	headed := func(head string) []checktest.Page {
		pages := shop("")
		pages[0].HTML = strings.Replace(pages[0].HTML, "<body>", "<head>"+head+"</head><body>", 1)
		return pages
	}
	old := answer("old", 404)
	checktest.Table(t, nav.BrokenReferences,
		checktest.Case{Name: "all there", Pages: headed(`<link rel="canonical" href="/"><link rel="alternate" hreflang="de" href="/terms">`), Want: verdict.Pass},
		checktest.Case{Name: "canonical", Pages: append(headed(`<link rel="canonical" href="/old">`), old), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "other language", Pages: append(headed(`<link rel="alternate" hreflang="de" href="/old">`), old), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "structured data, by a probe", Pages: headed(`<link rel="canonical" href="/"><script type="application/ld+json">{"@type":"Organization","name":"x","url":"https://shop.example/old"}</script>`),
			Edit: func(s *snapshot.Snapshot) {
				checktest.Probe(s, base+"old", 404, snapshot.Probe{Kind: snapshot.LinkData})
			}, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "sitemap", Pages: append(headed(`<link rel="canonical" href="/">`), old), Edit: named("old"), Want: verdict.Warn, Total: 1, At: []string{base + "old"}},
		checktest.Case{Name: "a part of the sitemap", Pages: headed(""), Edit: func(s *snapshot.Snapshot) {
			via := s.Strings.Add(base + "sitemap.xml")
			checktest.Probe(s, base+"part.xml", 404, snapshot.Probe{Class: snapshot.ProbeSitemap, Kind: snapshot.LinkData, Via: via})
		}, Want: verdict.Warn, Total: 1, At: []string{base + "sitemap.xml"}},
		checktest.Case{Name: "linked as well: counted there", Pages: append(shop(`<a href="/old">old</a>`), old), Edit: named("old"), Want: verdict.Unknown},
		checktest.Case{Name: "shown as well: counted there", Pages: []checktest.Page{{URL: base, HTML: `<html lang=en><head><meta property="og:image" content="/old.jpg"></head><body>` + menu + `<main>` + prose + `<img src="/old.jpg"></main></body></html>`}},
			Edit: func(s *snapshot.Snapshot) {
				checktest.Probe(s, base+"old.jpg", 404, snapshot.Probe{Kind: snapshot.LinkImage})
			}, Want: verdict.Unknown},
		checktest.Case{Name: "one template", Pages: append(headed(`<link rel="alternate" hreflang="de" href="/de/a"><link rel="alternate" hreflang="fr" href="/de/b"><link rel="alternate" hreflang="es" href="/de/c">`),
			answer("de/a", 404), answer("de/b", 404), answer("de/c", 404)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "nothing to look at", Pages: []checktest.Page{plain("", "")}, Want: verdict.Unknown},
	)
}

func TestBrokenExternal(t *testing.T) {
	links := func(hosts ...string) []checktest.Page {
		var b strings.Builder
		for _, h := range hosts {
			fmt.Fprintf(&b, `<a href="https://%s/page">%s</a> `, h, h)
		}
		return shop(b.String())
	}
	probe := func(host string, status int, p snapshot.Probe) func(*snapshot.Snapshot) {
		p.Class = snapshot.ProbeOutside
		return func(s *snapshot.Snapshot) { checktest.Probe(s, "https://"+host+"/page", status, p) }
	}
	none := func(host string) func(*snapshot.Snapshot) {
		return probe(host, 0, snapshot.Probe{Exchange: snapshot.Exchange{Err: &snapshot.Fault{Kind: snapshot.FaultNoSuchHost, Text: "the host name does not exist"}}})
	}
	fine := func(n int) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			for i := range n {
				probe(fmt.Sprintf("fine%d.example", i), 200, snapshot.Probe{Head: true})(s)
			}
		}
	}
	refused := snapshot.Probe{Exchange: snapshot.Exchange{Err: &snapshot.Fault{Kind: snapshot.FaultRefused, Text: "refused"}}}
	twice := func(p snapshot.Probe) snapshot.Probe { p.Exchange.Tries = 2; return p }
	cert := func(host string, kind snapshot.FaultKind, self bool) func(*snapshot.Snapshot) {
		return probe(host, 0, snapshot.Probe{Exchange: snapshot.Exchange{Err: &snapshot.Fault{Kind: kind, Text: "the certificate does not stand", Self: self}}})
	}
	// secure lets the site that was asked for last answer over TLS.
	secure := func(s *snapshot.Snapshot) { s.Probes[len(s.Probes)-1].Exchange.Hops[0].TLS = "TLS 1.3" }
	beside := func(host string, status int) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			checktest.Probe(s, "https://"+host+"/other", status, snapshot.Probe{Class: snapshot.ProbeOutside})
		}
	}
	checktest.Table(t, nav.BrokenExternal,
		checktest.Case{Name: "all answer", Pages: links("a.example"), Edit: probe("a.example", 200, snapshot.Probe{}), Want: verdict.Pass},
		checktest.Case{Name: "two are gone", Pages: links("a.example", "b.example"), Edit: edits(probe("a.example", 404, snapshot.Probe{}), probe("b.example", 410, snapshot.Probe{}), fine(1)),
			Want: verdict.Warn, Total: 2, At: []string{base, base}},
		checktest.Case{Name: "a name that exists no more, and one more", Pages: links("a.example", "b.example"), Edit: edits(none("a.example"), probe("b.example", 404, snapshot.Probe{}), fine(1)), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "no name exists: the name server is ours", Pages: links("a.example", "b.example"), Edit: edits(none("a.example"), none("b.example")), Want: verdict.Unknown, Reason: "no-reply"},
		checktest.Case{Name: "one of few", Pages: links("a.example"), Edit: edits(probe("a.example", 404, snapshot.Probe{}), fine(3)), Want: verdict.Pass},
		checktest.Case{Name: "one of fifteen", Pages: links("a.example"), Edit: edits(probe("a.example", 404, snapshot.Probe{}), fine(14)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "walls, limits, errors, silence", Pages: links("a.example", "b.example", "c.example", "d.example", "e.example"), Edit: edits(
			probe("a.example", 403, snapshot.Probe{}), probe("b.example", 429, snapshot.Probe{Obstacle: snapshot.ObstacleRateLimit}), probe("c.example", 500, snapshot.Probe{}),
			probe("d.example", 0, refused), probe("e.example", 999, snapshot.Probe{}), fine(1)), Want: verdict.Pass},
		checktest.Case{Name: "refused, and one more", Pages: links("a.example", "b.example"), Edit: edits(probe("a.example", 0, refused), probe("b.example", 404, snapshot.Probe{}), fine(1)), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "refused twice is not thrice", Pages: links("a.example", "b.example"), Edit: edits(probe("a.example", 0, twice(refused)), probe("b.example", 0, twice(refused)), fine(1)), Want: verdict.Pass},
		checktest.Case{Name: "all are refused: we are shut in", Pages: links("a.example", "b.example"), Edit: edits(probe("a.example", 0, refused), probe("b.example", 0, refused)), Want: verdict.Unknown},
		checktest.Case{Name: "certificates at which browsers stop", Pages: links("a.example", "b.example", "c.example"), Edit: edits(
			cert("a.example", snapshot.FaultCertExpired, false), cert("b.example", snapshot.FaultCertName, false), cert("c.example", snapshot.FaultCertUnknown, true), fine(1), secure), Want: verdict.Warn, Total: 3},
		checktest.Case{Name: "a chain that browsers may complete", Pages: links("a.example", "b.example"), Edit: edits(
			cert("a.example", snapshot.FaultCertUnknown, false), cert("b.example", snapshot.FaultCertUnknown, false), fine(1), secure), Want: verdict.Pass},
		checktest.Case{Name: "no certificate stands: our clock or our roots", Pages: links("a.example", "b.example"), Edit: edits(
			cert("a.example", snapshot.FaultCertExpired, false), cert("b.example", snapshot.FaultCertExpired, false), fine(1)), Want: verdict.Pass},
		checktest.Case{Name: "an error of one page of a host that is well", Pages: links("a.example", "b.example"), Edit: edits(
			probe("a.example", 500, snapshot.Probe{}), probe("b.example", 404, snapshot.Probe{}), beside("a.example", 200), fine(1)), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "an error of a host", Pages: links("a.example", "b.example"), Edit: edits(
			probe("a.example", 500, snapshot.Probe{}), probe("b.example", 500, snapshot.Probe{}), beside("a.example", 500), fine(1)), Want: verdict.Pass},
		checktest.Case{Name: "for sale", Pages: links("a.example", "b.example"), Edit: edits(probe("a.example", 200, snapshot.Probe{Obstacle: snapshot.ObstacleParked}), probe("b.example", 404, snapshot.Probe{}), fine(1)), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "asked once", Pages: links("a.example", "b.example"), Edit: edits(probe("a.example", 404, snapshot.Probe{Exchange: snapshot.Exchange{Tries: 1}}), probe("b.example", 404, snapshot.Probe{Exchange: snapshot.Exchange{Tries: 1}}), fine(1)), Want: verdict.Pass},
		checktest.Case{Name: "only HEAD was answered", Pages: links("a.example", "b.example"), Edit: edits(probe("a.example", 404, snapshot.Probe{Head: true}), probe("b.example", 404, snapshot.Probe{Head: true}), fine(1)), Want: verdict.Pass},
		checktest.Case{Name: "no other sites", Pages: shop(""), Edit: func(s *snapshot.Snapshot) { s.Have |= snapshot.HaveOutside }, Want: verdict.NotApplicable},
		checktest.Case{Name: "not asked", Pages: links("a.example"), Want: verdict.Unknown},
	)
}

// TestWhatMayBeMeantForUsIsNeverSure: a filter that refuses us does so for longer than a minute, too.
func TestWhatMayBeMeantForUsIsNeverSure(t *testing.T) {
	refused := snapshot.Fault{Kind: snapshot.FaultRefused, Text: "refused"}
	nobody := snapshot.Fault{Kind: snapshot.FaultNoSuchHost, Text: "no such host"}
	for _, tt := range []struct {
		fault snapshot.Fault
		want  verdict.Confidence
	}{{refused, verdict.Likely}, {nobody, verdict.Sure}} {
		snap := checktest.Shop(t, shop(`<a href="https://a.example/">a</a> <a href="https://b.example/">b</a>`)...)
		for _, address := range []string{"https://a.example/", "https://b.example/"} {
			checktest.Probe(snap, address, 0, snapshot.Probe{Class: snapshot.ProbeOutside, Exchange: snapshot.Exchange{Err: &tt.fault, Tries: 3, Span: 2 * time.Minute}})
		}
		checktest.Probe(snap, "https://fine.example/", 200, snapshot.Probe{Class: snapshot.ProbeOutside})
		if r := checktest.Run(t, nav.BrokenExternal, checktest.Input(t, snap, checktest.Options{})); len(r.Findings) != 2 || r.Confidence != tt.want {
			t.Errorf("%s: %d findings, %s, want 2, %s", tt.fault.Kind, len(r.Findings), r.Confidence, tt.want)
		}
	}
}

// TestEveryPlaceOfABrokenLinkIsCounted: a link of the frame stands on every page that carries it, twice on none.
func TestEveryPlaceOfABrokenLinkIsCounted(t *testing.T) {
	twice := strings.Replace(menu, "</nav>", `<a href="/gone">New</a></nav>`, 1)
	foot := strings.Replace(footer, "</footer>", `<a href="/gone">New</a></footer>`, 1)
	pages := []checktest.Page{page("", twice, `<a href="/gone">New</a>`, foot)}
	for i := range 29 {
		pages = append(pages, page(fmt.Sprintf("p/%d", i), twice, "", foot))
	}
	pages = append(pages, plain("other", ""), answer("gone", 404))
	r := checktest.Run(t, nav.BrokenPrimary, checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{Lang: "en"}))
	if len(r.Findings) != 1 {
		t.Fatalf("%d findings: %s", len(r.Findings), r.Reason.Text)
	}
	f := r.Findings[0]
	places := map[string]bool{}
	for _, e := range f.Evidence {
		places[e.URL] = true
	}
	if f.Message.Args["pages"] != 30 || len(places) != 20 || places[base+"other"] {
		t.Errorf("%v pages counted, want 30; %d named, want 20: %v", f.Message.Args["pages"], len(places), places)
	}
}

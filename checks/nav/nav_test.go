package nav_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/nav"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://shop.example/"

const menu = `<header><nav><a href="/candles">Candles</a> <a href="/wax">Wax</a> <a href="/wicks">Wicks</a></nav></header>`

const footer = `<footer><a href="/contact">Contact</a> <a href="/privacy">Privacy policy</a> <a href="/terms">Terms and conditions</a></footer>`

const prose = `<h1>Candles by hand</h1><p>We pour candles from beeswax in small batches, and we send every order within two days from our workshop by the river, where you are welcome to look over our shoulders.</p>`

func page(path, header, main, footer string) checktest.Page {
	return checktest.Page{URL: base + path, HTML: `<!doctype html><html lang="en"><body>` + header + `<main>` + prose + main + `</main>` + footer + `</body></html>`}
}

// plain is a page of the shop with its usual frame.
func plain(path, main string) checktest.Page { return page(path, menu, main, footer) }

// shop is a home page with the given main part, and every page that its frame leads to.
func shop(main string, more ...checktest.Page) []checktest.Page {
	pages := []checktest.Page{plain("", main)}
	for _, path := range []string{"candles", "wax", "wicks", "contact", "privacy", "terms"} {
		pages = append(pages, plain(path, "<h2>"+path+"</h2>"))
	}
	return append(pages, more...)
}

func answer(path string, status int) checktest.Page {
	return checktest.Page{URL: base + path, Status: status}
}

func fault(path string, kind snapshot.FaultKind) checktest.Page {
	return checktest.Page{URL: base + path, Fault: &snapshot.Fault{Kind: kind, Text: "it did not work out"}}
}

// tried says of the page at path how often it was asked for, and over how long.
func tried(path string, n int, span time.Duration) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		for p := range s.Pages.All() {
			if s.Str(p.URL) == base+path {
				p.Exchange.Tries, p.Exchange.Span = n, span
			}
		}
	}
}

// firstPages notes for each block the first page that carries it.
func firstPages(s *snapshot.Snapshot) {
	known := map[snapshot.BlockID]bool{}
	for p := range s.Pages.All() {
		for _, id := range p.Blocks {
			if !known[id] {
				known[id] = true
				s.Block(id).First = p.ID
			}
		}
	}
}

func TestTextsKeepTheHouseRules(t *testing.T) {
	set, err := checks.NewSet(nav.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

func TestBrokenPrimary(t *testing.T) {
	// frame is a shop whose menu leads to /x as well, and what came from there.
	frame := func(x checktest.Page) []checktest.Page {
		pages := shop("")
		pages[0] = page("", `<header><nav><a href="/candles">Candles</a> <a href="/wax">Wax</a> <a href="/x">New</a></nav></header>`, "", footer)
		return append(pages, x)
	}
	later := checktest.Page{URL: base + "x", Status: 503, Header: map[string][]string{"Retry-After": {"600"}}}
	var cases []checktest.Case
	for _, status := range []int{200, 401, 403, 405, 429, 451, 999} {
		cases = append(cases, checktest.Case{Name: fmt.Sprint(status, " is not broken"), Pages: frame(answer("x", status)), Edit: tried("x", 3, time.Minute), Want: verdict.Pass})
	}
	cases = append(cases,
		checktest.Case{Name: "404", Pages: frame(answer("x", 404)), Want: verdict.Fail, Total: 1, At: []string{base}},
		checktest.Case{Name: "410", Pages: frame(answer("x", 410)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "500 after retries", Pages: frame(answer("x", 500)), Edit: tried("x", 3, time.Second), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "500 once", Pages: frame(answer("x", 500)), Want: verdict.Pass},
		checktest.Case{Name: "503 come back later", Pages: frame(later), Edit: tried("x", 3, time.Second), Want: verdict.Pass},
		checktest.Case{Name: "no such host", Pages: frame(fault("x", snapshot.FaultNoSuchHost)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "refused after retries", Pages: frame(fault("x", snapshot.FaultRefused)), Edit: tried("x", 3, time.Second), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "refused once", Pages: frame(fault("x", snapshot.FaultRefused)), Want: verdict.Pass},
		checktest.Case{Name: "our resolver", Pages: frame(fault("x", snapshot.FaultDNS)), Edit: tried("x", 3, time.Second), Want: verdict.Pass},
		checktest.Case{Name: "our guard", Pages: frame(fault("x", snapshot.FaultForbidden)), Edit: tried("x", 3, time.Second), Want: verdict.Pass},
		checktest.Case{Name: "timed out", Pages: frame(fault("x", snapshot.FaultTimeout)), Edit: tried("x", 3, time.Second), Want: verdict.Pass},
		checktest.Case{Name: "in the text, not in the frame", Pages: shop(`<a href="/x">a recipe</a>`, answer("x", 404)), Want: verdict.Pass},
		checktest.Case{Name: "an arrow in the frame of one page", Pages: shop("",
			page("post", menu, "", `<footer><a href="/x">Next</a> <a href="/contact">Contact</a> <a href="/terms">Terms</a></footer>`), answer("x", 404)), Edit: firstPages, Want: verdict.Pass},
		checktest.Case{Name: "nothing followed", Pages: []checktest.Page{plain("", "")}, Want: verdict.Unknown},
	)
	checktest.Table(t, nav.BrokenPrimary, cases...)

	for name, tt := range map[string]struct {
		x    checktest.Page
		edit func(*snapshot.Snapshot)
		want verdict.Confidence
	}{
		"what the server said":        {answer("x", 404), tried("x", 1, 0), verdict.Sure},
		"what may pass":               {answer("x", 500), tried("x", 3, 4*time.Second), verdict.Likely},
		"what held for over a minute": {answer("x", 500), tried("x", 3, 2*time.Minute), verdict.Sure},
	} {
		snap := checktest.Shop(t, frame(tt.x)...)
		tt.edit(snap)
		if r := checktest.Run(t, nav.BrokenPrimary, checktest.Input(t, snap, checktest.Options{})); r.Confidence != tt.want {
			t.Errorf("%s: confidence %s, want %s", name, r.Confidence, tt.want)
		}
	}
}

// linked is a shop whose home page links to n pages, the first few of which are gone.
func linked(n, gone int) []checktest.Page {
	var links strings.Builder
	pages := shop("")
	for i := range n {
		path := fmt.Sprintf("page-%d", i)
		fmt.Fprintf(&links, `<p><a href="/%s">number %d</a></p>`, path, i)
		if i < gone {
			pages = append(pages, answer(path, 404))
		} else {
			pages = append(pages, plain(path, ""))
		}
	}
	pages[0] = plain("", links.String())
	return pages
}

func TestBrokenInternal(t *testing.T) {
	facets := `<a href="/list?sort=price">by price</a> <a href="/list?sort=name">by name</a> <a href="/list?filter[color]=red">red</a>`
	list := func(query string) checktest.Page { return answer("list?"+query, 404) }
	frame := shop("", answer("x", 404))
	frame[0] = page("", `<header><nav><a href="/candles">Candles</a> <a href="/wax">Wax</a> <a href="/x">New</a></nav></header>`, "", footer)
	checktest.Table(t, nav.BrokenInternal,
		checktest.Case{Name: "none", Pages: linked(5, 0), Want: verdict.Pass, Reason: "none-broken"},
		checktest.Case{Name: "one of very many", Pages: linked(260, 1), Want: verdict.Pass, Reason: "few-broken"},
		checktest.Case{Name: "one of a hundred", Pages: linked(100, 1), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "three of a hundred", Pages: linked(100, 3), Want: verdict.Fail, Total: 3},
		checktest.Case{Name: "one of a handful only warns", Pages: linked(5, 1), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "two of a handful", Pages: linked(5, 2), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "one list in three orders is one link", Pages: shop(facets, list("sort=price"), list("sort=name"), list("filter[color]=red")), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "menu links count elsewhere", Pages: frame, Want: verdict.Pass},
		checktest.Case{Name: "errors of the server count elsewhere", Pages: shop(`<a href="/x">x</a>`, answer("x", 500)), Edit: tried("x", 3, 0), Want: verdict.Pass},
		checktest.Case{Name: "nothing followed", Pages: []checktest.Page{plain("", "")}, Want: verdict.Unknown},
	)
}

func pictures(n int) []checktest.Page {
	var list []checktest.Page
	for i := range n {
		list = append(list, checktest.Page{URL: fmt.Sprintf("%spicture-%d.png", base, i), HTML: "\x89PNG", Header: map[string][]string{"Content-Type": {"image/png"}}})
	}
	return list
}

func TestServerErrors(t *testing.T) {
	later := checktest.Page{URL: base + "x", Status: 503, Header: map[string][]string{"Retry-After": {"600"}}}
	wall := func(s *snapshot.Snapshot) {
		p, _ := s.Pages.Get(7)
		p.Obstacle, p.Exchange.Tries = snapshot.ObstacleBotChallenge, 3
	}
	link := `<a href="/x">x</a>`
	checktest.Table(t, nav.ServerErrors,
		checktest.Case{Name: "none", Pages: shop(""), Want: verdict.Pass},
		checktest.Case{Name: "one of seven", Pages: shop(link, answer("x", 500)), Edit: tried("x", 3, 0), Want: verdict.Fail, Total: 1, At: []string{base}},
		checktest.Case{Name: "one of many", Pages: append(linked(60, 0), answer("x", 502)), Edit: tried("x", 3, 0), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "pictures do not thin it out", Pages: append(shop(link, answer("x", 500)), pictures(60)...), Edit: tried("x", 3, 0), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "gone by the second try or never asked again", Pages: shop(link, answer("x", 500)), Edit: tried("x", 1, 0), Want: verdict.Pass},
		checktest.Case{Name: "come back later", Pages: shop(link, later), Edit: tried("x", 3, 0), Want: verdict.Pass},
		checktest.Case{Name: "bot wall", Pages: shop(link, answer("x", 503)), Edit: wall, Want: verdict.Pass},
		checktest.Case{Name: "missing pages are no errors", Pages: shop(link, answer("x", 404)), Want: verdict.Pass},
		checktest.Case{Name: "no answer", Pages: []checktest.Page{fault("", snapshot.FaultTimeout)}, Want: verdict.Unknown},
	)
}

func TestRedirectLoop(t *testing.T) {
	loop := func(tries int, urls ...string) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			p, _ := s.Pages.Get(7)
			p.Exchange.Hops, p.Exchange.Tries = nil, tries
			for _, u := range urls {
				p.Exchange.Hops = append(p.Exchange.Hops, snapshot.Hop{URL: base + u, Status: 302})
			}
		}
	}
	ring := shop(`<a href="/x">x</a>`, fault("x", snapshot.FaultRedirectLoop))
	var steps []string
	for i := range 12 {
		steps = append(steps, fmt.Sprint("step", i))
	}
	checktest.Table(t, nav.RedirectLoop,
		checktest.Case{Name: "none", Pages: shop(""), Want: verdict.Pass},
		checktest.Case{Name: "ring of two", Pages: ring, Edit: loop(3, "x", "y", "x", "y", "x"), Want: verdict.Fail, Total: 1, At: []string{base}},
		checktest.Case{Name: "too many", Pages: ring, Edit: loop(3, steps...), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "longer than we follow, no ring", Pages: ring, Edit: loop(3, steps[:5]...), Want: verdict.Unknown},
	)
}

// file adds to a shop what came of asking for a file that its pages link to.
func file(path string, status int) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		checktest.Probe(s, base+path, status, snapshot.Probe{Class: snapshot.ProbeFile})
	}
}

// form adds to a shop what came of asking for what a form leads to.
func form(path string, status int) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		checktest.Probe(s, base+path, status, snapshot.Probe{Kind: snapshot.LinkForm})
	}
}

func TestBrokenInternalKnowsWhatItSees(t *testing.T) {
	lost := `<!doctype html><html lang="en"><head><title>Not found – Candles</title></head><body>` + menu + `<main><h1>Page not found</h1><p>We could not find the page that you were looking for. Have a look at our candles instead.</p></main></body></html>`
	missing := func(path string, status int) checktest.Page {
		return checktest.Page{URL: base + path, Status: status, HTML: lost, Missing: true}
	}
	asked := []checktest.Page{missing("shopvet-0a1b", 200), missing("shopvet-2c3d.html", 200)}
	soft := checktest.Page{URL: base + "x", HTML: lost}
	link := `<a href="/x">an old recipe</a>`
	toHome := func(path string) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			home := s.Strings.Add(base)
			for p := range s.Pages.All() {
				if s.Str(p.URL) == base+path {
					p.Alias, p.HTML, p.Final = true, false, home
					p.Exchange.Hops = []snapshot.Hop{{URL: base + path, Status: 302, Header: map[string][]string{"Location": {"/"}}}}
				}
			}
			for _, p := range s.NotFound {
				p.Exchange.Hops = []snapshot.Hop{{URL: s.Str(p.URL), Status: 302, Header: map[string][]string{"Location": {"/"}}}}
				p.Final, p.HTML, p.Alias = home, false, true
			}
		}
	}
	same := func(n int) (pages []checktest.Page) {
		var links strings.Builder
		for i := range n {
			fmt.Fprintf(&links, `<a href="/size/%c">Size chart</a>`, 'a'+i)
			pages = append(pages, answer(fmt.Sprintf("size/%c", 'a'+i), 404))
		}
		return append(shop(links.String()), pages...)
	}
	checktest.Table(t, nav.BrokenInternal,
		checktest.Case{Name: "a page that looks like every missing page", Pages: append(shop(link, soft), asked...), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "like the page for missing ones, which says so by its status", Pages: append(shop(link, soft), missing("shopvet-0a1b", 404)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a shop that looks the same everywhere", Pages: func() []checktest.Page {
			pages := append(shop(link, soft), asked...)
			for i := range pages {
				pages[i].HTML = lost
			}
			return pages
		}(), Want: verdict.Pass},
		checktest.Case{Name: "a page of its own with the same words in its title", Pages: append(shop(link, plain("x", "<p>We could not find the page.</p>")), asked...), Want: verdict.Pass},
		checktest.Case{Name: "one answer to missing pages tells nothing", Pages: append(shop(link, soft), asked[0]), Want: verdict.Pass},
		checktest.Case{Name: "to the home page, as every missing page", Pages: append(shop(`<a href="/recipes/old-one">recipe</a>`, answer("recipes/old-one", 200)), asked...), Edit: toHome("recipes/old-one"), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "another name of the home page", Pages: append(shop(`<a href="/index.php">home</a>`, answer("index.php", 200)), asked...), Edit: toHome("index.php"), Want: verdict.Pass},
		checktest.Case{Name: "a file that is gone", Pages: shop(`<a href="/list.zip">list</a>`), Edit: file("list.zip", 404), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a file that is there", Pages: shop(`<a href="/list.zip">list</a>`), Edit: file("list.zip", 200), Want: verdict.Pass},
		checktest.Case{Name: "a form that leads nowhere", Pages: shop(`<form action="/find"><input name="q"><button>Find</button></form>`), Edit: form("find", 404), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "a form that asks for words", Pages: shop(`<form action="/find"><input name="q"><button>Find</button></form>`), Edit: form("find", 400), Want: verdict.Pass},
		checktest.Case{Name: "a refresh that leads nowhere", Pages: func() []checktest.Page {
			pages := shop(`<a href="/moved">moved</a>`, plain("moved", ""), answer("new-place", 404))
			pages[7].HTML = strings.Replace(pages[7].HTML, "<body>", `<head><meta http-equiv="refresh" content="3; url=/new-place"></head><body>`, 1)
			return pages
		}(), Want: verdict.Warn, Total: 1, At: []string{base + "moved"}},
		checktest.Case{Name: "no address", Pages: shop(`<a href="https://">empty</a><a href="htps://shop.example/">typing</a>`), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "schemes of other programs", Pages: shop(`<a href="whatsapp://send?text=x">share</a><a href="mailto:a@shop.example">mail</a><a href="tel:+44123">call</a><a href="javascript:void(0)">x</a><a href="https://shop.example/100%">odd</a>`), Want: verdict.Pass},
		checktest.Case{Name: "one template is one finding", Pages: same(6), Want: verdict.Fail, Total: 1, At: []string{base}},
		checktest.Case{Name: "two of a kind are told one by one", Pages: same(2), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "the cart counts elsewhere", Pages: shop(`<a href="/cart">Cart</a>`, answer("cart", 404)), Want: verdict.Pass},
		checktest.Case{Name: "nothing followed", Pages: []checktest.Page{plain("", "")}, Want: verdict.Unknown},
	)
	snap := checktest.Shop(t, same(6)...)
	r := checktest.Run(t, nav.BrokenInternal, checktest.Input(t, snap, checktest.Options{}))
	if len(r.Findings) != 1 || len(r.Findings[0].Evidence) != 6 || r.Findings[0].Message.Args["n"] != 6 {
		t.Errorf("findings %+v", r.Findings)
	}
}

func TestEachPlaceThatPointsToABrokenTargetIsTold(t *testing.T) {
	pages := shop(`<a href="/x">recipe</a>`, answer("x", 404))
	for i := range 30 {
		pages = append(pages, plain(fmt.Sprint("p", i), `<a href="/x">recipe</a> <a href="/x">recipe</a>`))
	}
	r := checktest.Run(t, nav.BrokenInternal, checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{}))
	if len(r.Findings) != 1 || len(r.Findings[0].Evidence) != 20 || r.Findings[0].Message.Args["pages"] != 31 {
		t.Errorf("%d findings, %d places, %v pages", len(r.Findings), len(r.Findings[0].Evidence), r.Findings[0].Message.Args["pages"])
	}
}

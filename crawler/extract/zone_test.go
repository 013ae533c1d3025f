package extract

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

const filling = `<p>Our candles are poured by hand in a small workshop by the river. Every batch is numbered, every wick is cut by hand, and every box is packed on the day it leaves the house.</p>`

// In every one of these layouts the menu, the content and the footer must be told apart.
func TestLayouts(t *testing.T) {
	menu := `<ul><li><a href="/candles">Candles</a></li><li><a href="/soaps">Soaps</a></li><li><a href="/gifts">Gifts</a></li><li><a href="/sale">Sale</a></li></ul>`
	legal := `<a href="/privacy">Privacy policy</a> <a href="/terms">Terms</a> <a href="/returns">Returns</a> <a href="/shipping">Shipping</a> <p>© Kerzenhof Ltd</p>`
	content := `<h1>Shipping</h1>` + filling + filling + `<p><a href="/zones">Zones</a></p>`
	layouts := map[string]string{
		"semantic":        `<header><a href="/">Home</a><nav>` + menu + `</nav></header><main>` + content + `</main><footer>` + legal + `</footer>`,
		"roles":           `<div role="banner"><a href="/">Home</a><div role="navigation">` + menu + `</div></div><div role="main">` + content + `</div><div role="contentinfo">` + legal + `</div>`,
		"class words":     `<div id="header"><a href="/">Home</a><div class="navbar">` + menu + `</div></div><div id="content">` + content + `</div><div id="footer">` + legal + `</div>`,
		"compound names":  `<div class="site-header wrap"><a href="/">Home</a><div class="main-menu">` + menu + `</div></div><div class="page">` + content + `</div><div class="footer-wrapper">` + legal + `</div>`,
		"wrapper":         `<div class="site"><div class="header-footer-wrapper"><header><a href="/">Home</a><nav>` + menu + `</nav></header><div class="page-header"><h1>Shipping</h1></div><div>` + filling + filling + `<a href="/zones">Zones</a></div><footer>` + legal + `</footer></div></div>`,
		"section wrapper": `<section class="shopify-section"><header class="header"><a href="/">Home</a><nav>` + menu + `</nav></header></section><main>` + content + `</main><section><footer>` + legal + `</footer></section>`,
		"table":           `<center><table><tr><td><div id="topmenu">` + menu + `</div></td></tr><tr><td>` + content + `</td></tr><tr><td>` + legal + `</td></tr></table></center>`,
		"position only":   `<div class="a"><div class="navigation">` + menu + `</div></div><div class="b">` + content + `</div><div class="c"><div>` + legal + `</div></div><script>1</script>`,
		"all in main":     `<main><header id="header"><a href="/">Home</a><div class="top-menu"><nav>` + menu + `</nav></div></header><section id="wrapper">` + content + `</section><footer id="footer">` + legal + `</footer></main><div role="dialog" hidden>x</div>`,
		"a part's header": `<header><a href="/">Home</a><nav>` + menu + `</nav></header><main><header><h1>Shipping</h1></header>` + filling + filling + `<a href="/zones">Zones</a><footer>Written by the team</footer></main><footer>` + legal + `</footer>`,
		"article header":  `<header><a href="/">Home</a><nav>` + menu + `</nav></header><article><header><h1>Shipping</h1></header>` + filling + filling + `<a href="/zones">Zones</a><footer>By the team</footer></article><footer>` + legal + `</footer>`,
	}
	for name, body := range layouts {
		t.Run(name, func(t *testing.T) {
			p := readPage(t, `<html lang="en"><title>Shipping</title><body>`+body)
			if !strings.Contains(p.Text, "Every batch is numbered") {
				t.Errorf("the content is missing from the text: %q", p.Text)
			}
			if strings.Contains(p.Text, "Candles") || strings.Contains(p.Text, "Privacy policy") {
				t.Errorf("the frame is in the text: %q", p.Text)
			}
			if len(p.Headings) != 1 || p.Headings[0].Text != "Shipping" {
				t.Errorf("headings = %+v", p.Headings)
			}
			for text, want := range map[string]snapshot.Zone{"Soaps": snapshot.ZoneNav, "Privacy policy": snapshot.ZoneFooter, "Zones": snapshot.ZoneMain} {
				if l, ok := p.link(text); !ok || l.Zone != want {
					t.Errorf("link %q in zone %d, want %d (found %v)", text, l.Zone, want, ok)
				}
			}
		})
	}
}

// A theme may call anything "header" or "sidebar": content must not vanish for a name.
func TestNamesThatLie(t *testing.T) {
	for _, class := range []string{"header", "footer", "menu", "sidebar", "modal", "top", "bottom", "navigation", "drawer"} {
		p := readPage(t, `<html lang="en"><body><div class="`+class+`"><h1>Privacy policy</h1>`+filling+filling+`<a href="/a">a</a></div></body>`)
		if p.Letters < 250 {
			t.Errorf("class %q: only %d letters of the content are left", class, p.Letters)
		}
		p = readPage(t, `<html lang="en"><body class="`+class+`"><div>`+filling+`</div></body>`)
		if p.Letters < 100 {
			t.Errorf("body class %q: only %d letters are left", class, p.Letters)
		}
	}
}

// TestNamedLikeANoticeOnCookies: what a theme calls by the letters of a notice on cookies is one only where it speaks of them.
func TestNamedLikeANoticeOnCookies(t *testing.T) {
	for _, tt := range []struct {
		body string
		want bool // the words are in the page's text
	}{
		{`<div class="cmp"><h2>Complaints</h2><p>Not satisfied? Write to us and we answer within two days, wherever you live.</p></div>`, true},
		{`<div class="cmp-text cmp"><p>Every batch is numbered, and not satisfied is no reason to worry.</p></div>`, true},
		{`<div class="gdpr"><p>Not satisfied with how we use your personal data? Say so.</p></div>`, true},
		{`<div class="cmp"><p>We use cookies. Not satisfied? Change your choice.</p><button>Accept</button></div>`, false},
		{`<div class="cookie-consent"><p>Cookies keep the basket. Not satisfied? Refuse.</p></div>`, false},
	} {
		p := readPage(t, `<html lang="en"><body><main><h1>Terms</h1>`+filling+tt.body+filling+`</main></body></html>`)
		if got := strings.Contains(strings.ToLower(p.Text), "not satisfied"); got != tt.want {
			t.Errorf("%s: in the text %v, want %v", tt.body, got, tt.want)
		}
	}
}

// A menu that covers a small screen, as the block themes of WordPress have it, is the menu: its box is named like a dialog, and none is opened on a
// wide screen. A notice in it stays one.
func TestMenuNamedLikeADialogIsTheMenu(t *testing.T) {
	p := readPage(t, `<html lang="en"><title>Shipping</title><body><header><a href="/">Home</a><nav class="wp-block-navigation"><button aria-haspopup="true" aria-label="Open menu"></button>
<div class="wp-block-navigation__responsive-container" id="modal-1"><div class="wp-block-navigation__responsive-dialog" aria-label="Menu"><div id="modal-1-content"><ul><li><a href="/privacy">Privacy policy</a></li><li><a href="/soaps">Soaps</a></li></ul></div></div></div>
<div class="cookie-consent">We use cookies. <a href="/cookies">Cookies</a></div></nav></header><main><h1>Shipping</h1>`+filling+filling+`</main></body>`)
	for text, want := range map[string]snapshot.Zone{"Privacy policy": snapshot.ZoneNav, "Soaps": snapshot.ZoneNav, "Cookies": snapshot.ZoneDialog} {
		if l, ok := p.link(text); !ok || l.Zone != want {
			t.Errorf("link %q in zone %d, want %d (found %v)", text, l.Zone, want, ok)
		}
	}
}

func TestCookieNoticeIsNoText(t *testing.T) {
	p := readPage(t, `<html lang="en"><body><main><h1>Terms</h1></main><div id="cookie-banner"><p>We use cookies to make this site work and to count visits, see our policy.</p><a href="/cookies">Cookies</a><button>Accept</button></div>`)
	if strings.Contains(p.Text, "count visits") {
		t.Errorf("text holds the cookie notice: %q", p.Text)
	}
	if l, _ := p.link("Cookies"); l.Zone != snapshot.ZoneDialog {
		t.Errorf("zone of the notice's link = %d", l.Zone)
	}
}

func TestBreadcrumbIsContent(t *testing.T) {
	p := readPage(t, `<body><nav class="breadcrumb"><a href="/">Home</a><a href="/c">Candles</a><a href="/c/d">Tall</a></nav><main>x</main>`)
	if l, _ := p.link("Candles"); l.Zone != snapshot.ZoneMain {
		t.Errorf("zone = %d", l.Zone)
	}
}

// Pages of one shop share their frame; marking the current page by a class makes no new block, other content does.
func TestBlocksAreShared(t *testing.T) {
	tab := snapshot.NewTable()
	e := New(tab)
	page := func(id int, active string, extra string) *snapshot.Page {
		var menu strings.Builder
		for _, name := range []string{"candles", "soaps", "gifts"} {
			class := ""
			if name == active {
				class = ` class="active" aria-current="page"`
			}
			fmt.Fprintf(&menu, `<li><a%s href="/%s">%s</a></li>`, class, name, name)
		}
		body := `<body><header><a href="#content">Skip</a><a href="/">Home</a><a href="?currency=EUR">EUR</a><a href="/login?back=%2F` + active + `">Log in</a><nav><ul>` + menu.String() + extra + `</ul></nav></header><main>` + filling + `</main><footer>© <a href="mailto:a@shop.example">Mail</a></footer>`
		return e.Page(Input{ID: snapshot.PageID(id), URL: "https://shop.example/" + active, Status: 200, Header: htmlHeader, Body: []byte(body)})
	}
	first := page(7, "candles", "")
	second := page(3, "soaps", "")
	third := page(9, "gifts", `<li><a href="/new">new</a></li>`)
	blocks := e.Blocks()
	if len(blocks) != 4 {
		t.Fatalf("%d blocks, want header, menu, footer and one other menu", len(blocks))
	}
	for i := range first.Blocks {
		if first.Blocks[i] != second.Blocks[i] {
			t.Errorf("block %d differs between two pages with the same frame", i)
		}
	}
	if b := blocks[first.Blocks[0]]; b.Pages != 3 || b.First != 3 {
		t.Errorf("header on %d pages, first %d; want 3 and 3", b.Pages, b.First)
	}
	if first.Blocks[1] == third.Blocks[1] {
		t.Error("different menus were merged")
	}
	if len(blocks[first.Blocks[2]].Contacts) != 1 {
		t.Errorf("footer contacts = %+v", blocks[first.Blocks[2]].Contacts)
	}
	if len(first.Links) != 3 || first.Links[0].Zone != snapshot.ZoneHeader {
		t.Errorf("the page keeps %+v, want the three links of its header that are made for it", first.Links)
	}
}

// One extractor serves all workers of a crawl; what it returns does not depend on who came first.
func TestConcurrent(t *testing.T) {
	alone := New(snapshot.NewTable())
	together := New(snapshot.NewTable())
	const n = 60
	pages := make([]*snapshot.Page, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			pages[i] = together.Page(Input{ID: snapshot.PageID(i), URL: fmt.Sprintf("https://shop.example/p/%d", i), Status: 200, Header: htmlHeader, Body: productPage(i)})
		})
	}
	wg.Wait()
	for i, p := range pages {
		want := alone.Page(Input{ID: snapshot.PageID(i), URL: fmt.Sprintf("https://shop.example/p/%d", i), Status: 200, Header: htmlHeader, Body: productPage(i)})
		if p.SimHash != want.SimHash || p.Letters != want.Letters || len(p.Links) != len(want.Links) || len(p.Marks) != len(want.Marks) || p.Title != want.Title ||
			len(p.Prices) != len(want.Prices) || len(p.Blocks) != len(want.Blocks) || p.Lang != want.Lang {
			t.Fatalf("page %d differs: %+v, alone %+v", i, p, want)
		}
	}
	if a, b := len(alone.Blocks()), len(together.Blocks()); a != b || a != 3 {
		t.Errorf("%d blocks alone, %d together, want 3", a, b)
	}
	for _, b := range together.Blocks() {
		if b.Pages != n || b.First != 0 {
			t.Errorf("block on %d pages, first %d", b.Pages, b.First)
		}
	}
}

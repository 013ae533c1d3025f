package nav_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/checks/nav"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func TestSoft404(t *testing.T) {
	// asked moves the pages after the first two, which are the answers to addresses that do not exist, out of the shop.
	asked := func(s *snapshot.Snapshot) {
		pages := s.Pages.(snapshot.Pages)
		s.Pages, s.NotFound, s.Have = pages[:1], pages[1:], s.Have|snapshot.HaveNotFound
	}
	missing := func(status int, html string) []checktest.Page {
		p := plain("", "")
		var pages []checktest.Page
		for _, path := range []string{"shopvet-1", "shopvet-2.html"} {
			pages = append(pages, checktest.Page{URL: base + path, Status: status, HTML: html})
		}
		return append([]checktest.Page{p}, pages...)
	}
	const (
		way    = `<!doctype html><html lang=en><body>` + menu + `<main><h1>Not found</h1><p>This page does not exist.</p></main></body></html>`
		search = `<!doctype html><html lang=en><body><main><h1>Not found</h1><form role=search action=/s><input name=q></form></main></body></html>`
		bare   = `<!doctype html><html lang=en><body><h1>Not found</h1></body></html>`
		app    = `<!doctype html><html lang=en><body><div id="app"></div><script src="/app.js"></script></body></html>`
	)
	home := func(s *snapshot.Snapshot) {
		asked(s)
		for _, p := range s.NotFound {
			p.Exchange.Hops = append(p.Exchange.Hops[:0], snapshot.Hop{URL: s.Str(p.URL), Status: 302, Header: map[string][]string{"Location": {"/"}}})
		}
	}
	oneOnly := func(s *snapshot.Snapshot) {
		asked(s)
		s.NotFound[1].Exchange.Hops[0].Status = 200
	}
	walled := func(s *snapshot.Snapshot) {
		asked(s)
		for _, p := range s.NotFound {
			p.Obstacle = snapshot.ObstacleBotChallenge
		}
	}
	gates := missing(200, `<!doctype html><html lang=en><body><h1>Are you over 18?</h1><button>Yes</button></body></html>`)
	gates[0].HTML = gates[1].HTML
	checktest.Table(t, nav.Soft404,
		checktest.Case{Name: "404 with menu", Pages: missing(404, way), Edit: asked, Want: verdict.Pass},
		checktest.Case{Name: "410 with search", Pages: missing(410, search), Edit: asked, Want: verdict.Pass},
		checktest.Case{Name: "404 filled by scripts", Pages: missing(404, app), Edit: asked, Want: verdict.Pass, Reason: "status"},
		checktest.Case{Name: "200", Pages: missing(200, way), Edit: asked, Want: verdict.Warn, Reason: "soft", Total: 1, At: []string{base + "shopvet-1"}},
		checktest.Case{Name: "to the home page", Pages: missing(200, way), Edit: home, Want: verdict.Warn, Reason: "home", Total: 1},
		checktest.Case{Name: "bare", Pages: missing(404, bare), Edit: asked, Want: verdict.Warn, Reason: "bare", Total: 1},
		checktest.Case{Name: "only one of two is soft", Pages: missing(404, way), Edit: oneOnly, Want: verdict.Pass},
		checktest.Case{Name: "403", Pages: missing(403, bare), Edit: asked, Want: verdict.Unknown},
		checktest.Case{Name: "500", Pages: missing(500, bare), Edit: asked, Want: verdict.Unknown},
		checktest.Case{Name: "bot wall", Pages: missing(200, way), Edit: walled, Want: verdict.Unknown},
		checktest.Case{Name: "a gate before every address", Pages: gates, Edit: asked, Want: verdict.Unknown},
		checktest.Case{Name: "not asked", Pages: []checktest.Page{plain("", "")}, Want: verdict.Unknown, Reason: checks.KeyNeeds},
	)
}

// fullLook pretends that all was read: what a full look takes is tested with the facts.
func fullLook(t *testing.T, pages ...checktest.Page) *checks.Input {
	in := checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{Lang: "en"})
	in.Site.Look = facts.Look{Full: true}
	return in
}

func TestMenuPresent(t *testing.T) {
	side := `<aside class="sidebar"><ul><li><a href="/candles">Candles</a></li><li><a href="/wax">Wax</a></li><li><a href="/wicks">Wicks</a></li></ul></aside>`
	few := `<header><a href="/">Home</a> <a href="/cart">Cart</a> <a href="/account">Account</a> <a href="https://other.example/">Friend</a></header>`
	toggle := `<header><a href="/">Home</a> <a href="#" class="menu-toggle" aria-expanded="false">Menu</a></header>`
	tests := []struct {
		name string
		page checktest.Page
		want verdict.Status
	}{
		{"menu", page("", menu, "", footer), verdict.Pass},
		{"side column", page("", side, "", footer), verdict.Pass},
		{"logo, cart, account and a friend", page("", few, "", footer), verdict.Warn},
		{"a notice at the side adds nothing", page("", few, "", footer+`<aside class="notice"><a href="/privacy">Privacy</a></aside>`), verdict.Warn},
		{"opened by a script", page("", toggle, "", footer), verdict.Unknown},
		{"opened by a button", page("", `<header><a href="/">Home</a> <button aria-expanded="false" aria-controls="m">Menu</button><div id="m"></div></header>`, "", footer), verdict.Unknown},
		{"a button that searches opens no menu", page("", `<header><a href="/">Home</a> <form action="/find"><input name="q"><button>Find</button></form></header>`, "", footer), verdict.Warn},
		{"not read", answer("", 500), verdict.Unknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if r := checktest.Run(t, nav.MenuPresent, fullLook(t, tt.page)); r.Status != tt.want {
				t.Errorf("got %s (%s), want %s", r.Status, r.Reason.Text, tt.want)
			}
		})
	}
	// Laid out in tables: the menu is a row that each page repeats, and no element says what it is.
	row := `<table><tr><td><a href="/candles">Candles</a> | <a href="/wax">Wax</a> | <a href="/wicks">Wicks</a> | <a href="/cart">Cart</a></td></tr></table>`
	tables := func(row string) []checktest.Page {
		return []checktest.Page{page("", "", row+`<p><a href="/p/1">Taper</a></p>`, ""), page("candles", "", row, ""), page("wax", "", row, ""), page("wicks", "", row, ""), page("p/1", "", row, "")}
	}
	if r := checktest.Run(t, nav.MenuPresent, fullLook(t, tables(row)...)); r.Status != verdict.Pass {
		t.Errorf("a menu in a table: %s (%s), want pass", r.Status, r.Reason.Text)
	}
	goods := tables("")
	goods[0] = page("", "", row, "")
	if r := checktest.Run(t, nav.MenuPresent, fullLook(t, goods...)); r.Status != verdict.Warn {
		t.Errorf("links that no other page repeats: %s (%s), want warn", r.Status, r.Reason.Text)
	}
	choice := `<h1>Candles</h1><a href="/de/">Deutsch</a> <a href="/en/">English</a>`
	entry := func(second string) []checktest.Page {
		return []checktest.Page{page("", "", choice, ""), page("de/", menu, "", ""), page("en/", second, "", "")}
	}
	if r := checktest.Run(t, nav.MenuPresent, fullLook(t, entry(menu)...)); r.Status != verdict.Pass {
		t.Errorf("a choice of languages before pages with menus: %s (%s), want pass", r.Status, r.Reason.Text)
	}
	if r := checktest.Run(t, nav.MenuPresent, fullLook(t, entry("")...)); r.Status != verdict.Warn {
		t.Errorf("a choice of languages, one without a menu behind it: %s (%s), want warn", r.Status, r.Reason.Text)
	}
	in := fullLook(t, page("", few, "", footer))
	in.Site.Look = facts.Look{Gaps: []facts.Gap{{Key: "cart"}}}
	if r := checktest.Run(t, nav.MenuPresent, in); r.Status != verdict.Unknown {
		t.Errorf("without a full look: %s, want unknown", r.Status)
	}
}

func elsewhere(url string) checktest.Page {
	return checktest.Page{URL: url, HTML: `<!doctype html><html lang=en><body><header><a href="/">Help</a></header><main><p>How can we help you?</p></main></body></html>`}
}

func TestLegalEverywhere(t *testing.T) {
	// with has the usual frame on some pages and a footer without legal links on bare others.
	with := func(usual, bare int, footer string) []checktest.Page {
		pages := shop("")
		for i := range usual - len(pages) {
			pages = append(pages, plain(fmt.Sprintf("usual-%d", i), ""))
		}
		for i := range bare {
			pages = append(pages, page(fmt.Sprintf("bare-%d", i), menu, "", footer))
		}
		return pages
	}
	notice := `<div class="cookie-consent" role="dialog">We use cookies. <a href="/privacy">Privacy policy</a></div>`
	frameless := checktest.Page{URL: base + "print", HTML: `<!doctype html><html lang=en><body><p>A page to print.</p></body></html>`}
	checktest.Table(t, nav.LegalEverywhere,
		checktest.Case{Name: "everywhere", Pages: with(10, 0, ""), Want: verdict.Pass},
		checktest.Case{Name: "one in thirty without", Pages: with(29, 1, ""), Want: verdict.Pass},
		checktest.Case{Name: "one in ten without", Pages: with(9, 1, ""), Want: verdict.Warn, Total: 1, At: []string{base + "bare-0"}},
		checktest.Case{Name: "half without", Pages: with(10, 10, ""), Want: verdict.Fail, Total: 10},
		checktest.Case{Name: "the cookie notice does not count", Pages: with(10, 10, notice), Want: verdict.Fail, Total: 10},
		checktest.Case{Name: "the contact data are a part of the home page", Pages: with(10, 10, `<footer><a href="/#contact">Contact</a></footer>`), Want: verdict.Pass},
		checktest.Case{Name: "a part of the home page that is something else", Pages: with(10, 10, `<footer><a href="/#story">Our story</a></footer>`), Want: verdict.Fail, Total: 10},
		checktest.Case{Name: "an e-mail link does", Pages: with(10, 10, `<footer><a href="mailto:hi@shop.example">Write to us</a></footer>`), Want: verdict.Pass},
		checktest.Case{Name: "who runs the site and something else on one page", Pages: with(10, 10, `<footer><a href="/runs">Legal notice and affiliate program</a></footer>`), Want: verdict.Pass},
		checktest.Case{Name: "a help centre on a host of its own", Pages: append(with(8, 0, ""), elsewhere("https://help.shop.example/"), elsewhere("https://help.shop.example/tracking")), Want: verdict.Pass},
		checktest.Case{Name: "a frame that scripts bring", Pages: with(10, 10, `<footer id="footer"></footer><script src="/frame.js"></script>`), Want: verdict.Pass},
		checktest.Case{Name: "legal texts that only lead back", Pages: []checktest.Page{
			plain("", ""), plain("candles", ""), page("contact", `<header><a href="/">Back</a></header>`, "<h2>Contact</h2>", ""),
			page("privacy", `<header><a href="/">Back</a></header>`, "<h2>Privacy policy</h2>", ""), page("terms", `<header><a href="/">Back</a></header>`, "<h2>Terms and conditions</h2>", ""),
		}, Want: verdict.Pass},
		checktest.Case{Name: "print view", Pages: append(with(8, 0, ""), frameless), Want: verdict.Pass},
		checktest.Case{Name: "stripped cart", Pages: append(shop(`<a href="/cart">Cart</a>`), page("cart", menu, "<h2>Cart</h2><p>Your cart is empty.</p>", "")), Want: verdict.Pass},
		checktest.Case{Name: "nothing read", Pages: []checktest.Page{answer("", 500)}, Want: verdict.Unknown},
	)
	// once has the legal texts below the home page only, and a menu with the contact page on all.
	once := func(others string, texts ...string) []checktest.Page {
		top := `<header><nav><a href="/candles">Candles</a> <a href="/wax">Wax</a> <a href="/contact">Contact</a></nav></header>`
		pages := []checktest.Page{page("", top, "", footer)}
		for _, path := range []string{"candles", "wax", "wicks", "snuffers", "gifts", "contact"} {
			pages = append(pages, page(path, top, "<h2>"+path+"</h2>", others))
		}
		for _, path := range texts {
			pages = append(pages, page(path, top, "<h2>"+map[string]string{"privacy": "Privacy policy", "terms": "Terms and conditions"}[path]+"</h2>", others))
		}
		return pages
	}
	checktest.Table(t, nav.LegalEverywhere,
		checktest.Case{Name: "legal texts below the home page only", Pages: once("", "privacy", "terms"), Want: verdict.Warn, Reason: "home", Total: 6},
		checktest.Case{Name: "and once more in a cookie notice", Pages: once(notice, "privacy", "terms"), Want: verdict.Warn, Reason: "home", Total: 6},
		checktest.Case{Name: "one of them on every page", Pages: once(`<footer><a href="/terms">Terms and conditions</a></footer>`, "privacy", "terms"), Want: verdict.Pass},
		checktest.Case{Name: "a page on all that is legal", Pages: append(once(`<footer><a href="/legal">Legal</a></footer>`, "privacy", "terms"),
			page("legal", "", `<h2>Legal</h2><a href="/terms">Terms and conditions</a> <a href="/privacy">Privacy policy</a>`, "")), Want: verdict.Pass},
		checktest.Case{Name: "one legal text", Pages: once("", "terms"), Want: verdict.Pass},
		checktest.Case{Name: "a shop of few pages", Pages: append(once("")[:3], once("", "privacy", "terms")[6:]...), Want: verdict.Pass},
		checktest.Case{Name: "nothing read", Pages: []checktest.Page{answer("", 500)}, Want: verdict.Unknown},
	)
	bare := fullLook(t, page("", menu, "", ""), page("wax", menu, "", ""))
	if r := checktest.Run(t, nav.LegalEverywhere, bare); r.Status != verdict.Fail || r.Reason.Key != "nowhere" {
		t.Errorf("no link anywhere after a full look: %s, %s", r.Status, r.Reason.Key)
	}
	bare.Site.Look = facts.Look{Gaps: []facts.Gap{{Key: "product"}}}
	if r := checktest.Run(t, nav.LegalEverywhere, bare); r.Status != verdict.Unknown {
		t.Errorf("no link anywhere, but not all was read: %s, want unknown", r.Status)
	}
}

// TestPlaceholdersOfAFrameWithoutNames: a footer laid out in tables or boxes is known by what stands on every page behind the page's own text.
func TestPlaceholdersOfAFrameWithoutNames(t *testing.T) {
	boxed := func(lang, before, after string) []checktest.Page {
		var pages []checktest.Page
		for i, path := range []string{"", "goods-1.html", "goods-2.html", "goods-3.html", "goods-4.html"} {
			next := fmt.Sprintf("/note-%d.html", i)
			pages = append(pages, checktest.Page{URL: base + path, HTML: `<!doctype html><html lang="` + lang + `"><body><table><tr><td><a href="/">1</a> <a href="#">2</a> <a href="/goods-1.html">3</a></td></tr></table><div>` +
				prose + `<a href="` + next + `">` + next + `</a></div><div>` + before + `</div><table><tr>` + after + `</tr></table></body></html>`})
		}
		texts := map[string]string{"zh-CN": "隐私政策", "de": "Datenschutzerklärung", "pl": "Polityka prywatności", "ja": "プライバシーポリシー", "ko": "개인정보처리방침"}
		return append(pages, checktest.Page{URL: base + "article-9.html", HTML: `<!doctype html><html lang="` + lang + `"><body><h1>` + texts[lang] + `</h1>` + strings.Repeat(prose, 4) + `</body></html>`})
	}
	few := boxed("de", "", `<td><a href="/article-9.html">Datenschutzerklärung</a></td><td><a href="#">Unsere Geschichte</a></td>`)
	few = append(few[:1:1], few[5])
	private := func(name string) string { return `<td><a href="/article-9.html">` + name + `</a></td>` }
	checktest.Table(t, nav.PlaceholderLinks,
		checktest.Case{Name: "zh-cn", Pages: boxed("zh-CN", "", private("隐私政策")+`<td><a href="#">会员俱乐部</a> <a href="#">官方微博</a> <a href="#">下载APP</a></td>`), Want: verdict.Fail, Total: 3},
		checktest.Case{Name: "de", Pages: boxed("de", "", private("Datenschutzerklärung")+`<td><a href="#">Unsere Geschichte</a></td>`), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "pl", Pages: boxed("pl", "", private("Polityka prywatności")+`<td><a href="#">Kariera</a> <a href="https://www.facebook.com/">Facebook</a></td>`), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "ja", Pages: boxed("ja", "", private("プライバシーポリシー")+`<td><a href="javascript:void(0)">会社概要</a></td>`), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "ko, a column of groups that open", Pages: boxed("ko", `<a href="#">가방</a> <a href="#">지갑</a>`, private("개인정보처리방침")), Want: verdict.Pass},
		checktest.Case{Name: "controls", Pages: boxed("zh-CN", "", private("隐私政策")+`<td><a href="#">返回顶部</a> <a href="#">微信公众号</a> <a href="#" onclick="chat()">在线客服</a> <a href="#">登录</a></td>`), Want: verdict.Pass},
		checktest.Case{Name: "seen on one page only", Pages: few, Want: verdict.Pass},
		checktest.Case{Name: "nothing read", Pages: []checktest.Page{answer("", 500)}, Want: verdict.Unknown},
		checktest.Case{Name: "nothing legal behind the text", Pages: boxed("de", "", `<td><a href="#">Mehr</a> <a href="#">Weniger</a></td>`), Want: verdict.Pass},
	)
}

func TestPlaceholderLinks(t *testing.T) {
	foot := func(links ...string) []checktest.Page {
		f := strings.Replace(footer, "</footer>", strings.Join(links, " ")+"</footer>", 1)
		return []checktest.Page{page("", menu, "", f), page("wax", menu, "", f)}
	}
	head := func(links ...string) []checktest.Page {
		return []checktest.Page{page("", strings.Replace(menu, "</nav>", strings.Join(links, " ")+"</nav>", 1), "", footer)}
	}
	checktest.Table(t, nav.PlaceholderLinks,
		checktest.Case{Name: "all filled in", Pages: foot(`<a href="https://www.instagram.com/candles.by.hand/">Instagram</a>`), Want: verdict.Pass},
		checktest.Case{Name: "three icons to nothing", Pages: foot(`<a href="#" aria-label="Facebook"><i></i></a>`, `<a href="#" aria-label="Instagram"><i></i></a>`, `<a href="" aria-label="YouTube"><i></i></a>`),
			Want: verdict.Fail, Total: 3, At: []string{base, base, base}},
		checktest.Case{Name: "one link to nothing, on two pages", Pages: foot(`<a href="#">Our story</a>`), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "script that does nothing", Pages: foot(`<a href="javascript:void(0);">Our story</a>`), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "script that does something", Pages: foot(`<a href="javascript:openStory()">Our story</a>`), Want: verdict.Pass},
		checktest.Case{Name: "networks' own home pages", Pages: foot(`<a href="https://www.facebook.com/">Facebook</a>`, `<a href="https://twitter.com">Twitter</a>`), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "a profile, a share link", Pages: foot(`<a href="https://facebook.com/candles">Facebook</a>`, `<a href="https://www.facebook.com/?u=https://shop.example/">Share</a>`), Want: verdict.Pass},
		checktest.Case{Name: "controls", Pages: foot(`<a href="#">Cookie settings</a>`, `<a href="#">Back to top</a>`, `<a href="#" role="button">Our story</a>`, `<a href="#" onclick="chat()">Ask us</a>`, `<a href="#"><i></i></a>`), Want: verdict.Pass},
		checktest.Case{Name: "entries that open a submenu", Pages: head(`<a href="#">Shop</a>`, `<a href="#">Gifts</a>`, `<a href="#">About us</a>`), Want: verdict.Pass},
		checktest.Case{Name: "network in the header to nothing", Pages: head(`<a href="#">Facebook</a>`), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "in the text", Pages: shop(`<p>As seen on <a href="https://www.youtube.com/">YouTube</a> and <a href="#">here</a>.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "mail and telephone without a whom", Pages: foot(`<a href="mailto:">Write to us</a>`, `<a href="tel:">Call us</a>`), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "mail and telephone", Pages: foot(`<a href="mailto:hello@shop.example">Write to us</a>`, `<a href="tel:+441234567890">Call us</a>`, `<a href="mailto:?subject=Look">Tell a friend</a>`), Want: verdict.Pass},
		checktest.Case{Name: "jump within the page", Pages: foot(`<a href="#contact">Contact</a>`), Want: verdict.Pass},
		checktest.Case{Name: "nothing read", Pages: []checktest.Page{{URL: base, Status: http.StatusInternalServerError}}, Want: verdict.Unknown},
	)
}

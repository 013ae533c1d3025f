package nav_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/nav"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// said is a page with a title, a heading that repeats it, and a main part.
func said(path, lang, title, main string) checktest.Page {
	return checktest.Page{URL: base + path, HTML: `<!doctype html><html lang="` + lang + `"><head><title>` + title + `</title></head><body>` + menu + `<main><h1>` + title + `</h1>` + main + `</main>` + footer + `</body></html>`}
}

// made are the answers to two addresses made up in a folder: the page, once more.
func made(folder string, p checktest.Page) []checktest.Page {
	var list []checktest.Page
	for _, name := range []string{"shopvet-0a1b", "shopvet-2c3d"} {
		q := p
		q.URL, q.MadeUp = base+folder+name, true
		q.HTML = strings.ReplaceAll(p.HTML, "NAME", name)
		list = append(list, q)
	}
	return list
}

// softly is a shop that links to pages and says these things of made-up addresses beside them.
func softly(answers []checktest.Page, linked ...checktest.Page) []checktest.Page {
	var links strings.Builder
	for _, p := range linked {
		fmt.Fprintf(&links, `<p><a href="%s">one of our things</a></p>`, p.URL)
	}
	return append(append(shop(links.String()), linked...), answers...)
}

// redirected makes the pages and made-up addresses in a folder lead to an address.
func redirected(folder, to string) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		id := s.Strings.Add(base + to)
		lead := func(p *snapshot.Page) {
			if address := s.Str(p.URL); strings.HasPrefix(address, base+folder) {
				p.Alias, p.HTML, p.Final = true, false, id
				p.Exchange.Hops = []snapshot.Hop{{URL: address, Status: 302, Header: map[string][]string{"Location": {"/" + to}}}}
			}
		}
		for p := range s.Pages.All() {
			lead(p)
		}
		for i := range s.Folders {
			for _, p := range s.Folders[i].Answers {
				if p.Exchange.Status() < 400 {
					lead(p)
				}
			}
		}
	}
}

const (
	general = `<p>Candles and wax from our workshop by the river. New every week: beeswax, rapeseed, soy. Have a look around, or tell us what you need.</p>`
	ware    = `<p>A pillar candle of beeswax that burns for forty hours. 24,00 EUR</p><img src="/p/%s.jpg" alt=""><form method=post action="/cart"><input name=quantity value=1><button>Add to cart</button></form>`
)

func TestBrokenInternalKnowsAMissingPageByWhatIsSaidBesideIt(t *testing.T) {
	checktest.Table(t, nav.BrokenInternal, append(append(missingBeside(), realBeside()...), checktest.Case{Name: "nothing followed", Pages: []checktest.Page{plain("", "")}, Want: verdict.Unknown})...)
}

// missingBeside are folders that answer for anything, with links to what is not there.
func missingBeside() []checktest.Case {
	lost := map[string][2]string{
		"en": {"Oops", "Sorry, the page you are looking for can't be found. It may have been moved."}, "de": {"Hoppla", "Die gewünschte Seite wurde leider nicht gefunden. Vielleicht hilft Ihnen die Suche weiter."},
		"fr": {"Oups", "La page que vous recherchez n'existe pas ou a été déplacée vers une autre adresse."}, "es": {"Vaya", "La página que buscas no existe o ha cambiado de dirección. Prueba con el menú."},
		"it": {"Ops", "La pagina che stai cercando non esiste oppure è stata spostata altrove."}, "nl": {"Helaas", "De pagina die je zoekt bestaat niet of is verplaatst. Kijk verder in het menu."},
		"pt-BR": {"Ops", "A página que você procura não existe ou foi movida para outro endereço."}, "pl": {"Ups", "Strona, której szukasz, nie istnieje albo została przeniesiona gdzie indziej."},
		"zh-CN": {"抱歉", "您访问的页面不存在，可能已经被移动或者删除，请返回首页继续浏览我们的商品。"}, "zh-TW": {"抱歉", "您要找的頁面不存在，可能已經被移動或者刪除，請返回首頁繼續瀏覽我們的商品。"},
		"ja": {"蝋燭工房", "お探しのページは見つかりませんでした。移動または削除された可能性があります。"}, "ko": {"죄송합니다", "요청하신 페이지를 찾을 수 없습니다. 주소가 바뀌었거나 상품이 더 이상 없을 수 있습니다."},
	}
	var cases []checktest.Case
	for lang, words := range lost {
		p := said("", lang, words[0], "<p>"+words[1]+"</p>")
		a, b := p, p
		a.URL, b.URL = base+"catalog/pillar", base+"catalog/taper"
		cases = append(cases, checktest.Case{Name: "says so in " + lang, Pages: softly(made("catalog/", p), a, b), Want: verdict.Fail, Total: 2})
	}
	sells := func(id string) checktest.Page {
		return said("artikel/"+id, "en", "Candle No. "+id, fmt.Sprintf(ware, id))
	}
	anything := said("artikel/204", "en", "Made by hand", general)
	echo := said("item/old-taper", "en", "old-taper: product not found", "<p>Product not found. You may like our beeswax.</p>")
	said404 := said("error.html", "en", "404", "<p>This page does not exist (any more).</p>")
	return append(cases,
		checktest.Case{Name: "any number shows the same", Pages: softly(made("artikel/", anything), sells("101"), sells("102"), sells("103"), anything), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "the same, with scripts", Pages: softly(made("artikel/", scripted(anything)), scripted(sells("101")), scripted(anything)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "repeats what was asked for", Pages: softly(made("item/", said("", "en", "NAME: product not found", "<p>Product not found. Others bought rapeseed wax.</p>")), echo), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "all to the home page", Pages: softly(made("old-shop/", anything), answer("old-shop/lamp", 200), answer("old-shop/taper", 200)), Edit: redirected("old-shop/", ""), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "all to a page that says so", Pages: softly(append(made("archive/", anything), said404), answer("archive/taper", 200)), Edit: redirected("archive/", "error.html"), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "to the page for missing ones, nothing made up", Pages: softly(nil, answer("archive/taper", 200), said404), Edit: redirected("archive/", "error.html"), Want: verdict.Warn, Total: 1},
	)
}

func scripted(p checktest.Page) checktest.Page {
	p.HTML = strings.Replace(p.HTML, "</body>", `<script src="/app.js"></script></body>`, 1)
	return p
}

// realBeside are links to pages that only look missing.
func realBeside() []checktest.Case {
	month := func(at string) checktest.Page {
		return said("events/"+at, "en", "Events", "<p>There is nothing in this month; look again, or come to the workshop on any Saturday.</p>")
	}
	none := func(folder string) []checktest.Page {
		return []checktest.Page{{URL: base + folder + "shopvet-0a1b", Status: 404, MadeUp: true, HTML: `<h1>Page not found</h1>`}}
	}
	lost := said("", "en", "Page not found", "<p>We could not find that page. Try the menu.</p>")
	empty := func(path, title string) checktest.Page {
		return said(path, "en", title, "<p>No products in this category yet. Sorry, nothing here.</p>")
	}
	post := said("blog/page-not-found", "en", "Page not found – how we designed ours", "<p>"+strings.Repeat("How we wrote our own page for missing addresses, and why we like it. A visitor who reads page not found wants a way on. ", 8)+"</p>")
	gone := said("p/opal", "en", "Opal pillar 2019", "<p>This product is no longer available. It was a pillar candle in opal glass, sold from 2019 to 2023.</p>")
	soldOut := said("", "en", "Product", "<p>This product is no longer available.</p>")
	template := func(path, name string) checktest.Page {
		return said(path, "en", name, "<p>Hand-poured. Sent within two days. Returns within thirty days. Ask us anything about this candle.</p>")
	}
	filled := func(path string) checktest.Page { // what scripts are to fill, the same for every product
		return scripted(said(path, "en", "Candles by hand", "<h2>Description</h2><h2>Reviews</h2><p>Product details. Shipping and returns. You may also like. Customer reviews. Write a review.</p>"))
	}
	landing := func(path string) checktest.Page {
		p := said(path, "en", "A gift for you", "<p>A friend gives you five euros for your first order. Have a look around and take what you like.</p>")
		p.HTML = strings.Replace(p.HTML, "</head>", `<link rel="canonical" href="`+base+`candles"></head>`, 1)
		return p
	}
	app := func(path string) checktest.Page {
		return checktest.Page{URL: base + path, HTML: `<!doctype html><html lang=en><head><title>Candles</title></head><body><div id="app"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/app.js"></script></body></html>`}
	}
	everywhere := func() []checktest.Page { // the text is the same on every page, and only what stands beside it leads on
		same := func(path string) checktest.Page {
			p := lost
			p.URL = base + path
			p.HTML = strings.Replace(lost.HTML, "<main>", `<aside><a href="/p/1">One</a> <a href="/p/2">Two</a></aside><main>`, 1)
			return p
		}
		return append([]checktest.Page{same(""), same("p/1"), same("p/2")}, made("p/", same(""))...)
	}
	long := "<p>" + strings.Repeat("No products in this category yet, and none to come before the spring fair, says the workshop by the river. ", 6) + "</p>"
	titled := func(path, title, heading string) checktest.Page {
		p := said(path, "en", heading, "<p>Hand-poured. Sent within two days. Returns within thirty days. Ask us anything about this candle.</p>")
		p.HTML = strings.Replace(p.HTML, "<title>"+heading, "<title>"+title, 1)
		return p
	}
	return []checktest.Case{
		{Name: "neighbours that are not there say so", Pages: softly(none("p/"), template("p/1", "Candle"), template("p/2", "Candle")), Want: verdict.Pass},
		{Name: "empty groups beside a soft answer", Pages: softly(made("c/", empty("", "Group")), empty("c/lanterns", "Lanterns"), empty("c/tapers", "Tapers")), Want: verdict.Pass},
		{Name: "empty groups that are called like their address", Pages: softly(made("c/", said("", "en", "NAME", long)), said("c/lanterns", "en", "lanterns", long)), Want: verdict.Pass},
		{Name: "a search without a hit", Pages: softly(made("find?q=", said("", "en", "Search", "<p>Nothing was found for NAME. Try another word.</p>")), said("find?q=zebra", "en", "Search", "<p>Nothing was found for zebra. Try another word.</p>")), Want: verdict.Pass},
		{Name: "sold out", Pages: softly(made("p/", soldOut), gone), Want: verdict.Pass},
		{Name: "an article on missing pages", Pages: softly(made("blog/", lost), post), Want: verdict.Pass},
		{Name: "an article on missing pages, neighbours say so", Pages: softly(none("blog/"), post), Want: verdict.Pass},
		{Name: "products of one short template", Pages: softly(made("p/", template("", "Product")), template("p/1", "Pillar"), template("p/2", "Taper"), template("p/3", "Votive")), Want: verdict.Pass},
		{Name: "products named in their title alone", Pages: softly(made("p/", titled("", "Shop", "Product")), titled("p/1", "Pillar", "Product"), titled("p/2", "Taper", "Product")), Want: verdict.Pass},
		{Name: "products named in their heading alone", Pages: softly(made("p/", titled("", "Shop", "Product")), titled("p/1", "Shop", "Pillar"), titled("p/2", "Shop", "Taper")), Want: verdict.Pass},
		{Name: "pages that scripts fill", Pages: softly(made("p/", filled("")), filled("p/1"), filled("p/2"), filled("p/3")), Want: verdict.Pass},
		{Name: "an application in one page", Pages: softly(made("p/", app("")), app("p/1"), app("p/2")), Want: verdict.Pass},
		{Name: "a landing page at many addresses", Pages: softly(made("gift/", landing("")), landing("gift/anna"), landing("gift/ben")), Want: verdict.Pass},
		{Name: "a shop that looks the same everywhere", Pages: everywhere(), Want: verdict.Pass},
		{Name: "one answer tells nothing", Pages: softly(made("catalog/", lost)[:1], said("catalog/taper", "en", "Page not found", "<p>We could not find that page. Try the menu.</p>")), Want: verdict.Pass},
		{Name: "a short address for the home page", Pages: softly(none("go/"), answer("go/summer", 200)), Edit: redirected("go/", ""), Want: verdict.Pass},
		{Name: "another name of the home page", Pages: softly(made("de/", lost), answer("de/home", 200)), Edit: redirected("de/", ""), Want: verdict.Pass},
		{Name: "all to a list", Pages: softly(made("summer-sale/", lost), answer("summer-sale/taper", 200)), Edit: redirected("summer-sale/", "candles"), Want: verdict.Pass},
		{Name: "months without events", Pages: softly(made("events/2026/", month("2026/x")), month("2026/11"), month("2026/12")), Want: verdict.Pass},
		{Name: "a link straight to the page for missing ones", Pages: softly(nil, said("help/404", "en", "404", "<p>Page not found: what to do if a page of ours is missing.</p>")), Want: verdict.Pass},
	}
}

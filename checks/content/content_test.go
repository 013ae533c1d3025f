package content_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/content"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(content.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

const (
	hello = `<p>We pour every candle by hand from the wax of beekeepers in the valley, and we are glad when somebody likes the smell of it.</p>`
	lorem = `<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.</p>`
)

// shop has a home page and pages with these main parts, at /1, /2 … in the menu.
func shop(home string, mains ...string) []checktest.Page {
	menu := `<a href="/">Home</a>`
	for i := range mains {
		menu += fmt.Sprintf(` <a href="/%d">Story %d</a>`, i+1, i+1)
	}
	frame := func(main string) string {
		return `<html lang="en"><head><title>Valley Candles</title></head><body><header><nav>` + menu + `</nav></header><main>` + main + `</main></body></html>`
	}
	pages := []checktest.Page{{URL: base, HTML: frame(`<h1>Welcome to the valley</h1>` + home)}}
	for i, m := range mains {
		pages = append(pages, checktest.Page{URL: fmt.Sprintf("%s%d", base, i+1), HTML: frame(m)})
	}
	return pages
}

func blocked() []checktest.Page {
	return []checktest.Page{{URL: base, Status: 403, HTML: `<h1>Forbidden</h1>`}}
}

func nothingSeen(s *snapshot.Snapshot) { s.Have = snapshot.HaveEntry }

func TestPlaceholder(t *testing.T) {
	const product = `<script type="application/ld+json">{"@type":"Product","name":"Mug","offers":{"price":"9"}}</script><h1>Mug</h1><p>£9.00</p>`
	checktest.Table(t, content.Placeholder,
		checktest.Case{Name: "none", Pages: shop(hello, `<h1>One</h1>`+hello), Want: verdict.Pass},
		checktest.Case{Name: "one page", Pages: shop(hello, `<h1>One</h1>`+lorem), Want: verdict.Warn, Total: 1, At: []string{base + "1"}},
		checktest.Case{Name: "two pages", Pages: shop(hello, `<h1>One</h1>`+lorem, `<h1>Two</h1>`+lorem), Want: verdict.Fail, Reason: "pages", Total: 2},
		checktest.Case{Name: "the home page, however long", Pages: shop(lorem + strings.Repeat(hello, 20)), Want: verdict.Fail, Reason: "home", Total: 1, At: []string{base}},
		checktest.Case{Name: "an article about filler text", Pages: shop(hello, `<h1>Where lorem ipsum comes from</h1>`+lorem+strings.Repeat(hello, 20)), Want: verdict.Pass},
		checktest.Case{Name: "a quotation in a long article", Pages: shop(hello, `<h1>How printers work</h1>`+strings.Repeat(hello, 10)+lorem+strings.Repeat(hello, 10)), Want: verdict.Pass},
		checktest.Case{Name: "a long page of filler", Pages: shop(hello, `<h1>One</h1>`+strings.Repeat(hello, 2)+filler()), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "buyers write their own text", Pages: shop(hello, product+`<p>Add your text: your text here, up to 20 letters.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "a product of filler", Pages: shop(hello, product+lorem), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a product of filler below much else", Pages: shop(hello, product+lorem+"<h2>Reviews</h2>"+strings.Repeat(hello, 30)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "goods that show filler", Pages: shop(hello, product+`<p>Each page shows lorem ipsum dolor sit amet in another typeface.</p>`+strings.Repeat(hello, 30)), Want: verdict.Pass},
		checktest.Case{Name: "a page still to be written", Pages: shop(hello, `<h1>Coming soon</h1><p>Check back soon.</p>`), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a launch that is announced", Pages: shop(hello, `<h1>Coming soon</h1><p>Our winter scents arrive on 1 December.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "nothing was seen", Pages: blocked(), Edit: nothingSeen, Want: verdict.Unknown},
	)
}

// filler returns several paragraphs of filler text that differ.
func filler() string {
	var b strings.Builder
	for i := range 8 {
		fmt.Fprintf(&b, `<p>Section %d: lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua quis nunc.</p>`, i)
	}
	return b.String()
}

func TestTheIndexOfABlogIsNotASecondPage(t *testing.T) {
	index := `<h1>Journal</h1><article><h2><a href="/2">First post</a></h2>` + lorem + `</article><article><h2><a href="/3">Second post</a></h2>` + strings.Repeat(hello, 3) + `</article>`
	in := checktest.Input(t, checktest.Shop(t, shop(hello, index, `<h1>First post</h1><a href="/1">Back to the journal</a>`+lorem+hello+hello, `<h1>Second post</h1>`+hello)...), checktest.Options{})
	r := checktest.Run(t, content.Placeholder, in)
	if r.Status != verdict.Warn || r.Total != 1 || r.Findings[0].Evidence[0].URL != base+"2" {
		t.Errorf("%s: %+v", r.Status, r.Findings)
	}
}

func TestLegalPagesAreNotCountedTwice(t *testing.T) {
	pages := []checktest.Page{
		{URL: base, HTML: `<html lang="en"><body><main><h1>Candles</h1>` + hello + `</main><footer><a href="/terms">Terms and conditions</a></footer></body></html>`},
		{URL: base + "terms", HTML: `<html lang="en"><body><main><h1>Terms and conditions</h1>` + lorem + `</main></body></html>`},
	}
	if r := checktest.Run(t, content.Placeholder, checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{})); r.Status != verdict.Pass {
		t.Errorf("%s: %+v", r.Status, r.Findings)
	}
}

// TestEmptyPagesInAFrameWithoutNames: what stands on every page fills none of them.
func TestEmptyPagesInAFrameWithoutNames(t *testing.T) {
	const search = `<form action="/find" method="get"><input type="search" name="q"><button type="submit">Go</button></form>`
	const news = `<form action="/news" method="post"><input type="email" name="mail"><button>Yes</button></form>`
	boxed := func(lang, above, below string, texts ...string) []checktest.Page {
		frame := func(main string) string {
			return `<html lang="` + lang + `"><body><div class="x1"><a href="/">H</a> <a href="/1">A</a> <a href="/2">B</a> <a href="/3">C</a> <a href="/4">D</a> <a href="/5">E</a> ` + above + `</div><div class="x2">` + main + `</div><div class="x3">` + below + `</div></body></html>`
		}
		pages := []checktest.Page{{URL: base, HTML: frame(texts[0])}}
		for i := range 5 {
			pages = append(pages, checktest.Page{URL: fmt.Sprintf("%s%d", base, i+1), HTML: frame(texts[min(i, len(texts)-1)])})
		}
		return pages
	}
	japanese := `<p>みつろうのろうそくを一本ずつ手でつくり、谷の養蜂家から届いたろうだけを使っています。ご注文をいただいてから包みます。</p>`
	checktest.Table(t, content.EmptyPages,
		checktest.Case{Name: "two with a heading and a search", Pages: boxed("en", search, "", hello, hello, `<h1>Care</h1>`, `<h1>Wax</h1>`, hello), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "in German", Pages: boxed("de", search, "", german, german, `<h1>Pflege</h1><p>In Arbeit</p>`, german), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "in Japanese", Pages: boxed("ja", search, "", japanese, `<h1>ご案内</h1>`, japanese), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a form on every page, which one page is for", Pages: boxed("en", "", news, hello, hello, `<h1>Newsletter</h1>`, hello), Want: verdict.NotApplicable},
		checktest.Case{Name: "a search of its own", Pages: boxed("en", "", "", hello, hello, `<h1>Dealers</h1>`+search, hello), Want: verdict.Pass},
		checktest.Case{Name: "a button of its own", Pages: boxed("en", search, "", hello, hello, `<h1>Sound</h1><button>Listen</button>`, hello), Want: verdict.Pass},
		checktest.Case{Name: "nothing was seen", Pages: blocked(), Edit: nothingSeen, Want: verdict.Unknown},
	)
}

func TestEmptyPages(t *testing.T) {
	const empty, scripts = `<h1>Story</h1>`, `<script src="/a.js"></script><script src="/b.js"></script><script src="/c.js"></script>`
	app := append([]string{`<h1>Map</h1><div id="map"></div><script src="/map.js"></script>`}, strings.Split(strings.Repeat(`<h1>One</h1>`+hello+"\n", 3), "\n")[:3]...)
	checktest.Table(t, content.EmptyPages,
		checktest.Case{Name: "all say something", Pages: shop(hello, hello, hello), Want: verdict.Pass},
		checktest.Case{Name: "two", Pages: shop(hello, empty, empty, hello), Want: verdict.Warn, Total: 2, At: []string{base, base}},
		checktest.Case{Name: "three", Pages: shop(hello, empty, empty, empty), Want: verdict.Fail, Total: 3},
		checktest.Case{Name: "pictures", Pages: shop(hello, `<h1>Gallery</h1><img src="/1.jpg" alt=""><img src="/2.jpg" alt="">`, hello), Want: verdict.Pass},
		checktest.Case{Name: "pictures of goods within what is called a header", Pages: append(shop(hello, hello), checktest.Page{URL: base + "cards", HTML: `<html lang="en"><body><div class="header"><nav><a href="/">Home</a> <a href="/story">Story</a> <a href="/contact">Contact</a></nav>
			<div><a href="/red"><img src="/r.jpg" alt=""></a> <a href="/blue"><img src="/b.jpg" alt=""></a> <a href="/green"><img src="/g.jpg" alt=""></a> <a href="/gold"><img src="/o.jpg" alt=""></a></div></div><footer><p>Copyright of all pictures and cards with us, all rights reserved everywhere</p></footer></body></html>`},
			checktest.Page{URL: base + "more", HTML: `<html lang="en"><body><main>` + hello + `<a href="/cards">Cards</a></main></body></html>`}), Want: verdict.Pass},
		checktest.Case{Name: "a film", Pages: shop(hello, `<h1>Film</h1><iframe src="https://video.test/1"></iframe>`, hello), Want: verdict.Pass},
		checktest.Case{Name: "a form", Pages: shop(hello, `<h1>Track</h1><form action="/t"><input name="order"></form>`, hello), Want: verdict.Pass},
		checktest.Case{Name: "a newsletter beside the text is no content", Pages: shop(hello, empty+`</main><aside><form method="post" action="/n"><input name="email"><button>Go</button></form></aside><main>`, hello), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "filled by a script of its own", Pages: shop(hello, app...), Want: verdict.Pass},
		checktest.Case{Name: "a script that says something and leads back", Pages: append(shop(hello+scripts, `<h1>All</h1>`+hello+`<a href="/write">Write a review</a>`+scripts, hello+scripts), checktest.Page{URL: base + "write", HTML: `<html lang="en"><head><title>Candles</title><link rel="stylesheet" href="/s.css"><script src="/a.js"></script></head><body>
			<script>alert("Please sign in first."); history.back();</script><noscript><p>Please sign in first.</p></noscript></body></html>`}), Want: verdict.Pass},
		checktest.Case{Name: "a phone number", Pages: shop(hello, `<h1>Call us</h1><p><a href="tel:+442071234567">020 7123 4567</a></p>`, hello), Want: verdict.Pass},
		checktest.Case{Name: "linked from itself only", Pages: append(shop(hello, hello, hello), checktest.Page{URL: base + "author", HTML: `<html lang="en"><main><h1>admin</h1><a href="/author">Up</a></main></html>`}), Want: verdict.Pass},
		checktest.Case{Name: "no content page", Pages: shop(hello), Want: verdict.NotApplicable, Reason: "none"},
		checktest.Case{Name: "nothing was seen", Pages: blocked(), Edit: nothingSeen, Want: verdict.Unknown},
	)
}

func TestPageThatOnlyAScriptLeadsOn(t *testing.T) {
	pages := shop(hello, hello, hello)
	pages[2].HTML = `<script>if(self.frameElement){parent.location.reload();}else{window.location.href="/?s=user/login.html";}</script>`
	if r := checktest.Run(t, content.EmptyPages, checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{})); r.Status != verdict.Pass {
		t.Errorf("%s: %+v", r.Status, r.Findings)
	}
}

func TestEmptyPageThatNobodyLinksTo(t *testing.T) {
	pages := append(shop(hello, hello), checktest.Page{URL: base + "left-over", HTML: `<html lang="en"><body><main><h1>Test</h1></main></body></html>`})
	if r := checktest.Run(t, content.EmptyPages, checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{})); r.Status != verdict.Pass {
		t.Errorf("%s: %+v", r.Status, r.Findings)
	}
}

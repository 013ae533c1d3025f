package content_test

import (
	"cmp"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/content"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const (
	product = `<script type="application/ld+json">{"@type":"Product","name":"Mug","offers":{"price":"9"}}</script><h1>Mug</h1><p>£9.00</p>`
	german  = `<p>Wir gießen jede Kerze von Hand aus dem Wachs der Imker im Tal, und wir freuen uns, wenn jemand den Duft mag, der in der Werkstatt liegt, in der das Wachs nicht lange steht und auf die Form wartet.</p>`
)

func TestDemoContent(t *testing.T) {
	checktest.Table(t, content.Placeholder,
		checktest.Case{Name: "none", Pages: shop(hello, hello), Want: verdict.Pass},
		checktest.Case{Name: "a sample product", Pages: shop(hello, `<script type="application/ld+json">{"@type":"Product","name":"Hummingbird printed t-shirt","offers":{"price":"9"}}</script><h1>Hummingbird printed t-shirt</h1><p>£9.00</p>`), Want: verdict.Warn, Total: 1, Key: "demo"},
		checktest.Case{Name: "on the home page", Pages: shop(hello + `<h3>I'm a product</h3>`), Want: verdict.Fail, Reason: "home", Total: 1},
		checktest.Case{Name: "names that may be one's own", Pages: shop(hello+`<h3>Hoodie</h3><h3>Polo</h3>`, hello), Want: verdict.Pass},
		checktest.Case{Name: "nothing was seen", Pages: blocked(), Edit: nothingSeen, Want: verdict.Unknown},
	)
}

func TestTemplateTokens(t *testing.T) {
	checktest.Table(t, content.TemplateTokens,
		checktest.Case{Name: "none", Pages: shop(hello, hello), Want: verdict.Pass},
		checktest.Case{Name: "one page", Pages: shop(hello, product+`<p>Total: NaN €</p>`), Want: verdict.Warn, Total: 1, At: []string{base + "1"}},
		checktest.Case{Name: "two pages", Pages: shop(hello, product+`<p>{{ product.vendor }}</p>`, hello+`<p>Brand: undefined</p>`), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "one line of a frame in the middle of all pages", Pages: shop(hello+`<p>%s items</p>`, hello+`<p>%s items</p>`, hello+`<p>%s items</p>`), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a shop that sells templates", Pages: shop(hello, product+`<p>In every template you can use {{ product.title }} where you like.</p><pre>{% for p in products %}</pre>`), Want: verdict.Pass},
		checktest.Case{Name: "names with null and test", Pages: shop(hello, `<h1>Project Null hoodie</h1><p>£9.00</p>`, `<h1>Null-Euro-Schein Test</h1>`+hello), Want: verdict.Pass},
		checktest.Case{Name: "scripts fill it in the browser", Pages: shop(hello, `<div v-cloak><p>{{ product.title }}</p></div>`+hello), Want: verdict.Pass},
		checktest.Case{Name: "nothing was seen", Pages: blocked(), Edit: nothingSeen, Want: verdict.Unknown},
	)
}

// asked has a page of that name in its menu.
func asked(name, main string) []checktest.Page {
	pages := shop(hello, `<h1>`+name+`</h1>`+main)
	for i := range pages {
		pages[i].HTML = strings.ReplaceAll(pages[i].HTML, "Story 1", name)
	}
	return pages
}

func TestErrorText(t *testing.T) {
	const warning = `<b>Warning</b>: Undefined array key "qty" in <b>/var/www/html/cart.php</b> on line <b>12</b>`
	checktest.Table(t, content.ErrorText,
		checktest.Case{Name: "none", Pages: shop(hello, hello), Want: verdict.Pass},
		checktest.Case{Name: "a warning of PHP", Pages: shop(hello, warning+product), Want: verdict.Fail, Total: 1, At: []string{base + "1"}},
		checktest.Case{Name: "a database", Pages: shop(hello + `<p>SQLSTATE[HY000] [2002] Connection refused</p>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "a function that was given nothing", Pages: shop(hello, product+`<p>Warning: mysqli_fetch_row() expects parameter 1 to be mysqli_result, bool given in /home/shop/list.php on line 148</p>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "on a long page of questions and answers", Pages: asked("FAQ", warning+strings.Repeat(hello, 6)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "above a long answer", Pages: asked("Häufige Fragen", `<p>Fatal error: Uncaught TypeError: count(): Argument #1 must be of type array in /srv/www/faq.php on line 7</p>`+strings.Repeat(german, 6)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "in the journal", Pages: asked("Blog", `<p>Notice: Undefined variable: next in /home/shop/public_html/blog.php on line 31</p>`+strings.Repeat(hello, 6)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "an answer on a theme that fails", Pages: asked("FAQ", strings.Repeat(hello, 5)+`<h2>What if the theme does not start?</h2>`+warning+`<p>Then update the plugin, or ask who runs your server.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "a message told within a sentence", Pages: asked("FAQ", strings.Repeat(hello, 6)+`<p>We saw Warning: Undefined array key "qty" in cart.php on line 12 and mended it, so the cart works again.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "a book about errors", Pages: shop(hello, product+`<p>Learn what a stack trace is, why a parse error happens and what “Liquid error” means.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "an example in code", Pages: shop(hello, hello+`<code>Liquid error: Could not find asset</code>`), Want: verdict.Pass},
		checktest.Case{Name: "nothing was seen", Pages: blocked(), Edit: nothingSeen, Want: verdict.Unknown},
	)
}

func TestLanguageMix(t *testing.T) {
	long := strings.Repeat(hello, 4)
	// delivery has a page on delivery with such paragraphs, or on what else is named.
	delivery := func(name string, paragraphs ...string) []checktest.Page {
		name = cmp.Or(name, "Delivery")
		pages := shop(long, `<h1>`+name+`</h1><p>We send every order within two days from our workshop, and the parcel is with you two to four days later.</p>`+strings.Repeat(hello, 3)+strings.Join(paragraphs, ""), long, long)
		for i := range pages {
			pages[i].HTML = strings.ReplaceAll(strings.ReplaceAll(pages[i].HTML, "Story 1", name), "/1\"", "/"+strings.ToLower(strings.Fields(name)[0])+"\"")
		}
		pages[1].URL = base + strings.ToLower(strings.Fields(name)[0])
		return pages
	}
	other := `<p>Noch ein Absatz: ` + german[3:]
	both := `<h1>Guide</h1><h2>Orders</h2>` + hello + hello + `<h2>Delivery</h2>` + hello + hello + `<h2>Returns</h2>` + hello + `<h2>Bestellung</h2>` + german + `<h2>Lieferung</h2>` + other + `<h2>Rückgabe</h2>` + other
	half := `<h1>Guide</h1><h2>Orders</h2>` + hello + hello + `<h2>Delivery</h2>` + hello + hello + `<h2>Returns</h2>` + hello + `<h2>Garantie</h2>` + german + other
	checktest.Table(t, content.LanguageMix,
		checktest.Case{Name: "one language", Pages: shop(long, long, long), Want: verdict.Pass},
		checktest.Case{Name: "half of a page", Pages: shop(long, long+german+`<p>Noch ein Absatz: `+german[3:], long, long), Want: verdict.Warn, Total: 1, At: []string{base + "1"}},
		checktest.Case{Name: "names of makers", Pages: shop(long, long+`<p>Chandelles, Bougies, Kerzenhof Lindner, Manufaktur am Bach, Atelier des Abeilles, Wachswerkstatt Huber und Söhne, Cera d'Api, Velas Artesanas de la Sierra, Świece Pszczele, Kaarsenmakerij De Bij</p>`, long), Want: verdict.Pass},
		checktest.Case{Name: "a page that says all in two languages, one behind the other", Pages: shop(long, both, long, long), Want: verdict.Pass},
		checktest.Case{Name: "a last part that nobody translated", Pages: shop(long, half, long, long), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a shop in two languages", Pages: shop(long+german, long+german, long+german, long+german, long), Want: verdict.Pass},
		checktest.Case{Name: "delivery in another language", Pages: delivery("", german, other), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "delivery for buyers abroad", Pages: delivery("", german, `<h2>Ausland</h2>`+other), Want: verdict.Pass},
		checktest.Case{Name: "delivery in the words of a carrier", Pages: delivery("", `<p>„Wir bringen jede Sendung von Hand in die Werkstatt, und wir freuen uns, wenn jemand die Pakete mag, die in der Halle liegen, in der der Wagen nicht lange steht und auf die Fahrt wartet.“</p>`), Want: verdict.Pass},
		checktest.Case{Name: "privacy in another language, which another check tells of", Pages: delivery("Privacy policy", german, other), Want: verdict.Pass},
		checktest.Case{Name: "nothing said", Pages: shop(`<p>Hi</p>`), Want: verdict.NotApplicable, Reason: "little"},
	)
}

func TestStalePromo(t *testing.T) {
	at := func(y int, m time.Month, d int) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) { s.Taken = time.Date(y, m, d, 12, 0, 0, 0, time.UTC) }
	}
	footed := func(footer string) []checktest.Page {
		return []checktest.Page{{URL: base, HTML: `<html lang="en"><body><main><h1>Candles</h1>` + hello + `</main><footer><a href="/">Home</a><p>` + footer + `</p></footer></body></html>`}}
	}
	checktest.Table(t, content.StalePromo,
		checktest.Case{Name: "an offer that runs", Pages: shop(hello + `<p>Offer valid until 30 November 2026.</p>`), Edit: at(2026, 11, 26), Want: verdict.Pass},
		checktest.Case{Name: "an offer of last winter", Pages: shop(hello + `<p>Offer valid until 31 December 2025.</p>`), Edit: at(2026, 11, 26), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "it ended yesterday, somewhere", Pages: shop(hello + `<p>Offer ends 25.11.2026</p>`), Edit: at(2026, 11, 26), Want: verdict.Pass},
		checktest.Case{Name: "day and month either way", Pages: shop(hello + `<p>Offer ends 03/12/2026</p>`), Edit: at(2026, 11, 26), Want: verdict.Pass},
		checktest.Case{Name: "no year", Pages: shop(hello + `<p>Offer ends 3 March</p>`), Edit: at(2026, 11, 26), Want: verdict.Pass},
		checktest.Case{Name: "a banner with both of its days", Pages: shop(hello + `<div class="banner"><p>Harvest week – 10% off everything, 8–30 September 2025</p></div>`), Edit: at(2026, 11, 26), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a banner whose last day is to come", Pages: shop(hello + `<div class="banner"><p>Advent – 10% off everything, 8 November – 24 December 2026</p></div>`), Edit: at(2026, 11, 26), Want: verdict.Pass},
		checktest.Case{Name: "an old notice", Pages: footed("© 2019 Valley Candles"), Edit: at(2026, 11, 26), Want: verdict.Warn, Total: 1, Key: "year"},
		checktest.Case{Name: "a span of years", Pages: footed("© 2010–2026 Valley Candles"), Edit: at(2026, 11, 26), Want: verdict.Pass},
		checktest.Case{Name: "since when", Pages: footed("© Valley Candles since 1998"), Edit: at(2026, 11, 26), Want: verdict.Pass},
		checktest.Case{Name: "until today", Pages: footed("© 1998 – present Valley Candles"), Edit: at(2026, 11, 26), Want: verdict.Pass},
		checktest.Case{Name: "vintages", Pages: shop(hello+`<p>Riesling 2019, best until 2024 to 2030</p>`, hello), Edit: at(2026, 11, 26), Want: verdict.Pass},
		checktest.Case{Name: "nothing was seen", Pages: blocked(), Edit: nothingSeen, Want: verdict.Unknown},
	)
}

func TestInjectedSpam(t *testing.T) {
	hidden := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<a href="https://spam%d.test/online-casino/">Online casino bonus</a>`, i)
		}
		return hello + `<div style="position:absolute;left:-9999px">` + b.String() + `</div>`
	}
	sitemapOnly := func(titles ...string) []checktest.Page {
		pages := shop(hello, hello)
		for i, title := range titles {
			pages = append(pages, checktest.Page{URL: fmt.Sprintf("%sx/%d", base, i), HTML: `<html lang="en"><head><title>` + title + `</title></head><body><main><h1>` + title + `</h1>` + hello + `</main></body></html>`})
		}
		return pages
	}
	orphan := func(s *snapshot.Snapshot) {
		for _, p := range s.Pages.(snapshot.Pages)[2:] {
			p.Depth = -1
		}
	}
	checktest.Table(t, content.InjectedSpam,
		checktest.Case{Name: "none", Pages: shop(hello, hello), Want: verdict.Pass},
		checktest.Case{Name: "three hidden links", Pages: shop(hidden(3)), Want: verdict.Fail, Total: 3, Key: "link"},
		checktest.Case{Name: "one hidden link", Pages: shop(hidden(1)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "pages that nobody links to", Pages: sitemapOnly("Buy Viagra online", "Cialis online", "Kamagra 100"), Edit: orphan, Want: verdict.Fail, Total: 3, Key: "page"},
		checktest.Case{Name: "a pharmacy speaks of it openly", Pages: append(sitemapOnly("Kamagra 100", "Cialis online", "Buy Viagra online"), shop(hello, `<h1>Medicines without prescription</h1>`+hello)[1]), Edit: func(s *snapshot.Snapshot) {
			for _, p := range s.Pages.(snapshot.Pages)[2:5] {
				p.Depth = -1
			}
		}, Want: verdict.Pass},
		checktest.Case{Name: "who sells poker tables", Pages: shop(hello+`<div style="display:none"><a href="https://maker.test/">Poker table and casino chips</a></div>`, hello), Want: verdict.Pass},
		checktest.Case{Name: "links that one sees are the shop's matter", Pages: shop(hello+`<a href="https://x.test/">Online casino</a>`, hello), Want: verdict.Pass},
		checktest.Case{Name: "nothing was seen", Pages: blocked(), Edit: nothingSeen, Want: verdict.Unknown},
	)
}

package privacy_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/privacy"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

var uk = checktest.Options{Markets: []string{"uk"}}

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(privacy.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

const hello = `<p>We pour every candle by hand from the wax of beekeepers in the valley, and we are glad when somebody likes the smell of it.</p>`

// shop is an English shop of which enough is seen to say that something is missing, with a privacy policy if text is not "".
func shop(text string) []checktest.Page {
	frame := func(main string) string {
		return `<html lang="en"><head><title>Hebden Wax</title></head><body><header><nav><a href="/">Home</a> <a href="/all">All products</a> <a href="/cart">Cart</a></nav></header><main>` +
			main + `</main><footer><a href="/privacy">Privacy policy</a></footer></body></html>`
	}
	filler := strings.Repeat(hello, 3)
	const data = `<script type="application/ld+json">{"@type":"Product","name":"Pillar","offers":{"price":"12.90","priceCurrency":"GBP"}}</script>`
	pages := []checktest.Page{
		{URL: base, HTML: frame(`<h1>Welcome to the candle makers of the valley</h1>` + filler)},
		{URL: base + "all", HTML: frame(`<h1>All products</h1><ul><li><a href="/p/1">Pillar</a> £12.90</li><li><a href="/p/2">Tealight</a> £3.90</li><li><a href="/p/3">Taper</a> £5.90</li></ul>` + filler)},
		{URL: base + "p/1", HTML: frame(data + `<h1>Pillar</h1><p>£12.90</p><form method="post" action="/c"><button>Add to cart</button></form>` + filler)},
		{URL: base + "cart", HTML: frame(`<h1>Your cart is empty</h1>`)},
	}
	if text != "" {
		pages = append(pages, checktest.Page{URL: base + "privacy", HTML: frame(`<h1>Privacy policy</h1>` + text)})
	}
	return pages
}

const talk = `<p>We take your personal data seriously and keep them safe, as anybody would who values the people that buy from them, today and in the years to come.</p>`

func TestController(t *testing.T) {
	checktest.Table(t, privacy.Controller,
		checktest.Case{Name: "named, with an e-mail", Options: uk, Pages: shop(talk + `<p>The data controller is Wax Works Ltd. Write to data@valley-candles.co.uk.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "in the shop's own name", Options: uk, Pages: shop(talk + `<p>Hebden Wax handles your personal data. Questions? Ask hello@valley-candles.co.uk.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "with a link to the contact page", Options: uk, Pages: shop(talk + `<p>The data controller is Wax Works Ltd.</p><p><a href="/contact">Contact us</a></p>`), Want: verdict.Pass},
		checktest.Case{Name: "no way to reach them", Options: uk, Pages: shop(talk + `<p>The data controller is Wax Works Ltd.</p>`), Want: verdict.Warn, Reason: "no-contact", Total: 1, At: []string{base + "privacy"}},
		checktest.Case{Name: "no name", Options: uk, Pages: shop(talk + `<p>Write to data@valley-candles.co.uk.</p>`), Want: verdict.Warn, Reason: "no-name", Total: 1},
		checktest.Case{Name: "somebody else's controller", Options: uk, Pages: shop(talk + `<p>The data controller of visitor counts is Google Ireland Limited.</p>`), Want: verdict.Fail, Reason: "neither", Total: 1},
		checktest.Case{Name: "neither", Options: uk, Pages: shop(talk + talk), Want: verdict.Fail, Reason: "neither", Total: 1},
		checktest.Case{Name: "not read", Options: uk, Pages: shop(``), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "not asked where the shop sells", Options: checktest.Options{Markets: []string{"us"}}, Pages: shop(talk), Want: verdict.NotApplicable},
	)
}

const whole = `<p>We use your personal data to send you what you ordered. We share your data with our carrier. We keep your personal data for six years.</p>
<p>You have the right to access your data. You can complain to the Information Commissioner’s Office.</p>`

func TestContent(t *testing.T) {
	checktest.Table(t, privacy.Content,
		checktest.Case{Name: "all five", Options: uk, Pages: shop(talk + whole), Want: verdict.Pass},
		checktest.Case{
			Name: "two of five", Options: uk,
			Pages: shop(talk + `<p>We use your personal data to send you what you ordered. You have the right to access your data.</p>`),
			Want:  verdict.Warn, Reason: "thin", Key: "no-recipients", Total: 3,
		},
		checktest.Case{Name: "nothing, and short", Options: uk, Pages: shop(talk + talk), Want: verdict.Fail, Reason: "thin", Total: 5},
		checktest.Case{Name: "nothing understood of a long text", Options: uk, Pages: shop(strings.Repeat(talk, 20)), Want: verdict.Warn, Reason: "thin", Total: 5},
		checktest.Case{Name: "rights of buyers are not rights over data", Options: uk, Pages: shop(talk + `<p>You may withdraw from your purchase and have it replaced or repaired.</p>`), Want: verdict.Fail, Reason: "thin", Total: 5},
		checktest.Case{Name: "not read", Options: uk, Pages: shop(``), Want: verdict.Unknown, Reason: "unread"},
	)
}

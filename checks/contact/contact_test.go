package contact_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/contact"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(contact.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

const hello = checktest.Hello

// shop is an English shop of which enough is seen to say that something is missing.
func shop(menu, footer string, more ...checktest.Page) []checktest.Page {
	return checktest.Candles{Menu: menu, Footer: footer}.At(base, more...)
}

const menu = `<a href="/contact">Contact</a>`

func page(body string) checktest.Page {
	return checktest.Page{URL: base + "contact", HTML: `<h1>Contact</h1>` + hello + hello + body}
}

func TestPage(t *testing.T) {
	imprint := checktest.Page{URL: base + "legal-notice", HTML: `<h1>Legal notice</h1>` + hello + `<p>Phone: 020 7946 1234</p><p>hello@valley-candles.co.uk</p>`}
	checktest.Table(t, contact.Page,
		checktest.Case{Name: "in the menu", Pages: shop(menu, ``, page(``)), Want: verdict.Pass, Reason: "page"},
		checktest.Case{Name: "in the footer", Pages: shop(``, menu, page(``)), Want: verdict.Pass, Reason: "page"},
		checktest.Case{Name: "a part of the footer", Pages: shop(``, `<h3>Contact us</h3><p>hello@valley-candles.co.uk</p>`), Want: verdict.Pass, Reason: "section"},
		checktest.Case{Name: "only in the imprint", Pages: shop(``, `<a href="/legal-notice">Legal notice</a>`, imprint), Want: verdict.Warn, Reason: "imprint", Total: 1, At: []string{base + "legal-notice"}},
		checktest.Case{Name: "nowhere", Pages: shop(``, ``), Want: verdict.Fail, Reason: "none", Total: 1, At: []string{base}},
		checktest.Case{Name: "contact lenses are no contact page", Pages: shop(`<a href="/contact-lenses">Contact lenses</a>`, ``, checktest.Page{URL: base + "contact-lenses", HTML: `<h1>Contact lenses</h1>` + hello}), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "dead", Pages: shop(menu, ``, checktest.Page{URL: base + "contact", Status: 404, HTML: `<h1>Page not found</h1>`}), Want: verdict.Fail, Reason: "dead", Total: 1},
		checktest.Case{Name: "a server error is no missing page", Pages: shop(menu, ``, checktest.Page{URL: base + "contact", Status: 503, HTML: `<h1>Sorry</h1>`}), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "a help desk of another host", Pages: shop(`<a href="https://valley.helpdesk.test/new">Contact</a>`, ``), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "not everything was read", Pages: shop(`<a href="/more">More</a>`, ``), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
	)
}

func TestChannels(t *testing.T) {
	const mail, phone, street = `<p>hello@valley-candles.co.uk</p>`, `<p>Phone: +44 20 7123 4567</p>`, `<p>Valley Candles Ltd, 12 Mill Lane, Hebden Bridge HX7 8AB, United Kingdom</p>`
	const form = `<form method="post" action="/send"><input name="name"><input type="email" name="email"><textarea name="message"></textarea><button>Send message</button></form>`
	checktest.Table(t, contact.Channels,
		checktest.Case{Name: "mail and phone", Pages: shop(menu, ``, page(mail+phone)), Want: verdict.Pass, Reason: "enough"},
		checktest.Case{Name: "mail and street", Pages: shop(menu, ``, page(mail+street)), Want: verdict.Pass, Reason: "enough"},
		checktest.Case{Name: "mail alone", Pages: shop(menu, ``, page(mail)), Want: verdict.Warn, Reason: "one", Total: 1, At: []string{base + "contact"}},
		checktest.Case{Name: "a sample does not count", Pages: shop(menu, ``, page(`<p>info@yourdomain.com</p>`+phone)), Want: verdict.Warn, Reason: "one", Total: 1},
		checktest.Case{Name: "a form alone", Pages: shop(menu, ``, page(form)), Want: verdict.Warn, Reason: "form-only", Total: 1},
		checktest.Case{Name: "nothing", Pages: shop(menu, ``, page(``)), Want: verdict.Fail, Reason: "none", Total: 1, At: []string{base + "contact"}},
		checktest.Case{Name: "a picture of the number", Pages: shop(menu, ``, checktest.Page{URL: base + "contact", HTML: `<h1>Contact</h1><img src="/phone.png" alt="">`}), Want: verdict.Unknown, Reason: "veiled"},
		checktest.Case{
			Name:  "an authority in the privacy policy is not the seller",
			Pages: shop(menu+`<a href="/privacy">Privacy policy</a>`, ``, page(``), checktest.Page{URL: base + "privacy", HTML: `<h1>Privacy policy</h1>` + hello + `<p>Complaints: casework@ico-office.org.uk</p>`}),
			Want:  verdict.Unknown, Reason: "others",
		},
		checktest.Case{Name: "a help desk that was not read", Pages: shop(`<a href="https://valley.helpdesk.test/new">Contact</a>`, ``), Want: verdict.Unknown, Reason: "veiled"},
		checktest.Case{Name: "not everything was read", Pages: shop(menu+`<a href="/more">More</a>`, ``, page(``)), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
	)
}

func TestEmailWellformed(t *testing.T) {
	checktest.Table(t, contact.EmailWellformed,
		checktest.Case{Name: "own domain", Pages: shop(menu, ``, page(`<p>hello@shop.valley-candles.co.uk</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "free mail is fine", Pages: shop(menu, ``, page(`<p>valley.candles@gmail.com</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "hidden from collectors by the host", Pages: shop(menu, ``, page(`<p><a href="/cdn-cgi/l/email-protection#7f17131a3f091e13131a0651101118">[email&#160;protected]</a></p>`)), Want: verdict.Pass},
		checktest.Case{Name: "a template's sample", Pages: shop(menu, `<p>info@yourdomain.com</p>`), Want: verdict.Fail, Total: 1, At: []string{base}},
		checktest.Case{Name: "mistyped", Pages: shop(menu, ``, page(`<a href="mailto:hello@valley,uk">Write to us</a>`)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "written against collectors", Pages: shop(menu, ``, page(`<a href="mailto:hello(at)valley.uk">Write to us</a>`)), Want: verdict.Pass},
		checktest.Case{
			Name:  "an example in a help text",
			Pages: shop(menu+`<a href="/faq">FAQ</a>`, ``, page(`<p>hello@valley-candles.co.uk</p>`), checktest.Page{URL: base + "faq", HTML: `<h1>FAQ</h1>` + hello + `<p>Enter your address like this: name@example.com</p>`}),
			Want:  verdict.Pass,
		},
		checktest.Case{Name: "none, and not everything was read", Pages: shop(menu+`<a href="/more">More</a>`, ``, page(``)), Want: verdict.Unknown},
	)
}

func TestPhonePlausible(t *testing.T) {
	const street = `<p>Valley Candles Ltd, 12 Mill Lane, Hebden Bridge HX7 8AB, United Kingdom</p>`
	checktest.Table(t, contact.PhonePlausible,
		checktest.Case{Name: "possible", Pages: shop(menu, ``, page(`<p>Phone: +44 20 7123 4567</p>`+street)), Want: verdict.Pass},
		checktest.Case{Name: "counts up", Pages: shop(menu, ``, page(`<p>Phone: 0123456789</p>`)), Want: verdict.Fail, Total: 1, At: []string{base + "contact"}},
		checktest.Case{Name: "one digit", Pages: shop(menu, ``, page(`<p>Phone: +1 000 000 0000</p>`)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "kept free for films", Pages: shop(menu, ``, page(`<p>Phone: +1 212 555 0123</p>`)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "another country than the address", Pages: shop(menu, ``, page(`<p>Phone: +49 30 901820 15</p>`+street)), Want: verdict.Warn, Reason: "abroad", Total: 1},
		checktest.Case{Name: "one at home, one abroad", Pages: shop(menu, ``, page(`<p>Phone: +49 30 901820 15</p><p>Phone: +44 20 7123 4567</p>`+street)), Want: verdict.Pass},
		checktest.Case{Name: "a plan that is not known", Pages: shop(menu, ``, page(`<p><a href="tel:+4430123">Call us</a></p>`)), Want: verdict.Unknown, Reason: "unverified"},
		checktest.Case{Name: "none", Pages: shop(menu, ``, page(``)), Want: verdict.NotApplicable, Reason: "none"},
	)
}

func TestShopThatIsNotPublicYet(t *testing.T) {
	const local = "http://127.0.0.1:8080/"
	main := `<html lang="en"><body><main><h1>Contact</h1><p>hello@valley.example</p><p>Phone: +44 20 7946 0123</p></main><footer>%</footer></body></html>`
	for _, tt := range []struct {
		name, base, footer string
		want               verdict.Status
	}{
		{"names and numbers kept free", local, "", verdict.Pass},
		{"the same on a public shop", base, "", verdict.Fail},
		{"a template's sample", local, "info@example.com", verdict.Fail},
	} {
		in := checktest.Input(t, checktest.Shop(t, checktest.Page{URL: tt.base, HTML: strings.Replace(main, "%", tt.footer, 1)}), checktest.Options{})
		if r := checktest.Run(t, contact.EmailWellformed, in); r.Status != tt.want {
			t.Errorf("%s: %s, %+v", tt.name, r.Status, r.Findings)
		}
	}
}

func TestUnreachableShopIsUnknown(t *testing.T) {
	snap := checktest.Shop(t, checktest.Page{URL: base, Fault: &snapshot.Fault{Kind: snapshot.FaultTimeout, Text: "no answer"}})
	snap.Have = 0
	in := checktest.Input(t, snap, checktest.Options{})
	for _, c := range contact.All {
		if r := checktest.Run(t, c, in); r.Status != verdict.Unknown {
			t.Errorf("%s: %s", c.Meta.ID, r.Status)
		}
	}
}

package service_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/service"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(service.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

const hello = `<p>We pour every candle by hand from the wax of beekeepers in the valley, and we are glad when somebody likes the smell of it.</p>`

// shop is an English shop of six products of which enough is seen to say that something is missing.
func shop(footer string, more ...checktest.Page) []checktest.Page {
	frame := func(main string) string {
		return `<html lang="en"><head><title>Valley Candles</title></head><body><header><nav><a href="/">Home</a> <a href="/all">All products</a> <a href="/cart">Cart</a></nav></header><main>` +
			main + `</main><footer>` + footer + `</footer></body></html>`
	}
	filler := strings.Repeat(hello, 3)
	list := ""
	pages := []checktest.Page{{URL: base, HTML: frame(`<h1>Welcome to the candle makers of the valley</h1>` + filler)}}
	for i := range 6 {
		name := fmt.Sprintf("Pillar %d", i+1)
		list += fmt.Sprintf(`<li><a href="/p/%d">%s</a> £12.90</li>`, i+1, name)
		data := `<script type="application/ld+json">{"@type":"Product","name":"` + name + `","offers":{"price":"12.90","priceCurrency":"GBP"}}</script>`
		pages = append(pages, checktest.Page{URL: fmt.Sprintf("%sp/%d", base, i+1), HTML: frame(data + `<h1>` + name + `</h1><p>£12.90</p><form method="post" action="/c"><button>Add to cart</button></form>` + filler)})
	}
	pages = append(pages, checktest.Page{URL: base + "all", HTML: frame(`<h1>All products</h1><ul>` + list + `</ul>` + filler)}, checktest.Page{URL: base + "cart", HTML: frame(`<h1>Your cart is empty</h1>`)})
	for _, p := range more {
		p.HTML = frame(p.HTML)
		pages = append(pages, p)
	}
	return pages
}

func faq(body string) checktest.Page {
	return checktest.Page{URL: base + "faq", HTML: `<h1>FAQ</h1>` + body}
}

func questions(n int, format string) string {
	s := ""
	for i := range n {
		s += fmt.Sprintf(format, i)
	}
	return s
}

func TestFAQ(t *testing.T) {
	link := `<a href="/faq">FAQ</a>`
	checktest.Table(t, service.FAQ,
		checktest.Case{Name: "headings", Pages: shop(link, faq(questions(6, `<h2>How about number %d?</h2><p>It takes two or three working days.</p>`))), Want: verdict.Pass},
		checktest.Case{Name: "folded", Pages: shop(link, faq(questions(6, `<details><summary>How about number %d?</summary><p>It takes two or three working days.</p></details>`))), Want: verdict.Pass},
		checktest.Case{Name: "a definition list", Pages: shop(link, faq(`<dl>`+questions(6, `<dt>How about number %d?</dt><dd>It takes two or three working days.</dd>`)+`</dl>`)), Want: verdict.Pass},
		checktest.Case{Name: "headings without question marks", Pages: shop(link, faq(questions(6, `<h3>Sending it back, case %d</h3><p>It takes two or three working days.</p>`))), Want: verdict.Pass},
		checktest.Case{Name: "the answer goes on in the line", Pages: shop(link, faq(questions(6, `<p><b>How about number %d?</b> It takes two or three working days.</p>`))), Want: verdict.Pass},
		checktest.Case{Name: "likewise in Japanese", Pages: shop(link, faq(questions(6, `<p><b>%d番目はいつ届きますか。</b>国内へは二日から四日でお届けします。</p>`))), Want: verdict.Pass},
		checktest.Case{Name: "three", Pages: shop(link, faq(questions(3, `<h2>How about number %d?</h2><p>It takes two or three working days.</p>`))), Want: verdict.Warn, Reason: "thin", Total: 1, At: []string{base + "faq"}},
		checktest.Case{Name: "none", Pages: shop(``), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "a help centre elsewhere", Pages: shop(`<a href="https://help.valley.test/">FAQ</a>`), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "not read", Pages: shop(link), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "filled by scripts", Pages: shop(link, faq(`<div id="app"></div>`)), Edit: func(s *snapshot.Snapshot) { s.Pages.Head(9).Shell = true }, Want: verdict.Unknown},
		checktest.Case{Name: "three products", Pages: func() []checktest.Page { p := shop(``); return append(p[:4:4], p[7:]...) }(), Want: verdict.NotApplicable, Reason: "small"},
	)
}

func TestOrderTracking(t *testing.T) {
	delivery := func(text string) checktest.Page {
		return checktest.Page{URL: base + "delivery", HTML: `<h1>Delivery information</h1><p>We post from Leeds, Monday to Friday, and it takes two to four working days.</p>` + hello + text}
	}
	toDelivery := `<a href="/delivery">Delivery information</a>`
	signIn := checktest.Page{URL: base + "track", HTML: `<h1>Sign in</h1><form method="post" action="/login"><input type="email" name="e"><input type="password" name="p"><button>Sign in</button></form>`}
	checktest.Table(t, service.OrderTracking,
		checktest.Case{Name: "a page", Pages: shop(`<a href="/track">Track your order</a>`, checktest.Page{URL: base + "track", HTML: `<h1>Track your order</h1><form><input name="no"></form>` + hello}), Want: verdict.Pass, Reason: "page"},
		checktest.Case{Name: "a carrier's page", Pages: shop(`<a href="https://track.carrier.test/">Track your parcel</a>`), Want: verdict.Pass, Reason: "page"},
		checktest.Case{Name: "a number is sent", Pages: shop(toDelivery, delivery(`<p>You get a tracking number by e-mail.</p>`)), Want: verdict.Pass, Reason: "sent"},
		checktest.Case{Name: "behind a password", Pages: shop(`<a href="/track">Track your order</a>`+toDelivery, signIn, delivery(``)), Want: verdict.Warn, Reason: "login", Total: 1},
		checktest.Case{Name: "behind a password, but a number is sent too", Pages: shop(`<a href="/track">Track your order</a>`+toDelivery, signIn, delivery(`<p>We send you a tracking link.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "nothing said: the message after the order is not seen", Pages: shop(toDelivery, delivery(``)), Want: verdict.Unknown, Reason: "silent"},
	)
	for lang, line := range map[string]string{
		"de": "Sobald das Paket übergeben ist, erhalten Sie eine Sendungsnummer.", "fr": "Vous recevez un numéro de suivi.", "es": "Recibirás un número de seguimiento.", "it": "Riceverai il codice di tracciamento.",
		"nl": "Je krijgt een track & trace-code.", "pl": "Wyślemy numer przesyłki.", "pt-br": "Enviamos o código de rastreio por e-mail.", "ja": "追跡番号をメールでお知らせします。", "ko": "운송장 번호를 문자로 알려 드립니다.",
		"zh-cn": "发货后短信告知快递单号。", "zh-tw": "出貨後以簡訊告知追蹤編號。",
	} {
		in := checktest.Input(t, checktest.Shop(t, shop(toDelivery, delivery(`<p>`+line+`</p>`))...), checktest.Options{})
		if r := checktest.Run(t, service.OrderTracking, in); r.Status != verdict.Pass {
			t.Errorf("%s: %q is %s", lang, line, r.Status)
		}
	}
}

func TestINGrievance(t *testing.T) {
	india := checktest.Options{Markets: []string{"in"}}
	contact := func(text string) checktest.Page {
		return checktest.Page{URL: base + "contact", HTML: `<h1>Contact</h1>` + hello + hello + text}
	}
	link := `<a href="/contact">Contact us</a>`
	const who = `<h2>Grievance Officer</h2><p>Asha Rao, Customer Relations Manager</p><p>grievance@valley-candles.co.uk, +91 80 4112 3456</p>`
	checktest.Table(t, service.INGrievance,
		checktest.Case{Name: "with times", Options: india, Pages: shop(link, contact(who+`<p>Complaints are acknowledged within 48 hours and redressed within one month.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "without times", Options: india, Pages: shop(link, contact(who)), Want: verdict.Warn, Reason: "times", Total: 1, At: []string{base + "contact"}},
		checktest.Case{Name: "without contact", Options: india, Pages: shop(link, contact(`<p>Please write to our grievance officer.</p>`)), Want: verdict.Warn, Reason: "contact", Total: 1},
		checktest.Case{Name: "none", Options: india, Pages: shop(link, contact(``)), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "none, and the terms were not read", Options: india, Pages: shop(link+`<a href="/terms">Terms and conditions</a>`, contact(``)), Want: verdict.Unknown},
		checktest.Case{Name: "another market", Options: checktest.Options{Markets: []string{"uk"}}, Pages: shop(link, contact(``)), Want: verdict.NotApplicable, Reason: checks.KeyMarket},
	)
}

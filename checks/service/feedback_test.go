package service_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/service"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// with adds html to the page of the first product.
func with(list []checktest.Page, html string) []checktest.Page {
	for i := range list {
		if strings.HasSuffix(list[i].URL, "/p/1") {
			list[i].HTML = strings.Replace(list[i].HTML, "</main>", html+"</main>", 1)
		}
	}
	return list
}

func TestPresales(t *testing.T) {
	contact := func(text string) checktest.Page {
		return checktest.Page{URL: base + "contact", HTML: `<h1>Contact us</h1>` + hello + text}
	}
	const link = `<a href="/contact">Contact us</a>`
	const mail = `<p>Write to hello@valley-candles.co.uk.</p>`
	checktest.Table(t, service.Presales,
		checktest.Case{Name: "an invitation beside the goods", Pages: with(shop(``), `<p>Any questions about this product? We know it well.</p>`), Want: verdict.Pass, Reason: "invited"},
		checktest.Case{Name: "a button", Pages: with(shop(``), `<button type="button">Ask a question</button>`), Want: verdict.Pass},
		checktest.Case{Name: "a messenger", Pages: shop(link, contact(`<p><a href="https://wa.me/441134960123">WhatsApp</a></p>`)), Want: verdict.Pass, Reason: "chat"},
		checktest.Case{Name: "a chat's script", Pages: with(shop(``), `<script src="https://embed.tawk.to/5f/default"></script>`), Want: verdict.Pass, Reason: "chat"},
		checktest.Case{Name: "a form", Pages: shop(link, contact(`<form method="post" action="/send"><label>Your e-mail <input type="email" name="email"></label><label>Message <textarea name="message"></textarea></label><button>Send</button></form>`)), Want: verdict.Pass, Reason: "form"},
		checktest.Case{Name: "a mailbox with hours", Pages: shop(link, contact(mail+`<p>We answer within one working day.</p>`)), Want: verdict.Pass, Reason: "hours"},
		checktest.Case{Name: "a mailbox alone", Pages: shop(link, contact(mail)), Want: verdict.Warn, Reason: "none", Total: 1, At: []string{base + "p/1"}},
		checktest.Case{Name: "an answer time without a way to ask", Pages: shop(``, checktest.Page{URL: base + "news", HTML: `<h1>Journal</h1><p>We answer within one working day.</p>`}), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "the contact page was not read", Pages: shop(link), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "not everything was read", Pages: shop(`<a href="/more">More</a>`, contact(mail)), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
	)
	for lang, line := range map[string]string{
		"de": "Fragen zum Artikel? Wir helfen gern.", "fr": "Poser une question sur ce produit", "es": "¿Tienes dudas? Haz tu consulta sobre este producto.", "it": "Fai una domanda sul prodotto",
		"nl": "Stel een vraag over dit product", "pl": "Zapytaj o produkt", "pt-br": "Tire suas dúvidas sobre o produto", "ja": "この商品について問い合わせる", "ko": "상품 문의", "zh-cn": "售前咨询：点此联系客服", "zh-tw": "商品諮詢請留言",
	} {
		list := shop(``)
		for i := range list {
			list[i].HTML = strings.Replace(list[i].HTML, `lang="en"`, `lang="`+lang+`"`, 1)
		}
		in := checktest.Input(t, checktest.Shop(t, with(list, `<p>`+line+`</p>`)...), checktest.Options{Lang: lang})
		if r := checktest.Run(t, service.Presales, in); r.Status != verdict.Pass {
			t.Errorf("%s: %q is %s", lang, line, r.Status)
		}
	}
}

func TestFeedback(t *testing.T) {
	few := func(list []checktest.Page) []checktest.Page { return append(list[:4:4], list[7:]...) }
	checktest.Table(t, service.Feedback,
		checktest.Case{Name: "reviews", Pages: with(shop(``), `<h2>Customer reviews</h2><p>12 customer reviews</p>`), Want: verdict.Pass, Reason: "reviews"},
		checktest.Case{Name: "a line that asks", Pages: with(shop(``), `<p>Tell us what you think of it.</p>`), Want: verdict.Pass, Reason: "asked"},
		checktest.Case{Name: "a link", Pages: shop(`<a href="/voices">Feedback</a>`, checktest.Page{URL: base + "voices", HTML: `<h1>Write to us</h1>` + hello}), Want: verdict.Pass},
		checktest.Case{Name: "a profile", Pages: shop(`<a href="https://uk.trustpilot.com/review/valley-candles.co.uk">Trustpilot</a>`), Want: verdict.Pass, Reason: "profile"},
		checktest.Case{Name: "a site of reviews, but not the shop's page on it", Pages: shop(`<a href="https://uk.trustpilot.com/">Trustpilot</a>`), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "an article asks for opinions, not the shop", Pages: shop(`<a href="/blog">Journal</a>`, checktest.Page{URL: base + "blog", HTML: `<h1>Journal</h1><article><h2>What we heard at the fair</h2><p>It was a good fair.</p></article>`}), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "none", Pages: shop(``), Want: verdict.Warn, Reason: "none", Total: 1, At: []string{base}},
		checktest.Case{Name: "three products", Pages: few(shop(``)), Want: verdict.NotApplicable, Reason: "small"},
		checktest.Case{Name: "three products so far", Pages: few(shop(``)), Edit: func(s *snapshot.Snapshot) { s.Stop = snapshot.StopPageLimit }, Want: verdict.Unknown, Reason: "unsure"},
		checktest.Case{Name: "not everything was read", Pages: shop(`<a href="/more">More</a>`), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
	)
}

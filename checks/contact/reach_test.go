package contact_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/contact"
	"github.com/shopvet/shopvet/verdict"
)

func TestEmailDomain(t *testing.T) {
	checktest.Table(t, contact.EmailDomain,
		checktest.Case{Name: "its own", Pages: shop(menu, ``, page(`<p>hello@valley-candles.co.uk</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "that of a sister shop", Pages: shop(menu, ``, page(`<p>hello@valley-group.co.uk</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "its own beside a free one", Pages: shop(menu, `<p>valleycandles@gmail.com</p>`, page(`<p>hello@valley-candles.co.uk</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "free ones alone", Pages: shop(menu, ``, page(`<p>valleycandles@gmail.com</p>`)), Want: verdict.Warn, Total: 1, At: []string{base + "contact"}},
		checktest.Case{Name: "the country's own provider", Pages: shop(menu, ``, page(`<p>valley@btinternet.com</p>`)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "free ones, and the imprint was not read", Pages: shop(menu, `<a href="/legal-notice">Legal notice</a>`, page(`<p>valleycandles@gmail.com</p>`)), Want: verdict.Unknown, Reason: "veiled"},
		checktest.Case{Name: "a sample is no address", Pages: shop(menu, ``, page(`<p>info@example.com</p>`)), Want: verdict.NotApplicable},
		checktest.Case{Name: "none", Pages: shop(menu, ``, page(``)), Want: verdict.NotApplicable},
	)
}

func form(action, method string) string {
	return `<form method="` + method + `" action="` + action + `"><label>Name <input name="name"></label><label>E-mail <input type="email" name="email"></label><label>Message <textarea name="message"></textarea></label><button>Send</button></form>`
}

func TestFormSane(t *testing.T) {
	lost := checktest.Page{URL: base + "old", Status: 404, HTML: `<h1>Not found</h1>`}
	local := func(pages []checktest.Page) []checktest.Page {
		for i := range pages {
			pages[i].URL = strings.Replace(pages[i].URL, base, "http://127.0.0.1:8080/", 1)
		}
		return pages
	}
	checktest.Table(t, contact.FormSane,
		checktest.Case{Name: "to the shop", Pages: shop(menu, ``, page(form("/message", "post"))), Want: verdict.Pass},
		checktest.Case{Name: "to its own page", Pages: shop(menu, ``, page(form("", "post"))), Want: verdict.Pass},
		checktest.Case{Name: "sent by a script", Pages: shop(menu, ``, page(form("#", "post"))), Want: verdict.Pass},
		checktest.Case{Name: "to a service for forms", Pages: shop(menu, ``, page(form("https://formspree.io/f/abc", "post"))), Want: verdict.Pass},
		checktest.Case{Name: "to a host that is not known", Pages: shop(menu, ``, page(form("https://desk.valley-group.co/in", "post"))), Want: verdict.Unknown, Reason: "another"},
		checktest.Case{Name: "an address that takes messages only answers 404 to a look", Pages: shop(menu, ``, page(form("/old", "post")), lost), Want: verdict.Pass},
		checktest.Case{Name: "sent like a link to a page that is gone", Pages: shop(menu, ``, page(form("/old", "get")), lost), Want: verdict.Warn, Key: "gone", Total: 1, At: []string{base + "contact"}},
		checktest.Case{Name: "a mail program", Pages: shop(menu, ``, page(form("mailto:hello@valley-candles.co.uk", "post"))), Want: verdict.Warn, Key: "mail", Total: 1},
		checktest.Case{Name: "the builder's machine", Pages: shop(menu, ``, page(form("http://localhost/contact.php", "post"))), Want: verdict.Warn, Key: "sample", Total: 1},
		checktest.Case{Name: "a template's address", Pages: shop(menu, ``, page(form("https://www.example.com/send", "post"))), Want: verdict.Warn, Key: "sample", Total: 1},
		checktest.Case{Name: "a shop in the making", Pages: local(shop(menu, ``, page(form("http://localhost:8080/send", "post")))), Want: verdict.Unknown},
		checktest.Case{Name: "no form", Pages: shop(menu, ``, page(``)), Want: verdict.NotApplicable},
	)
}

func TestHours(t *testing.T) {
	for lang, lines := range map[string][]string{
		"en": {"Phone lines are open 9am to 5pm.", "Mon–Fri 09:00–17:00", "We reply to every message within two working days.", "24/7 support", "We usually get back to you within 24 hours."},
		"de": {"Telefonisch sind wir Mo–Do von 9 bis 17 Uhr da.", "Wir melden uns innerhalb von 24 Stunden.", "Mo.-Fr. 8:00 - 16:30 Uhr"},
		"fr": {"Du mardi au samedi de 10h à 19h", "Nous vous répondons sous 48 heures."},
		"es": {"Lunes a jueves de 9:00 a 18:00 h", "Te contestamos en 24 horas."},
		"it": {"Lun-Ven 9.00-18.00", "Rispondiamo entro 2 giorni lavorativi."},
		"nl": {"Ma t/m vr 9:00 - 17:00 uur", "Je krijgt binnen 1 werkdag antwoord. We antwoorden binnen 24 uur."},
		"pl": {"pn.–pt. 8:00–16:00", "Odpowiadamy w ciągu 24 godzin."},
		"ja": {"平日10:00～17:00", "午前10時から午後5時まで", "２営業日以内に返信いたします"},
		"ko": {"평일 10:00 ~ 18:00 (점심 12:00~13:00)", "오전 10시 ~ 오후 5시"},
		"zh": {"周一至周五 9:00-18:00", "24小时内回复"},
	} {
		for _, line := range lines {
			in := checktest.Input(t, checktest.Shop(t, shop(menu, ``, page(`<p>hello@valley-candles.co.uk</p><p lang="`+lang+`">`+line+`</p>`))...), checktest.Options{})
			if r := checktest.Run(t, contact.Hours, in); r.Status != verdict.Pass {
				t.Errorf("%s: %q is %s, %s", lang, line, r.Status, r.Reason.Text)
			}
		}
	}
	mail := `<p>hello@valley-candles.co.uk</p>`
	checktest.Table(t, contact.Hours,
		checktest.Case{Name: "in structured data", Pages: shop(menu, ``, page(mail+`<script type="application/ld+json">{"@type":"Store","name":"Valley","openingHours":"Mo-Fr 09:00-17:00"}</script>`)), Want: verdict.Pass},
		checktest.Case{Name: "none", Pages: shop(menu, ``, page(mail)), Want: verdict.Warn, Total: 1, At: []string{base + "contact"}},
		checktest.Case{Name: "numbers that are no times", Pages: shop(menu, ``, page(mail+`<p>Sizes 36-42, returns within 30 days, from 10 to 20 pieces, since 2011-2024.</p>`)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "the contact page was not read", Pages: shop(menu, mail), Want: verdict.Unknown},
		checktest.Case{Name: "no way to reach anybody", Pages: shop(menu, ``, page(``)), Want: verdict.NotApplicable},
	)
}

func TestSocialReal(t *testing.T) {
	icons := func(links ...string) []checktest.Page {
		footer := ""
		for _, l := range links {
			footer += `<a href="` + l + `" aria-label="Follow us"><svg></svg></a> `
		}
		return shop(menu, footer, page(``))
	}
	checktest.Table(t, contact.SocialReal,
		checktest.Case{Name: "profiles", Pages: icons("https://www.instagram.com/valleycandles/", "https://www.facebook.com/profile.php?id=1000", "https://www.youtube.com/@valley", "https://valley.tumblr.com/"), Want: verdict.Pass},
		checktest.Case{Name: "front pages", Pages: icons("https://www.instagram.com/", "https://facebook.com"), Want: verdict.Warn, Key: "front", Total: 2, At: []string{base, base}},
		checktest.Case{Name: "the shop system's", Pages: icons("https://www.facebook.com/shopify"), Want: verdict.Warn, Key: "system", Total: 1},
		checktest.Case{Name: "icons that lead nowhere", Pages: shop(menu, `<a href="#" aria-label="Instagram"><svg></svg></a>`, page(``)), Want: verdict.Warn, Key: "nowhere", Total: 1},
		checktest.Case{Name: "an icon that opens by a script", Pages: shop(menu, `<a href="#" role="button" data-toggle="modal" aria-label="Instagram"><svg></svg></a>`, page(``)), Want: verdict.NotApplicable},
		checktest.Case{Name: "buttons to share a page", Pages: icons("https://www.facebook.com/sharer/sharer.php?u=https://valley-candles.co.uk/", "https://twitter.com/intent/tweet?text=x", "https://pinterest.com/pin/create/button/?url=x"), Want: verdict.NotApplicable},
		checktest.Case{Name: "messengers are ways of contact", Pages: icons("https://wa.me/442071234567", "https://m.me/"), Want: verdict.NotApplicable},
		checktest.Case{Name: "none", Pages: shop(menu, ``, page(``)), Want: verdict.NotApplicable},
	)
}

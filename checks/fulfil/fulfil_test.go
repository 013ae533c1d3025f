package fulfil_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/fulfil"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(fulfil.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

const hello = checktest.Hello

// shop is an English shop of which enough is seen to say that something is missing. product is added to its product page.
func shop(footer, product string, more ...checktest.Page) []checktest.Page {
	return checktest.Candles{Footer: footer, Product: product}.At(base, more...)
}

func at(path, html string) checktest.Page { return checktest.Page{URL: base + path, HTML: html} }

const (
	link  = `<a href="/delivery">Delivery</a>`
	terms = `<a href="/terms">Terms and conditions</a>`
	when  = `<p>Delivery takes 2 to 4 working days.</p>`
)

func TestPolicy(t *testing.T) {
	checktest.Table(t, fulfil.Policy,
		checktest.Case{Name: "a page", Pages: shop(link, ``, at("delivery", `<h1>Delivery</h1>`+hello)), Want: verdict.Pass},
		checktest.Case{Name: "together with returns", Pages: shop(`<a href="/help-returns">Returns &amp; delivery</a>`, ``, at("help-returns", `<h1>Returns &amp; delivery</h1>`+hello)), Want: verdict.Pass},
		checktest.Case{
			Name:  "only inside the terms",
			Pages: shop(terms, ``, at("terms", `<h1>Terms and conditions</h1><h2>Contract</h2>`+hello+`<h2>Delivery</h2>`+hello)),
			Want:  verdict.Warn, Reason: "in-terms", Total: 1,
		},
		checktest.Case{
			Name:  "inside the terms, with a link of its own",
			Pages: shop(terms+`<a href="/terms#delivery">Delivery</a>`, ``, at("terms", `<h1>Terms and conditions</h1><h2>Contract</h2>`+hello+`<h2 id="delivery">Delivery</h2>`+hello)),
			Want:  verdict.Pass,
		},
		checktest.Case{Name: "none", Pages: shop(``, when), Want: verdict.Fail, Reason: "none", Total: 1, At: []string{base}},
		checktest.Case{Name: "an empty page", Pages: shop(link, ``, at("delivery", `<h1>Delivery</h1>`)), Want: verdict.Fail, Reason: "hollow", Total: 1},
		checktest.Case{Name: "downloads only", Pages: shop(``, `<p>Instant download after payment.</p>`), Want: verdict.NotApplicable, Reason: "digital"},
		checktest.Case{Name: "collected only", Pages: shop(`<p>Collection only from our workshop in Hebden Bridge.</p>`, ``), Want: verdict.NotApplicable, Reason: "pickup"},
		checktest.Case{Name: "not read", Pages: shop(link, ``), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "not everything was read", Pages: shop(`<a href="/more">More</a>`, ``), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
		checktest.Case{Name: "shipping boxes are goods", Pages: shop(`<a href="/boxes">Shipping boxes</a>`, ``, at("boxes", `<h1>Shipping boxes</h1>`+hello)), Want: verdict.Fail, Reason: "none", Total: 1},
	)
}

// TestOnlyCollected: what a shop does not send may be advertising or bills, and some days are without deliveries.
func TestOnlyCollected(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"pt-br", "Não enviamos; a retirada é na loja, em Cláudio.", true},
		{"pt-br", "Não enviamos cobranças por WhatsApp nem pedimos taxa de liberação.", false},
		{"it", "Non spediamo: si ritira in bottega.", true},
		{"it", "Non spediamo pubblicità né newsletter senza consenso.", false},
		{"pl", "Nie wysyłamy reklam bez zgody.", false},
		{"pl", "Nie wysyłamy paczek, zapraszamy po odbiór.", true},
		{"fr", "Pas de livraison le dimanche.", false},
		{"es", "No hacemos envíos de publicidad.", false},
		{"es", "No hacemos envíos: se recoge en el taller.", true},
		{"zh-tw", "我們不寄送廣告信。", false},
		{"zh-cn", "周末不发货，仅工作日发货。", false},
		{"en", "We don't ship: please collect from the workshop.", true},
		{"de", "Kein Versand, nur Abholung in der Werkstatt.", true},
	} {
		if got := fulfil.Collects(c.text, c.lang); got != c.want {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
}

func TestTime(t *testing.T) {
	checktest.Table(t, fulfil.Time,
		checktest.Case{Name: "on the product page", Pages: shop(``, when), Want: verdict.Pass},
		checktest.Case{Name: "a date", Pages: shop(``, `<p>Get it by Tuesday, 24 November.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "days of the week", Pages: shop(``, `<p>Delivered on Thursday or Friday, in the slot you choose.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "days on which questions on delivery are answered", Pages: shop(``, `<p>Questions on delivery? Monday to Friday we are there for you.</p>`), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "made to order", Pages: shop(``, `<p>Made for you: ships within 3 to 5 weeks.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "in the frame around it", Pages: shop(when, ``), Want: verdict.Pass},
		checktest.Case{Name: "only in the text on delivery", Pages: shop(link, ``, at("delivery", `<h1>Delivery</h1>`+hello+when)), Want: verdict.Warn, Reason: "policy", Total: 1, At: []string{base + "p/1"}},
		checktest.Case{Name: "only in the text on delivery, and the product's letters are garbled", Pages: shop(link, strings.Repeat("<p>Livraison gratuite dÃ¨s 2 piÃ¨ces</p>", 4), at("delivery", `<h1>Delivery</h1>`+hello+when)), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
		checktest.Case{Name: "none", Pages: shop(link, ``, at("delivery", `<h1>Delivery</h1>`+hello)), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{
			Name:  "the time in which questions are answered",
			Pages: shop(link+terms, ``, at("delivery", `<h1>Delivery</h1>`+hello), at("terms", `<h1>Terms and conditions</h1>`+hello+`<p>We answer complaints within two working days.</p>`)),
			Want:  verdict.Fail, Reason: "none", Total: 1,
		},
		checktest.Case{Name: "a number that is no time of delivery", Pages: shop(``, `<p>Burns for 40 hours.</p>`), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "downloads only", Pages: shop(``, `<p>Instant download after payment.</p>`), Want: verdict.NotApplicable},
		checktest.Case{Name: "no product page was read", Pages: []checktest.Page{{URL: base, HTML: `<html lang="en"><main><h1>Candles</h1>` + hello + `</main></html>`}}, Want: verdict.Unknown, Reason: "products"},
		checktest.Case{Name: "the text on delivery was not read", Pages: shop(link, ``), Want: verdict.Unknown, Reason: "unread"},
	)
}

func TestWeekdaysOfDelivery(t *testing.T) {
	for lang, line := range map[string]string{
		"de": "Lieferung am Donnerstag oder Freitag.", "fr": "Livraison le jeudi ou le vendredi.", "es": "Entrega los jueves y viernes.", "it": "Consegna il giovedì mattina.", "nl": "Bezorgd op donderdag.",
		"pt-br": "Entrega quinta ou sexta, no horário que você escolher.", "pl": "Dostawa w czwartek lub piątek.", "zh-cn": "每周四配送。", "zh-tw": "每週四配送。", "ja": "毎週木曜日にお届けします。", "ko": "매주 목요일 배송합니다.",
	} {
		if !fulfil.NamesWeekday(line, lang) {
			t.Errorf("%s: %q names no day", lang, line)
		}
	}
	for lang, line := range map[string]string{
		"de": "Fragen zur Lieferung? Montag bis Freitag sind wir da.", "fr": "Livraison : une question ? Du lundi au vendredi.", "pt-br": "Entrega: dúvidas de segunda a sexta.", "ja": "配送のお問い合わせは月曜から金曜まで。", "ko": "배송 문의: 월요일부터 금요일까지",
	} {
		if fulfil.NamesWeekday(line, lang) {
			t.Errorf("%s: %q tells when somebody is there", lang, line)
		}
	}
}

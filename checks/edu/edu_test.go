package edu_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/edu"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(edu.All)
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

// goods returns n product pages.
func goods(n int) []checktest.Page {
	var list []checktest.Page
	for i := range n {
		list = append(list, at(fmt.Sprintf("p/1%d", i), fmt.Sprintf(`<script type="application/ld+json">{"@type":"Product","name":"Pillar %d","offers":{"price":"12.90"}}</script><h1>Pillar %d</h1>`, i, i)+hello))
	}
	return list
}

func TestBuyerHelp(t *testing.T) {
	with := func(footer string, more ...checktest.Page) []checktest.Page {
		return shop(footer, ``, append(goods(5), more...)...)
	}
	checktest.Table(t, edu.BuyerHelp,
		checktest.Case{Name: "two pages", Pages: with(`<a href="/size-guide">Size guide</a> <a href="/safe">How to pay safely</a>`, at("size-guide", `<h1>Size guide</h1>`+hello), at("safe", `<h1>How to pay safely</h1>`+hello)), Want: verdict.Pass},
		checktest.Case{Name: "two parts of one page", Pages: with(`<a href="/faq">FAQ</a>`, at("faq", `<h1>FAQ</h1><h2>Care instructions</h2>`+hello+`<h2>How to order</h2>`+hello)), Want: verdict.Pass},
		checktest.Case{Name: "how the state of used goods is told", Pages: with(`<a href="/grades">How we grade</a> <a href="/care">Care guide</a>`, at("grades", `<h1>How we grade</h1>`+hello), at("care", `<h1>Care guide</h1>`+hello)), Want: verdict.Pass},
		checktest.Case{Name: "one", Pages: with(`<a href="/size-guide">Size guide</a>`, at("size-guide", `<h1>Size guide</h1>`+hello)), Want: verdict.Warn, Reason: "little", Total: 1},
		checktest.Case{Name: "advice in the answers", Pages: with(`<a href="/faq">FAQ</a>`, at("faq", `<h1>FAQ</h1><h3>Do the pillars drip?</h3><p>Not in still air.</p><h3>Can I burn them outdoors?</h3><p>In a lantern.</p>
<h3>Why is the wax white in places?</h3><p>That is bloom; wipe it off.</p><h3>Is this message yours?</h3><p>We never ask you for a card number or a password by e-mail.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "questions about the order are no help with the goods", Pages: with(`<a href="/faq">FAQ</a>`, at("faq", `<h1>FAQ</h1><h3>How long does delivery take?</h3><p>Two days.</p><h3>How can I return something?</h3><p>By post.</p>
<h3>Which payment methods do you take?</h3><p>Cards.</p><h3>Where is my order?</h3><p>On its way.</p>`)), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "none is a warning, never a fail", Pages: with(``), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "few products", Pages: shop(``, ``), Want: verdict.NotApplicable, Reason: "small"},
		checktest.Case{Name: "few products were read", Pages: shop(``, ``), Edit: func(s *snapshot.Snapshot) { s.Stop = snapshot.StopPageLimit }, Want: verdict.Unknown, Reason: "unsure"},
		checktest.Case{Name: "not everything was read", Pages: with(`<a href="/more">More</a>`), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
	)
}

func TestPaymentSafety(t *testing.T) {
	with := func(footer string, more ...checktest.Page) []checktest.Page {
		return shop(footer, ``, append(goods(5), more...)...)
	}
	returns := func(text string) checktest.Page {
		return at("returns", `<h1>Returns policy</h1><p>You can send goods back within 30 days of receiving them, unused and in their packaging.</p>`+hello+text)
	}
	const link = `<a href="/returns">Returns policy</a>`
	checktest.Table(t, edu.PaymentSafety,
		checktest.Case{Name: "a page", Pages: with(`<a href="/safe">How to pay safely</a>`, at("safe", `<h1>How to pay safely</h1>`+hello)), Want: verdict.Pass, Reason: "advice"},
		checktest.Case{Name: "a part of the questions", Pages: with(`<a href="/faq">FAQ</a>`, at("faq", `<h1>FAQ</h1><h2>How do I know that a message is really from you?</h2>`+hello)), Want: verdict.Pass, Reason: "advice"},
		checktest.Case{Name: "a sentence in the text on paying", Pages: with(`<a href="/payment">Payment methods</a>`, at("payment", `<h1>Payment methods</h1><p>We take cards and PayPal. We will never ask for your password.</p>`+hello)), Want: verdict.Pass, Reason: "advice"},
		checktest.Case{Name: "how money comes back", Pages: with(link, returns(`<p>We pay back by the same means of payment that you used.</p>`)), Want: verdict.Pass, Reason: "refunds"},
		checktest.Case{Name: "how money comes back, told in two breaths", Pages: with(link, returns(`<h2>How refunds are paid</h2><p>To the card or account you paid with, within 5 business days of us agreeing.</p>`)), Want: verdict.Pass, Reason: "refunds"},
		checktest.Case{Name: "nothing", Pages: with(link, returns(``)), Want: verdict.Warn, Reason: "none", Total: 1, At: []string{base + "returns"}},
		checktest.Case{Name: "goods named so are no advice", Pages: with(link, returns(``), at("p/99", `<script type="application/ld+json">{"@type":"Product","name":"Phishing, the board game","offers":{"price":"12.90"}}</script><h1>Phishing, the board game</h1>`+hello)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "the text was not read", Pages: with(link), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "few products", Pages: shop(``, ``), Want: verdict.NotApplicable, Reason: "small"},
		checktest.Case{Name: "few products were read", Pages: shop(``, ``), Edit: func(s *snapshot.Snapshot) { s.Stop = snapshot.StopPageLimit }, Want: verdict.Unknown, Reason: "unsure"},
	)
	for lang, line := range map[string]string{
		"de": "Für die Rückzahlung verwenden wir dasselbe Zahlungsmittel, das Sie eingesetzt haben.", "fr": "Le remboursement se fait par le même moyen de paiement.", "es": "La devolución se hace por el mismo medio de pago.",
		"it": "Il rimborso avviene con lo stesso mezzo di pagamento.", "nl": "Wij betalen terug via hetzelfde betaalmiddel.", "pl": "Zwrotu dokonujemy przy użyciu takiego samego sposobu płatności, tą samą metodą.", "pt-br": "O estorno é feito pela mesma forma de pagamento.",
		"ja": "返金は、お支払いいただいた方法で行います。", "ko": "환불은 동일한 결제수단으로 진행됩니다.", "zh-cn": "退款将原路退回。", "zh-tw": "退款將退回原付款帳戶。",
	} {
		list := with(link, returns(`<p>`+line+`</p>`))
		for i := range list {
			list[i].HTML = strings.Replace(list[i].HTML, `lang="en"`, `lang="`+lang+`"`, 1)
		}
		in := checktest.Input(t, checktest.Shop(t, list...), checktest.Options{Lang: lang})
		if r := checktest.Run(t, edu.PaymentSafety, in); r.Status != verdict.Pass {
			t.Errorf("%s: %q is %s", lang, line, r.Status)
		}
	}
}

// Headings of one word, and what a shop never asks for, were no help in several languages.
func TestHelpInPlainWords(t *testing.T) {
	help := []checktest.Case{
		{Name: "none", Pages: shop(``, ``, goods(5)...), Want: verdict.Warn, Total: 1},
		{Name: "few products", Pages: shop(``, ``), Want: verdict.NotApplicable},
	}
	warned := slices.Clone(help)
	for lang, c := range map[string]struct{ heading, warning string }{
		"de":    {"Aufbewahrung", "Wenn Mails in unserem Namen um Geld bitten, sind sie nicht von uns: Wir fragen nie nach Kartendaten."},
		"en":    {"Washing and care", "If you get messages in our name that ask for money, ring us before you pay."},
		"fr":    {"Lavage et conservation", "Nous ne vous demandons jamais votre code de carte par courriel."},
		"es":    {"Lavado y conservación", "Nunca pedimos datos de la tarjeta por correo."},
		"it":    {"Conservazione", "Non chiediamo mai i dati della carta per posta elettronica."},
		"nl":    {"Wassen en bewaren", "We vragen nooit per mail om je pasgegevens."},
		"pl":    {"Pranie i przechowywanie", "Nigdy nie prosimy mailem o numer karty."},
		"pt-br": {"Lavagem e conservação", "Nunca pedimos dados do cartão por mensagem."},
		"zh-cn": {"清洗与保养", "若有人冒充本店要求转账，请先来电核实。"},
		"zh-tw": {"清潔與保養", "本店不會要求操作ATM，如接獲來電請先查證。"},
		"ja":    {"道具の手入れ", "当店の名をかたり、別の口座へ振り込ませようとするメールにお気をつけください。"},
		"ko":    {"세탁과 보관", "저희는 전화로 비밀번호를 묻지 않습니다. 사칭 연락을 받으시면 먼저 확인해 주세요."},
	} {
		text := "<h1>x</h1><h2>" + c.heading + "</h2>" + hello + "<p>" + c.warning + "</p>"
		faq := checktest.Page{URL: base + "faq", HTML: `<html lang="` + lang + `"><title>x</title><body>` + text + `</body></html>`}
		help = append(help, checktest.Case{Name: lang, Pages: shop(`<a href="/faq">FAQ</a> <a href="/safe">How to pay safely</a>`, ``, append(goods(5), faq, at("safe", `<h1>How to pay safely</h1>`+hello))...), Want: verdict.Pass})
		safe := checktest.Page{URL: base + "payment", HTML: `<html lang="` + lang + `"><title>Payment</title><body><h1>Payment</h1><p>` + c.warning + `</p>` + hello + `</body></html>`}
		warned = append(warned, checktest.Case{Name: lang, Pages: shop(`<a href="/payment">Payment</a>`, ``, append(goods(5), safe)...), Want: verdict.Pass})
	}
	checktest.Table(t, edu.BuyerHelp, help...)
	checktest.Table(t, edu.PaymentSafety, warned...)
}

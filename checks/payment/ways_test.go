package payment_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/checks/payment"
	"github.com/shopvet/shopvet/verdict"
)

func TestReversible(t *testing.T) {
	cart := at("cart", `<h1>Your cart is empty</h1>`)
	pays := func(p string) []checktest.Page { return shop(`<p>`+p+`</p>`, ``, cart) }
	checktest.Table(t, payment.Reversible,
		checktest.Case{Name: "cards", Pages: pays("We accept Visa, Mastercard and bank transfer."), Want: verdict.Pass},
		checktest.Case{Name: "coins and gift cards", Pages: pays("Payment by Bitcoin, Western Union or bank transfer."), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "transfer in advance is the custom of small trade", Pages: pays("Payment by bank transfer in advance."), Want: verdict.Unknown, Reason: "unsure"},
		checktest.Case{Name: "iDEAL alone tells nothing", Pages: pays("Payment by iDEAL."), Want: verdict.Unknown},
		checktest.Case{Name: "none was seen", Pages: pays("Candles"), Want: verdict.Unknown, Reason: "not-seen"},
	)
}

// TestOnlyATransfer: a shop that says that it takes a transfer and nothing else is told so, whatever language it speaks.
func TestOnlyATransfer(t *testing.T) {
	for lang, list := range map[string]map[string]bool{
		"en":    {"Payment is by bank transfer only.": true, "We take payment exclusively by bank transfer, in advance.": true, "We pack your order only after the bank transfer has come in.": false, "You can pay not only by bank transfer but also in our shop.": false},
		"de":    {"Die Zahlung erfolgt ausschließlich per Banküberweisung.": true, "Wir liefern nur gegen Vorauszahlung per Banküberweisung.": true, "Bei Banküberweisung nennen wir nur die Kontonummer.": false, "Wir versenden nur nach Eingang der Banküberweisung.": false},
		"fr":    {"Le paiement se fait uniquement par virement bancaire.": true, "Règlement par virement bancaire uniquement.": true, "Le colis part seulement après le virement bancaire.": false},
		"es":    {"El pago se hace únicamente por transferencia bancaria.": true, "Enviamos solo tras recibir la transferencia bancaria.": false},
		"it":    {"Si paga esclusivamente con bonifico bancario.": true},
		"nl":    {"U betaalt uitsluitend via bankoverschrijving.": true},
		"pl":    {"Przyjmujemy płatność wyłącznie przelewem bankowym.": true, "Wysyłamy tylko po otrzymaniu przelewu, przelew bankowy trwa dzień.": false},
		"ja":    {"お支払いは銀行振込のみとなります。": true, "銀行振込の場合は、ご入金の確認後に発送します。": false},
		"ko":    {"결제는 무통장입금만 가능합니다.": true},
		"zh-CN": {"付款方式:仅支持银行转账。": true},
	} {
		for sentence, want := range list {
			pages := shop(`<p>`+sentence+`</p>`, ``, at("cart", `<h1>Cart</h1><p>`+sentence+`</p>`))
			for i := range pages {
				pages[i].HTML = strings.Replace(pages[i].HTML, `lang="en"`, `lang="`+lang+`"`, 1)
			}
			in := checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{})
			in.Site.Look = facts.Look{Full: true}
			if r := checktest.Run(t, payment.Reversible, in); (r.Status == verdict.Warn) != want || want && r.Reason.Key != "advance" {
				t.Errorf("%s: %q: %s, %s", lang, sentence, r.Status, r.Reason.Text)
			}
		}
	}
}

func TestFrame(t *testing.T) {
	card := func(action string) checktest.Page {
		return at("checkout", `<h1>Checkout</h1><form method="post" action="`+action+`"><input name="cardnumber" autocomplete="cc-number"><input name="cvc"><button>Pay now</button></form>`)
	}
	cart := at("cart", `<h1>Your cart is empty</h1><a href="/checkout">Checkout</a>`)
	checktest.Table(t, payment.Frame,
		checktest.Case{Name: "a provider's address", Pages: shop(``, ``, cart, card("https://secure.worldpay.com/pay")), Want: verdict.Pass},
		checktest.Case{Name: "a provider's frame", Pages: shop(``, ``, cart, at("checkout", `<h1>Checkout</h1><iframe src="https://js.stripe.com/v3/elements"></iframe>`)), Want: verdict.Pass},
		checktest.Case{Name: "the shop itself", Pages: shop(``, ``, cart, card("/pay")), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "somebody else", Pages: shop(``, ``, cart, card("https://collect.elsewhere.test/x")), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "fields without names are not sent", Pages: shop(``, ``, cart, at("checkout", `<h1>Checkout</h1><form method="post" action="https://elsewhere.test/"><input data-stripe="number" autocomplete="cc-number"></form>`)), Want: verdict.NotApplicable},
		checktest.Case{Name: "a gift card is none", Pages: shop(``, `<form method="post" action="https://elsewhere.test/g"><input name="giftcardnumber"></form>`, cart), Want: verdict.NotApplicable, Reason: "none"},
	)
}

func TestScripts(t *testing.T) {
	checkout := func(n int) []checktest.Page {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<script src="https://host%d.test/a.js"></script><script src="https://host%d.test/b.js"></script>`, i, i)
		}
		return shop(``, ``, at("cart", `<h1>Your cart is empty</h1><a href="/checkout">Checkout</a>`), at("checkout", `<h1>Checkout</h1>`+b.String()))
	}
	checktest.Table(t, payment.Scripts,
		checktest.Case{Name: "five", Pages: checkout(5), Want: verdict.Pass},
		checktest.Case{Name: "six", Pages: checkout(6), Want: verdict.Warn, Total: 6},
		checktest.Case{Name: "sixteen", Pages: checkout(16), Want: verdict.Fail, Total: 16},
		checktest.Case{Name: "no checkout and no cart was read", Pages: shop(``, ``), Want: verdict.Unknown, Reason: "not-seen"},
	)
}

func TestSurcharge(t *testing.T) {
	eu := checktest.Options{Markets: []string{"eu"}}
	says := func(text string) []checktest.Page {
		return shop(`<a href="/payment">Payment methods</a>`, ``, at("payment", `<h1>Payment methods</h1>`+hello+`<p>`+text+`</p>`))
	}
	checktest.Table(t, payment.Surcharge,
		checktest.Case{Name: "none", Pages: says("We accept Visa."), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "for cards", Pages: says("We add a credit card surcharge of 2.5 %."), Options: eu, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "in a table", Pages: says("</p><table><tr><th>Method</th><th>Charge</th></tr><tr><td>PayPal</td><td>2.5 % surcharge</td></tr></table><p>"), Options: eu, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "in words of its own", Pages: says("Visa and Mastercard: a handling fee of 2 % is added."), Options: eu, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "delivery beside cards", Pages: says("PayPal, Visa, cash on delivery (a fee of £4.90)."), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "a deposit by card", Pages: says("A fee of £20 is held on your Visa as a deposit for tents."), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "reminders", Pages: says("Klarna may ask a late fee of £5."), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "for none", Pages: says("There is no credit card surcharge of 2.5 % as elsewhere."), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "for businesses", Pages: says("For corporate cards a credit card surcharge of 1.5 % applies."), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "cash on delivery is a courier's work", Pages: says("Cash on delivery costs £4.90 extra."), Options: eu, Want: verdict.Pass},
		checktest.Case{Name: "elsewhere it is the custom", Pages: says("We add a credit card surcharge of 2.5 %."), Options: checktest.Options{Markets: []string{"au"}}, Want: verdict.NotApplicable},
	)
}

func TestGuest(t *testing.T) {
	checktest.Table(t, payment.Guest,
		checktest.Case{Name: "as a guest", Pages: shop(``, ``, at("cart", `<h1>Your cart</h1><p>Check out as a guest or sign in.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "not without", Pages: shop(``, ``, at("cart", `<h1>Your cart</h1><p>An account is required to order.</p>`)), Want: verdict.Warn, Total: 1, At: []string{base + "cart"}},
		checktest.Case{Name: "not without, though parcels are followed without", Pages: shop(`<a href="/delivery">Delivery</a>`, ``, at("cart", `<h1>Your cart</h1><p>An account is required to order.</p>`),
			at("delivery", `<h1>Delivery</h1><p>We send a link by which you follow the parcel, no account needed.</p><p>Delivery takes two to four days and costs £3.95.</p>`)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "not without, though one withdraws without", Pages: shop(`<a href="/returns">Returns</a>`, ``, at("cart", `<h1>Your cart</h1><p>An account is required to order.</p>`),
			at("returns", `<h1>Returns</h1><p>Tell us within 14 days that you want to send something back. No account needed.</p>`)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "as a guest, told beside delivery", Pages: shop(`<a href="/delivery">Delivery</a>`, ``, at("cart", `<h1>Your cart is empty</h1>`),
			at("delivery", `<h1>Delivery</h1><p>You can order without an account.</p><p>Delivery takes two to four days and costs £3.95.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "nothing is said", Pages: shop(``, ``, at("cart", `<h1>Your cart is empty</h1>`)), Want: verdict.Unknown, Reason: "not-said"},
	)
}

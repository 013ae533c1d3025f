package policy_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/policy"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// walked is the way to the checkout with what the buttons at its steps say.
func walked(end snapshot.OrderEnd, product, checkout []string) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		s.Order = &snapshot.Order{From: "https://shop.example/p", End: end, Steps: []snapshot.OrderStep{
			{URL: "https://shop.example/p", Buttons: product},
			{URL: "https://shop.example/checkout", Pressed: "Checkout", Checkout: true, Buttons: checkout, Asked: []string{"email"}},
		}}
	}
}

func TestOrderButton(t *testing.T) {
	home := []checktest.Page{{URL: "https://shop.example/", HTML: `<!doctype html><html lang=en><main><h1>Candles</h1><p>Hand-poured.</p></main></html>`}}
	static := func(button string) []checktest.Page {
		return append(home, checktest.Page{URL: "https://shop.example/checkout", HTML: `<!doctype html><html lang=de><main><h1>Kasse</h1><form method=post action=/order>
<label>E-Mail <input type=email name=email></label><label>Straße <input type=text name=street></label><button>` + button + `</button></form></main></html>`})
	}
	// cart is a small shop's cart that asks for all at once.
	cart := func(lang, name, mail, street, rest, button string) []checktest.Page {
		return append(home, checktest.Page{URL: "https://shop.example/cart", HTML: `<!doctype html><html lang=` + lang + `><main><h1>` + name + `</h1><form method=post action=/cart><label>1 <input type=text name=q1></label>
<label>` + mail + ` <input type=text name=a></label><label>` + street + ` <input type=text name=b></label>` + rest + `<button>` + button + `</button></form></main></html>`})
	}
	uk, de := checktest.Options{Markets: []string{"uk"}}, checktest.Options{Markets: []string{"de"}}
	checktest.Table(t, policy.OrderButton,
		checktest.Case{Name: "it says that one pays", Pages: home, Options: uk, Edit: walked(snapshot.OrderLast, nil, []string{"Apply", "Pay now £12.90"}), Want: verdict.Pass, Reason: "due"},
		checktest.Case{Name: "it only orders", Pages: home, Options: uk, Edit: walked(snapshot.OrderLast, []string{"Add to basket"}, []string{"Apply", "Place order"}), Want: verdict.Warn, Reason: "bare", Total: 1},
		checktest.Case{Name: "the small cart's button is not the last", Pages: home, Options: de, Edit: walked(snapshot.OrderAsks, []string{"Jetzt bestellen"}, []string{"Jetzt bestellen", "Weiter"}), Want: verdict.Unknown, Reason: "asks"},
		checktest.Case{Name: "a button that leads on is not the last", Pages: home, Options: de, Edit: walked(snapshot.OrderAsks, nil, []string{"Weiter"}), Want: verdict.Unknown, Reason: "asks"},
		checktest.Case{Name: "the way ended before", Pages: home, Options: de, Edit: func(s *snapshot.Snapshot) { s.Order = &snapshot.Order{End: snapshot.OrderNoWay} }, Want: verdict.Unknown, Reason: "not-found"},
		checktest.Case{Name: "not asked for", Pages: home, Options: de, Want: verdict.NotApplicable, Reason: "off"},
		checktest.Case{Name: "a checkout of one page that all may see", Pages: static("Zahlungspflichtig bestellen"), Options: de, Want: verdict.Pass},
		checktest.Case{Name: "the same with other words", Pages: static("Bestellung absenden"), Options: de, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a cart that asks for all at once, de", Pages: cart("de", "Warenkorb", "E-Mail", "Anschrift", "", "Bestellung absenden"), Options: de, Want: verdict.Warn, Reason: "bare", Total: 1},
		checktest.Case{Name: "it", Pages: cart("it", "Carrello", "E-mail", "Telefono", "", "Invia ordine"), Options: checktest.Options{Markets: []string{"it"}}, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "pl", Pages: cart("pl", "Koszyk", "Adres e-mail", "Telefon", "", "Złóż zamówienie"), Options: checktest.Options{Markets: []string{"pl"}}, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "and says that one pays", Pages: cart("de", "Warenkorb", "E-Mail", "Anschrift", "", "Zahlungspflichtig bestellen"), Options: de, Want: verdict.Pass},
		checktest.Case{Name: "a cart that leads on", Pages: cart("de", "Warenkorb", "E-Mail", "Anschrift", "", "Weiter zur Kasse"), Options: de, Want: verdict.NotApplicable, Reason: "off"},
		checktest.Case{Name: "a cart that asks for no person", Pages: cart("de", "Warenkorb", "Gutschein", "Menge", "", "Bestellen"), Options: de, Want: verdict.NotApplicable, Reason: "off"},
		checktest.Case{Name: "a cart with a newsletter", Pages: cart("de", "Warenkorb", "Menge", "Gutschein", `</form><form method=post action=/news><input type=email name=mail>`, "Anmelden"), Options: de, Want: verdict.NotApplicable, Reason: "off"},
		checktest.Case{Name: "elsewhere it is no duty", Pages: home, Options: checktest.Options{Markets: []string{"us"}}, Edit: walked(snapshot.OrderLast, nil, []string{"Place order"}), Want: verdict.NotApplicable},
	)
}

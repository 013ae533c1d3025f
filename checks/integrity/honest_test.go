package integrity_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/integrity"
)

// Boxes that are ticked beforehand and cost nothing.
func TestHonestBoxes(t *testing.T) {
	eu := checktest.Options{Markets: []string{"eu"}}
	honest := func(name, lang, label string) checktest.Case {
		pages := shop(`<form method="post" action="/cart/add"><input type="number" name="quantity" value="1"><label><input type="checkbox" name="x" checked> ` + label + `</label><button>Add to cart</button></form>`)
		for i := range pages {
			pages[i].HTML = `<html lang="` + lang + `">` + pages[i].HTML[len(`<html lang="en">`):]
		}
		return checktest.Case{Name: name, Pages: pages, Options: eu}
	}
	checktest.Honest(t, integrity.Prechecked,
		honest("insured as it is", "de", "Versicherter Versand bis 500 € (im Preis enthalten)"),
		honest("two years that cost nothing", "de", "2 Jahre Garantie (0,00 €)"),
		honest("wrapped as a present from the house", "fr", "Emballage cadeau offert (valeur 3 €)"),
		honest("comprised", "es", "Seguro de envío incluido en el precio (hasta 100 €)"),
		honest("a present", "it", "Confezione regalo in omaggio (valore 4 €)"),
		honest("paid by the shop", "nl", "Verzekerde verzending, voor onze rekening (waarde tot € 250)"),
		honest("no charge", "en", "Gift wrapping at no extra charge (usually £3)"),
		honest("in the price", "pl", "Ubezpieczenie przesyłki do 500 zł wliczone w cenę"),
		honest("less, not more", "en", "Skip the gift wrapping and pay £2 less"),
	)
}

// Code that draws by chance what claims nothing.
func TestHonestChance(t *testing.T) {
	honest := func(name, main string) checktest.Case {
		return checktest.Case{Name: name, Pages: shop(main)}
	}
	checktest.Honest(t, integrity.ActivityClaims,
		honest("a number of the stock beside an id by chance", `<p>Only <span id="s">3</span> left in stock</p><script>var id = "w" + Math.floor(Math.random()*1e6); document.getElementById("s").textContent = product.stock;</script>`),
		honest("goods shown in another order each time", `<p>Only 2 left</p><script>related.sort(() => Math.random() - 0.5); render(related.slice(0, 4));</script>`),
		honest("an address that is never kept", `<p>7 people bought this today</p><script>fetch("/sold?r=" + Math.random()).then(r => r.json()).then(d => { sold.textContent = d.sold; });</script>`),
		honest("a voice of a customer by chance", `<p>12 people are viewing this</p><script>const q = quotes[Math.floor(Math.random()*quotes.length)]; box.textContent = q.text;</script>`),
		honest("snow", `<p>Only 4 left in stock</p><script>for (let i = 0; i < 40; i++) { flake(Math.random()*innerWidth, Math.random()*4 + 1); }</script>`),
	)
}

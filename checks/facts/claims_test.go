package facts_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
)

// TestClaimsAreReadWhereverShopsMakeThem looks at policies, at a section of a help page, at a footer and at a product page.
func TestClaimsAreReadWhereverShopsMakeThem(t *testing.T) {
	const base = "https://lantern-works.co.uk/"
	frame := func(main string) string {
		return `<html lang="en"><head><title>Lantern Works</title></head><body><header><nav><a href="/">Home</a> <a href="/all">All lanterns</a></nav></header><main>` + main +
			`</main><footer><p>Free returns within 60 days</p><a href="/privacy">Privacy policy</a> <a href="/terms">Terms and conditions</a> <a href="/faq">FAQ</a></footer></body></html>`
	}
	const hello = `<p>We make lanterns of brass and glass for gardens and boats, each by hand and each for a long time.</p>`
	const data = `<script type="application/ld+json">{"@type":"Product","name":"Anchor","offers":{"price":"42.00","priceCurrency":"CAD"}}</script>`
	snap := checktest.Shop(t,
		checktest.Page{URL: base, HTML: frame(`<h1>Lanterns</h1>` + hello)},
		checktest.Page{URL: base + "p/anchor", HTML: frame(data + `<h1>Anchor</h1><p>$42.00</p><form method="post" action="/c"><button>Add to cart</button></form>` + hello + `<p>Delivered in 3 days.</p><p>Unused space in the box is filled with paper.</p>`)},
		checktest.Page{URL: base + "privacy", HTML: frame(`<h1>Privacy policy</h1>` + hello + `<p>The data controller of visitor counts is Google Ireland Limited. We use your personal data to send you what you ordered.</p>`)},
		checktest.Page{URL: base + "terms", HTML: frame(`<h1>Terms and conditions</h1>` + hello + `<h2>Guarantee</h2><p>The manufacturer's warranty runs for two years.</p>`)},
		checktest.Page{URL: base + "faq", HTML: frame(`<h1>FAQ</h1><h2>Shipping</h2><h3>What does shipping cost?</h3><p>$8, free on orders over $90.</p>` + hello + hello)},
	)
	site, err := facts.Build(snap, facts.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range site.Claims {
		got = append(got, fmt.Sprintf("%s %s=%s seller %v", c.URL[len(base):], c.Kind, c.Value, c.Seller))
	}
	for _, want := range []string{
		" return-window=60d seller true", " return-cost=seller seller true", "p/anchor delivery-time=3d seller true",
		"privacy controller= seller false", "privacy purposes= seller true", "terms warranty=24m seller false",
		"faq delivery-cost=8 CAD seller true", "faq free-from=90 CAD seller true",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not among %q", want, got)
		}
	}
	for _, c := range site.Claims {
		if c.Kind == claim.ReturnCondition {
			t.Errorf("a product's box is taken for a condition: %+v", c)
		}
	}
	if list := site.Policies(facts.PolicyTerms); len(list) == 0 || len(list[0].Claims) == 0 {
		t.Errorf("the terms hold no claims: %+v", list)
	}
	if at := site.Unread(facts.PolicyPrivacy, facts.PolicyTerms); at != "" {
		t.Errorf("%s was read", at)
	}
}

// TestTheNameOfAProductIsNoClaim: boxes for parcels are sold, too, and the price below one says nothing of what delivery costs.
func TestTheNameOfAProductIsNoClaim(t *testing.T) {
	const base = "https://brown-paper.co.uk/"
	frame := func(main string) string {
		return `<html lang="en"><head><title>Brown Paper</title></head><body><header><nav><a href="/">Home</a> <a href="/all">All goods</a></nav></header><main>` + main + `</main></body></html>`
	}
	product := func(name, price, main string) string {
		return frame(`<script type="application/ld+json">{"@type":"Product","name":"` + name + `","offers":{"price":"` + price + `","priceCurrency":"GBP"}}</script><h1>` + name + `</h1><p>£` + price +
			`</p><form method="post" action="/c"><button>Add to cart</button></form>` + main)
	}
	for _, card := range []string{`<div><a href="/p/boxes">Delivery charge stickers</a><p>£36.95</p></div>`, `<div><a href="/p/boxes">Delivery charge stickers</a> £36.95</div>`} {
		if list := statedWith(t, base, frame, product, card); len(list) > 0 {
			t.Errorf("%s: %s at %s", card, list[0].Value, list[0].URL)
		}
	}
}

func statedWith(t *testing.T, base string, frame func(string) string, product func(name, price, main string) string, card string) []facts.Claim {
	snap := checktest.Shop(t,
		checktest.Page{URL: base, HTML: frame(`<h1>Brown Paper</h1><p>We fold paper into whatever it can carry, and have done so since 1998.</p>`)},
		checktest.Page{URL: base + "p/sheet", HTML: product("Sheet", "4.00", `<section><h2>Goes well with it</h2>`+card+`</section>`)},
		checktest.Page{URL: base + "p/boxes", HTML: product("Delivery charge stickers", "36.95", "")},
	)
	site, err := facts.Build(snap, facts.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return site.Stated(claim.DeliveryCost)
}

// TestGoodsOnAPageOfDelivery: a list called "Ready to ship" is no text on delivery, and prices below "In stock, 2–3 days" are none of it, on the list, a product page or the home page.
func TestGoodsOnAPageOfDelivery(t *testing.T) {
	const base = "https://brown-paper.co.uk/"
	frame := func(main string) string {
		return `<html lang="en"><head><title>Brown Paper</title></head><body><header><nav><a href="/">Home</a> <a href="/ready-to-ship">Ready to ship</a></nav></header><main>` + main + `</main></body></html>`
	}
	product := func(name, price, main string) string {
		return frame(`<script type="application/ld+json">{"@type":"Product","name":"` + name + `","offers":{"price":"` + price + `","priceCurrency":"GBP"}}</script><h1>` + name + `</h1><p>£` + price +
			`</p><p>In stock, delivered in 2–3 working days</p><form method="post" action="/c"><button>Add to cart</button></form>` + main)
	}
	cards := `<ul><li><a href="/p/sheet">Sheet</a><p>£4.00</p></li><li><a href="/p/box">Box</a><p>£36.95</p></li></ul>`
	snap := checktest.Shop(t,
		checktest.Page{URL: base, HTML: frame(`<h1>Brown Paper</h1><p>Delivered in 2–3 working days</p><h2>Ready to ship</h2>` + cards)},
		checktest.Page{URL: base + "ready-to-ship", HTML: frame(`<h1>Ready to ship</h1>` + cards)},
		checktest.Page{URL: base + "p/sheet", HTML: product("Sheet", "4.00", `<p>Wrapped in tissue: £2.50</p>`+cards)},
		checktest.Page{URL: base + "p/box", HTML: product("Box", "36.95", "")},
	)
	site, err := facts.Build(snap, facts.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range site.Stated(claim.DeliveryCost) {
		t.Errorf("%s at %s: %s", c.Value, c.URL, c.Sentence)
	}
	for _, p := range site.Policies(facts.PolicyShipping) {
		t.Errorf("a text on delivery: %s (%s)", p.URL, p.Title)
	}
	if n := len(site.Stated(claim.DeliveryTime)); n == 0 {
		t.Error("the times are not read")
	}
}

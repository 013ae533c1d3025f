package facts_test

import (
	"fmt"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/snapshot"
)

// OpenCart shows each price with and without tax, and below the goods others with theirs.
func TestRelatedGoodsWithTwoPricesEach(t *testing.T) {
	frame := func(main string) string {
		return `<html lang="en"><head><title>Store</title></head><body><header><nav><a href="/">Home</a> <a href="/list">Desks</a> <a href="/cart">Cart</a></nav></header><main>` + main + `</main></body></html>`
	}
	thumb := func(n int) string {
		return fmt.Sprintf(`<div class="product-thumb"><div class="image"><a href="/p/%[1]d"><img src="/i/%[1]d.jpg" alt="Desk %[1]d"></a></div><div class="caption"><h4><a href="/p/%[1]d">Desk %[1]d</a></h4>
<p>A desk that stands where it is put and does not mind being written on ..</p><p class="price"> $12%[1]d.00 <span class="price-tax">Ex Tax: $10%[1]d.00</span></p></div><button type="button">Add to Cart</button></div>`, n)
	}
	goods := func(n int, price string) checktest.Page {
		return checktest.Page{URL: fmt.Sprintf("https://shop.example/p/%d", n), HTML: frame(fmt.Sprintf(`<h1>Desk %[1]d</h1><ul><li>Brand: Oak</li><li>Product Code: %[1]d</li><li>Availability: In Stock</li></ul>%s
<form method="post" action="/add"><label>Qty <input name="quantity" value="1"></label><button>Add to Cart</button></form><p>A desk that stands where it is put and does not mind being written on, by hand or otherwise.</p>
<h3>Related Products</h3>%s%s`, n, price, thumb(n%3+1), thumb((n+1)%3+1)))}
	}
	const own = `<ul><li><h2>$%d.00</h2></li><li>Ex Tax: $%d.00</li></ul>`
	pages := []checktest.Page{
		{URL: "https://shop.example/", HTML: frame(`<h1>Your Store</h1><p>Welcome to the makers of desks, who make them by hand from oak and from beech.</p>` + thumb(1) + thumb(2))},
		{URL: "https://shop.example/list", HTML: frame(`<h2>Desks</h2>` + thumb(1) + thumb(2) + thumb(3))},
		goods(1, fmt.Sprintf(own, 121, 101)), goods(2, fmt.Sprintf(own, 122, 102)), goods(3, ``),
	}
	in := checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{})
	if len(in.Site.Products) != 3 {
		t.Fatalf("%d products", len(in.Site.Products))
	}
	for i, want := range []string{"[121]", "[122]", "[]"} {
		p := &in.Site.Products[i]
		if got := fmt.Sprint(amounts(p.Current())); got != want {
			t.Errorf("%s costs %s, want %s; all: %+v", p.Name, got, want, p.Prices)
		}
	}
	for _, c := range in.Site.Cards() {
		if cur := c.Current(); cur == nil || cur.Amount < 120 {
			t.Errorf("a card of %s: %+v of %+v", c.Product.Name, cur, c.Prices)
		}
	}
}

func amounts(list []snapshot.Price) []float64 {
	out := []float64{}
	for _, p := range list {
		out = append(out, p.Amount)
	}
	return out
}

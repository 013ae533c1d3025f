package extract

import (
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// Many shops draw the logos of the ways to pay in their footer: a shop that shows only those does show them.
func TestDrawingsAreImages(t *testing.T) {
	tab := snapshot.NewTable()
	e := New(tab)
	e.Page(Input{URL: "https://shop.example/", Status: 200, Body: []byte(`<!doctype html><html lang=en><body><main><h1>Shop</h1></main><footer>
		<a href="/a">A</a><a href="/b">B</a><a href="/c">C</a><a href="/d">D</a>
		<ul><li><svg role="img" aria-labelledby="pi-visa"><title id="pi-visa">Visa</title><path d="M0 0"/></svg>
		<li><svg><use xlink:href="#icon-paypal"></use></svg><li><svg aria-label="Apple Pay"></svg><li><svg class="icon icon-klarna"></svg><li><i class="fab fa-cc-mastercard" aria-hidden="true"></i><i class="fa fa-truck"></i></ul></footer></body></html>`)})
	got := map[string]bool{}
	for _, b := range e.Blocks() {
		for _, im := range b.Images {
			got[tab.Get(im.Src)+" "+tab.Get(im.Alt)] = true
		}
	}
	for _, want := range []string{"svg: Visa", "svg:#icon-paypal ", "svg: Apple Pay", "svg:icon icon-klarna ", "svg:fab fa-cc-mastercard "} {
		if !got[want] {
			t.Errorf("no %q in %v", want, got)
		}
	}
	if got["svg:fa fa-truck "] {
		t.Error("a lorry is no payment logo")
	}
}

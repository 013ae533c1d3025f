package shopvet_test

import (
	"net/http/httptest"
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/shopgen"
)

// TestAShopWithOneProductIsSound: its lists show one price and one control to buy, and are no products all the same.
func TestAShopWithOneProductIsSound(t *testing.T) {
	for _, lang := range []string{"en", "de", "ja"} {
		shop, err := shopgen.New(shopgen.Options{Seed: 4, Lang: lang, Products: 1})
		if err != nil {
			t.Fatal(err)
		}
		srv := httptest.NewServer(shop)
		v := scan(t, srv.URL+"/", scanOptions(), shopvet.JudgeOptions{})
		srv.Close()
		for id, got := range bad(v) {
			t.Errorf("%s: %s %s: %s", lang, got, id, explain(v, id))
		}
		if n := v.Shop.Roles["product"]; n != 1 {
			t.Errorf("%s: %d pages are taken for products", lang, n)
		}
	}
}

package facts_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
)

// TestBannersInTheMiddle: a line that stands on every page is the shop's, also where a theme marks no header; what single groups of pages repeat, is not.
func TestBannersInTheMiddle(t *testing.T) {
	for _, c := range []struct {
		lang, banner, delivery string
		want                   int
	}{
		{"ja", "8,000円以上のお買い上げで送料無料", "送料は全国一律770円です。11,000円以上は送料無料です。", 1},
		{"de", "Versandkostenfrei ab 50 €", "Der Versand kostet 4,90 €. Ab 80 € ist er frei.", 1},
		{"zh-tw", "單筆滿 NT$1,500 免運費", "宅配運費 NT$100，滿 NT$2,500 免運費。", 1},
		{"it", "Spedizione gratuita da 50 €", "La spedizione costa 4,90 €, gratuita da 50 €.", 0},
		{"en", "Free delivery over £30 until Sunday", "Delivery costs £3.95. It is free on orders over £60.", 0},
		{"pl", "Darmowa dostawa od 150 zł do niedzieli", "Dostawa kosztuje 14,90 zł. Darmowa dostawa od 250 zł.", 0},
	} {
		site := bannered(t, c.lang, func(int) string { return c.banner }, c.delivery)
		if got := len(site.Conflicts); got != c.want {
			t.Errorf("%s: %d conflicts, want %d: %+v", c.banner, got, c.want, site.Conflicts)
		}
	}
	some := bannered(t, "de", func(i int) string { return map[bool]string{true: "Versandkostenfrei ab 50 €"}[i%2 == 0] }, "Der Versand kostet 4,90 €. Ab 80 € ist er frei.")
	if len(some.Conflicts) > 0 {
		t.Errorf("a line of half of the pages: %+v", some.Conflicts)
	}
}

func bannered(t *testing.T, lang string, banner func(page int) string, delivery string) *facts.Site {
	t.Helper()
	page := func(i int, path, main string) checktest.Page {
		return checktest.Page{URL: host + path, HTML: fmt.Sprintf(`<html lang=%q><head><title>%s</title></head><body><div class="x">%s</div><table><tr><td>%s</td></tr></table></body></html>`, lang, path, banner(i), main)}
	}
	pages := []checktest.Page{page(0, "", `<h1>Shop</h1><a href="/delivery">`+shippingName[lang]+`</a> <a href="/a1">A</a> <a href="/a2">B</a> <a href="/a3">C</a>`)}
	for i := 1; i <= 9; i++ {
		pages = append(pages, page(i, fmt.Sprintf("a%d", i), fmt.Sprintf("<h1>%d</h1><p>%s</p>", i, strings.Repeat("x", i))))
	}
	pages = append(pages, page(10, "delivery", `<h1>`+shippingName[lang]+`</h1><p>`+delivery+`</p>`))
	return checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{Lang: lang}).Site
}

var shippingName = map[string]string{"ja": "送料・配送について", "de": "Versand", "zh-tw": "運送方式", "it": "Spedizione", "en": "Delivery", "pl": "Dostawa"}

// TestBannersAreRead: what a banner in the middle says is a claim like any other.
func TestBannersAreRead(t *testing.T) {
	site := bannered(t, "it", func(int) string { return "Spedizione gratuita da 50 €" }, "Spediamo con corriere.")
	if list := site.Stated(claim.FreeFrom); len(list) != 1 || list[0].Value != "50 EUR" || !list[0].Zone.Shared() {
		t.Errorf("%+v", list)
	}
}

package product_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/product"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(product.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

// products returns a shop with a product page for each html; "%d" in it is the page's number.
func products(lang string, html ...string) []checktest.Page {
	pages := []checktest.Page{{URL: base, HTML: `<html lang="en"><body><main><h1>Candles</h1><p>Welcome to the valley.</p></main></body></html>`}}
	for i, h := range html {
		pages = append(pages, checktest.Page{
			URL: fmt.Sprintf("%sp/%d", base, i+1),
			HTML: fmt.Sprintf(`<html lang="%s"><head><script type="application/ld+json">{"@type":"Product","name":"Pillar %d","offers":{"price":"9"}}</script></head><body><main>
<h1>Pillar %d</h1><p>£9.00</p>%s<h2>Delivery</h2><p>We send your parcel with the morning post and you have it two to four working days later, wherever you live.</p>
<h2>Customer reviews</h2><p>Number %d burns without a drop and smells of the summer in which the bees were busy, and I have bought it again for my mother.</p></main></body></html>`, lang, i, i, h, i),
		})
	}
	return pages
}

func times(n int, html string) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(html, i)
	}
	return list
}

const (
	words = `<p>Candle number %d is poured by hand from the wax of our own bees, burns for about forty hours and stands on a plate of clay.</p>`
	table = `<table><tr><th>Height of no. %[1]d</th><td>12.%[1]d cm</td></tr><tr><th>Made of</th><td>Beeswax, cotton wick no. %[1]d</td></tr><tr><th>Burns for</th><td>about 4%[1]d hours in a calm room</td></tr><tr><th>Weight</th><td>24%[1]d grams without wrapping</td></tr></table>`
	thin  = `<p>Nice candle %d.</p>`

	poured = `Poured by hand from the wax of our own bees, it burns for about forty hours and stands on a plate of clay.`
)

// inData moves a description into the structured data of product pages.
func inData(pages []checktest.Page) []checktest.Page {
	for i := range pages {
		pages[i].HTML = strings.Replace(pages[i].HTML, `"offers"`, `"description":"`+poured+`","offers"`, 1)
	}
	return pages
}

func TestDescription(t *testing.T) {
	mixed := func(good, bad int) []checktest.Page {
		return products("en", append(times(good, words), times(bad, thin)...)...)
	}
	checktest.Table(t, product.Description,
		checktest.Case{Name: "all", Pages: mixed(6, 0), Want: verdict.Pass},
		checktest.Case{Name: "tables of details", Pages: products("en", times(6, table)...), Want: verdict.Pass},
		checktest.Case{Name: "eighty characters are enough", Pages: products("en", times(6, `<p>Silver bananas from the hills, picked by hand and certified organic. Box %d.</p>`)...), Want: verdict.Pass},
		checktest.Case{Name: "who packed it, with a number of its own", Pages: products("en", times(6, `<p>Made or packed by Valley Candles Ltd, PO Box 4, Leeds LS1 1AA. Product code VC-MW%[1]d, barcode 50607148330%[1]d1.</p><p>Sold out – back in the second week of January</p>`)...), Want: verdict.Fail, Total: 6},
		checktest.Case{Name: "sizes that differ are a description", Pages: products("en", times(6, `<p>Poured from beeswax, %[1]d cm high and wide enough for any stick.</p><p>Burns for 2%[1]d hours in a room without a draught.</p>`)...), Want: verdict.Pass},
		checktest.Case{Name: "nine of ten", Pages: mixed(9, 1), Want: verdict.Pass},
		checktest.Case{Name: "seven of ten", Pages: mixed(7, 3), Want: verdict.Warn, Total: 3, At: []string{base + "p/10", base + "p/8", base + "p/9"}},
		checktest.Case{Name: "four of ten", Pages: mixed(4, 6), Want: verdict.Fail, Total: 6},
		checktest.Case{Name: "reviews and delivery are no description", Pages: mixed(0, 6), Want: verdict.Fail, Total: 6},
		checktest.Case{
			Name: "variants of one product share its description", Pages: products("en", append(times(6, words), `<p>`+poured+`</p>`, `<p>`+poured+`</p>`)...), Want: verdict.Pass,
		},
		checktest.Case{Name: "only the structured data describe", Pages: inData(products("en", times(4, thin)...)), Want: verdict.Pass},
		checktest.Case{
			Name:  "few Japanese letters say as much",
			Pages: products("ja", times(5, `<p>ろうそく%d号は当店の蜜蝋を使い一つずつ手作業で丁寧に仕上げた大きめの柱型キャンドルです。</p>`)...),
			Want:  verdict.Pass,
		},
		checktest.Case{Name: "a price per weight among the words", Pages: products("en", times(6, `<p>Offcuts of candle %[1]d, clean and dry, good for lighting stoves and for melting down at home with children. A bag weighs 500 g, that is £9.00 for half a kilo.</p>`)...), Want: verdict.Pass},
		checktest.Case{Name: "a price among Chinese words", Pages: products("zh-TW", times(6, `<p>蠟燭%[1]d號剩下的邊角料，乾淨又好點，適合營火、壁爐與親子手作課使用，每一包的顏色都不一樣。換算每公斤 £9.00。</p>`)...), Want: verdict.Pass},
		checktest.Case{Name: "goods offered beside", Pages: products("en", times(6, `<div>Snuffer no. %[1]d of forged iron for tall candles in the church and at home £9.00</div>`)...), Want: verdict.Fail, Total: 6},
		checktest.Case{
			Name: "described in pictures", Want: verdict.Unknown, Reason: "unseen",
			Pages: products("zh-CN", times(6, `<p>蜡烛%[1]d号</p><img src="/a%[1]d.jpg"><img src="/b%[1]d.jpg"><img src="/c%[1]d.jpg"><img src="/d%[1]d.jpg">`)...),
		},
		checktest.Case{
			Name: "pictures of other goods describe nothing", Want: verdict.Fail, Total: 6,
			Pages: products("zh-CN", times(6, `<p>蜡烛%[1]d号</p><img src="/a%[1]d.jpg"><img src="/b.jpg"><img src="/c.jpg"><img src="/d.jpg">`)...),
		},
		checktest.Case{Name: "no product page was read", Pages: products("en"), Want: verdict.Unknown, Reason: "none"},
		checktest.Case{
			Name: "the text was not kept", Pages: mixed(0, 3), Want: verdict.Unknown, Reason: "unseen",
			Edit: func(s *snapshot.Snapshot) {
				for p := range s.Pages.All() {
					p.Text, p.TextKept = "", false
				}
			},
		},
	)
}

func TestFewPagesAreLessSure(t *testing.T) {
	in := checktest.Input(t, checktest.Shop(t, products("en", append(times(3, words), times(1, thin)...)...)...), checktest.Options{})
	if r := checktest.Run(t, product.Description, in); r.Status != verdict.Warn || r.Confidence != verdict.Likely {
		t.Errorf("one of four: %s, %s", r.Status, r.Confidence)
	}
}

func TestSampleBoundsTheWork(t *testing.T) {
	set, err := checks.NewSet(product.All)
	if err != nil {
		t.Fatal(err)
	}
	if err := set.Configure(map[string]map[string]any{"product-description": {"sample": int64(4)}}, nil); err != nil {
		t.Fatal(err)
	}
	in := checktest.Input(t, checktest.Shop(t, products("en", times(9, words)...)...), checktest.Options{})
	results, err := set.Run(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		if r.Check == "product-description" && (r.Seen != 4 || r.Status != verdict.Pass) {
			t.Errorf("looked at %d pages: %s", r.Seen, r.Status)
		}
	}
}

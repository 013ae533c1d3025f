package extract

import (
	"fmt"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/snapshot"
)

// Whole shops in every language and layout, held against what their maker says of them.
func TestWholeShops(t *testing.T) {
	for _, lang := range shopgen.Languages() {
		for layout := range 3 {
			t.Run(fmt.Sprintf("%s/%d", lang, layout), func(t *testing.T) {
				shop, err := shopgen.New(shopgen.Options{Seed: 7, Products: 12, Lang: lang, Market: shopgen.Markets(lang)[0], Layout: layout})
				if err != nil {
					t.Fatal(err)
				}
				newVisit(t, shop).run()
			})
		}
	}
}

// visit reads the pages of one shop.
type visit struct {
	*testing.T
	shop   *shopgen.Shop
	oracle shopgen.Oracle
	e      *Extractor
	met    map[string]bool // what was found on any page
}

func newVisit(t *testing.T, shop *shopgen.Shop) *visit {
	return &visit{T: t, shop: shop, oracle: shop.Oracle(), e: New(snapshot.NewTable()), met: map[string]bool{}}
}

func (v *visit) get(path string) *snapshot.Page {
	w := httptest.NewRecorder()
	v.shop.ServeHTTP(w, httptest.NewRequest("GET", "http://127.0.0.1"+path, nil))
	return v.e.Page(Input{URL: "http://127.0.0.1" + path, Status: w.Code, Header: w.Header(), Body: w.Body.Bytes(), KeepText: func(*snapshot.Page) bool { return true }})
}

func (v *visit) run() {
	pages := 0
	for path := range v.oracle.Paths {
		if p := v.get(path); p.HTML {
			pages++
			v.page(path, p)
		}
	}
	for product := range v.oracle.Products {
		v.product(product)
	}
	for _, what := range []string{"email", "phone", "form"} {
		if !v.met[what] {
			v.Errorf("the shop's %s was found nowhere", what)
		}
	}
	if blocks := len(v.e.Blocks()); blocks*4 > pages {
		v.Errorf("%d blocks on %d pages: the frame is not shared", blocks, pages)
	}
}

// page checks what holds for every page of a sound shop.
func (v *visit) page(path string, p *snapshot.Page) {
	if p.Obstacle != "" || p.Shell || p.Truncated || p.Charset.Mojibake+p.Charset.Replaced > 0 {
		v.Errorf("%s: obstacle %q, shell %v, truncated %v, charset %+v", path, p.Obstacle, p.Shell, p.Truncated, p.Charset)
	}
	if p.Lang != v.oracle.Lang || p.LangSure < sureDeclared {
		v.Errorf("%s: language %q (%.2f)", path, p.Lang, p.LangSure)
	}
	zones := map[snapshot.Zone]bool{}
	contacts := p.Contacts
	for _, id := range p.Blocks {
		b := v.e.Blocks()[id]
		zones[b.Zone] = true
		contacts = append(contacts[:len(contacts):len(contacts)], b.Contacts...)
	}
	if !zones[snapshot.ZoneNav] || !zones[snapshot.ZoneFooter] {
		v.Errorf("%s: menu or footer missing: %v", path, zones)
	}
	for _, m := range p.Marks {
		if m.Kind == snapshot.MarkPlaceholder || m.Kind == snapshot.MarkNotFound || m.Kind == snapshot.MarkComingSoon {
			v.Errorf("%s: a sound page is marked: %+v", path, m)
		}
	}
	want := digitsOf(v.oracle.Phone)
	for _, c := range contacts {
		switch c.Kind {
		case snapshot.ContactEmail:
			v.met["email"] = v.met["email"] || c.Value == v.oracle.Email
		case snapshot.ContactPhone:
			v.met["phone"] = v.met["phone"] || strings.HasSuffix(digitsOf(c.Value), want[max(0, len(want)-7):])
		case snapshot.ContactForm:
			v.met["form"] = true
		}
	}
}

// product checks a product page.
func (v *visit) product(want shopgen.Product) {
	p := v.get(want.Path)
	amount, err := strconv.ParseFloat(want.Amount, 64)
	if err != nil {
		v.Fatal(err)
	}
	shown := false
	for _, price := range p.Prices {
		shown = shown || price.Amount == amount && price.Currency == v.oracle.Currency && price.Text != want.Amount // not the data's
	}
	if !shown {
		v.Errorf("%s: price %q (%s) missing: %+v", want.Path, want.Price, v.oracle.Currency, p.Prices)
	}
	cart := false
	for _, m := range p.Marks {
		cart = cart || m.Kind == snapshot.MarkAddToCart
	}
	if cart == want.SoldOut {
		v.Errorf("%s: add-to-cart %v, sold out %v", want.Path, cart, want.SoldOut)
	}
	if item(seen{Page: p}, "Product").Props["name"] == "" {
		v.Errorf("%s: no structured data: %+v", want.Path, p.Data)
	}
	if !strings.Contains(p.Text, strings.ToValidUTF8(want.Description[:24], "")) {
		v.Errorf("%s: description missing", want.Path)
	}
}

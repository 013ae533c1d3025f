package shopgen_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/internal/shopgen"
)

// content fetches every page of a shop, by path.
func content(t testing.TB, shop *shopgen.Shop) map[string][]byte {
	t.Helper()
	v := visitor{t, shop}
	out := map[string][]byte{}
	for path := range shop.Oracle().Paths {
		out[path] = v.get(path).Body.Bytes()
	}
	return out
}

func TestEqualOptionsMakeEqualShops(t *testing.T) {
	eachShop(t, func(t *testing.T, opt shopgen.Options) {
		a, b := content(t, newShop(t, opt)), content(t, newShop(t, opt))
		if len(a) != len(b) {
			t.Fatalf("%d pages and %d pages", len(a), len(b))
		}
		for path := range a {
			if !bytes.Equal(a[path], b[path]) {
				t.Errorf("%s differs between two shops of the same options", path)
			}
		}
	})
}

func TestSeedsMakeDifferentShops(t *testing.T) {
	names := func(seed uint64) string {
		var b strings.Builder
		for p := range newShop(t, shopgen.Options{Seed: seed}).Oracle().Products {
			b.WriteString(p.Name + "\n")
		}
		return b.String()
	}
	if names(1) == names(2) {
		t.Error("seeds 1 and 2 make the same products")
	}
}

func TestNoTwoProductsShareANameOrAddress(t *testing.T) {
	names, paths := map[string]int{}, map[string]int{}
	for p := range newShop(t, shopgen.Options{Products: 30_000}).Oracle().Products {
		if other, ok := names[p.Name]; ok {
			t.Fatalf("products %d and %d are both called %q", other, p.ID, p.Name)
		}
		if other, ok := paths[p.Path]; ok {
			t.Fatalf("products %d and %d both lie at %s", other, p.ID, p.Path)
		}
		names[p.Name], paths[p.Path] = p.ID, p.ID
	}
}

func TestRelatedProductsAreAllDifferent(t *testing.T) {
	for _, products := range []int{2, 12, 24, 30} {
		shop := newShop(t, shopgen.Options{Products: products, Plain: true})
		for p := range shop.Oracle().Products {
			n := map[string]int{}
			for _, href := range (visitor{t, shop}).page(p.Path).links {
				if strings.HasPrefix(href, "/products/") {
					n[href]++
				}
			}
			if len(n) != min(4, products-1) || n[p.Path] > 0 {
				t.Errorf("%d products: %s goes with %v", products, p.Path, n)
			}
		}
	}
}

func TestPagesIsTheExactNumberOfPages(t *testing.T) {
	for _, want := range []int{60, 61, 100, 1_000, 10_000, 100_000} {
		for layout := range 3 {
			o := newShop(t, shopgen.Options{Pages: want, Layout: layout}).Oracle()
			n := 0
			for range o.Paths {
				n++
			}
			if n != want || o.NumPages != want {
				t.Errorf("Pages %d, layout %d: %d listed, %d counted", want, layout, n, o.NumPages)
			}
		}
	}
}

func TestPaddingAddsAboutSoManyBytes(t *testing.T) {
	const padding = 40_000
	plain, padded := newShop(t, shopgen.Options{}), newShop(t, shopgen.Options{Padding: padding})
	for p := range plain.Oracle().Products {
		a, b := visitor{t, plain}.get(p.Path).Body.Len(), visitor{t, padded}.get(p.Path).Body.Len()
		if b-a < padding*9/10 || b-a > padding*11/10 {
			t.Fatalf("%s: %d bytes more, want about %d", p.Path, b-a, padding)
		}
	}
}

func TestBadOptionsAreRefused(t *testing.T) {
	for name, tc := range map[string]struct {
		opt  shopgen.Options
		want string
	}{
		"language":          {shopgen.Options{Lang: "xx"}, "unknown language"},
		"market":            {shopgen.Options{Lang: "de", Market: "jp"}, "no de shop for market"},
		"layout":            {shopgen.Options{Layout: 3}, "layout 3"},
		"negative":          {shopgen.Options{Products: -1}, "negative"},
		"two sizes":         {shopgen.Options{Products: 10, Pages: 100}, "not both"},
		"too few pages":     {shopgen.Options{Pages: 3}, "needs at least"},
		"too many":          {shopgen.Options{Products: 6_000_000}, "more than"},
		"too much padding":  {shopgen.Options{Padding: 2 << 20}, "Padding"},
		"flaw":              {shopgen.Options{Flaws: []shopgen.Flaw{"ugly"}}, "unknown flaw"},
		"flaw elsewhere":    {shopgen.Options{Lang: "en", Flaws: []shopgen.Flaw{shopgen.FlawNoImprintLink}}, "asks for no imprint"},
		"small flawed shop": {shopgen.Options{Products: 3, Flaws: []shopgen.Flaw{shopgen.FlawNoPrice}}, "too few"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := shopgen.New(tc.opt)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want one with %q", err, tc.want)
			}
		})
	}
}

// TestAHugeShopIsMadeAtOnce proves that pages are made when asked for: a shop of millions of pages costs no more than a small one.
func TestAHugeShopIsMadeAtOnce(t *testing.T) {
	begin := time.Now()
	shop := newShop(t, shopgen.Options{Products: 4_000_000})
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	o := shop.Oracle()
	last := ""
	for path := range o.Paths {
		if last = path; strings.HasPrefix(path, "/shop/") && strings.Contains(path, "/page/") {
			break
		}
	}
	if rec := (visitor{t, shop}).get(last); rec.Code != http.StatusOK {
		t.Errorf("%s: %d", last, rec.Code)
	}
	var far error = errors.New("not found")
	for p := range o.Products {
		if p.ID > 50_000 {
			if rec := (visitor{t, shop}).get(p.Path); rec.Code == http.StatusOK {
				far = nil
			}
			break
		}
	}
	if far != nil {
		t.Error(fmt.Errorf("a product far down: %w", far))
	}
}

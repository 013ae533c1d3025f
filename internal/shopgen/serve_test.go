package shopgen_test

import (
	"crypto/tls"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/internal/shopgen"
)

func (v visitor) secure(address string) *httptest.ResponseRecorder {
	v.t.Helper()
	req := httptest.NewRequest(http.MethodGet, "https://shop.test"+address, nil)
	req.TLS = &tls.ConnectionState{}
	rec := httptest.NewRecorder()
	v.shop.ServeHTTP(rec, req)
	return rec
}

func (v visitor) post(address string, form url.Values, cookies ...*http.Cookie) *httptest.ResponseRecorder {
	v.t.Helper()
	req := httptest.NewRequest(http.MethodPost, "http://shop.test"+address, strings.NewReader(form.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, c := range cookies {
		req.AddCookie(c)
	}
	rec := httptest.NewRecorder()
	v.shop.ServeHTTP(rec, req)
	return rec
}

func TestASoundShopIsCarefulOverHTTPS(t *testing.T) {
	eachShop(t, func(t *testing.T, opt shopgen.Options) {
		v := visitor{t, newShop(t, opt)}
		rec := v.secure("/")
		if rec.Header().Get("Strict-Transport-Security") == "" {
			t.Error("no HSTS")
		}
		if csp := rec.Header().Get("Content-Security-Policy"); csp == "" || strings.Contains(csp, "unsafe") {
			t.Errorf("content policy %q", csp)
		}
		for _, c := range rec.Result().Cookies() {
			if !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode {
				t.Errorf("cookie %s", c.Raw)
			}
		}
		body := rec.Body.String()
		for _, unsafe := range []string{" onclick=", " onload=", " style=", "<style", "javascript:", `"http://`} {
			if strings.Contains(body, unsafe) {
				t.Errorf("home page has %s, which its own content policy or https forbids", unsafe)
			}
		}
	})
}

func TestPlainHTTPSendsNeitherHSTSNorSecureCookies(t *testing.T) {
	rec := visitor{t, newShop(t, shopgen.Options{})}.get("/")
	if rec.Header().Get("Strict-Transport-Security") != "" {
		t.Error("HSTS over http")
	}
	for _, c := range rec.Result().Cookies() {
		if c.Secure {
			t.Errorf("cookie %s would never come back", c.Name)
		}
	}
}

func TestMissingPagesAnswer404WithMenu(t *testing.T) {
	eachShop(t, func(t *testing.T, opt shopgen.Options) {
		v := visitor{t, newShop(t, opt)}
		home := len(v.page("/").links)
		for _, path := range []string{"/nothing-here", "/media/p/99999999-1.svg", "/sitemap-7.xml"} {
			rec := v.get(path)
			if rec.Code != http.StatusNotFound {
				t.Errorf("%s: %d", path, rec.Code)
			}
			if d := parse(t, rec.Body); len(d.links) < home/3 {
				t.Errorf("%s has %d links: no menu", path, len(d.links))
			}
		}
	})
}

func TestProductDataAgreesWithThePage(t *testing.T) {
	eachShop(t, func(t *testing.T, opt shopgen.Options) {
		shop := newShop(t, opt)
		o, v := shop.Oracle(), visitor{t, shop}
		for p := range o.Products {
			_, after, ok := strings.Cut(v.get(p.Path).Body.String(), `<script type="application/ld+json">`)
			raw, _, _ := strings.Cut(after, "</script>")
			var ld struct {
				Type   string `json:"@type"`
				Name   string
				Offers struct{ Price, LowPrice, PriceCurrency, Availability string }
			}
			if err := json.Unmarshal([]byte(raw), &ld); !ok || err != nil {
				t.Fatalf("%s: structured data: %v", p.Path, err)
			}
			if ld.Type != "Product" || ld.Name != p.Name || ld.Offers.Price+ld.Offers.LowPrice != p.Amount || ld.Offers.PriceCurrency != o.Currency {
				t.Errorf("%s: structured data %+v, oracle %+v", p.Path, ld, p)
			}
			if strings.HasSuffix(ld.Offers.Availability, "OutOfStock") != p.SoldOut {
				t.Errorf("%s: %s, sold out %v", p.Path, ld.Offers.Availability, p.SoldOut)
			}
		}
	})
}

func TestSitemapListsEveryPageOnce(t *testing.T) {
	for _, pages := range []int{60, 25_000} {
		shop := newShop(t, shopgen.Options{Pages: pages})
		v := visitor{t, shop}
		seen := map[string]bool{}
		var read func(path string)
		read = func(path string) {
			var doc struct {
				URLs  []string `xml:"url>loc"`
				Parts []string `xml:"sitemap>loc"`
			}
			if err := xml.Unmarshal(v.get(path).Body.Bytes(), &doc); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			for _, part := range doc.Parts {
				read(strings.TrimPrefix(part, "http://shop.test"))
			}
			for _, u := range doc.URLs {
				if seen[u] {
					t.Errorf("%s is listed twice", u)
				}
				seen[u] = true
			}
		}
		read("/sitemap.xml")
		if len(seen) != pages {
			t.Errorf("sitemap lists %d of %d pages", len(seen), pages)
		}
		for path := range shop.Oracle().Paths {
			if !seen["http://shop.test"+path] {
				t.Fatalf("%s is not in the sitemap", path)
			}
		}
	}
}

func TestTheBasketFillsAndChecksOut(t *testing.T) {
	shop := newShop(t, shopgen.Options{})
	v, o := visitor{t, shop}, shop.Oracle()
	rec := v.post("/cart/add", url.Values{"item": {"1001"}})
	if rec.Code != http.StatusSeeOther || rec.Header().Get("Location") != o.Cart {
		t.Fatalf("%d to %q", rec.Code, rec.Header().Get("Location"))
	}
	req := httptest.NewRequest(http.MethodGet, "http://shop.test"+o.Cart, nil)
	for _, c := range rec.Result().Cookies() {
		req.AddCookie(c)
	}
	page := httptest.NewRecorder()
	shop.ServeHTTP(page, req)
	for p := range o.Products {
		if text := parse(t, page.Body).text; !strings.Contains(text, p.Name) || !strings.Contains(text, p.Price) {
			t.Errorf("basket does not show %q at %s", p.Name, p.Price)
		}
		break
	}
	if rec := v.post("/checkout", nil); rec.Code != http.StatusOK {
		t.Errorf("checkout: %d", rec.Code)
	}
	if shop.ActingHits() != 2 {
		t.Errorf("%d acting requests counted, want 2: %v", shop.ActingHits(), shop.ActingURLs())
	}
}

func TestEveryActingLinkIsCounted(t *testing.T) {
	eachShop(t, func(t *testing.T, opt shopgen.Options) {
		shop := newShop(t, opt)
		links := map[string]bool{}
		for path, d := range walk(t, shop) {
			base, _ := url.Parse("http://shop.test" + path)
			for _, href := range d.links {
				if u, err := base.Parse(href); err == nil && u.Host == base.Host && acting(u) {
					links[u.RequestURI()] = true
				}
			}
		}
		kinds := map[string]bool{}
		v := visitor{t, shop}
		for address := range links {
			v.get(address)
			for _, kind := range []string{"logout", "add-to-cart", "wishlist", "compare", "currency", "lang=", "vote", "unsubscribe"} {
				if strings.Contains(address, kind) {
					kinds[kind] = true
				}
			}
		}
		if int(shop.ActingHits()) != len(links) {
			t.Errorf("%d of %d acting links were counted", shop.ActingHits(), len(links))
		}
		if len(kinds) != 8 {
			t.Errorf("only these kinds of acting links are there: %v", kinds)
		}
	})
}

func TestPlainShopsHaveNoActingLinks(t *testing.T) {
	shop := newShop(t, shopgen.Options{Plain: true})
	for path, d := range walk(t, shop) {
		for _, href := range d.links {
			if strings.Contains(href, "?") || href == "/logout" {
				t.Errorf("%s links to %s", path, href)
			}
		}
	}
}

func TestTrapsHaveNoEnd(t *testing.T) {
	v := visitor{t, newShop(t, shopgen.Options{Traps: true})}
	starts := []string{"/calendar?month=2026-11", "/a", "/session?sid=0"}
	for _, start := range starts {
		seen := map[string]bool{}
		for at := start; len(seen) < 200; {
			if seen[at] {
				t.Fatalf("trap %s comes back to %s after %d steps", start, at, len(seen))
			}
			seen[at] = true
			d, next := v.page(at), ""
			for _, href := range d.links {
				if kind, _, _ := strings.Cut(start, "?"); (strings.HasPrefix(href, kind+"?") || strings.HasPrefix(href, kind+"/")) && !slices.Contains(starts, href) {
					next = href // the last one leads on
				}
			}
			if next == "" {
				t.Fatalf("trap %s ends at %s", start, at)
			}
			at = next
		}
	}
	if rec := v.get("/a" + strings.Repeat("/a", 20_000)); rec.Code != http.StatusRequestURITooLong {
		t.Errorf("a path of 40 kB: %d", rec.Code)
	}
}

func TestTrapsAreOffUnlessAskedFor(t *testing.T) {
	v := visitor{t, newShop(t, shopgen.Options{})}
	for _, path := range []string{"/calendar", "/a", "/session"} {
		if rec := v.get(path); rec.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, rec.Code)
		}
	}
}

package header_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/header"
	"github.com/shopvet/shopvet/verdict"
)

func TestSubresourceIntegrity(t *testing.T) {
	const (
		jquery = `src="https://code.jquery.com/jquery-3.6.0.min.js"`
		hash   = ` integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"`
		cors   = ` crossorigin="anonymous"`
	)
	shop := func(attributes ...string) []checktest.Page {
		head := ""
		for _, a := range attributes {
			head += "<script " + a + "></script>"
		}
		return home(head)
	}
	two := append(shop(jquery), checktest.Page{URL: base + "b", HTML: "<html lang=en><head><script " + jquery + "></script></head><h1>B</h1>"})
	checktest.Table(t, header.SubresourceIntegrity,
		checktest.Case{Name: "pinned", Pages: shop(jquery + hash + cors), Want: verdict.Pass},
		checktest.Case{Name: "modules are fetched with CORS anyway", Pages: shop(`type=module ` + jquery + hash), Want: verdict.Pass},
		checktest.Case{Name: "several hashes, one known", Pages: shop(jquery + ` integrity="md5-x sha256-/xUj+3OJU5yExlq6GSYGSHk7tPXikynS7ogEvDej/m4=?ct=js"` + cors), Want: verdict.Pass},
		checktest.Case{Name: "no hash", Pages: shop(jquery + cors), Want: verdict.Warn, Total: 1, Key: "no-hash"},
		checktest.Case{Name: "an empty hash is none", Pages: shop(jquery + ` integrity=""` + cors), Want: verdict.Warn, Total: 1, Key: "no-hash"},
		checktest.Case{Name: "a hash that browsers do not know is none", Pages: shop(jquery + ` integrity="md5-1B2M2Y8AsgTpgAmY7PhCfg=="` + cors), Want: verdict.Warn, Total: 1, Key: "no-hash"},
		checktest.Case{Name: "a hash without crossorigin", Pages: shop(jquery + hash), Want: verdict.Warn, Total: 1, Key: "no-cors"},
		checktest.Case{Name: "the same, from anywhere", Pages: shop(`src="https://cdn.example/x.js"` + hash), Want: verdict.Warn, Total: 1, Key: "no-cors"},
		checktest.Case{Name: "one library on two pages is one finding", Pages: two, Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "own files need none", Pages: shop(`src="/js/jquery-3.6.0.min.js"`, `src="https://shop.example/a.js"`+hash), Want: verdict.NotApplicable},
		checktest.Case{Name: "what providers change cannot be pinned", Want: verdict.NotApplicable, Pages: shop(`src="https://js.stripe.com/v3/"`,
			`src="https://www.googletagmanager.com/gtm.js?id=GTM-1"`, `src="https://cdn.jsdelivr.net/npm/jquery@3"`, `src="https://unpkg.com/swiper/swiper-bundle.js"`,
			`src="https://cdn.shopify.com/s/files/1/t/2/assets/theme.js"`, `src="https://static.klaviyo.com/onsite/js/klaviyo.js"`)},
		checktest.Case{Name: "data blocks are no scripts", Pages: shop(`type="text/template" ` + jquery), Want: verdict.NotApplicable},
		checktest.Case{Name: "no scripts", Pages: home(""), Want: verdict.NotApplicable},
	)
}

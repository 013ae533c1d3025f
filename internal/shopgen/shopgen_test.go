package shopgen_test

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"
	"github.com/shopvet/shopvet/internal/shopgen"
	"golang.org/x/net/html"
)

// visitor fetches pages from a handler without a network.
type visitor struct {
	t    testing.TB
	shop http.Handler
}

func (v visitor) get(address string) *httptest.ResponseRecorder {
	v.t.Helper()
	rec := httptest.NewRecorder()
	req := httptest.NewRequest(http.MethodGet, "http://shop.test"+address, nil)
	v.shop.ServeHTTP(rec, req)
	return rec
}

func newShop(t testing.TB, opt shopgen.Options) *shopgen.Shop {
	t.Helper()
	s, err := shopgen.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// doc is what the tests read of a page.
type doc struct {
	lang  string
	text  string
	links []string
	ids   map[string]bool
	refs  []string // images, scripts, style sheets
}

func parse(t testing.TB, body io.Reader) doc {
	t.Helper()
	root, err := html.Parse(body)
	if err != nil {
		t.Fatal(err)
	}
	d := doc{ids: map[string]bool{}}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data != "script" && n.Parent.Data != "style" {
			b.WriteString(n.Data)
			b.WriteByte(' ')
		}
		if n.Type != html.ElementNode {
			continue
		}
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
		}
		if id := attr["id"]; id != "" {
			d.ids[id] = true
		}
		switch n.Data {
		case "html":
			d.lang = attr["lang"]
		case "a":
			d.links = append(d.links, attr["href"])
		case "img", "script":
			if attr["src"] != "" {
				d.refs = append(d.refs, attr["src"])
			}
		case "link":
			if attr["rel"] != "canonical" {
				d.refs = append(d.refs, attr["href"])
			}
		}
	}
	d.text = strings.Join(strings.Fields(b.String()), " ")
	return d
}

func (v visitor) page(address string) doc {
	v.t.Helper()
	rec := v.get(address)
	if rec.Code != http.StatusOK {
		v.t.Fatalf("GET %s: %d", address, rec.Code)
	}
	return parse(v.t, rec.Body)
}

// acting tells links that a polite visitor's software does not follow.
func acting(u *url.URL) bool {
	for _, key := range []string{"add-to-cart", "currency", "lang", "vote", "compare"} {
		if u.Query().Has(key) {
			return true
		}
	}
	return u.Path == "/logout" || strings.HasPrefix(u.Path, "/wishlist/") || strings.HasPrefix(u.Path, "/newsletter/")
}

// walk follows every link of a shop that neither acts nor carries a query, and returns the pages by path.
func walk(t *testing.T, shop *shopgen.Shop) map[string]doc {
	t.Helper()
	v := visitor{t, shop}
	seen := map[string]doc{}
	queue := []string{"/"}
	files := map[string]bool{}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if _, ok := seen[path]; ok {
			continue
		}
		d := v.page(path)
		seen[path] = d
		base, _ := url.Parse("http://shop.test" + path)
		for _, ref := range d.refs {
			files[ref] = true
		}
		for _, href := range d.links {
			u, err := base.Parse(href)
			if err != nil {
				t.Fatalf("%s: bad link %q: %v", path, href, err)
			}
			switch {
			case u.Host != base.Host || acting(u) || href == "#":
			case u.RawQuery != "":
				if rec := v.get(u.RequestURI()); rec.Code != http.StatusOK {
					t.Errorf("%s links to %s: %d", path, href, rec.Code)
				}
			case strings.HasPrefix(u.Path, "/media/"):
				files[u.Path] = true
			default:
				queue = append(queue, u.Path)
			}
		}
	}
	for path := range files {
		if rec := v.get(path); rec.Code != http.StatusOK {
			t.Errorf("file %s: %d", path, rec.Code)
		}
	}
	return seen
}

func eachShop(t *testing.T, f func(t *testing.T, opt shopgen.Options)) {
	for _, lang := range shopgen.Languages() {
		for layout := range 3 {
			for _, market := range shopgen.Markets(lang) {
				opt := shopgen.Options{Seed: 7, Lang: lang, Market: market, Layout: layout}
				t.Run(fmt.Sprintf("%s-%s-%d", lang, market, layout), func(t *testing.T) {
					t.Parallel()
					f(t, opt)
				})
			}
		}
	}
}

func TestEveryLinkOfASoundShopWorks(t *testing.T) {
	eachShop(t, func(t *testing.T, opt shopgen.Options) {
		shop := newShop(t, opt)
		o := shop.Oracle()
		pages := walk(t, shop)
		want := slices.Sorted(o.Paths)
		for _, path := range slices.Sorted(maps.Keys(pages)) {
			if !slices.Contains(want, path) {
				t.Errorf("%s is linked but unknown to the oracle", path)
			}
		}
		for _, path := range want {
			if _, ok := pages[path]; !ok {
				t.Errorf("%s is known to the oracle but not linked", path)
			}
		}
		if len(want) != o.NumPages {
			t.Errorf("oracle counts %d pages and lists %d", o.NumPages, len(want))
		}
		for path, d := range pages {
			if d.lang != o.Languages[0] {
				t.Errorf("%s: html lang %q, want %q", path, d.lang, o.Languages[0])
			}
			for _, mark := range []string{"{", "}", "](", "[", "<no value>", "%!", "@seller"} {
				if strings.Contains(d.text, mark) {
					t.Errorf("%s: unresolved %q in %q", path, mark, around(d.text, mark))
				}
			}
			for _, href := range d.links {
				target, fragment, ok := strings.Cut(href, "#")
				if ok && fragment != "" && (target == "" || pages[target].ids != nil) {
					there := d
					if target != "" {
						there = pages[target]
					}
					if !there.ids[fragment] {
						t.Errorf("%s: link to missing fragment %s", path, href)
					}
				}
			}
		}
		if hits := shop.ActingHits(); hits != 0 {
			t.Errorf("the walk acted %d times: %v", hits, shop.ActingURLs())
		}
	})
}

func around(text, mark string) string {
	i := strings.Index(text, mark)
	return text[max(0, i-40):min(len(text), i+60)]
}

func TestFactsOfTheOracleStandInThePages(t *testing.T) {
	eachShop(t, func(t *testing.T, opt shopgen.Options) {
		shop := newShop(t, opt)
		o, v := shop.Oracle(), visitor{t, shop}
		identity := o.Policies["contact"]
		if p := o.Policies["imprint"]; p != "" {
			identity = p
		}
		text := v.page(identity).text + v.page("/").text
		for _, fact := range append([]string{o.LegalName, o.Email, o.Phone}, o.Address...) {
			if fact == "" || !strings.Contains(text, fact) {
				t.Errorf("%s: fact %q is missing", identity, fact)
			}
		}
		cjk := slices.Contains([]string{"zh-cn", "zh-tw", "ja", "ko"}, o.Lang)
		privacy, product := 1500, 200
		if cjk {
			privacy, product = 700, 90
		}
		if n := utf8.RuneCountInString(v.page(o.Policies["privacy"]).text); n < privacy+400 {
			t.Errorf("privacy page has %d characters with its frame, want %d and more", n, privacy+400)
		}
		for p := range o.Products {
			d := v.page(p.Path)
			if !strings.Contains(d.text, p.Name) || !strings.Contains(d.text, p.Price) || p.Price == "" {
				t.Errorf("%s: name %q or price %q is missing", p.Path, p.Name, p.Price)
			}
			if n := utf8.RuneCountInString(p.Description); n < product {
				t.Errorf("%s: description has %d characters", p.Path, n)
			}
		}
		number, err := phonenumbers.Parse(o.Phone, strings.ToUpper(o.Market))
		if err != nil || !phonenumbers.IsValidNumber(number) {
			t.Errorf("phone %q is not a valid number: %v", o.Phone, err)
		}
	})
}

package crawler

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

func TestSitemaps(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	fmt.Fprint(z, `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>HOST/deep/product</loc></url><url><loc> HOST/datenschutz </loc></url><url><loc>https://elsewhere.example/x</loc></url></urlset>`)
	z.Close()
	var target string
	target = serve(t, shop(map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, "Sitemap: %s/index.xml\nSitemap: %s/lies.xml\n", target, target)
		},
		"/index.xml": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `<sitemapindex><sitemap><loc>%s/a.xml.gz</loc></sitemap><sitemap><loc>%s/index.xml</loc></sitemap></sitemapindex>`, target, target)
		},
		"/a.xml.gz": func(w http.ResponseWriter, _ *http.Request) {
			z, _ := gzip.NewReader(bytes.NewReader(packed.Bytes()))
			var b bytes.Buffer
			b.ReadFrom(z)
			out := gzip.NewWriter(w)
			fmt.Fprint(out, strings.ReplaceAll(b.String(), "HOST", target))
			out.Close()
		},
		"/lies.xml":     func(w http.ResponseWriter, _ *http.Request) { html(w, "Not a sitemap") },
		"/deep/product": func(w http.ResponseWriter, _ *http.Request) { html(w, "Product") },
		"/datenschutz":  func(w http.ResponseWriter, _ *http.Request) { html(w, "Datenschutz") },
	}))
	s := visit(t, target, Options{})
	if p := page(t, s, "/deep/product"); p.Depth != -1 || p.Title != "Product" {
		t.Errorf("a page of the sitemap: %+v", p)
	}
	page(t, s, "/datenschutz")
	got := map[string]snapshot.Sitemap{}
	for _, sm := range s.Sitemaps {
		got[strings.TrimPrefix(sm.URL, target)] = sm
	}
	if len(got) != 3 || got["/a.xml.gz"].Addresses != 2 || got["/lies.xml"].Err == nil {
		t.Errorf("sitemaps: %+v", s.Sitemaps)
	}
}

func TestAPartOfASitemapThatIsMissingIsAskedForAgain(t *testing.T) {
	var target string
	target = serve(t, shop(map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, "Sitemap: %s/index.xml\nSitemap: %s/lost.xml\n", target, target)
		},
		"/index.xml": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `<sitemapindex><sitemap><loc>%[1]s/a.xml</loc></sitemap><sitemap><loc>%[1]s/gone.xml</loc></sitemap></sitemapindex>`, target)
		},
		"/a.xml": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `<urlset><url><loc><![CDATA[%[1]s/cd]]>ata</loc></url><url><loc>%[1]s/c?a=1&amp;b=2</loc></url><url><loc>%[1]s/odd<b>x</b><!-- y --></loc></url></urlset>`, target)
		},
	}))
	s := visit(t, target, asking())
	for _, path := range []string{"/cdata", "/c?a=1&b=2", "/odd"} {
		if p := page(t, s, path); s.Str(p.Via) != target+"/a.xml" {
			t.Errorf("%s is named by %q", path, s.Str(p.Via))
		}
	}
	got := probes(s)
	for path, want := range map[string]string{"/gone.xml": "404 via index.xml tries 3", "/lost.xml": "404 via robots.txt tries 3"} {
		if p := got[path]; p.Class != snapshot.ProbeSitemap || probeText(s, p) != want {
			t.Errorf("%s: %s %s, want %s", path, p.Class, probeText(s, p), want)
		}
	}
}

// Of a shop with more sitemaps than are read, nobody can say that all of them were.
func TestMoreSitemapsThanAreReadAreTold(t *testing.T) {
	for _, parts := range []int{12, 30} {
		var target string
		target = serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			switch p := r.URL.Path; {
			case p == "/":
				html(w, "Shop")
			case p == "/sitemap.xml":
				fmt.Fprint(w, `<sitemapindex>`)
				for i := range parts {
					fmt.Fprintf(w, `<sitemap><loc>%s/part-%d.xml</loc></sitemap>`, target, i)
				}
				fmt.Fprint(w, `</sitemapindex>`)
			case strings.HasPrefix(p, "/part-"):
				fmt.Fprintf(w, `<urlset><url><loc>%s%s</loc></url></urlset>`, target, strings.Replace(p, ".xml", "-goods", 1))
			case strings.HasSuffix(p, "-goods"):
				html(w, "Goods")
			default:
				http.NotFound(w, r)
			}
		}))
		l := limits()
		l.Profile, l.Pages = "quick", 60
		s := visit(t, target, Options{Limits: l})
		cut := slices.ContainsFunc(s.Sitemaps, func(sm snapshot.Sitemap) bool { return sm.Truncated })
		if cut != (parts > 20) {
			t.Errorf("%d sitemaps, cut short: %v, %d read", parts, cut, len(s.Sitemaps))
		}
	}
}

// Of a shop with more goods than addresses are kept, the lists of its texts and categories are read before those of its goods, and none is asked
// for once no more addresses are kept.
func TestSitemapsOfTextsComeBeforeThoseOfGoods(t *testing.T) {
	var mu sync.Mutex
	var asked []string
	var target string
	target = serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch p := r.URL.Path; {
		case p == "/":
			html(w, "Shop")
		case p == "/sitemap.xml":
			fmt.Fprint(w, `<sitemapindex>`)
			for _, name := range []string{"sitemap_products_1", "sitemap_products_2", "sitemap_pages_1", "sitemap_blogs_1", "sitemap_collections_1"} {
				fmt.Fprintf(w, `<sitemap><loc>%s/%s.xml?from=1&amp;to=9</loc></sitemap>`, target, name)
			}
			fmt.Fprint(w, `</sitemapindex>`)
		case strings.HasPrefix(p, "/sitemap_"):
			mu.Lock()
			asked = append(asked, p)
			mu.Unlock()
			n := 2000
			if !strings.Contains(p, "products") {
				n = 2
			}
			fmt.Fprint(w, `<urlset>`)
			for i := range n {
				fmt.Fprintf(w, `<url><loc>%s%s-%d</loc></url>`, target, strings.Replace(strings.TrimSuffix(p, ".xml"), "sitemap_", "", 1), i)
			}
			fmt.Fprint(w, `</urlset>`)
		default:
			html(w, "Text")
		}
	}))
	l := limits()
	l.Profile, l.Pages = "quick", 20
	s := visit(t, target, Options{Limits: l})
	want := []string{"/sitemap_pages_1.xml", "/sitemap_collections_1.xml", "/sitemap_products_1.xml"}
	if !slices.Equal(asked, want) {
		t.Errorf("asked for %q, want %q", asked, want)
	}
	page(t, s, "/pages_1-0")
	page(t, s, "/collections_1-1")
	cut := 0
	for _, sm := range s.Sitemaps {
		if sm.Truncated {
			cut++
		}
	}
	if cut < 2 {
		t.Errorf("what was not read is not told: %+v", s.Sitemaps)
	}
}

package shopgen_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/shopvet/shopvet/internal/shopgen"
)

// sink takes an answer and forgets it.
type sink struct{ header http.Header }

func (s sink) Header() http.Header         { return s.header }
func (s sink) Write(b []byte) (int, error) { return len(b), nil }
func (s sink) WriteHeader(int)             {}

// BenchmarkPage measures one page of a shop of 100 000: below 200 µs, the generator is never the bottleneck of a crawl.
func BenchmarkPage(b *testing.B) {
	shop := newShop(b, shopgen.Options{Pages: 100_000})
	o := shop.Oracle()
	var product string
	for p := range o.Products {
		product = p.Path
		break
	}
	for _, bench := range []struct{ name, path string }{
		{"home", "/"}, {"category", "/shop/tableware"}, {"category far down", "/shop/tableware/page/700"}, {"product", product},
		{"privacy", o.Policies["privacy"]}, {"journal", "/journal"}, {"missing", "/nothing"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			req := httptest.NewRequest(http.MethodGet, "http://shop.test"+bench.path, nil)
			w := sink{http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				clear(w.header)
				shop.ServeHTTP(w, req)
			}
		})
	}
}

// BenchmarkNew measures making a shop of 100 000 pages.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newShop(b, shopgen.Options{Pages: 100_000})
	}
}

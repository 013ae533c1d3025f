package wire_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/crawler/wire"
)

// BenchmarkExchange compares one exchange here with the least one can do: net/http and io.ReadAll.
func BenchmarkExchange(b *testing.B) {
	page := strings.Repeat("<p>a page of a shop, with words enough</p>\n", 700) // 30 kB
	z := gzipped(page)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/gzip" {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(z)
			return
		}
		_, _ = io.WriteString(w, page)
	}))
	defer srv.Close()
	plain := &http.Transport{MaxIdleConnsPerHost: 16}
	defer plain.CloseIdleConnections()
	for _, path := range []string{"/plain", "/gzip"} {
		b.Run("wire"+path, func(b *testing.B) { exchange(b, transport(b, srv, wire.Options{}), srv.URL+path) })
		b.Run("net-http"+path, func(b *testing.B) { exchange(b, plain, srv.URL+path) })
	}
}

func exchange(b *testing.B, rt http.RoundTripper, url string) {
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			req, err := http.NewRequestWithContext(b.Context(), "GET", url, nil)
			if err != nil {
				b.Fatal(err)
			}
			resp, err := rt.RoundTrip(req)
			if err != nil {
				b.Fatal(err)
			}
			body := wire.BodyOf(resp)
			if body == nil {
				body, err = io.ReadAll(resp.Body)
			}
			if cerr := resp.Body.Close(); err != nil || cerr != nil || len(body) < 30_000 {
				b.Fatal(err, cerr, len(body))
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

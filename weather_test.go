package shopvet_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/shopgen"
)

// TestASoundShopBehindBadWeatherIsNotAccused puts what keeps us from seeing a shop between it and us: nothing of that is a fault of the shop.
func TestASoundShopBehindBadWeatherIsNotAccused(t *testing.T) {
	challenge := "<title>Just a moment...</title><h1>Checking your browser</h1><p>Please verify you are human</p><div class=cf-turnstile></div>"
	for name, between := range map[string]func(http.Handler) http.Handler{
		"cut before the footer":         longBefore("<footer"),
		"cut before the main part":      longBefore("<main"),
		"asks to come back later":       after(10, answer(http.StatusTooManyRequests, "Retry-After: 3000", "")),
		"busy for an hour":              after(10, answer(http.StatusServiceUnavailable, "Retry-After: 3600", "")),
		"forbids further visits":        after(10, answer(http.StatusForbidden, "", "<h1>Forbidden</h1>")),
		"asks whether we are human":     after(10, answer(http.StatusOK, "", challenge)),
		"asks by a header":              after(10, answer(http.StatusForbidden, "Cf-Mitigated: challenge", challenge)),
		"closes connections":            after(10, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }),
		"says nothing after ten pages":  after(10, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }),
		"asks to come back at once":     after(3, answer(http.StatusTooManyRequests, "Retry-After: 3000", "")),
		"answers with a broken archive": after(10, answer(http.StatusOK, "Content-Encoding: gzip", "no gzip")),
	} {
		for _, lang := range []string{"en", "de"} {
			t.Run(name+" "+lang, func(t *testing.T) {
				t.Parallel()
				shop, err := shopgen.New(shopgen.Options{Lang: lang, Seed: 3, Products: 12})
				if err != nil {
					t.Fatal(err)
				}
				srv := httptest.NewServer(between(shop))
				t.Cleanup(func() { srv.CloseClientConnections(); srv.Close() })
				o := scanOptions()
				o.Limits.Time, o.Limits.Exchange, o.Limits.Retries, o.Limits.BodyBytes = 6*time.Second, time.Second, 1, 200<<10
				v := scan(t, srv.URL+"/", o, shopvet.JudgeOptions{})
				for id := range bad(v) {
					t.Errorf("%s\n(stop %s, %d pages, full look %v)", explain(v, id), v.Crawl.Stop, v.Crawl.Pages, v.Crawl.FullLook)
				}
			})
		}
	}
}

// after lets a shop answer so many requests, and h the rest.
func after(n int64, h http.HandlerFunc) func(http.Handler) http.Handler {
	return func(shop http.Handler) http.Handler {
		var seen atomic.Int64
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if seen.Add(1) > n {
				h(w, r)
				return
			}
			shop.ServeHTTP(w, r)
		})
	}
}

// answer gives one answer to everything; field is "Name: value".
func answer(status int, field, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if name, value, ok := strings.Cut(field, ": "); ok {
			w.Header().Set(name, value)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// longBefore puts more before a tag of every page than is read of one.
func longBefore(tag string) func(http.Handler) http.Handler {
	padding := strings.Repeat("<!-- padding -->", 20000)
	return func(shop http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Header.Del("Accept-Encoding")
			rec := httptest.NewRecorder()
			shop.ServeHTTP(rec, r)
			for name, values := range rec.Header() {
				if name != "Content-Length" {
					w.Header()[name] = values
				}
			}
			w.WriteHeader(rec.Code)
			_, _ = w.Write(bytes.Replace(rec.Body.Bytes(), []byte(tag), []byte(padding+tag), 1))
		})
	}
}

package header_test

import (
	"net/http"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/header"
)

const base = "https://shop.example/"

func TestTextsKeepTheHouseRules(t *testing.T) {
	set, err := checks.NewSet(header.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

// kept are the header fields of a page of which all were kept, with those given as name, value, name, value …
func kept(fields ...string) http.Header {
	h := http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Date": {"Sat, 21 Nov 2026 12:00:00 GMT"}}
	for i := 0; i+1 < len(fields); i += 2 {
		h[fields[i]] = append(h[fields[i]], fields[i+1])
	}
	return h
}

// home is a shop of one page with all its header fields.
func home(head string, fields ...string) []checktest.Page {
	return []checktest.Page{{URL: base, HTML: "<!doctype html><html lang=en><head>" + head + "</head><body><main><h1>Candles</h1><p>Made of wax.</p></main></body></html>", Header: kept(fields...)}}
}

package cli

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
	"github.com/shopvet/shopvet/crawler/wire"
)

func TestTrackerIDs(t *testing.T) {
	for body, want := range map[string][]string{
		`gtag('config', 'G-ABC123DEF4'); gtag('config', "G-ABC123DEF4")`:       {"G-ABC123DEF4"},
		`ga('create', 'UA-1234567-3', 'auto')`:                                 {"UA-1234567"},
		`fbq( 'init' , "123456789012345")`:                                     {"pixel 123456789012345"},
		`src="https://hm.baidu.com/hm.js?0123456789abcdef0123456789abcdef" - `: {"baidu 0123456789abcdef0123456789abcdef"},
		`Article no. AG-ABC123DEF4, G-abc, UA-12-3, size GTM-1`:                nil,
		`<p>no dash</p>`: nil,
		"G-AAAAAAA1 G-AAAAAAA2 G-AAAAAAA3 G-AAAAAAA4 G-AAAAAAA5 G-AAAAAAA6":          nil, // a page about ids
		"G-AAAAAAA1 " + strings.Repeat("x", 1<<16) + " GTM-ABCDEF " + "AW-123456789": {"G-AAAAAAA1", "GTM-ABCDEF", "AW-123456789"},
	} {
		if got := trackerIDs([]byte(body)); !slices.Equal(got, want) {
			t.Errorf("%.40q: %q, want %q", body, got, want)
		}
	}
}

func TestIconOf(t *testing.T) {
	icon := func(url, kind string, n int) string {
		return iconOf(&wire.Seen{URL: url, Status: 200, Header: http.Header{"Content-Type": {kind}}, Body: make([]byte, n)})
	}
	if a, b := icon("https://a.example/favicon.ico", "image/x-icon", 200), icon("https://b.example/img/FAVICON.png?v=1", "image/png", 200); a == "" || a != b {
		t.Errorf("%q %q", a, b)
	}
	if icon("https://a.example/favicon.ico", "text/html", 200) != "" || icon("https://a.example/favicon.ico", "image/png", 20) != "" || icon("https://a.example/logo.png", "image/png", 200) != "" {
		t.Error("what is no icon of a shop's own is taken for one")
	}
}

func TestNetworkOf(t *testing.T) {
	for remote, want := range map[string]string{
		"192.0.2.7:443": "192.0.2.7", "[::ffff:192.0.2.7]:443": "192.0.2.7", "[2001:db8:1:2:3::4]:443": "2001:db8:1:2::/64", "[fe80::1%eth0]:80": "fe80::/64",
		"192.0.2.7": "192.0.2.7", "shop.example:443": "", "": "",
	} {
		if got := networkOf(remote); got != want {
			t.Errorf("%q: %q, want %q", remote, got, want)
		}
	}
}

// A database that goes away during a visit costs no visit: its result is kept and written when the database is back.
func TestLookWithoutDatabaseAtItsEnd(t *testing.T) {
	s, err := catalogue.Open(t.Context(), filepath.Join(t.TempDir(), "shopvet.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.MigrateUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	shop := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.Close()
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, `<!doctype html><html lang="en"><title>Lamps</title><h1>Lamps for every room</h1>`)
	}))
	defer shop.Close()
	o := newOptions()
	if err := o.server.networks.Set("127.0.0.0/8"); err != nil {
		t.Fatal(err)
	}
	l, closed, err := (&app{}).newLooker(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer closed()
	l.store = s
	out, err := l.look(t.Context(), &queue.Job{Seller: &catalogue.Seller{ID: "1", URL: shop.URL}, Scan: &catalogue.Scan{ID: "2"}, Progress: func(string, int) {}})
	if err != nil || out.Verdict.Crawl.HTML != 1 {
		t.Errorf("%v %+v", err, out)
	}
}

package shopvet_test

import (
	"context"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/verdict"
)

// doors serves a host on the usual ports of a loopback address of its own: port 443 takes connections and never says a word, port 80 is handler's.
func doors(t *testing.T, address string, handler http.Handler) (asked *atomic.Int32) {
	t.Helper()
	listen := func(port string) net.Listener {
		l, err := net.Listen("tcp", net.JoinHostPort(address, port))
		if err != nil {
			t.Skipf("needs the usual ports: %v", err)
		}
		t.Cleanup(func() { _ = l.Close() })
		return l
	}
	asked = new(atomic.Int32)
	silent := listen("443")
	go func() {
		for {
			conn, err := silent.Accept()
			if err != nil {
				return
			}
			asked.Add(1)
			t.Cleanup(func() { _ = conn.Close() })
		}
	}()
	srv := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	l := listen("80")
	go func() { _ = srv.Serve(l) }()
	t.Cleanup(func() { _ = srv.Close() })
	return asked
}

// TestASilentPort443IsWaitedForOnce: a shop that answers on port 80 alone is looked at, in time, and told that nobody can open it over https; where
// port 80 only leads there, that is told all the same.
func TestASilentPort443IsWaitedForOnce(t *testing.T) {
	shop, err := shopgen.New(shopgen.Options{Seed: 1, Lang: "en", Products: 12, Domain: shopName})
	if err != nil {
		t.Fatal(err)
	}
	away := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusMovedPermanently)
	})
	for _, tc := range []struct {
		name, address, profile string
		handler                http.Handler
		pages                  bool
	}{
		{"quick", "127.0.80.1", "quick", shop, true},
		{"standard", "127.0.80.2", "standard", shop, true},
		{"leads to silence", "127.0.80.3", "quick", away, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			asked := doors(t, tc.address, tc.handler)
			opts := scanOptions()
			opts.Limits.Profile, opts.Limits.Exchange, opts.Limits.RetryAfter, opts.Limits.Pages = tc.profile, 1500*time.Millisecond, time.Minute, 20
			opts.Resolvers = []string{wiretest.Zone(t, shopName+". A "+tc.address, "www."+shopName+". A "+tc.address)}
			snap, v, err := shopvet.Scan(context.Background(), "https://"+shopName+"/", opts, shopvet.JudgeOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if n := asked.Load(); n > 3 {
				t.Errorf("port 443 was asked %d times", n)
			}
			if got := snap.Pages.Len() > 5; got != tc.pages {
				t.Errorf("%d pages, stop %s", snap.Pages.Len(), snap.Stop)
			}
			if snap.Took > 40*time.Second {
				t.Errorf("the visit took %s", snap.Took)
			}
			for _, r := range v.Results {
				if r.Check == "tls-https-reachable" && (r.Status != verdict.Fail || !strings.Contains(r.Reason.Text, "in 2 tries, while it answers without encryption")) {
					t.Errorf("%s: %s", r.Status, r.Reason.Text)
				}
			}
		})
	}
}

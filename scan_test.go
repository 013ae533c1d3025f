package shopvet_test

import (
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/verdict"
)

func status(v *verdict.Verdict, id string) verdict.Status {
	for _, r := range v.Results {
		if r.Check == id {
			return r.Status
		}
	}
	return ""
}

// TestABadCertificateCapsTheScoreAndNotTheLook: the shop behind a certificate that has ended is still read, and its one fault is named.
func TestABadCertificateCapsTheScoreAndNotTheLook(t *testing.T) {
	shop, err := shopgen.New(shopgen.Options{Seed: 1, Lang: "de"})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewUnstartedServer(shop)
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	opts := scanOptions()
	expired := authority(t).issue(t, "127.0.0.1", false, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-24 * time.Hour) })
	srv.TLS, opts.RootCAs = expired.config(), expired.roots
	srv.StartTLS()
	t.Cleanup(srv.Close)
	v := scan(t, srv.URL+"/", opts, shopvet.JudgeOptions{})
	for id, got := range bad(v) {
		if id != "tls-cert-valid" {
			t.Errorf("%s %s: %s", got, id, explain(v, id))
		}
	}
	if got := status(v, "tls-cert-valid"); got != verdict.Fail {
		t.Errorf("tls-cert-valid is %s", got)
	}
	if len(v.Initial.Caps) != 1 || v.Initial.Caps[0].ID != "K2" || v.Initial.Value != 25 || v.Crawl.HTML < 30 {
		t.Errorf("caps %+v, score %d, %d pages read", v.Initial.Caps, v.Initial.Value, v.Crawl.HTML)
	}
}

// TestWhatStoodInTheWayIsNoFault: a shop that answers every visitor like us with a wall gets no score, no cap and no finding.
func TestWhatStoodInTheWayIsNoFault(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cf-Mitigated", "challenge")
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusForbidden)
		io.WriteString(w, "<title>Just a moment...</title><h1>Checking your browser</h1>")
	}))
	t.Cleanup(srv.Close)
	v := scan(t, srv.URL+"/", scanOptions(), shopvet.JudgeOptions{})
	for id := range bad(v) {
		t.Error(explain(v, id))
	}
	if v.Initial.Grade != "" || len(v.Initial.Caps) != 0 || v.Crawl.Obstacle != "bot-challenge" {
		t.Errorf("%+v, obstacle %s", v.Initial, v.Crawl.Obstacle)
	}
}

// TestAHostThatIsNotThereIsNoFault: a closed port is reported as such and scored as nothing.
func TestAHostThatIsNotThereIsNoFault(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + l.Addr().String() + "/"
	l.Close()
	v := scan(t, address, scanOptions(), shopvet.JudgeOptions{})
	if v.Crawl.Stop != "unreachable" || v.Initial.Grade != "" || len(v.Initial.Caps) != 0 {
		t.Errorf("stop %s, %+v", v.Crawl.Stop, v.Initial)
	}
}

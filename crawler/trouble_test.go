package crawler

import (
	"crypto/tls"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

// TestWhatIsOddIsAskedThreeTimes: a page without content, a refusal as malformed, and where a redirect leaves for another site are looked at as
// often as a missing page; the certificates of other sites are seen, and ports that browsers refuse are left alone.
func TestWhatIsOddIsAskedThreeTimes(t *testing.T) {
	var blank, bad, elsewhere atomic.Int32
	other := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		elsewhere.Add(1)
		w.WriteHeader(http.StatusGone)
	}))
	port := other[strings.LastIndexByte(other, ':'):]
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.TLS = &tls.Config{Certificates: []tls.Certificate{wiretest.SelfSigned(t, wiretest.Spec{Names: []string{"self.example"}})}}
	secure.StartTLS()
	t.Cleanup(secure.Close)
	self := "https://self.example" + secure.URL[strings.LastIndexByte(secure.URL, ':'):] + "/"
	target := serve(t, shop(map[string]http.HandlerFunc{
		"/blank": func(http.ResponseWriter, *http.Request) { blank.Add(1) },
		"/bad":   func(w http.ResponseWriter, _ *http.Request) { bad.Add(1); w.WriteHeader(http.StatusBadRequest) },
		"/moved": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://gone.example"+port+"/page", http.StatusFound)
		},
	}, "/blank", "/bad", "/moved", self, "http://gone.example:6000/"))
	o := asking()
	o.Limits.Outside = 20
	o.Resolvers = []string{wiretest.Zone(t, "gone.example. A 127.0.0.1", "self.example. A 127.0.0.1")}
	o.Networks = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	s := visit(t, target, o)
	for path, n := range map[string]*atomic.Int32{"/blank": &blank, "/bad": &bad} {
		if p := page(t, s, path); n.Load() != 3 || p.Exchange.Tries != 3 {
			t.Errorf("%s was asked for %d times, says %d tries", path, n.Load(), p.Exchange.Tries)
		}
	}
	if p := page(t, s, "/blank"); !p.Exchange.Blank() {
		t.Errorf("blank: %+v", p.Exchange)
	}
	got := map[string]string{}
	for i := range s.Probes {
		p := &s.Probes[i]
		u, _ := url.Parse(s.Str(p.URL))
		got[u.Hostname()] = fmt.Sprintf("%s %v", probeText(s, *p), p.Exchange.Err != nil && p.Exchange.Err.Self)
		if p.Class != snapshot.ProbeOutside {
			t.Errorf("%s is of class %s", u, p.Class)
		}
	}
	if len(got) != 2 || got["gone.example"] != "410 tries 3 false" || !strings.HasPrefix(got["self.example"], "0 cert-unknown tries 3") || !strings.HasSuffix(got["self.example"], "true") {
		t.Errorf("other sites: %v", got)
	}
}

// TestManyMissingPagesLeaveRoomForOthers: only further tries can judge an error or a reset, and a shop with many missing pages has those, too.
func TestManyMissingPagesLeaveRoomForOthers(t *testing.T) {
	var links []string
	for i := range maxRetries + 20 {
		links = append(links, fmt.Sprintf("/missing/%d", i))
	}
	var failed atomic.Int32
	list := map[string]http.HandlerFunc{"/missing/fails": func(w http.ResponseWriter, _ *http.Request) {
		failed.Add(1)
		w.WriteHeader(http.StatusInternalServerError)
	}}
	l := limits()
	l.Pages, l.Retries = 200, 2
	s := visit(t, serve(t, shop(list, append(links, "/missing/fails")...)), Options{Limits: l})
	if p := page(t, s, "/missing/fails"); failed.Load() != 3 || p.Exchange.Tries != 3 {
		t.Errorf("the page that fails was asked for %d times", failed.Load())
	}
}

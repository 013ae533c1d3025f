package shopvet_test

import (
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const shopName = "candles.test"

// soundNames is the zone of a shop whose names are as they should be, below a top-level domain that answers too.
func soundNames() []string {
	return []string{
		"candles.test. A 127.0.0.1", "www.candles.test. CNAME candles.test.",
		"candles.test. MX 10 mx.mailhost.test.", "mx.mailhost.test. A 192.0.2.25",
		`candles.test. TXT "v=spf1 include:_spf.mailhost.test -all"`, `_spf.mailhost.test. TXT "v=spf1 ip4:192.0.2.0/24 -all"`,
		`_dmarc.candles.test. TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@candles.test"`,
		"test. NS a.nic.test.", "a.nic.test. A 192.0.2.53", "a.nic.test. AAAA 2001:db8::53",
	}
}

// without leaves out the records of a name and type, and adds others.
func without(start string, more ...string) []string {
	return append(slices.DeleteFunc(soundNames(), func(line string) bool { return strings.HasPrefix(line, start) }), more...)
}

// named serves a made-up shop over https under its name, which only the given name servers know.
func named(t *testing.T, servers ...string) (string, crawler.Options) {
	t.Helper()
	shop, err := shopgen.New(shopgen.Options{Seed: 1, Lang: "en", Products: 12, Domain: shopName})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewUnstartedServer(shop)
	srv.Config.ErrorLog = log.New(io.Discard, "", 0) // handshakes are broken off on purpose
	srv.EnableHTTP2 = true
	opts := scanOptions()
	srv.TLS, opts.RootCAs = certificate(t, shopName)
	srv.StartTLS()
	t.Cleanup(srv.Close)
	opts.Resolvers = servers
	opts.Limits.Pages = 60
	return "https://" + net.JoinHostPort(shopName, port(t, srv)) + "/", opts
}

func port(t *testing.T, srv *httptest.Server) string {
	t.Helper()
	_, port, err := net.SplitHostPort(srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// TestNamesAreJudgedByWhatNameServersSay plants each fault in the zone of a sound shop: it flips its check and no other.
func TestNamesAreJudgedByWhatNameServersSay(t *testing.T) {
	sound := func() string { return wiretest.Zone(t, soundNames()...) }
	silent := wiretest.ClosedPort(t)
	broken := without("candles.test. A ", "candles.test. A !SERVFAIL", "candles.test. AAAA !SERVFAIL")
	for name, tt := range map[string]struct {
		servers []string
		want    map[string]verdict.Status // of checks that do not pass
		note    string
	}{
		"two servers that agree":  {servers: []string{sound(), sound()}},
		"one server":              {servers: []string{sound()}},
		"one of two is silent":    {servers: []string{silent, sound()}, note: "did not answer: " + silent},
		"signatures do not hold":  {servers: []string{sound(), wiretest.Zone(t, broken...)}, want: map[string]verdict.Status{"dns-resolve-stable": verdict.Warn}},
		"IPv6 questions fail":     {servers: []string{wiretest.Zone(t, without("-", "candles.test. AAAA !SERVFAIL")...)}, want: map[string]verdict.Status{"dns-resolve-stable": verdict.Warn}},
		"www leads nowhere":       {servers: []string{wiretest.Zone(t, without("www.", "www.candles.test. CNAME shops.gone.test.")...)}, want: map[string]verdict.Status{"dns-resolve-stable": verdict.Warn}},
		"there is no www":         {servers: []string{wiretest.Zone(t, without("www.")...)}},
		"no mail is accepted":     {servers: []string{wiretest.Zone(t, without("candles.test. MX", "candles.test. MX 0 .")...)}, want: map[string]verdict.Status{"dns-mail-accepts": verdict.Fail}},
		"no mail server":          {servers: []string{wiretest.Zone(t, without("candles.test. MX")...)}},
		"mail servers are gone":   {servers: []string{wiretest.Zone(t, without("mx.")...), sound()}},
		"gone, say two servers":   {servers: []string{wiretest.Zone(t, without("mx.")...), wiretest.Zone(t, without("mx.")...)}, want: map[string]verdict.Status{"dns-mail-accepts": verdict.Fail, "dns-spf-dmarc": verdict.NotApplicable}},
		"SPF cannot be read":      {servers: []string{wiretest.Zone(t, without("candles.test. TXT", `candles.test. TXT "v=spf1 mx, -all"`)...)}, want: map[string]verdict.Status{"dns-spf-dmarc": verdict.Warn}},
		"DMARC only watches":      {servers: []string{wiretest.Zone(t, without("_dmarc.", `_dmarc.candles.test. TXT "v=DMARC1; p=none"`)...)}, want: map[string]verdict.Status{"dns-spf-dmarc": verdict.Warn}},
		"SPF is not to be seen":   {servers: []string{wiretest.Zone(t, without("candles.test. TXT", "candles.test. TXT !REFUSED")...)}, want: map[string]verdict.Status{"dns-spf-dmarc": verdict.Unknown}},
		"mail is not to be seen":  {servers: []string{wiretest.Zone(t, without("candles.test. MX", "candles.test. MX !REFUSED")...)}, want: map[string]verdict.Status{"dns-mail-accepts": verdict.Unknown}},
		"nothing but the address": {servers: []string{wiretest.Zone(t, "candles.test. A 127.0.0.1", "candles.test. MX !REFUSED", "candles.test. TXT !REFUSED", "_dmarc.candles.test. TXT !REFUSED")}, want: map[string]verdict.Status{"dns-mail-accepts": verdict.Unknown, "dns-spf-dmarc": verdict.Unknown}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			target, opts := named(t, tt.servers...)
			v := scan(t, target, opts, shopvet.JudgeOptions{})
			for _, id := range []string{"dns-resolve-stable", "dns-mail-accepts", "dns-spf-dmarc"} {
				want := tt.want[id]
				if want == "" {
					want = verdict.Pass
				}
				if got := status(v, id); got != want {
					t.Errorf("want %s; %s", want, explain(v, id))
				}
			}
			for id, got := range bad(v) {
				if tt.want[id] != got {
					t.Error(explain(v, id))
				}
			}
			if tt.note != "" && !slices.ContainsFunc(v.Notes, func(m verdict.Message) bool { return strings.Contains(m.Text, tt.note) }) {
				t.Errorf("notes %+v", v.Notes)
			}
		})
	}
}

// TestTheGuardJudgesWhatANamedServerSays: naming a name server opens no way to private addresses but that of the shop itself.
func TestTheGuardJudgesWhatANamedServerSays(t *testing.T) {
	var hits atomic.Int32
	web := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	t.Cleanup(web.Close)
	server := wiretest.Zone(t, "meta.test. A 169.254.169.254", "mixed.test. A 127.0.0.1", "mixed.test. A 169.254.169.254", "other.test. A 127.0.0.1", "shop.test. A 127.0.0.1")
	shop := httptest.NewServer(http.RedirectHandler("http://other.test:"+port(t, web)+"/", http.StatusFound))
	t.Cleanup(shop.Close)
	for target, want := range map[string]int32{
		"http://meta.test:" + port(t, web) + "/":  0,
		"http://mixed.test:" + port(t, web) + "/": 0,
		"http://shop.test:" + port(t, shop) + "/": 0, // which sends us to a private address under another name
	} {
		o := scanOptions()
		o.Resolvers, o.Limits.Retries = []string{server}, 1
		snap, err := shopvet.Crawl(t.Context(), target, o)
		if err != nil || hits.Load() != want {
			t.Fatalf("%s: %d hits, %v", target, hits.Load(), err)
		}
		if own := strings.Contains(target, "//shop."); own != (snap.Limits.Rate == 0) {
			t.Errorf("%s: %v requests a second", target, snap.Limits.Rate) // no limit on one's own machine, by whatever name
		}
		if f := snap.Entry[0].Err; f == nil || f.Kind != snapshot.FaultForbidden {
			t.Errorf("%s: %+v", target, f)
		}
	}
}

// TestADeadNameServerCostsSeconds: a shop that cannot be found because the name server is silent is said to be so within seconds.
func TestADeadNameServerCostsSeconds(t *testing.T) {
	silent, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	target, opts := named(t, silent.LocalAddr().String())
	start := time.Now()
	v := scan(t, target, opts, shopvet.JudgeOptions{})
	if took := time.Since(start); took > 10*time.Second || len(bad(v)) > 0 || v.Crawl.Stop != "unreachable" {
		t.Errorf("%v, %s, %v", took, v.Crawl.Stop, bad(v))
	}
}

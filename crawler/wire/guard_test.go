package wire_test

import (
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"

	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

func TestClass(t *testing.T) {
	for class, addrs := range map[string]string{
		wire.ClassPublic:        "8.8.8.8 1.1.1.1 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 2606:4700::1 2a00::1 64:ff9b::808:808 2002:808:808::1 ::ffff:8.8.8.8",
		wire.ClassLoopback:      "127.0.0.1 127.255.255.254 ::1 ::ffff:127.0.0.1",
		wire.ClassPrivate:       "10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 fc00::1 fd12::1 fec0::1 64:ff9b:1::1 ::ffff:10.0.0.1",
		wire.ClassShared:        "100.64.0.1 100.127.255.255",
		wire.ClassLinkLocal:     "169.254.0.1 fe80::1 fe80::1%eth0",
		wire.ClassMetadata:      "169.254.169.254 169.254.170.2 100.100.100.200 168.63.129.16 fd00:ec2::254 ::ffff:169.254.169.254",
		wire.ClassMulticast:     "224.0.0.1 239.255.255.255 ff02::1",
		wire.ClassUnspecified:   "0.0.0.0 0.1.2.3 :: ::ffff:0.0.0.0",
		wire.ClassDocumentation: "192.0.2.1 198.51.100.1 203.0.113.1 2001:db8::1 3fff::1",
		wire.ClassBenchmark:     "198.18.0.1 198.19.255.255 2001:2::1",
		wire.ClassReserved:      "192.0.0.8 192.88.99.1 240.0.0.1 255.255.255.255 100::1 5f00::1 4000::1 ::8.8.8.8",
		wire.ClassEmbedded:      "64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1::1 2002:a00:1:: 2001:0:808:808::80ff:fffe ::127.0.0.1",
	} {
		for a := range strings.FieldsSeq(addrs) {
			if got := wire.Class(netip.MustParseAddr(a)); got != class {
				t.Errorf("Class(%s) = %s, want %s", a, got, class)
			}
		}
	}
	if wire.Class(netip.Addr{}) == wire.ClassPublic {
		t.Error("no address is public")
	}
}

// hostile are addresses that a page could name to lead a crawler to this machine or its network.
var hostile = []string{
	"http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0177.0.0.1/", "http://0x7f.1/", "http://0x7f000001/", "http://017700000001/",
	"http://127.0.0.1./", "http://127。0。0。1/", "http://１２７.0.0.1/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/",
	"http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[64:ff9b::127.0.0.1]/", "http://[2002:7f00:1::]/",
	"http://localhost/", "http://LOCALHOST/", "http://localhost./", "http://shop.localhost/", "http://ⓛocalhost/",
	"http://user:pass@127.0.0.1/", "http://public.example@127.0.0.1/", "http://0/", "http://0.0.0.0/", "http://[::]/",
	"http://10.0.0.1/", "http://192.168.0.1/", "http://172.16.0.1/", "http://100.64.0.1/", "http://[fd00::1]/",
	"http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://0xa9fea9fe/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
	"http://224.0.0.1/", "http://198.18.0.1/", "http://203.0.113.1/", "http://255.255.255.255/",
	"http://public.example:22/", "http://public.example:25/", "http://public.example:6667/", "http://public.example:0/",
	"file:///etc/passwd", "ftp://public.example/", "gopher://127.0.0.1/", "javascript:alert(1)", "data:text/html,x", "//public.example/",
}

func TestHostileAddressesAreRefused(t *testing.T) {
	for name, g := range map[string]*wire.Guard{"no target": wire.NewGuard("", nil), "public target": wire.NewGuard("https://1.1.1.1/", nil)} {
		tr := wire.New(wire.Options{Guard: g, Timeout: time.Second})
		for _, a := range hostile {
			u, err := url.Parse(a)
			if err != nil {
				t.Fatalf("%s: %v", a, err)
			}
			if f := g.CheckURL(u); f == nil || f.Kind != snapshot.FaultForbidden {
				t.Errorf("%s: CheckURL(%s) = %+v", name, a, f)
			}
			if _, err := tr.RoundTrip(&http.Request{Method: "GET", URL: u, Header: http.Header{}}); err == nil || wire.FaultOf(err).Kind != snapshot.FaultForbidden {
				t.Errorf("%s: RoundTrip(%s): %v", name, a, err)
			}
		}
	}
}

func TestDecentAddressesPass(t *testing.T) {
	g := wire.NewGuard("", nil)
	for _, a := range []string{
		"http://shop.example/", "https://SHOP.example:8443/a", "https://bücher.example/", "https://xn--bcher-kva.example/", "http://8.8.8.8/",
		"http://[2606:4700::1]/", "http://my_shop.example/", "http://shop.example./", "http://127.shop.example/", "http://localhost.example/", "http://1.1/",
	} {
		u, err := url.Parse(a)
		if err != nil {
			t.Fatal(err)
		}
		if f := g.CheckURL(u); f != nil {
			t.Errorf("CheckURL(%s) = %+v", a, f)
		}
	}
	for _, a := range []string{"http:///a", "http:opaque", "http://a..b/", "http://1.2.3.4.5/", "http://256.256.256.256/", "http://a b/", "http://" + strings.Repeat("a", 64) + ".example/"} {
		u, err := url.Parse(a)
		if err != nil {
			continue // refused before the guard
		}
		if f := g.CheckURL(u); f == nil || f.Kind != snapshot.FaultBadURL {
			t.Errorf("CheckURL(%s) = %+v", a, f)
		}
	}
}

func TestTypedTargetIsIntent(t *testing.T) {
	for _, c := range []struct {
		target, class    string
		allowed, refused string
	}{
		{"http://127.0.0.1:8101/shop", wire.ClassLoopback,
			"http://127.0.0.1:8101/a http://127.0.0.1/ https://127.0.0.1/ http://127.1:8101/ http://0x7f000001:8101/ http://[::ffff:127.0.0.1]:8101/",
			"http://127.0.0.1:9999/ http://127.0.0.2:8101/ http://localhost:8101/ http://[::1]:8101/ http://10.0.0.1/ http://169.254.169.254/"},
		{"127.0.0.1:8101", wire.ClassLoopback, "http://127.0.0.1:8101/", "http://127.0.0.1:8102/"},
		{"127.1:8101", wire.ClassLoopback, "http://127.0.0.1:8101/", "http://127.0.0.1:8102/"},
		{"localhost:8101", wire.ClassLoopback, "http://localhost:8101/ http://LOCALHOST:8101/ http://localhost.:8101/", "http://127.0.0.1:8101/ http://localhost:8102/ http://x.localhost:8101/"},
		{"[::1]:8101", wire.ClassLoopback, "http://[::1]:8101/ http://[0::1]:8101/", "http://127.0.0.1:8101/"},
		{"::1", wire.ClassLoopback, "http://[::1]/", "http://[::1]:8101/"},
		{"https://192.168.7.5", wire.ClassPrivate, "https://192.168.7.5/ http://192.168.7.5/", "http://192.168.7.6/ http://192.168.7.5:8080/ http://127.0.0.1/"},
		{"169.254.169.254", wire.ClassPublic, "", "http://169.254.169.254/"},
		{"not a host", wire.ClassPublic, "http://shop.example/", "http://127.0.0.1/"},
		{"http://8.8.8.8", wire.ClassPublic, "http://8.8.8.8:8080/ http://shop.example/", "http://127.0.0.1/ http://8.8.8.8:22/"},
	} {
		g := wire.NewGuard(c.target, nil)
		if got := g.TargetClass(); got != c.class {
			t.Errorf("%s: class %s, want %s", c.target, got, c.class)
		}
		check := func(list string, allowed bool) {
			for a := range strings.FieldsSeq(list) {
				u, err := url.Parse(a)
				if err != nil {
					t.Fatal(err)
				}
				if f := g.CheckURL(u); (f == nil) != allowed {
					t.Errorf("target %s: CheckURL(%s) = %+v", c.target, a, f)
				}
			}
		}
		check(c.allowed, true)
		check(c.refused, false)
	}
}

func TestAllowOpensANetwork(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	defer srv.Close()
	g := wire.NewGuard("", nil)
	g.Allow(netip.MustParsePrefix("127.0.0.0/8"))
	tr := wire.New(wire.Options{Guard: g})
	defer tr.CloseIdle()
	if _, rec, err := get(t, tr, srv.URL); err != nil || rec.Hop.Status != 404 {
		t.Errorf("an allowed network is refused: %v", err)
	}
	if _, _, err := get(t, tr, "http://10.0.0.1/"); err == nil || wire.FaultOf(err).Kind != snapshot.FaultForbidden {
		t.Errorf("another network is not: %v", err)
	}
}

func TestRedirectToAPrivateAddressIsRefused(t *testing.T) {
	var visits atomic.Int32
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { visits.Add(1) }))
	defer inner.Close()
	srv := httptest.NewServer(http.RedirectHandler(inner.URL+"/admin", http.StatusFound))
	defer srv.Close()
	client := &http.Client{Transport: transport(t, srv, wire.Options{})} // a client that does follow redirects
	resp, err := client.Get(srv.URL)
	if err == nil {
		_ = resp.Body.Close()
	}
	var refused *wire.Error
	if !errors.As(err, &refused) || refused.Fault.Kind != snapshot.FaultForbidden || visits.Load() != 0 {
		t.Errorf("error %v after %d visits", err, visits.Load())
	}
}

// answers makes a name server that gives the n-th answer of list to the n-th question for an IPv4 address, and the last to all further.
func answers(t *testing.T, list ...string) (*net.Resolver, *atomic.Int32) {
	t.Helper()
	var asked atomic.Int32
	server := wiretest.NameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
		m := new(dns.Msg)
		m.SetReply(q)
		if q.Question[0].Qtype == dns.TypeA {
			n := min(int(asked.Add(1)), len(list))
			rr, err := dns.NewRR(q.Question[0].Name + " 0 A " + list[n-1])
			if err != nil {
				panic(err)
			}
			m.Answer = append(m.Answer, rr)
		}
		_ = w.WriteMsg(m)
	})
	return wiretest.Resolver(server), &asked
}

func TestAnswerThatChangesBeforeTheDialIsRefused(t *testing.T) {
	var visits atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { visits.Add(1) }))
	defer srv.Close()
	_, port, _ := net.SplitHostPort(srv.Listener.Addr().String())
	for _, typed := range []string{"rebind.example:" + port, ""} {
		resolver, asked := answers(t, "8.8.8.8", "127.0.0.1")
		if typed == "" {
			resolver, asked = answers(t, "127.0.0.1")
		}
		g := wire.NewGuard(typed, resolver)
		tr := wire.New(wire.Options{Guard: g, Resolver: resolver, Timeout: 5 * time.Second})
		_, rec, err := get(t, tr, "http://rebind.example:"+port+"/")
		if err == nil || rec.Fault == nil || rec.Fault.Kind != snapshot.FaultForbidden || visits.Load() != 0 || asked.Load() == 0 {
			t.Errorf("typed %q: %+v, %v, %d visits", typed, rec.Fault, err, visits.Load())
		}
	}
}

func TestTypedNameOfAPrivateAddress(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	defer srv.Close()
	_, port, _ := net.SplitHostPort(srv.Listener.Addr().String())
	resolver, _ := answers(t, "127.0.0.1")
	g := wire.NewGuard("dev.example:"+port, resolver)
	tr := wire.New(wire.Options{Guard: g, Resolver: resolver, Timeout: 5 * time.Second})
	defer tr.CloseIdle()
	_, rec, err := get(t, tr, "http://dev.example:"+port+"/")
	if err != nil || rec.Hop.Status != 404 || rec.Hop.Times.DNS <= 0 || g.TargetClass() != wire.ClassLoopback {
		t.Errorf("the typed name: %v, %+v", err, rec.Hop)
	}
	// Another name for the same address was not typed.
	if _, rec, err := get(t, tr, "http://other.example:"+port+"/"); err == nil || rec.Fault.Kind != snapshot.FaultForbidden {
		t.Errorf("another name: %v", err)
	}
}

func TestMixedAnswerGetsNoException(t *testing.T) {
	for _, other := range []string{"8.8.8.8", "10.0.0.1"} {
		server := wiretest.NameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
			m := new(dns.Msg)
			m.SetReply(q)
			for _, a := range []string{"127.0.0.1", other} {
				if rr, err := dns.NewRR(q.Question[0].Name + " 0 A " + a); err == nil && q.Question[0].Qtype == dns.TypeA {
					m.Answer = append(m.Answer, rr)
				}
			}
			_ = w.WriteMsg(m)
		})
		g := wire.NewGuard("mixed.example:8101", wiretest.Resolver(server))
		if g.TargetClass() != wire.ClassPublic || g.Control("tcp4", "127.0.0.1:8101", nil) == nil {
			t.Errorf("with %s: class %s", other, g.TargetClass())
		}
	}
}

func TestControlJudgesTheAddressDialled(t *testing.T) {
	g := wire.NewGuard("127.0.0.1:8101", nil)
	for _, c := range []struct {
		network, address string
		allowed          bool
	}{
		{"tcp4", "127.0.0.1:8101", true}, {"tcp6", "[::ffff:127.0.0.1]:8101", true}, {"tcp4", "8.8.8.8:443", true},
		{"tcp4", "127.0.0.1:8102", false}, {"tcp4", "127.0.0.2:8101", false}, {"tcp6", "[::1]:8101", false}, {"tcp6", "[fe80::1%lo]:80", false},
		{"udp4", "8.8.8.8:53", false}, {"unix", "/run/docker.sock", false}, {"tcp4", "nonsense", false},
	} {
		if err := g.Control(c.network, c.address, nil); (err == nil) != c.allowed {
			t.Errorf("Control(%s, %s) = %v", c.network, c.address, err)
		}
	}
}

// TestMain names a proxy in the environment before anything reads it: net/http looks only once.
func TestMain(m *testing.M) {
	if err := os.Setenv("HTTP_PROXY", "http://192.0.2.1:3128"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func TestProxyOfTheEnvironmentIsNotUsed(t *testing.T) {
	srv := httptest.NewServer(http.NotFoundHandler())
	defer srv.Close()
	_, port, _ := net.SplitHostPort(srv.Listener.Addr().String())
	resolver, _ := answers(t, "127.0.0.1")
	tr := wire.New(wire.Options{Guard: wire.NewGuard("dev.example:"+port, resolver), Resolver: resolver, Timeout: 2 * time.Second})
	defer tr.CloseIdle()
	if _, rec, err := get(t, tr, "http://dev.example:"+port+"/"); err != nil || rec.Hop.Status != 404 {
		t.Errorf("%+v, %v", rec.Hop, err)
	}
}

package dnsprobe_test

import (
	"context"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"

	"github.com/shopvet/shopvet/crawler/dnsprobe"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

// names is a name server's view of a small world.
func names(t testing.TB) dns.HandlerFunc {
	return wiretest.Records(t,
		"shop.example. CNAME host.example.", "host.example. A 192.0.2.9", "host.example. A 192.0.2.10",
		"candles.example. MX 20 b.mail.example.", "candles.example. MX 10 C.mail.example.", "candles.example. MX 10 a.mail.example.",
		"nomail.example. MX 0 .",
		"xn--bcher-kva.example. A 192.0.2.1", "my_shop.example. A 192.0.2.2", "six.example. AAAA 2001:db8::1",
		`texts.example. TXT "v=spf1 include:_spf.one" ".example -all"`, `texts.example. TXT "a \"quoted\" \\ text \195\164"`, `texts.example. TXT "\255"`,
		`caa.example. CAA 0 issue "letsencrypt.org; accounturi=https://ca.example/1"`, `caa.example. CAA 128 iodef "mailto:a@caa.example"`,
		"example. NS b.nic.example.", "example. NS A.nic.example.",
		"broken.example. A !SERVFAIL", "refused.example. A !REFUSED",
		"a.b.between.example. A 192.0.2.3",
		"dangling.example. CNAME gone.example.",
	)
}

func prober(servers ...string) *dnsprobe.Prober {
	return dnsprobe.New(dnsprobe.Options{Servers: servers})
}

func TestLookup(t *testing.T) {
	server := wiretest.NameServer(t, names(t))
	for _, c := range []struct {
		name, kind, want string
		fault            snapshot.FaultKind
	}{
		{"shop.example", "A", "192.0.2.10|192.0.2.9", ""},
		{"Shop.Example.", "A", "192.0.2.10|192.0.2.9", ""},
		{"shop.example", "AAAA", "", ""},
		{"six.example", "AAAA", "2001:db8::1", ""},
		{"candles.example", "MX", "a.mail.example|c.mail.example|b.mail.example", ""},
		{"nomail.example", "MX", ".", ""},
		{"nomail.example", "A", "", ""},
		{"bücher.example", "A", "192.0.2.1", ""},
		{"my_shop.example", "A", "192.0.2.2", ""},
		{"texts.example", "TXT", "v=spf1 include:_spf.one.example -all|a \"quoted\" \\ text ä|\uFFFD", ""},
		{"caa.example", "CAA", `0 issue "letsencrypt.org; accounturi=https://ca.example/1"|128 iodef "mailto:a@caa.example"`, ""},
		{"example", "NS", "a.nic.example|b.nic.example", ""},
		{"b.between.example", "A", "", ""},
		{"gone.example", "A", "", snapshot.FaultNoSuchHost},
		{"dangling.example", "A", "", snapshot.FaultNoSuchHost},
		{"refused.example", "A", "", snapshot.FaultDNS},
		{"shop.example", "HINFO", "", snapshot.FaultOther},
		{"bü cher.example", "A", "", snapshot.FaultBadURL},
		{"two..dots.example", "A", "", snapshot.FaultBadURL},
		{strings.Repeat("long.", 60) + "example", "A", "", snapshot.FaultBadURL},
	} {
		got, ok := prober(server).Lookup(t.Context(), c.name, c.kind)
		if !ok || got.Type != c.kind {
			t.Fatalf("%s %s: %+v", c.name, c.kind, got)
		}
		if answers := strings.Join(got.Answers, "|"); answers != c.want || kindOf(got) != c.fault {
			t.Errorf("%s %s: %q %q, want %q %q", c.name, c.kind, answers, kindOf(got), c.want, c.fault)
		}
	}
}

func kindOf(d snapshot.DNS) snapshot.FaultKind {
	if d.Err == nil {
		return ""
	}
	return d.Err.Kind
}

func TestAliasesAndVouchersAreKept(t *testing.T) {
	p := prober(wiretest.NameServer(t, names(t)))
	if got, _ := p.Lookup(t.Context(), "shop.example", "A"); !slices.Equal(got.Chain, []string{"host.example"}) || got.Zone != "" || got.Rcode != "" {
		t.Errorf("alias: %+v", got)
	}
	if got, _ := p.Lookup(t.Context(), "dangling.example", "A"); !slices.Equal(got.Chain, []string{"gone.example"}) || got.Zone != "example" || got.Rcode != "NXDOMAIN" {
		t.Errorf("alias to nowhere: %+v", got)
	}
	if got, _ := p.Lookup(t.Context(), "bücher.example", "AAAA"); got.Name != "xn--bcher-kva.example" || got.Zone != "example" {
		t.Errorf("none: %+v", got)
	}
}

func TestAQuestionIsPutOnce(t *testing.T) {
	var asked atomic.Int32
	answer := names(t)
	p := prober(wiretest.NameServer(t, func(w dns.ResponseWriter, q *dns.Msg) { asked.Add(1); answer(w, q) }))
	for range 3 {
		p.Lookup(t.Context(), "shop.example", "A")
		p.Lookup(t.Context(), "SHOP.example.", "A")
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

func TestWhatNoNameServerKnowsIsNotAsked(t *testing.T) {
	var asked atomic.Int32
	p := prober(wiretest.NameServer(t, func(dns.ResponseWriter, *dns.Msg) { asked.Add(1) }))
	for _, name := range []string{"127.0.0.1", "[::1]", "::1", "192.0.2.1", "localhost", "shop.localhost", "LOCALHOST.", "printer.local", ""} {
		if got, ok := p.Lookup(t.Context(), name, "A"); ok {
			t.Errorf("%q: %+v", name, got)
		}
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("the server was asked %d times", n)
	}
}

func TestLostPacketIsAskedForAgain(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("waits for a timeout")
	}
	var asked atomic.Int32
	answer := names(t)
	p := prober(wiretest.NameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
		if asked.Add(1) > 1 {
			answer(w, q)
		}
	}))
	if got, _ := p.Lookup(t.Context(), "shop.example", "A"); got.Err != nil || len(got.Answers) != 2 || asked.Load() != 2 {
		t.Errorf("after %d questions: %+v", asked.Load(), got)
	}
}

func TestSecondServerStandsIn(t *testing.T) {
	t.Parallel()
	good := wiretest.NameServer(t, names(t))
	for what, bad := range map[string]string{
		"refuses connections": wiretest.ClosedPort(t),
		"fails":               wiretest.Zone(t, "shop.example. A !SERVFAIL"),
		"refuses to answer":   wiretest.Zone(t, "shop.example. A !REFUSED"),
		"answers by others": wiretest.NameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
			reply(w, q, func(m *dns.Msg) { m.Question[0].Name = "x.example." })
		}),
	} {
		if got, _ := prober(bad, good).Lookup(t.Context(), "shop.example", "A"); got.Err != nil || len(got.Answers) != 2 {
			t.Errorf("first server %s: %+v", what, got)
		}
	}
}

func TestADeadServerCostsSecondsInAll(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for timeouts")
	}
	silent := func() string { return wiretest.NameServer(t, func(dns.ResponseWriter, *dns.Msg) {}) }
	for what, servers := range map[string][]string{"one": {silent()}, "two": {silent(), silent()}, "closed": {wiretest.ClosedPort(t)}} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			p := prober(servers...)
			start := time.Now()
			list := p.Survey(t.Context(), dnsprobe.Plan{
				Hosts: []string{"shop.example", "www.shop.example"}, Mail: []string{"a.example", "b.example", "c.example", "d.example", "e.example"},
			})
			if took := time.Since(start); took > 7*time.Second {
				t.Errorf("%s: %v", what, took)
			}
			for i, s := range p.Servers() {
				if s != (snapshot.NameServer{Address: servers[i], Named: true, Silent: true}) {
					t.Errorf("%s: %+v", what, s)
				}
			}
			for _, d := range list {
				if kindOf(d) != snapshot.FaultDNS {
					t.Errorf("%s: %+v", what, d)
				}
			}
			if len(list) == 0 || len(p.Servers()) != len(servers) {
				t.Errorf("%s: %d answers, servers: %v", what, len(list), p.Servers())
			}
		})
	}
}

func TestCancelEndsTheQuestion(t *testing.T) {
	p := prober(wiretest.NameServer(t, func(dns.ResponseWriter, *dns.Msg) {}))
	const most = time.Second
	n := 0
	took := wiretest.Shortest(most, func() time.Duration {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(50*time.Millisecond, cancel)
		n++ // what was asked before is not asked again
		start := time.Now()
		if got, _ := p.Lookup(ctx, fmt.Sprintf("shop%d.example", n), "A"); kindOf(got) != snapshot.FaultCancelled {
			t.Errorf("%+v", got)
		}
		return time.Since(start)
	})
	if took > most {
		t.Errorf("after %v", took)
	}
}

func TestParseServer(t *testing.T) {
	for in, want := range map[string]string{
		"9.9.9.9": "9.9.9.9:53", " 192.0.2.53:5353 ": "192.0.2.53:5353", "::1": "[::1]:53", "[2001:db8::1]:5353": "[2001:db8::1]:5353", "[::1]": "[::1]:53",
		"dns.example": "dns.example:53", "localhost:5300": "localhost:5300", "fe80::1%eth0": "[fe80::1%eth0]:53",
	} {
		if got, err := dnsprobe.ParseServer(in); err != nil || got != want {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
	for _, in := range []string{
		"", " ", "nonsense:99999", "nonsense:0", "nonsense:x", "http://x", "https://dns.example/dns-query", "a b", "a,b", "x:y:z", ":53", "999.1.1.1", "1.2.3",
		"two..dots", "[::1", strings.Repeat("a", 64), strings.Repeat("long.", 60) + "example", "shop.example/",
	} {
		if got, err := dnsprobe.ParseServer(in); err == nil {
			t.Errorf("%q is taken for %q", in, got)
		} else if strings.Contains(err.Error(), "\n") || len(err.Error()) > 250 {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestConnectionsAreOpenedByTheServersNamed(t *testing.T) {
	web, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer web.Close()
	_, port, _ := net.SplitHostPort(web.Addr().String())
	long := []string{"shop.test. A 127.0.0.1", "ipv6.test. A 127.0.0.1", "ipv6.test. AAAA !SERVFAIL", "alias.test. CNAME shop.test.", "broken.test. A !SERVFAIL", "broken.test. AAAA !SERVFAIL"}
	for i := range 100 {
		long = append(long, fmt.Sprintf("big.test. A 127.0.0.%d", i+1))
	}
	r := prober(wiretest.ClosedPort(t), wiretest.Zone(t, long...)).Resolver()
	d := net.Dialer{Resolver: r}
	for _, host := range []string{"shop.test", "ipv6.test", "alias.test", "SHOP.test.", "big.test"} {
		const most = time.Second
		took := wiretest.Shortest(most, func() time.Duration {
			start := time.Now()
			conn, err := d.DialContext(t.Context(), "tcp", net.JoinHostPort(host, port))
			if err != nil {
				t.Errorf("%s: %v", host, err)
				return 0
			}
			_ = conn.Close()
			return time.Since(start)
		})
		if took > most {
			t.Errorf("%s: %v", host, took)
		}
	}
	if list, err := r.LookupHost(t.Context(), "big.test"); err != nil || len(list) != 100 {
		t.Errorf("%d addresses, %v", len(list), err)
	}
	if _, err := r.LookupHost(t.Context(), "gone.test"); !isNotFound(err) {
		t.Errorf("a name that does not exist: %v", err)
	}
	if _, err := r.LookupHost(t.Context(), "broken.test"); err == nil || isNotFound(err) {
		t.Errorf("a name that cannot be resolved: %v", err)
	}
}

func isNotFound(err error) bool {
	e, ok := err.(*net.DNSError)
	return ok && e.IsNotFound
}

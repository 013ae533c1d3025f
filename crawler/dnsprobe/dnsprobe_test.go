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

// zone answers as a name server that knows a few names.
func zone(w dns.ResponseWriter, q *dns.Msg) {
	m := new(dns.Msg)
	m.SetReply(q)
	add := func(records ...string) {
		for _, r := range records {
			rr, err := dns.NewRR(r)
			if err != nil {
				panic(err)
			}
			m.Answer = append(m.Answer, rr)
		}
	}
	switch q.Question[0].Name + dns.TypeToString[q.Question[0].Qtype] {
	case "shop.example.A":
		add("shop.example. 60 CNAME host.example.", "host.example. 60 A 192.0.2.9", "host.example. 60 A 192.0.2.10")
	case "shop.example.AAAA", "nomail.example.A":
	case "shop.example.MX":
		add("shop.example. 60 MX 20 b.mail.example.", "shop.example. 60 MX 10 C.mail.example.", "shop.example. 60 MX 10 a.mail.example.")
	case "nomail.example.MX":
		add("nomail.example. 60 MX 0 .")
	case "xn--bcher-kva.example.A":
		add("xn--bcher-kva.example. 60 A 192.0.2.1")
	case "my_shop.example.A":
		add("my_shop.example. 60 A 192.0.2.2")
	case "big.example.A":
		if w.RemoteAddr().Network() == "udp" {
			m.Truncated = true
			break
		}
		for i := range 60 {
			add(fmt.Sprintf("big.example. 60 A 192.0.2.%d", 100+i))
		}
	case "broken.example.A":
		m.Rcode = dns.RcodeServerFailure
	case "refused.example.A":
		m.Rcode = dns.RcodeRefused
	case "mixup.example.A":
		m.Question[0].Name = "else.example."
		add("else.example. 60 A 192.0.2.66")
	default:
		m.Rcode = dns.RcodeNameError
	}
	_ = w.WriteMsg(m)
}

func TestLookup(t *testing.T) {
	server := wiretest.NameServer(t, zone)
	for _, c := range []struct {
		name, kind, want string
		fault            snapshot.FaultKind
	}{
		{"shop.example", "A", "192.0.2.10 192.0.2.9", ""},
		{"Shop.Example.", "A", "192.0.2.10 192.0.2.9", ""},
		{"shop.example", "AAAA", "", ""},
		{"shop.example", "MX", "a.mail.example c.mail.example b.mail.example", ""},
		{"nomail.example", "MX", ".", ""},
		{"nomail.example", "A", "", ""},
		{"bücher.example", "A", "192.0.2.1", ""},
		{"gone.example", "A", "", snapshot.FaultNoSuchHost},
		{"broken.example", "A", "", snapshot.FaultDNS},
		{"refused.example", "A", "", snapshot.FaultDNS},
		{"mixup.example", "A", "", snapshot.FaultDNS},
		{"shop.example", "HINFO", "", snapshot.FaultOther},
		{"my_shop.example", "A", "192.0.2.2", ""},
		{"bü cher.example", "A", "", snapshot.FaultBadURL},
		{"two..dots.example", "A", "", snapshot.FaultBadURL},
		{strings.Repeat("long.", 60) + "example", "A", "", snapshot.FaultBadURL},
	} {
		got := dnsprobe.Lookup(t.Context(), dnsprobe.Options{Server: server}, c.name, c.kind)
		if len(got) != 1 || got[0].Type != c.kind {
			t.Fatalf("%s %s: %+v", c.name, c.kind, got)
		}
		var fault snapshot.FaultKind
		if got[0].Err != nil {
			fault = got[0].Err.Kind
		}
		if answers := strings.Join(got[0].Answers, " "); answers != c.want || fault != c.fault {
			t.Errorf("%s %s: %q %q, want %q %q", c.name, c.kind, answers, fault, c.want, c.fault)
		}
	}
}

func TestSeveralTypesKeepTheirOrder(t *testing.T) {
	got := dnsprobe.Lookup(t.Context(), dnsprobe.Options{Server: wiretest.NameServer(t, zone)}, "shop.example", "MX", "A")
	if len(got) != 2 || got[0].Type != "MX" || got[1].Type != "A" || len(got[0].Answers) != 3 || len(got[1].Answers) != 2 {
		t.Errorf("answers %+v", got)
	}
}

func TestLargeAnswerComesOverTCP(t *testing.T) {
	got := dnsprobe.Lookup(t.Context(), dnsprobe.Options{Server: wiretest.NameServer(t, zone)}, "big.example", "A")
	if got[0].Err != nil || len(got[0].Answers) != 60 || !slices.IsSorted(got[0].Answers) {
		t.Errorf("answers %+v", got)
	}
}

func TestWhatNoNameServerKnowsIsNotAsked(t *testing.T) {
	var asked atomic.Int32
	server := wiretest.NameServer(t, func(w dns.ResponseWriter, q *dns.Msg) { asked.Add(1); zone(w, q) })
	for _, name := range []string{"127.0.0.1", "[::1]", "::1", "192.0.2.1", "localhost", "shop.localhost", "LOCALHOST.", "printer.local", ""} {
		if got := dnsprobe.Lookup(t.Context(), dnsprobe.Options{Server: server}, name, "A", "MX"); got != nil {
			t.Errorf("%q: %+v", name, got)
		}
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("the server was asked %d times", n)
	}
}

func TestLostPacketIsAskedForAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for a timeout")
	}
	var asked atomic.Int32
	server := wiretest.NameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
		if asked.Add(1) > 1 {
			zone(w, q)
		}
	})
	got := dnsprobe.Lookup(t.Context(), dnsprobe.Options{Server: server}, "shop.example", "A")
	if got[0].Err != nil || len(got[0].Answers) != 2 || asked.Load() != 2 {
		t.Errorf("after %d questions: %+v", asked.Load(), got)
	}
}

func TestNoServerIsUnknown(t *testing.T) {
	l, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := l.LocalAddr().String()
	_ = l.Close()
	got := dnsprobe.Lookup(t.Context(), dnsprobe.Options{Server: server}, "shop.example", "A")
	if got[0].Err == nil || got[0].Err.Kind != snapshot.FaultDNS {
		t.Errorf("answer %+v", got)
	}
}

func TestCancelEndsTheQuestion(t *testing.T) {
	server := wiretest.NameServer(t, func(dns.ResponseWriter, *dns.Msg) {})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	start := time.Now()
	got := dnsprobe.Lookup(ctx, dnsprobe.Options{Server: server}, "shop.example", "A", "MX")
	if took := time.Since(start); took > time.Second || got[0].Err == nil || got[0].Err.Kind != snapshot.FaultCancelled || got[1].Err.Kind != snapshot.FaultCancelled {
		t.Errorf("after %v: %+v", took, got)
	}
}

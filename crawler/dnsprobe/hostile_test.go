package dnsprobe_test

import (
	"encoding/binary"
	"fmt"
	"net"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/miekg/dns"

	"github.com/shopvet/shopvet/crawler/dnsprobe"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

// reply answers a question after change had its way with the answer.
func reply(w dns.ResponseWriter, q *dns.Msg, change func(*dns.Msg)) {
	m := new(dns.Msg)
	m.SetReply(q)
	change(m)
	_ = w.WriteMsg(m)
}

func record(format string, args ...any) dns.RR {
	rr, err := dns.NewRR(fmt.Sprintf(format, args...))
	if err != nil {
		panic(err)
	}
	return rr
}

// whole lets everything through over TCP, and nothing but the news that it is too much over UDP.
func whole(change func(*dns.Msg)) dns.HandlerFunc {
	return func(w dns.ResponseWriter, q *dns.Msg) {
		reply(w, q, func(m *dns.Msg) {
			if w.RemoteAddr().Network() == "udp" {
				m.Truncated = true
				return
			}
			m.Compress = true
			change(m)
		})
	}
}

func TestLargeAnswersAreBounded(t *testing.T) {
	p := prober(wiretest.NameServer(t, whole(func(m *dns.Msg) {
		switch m.Question[0].Name {
		case "thousand.example.":
			for i := range 1000 {
				m.Answer = append(m.Answer, record("thousand.example. 60 A 198.51.%d.%d", i/250, i%250))
			}
		case "texts.example.": // 60 kB, the record that counts behind all others
			for i := range 240 {
				m.Answer = append(m.Answer, record("texts.example. 60 TXT %q", fmt.Sprintf("%03d %s", i, strings.Repeat("a", 240))))
			}
			m.Answer = append(m.Answer, record("texts.example. 60 TXT %q", "v=spf1 -all"))
		case "mail.example.":
			for i := range 500 {
				m.Answer = append(m.Answer, record("mail.example. 60 MX %d m%d.example.", 1000-i, i))
			}
		}
	})))
	a, _ := p.Lookup(t.Context(), "thousand.example", "A")
	if len(a.Answers) != 50 || a.More != 950 || !slices.IsSorted(a.Answers) {
		t.Errorf("%d addresses and %d more", len(a.Answers), a.More)
	}
	txt, _ := p.Lookup(t.Context(), "texts.example", "TXT")
	if size := len(strings.Join(txt.Answers, "")); len(txt.Answers)+txt.More != 241 || size > 16<<10 || txt.Answers[0] != "v=spf1 -all" {
		t.Errorf("%d texts of %d bytes and %d more, first %q", len(txt.Answers), size, txt.More, txt.Answers[0])
	}
	if mx, _ := p.Lookup(t.Context(), "mail.example", "MX"); len(mx.Answers) != 50 || mx.More != 450 || mx.Answers[0] != "m499.example" {
		t.Errorf("%d mail hosts, %d more", len(mx.Answers), mx.More)
	}
}

func TestLyingServersAreNotBelieved(t *testing.T) {
	lies := map[string]func(*dns.Msg){
		"records of another name": func(m *dns.Msg) { m.Answer = []dns.RR{record("else.example. 60 A 192.0.2.66")} },
		"a record of another kind": func(m *dns.Msg) {
			m.Answer = []dns.RR{record(`shop.example. 60 TXT "192.0.2.66"`), record("shop.example. 60 CH A 192.0.2.66")}
		},
		"an alias to itself": func(m *dns.Msg) { m.Answer = []dns.RR{record("shop.example. 60 CNAME shop.example.")} },
		"aliases in a ring": func(m *dns.Msg) {
			m.Answer = []dns.RR{record("shop.example. CNAME a.example."), record("a.example. CNAME shop.example.")}
		},
		"another question": func(m *dns.Msg) {
			m.Question[0].Name = "else.example."
			m.Answer = []dns.RR{record("else.example. 60 A 192.0.2.66")}
		},
		"another id":             func(m *dns.Msg) { m.Id++; m.Answer = []dns.RR{record("shop.example. 60 A 192.0.2.66")} },
		"a question":             func(m *dns.Msg) { m.Response = false; m.Answer = []dns.RR{record("shop.example. 60 A 192.0.2.66")} },
		"two questions":          func(m *dns.Msg) { m.Question = append(m.Question, m.Question[0]) },
		"no question, an answer": func(m *dns.Msg) { m.Question = nil; m.Answer = []dns.RR{record("shop.example. 60 A 192.0.2.66")} },
	}
	var group sync.WaitGroup // each waits for an answer that does not come
	defer group.Wait()
	for what, lie := range lies {
		p := prober(wiretest.NameServer(t, func(w dns.ResponseWriter, q *dns.Msg) { reply(w, q, lie) }))
		group.Go(func() {
			if got, _ := p.Lookup(t.Context(), "shop.example", "A"); len(got.Answers) > 0 {
				t.Errorf("%s is believed: %+v", what, got)
			}
		})
	}
}

func TestALongChainOfAliasesEnds(t *testing.T) {
	p := prober(wiretest.NameServer(t, whole(func(m *dns.Msg) {
		for i := range 400 {
			m.Answer = append(m.Answer, record("n%d.example. CNAME n%d.example.", i, i+1))
		}
	})))
	if got, _ := p.Lookup(t.Context(), "n0.example", "A"); got.Err == nil || got.Err.Kind != snapshot.FaultDNS || len(got.Chain) > 16 {
		t.Errorf("%+v", got)
	}
}

// raw is a name server that writes whatever it likes over UDP.
func raw(t *testing.T, answer func(question []byte) [][]byte) string {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	go func() {
		buf := make([]byte, 4096)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			for _, packet := range answer(buf[:n]) {
				_, _ = conn.WriteTo(packet, from)
			}
		}
	}()
	return conn.LocalAddr().String()
}

// TestStrayPacketsArePassedOver sends what anybody could send before the true answer.
func TestStrayPacketsArePassedOver(t *testing.T) {
	server := raw(t, func(question []byte) [][]byte {
		q := new(dns.Msg)
		if err := q.Unpack(question); err != nil {
			return nil
		}
		pack := func(change func(*dns.Msg)) []byte {
			m := new(dns.Msg)
			m.SetReply(q)
			m.Answer = []dns.RR{record("shop.example. 60 A 192.0.2.66")}
			change(m)
			out, _ := m.Pack()
			return out
		}
		return [][]byte{
			pack(func(m *dns.Msg) { m.Id++ }),
			pack(func(m *dns.Msg) { m.Question[0].Name = "else.example." }),
			pack(func(m *dns.Msg) { m.Response = false }),
			binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, 1<<63), 0),
			pack(func(m *dns.Msg) { m.Answer = []dns.RR{record("shop.example. 60 A 192.0.2.9")} }),
		}
	})
	if got, _ := prober(server).Lookup(t.Context(), "shop.example", "A"); !slices.Equal(got.Answers, []string{"192.0.2.9"}) {
		t.Errorf("%+v", got)
	}
}

func TestGarbageIsNoAnswer(t *testing.T) {
	var group sync.WaitGroup
	defer group.Wait()
	for what, answer := range map[string]func([]byte) [][]byte{
		"nothing but a header": func(q []byte) [][]byte { return [][]byte{q[:12]} },
		"an empty packet":      func([]byte) [][]byte { return [][]byte{{}} },
		"the question itself":  func(q []byte) [][]byte { return [][]byte{q} },
		"noise":                func(q []byte) [][]byte { return [][]byte{append(q[:2:2], strings.Repeat("\xff", 500)...)} },
		"pointers in a ring": func(q []byte) [][]byte {
			return [][]byte{append(append(q[:2:2], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0), 0xc0, 12, 0, 1, 0, 1, 0xc0, 12)}
		},
	} {
		server := raw(t, answer)
		group.Go(func() {
			if got, _ := prober(server).Lookup(t.Context(), "shop.example", "A"); got.Err == nil || got.Err.Kind != snapshot.FaultDNS {
				t.Errorf("%s: %+v", what, got)
			}
		})
	}
}

func TestServersWithoutEDNSAreAskedWithoutIt(t *testing.T) {
	for _, code := range []int{dns.RcodeFormatError, dns.RcodeNotImplemented, dns.RcodeBadVers} {
		answer := names(t)
		p := prober(wiretest.NameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
			if q.IsEdns0() != nil {
				m := new(dns.Msg)
				m.SetRcode(q, code)
				switch code {
				case dns.RcodeFormatError:
					m.Question = nil // as servers do that could not read it
				case dns.RcodeBadVers:
					m.SetEdns0(1232, false) // half of the code stands there
				}
				_ = w.WriteMsg(m)
				return
			}
			answer(w, q)
		}))
		if got, _ := p.Lookup(t.Context(), "shop.example", "A"); len(got.Answers) != 2 {
			t.Errorf("code %d: %+v", code, got)
		}
	}
}

func TestReasonsOfAServer(t *testing.T) {
	with := func(rcode int, code uint16) dns.HandlerFunc {
		return func(w dns.ResponseWriter, q *dns.Msg) {
			reply(w, q, func(m *dns.Msg) {
				m.Rcode = rcode
				m.SetEdns0(1232, false)
				m.IsEdns0().Option = []dns.EDNS0{&dns.EDNS0_EDE{InfoCode: code}}
				if q.CheckingDisabled {
					m.Rcode = dns.RcodeSuccess
					m.Answer = []dns.RR{record("shop.example. 60 A 192.0.2.9")}
				}
			})
		}
	}
	got, _ := prober(wiretest.NameServer(t, with(dns.RcodeNameError, dns.ExtendedErrorCodeBlocked))).Lookup(t.Context(), "shop.example", "A")
	if got.Err == nil || got.Err.Kind != snapshot.FaultDNS || got.Rcode != "NXDOMAIN" || !slices.Equal(got.Codes, []uint16{dns.ExtendedErrorCodeBlocked}) {
		t.Errorf("a filter's answer counts for one: %+v", got)
	}
	got, _ = prober(wiretest.NameServer(t, with(dns.RcodeServerFailure, dns.ExtendedErrorCodeSignatureExpired))).Lookup(t.Context(), "shop.example", "A")
	if got.Err == nil || got.Rcode != "SERVFAIL" || !got.Bogus || len(got.Answers) > 0 {
		t.Errorf("a signature that does not hold: %+v", got)
	}
}

// TestQuestionsAreBounded has a shop whose records lead on without end.
func TestQuestionsAreBounded(t *testing.T) {
	var asked, atOnce, most atomic.Int32
	p := prober(wiretest.NameServer(t, func(w dns.ResponseWriter, q *dns.Msg) {
		asked.Add(1)
		most.Store(max(most.Load(), atOnce.Add(1)))
		time.Sleep(2 * time.Millisecond)
		atOnce.Add(-1)
		name := q.Question[0].Name
		reply(w, q, func(m *dns.Msg) {
			switch q.Question[0].Qtype {
			case dns.TypeMX:
				for i := range 40 {
					m.Answer = append(m.Answer, record("%s 60 MX 1 m%d.%s", name, i, name))
				}
			case dns.TypeTXT:
				m.Answer = []dns.RR{record("%s 60 TXT %q", name, "v=spf1 include:a."+name+" include:b."+name+" include:c."+name+" ~all")}
			}
		})
	}))
	goroutines := runtime.NumGoroutine()
	plan := dnsprobe.Plan{Hosts: []string{strings.Repeat("a.", 100) + "shop.example", "shop.example", "www.shop.example", "shop.test"}}
	for i := range 5 {
		plan.Mail = append(plan.Mail, fmt.Sprintf("mail%d.example", i))
	}
	list := p.Survey(t.Context(), plan)
	if n := asked.Load(); n > 150 || n < 50 || len(list) > 200 {
		t.Errorf("%d questions, %d answers kept", n, len(list))
	}
	if most.Load() > 4 {
		t.Errorf("%d at the same time", most.Load())
	}
	for deadline := time.Now().Add(20 * time.Second); runtime.NumGoroutine() > goroutines+2 && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > goroutines+2 {
		t.Errorf("%d goroutines before, %d after", goroutines, n)
	}
}

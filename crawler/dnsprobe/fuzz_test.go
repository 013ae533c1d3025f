package dnsprobe

import (
	"strings"
	"testing"

	"github.com/miekg/dns"

	"github.com/shopvet/shopvet/snapshot"
)

// FuzzRead reads whatever a server may send as an answer: what is kept stays within its bounds and is text.
func FuzzRead(f *testing.F) {
	for _, lines := range [][]string{
		{"shop.example. CNAME a.example.", "a.example. A 192.0.2.1"},
		{`shop.example. TXT "v=spf1 -all" "\\ \255"`, `shop.example. CAA 0 issue "\"x"`},
		{"shop.example. MX 0 .", "shop.example. NS ns.example."},
	} {
		m := new(dns.Msg)
		m.SetQuestion("shop.example.", dns.TypeA)
		m.Response = true
		for _, l := range lines {
			rr, err := dns.NewRR(l)
			if err != nil {
				f.Fatal(err)
			}
			m.Answer = append(m.Answer, rr)
		}
		m.SetEdns0(udpSize, false)
		raw, err := m.Pack()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m := new(dns.Msg)
		if err := m.Unpack(raw); err != nil {
			return
		}
		for kind, qtype := range kinds {
			out := snapshot.DNS{Name: "shop.example", Type: kind}
			read(m, qtype, &out)
			text := strings.Join(out.Answers, "")
			if len(out.Answers) > maxAnswers || len(text) > maxText || len(out.Chain) > maxChain || len(out.Codes) > maxCodes || out.More < 0 || strings.ToValidUTF8(text, "") != text {
				t.Errorf("%+v", out)
			}
			if out.Err != nil && len(out.Answers) > 0 {
				t.Errorf("answers beside a fault: %+v", out)
			}
		}
	})
}

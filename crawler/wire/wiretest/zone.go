package wiretest

import (
	"strings"
	"testing"

	"github.com/miekg/dns"
)

// Zone starts a name server that knows the records given, each as a line of a zone file ("shop.example. A 192.0.2.1"), and returns its address.
// A line whose data is "!" and the name of a code ("shop.example. AAAA !SERVFAIL") makes it fail on that question, "!SILENT" not answer at all.
// It answers as RFC 1034 wants: aliases are followed, a name that only stands between others exists, and "there is none" comes with an SOA record.
func Zone(t testing.TB, lines ...string) string {
	t.Helper()
	return NameServer(t, Records(t, lines...))
}

// Records answers questions as Zone says.
func Records(t testing.TB, lines ...string) dns.HandlerFunc {
	t.Helper()
	z := zone{records: map[string][]dns.RR{}, names: map[string]bool{}, failures: map[string]string{}}
	for _, line := range lines {
		f := strings.Fields(line)
		if len(f) > 2 && strings.HasPrefix(f[2], "!") {
			z.add(f[0])
			z.failures[key(f[0], f[1])] = f[2][1:]
			continue
		}
		rr, err := dns.NewRR(line)
		if err != nil || rr == nil {
			t.Fatalf("record %q: %v", line, err)
		}
		rr.Header().Ttl = 60
		k := key(rr.Header().Name, dns.TypeToString[rr.Header().Rrtype])
		z.records[k] = append(z.records[k], rr)
		z.add(rr.Header().Name)
	}
	return z.answer
}

type zone struct {
	records  map[string][]dns.RR // by name and type
	names    map[string]bool     // also those that only stand between others
	failures map[string]string
}

func key(name, kind string) string { return strings.ToLower(dns.Fqdn(name)) + " " + kind }

func (z zone) add(name string) {
	name = strings.ToLower(dns.Fqdn(name))
	for i, end := 0, false; !end; i, end = dns.NextLabel(name, i) {
		z.names[name[i:]] = true
	}
}

func (z zone) answer(w dns.ResponseWriter, q *dns.Msg) {
	m := new(dns.Msg)
	m.SetReply(q)
	name, kind := q.Question[0].Name, dns.TypeToString[q.Question[0].Qtype]
	switch code, fails := z.failures[key(name, kind)]; {
	case code == "SILENT":
		return
	case fails:
		m.Rcode = dns.StringToRcode[code]
	default:
		z.fill(m, name, kind)
	}
	if w.RemoteAddr().Network() == "udp" {
		size := dns.MinMsgSize
		if opt := q.IsEdns0(); opt != nil {
			size = int(opt.UDPSize())
		}
		m.Truncate(size)
	}
	_ = w.WriteMsg(m)
}

func (z zone) fill(m *dns.Msg, name, kind string) {
	for range 10 {
		alias := z.records[key(name, "CNAME")]
		if kind == "CNAME" || len(alias) == 0 {
			break
		}
		m.Answer = append(m.Answer, alias...)
		name = alias[0].(*dns.CNAME).Target
	}
	found := z.records[key(name, kind)]
	m.Answer = append(m.Answer, found...)
	if len(found) > 0 {
		return
	}
	if !z.names[strings.ToLower(name)] {
		m.Rcode = dns.RcodeNameError
	}
	apex := name[strings.LastIndexByte(strings.TrimSuffix(name, "."), '.')+1:]
	m.Ns = []dns.RR{&dns.SOA{
		Hdr: dns.RR_Header{Name: apex, Rrtype: dns.TypeSOA, Class: dns.ClassINET, Ttl: 60}, Ns: "ns." + apex, Mbox: "hostmaster." + apex, Minttl: 60,
	}}
}

package dnsprobe

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"github.com/miekg/dns"

	"github.com/shopvet/shopvet/snapshot"
)

const (
	// maxAnswers and maxText bound what is kept of one answer: records, and bytes of texts.
	maxAnswers = 50
	maxText    = 16 << 10
	// maxChain bounds how many aliases are followed within an answer; resolvers stop between 8 and 17.
	maxChain = 16
	maxCodes = 5
)

// read completes out by what a reply says.
func read(m *dns.Msg, qtype uint16, out *snapshot.DNS) {
	out.Codes = codes(m)
	if m.Rcode != dns.RcodeSuccess {
		out.Rcode = cmp.Or(dns.RcodeToString[m.Rcode], "unknown")
	}
	owner, ring := follow(m.Answer, out)
	switch {
	case filtered(out.Codes):
		out.Err = &snapshot.Fault{Kind: snapshot.FaultDNS, Text: "the name server does not answer for this name by a rule of its own"}
	case m.Rcode == dns.RcodeNameError:
		out.Err = &snapshot.Fault{Kind: snapshot.FaultNoSuchHost, Text: "the host name does not exist"}
	case m.Rcode != dns.RcodeSuccess:
		out.Err = &snapshot.Fault{Kind: snapshot.FaultDNS, Text: "the name server could not answer: " + out.Rcode}
	case ring:
		out.Err = &snapshot.Fault{Kind: snapshot.FaultDNS, Text: "the aliases of the name lead in a ring or are too many"}
	}
	if out.Err == nil {
		out.Answers, out.More = values(m.Answer, owner, qtype)
	}
	if len(out.Answers) == 0 {
		out.Zone = zone(m)
	}
}

// follow walks the aliases of an answer and returns the name at their end. ring says that there is none.
func follow(records []dns.RR, out *snapshot.DNS) (owner string, ring bool) {
	alias := map[string]string{}
	for _, rr := range records {
		if r, ok := rr.(*dns.CNAME); ok {
			alias[strings.ToLower(r.Hdr.Name)] = strings.ToLower(r.Target)
		}
	}
	owner = strings.ToLower(dns.Fqdn(out.Name))
	for {
		next, ok := alias[owner]
		if !ok {
			return owner, false
		}
		if len(out.Chain) == maxChain {
			return owner, true
		}
		owner = next
		out.Chain = append(out.Chain, unrooted(owner))
	}
}

// values returns the records of a type that belong to owner, in an order that does not depend on the server's, and how many more there were:
// mail hosts by preference, the rest sorted. A server may add what it likes to an answer; records of other names count for nothing.
func values(records []dns.RR, owner string, qtype uint16) (list []string, more int) {
	var own []dns.RR
	for _, rr := range records {
		if h := rr.Header(); h.Rrtype == qtype && h.Class == dns.ClassINET && strings.EqualFold(h.Name, owner) {
			own = append(own, rr)
		}
	}
	if qtype == dns.TypeMX {
		slices.SortFunc(own, func(a, b dns.RR) int {
			x, y := a.(*dns.MX), b.(*dns.MX)
			return cmp.Or(cmp.Compare(x.Preference, y.Preference), cmp.Compare(strings.ToLower(x.Mx), strings.ToLower(y.Mx)))
		})
	}
	for _, rr := range own {
		if v, ok := value(rr); ok {
			list = append(list, v)
		}
	}
	switch qtype {
	case dns.TypeMX:
	case dns.TypeTXT:
		slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b)) })
	default:
		slices.Sort(list)
		list = slices.Compact(list)
	}
	kept, bytes := 0, 0
	for kept < min(len(list), maxAnswers) && bytes+len(list[kept]) <= maxText {
		bytes += len(list[kept])
		kept++
	}
	return list[:kept:kept], len(list) - kept
}

// rank puts the texts that say who may send mail before others, so that they are kept whatever else a domain publishes.
func rank(text string) int {
	if len(text) >= 2 && strings.EqualFold(text[:2], "v=") {
		return 0
	}
	return 1
}

// value writes one record as snapshot.DNS holds it.
func value(rr dns.RR) (string, bool) {
	switch r := rr.(type) {
	case *dns.A:
		a, ok := netip.AddrFromSlice(r.A)
		return a.Unmap().String(), ok
	case *dns.AAAA:
		a, ok := netip.AddrFromSlice(r.AAAA)
		return a.String(), ok
	case *dns.MX:
		return unrooted(strings.ToLower(r.Mx)), true
	case *dns.NS:
		return unrooted(strings.ToLower(r.Ns)), true
	case *dns.TXT:
		// The strings of one record are one text, without anything between them (RFC 7208 §3.3).
		return strings.ToValidUTF8(unescape(strings.Join(r.Txt, "")), "\uFFFD"), true
	case *dns.CAA:
		return strings.ToValidUTF8(strings.TrimPrefix(r.String(), r.Hdr.String()), "\uFFFD"), true
	default:
		return "", false
	}
}

// unrooted takes the dot off the end of a name; the root itself, which is the null MX, stays ".".
func unrooted(name string) string {
	if name == "." {
		return name
	}
	return strings.TrimSuffix(name, ".")
}

// unescape turns the form of zone files, in which the library keeps texts, into their bytes.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] != '\\' || i+1 == len(s):
			b.WriteByte(s[i])
		case i+3 < len(s) && digit(s[i+1]) && digit(s[i+2]) && digit(s[i+3]):
			b.WriteByte((s[i+1]-'0')*100 + (s[i+2]-'0')*10 + s[i+3] - '0')
			i += 3
		default:
			i++
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// zone returns the zone that vouches for an answer without records (RFC 2308), "" where none does.
func zone(m *dns.Msg) string {
	for _, rr := range m.Ns {
		if r, ok := rr.(*dns.SOA); ok {
			return unrooted(strings.ToLower(r.Hdr.Name))
		}
	}
	return ""
}

// codes returns the reasons that a server gives (RFC 8914).
func codes(m *dns.Msg) []uint16 {
	opt := m.IsEdns0()
	if opt == nil {
		return nil
	}
	var out []uint16
	for _, o := range opt.Option {
		if e, ok := o.(*dns.EDNS0_EDE); ok && len(out) < maxCodes {
			out = append(out, e.InfoCode)
		}
	}
	return out
}

// filtered reports whether a server says that it keeps the true answer back: forged, blocked, censored, filtered or prohibited.
func filtered(codes []uint16) bool {
	return slices.ContainsFunc(codes, func(c uint16) bool {
		switch c {
		case dns.ExtendedErrorCodeForgedAnswer, dns.ExtendedErrorCodeBlocked, dns.ExtendedErrorCodeCensored,
			dns.ExtendedErrorCodeFiltered, dns.ExtendedErrorCodeProhibited:
			return true
		}
		return false
	})
}

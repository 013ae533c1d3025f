package dns_test

import (
	"slices"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/dns"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func TestTextsKeepTheHouseRules(t *testing.T) {
	set, err := checks.NewSet(dns.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

func mail(value string) facts.Contact {
	return facts.Contact{Value: value, URL: "https://shop.example/contact", Zone: snapshot.ZoneMain, Seller: true, Valid: true}
}

func asked(name, kind string, answers ...string) snapshot.DNS {
	return snapshot.DNS{Name: name, Type: kind, Answers: answers}
}

func failed(name, kind string, fault snapshot.FaultKind) snapshot.DNS {
	return snapshot.DNS{Name: name, Type: kind, Err: &snapshot.Fault{Kind: fault}}
}

// by makes an answer one of a server that was asked by itself.
func by(server string, d snapshot.DNS) snapshot.DNS {
	d.Server = server
	return d
}

func TestMailAccepts(t *testing.T) {
	const d = "candles.example"
	elsewhere := mail("privacy@" + d)
	elsewhere.Seller = false
	standIn := mail("info@" + d)
	standIn.Dummy = "sample-name"
	gone := []snapshot.DNS{failed(d, "MX", snapshot.FaultNoSuchHost), failed(d, "A", snapshot.FaultNoSuchHost), failed(d, "AAAA", snapshot.FaultNoSuchHost)}
	alias := slices.Clone(gone)
	for i := range alias {
		alias[i].Chain = []string{"mail.gone.example"}
	}
	one := []facts.Contact{mail("hi@" + d)}
	mx := func(hosts ...string) snapshot.DNS { return asked(d, "MX", hosts...) }
	none := func(host string) []snapshot.DNS {
		return []snapshot.DNS{failed(host, "A", snapshot.FaultNoSuchHost), failed(host, "AAAA", snapshot.FaultNoSuchHost)}
	}
	tests := []struct {
		name   string
		emails []facts.Contact
		dns    []snapshot.DNS
		want   verdict.Status
		key    string // of the finding, or of the reason where there is none
	}{
		{"mail server", one, []snapshot.DNS{asked(d+".", "MX", "mx.candles.example"), asked("mx.candles.example", "A", "192.0.2.1")}, verdict.Pass, "accepts"},
		{"mail server by IPv6", one, []snapshot.DNS{mx("mx.example"), asked("mx.example", "A"), asked("mx.example", "AAAA", "2001:db8::1")}, verdict.Pass, "accepts"},
		{"second mail server", one, append(none("a.example"), mx("a.example", "b.example"), asked("b.example", "A", "192.0.2.1")), verdict.Pass, "accepts"},
		{"null MX beside another", one, []snapshot.DNS{mx(".", "b.example"), asked("b.example", "A", "192.0.2.1")}, verdict.Pass, "accepts"},
		{"no MX but an address", one, []snapshot.DNS{mx(), asked(d, "A", "192.0.2.1")}, verdict.Pass, "accepts"},
		{"no MX but an IPv6 address", one, []snapshot.DNS{mx(), asked(d, "A"), asked(d, "AAAA", "2001:db8::1")}, verdict.Pass, "accepts"},
		{"said not to exist, yet with an address", one, []snapshot.DNS{failed(d, "MX", snapshot.FaultNoSuchHost), asked(d, "A", "192.0.2.1")}, verdict.Pass, "accepts"},
		{"umlaut domain", []facts.Contact{mail("hi@müller.example")}, []snapshot.DNS{asked("xn--mller-kva.example", "MX", "mx.example"), asked("mx.example", "A", "192.0.2.1")}, verdict.Pass, "accepts"},
		{"another server knows it", one, append(slices.Clone(gone), by("s2", mx("mx.example")), asked("mx.example", "A", "192.0.2.1")), verdict.Pass, "accepts"},
		{"another server knows an address", one, append(slices.Clone(gone), by("s2", asked(d, "A", "192.0.2.1"))), verdict.Pass, "accepts"},
		{"null MX", one, []snapshot.DNS{mx("."), asked(d, "A", "192.0.2.1")}, verdict.Fail, "null-mx"},
		{"domain does not exist", one, gone, verdict.Fail, "no-domain"},
		{"alias to nowhere", one, alias, verdict.Fail, "no-alias"},
		{"neither MX nor address", one, []snapshot.DNS{mx(), asked(d, "A"), asked(d, "AAAA")}, verdict.Fail, "no-server"},
		{"mail servers without address", one, append(append(none("a.example"), none("b.example")...), mx("a.example", "b.example")), verdict.Fail, "dead-mx"},
		{"a number as mail server", one, []snapshot.DNS{mx("192.0.2.1")}, verdict.Fail, "dead-mx"},
		{"localhost as mail server", one, []snapshot.DNS{mx("localhost")}, verdict.Fail, "dead-mx"},
		{"two addresses of one domain are one fault", []facts.Contact{mail("hi@" + d), mail("help@" + d)}, gone, verdict.Fail, "no-domain"},
		{"one domain good, one not known", []facts.Contact{mail("hi@" + d), mail("hi@other.example")}, []snapshot.DNS{mx("mx.example"), asked("mx.example", "A", "192.0.2.1"), failed("other.example", "MX", snapshot.FaultDNS)}, verdict.Pass, "accepts"},
		{"mail server not looked up", one, []snapshot.DNS{mx("mx.example")}, verdict.Unknown, "unseen"},
		{"mail server that cannot be seen", one, []snapshot.DNS{mx("mx.example"), failed("mx.example", "A", snapshot.FaultDNS), asked("mx.example", "AAAA")}, verdict.Unknown, "unseen"},
		{"one of two mail servers not looked up", one, append(none("a.example"), mx("a.example", "b.example")), verdict.Unknown, "unseen"},
		{"more mail servers than were kept", one, append(none("a.example"), snapshot.DNS{Name: d, Type: "MX", Answers: []string{"a.example"}, More: 1}), verdict.Unknown, "unseen"},
		{"the other server is at a loss", one, append(slices.Clone(gone), by("s2", failed(d, "MX", snapshot.FaultDNS))), verdict.Unknown, "unseen"},
		{"name server silent", one, []snapshot.DNS{failed(d, "MX", snapshot.FaultDNS)}, verdict.Unknown, "unseen"},
		{"silent on the address", one, []snapshot.DNS{mx(), failed(d, "A", snapshot.FaultDNS), asked(d, "AAAA")}, verdict.Unknown, "unseen"},
		{"silent on the IPv6 address", one, []snapshot.DNS{mx(), asked(d, "A")}, verdict.Unknown, "unseen"},
		{"never asked", one, nil, verdict.Unknown, "unseen"},
		{"somebody else's address", []facts.Contact{elsewhere}, gone, verdict.NotApplicable, "none"},
		{"a stand-in", []facts.Contact{standIn}, gone, verdict.NotApplicable, "none"},
		{"no address", nil, gone, verdict.NotApplicable, "none"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			snap := &snapshot.Snapshot{Have: snapshot.HavePages | snapshot.HaveDNS, DNS: tt.dns, Pages: snapshot.Pages{}}
			r := checktest.Run(t, dns.MailAccepts, &checks.Input{Snap: snap, Site: &facts.Site{Snap: snap, Emails: tt.emails}})
			key := r.Reason.Key
			if len(r.Findings) == 1 {
				key = r.Findings[0].Message.Key
			}
			if r.Status != tt.want || key != tt.key || (tt.want == verdict.Fail) != (r.Total == 1) {
				t.Errorf("got %s, %s with %d findings; want %s, %s", r.Status, key, r.Total, tt.want, tt.key)
			}
		})
	}
}

// TestTwoServersMakeItSure: what one server says is likely, what two say is sure.
func TestTwoServersMakeItSure(t *testing.T) {
	for servers, want := range map[int]verdict.Confidence{0: verdict.Likely, 1: verdict.Likely, 2: verdict.Sure} {
		snap := &snapshot.Snapshot{Have: snapshot.HavePages | snapshot.HaveDNS, Pages: snapshot.Pages{}}
		for _, kind := range []string{"MX", "A", "AAAA"} {
			snap.DNS = append(snap.DNS, failed("candles.example", kind, snapshot.FaultNoSuchHost))
			for i := range servers {
				snap.DNS = append(snap.DNS, by(string(rune('a'+i)), failed("candles.example", kind, snapshot.FaultNoSuchHost)))
			}
		}
		r := checktest.Run(t, dns.MailAccepts, &checks.Input{Snap: snap, Site: &facts.Site{Snap: snap, Emails: []facts.Contact{mail("hi@candles.example")}}})
		if r.Status != verdict.Fail || r.Confidence != want {
			t.Errorf("%d servers: %s, %q", servers, r.Status, r.Confidence)
		}
	}
}

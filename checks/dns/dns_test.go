package dns_test

import (
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

func TestMailAccepts(t *testing.T) {
	const d = "candles.example"
	elsewhere := mail("privacy@" + d)
	elsewhere.Seller = false
	standIn := mail("info@" + d)
	standIn.Dummy = "sample-name"
	gone := []snapshot.DNS{failed(d, "MX", snapshot.FaultNoSuchHost), failed(d, "A", snapshot.FaultNoSuchHost)}
	tests := []struct {
		name   string
		emails []facts.Contact
		dns    []snapshot.DNS
		want   verdict.Status
		key    string // of the finding, or of the reason where there is none
	}{
		{"mail server", []facts.Contact{mail("hi@" + d)}, []snapshot.DNS{asked(d+".", "MX", "mx.candles.example")}, verdict.Pass, "accepts"},
		{"no MX but an address", []facts.Contact{mail("hi@" + d)}, []snapshot.DNS{asked(d, "MX"), asked(d, "A", "192.0.2.1")}, verdict.Pass, "accepts"},
		{"no MX but an IPv6 address", []facts.Contact{mail("hi@" + d)}, []snapshot.DNS{asked(d, "MX"), asked(d, "A"), asked(d, "AAAA", "2001:db8::1")}, verdict.Pass, "accepts"},
		{"umlaut domain", []facts.Contact{mail("hi@müller.example")}, []snapshot.DNS{asked("xn--mller-kva.example", "MX", "mx.example")}, verdict.Pass, "accepts"},
		{"null MX", []facts.Contact{mail("hi@" + d)}, []snapshot.DNS{asked(d, "MX", "."), asked(d, "A", "192.0.2.1")}, verdict.Fail, "null-mx"},
		{"domain does not exist", []facts.Contact{mail("hi@" + d)}, gone, verdict.Fail, "no-domain"},
		{"neither MX nor address", []facts.Contact{mail("hi@" + d)}, []snapshot.DNS{asked(d, "MX"), asked(d, "A")}, verdict.Fail, "no-server"},
		{"two addresses of one domain are one fault", []facts.Contact{mail("hi@" + d), mail("help@" + d)}, gone, verdict.Fail, "no-domain"},
		{"one domain good, one not known", []facts.Contact{mail("hi@" + d), mail("hi@other.example")}, []snapshot.DNS{asked(d, "MX", "mx.example"), failed("other.example", "MX", snapshot.FaultDNS)}, verdict.Pass, "accepts"},
		{"name server silent", []facts.Contact{mail("hi@" + d)}, []snapshot.DNS{failed(d, "MX", snapshot.FaultDNS)}, verdict.Unknown, "unseen"},
		{"silent on the address", []facts.Contact{mail("hi@" + d)}, []snapshot.DNS{asked(d, "MX"), failed(d, "A", snapshot.FaultDNS)}, verdict.Unknown, "unseen"},
		{"never asked", []facts.Contact{mail("hi@" + d)}, nil, verdict.Unknown, "unseen"},
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

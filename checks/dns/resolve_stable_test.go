package dns_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/dns"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const one, two = "192.0.2.53:53", "198.51.100.53:53"

// at is what a server said of a name, A before AAAA: an address, "none", "NXDOMAIN", "SERVFAIL", "REFUSED" or "silent".
func at(server, name, a, aaaa string) []snapshot.DNS {
	said := func(kind, what string) snapshot.DNS {
		d := snapshot.DNS{Name: name, Type: kind, Server: server}
		switch what {
		case "none":
			d.Zone = "example"
		case "NXDOMAIN":
			d.Rcode, d.Zone, d.Err = what, "example", &snapshot.Fault{Kind: snapshot.FaultNoSuchHost}
		case "SERVFAIL", "REFUSED":
			d.Rcode, d.Err = what, &snapshot.Fault{Kind: snapshot.FaultDNS}
		case "silent":
			d.Err = &snapshot.Fault{Kind: snapshot.FaultDNS}
		case "stopped":
			d.Err = &snapshot.Fault{Kind: snapshot.FaultCancelled}
		default:
			d.Answers = []string{what}
		}
		return d
	}
	return []snapshot.DNS{said("A", a), said("AAAA", aaaa)}
}

// sound is a server that answers what it is asked of others.
func sound(server string) []snapshot.DNS {
	return at(server, "a.nic.example", "192.0.2.7", "2001:db8::7")
}

func TestResolveStable(t *testing.T) {
	const host = "candles.example"
	answers := func(lists ...[]snapshot.DNS) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			s.Have |= snapshot.HaveDNS
			for _, l := range lists {
				s.DNS = append(s.DNS, l...)
			}
		}
	}
	edit := func(list []snapshot.DNS, change func(*snapshot.DNS)) []snapshot.DNS {
		for i := range list {
			change(&list[i])
		}
		return list
	}
	unreachable := func(lists ...[]snapshot.DNS) func(*snapshot.Snapshot) {
		fill := answers(lists...)
		return func(s *snapshot.Snapshot) { fill(s); s.Base, s.Stop = "", snapshot.StopUnreachable }
	}
	at4 := func(server, aaaa string) []snapshot.DNS { return at(server, host, "192.0.2.1", aaaa) }
	good := func(server string) []snapshot.DNS { return at4(server, "none") }
	pages := []checktest.Page{{URL: "https://" + host + "/", HTML: "<main>Candles</main>"}}
	dangling := func(server string) []snapshot.DNS {
		return edit(at(server, "www."+host, "NXDOMAIN", "NXDOMAIN"), func(d *snapshot.DNS) { d.Chain = []string{"shops.gone.example"} })
	}
	cases := []struct {
		name   string
		edit   func(*snapshot.Snapshot)
		want   verdict.Status
		key    string // of the finding, or of the reason where there is none
		unsure bool
	}{
		{"two servers", answers(good(one), good(two)), verdict.Pass, "agree", false},
		{"other addresses elsewhere", answers(good(one), at(two, host, "198.51.100.9", "2001:db8::2")), verdict.Pass, "agree", false},
		{"IPv6 only", answers(at(one, host, "none", "2001:db8::1"), at(two, host, "none", "2001:db8::1")), verdict.Pass, "agree", false},
		{"one server", answers(good(one)), verdict.Pass, "one", true},
		{"a twin that there is not", answers(good(one), good(two), at(one, "www."+host, "NXDOMAIN", "NXDOMAIN"), at(two, "www."+host, "none", "none")), verdict.Pass, "agree", false},
		{"a twin of which one server knows nothing", answers(good(one), good(two), dangling(one), at(two, "www."+host, "192.0.2.1", "none")), verdict.Pass, "agree", false},
		{"a twin that one server is at a loss about", answers(good(one), good(two), at(one, "www."+host, "SERVFAIL", "SERVFAIL"), at(two, "www."+host, "silent", "silent")), verdict.Pass, "agree", false},
		{"a twin that fails at a server that fails on others too", answers(at(one, host, "SERVFAIL", "2001:db8::1"), at(one, "www."+host, "SERVFAIL", "SERVFAIL"), at(one, "a.nic.example", "SERVFAIL", "none")), verdict.Pass, "one", true},
		{"a second server that answers nothing", answers(good(one), at(two, host, "silent", "silent")), verdict.Pass, "one", true},
		{"a second server that fails on everything", answers(good(one), at(two, host, "SERVFAIL", "SERVFAIL"), at(two, "a.nic.example", "SERVFAIL", "SERVFAIL")), verdict.Pass, "one", true},
		{"a second server that refuses us", answers(good(one), at(two, host, "REFUSED", "REFUSED")), verdict.Pass, "one", true},
		{"a second server that was stopped", answers(good(one), at(two, host, "stopped", "stopped"), sound(two)), verdict.Pass, "one", true},
		{"a second server that filters", answers(good(one), sound(two), edit(at(two, host, "silent", "silent"), func(d *snapshot.DNS) { d.Rcode, d.Codes = "NXDOMAIN", []uint16{15} })), verdict.Pass, "one", true},
		{"a second server that denies without a voucher", answers(good(one), sound(two), edit(at(two, host, "NXDOMAIN", "NXDOMAIN"), func(d *snapshot.DNS) { d.Zone = "" })), verdict.Pass, "one", true},
		{"no way for IPv6 questions", answers(at4(one, "silent"), at(one, "a.nic.example", "192.0.2.7", "silent")), verdict.Pass, "one", true},
		{"IPv6 fails at one of two", answers(at4(one, "SERVFAIL"), sound(one), good(two)), verdict.Pass, "agree", false},

		{"one fails", answers(good(one), at(two, host, "SERVFAIL", "SERVFAIL"), sound(two)), verdict.Warn, "one-fails", false},
		{"one fails, and knows the twin", answers(good(one), at(two, host, "SERVFAIL", "SERVFAIL"), at(two, "www."+host, "192.0.2.1", "none")), verdict.Warn, "one-fails", false},
		{"one is silent on this name only", answers(good(one), at(two, host, "silent", "silent"), sound(two)), verdict.Warn, "one-fails", false},
		{"one denies", answers(good(one), at(two, host, "NXDOMAIN", "NXDOMAIN"), sound(two)), verdict.Warn, "one-denies", true},
		{"signatures that do not hold", answers(good(one), sound(two), edit(at(two, host, "SERVFAIL", "SERVFAIL"), func(d *snapshot.DNS) { d.Bogus = true })), verdict.Warn, "bad-signature", false},
		{"IPv6 fails", answers(at4(one, "SERVFAIL"), sound(one), at4(two, "SERVFAIL"), sound(two)), verdict.Warn, "ipv6-fails", false},
		{"IPv6 fails at the only one", answers(at4(one, "SERVFAIL"), sound(one)), verdict.Warn, "ipv6-fails", true},
		{"IPv6 fails at the only one that answers", answers(at4(one, "SERVFAIL"), sound(one), at(two, host, "silent", "silent")), verdict.Warn, "ipv6-fails", true},
		{"no answer to IPv6", answers(at4(one, "silent"), sound(one), at4(two, "SERVFAIL"), sound(two)), verdict.Warn, "ipv6-fails", false},
		{"signatures of IPv6 that do not hold", answers(good(one), edit(at4(two, "SERVFAIL"), func(d *snapshot.DNS) { d.Bogus = d.Type == "AAAA" })), verdict.Warn, "ipv6-signature", false},
		{"IPv6 denied", answers(at4(one, "NXDOMAIN"), at4(two, "NXDOMAIN")), verdict.Warn, "ipv6-denied", false},
		{"a twin that leads nowhere", answers(good(one), good(two), dangling(one), dangling(two)), verdict.Warn, "twin-dangling", false},
		{"a twin that fails", answers(good(one), sound(one), at(one, "www."+host, "SERVFAIL", "SERVFAIL"), good(two), sound(two), at(two, "www."+host, "SERVFAIL", "SERVFAIL")), verdict.Warn, "twin-fails", false},

		{"nowhere at two", unreachable(at(one, host, "NXDOMAIN", "NXDOMAIN"), sound(one), at(two, host, "SERVFAIL", "SERVFAIL"), sound(two)), verdict.Fail, "nowhere", false},
		{"nowhere at one", unreachable(at(one, host, "NXDOMAIN", "NXDOMAIN"), sound(one), at(two, host, "SERVFAIL", "SERVFAIL")), verdict.Unknown, "unseen", false},
		{"nowhere at the only one", unreachable(at(one, host, "NXDOMAIN", "NXDOMAIN"), sound(one)), verdict.Unknown, "unseen", false},
		{"read, yet nowhere", answers(at(one, host, "NXDOMAIN", "NXDOMAIN"), sound(one), at(two, host, "NXDOMAIN", "NXDOMAIN"), sound(two)), verdict.Unknown, "other-means", false},
		{"not asked", answers(), verdict.Unknown, "not-asked", false},
		{"all were stopped", answers(at(one, host, "stopped", "stopped")), verdict.Unknown, "not-asked", false},
		{"no server answered", nil, verdict.Unknown, "shared.needs", false},
	}
	var table []checktest.Case
	for _, c := range cases {
		n := 0
		if c.want == verdict.Warn || c.want == verdict.Fail {
			n = 1
		}
		table = append(table, checktest.Case{Name: c.name, Pages: pages, Edit: c.edit, Want: c.want, Total: n})
	}
	table = append(table, checktest.Case{
		Name: "a shop known by number", Pages: []checktest.Page{{URL: "https://192.0.2.1/", HTML: "<main>Candles</main>"}}, Edit: answers(), Want: verdict.NotApplicable, Reason: "by-number",
	})
	checktest.Table(t, dns.ResolveStable, table...)
	for _, c := range cases {
		snap := checktest.Shop(t, pages...)
		if c.edit != nil {
			c.edit(snap)
		}
		r := checktest.Run(t, dns.ResolveStable, checktest.Input(t, snap, checktest.Options{}))
		key := r.Reason.Key
		if len(r.Findings) > 0 {
			key = r.Findings[0].Message.Key
		}
		if key != c.key || (r.Confidence == verdict.Unsure) != c.unsure {
			t.Errorf("%s: %s, confidence %q; want %s", c.name, key, r.Confidence, c.key)
		}
	}
}

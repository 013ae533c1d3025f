package dns_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/dns"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func TestSPFDMARC(t *testing.T) {
	const d = "kerzenhof.de"
	// world is what name servers know: "name: text | text"; "?" stands for no answer, "-" for no text. Mail is accepted unless an MX is given.
	world := func(lines ...string) []snapshot.DNS {
		list := []snapshot.DNS{asked(d, "MX", "mx.mailhost.de"), asked("mx.mailhost.de", "A", "192.0.2.1")}
		for _, l := range lines {
			name, texts, _ := strings.Cut(l, ": ")
			switch texts {
			case "?":
				list = append(list, failed(name, "TXT", snapshot.FaultDNS))
			case "-":
				list = append(list, failed(name, "TXT", snapshot.FaultNoSuchHost))
			default:
				list = append(list, asked(name, "TXT", strings.Split(texts, " | ")...))
			}
		}
		return list
	}
	const spf, reject = d + ": v=spf1 mx -all", "_dmarc." + d + ": v=DMARC1; p=reject"
	eleven := d + ": v=spf1" + strings.Repeat(" a", 11) + " -all"
	cases := []struct {
		name, email string
		dns         []snapshot.DNS
		want        verdict.Status
		keys        string // of the findings, or of the reason where there is none
	}{
		{"both", "", world(spf, reject), verdict.Pass, "protected"},
		{"quarantine", "", world(spf, "_dmarc."+d+": v=DMARC1;p=quarantine;rua=mailto:x@y.example"), verdict.Pass, "protected"},
		{"soft fail", "", world(d+": hello | v=spf1 include:_spf.mailhost.de ~all", "_spf.mailhost.de: v=spf1 ip4:192.0.2.0/24 -all", reject), verdict.Pass, "protected"},
		{"reject for a part is quarantine for the rest", "", world(spf, "_dmarc."+d+": v=DMARC1; p=reject; pct=10"), verdict.Pass, "protected"},
		{"names below left out", "", world(spf, "_dmarc."+d+": v=DMARC1; p=reject; sp=none"), verdict.Pass, "not-below"},
		{"only names below that there are left out", "", world(spf, "_dmarc."+d+": v=DMARC1; p=reject; sp=none; np=reject"), verdict.Pass, "protected"},
		{"an include that cannot be seen", "", world(d+": v=spf1 include:x.mailhost.de -all", "x.mailhost.de: ?", reject), verdict.Pass, "protected"},
		{"subdomain under the policy of the domain", "hi@mail." + d, world("mail."+d+": v=spf1 -mx -all", "_dmarc.mail."+d+": -", "_dmarc."+d+": v=DMARC1; p=none; sp=reject"), verdict.Pass, "protected"},
		{"sends no mail", "", world(d + ": v=spf1 -all"), verdict.Pass, "sends-none"},
		{"ten look-ups", "", world(d+": v=spf1"+strings.Repeat(" a", 10)+" -all", reject), verdict.Pass, "protected"},

		{"neither", "", world(d+": google-site-verification=x", "_dmarc."+d+": -"), verdict.Warn, "spf-none dmarc-none"},
		{"no SPF", "", world(d+": -", reject), verdict.Warn, "spf-none"},
		{"no DMARC", "", world(spf, "_dmarc."+d+": v=spf1 -all"), verdict.Warn, "dmarc-none"},
		{"reports only", "", world(spf, "_dmarc."+d+": v=DMARC1; p=none; rua=mailto:x@y.example"), verdict.Warn, "dmarc-none-p"},
		{"a test", "", world(spf, "_dmarc."+d+": v=DMARC1; p=quarantine; t=y"), verdict.Warn, "dmarc-none-p"},
		{"for a part", "", world(spf, "_dmarc."+d+": v=DMARC1; p=quarantine; pct=20"), verdict.Warn, "dmarc-partly"},
		{"for no part", "", world(spf, "_dmarc."+d+": v=DMARC1; p=quarantine; pct=0"), verdict.Warn, "dmarc-none-p"},
		{"no policy in it", "", world(spf, "_dmarc."+d+": v=DMARC1; p=block"), verdict.Warn, "dmarc-void"},
		{"two of DMARC", "", world(spf, "_dmarc."+d+": v=DMARC1; p=reject | v=DMARC1; p=none"), verdict.Warn, "dmarc-two"},
		{"meant as DMARC", "", world(spf, "_dmarc."+d+": v=DMARC1 p=reject"), verdict.Warn, "dmarc-broken"},
		{"subdomain left out", "hi@mail." + d, world("mail."+d+": v=spf1 mx -all", "_dmarc.mail."+d+": -", "_dmarc."+d+": v=DMARC1; p=reject; sp=none"), verdict.Warn, "dmarc-none-p"},
		{"two of SPF", "", world(d+": v=spf1 mx -all | v=spf1 -all", reject), verdict.Warn, "spf-two"},
		{"meant as SPF", "", world(d+": v=spf1,mx,-all", reject), verdict.Warn, "spf-broken"},
		{"a slip of the pen", "", world(d+": v=spf1 mx ip:192.0.2.1 -all", reject), verdict.Warn, "spf-syntax"},
		{"everybody", "", world(d+": v=spf1 +all", reject), verdict.Warn, "spf-everybody"},
		{"eleven look-ups", "", world(eleven, reject), verdict.Warn, "spf-too-many"},
		{"an include of nothing", "", world(d+": v=spf1 include:old.mailhost.de -all", "old.mailhost.de: -", reject), verdict.Warn, "spf-no-target"},
		{"two records further on", "", world(d+": v=spf1 redirect=x.mailhost.de", "x.mailhost.de: v=spf1 -all | v=spf1 mx -all", reject), verdict.Warn, "spf-further"},
		{"SPF seen and wanting, DMARC not", "", world(d+": v=spf1 +all", "_dmarc."+d+": ?"), verdict.Warn, "spf-everybody"},

		{"SPF not seen", "", world(d+": ?", reject), verdict.Unknown, "unseen"},
		{"DMARC not seen", "", world(spf, "_dmarc."+d+": ?"), verdict.Unknown, "unseen"},
		{"DMARC of the domain above not seen", "hi@mail." + d, world("mail."+d+": v=spf1 mx -all", "_dmarc.mail."+d+": -", "_dmarc."+d+": ?"), verdict.Unknown, "unseen"},
		{"too many texts to keep", "", append(world(reject), snapshot.DNS{Name: d, Type: "TXT", Answers: []string{"v=x"}, More: 3}), verdict.Unknown, "unseen"},
		{"too many texts to keep, those that count are kept", "", append(world(reject), snapshot.DNS{Name: d, Type: "TXT", Answers: []string{"v=spf1 mx -all", "x"}, More: 3}), verdict.Pass, "protected"},
		{"too many texts at DMARC", "", append(world(spf), snapshot.DNS{Name: "_dmarc." + d, Type: "TXT", Answers: []string{"v=x"}, More: 3}), verdict.Unknown, "unseen"},
		{"never asked", "", nil, verdict.Unknown, "unseen"},
		{"a provider's address", "kerzenhof@gmail.com", world("gmail.com: v=spf1 +all"), verdict.NotApplicable, "provider"},
		{"a domain that there is not", "", []snapshot.DNS{failed(d, "MX", snapshot.FaultNoSuchHost), failed(d, "A", snapshot.FaultNoSuchHost), failed(d, "AAAA", snapshot.FaultNoSuchHost)}, verdict.NotApplicable, "no-mail"},
		{"somebody else's beside the shop's own", "hi@agentur.de", append(world(spf, reject), asked("agentur.de", "MX", "mx.mailhost.de")), verdict.Pass, "protected"},
		{"no address", "-", world(spf, reject), verdict.NotApplicable, "none"},
	}
	table := make([]checktest.Case, 0, len(cases))
	for _, c := range cases {
		page := func(email string) []checktest.Page {
			return []checktest.Page{{URL: "https://www." + d + "/", HTML: `<html lang="de"><footer>` + email + `</footer>`}}
		}
		html := `<a href="mailto:hi@` + d + `">hi@` + d + `</a>`
		switch c.email {
		case "":
		case "-":
			html = ""
		case "hi@agentur.de":
			html += ` <a href="mailto:` + c.email + `">` + c.email + `</a>`
		default:
			html = `<a href="mailto:` + c.email + `">` + c.email + `</a>`
		}
		edit := func(s *snapshot.Snapshot) { s.Have |= snapshot.HaveDNS; s.DNS = c.dns }
		n := 0
		if c.want == verdict.Warn {
			n = len(strings.Fields(c.keys))
		}
		table = append(table, checktest.Case{Name: c.name, Pages: page(html), Edit: edit, Want: c.want, Total: n})
		snap := checktest.Shop(t, page(html)...)
		edit(snap)
		r := checktest.Run(t, dns.SPFDMARC, checktest.Input(t, snap, checktest.Options{}))
		var keys []string
		for _, f := range r.Findings {
			keys = append(keys, f.Message.Key)
		}
		if len(keys) == 0 {
			keys = []string{r.Reason.Key}
		}
		if got := strings.Join(keys, " "); got != c.keys {
			t.Errorf("%s: %s, want %s", c.name, got, c.keys)
		}
	}
	checktest.Table(t, dns.SPFDMARC, table...)
}

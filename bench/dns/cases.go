package main

import (
	"fmt"
	"strings"
)

// world is a case: what stands in the zone of one shop, and what is true of it.
type world struct {
	name string
	zone []string // records; "@" is the shop's domain. A name and type given here replaces the sound default
	mail string   // domain of the published e-mail address; "" = the shop's
	// What is true, as status and message: of dns-resolve-stable, dns-mail-accepts and dns-spf-dmarc.
	resolve, accepts, senders string
	spf, dmarc                string // what receivers make of it: the result for an address that nothing allows, and the policy
	caa                       string // name that holds the CAA records, "" for none
}

func (w world) domain() string { return w.name + ".test" }

func (w world) mailDomain() string {
	if w.mail != "" {
		return w.mail
	}
	return w.domain()
}

// defaults are the records of a shop whose names are as they should be.
var defaults = []string{
	"@ A 127.0.0.1", "www.@ CNAME @", "@ MX 10 mx.mailhost.test.",
	`@ TXT "v=spf1 include:_spf.mailhost.test -all"`, `_dmarc.@ TXT "v=DMARC1; p=reject; rua=mailto:reports@mailhost.test"`,
}

// records returns the zone of the case.
func (w world) records() []string {
	given := map[string]bool{}
	for _, r := range w.zone {
		f := strings.Fields(r)
		given[f[0]+" "+f[1]] = true
		given[f[0]+" any"] = true
	}
	var out []string
	for _, r := range defaults {
		f := strings.Fields(r)
		replaced := given[f[0]+" "+f[1]] || given[f[0]+" -"+f[1]] || given[f[0]+" CNAME"] || f[1] == "CNAME" && given[f[0]+" any"]
		if !replaced {
			out = append(out, r)
		}
	}
	for _, r := range w.zone {
		if !strings.Contains(r, " -") || strings.Contains(r, `"`) {
			out = append(out, r)
		}
	}
	for i, r := range out {
		out[i] = strings.ReplaceAll(r, "@", w.domain()+".")
	}
	return out
}

// cases are all of them; only what differs from the sound one is said.
func cases() []world {
	list := []world{
		{name: "sound"},
		{name: "softfail", zone: []string{`@ TXT "google-site-verification=x"`, `@ TXT "v=spf1 mx ip4:192.0.2.0/24 " "?all"`}, spf: "neutral"},
		{name: "nowww", zone: []string{"www.@ -CNAME"}},
		{name: "wwwdangling", zone: []string{"www.@ CNAME shops.gone.test."}, resolve: "warn twin-dangling"},
		{name: "wwwlame", zone: []string{"www.@ CNAME shop.lame.test."}, resolve: "warn twin-fails"},
		{name: "signature", resolve: "warn bad-signature", accepts: "pass accepts"},
		{name: "signature6", resolve: "warn ipv6-signature"},

		{name: "implicit", zone: []string{"@ -MX"}},
		{name: "nullmx", zone: []string{"@ MX 0 ."}, accepts: "fail null-mx"},
		{name: "deadmx", zone: []string{"@ MX 10 mx.gone.test.", "@ MX 20 mx2.gone.test."}, accepts: "fail dead-mx", senders: "not-applicable no-mail"},
		{name: "secondmx", zone: []string{"@ MX 10 mx.gone.test.", "@ MX 20 mx.mailhost.test."}},
		{name: "mxnumber", zone: []string{"@ MX 10 192.0.2.25."}, accepts: "fail dead-mx", senders: "not-applicable no-mail"},
		{name: "mxlocalhost", zone: []string{"@ MX 10 localhost."}, accepts: "fail dead-mx", senders: "not-applicable no-mail"},
		{name: "mxlame", zone: []string{"@ MX 10 mx.lame.test."}, accepts: "unknown unseen"},
		{name: "mailgone", mail: "post.mailgone.test", accepts: "fail no-domain", senders: "not-applicable no-mail", spf: "none"},
		{name: "mailbare", zone: []string{`post.@ TXT "nothing else"`}, mail: "post.mailbare.test", accepts: "fail no-server", senders: "not-applicable no-mail", spf: "none"},
		{name: "mailalias", zone: []string{"post.@ CNAME mail.gone.test."}, mail: "post.mailalias.test", accepts: "fail no-alias", senders: "not-applicable no-mail", spf: "none"},
		{name: "maillame", zone: []string{"post.@ CNAME x.lame.test."}, mail: "post.maillame.test", accepts: "unknown unseen", senders: "unknown unseen", spf: "temperror"},

		{name: "nospf", zone: []string{`@ TXT "hello"`}, senders: "warn spf-none", spf: "none"},
		{name: "spfsends", zone: []string{`@ TXT "v=spf1 -all"`, `_dmarc.@ -TXT`}, senders: "pass sends-none", dmarc: "-"},
		{name: "spftwo", zone: []string{`@ TXT "v=spf1 mx -all"`, `@ TXT "v=spf1 a -all"`}, senders: "warn spf-two", spf: "permerror"},
		{name: "spfbroken", zone: []string{`@ TXT "v=spf1,mx,-all"`}, senders: "warn spf-broken", spf: "none"},
		{name: "spfsyntax", zone: []string{`@ TXT "v=spf1 mx ip:192.0.2.1 -all"`}, senders: "warn spf-syntax", spf: "permerror"},
		{name: "spfcidr", zone: []string{`@ TXT "v=spf1 ip4:192.0.2.0/33 -all"`}, senders: "warn spf-syntax", spf: "permerror"},
		{name: "spfdouble", zone: []string{`@ TXT "v=spf1 redirect=_spf.mailhost.test redirect=_spf.mailhost.test"`}, senders: "warn spf-syntax", spf: "permerror"},
		{name: "spfeleven", zone: []string{`@ TXT "v=spf1` + strings.Repeat(" a:sound.test", 11) + ` -all"`}, senders: "warn spf-too-many", spf: "permerror"},
		{name: "spften", zone: []string{`@ TXT "v=spf1` + strings.Repeat(" a:sound.test", 10) + ` -all"`}},
		{name: "spfnested", zone: []string{`@ TXT "v=spf1 include:n1.@ -all"`, `n1.@ TXT "v=spf1 a:sound.test mx:sound.test include:n2.@ include:n2.@ ~all"`, `n2.@ TXT "v=spf1 a:sound.test a:sound.test a:sound.test ~all"`}, senders: "warn spf-too-many", spf: "permerror"},
		{name: "spfloop", zone: []string{`@ TXT "v=spf1 include:@ -all"`}, senders: "warn spf-too-many", spf: "permerror"},
		{name: "spfafterall", zone: []string{`@ TXT "v=spf1 mx ~all include:gone.test"`}, spf: "softfail"},
		{name: "spfinclude", zone: []string{`@ TXT "v=spf1 include:gone.test -all"`}, senders: "warn spf-no-target", spf: "permerror"},
		{name: "spfredirect", zone: []string{`@ TXT "v=spf1 redirect=_spf.mailhost.test"`}},
		{name: "spfredirectgone", zone: []string{`@ TXT "v=spf1 redirect=gone.test"`}, senders: "warn spf-no-target", spf: "permerror"},
		{name: "spfmacro", zone: []string{`@ TXT "v=spf1 exists:%{ir}.%{v}._spf.%{d} -all"`}},
		{name: "spfplus", zone: []string{`@ TXT "v=spf1 +all"`}, senders: "warn spf-everybody", spf: "pass"},
		{name: "spfupper", zone: []string{`@ TXT "V=SPF1 MX -ALL"`}},
		{name: "spflame", zone: []string{`@ TXT "v=spf1 include:_spf.lame.test -all"`}, spf: "temperror"},

		{name: "nodmarc", zone: []string{"_dmarc.@ -TXT"}, senders: "warn dmarc-none", dmarc: "-"},
		{name: "dmarcnone", zone: []string{`_dmarc.@ TXT "v=DMARC1; p=none"`}, senders: "warn dmarc-none-p", dmarc: "none"},
		{name: "dmarchalf", zone: []string{`_dmarc.@ TXT "v=DMARC1; p=quarantine; pct=50"`}, senders: "warn dmarc-partly", dmarc: "quarantine"},
		{name: "dmarctwo", zone: []string{`_dmarc.@ TXT "v=DMARC1; p=reject"`, `_dmarc.@ TXT "v=DMARC1; p=none"`}, senders: "warn dmarc-two", dmarc: "-"},
		{name: "dmarcbroken", zone: []string{`_dmarc.@ TXT "v=DMARC1 p=reject"`}, senders: "warn dmarc-broken", dmarc: "-"},
		{name: "dmarcvoid", zone: []string{`_dmarc.@ TXT "v=DMARC1; p=block"`}, senders: "warn dmarc-void", dmarc: "-"},
		{name: "dmarcabove", zone: []string{`post.@ TXT "v=spf1 mx -all"`, "post.@ MX 10 mx.mailhost.test."}, mail: "post.dmarcabove.test"},
		{name: "dmarcsub", zone: []string{`post.@ TXT "v=spf1 mx -all"`, "post.@ MX 10 mx.mailhost.test.", `_dmarc.@ TXT "v=DMARC1; p=reject; sp=none"`}, mail: "post.dmarcsub.test", senders: "warn dmarc-none-p", dmarc: "none"},
		{name: "dmarcalias", zone: []string{"_dmarc.@ CNAME _dmarc.sound.test."}},

		{name: "caa", zone: []string{`@ CAA 0 issue "letsencrypt.org"`, `@ CAA 0 iodef "mailto:a@mailhost.test"`}, caa: "caa.test"},
		{name: "texts", zone: manyTexts()},
	}
	for i := range list {
		w := &list[i]
		w.resolve, w.accepts = or(w.resolve, "pass agree"), or(w.accepts, "pass accepts")
		w.senders, w.spf, w.dmarc = or(w.senders, "pass protected"), or(w.spf, "fail"), or(w.dmarc, "reject")
	}
	return list
}

// manyTexts is a set of 60 kB, in which what counts is one of many.
func manyTexts() []string {
	list := []string{`@ TXT "v=spf1 mx -all"`}
	for i := range 230 {
		list = append(list, fmt.Sprintf(`@ TXT "%03d %s"`, i, strings.Repeat("x", 240)))
	}
	return list
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

package tls_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/tls"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func TestApexWWW(t *testing.T) {
	const www, bare = "https://www.shop.example/", base
	stands := func(host string) snapshot.TLS {
		return snapshot.TLS{Host: host, Tries: 1, Version: "TLS 1.3", Chain: []snapshot.Cert{cert(-10, 80), middle()}}
	}
	// shop is one at the bare name, with what was seen of the name with www.
	shop := func(t snapshot.TLS, entry ...snapshot.Exchange) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			if t.Host == "" {
				t.Host = "www.shop.example"
			}
			s.TLS = []snapshot.TLS{stands("shop.example"), t}
			s.Have |= snapshot.HaveTLS
			s.Entry = append([]snapshot.Exchange{way("https", 0, bare)}, entry...)
			serverTimeOf(s)
		}
	}
	without := func(kind snapshot.FaultKind) snapshot.Exchange {
		return snapshot.Exchange{Label: "www", URL: www, Tries: 3, Err: &snapshot.Fault{Kind: kind}}
	}
	answers := func(status int) snapshot.Exchange {
		ex := way("www", 0, www)
		ex.Hops[0].Status = status
		return ex
	}
	shut := func(kind snapshot.FaultKind, tries int) snapshot.TLS {
		h := failed(kind, tries)
		h.Host = "www.shop.example"
		return h
	}
	wrong := invalid(snapshot.FaultCertName, cert(-10, 80), middle())
	wrong.Host = "www.shop.example"
	alone := invalid(snapshot.FaultCertUnknown, cert(-10, 80))
	alone.Host = wrong.Host
	repaired := alone
	repaired.Repaired = true
	invited := shut(snapshot.FaultTLS, 1)
	invited.ClientCert = true
	both := func(s *snapshot.Snapshot) { // one expired certificate for both names
		old := cert(-90, -1)
		old.SHA256 = "a"
		h := invalid(snapshot.FaultCertExpired, old)
		h.Host = "www.shop.example"
		shop(h)(s)
		s.TLS[0].VerifyErr, s.TLS[0].Chain = h.VerifyErr, h.Chain
	}
	checktest.Table(t, tls.ApexWWW,
		checktest.Case{Name: "www leads to the bare name", Pages: home(), Edit: shop(stands("www.shop.example"), way("www", 301, www, bare)), Want: verdict.Pass, Reason: "meet"},
		checktest.Case{Name: "the bare name leads to www", Pages: []checktest.Page{page(www, "")}, Edit: func(s *snapshot.Snapshot) {
			s.TLS, s.Have = []snapshot.TLS{stands("www.shop.example"), stands("shop.example")}, s.Have|snapshot.HaveTLS
			s.Entry = []snapshot.Exchange{way("https", 301, bare, www)}
		}, Want: verdict.Pass, Reason: "meet"},
		checktest.Case{Name: "www leads to the shop in the visitor's language", Pages: home(), Edit: shop(stands("www.shop.example"), way("www", 302, www, "https://de.shop.example/")), Want: verdict.Pass, Reason: "meet"},
		checktest.Case{Name: "no www at all", Pages: home(), Edit: shop(shut(snapshot.FaultNoSuchHost, 1), without(snapshot.FaultNoSuchHost)), Want: verdict.Pass, Reason: "single"},
		checktest.Case{Name: "wrong certificate", Pages: home(), Edit: shop(wrong, without(snapshot.FaultCertName)), Want: verdict.Fail, Reason: "invalid", Total: 1, At: []string{www}},
		checktest.Case{Name: "a chain that browsers mend", Pages: home(), Edit: shop(repaired, way("www", 301, www, bare)), Want: verdict.Pass, Reason: "meet"},
		checktest.Case{Name: "a chain that may be incomplete", Pages: home(), Edit: shop(alone, without(snapshot.FaultCertUnknown)), Want: verdict.Unknown},
		checktest.Case{Name: "one expired certificate is one fault", Pages: home(), Edit: both, Want: verdict.NotApplicable, Reason: "same"},
		checktest.Case{Name: "nothing listens for https", Pages: home(), Edit: shop(shut(snapshot.FaultRefused, 3), without(snapshot.FaultRefused)), Want: verdict.Warn, Reason: "silent", Total: 1},
		checktest.Case{Name: "the shop's own host fell silent, too", Pages: home(), Edit: func(s *snapshot.Snapshot) {
			shop(shut(snapshot.FaultReset, 3), without(snapshot.FaultReset))(s)
			s.TLS[0] = failed(snapshot.FaultReset, 3)
			s.TLS[0].Host = "shop.example"
		}, Want: verdict.Unknown, Reason: "unclear"},
		checktest.Case{Name: "silent at a single try", Pages: home(), Edit: shop(shut(snapshot.FaultTimeout, 1), without(snapshot.FaultTimeout)), Want: verdict.Unknown},
		checktest.Case{Name: "no way there from here", Pages: home(), Edit: shop(shut(snapshot.FaultUnreachable, 3), without(snapshot.FaultUnreachable)), Want: verdict.Unknown},
		checktest.Case{Name: "no name server answered", Pages: home(), Edit: shop(shut(snapshot.FaultDNS, 3), without(snapshot.FaultDNS)), Want: verdict.Unknown},
		checktest.Case{Name: "for invited visitors", Pages: home(), Edit: shop(invited, without(snapshot.FaultTLS)), Want: verdict.Unknown},
		checktest.Case{Name: "www answers by itself", Pages: home(), Edit: shop(stands("www.shop.example"), way("www", 0, www)), Want: verdict.Warn, Reason: "apart", Total: 1},
		checktest.Case{Name: "www leads to another site", Pages: home(), Edit: shop(stands("www.shop.example"), way("www", 301, www, "https://other.example/")), Want: verdict.Warn, Reason: "elsewhere", Total: 1},
		checktest.Case{Name: "www says not found", Pages: home(), Edit: shop(stands("www.shop.example"), answers(404)), Want: verdict.Warn, Reason: "dead", Total: 1},
		checktest.Case{Name: "www turns us away", Pages: home(), Edit: shop(stands("www.shop.example"), answers(403)), Want: verdict.Unknown},
		checktest.Case{Name: "www has an error", Pages: home(), Edit: shop(stands("www.shop.example"), answers(503)), Want: verdict.Unknown},
		checktest.Case{Name: "www was not asked", Pages: home(), Edit: shop(stands("www.shop.example")), Want: verdict.Unknown},
		checktest.Case{Name: "a wall before the shop", Pages: home(), Edit: func(s *snapshot.Snapshot) {
			shop(stands("www.shop.example"), way("www", 0, www))(s)
			s.Obstacle = snapshot.ObstacleBotChallenge
		}, Want: verdict.Unknown},
		checktest.Case{Name: "the shop has no https", Pages: []checktest.Page{page("http://shop.example/", "")}, Edit: func(s *snapshot.Snapshot) {
			shop(shut(snapshot.FaultRefused, 3), without(snapshot.FaultRefused))(s)
			s.TLS[0], s.Entry = failed(snapshot.FaultRefused, 3), nil
			s.TLS[0].Host = "shop.example"
		}, Want: verdict.NotApplicable, Reason: "no-https"},
		checktest.Case{Name: "a shop below another name", Pages: []checktest.Page{page("https://candles.shop.example/", "")}, Edit: func(s *snapshot.Snapshot) {
			shake(stands("candles.shop.example"))(s)
			s.Domain = "shop.example"
		}, Want: verdict.NotApplicable, Reason: "no-twin"},
		checktest.Case{Name: "a shop on an address", Pages: []checktest.Page{page("https://192.0.2.1/", "")}, Edit: shake(stands("192.0.2.1")), Want: verdict.NotApplicable, Reason: "no-twin"},
	)
}

// serverTimeOf lets the shop's server agree with our clock, without touching how it was entered.
func serverTimeOf(s *snapshot.Snapshot) {
	s.Entry[0].Hops[0].Header = map[string][]string{"Date": {checktest.Taken().Format("Mon, 02 Jan 2006 15:04:05 GMT")}}
}

// TestCAA has no case that warns, since nothing is held against a shop here.
func TestCAA(t *testing.T) {
	asked := func(h snapshot.TLS, records ...snapshot.DNS) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			shake(h)(s)
			s.DNS, s.Have = records, s.Have|snapshot.HaveDNS
		}
	}
	caa := func(name string, answers ...string) snapshot.DNS {
		return snapshot.DNS{Name: name, Type: "CAA", Answers: answers}
	}
	silent := snapshot.DNS{Name: "shop.example", Type: "CAA", Err: &snapshot.Fault{Kind: snapshot.FaultDNS}}
	le := letsEncrypt(cert(-10, 80))
	nobodyKnows := letsEncrypt(cert(-10, 80))
	nobodyKnows.Chain[0].Issuer = "CN=New CA,O=New Issuer"
	private := letsEncrypt(cert(-10, 80))
	private.PublicRoot = false
	wild := letsEncrypt(cert(-10, 80))
	wild.Chain[0].Names = []string{"*.shop.example"}
	goDaddy := letsEncrypt(cert(-10, 80))
	goDaddy.Chain[0].Issuer = `CN=Go Daddy Secure Certificate Authority - G2,OU=http://certs.godaddy.com/repository/,O=GoDaddy.com\, Inc.,L=Scottsdale,ST=Arizona,C=US`
	deep := []checktest.Page{page("https://www.shop.example/", "")}
	atWWW := le
	atWWW.Host = "www.shop.example"
	for _, tt := range []checktest.Case{
		{Name: "names the issuer", Pages: home(), Edit: asked(le, caa("shop.example", `0 issue "letsencrypt.org; validationmethods=dns-01"`, `0 iodef "mailto:a@shop.example"`)), Want: verdict.Pass, Reason: "allows"},
		{Name: "names the issuer among others", Pages: home(), Edit: asked(goDaddy, caa("shop.example", `0 issue "digicert.com"`, `128 issue "GoDaddy.com"`)), Want: verdict.Pass, Reason: "allows"},
		{Name: "at the domain above", Pages: deep, Edit: asked(atWWW, caa("www.shop.example"), caa("shop.example", `0 issue "letsencrypt.org"`)), Want: verdict.Pass, Reason: "allows"},
		{Name: "the nearest one counts", Pages: deep, Edit: asked(atWWW, caa("shop.example", `0 issue "letsencrypt.org"`), caa("www.shop.example", `0 issue "digicert.com"`)), Want: verdict.NotApplicable, Reason: "others"},
		{Name: "names others", Pages: home(), Edit: asked(le, caa("shop.example", `0 issue "digicert.com"`)), Want: verdict.NotApplicable, Reason: "others"},
		{Name: "names others, one of them new to us", Pages: home(), Edit: asked(le, caa("shop.example", `0 issue "digicert.com"`, `0 issue "ca.example"`)), Want: verdict.NotApplicable, Reason: "names"},
		{Name: "an issuer that is new to us", Pages: home(), Edit: asked(nobodyKnows, caa("shop.example", `0 issue "digicert.com"`)), Want: verdict.NotApplicable, Reason: "names"},
		{Name: "allows nobody", Pages: home(), Edit: asked(le, caa("shop.example", `0 issue ";"`)), Want: verdict.NotApplicable, Reason: "nobody"},
		{Name: "for certificates with a star", Pages: home(), Edit: asked(wild, caa("shop.example", `0 issue ";"`, `0 issuewild "letsencrypt.org"`)), Want: verdict.Pass, Reason: "allows"},
		{Name: "a star is not meant", Pages: home(), Edit: asked(le, caa("shop.example", `0 issuewild ";"`)), Want: verdict.NotApplicable, Reason: "none"},
		{Name: "says only whom to tell", Pages: home(), Edit: asked(le, caa("shop.example", `0 iodef "mailto:a@shop.example"`)), Want: verdict.NotApplicable, Reason: "none"},
		{Name: "none", Pages: deep, Edit: asked(atWWW, caa("www.shop.example"), caa("shop.example")), Want: verdict.NotApplicable, Reason: "none"},
		{Name: "private root", Pages: home(), Edit: asked(private, caa("shop.example", `0 issue "digicert.com"`)), Want: verdict.NotApplicable, Reason: "own"},
		{Name: "no name server answered", Pages: home(), Edit: asked(le, silent), Want: verdict.Unknown, Reason: "unseen"},
		{Name: "nobody was asked", Pages: home(), Edit: asked(le), Want: verdict.Unknown, Reason: "not-asked"},
		{Name: "no certificate", Pages: home(), Edit: asked(failed(snapshot.FaultTimeout, 3), caa("shop.example")), Want: verdict.Unknown, Reason: "not-tried"},
	} {
		snap := checktest.Shop(t, tt.Pages...)
		tt.Edit(snap)
		r := checktest.Run(t, tls.CAA, checktest.Input(t, snap, checktest.Options{}))
		if r.Status != tt.Want || r.Reason.Key != tt.Reason {
			t.Errorf("%s: %s, %s (%s)", tt.Name, r.Status, r.Reason.Key, r.Reason.Text)
		}
	}
}

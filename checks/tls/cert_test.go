package tls_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/tls"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// serverTime lets the shop's server say that it is so much later than we think.
func serverTime(s *snapshot.Snapshot, later time.Duration) {
	s.Entry = []snapshot.Exchange{way("https", 0, base)}
	s.Entry[0].Hops[0].Header = map[string][]string{"Date": {checktest.Taken().Add(later).Format("Mon, 02 Jan 2006 15:04:05 GMT")}}
}

// invalid is a handshake whose certificate does not stand.
func invalid(kind snapshot.FaultKind, chain ...snapshot.Cert) snapshot.TLS {
	return snapshot.TLS{Host: "shop.example", Tries: 1, Version: "TLS 1.3", VerifyErr: &snapshot.Fault{Kind: kind, Text: "it does not stand"}, Chain: chain}
}

// middle is the certificate of the issuer of those that cert makes.
func middle() snapshot.Cert {
	return snapshot.Cert{Subject: "CN=Some CA", Issuer: "CN=Root", CA: true, Key: "RSA", Bits: 2048, Signature: "SHA256-RSA", SHA256: "m", NotBefore: cert(-900, 900).NotBefore, NotAfter: cert(-900, 900).NotAfter}
}

// root is the one above middle.
func root() snapshot.Cert {
	c := middle()
	c.Subject, c.SHA256, c.Self, c.Signature = "CN=Root", "r", true, "SHA1-RSA"
	return c
}

// beside adds a further host to a shop whose own certificate stands.
func beside(t snapshot.TLS, host string, roles ...snapshot.HostRole) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		shake(snapshot.TLS{Version: "TLS 1.3", Chain: []snapshot.Cert{cert(-10, 80), middle()}})(s)
		serverTime(s, 0)
		t.Host, t.Roles = host, roles
		s.TLS = append(s.TLS, t)
	}
}

// families is a host that was asked over IPv4 and IPv6.
func families(four, six snapshot.TLSAt) func(*snapshot.Snapshot) {
	four.Addr, six.Addr = "192.0.2.1:443", "[2001:db8::1]:443"
	return shake(snapshot.TLS{Version: "TLS 1.3", Tries: 1, Addr: four.Addr, Chain: []snapshot.Cert{cert(-10, 80)}, Families: []snapshot.TLSAt{four, six}})
}

func TestCertValid(t *testing.T) {
	bad := func(kind snapshot.FaultKind, chain ...snapshot.Cert) func(*snapshot.Snapshot) {
		return shake(invalid(kind, chain...))
	}
	expired := cert(-100, -1)
	own := cert(-10, 300)
	own.Issuer = own.Subject
	named := func(names ...string) snapshot.Cert {
		c := cert(-10, 80)
		c.Names = names
		return c
	}
	old := cert(-10, 80)
	old.Signature = "SHA1-RSA"
	ownExpired := expired
	ownExpired.Self = true
	repaired := invalid(snapshot.FaultCertUnknown, cert(-10, 80))
	repaired.Repaired = true
	asks := snapshot.TLS{Tries: 1, ClientCert: true, Chain: []snapshot.Cert{cert(-10, 80)}, Err: &snapshot.Fault{Kind: snapshot.FaultTLS, Text: "certificate required"}}
	at := func(later time.Duration, edit func(*snapshot.Snapshot)) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) { edit(s); serverTime(s, later) }
	}
	twin := beside(invalid(snapshot.FaultCertName, named("other.example")), "www.shop.example", snapshot.HostTwin, snapshot.HostTyped)
	stands, other := snapshot.TLSAt{SHA256: "a"}, func(kind snapshot.FaultKind, sum string) snapshot.TLSAt {
		return snapshot.TLSAt{SHA256: sum, VerifyErr: &snapshot.Fault{Kind: kind, Text: "it does not stand"}}
	}
	checktest.Table(t, tls.CertValid,
		checktest.Case{Name: "stands", Pages: home(), Edit: shake(snapshot.TLS{Chain: []snapshot.Cert{cert(-10, 80)}}), Want: verdict.Pass, Reason: "stands"},
		checktest.Case{Name: "vouched for by the user's own root", Pages: home(), Edit: shake(snapshot.TLS{PublicRoot: false, Chain: []snapshot.Cert{cert(-10, 80), middle()}}), Want: verdict.Pass, Reason: "stands"},
		checktest.Case{Name: "stands once repaired", Pages: home(), Edit: shake(repaired), Want: verdict.Pass, Reason: "repaired"},
		checktest.Case{Name: "expired", Pages: home(), Edit: at(0, bad(snapshot.FaultCertExpired, expired)), Want: verdict.Fail, Reason: "expired", Total: 1, At: []string{base}},
		checktest.Case{Name: "our clock is wrong", Pages: home(), Edit: at(-48*time.Hour, bad(snapshot.FaultCertExpired, expired)), Want: verdict.Unknown, Reason: "clock"},
		checktest.Case{Name: "one above has ended", Pages: home(), Edit: at(0, bad(snapshot.FaultCertExpired, cert(-10, 80), middle())), Want: verdict.Unknown, Reason: "above-dates"},
		checktest.Case{Name: "from tomorrow", Pages: home(), Edit: at(0, bad(snapshot.FaultCertEarly, cert(1, 90))), Want: verdict.Fail, Reason: "not-yet", Total: 1},
		checktest.Case{Name: "other name", Pages: home(), Edit: bad(snapshot.FaultCertName, named("other.example")), Want: verdict.Fail, Reason: "other-name", Total: 1},
		checktest.Case{Name: "a star does not cover the bare name", Pages: home(), Edit: bad(snapshot.FaultCertName, named("*.shop.example")), Want: verdict.Fail, Reason: "wildcard", Total: 1},
		checktest.Case{Name: "a star does not cover two parts", Pages: []checktest.Page{page("https://de.www.shop.example/", "")}, Edit: func(s *snapshot.Snapshot) {
			h := invalid(snapshot.FaultCertName, named("*.shop.example"))
			h.Host = "de.www.shop.example"
			shake(h)(s)
		}, Want: verdict.Fail, Reason: "wildcard", Total: 1, At: []string{"https://de.www.shop.example/"}},
		checktest.Case{Name: "no names", Pages: home(), Edit: bad(snapshot.FaultCertName, named()), Want: verdict.Fail, Reason: "no-names", Total: 1},
		checktest.Case{Name: "hundreds of names", Pages: home(), Edit: bad(snapshot.FaultCertName, named(strings.Split(strings.Repeat("a.example,", 300), ",")...)), Want: verdict.Fail, Reason: "other-name", Total: 1},
		checktest.Case{Name: "signed by itself", Pages: home(), Edit: bad(snapshot.FaultCertUnknown, own), Want: verdict.Fail, Reason: "self-made", Total: 1},
		checktest.Case{Name: "signed by itself and long over", Pages: home(), Edit: at(-48*time.Hour, bad(snapshot.FaultCertExpired, ownExpired)), Want: verdict.Fail, Reason: "self-made", Total: 1},
		checktest.Case{Name: "unknown issuer", Pages: home(), Edit: bad(snapshot.FaultCertUnknown, cert(-10, 80), middle()), Want: verdict.Fail, Reason: "unknown", Total: 1},
		checktest.Case{Name: "signed over SHA-1", Pages: home(), Edit: bad(snapshot.FaultCertUnknown, old, middle()), Want: verdict.Fail, Reason: "forgeable", Total: 1},
		checktest.Case{Name: "intermediate not sent", Pages: home(), Edit: bad(snapshot.FaultCertUnknown, cert(-10, 80)), Want: verdict.Unknown, Reason: "incomplete"},
		checktest.Case{Name: "no roots on our computer", Pages: home(), Edit: bad(snapshot.FaultOther, cert(-10, 80)), Want: verdict.Unknown, Reason: "unclear"},
		checktest.Case{Name: "no handshake", Pages: home(), Edit: shake(failed(snapshot.FaultRefused, 3)), Want: verdict.Unknown, Reason: "no-handshake"},
		checktest.Case{Name: "TLS 1.0 only", Pages: home(), Edit: shake(speaks(no, no, no, yes, no)), Want: verdict.Unknown, Reason: "no-handshake"},
		checktest.Case{Name: "TLS 1.0 only, and expired", Pages: home(), Edit: at(0, shake(func() snapshot.TLS {
			h := speaks(no, no, no, yes, no)
			h.VerifyErr, h.Chain = &snapshot.Fault{Kind: snapshot.FaultCertExpired}, []snapshot.Cert{expired}
			return h
		}())), Want: verdict.Fail, Reason: "expired", Total: 1},
		checktest.Case{Name: "wants a certificate of the visitor", Pages: home(), Edit: shake(asks), Want: verdict.Unknown, Reason: "no-handshake"},
		checktest.Case{Name: "expired at the checkout", Pages: home(), Edit: beside(invalid(snapshot.FaultCertExpired, expired), "pay.shop.example", snapshot.HostCheckout), Want: verdict.Fail, Reason: "expired", Total: 1, At: []string{"https://pay.shop.example/"}},
		checktest.Case{Name: "checkout on a port of its own", Pages: home(), Edit: func() func(*snapshot.Snapshot) {
			h := invalid(snapshot.FaultCertExpired, expired)
			h.Port = 8443
			return beside(h, "pay.shop.example", snapshot.HostCheckout)
		}(), Want: verdict.Fail, Reason: "expired", Total: 1, At: []string{"https://pay.shop.example:8443/"}},
		checktest.Case{Name: "pictures from a host with a bad certificate", Pages: home(), Edit: beside(invalid(snapshot.FaultCertName, named("other.example")), "cdn.shop.example", snapshot.HostAssets), Want: verdict.Warn, Reason: "parts", Total: 1, At: []string{"https://cdn.shop.example/"}},
		checktest.Case{Name: "pictures from an unclear host", Pages: home(), Edit: beside(invalid(snapshot.FaultCertUnknown, cert(-10, 80)), "cdn.shop.example", snapshot.HostAssets), Want: verdict.Pass},
		checktest.Case{Name: "the host that was typed", Pages: home(), Edit: beside(invalid(snapshot.FaultCertExpired, expired), "oldshop.example", snapshot.HostTyped), Want: verdict.Warn, Reason: "entrance", Total: 1},
		checktest.Case{Name: "with www is judged elsewhere", Pages: home(), Edit: twin, Want: verdict.Pass},
		checktest.Case{Name: "other name over IPv6", Pages: home(), Edit: families(stands, other(snapshot.FaultCertName, "b")), Want: verdict.Fail, Reason: "one-family", Total: 1},
		checktest.Case{Name: "expired over IPv4", Pages: home(), Edit: at(0, families(other(snapshot.FaultCertExpired, "b"), stands)), Want: verdict.Fail, Reason: "one-family", Total: 1},
		checktest.Case{Name: "expired over IPv6 by a wrong clock", Pages: home(), Edit: at(48*time.Hour, families(stands, other(snapshot.FaultCertExpired, "b"))), Want: verdict.Pass},
		checktest.Case{Name: "the same one over both, a moment apart", Pages: home(), Edit: families(stands, other(snapshot.FaultCertExpired, "a")), Want: verdict.Pass},
		checktest.Case{Name: "incomplete over IPv6", Pages: home(), Edit: families(stands, other(snapshot.FaultCertUnknown, "b")), Want: verdict.Pass},
		checktest.Case{Name: "no IPv6 here", Pages: home(), Edit: families(stands, snapshot.TLSAt{Tries: 3, Err: &snapshot.Fault{Kind: snapshot.FaultUnreachable}}), Want: verdict.Pass},
	)
	// Caps rest on sure results only, so doubt must show.
	sure := map[string]struct {
		edit func(*snapshot.Snapshot)
		want verdict.Confidence
	}{
		"expired by both clocks":     {at(time.Minute, bad(snapshot.FaultCertExpired, expired)), verdict.Sure},
		"expired by our clock alone": {bad(snapshot.FaultCertExpired, expired), verdict.Likely},
		"may be a filter's doing":    {bad(snapshot.FaultCertUnknown, cert(-10, 80), middle()), verdict.Likely},
		"over one family":            {families(stands, other(snapshot.FaultCertName, "b")), verdict.Likely},
	}
	for name, tt := range sure {
		snap := checktest.Shop(t, home()...)
		tt.edit(snap)
		if r := checktest.Run(t, tls.CertValid, checktest.Input(t, snap, checktest.Options{})); r.Confidence != tt.want {
			t.Errorf("%s: confidence %s, want %s", name, r.Confidence, tt.want)
		}
	}
}

func TestNamesAreWrittenAsPeopleDo(t *testing.T) {
	snap := checktest.Shop(t, page("https://xn--kse-qla.example/", ""))
	h := invalid(snapshot.FaultCertName, cert(-10, 80))
	h.Host, h.Chain[0].Names = "xn--kse-qla.example", []string{"*.xn--kse-qla.example", "xn--br-via.example"}
	shake(h)(snap)
	r := checktest.Run(t, tls.CertValid, checktest.Input(t, snap, checktest.Options{}))
	if want := "The certificate is for *.käse.example, bär.example, which covers names with one part in place of the star, and so not käse.example"; r.Reason.Text != want {
		t.Errorf("got %q", r.Reason.Text)
	}
}

func TestCertExpiry(t *testing.T) {
	left := func(from, to float64) func(*snapshot.Snapshot) {
		return shake(snapshot.TLS{Chain: []snapshot.Cert{cert(from, to)}})
	}
	other := func(c snapshot.Cert) func(*snapshot.Snapshot) {
		return shake(snapshot.TLS{Chain: []snapshot.Cert{cert(-10, 80)}, Survey: &snapshot.Survey{Other: []snapshot.Cert{c}}})
	}
	checktest.Table(t, tls.CertExpiry,
		checktest.Case{Name: "ninety days, a fifth left", Pages: home(), Edit: left(-71, 19), Want: verdict.Pass},
		checktest.Case{Name: "ninety days, late", Pages: home(), Edit: left(-80, 10), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "ninety days, one left", Pages: home(), Edit: left(-89, 1), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "a year, late", Pages: home(), Edit: left(-340, 25), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a year, renewed in its last month", Pages: home(), Edit: left(-330, 35), Want: verdict.Pass},
		checktest.Case{Name: "forty-seven days, sixteen left", Pages: home(), Edit: left(-31, 16), Want: verdict.Pass},
		checktest.Case{Name: "six days, renewed halfway", Pages: home(), Edit: left(-3.4, 3.2), Want: verdict.Pass},
		checktest.Case{Name: "six days, one left", Pages: home(), Edit: left(-5.6, 1), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "six days, hours left", Pages: home(), Edit: left(-6.4, 0.2), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "ended", Pages: home(), Edit: left(-90, -1), Want: verdict.NotApplicable},
		checktest.Case{Name: "our clock is wrong", Pages: home(), Edit: func(s *snapshot.Snapshot) { left(-89, 1)(s); serverTime(s, -72*time.Hour) }, Want: verdict.Unknown},
		checktest.Case{Name: "no certificate", Pages: home(), Edit: shake(failed(snapshot.FaultTimeout, 3)), Want: verdict.Unknown},
		checktest.Case{Name: "late at the checkout", Pages: home(), Edit: beside(snapshot.TLS{Chain: []snapshot.Cert{cert(-80, 10)}}, "pay.shop.example", snapshot.HostCheckout), Want: verdict.Warn, Reason: "late", Total: 1, At: []string{"https://pay.shop.example/"}},
		checktest.Case{Name: "one certificate for both hosts", Pages: home(), Edit: func(s *snapshot.Snapshot) {
			late := cert(-80, 10)
			late.SHA256 = "a"
			beside(snapshot.TLS{Chain: []snapshot.Cert{late}}, "pay.shop.example", snapshot.HostCheckout)(s)
			s.TLS[0].Chain = s.TLS[1].Chain
		}, Want: verdict.Warn, Reason: "late", Total: 1, At: []string{base}},
		checktest.Case{Name: "the other certificate is late", Pages: home(), Edit: other(cert(-80, 10)), Want: verdict.Warn, Reason: "late-other", Total: 1},
		checktest.Case{Name: "the other certificate has ended", Pages: home(), Edit: func(s *snapshot.Snapshot) { other(cert(-90, -1))(s); serverTime(s, 0) }, Want: verdict.Warn, Reason: "ended-other", Total: 1},
		checktest.Case{Name: "the other certificate is fine", Pages: home(), Edit: other(cert(-10, 80)), Want: verdict.Pass},
	)
	snap := checktest.Shop(t, home()...)
	left(-80, 10)(snap)
	// Pass from 18 days on, fail below 2: ten days are halfway.
	if r := checktest.Run(t, tls.CertExpiry, checktest.Input(t, snap, checktest.Options{})); r.Grade != 0.5 {
		t.Errorf("halfway between the limits the grade is %v", r.Grade)
	}
}

package tls_test

import (
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/tls"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// letsEncrypt is a handshake with a certificate of a publicly known issuer, entered in two logs.
func letsEncrypt(c snapshot.Cert) snapshot.TLS {
	c.Issuer = "CN=R11,O=Let's Encrypt,C=US"
	return snapshot.TLS{Host: "shop.example", Tries: 1, Version: "TLS 1.3", PublicRoot: true, Chain: []snapshot.Cert{c},
		SCTs: []snapshot.SCT{{Log: "aa", From: "certificate"}, {Log: "bb", From: "certificate"}}}
}

// lasting is a certificate that begins on a day and lasts so long.
func lasting(from string, d time.Duration) snapshot.Cert {
	begin, err := time.Parse(time.DateOnly, from)
	if err != nil {
		panic(err)
	}
	c := cert(0, 0)
	c.NotBefore, c.NotAfter = begin, begin.Add(d)
	return c
}

const day = 24 * time.Hour

func TestCertLifetime(t *testing.T) {
	public := func(from string, d time.Duration) func(*snapshot.Snapshot) {
		return shake(letsEncrypt(lasting(from, d)))
	}
	private := func(d time.Duration) snapshot.TLS {
		return snapshot.TLS{Version: "TLS 1.3", Chain: []snapshot.Cert{lasting("2026-04-01", d)}}
	}
	onList := private(398 * day) // a root of the computer's own list, as makers of shops add for themselves
	onList.PublicRoot = true
	logged := private(398 * day)
	logged.PublicRoot, logged.SCTs = true, []snapshot.SCT{{Log: "aa"}}
	bad := invalid(snapshot.FaultCertName, lasting("2026-04-01", 900*day))
	checktest.Table(t, tls.CertLifetime,
		checktest.Case{Name: "ninety days", Pages: home(), Edit: public("2026-10-01", 90*day-time.Second), Want: verdict.Pass, Reason: "within"},
		checktest.Case{Name: "forty-seven days", Pages: home(), Edit: public("2026-10-20", 47*day), Want: verdict.Pass},
		checktest.Case{Name: "six days", Pages: home(), Edit: public("2026-11-18", 160*time.Hour), Want: verdict.Pass},
		checktest.Case{Name: "398 days, issued before the schedule began", Pages: home(), Edit: public("2026-03-14", 398*day), Want: verdict.Pass},
		checktest.Case{Name: "398 days, begins two days after it was issued", Pages: home(), Edit: public("2026-03-16", 398*day), Want: verdict.Pass},
		checktest.Case{Name: "398 days, issued after it began", Pages: home(), Edit: public("2026-03-20", 398*day), Want: verdict.Warn, Reason: "long", Total: 1, At: []string{base}},
		checktest.Case{Name: "200 days", Pages: home(), Edit: public("2026-09-01", 200*day), Want: verdict.Pass},
		checktest.Case{Name: "200 days and a minute", Pages: home(), Edit: public("2026-09-01", 200*day+time.Minute), Want: verdict.Warn, Reason: "long", Total: 1},
		checktest.Case{Name: "200 days in 2027", Pages: home(), Edit: public("2027-04-01", 200*day), Want: verdict.Warn, Reason: "long", Total: 1},
		checktest.Case{Name: "100 days in 2029", Pages: home(), Edit: public("2029-04-01", 100*day), Want: verdict.Warn, Reason: "long", Total: 1},
		checktest.Case{Name: "two years before there was a limit of one", Pages: home(), Edit: public("2020-08-20", 800*day), Want: verdict.Pass},
		checktest.Case{Name: "not by a known issuer, but logged", Pages: home(), Edit: shake(logged), Want: verdict.Warn, Reason: "long", Total: 1},
		checktest.Case{Name: "private root", Pages: home(), Edit: shake(private(398 * day)), Want: verdict.NotApplicable, Reason: "own"},
		checktest.Case{Name: "private root on the computer's list", Pages: home(), Edit: shake(onList), Want: verdict.NotApplicable, Reason: "own"},
		checktest.Case{Name: "private root, ten years", Pages: home(), Edit: shake(private(3650 * day)), Want: verdict.Warn, Reason: "long-own", Total: 1},
		checktest.Case{Name: "does not stand anyway", Pages: home(), Edit: shake(bad), Want: verdict.NotApplicable, Reason: "invalid"},
		checktest.Case{Name: "no certificate", Pages: home(), Edit: shake(failed(snapshot.FaultTimeout, 3)), Want: verdict.Unknown},
	)
}

func TestCertStrength(t *testing.T) {
	leaf := func(key string, bits int, signature string) snapshot.Cert {
		c := cert(-10, 80)
		c.Key, c.Bits, c.Signature = key, bits, signature
		return c
	}
	good := leaf("RSA", 2048, "SHA256-RSA")
	chain := func(list ...snapshot.Cert) func(*snapshot.Snapshot) {
		return shake(snapshot.TLS{Version: "TLS 1.3", Chain: list})
	}
	shortMiddle, oldMiddle, crossed := middle(), middle(), middle()
	shortMiddle.Bits, oldMiddle.Signature = 1024, "SHA1-RSA"
	crossed.SHA256, crossed.Bits, crossed.Issuer = "x", 1024, "CN=Older Root"
	other := func(c snapshot.Cert) func(*snapshot.Snapshot) {
		return shake(snapshot.TLS{Version: "TLS 1.3", Chain: []snapshot.Cert{leaf("ECDSA", 256, "ECDSA-SHA256")}, Survey: &snapshot.Survey{Other: []snapshot.Cert{c}}})
	}
	selfMade := leaf("RSA", 2048, "SHA1-RSA")
	selfMade.Self = true
	checktest.Table(t, tls.CertStrength,
		checktest.Case{Name: "RSA 2048", Pages: home(), Edit: chain(good, middle()), Want: verdict.Pass},
		checktest.Case{Name: "P-256", Pages: home(), Edit: chain(leaf("ECDSA", 256, "ECDSA-SHA384"), middle()), Want: verdict.Pass},
		checktest.Case{Name: "Ed25519", Pages: home(), Edit: chain(leaf("Ed25519", 256, "Ed25519")), Want: verdict.Pass},
		checktest.Case{Name: "a kind of key we cannot measure", Pages: home(), Edit: chain(leaf("ML-DSA", 0, "ML-DSA")), Want: verdict.Pass},
		checktest.Case{Name: "the root's own signature is old", Pages: home(), Edit: chain(good, middle(), root()), Want: verdict.Pass},
		checktest.Case{Name: "RSA 1024", Pages: home(), Edit: chain(leaf("RSA", 1024, "SHA256-RSA")), Want: verdict.Fail, Reason: "weak", Total: 1, At: []string{base}},
		checktest.Case{Name: "P-224", Pages: home(), Edit: chain(leaf("ECDSA", 224, "SHA256-RSA")), Want: verdict.Fail, Reason: "weak", Total: 1},
		checktest.Case{Name: "DSA", Pages: home(), Edit: chain(leaf("DSA", 2048, "SHA256-RSA")), Want: verdict.Fail, Reason: "weak", Total: 1},
		checktest.Case{Name: "SHA-1", Pages: home(), Edit: shake(invalid(snapshot.FaultCertUnknown, leaf("RSA", 2048, "SHA1-RSA"), middle())), Want: verdict.Fail, Reason: "weak", Total: 1},
		checktest.Case{Name: "MD5", Pages: home(), Edit: shake(invalid(snapshot.FaultCertUnknown, leaf("RSA", 2048, "MD5-RSA"))), Want: verdict.Fail, Reason: "weak", Total: 1},
		checktest.Case{Name: "short key above", Pages: home(), Edit: chain(good, shortMiddle), Want: verdict.Fail, Reason: "weak-above", Total: 1},
		checktest.Case{Name: "old signature above", Pages: home(), Edit: shake(invalid(snapshot.FaultCertUnknown, good, oldMiddle)), Want: verdict.Fail, Reason: "weak-above", Total: 1},
		checktest.Case{Name: "an old signature on the way to a root that browsers know by a shorter one", Pages: home(), Edit: chain(good, oldMiddle), Want: verdict.Pass},
		checktest.Case{Name: "an old cross-signed one sent besides", Pages: home(), Edit: chain(good, crossed, middle(), root()), Want: verdict.Pass},
		checktest.Case{Name: "an old cross-signed one sent besides, without roots", Pages: home(), Edit: chain(good, crossed, middle()), Want: verdict.Pass},
		checktest.Case{Name: "an expired one tells nothing of signatures above", Pages: home(), Edit: shake(invalid(snapshot.FaultCertExpired, good, oldMiddle)), Want: verdict.Pass},
		checktest.Case{Name: "signed by itself", Pages: home(), Edit: shake(invalid(snapshot.FaultCertUnknown, selfMade)), Want: verdict.Pass},
		checktest.Case{Name: "the other certificate is short", Pages: home(), Edit: other(leaf("RSA", 1024, "SHA256-RSA")), Want: verdict.Warn, Reason: "weak-other", Total: 1},
		checktest.Case{Name: "the other certificate is fine", Pages: home(), Edit: other(good), Want: verdict.Pass},
		checktest.Case{Name: "no certificate", Pages: home(), Edit: shake(failed(snapshot.FaultTimeout, 3)), Want: verdict.Unknown},
	)
}

func TestChainComplete(t *testing.T) {
	chain := func(list ...snapshot.Cert) func(*snapshot.Snapshot) {
		return shake(snapshot.TLS{Version: "TLS 1.3", Chain: list})
	}
	repaired := invalid(snapshot.FaultCertUnknown, cert(-10, 80))
	repaired.Repaired = true
	own := cert(-10, 80)
	own.Self = true
	stranger := middle()
	stranger.Subject, stranger.Issuer, stranger.SHA256 = "CN=Nobody's CA", "CN=Nobody's Root", "n"
	ended := middle()
	ended.NotAfter = cert(-900, -3).NotAfter
	above := func(s *snapshot.Snapshot) {
		shake(invalid(snapshot.FaultCertExpired, cert(-10, 80), ended))(s)
		serverTime(s, 0)
	}
	checktest.Table(t, tls.ChainComplete,
		checktest.Case{Name: "complete", Pages: home(), Edit: chain(cert(-10, 80), middle()), Want: verdict.Pass, Reason: "complete"},
		checktest.Case{Name: "issued by the root itself", Pages: home(), Edit: chain(cert(-10, 80)), Want: verdict.Pass, Reason: "complete"},
		checktest.Case{Name: "root sent along", Pages: home(), Edit: chain(cert(-10, 80), middle(), root()), Want: verdict.Pass, Reason: "complete"},
		checktest.Case{Name: "out of order", Pages: home(), Edit: chain(cert(-10, 80), root(), middle()), Want: verdict.Pass, Reason: "disorder"},
		checktest.Case{Name: "one too many", Pages: home(), Edit: chain(cert(-10, 80), middle(), stranger), Want: verdict.Pass, Reason: "superfluous"},
		checktest.Case{Name: "missing, and found by its address", Pages: home(), Edit: shake(repaired), Want: verdict.Warn, Reason: "missing", Total: 1, At: []string{base}},
		checktest.Case{Name: "missing at the checkout", Pages: home(), Edit: beside(repaired, "pay.shop.example", snapshot.HostCheckout), Want: verdict.Warn, Reason: "missing", Total: 1, At: []string{"https://pay.shop.example/"}},
		checktest.Case{Name: "missing, or nobody's", Pages: home(), Edit: shake(invalid(snapshot.FaultCertUnknown, cert(-10, 80))), Want: verdict.Unknown, Reason: "unclear"},
		checktest.Case{Name: "signed by itself", Pages: home(), Edit: shake(invalid(snapshot.FaultCertUnknown, own)), Want: verdict.NotApplicable, Reason: "invalid"},
		checktest.Case{Name: "expired", Pages: home(), Edit: shake(invalid(snapshot.FaultCertExpired, cert(-90, -1))), Want: verdict.NotApplicable, Reason: "invalid"},
		checktest.Case{Name: "the issuer's has ended", Pages: home(), Edit: above, Want: verdict.Warn, Reason: "ended", Total: 1},
		checktest.Case{Name: "the issuer's has ended by our clock alone", Pages: home(), Edit: shake(invalid(snapshot.FaultCertExpired, cert(-10, 80), ended)), Want: verdict.NotApplicable, Reason: "invalid"},
		checktest.Case{Name: "no certificate", Pages: home(), Edit: shake(failed(snapshot.FaultTimeout, 3)), Want: verdict.Unknown},
	)
}

func TestRevocation(t *testing.T) {
	at := func(days float64) time.Time { return cert(days, 0).NotBefore }
	stapled := func(status string, from, to float64) snapshot.TLS {
		return snapshot.TLS{Version: "TLS 1.3", Chain: []snapshot.Cert{cert(-10, 80), middle()}, Stapled: &snapshot.OCSP{Status: status, ThisUpdate: at(from), NextUpdate: at(to), RevokedAt: at(from)}}
	}
	clock := func(h snapshot.TLS, later time.Duration) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) { shake(h)(s); serverTime(s, later) }
	}
	unread := stapled("", -1, 1)
	unread.Stapled.Fault = "the statement cannot be read"
	alone := unread
	alone.Chain = alone.Chain[:1]
	must, none := stapled("good", -1, 3), stapled("good", -1, 3)
	must.Stapled, must.MustStaple, none.Stapled = nil, true, nil
	short := func(days float64) snapshot.TLS {
		return snapshot.TLS{Version: "TLS 1.3", Chain: []snapshot.Cert{cert(-1, days-1)}}
	}
	noEnd := stapled("good", -100, 0)
	noEnd.Stapled.NextUpdate = time.Time{}
	checktest.Table(t, tls.Revocation,
		checktest.Case{Name: "good", Pages: home(), Edit: shake(stapled("good", -1, 3)), Want: verdict.Pass, Reason: "good"},
		checktest.Case{Name: "good, without an end", Pages: home(), Edit: shake(noEnd), Want: verdict.Pass, Reason: "good"},
		checktest.Case{Name: "revoked", Pages: home(), Edit: shake(stapled("revoked", -1, 3)), Want: verdict.Fail, Reason: "revoked", Total: 1, At: []string{base}},
		checktest.Case{Name: "revoked at the checkout", Pages: home(), Edit: beside(stapled("revoked", -1, 3), "pay.shop.example", snapshot.HostCheckout), Want: verdict.Fail, Reason: "revoked", Total: 1},
		checktest.Case{Name: "unknown to its issuer", Pages: home(), Edit: shake(stapled("unknown", -1, 3)), Want: verdict.Unknown, Reason: "unsure"},
		checktest.Case{Name: "ended", Pages: home(), Edit: clock(stapled("good", -9, -2), 0), Want: verdict.Warn, Reason: "expired", Total: 1},
		checktest.Case{Name: "ended by our clock alone", Pages: home(), Edit: shake(stapled("good", -9, -2)), Want: verdict.Unknown, Reason: "clock"},
		checktest.Case{Name: "ended by a wrong clock", Pages: home(), Edit: clock(stapled("good", -9, -2), -72*time.Hour), Want: verdict.Unknown, Reason: "clock"},
		checktest.Case{Name: "cannot be read", Pages: home(), Edit: shake(unread), Want: verdict.Warn, Reason: "unreadable", Total: 1},
		checktest.Case{Name: "cannot be checked, as the issuer's certificate was not sent", Pages: home(), Edit: shake(alone), Want: verdict.Unknown, Reason: "unchecked"},
		checktest.Case{Name: "demanded and not sent", Pages: home(), Edit: shake(must), Want: verdict.Warn, Reason: "must-staple", Total: 1},
		checktest.Case{Name: "none", Pages: home(), Edit: shake(none), Want: verdict.Unknown, Reason: "none"},
		checktest.Case{Name: "six days", Pages: home(), Edit: shake(short(6.7)), Want: verdict.NotApplicable, Reason: "short-lived"},
		checktest.Case{Name: "eleven days", Pages: home(), Edit: shake(short(11)), Want: verdict.Unknown, Reason: "none"},
		checktest.Case{Name: "no certificate", Pages: home(), Edit: shake(failed(snapshot.FaultTimeout, 3)), Want: verdict.Unknown, Reason: "not-tried"},
	)
	for _, tt := range []struct {
		name  string
		h     snapshot.TLS
		want  verdict.Confidence
		grade float64
	}{
		{"revoked", stapled("revoked", -1, 3), verdict.Sure, 0},
		{"revoked, by a statement that has ended", stapled("revoked", -9, -2), verdict.Likely, 0},
		{"demanded and not sent", must, verdict.Likely, 0.5},
		{"of no use, and not demanded", unread, verdict.Likely, 0.75},
	} {
		snap := checktest.Shop(t, home()...)
		shake(tt.h)(snap)
		if r := checktest.Run(t, tls.Revocation, checktest.Input(t, snap, checktest.Options{})); r.Confidence != tt.want || r.Grade != tt.grade {
			t.Errorf("%s: confidence %s, grade %v", tt.name, r.Confidence, r.Grade)
		}
	}
}

func TestTransparency(t *testing.T) {
	logs := func(public bool, ids ...string) func(*snapshot.Snapshot) {
		h := letsEncrypt(cert(-10, 80))
		h.PublicRoot, h.SCTs = public, nil
		for _, id := range ids {
			h.SCTs = append(h.SCTs, snapshot.SCT{Log: id})
		}
		return shake(h)
	}
	office := letsEncrypt(cert(-10, 80)) // a filter of an office, whose root its computers know
	office.SCTs, office.Chain[0].Issuer = nil, "CN=Web filter,O=Some Office"
	checktest.Table(t, tls.Transparency,
		checktest.Case{Name: "two logs", Pages: home(), Edit: logs(true, "aa", "bb"), Want: verdict.Pass},
		checktest.Case{Name: "one log, twice", Pages: home(), Edit: logs(true, "aa", "aa"), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "none", Pages: home(), Edit: logs(true), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "private root", Pages: home(), Edit: logs(false), Want: verdict.NotApplicable},
		checktest.Case{Name: "a filter on our side", Pages: home(), Edit: shake(office), Want: verdict.NotApplicable},
		checktest.Case{Name: "no certificate", Pages: home(), Edit: shake(failed(snapshot.FaultTimeout, 3)), Want: verdict.Unknown},
	)
}

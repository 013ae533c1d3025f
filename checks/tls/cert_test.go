package tls_test

import (
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

func TestCertValid(t *testing.T) {
	bad := func(kind snapshot.FaultKind, chain ...snapshot.Cert) func(*snapshot.Snapshot) {
		return shake(snapshot.TLS{Tries: 1, VerifyErr: &snapshot.Fault{Kind: kind, Text: "it does not stand"}, Chain: chain})
	}
	expired := cert(-100, -1)
	own := cert(-10, 300)
	own.Issuer = own.Subject
	at := func(later time.Duration, edit func(*snapshot.Snapshot)) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) { edit(s); serverTime(s, later) }
	}
	checktest.Table(t, tls.CertValid,
		checktest.Case{Name: "stands", Pages: home(), Edit: shake(snapshot.TLS{Chain: []snapshot.Cert{cert(-10, 80)}}), Want: verdict.Pass},
		checktest.Case{Name: "expired", Pages: home(), Edit: at(0, bad(snapshot.FaultCertExpired, expired)), Want: verdict.Fail, Reason: "expired", Total: 1},
		checktest.Case{Name: "our clock is wrong", Pages: home(), Edit: at(-48*time.Hour, bad(snapshot.FaultCertExpired, expired)), Want: verdict.Unknown, Reason: "clock"},
		checktest.Case{Name: "from tomorrow", Pages: home(), Edit: at(0, bad(snapshot.FaultCertEarly, cert(1, 90))), Want: verdict.Fail, Reason: "not-yet", Total: 1},
		checktest.Case{Name: "other name", Pages: home(), Edit: bad(snapshot.FaultCertName, cert(-10, 80)), Want: verdict.Fail, Reason: "other-name", Total: 1},
		checktest.Case{Name: "signed by itself", Pages: home(), Edit: bad(snapshot.FaultCertUnknown, own), Want: verdict.Fail, Reason: "self-made", Total: 1},
		checktest.Case{Name: "unknown issuer", Pages: home(), Edit: bad(snapshot.FaultCertUnknown, cert(-10, 80), snapshot.Cert{Subject: "CN=Some CA", Issuer: "CN=Office", CA: true}), Want: verdict.Fail, Reason: "unknown", Total: 1},
		checktest.Case{Name: "intermediate not sent", Pages: home(), Edit: bad(snapshot.FaultCertUnknown, cert(-10, 80)), Want: verdict.Unknown, Reason: "incomplete"},
		checktest.Case{Name: "no handshake", Pages: home(), Edit: shake(failed(snapshot.FaultRefused, 3)), Want: verdict.Unknown},
	)
	// Caps rest on sure results only, so doubt must show.
	sure := map[string]struct {
		edit func(*snapshot.Snapshot)
		want verdict.Confidence
	}{
		"expired by both clocks":     {at(time.Minute, bad(snapshot.FaultCertExpired, expired)), verdict.Sure},
		"expired by our clock alone": {bad(snapshot.FaultCertExpired, expired), verdict.Likely},
		"may be a filter's doing":    {bad(snapshot.FaultCertUnknown, cert(-10, 80), snapshot.Cert{Subject: "CN=Some CA", CA: true}), verdict.Likely},
	}
	for name, tt := range sure {
		snap := checktest.Shop(t, home()...)
		tt.edit(snap)
		if r := checktest.Run(t, tls.CertValid, checktest.Input(t, snap, checktest.Options{})); r.Confidence != tt.want {
			t.Errorf("%s: confidence %s, want %s", name, r.Confidence, tt.want)
		}
	}
}

func TestCertExpiry(t *testing.T) {
	left := func(from, to float64) func(*snapshot.Snapshot) {
		return shake(snapshot.TLS{Chain: []snapshot.Cert{cert(from, to)}})
	}
	checktest.Table(t, tls.CertExpiry,
		checktest.Case{Name: "ninety days, a fifth left", Pages: home(), Edit: left(-71, 19), Want: verdict.Pass},
		checktest.Case{Name: "ninety days, late", Pages: home(), Edit: left(-80, 10), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "ninety days, one left", Pages: home(), Edit: left(-89, 1), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "a year, late", Pages: home(), Edit: left(-330, 35), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "forty-seven days, sixteen left", Pages: home(), Edit: left(-31, 16), Want: verdict.Pass},
		checktest.Case{Name: "six days, renewed halfway", Pages: home(), Edit: left(-3.4, 3.2), Want: verdict.Pass},
		checktest.Case{Name: "six days, one left", Pages: home(), Edit: left(-5.6, 1), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "six days, hours left", Pages: home(), Edit: left(-6.4, 0.2), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "ended", Pages: home(), Edit: left(-90, -1), Want: verdict.NotApplicable},
		checktest.Case{Name: "our clock is wrong", Pages: home(), Edit: func(s *snapshot.Snapshot) { left(-89, 1)(s); serverTime(s, -72*time.Hour) }, Want: verdict.Unknown},
		checktest.Case{Name: "no certificate", Pages: home(), Edit: shake(failed(snapshot.FaultTimeout, 3)), Want: verdict.Unknown},
	)
	snap := checktest.Shop(t, home()...)
	left(-80, 10)(snap)
	// Pass from 18 days on, fail below 2: ten days are halfway.
	if r := checktest.Run(t, tls.CertExpiry, checktest.Input(t, snap, checktest.Options{})); r.Grade != 0.5 {
		t.Errorf("halfway between the limits the grade is %v", r.Grade)
	}
}

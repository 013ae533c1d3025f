package tls_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/tls"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const (
	yes = snapshot.Accepted
	no  = snapshot.Refused
)

// gcm is the suite that most servers give to visitors of TLS 1.2.
const gcm = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"

// speaks is a host that answered to a survey of versions, newest first: TLS 1.3, 1.2, 1.1, 1.0, SSL 3.0. The true handshake came about in the
// best version that browsers speak.
func speaks(answers ...snapshot.Answer) snapshot.TLS {
	names := []string{"TLS 1.3", "TLS 1.2", "TLS 1.1", "TLS 1.0", "SSL 3.0"}
	t := snapshot.TLS{Host: "shop.example", Tries: 1, Addr: "192.0.2.1:443", Survey: &snapshot.Survey{Depth: "standard"}}
	for i, a := range answers {
		t.Survey.Versions = append(t.Survey.Versions, snapshot.VersionTried{Version: names[i], Answer: a})
		if t.Version == "" && a == yes && i < 2 {
			t.Version, t.Cipher, t.Group = names[i], gcm, "X25519"
		}
	}
	if t.Version == "TLS 1.3" {
		t.Cipher = "TLS_AES_128_GCM_SHA256"
	}
	if t.Version == "" {
		t.Err = &snapshot.Fault{Kind: snapshot.FaultTLS, Text: "the TLS handshake failed: protocol version not supported"}
	}
	return t
}

var weakOnes = []snapshot.SuiteClass{snapshot.ClassNull, snapshot.ClassAnonymous, snapshot.ClassExport, snapshot.ClassDES, snapshot.ClassRC4, snapshot.Class3DES}

// with adds answers about classes of suites in one version; all weak ones are refused unless said otherwise.
func with(t snapshot.TLS, version string, answers map[snapshot.SuiteClass]snapshot.Answer, suites ...string) snapshot.TLS {
	for _, c := range weakOnes {
		if _, ok := answers[c]; !ok {
			t.Survey.Classes = append(t.Survey.Classes, snapshot.ClassTried{Class: c, Version: version, Answer: no})
		}
	}
	for _, c := range []snapshot.SuiteClass{
		snapshot.ClassNull, snapshot.ClassAnonymous, snapshot.ClassExport, snapshot.ClassDES, snapshot.ClassRC4, snapshot.Class3DES,
		snapshot.ClassNoFS, snapshot.ClassFS, snapshot.ClassDHE, snapshot.ClassCBC, snapshot.ClassAEAD,
	} {
		if a, ok := answers[c]; ok && a != snapshot.NotTested {
			tried := snapshot.ClassTried{Class: c, Version: version, Answer: a}
			if a == yes && len(suites) > 0 {
				tried.Suite, suites = suites[0], suites[1:]
			}
			t.Survey.Classes = append(t.Survey.Classes, tried)
		}
	}
	return t
}

type classes = map[snapshot.SuiteClass]snapshot.Answer

// modernServer is nginx as its makers recommend it: TLS 1.2 and 1.3, ephemeral keys, authenticated encryption.
func modernServer() snapshot.TLS {
	return with(speaks(yes, yes, no, no, no), "TLS 1.2", classes{snapshot.ClassNoFS: no, snapshot.ClassFS: yes, snapshot.ClassDHE: no, snapshot.ClassCBC: no, snapshot.ClassAEAD: yes}, gcm, gcm)
}

// onlyDHE is a server whose key exchange is finite-field Diffie-Hellman, which browsers have given up.
func onlyDHE(bits int) snapshot.TLS {
	const suite = "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"
	t := with(speaks(no, yes, no, no, no), "TLS 1.2", classes{snapshot.ClassNoFS: no, snapshot.ClassFS: yes, snapshot.ClassDHE: yes, snapshot.ClassCBC: no, snapshot.ClassAEAD: yes}, suite, suite, suite)
	t.Survey.Versions[1].Suites, t.Survey.DHBits = []string{suite}, bits
	t.Err, t.Version, t.Cipher, t.Group = &snapshot.Fault{Kind: snapshot.FaultTLS, Text: "the TLS handshake failed: handshake failure"}, "", "", ""
	return t
}

// shutOut is a server that made the true handshake and turned everything away that came after it.
func shutOut() snapshot.TLS {
	t := with(speaks(yes, yes, yes, yes, yes), "TLS 1.2", classes{snapshot.ClassFS: no, snapshot.ClassNoFS: no})
	for i := range t.Survey.Versions {
		t.Survey.Versions[i].Answer = no
	}
	return t
}

// notAsked is a server of whose survey nothing came.
func notAsked() snapshot.TLS { return speaks(yes, "", "", "", "") }

// atCheckout is a shop whose own host is sound, and whose checkout lies on another one.
func atCheckout(t snapshot.TLS) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		shake(modernServer())(s)
		s.TLS[0].Chain = []snapshot.Cert{cert(-10, 80)}
		t.Host, t.Roles = "pay.shop.example", []snapshot.HostRole{snapshot.HostCheckout}
		s.TLS = append(s.TLS, t)
	}
}

func TestProtocolMin(t *testing.T) {
	checktest.Table(t, tls.ProtocolMin,
		checktest.Case{Name: "1.2 and 1.3", Pages: home(), Edit: shake(modernServer()), Want: verdict.Pass, Reason: "modern"},
		checktest.Case{Name: "1.3 only", Pages: home(), Edit: shake(speaks(yes, no, no, no, no)), Want: verdict.Pass, Reason: "modern"},
		checktest.Case{Name: "SSL 3.0 not asked for", Pages: home(), Edit: shake(speaks(yes, yes, no, no, "")), Want: verdict.Pass, Reason: "modern-but"},
		checktest.Case{Name: "no 1.3", Pages: home(), Edit: shake(speaks(no, yes, no, no, no)), Want: verdict.Warn, Reason: "no-13", Total: 1},
		checktest.Case{Name: "1.0 and 1.1 beside", Pages: home(), Edit: shake(speaks(yes, yes, yes, yes, no)), Want: verdict.Warn, Reason: "old", Total: 2, At: []string{base, base}},
		checktest.Case{Name: "1.1 beside, no 1.3", Pages: home(), Edit: shake(speaks(no, yes, yes, no, no)), Want: verdict.Warn, Reason: "old", Total: 2},
		checktest.Case{Name: "SSL 3.0 beside", Pages: home(), Edit: shake(speaks(yes, yes, yes, yes, yes)), Want: verdict.Fail, Reason: "ssl3", Total: 3},
		checktest.Case{Name: "1.0 only", Pages: home(), Edit: shake(speaks(no, no, no, yes, no)), Want: verdict.Fail, Reason: "outdated", Total: 2},
		checktest.Case{Name: "1.1 at best", Pages: home(), Edit: shake(speaks(no, no, yes, yes, no)), Want: verdict.Fail, Reason: "outdated", Total: 3},
		checktest.Case{Name: "SSL 3.0 only", Pages: home(), Edit: shake(speaks(no, no, no, no, yes)), Want: verdict.Fail, Reason: "outdated", Total: 2},
		checktest.Case{Name: "1.0 taken, 1.2 not asked for", Pages: home(), Edit: shake(speaks(no, "", no, yes, no)), Want: verdict.Unknown, Reason: "part"},
		checktest.Case{Name: "old ones not asked for", Pages: home(), Edit: shake(speaks(yes, yes, "", "", "")), Want: verdict.Unknown, Reason: "part"},
		checktest.Case{Name: "1.1 alone not asked for", Pages: home(), Edit: shake(speaks(yes, yes, "", no, no)), Want: verdict.Unknown, Reason: "part"},
		checktest.Case{Name: "true handshake only", Pages: home(), Edit: shake(snapshot.TLS{Version: "TLS 1.3", Tries: 1}), Want: verdict.Unknown, Reason: "part"},
		checktest.Case{Name: "we come too often", Pages: home(), Edit: shake(shutOut()), Want: verdict.Unknown, Reason: "part"},
		checktest.Case{Name: "nothing answered", Pages: home(), Edit: shake(failed(snapshot.FaultTimeout, 3)), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "DHE only", Pages: home(), Edit: shake(onlyDHE(4096)), Want: verdict.Warn, Reason: "no-13", Total: 1},
		checktest.Case{Name: "old at the checkout", Pages: home(), Edit: atCheckout(speaks(yes, yes, no, yes, no)), Want: verdict.Warn, Reason: "old", Total: 1, At: []string{"https://pay.shop.example/"}},
		checktest.Case{Name: "checkout not asked", Pages: home(), Edit: atCheckout(notAsked()), Want: verdict.Pass, Reason: "modern"},
		checktest.Case{Name: "another host only", Pages: home(), Edit: shake(snapshot.TLS{Host: "cdn.example"}), Want: verdict.Unknown, Reason: "not-tried"},
	)
	snap := checktest.Shop(t, home()...)
	shake(speaks(no, yes, no, no, no))(snap)
	if r := checktest.Run(t, tls.ProtocolMin, checktest.Input(t, snap, checktest.Options{})); r.Grade != 0.75 {
		t.Errorf("a server that lacks TLS 1.3 only has the grade %v", r.Grade)
	}
}

func TestCipherWeak(t *testing.T) {
	two := func(answers classes, suites ...string) snapshot.TLS {
		return with(speaks(yes, yes, no, no, no), "TLS 1.2", answers, suites...)
	}
	cbcOnly := with(speaks(no, yes, no, no, no), "TLS 1.2", classes{snapshot.ClassAEAD: no, snapshot.ClassCBC: yes, snapshot.ClassFS: yes, snapshot.ClassNoFS: no})
	cbcOnly.Cipher = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"
	cbcSeen := with(speaks(no, yes, no, no, no), "TLS 1.2", classes{snapshot.ClassAEAD: "", snapshot.ClassFS: yes, snapshot.ClassNoFS: no})
	cbcSeen.Cipher = cbcOnly.Cipher
	cbcAnd13 := two(classes{snapshot.ClassAEAD: no, snapshot.ClassCBC: yes})
	cbcAnd13.Cipher = "TLS_AES_128_GCM_SHA256"
	crime := two(classes{})
	crime.Survey.Compression = yes
	complete := speaks(yes, yes, no, no, no)
	complete.Survey.Versions[1].Suites, complete.Survey.Versions[1].Complete = []string{gcm}, true
	completeBad := speaks(yes, yes, no, no, no)
	completeBad.Survey.Versions[1].Suites, completeBad.Survey.Versions[1].Complete = []string{gcm, "TLS_ECDHE_RSA_WITH_RC4_128_SHA", "TLS_DH_anon_WITH_AES_128_CBC_SHA"}, true
	checktest.Table(t, tls.CipherWeak,
		checktest.Case{Name: "sound", Pages: home(), Edit: shake(modernServer()), Want: verdict.Pass, Reason: "strong"},
		checktest.Case{Name: "sound, every suite offered", Pages: home(), Edit: shake(complete), Want: verdict.Pass, Reason: "strong"},
		checktest.Case{Name: "TLS 1.3 only", Pages: home(), Edit: shake(speaks(yes, no, no, no, "")), Want: verdict.Pass, Reason: "tls13-only"},
		checktest.Case{Name: "CBC in 1.2 beside TLS 1.3", Pages: home(), Edit: shake(cbcAnd13), Want: verdict.Pass, Reason: "strong"},
		checktest.Case{Name: "DHE only", Pages: home(), Edit: shake(onlyDHE(4096)), Want: verdict.Pass, Reason: "strong"},
		checktest.Case{Name: "3DES", Pages: home(), Edit: shake(two(classes{snapshot.Class3DES: yes}, "TLS_RSA_WITH_3DES_EDE_CBC_SHA")), Want: verdict.Fail, Reason: "weak", Total: 1, At: []string{base}},
		checktest.Case{Name: "RC4 in TLS 1.0 alone", Pages: home(), Edit: shake(with(two(classes{}), "TLS 1.0", classes{snapshot.ClassRC4: yes})), Want: verdict.Fail, Reason: "weak", Total: 1},
		checktest.Case{Name: "anonymous", Pages: home(), Edit: shake(two(classes{snapshot.ClassAnonymous: yes})), Want: verdict.Fail, Reason: "weak", Total: 1},
		checktest.Case{Name: "no encryption", Pages: home(), Edit: shake(two(classes{snapshot.ClassNull: yes, snapshot.Class3DES: ""})), Want: verdict.Fail, Reason: "weak", Total: 1},
		checktest.Case{Name: "export", Pages: home(), Edit: shake(two(classes{snapshot.ClassExport: yes})), Want: verdict.Fail, Reason: "weak", Total: 1},
		checktest.Case{Name: "weak ones among all suites", Pages: home(), Edit: shake(completeBad), Want: verdict.Fail, Reason: "weak", Total: 1},
		checktest.Case{Name: "weak ones, asked for one group", Pages: home(), Edit: shake(two(classes{
			snapshot.ClassNull: "", snapshot.ClassAnonymous: "", snapshot.ClassExport: "", snapshot.ClassDES: "", snapshot.ClassRC4: yes, snapshot.Class3DES: "",
		})), Want: verdict.Fail, Reason: "weak", Total: 1},
		checktest.Case{Name: "CBC only", Pages: home(), Edit: shake(cbcOnly), Want: verdict.Warn, Reason: "no-aead", Total: 1},
		checktest.Case{Name: "CBC, and nothing else asked for", Pages: home(), Edit: shake(cbcSeen), Want: verdict.Unknown, Reason: "kind"},
		checktest.Case{Name: "compression", Pages: home(), Edit: shake(crime), Want: verdict.Warn, Reason: "compression", Total: 1},
		checktest.Case{Name: "TLS 1.3, and 1.1 not asked for", Pages: home(), Edit: shake(speaks(yes, no, "", no, no)), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "export and NULL not asked for", Pages: home(), Edit: shake(two(classes{snapshot.ClassExport: "", snapshot.ClassNull: ""})), Want: verdict.Unknown, Reason: "part"},
		checktest.Case{Name: "refused in a version below only", Pages: home(), Edit: shake(with(speaks(yes, yes, yes, yes, no), "TLS 1.0", classes{})), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "TLS 1.0 only, judged elsewhere", Pages: home(), Edit: shake(with(speaks(no, no, no, yes, no), "TLS 1.0", classes{snapshot.ClassCBC: yes, snapshot.ClassAEAD: no})), Want: verdict.Pass, Reason: "strong"},
		checktest.Case{Name: "no survey", Pages: home(), Edit: shake(snapshot.TLS{Version: "TLS 1.3", Tries: 1}), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "we come too often", Pages: home(), Edit: shake(shutOut()), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "nothing answered", Pages: home(), Edit: shake(failed(snapshot.FaultTimeout, 3)), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "3DES at the checkout", Pages: home(), Edit: atCheckout(two(classes{snapshot.Class3DES: yes})), Want: verdict.Fail, Reason: "weak", Total: 1, At: []string{"https://pay.shop.example/"}},
		checktest.Case{Name: "no handshake with the shop", Pages: home(), Edit: shake(snapshot.TLS{Host: "cdn.example"}), Want: verdict.Unknown, Reason: "not-tried"},
	)
}

func TestForwardSecrecy(t *testing.T) {
	const static = "TLS_RSA_WITH_AES_128_GCM_SHA256"
	both := with(speaks(yes, yes, no, no, no), "TLS 1.2", classes{snapshot.ClassNoFS: yes, snapshot.ClassFS: yes}, static, gcm)
	none := with(speaks(no, yes, no, no, no), "TLS 1.2", classes{snapshot.ClassNoFS: yes, snapshot.ClassFS: no}, static)
	none.Cipher, none.Group = static, ""
	prefersStatic := with(speaks(no, yes, no, no, no), "TLS 1.2", classes{snapshot.ClassNoFS: yes, snapshot.ClassFS: yes}, static, gcm)
	prefersStatic.Cipher, prefersStatic.Group = static, ""
	small := modernServer()
	small.Survey.DHBits = 1024
	weakStatic := with(speaks(yes, yes, no, no, no), "TLS 1.2", classes{snapshot.Class3DES: yes, snapshot.ClassNoFS: no, snapshot.ClassFS: yes}, "TLS_RSA_WITH_3DES_EDE_CBC_SHA", gcm)
	rc4Only := with(speaks(no, no, no, yes, no), "TLS 1.0", classes{snapshot.ClassRC4: yes, snapshot.ClassFS: no, snapshot.ClassNoFS: no}, "TLS_RSA_WITH_RC4_128_SHA")
	weakEphemeral := with(speaks(no, yes, no, no, no), "TLS 1.2", classes{snapshot.ClassRC4: yes, snapshot.ClassNoFS: yes, snapshot.ClassFS: no}, "TLS_ECDHE_RSA_WITH_RC4_128_SHA", static)
	weakEphemeral.Cipher, weakEphemeral.Group = static, ""
	anonymous := with(speaks(no, no, no, yes, no), "TLS 1.0", classes{snapshot.ClassAnonymous: yes, snapshot.ClassFS: no}, "TLS_DH_anon_WITH_AES_128_CBC_SHA")
	complete := speaks(yes, yes, no, no, no)
	complete.Survey.Versions[1].Suites, complete.Survey.Versions[1].Complete = []string{gcm, "TLS_ECDH_ECDSA_WITH_AES_128_CBC_SHA"}, true
	rsaAlone := snapshot.TLS{Version: "TLS 1.2", Cipher: static, Tries: 1}
	checktest.Table(t, tls.ForwardSecrecy,
		checktest.Case{Name: "all", Pages: home(), Edit: shake(modernServer()), Want: verdict.Pass, Reason: "all"},
		checktest.Case{Name: "TLS 1.3 only", Pages: home(), Edit: shake(speaks(yes, no, no, no, no)), Want: verdict.Pass, Reason: "tls13-only"},
		checktest.Case{Name: "DHE only, 4096 bits", Pages: home(), Edit: shake(onlyDHE(4096)), Want: verdict.Pass, Reason: "all"},
		checktest.Case{Name: "DHE only, 1024 bits", Pages: home(), Edit: shake(onlyDHE(1024)), Want: verdict.Warn, Reason: "small-group", Total: 1},
		checktest.Case{Name: "small group beside", Pages: home(), Edit: shake(small), Want: verdict.Warn, Reason: "small-group", Total: 1},
		checktest.Case{Name: "RSA beside", Pages: home(), Edit: shake(both), Want: verdict.Warn, Reason: "some", Total: 1, At: []string{base}},
		checktest.Case{Name: "RSA preferred", Pages: home(), Edit: shake(prefersStatic), Want: verdict.Warn, Reason: "some", Total: 1},
		checktest.Case{Name: "static ECDH among all suites", Pages: home(), Edit: shake(complete), Want: verdict.Warn, Reason: "some", Total: 1},
		checktest.Case{Name: "RSA only", Pages: home(), Edit: shake(none), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "RSA in the true handshake, nothing else asked", Pages: home(), Edit: shake(rsaAlone), Want: verdict.Warn, Reason: "some", Total: 1},
		checktest.Case{Name: "RSA beside, with a weak cipher", Pages: home(), Edit: shake(weakStatic), Want: verdict.Warn, Reason: "some", Total: 1},
		checktest.Case{Name: "RSA only, with a weak cipher", Pages: home(), Edit: shake(rc4Only), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "ephemeral keys with a weak cipher only", Pages: home(), Edit: shake(weakEphemeral), Want: verdict.Warn, Reason: "some", Total: 1},
		checktest.Case{Name: "without a certificate only", Pages: home(), Edit: shake(anonymous), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "weak ones only", Pages: home(), Edit: shake(with(speaks(no, no, no, yes, no), "TLS 1.0", classes{snapshot.ClassRC4: yes, snapshot.ClassFS: no, snapshot.ClassNoFS: no})), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "RSA not asked for", Pages: home(), Edit: shake(with(speaks(yes, yes, no, no, no), "TLS 1.2", classes{})), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "we come too often", Pages: home(), Edit: shake(shutOut()), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "nothing answered", Pages: home(), Edit: shake(failed(snapshot.FaultTimeout, 3)), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "RSA at the checkout", Pages: home(), Edit: atCheckout(both), Want: verdict.Warn, Reason: "some", Total: 1, At: []string{"https://pay.shop.example/"}},
	)
	for _, tt := range []struct {
		server snapshot.TLS
		want   float64
	}{{both, 0.75}, {prefersStatic, 0.5}} {
		snap := checktest.Shop(t, home()...)
		shake(tt.server)(snap)
		if r := checktest.Run(t, tls.ForwardSecrecy, checktest.Input(t, snap, checktest.Options{})); r.Grade != tt.want {
			t.Errorf("visitors get %s: grade %v, want %v", tt.server.Cipher, r.Grade, tt.want)
		}
	}
}

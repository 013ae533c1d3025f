package tlsprobe_test

import (
	"crypto/tls"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/tlsprobe"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

// surveyed is a host looked at whole.
func surveyed(t *testing.T, port uint16, o tlsprobe.Options) *snapshot.TLS {
	t.Helper()
	o.Guard = wire.NewGuard(fmt.Sprintf("localhost:%d", port), nil)
	if o.Timeout == 0 {
		o.Timeout = 5 * time.Second
	}
	p := tlsprobe.New(o)
	got := p.Handshake(t.Context(), "localhost", port, snapshot.HostShop)
	p.Survey(t.Context(), got)
	if got.Survey == nil {
		t.Fatalf("no survey: %+v", got.Err)
	}
	return got
}

// keyPair makes a certificate for localhost that signs itself, as openssl does it.
func keyPair(t *testing.T, args ...string) tls.Certificate {
	t.Helper()
	needOpenSSL(t)
	dir := t.TempDir()
	key, crt := filepath.Join(dir, "k"), filepath.Join(dir, "c")
	args = append([]string{"req", "-x509", "-nodes", "-keyout", key, "-out", crt, "-subj", "/CN=old", "-addext", "subjectAltName=DNS:localhost"}, args...)
	if out, err := exec.Command("openssl", args...).CombinedOutput(); err != nil {
		t.Fatalf("openssl: %v %s", err, out)
	}
	pair, err := tls.LoadX509KeyPair(crt, key)
	if err != nil {
		t.Fatal(err)
	}
	return pair
}

func versions(s *snapshot.Survey, a snapshot.Answer) string {
	var list []string
	for _, v := range s.Versions {
		if v.Answer == a {
			list = append(list, v.Version)
		}
	}
	return strings.Join(list, ", ")
}

// classes lists the classes with an answer in a version, in the order of the survey.
func classes(s *snapshot.Survey, version string, a snapshot.Answer) string {
	var list []string
	for _, c := range s.Classes {
		if c.Version == version && c.Answer == a {
			list = append(list, string(c.Class))
		}
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

func TestSurveyOfOpenSSL(t *testing.T) {
	rsa, ec := keyPair(t, "-newkey", "rsa:2048"), keyPair(t, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
	for _, c := range []struct {
		name              string
		cert              tls.Certificate
		flags             []string
		accepted, refused string
		bad, traits       string // classes taken in the newest version before TLS 1.3
		old               string
		dh                int
	}{
		{"modern", ec, []string{"-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256"}, "TLS 1.3, TLS 1.2", "TLS 1.1, TLS 1.0, SSL 3.0", "", "aead, forward-secrecy", "TLS 1.2", 0},
		{"TLS 1.3 only", ec, []string{"-tls1_3"}, "TLS 1.3", "TLS 1.2, TLS 1.1, TLS 1.0, SSL 3.0", "", "", "TLS 1.2", 0},
		{"TLS 1.0 and above", rsa, []string{"-min_protocol", "TLSv1", "-cipher", "ECDHE+AES:AES128-SHA:@SECLEVEL=0"}, "TLS 1.3, TLS 1.2, TLS 1.1, TLS 1.0", "SSL 3.0", "", "aead, cbc, forward-secrecy, no-forward-secrecy", "TLS 1.2", 0},
		{"TLS 1.0 only", rsa, []string{"-tls1", "-cipher", "ALL:@SECLEVEL=0"}, "TLS 1.0", "TLS 1.3, TLS 1.2, TLS 1.1, SSL 3.0", "anonymous", "cbc, dhe, forward-secrecy, no-forward-secrecy", "TLS 1.0", 2048},
		{"RSA key exchange only", rsa, []string{"-tls1_2", "-cipher", "AES128-GCM-SHA256"}, "TLS 1.2", "TLS 1.3, TLS 1.1, TLS 1.0, SSL 3.0", "", "aead, no-forward-secrecy", "TLS 1.2", 0},
		{"CBC only", rsa, []string{"-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA"}, "TLS 1.2", "TLS 1.3, TLS 1.1, TLS 1.0, SSL 3.0", "", "cbc, forward-secrecy", "TLS 1.2", 0},
		{"no encryption and no certificate", rsa, []string{"-tls1_2", "-cipher", "NULL:aNULL:ECDHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0"}, "TLS 1.2", "TLS 1.3, TLS 1.1, TLS 1.0, SSL 3.0", "anonymous, null", "aead, forward-secrecy", "TLS 1.2", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			port := openssl(t, c.cert, append(c.flags, "-naccept", "300")...)
			for _, depth := range []string{tlsprobe.Quick, tlsprobe.Standard, tlsprobe.Deep} {
				got := surveyed(t, port, tlsprobe.Options{Depth: depth})
				s := got.Survey
				refused := c.refused
				if depth == tlsprobe.Quick {
					refused = strings.TrimSuffix(strings.TrimSuffix(refused, "SSL 3.0"), ", ") // not asked
				}
				if a, r := versions(s, snapshot.Accepted), versions(s, snapshot.Refused); a != c.accepted || r != refused {
					t.Errorf("%s: accepted %q and refused %q, want %q and %q", depth, a, r, c.accepted, refused)
				}
				if c.traits == "" {
					if len(s.Classes) != 0 {
						t.Errorf("%s: classes of versions that are not spoken: %+v", depth, s.Classes)
					}
					continue
				}
				all := classes(s, c.old, snapshot.Accepted)
				if depth == tlsprobe.Quick {
					// One question for all bad classes names one of them at most.
					if (c.bad == "") != (classes(s, c.old, snapshot.Refused) != "" && strings.Contains(classes(s, c.old, snapshot.Refused), "null")) {
						t.Errorf("quick: accepted %q, refused %q", all, classes(s, c.old, snapshot.Refused))
					}
				} else if want := joined(c.bad, c.traits); all != want {
					t.Errorf("%s: accepted %q, want %q", depth, all, want)
				}
				if s.DHBits != c.dh {
					t.Errorf("%s: prime of %d bits, want %d", depth, s.DHBits, c.dh)
				}
				if len(got.Chain) != 1 {
					t.Errorf("%s: %d certificates", depth, len(got.Chain))
				}
			}
		})
	}
}

func joined(lists ...string) string {
	var all []string
	for _, l := range lists {
		if l != "" {
			all = append(all, strings.Split(l, ", ")...)
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// TestAQuickVisitAsksForWhatWasNotSeen: a server that was only seen to pick bare RSA, or CBC, is asked whether it has something better.
func TestAQuickVisitAsksForWhatWasNotSeen(t *testing.T) {
	cert := keyPair(t, "-newkey", "rsa:2048")
	for cipher, lacks := range map[string]string{"AES128-GCM-SHA256": "forward-secrecy", "ECDHE-RSA-AES128-SHA": "aead"} {
		got := surveyed(t, openssl(t, cert, "-tls1_2", "-cipher", cipher), tlsprobe.Options{Depth: tlsprobe.Quick})
		if refused := strings.Split(classes(got.Survey, "TLS 1.2", snapshot.Refused), ", "); !slices.Contains(refused, lacks) || got.Handshakes > 7 {
			t.Errorf("%s: refused %q in %d handshakes", cipher, refused, got.Handshakes)
		}
	}
}

// TestEverySuiteAgreesWithOpenSSL holds a deep survey to OpenSSL's own list of what a server takes.
func TestEverySuiteAgreesWithOpenSSL(t *testing.T) {
	const list = "ALL:COMPLEMENTOFALL:@SECLEVEL=0"
	cert := keyPair(t, "-newkey", "rsa:2048")
	out, err := exec.Command("openssl", "ciphers", "-s", "-tls1_2", "-stdname", list).Output()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for line := range strings.Lines(string(out)) {
		name, _, _ := strings.Cut(line, " ")
		// Those for keys of other kinds, and those with a secret shared beforehand, cannot come about here.
		if !strings.Contains(name, "ECDSA") && !strings.Contains(name, "DSS") && !strings.Contains(name, "PSK") && !strings.Contains(name, "SRP") {
			want = append(want, name)
		}
	}
	got := surveyed(t, openssl(t, cert, "-min_protocol", "TLSv1", "-cipher", list, "-naccept", "300"), tlsprobe.Options{Depth: tlsprobe.Deep})
	for _, v := range got.Survey.Versions {
		if v.Answer == snapshot.Accepted && !v.Complete {
			t.Errorf("%s was not gone through to its end", v.Version)
		}
		if v.Version != "TLS 1.2" {
			continue
		}
		slices.Sort(v.Suites)
		slices.Sort(want)
		if !slices.Equal(v.Suites, want) {
			t.Errorf("suites of TLS 1.2:\n got %q\nwant %q", v.Suites, want)
		}
	}
}

func TestKeyExchangesAndSessions(t *testing.T) {
	cert := keyPair(t, "-newkey", "rsa:2048")
	got := surveyed(t, openssl(t, cert, "-groups", "P-384:X25519", "-naccept", "99"), tlsprobe.Options{})
	if s := got.Survey; strings.Join(s.Groups, " ") != "P-384 X25519" && strings.Join(s.Groups, " ") != "X25519 P-384" || !s.GroupsAll {
		t.Errorf("groups %q, all %v", s.Groups, s.GroupsAll)
	}
	if got.Group != "X25519" && got.Group != "P-384" || got.Resumes != snapshot.Accepted || got.Survey.Renegotiation != snapshot.Accepted || got.Survey.Compression != snapshot.Refused {
		t.Errorf("%+v %+v", got, got.Survey)
	}
	old := surveyed(t, openssl(t, cert, "-tls1_2", "-groups", "P-521:P-256", "-no_ticket", "-no_cache", "-naccept", "99"), tlsprobe.Options{})
	if s := old.Survey; len(s.Groups) != 2 || !s.GroupsAll || old.Resumes != snapshot.Refused {
		t.Errorf("groups %q, all %v, resumes %q", s.Groups, s.GroupsAll, old.Resumes)
	}
}

func TestBothKindsOfCertificate(t *testing.T) {
	rsa, ec := keyPair(t, "-newkey", "rsa:2048"), keyPair(t, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
	leaf, _, key := wiretest.PEM(t, ec)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "c"), leaf)
	write(t, filepath.Join(dir, "k"), key)
	got := surveyed(t, openssl(t, rsa, "-dcert", filepath.Join(dir, "c"), "-dkey", filepath.Join(dir, "k"), "-naccept", "99"), tlsprobe.Options{})
	if len(got.Chain) != 1 || len(got.Survey.Other) != 1 || got.Chain[0].Key == got.Survey.Other[0].Key {
		t.Errorf("chains %+v and %+v", got.Chain, got.Survey.Other)
	}
}

func TestAVisitorsCertificateIsWanted(t *testing.T) {
	root := wiretest.NewRoot(t, "Test Root")
	cert := root.Issue(t, wiretest.Spec{Names: []string{"localhost"}})
	for flag, version := range map[string]string{"-no_tls1_2": "TLS 1.3", "-no_tls1_3": "TLS 1.2"} {
		got := probe(t, "localhost", openssl(t, cert, "-verify", "1", flag), tlsprobe.Options{RootCAs: root.Pool()})
		if !got.ClientCert || got.Err != nil || got.Version != version || got.VerifyErr != nil || got.PublicRoot {
			t.Errorf("%s: %+v, fault %+v", flag, got, got.Err)
		}
	}
	// A server of TLS 1.2 that insists breaks the handshake off; what it sent of itself is known all the same.
	got := probe(t, "localhost", openssl(t, cert, "-Verify", "1", "-no_tls1_3"), tlsprobe.Options{RootCAs: root.Pool()})
	if !got.ClientCert || got.Err == nil || len(got.Chain) != 1 {
		t.Errorf("%+v, fault %+v", got, got.Err)
	}
}

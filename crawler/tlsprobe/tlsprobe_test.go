package tlsprobe_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/tlsprobe"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

// openssl serves a certificate with OpenSSL's own server, so that both ends are not the same code, and returns its port.
func openssl(t *testing.T, c tls.Certificate, flags ...string) uint16 {
	t.Helper()
	needOpenSSL(t)
	leaf, chain, key := wiretest.PEM(t, c)
	dir := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	args := []string{"s_server", "-accept", "127.0.0.1:0", "-naccept", "9", "-cert", file("leaf.pem", leaf), "-key", file("key.pem", key)}
	if len(chain) > 0 {
		args = append(args, "-cert_chain", file("chain.pem", chain))
	}
	cmd := exec.Command("openssl", append(args, flags...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	hold, err := cmd.StdinPipe() // the server ends with its input
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = hold.Close(); _ = cmd.Process.Kill(); _ = cmd.Wait() })
	return acceptPort(t, out)
}

// needOpenSSL skips a test on a machine without it; where tests are meant to be complete, that is a failure.
func needOpenSSL(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err == nil {
		return
	}
	if os.Getenv("CI") != "" {
		t.Fatal("openssl is missing")
	}
	t.Skip("openssl is missing")
}

func acceptPort(t *testing.T, out io.Reader) uint16 {
	t.Helper()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		_, port, ok := strings.Cut(lines.Text(), "ACCEPT 127.0.0.1:")
		if n, err := strconv.ParseUint(port, 10, 16); ok && err == nil {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return uint16(n)
		}
	}
	t.Fatal("openssl did not say where it listens")
	return 0
}

func probe(t *testing.T, host string, port uint16, o tlsprobe.Options) snapshot.TLS {
	t.Helper()
	o.Guard = wire.NewGuard(net.JoinHostPort(host, strconv.Itoa(int(port))), nil)
	if o.Timeout == 0 {
		o.Timeout = 5 * time.Second
	}
	return *tlsprobe.New(o).Handshake(t.Context(), host, port, snapshot.HostShop)
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func contains(s, part string) bool { return strings.Contains(s, part) }

// prober is one for a server on localhost.
func prober(t *testing.T, port uint16) *tlsprobe.Prober {
	t.Helper()
	return tlsprobe.New(tlsprobe.Options{Guard: wire.NewGuard(net.JoinHostPort("localhost", strconv.Itoa(int(port))), nil), Timeout: 5 * time.Second, Tries: 1})
}

func TestCertificates(t *testing.T) {
	root, other := wiretest.NewRoot(t, "Test Root"), wiretest.NewRoot(t, "Other Root")
	middle, stale := root.Intermediate(t, "Test Middle", time.Hour), root.Intermediate(t, "Stale Middle", -time.Hour)
	name := []string{"localhost"}
	now := time.Now()
	below := []*wiretest.Authority{middle}
	for _, c := range []struct {
		name string
		cert tls.Certificate
		kind snapshot.FaultKind
		text string
	}{
		{name: "good", cert: middle.Issue(t, wiretest.Spec{Names: name, Chain: below})},
		{"expired", middle.Issue(t, wiretest.Spec{Names: name, Chain: below, NotAfter: now.Add(-time.Hour)}), snapshot.FaultCertExpired, "expired on"},
		{"not yet valid", middle.Issue(t, wiretest.Spec{Names: name, Chain: below, NotBefore: now.Add(time.Hour)}), snapshot.FaultCertEarly, "not valid before"},
		{"wrong name", middle.Issue(t, wiretest.Spec{Names: []string{"other.example"}, Chain: below}), snapshot.FaultCertName, "localhost"},
		{"self-signed", wiretest.SelfSigned(t, wiretest.Spec{Names: name}), snapshot.FaultCertUnknown, "signed by itself"},
		{"unknown root", other.Issue(t, wiretest.Spec{Names: name, Chain: []*wiretest.Authority{other}}), snapshot.FaultCertUnknown, `root "Other Root"`},
		{"unknown issuer not sent", other.Issue(t, wiretest.Spec{Names: name}), snapshot.FaultCertUnknown, `issuer "Other Root" is no root we know`},
		{"expired intermediate", stale.Issue(t, wiretest.Spec{Names: name, Chain: []*wiretest.Authority{stale}}), snapshot.FaultCertExpired, `issuer "Stale Middle" expired on`},
		{"missing intermediate", middle.Issue(t, wiretest.Spec{Names: name, IssuerURL: "http://ca.example/middle.crt"}), snapshot.FaultCertUnknown, `does not send the intermediate certificate "Test Middle"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := probe(t, "localhost", openssl(t, c.cert), tlsprobe.Options{RootCAs: root.Pool()})
			if got.Err != nil {
				t.Fatalf("no handshake: %+v", got.Err)
			}
			if len(got.Chain) != len(c.cert.Certificate) || got.Version != "TLS 1.3" || got.Tries != 1 || got.Cipher == "" || got.Addr == "" {
				t.Errorf("probe %+v", got)
			}
			switch {
			case c.kind == "" && got.VerifyErr != nil:
				t.Errorf("a sound certificate is refused: %+v", got.VerifyErr)
			case c.kind != "" && (got.VerifyErr == nil || got.VerifyErr.Kind != c.kind || !strings.Contains(got.VerifyErr.Text, c.text)):
				t.Errorf("VerifyErr = %+v, want %s with %q", got.VerifyErr, c.kind, c.text)
			}
		})
	}
}

func TestCertificateIsDescribed(t *testing.T) {
	root := wiretest.NewRoot(t, "Test Root")
	cert := root.Issue(t, wiretest.Spec{Names: []string{"localhost"}, IPs: []string{"127.0.0.1"}, Chain: []*wiretest.Authority{root}})
	got := probe(t, "127.0.0.1", openssl(t, cert, "-alpn", "h2", "-no_tls1_3"), tlsprobe.Options{RootCAs: root.Pool()})
	if got.Err != nil || got.VerifyErr != nil || got.Version != "TLS 1.2" || got.ALPN != "h2" || len(got.Chain) != 2 {
		t.Fatalf("probe %+v", got)
	}
	c := got.Chain[0]
	if strings.Join(c.Names, " ") != "localhost 127.0.0.1" || c.Key != "ECDSA" || c.Bits != 256 || c.CA || !got.Chain[1].CA ||
		c.Subject != "CN=shop" || c.Issuer != "CN=Test Root" || !c.NotAfter.Equal(cert.Leaf.NotAfter) || len(c.SHA256) != 64 {
		t.Errorf("certificate %+v", c)
	}
}

func TestOldCipherThatBrowsersStillTake(t *testing.T) {
	// RSA key exchange needs an RSA key, which OpenSSL makes faster than a second implementation would be worth.
	needOpenSSL(t)
	dir := t.TempDir()
	key, crt := filepath.Join(dir, "k"), filepath.Join(dir, "c")
	out, err := exec.Command("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", crt, "-subj", "/CN=old",
		"-addext", "subjectAltName=DNS:localhost").CombinedOutput()
	if err != nil {
		t.Fatalf("openssl: %v %s", err, out)
	}
	pair, err := tls.LoadX509KeyPair(crt, key)
	if err != nil {
		t.Fatal(err)
	}
	got := probe(t, "localhost", openssl(t, pair, "-no_tls1_3", "-cipher", "AES128-GCM-SHA256"), tlsprobe.Options{})
	if got.Err != nil || got.Cipher != "TLS_RSA_WITH_AES_128_GCM_SHA256" || got.Chain[0].Key != "RSA" || got.Chain[0].Bits != 2048 {
		t.Errorf("probe %+v, err %+v", got, got.Err)
	}
}

func TestNoHandshake(t *testing.T) {
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	silent := listener(t, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) })
	rude := listener(t, func(c net.Conn) { _, _ = c.Read(make([]byte, 1)); _ = c.Close() })
	garbage := listener(t, func(c net.Conn) { _, _ = c.Write(bytes.Repeat([]byte("220 mail\r\n"), 9)); _ = c.Close() })
	root := wiretest.NewRoot(t, "r")
	for _, c := range []struct {
		name  string
		at    net.Addr
		kind  snapshot.FaultKind
		tries int
	}{
		{"plain HTTP port", plain.Listener.Addr(), snapshot.FaultProtocol, 1},
		{"closed port", closedPort(t), snapshot.FaultRefused, 2},
		{"never answers", silent.Addr(), snapshot.FaultTimeout, 2},
		{"hangs up", rude.Addr(), snapshot.FaultReset, 2},
		{"another protocol", garbage.Addr(), snapshot.FaultTLS, 1},
		{"only TLS we refuse", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: int(openssl(t, root.Issue(t, wiretest.Spec{Names: []string{"localhost"}}), "-no_tls1_3", "-cipher", "ECDHE-ECDSA-CAMELLIA128-SHA256"))}, snapshot.FaultTLS, 1},
	} {
		wait := 20 * time.Second // longer than a busy machine needs for what is no matter of time
		if c.kind == snapshot.FaultTimeout {
			wait = 400 * time.Millisecond
		}
		got := probe(t, c.at.(*net.TCPAddr).IP.String(), portOf(c.at), tlsprobe.Options{Timeout: wait, Tries: 2})
		if got.Err == nil || got.Err.Kind != c.kind || got.Tries != c.tries || got.Chain != nil || got.VerifyErr != nil {
			t.Errorf("%s: %+v err %+v, want %s after %d tries", c.name, got, got.Err, c.kind, c.tries)
		}
	}
}

func TestGuardIsAsked(t *testing.T) {
	l := listener(t, func(net.Conn) { t.Error("a connection was made") })
	got := tlsprobe.New(tlsprobe.Options{}).Handshake(t.Context(), "localhost", portOf(l.Addr()), snapshot.HostShop)
	if got.Err == nil || got.Err.Kind != snapshot.FaultForbidden || got.Tries != 1 {
		t.Errorf("probe %+v err %+v", got, got.Err)
	}
}

func TestCancelEndsThePauses(t *testing.T) {
	closed := closedPort(t)
	guard := wire.NewGuard(closed.String(), nil)
	const most = 200 * time.Millisecond
	took := wiretest.Shortest(most, func() time.Duration {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		start := time.Now()
		got := tlsprobe.New(tlsprobe.Options{Guard: guard, Tries: 9}).Handshake(ctx, closed.IP.String(), portOf(closed), snapshot.HostShop)
		if got.Err == nil || got.Tries != 1 {
			t.Errorf("ended with %+v", got)
		}
		return time.Since(start)
	})
	if took > most {
		t.Errorf("ended after %v", took)
	}
}

// listener accepts connections on loopback and hands each to serve.
func listener(t *testing.T, serve func(net.Conn)) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() { defer func() { _ = c.Close() }(); serve(c) }()
		}
	}()
	return l
}

func closedPort(t *testing.T) *net.TCPAddr {
	t.Helper()
	a, err := net.ResolveTCPAddr("tcp", wiretest.ClosedPort(t))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func portOf(a net.Addr) uint16 { return uint16(a.(*net.TCPAddr).Port) }

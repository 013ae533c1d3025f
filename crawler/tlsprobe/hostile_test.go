package tlsprobe_test

import (
	"bytes"
	"crypto/tls"
	"encoding/binary"
	"io"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler/tlsprobe"
	"github.com/shopvet/shopvet/crawler/wire/wiretest"
	"github.com/shopvet/shopvet/snapshot"
)

const ssl30 = 0x0300

// asked is a ClientHello as a server sees it.
type asked struct {
	record, version uint16
	suites          []uint16
	compression     []byte
	modern          bool // offers TLS 1.3
	extensions      bool
}

func readHello(c net.Conn) (asked, bool) {
	var h asked
	head := make([]byte, 5)
	if _, err := io.ReadFull(c, head); err != nil || head[0] != 22 {
		return h, false
	}
	h.record = binary.BigEndian.Uint16(head[1:])
	body := make([]byte, binary.BigEndian.Uint16(head[3:]))
	if _, err := io.ReadFull(c, body); err != nil {
		return h, false
	}
	h.version = binary.BigEndian.Uint16(body[4:])
	rest := body[4+2+32:]
	rest = rest[1+int(rest[0]):]
	n := int(binary.BigEndian.Uint16(rest))
	for i := 2; i < 2+n; i += 2 {
		h.suites = append(h.suites, binary.BigEndian.Uint16(rest[i:]))
	}
	rest = rest[2+n:]
	h.compression = rest[1 : 1+int(rest[0])]
	rest = rest[1+int(rest[0]):]
	h.extensions = len(rest) > 0
	h.modern = bytes.Contains(rest, []byte{0, 43, 0, 3, 2, 3, 4})
	return h, true
}

// serverHello is one of a version before TLS 1.3.
func serverHello(version, suite uint16, compression byte) []byte {
	body := binary.BigEndian.AppendUint16(nil, version)
	body = append(body, make([]byte, 32)...)
	body = append(body, 0)
	body = binary.BigEndian.AppendUint16(body, suite)
	return record(22, version, message(2, append(body, compression)))
}

func message(kind byte, body []byte) []byte {
	return append([]byte{kind, byte(len(body) >> 16), byte(len(body) >> 8), byte(len(body))}, body...)
}

func record(kind byte, version uint16, body []byte) []byte {
	out := append([]byte{kind}, byte(version>>8), byte(version))
	return append(binary.BigEndian.AppendUint16(out, uint16(len(body))), body...)
}

func alert(version uint16, level, code byte) []byte { return record(21, version, []byte{level, code}) }

// museum is a server as none can be had any more: it takes the suites it is given in versions up to the newest given.
func museum(newest uint16, takes ...uint16) func(net.Conn) {
	return func(c net.Conn) {
		h, ok := readHello(c)
		if !ok || h.modern || h.version < ssl30 {
			_, _ = c.Write(alert(newest, 2, 70))
			return
		}
		for _, s := range takes {
			if slices.Contains(h.suites, s) {
				comp := byte(0)
				if slices.Contains(h.compression, 1) {
					comp = 1
				}
				v := min(newest, h.version)
				_, _ = c.Write(serverHello(v, s, comp))
				_, _ = c.Write(record(22, v, message(11, []byte{0, 0, 0})))
				if s == 0x0033 { // DHE: a prime of 1024 bits with leading zeros
					prime := append([]byte{0, 0, 0x80}, make([]byte, 127)...)
					_, _ = c.Write(record(22, v, message(12, append(binary.BigEndian.AppendUint16(nil, uint16(len(prime))), prime...))))
				}
				_, _ = c.Write(record(22, v, message(14, nil)))
				_, _ = io.Copy(io.Discard, c)
				return
			}
		}
		_, _ = c.Write(alert(newest, 2, 40))
	}
}

func TestSurveyOfAMuseum(t *testing.T) {
	const rc4, export, des, triple, aes, dhe = 0x0005, 0x0003, 0x0009, 0x000A, 0x002F, 0x0033
	l := listener(t, museum(tls.VersionTLS10, rc4, export, des, triple, aes, dhe))
	got := surveyed(t, portOf(l.Addr()), tlsprobe.Options{Tries: 1})
	s := got.Survey
	if a := versions(s, snapshot.Accepted); a != "TLS 1.0, SSL 3.0" {
		t.Errorf("accepted %q", a)
	}
	for _, v := range []string{"TLS 1.0", "SSL 3.0"} {
		if bad := classes(s, v, snapshot.Accepted); !contains(bad, "rc4") {
			t.Errorf("%s: %q", v, bad)
		}
	}
	if bad := classes(s, "TLS 1.0", snapshot.Accepted); bad != "3des, cbc, des, dhe, export, forward-secrecy, no-forward-secrecy, rc4" {
		t.Errorf("classes %q", bad)
	}
	if s.DHBits != 1024 || s.Compression != snapshot.Accepted || s.Renegotiation != snapshot.Refused {
		t.Errorf("%+v", s)
	}
}

// TestSSL3IsAskedForInItsOwnForm: a server of SSL 3.0 may break off at extensions and at records of a newer version.
func TestSSL3IsAskedForInItsOwnForm(t *testing.T) {
	l := listener(t, func(c net.Conn) {
		h, ok := readHello(c)
		if !ok || h.extensions || h.record != ssl30 || h.version != ssl30 {
			return // hangs up
		}
		_, _ = c.Write(serverHello(ssl30, 0x0005, 0))
	})
	got := surveyed(t, portOf(l.Addr()), tlsprobe.Options{Tries: 1})
	if a := versions(got.Survey, snapshot.Accepted); a != "SSL 3.0" {
		t.Errorf("accepted %q, all %+v", a, got.Survey.Versions)
	}
	for _, v := range got.Survey.Versions {
		if v.Answer == snapshot.Refused && v.Version != "TLS 1.3" { // which is asked for again, once SSL 3.0 was taken
			t.Errorf("%s counts as refused by a server that only hung up, before it was known to answer at all", v.Version)
		}
	}
}

// TestHangingUpIsARefusalOnlyOfWhoStillAnswers: the first server refuses by hanging up, the second shuts us out after some visits.
func TestHangingUpIsARefusalOnlyOfWhoStillAnswers(t *testing.T) {
	good := museum(tls.VersionTLS12, 0xC02F)
	rude := listener(t, func(c net.Conn) {
		h, ok := readHello(c)
		if ok && !h.modern && h.version == tls.VersionTLS12 && slices.Contains(h.suites, 0xC02F) {
			_, _ = c.Write(serverHello(tls.VersionTLS12, 0xC02F, 0))
		}
	})
	got := surveyed(t, portOf(rude.Addr()), tlsprobe.Options{Tries: 1})
	if bad := classes(got.Survey, "TLS 1.2", snapshot.Refused); !contains(bad, "rc4") || versions(got.Survey, snapshot.Refused) == "" {
		t.Errorf("rude: refused %q and %q", bad, versions(got.Survey, snapshot.Refused))
	}
	var visits atomic.Int32
	limit := listener(t, func(c net.Conn) {
		if visits.Add(1) > 4 {
			return
		}
		good(c)
	})
	got = surveyed(t, portOf(limit.Addr()), tlsprobe.Options{Tries: 1})
	if bad := classes(got.Survey, "TLS 1.2", snapshot.Refused); bad != "" || classes(got.Survey, "TLS 1.2", snapshot.NotTested) == "" {
		t.Errorf("shut out: refused %q, %+v", bad, got.Survey.Classes)
	}
	if n := visits.Load(); n > 9 {
		t.Errorf("a server that shuts us out was visited %d times", n)
	}
}

// TestHangingUpBeforeAnythingWasTaken: a server of RC4 alone refuses the true handshake and TLS 1.3 by hanging up, before it was seen to take anything.
func TestHangingUpBeforeAnythingWasTaken(t *testing.T) {
	for _, depth := range []string{tlsprobe.Quick, tlsprobe.Standard} {
		l := listener(t, func(c net.Conn) {
			if h, ok := readHello(c); ok && !h.modern && slices.Contains(h.suites, 0x0005) {
				_, _ = c.Write(serverHello(min(h.version, tls.VersionTLS12), 0x0005, 0))
			}
		})
		got := surveyed(t, portOf(l.Addr()), tlsprobe.Options{Tries: 1, Depth: depth})
		if refused, taken := versions(got.Survey, snapshot.Refused), versions(got.Survey, snapshot.Accepted); refused != "TLS 1.3" || !contains(taken, "TLS 1.2") {
			t.Errorf("%s: refused %q, accepted %q", depth, refused, taken)
		}
	}
}

// TestASilentServerIsLeftAlone: after two questions without an answer nothing more is asked.
func TestASilentServerIsLeftAlone(t *testing.T) {
	const most = 3 * time.Second
	took := wiretest.Shortest(most, func() time.Duration {
		var visits atomic.Int32
		l := listener(t, func(c net.Conn) { visits.Add(1); _, _ = io.Copy(io.Discard, c) })
		start := time.Now()
		got := surveyed(t, portOf(l.Addr()), tlsprobe.Options{Tries: 1, Timeout: 200 * time.Millisecond})
		took := time.Since(start)
		for wait := time.Now().Add(10 * time.Second); visits.Load() < 3 && time.Now().Before(wait); { // we may have left before we were noticed
			time.Sleep(5 * time.Millisecond)
		}
		if n := visits.Load(); n != 3 {
			t.Errorf("%d visits", n)
		}
		if versions(got.Survey, snapshot.Refused) != "" || len(got.Survey.Classes) != 0 {
			t.Errorf("silence was taken for an answer: %+v", got.Survey)
		}
		return took
	})
	if took > most {
		t.Errorf("took %v", took)
	}
}

// TestForeignAnswers: what is no TLS ends the survey at once, and nothing is made of it.
func TestForeignAnswers(t *testing.T) {
	endless := bytes.Repeat(record(22, tls.VersionTLS12, make([]byte, 1<<14)), 1)
	for name, serve := range map[string]func(net.Conn){
		"mail":       func(c net.Conn) { _, _ = c.Write([]byte("220 mail.example ESMTP\r\n")); _, _ = io.Copy(io.Discard, c) },
		"plain http": func(c net.Conn) { _, _ = c.Write([]byte("HTTP/1.1 400 Bad Request\r\n\r\n")) },
		"huge message": func(c net.Conn) {
			_, _ = c.Write(record(22, tls.VersionTLS12, []byte{2, 255, 255, 255, 0}))
			_, _ = io.Copy(io.Discard, c)
		},
		"huge record": func(c net.Conn) { _, _ = c.Write([]byte{22, 3, 3, 255, 255}); _, _ = io.Copy(io.Discard, c) },
		"short hello": func(c net.Conn) {
			_, _ = c.Write(record(22, tls.VersionTLS12, message(2, []byte{3, 3})))
			_, _ = io.Copy(io.Discard, c)
		},
		"strange version": func(c net.Conn) {
			_, _ = c.Write(serverHello(0x7F17, 0xC02F, 0))
			_, _ = io.Copy(io.Discard, c)
		},
		"endless": func(c net.Conn) {
			for {
				if _, err := c.Write(endless); err != nil {
					return
				}
			}
		},
	} {
		l := listener(t, serve)
		const most = 3 * time.Second
		took := wiretest.Shortest(most, func() time.Duration {
			start := time.Now()
			got := surveyed(t, portOf(l.Addr()), tlsprobe.Options{Tries: 1, Timeout: 500 * time.Millisecond})
			if got.Err == nil || versions(got.Survey, snapshot.Accepted) != "" || versions(got.Survey, snapshot.Refused) != "" {
				t.Errorf("%s: fault %+v, %+v", name, got.Err, got.Survey)
			}
			return time.Since(start)
		})
		if took > most {
			t.Errorf("%s: after %v", name, took)
		}
	}
}

// TestAnswersInPieces: records may cut messages anywhere, and a warning may come first.
func TestAnswersInPieces(t *testing.T) {
	l := listener(t, func(c net.Conn) {
		h, ok := readHello(c)
		if !ok || h.modern || h.version < tls.VersionTLS12 || !slices.Contains(h.suites, 0xC02F) {
			_, _ = c.Write(alert(tls.VersionTLS12, 2, 40))
			return
		}
		_, _ = c.Write(alert(tls.VersionTLS12, 1, 112)) // unrecognized_name, a warning
		hello := serverHello(tls.VersionTLS12, 0xC02F, 0)[5:]
		for i := range hello {
			_, _ = c.Write(record(22, tls.VersionTLS12, hello[i:i+1]))
		}
	})
	got := surveyed(t, portOf(l.Addr()), tlsprobe.Options{Tries: 1})
	if a := versions(got.Survey, snapshot.Accepted); a != "TLS 1.2" {
		t.Errorf("accepted %q", a)
	}
}

// ends is a connection that counts as over when the answer sets out: whoever reads it may have gone on before we notice.
type ends struct {
	net.Conn
	end func()
}

func (e *ends) Write(p []byte) (int, error) {
	e.end()
	return e.Conn.Write(p)
}

// TestHandshakesAreFewAndCounted: at most two at a time, and never more than the profile's budget, whatever the server takes.
func TestHandshakesAreFewAndCounted(t *testing.T) {
	for depth, most := range map[string]int32{tlsprobe.Quick: 8, tlsprobe.Standard: 40} {
		var now, peak, all atomic.Int32
		var mu sync.Mutex
		serve := museum(tls.VersionTLS12, 0x0001, 0x0018, 0x0003, 0x0009, 0x0005, 0x000A, 0x002F, 0x0033, 0xC02F)
		l := listener(t, func(c net.Conn) {
			all.Add(1)
			n := now.Add(1)
			mu.Lock()
			peak.Store(max(peak.Load(), n))
			mu.Unlock()
			time.Sleep(5 * time.Millisecond)
			serve(&ends{Conn: c, end: sync.OnceFunc(func() { now.Add(-1) })})
		})
		got := surveyed(t, portOf(l.Addr()), tlsprobe.Options{Depth: depth, Tries: 3})
		if all.Load() > most || int(all.Load()) != got.Handshakes || peak.Load() > 2 {
			t.Errorf("%s: %d handshakes, %d counted, %d at a time", depth, all.Load(), got.Handshakes, peak.Load())
		}
	}
}

func TestAHostIsAskedOnce(t *testing.T) {
	var visits atomic.Int32
	serve := museum(tls.VersionTLS12, 0xC02F)
	l := listener(t, func(c net.Conn) { visits.Add(1); serve(c) })
	p := prober(t, portOf(l.Addr()))
	first := p.Handshake(t.Context(), "localhost", portOf(l.Addr()), snapshot.HostShop)
	p.Survey(t.Context(), first)
	n := visits.Load()
	second := p.Handshake(t.Context(), "localhost", portOf(l.Addr()), snapshot.HostCheckout)
	p.Survey(t.Context(), second)
	if first != second || visits.Load() != n || len(second.Roles) != 2 {
		t.Errorf("%d visits after %d, roles %v", visits.Load(), n, second.Roles)
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add(serverHello(tls.VersionTLS12, 0xC02F, 0))
	f.Add(append(serverHello(tls.VersionTLS12, 0x0033, 1), record(22, tls.VersionTLS12, message(12, []byte{0, 2, 0, 1, 0}))...))
	f.Add(alert(tls.VersionTLS12, 1, 112))
	f.Fuzz(func(t *testing.T, data []byte) {
		got := tlsprobe.ReadAnswer(bytes.NewReader(data))
		if got.DHBits < 0 || got.DHBits > 8<<16 || got.Certs > 40 {
			t.Errorf("%+v", got)
		}
	})
}

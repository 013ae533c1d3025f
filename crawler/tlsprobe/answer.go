package tlsprobe

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"math/bits"

	"golang.org/x/crypto/cryptobyte"
)

// answer is what a server said to a hello, as far as it can be read without a key.
type answer struct {
	version    uint16
	suite      uint16
	group      uint16 // of TLS 1.3, or the curve of a ServerKeyExchange; 0 when none was named
	compressed bool
	renego     bool     // the safe kind of renegotiation was confirmed
	chain      [][]byte // DER, leaf first; only up to TLS 1.2
	dhBits     int      // size of the prime of a ServerKeyExchange
}

// depth says how far an answer is read.
type depth uint8

const (
	untilHello    depth     = iota // the ServerHello alone
	untilKeys                      // with the certificates and the server's part of the key, which stand in clear up to TLS 1.2
	maxFlight     = 1 << 20        // bytes that are read of an answer; a chain of 60 kB is the longest seen in use
	maxRecord     = 1<<14 + 2048
	maxChainCerts = 40
)

// The ways in which no answer comes.
var (
	errAlert   = errors.New("the server refused by an alert")
	errClosed  = errors.New("the server closed the connection")
	errForeign = errors.New("the server does not speak TLS")
)

// retryRandom is the random of a HelloRetryRequest (RFC 8446 §4.1.3).
var retryRandom = []byte{
	0xCF, 0x21, 0xAD, 0x74, 0xE5, 0x9A, 0x61, 0x11, 0xBE, 0x1D, 0x8C, 0x02, 0x1E, 0x65, 0xB8, 0x91,
	0xC2, 0xA2, 0x11, 0x16, 0x7A, 0xBB, 0x8C, 0x5E, 0x07, 0x9E, 0x09, 0xE2, 0xC8, 0xA8, 0x33, 0x9C,
}

// readAnswer reads what a server sends after a hello.
func readAnswer(r io.Reader, until depth) (answer, error) {
	f := flight{r: bufio.NewReader(io.LimitReader(r, maxFlight))}
	var a answer
	kind, body, err := f.message()
	if err != nil {
		return a, err
	}
	if kind != messageServerHello || !a.readHello(body) {
		return a, errForeign
	}
	if until == untilHello || a.version >= tls.VersionTLS13 {
		return a, nil
	}
	for {
		kind, body, err := f.message()
		if err != nil {
			return a, nil // what came before stands
		}
		switch kind {
		case messageCertificate:
			a.readChain(body)
		case messageServerKeyExchange:
			a.readKeys(body)
			return a, nil
		case messageServerHelloDone:
			return a, nil
		}
	}
}

// flight joins the records of a handshake to its messages.
type flight struct {
	r    *bufio.Reader
	rest []byte
}

func (f *flight) message() (kind uint8, body []byte, err error) {
	for {
		if len(f.rest) >= 4 {
			size := int(f.rest[1])<<16 | int(f.rest[2])<<8 | int(f.rest[3])
			if size > maxFlight {
				return 0, nil, errForeign
			}
			if len(f.rest) >= 4+size {
				kind, body, f.rest = f.rest[0], f.rest[4:4+size], f.rest[4+size:]
				return kind, body, nil
			}
		}
		if err := f.record(); err != nil {
			return 0, nil, err
		}
	}
}

func (f *flight) record() error {
	var head [5]byte
	if _, err := io.ReadFull(f.r, head[:]); err != nil {
		return closed(err)
	}
	size := int(head[3])<<8 | int(head[4])
	if head[1] != 3 || size > maxRecord || head[0] != recordHandshake && head[0] != recordAlert {
		return errForeign
	}
	body := make([]byte, size)
	if _, err := io.ReadFull(f.r, body); err != nil {
		return closed(err)
	}
	if head[0] == recordAlert {
		const warning = 1
		if len(body) == 2 && body[0] == warning && body[1] != 0 {
			return nil // for instance that the name is not known, after which the server goes on
		}
		return errAlert
	}
	f.rest = append(f.rest, body...)
	return nil
}

// closed tells the end of a connection from a time-out.
func closed(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errClosed
	}
	return err
}

// readHello reads a ServerHello or a HelloRetryRequest.
func (a *answer) readHello(body []byte) bool {
	s := cryptobyte.String(body)
	var random, session, extensions cryptobyte.String
	var compression uint8
	if !s.ReadUint16(&a.version) || !s.ReadBytes((*[]byte)(&random), 32) || !s.ReadUint8LengthPrefixed(&session) ||
		!s.ReadUint16(&a.suite) || !s.ReadUint8(&compression) {
		return false
	}
	a.compressed = compression != 0
	if a.version < ssl30 || a.version > tls.VersionTLS12 {
		return false // TLS 1.3 names itself in an extension
	}
	if s.Empty() {
		return true
	}
	if !s.ReadUint16LengthPrefixed(&extensions) {
		return false
	}
	retry := bytes.Equal(random, retryRandom)
	for !extensions.Empty() {
		var id uint16
		var value cryptobyte.String
		if !extensions.ReadUint16(&id) || !extensions.ReadUint16LengthPrefixed(&value) {
			return false
		}
		switch id {
		case extSupportedVersions:
			if !value.ReadUint16(&a.version) {
				return false
			}
		case extKeyShare:
			if !value.ReadUint16(&a.group) || retry && !value.Empty() {
				return false
			}
		case extRenegotiation:
			a.renego = true
		}
	}
	return true
}

func (a *answer) readChain(body []byte) {
	s := cryptobyte.String(body)
	var list cryptobyte.String
	if !s.ReadUint24LengthPrefixed(&list) {
		return
	}
	for !list.Empty() && len(a.chain) < maxChainCerts {
		var cert cryptobyte.String
		if !list.ReadUint24LengthPrefixed(&cert) {
			return
		}
		a.chain = append(a.chain, cert)
	}
}

// readKeys reads a ServerKeyExchange: a named curve, or the prime of finite-field Diffie-Hellman.
func (a *answer) readKeys(body []byte) {
	s := cryptobyte.String(body)
	if of, ok := byID(a.suite); ok && of.ecc() {
		const namedCurve = 3
		var kind uint8
		var curve uint16
		if s.ReadUint8(&kind) && kind == namedCurve && s.ReadUint16(&curve) {
			a.group = curve
		}
		return
	}
	var prime cryptobyte.String
	if !s.ReadUint16LengthPrefixed(&prime) {
		return
	}
	for len(prime) > 0 && prime[0] == 0 {
		prime = prime[1:]
	}
	if len(prime) > 0 {
		a.dhBits = 8*(len(prime)-1) + bits.Len8(prime[0])
	}
}

func byID(id uint16) (suite, bool) {
	for _, s := range suites() {
		if s.id == id {
			return s, true
		}
	}
	return suite{}, false
}

// versionName writes a version as people do.
func versionName(v uint16) string {
	switch v {
	case ssl30:
		return "SSL 3.0"
	case tls.VersionTLS10, tls.VersionTLS11, tls.VersionTLS12, tls.VersionTLS13:
		return tls.VersionName(v)
	default:
		return fmt.Sprintf("0x%04X", v)
	}
}

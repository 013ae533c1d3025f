package tlsprobe

import (
	"crypto/rand"
	"crypto/tls"
	"net/netip"

	"golang.org/x/crypto/cryptobyte"
)

// Numbers of the protocol (RFC 8446 §4, RFC 5246 §7, RFC 6066) that crypto/tls does not export.
const (
	ssl30 = 0x0300

	recordAlert     = 21
	recordHandshake = 22

	messageClientHello       = 1
	messageServerHello       = 2
	messageCertificate       = 11
	messageServerKeyExchange = 12
	messageServerHelloDone   = 14

	extServerName        = 0
	extSupportedGroups   = 10
	extPointFormats      = 11
	extSignatures        = 13
	extSupportedVersions = 43
	extKeyShare          = 51
	extRenegotiation     = 0xFF01
)

// hello is what a ClientHello offers.
type hello struct {
	version  uint16 // the one version, or up to TLS 1.2 the highest, that is offered
	suites   []uint16
	groups   []uint16
	compress bool   // offer compression too
	name     string // the host, for SNI; left out where it is an address
	// share sends a key along for X25519, so that a server of TLS 1.3 answers at once; without, it first says which group it wants.
	share bool
}

// signatures are the ways of signing that are offered: all that a server may still have a certificate for.
var signatures = []uint16{
	0x0804, 0x0805, 0x0806, // RSA-PSS with a key for everything
	0x0403, 0x0503, 0x0603, // ECDSA
	0x0401, 0x0501, 0x0601, // RSA PKCS #1
	0x0807, 0x0808, // EdDSA
	0x0809, 0x080A, 0x080B, // RSA-PSS with a key for it alone
	0x081A, 0x081B, 0x081C, // ECDSA on brainpool curves
	0x0301, 0x0303, 0x0201, 0x0203, 0x0402, 0x0302, 0x0202, // SHA-224, SHA-1, DSA
	0x0708, 0x0840, 0x0841, // SM2, GOST
}

// record returns the hello as the record that is sent.
func (h hello) record() ([]byte, error) {
	body, err := h.message()
	if err != nil {
		return nil, err
	}
	// The record layer names an early version, as all clients do: old servers refuse a record of a version they do not know.
	b := cryptobyte.NewBuilder(nil)
	b.AddUint8(recordHandshake)
	b.AddUint16(min(h.version, tls.VersionTLS10))
	b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(body) })
	return b.Bytes()
}

func (h hello) message() ([]byte, error) {
	var random [64]byte // and the session id
	_, _ = rand.Read(random[:])
	modern := h.version >= tls.VersionTLS13
	b := cryptobyte.NewBuilder(nil)
	b.AddUint8(messageClientHello)
	b.AddUint24LengthPrefixed(func(b *cryptobyte.Builder) {
		b.AddUint16(min(h.version, tls.VersionTLS12))
		b.AddBytes(random[:32])
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) {
			if modern {
				b.AddBytes(random[32:]) // boxes on the way expect one (RFC 8446 §D.4)
			}
		})
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { addAll(b, h.suites) })
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) {
			if h.compress {
				b.AddUint8(1)
			}
			b.AddUint8(0)
		})
		if h.version > ssl30 { // SSL 3.0 knows no extensions, and old servers break off at them
			b.AddUint16LengthPrefixed(h.extensions)
		}
	})
	return b.Bytes()
}

func (h hello) extensions(b *cryptobyte.Builder) {
	if _, err := netip.ParseAddr(h.name); err != nil && h.name != "" {
		extension(b, extServerName, func(b *cryptobyte.Builder) {
			b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) {
				b.AddUint8(0)
				b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes([]byte(h.name)) })
			})
		})
	}
	if len(h.groups) > 0 {
		extension(b, extSupportedGroups, func(b *cryptobyte.Builder) {
			b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { addAll(b, h.groups) })
		})
		extension(b, extPointFormats, func(b *cryptobyte.Builder) { b.AddBytes([]byte{1, 0}) })
	}
	if h.version >= tls.VersionTLS12 {
		extension(b, extSignatures, func(b *cryptobyte.Builder) {
			b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { addAll(b, signatures) })
		})
	}
	if h.version < tls.VersionTLS13 {
		extension(b, extRenegotiation, func(b *cryptobyte.Builder) { b.AddUint8(0) })
		return
	}
	extension(b, extSupportedVersions, func(b *cryptobyte.Builder) {
		b.AddUint8LengthPrefixed(func(b *cryptobyte.Builder) { b.AddUint16(tls.VersionTLS13) })
	})
	extension(b, extKeyShare, func(b *cryptobyte.Builder) {
		b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) {
			if h.share {
				var key [32]byte // any 32 bytes are a public key of X25519 (RFC 7748 §5)
				_, _ = rand.Read(key[:])
				b.AddUint16(uint16(tls.X25519))
				b.AddUint16LengthPrefixed(func(b *cryptobyte.Builder) { b.AddBytes(key[:]) })
			}
		})
	})
}

func extension(b *cryptobyte.Builder, id uint16, body cryptobyte.BuilderContinuation) {
	b.AddUint16(id)
	b.AddUint16LengthPrefixed(body)
}

func addAll(b *cryptobyte.Builder, list []uint16) {
	for _, v := range list {
		b.AddUint16(v)
	}
}

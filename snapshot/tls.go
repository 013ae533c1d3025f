package snapshot

import (
	"strings"
	"time"
)

// TLS is what was seen of the TLS of one host of the shop: one true handshake, and what a survey of it answered.
type TLS struct {
	Host      string     `json:"host"`
	Port      uint16     `json:"port,omitempty"`
	Roles     []HostRole `json:"roles,omitempty"` // what the shop uses the host for
	Addr      string     `json:"addr,omitempty"`
	Err       *Fault     `json:"err,omitempty"`        // no handshake was completed
	VerifyErr *Fault     `json:"verify_err,omitempty"` // completed, but the certificate does not stand as it was sent
	Version   string     `json:"version,omitempty"`    // "TLS 1.3"
	Cipher    string     `json:"cipher,omitempty"`
	Group     string     `json:"group,omitempty"` // key exchange: X25519MLKEM768, X25519, P-256; "" for RSA key exchange
	ALPN      string     `json:"alpn,omitempty"`
	Chain     []Cert     `json:"chain,omitempty"` // as sent, leaf first
	Tries     int        `json:"tries"`
	// Repaired says that the chain does not stand as it was sent, and does with the intermediate certificates that the certificate itself
	// names the address of (AIA, RFC 5280 §4.2.2.1), as browsers find them.
	Repaired bool `json:"repaired,omitempty"`
	// PublicRoot says that the chain, repaired where need be, leads to a root of this computer's own list, not only to one the user gave.
	PublicRoot bool    `json:"public_root,omitempty"`
	SCTs       []SCT   `json:"scts,omitempty"`
	ClientCert bool    `json:"client_cert,omitempty"` // the server asked for a certificate of the visitor
	Stapled    *OCSP   `json:"stapled,omitempty"`     // the OCSP answer sent along, nil when none was
	MustStaple bool    `json:"must_staple,omitempty"` // the certificate demands such an answer (RFC 7633)
	Resumes    Answer  `json:"resumes,omitempty"`     // whether a second handshake took up the session of the first
	Families   []TLSAt `json:"families,omitempty"`    // the true handshake over IPv4 and over IPv6, where the host has both
	Survey     *Survey `json:"survey,omitempty"`      // nil when nothing but the true handshake was tried
	Handshakes int     `json:"handshakes,omitempty"`  // connections that were opened for all of this
}

// HostRole is what a shop uses one of its hosts for.
type HostRole string

// The roles of hosts.
const (
	HostShop     HostRole = "shop"     // serves the home page
	HostTwin     HostRole = "twin"     // the home page's host with or without www
	HostTyped    HostRole = "typed"    // the host the user typed, where the shop is served by another one
	HostCheckout HostRole = "checkout" // serves the cart or the checkout
	HostAssets   HostRole = "assets"   // serves scripts, styles or pictures
)

// Answer is what a server said to one question.
type Answer string

// The answers. Where nothing came that tells, the question counts as not asked.
const (
	NotTested Answer = ""
	Accepted  Answer = "accepted"
	Refused   Answer = "refused"
)

// TLSAt is a true handshake with one address of a host.
type TLSAt struct {
	Addr      string `json:"addr"`
	Err       *Fault `json:"err,omitempty"`
	VerifyErr *Fault `json:"verify_err,omitempty"`
	Tries     int    `json:"tries,omitempty"`
	Version   string `json:"version,omitempty"`
	SHA256    string `json:"sha256,omitempty"` // of the leaf certificate
}

// Cert is one certificate as sent by a server.
type Cert struct {
	Subject   string    `json:"subject"`
	Issuer    string    `json:"issuer"`
	Names     []string  `json:"names,omitempty"` // DNS names and IP addresses it is for
	NotBefore time.Time `json:"not_before"`
	NotAfter  time.Time `json:"not_after"`
	Key       string    `json:"key"`       // RSA, ECDSA, Ed25519
	Bits      int       `json:"bits"`      // size of the key
	Signature string    `json:"signature"` // algorithm, e.g. SHA256-RSA
	CA        bool      `json:"ca,omitempty"`
	Self      bool      `json:"self,omitempty"` // signed by its own key: a root, or a certificate nobody vouches for
	SHA256    string    `json:"sha256"`         // fingerprint, hex
}

// SCT is a signed certificate timestamp, the receipt of a public log of certificates (RFC 6962). Signatures are not verified.
type SCT struct {
	Log  string    `json:"log"` // id of the log, hex
	Time time.Time `json:"time"`
	From string    `json:"from"` // certificate, handshake or ocsp
}

// OCSP is a stapled statement of the issuer on whether a certificate was revoked (RFC 6960).
type OCSP struct {
	Status     string    `json:"status,omitempty"` // good, revoked or unknown; "" when it cannot be read or is not the issuer's
	ThisUpdate time.Time `json:"this_update,omitzero"`
	NextUpdate time.Time `json:"next_update,omitzero"`
	RevokedAt  time.Time `json:"revoked_at,omitzero"`
	Fault      string    `json:"fault,omitempty"` // why there is no status
}

// Survey is what a server's TLS accepts, as far as it was asked. What is not listed was not asked.
type Survey struct {
	Depth    string         `json:"depth"`              // quick, standard or deep
	Versions []VersionTried `json:"versions,omitempty"` // newest first
	Classes  []ClassTried   `json:"classes,omitempty"`
	Groups   []string       `json:"groups,omitempty"` // key exchanges that the server was seen to take, in its order
	// GroupsAll says that all groups were offered until none was left that it takes.
	GroupsAll bool `json:"groups_all,omitempty"`
	// DHBits is the size of the smallest prime that the server sent for finite-field Diffie-Hellman up to TLS 1.2; 0: none was seen.
	DHBits        int    `json:"dh_bits,omitempty"`
	Compression   Answer `json:"compression,omitempty"`   // TLS compression was taken (CRIME)
	Renegotiation Answer `json:"renegotiation,omitempty"` // the safe kind of renegotiation (RFC 5746) was confirmed
	// Other is the chain as sent to visitors who cannot use the kind of key of TLS.Chain (RSA beside ECDSA), leaf first.
	Other []Cert `json:"other,omitempty"`
}

// VersionTried is one version of the protocol, and the suites that the server took in it.
type VersionTried struct {
	Version string   `json:"version"` // "SSL 3.0", "TLS 1.0" … "TLS 1.3"
	Answer  Answer   `json:"answer,omitempty"`
	Suites  []string `json:"suites,omitempty"` // names of the IANA registry, in the order in which the server took them
	// Complete says that every suite we know was offered until the server took none of the rest.
	Complete bool `json:"complete,omitempty"`
}

// SuiteClass names suites that share a trait, and are offered to a server with nothing else beside them.
type SuiteClass string

// The classes of bad suites, the worst first; a bad suite belongs to the first that fits.
const (
	ClassNull      SuiteClass = "null"      // no encryption
	ClassAnonymous SuiteClass = "anonymous" // no certificate
	ClassExport    SuiteClass = "export"    // weakened on purpose, 40 and 56 bits
	ClassDES       SuiteClass = "des"       // single DES, RC2, IDEA
	ClassRC4       SuiteClass = "rc4"
	Class3DES      SuiteClass = "3des"
)

// The classes of all other suites up to TLS 1.2, by a trait; a suite belongs to several. Those of TLS 1.3 are forward secret and
// authenticated, all of them.
const (
	ClassNoFS SuiteClass = "no-forward-secrecy" // RSA or static Diffie-Hellman key exchange
	ClassFS   SuiteClass = "forward-secrecy"    // ephemeral Diffie-Hellman, finite-field or elliptic
	ClassDHE  SuiteClass = "dhe"                // ephemeral Diffie-Hellman, finite-field
	ClassCBC  SuiteClass = "cbc"                // CBC mode
	ClassAEAD SuiteClass = "aead"               // authenticated encryption
)

// Bad reports whether suites of the class protect too little, whatever else is right.
func (c SuiteClass) Bad() bool {
	switch c {
	case ClassNull, ClassAnonymous, ClassExport, ClassDES, ClassRC4, Class3DES:
		return true
	default:
		return false
	}
}

// WeakClass returns the class of bad suites to which a suite belongs, by its name in the registry of IANA; "" for all others.
func WeakClass(suite string) SuiteClass {
	has := func(part string) bool { return strings.Contains(suite, part) }
	switch {
	case has("_NULL"):
		return ClassNull
	case has("_anon"):
		return ClassAnonymous
	case has("EXPORT"):
		return ClassExport
	case has("_DES_"), has("RC2"), has("IDEA"):
		return ClassDES
	case has("RC4"):
		return ClassRC4
	case has("3DES"):
		return Class3DES
	default:
		return ""
	}
}

// Holds reports whether a suite belongs to the class, by its name in the registry of IANA.
func (c SuiteClass) Holds(suite string) bool {
	if weak := WeakClass(suite); weak != "" || ModernSuite(suite) {
		return weak == c
	}
	has := func(part string) bool { return strings.Contains(suite, part) }
	switch c {
	case ClassFS:
		return Ephemeral(suite)
	case ClassNoFS:
		return !Ephemeral(suite)
	case ClassDHE:
		return has("_DHE_")
	case ClassCBC:
		return has("_CBC_")
	case ClassAEAD:
		return has("_GCM_") || has("_CCM") || has("POLY1305") || has("KUZNYECHIK") || has("MAGMA")
	default:
		return false
	}
}

// ModernSuite reports whether a suite is of TLS 1.3, where the way of agreeing on a key is no part of its name.
func ModernSuite(suite string) bool { return suite != "" && !strings.Contains(suite, "_WITH_") }

// Ephemeral reports whether a suite agrees on a new key for each connection.
func Ephemeral(suite string) bool {
	return ModernSuite(suite) || strings.Contains(suite, "DHE_") || strings.Contains(suite, "ECCPWD") || strings.Contains(suite, "_anon")
}

// ClassTried is one class of suites, offered in one version of the protocol.
type ClassTried struct {
	Class   SuiteClass `json:"class"`
	Version string     `json:"version"`
	Answer  Answer     `json:"answer,omitempty"`
	Suite   string     `json:"suite,omitempty"` // what the server took
}

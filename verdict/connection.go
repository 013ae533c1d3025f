package verdict

import "time"

// Connection is how one host of the shop is reached over TLS: facts for those who look after the server, without a judgement. What was not
// tested stands in no list but NotTested.
type Connection struct {
	Host         string       `json:"host"`
	Port         int          `json:"port"`
	Roles        []string     `json:"roles"` // shop, twin, typed, checkout, assets
	Address      string       `json:"address,omitempty"`
	Fault        string       `json:"fault,omitempty"` // why no handshake was completed
	Version      string       `json:"version,omitempty"`
	Cipher       string       `json:"cipher,omitempty"`
	KeyExchange  string       `json:"key_exchange,omitempty"`
	ALPN         string       `json:"alpn,omitempty"`     // h2, http/1.1
	Accepts      []string     `json:"accepts"`            // versions of the protocol, newest first
	Refuses      []string     `json:"refuses"`            // versions
	NotTested    []string     `json:"not_tested"`         // versions
	WeakSuites   []string     `json:"weak_suites"`        // bad suites that were taken, by name
	Suites       []string     `json:"suites"`             // every suite, version in front; only after a deep look
	KeyExchanges []string     `json:"key_exchanges"`      // that were taken
	DHBits       int          `json:"dh_bits,omitempty"`  // of the prime for finite-field Diffie-Hellman
	Resumes      string       `json:"resumes,omitempty"`  // accepted or refused; "" when not tested
	Certificate  *Certificate `json:"certificate"`        // null when none was seen
	Sent         int          `json:"sent,omitempty"`     // certificates in the chain as sent
	Stapled      string       `json:"stapled,omitempty"`  // good, revoked, unknown or unreadable; "" when nothing was stapled
	Receipts     int          `json:"receipts,omitempty"` // of different public logs of certificates
	Handshakes   int          `json:"handshakes"`         // connections that were opened to learn all this
}

// Certificate is the one a host showed.
type Certificate struct {
	Subject   string    `json:"subject"`
	Issuer    string    `json:"issuer"`
	Names     []string  `json:"names"` // the first 20
	From      time.Time `json:"from"`
	Until     time.Time `json:"until"`
	Key       string    `json:"key"`  // RSA, ECDSA, Ed25519
	Bits      int       `json:"bits"` // size of the key, 0 where it cannot be told
	Signature string    `json:"signature"`
}

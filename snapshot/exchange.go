package snapshot

import "time"

// Exchange is one request with the redirects that followed it.
type Exchange struct {
	Label string `json:"label,omitempty"` // what it was made for: https, http, http-deep, apex, www, sample; "" for a page
	URL   string `json:"url"`
	Hops  []Hop  `json:"hops,omitempty"` // in order; the last one is the answer
	Err   *Fault `json:"err,omitempty"`  // why there is no (whole) answer
	Tries int    `json:"tries,omitempty"`
	// Span is the time from the first to the last try, nanoseconds; 0 after a single try.
	Span time.Duration `json:"span,omitempty"`
	// At is the time from Snapshot.Taken to the start of the last try, nanoseconds.
	At time.Duration `json:"at,omitempty"`
}

// Last returns the hop that answered, or nil when none did.
func (e *Exchange) Last() *Hop {
	if len(e.Hops) == 0 {
		return nil
	}
	return &e.Hops[len(e.Hops)-1]
}

// Status returns the HTTP status of the last hop, or 0 when there was no answer.
func (e *Exchange) Status() int {
	if h := e.Last(); h != nil {
		return h.Status
	}
	return 0
}

// Blank reports whether a page came whole and without a single byte, not even where to go next: a white window.
func (e *Exchange) Blank() bool {
	h := e.Last()
	if h == nil || e.Err != nil || h.Bytes > 0 || len(h.Header["Refresh"]) > 0 {
		return false
	}
	switch h.Status {
	case 200:
		return true
	case 301, 302, 303, 307, 308:
		return len(h.Header["Location"]) == 0
	}
	return false
}

// Final returns the address of the last hop, or URL when there was no answer.
func (e *Exchange) Final() string {
	if h := e.Last(); h != nil && h.URL != "" {
		return h.URL
	}
	return e.URL
}

// Hop is one request and its response.
type Hop struct {
	URL    string `json:"url"`
	Status int    `json:"status"`
	Proto  string `json:"proto,omitempty"` // HTTP/1.1, HTTP/2.0
	// Header holds the response's header fields, canonical names. Ordinary pages keep only those that checks read.
	Header  map[string][]string `json:"header,omitempty"`
	Remote  string              `json:"remote,omitempty"` // address and port that answered
	Reused  bool                `json:"reused,omitempty"` // an open connection was used: DNS, Connect and TLS are void
	Times   Times               `json:"times"`
	Bytes   int64               `json:"bytes"`             // of the body as read, decompressed
	TLS     string              `json:"tls,omitempty"`     // protocol version, "" over plain http
	Setting string              `json:"setting,omitempty"` // for samples: "cold" (new connection), "warm", or "first" (after a long time without us)
}

// Times are the phases of one exchange, nanoseconds. DNS, Connect and TLS are 0 when a connection was reused.
type Times struct {
	DNS     time.Duration `json:"dns,omitempty"`
	Connect time.Duration `json:"connect,omitempty"`
	TLS     time.Duration `json:"tls,omitempty"`
	Wait    time.Duration `json:"wait"`    // request written to first byte of the response
	Receive time.Duration `json:"receive"` // first to last byte of the body
}

// Total is the sum of all phases.
func (t Times) Total() time.Duration { return t.DNS + t.Connect + t.TLS + t.Wait + t.Receive }

// FaultKind says what kind of trouble ended an exchange.
type FaultKind string

// The closed list of faults.
const (
	FaultBadURL       FaultKind = "bad-url"        // the address cannot be parsed
	FaultNoSuchHost   FaultKind = "no-such-host"   // a resolver answered that the name does not exist
	FaultDNS          FaultKind = "dns"            // no resolver answered
	FaultRefused      FaultKind = "refused"        // nothing listens on the port
	FaultUnreachable  FaultKind = "unreachable"    // no route to the host
	FaultTimeout      FaultKind = "timeout"        // no (whole) answer within the time allowed
	FaultReset        FaultKind = "reset"          // the connection was closed before the answer was whole
	FaultTLS          FaultKind = "tls"            // the handshake failed
	FaultCertExpired  FaultKind = "cert-expired"   // the certificate is past its end
	FaultCertEarly    FaultKind = "cert-not-yet"   // the certificate is not valid yet
	FaultCertName     FaultKind = "cert-name"      // the certificate is for another name
	FaultCertUnknown  FaultKind = "cert-unknown"   // the certificate leads to no root we know
	FaultProtocol     FaultKind = "protocol"       // the answer is not HTTP
	FaultRedirectLoop FaultKind = "redirect-loop"  // more than Limits.Redirects hops, or a ring
	FaultBadRedirect  FaultKind = "bad-redirect"   // a redirect that leads nowhere one could go
	FaultForbidden    FaultKind = "forbidden-host" // the guard refused the address: private, loopback, metadata
	FaultEncoding     FaultKind = "encoding"       // the body cannot be decompressed
	FaultTooLarge     FaultKind = "too-large"      // header or body beyond every budget
	FaultCancelled    FaultKind = "cancelled"      // we stopped, it is not the shop's doing
	FaultOther        FaultKind = "other"
)

// Fault is why an exchange brought no whole answer: a kind for programs, a text for people.
type Fault struct {
	Kind FaultKind `json:"kind"`
	Text string    `json:"text"`
	Self bool      `json:"self,omitempty"` // FaultCertUnknown: nobody but the certificate itself vouches for it, which no browser takes
}

// NameServer is a name server that was asked.
type NameServer struct {
	Address string `json:"address"`          // host:port
	Named   bool   `json:"named,omitempty"`  // by the user; else it is this computer's
	Silent  bool   `json:"silent,omitempty"` // gave no answer to anything
}

// DNS is the answer to one question about a name.
type DNS struct {
	Name    string   `json:"name"`              // as name servers know it: xn-- for letters beyond ASCII
	Type    string   `json:"type"`              // A, AAAA, MX, TXT, CAA, NS
	Answers []string `json:"answers,omitempty"` // addresses, MX hosts ("." is the null MX), texts, or CAA as `flags tag "value"`
	More    int      `json:"more,omitempty"`    // further answers, which were not kept; texts that begin with "v=" are kept first
	Chain   []string `json:"chain,omitempty"`   // the names that aliases (CNAME) led to, in order
	Zone    string   `json:"zone,omitempty"`    // without answers: the zone whose SOA record came along (RFC 2308)
	Server  string   `json:"server,omitempty"`  // the name server that was asked, where each was asked by itself
	Rcode   string   `json:"rcode,omitempty"`   // what a server said instead of success: NXDOMAIN, SERVFAIL, REFUSED …
	Codes   []uint16 `json:"codes,omitempty"`   // the reasons it gave (extended DNS errors, RFC 8914)
	// Bogus says that the server failed, and answers when told not to check the zone's signatures (DNSSEC, RFC 4035).
	Bogus bool   `json:"bogus,omitempty"`
	Err   *Fault `json:"err,omitempty"` // FaultNoSuchHost is an answer; FaultDNS is none
}

package wire

import (
	"errors"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// host is a host as browsers understand it: an address, or a name in lower case without a trailing dot.
type host struct {
	name string
	addr netip.Addr // valid when the host is an address
}

// local reports whether the name means this machine whatever a resolver says (RFC 6761).
func (h host) local() bool { return h.name == "localhost" || strings.HasSuffix(h.name, ".localhost") }

var (
	errNoHost = errors.New("the address has no host")
	errZone   = errors.New("the address names a network interface")
)

// parseHost reads a host in any form that browsers take for one: decimal, octal, hexadecimal and shortened IPv4, wide letters,
// a trailing dot, IPv6 with or without brackets.
func parseHost(s string) (host, error) {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "["), "]")
	if s == "" {
		return host{}, errNoHost
	}
	if a, err := netip.ParseAddr(s); err == nil {
		if a.Zone() != "" {
			return host{}, errZone
		}
		return host{addr: a.Unmap()}, nil
	}
	if !plainName(s) {
		u, err := whatwg.Parse("http://" + s + "/")
		if err != nil || u.Hostname() == "" || u.Port() != "" || u.Username() != "" || u.Pathname() != "/" || u.Search() != "" {
			return host{}, errors.New("the address has no valid host name")
		}
		s = u.Hostname()
		if a, err := netip.ParseAddr(strings.Trim(s, "[]")); err == nil {
			return host{addr: a.Unmap()}, nil
		}
	}
	s = strings.TrimSuffix(s, ".")
	if !validName(s) {
		return host{}, errors.New("the address has no valid host name")
	}
	return host{name: s}, nil
}

// plainName reports whether s needs no further parsing: lower case ASCII, and no end that could be a number.
func plainName(s string) bool {
	s = strings.TrimSuffix(s, ".")
	for i := range len(s) {
		if c := s[i]; !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_') {
			return false
		}
	}
	last := s[strings.LastIndexByte(s, '.')+1:]
	return last != "" && last[0] >= 'a' && !strings.Contains(s, "xn--")
}

func validName(s string) bool {
	if len(s) > 253 {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 {
			return false
		}
	}
	return true
}

// serverName returns the name to ask a TLS server for.
func ServerName(s string) string {
	h, err := parseHost(s)
	switch {
	case err != nil:
		return s
	case h.addr.IsValid():
		return h.addr.String()
	}
	return h.name
}

// portOf returns the port of an http or https address, or false when it is not a port.
func portOf(u *url.URL) (uint16, bool) {
	p := u.Port()
	if p == "" {
		if strings.EqualFold(u.Scheme, "https") {
			return 443, true
		}
		return 80, true
	}
	n, err := strconv.ParseUint(p, 10, 16)
	return uint16(n), err == nil
}

// blockedPorts are the ports that browsers refuse to fetch from (WHATWG Fetch, "port blocking"): services that could be made
// to act by what looks to them like a request.
var blockedPorts = map[uint16]bool{
	0: true, 1: true, 7: true, 9: true, 11: true, 13: true, 15: true, 17: true, 19: true, 20: true, 21: true, 22: true, 23: true,
	25: true, 37: true, 42: true, 43: true, 53: true, 69: true, 77: true, 79: true, 87: true, 95: true, 101: true, 102: true,
	103: true, 104: true, 109: true, 110: true, 111: true, 113: true, 115: true, 117: true, 119: true, 123: true, 135: true,
	137: true, 139: true, 143: true, 161: true, 179: true, 389: true, 427: true, 465: true, 512: true, 513: true, 514: true,
	515: true, 526: true, 530: true, 531: true, 532: true, 540: true, 548: true, 554: true, 556: true, 563: true, 587: true,
	601: true, 636: true, 989: true, 990: true, 993: true, 995: true, 1719: true, 1720: true, 1723: true, 2049: true, 3659: true,
	4045: true, 4190: true, 5060: true, 5061: true, 6000: true, 6566: true, 6665: true, 6666: true, 6667: true, 6668: true,
	6669: true, 6679: true, 6697: true, 10080: true,
}

package crawler

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// site says which addresses belong to the shop.
type site struct {
	host   string // host and port of the home page
	domain string // registrable domain, or the host itself where there is none
	prefix string // a development copy may live below a path; then only what is below it belongs to the shop
	local  bool   // an IP address or a private name: host and port must match
}

func newSite(home *url.URL, typed Target) site {
	s := site{host: home.Host, domain: registrable(home.Hostname())}
	if privateHost(home.Hostname()) || isIP(home.Hostname()) {
		s.local = true
	}
	if typed.private {
		if i := strings.LastIndexByte(typed.URL.Path, '/'); i > 0 && strings.HasPrefix(home.Path, typed.URL.Path[:i+1]) {
			s.prefix = typed.URL.Path[:i+1]
		}
	}
	return s
}

// has reports whether an address belongs to the shop: same host, or a host of the same registrable domain on the usual port.
func (s site) has(u *url.URL) bool {
	if u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	if s.local {
		return u.Host == s.host && strings.HasPrefix(u.Path, s.prefix)
	}
	if u.Host == s.host {
		return true
	}
	h := u.Hostname()
	return u.Port() == "" && (h == s.domain || strings.HasSuffix(h, "."+s.domain))
}

func isIP(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}

// registrable returns the registrable domain of a host ("shop.co.uk"), or the host where the public suffix list knows none.
func registrable(host string) string {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if isIP(host) {
		return host
	}
	d, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return host
	}
	return d
}

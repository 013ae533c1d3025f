// Package tls holds the checks of the way between a visitor and the shop: whether it is encrypted, by a certificate that stands, and
// for everything that is sent.
package tls

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
)

// All lists the checks of this group.
var All = []checks.Check{
	HTTPSReachable,
	HTTPRedirect,
	ApexWWW,
	CertValid,
	CertExpiry,
	CertLifetime,
	CertStrength,
	ChainComplete,
	Revocation,
	Transparency,
	CAA,
	ProtocolMin,
	CipherWeak,
	ForwardSecrecy,
	HSTS,
	MixedContent,
	FormSecure,
}

// home returns the address of the home page, or the one the user gave where none answered.
func home(snap *snapshot.Snapshot) *url.URL {
	for _, raw := range []string{snap.Base, snap.Target} {
		if u, err := url.Parse(raw); err == nil && u.Host != "" {
			return u
		}
	}
	return &url.URL{}
}

// handshake returns what the host of the home page answered to a handshake, or nil when it was not tried.
func handshake(snap *snapshot.Snapshot) *snapshot.TLS {
	host := home(snap).Hostname()
	for i := range snap.TLS {
		if strings.EqualFold(snap.TLS[i].Host, host) {
			return &snap.TLS[i]
		}
	}
	return nil
}

// day is how dates are written for people.
const day = "2 January 2006"

// whose says to whom and by whom a certificate was issued.
func whose(c snapshot.Cert) string { return "issued to " + c.Subject + " by " + c.Issuer }

// field returns the values of a header field of a hop, named in its canonical form.
func field(h *snapshot.Hop, name string) []string {
	if h == nil {
		return nil
	}
	return h.Header[name]
}

func isHTTPS(address string) bool { return strings.HasPrefix(address, "https://") }

// clock says how our clock compares with that of the shop's server.
type clock uint8

const (
	clockUnknown clock = iota // the server did not give its time
	clockAgrees
	clockDiffers // by more than a day: one of the two is wrong, and nothing can be said of dates
)

// ownClock compares our clock with the Date that the server sent (RFC 9110 §6.6.1).
func ownClock(snap *snapshot.Snapshot) clock {
	const tolerance = 24 * time.Hour
	for i := range snap.Entry {
		dates := field(snap.Entry[i].Last(), "Date")
		if len(dates) == 0 {
			continue
		}
		theirs, err := time.Parse(time.RFC1123, dates[0])
		if err != nil {
			continue
		}
		if theirs.Sub(snap.Taken.Add(snap.Entry[i].At)).Abs() > tolerance {
			return clockDiffers
		}
		return clockAgrees
	}
	return clockUnknown
}

// upgrades reports whether a page tells browsers to turn its http addresses into https ones, itself or by what the home page says: the
// header fields of inner pages are not always kept, and shops send this one everywhere.
func upgrades(site *facts.Site, p *snapshot.Page) bool {
	return hasUpgrade(p) || site.Home != nil && hasUpgrade(site.Home)
}

func hasUpgrade(p *snapshot.Page) bool {
	policies := slices.Clone(field(p.Exchange.Last(), "Content-Security-Policy"))
	for _, m := range p.Meta {
		if m.Name == "content-security-policy" {
			policies = append(policies, m.Content)
		}
	}
	for _, policy := range policies {
		for directive := range strings.FieldsFuncSeq(policy, func(r rune) bool { return r == ';' || r == ',' }) {
			if strings.EqualFold(strings.TrimSpace(directive), "upgrade-insecure-requests") {
				return true
			}
		}
	}
	return false
}

package tls

import (
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// buying returns what was seen of the hosts on which a purchase depends, each once: the shop's own first, then those of cart and
// checkout. It is empty when nothing was seen of the shop's own.
func buying(snap *snapshot.Snapshot) []*snapshot.TLS {
	own := handshake(snap)
	if own == nil {
		return nil
	}
	return append([]*snapshot.TLS{own}, withRole(snap, snapshot.HostCheckout, own)...)
}

// withRole returns the hosts of a role, but for some.
func withRole(snap *snapshot.Snapshot, role snapshot.HostRole, but ...*snapshot.TLS) []*snapshot.TLS {
	var list []*snapshot.TLS
	for i := range snap.TLS {
		if t := &snap.TLS[i]; slices.Contains(t.Roles, role) && !slices.Contains(but, t) {
			list = append(list, t)
		}
	}
	return list
}

// oncePerCertificate leaves out the hosts that sent the certificate of one before them: what is wrong with it is said once.
func oncePerCertificate(hosts []*snapshot.TLS) []*snapshot.TLS {
	seen := map[string]bool{}
	var list []*snapshot.TLS
	for _, t := range hosts {
		if len(t.Chain) > 0 && t.Chain[0].SHA256 != "" {
			if seen[t.Chain[0].SHA256] {
				continue
			}
			seen[t.Chain[0].SHA256] = true
		}
		list = append(list, t)
	}
	return list
}

// eachHost judges hosts by the same measure. The worst decides, and where none is bad the first, which is the shop's own: what could not
// be seen of a checkout takes nothing from what was seen of the shop. The check's messages must have "not-tried" with {host}.
func eachHost(snap *snapshot.Snapshot, hosts []*snapshot.TLS, judge func(*snapshot.TLS) checks.Outcome) checks.Outcome {
	if len(hosts) == 0 {
		return checks.Unknown(checks.Msg("not-tried", "host", home(snap).Hostname()))
	}
	worst := judge(hosts[0])
	for _, t := range hosts[1:] {
		worst = worse(worst, judge(t))
	}
	return worst
}

// worse joins two outcomes: the worse one decides, the first where none is, and the findings of both are kept.
func worse(a, b checks.Outcome) checks.Outcome {
	if badness(b.Status) > badness(a.Status) {
		a, b = b, a
	}
	if badness(b.Status) > 0 {
		a.Findings = append(a.Findings, b.Findings...)
	}
	return a
}

// badness puts outcomes in order, as far as they call for a deed.
func badness(s verdict.Status) int {
	switch s {
	case verdict.Fail:
		return 2
	case verdict.Warn:
		return 1
	default:
		return 0
	}
}

// weighed reports whether it is known if a host's certificate stands: from the true handshake, or from a survey that read it where browsers
// come to no connection.
func weighed(t *snapshot.TLS) bool { return len(t.Chain) > 0 && (t.Err == nil || t.VerifyErr != nil) }

// entrance returns the address at which a visitor meets a host.
func entrance(snap *snapshot.Snapshot, t *snapshot.TLS) string {
	u := home(snap)
	switch {
	case strings.EqualFold(u.Hostname(), t.Host) && (u.Scheme == "https" || u.Port() == ""):
		return "https://" + u.Host + "/"
	case t.Port == 0 || t.Port == 443:
		return "https://" + t.Host + "/"
	default:
		return "https://" + net.JoinHostPort(t.Host, strconv.Itoa(int(t.Port))) + "/"
	}
}

// asked adds to what was found at which server: those behind one name may differ.
func asked(found, address string) string {
	switch {
	case address == "":
		return found
	case found == "":
		return "asked at " + address
	default:
		return found + ", asked at " + address
	}
}

// family names the family of an address with port: "IPv4", "IPv6", "" when it is neither.
func family(address string) string {
	at, err := netip.ParseAddrPort(address)
	switch {
	case err != nil:
		return ""
	case at.Addr().Unmap().Is4():
		return "IPv4"
	default:
		return "IPv6"
	}
}

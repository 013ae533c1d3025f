package tls

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Browsers choose between IPv4 and IPv6 by themselves, and by what the network of each visitor prefers: a host that answers well over one
// and badly over the other is broken for some visitors only, and its owner seldom sees it.

// split returns what a host answered well over one family, and over the other; ok is false when it was not asked over both, or over
// neither of them well.
func split(t *snapshot.TLS) (good, other *snapshot.TLSAt, ok bool) {
	byFamily := map[string]*snapshot.TLSAt{}
	for i := range t.Families {
		byFamily[family(t.Families[i].Addr)] = &t.Families[i]
	}
	good, other = byFamily["IPv4"], byFamily["IPv6"]
	if good == nil || other == nil {
		return nil, nil, false
	}
	if good.Err != nil || good.VerifyErr != nil {
		good, other = other, good
	}
	return good, other, good.Err == nil && good.VerifyErr == nil
}

// familyInvalid judges a certificate that does not stand over one family while another one does over the other. A chain that is merely
// incomplete looks much the same and is left alone.
func familyInvalid(snap *snapshot.Snapshot, t *snapshot.TLS) (checks.Outcome, bool) {
	good, other, ok := split(t)
	if !ok || other.Err != nil || other.VerifyErr == nil || other.SHA256 == good.SHA256 {
		return checks.Outcome{}, false
	}
	switch other.VerifyErr.Kind {
	case snapshot.FaultCertName:
	case snapshot.FaultCertExpired, snapshot.FaultCertEarly:
		if ownClock(snap) == clockDiffers {
			return checks.Outcome{}, false
		}
	default:
		return checks.Outcome{}, false
	}
	o := checks.Fail(checks.Msg("one-family", "host", readable(t.Host), "family", family(other.Addr)), checks.Find(
		checks.Msg("does-not-fit", "host", readable(t.Host)), verdict.Evidence{URL: entrance(snap, t), Value: asked(other.VerifyErr.Text, other.Addr)}))
	o.Confidence = verdict.Likely // visitors over the other family are well served
	return o, true
}

// familySilent finds a host that completes no handshake over one family, while it does over the other. It is nil unless the family is known to
// work from here: computers without IPv6 must not be taken for hosts without it.
func familySilent(snap *snapshot.Snapshot, t *snapshot.TLS) *snapshot.TLSAt {
	_, other, ok := split(t)
	if !ok || other.Err == nil {
		return nil
	}
	const enough = 2 // tries
	switch other.Err.Kind {
	case snapshot.FaultTLS, snapshot.FaultProtocol:
		return other
	case snapshot.FaultRefused: // by the host itself, so the way to it works
		if other.Tries >= enough {
			return other
		}
	case snapshot.FaultTimeout, snapshot.FaultReset:
		if other.Tries >= enough && reached(snap, family(other.Addr)) {
			return other
		}
	}
	return nil
}

// reached reports whether anything of the shop answered us over a family.
func reached(snap *snapshot.Snapshot, want string) bool {
	for i := range snap.TLS {
		t := &snap.TLS[i]
		if t.Err == nil && family(t.Addr) == want {
			return true
		}
		for k := range t.Families {
			if t.Families[k].Err == nil && family(t.Families[k].Addr) == want {
				return true
			}
		}
	}
	for i := range snap.Entry {
		for k := range snap.Entry[i].Hops {
			if h := &snap.Entry[i].Hops[k]; h.Status != 0 && family(h.Remote) == want {
				return true
			}
		}
	}
	return false
}

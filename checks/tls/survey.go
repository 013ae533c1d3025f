package tls

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// The versions of the protocol, by their names in snapshots.
const (
	ssl30 = "SSL 3.0"
	tls10 = "TLS 1.0"
	tls11 = "TLS 1.1"
	tls12 = "TLS 1.2"
	tls13 = "TLS 1.3"
)

// versionNames lists the versions, newest first.
var versionNames = []string{tls13, tls12, tls11, tls10, ssl30}

// weakClasses are the classes of suites that protect nobody any more, the worst first.
var weakClasses = []snapshot.SuiteClass{
	snapshot.ClassNull, snapshot.ClassAnonymous, snapshot.ClassExport, snapshot.ClassDES, snapshot.ClassRC4, snapshot.Class3DES,
}

// offer is what a host's TLS was seen to take and to refuse. Everything else was not tested, and nothing may be said of it.
type offer struct {
	t *snapshot.TLS
	s *snapshot.Survey // nil when there is none that can be believed
}

// offerOf reads what was seen of a host. A server that refused to a survey what it took in the true handshake shuts out visitors who come
// too often; its refusals tell nothing.
func offerOf(t *snapshot.TLS) offer {
	o := offer{t: t, s: t.Survey}
	if o.s != nil && t.Err == nil && answer(o.s, t.Version) == snapshot.Refused {
		o.s = nil
	}
	return o
}

func answer(s *snapshot.Survey, version string) snapshot.Answer {
	for i := range s.Versions {
		if s.Versions[i].Version == version {
			return s.Versions[i].Answer
		}
	}
	return snapshot.NotTested
}

// version says whether the host takes a version.
func (o offer) version(name string) snapshot.Answer {
	switch {
	case o.t.Err == nil && o.t.Version == name:
		return snapshot.Accepted
	case o.s == nil:
		return snapshot.NotTested
	default:
		return answer(o.s, name)
	}
}

// versions returns the versions with an answer, newest first.
func (o offer) versions(want snapshot.Answer) []string {
	var list []string
	for _, v := range versionNames {
		if o.version(v) == want {
			list = append(list, v)
		}
	}
	return list
}

// outdated returns the best version of a host that was seen to take nothing that browsers still speak (RFC 8996), or "".
func (o offer) outdated() string {
	taken := o.versions(snapshot.Accepted)
	if len(taken) == 0 || o.version(tls13) != snapshot.Refused || o.version(tls12) != snapshot.Refused {
		return ""
	}
	return taken[0]
}

// modern reports whether the host was seen to take TLS 1.3 and none of those before it, which have all the weak suites there are.
func (o offer) modern() bool {
	if o.version(tls13) != snapshot.Accepted {
		return false
	}
	for _, v := range []string{tls12, tls11, tls10} {
		if o.version(v) != snapshot.Refused {
			return false
		}
	}
	return true
}

// legacy returns the highest version below TLS 1.3 that the host takes, "" when none was seen to be taken.
func (o offer) legacy() string {
	for _, v := range []string{tls12, tls11, tls10, ssl30} {
		if o.version(v) == snapshot.Accepted {
			return v
		}
	}
	return ""
}

// taken is a suite that a host took, in a version of the protocol.
type taken struct{ suite, version string }

// suites returns the suites that the host took and that fit, as far as they are known by name, each once for each version.
func (o offer) suites(fits func(string) bool) []taken {
	var list []taken
	add := func(suite, version string) {
		if one := (taken{suite, version}); suite != "" && fits(suite) && !slices.Contains(list, one) {
			list = append(list, one)
		}
	}
	if o.t.Err == nil {
		add(o.t.Cipher, o.t.Version)
	}
	if o.s == nil {
		return list
	}
	for i := range o.s.Versions {
		for _, suite := range o.s.Versions[i].Suites {
			add(suite, o.s.Versions[i].Version)
		}
	}
	for _, c := range o.s.Classes {
		if c.Answer == snapshot.Accepted {
			add(c.Suite, c.Version)
		}
	}
	return list
}

// class says whether the host takes a class of suites: accepted when it did in any version, refused only by what it said in the highest
// version below TLS 1.3 that it takes, since servers keep one list for all of them.
func (o offer) class(class snapshot.SuiteClass) snapshot.Answer {
	if o.s == nil {
		return snapshot.NotTested
	}
	legacy, refused := o.legacy(), false
	for _, c := range o.s.Classes {
		switch {
		case c.Class != class:
		case c.Answer == snapshot.Accepted:
			return snapshot.Accepted
		case c.Answer == snapshot.Refused && c.Version == legacy:
			refused = true
		}
	}
	if len(o.suites(func(suite string) bool { return class.Holds(suite) })) > 0 {
		return snapshot.Accepted
	}
	for i := range o.s.Versions {
		refused = refused || o.s.Versions[i].Complete && o.s.Versions[i].Version == legacy
	}
	if refused && legacy != "" {
		return snapshot.Refused
	}
	return snapshot.NotTested
}

// quoted names suites for people: "TLS_RSA_WITH_RC4_128_SHA in TLS 1.0". A long list is cut.
func quoted(list []taken) string {
	const shown = 4
	var parts []string
	for i, one := range list {
		if i == shown {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, one.suite+" in "+one.version)
	}
	return strings.Join(parts, ", ")
}

package tlsprobe

import (
	"cmp"
	"crypto/tls"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// classes finds which classes of suites the server takes. The newest version before TLS 1.3 is asked in detail, older ones whether they
// take bad suites at all: servers rarely have a list for each version.
func (s *survey) classes() {
	old := s.oldVersions()
	for i, v := range old {
		s.bad(v, i == 0)
		if s.quick {
			break
		}
	}
	if len(old) > 0 {
		s.traits(old[0])
	}
	slices.SortStableFunc(s.out.Classes, func(a, b snapshot.ClassTried) int {
		return cmp.Or(cmp.Compare(b.Version, a.Version), cmp.Compare(slices.Index(badClasses, a.Class), slices.Index(badClasses, b.Class)))
	})
}

// bad offers all bad suites together; only where one is taken it is worth asking for each class.
func (s *survey) bad(v uint16, detail bool) {
	if _, _, known := s.enumerated(badClasses[0], v); known {
		for _, class := range badClasses {
			s.class(class, v, untilHello)
		}
		return
	}
	a, got := s.ask(s.only(v, func(c suite) bool { return c.badClass() != "" }), untilHello)
	if got == snapshot.Accepted && a.version != v {
		// Suites that are of no use in v, such as those weakened for export, are left to a lower version. But for a quick visit that is asked
		// by itself.
		if one, ok := byID(a.suite); ok && s.quick {
			s.classed(one.badClass(), a.version, got, one.name)
		}
		got = snapshot.Refused
	}
	if got != snapshot.Accepted {
		for _, class := range badClasses {
			s.classed(class, v, got, "")
		}
		return
	}
	first, _ := byID(a.suite)
	s.classed(first.badClass(), v, got, first.name)
	for _, class := range badClasses {
		if class == first.badClass() {
			continue
		}
		if s.quick || !detail {
			s.classed(class, v, snapshot.NotTested, "")
			continue
		}
		s.class(class, v, untilHello)
	}
}

// traits asks for the traits of the suites that are not bad. What the server was seen to pick needs no question.
func (s *survey) traits(v uint16) {
	s.class(snapshot.ClassNoFS, v, untilHello)
	if a := s.class(snapshot.ClassDHE, v, untilKeys); a.dhBits > 0 {
		s.out.DHBits = a.dhBits
	}
	if s.quick {
		for _, class := range []snapshot.SuiteClass{snapshot.ClassFS, snapshot.ClassAEAD} {
			if !s.seen(class, v) && s.out.Versions[0].Answer != snapshot.Accepted { // TLS 1.3 has both
				s.class(class, v, untilHello)
			}
		}
		return
	}
	for _, class := range []snapshot.SuiteClass{snapshot.ClassFS, snapshot.ClassAEAD, snapshot.ClassCBC} {
		if !s.seen(class, v) {
			s.class(class, v, untilHello)
		}
	}
}

// seen records a class as taken when a suite of it was already picked in this version.
func (s *survey) seen(class snapshot.SuiteClass, v uint16) bool {
	picked := []string{suiteName(s.taken[v].suite)}
	if s.t.Version == versionName(v) {
		picked = append(picked, s.t.Cipher)
	}
	for _, c := range s.out.Classes {
		if c.Version == versionName(v) && c.Answer == snapshot.Accepted {
			picked = append(picked, c.Suite)
		}
	}
	for _, name := range picked {
		if one, ok := byID(suiteID(name)); ok && one.in(class) {
			s.classed(class, v, snapshot.Accepted, name)
			return true
		}
	}
	return false
}

// class offers the suites of one class with nothing beside them.
func (s *survey) class(class snapshot.SuiteClass, v uint16, until depth) answer {
	if got, name, known := s.enumerated(class, v); known && (got != snapshot.Accepted || until == untilHello) {
		s.classed(class, v, got, name)
		return answer{}
	}
	a, got := s.ask(s.only(v, func(c suite) bool { return c.in(class) }), until)
	if got == snapshot.Accepted && a.version != v {
		got = snapshot.Refused
	}
	name := ""
	if got == snapshot.Accepted {
		name = suiteName(a.suite)
	}
	s.classed(class, v, got, name)
	return a
}

// enumerated answers for a class where every suite of a version was offered.
func (s *survey) enumerated(class snapshot.SuiteClass, v uint16) (got snapshot.Answer, name string, known bool) {
	for _, t := range s.out.Versions {
		if t.Version != versionName(v) || !t.Complete {
			continue
		}
		for _, name := range t.Suites {
			if one, ok := byID(suiteID(name)); ok && one.in(class) {
				return snapshot.Accepted, name, true
			}
		}
		return snapshot.Refused, "", true
	}
	return snapshot.NotTested, "", false
}

func (s *survey) classed(class snapshot.SuiteClass, v uint16, a snapshot.Answer, name string) {
	s.out.Classes = append(s.out.Classes, snapshot.ClassTried{Class: class, Version: versionName(v), Answer: a, Suite: name})
}

func (s *survey) only(v uint16, want func(suite) bool) hello {
	return hello{version: v, suites: pick(func(c suite) bool { return !c.modern() && want(c) }), groups: groupIDs(curves)}
}

// groups finds the key exchanges that the server takes: in TLS 1.3 it names the one it wants when a hello brings no key along, before that in
// its part of the key.
func (s *survey) groups() {
	offer, until := s.modernHello(pick(suite.modern), false), untilHello
	if !s.speaks(tls.VersionTLS13) {
		old := s.oldVersions()
		if len(old) == 0 {
			return
		}
		offer, until = s.only(old[0], func(c suite) bool { return c.ecc() && c.in(snapshot.ClassFS) }), untilKeys
	}
	for len(offer.groups) > 0 {
		a, got := s.ask(offer, until)
		if got != snapshot.Accepted || !slices.Contains(offer.groups, a.group) {
			s.out.GroupsAll = got == snapshot.Refused
			return
		}
		s.out.Groups = append(s.out.Groups, groupName(a.group))
		offer.groups = slices.DeleteFunc(offer.groups, func(id uint16) bool { return id == a.group })
	}
	s.out.GroupsAll = true
}

func (s *survey) speaks(v uint16) bool {
	return slices.ContainsFunc(s.out.Versions, func(t snapshot.VersionTried) bool {
		return t.Version == versionName(v) && t.Answer == snapshot.Accepted
	})
}

// otherKey asks for the certificate that visitors get who cannot use the kind of key seen so far.
func (s *survey) otherKey() {
	old := s.oldVersions()
	if len(old) == 0 || len(s.t.Chain) == 0 {
		return
	}
	other := "_ECDSA_"
	if s.t.Chain[0].Key != "RSA" {
		other = "_RSA_"
	}
	a, got := s.ask(s.only(old[0], func(c suite) bool { return c.badClass() == "" && strings.Contains(c.name, other) }), untilKeys)
	if got != snapshot.Accepted || len(a.chain) == 0 {
		return
	}
	if chain := describe(parse(a.chain)); len(chain) > 0 && chain[0].SHA256 != s.t.Chain[0].SHA256 {
		s.out.Other = chain
	}
}

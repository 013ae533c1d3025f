package tlsprobe

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/shopvet/shopvet/snapshot"
)

//go:embed data/suites.tsv
var suiteTable string

// suite is a cipher suite by its number and its name in the registry of IANA.
type suite struct {
	id   uint16
	name string
}

// suites reads the table, once, in the order of the numbers.
var suites = sync.OnceValue(func() []suite {
	var list []suite
	for line := range strings.Lines(suiteTable) {
		number, name, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		id, err := strconv.ParseUint(number, 16, 16)
		if err != nil {
			panic("tlsprobe: data/suites.tsv: " + err.Error()) // a test reads the table
		}
		list = append(list, suite{id: uint16(id), name: name})
	}
	return list
})

// suiteName returns the name of a suite, and its number where we know none.
func suiteName(id uint16) string {
	for _, s := range suites() {
		if s.id == id {
			return s.name
		}
	}
	return fmt.Sprintf("0x%04X", id)
}

func (s suite) modern() bool { return snapshot.ModernSuite(s.name) }

// badClass returns the class of a bad suite, "" for a suite that is not bad.
func (s suite) badClass() snapshot.SuiteClass { return snapshot.WeakClass(s.name) }

// in reports whether the suite belongs to a class.
func (s suite) in(class snapshot.SuiteClass) bool { return class.Holds(s.name) }

// ecc reports whether the suite agrees on its key over an elliptic curve.
func (s suite) ecc() bool { return strings.Contains(s.name, "ECDH") || strings.Contains(s.name, "ECC") }

// rank orders suites as a careful visitor would: many servers take the first they know of those that are offered.
func (s suite) rank() int {
	switch aead := s.in(snapshot.ClassAEAD); {
	case s.badClass() != "":
		return 4
	case s.in(snapshot.ClassNoFS) && !aead:
		return 3
	case s.in(snapshot.ClassNoFS):
		return 2
	case !aead && !s.modern():
		return 1
	default:
		return 0
	}
}

// pick returns the numbers of the suites that want, the best first.
func pick(want func(suite) bool) []uint16 {
	var ids []uint16
	for _, s := range ranked() {
		if want(s) {
			ids = append(ids, s.id)
		}
	}
	return ids
}

var ranked = sync.OnceValue(func() []suite {
	list := slices.Clone(suites())
	slices.SortStableFunc(list, func(a, b suite) int { return cmp.Compare(a.rank(), b.rank()) })
	return list
})

// badClasses are the classes of bad suites, the worst first.
var badClasses = []snapshot.SuiteClass{
	snapshot.ClassNull, snapshot.ClassAnonymous, snapshot.ClassExport, snapshot.ClassDES, snapshot.ClassRC4, snapshot.Class3DES,
}

// group is a way to agree on a key, by its number and name in the registry of IANA ("TLS Supported Groups").
type group struct {
	id   uint16
	name string
}

// The groups that are offered, those in use first. Finite-field groups are left out up to TLS 1.2, where a server that knows them by
// number would not show the prime of its own that it gives to everybody else.
var (
	curves = []group{
		{29, "X25519"}, {23, "P-256"}, {24, "P-384"}, {25, "P-521"}, {30, "X448"}, {22, "secp256k1"},
		{26, "brainpoolP256r1"}, {27, "brainpoolP384r1"}, {28, "brainpoolP512r1"}, {21, "secp224r1"}, {19, "secp192r1"},
	}
	modernGroups = []group{
		{4588, "X25519MLKEM768"}, {4587, "SecP256r1MLKEM768"}, {4589, "SecP384r1MLKEM1024"}, {25497, "X25519Kyber768Draft00"},
		{29, "X25519"}, {23, "P-256"}, {24, "P-384"}, {25, "P-521"}, {30, "X448"}, {31, "brainpoolP256r1tls13"}, {32, "brainpoolP384r1tls13"},
		{33, "brainpoolP512r1tls13"}, {41, "curveSM2"}, {256, "ffdhe2048"}, {257, "ffdhe3072"}, {258, "ffdhe4096"}, {259, "ffdhe6144"}, {260, "ffdhe8192"},
	}
)

func groupName(id uint16) string {
	for _, list := range [][]group{modernGroups, curves} {
		for _, g := range list {
			if g.id == id {
				return g.name
			}
		}
	}
	return fmt.Sprintf("0x%04X", id)
}

func groupIDs(list []group) []uint16 {
	ids := make([]uint16, len(list))
	for i, g := range list {
		ids[i] = g.id
	}
	return ids
}

package facts

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

// Timing is what was timed of one key page: its own answers only, no walls and no other pages.
type Timing struct {
	Page *snapshot.Page
	Role Role
	// First are answers after a long time without us: the shop's caches and programs may have slept. Cold came over a new connection, Warm over
	// one that was open.
	First, Cold, Warm []snapshot.Times
	Silent            int // timings that brought no whole answer in the time allowed
	Lost              int // timings that brought an error, or were cut off
}

// timedRoles are the pages that are timed, in the order of a visit.
var timedRoles = []Role{RoleHome, RoleListing, RoleProduct, RoleCart, RoleCheckout}

// findTimings sorts the timings by page, in the order of a visit.
func (s *Site) findTimings() {
	at := map[*snapshot.Page]int{}
	for i := range s.Snap.Samples {
		ex := &s.Snap.Samples[i]
		p := s.Content(s.At(ex.Final()))
		if p == nil || !slices.Contains(timedRoles, s.Role(p)) {
			continue
		}
		n, ok := at[p]
		if !ok {
			n = len(s.Timings)
			at[p] = n
			s.Timings = append(s.Timings, Timing{Page: p, Role: s.Role(p)})
		}
		s.Timings[n].add(ex)
	}
	slices.SortStableFunc(s.Timings, func(a, b Timing) int {
		return cmp.Or(slices.Index(timedRoles, a.Role)-slices.Index(timedRoles, b.Role), strings.Compare(s.URL(a.Page), s.URL(b.Page)))
	})
}

func (t *Timing) add(ex *snapshot.Exchange) {
	switch h := ex.Last(); {
	case ex.Err != nil && ex.Err.Kind == snapshot.FaultTimeout:
		t.Silent++
	case ex.Err != nil || ex.Status() != 200:
		t.Lost++
	case h.Setting == "first":
		t.First = append(t.First, h.Times)
	case h.Setting == "warm":
		t.Warm = append(t.Warm, h.Times)
	default:
		t.Cold = append(t.Cold, h.Times)
	}
}

// Median returns the median of times, 0 for none.
func Median(times []time.Duration) time.Duration {
	n := len(times)
	if n == 0 {
		return 0
	}
	sorted := slices.Clone(times)
	slices.Sort(sorted)
	return sorted[(n-1)/2] + (sorted[n/2]-sorted[(n-1)/2])/2
}

package history

import (
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// remembered gives a shop n daily looks before this one, edited one by one.
func remembered(n int, edit func(i int, r *snapshot.Earlier)) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) {
		h := &snapshot.History{}
		for i := range n {
			r := snapshot.Earlier{Taken: s.Taken.AddDate(0, 0, i-n), Reachable: true, Ruleset: "a"}
			if edit != nil {
				edit(i, &r)
			}
			h.Runs = append(h.Runs, r)
		}
		s.Remember(h)
	}
}

var home = []checktest.Page{{URL: "/", HTML: `<html lang=en><body><h1>Candles</h1><p>Valley Candles Ltd, 1 Mill Lane, Leeds LS1 4AP. Registered in England and Wales, company number 01234567.</p>`}}

func TestUptime(t *testing.T) {
	down := func(days ...int) func(int, *snapshot.Earlier) {
		return func(i int, r *snapshot.Earlier) {
			for _, d := range days {
				if i == d {
					r.Reachable = false
				}
			}
		}
	}
	checktest.Table(t, Uptime,
		checktest.Case{Name: "always there", Pages: home, Edit: remembered(40, nil), Want: verdict.Pass},
		checktest.Case{Name: "never looked at before", Pages: home, Want: verdict.NotApplicable},
		checktest.Case{Name: "looked at for a week", Pages: home, Edit: remembered(7, down(1, 2, 3)), Want: verdict.NotApplicable},
		checktest.Case{Name: "one look in few may be chance", Pages: home, Edit: remembered(31, down(7)), Want: verdict.Pass},
		checktest.Case{Name: "two looks", Pages: home, Edit: remembered(60, down(7, 8)), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "many looks", Pages: home, Edit: remembered(40, down(7, 8, 20, 21)), Want: verdict.Fail, Total: 4},
	)
}

func TestCriticalFree(t *testing.T) {
	grave := func(rules string, days ...int) func(int, *snapshot.Earlier) {
		return func(i int, r *snapshot.Earlier) {
			for _, d := range days {
				if i == d {
					r.Serious, r.Ruleset = 2, rules
				}
			}
		}
	}
	checktest.Table(t, CriticalFree,
		checktest.Case{Name: "none", Pages: home, Edit: remembered(40, nil), Want: verdict.Pass},
		checktest.Case{Name: "no history", Pages: home, Want: verdict.NotApplicable},
		checktest.Case{Name: "long ago", Pages: home, Edit: remembered(40, grave("a", 1, 2, 3, 4, 5)), Want: verdict.Pass},
		checktest.Case{Name: "two of the last", Pages: home, Edit: remembered(40, grave("a", 30, 31)), Want: verdict.Warn, Total: 2},
		checktest.Case{Name: "most of the last", Pages: home, Edit: remembered(40, grave("a", 30, 31, 33, 35, 37)), Want: verdict.Fail, Total: 5},
		checktest.Case{Name: "judged by other rules", Pages: home, Edit: remembered(40, grave("b", 30, 31, 33, 35, 37)), Want: verdict.Pass},
		checktest.Case{Name: "nothing could be judged", Pages: home, Edit: remembered(40, func(_ int, r *snapshot.Earlier) { r.Serious = -1 }), Want: verdict.NotApplicable},
	)
}

func TestFixTime(t *testing.T) {
	spells := func(list ...[2]int) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			remembered(100, nil)(s)
			for _, l := range list {
				sp := snapshot.Spell{Check: "tls-cert", First: s.Taken.AddDate(0, 0, -l[0])}
				if l[1] > 0 {
					sp.Gone = sp.First.AddDate(0, 0, l[1])
				}
				s.History.Serious = append(s.History.Serious, sp)
			}
		}
	}
	checktest.Table(t, FixTime,
		checktest.Case{Name: "nothing grave", Pages: home, Edit: spells(), Want: verdict.Pass},
		checktest.Case{Name: "no history", Pages: home, Want: verdict.NotApplicable},
		checktest.Case{Name: "mended soon", Pages: home, Edit: spells([2]int{90, 3}, [2]int{80, 10}, [2]int{70, 60}), Want: verdict.Pass},
		checktest.Case{Name: "found last week", Pages: home, Edit: spells([2]int{7, 0}), Want: verdict.Pass},
		checktest.Case{Name: "open for three weeks", Pages: home, Edit: spells([2]int{21, 0}), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "stays for months", Pages: home, Edit: spells([2]int{90, 0}, [2]int{80, 60}), Want: verdict.Fail, Total: 2},
	)
}

func TestIdentityChange(t *testing.T) {
	named := func(kind string, names ...string) func(int, *snapshot.Earlier) {
		return func(i int, r *snapshot.Earlier) {
			if name := names[i*len(names)/40]; name != "" {
				r.Identity = map[string][]string{kind: {name}}
			}
		}
	}
	checktest.Table(t, IdentityChange,
		checktest.Case{Name: "the same", Pages: home, Edit: remembered(40, named("company", "Valley Candles Ltd")), Want: verdict.Pass},
		checktest.Case{Name: "no history", Pages: home, Want: verdict.NotApplicable},
		checktest.Case{Name: "another layout", Pages: home, Edit: remembered(40, named("company", "VALLEY CANDLES LTD.", "Valley Candles")), Want: verdict.Pass},
		checktest.Case{Name: "another company", Pages: home, Edit: remembered(40, named("company", "Hill Wax GmbH", "Valley Candles Ltd")), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "another number", Pages: home, Edit: remembered(40, named("gb-vat", "GB123456782", "GB999999973")), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "read differently once", Pages: home, Edit: remembered(40, func(i int, r *snapshot.Earlier) {
			named("company", "Valley Candles Ltd")(i, r)
			if i == 20 {
				r.Identity["company"] = []string{"Payment Services AG"}
			}
		}), Want: verdict.Pass},
		checktest.Case{Name: "read differently today only", Pages: home, Edit: remembered(40, named("company", "Hill Wax GmbH")), Want: verdict.Pass},
		checktest.Case{Name: "back to the old name", Pages: home, Edit: remembered(40, named("company", "Valley Candles Ltd", "Hill Wax GmbH", "Valley Candles Ltd")), Want: verdict.Pass},
		checktest.Case{Name: "a person's name", Pages: home, Edit: remembered(40, named("person", "A. Smith", "B. Miller")), Want: verdict.NotApplicable},
		checktest.Case{Name: "never read", Pages: home, Edit: remembered(40, nil), Want: verdict.NotApplicable},
	)
}

// Without a history nothing changes for a shop that is scanned once.
func TestSpan(t *testing.T) {
	s := &snapshot.Snapshot{Taken: time.Now()}
	if runs, over := s.Span(); runs != 1 || over != 0 {
		t.Errorf("%d runs over %s", runs, over)
	}
}

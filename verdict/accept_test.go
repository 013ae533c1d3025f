package verdict_test

import (
	"testing"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

func result(check string, status verdict.Status, urls ...string) verdict.Result {
	r := verdict.Result{Check: check, Status: status, Total: len(urls)}
	for _, u := range urls {
		r.Findings = append(r.Findings, verdict.Finding{Evidence: []verdict.Evidence{{URL: u}}})
	}
	return r
}

// What the owner accepts is marked finding by finding; a result is accepted when nothing of it is left to mend.
func TestAccept(t *testing.T) {
	now := time.Date(2026, 11, 26, 23, 0, 0, 0, time.UTC)
	two := []string{"https://shop.example/a/1", "https://shop.example/b/1"}
	for name, c := range map[string]struct {
		result   verdict.Result
		entry    verdict.Acceptance
		whole    bool
		findings int
		over     int
		idle     int
	}{
		"all of it":           {result("x", verdict.Fail, two...), verdict.Acceptance{Check: "x"}, true, 2, 0, 0},
		"one path":            {result("x", verdict.Fail, two...), verdict.Acceptance{Check: "x", URL: "/a/*"}, false, 1, 0, 0},
		"both by address":     {result("x", verdict.Warn, two...), verdict.Acceptance{Check: "x", URL: "https://shop.example/*/1"}, true, 2, 0, 0},
		"exact path":          {result("x", verdict.Warn, two...), verdict.Acceptance{Check: "x", URL: "/a"}, false, 0, 0, 1},
		"last day":            {result("x", verdict.Fail, two...), verdict.Acceptance{Check: "x", Until: "2026-11-26"}, true, 2, 0, 0},
		"run out":             {result("x", verdict.Fail, two...), verdict.Acceptance{Check: "x", Until: "2026-11-25"}, false, 0, 1, 0},
		"nothing found":       {result("x", verdict.Pass), verdict.Acceptance{Check: "x"}, false, 0, 0, 1},
		"another check":       {result("x", verdict.Fail, two...), verdict.Acceptance{Check: "y"}, false, 0, 0, 1},
		"about the shop":      {result("x", verdict.Fail), verdict.Acceptance{Check: "x"}, true, 0, 0, 0},
		"pattern, no places":  {result("x", verdict.Fail), verdict.Acceptance{Check: "x", URL: "/a"}, false, 0, 0, 1},
		"could not be seen":   {result("x", verdict.Unknown), verdict.Acceptance{Check: "x"}, false, 0, 0, 1},
		"more than were kept": {func() verdict.Result { r := result("x", verdict.Fail, two[0]); r.Total = 9; return r }(), verdict.Acceptance{Check: "x", URL: "/a/*"}, false, 1, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			list := []verdict.Result{c.result}
			over, idle := verdict.Accept(list, []verdict.Acceptance{c.entry}, now)
			n := 0
			for _, f := range list[0].Findings {
				if f.Accepted != nil {
					n++
				}
			}
			if (list[0].Accepted != nil) != c.whole || n != c.findings || len(over) != c.over || len(idle) != c.idle {
				t.Errorf("whole %v, %d findings, %d over, %d idle", list[0].Accepted != nil, n, len(over), len(idle))
			}
		})
	}
}

package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// grades from best to worst.
const grades = "ABCDEF"

// threshold is the value of --fail-on: from where on findings make the exit code 1.
type threshold struct{ text string }

func (t *threshold) String() string { return t.text }
func (t *threshold) Type() string   { return "threshold" }

func (t *threshold) Set(s string) error {
	ok := false
	if n, found := strings.CutPrefix(s, "score<"); found {
		v, err := strconv.Atoi(n)
		ok = err == nil && v >= 1 && v <= 100
	} else if g, found := strings.CutPrefix(s, "grade<"); found {
		ok = len(g) == 1 && strings.Contains(grades[:len(grades)-1], g)
	} else {
		ok = s == "new" || s == "warn" || s == "fail" || s == "high" || s == "critical"
	}
	if !ok {
		return fmt.Errorf("%q is no threshold: use new, warn, fail, high, critical, score<N with N from 1 to 100, or grade<X with X from A to E", clip(s))
	}
	t.text = s
	return nil
}

// errNoScore says that a threshold of score or grade cannot be decided.
var errNoScore = errors.New("no score could be given")

// met reports whether a verdict is at or above the threshold, and why in a few words.
func (t *threshold) met(v *verdict.Verdict) (why string, met bool, err error) {
	kind, limit, compared := strings.Cut(t.text, "<")
	switch {
	case t.text == "":
		return "", false, nil
	case compared && (!v.Initial.Known || v.Initial.Grade == ""):
		return "", false, errNoScore
	case kind == "score":
		n, _ := strconv.Atoi(limit)
		return fmt.Sprintf("the score is %d", v.Initial.Value), v.Initial.Value < n, nil
	case kind == "grade":
		return "the grade is " + v.Initial.Grade, strings.Index(grades, v.Initial.Grade) > strings.Index(grades, limit), nil
	}
	n := 0
	for i := range v.Results {
		if t.counts(&v.Results[i], v.Rules) {
			n++
		}
	}
	return fmt.Sprintf("checks at or above %s: %d", t.text, n), n > 0, nil
}

// counts reports whether one result is at or above the threshold. What is shown and never scored, or accepted by the owner, does not count.
func (t *threshold) counts(r *verdict.Result, rules map[string]verdict.Rule) bool {
	rule := rules[r.Check]
	if rule.Experimental || r.Severity == verdict.Info || r.Accepted != nil {
		return false
	}
	switch t.text {
	case "warn":
		return r.Status == verdict.Warn || r.Status == verdict.Fail
	case "fail":
		return r.Status == verdict.Fail
	case "high":
		return r.Status == verdict.Fail && (r.Severity == verdict.High || r.Severity == verdict.Critical)
	default:
		return r.Status == verdict.Fail && r.Severity == verdict.Critical
	}
}

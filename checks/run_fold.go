package checks

import (
	"fmt"

	"github.com/shopvet/shopvet/verdict"
)

func (f Fold) keep() int {
	if f.Keep > 0 {
		return min(f.Keep, MaxFindings)
	}
	return MaxFindings
}

// outcome makes one outcome of what was said of the pages.
//
// Pages that could not be seen are left out of the shares; only when nothing else is left is the check unknown. The confidence is that
// of the surest among the worst pages where the worst page decides, else that of the least sure page that counted.
func (f Fold) outcome(t *tally, m *Meta) Outcome {
	switch {
	case t.broken != nil:
		return *t.broken
	case t.seen == 0 && t.unknown != nil:
		return Unknown(t.unknown.Reason)
	case t.seen == 0:
		reason := f.None
		if reason.Key == "" {
			reason = Msg(KeyNoPages)
		}
		return NotApplicable(reason)
	}
	o := Outcome{Graded: true, Confidence: t.doubt, Reason: t.reason(m), Findings: t.findings, Total: t.total, Seen: t.seen}
	o.Status, o.Grade = f.byShare(float64(t.bad) / float64(t.seen))
	if f.Any && t.bad > 0 {
		o.Status, o.Grade, o.Confidence = t.worst.Status, grade(t.worst), t.worst.Confidence
	}
	if f.WarnOnly && o.Status == verdict.Fail {
		o.Status = verdict.Warn
	}
	if f.WarnOnly {
		o.Grade = max(o.Grade, 0.5)
	}
	return o
}

// byShare holds the share of bad pages against the thresholds; between them the grade falls in a straight line.
func (f Fold) byShare(share float64) (verdict.Status, float64) {
	switch {
	case share <= f.Pass:
		return verdict.Pass, 1
	case share <= f.Warn:
		return verdict.Warn, Linear(share, f.Pass, f.Warn)
	default:
		return verdict.Fail, 0
	}
}

// reason sums the pages up, in the check's own words where it has them.
func (t *tally) reason(m *Meta) verdict.Message {
	key, own := KeyPages, OwnPages
	if t.bad == 0 {
		key, own = KeyPagesOK, OwnPagesOK
	}
	if _, ok := m.Messages[own]; ok {
		key = own
	}
	return Msg(key, "bad", t.bad, "seen", t.seen, "share", percent(t.bad, t.seen))
}

// percent writes n of total with one decimal, never rounding a part to nothing or to all.
func percent(n, total int) string {
	p := 100 * float64(n) / float64(total)
	switch {
	case n > 0 && p < 0.1:
		return "less than 0.1%"
	case n < total && p > 99.9:
		return "more than 99.9%"
	}
	return fmt.Sprintf("%.4g\u00a0%%", float64(int(p*10+0.5))/10)
}

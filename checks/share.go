package checks

import "github.com/shopvet/shopvet/verdict"

// Few is the number of things seen below which a share says little: what rests on it is likely, no more.
const Few = 5

// ByShare makes one outcome of the bad ones among things that were seen: it passes while at least the share pass of them is good, warns down to warn,
// and fails below. The grade falls in a straight line between the two. A warn of 0 never fails.
func ByShare(seen int, findings []verdict.Finding, pass, warn float64, good, bad verdict.Message) Outcome {
	share := float64(seen-len(findings)) / float64(seen)
	o := Pass(good)
	switch {
	case share < warn:
		o = Fail(bad, findings...)
	case share < pass:
		o = Warn(bad, findings...)
		o.Graded, o.Grade = true, Linear(share, pass, warn)
		if warn == 0 {
			o.Grade = max(o.Grade, 0.5)
		}
	}
	o.Seen = seen
	if seen < Few && o.Status != verdict.Pass {
		o.Confidence = verdict.Likely
	}
	return o
}

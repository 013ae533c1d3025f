package report

import (
	"cmp"
	"slices"
)

// returningView is what counts most for customers who come back.
type returningView struct {
	Intro string
	Most  []returningFix // of all fixes, those that move most
	Later bool           // fixes of their own follow
}

// returningFix is a fix with what it moves for returning customers.
type returningFix struct {
	ref
	Number int
	Gain   string
}

// The fixes that are named for returning customers: the first few that move at least a tenth of a point.
const (
	mostReturning  = 5
	leastReturning = 0.05
)

// returning lists the fixes that move most for returning customers, nil where none moves anything.
func (b *builder) returning(fixes []fixView) *returningView {
	var order []int
	out := &returningView{Intro: b.text("returning.intro")}
	for i := range b.v.Actions {
		if b.v.Actions[i].MatureGain >= leastReturning {
			order = append(order, i)
		}
		out.Later = out.Later || fixes[i].Later
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(b.v.Actions[y].MatureGain, b.v.Actions[x].MatureGain) })
	for _, i := range first(order, mostReturning) {
		out.Most = append(out.Most, returningFix{ref: ref{Text: fixes[i].Title, Anchor: fixes[i].ID}, Number: fixes[i].Number,
			Gain: b.text("returning.gain", "n", b.decimal(clamp(b.v.Actions[i].MatureGain), 1))})
	}
	if len(out.Most) == 0 && !out.Later {
		return nil
	}
	return out
}

package score

import (
	"slices"

	"github.com/shopvet/shopvet/verdict"
)

// later reports whether an action leaves the first visit as it is: all it mends counts for returning customers only, and nothing of that
// limits the score or takes points off.
func (m *scorer) later(a *action) bool {
	return !slices.ContainsFunc(a.items, func(i int) bool {
		it := &m.items[i]
		return it.rule.Stage != verdict.StageMature || it.rule.Factor == verdict.Integrity || m.carriesCap(i)
	})
}

// carriesCap reports whether a condition that limits the score may rest on an item.
func (m *scorer) carriesCap(i int) bool {
	return slices.ContainsFunc(m.caps, func(k knockout) bool {
		return slices.ContainsFunc(k.groups, func(g []int) bool { return slices.Contains(g, i) })
	})
}

// weighForReturning writes to each action what it would add for returning customers when it alone is done, on the mean of what this one look
// measured: exact, but no promise of a score, which needs a history.
func (m *scorer) weighForReturning(actions []verdict.Action) {
	start := m.mean(m.now)
	for i := range actions {
		actions[i].MatureGain = rounded(m.mean(m.with(m.now, action{items: m.find(actions[i].Checks)})) - start)
	}
}

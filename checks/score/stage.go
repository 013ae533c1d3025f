package score

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// verdict writes the score of the stage down.
func (m *scorer) verdict() verdict.Score {
	t := m.total(m.now)
	s := verdict.Score{
		Stage: m.stage, Known: true, Value: points(t.value), Raw: rounded(t.raw), Deduction: m.deduction(m.now),
		Low: points(m.total(m.supposing(0)).value), High: points(m.total(m.supposing(1)).value),
		Coverage: rounded(m.coverage()), Factors: m.factorScores(), Caps: []verdict.Cap{},
	}
	s.Grade, s.Provisional = gradeOf(s.Value), s.Coverage < firmCoverage
	for _, k := range m.active(m.now) {
		c := verdict.Cap{
			ID: k.id, Limit: k.limit, Class: k.class, Checks: []string{},
			Reason: verdict.Message{Key: "cap." + strings.ToLower(k.id), Text: k.reason},
		}
		for _, i := range k.rests(m.now) {
			c.Checks = append(c.Checks, m.items[i].Check)
		}
		s.Caps = append(s.Caps, c)
	}
	return s
}

// count is how much of a factor was measured.
type count struct {
	applicable, measured float64 // severity weights
	checks, unknown      int
}

// counts returns the count of each factor, and the sum of the weights of those to which any check applies.
func (m *scorer) counts() (list []count, weights float64) {
	list = make([]count, len(m.factors))
	for _, it := range m.items {
		if it.weight == 0 || it.Status == verdict.NotApplicable {
			continue
		}
		c := &list[it.factor]
		c.applicable += it.weight
		if it.Status.Measured() {
			c.measured += it.weight
			c.checks++
		} else {
			c.unknown++
		}
	}
	for f, c := range list {
		if c.applicable > 0 {
			weights += m.weights[f]
		}
	}
	return list, weights
}

// coverage is how much of what should have been measured was, 0 to 1.
func (m *scorer) coverage() float64 {
	counts, weights := m.counts()
	if weights == 0 {
		return 0
	}
	sum := 0.0
	for f, c := range counts {
		if c.applicable > 0 {
			sum += m.weights[f] * c.measured / c.applicable
		}
	}
	return sum / weights
}

// factorScores lists the factors that weigh in the stage, in the order of reports.
func (m *scorer) factorScores() []verdict.FactorScore {
	counts, _ := m.counts()
	shares := m.shares(m.now)
	list := []verdict.FactorScore{}
	for f, factor := range m.factors {
		if m.weights[f] == 0 {
			continue
		}
		c := counts[f]
		fs := verdict.FactorScore{
			Factor: factor, Name: factor.Name(), Weight: rounded(m.weights[f]), Mark: rounded(shares[f].mark()), Checks: c.checks, Unknown: c.unknown,
		}
		if c.applicable > 0 {
			fs.Coverage = rounded(c.measured / c.applicable)
		}
		list = append(list, fs)
	}
	return list
}

// verify lists what was not seen and a person could look up, by the coverage it would add. What would add none is left out.
func (m *scorer) verify() []verdict.Verification {
	counts, weights := m.counts()
	list := []verdict.Verification{}
	for _, it := range m.items {
		if it.Status != verdict.Unknown || it.weight == 0 || m.weights[it.factor] == 0 {
			continue
		}
		gain := m.weights[it.factor] * it.weight / counts[it.factor].applicable / weights
		list = append(list, verdict.Verification{Check: it.Check, Title: it.rule.Title, Why: it.Reason, Gain: rounded(gain)})
	}
	slices.SortStableFunc(list, func(a, b verdict.Verification) int { return cmp.Compare(b.Gain, a.Gain) })
	return list
}

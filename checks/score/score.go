// Package score turns results into factor marks, scores, caps and the order of advice.
//
// The formula is that of the trust model: the checks of a factor make its mark, the marks make a power mean with exponent ½, knock-out
// conditions cap it, and proven deceit is deducted. What could not be seen moves the range and the coverage, never the score.
package score

import (
	"math"
	"slices"
	"strings"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

const (
	leastCoverage = 0.60 // below, no score is given
	firmCoverage  = 0.80 // below, the grade is provisional
	mostDeducted  = 20   // points for integrity
	matureRuns    = 4    // runs a mature score needs …
	matureDays    = 30   // … over at least so many days
)

// Options are what a user may choose.
type Options struct {
	Profile *Profile // weights of the factors; nil means the default profile
	// Runs is how many looks are known of, this one among them, and Over from the first to this one; the zero values mean this one alone.
	Runs int
	Over time.Duration
}

// Judge makes of the results of one snapshot the scores of both stages, the actions in the order of advice, and what a person could
// look up to see more, the most telling first. Results without a rule are left out; their order does not matter. The mature score is
// withheld until there is a history: one snapshot has none.
func Judge(results []verdict.Result, rules map[string]verdict.Rule, opts Options) (initial, mature verdict.Score, actions []verdict.Action, verify []verdict.Verification) {
	p := profile(opts)
	m := newScorer(results, rules, p, verdict.StageInitial)
	initial = m.verdict()
	if initial.Coverage < leastCoverage {
		withhold(&initial, verdict.Message{
			Key: "score.low-coverage", Args: map[string]any{"coverage": initial.Coverage, "least": leastCoverage},
			Text: "Too little of what matters could be seen to give a score that is fair",
		})
	}
	returning := newScorer(results, rules, p, verdict.StageMature)
	mature = returning.verdict()
	switch {
	case opts.Runs < matureRuns || opts.Over < matureDays*24*time.Hour:
		withhold(&mature, verdict.Message{
			Key: "score.no-history", Args: map[string]any{"runs": matureRuns, "days": matureDays},
			Text: "The score for returning customers needs at least 4 looks over at least 30 days",
		})
	case mature.Coverage < leastCoverage:
		withhold(&mature, verdict.Message{
			Key: "score.low-coverage", Args: map[string]any{"coverage": mature.Coverage, "least": leastCoverage},
			Text: "Too little of what matters could be seen to give a score that is fair",
		})
	}
	actions = m.advice(initial)
	returning.weighForReturning(actions)
	return initial, mature, actions, m.verify()
}

// profile returns the profile in force.
func profile(opts Options) *Profile {
	if opts.Profile != nil {
		return opts.Profile
	}
	p, err := LoadProfile(DefaultProfile)
	if err != nil {
		panic(err) // it is compiled in, and a test reads it
	}
	return p
}

// withhold takes the numbers out of a score that cannot be given: it may be anything.
func withhold(s *verdict.Score, why verdict.Message) {
	s.Known, s.Why = false, &why
	s.Value, s.Low, s.High, s.Raw, s.Deduction = 0, 0, 100, 0, 0
	s.Grade, s.Provisional = "", false
}

// item is one result with its rule, as it counts in a stage.
type item struct {
	*verdict.Result
	rule   verdict.Rule
	factor int     // index into verdict.Factors
	weight float64 // of its severity; 0 where it does not count in this stage
	trust  float64 // weight of the detector's confidence
	sure   bool    // the detector's confidence is high
}

// look is how a result is looked at: as it is, or as it would be.
type look struct {
	status verdict.Status
	counts bool // takes part in marks
	grade  float64
}

// view is one look per item.
type view []look

// scorer computes the score of one stage for any view of the same results.
type scorer struct {
	stage   verdict.Stage
	factors []verdict.Factor
	weights []float64 // per factor
	items   []item    // sorted by check id, so that sums are made in the same order whatever the order of results
	caps    []knockout
	now     view
}

func newScorer(results []verdict.Result, rules map[string]verdict.Rule, p *Profile, stage verdict.Stage) *scorer {
	m := &scorer{stage: stage, factors: verdict.Factors()}
	for _, f := range m.factors {
		m.weights = append(m.weights, p.weights[stage][f])
	}
	for i := range results {
		r := &results[i]
		rule, ok := rules[r.Check]
		if !ok {
			continue
		}
		it := item{
			Result: r, rule: rule, factor: slices.Index(m.factors, rule.Factor),
			trust: r.Confidence.Weight(), sure: r.Confidence.Weight() == verdict.Sure.Weight(),
		}
		if (rule.Stage == stage || rule.Stage == verdict.StageBoth) && !rule.Experimental && rule.Factor != verdict.Integrity && it.factor >= 0 {
			it.weight = r.Severity.Weight()
		}
		m.items = append(m.items, it)
	}
	slices.SortFunc(m.items, func(a, b item) int { return strings.Compare(a.Check, b.Check) })
	for _, it := range m.items {
		m.now = append(m.now, look{status: it.Status, counts: it.Status.Measured(), grade: min(max(it.Grade, 0), 1)})
	}
	m.caps = m.knockouts()
	return m
}

// find returns the indexes of the items of these checks, leaving out checks that were not run.
func (m *scorer) find(ids []string) []int {
	var list []int
	for _, id := range ids {
		if i, ok := slices.BinarySearchFunc(m.items, id, func(it item, id string) int { return strings.Compare(it.Check, id) }); ok {
			list = append(list, i)
		}
	}
	return list
}

// total is a score with its parts, unrounded.
type total struct{ raw, value float64 }

// total computes the score of a view.
func (m *scorer) total(v view) total {
	t := total{raw: m.mean(v)}
	limit := 100.0
	for i := range m.caps {
		if m.caps[i].holds(v) {
			limit = float64(m.caps[i].limit)
			break
		}
	}
	t.value = max(0, min(t.raw, limit)-float64(m.deduction(v)))
	return t
}

// share is what a factor got of what it could get.
type share struct{ got, most float64 }

// mark is the factor's mark, 0 to 100; 0 where nothing was measured.
func (s share) mark() float64 {
	if s.most == 0 {
		return 0
	}
	return 100 * s.got / s.most
}

// shares returns the share of each factor.
func (m *scorer) shares(v view) []share {
	list := make([]share, len(m.factors))
	for i := range m.items {
		if it := &m.items[i]; v[i].counts && it.weight > 0 {
			list[it.factor].got += it.weight * it.trust * v[i].grade
			list[it.factor].most += it.weight * it.trust
		}
	}
	return list
}

// mean is the power mean with exponent ½ of the marks of the factors that were measured, 0 to 100.
func (m *scorer) mean(v view) float64 {
	var roots, weights float64
	for f, s := range m.shares(v) {
		if s.most > 0 {
			roots += m.weights[f] * math.Sqrt(s.mark())
			weights += m.weights[f]
		}
	}
	if weights == 0 {
		return 0
	}
	return (roots / weights) * (roots / weights)
}

// deduction is what failed integrity checks cost, in points. Only what was found for certain is deducted.
func (m *scorer) deduction(v view) int {
	points := 0
	for i := range m.items {
		it := &m.items[i]
		if it.rule.Factor == verdict.Integrity && it.sure && v[i].status == verdict.Fail && !it.rule.Experimental {
			points += integrityPoints(it.Severity)
		}
	}
	return min(points, mostDeducted)
}

func integrityPoints(s verdict.Severity) int {
	switch s {
	case verdict.Critical, verdict.High:
		return 8
	case verdict.Medium:
		return 4
	case verdict.Low:
		return 2
	default:
		return 0
	}
}

// supposing returns the view in which everything unseen has this grade. Its status stays unknown: caps and deductions rest on what was
// measured, so that nothing unseen can bring one about.
func (m *scorer) supposing(grade float64) view {
	v := slices.Clone(m.now)
	for i := range v {
		if unseen(v[i].status) {
			v[i].counts, v[i].grade = true, grade
		}
	}
	return v
}

func unseen(s verdict.Status) bool { return s == verdict.Unknown || s == verdict.Broken }

// points rounds a score. The first rounding takes away the last digits of floating point, which must not decide between two points.
func points(x float64) int { return int(math.Round(math.Round(x*1e6) / 1e6)) }

// rounded keeps four decimals, enough for every reader and few enough to be the same everywhere.
func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// gradeOf returns the grade of a score.
func gradeOf(value int) string {
	switch {
	case value >= 85:
		return "A"
	case value >= 70:
		return "B"
	case value >= 55:
		return "C"
	case value >= 40:
		return "D"
	case value >= 25:
		return "E"
	default:
		return "F"
	}
}

package score

import (
	"cmp"
	"math"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/verdict"
)

// change is a group of checks that one change of the shop resolves. Every other check is resolved by a change of its own.
type change struct {
	title  string
	checks []string
}

func changes() []change {
	return []change{
		{
			title: "Publish who runs the shop, on a page that every page links to",
			checks: []string{
				"identity-imprint-link", "identity-legal-name", "identity-postal-address", "identity-registration-number",
				"identity-responsible-person", "identity-vat-id",
			},
		},
		{title: "Renew the certificate", checks: []string{"tls-cert-expiry", "tls-cert-valid"}},
	}
}

// action is a change with what decides its place in the advice.
type action struct {
	items     []int // results that are not as they should be
	title     string
	effort    float64
	duty      bool
	later     bool    // counts for returning customers only
	certainty float64 // of the least certain detector
	depth     int     // how deep in the shop the most visible page stands on which it shows, 0 at the home page
}

// actions lists one action for every change that some warn or fail calls for. What was not seen and what is never scored call for none.
func (m *scorer) actions() []action {
	var list []action
	taken := make([]bool, len(m.items))
	add := func(title string, indexes []int) {
		a := action{title: title, certainty: 1, depth: math.MaxInt}
		for _, i := range indexes {
			if it := &m.items[i]; !taken[i] && it.wanting() {
				taken[i] = true
				a.include(i, it)
			}
		}
		if len(a.items) == 1 {
			a.title = firstSentence(m.items[a.items[0]].rule.Fix)
		}
		if len(a.items) > 0 {
			a.later = m.later(&a)
			list = append(list, a)
		}
	}
	for _, c := range changes() {
		add(c.title, m.find(c.checks))
	}
	for i := range m.items {
		add("", []int{i})
	}
	return list
}

// wanting reports whether there is something to mend that counts, and that the owner does not mean to leave.
func (it *item) wanting() bool {
	return (it.Status == verdict.Warn || it.Status == verdict.Fail) && it.Severity.Weight() > 0 && !it.rule.Experimental && it.Accepted == nil
}

func (a *action) include(i int, it *item) {
	a.items = append(a.items, i)
	a.effort = max(a.effort, float64(it.rule.Effort), 1)
	a.duty = a.duty || it.Duty != nil && it.Duty.Level == "must"
	a.certainty = min(a.certainty, it.trust)
	a.depth = min(a.depth, depth(it.Result))
}

// depth counts the path segments of the shallowest page a result points to. A result that points to none is about the whole shop.
func depth(r *verdict.Result) int {
	least := math.MaxInt
	for _, f := range r.Findings {
		for _, e := range f.Evidence {
			u, err := url.Parse(e.URL)
			if err != nil || e.URL == "" {
				continue
			}
			least = min(least, len(strings.FieldsFunc(u.Path, func(c rune) bool { return c == '/' })))
		}
	}
	if least == math.MaxInt {
		return 0
	}
	return least
}

// advice orders the actions: again and again the best one in the shop as it would then be.
func (m *scorer) advice(s verdict.Score) []verdict.Action {
	out := []verdict.Action{}
	left := m.actions()
	v := slices.Clone(m.now)
	start := m.total(v)
	reached := !s.Known
	for len(left) > 0 {
		best := m.best(v, left)
		a := left[best]
		left = slices.Delete(left, best, best+1)
		alone := m.total(m.with(m.now, a))
		before := m.active(v)
		v = m.with(v, a)
		done := m.write(a)
		done.RawGain = rounded(alone.raw - start.raw)
		done.Lifts = lifted(before, v)
		if s.Known {
			done.Gain = points(alone.value) - s.Value
			done.After = points(m.total(v).value)
			done.Grade = gradeOf(done.After)
		}
		// Grades are letters, A the best.
		if !reached && done.Grade < s.Grade {
			done.Reaches, reached = true, true
		}
		out = append(out, done)
	}
	return out
}

// with returns the view in which an action is done: its checks pass.
func (m *scorer) with(v view, a action) view {
	v = slices.Clone(v)
	for _, i := range a.items {
		v[i].status, v[i].grade = verdict.Pass, 1
	}
	return v
}

// rank is what an action is ordered by, most telling first.
type rank struct {
	later    bool    // leaves the first visit as it is
	lifts    bool    // helps to lift the lowest cap
	duty     bool    // a legal duty stands behind it
	gain     float64 // points per effort
	raw      float64 // points before caps and deduction, per effort
	sure     float64
	depth    int
	position int
}

// best returns the index of the action to do next.
func (m *scorer) best(v view, list []action) int {
	now, binding := m.total(v), m.lowest(v)
	var first rank
	for k, a := range list {
		t := m.total(m.with(v, a))
		r := rank{
			lifts: slices.ContainsFunc(a.items, func(i int) bool { return slices.Contains(binding, i) }),
			later: a.later, duty: a.duty, gain: rounded((t.value - now.value) / a.effort), raw: rounded((t.raw - now.raw) / a.effort),
			sure: a.certainty, depth: a.depth, position: k,
		}
		if k == 0 || r.before(first) {
			first = r
		}
	}
	return first.position
}

// lowest returns the results on which the lowest of the caps that hold rest.
func (m *scorer) lowest(v view) []int {
	var list []int
	active := m.active(v)
	for _, k := range active {
		if k.limit == active[0].limit {
			list = append(list, k.rests(v)...)
		}
	}
	return list
}

// before reports whether an action of rank r is advised before one of rank o.
func (r rank) before(o rank) bool {
	return cmp.Or(
		yes(o.later, r.later), yes(r.lifts, o.lifts), yes(r.duty, o.duty), cmp.Compare(o.gain, r.gain), cmp.Compare(o.raw, r.raw),
		cmp.Compare(o.sure, r.sure), cmp.Compare(r.depth, o.depth), cmp.Compare(r.position, o.position),
	) < 0
}

// yes orders true before false.
func yes(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	default:
		return 1
	}
}

// lifted returns the ids of the caps that held before and do not in v.
func lifted(before []*knockout, v view) []string {
	ids := []string{}
	for _, k := range before {
		if !k.holds(v) {
			ids = append(ids, k.id)
		}
	}
	return ids
}

// write puts an action into words.
func (m *scorer) write(a action) verdict.Action {
	out := verdict.Action{Title: a.title, Effort: int(a.effort), Duty: a.duty, Stage: verdict.StageInitial}
	if a.later {
		out.Stage = verdict.StageMature
	}
	var fixes []string
	for _, i := range a.items {
		out.Checks = append(out.Checks, m.items[i].Check)
		if fix := m.items[i].rule.Fix; !slices.Contains(fixes, fix) {
			fixes = append(fixes, fix)
		}
	}
	out.Fix = strings.Join(fixes, " ")
	return out
}

// firstSentence returns a text up to the end of its first sentence, without the full stop.
func firstSentence(text string) string {
	for i := 0; ; {
		n := strings.Index(text[i:], ". ")
		if n < 0 {
			return strings.TrimSuffix(text, ".")
		}
		i += n + 2
		next, _ := utf8.DecodeRuneInString(text[i:])
		head := text[:i-2]
		if unicode.IsUpper(next) && !strings.HasSuffix(head, "e.g") && !strings.HasSuffix(head, "i.e") {
			return head
		}
	}
}

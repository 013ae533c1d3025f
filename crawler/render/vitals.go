package render

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/shopvet/shopvet/snapshot"
)

// vitals are the measures as our script gives them; times in milliseconds since the page began to load.
type vitals struct {
	Now     float64 `json:"now"`
	TTFB    float64 `json:"ttfb"`
	Load    float64 `json:"load"`
	FCP     float64 `json:"fcp"`
	LCP     float64 `json:"lcp"`
	LCPOf   string  `json:"lcpOf"`
	LCPBox  *rect   `json:"lcpBox"`
	Shifts  []shift `json:"shifts"`
	Tasks   []task  `json:"tasks"`
	Wide    int     `json:"wide"`
	WideOf  string  `json:"wideOf"`
	WideBox *rect   `json:"wideBox"`
	NoMeta  bool    `json:"noMeta"`
}

type rect struct{ X, Y, Width, Height float64 }

type shift struct {
	At    float64 `json:"at"`
	Score float64 `json:"score"`
	Of    string  `json:"of"`
}

type task struct {
	At   float64 `json:"at"`
	Took float64 `json:"took"`
}

func (v *vitals) lastTask() float64 {
	end := 0.0
	for _, t := range v.Tasks {
		end = max(end, t.At+t.Took)
	}
	return end
}

func ms(f float64) time.Duration { return time.Duration(f * float64(time.Millisecond)) }

// run makes a timed load of the measures.
func (v *vitals) run(visit Visit) snapshot.Run {
	r := snapshot.Run{
		Mobile: visit.Mobile, Throttled: visit.Throttled, TTFB: ms(v.TTFB), FCP: ms(v.FCP), LCP: ms(v.LCP), LCPOf: v.LCPOf, Load: ms(v.Load),
		CLS: layoutShift(v.Shifts), LongTasks: len(v.Tasks),
	}
	for _, t := range v.Tasks {
		r.Longest = max(r.Longest, ms(t.Took))
	}
	r.TBT = ms(blocking(v.Tasks, v.FCP))
	shifts := slices.Clone(v.Shifts)
	slices.SortStableFunc(shifts, func(a, b shift) int { return cmp.Compare(b.Score, a.Score) })
	for _, s := range shifts[:min(len(shifts), 5)] {
		r.Shifts = append(r.Shifts, snapshot.Shift{Score: s.Score, At: ms(s.At), Of: s.Of})
	}
	if visit.Mobile {
		r.Wide, r.WideOf, r.NoMeta = v.Wide, v.WideOf, v.NoMeta
	}
	return r
}

// layoutShift is the largest sum of shifts in a window of at most five seconds in which no two neighbours are a second apart (CLS as the Web
// Vitals define it).
func layoutShift(list []shift) float64 {
	const gap, window = 1000, 5000
	most, sum, first, last := 0.0, 0.0, math.Inf(-1), math.Inf(-1)
	for _, s := range list {
		if s.At-last > gap || s.At-first > window {
			sum, first = 0, s.At
		}
		last = s.At
		sum += s.Score
		most = max(most, sum)
	}
	return most
}

// blocking is the time that tasks took beyond 50 ms each, after the first paint (TBT as Lighthouse counts it). What of a task came before the paint
// does not count. Before anything was painted there is nothing to block.
func blocking(tasks []task, painted float64) float64 {
	const free = 50
	if painted == 0 {
		return 0
	}
	sum := 0.0
	for _, t := range tasks {
		begin, end := max(t.At, painted), t.At+t.Took
		sum += max(0, end-begin-free)
	}
	return sum
}

// SameWords reports whether two texts differ in their numbers only.
func SameWords(a, b string) bool { return letters(a) == letters(b) }

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

func abs(f float64) float64 { return math.Abs(f) }

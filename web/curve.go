package web

import (
	"fmt"
	"math"
	"strings"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/report"
)

// curve is the drawing of a seller's score over time. Lengths are units of its 720 by 220 view box.
type curve struct {
	Lines []string // paths of the score; a new one begins where other rules judged, since unlike rules are not compared
	Band  []string // paths of what could not be seen
	Dots  []dot
	Gaps  []dot // looks that brought no score
	Edges []edge
	Ticks []edge // days
	Says  string // the same in words
}

type dot struct{ X, Y float64 }

// edge is a line with its label: where a grade begins, or a day.
type edge struct {
	At   float64
	Text string
}

// The geometry of the curve.
const (
	curveLeft, curveRight = 30.0, 710.0
	curveTop, curveBottom = 12.0, 190.0
)

func curveY(score float64) float64 {
	return tenth(curveBottom - (curveBottom-curveTop)*score/100)
}

func tenth(x float64) float64 { return math.Round(x*10) / 10 }

// newCurve draws results, the latest of which comes first; nil where there are too few for a curve.
func newCurve(w report.Words, results []catalogue.Result) *curve {
	if len(results) < 2 {
		return nil
	}
	c := &curve{Edges: []edge{{curveY(85), "A"}, {curveY(70), "B"}, {curveY(55), "C"}, {curveY(40), "D"}, {curveY(25), "E"}}}
	time := span{results[len(results)-1].Taken, results[0].Taken}
	x := func(r *catalogue.Result) float64 { return tenth(curveLeft + time.at(r.Taken, curveRight-curveLeft)) }
	var run []*catalogue.Result
	flush := func() {
		if len(run) > 0 {
			c.Lines, c.Band = append(c.Lines, line(run, x)), append(c.Band, band(run, x))
		}
		run = nil
	}
	lowest, highest := 101, -1
	for i := len(results) - 1; i >= 0; i-- {
		r := &results[i]
		if r.Score < 0 {
			c.Gaps = append(c.Gaps, dot{x(r), curveBottom})
			continue
		}
		if len(run) > 0 && run[len(run)-1].Ruleset != r.Ruleset {
			flush()
		}
		run = append(run, r)
		c.Dots = append(c.Dots, dot{x(r), curveY(float64(r.Score))})
		lowest, highest = min(lowest, r.Score), max(highest, r.Score)
	}
	flush()
	if len(c.Dots) > 60 { // then the line says more than dots that touch
		c.Dots = c.Dots[len(c.Dots)-1:]
	}
	if highest < 0 {
		return nil
	}
	layout := dayLayout(w)
	tick := layout
	if timeText(time.From, layout) == timeText(time.To, layout) {
		layout, tick = w.Text("date"), "15:04" // the words below tell the day; below the curve of a phone there is no room for it twice
	}
	c.Ticks = []edge{{curveLeft, timeText(time.From, tick)}, {curveRight, timeText(time.To, tick)}}
	c.Says = w.Count("web.curve.says", len(results), "from", timeText(time.From, layout), "to", timeText(time.To, layout), "low", lowest, "high", highest)
	return c
}

// line is the path through scores.
func line(run []*catalogue.Result, x func(*catalogue.Result) float64) string {
	var b strings.Builder
	for i, r := range run {
		fmt.Fprintf(&b, "%c%g %g", "ML"[min(i, 1)], x(r), curveY(float64(r.Score)))
	}
	return b.String()
}

// band is the path around what the scores could be once everything were seen.
func band(run []*catalogue.Result, x func(*catalogue.Result) float64) string {
	var b strings.Builder
	for i, r := range run {
		fmt.Fprintf(&b, "%c%g %g", "ML"[min(i, 1)], x(r), curveY(float64(r.High)))
	}
	for i := len(run) - 1; i >= 0; i-- {
		fmt.Fprintf(&b, "L%g %g", x(run[i]), curveY(float64(run[i].Low)))
	}
	return b.String() + "Z"
}

package report

import (
	"fmt"
	"math"
)

// dial is the drawing of a score: three quarters of a circle, open at the bottom. Lengths are units of its 240 by 216 view box.
type dial struct {
	Track, Band, Value string // path data
	Marks              []dialMark
}

// dialMark is a grade's letter in the middle of its stretch, and the line at which it begins.
type dialMark struct {
	Grade          string
	X, Y           float64
	X1, Y1, X2, Y2 float64
	Edge           bool
	Here           bool
}

// The geometry of the dial.
const (
	dialX, dialY  = 120.0, 118.0
	dialRadius    = 84.0
	dialLetters   = 107.0
	dialRange     = 69.0  // the band of the range runs inside the ring
	dialFrom      = 135.0 // degrees, clockwise from three o'clock
	dialSweep     = 270.0
	dialHalfWidth = 9.0
)

// newDial draws s; without a score only the empty track.
func newDial(s scoreView) dial {
	d := dial{Track: arc(0, 100, dialRadius)}
	for i, e := range gradeEdges {
		end := 100.0
		if i+1 < len(gradeEdges) {
			end = gradeEdges[i+1].from
		}
		m := dialMark{Grade: e.grade, Edge: i > 0, Here: s.Known && s.Grade == e.grade}
		m.X, m.Y = point((e.from+end)/2, dialLetters)
		m.X1, m.Y1 = point(e.from, dialRadius-dialHalfWidth)
		m.X2, m.Y2 = point(e.from, dialRadius+dialHalfWidth)
		d.Marks = append(d.Marks, m)
	}
	if s.Known {
		d.Band, d.Value = arc(float64(s.Low), float64(s.High), dialRange), arc(0, float64(s.Value), dialRadius)
	}
	return d
}

// point is where score lies at a distance from the dial's centre, rounded to a tenth.
func point(score, radius float64) (x, y float64) {
	a := (dialFrom + dialSweep*clamp(score)/100) * math.Pi / 180
	return round(dialX + radius*math.Cos(a)), round(dialY + radius*math.Sin(a))
}

// arc is the path between two scores at a distance from the dial's centre, "" for none.
func arc(from, to, radius float64) string {
	from, to = clamp(from), clamp(to)
	if to <= from {
		return ""
	}
	x1, y1 := point(from, radius)
	x2, y2 := point(to, radius)
	large := 0
	if (to-from)*dialSweep/100 > 180 {
		large = 1
	}
	return fmt.Sprintf("M%g %gA%g %g 0 %d 1 %g %g", x1, y1, radius, radius, large, x2, y2)
}

// clamp keeps a score on the scale.
func clamp(score float64) float64 { return min(max(score, 0), 100) }

// round rounds to a tenth.
func round(x float64) float64 { return math.Round(x*10) / 10 }

// bar is a horizontal bar: its whole length and its filled part, in units of its 100 wide view box.
type bar struct{ Length, Filled float64 }

// newBar draws a share of the scale's length, filled up to mark of 100.
func newBar(share float64, mark int) bar {
	length := clamp(share * 100)
	return bar{Length: round(length), Filled: round(length * clamp(float64(mark)) / 100)}
}

// ladder is one step of the running score: what was reached before, and what this step adds.
type ladder struct {
	Before, Step float64
	Edges        []float64 // where grades begin
}

// newLadder draws the step from one score to the next.
func newLadder(before, after int) ladder {
	l := ladder{Before: clamp(float64(before)), Step: max(0, clamp(float64(after))-clamp(float64(before)))}
	for _, e := range gradeEdges[1:] {
		l.Edges = append(l.Edges, e.from)
	}
	return l
}

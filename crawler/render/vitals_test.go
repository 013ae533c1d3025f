package render

import (
	"math"
	"testing"
)

// TestLayoutShift holds the sum of shifts to the windows of the Web Vitals.
func TestLayoutShift(t *testing.T) {
	for name, tt := range map[string]struct {
		list []shift
		want float64
	}{
		"none":             {nil, 0},
		"one window":       {[]shift{{At: 100, Score: .1}, {At: 900, Score: .05}}, .15},
		"a second between": {[]shift{{At: 100, Score: .1}, {At: 1200, Score: .12}}, .12},
		"five seconds": {[]shift{
			{At: 0, Score: .1}, {At: 900, Score: .1}, {At: 1800, Score: .1}, {At: 2700, Score: .1}, {At: 3600, Score: .1}, {At: 4500, Score: .1}, {At: 5400, Score: .3},
		}, .6},
	} {
		if got := layoutShift(tt.list); math.Abs(got-tt.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

// TestBlocking counts of each task what goes beyond 50 ms after the first paint.
func TestBlocking(t *testing.T) {
	tasks := []task{{At: 0, Took: 200}, {At: 250, Took: 100}, {At: 400, Took: 60}}
	for painted, want := range map[float64]float64{0: 0, 1: 149 + 50 + 10, 300: 0 + 0 + 10, 280: 20 + 10} {
		if got := blocking(tasks, painted); got != want {
			t.Errorf("painted at %v: %v, want %v", painted, got, want)
		}
	}
}

package report

import (
	"fmt"
	"math"

	"github.com/shopvet/shopvet/verdict"
)

// timingView is the picture of where the time goes: for each key page one bar for who comes for the first time, and one for the next click.
type timingView struct {
	Pages  []pageTimes
	Legend []phaseView
	Scale  string // what the whole length of the picture stands for
}

// pageTimes is one key page.
type pageTimes struct {
	Name  string // with the number of timings
	At    link
	Rows  []barTimes
	Notes []string
}

// barTimes is one bar, cut into the phases of an answer.
type barTimes struct {
	Name   string
	Phases []phaseView
	Total  string
	Spread string  // how far the timings lie apart, and how many there are
	Length float64 // of the whole bar, 0 to 1 of the scale
}

// phaseView is one phase: its name, time and place in the bar, in hundredths of the scale's length.
type phaseView struct {
	Class, Name, About, Letter string
	Value                      string
	X, Length                  float64
}

// phases are the parts of an answer in the order they come in: names in the locale and in the style sheet.
var phases = []struct {
	name string
	of   func(*verdict.Phases) float64
}{
	{"dns", func(p *verdict.Phases) float64 { return p.DNS }},
	{"connect", func(p *verdict.Phases) float64 { return p.Connect }},
	{"tls", func(p *verdict.Phases) float64 { return p.TLS }},
	{"wait", func(p *verdict.Phases) float64 { return p.Wait }},
	{"receive", func(p *verdict.Phases) float64 { return p.Receive }},
}

// maxTimed bounds how many pages are drawn.
const maxTimed = 8

// timing draws the key pages on one scale; nil where none was timed.
func (b *builder) timing() *timingView {
	list := first(b.v.Timings, maxTimed)
	longest := 0.0
	for i := range list {
		for _, p := range []*verdict.Phases{list[i].Cold, list[i].Warm} {
			longest = max(longest, together(p))
		}
	}
	if longest == 0 {
		return nil
	}
	scale := roundUp(longest)
	t := &timingView{Scale: b.roundDuration(scale)}
	for _, ph := range phases {
		t.Legend = append(t.Legend, phaseView{Class: "phase-" + ph.name, Name: b.text("time." + ph.name), About: b.text("time." + ph.name + ".about"),
			Letter: b.text("time." + ph.name + ".letter")})
	}
	for i := range list {
		if page := b.pageTimes(&list[i], scale); len(page.Rows) > 0 {
			t.Pages = append(t.Pages, page)
		}
	}
	return t
}

func (b *builder) pageTimes(t *verdict.Timing, scale float64) pageTimes {
	page := pageTimes{Name: b.name("time.page", t.Role) + b.text("list.comma") + b.count("time.timings", t.N), At: address(t.URL)}
	for _, row := range []struct {
		key string
		of  *verdict.Phases
	}{{"time.cold", t.Cold}, {"time.warm", t.Warm}} {
		if together(row.of) > 0 {
			page.Rows = append(page.Rows, b.barTimes(b.text(row.key), row.of, scale))
		}
	}
	if t.Warm == nil && t.Cold != nil && t.Cold.N >= keptOpen {
		page.Notes = append(page.Notes, b.text("time.notwarm"))
	}
	if total := together(t.First); total > 0 {
		page.Notes = append(page.Notes, b.text("time.first", "total", b.duration(t.First.Total)))
	}
	if t.Silent > 0 {
		page.Notes = append(page.Notes, b.count("time.silent", t.Silent))
	}
	return page
}

// keptOpen is from how many answers over new connections on it can be said that none was kept open: every other timing asks for one that is.
const keptOpen = 3

func (b *builder) barTimes(name string, p *verdict.Phases, scale float64) barTimes {
	bar := barTimes{Name: name, Total: b.duration(p.Total)}
	if p.N > 1 {
		bar.Spread = b.text("time.spread", "min", b.duration(p.Min), "max", b.duration(p.Max))
	}
	x := 0.0
	for _, ph := range phases {
		s := sane(ph.of(p))
		length := clamp(100 * s / scale)
		bar.Phases = append(bar.Phases, phaseView{Class: "phase-" + ph.name, Name: b.text("time." + ph.name), Letter: b.text("time." + ph.name + ".letter"),
			Value: b.duration(s), X: fine(x), Length: fine(length)})
		x += length
	}
	return bar
}

// together is the sum of the phases, the length of a bar.
func together(p *verdict.Phases) float64 {
	sum := 0.0
	if p != nil {
		for _, ph := range phases {
			sum += sane(ph.of(p))
		}
	}
	return sum
}

// sane keeps seconds from a file within what can be drawn.
func sane(s float64) float64 {
	if math.IsNaN(s) {
		return 0
	}
	return min(max(s, 0), 9999)
}

// roundUp returns the next round number: the length of a scale.
func roundUp(s float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(s)))
	for _, step := range []float64{1, 1.5, 2, 3, 4, 5, 6, 8} {
		if s <= step*power {
			return step * power
		}
	}
	return 10 * power
}

// fine rounds to a hundredth of the scale's hundredths.
func fine(x float64) float64 { return math.Round(x*100) / 100 }

// duration writes seconds for people.
func (l locale) duration(s float64) string {
	switch ms := 1000 * sane(s); {
	case ms == 0:
		return "–" // a connection that was open, or one without encryption, has no such phase
	case ms < 0.1:
		return "<\u00a0" + l.point("0.1") + "\u00a0ms"
	case ms < 9.95:
		return l.decimal(ms, 1) + "\u00a0ms"
	case ms < 999.5:
		return fmt.Sprintf("%.0f\u00a0ms", ms)
	default:
		return l.decimal(ms/1000, 2) + "\u00a0s"
	}
}

// roundDuration writes a round number of seconds.
func (l locale) roundDuration(s float64) string {
	if s < 1 {
		return l.point(fmt.Sprintf("%.4g\u00a0ms", 1000*s))
	}
	return l.point(fmt.Sprintf("%.4g\u00a0s", s))
}

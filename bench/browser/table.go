package main

import (
	"fmt"
	"math"
	"slices"

	"github.com/shopvet/shopvet/crawler/render"
)

// measures are the columns: within is what two medians may lie apart, beside a tenth.
var measures = []struct {
	name   string
	within float64
	of     func(figures) float64
	format string
}{
	{"LCP", 50, func(f figures) float64 { return f.LCP }, " %7.0f"},
	{"CLS", 0.01, func(f figures) float64 { return f.CLS }, " %7.3f"},
	{"TBT", 50, func(f figures) float64 { return f.TBT }, " %7.0f"},
	{"FCP", 50, func(f figures) float64 { return f.FCP }, " %7.0f"},
}

// table prints a line a page, and sums up how far both agree.
type table struct {
	agree, same  []int     // pages, per measure
	apart        []float64 // most that two measures of the same load lay apart, per measure
	pages        int
	ours, theirs []float64 // seconds that each load took
}

func newTable() *table {
	fmt.Printf("%-16s", "page")
	for _, m := range measures {
		fmt.Printf(" |%7s ours  theirs    same", m.name)
	}
	fmt.Println(" | seconds ours theirs")
	return &table{agree: make([]int, len(measures)), same: make([]int, len(measures)), apart: make([]float64, len(measures))}
}

// measure has both load a page in turn and prints the medians.
func (t *table) measure(name string, rounds int, s *render.Session, l *peer, v render.Visit) error {
	var a, b, c []figures
	for range rounds {
		x, err := load(s, v)
		if err != nil {
			return err
		}
		y, z, err := l.load(v.URL, v)
		if err != nil {
			return err
		}
		a, b, c = append(a, x), append(b, y), append(c, z)
		t.ours, t.theirs = append(t.ours, x.Took/1000), append(t.theirs, y.Took/1000)
		for i, m := range measures {
			t.apart[i] = max(t.apart[i], math.Abs(m.of(y)-m.of(z)))
		}
	}
	t.pages++
	fmt.Printf("%-16s", name)
	for i, m := range measures {
		x, y, z := median(a, m.of), median(b, m.of), median(c, m.of)
		mark := "*"
		if near(x, y, m.within) {
			t.agree[i]++
			mark = " "
		}
		if near(z, y, m.within) {
			t.same[i]++
		}
		fmt.Printf(" |   "+m.format+m.format+m.format+mark, x, y, z)
	}
	took := func(f figures) float64 { return f.Took / 1000 }
	fmt.Printf(" |      %6.1f %6.1f\n", median(a, took), median(b, took))
	return nil
}

// conclude says which targets are met.
func (t *table) conclude() {
	fmt.Println("* further apart than 10 % and 50 ms (CLS: 0.01)")
	met := true
	for i, m := range measures {
		fmt.Printf("%s: medians agree on %d of %d pages; measured in the same load on %d of %d, single loads at most%s apart\n",
			m.name, t.agree[i], t.pages, t.same[i], t.pages, fmt.Sprintf(m.format, t.apart[i]))
		met = met && (t.agree[i] == t.pages || m.name == "FCP") // FCP is shown and not scored
	}
	fmt.Printf("target: LCP, CLS and TBT within 10 %% or 50 ms on every page: %s\n", verdict(met))
}

// inARow times our loads one right after the other, as a visit makes them: a tab closes while the next opens, which costs nothing where somebody else loads
// a page in between.
func (t *table) inARow(rounds int, s *render.Session, base string, slow bool) error {
	var took []float64
	for range rounds {
		for i := range pages {
			f, err := load(s, visit(base, i, slow))
			if err != nil {
				return err
			}
			took = append(took, f.Took/1000)
		}
	}
	ours, row, theirs := middle(t.ours), middle(took), middle(t.theirs)
	fmt.Printf("median time of a load: %.2f s ours in turn with theirs, %.2f s ours in a row, %.2f s theirs; ratio %.3f and %.3f\n", ours, row, theirs, ours/theirs, row/theirs)
	fmt.Printf("target: at most a fifth of Lighthouse's time, in a row too: %s\n", verdict(max(ours, row) <= theirs/5))
	return nil
}

func verdict(met bool) string {
	if met {
		return "met"
	}
	return "not met"
}

func near(a, b, little float64) bool {
	d := math.Abs(a - b)
	return d <= little || d <= 0.1*b
}

func median(list []figures, of func(figures) float64) float64 {
	var v []float64
	for _, f := range list {
		v = append(v, of(f))
	}
	return middle(v)
}

func middle(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}

package shopvet

import (
	"math"
	"time"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// timingsOf sums up how long the key pages take.
func timingsOf(site *facts.Site) []verdict.Timing {
	var out []verdict.Timing
	for i := range site.Timings {
		t := &site.Timings[i]
		out = append(out, verdict.Timing{
			Role: string(t.Role), URL: site.URL(t.Page), N: len(t.Cold) + len(t.Warm), Silent: t.Silent,
			First: phasesOf(t.First), Cold: phasesOf(t.Cold), Warm: phasesOf(t.Warm),
		})
	}
	return out
}

// phasesOf takes the median of each phase, nil of no timings.
func phasesOf(list []snapshot.Times) *verdict.Phases {
	if len(list) == 0 {
		return nil
	}
	middle := func(of func(snapshot.Times) time.Duration) float64 {
		values := make([]time.Duration, len(list))
		for i, t := range list {
			values[i] = of(t)
		}
		return inSeconds(facts.Median(values))
	}
	p := &verdict.Phases{
		N:       len(list),
		DNS:     middle(func(t snapshot.Times) time.Duration { return t.DNS }),
		Connect: middle(func(t snapshot.Times) time.Duration { return t.Connect }),
		TLS:     middle(func(t snapshot.Times) time.Duration { return t.TLS }),
		Wait:    middle(func(t snapshot.Times) time.Duration { return t.Wait }),
		Receive: middle(func(t snapshot.Times) time.Duration { return t.Receive }),
		Total:   middle(snapshot.Times.Total),
		Min:     math.Inf(1),
	}
	for _, t := range list {
		p.Min, p.Max = min(p.Min, inSeconds(t.Total())), max(p.Max, inSeconds(t.Total()))
	}
	return p
}

// inSeconds gives whole microseconds: what is finer is noise.
func inSeconds(d time.Duration) float64 {
	return float64(d.Round(time.Microsecond)) / float64(time.Second)
}

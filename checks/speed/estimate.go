package speed

import (
	"math"
	"slices"
	"time"

	"github.com/shopvet/shopvet/checks/facts"
)

// estimate is what timings say of the time a page takes.
type estimate struct {
	mid       time.Duration // the median; never, when most timings brought no answer
	low, high time.Duration // between these the true median lies, see bounds; 0 and never where too few timings were made to say
	from, to  time.Duration // the middle half of the timings
	n         int           // timings
	silent    int           // of them, those that brought no answer
}

// never stands for an answer that did not come in the time allowed.
const never = time.Duration(math.MaxInt64)

// estimated sums up timings. Silent ones took longer than all others, how long is not known.
func estimated(values []time.Duration, silent int) estimate {
	all := slices.Clone(values)
	for range silent {
		all = append(all, never)
	}
	slices.Sort(all)
	n := len(all)
	e := estimate{mid: median(all), low: 0, high: never, from: all[(n-1)/4], to: all[n-1-(n-1)/4], n: n, silent: silent}
	if i, ok := bounds(n); ok {
		e.low, e.high = all[i], all[n-1-i]
	}
	return e
}

// joined sums up several pages: the median of their medians, and the same of the bounds, so that no page counts more for being timed more
// often, and an outlier of one page cannot move the whole.
func joined(list []series) estimate {
	var e estimate
	of := func(pick func(estimate) time.Duration) time.Duration {
		values := make([]time.Duration, len(list))
		for i, s := range list {
			values[i] = pick(s.estimate)
		}
		return median(values)
	}
	e.mid, e.low, e.high = of(func(e estimate) time.Duration { return e.mid }), of(func(e estimate) time.Duration { return e.low }), of(func(e estimate) time.Duration { return e.high })
	e.from, e.to = of(func(e estimate) time.Duration { return e.from }), of(func(e estimate) time.Duration { return e.to })
	for _, s := range list {
		e.n += s.n
		e.silent += s.silent
	}
	return e
}

// median returns the median; never, where that lies among what never came.
func median(values []time.Duration) time.Duration {
	if n := len(values); n > 0 && slices.Sorted(slices.Values(values))[n/2] == never {
		return never
	}
	return facts.Median(values)
}

// surely is the chance with which the true median is to lie within the bounds.
const surely = 0.9

// fewest is how many timings it takes to say anything against a shop: one slow answer, or two, are none to judge by.
const fewest = 3

// bounds returns how many of n sorted values can be left out at either end so that the true median still lies between the others with the
// chance wanted, whatever the times are distributed like (the sign test turned round). From so few values that none can be left out, it lies
// between the least and the greatest with a lesser chance, three in four at the fewest. ok is false for fewer than that.
func bounds(n int) (out int, ok bool) {
	if n < fewest {
		return 0, false
	}
	chance := math.Pow(0.5, float64(n)) // that all values lie on one side of the median
	tail := chance
	for k := 1; 2*k < n; k++ {
		chance *= float64(n-k+1) / float64(k)
		if tail += chance; 1-2*tail < surely {
			return k - 1, true
		}
	}
	return (n - 1) / 2, true
}

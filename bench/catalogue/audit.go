package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/catalogue"
)

// audit holds the database and the log of the web server against what must be: each shop has one result, whole; no shop was visited by two at
// once, and none more often than once and once more for each fault that broke a visit off.
func (o *options) audit(ctx context.Context, log string, hits map[string]int) error {
	s, err := catalogue.Open(ctx, o.where)
	if err != nil {
		return err
	}
	defer s.Close()
	results, good, err := o.results(ctx, s)
	if err != nil {
		return err
	}
	v, err := visitsIn(log)
	if err != nil {
		return err
	}
	begun, times, needless := 0, map[int]int{}, 0
	for host, n := range v.begun {
		begun += n
		times[n]++
		if n > 1+hits[host] {
			needless++
			fmt.Printf("%s was visited %d times, broken off %d times\n", host, n, hits[host])
		}
	}
	var list []string
	for _, n := range slices.Sorted(maps.Keys(times)) {
		list = append(list, fmt.Sprintf("%d shops %d×", times[n], n))
	}
	fmt.Printf("results %d, whole %d; visits begun %d (%s); needlessly %d; at the same time %d; least pause between two visits of a shop %s\n",
		results, good, begun, strings.Join(list, ", "), needless, v.overlaps, v.pause())
	if results != o.shops || good != results || needless > 0 || v.overlaps > 0 {
		return errors.New("a result is missing, doubled or broken, or a shop was visited too often or by two at once")
	}
	return nil
}

// results counts the results, and those that are whole.
func (o *options) results(ctx context.Context, s *catalogue.Store) (results, good int, err error) {
	p := catalogue.Page{Limit: 500}
	for {
		list, next, err := s.Sellers(ctx, catalogue.Filter{}, p)
		if err != nil {
			return 0, 0, err
		}
		for i := range list {
			r, err := s.Results(ctx, list[i].ID, 10)
			if err != nil {
				return 0, 0, err
			}
			results += len(r)
			for _, one := range r {
				if v, err := s.Verdict(ctx, one.Scan); err == nil && len(v.Results) > 0 && len(v.Rules) > 0 && v.Crawl.HTML > 20 {
					good++
				}
			}
		}
		if p.After = next; next == "" {
			return results, good, nil
		}
	}
}

// visits is what the log of the web server tells.
type visits struct {
	begun    map[string]int
	overlaps int     // requests of a visit after the next one of the shop has begun
	least    float64 // seconds from the last request of one visit to the first of the next
}

func (v *visits) pause() string {
	if v.least == 1e9 {
		return "none"
	}
	return fmt.Sprintf("%.1f s", v.least)
}

// visitsIn counts visits: each begins by asking for robots.txt, and no other visit uses its connections.
func visitsIn(log string) (*visits, error) {
	f, err := os.Open(log)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	v := &visits{begun: map[string]int{}, least: 1e9}
	last, of := map[string]float64{}, map[string]int{} // the visit that a connection belongs to
	for lines := bufio.NewScanner(f); lines.Scan(); {
		parts := strings.Fields(lines.Text()) // time, host, method, address, connection
		if len(parts) < 5 {
			continue
		}
		at, err := strconv.ParseFloat(parts[0], 64)
		if err != nil {
			continue
		}
		host := parts[1]
		conn := host + " " + parts[4]
		n, known := of[conn]
		switch {
		case parts[3] == "/robots.txt":
			if v.begun[host]++; v.begun[host] > 1 {
				v.least = min(v.least, at-last[host])
			}
			of[conn] = v.begun[host]
		case !known:
			of[conn] = v.begun[host]
		case n < v.begun[host]:
			v.overlaps++
		}
		last[host] = at
	}
	return v, nil
}

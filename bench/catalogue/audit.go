package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// audit holds the database and the logs against what must be: each shop has one result, whole; no shop was visited by two at once, none from its
// beginning more often than once and once more for each fault that broke a visit off, and none more than twice. A visit that goes on where it was
// is not begun again.
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
	wentOn, err := goesOn(filepath.Join(o.world, "work.log"))
	if err != nil {
		return err
	}
	begun, times, needless, more, goneOn := 0, map[int]int{}, 0, 0, 0
	for host := range v.begun {
		n := v.anew(host, wentOn[host])
		goneOn += v.begun[host] - n
		begun += n
		times[n]++
		if n > 2 {
			more++
		}
		if n > 1+hits[host] {
			needless++
			fmt.Printf("%s was visited %d times, broken off %d times\n", host, n, hits[host])
		}
	}
	var list []string
	for _, n := range slices.Sorted(maps.Keys(times)) {
		list = append(list, fmt.Sprintf("%d shops %d×", times[n], n))
	}
	fmt.Printf("results %d, whole %d, lost %d; visits begun %d (%s), gone on with after a fault %d; more than twice %d; needlessly %d; at the same time %d; least pause between two visits of a shop %s\n",
		results, good, max(0, o.shops-results), begun, strings.Join(list, ", "), goneOn, more, needless, v.overlaps, v.pause())
	if more > 0 {
		return errors.New("a shop was visited from its beginning more than twice")
	}
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
	begun    map[string]int       // also to go on with one that was broken off
	at       map[string][]float64 // when
	overlaps int                  // requests of a visit after the next one of the shop has begun
	least    float64              // seconds from the last request of one visit to the first of the next
}

func (v *visits) pause() string {
	if v.least == 1e9 {
		return "none"
	}
	return fmt.Sprintf("%.1f s", v.least)
}

// anew counts the visits of a host that began at its beginning: those that no worker went on with, as its log tells by the time of day. Clocks were
// put by whole days.
func (v *visits) anew(host string, wentOn []float64) int {
	const day = 24 * 60 * 60
	n, last := 0, 0.0
	for _, at := range v.at[host] {
		since := math.Mod(at-last+1e6*day, day)
		if last == 0 || !slices.ContainsFunc(wentOn, func(t float64) bool { return math.Mod(at-t+1e6*day, day) < min(since, 60) }) {
			n++
		}
		last = at
	}
	return n
}

// goesOn reads when workers said that they go on with a visit that was broken off, in seconds, by host.
func goesOn(log string) (map[string][]float64, error) {
	f, err := os.Open(log)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string][]float64{}
	lines := bufio.NewScanner(f)
	for lines.Buffer(nil, 1<<20); lines.Scan(); {
		var said struct {
			Time        time.Time
			Msg, Seller string
		}
		if json.Unmarshal(lines.Bytes(), &said) != nil || said.Msg != "a visit that was broken off goes on" {
			continue
		}
		if u, err := url.Parse(said.Seller); err == nil {
			out[u.Hostname()] = append(out[u.Hostname()], float64(said.Time.UnixMilli())/1000)
		}
	}
	return out, lines.Err()
}

// visitsIn counts visits: each begins by asking for robots.txt, and no other visit uses its connections.
func visitsIn(log string) (*visits, error) {
	f, err := os.Open(log)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	v := &visits{begun: map[string]int{}, at: map[string][]float64{}, least: 1e9}
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
			v.at[host] = append(v.at[host], at)
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

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/catalogue"
)

// audit holds the database and the log of the web server against what must be: each shop has one result, whole; no shop was visited by two at
// once, none more than twice.
func (o *options) audit(ctx context.Context, log string) error {
	s, err := catalogue.Open(ctx, o.where)
	if err != nil {
		return err
	}
	defer s.Close()
	results, whole := 0, 0
	p := catalogue.Page{Limit: 500}
	for {
		list, next, err := s.Sellers(ctx, catalogue.Filter{}, p)
		if err != nil {
			return err
		}
		for i := range list {
			r, err := s.Results(ctx, list[i].ID, 10)
			if err != nil {
				return err
			}
			results += len(r)
			for _, one := range r {
				if v, err := s.Verdict(ctx, one.Scan); err == nil && len(v.Results) > 0 && len(v.Rules) > 0 && v.Crawl.HTML > 20 {
					whole++
				}
			}
		}
		if p.After = next; next == "" {
			break
		}
	}
	v, err := visitsIn(log)
	if err != nil {
		return err
	}
	fmt.Printf("results %d, whole %d; visits begun %d, shops visited more than once %d, more than twice %d; least pause between two visits of a shop %s\n",
		results, whole, v.begun, v.twice, v.more, v.pause())
	if results != o.shops || whole != results || v.more > 0 || v.twice > 0 && v.least < 1 {
		return errors.New("a result is missing, doubled or broken, or a shop was visited too often")
	}
	return nil
}

// visits is what the log of the web server tells.
type visits struct {
	begun, twice, more int
	least              float64 // seconds from the last request of one visit to the first of the next
}

func (v *visits) pause() string {
	if v.twice == 0 {
		return "none"
	}
	return fmt.Sprintf("%.1f s", v.least)
}

// visitsIn counts visits: each begins by asking for robots.txt.
func visitsIn(log string) (*visits, error) {
	f, err := os.Open(log)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	begun, last := map[string]int{}, map[string]float64{}
	v := &visits{least: 1e9}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		parts := strings.Fields(lines.Text())
		if len(parts) < 4 {
			continue
		}
		at, err := strconv.ParseFloat(parts[0], 64)
		if err != nil {
			continue
		}
		host := parts[1]
		if parts[3] == "/robots.txt" {
			if begun[host]++; begun[host] > 1 {
				v.least = min(v.least, at-last[host])
			}
		}
		last[host] = at
	}
	for _, n := range begun {
		v.begun += n
		if n > 1 {
			v.twice++
		}
		if n > 2 {
			v.more++
		}
	}
	return v, nil
}

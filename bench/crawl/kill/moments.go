package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// moment is when to kill: after so many requests of use, or so long after a begin.
type moment struct {
	kind  string
	after int           // requests of use
	wait  time.Duration // after the start of the process, or of judging
}

// The kinds of moment.
const (
	fetching = "fetching" // anywhere in the visit
	starting = "starting" // while a resumed visit takes up what there was
	judging  = "judging"  // after the visit
)

// moments draws the moments of kills: one in five while the visit starts, one in six while it is judged, the others spread over the visit.
func (b *bench) moments(base *look, kills int) []moment {
	starts, judges := kills/5, kills/6
	var list []moment
	for range kills - starts - judges {
		list = append(list, moment{kind: fetching, after: b.rand.IntN(base.total)})
	}
	slices.SortFunc(list, func(x, y moment) int { return x.after - y.after })
	for range starts {
		at := 1 + b.rand.IntN(len(list))
		list = slices.Insert(list, at, moment{kind: starting, wait: time.Duration(b.rand.Int64N(int64(500 * time.Millisecond)))})
	}
	for range judges {
		list = append(list, moment{kind: judging, wait: time.Duration(b.rand.Int64N(int64(base.took-base.visit) * 2 / 3))})
	}
	return list
}

// disturbed makes the same visit with kills in it, and compares.
func (b *bench) disturbed(base, twin *look, kills int) error {
	file := filepath.Join(b.dir, "resume")
	_ = os.Remove(b.report())
	b.log.begin()
	var worst, all int
	for i, m := range b.moments(base, kills) {
		p, err := b.start(file)
		if err != nil {
			return err
		}
		if err := b.await(p, m); err != nil {
			return fmt.Errorf("kill %d (%s): %w\n%s", i+1, m.kind, err, p.said())
		}
		p.kill()
		useful := b.log.useful()
		size := int64(0)
		if info, err := os.Stat(file); err == nil {
			size = info.Size()
		}
		n, sample := b.log.repeated()
		fmt.Printf("kill %2d  %-8s  at %5d of %d requests, file of %.1f MB; before it this run had asked for %d again (%.2f s)  %s\n",
			i+1, m.kind, useful, base.total, float64(size)/1e6, n, float64(n)/base.rate(), strings.Join(sample, " "))
		worst, all = max(worst, n), all+n
	}
	p, err := b.start(file)
	if err != nil {
		return err
	}
	if err := p.wait(); err != nil {
		return fmt.Errorf("the last run: %w\n%s", err, p.said())
	}
	n, sample := b.log.repeated()
	fmt.Printf("last run: to its end; it had asked for %d again (%.2f s)  %s\n", n, float64(n)/base.rate(), strings.Join(sample, " "))
	worst, all = max(worst, n), all+n
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		fmt.Println("the file to resume from is still there")
	}
	got, err := readVerdict(b.report())
	if err != nil {
		return err
	}
	fmt.Printf("repeated: %d requests in all, %d at most after one kill, which is %.2f s of fetching at %.0f requests a second\n", all, worst, float64(worst)/base.rate(), base.rate())
	return judge(base.verdict, twin.verdict, got)
}

// await returns when the moment has come.
func (b *bench) await(p *process, m moment) error {
	switch m.kind {
	case starting:
		time.Sleep(m.wait)
		return nil
	case judging:
		select {
		case <-p.visited():
			time.Sleep(m.wait)
			return nil
		case <-p.read:
			return errors.New("it ended before")
		}
	}
	for b.log.useful() < m.after {
		select {
		case <-p.read:
			return errors.New("it ended before")
		case <-time.After(2 * time.Millisecond):
		}
	}
	return nil
}

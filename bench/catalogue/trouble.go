package main

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/pgtest"
)

// trouble makes the faults.
type trouble struct {
	o     *options
	fleet *fleet
	disk  *disk
	pg    *pgtest.Server
	wire  *wire
	hits  map[string]int // how often a visit to a shop was broken off by a fault, by host
	cut   int
	ahead bool
	clock string // its jumps so far
}

// fault is something that happens once so many shops have been looked at.
type fault struct {
	after int
	do    func(context.Context, *catalogue.Store) error
}

// plan lays the faults at random among the shops, so that all of them happen however fast it goes.
func (t *trouble) plan() (list []fault) {
	add := func(n int, do func(context.Context, *catalogue.Store) error) {
		for range n {
			list = append(list, fault{rand.IntN(t.o.shops - t.o.shops/20), do}) // the last of them finds something to break off, too
		}
	}
	add(t.o.kills, t.kill)
	add(t.o.full, t.fill)
	add(t.o.jumps, t.jump)
	if t.wire != nil {
		add(t.o.restarts, t.crash)
		add(t.o.cuts, t.cutWire)
	}
	slices.SortFunc(list, func(a, b fault) int { return a.after - b.after })
	return list
}

// watch waits until every shop has a result, and makes the faults meanwhile.
func (t *trouble) watch(ctx context.Context) (time.Duration, error) {
	began := time.Now()
	s, err := catalogue.Open(ctx, t.o.where)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	faults := t.plan()
	next := began
	for {
		n, err := s.CountSellers(ctx, catalogue.Filter{State: catalogue.Fine})
		switch {
		case err == nil && n == t.o.shops && len(faults) == 0:
			return time.Since(began), nil
		case time.Since(began) > t.o.longest || ctx.Err() != nil:
			return 0, fmt.Errorf("only %d of %d shops were looked at", n, t.o.shops)
		case err == nil && len(faults) > 0 && n >= faults[0].after && time.Now().After(next):
			time.Sleep(rand.N(3 * time.Second)) // else it would always meet visits that begin, as others have just ended
			if err := faults[0].do(ctx, s); err != nil {
				return 0, err
			}
			faults, next = faults[1:], time.Now().Add(rand.N(6*time.Second))
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// say tells of a fault.
func (t *trouble) say(what string, args ...any) {
	fmt.Printf("%s %s\n", time.Now().Format("15:04:05"), fmt.Sprintf(what, args...))
}

// kill kills a process. What it was doing is known afterwards: it cannot tell any more that it ended.
func (t *trouble) kill(ctx context.Context, s *catalogue.Store) error {
	pid, what, err := t.fleet.kill(ctx)
	if err != nil {
		return err
	}
	under := underWay(ctx, s, pid)
	t.hit(under)
	t.say("kill -9 of shopvet %s with %d visits", what, len(under))
	return nil
}

// underWay lists the hosts of the shops that are being visited, by one process or by all (0).
func underWay(ctx context.Context, s *catalogue.Store, pid int) map[string]bool {
	workers, _ := s.Workers(ctx) // without a database nothing is known
	of := map[string]int{}
	for _, w := range workers {
		of[w.ID] = w.PID
	}
	scans, _ := s.ScansIn(ctx, catalogue.Running, 10000)
	out := map[string]bool{}
	for _, scan := range scans {
		if pid != 0 && of[scan.Worker] != pid {
			continue
		}
		if n, err := s.Seller(ctx, scan.Seller); err == nil {
			if u, err := url.Parse(n.URL); err == nil {
				out[u.Hostname()] = true
			}
		}
	}
	return out
}

func (t *trouble) hit(hosts map[string]bool) {
	for h := range hosts {
		t.hits[h]++
	}
}

// crash ends Postgres without a word and starts it again some seconds later. Visits go on meanwhile: none is broken off.
func (t *trouble) crash(ctx context.Context, _ *catalogue.Store) error {
	t.say("Postgres crashes, and comes back after 3 s")
	if err := t.pg.Kill(false); err != nil {
		return err
	}
	time.Sleep(3 * time.Second)
	return t.pg.Run(ctx)
}

// cutWire cuts the wire to Postgres for 30 seconds, less than it takes for a visit to be broken off.
func (t *trouble) cutWire(context.Context, *catalogue.Store) error {
	t.cut++
	mode, name := stalled, "swallows everything"
	if t.cut%2 == 0 {
		mode, name = broken, "breaks off"
	}
	t.say("the wire to Postgres %s for 30 s", name)
	t.wire.set(mode)
	time.Sleep(30 * time.Second)
	t.wire.set(whole)
	return nil
}

// fill fills the disk for 20 seconds. An archive that cannot be kept is a try that failed; so is a visit whose Postgres ended.
func (t *trouble) fill(ctx context.Context, s *catalogue.Store) error {
	t.say("the disk is full for 20 s")
	if err := t.disk.fill(); err != nil {
		return err
	}
	under := map[string]bool{}
	for range 20 {
		maps.Copy(under, underWay(ctx, s, 0))
		time.Sleep(time.Second)
	}
	if err := t.disk.free(); err != nil {
		return err
	}
	t.hit(under)
	if t.pg == nil || s.Ping(ctx) == nil {
		return nil
	}
	time.Sleep(5 * time.Second)
	if s.Ping(ctx) == nil {
		return nil
	}
	_ = t.pg.Kill(false) // it has ended
	return t.pg.Run(ctx)
}

// jump puts the clock of all processes a day forward, or back again.
func (t *trouble) jump(context.Context, *catalogue.Store) error {
	t.ahead = !t.ahead
	by := time.Duration(0)
	if t.ahead {
		by = 24 * time.Hour
	}
	t.say("the clock of the processes is %s ahead from now on", by)
	// Files bear the time that the clock showed when they were written: the program is told since when it is ahead by how much.
	t.clock += strconv.FormatInt(time.Now().Unix(), 10) + "," + strconv.FormatInt(int64(by/time.Second), 10) + "\n"
	name := filepath.Join(t.o.world, "clock")
	if err := os.WriteFile(name+".new", []byte(t.clock), 0o600); err != nil {
		return err
	}
	return os.Rename(name+".new", name)
}

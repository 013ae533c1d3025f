package main

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
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
}

// fault is something that happens a number of times.
type fault struct {
	left *int
	do   func(context.Context, *catalogue.Store) error
}

// watch waits until every shop has a result, and does the faults meanwhile.
func (t *trouble) watch(ctx context.Context) (time.Duration, error) {
	began := time.Now()
	s, err := catalogue.Open(ctx, t.o.where)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	faults := []fault{{&t.o.kills, t.kill}, {&t.o.full, t.fill}, {&t.o.jumps, t.jump}}
	if t.pg != nil {
		faults = append(faults, fault{&t.o.restarts, t.crash}, fault{&t.o.cuts, t.cutWire})
	}
	next := began.Add(pause(t.o.apart))
	for {
		n, err := s.CountSellers(ctx, catalogue.Filter{State: catalogue.Fine})
		if err == nil && n == t.o.shops {
			return time.Since(began), nil
		}
		if time.Since(began) > t.o.longest || ctx.Err() != nil {
			return 0, fmt.Errorf("only %d of %d shops were looked at", n, t.o.shops)
		}
		if now := time.Now(); now.After(next) {
			if f := pick(faults); f != nil {
				*f.left--
				if err := f.do(ctx, s); err != nil {
					return 0, err
				}
			}
			next = time.Now().Add(pause(t.o.apart))
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// pick takes one of the faults that are left, each as likely as there are many of it.
func pick(list []fault) *fault {
	all := 0
	for _, f := range list {
		all += *f.left
	}
	if all == 0 {
		return nil
	}
	at := rand.IntN(all)
	for i := range list {
		if at -= *list[i].left; at < 0 {
			return &list[i]
		}
	}
	return nil
}

func pause(about time.Duration) time.Duration { return about/2 + rand.N(about) }

// say tells of a fault.
func (t *trouble) say(what string, args ...any) {
	fmt.Printf("%s %s\n", time.Now().Format("15:04:05"), fmt.Sprintf(what, args...))
}

// kill kills a process. What it was doing is known afterwards: it cannot tell any more that it ended.
func (t *trouble) kill(ctx context.Context, s *catalogue.Store) error {
	pid, err := t.fleet.kill(ctx)
	if err != nil {
		return err
	}
	under := underWay(ctx, s, pid)
	t.hit(under)
	t.say("kill -9 of a process with %d visits", len(under))
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
	return os.WriteFile(filepath.Join(t.o.world, "clock"), []byte(strconv.FormatInt(int64(by/time.Second), 10)), 0o600)
}

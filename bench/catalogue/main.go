// Command catalogue measures how many shops a minute the catalogue gets through, and whether it loses or doubles any when its workers are killed
// and its database goes away.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/pgtest"
)

// options are the flags.
type options struct {
	program, engine          string
	shops, processes, slots  int
	kills, restarts          int
	longest, apart           time.Duration
	keep                     bool
	where                    string // database
	resolver, address, world string
}

func main() {
	var o options
	flag.StringVar(&o.program, "shopvet", "bin/shopvet", "the program")
	flag.StringVar(&o.engine, "engine", "sqlite", "sqlite or postgres")
	flag.IntVar(&o.shops, "shops", 100, "shops")
	flag.IntVar(&o.processes, "processes", 1, "processes of shopvet work")
	flag.IntVar(&o.slots, "slots", 4, "shops at the same time in each")
	flag.IntVar(&o.kills, "kills", 0, "how often a process is killed (kill -9) at a random moment and started again")
	flag.IntVar(&o.restarts, "restarts", 0, "how often Postgres crashes at a random moment and comes back")
	flag.DurationVar(&o.apart, "apart", 10*time.Second, "about how long between two faults")
	flag.DurationVar(&o.longest, "longest", 30*time.Minute, "give up after this time")
	flag.BoolVar(&o.keep, "keep", false, "leave the folder of the run")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := o.run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "catalogue:", err)
		os.Exit(1)
	}
}

func (o *options) run(ctx context.Context) (err error) {
	if o.world, err = os.MkdirTemp("", "shopvet-catalogue-"); err != nil {
		return err
	}
	if !o.keep {
		defer os.RemoveAll(o.world)
	}
	shops, err := serve(ctx, o)
	if err != nil {
		return err
	}
	defer shops.stop()
	o.where = filepath.Join(o.world, "shopvet.db")
	var pg *pgtest.Server
	if o.engine == "postgres" {
		if pg, err = pgtest.Start(ctx); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, pg.Stop()) }()
		if o.where, err = pg.Database(ctx); err != nil {
			return err
		}
	}
	if err := o.sellers(ctx); err != nil {
		return err
	}
	f := &fleet{o: o}
	if err := f.start(ctx); err != nil {
		return err
	}
	took, err := f.watch(ctx, pg)
	f.stop()
	if err != nil {
		return err
	}
	fmt.Printf("%s, %d processes of %d slots: %d shops in %.1f s = %.0f shops/min; CPU of the workers %.2f s a shop; largest process %d MB; load of the machine before %s\n",
		o.engine, o.processes, o.slots, o.shops, took.Seconds(), float64(o.shops)/took.Minutes(), f.cpu.Seconds()/float64(o.shops), f.rss>>10, f.load)
	return o.audit(ctx, filepath.Join(o.world, "access.log"))
}

// sellers imports the shops.
func (o *options) sellers(ctx context.Context) error {
	list := ""
	for i := range o.shops {
		list += fmt.Sprintf("http://%s/\n", o.host(i))
	}
	name := filepath.Join(o.world, "shops.txt")
	if err := os.WriteFile(name, []byte(list), 0o600); err != nil {
		return err
	}
	out, err := exec.CommandContext(ctx, o.program, "sellers", "import", name, "--database", o.where, "--every", "daily").CombinedOutput()
	if err != nil {
		return fmt.Errorf("import: %w: %s", err, out)
	}
	return nil
}

// host is the name of a shop, with the port at which all are served.
func (o *options) host(i int) string { return "shop" + strconv.Itoa(i) + ".test:" + o.address }

// fleet are the workers.
type fleet struct {
	o       *options
	running []*exec.Cmd
	cpu     time.Duration
	rss     int64 // kB
	load    string
}

func (f *fleet) start(ctx context.Context) error {
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		f.load = string(text[:4])
	}
	for range f.o.processes {
		if err := f.one(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (f *fleet) one(ctx context.Context) error {
	log, err := os.OpenFile(filepath.Join(f.o.world, "work.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	cmd := exec.CommandContext(context.WithoutCancel(ctx), f.o.program, "work", "--database", f.o.where, "--workers", strconv.Itoa(f.o.slots), "--resolver", f.o.resolver,
		"--allow-network", "127.0.0.0/8", "--per-address", "1000", "--rate", "0", "--profile", "quick")
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		return err
	}
	f.running = append(f.running, cmd)
	return nil
}

// gone adds up what an ended process took.
func (f *fleet) gone(cmd *exec.Cmd) {
	_ = cmd.Wait() // that it was killed is no news
	f.cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		f.rss = max(f.rss, u.Maxrss)
	}
}

func (f *fleet) stop() {
	for _, cmd := range f.running {
		_ = cmd.Process.Signal(syscall.SIGTERM)
	}
	for _, cmd := range f.running {
		f.gone(cmd)
	}
}

// watch waits until every shop has a result, and does the faults meanwhile.
func (f *fleet) watch(ctx context.Context, pg *pgtest.Server) (time.Duration, error) {
	began := time.Now()
	s, err := catalogue.Open(ctx, f.o.where)
	if err != nil {
		return 0, err
	}
	defer s.Close()
	kills, restarts := f.o.kills, f.o.restarts
	next := began.Add(pause(f.o.apart))
	for {
		n, err := s.CountSellers(ctx, catalogue.Filter{State: catalogue.Fine})
		if err == nil && n == f.o.shops {
			return time.Since(began), nil
		}
		if time.Since(began) > f.o.longest || ctx.Err() != nil {
			return 0, fmt.Errorf("only %d of %d shops were looked at", n, f.o.shops)
		}
		if now := time.Now(); now.After(next) && kills+restarts > 0 {
			next = now.Add(pause(f.o.apart))
			if rand.IntN(kills+restarts) < kills {
				kills--
				err = f.kill(ctx)
			} else if restarts--; pg != nil {
				err = crash(ctx, pg)
			}
			if err != nil {
				return 0, err
			}
		}
		time.Sleep(200 * time.Millisecond)
	}
}

func pause(about time.Duration) time.Duration { return about/2 + rand.N(about) }

// kill kills one of the processes and starts another in its place.
func (f *fleet) kill(ctx context.Context) error {
	i := rand.IntN(len(f.running))
	cmd := f.running[i]
	f.running = append(f.running[:i], f.running[i+1:]...)
	if err := cmd.Process.Kill(); err != nil {
		return err
	}
	f.gone(cmd)
	return f.one(ctx)
}

// crash ends Postgres without a word and starts it again some seconds later.
func crash(ctx context.Context, pg *pgtest.Server) error {
	if err := pg.Kill(false); err != nil {
		return err
	}
	time.Sleep(3 * time.Second)
	return pg.Run(ctx)
}

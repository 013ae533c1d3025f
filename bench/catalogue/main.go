// Command catalogue measures how many shops a minute the catalogue gets through, whether it loses or doubles any when workers, databases, disks
// and clocks fail it, and whether it stays the same over a long time.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/shopvet/shopvet/catalogue/pgtest"
)

// options are the flags, and what is made of them.
type options struct {
	program, engine         string
	shops, processes, slots int
	serve, archives, keep   bool
	kills, restarts, cuts   int
	full, jumps             int
	longest, soak           time.Duration

	world    string // folder of the run
	where    string // database
	through  string // the same by way of the wire that can be cut
	resolver string
	address  string // port of the shops
	troubled string // port of the shops with trouble
}

func main() {
	var o options
	flag.StringVar(&o.program, "shopvet", "bin/shopvet", "the program")
	flag.StringVar(&o.engine, "engine", "sqlite", "sqlite or postgres")
	flag.IntVar(&o.shops, "shops", 100, "shops")
	flag.IntVar(&o.processes, "processes", 1, "processes")
	flag.IntVar(&o.slots, "slots", 4, "shops at the same time in each")
	flag.BoolVar(&o.serve, "serve", false, "one of the processes is shopvet serve, the others are shopvet work")
	flag.BoolVar(&o.archives, "archives", false, "keep archives")
	flag.IntVar(&o.kills, "kills", 0, "how often a process is killed (kill -9) at a random moment and started again")
	flag.IntVar(&o.restarts, "restarts", 0, "how often Postgres crashes at a random moment and comes back")
	flag.IntVar(&o.cuts, "cuts", 0, "how often the wire to Postgres is cut for 30 seconds: in turn it swallows everything, and breaks off")
	flag.IntVar(&o.full, "full", 0, "how often the disk is full for 20 seconds; needs root")
	flag.IntVar(&o.jumps, "jumps", 0, "how often the clock of the processes jumps, in turn a day forward and back; the program is built for it")
	flag.DurationVar(&o.longest, "longest", 30*time.Minute, "give up after this time")
	flag.DurationVar(&o.soak, "soak", 0, "look at all shops again and again for this time, a fifth of them with trouble")
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
	if err := os.Chmod(o.world, 0o755); err != nil { // Postgres does not run as root
		return err
	}
	if o.jumps > 0 || o.soak > 0 {
		if o.program, err = build(ctx, o.world, o.jumps > 0); err != nil {
			return err
		}
	}
	shops, err := serve(ctx, o)
	if err != nil {
		return err
	}
	defer shops.stop()
	disk, err := o.disk()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, disk.stop()) }()
	t := &trouble{o: o, disk: disk, hits: map[string]int{}}
	if err := o.database(ctx, t); err != nil {
		return err
	}
	if t.pg != nil {
		defer func() { err = errors.Join(err, t.pg.Stop()) }()
		defer t.wire.stop()
	}
	if err := o.sellers(ctx); err != nil {
		return err
	}
	f := &fleet{o: o}
	t.fleet = f
	if err := f.start(ctx); err != nil {
		return err
	}
	if o.soak > 0 {
		err = f.soak(ctx)
		f.stop()
		return err
	}
	took, err := t.watch(ctx)
	f.stop()
	if err != nil {
		return err
	}
	limit := "places for visits"
	if f.busy() > 90 {
		limit = "processors"
	}
	fmt.Printf("%s, %d × %d slots: %d shops in %.1f s = %.0f shops/min; CPU of the workers %.3f s a shop; largest process %d MB; load of the machine before %s; processors busy %.0f%%; limit: %s\n",
		o.engine, o.processes, o.slots, o.shops, took.Seconds(), float64(o.shops)/took.Minutes(), f.cpu.Seconds()/float64(o.shops), f.rss>>10, f.load, f.busy(), limit)
	return o.audit(ctx, filepath.Join(o.world, "access.log"), t.hits)
}

// database makes the database, and with Postgres the wire to it.
func (o *options) database(ctx context.Context, t *trouble) (err error) {
	o.where = filepath.Join(t.disk.dir, "shopvet.db")
	o.through = o.where
	if o.engine != "postgres" {
		return nil
	}
	if err := os.Setenv("TMPDIR", t.disk.dir); err != nil { // where pgtest puts it
		return err
	}
	if t.pg, err = pgtest.Start(ctx); err != nil {
		return err
	}
	if o.where, err = t.pg.Database(ctx); err != nil {
		return errors.Join(err, t.pg.Stop())
	}
	if t.wire, err = newWire(ctx, o.where); err != nil {
		return errors.Join(err, t.pg.Stop())
	}
	o.through = t.wire.url
	return nil
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
	out, err := exec.CommandContext(ctx, o.program, "sellers", "import", name, "--database", o.where, "--every", "weekly").CombinedOutput()
	if err != nil {
		return fmt.Errorf("import: %w: %s", err, out)
	}
	return nil
}

// host is the name of a shop, with the port at which it is served.
func (o *options) host(i int) string {
	port := o.address
	if o.soak > 0 && i%5 == 0 {
		port = o.troubled
	}
	return "shop" + strconv.Itoa(i) + ".test:" + port
}

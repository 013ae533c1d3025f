// Package queue decides which seller is looked at when and by whom: it hands scans to workers, each once, and puts back what a dead worker
// held.
//
// The queue lies in the catalogue's own database and is run by River, on SQLite and on Postgres. A scan's result and the end of its job are
// written in one transaction: a job may begin twice, its result is written once.
package queue

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// Job is one scan to be done.
type Job struct {
	Seller *catalogue.Seller
	Scan   *catalogue.Scan
	// Progress notes how far the visit is. It may be called often.
	Progress func(phase string, pages int)
}

// Later is an error of a ScanFunc that puts the scan off; that is no try that failed.
type Later struct {
	Wait time.Duration
	Why  string // a sentence for the operator
}

func (l *Later) Error() string { return l.Why }

// ScanFunc looks at one seller. It returns an error only for what is our own fault: a shop that does not answer is an outcome.
type ScanFunc func(ctx context.Context, job *Job) (*catalogue.Outcome, error)

// Task is something that one of all processes does again and again.
type Task struct {
	Every time.Duration
	Do    func(ctx context.Context, now time.Time) error
}

// Options are what a queue is run with.
type Options struct {
	Scan    ScanFunc                                      // nil: scans are only asked for, not done
	Timeout func(n *catalogue.Seller) time.Duration       // how long a scan of a seller may take
	Network func(ctx context.Context, host string) string // the address a host has, "" when unknown
	Online  func(ctx context.Context) bool                // whether other sites can be reached from here; nil: taken for granted
	Tasks   map[string]Task                               // what one of all processes does again and again, by name
	Workers int                                           // scans at the same time in this process
	PerHost int                                           // scans at the same time at one network address, in all processes
	Rate    float64                                       // scans begun a minute, in all processes; 0: as many as there are
	TagRate map[string]float64                            // the same for sellers with a tag
	Tick    time.Duration                                 // how often it is looked who is due
	Drain   time.Duration                                 // how long scans under way may take to end when the process is to stop
	Retry   time.Duration                                 // how long a scan that failed waits; six times that after each further try
	Beat    time.Duration                                 // how often a process gives a sign of life
	Rescue  time.Duration                                 // how long after its time a scan is taken from a worker that is gone
	Version string
	Log     *slog.Logger
}

// The defaults of what is left out.
const (
	tick    = 5 * time.Second
	drain   = 30 * time.Second
	rescue  = 30 * time.Second
	retry   = 10 * time.Second
	timeout = 10 * time.Minute
	perHost = 2
)

// engine is a job engine on one kind of database.
type engine interface {
	// insert asks for scans, in one transaction; those for whose domain one is asked for already are left out.
	insert(ctx context.Context, list []*catalogue.Scan, sellers []*catalogue.Seller) ([]*catalogue.Scan, error)
	start(ctx context.Context) error
	stop(ctx context.Context) error
	migrate(ctx context.Context) error
	unmigrate(ctx context.Context) error
	close()
}

// Queue is the queue of a catalogue, as one process sees it. It is safe for concurrent use.
type Queue struct {
	store  *catalogue.Store
	o      Options
	engine engine
	worker catalogue.Worker
	life   *life
	sql    dialect
}

// New opens the queue of a catalogue. Close it.
func New(ctx context.Context, store *catalogue.Store, o Options) (*Queue, error) {
	o.fill()
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	now := time.Now()
	q := &Queue{store: store, o: o, life: newLife(), sql: sqlite, worker: catalogue.Worker{
		ID: host + "-" + rand.Text()[:8], Host: host, PID: os.Getpid(), Version: o.Version, Slots: o.Workers, Started: now, Seen: now,
	}}
	if store.Engine() == catalogue.Postgres {
		q.sql = postgres
		q.engine, err = newPostgres(ctx, q)
	} else {
		q.engine, err = newSQLite(q)
	}
	if err != nil {
		return nil, fmt.Errorf("open queue: %w", err)
	}
	return q, nil
}

func (o *Options) fill() {
	set := func(d *time.Duration, value time.Duration) {
		if *d <= 0 {
			*d = value
		}
	}
	set(&o.Tick, tick)
	set(&o.Beat, beat)
	set(&o.Drain, drain)
	set(&o.Rescue, rescue)
	set(&o.Retry, retry)
	if o.Timeout == nil {
		o.Timeout = func(*catalogue.Seller) time.Duration { return timeout }
	}
	if o.Network == nil {
		o.Network = func(context.Context, string) string { return "" }
	}
	if o.Online == nil {
		o.Online = func(context.Context) bool { return true }
	}
	if o.PerHost <= 0 {
		o.PerHost = perHost
	}
	if o.Workers <= 0 {
		o.Workers = 1
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
}

// Close lets go of the database.
func (q *Queue) Close() { q.engine.close() }

// Migrate makes the tables of the queue.
func (q *Queue) Migrate(ctx context.Context) error {
	if err := q.engine.migrate(ctx); err != nil {
		return fmt.Errorf("migrate queue: %w", err)
	}
	return nil
}

// Unmigrate removes the tables of the queue.
func (q *Queue) Unmigrate(ctx context.Context) error {
	if err := q.engine.unmigrate(ctx); err != nil {
		return fmt.Errorf("migrate queue: %w", err)
	}
	return nil
}

// ScanNow asks for a scan of a seller. Where one waits or is under way, it returns that one.
func (q *Queue) ScanNow(ctx context.Context, n *catalogue.Seller, cause string) (*catalogue.Scan, error) {
	for range 3 { // the scan that stands in the way may end between the two looks
		if open, err := q.store.OpenScan(ctx, n.ID); err != nil || open != nil {
			return open, err
		}
		list, err := q.engine.insert(ctx, []*catalogue.Scan{newScan(n, cause)}, []*catalogue.Seller{n})
		if err != nil {
			return nil, fmt.Errorf("ask for scan: %w", err)
		}
		if len(list) == 1 {
			return list[0], nil
		}
	}
	return nil, ErrBusy
}

// ErrBusy says that another seller of the same domain is being looked at.
var ErrBusy = errors.New("another shop of the same domain is being looked at; try again in a minute")

func newScan(n *catalogue.Seller, cause string) *catalogue.Scan {
	return &catalogue.Scan{ID: catalogue.NewID(time.Now()), Seller: n.ID, Cause: cause}
}

// Run works until ctx ends; then scans under way may go on to their end for Options.Drain, and what is not done by then is put back.
func (q *Queue) Run(ctx context.Context) error {
	now := time.Now()
	if err := q.store.Alive(ctx, &q.worker); err != nil {
		return err
	}
	q.life.signed(now, q.o.Beat)
	defer q.life.end()
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	if err := q.engine.start(work); err != nil {
		return fmt.Errorf("start queue: %w", err)
	}
	q.o.Log.Info("worker started", "worker", q.worker.ID, "slots", q.o.Workers, "database", string(q.store.Engine()))
	var beating sync.WaitGroup
	beating.Go(func() { q.beats(work) })
	<-ctx.Done()
	q.o.Log.Info("worker drains", "worker", q.worker.ID)
	end, stop := context.WithTimeout(context.WithoutCancel(ctx), q.o.Drain+10*time.Second)
	defer stop()
	err := q.engine.stop(end)
	cancel()
	beating.Wait()
	if err == nil {
		q.worker.Stopped = time.Now()
		err = q.store.Alive(end, &q.worker)
	}
	q.o.Log.Info("worker stopped", "worker", q.worker.ID)
	return err
}

// schedule asks for the scans that are due, and tends to what was left behind.
func (q *Queue) schedule(ctx context.Context) error {
	if err := q.reconcile(ctx); err != nil {
		return err
	}
	for { // a list of a hundred thousand that is due at once is asked for in parts, and no more than is soon done
		waiting, err := q.store.CountScans(ctx, catalogue.Queued)
		if err != nil {
			return err
		}
		room := most - waiting
		if room <= 0 {
			return nil
		}
		due, err := q.store.DueSellers(ctx, time.Now(), min(room, part))
		if err != nil || len(due) == 0 {
			return err
		}
		asked, err := q.ask(ctx, due)
		if err != nil {
			return err
		}
		q.o.Log.Debug("scans asked for", "due", len(due), "asked", asked)
		if asked < len(due) || len(due) < part {
			return nil
		}
	}
}

const (
	most = 5000 // scans that wait at most
	part = 500  // scans asked for in one transaction
)

// ask asks for a scan of each seller; of several with one domain, for the first.
func (q *Queue) ask(ctx context.Context, due []catalogue.Seller) (int, error) {
	var scans []*catalogue.Scan
	var sellers []*catalogue.Seller
	domains := map[string]bool{}
	for i := range due {
		if n := &due[i]; !domains[n.Domain] {
			domains[n.Domain] = true
			scans, sellers = append(scans, newScan(n, "schedule")), append(sellers, n)
		}
	}
	list, err := q.engine.insert(ctx, scans, sellers)
	return len(list), err
}

// reconcile ends scans whose job has ended without them, such as one that took its worker down each time it was tried.
func (q *Queue) reconcile(ctx context.Context) error {
	rows, err := q.store.DB().QueryContext(ctx, `SELECT s.id, s.seller_id FROM scans s LEFT JOIN river_job j ON j.id = s.job_id
		WHERE s.state IN ('queued', 'running') AND (j.id IS NULL OR j.state IN ('completed', 'discarded', 'cancelled')) LIMIT 100`)
	if err != nil {
		return fmt.Errorf("reconcile: %w", err)
	}
	type left struct{ scan, seller string }
	var list []left
	for rows.Next() {
		var l left
		if err := rows.Scan(&l.scan, &l.seller); err != nil {
			break
		}
		list = append(list, l)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return fmt.Errorf("reconcile: %w", err)
	}
	for _, l := range list {
		n, err := q.store.Seller(ctx, l.seller)
		if err != nil {
			return err
		}
		now := time.Now()
		err = q.store.InTx(ctx, func(tx catalogue.DB) error {
			return catalogue.GiveUp(ctx, tx, n, l.scan, "The scan ended its worker each time it was tried.", now)
		})
		if err != nil && !errors.Is(err, catalogue.ErrNotFound) {
			return err
		}
	}
	return nil
}

// connection runs f on one connection in one transaction.
func connection(ctx context.Context, db *sql.DB, f func(*sql.Conn, *sql.Tx) error) error {
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	tx, err := c.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after Commit it does nothing
	if err := f(c, tx); err != nil {
		return err
	}
	return tx.Commit()
}

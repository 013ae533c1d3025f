package queue

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"github.com/shopvet/shopvet/catalogue"
)

// scanWorker does scans.
type scanWorker[T any] struct {
	river.WorkerDefaults[scanArgs]
	e *riverEngine[T]
}

// Timeout is how long a scan may take, as was settled when it was asked for.
func (w *scanWorker[T]) Timeout(job *river.Job[scanArgs]) time.Duration {
	return time.Duration(max(job.Args.Seconds, 60)) * time.Second
}

// Work does one scan: it waits for its turn, looks at the shop, and writes down what came of it together with the end of the job.
func (w *scanWorker[T]) Work(ctx context.Context, job *river.Job[scanArgs]) error {
	q := w.e.q
	defer q.life.does(job.ID, job.Args.Scan)()
	n, scan, err := w.wanted(ctx, job)
	if err != nil {
		return err
	}
	visit, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if !q.life.visit(n.Domain, q.o.Beat, cancel) {
		return river.JobSnooze(2 * q.o.Beat) // taken from us by a clock that was put forward, and still under way; or the database was away
	}
	defer q.life.visited(n.Domain)
	if wait, why, err := w.turn(ctx, n, scan); err != nil || wait > 0 {
		return w.later(ctx, scan, wait, why, err)
	}
	release, wait, err := q.network(ctx, n, w.Timeout(job))
	if err != nil || wait > 0 {
		return w.later(ctx, scan, wait, "Others on the same network address are being looked at.", err)
	}
	defer release()
	switch err := q.store.StartScan(ctx, scan, q.worker.ID, job.Attempt, time.Now()); {
	case errors.Is(err, catalogue.ErrNotFound):
		return river.JobSnooze(2 * q.o.Beat) // it was called off or begun by another meanwhile: the next look will tell
	case err != nil:
		return err // the database is away: the job is tried again
	}
	outcome, err := q.scan(visit, n, scan)
	later := &Later{Wait: q.o.Beat, Why: errSilent.Error()}
	switch {
	case errors.Is(context.Cause(visit), errSilent), errors.As(err, &later):
		return w.later(ctx, scan, later.Wait, later.Why, nil)
	case err != nil:
		return w.failed(ctx, job, n, scan, err)
	}
	if outcome.Verdict.Crawl.Stop == "unreachable" && !q.o.Online(ctx) {
		return w.later(ctx, scan, 5*time.Minute, "No site can be reached from here.", nil)
	}
	return w.write(ctx, job, n, scan, outcome)
}

// wanted reads what is to be looked at, or an error that ends the job when that is not wanted any more.
func (w *scanWorker[T]) wanted(ctx context.Context, job *river.Job[scanArgs]) (*catalogue.Seller, *catalogue.Scan, error) {
	n, err := w.e.q.store.Seller(ctx, job.Args.Seller)
	if err == nil {
		var scan *catalogue.Scan
		scan, err = w.e.q.store.Scan(ctx, job.Args.Scan)
		if err == nil && (scan.State == catalogue.Queued || scan.State == catalogue.Running) {
			return n, scan, nil
		}
		if err == nil {
			return nil, nil, river.JobCancel(fmt.Errorf("the scan is %s", scan.State))
		}
	}
	if errors.Is(err, catalogue.ErrNotFound) {
		err = river.JobCancel(err)
	}
	return nil, nil, err
}

// turn says how long a scan has to wait: because of a rate, or since the worker that it was taken from still lives.
func (w *scanWorker[T]) turn(ctx context.Context, n *catalogue.Seller, scan *catalogue.Scan) (time.Duration, string, error) {
	q := w.e.q
	if scan.State == catalogue.Running && scan.Worker != q.worker.ID && !q.life.isGone(scan.Worker, q.o.Beat) {
		return 2 * q.o.Beat, "", nil
	}
	pace := func(name string, rate float64) (time.Duration, error) {
		if rate <= 0 {
			return 0, nil
		}
		return q.store.Pace(ctx, name, time.Duration(float64(time.Minute)/rate), max(1, int(rate/60)), time.Now())
	}
	for _, tag := range n.Tags {
		if wait, err := pace("rate/"+tag, q.o.TagRate[tag]); err != nil || wait > 0 {
			return wait, "", err
		}
	}
	wait, err := pace("rate", q.o.Rate)
	return wait, "", err
}

// network takes one of the places at the network address of a seller. How long to wait is returned when all are taken.
func (q *Queue) network(ctx context.Context, n *catalogue.Seller, length time.Duration) (release func(), wait time.Duration, err error) {
	u, err := url.Parse(n.URL)
	if err != nil {
		return nil, 0, fmt.Errorf("address of seller %s: %w", n.ID, err)
	}
	address := q.o.Network(ctx, u.Hostname())
	if address == "" {
		return func() {}, 0, nil
	}
	now := time.Now()
	holder := q.worker.ID + "/" + n.ID
	for i := range q.o.PerHost {
		name := "net/" + address + "/" + strconv.Itoa(i)
		got, err := q.store.Lease(ctx, name, holder, now, length+q.o.Rescue)
		if err != nil {
			return nil, 0, err
		}
		if got {
			return func() {
				if err := q.store.Release(context.WithoutCancel(ctx), name, holder); err != nil {
					q.o.Log.Warn("a place at a network address is only free when its time is over", "error", err)
				}
			}, 0, nil
		}
	}
	return nil, 2*time.Second + time.Duration(rand.Int64N(int64(4*time.Second))), nil
}

// scan runs the scan itself. A panic in it is an error: it must not take the others down.
func (q *Queue) scan(ctx context.Context, n *catalogue.Seller, scan *catalogue.Scan) (o *catalogue.Outcome, err error) {
	defer func() {
		if p := recover(); p != nil {
			q.o.Log.Error("a scan panicked", "seller", n.URL, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = fmt.Errorf("a fault of our own: %v", p)
		}
	}()
	ctx, span := tracer.Start(ctx, "scan", trace.WithAttributes(attribute.String("shopvet.seller", n.ID), attribute.String("url.full", n.URL), attribute.String("shopvet.scan", scan.ID)))
	defer func() { endSpan(span, err) }()
	progress := &progress{q: q, ctx: ctx, scan: scan.ID}
	o, err = q.o.Scan(ctx, &Job{Seller: n, Scan: scan, Progress: progress.note})
	if err == nil && ctx.Err() != nil {
		err = ctx.Err() // what a visit brought that was broken off is half a look
	}
	if err == nil && o == nil {
		err = errors.New("a fault of our own: the scan brought nothing")
	}
	return o, err
}

// progress writes down how far a visit is, every few seconds.
type progress struct {
	q    *Queue
	ctx  context.Context
	scan string

	mu   sync.Mutex
	last time.Time
}

func (p *progress) note(phase string, pages int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := time.Now(); now.Sub(p.last) >= 2*time.Second {
		p.last = now
		if err := p.q.store.Progress(p.ctx, p.scan, phase, pages); err != nil && p.ctx.Err() == nil {
			p.q.o.Log.Debug("progress was not noted", "error", err)
		}
	}
}

// later puts a scan back for a while; that is no failed try.
func (w *scanWorker[T]) later(ctx context.Context, scan *catalogue.Scan, wait time.Duration, why string, err error) error {
	if err != nil {
		return err
	}
	if err := w.e.q.store.PutBack(ctx, scan.ID, w.e.q.worker.ID, why); err != nil && !errors.Is(err, catalogue.ErrNotFound) {
		w.e.q.o.Log.Warn("a scan could not be put back yet", "error", err)
	}
	return river.JobSnooze(wait)
}

// failed puts a scan back that could not be done, or gives it up when it was tried often enough.
func (w *scanWorker[T]) failed(ctx context.Context, job *river.Job[scanArgs], n *catalogue.Seller, scan *catalogue.Scan, cause error) error {
	q := w.e.q
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if errors.Is(ctx.Err(), context.Canceled) { // the process stops: the scan did nothing wrong
		return w.later(end, scan, time.Second, "The worker was stopped.", nil)
	}
	q.o.Log.Warn("a scan failed", "seller", n.URL, "try", job.Attempt, "error", cause)
	if job.Attempt < job.MaxAttempts {
		return errors.Join(cause, q.store.PutBack(end, scan.ID, q.worker.ID, cause.Error()))
	}
	return w.e.both(end, func(db catalogue.DB, tx T) error {
		if err := catalogue.GiveUp(end, db, n, scan.ID, cause.Error(), time.Now()); err != nil && !errors.Is(err, catalogue.ErrNotFound) {
			return err
		}
		_, err := river.JobCompleteTx[riverdriver.Driver[T]](ctx, tx, job)
		return err
	})
}

// write writes the outcome and the end of the job in one transaction. A database that is away for a moment costs no scan.
func (w *scanWorker[T]) write(ctx context.Context, job *river.Job[scanArgs], n *catalogue.Seller, scan *catalogue.Scan, o *catalogue.Outcome) (err error) {
	ctx, span := tracer.Start(ctx, "record", trace.WithAttributes(attribute.String("shopvet.seller", n.ID), attribute.String("shopvet.scan", scan.ID)))
	defer func() { endSpan(span, err) }()
	for try := range 6 {
		if try > 0 {
			select {
			case <-ctx.Done():
				return errors.Join(err, ctx.Err())
			case <-time.After(time.Duration(try*try) * time.Second):
			}
		}
		now := time.Now()
		var r *catalogue.Record
		if r, err = w.e.q.store.Prepare(ctx, n, scan, o, now); err == nil {
			err = w.e.both(ctx, func(db catalogue.DB, tx T) error {
				if err := r.Write(ctx, db, now); err != nil {
					return err
				}
				_, err := river.JobCompleteTx[riverdriver.Driver[T]](ctx, tx, job)
				return err
			})
		}
		if o.Written != nil && (err == nil || errors.Is(err, catalogue.ErrNotFound) || errors.Is(err, rivertype.ErrNotFound)) {
			o.Written()
		}
		switch {
		case err == nil:
			w.e.q.o.Log.Info("scanned", "seller", n.URL, "scan", scan.ID, "stop", o.Verdict.Crawl.Stop, "pages", o.Verdict.Crawl.HTML, "alerts", len(r.Alerts()))
			return nil
		case errors.Is(err, catalogue.ErrNotFound), errors.Is(err, rivertype.ErrNotFound):
			return river.JobCancel(err) // it is written already, its seller was deleted meanwhile, or the job was given to another
		}
		w.e.q.o.Log.Warn("a result could not be written", "seller", n.URL, "try", try+1, "error", err)
	}
	return err
}

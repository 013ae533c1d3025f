package queue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"github.com/shopvet/shopvet/catalogue"
)

const (
	scanQueue = "scans"
	tickQueue = "ticks" // its own, so that a long row of scans does not hold up the schedule
	tries     = 4       // of one scan
)

// scanArgs is a scan as a job. No two jobs of one domain wait or run at the same time.
type scanArgs struct {
	Domain string `json:"domain" river:"unique"`
	Seller string `json:"seller"`
	Scan   string `json:"scan"`
	// Seconds is how long it may take.
	Seconds int `json:"seconds"`
}

func (scanArgs) Kind() string { return "scan" }

func (scanArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: scanQueue, MaxAttempts: tries, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: unfinished}}
}

// unfinished are the states of jobs that wait or run.
var unfinished = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStateScheduled,
}

// tickArgs is a look at who is due.
type tickArgs struct {
	Task string `json:"task" river:"unique"`
}

func (tickArgs) Kind() string { return "tick" }

func (tickArgs) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: tickQueue, MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: unfinished}}
}

// both runs f in one transaction, as our store sees it and as River does.
type both[T any] func(ctx context.Context, f func(db catalogue.DB, tx T) error) error

// riverEngine runs jobs with River on one kind of database, whose transactions are T.
type riverEngine[T any] struct {
	q      *Queue
	driver riverdriver.Driver[T]
	client *river.Client[T]
	both   both[T]
	free   func()
}

func newRiver[T any](q *Queue, driver riverdriver.Driver[T], in both[T], free func()) (engine, error) {
	e := &riverEngine[T]{q: q, driver: driver, both: in, free: free}
	c := &river.Config{
		ID: q.worker.ID, Logger: slog.New(warnings{q.o.Log.Handler()}), MaxAttempts: tries, RetryPolicy: e,
		FetchCooldown: 10 * time.Millisecond, FetchPollInterval: time.Second,
		JobTimeout: time.Minute, RescueStuckJobsAfter: time.Minute + q.o.Rescue, SoftStopTimeout: q.o.Drain,
		CompletedJobRetentionPeriod: time.Hour,
	}
	if q.o.Scan != nil {
		c.Workers = river.NewWorkers()
		river.AddWorker(c.Workers, &scanWorker[T]{e: e})
		river.AddWorker(c.Workers, &tickWorker{q: q})
		c.Queues = map[string]river.QueueConfig{scanQueue: {MaxWorkers: q.o.Workers}, tickQueue: {MaxWorkers: 2}}
		c.PeriodicJobs = append(c.PeriodicJobs, periodic("schedule", q.o.Tick))
		for name, task := range q.o.Tasks {
			c.PeriodicJobs = append(c.PeriodicJobs, periodic(name, task.Every))
		}
	}
	var err error
	e.client, err = river.NewClient(driver, c)
	return e, err
}

// periodic is a job that the leader of all processes asks for again and again.
func periodic(task string, every time.Duration) *river.PeriodicJob {
	return river.NewPeriodicJob(river.PeriodicInterval(every), func() (river.JobArgs, *river.InsertOpts) { return tickArgs{task}, nil },
		&river.PeriodicJobOpts{ID: task, RunOnStart: true})
}

// NextRetry is when a job is tried again: after 10 seconds, a minute, six minutes, if Options do not say otherwise.
func (e *riverEngine[T]) NextRetry(job *rivertype.JobRow) time.Time {
	wait := e.q.o.Retry
	for range min(len(job.Errors), tries) {
		wait *= 6
	}
	return time.Now().Add(wait + time.Duration(rand.Int64N(int64(wait/5)+1)))
}

func (e *riverEngine[T]) insert(ctx context.Context, list []*catalogue.Scan, sellers []*catalogue.Seller) (out []*catalogue.Scan, err error) {
	var params []river.InsertManyParams
	for i, n := range sellers {
		params = append(params, river.InsertManyParams{Args: scanArgs{Domain: n.Domain, Seller: n.ID, Scan: list[i].ID, Seconds: int(e.q.o.Timeout(n).Seconds())}})
	}
	err = e.both(ctx, func(db catalogue.DB, tx T) error {
		jobs, err := e.client.InsertManyTx(ctx, tx, params)
		if err != nil {
			return err
		}
		for i, job := range jobs {
			if job.UniqueSkippedAsDuplicate {
				continue
			}
			if err := catalogue.AddScan(ctx, db, list[i], job.Job.ID, time.Now()); err != nil {
				return err
			}
			out = append(out, list[i])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (e *riverEngine[T]) start(ctx context.Context) error { return e.client.Start(ctx) }

func (e *riverEngine[T]) stop(ctx context.Context) error { return e.client.Stop(ctx) }

func (e *riverEngine[T]) close() { e.free() }

func (e *riverEngine[T]) migrate(ctx context.Context) error {
	m, err := rivermigrate.New(e.driver, &rivermigrate.Config{Logger: slog.New(warnings{e.q.o.Log.Handler()})})
	if err == nil {
		_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	}
	return err
}

func (e *riverEngine[T]) unmigrate(ctx context.Context) error {
	m, err := rivermigrate.New(e.driver, &rivermigrate.Config{Logger: slog.New(warnings{e.q.o.Log.Handler()})})
	if err == nil {
		_, err = m.Migrate(ctx, rivermigrate.DirectionDown, &rivermigrate.MigrateOpts{TargetVersion: -1})
	}
	return err
}

// warnings passes on what is a warning or worse: River tells of every step.
type warnings struct{ slog.Handler }

func (w warnings) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && w.Handler.Enabled(ctx, l)
}
func (w warnings) WithAttrs(a []slog.Attr) slog.Handler { return warnings{w.Handler.WithAttrs(a)} }
func (w warnings) WithGroup(name string) slog.Handler   { return warnings{w.Handler.WithGroup(name)} }

// tickWorker does what one of all processes does now and then.
type tickWorker struct {
	river.WorkerDefaults[tickArgs]
	q *Queue
}

// Timeout of a tick. A list of a hundred thousand is asked for in parts.
func (w *tickWorker) Timeout(*river.Job[tickArgs]) time.Duration { return 5 * time.Minute }

// Work does one task. A failure is told and not tried again: the next tick comes soon.
func (w *tickWorker) Work(ctx context.Context, job *river.Job[tickArgs]) error {
	defer w.q.life.does(job.ID, "")()
	task := w.q.o.Tasks[job.Args.Task].Do
	if job.Args.Task == "schedule" {
		task = func(ctx context.Context, _ time.Time) error { return w.q.schedule(ctx) }
	}
	if task == nil {
		return river.JobCancel(errors.New("no such task in this version"))
	}
	if err := task(ctx, time.Now()); err != nil {
		return fmt.Errorf("%s: %w", job.Args.Task, err)
	}
	return nil
}

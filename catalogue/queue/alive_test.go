package queue_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
)

// signs is how often a process gives a sign of life here: rarely enough that the end of a job is written down between two, also on a busy machine.
const signs = 250 * time.Millisecond

// What a worker holds that gives no sign of life any more is soon done by another, and what the first brings after all counts for nothing twice.
func TestSilentWorker(t *testing.T) {
	engines(t, func(w *world) {
		begun, release := make(chan bool, 1), make(chan bool)
		var ended atomic.Bool
		w.opts.Beat, w.opts.Workers = time.Hour, 1
		w.opts.Scan = func(context.Context, *queue.Job) (*catalogue.Outcome, error) {
			begun <- true
			<-release
			ended.Store(true)
			return seen("done"), nil
		}
		list := w.sellers(1, nil)
		w.runs(w.queue())
		<-begun
		w.opts.Beat = signs
		w.opts.Scan = func(context.Context, *queue.Job) (*catalogue.Outcome, error) { return seen("done"), nil }
		w.runs(w.queue())
		w.until("another does it", func() bool { return w.looked(catalogue.Fine) == 1 })
		close(release)
		w.until("the first brings its result", ended.Load)
		time.Sleep(300 * time.Millisecond)
		if r, err := w.store.Results(w.Context(), list[0].ID, 9); err != nil || len(r) != 1 {
			w.Errorf("%v: %d results", err, len(r))
		}
	})
}

// A worker that can give no sign of life breaks off its visits before others take them up; when the database is back, they are done.
func TestDatabaseAway(t *testing.T) {
	engines(t, func(w *world) {
		var visits atomic.Int32
		begun, broken := make(chan bool, 1), make(chan error, 1)
		w.opts.Beat = signs
		w.opts.Scan = func(ctx context.Context, _ *queue.Job) (*catalogue.Outcome, error) {
			if visits.Add(1) > 1 {
				return seen("done"), nil
			}
			begun <- true
			<-ctx.Done()
			broken <- context.Cause(ctx)
			return seen("interrupted"), nil
		}
		w.sellers(1, nil)
		w.runs(w.queue())
		<-begun
		other, err := catalogue.Open(w.Context(), w.store.Where())
		if err != nil {
			w.Fatal(err)
		}
		defer other.Close()
		err = other.InTx(w.Context(), func(tx catalogue.DB) error { // nobody else can write meanwhile
			if w.store.Engine() == catalogue.Postgres {
				if _, err := tx.ExecContext(w.Context(), "LOCK TABLE workers IN EXCLUSIVE MODE"); err != nil {
					return err
				}
			}
			select {
			case <-broken:
			case <-time.After(30 * time.Second):
				w.Error("the visit goes on")
			}
			return nil
		})
		if err != nil {
			w.Fatal(err)
		}
		w.until("it is done at another visit", func() bool { return w.looked(catalogue.Fine) == 1 && visits.Load() >= 2 }) // the second, if no sign is late again
	})
}

// What is called ours but is not done here, since its end could not be written down, is given back.
func TestStrays(t *testing.T) {
	engines(t, func(w *world) {
		begun, release := make(chan bool, 1), make(chan bool)
		w.opts.Beat, w.opts.Workers = signs, 1
		w.opts.Scan = func(_ context.Context, j *queue.Job) (*catalogue.Outcome, error) {
			if j.Seller.URL == "https://shop0.example/" {
				begun <- true
				<-release
			}
			return seen("done"), nil
		}
		list := w.sellers(2, func(_ int, s *catalogue.Seller) { s.Cadence = 0 })
		q := w.queue()
		w.runs(q)
		ask := func(n *catalogue.Seller) *catalogue.Scan {
			scan, err := q.ScanNow(w.Context(), n, "ada")
			if err != nil {
				w.Fatal(err)
			}
			return scan
		}
		ask(&list[0])
		<-begun // no other is begun now
		us, err := w.store.OpenScan(w.Context(), list[0].ID)
		if err != nil {
			w.Fatal(err)
		}
		scan := ask(&list[1])
		by := "jsonb('[\"" + us.Worker + "\"]')"
		if w.store.Engine() == catalogue.Postgres {
			by = "ARRAY['" + us.Worker + "']"
		}
		for _, text := range []string{
			"UPDATE river_job SET state = 'running', attempt = 1, attempted_at = scheduled_at, attempted_by = " + by + " WHERE id = (SELECT job_id FROM scans WHERE id = '" + scan.ID + "')",
			"UPDATE scans SET state = 'running', worker = '" + us.Worker + "' WHERE id = '" + scan.ID + "'",
		} {
			if _, err := w.store.DB().ExecContext(w.Context(), text); err != nil {
				w.Fatal(err)
			}
		}
		w.until("it is given back", func() bool {
			s, err := w.store.Scan(w.Context(), scan.ID)
			return err == nil && s.State == catalogue.Queued
		})
		close(release)
		w.until("both are done", func() bool { return w.looked(catalogue.Fine) == 2 })
	})
}

// A clock that is put back holds up neither the schedule nor what waits.
func TestClockPutBack(t *testing.T) {
	engines(t, func(w *world) {
		list := w.sellers(2, func(i int, s *catalogue.Seller) { s.Cadence = time.Duration(i) * 24 * time.Hour })
		w.opts.Tasks = map[string]queue.Task{"send": {Every: time.Hour, Do: func(context.Context, time.Time) error { return nil }}}
		w.opts.Beat = signs
		stop := w.runs(w.queue())
		w.until("what is due is done", func() bool { return w.looked(catalogue.Fine) == 1 })
		stop()
		w.opts.Scan = nil
		q := w.queue()
		if _, err := q.ScanNow(w.Context(), &list[0], "ada"); err != nil {
			w.Fatal(err)
		}
		later := "datetime('now', 'subsec', '+1 day')"
		if w.store.Engine() == catalogue.Postgres {
			later = "now() + interval '1 day'"
		}
		for _, text := range []string{
			"UPDATE river_job SET state = 'available', finalized_at = NULL, attempt = 0, scheduled_at = " + later + " WHERE id IN (SELECT MAX(id) FROM river_job GROUP BY unique_key)",
			"UPDATE sellers SET next_due = 1 WHERE cadence > 0",
			"DELETE FROM river_leader",
			"INSERT INTO river_leader (elected_at, expires_at, leader_id, name) VALUES (" + later + ", " + later + ", 'gone', 'default')",
		} {
			if _, err := w.store.DB().ExecContext(w.Context(), text); err != nil {
				w.Fatal(err)
			}
		}
		var visited sync.Map
		w.opts.Scan = func(_ context.Context, j *queue.Job) (*catalogue.Outcome, error) {
			visited.Store(j.Seller.ID, true)
			return seen("done"), nil
		}
		w.runs(w.queue())
		w.until("what waits and what is due is done", func() bool {
			_, waits := visited.Load(list[0].ID)
			_, due := visited.Load(list[1].ID)
			return waits && due
		})
	})
}

package queue

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// beats gives signs of life until ctx ends, also while scans under way come to their end.
func (q *Queue) beats(ctx context.Context) {
	t := time.NewTicker(q.o.Beat)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			q.beat(ctx)
		}
	}
}

// beat gives a sign of life, and sees after what belongs to nobody.
func (q *Queue) beat(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, 2*q.o.Beat)
	defer cancel()
	now := time.Now()
	q.worker.Seen = now
	err := q.store.Alive(ctx, &q.worker)
	if err == nil {
		q.life.signed(now, q.o.Beat)
		err = errors.Join(q.takeUp(ctx), q.giveBack(ctx), q.setBack(ctx))
	}
	if err != nil && !errors.Is(ctx.Err(), context.Canceled) {
		q.o.Log.Warn("no sign of life could be given", "error", err)
	}
}

// takeUp gives to others what workers hold that are gone.
func (q *Queue) takeUp(ctx context.Context) error {
	list, err := q.store.Workers(ctx)
	if err != nil {
		return err
	}
	for _, id := range q.life.look(list, q.o.Beat) {
		if id == q.worker.ID {
			continue
		}
		jobs, err := q.heldBy(ctx, id)
		if err != nil {
			return err
		}
		done, err := q.free(ctx, id, q.life.sign(id), jobs)
		if err != nil {
			return err
		}
		if done && len(jobs) > 0 {
			q.o.Log.Info("what a worker held that is gone is given to others", "worker", id, "jobs", len(jobs))
		}
	}
	return nil
}

// held is a job that a worker does, as far as the database knows.
type held struct {
	job  int64
	scan string // "" for a tick
}

// heldBy lists the jobs that a worker does, as far as the database knows.
func (q *Queue) heldBy(ctx context.Context, worker string) ([]held, error) {
	rows, err := q.store.DB().QueryContext(ctx, "SELECT id, COALESCE(args ->> 'scan', '') FROM river_job WHERE state = 'running' AND "+q.sql.worker+" = $1", worker)
	if err != nil {
		return nil, fmt.Errorf("read jobs of a worker: %w", err)
	}
	defer rows.Close()
	var out []held
	for rows.Next() {
		var h held
		if err := rows.Scan(&h.job, &h.scan); err != nil {
			return nil, fmt.Errorf("read jobs of a worker: %w", err)
		}
		out = append(out, h)
	}
	return out, rows.Err()
}

// free gives jobs of a worker to others, if its last sign of life is still the one that was seen. A scan that was tried often enough is left
// without a job, which reconcile finds; a tick is asked for anew by itself.
func (q *Queue) free(ctx context.Context, worker string, sign time.Time, jobs []held) (bool, error) {
	err := q.store.InTx(ctx, func(tx catalogue.DB) error {
		res, err := tx.ExecContext(ctx, "UPDATE workers SET seen = seen WHERE id = $1 AND seen = $2", worker, sign.UnixMilli()) // it cannot give one meanwhile
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, errAlive)
		}
		for _, h := range jobs {
			if err := free(ctx, tx, worker, h); err != nil {
				return err
			}
		}
		return catalogue.ReleaseAll(ctx, tx, worker+"/")
	})
	switch {
	case errors.Is(err, errAlive):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("take up what a worker held: %w", err)
	}
	q.life.freed(worker)
	return true, nil
}

var errAlive = errors.New("it lives")

func free(ctx context.Context, tx catalogue.DB, worker string, h held) error {
	_, err := tx.ExecContext(ctx, "DELETE FROM river_job WHERE id = $1 AND state = 'running' AND (kind = 'tick' OR attempt >= max_attempts)", h.job)
	if err == nil {
		_, err = tx.ExecContext(ctx, "UPDATE river_job SET state = 'available' WHERE id = $1 AND state = 'running'", h.job)
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, "UPDATE scans SET state = 'queued', reason = 'Its worker ended.', phase = '' WHERE id = $1 AND state = 'running' AND worker = $2", h.scan, worker)
	}
	return err
}

// giveBack gives back what the database calls ours though we do not do it: the end of a job that could not be written down while the database
// was away.
func (q *Queue) giveBack(ctx context.Context) error {
	jobs, err := q.heldBy(ctx, q.worker.ID)
	if err != nil {
		return err
	}
	scans, err := q.store.ScansOfWorker(ctx, q.worker.ID)
	if err != nil {
		return err
	}
	jobs, scans = q.life.notDone(jobs, scans)
	if len(jobs)+len(scans) == 0 {
		return nil
	}
	for _, id := range scans {
		jobs = append(jobs, held{scan: id})
	}
	err = q.store.InTx(ctx, func(tx catalogue.DB) error {
		for _, h := range jobs {
			if err := free(ctx, tx, q.worker.ID, h); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("give back: %w", err)
	}
	q.o.Log.Info("what was broken off while the database was away is given back", "jobs", len(jobs))
	return nil
}

// setBack mends what a clock did that was put back: what was to begin at once may lie in the future now, and the schedule with it.
func (q *Queue) setBack(ctx context.Context) error {
	d := q.sql
	_, err := q.store.DB().ExecContext(ctx, "UPDATE river_job SET scheduled_at = "+d.now+" WHERE queue = '"+tickQueue+"' AND state IN ('available', 'scheduled') AND scheduled_at > "+d.now)
	if err == nil {
		_, err = q.store.DB().ExecContext(ctx, "UPDATE river_job SET scheduled_at = "+d.now+" WHERE queue = '"+scanQueue+"' AND state IN ('available', 'scheduled', 'retryable') AND scheduled_at > "+d.far)
	}
	if err == nil {
		_, err = q.store.DB().ExecContext(ctx, "DELETE FROM river_leader WHERE expires_at > "+d.far)
	}
	if err != nil {
		return fmt.Errorf("mend what a clock put off: %w", err)
	}
	return nil
}

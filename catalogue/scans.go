package catalogue

import (
	"context"
	"database/sql"
	"fmt"
	"time"
	"unicode/utf8"
)

const scanColumns = "id, seller_id, state, cause, created, started, ended, worker, attempt, reason, phase, pages"

// AddScan writes down that a look at a seller is wanted, and as which job of the queue. n.ID is there already; the rest is filled in.
func AddScan(ctx context.Context, tx DB, n *Scan, job int64, now time.Time) error {
	n.State, n.Created = Queued, now
	_, err := tx.ExecContext(ctx, "INSERT INTO scans ("+scanColumns+", job_id) VALUES ("+marks(1, 13)+")",
		n.ID, n.Seller, string(n.State), n.Cause, millis(now), 0, 0, "", 0, "", "", 0, job)
	if err != nil {
		return fmt.Errorf("add scan: %w", err)
	}
	return nil
}

// Scan reads a scan.
func (s *Store) Scan(ctx context.Context, id string) (*Scan, error) {
	list, err := s.scans(ctx, "WHERE id = $1", id)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("scan: %w", ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return &list[0], nil
}

// OpenScan returns the scan of a seller that waits or is under way, nil where there is none.
func (s *Store) OpenScan(ctx context.Context, seller string) (*Scan, error) {
	list, err := s.scans(ctx, "WHERE seller_id = $1 AND state IN ('queued', 'running') ORDER BY id DESC LIMIT 1", seller)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// ScansOf lists the scans of a seller, the latest first.
func (s *Store) ScansOf(ctx context.Context, seller string, limit int) ([]Scan, error) {
	return s.scans(ctx, "WHERE seller_id = $1 ORDER BY id DESC LIMIT $2", seller, limit)
}

// ScansIn lists scans in a state, the oldest first.
func (s *Store) ScansIn(ctx context.Context, state ScanState, limit int) ([]Scan, error) {
	return s.scans(ctx, "WHERE state = $1 ORDER BY id LIMIT $2", string(state), limit)
}

// CountScans counts the scans in a state.
func (s *Store) CountScans(ctx context.Context, state ScanState) (n int, err error) {
	if err := s.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM scans WHERE state = $1", string(state)).Scan(&n); err != nil {
		return 0, fmt.Errorf("count scans: %w", err)
	}
	return n, nil
}

func (s *Store) scans(ctx context.Context, rest string, args ...any) ([]Scan, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+scanColumns+" FROM scans "+rest, args...)
	list, err := collect(rows, err, func(r *sql.Rows) (n Scan, err error) {
		var created, started, ended int64
		err = r.Scan(&n.ID, &n.Seller, &n.State, &n.Cause, &created, &started, &ended, &n.Worker, &n.Attempt, &n.Reason, &n.Phase, &n.Pages)
		n.Created, n.Started, n.Ended = fromMillis(created), fromMillis(started), fromMillis(ended)
		return n, err
	})
	if err != nil {
		return nil, fmt.Errorf("read scans: %w", err)
	}
	return list, nil
}

// StartScan notes that a worker looks at a seller now. It returns ErrNotFound when the scan is not any more as it was read: called off, done, or
// begun by another.
func (s *Store) StartScan(ctx context.Context, n *Scan, worker string, attempt int, now time.Time) error {
	return s.touch(ctx, "start scan", `UPDATE scans SET state = 'running', started = $1, worker = $2, attempt = $3, phase = '', pages = 0
		WHERE id = $4 AND state = $5 AND worker = $6 AND started = $7`, millis(now), worker, attempt, n.ID, string(n.State), n.Worker, millis(n.Started))
}

// Progress notes how far a visit is.
func (s *Store) Progress(ctx context.Context, id, phase string, pages int) error {
	return s.touch(ctx, "note progress", "UPDATE scans SET phase = $1, pages = $2 WHERE id = $3 AND state = 'running'", phase, pages, id)
}

// PutBack notes that a scan waits again, and why; one that another worker does goes on.
func (s *Store) PutBack(ctx context.Context, id, worker, reason string) error {
	return s.touch(ctx, "put scan back", "UPDATE scans SET state = 'queued', reason = $1, phase = '' WHERE id = $2 AND (state = 'queued' OR state = 'running' AND worker = $3)", reason, id, worker)
}

// ScansOfWorker lists the ids of the scans that a worker does.
func (s *Store) ScansOfWorker(ctx context.Context, worker string) ([]string, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT id FROM scans WHERE state = 'running' AND worker = $1", worker)
	list, err := collect(rows, err, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
	if err != nil {
		return nil, fmt.Errorf("read scans of a worker: %w", err)
	}
	return list, nil
}

// CancelScan calls off a scan that waits. One that is under way goes on to its end.
func (s *Store) CancelScan(ctx context.Context, id string, now time.Time) error {
	return s.touch(ctx, "cancel scan", "UPDATE scans SET state = 'cancelled', ended = $1 WHERE id = $2 AND state = 'queued'", millis(now), id)
}

// GiveUp ends a scan that could not be done for a reason of our own. The seller stands as failed and is tried again when it is due.
func GiveUp(ctx context.Context, tx DB, n *Seller, id, reason string, now time.Time) error {
	res, err := tx.ExecContext(ctx, "UPDATE scans SET state = 'given-up', reason = $1, ended = $2, phase = '' WHERE id = $3 AND state IN ('queued', 'running')", reason, millis(now), id)
	if err != nil {
		return fmt.Errorf("give up scan: %w", err)
	}
	if rows, err := res.RowsAffected(); err == nil && rows == 0 {
		return fmt.Errorf("give up scan: %w", ErrNotFound)
	}
	_, err = tx.ExecContext(ctx, "UPDATE sellers SET state = 'failed', reason = $1, looked = $2, next_due = $3 WHERE id = $4",
		reason, millis(now), millis(NextDue(n.Cadence, now)), n.ID)
	if err != nil {
		return fmt.Errorf("give up scan: %w", err)
	}
	return nil
}

// DueSellers lists sellers whose look is due and who wait for none, the longest overdue first.
func (s *Store) DueSellers(ctx context.Context, now time.Time, limit int) ([]Seller, error) {
	return querySellers(ctx, s.read, "SELECT "+sellerColumns+` FROM sellers WHERE paused = 0 AND next_due > 0 AND next_due <= $1
		AND NOT EXISTS (SELECT 1 FROM scans WHERE scans.seller_id = sellers.id AND scans.state IN ('queued', 'running'))
		ORDER BY next_due, id LIMIT $2`, millis(now), limit)
}

// Worker is a process that scans.
type Worker struct {
	ID      string    `json:"id"`
	Host    string    `json:"host"`
	PID     int       `json:"pid"`
	Version string    `json:"version"`
	Slots   int       `json:"slots"` // scans it does at the same time
	Started time.Time `json:"started"`
	Seen    time.Time `json:"seen"`    // its last sign of life
	Stopped time.Time `json:"stopped"` // zero: not in an orderly way
	Running int       `json:"running"`
}

// Alive notes a worker's sign of life.
func (s *Store) Alive(ctx context.Context, w *Worker) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO workers (id, host, pid, version, slots, started, seen, stopped) VALUES (`+marks(1, 8)+`)
		ON CONFLICT (id) DO UPDATE SET seen = excluded.seen, stopped = excluded.stopped`,
		w.ID, w.Host, w.PID, w.Version, w.Slots, millis(w.Started), millis(w.Seen), millis(w.Stopped))
	if err == nil {
		// One that still holds something stays until others have taken that up: a clock that is put a day ahead makes every sign look old.
		_, err = s.db.ExecContext(ctx, "DELETE FROM workers WHERE seen < $1 AND NOT EXISTS (SELECT 1 FROM scans WHERE scans.state = 'running' AND scans.worker = workers.id)", millis(w.Seen.Add(-24*time.Hour)))
	}
	if err != nil {
		return fmt.Errorf("note worker: %w", err)
	}
	return nil
}

// Workers lists the workers of the last day, those seen last first.
func (s *Store) Workers(ctx context.Context) ([]Worker, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT w.id, w.host, w.pid, w.version, w.slots, w.started, w.seen, w.stopped,
		(SELECT COUNT(*) FROM scans WHERE scans.state = 'running' AND scans.worker = w.id) FROM workers w ORDER BY w.seen DESC LIMIT 500`)
	list, err := collect(rows, err, func(r *sql.Rows) (w Worker, err error) {
		var started, seen, stopped int64
		err = r.Scan(&w.ID, &w.Host, &w.PID, &w.Version, &w.Slots, &started, &seen, &stopped, &w.Running)
		w.Started, w.Seen, w.Stopped = fromMillis(started), fromMillis(seen), fromMillis(stopped)
		return w, err
	})
	if err != nil {
		return nil, fmt.Errorf("read workers: %w", err)
	}
	return list, nil
}

// farthest is longer than anybody takes a lease for: what ends later was taken before the clock was put back.
const farthest = 2 * time.Hour

// Lease takes a name for a time, or prolongs it for who holds it. It reports whether the holder has it now.
func (s *Store) Lease(ctx context.Context, name, holder string, now time.Time, length time.Duration) (bool, error) {
	res, err := s.db.ExecContext(ctx, `INSERT INTO leases (name, holder, until) VALUES ($1, $2, $3)
		ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE leases.holder = excluded.holder OR leases.until < $4 OR leases.until > $5`,
		name, holder, millis(now.Add(length)), millis(now), millis(now.Add(max(farthest, 2*length))))
	if err != nil {
		return false, fmt.Errorf("take lease: %w", err)
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// Pace asks to begin one of the things that may begin once an interval, with so many at once. It returns 0 when it may begin now, else how
// long to wait before asking again.
func (s *Store) Pace(ctx context.Context, name string, interval time.Duration, burst int, now time.Time) (time.Duration, error) {
	far := now.Add(time.Duration(burst+1)*interval + farthest)
	res, err := s.db.ExecContext(ctx, `INSERT INTO leases (name, holder, until) VALUES ($1, '', $2)
		ON CONFLICT (name) DO UPDATE SET until = CASE WHEN leases.until > $3 AND leases.until <= $6 THEN leases.until ELSE CAST($3 AS BIGINT) END + CAST($4 AS BIGINT)
		WHERE leases.until <= $5 OR leases.until > $6`,
		name, millis(now.Add(interval)), millis(now), interval.Milliseconds(), millis(now.Add(time.Duration(burst-1)*interval)), millis(far))
	if err != nil {
		return 0, fmt.Errorf("pace: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n > 0 {
		return 0, err
	}
	var until int64
	if err := s.db.QueryRowContext(ctx, "SELECT until FROM leases WHERE name = $1", name).Scan(&until); err != nil {
		return 0, fmt.Errorf("pace: %w", err)
	}
	return max(fromMillis(until).Sub(now)-time.Duration(burst-1)*interval, 10*time.Millisecond), nil
}

// Release gives a lease back.
func (s *Store) Release(ctx context.Context, name, holder string) error {
	if _, err := s.db.ExecContext(ctx, "DELETE FROM leases WHERE name = $1 AND holder = $2", name, holder); err != nil {
		return fmt.Errorf("give back lease: %w", err)
	}
	return nil
}

// ReleaseAll gives back the leases of all holders whose name begins so.
func ReleaseAll(ctx context.Context, tx DB, holders string) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM leases WHERE substr(holder, 1, $1) = $2", utf8.RuneCountInString(holders), holders); err != nil {
		return fmt.Errorf("give back leases: %w", err)
	}
	return nil
}

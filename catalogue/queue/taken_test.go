package queue_test

import (
	"context"
	"testing"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
)

// A job whose state is changed by others in the moment in which it ends takes nobody down, and brings one result.
func TestJobTakenAwayAsItEnds(t *testing.T) {
	engines(t, func(w *world) {
		const sellers = 8
		w.opts.Scan = func(ctx context.Context, j *queue.Job) (*catalogue.Outcome, error) {
			_, err := w.store.DB().ExecContext(ctx, "UPDATE river_job SET state = 'pending' WHERE id = (SELECT job_id FROM scans WHERE id = $1)", j.Scan.ID)
			return seen("done"), err
		}
		list := w.sellers(sellers, nil)
		w.runs(w.queue())
		w.until("all are looked at, and no job is left", func() bool {
			left := -1
			_, err := w.store.DB().ExecContext(w.Context(), "UPDATE river_job SET state = 'available' WHERE kind = 'scan' AND state = 'pending'")
			if err == nil {
				err = w.store.DB().QueryRowContext(w.Context(), "SELECT count(*) FROM river_job WHERE kind = 'scan' AND finalized_at IS NULL").Scan(&left)
			}
			if err != nil {
				w.Error(err)
			}
			return w.looked(catalogue.Fine) == sellers && left == 0
		})
		for i := range list {
			if r, err := w.store.Results(w.Context(), list[i].ID, 9); err != nil || len(r) != 1 {
				w.Errorf("%v: %d results", err, len(r))
			}
		}
	})
}

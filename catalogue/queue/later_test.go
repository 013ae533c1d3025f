package queue_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
)

// A scan that says "later" is put off, more often than one may fail, and is done in the end.
func TestScansPutOffAreNoTries(t *testing.T) {
	engines(t, func(w *world) {
		const later = 8
		var asked atomic.Int32
		w.opts.Scan = func(context.Context, *queue.Job) (*catalogue.Outcome, error) {
			if asked.Add(1) <= later {
				return nil, &queue.Later{Wait: 20 * time.Millisecond, Why: "The disk is full on which visits are kept."}
			}
			return seen("done"), nil
		}
		n := w.sellers(1, nil)[0]
		w.runs(w.queue())
		w.until("it is looked at", func() bool { return w.looked(catalogue.Fine) == 1 })
		if r, err := w.store.Results(w.Context(), n.ID, 9); err != nil || len(r) != 1 || asked.Load() != later+1 {
			w.Errorf("%v, %d results, asked %d times", err, len(r), asked.Load())
		}
	})
}

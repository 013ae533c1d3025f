package queue_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/queue"
)

// What a worker held that died before the clock was put a day ahead is taken up all the same.
func TestWorkerBeforeAClockPutAhead(t *testing.T) {
	engines(t, func(w *world) {
		var looks atomic.Int32
		begun, never := make(chan bool, 1), make(chan bool)
		w.opts.Beat, w.opts.Workers = time.Hour, 1
		w.opts.Scan = func(context.Context, *queue.Job) (*catalogue.Outcome, error) {
			if looks.Add(1) == 1 {
				begun <- true
				<-never
			}
			return seen("done"), nil
		}
		w.sellers(1, nil)
		w.runs(w.queue())
		w.Cleanup(func() { close(never) })
		<-begun
		if _, err := w.store.DB().ExecContext(w.Context(), "UPDATE workers SET seen = seen - 90000000"); err != nil { // 25 hours
			w.Fatal(err)
		}
		w.opts.Beat = signs
		w.runs(w.queue())
		w.until("another does it", func() bool { return w.looked(catalogue.Fine) == 1 })
	})
}

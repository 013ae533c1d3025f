package queue_test

import (
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/shopvet/shopvet/catalogue"
)

// What waits in the tables of an earlier version of the queue is done once they are brought up to date.
func TestJobsOfAnEarlierVersion(t *testing.T) {
	engines(t, func(w *world) {
		if w.store.Engine() == catalogue.SQLite {
			stepBack(w, riversqlite.New(w.store.DB()))
		} else {
			pool, err := pgxpool.New(w.Context(), w.store.Where())
			if err != nil {
				w.Fatal(err)
			}
			defer pool.Close()
			stepBack(w, riverpgxv5.New(pool))
		}
		n := w.sellers(1, nil)[0]
		q := w.queue()
		if _, err := q.ScanNow(w.Context(), &n, "operator"); err != nil {
			w.Fatal(err)
		}
		if err := q.Migrate(w.Context()); err != nil {
			w.Fatal(err)
		}
		w.runs(q)
		w.until("it is looked at", func() bool { return w.looked(catalogue.Fine) == 1 })
		if r, err := w.store.Results(w.Context(), n.ID, 9); err != nil || len(r) != 1 {
			w.Errorf("%v: %d results", err, len(r))
		}
	})
}

// stepBack takes the last step of River's tables back.
func stepBack[T any](w *world, driver riverdriver.Driver[T]) {
	w.Helper()
	m, err := rivermigrate.New(driver, nil)
	if err != nil {
		w.Fatal(err)
	}
	done, err := m.Migrate(w.Context(), rivermigrate.DirectionDown, nil)
	if err != nil || len(done.Versions) != 1 {
		w.Fatalf("one step back: %v %+v", err, done)
	}
}

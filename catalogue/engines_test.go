package catalogue_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/pgtest"
	"github.com/shopvet/shopvet/verdict"
)

// server is the Postgres of all tests, nil where this machine has none.
var server *pgtest.Server

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	var err error
	server, err = pgtest.Start(context.Background())
	switch {
	case err == nil:
		defer func() { _ = server.Stop() }()
	case !errors.Is(err, pgtest.ErrMissing):
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// day is the first day of the tests; nothing in a store looks at the clock by itself.
var day = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

// engines runs a test on both databases: what holds on one must hold on the other.
func engines(t *testing.T, test func(t *testing.T, s *catalogue.Store)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, opened(t, filepath.Join(t.TempDir(), "shop vet?.db")))
	})
	t.Run("postgres", func(t *testing.T) {
		if server == nil {
			t.Skip(pgtest.ErrMissing)
		}
		where, err := server.Database(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Parallel()
		test(t, opened(t, where))
	})
}

func opened(t *testing.T, where string) *catalogue.Store {
	t.Helper()
	s, err := catalogue.Open(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if _, err := s.MigrateUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// must stops a test at an error.
func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// added puts one seller into a store.
func added(t *testing.T, s *catalogue.Store, n catalogue.Seller) *catalogue.Seller {
	t.Helper()
	list := []catalogue.Seller{n}
	must(s.PutSellers(t.Context(), list, day))(t)
	return must(s.Seller(t.Context(), list[0].ID))(t)
}

// look makes a verdict by hand.
func look(taken time.Time, score int, results ...verdict.Result) *verdict.Verdict {
	v := &verdict.Verdict{
		Schema: verdict.Schema, Version: "test", Ruleset: "rules", Target: "https://shop.example/", Base: "https://shop.example/", Taken: taken,
		Crawl:   verdict.Crawl{Stop: "done", HTML: 30, FullLook: true},
		Initial: verdict.Score{Known: true, Value: score, Low: score - 3, High: score + 3, Grade: "B", Coverage: 0.9},
		Results: results, Rules: map[string]verdict.Rule{},
	}
	for _, r := range results {
		v.Rules[r.Check] = verdict.Rule{Title: "Title of " + r.Check}
	}
	return v
}

func result(check string, severity verdict.Severity, status verdict.Status, fingerprints ...string) verdict.Result {
	r := verdict.Result{Check: check, Status: status, Severity: severity, Total: len(fingerprints), Reason: verdict.Message{Key: "k", Text: check + " is " + string(status)}}
	for _, f := range fingerprints {
		r.Findings = append(r.Findings, verdict.Finding{Fingerprint: f, Message: verdict.Message{Text: f}, Evidence: []verdict.Evidence{{URL: "https://shop.example/" + f}}})
	}
	return r
}

// wanted asks for a scan.
func wanted(t *testing.T, s *catalogue.Store, seller string, at time.Time) *catalogue.Scan {
	t.Helper()
	n := &catalogue.Scan{ID: catalogue.NewID(at), Seller: seller, Cause: "test"}
	ok(t, catalogue.AddScan(t.Context(), s.DB(), n, 1, at))
	return n
}

// scanned writes one look at a seller down and returns the alerts that it made.
func scanned(t *testing.T, s *catalogue.Store, id string, v *verdict.Verdict, more ...catalogue.Trait) []catalogue.Alert {
	t.Helper()
	n := must(s.Seller(t.Context(), id))(t)
	scan := wanted(t, s, id, v.Taken)
	r := must(s.Prepare(t.Context(), n, scan, &catalogue.Outcome{Verdict: v, Traits: more, Network: "192.0.2.7", Archive: "a/" + scan.ID + ".wacz"}, v.Taken))(t)
	ok(t, s.InTx(t.Context(), func(tx catalogue.DB) error { return r.Write(t.Context(), tx, v.Taken) }))
	return r.Alerts()
}

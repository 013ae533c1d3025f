package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// plan says how large the catalogue is to be.
type plan struct{ sellers, days int }

// filler writes the history of sellers as it would stand after looking at each of them every day.
type filler struct {
	plan
	store *catalogue.Store
	now   time.Time
}

const day = 24 * time.Hour

func (p plan) fill(ctx context.Context, store *catalogue.Store) error {
	f := &filler{plan: p, store: store, now: time.Now().UTC()}
	begin := time.Now()
	list := f.list()
	for from := 0; from < len(list); from += 5_000 {
		if _, err := store.PutSellers(ctx, list[from:min(from+5_000, len(list))], f.now.Add(-time.Duration(p.days+1)*day)); err != nil {
			return err
		}
	}
	since("sellers put", begin, len(list))
	begin = time.Now()
	indexes, err := takeIndexes(ctx, store)
	if err != nil {
		return err
	}
	if store.Engine() == catalogue.SQLite { // all rows are of sellers that are there: to look each up takes most of the time
		if _, err := store.DB().ExecContext(ctx, "PRAGMA foreign_keys = 0"); err != nil {
			return fmt.Errorf("fill: %w", err)
		}
	}
	if err := f.histories(ctx); err != nil {
		return err
	}
	since("looks written", begin, len(list)*p.days)
	begin = time.Now()
	for _, create := range indexes {
		if _, err := store.DB().ExecContext(ctx, create); err != nil {
			return fmt.Errorf("make index again: %w", err)
		}
	}
	_, err = store.DB().ExecContext(ctx, "ANALYZE")
	since("indexes made", begin, len(indexes))
	return err
}

func (f *filler) list() []catalogue.Seller {
	chance := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same sellers each time
	words := []string{"Valley", "Harbour", "Kerzen", "Maison", "Stella", "Norden", "Lumen", "Casa", "Bloem", "Polana"}
	trade := []string{"Candles", "Tea", "Shoes", "Lamps", "Books", "Bikes", "Garden", "Toys", "Coffee", "Tools"}
	tags := []string{"gold", "silver", "new", "fragile", "de", "uk", "watch"}
	var out []catalogue.Seller
	for i := range f.sellers {
		name := words[chance.IntN(len(words))] + " " + trade[chance.IntN(len(trade))]
		out = append(out, catalogue.Seller{URL: fmt.Sprintf("https://shop%d.example/", i), Name: fmt.Sprintf("%s %d", name, i), Owner: fmt.Sprintf("M-%06d", i),
			Tags: []string{tags[chance.IntN(len(tags))], tags[chance.IntN(len(tags))]}, Cadence: day})
	}
	return out
}

// The database writes the history itself: row by row through a driver it takes an hour. In the statements <n> is the number of a seller, <at> when
// it was looked at on a day, spread over the day, <id> the id of that look, <score> its score, which wanders, and <k> a number of its findings.
var statements = struct{ daily, once []string }{
	daily: []string{
		`INSERT INTO scans (id, seller_id, state, cause, created, started, ended, worker, attempt, reason, phase, pages, job_id)
			SELECT <id>, id, 'done', 'schedule', <at>, <at>, <at> + 20000, 'w1', 1, '', '', 40, 0 FROM sellers`,
		`INSERT INTO results (scan_id, seller_id, taken, outcome, obstacle, ruleset, version, score, low, high, mature, grade, coverage, pages, seconds, fails, warns, serious, reachable, archive)
			SELECT <id>, id, <at>, 'done', '', 'rules', 'bench', <score>, <score> - 3, <score> + 1, -1, <grade>, 0.93, 40, 18.5, 5, 7, <n> % 3, 1, '' FROM sellers`,
	},
	once: []string{ // twelve checks that find something and six that do not any more; an alert; a phone number that three sellers share; how it stands
		`INSERT INTO findings (seller_id, check_id, fingerprint, status, severity, message, url, total, accepted, first_seen, last_seen, gone, first_scan, last_scan)
			SELECT id, 'policy-number-' || ((<k> * 7 + <n> * 13) % 160) || '-' || <k>, '', 'fail', CASE <k> % 3 WHEN 0 THEN 'high' WHEN 1 THEN 'medium' ELSE 'low' END,
			'Something that is to be mended was found on some of the pages that were read.', url || 'terms', 3, 0, <first>, <at>, CASE WHEN <k> >= 12 THEN <at> ELSE 0 END, <id>, <id>
			FROM sellers, (WITH RECURSIVE s(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM s WHERE k < 17) SELECT k FROM s) s`,
		`INSERT INTO alerts (id, seller_id, scan_id, kind, subject, severity, message, once, created, acknowledged, acknowledged_by, note, muted_by)
			SELECT <id>, id, <id>, 'score', '', 'medium', '{"key":"alert.score","args":{"from":71,"to":60},"text":"The score fell from 71 to 60."}', <id>, <at>, <n> % 2, '', '', ''
			FROM sellers`,
		`INSERT INTO traits (kind, value, seller_id, shown, url) SELECT 'phone', '+4420' || (<n> / 3), id, '020 ' || (<n> / 3), url FROM sellers`,
		`UPDATE sellers SET state = CASE WHEN <n> % 50 = 0 THEN 'unreachable' ELSE 'fine' END, reason = CASE WHEN <n> % 50 = 0 THEN 'The shop could not be reached.' ELSE '' END,
			scan_id = <id>, looked = <at>, taken = <at>, score = <score>, low = <score> - 3, high = <score> + 1, grade = <grade>, coverage = 0.93,
			change = <n> % 5 - 2, serious = <n> % 3, network = '192.0.2.' || (<n> % 250), next_due = <at> + 86400000`,
	},
}

// statement is a statement for one day.
func (f *filler) statement(text string, n int) string {
	const number = "CAST(substr(owner, 3) AS INTEGER)"
	at := fmt.Sprintf("(%d + CAST(%s AS BIGINT) * %d)", f.now.Add(time.Duration(n-f.days)*day).UnixMilli(), number, day.Milliseconds()/int64(f.sellers))
	score := fmt.Sprintf("(30 + %s %% 58 + (%s / 7 + %d) %% 11)", number, number, n/3)
	id := fmt.Sprintf("printf('%%012x%%08x', %s, %s)", at, number)
	if f.store.Engine() == catalogue.Postgres {
		id = fmt.Sprintf("lpad(to_hex(%s), 12, '0') || lpad(to_hex(%s), 8, '0')", at, number)
	}
	first := fmt.Sprintf("%s - ((%s + k * 31) %% %d) * CAST(86400000 AS BIGINT)", at, number, f.days)
	grade := fmt.Sprintf("CASE WHEN %[1]s >= 85 THEN 'A' WHEN %[1]s >= 70 THEN 'B' WHEN %[1]s >= 55 THEN 'C' WHEN %[1]s >= 40 THEN 'D' ELSE 'E' END", score)
	return strings.NewReplacer("<first>", first, "<grade>", grade, "<score>", score, "<id>", id, "<at>", at, "<n>", number, "<k>", "k").Replace(text)
}

// histories writes what is known of sellers, day by day, so that rows come in the order of their ids.
func (f *filler) histories(ctx context.Context) error {
	for n := range f.days {
		for _, text := range statements.daily {
			if _, err := f.store.DB().ExecContext(ctx, f.statement(text, n)); err != nil {
				return fmt.Errorf("write day %d: %w", n, err)
			}
		}
	}
	for _, text := range statements.once {
		if _, err := f.store.DB().ExecContext(ctx, f.statement(text, f.days-1)); err != nil {
			return fmt.Errorf("write how sellers stand: %w: %s", err, text)
		}
	}
	return nil
}

package main

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// plan says how large the catalogue is to be.
type plan struct{ sellers, days int }

// filler writes the history of sellers as it would stand after looking at each of them every day.
type filler struct {
	plan
	store  *catalogue.Store
	now    time.Time
	chance *rand.Rand
	rows   map[string][][]any // by table
}

// columns of the tables that are written without going through the catalogue, which writes one look at a time.
var columns = map[string]string{
	"scans":    "id, seller_id, state, cause, created, started, ended, worker, attempt, reason, phase, pages, job_id",
	"results":  "scan_id, seller_id, taken, outcome, obstacle, ruleset, version, score, low, high, mature, grade, coverage, pages, seconds, fails, warns, serious, reachable, archive",
	"findings": "seller_id, check_id, fingerprint, status, severity, message, url, total, accepted, first_seen, last_seen, gone, first_scan, last_scan",
	"alerts":   "id, seller_id, scan_id, kind, subject, severity, message, once, created, acknowledged, acknowledged_by, note, muted_by",
	"traits":   "kind, value, seller_id, shown, url",
}

// order in which tables are written: what is referred to comes first.
var order = []string{"scans", "results", "findings", "alerts", "traits", "sellers"}

func (p plan) fill(ctx context.Context, store *catalogue.Store) error {
	f := &filler{plan: p, store: store, now: time.Now().UTC(), chance: rand.New(rand.NewPCG(1, 2)), rows: map[string][][]any{}}
	begin := time.Now()
	list := f.list()
	for from := 0; from < len(list); from += 5_000 {
		if _, err := store.PutSellers(ctx, list[from:min(from+5_000, len(list))], f.now.Add(-time.Duration(p.days+1)*24*time.Hour)); err != nil {
			return err
		}
	}
	since("sellers put", begin, len(list))
	begin = time.Now()
	indexes, err := takeIndexes(ctx, store)
	if err != nil {
		return err
	}
	if err := f.histories(ctx, list); err != nil {
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
	words := []string{"Valley", "Harbour", "Kerzen", "Maison", "Stella", "Norden", "Lumen", "Casa", "Bloem", "Polana"}
	trade := []string{"Candles", "Tea", "Shoes", "Lamps", "Books", "Bikes", "Garden", "Toys", "Coffee", "Tools"}
	tags := []string{"gold", "silver", "new", "fragile", "de", "uk", "watch"}
	var out []catalogue.Seller
	for i := range f.sellers {
		name := words[f.chance.IntN(len(words))] + " " + trade[f.chance.IntN(len(trade))]
		out = append(out, catalogue.Seller{URL: fmt.Sprintf("https://shop%d.example/", i), Name: fmt.Sprintf("%s %d", name, i), Owner: fmt.Sprintf("M-%06d", i),
			Tags: []string{tags[f.chance.IntN(len(tags))], tags[f.chance.IntN(len(tags))]}, Cadence: 24 * time.Hour})
	}
	return out
}

// standing is where the history of a seller stands.
type standing struct {
	score, before int
	last          string
	taken         time.Time
}

// histories writes what is known of sellers, day by day, so that rows come in the order of their ids: a score that wanders, findings that come and
// go, now and then an alert.
func (f *filler) histories(ctx context.Context, list []catalogue.Seller) error {
	now := make([]standing, len(list))
	for i := range now {
		now[i].score = 40 + f.chance.IntN(58)
	}
	for day := range f.days {
		for i := range list {
			f.look(&list[i], &now[i], day, i)
			if err := f.flush(ctx, 5_000); err != nil {
				return err
			}
		}
	}
	for i := range list {
		f.findings(&list[i], now[i].last)
		f.end(&list[i], &now[i], i)
		if err := f.flush(ctx, 5_000); err != nil {
			return err
		}
	}
	return f.flush(ctx, 0)
}

// look is one look at a seller.
func (f *filler) look(n *catalogue.Seller, w *standing, day, i int) {
	w.taken = f.now.Add(time.Duration(day-f.days)*24*time.Hour + time.Duration(f.chance.IntN(86_400))*time.Second)
	w.last = catalogue.NewID(w.taken)
	w.before, w.score = w.score, min(max(w.score+f.chance.IntN(5)-2, 5), 99)
	at := w.taken.UnixMilli()
	f.add("scans", w.last, n.ID, "done", "schedule", at, at, at+20_000, "w1", 1, "", "", 40, 0)
	f.add("results", w.last, n.ID, at, "done", "", "rules", "bench", w.score, w.score-3, min(w.score+4, 100), -1, grade(w.score), 0.93, 40, 18.5, 5, 7, i%3, 1, "")
}

// end is an alert of the last look, a phone number that three sellers share, and the seller's standing.
func (f *filler) end(n *catalogue.Seller, w *standing, i int) {
	at := w.taken.UnixMilli()
	f.add("alerts", catalogue.NewID(w.taken), n.ID, w.last, "score", "", "medium", `{"key":"alert.score","args":{"from":71,"to":60},"text":"The score fell from 71 to 60."}`, w.last, at, i%2, "", "", "")
	f.add("traits", "phone", fmt.Sprint("+4420", i/3), n.ID, fmt.Sprint("020 ", i/3), n.URL)
	state, reason := "fine", ""
	if i%50 == 0 {
		state, reason = "unreachable", "The shop could not be reached."
	}
	f.add("sellers", state, reason, w.last, at, w.score, w.score-3, min(w.score+4, 100), grade(w.score), w.score-w.before, i%3, fmt.Sprintf("192.0.2.%d", i%250), at+86_400_000, n.ID)
}

// findings gives a seller twelve checks that find something and six that do not any more.
func (f *filler) findings(n *catalogue.Seller, last string) {
	severity := []string{"high", "medium", "low"}
	for k := range 18 {
		first := f.now.Add(-time.Duration(f.chance.IntN(f.days)+1) * 24 * time.Hour).UnixMilli()
		gone := int64(0)
		if k >= 12 {
			gone = f.now.UnixMilli()
		}
		check := fmt.Sprintf("policy-number-%d", (k*7+f.chance.IntN(12))%160)
		f.add("findings", n.ID, check+"-"+fmt.Sprint(k), "", "fail", severity[k%3], "Something that is to be mended was found on some of the pages that were read.", n.URL+"terms", 3, 0, first, f.now.UnixMilli(), gone, last, last)
	}
}

func grade(score int) string {
	for i, from := range []int{85, 70, 55, 40, 25} {
		if score >= from {
			return "ABCDE"[i : i+1]
		}
	}
	return "F"
}

func (f *filler) add(table string, values ...any) {
	f.rows[table] = append(f.rows[table], values)
}

// flush writes the rows, in one transaction, once there are more than so many.
func (f *filler) flush(ctx context.Context, most int) error {
	if len(f.rows["results"])+len(f.rows["findings"]) <= most {
		return nil
	}
	defer clear(f.rows)
	tx, err := f.store.DB().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // after Commit it does nothing
	for _, table := range order {
		if err := insert(ctx, tx, table, f.rows[table]); err != nil {
			return fmt.Errorf("write %s: %w", table, err)
		}
	}
	return tx.Commit()
}

// together is how many rows one statement writes: SQLite looks numbered places up by name, and with thousands of them a statement takes seconds.
const together = 20

// insert writes rows by a statement for several, and the rest one by one.
func insert(ctx context.Context, tx *sql.Tx, table string, rows [][]any) error {
	for _, size := range []int{together, 1} {
		if len(rows) < size || table == "sellers" && size > 1 {
			continue
		}
		stmt, err := tx.PrepareContext(ctx, statement(table, len(rows[0]), size))
		if err != nil {
			return err
		}
		for ; len(rows) >= size; rows = rows[size:] {
			if _, err := stmt.ExecContext(ctx, slices.Concat(rows[:size]...)...); err != nil {
				return err
			}
		}
		if err := stmt.Close(); err != nil {
			return err
		}
	}
	return nil
}

// statement writes so many rows of so many columns into a table.
func statement(table string, width, size int) string {
	if table == "sellers" { // they are there already
		return `UPDATE sellers SET state = $1, reason = $2, scan_id = $3, looked = $4, taken = $4, score = $5, low = $6, high = $7, grade = $8, coverage = 0.93,
			change = $9, serious = $10, network = $11, next_due = $12 WHERE id = $13`
	}
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES ", table, columns[table])
	for i := range size {
		for k := range width {
			b.WriteString([]string{"(", "),(", ",", ","}[min(k, 1)*2+min(i, 1)])
			fmt.Fprintf(&b, "$%d", i*width+k+1)
		}
	}
	return b.String() + ")"
}

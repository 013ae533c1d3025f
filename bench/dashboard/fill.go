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
var order = []string{"scans", "results", "findings", "alerts", "traits"}

func (p plan) fill(ctx context.Context, store *catalogue.Store) error {
	f := &filler{plan: p, store: store, now: time.Now().UTC(), chance: rand.New(rand.NewPCG(1, 2)), rows: map[string][][]any{}}
	begin := time.Now()
	list := f.list()
	if _, err := store.PutSellers(ctx, list, f.now.Add(-time.Duration(p.days+1)*24*time.Hour)); err != nil {
		return err
	}
	since("sellers put", begin, len(list))
	begin = time.Now()
	for i := range list {
		if err := f.history(ctx, &list[i], i); err != nil {
			return err
		}
	}
	if err := f.flush(ctx); err != nil {
		return err
	}
	since("looks written", begin, len(list)*p.days)
	if store.Engine() == catalogue.Postgres {
		if _, err := store.DB().ExecContext(ctx, "ANALYZE"); err != nil {
			return err
		}
	}
	return nil
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

// history is what is known of one seller: a score that wanders, findings that come and go, now and then an alert.
func (f *filler) history(ctx context.Context, n *catalogue.Seller, i int) error {
	score, before, last := 40+f.chance.IntN(58), 0, ""
	var taken time.Time
	for day := range f.days {
		taken = f.now.Add(time.Duration(day-f.days)*24*time.Hour + time.Duration(f.chance.IntN(86_400))*time.Second)
		last = catalogue.NewID(taken)
		before, score = score, min(max(score+f.chance.IntN(5)-2, 5), 99)
		at := taken.UnixMilli()
		f.add("scans", last, n.ID, "done", "schedule", at, at, at+20_000, "w1", 1, "", "", 40, 0)
		f.add("results", last, n.ID, at, "done", "", "rules", "bench", score, score-3, min(score+4, 100), -1, grade(score), 0.93, 40, 18.5, 5, 7, i%3, 1, "")
	}
	f.findings(n, last)
	f.add("alerts", catalogue.NewID(taken), n.ID, last, "score", "", "medium", `{"key":"alert.score","args":{"from":71,"to":60},"text":"The score fell from 71 to 60."}`, last, taken.UnixMilli(), i%2, "", "", "")
	f.add("traits", "phone", fmt.Sprint("+4420", i/3), n.ID, fmt.Sprint("020 ", i/3), n.URL)
	if err := f.stand(ctx, n, last, score, score-before, i, taken); err != nil {
		return err
	}
	if len(f.rows["results"]) > 5_000 {
		return f.flush(ctx)
	}
	return nil
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

// stand makes the seller's standing that of the last look.
func (f *filler) stand(ctx context.Context, n *catalogue.Seller, scan string, score, change, i int, taken time.Time) error {
	state, reason := "fine", ""
	if i%50 == 0 {
		state, reason = "unreachable", "The shop could not be reached."
	}
	at := taken.UnixMilli()
	_, err := f.store.DB().ExecContext(ctx, `UPDATE sellers SET state = $1, reason = $2, scan_id = $3, looked = $4, taken = $4, score = $5, low = $6, high = $7, grade = $8, coverage = 0.93,
		change = $9, serious = $10, network = $11, next_due = $12 WHERE id = $13`, state, reason, scan, at, score, score-3, min(score+4, 100), grade(score), change, i%3, fmt.Sprintf("192.0.2.%d", i%250), at+86_400_000, n.ID)
	return err
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

// flush writes the rows, in one transaction.
func (f *filler) flush(ctx context.Context) error {
	defer clear(f.rows)
	return f.store.InTx(ctx, func(tx catalogue.DB) error {
		for _, table := range order {
			const most = 20 // SQLite looks numbered places up by name: a statement with thousands takes seconds
			for rows := f.rows[table]; len(rows) > 0; rows = rows[min(most, len(rows)):] {
				if err := insert(ctx, tx, table, rows[:min(most, len(rows))]); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func insert(ctx context.Context, tx catalogue.DB, table string, rows [][]any) error {
	var b strings.Builder
	var args []any
	fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES ", table, columns[table])
	for i, row := range rows {
		b.WriteString([]string{"(", ",("}[min(i, 1)])
		for k, v := range row {
			if k > 0 {
				b.WriteByte(',')
			}
			args = append(args, v)
			fmt.Fprintf(&b, "$%d", len(args))
		}
		b.WriteByte(')')
	}
	_, err := tx.ExecContext(ctx, b.String(), args...)
	return err
}

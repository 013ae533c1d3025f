package catalogue

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

// again is when a seller that did not answer is looked at once more, before anybody is told.
const again = 10 * time.Minute

// Outcome is what a scan brought.
type Outcome struct {
	Verdict *verdict.Verdict
	Archive string  // file of the archive, "" where none was kept
	Network string  // the address that the shop was reached at
	Traits  []Trait // besides those that the verdict shows
	// Unconfirmed says that a shop that did not answer may only not have been reached from here: no other site was seen to answer.
	Unconfirmed bool
	// Written is called once the outcome is written down, or is not wanted any more. nil is called by nobody.
	Written func()
}

// Record is all that is to be written of one scan. It is prepared before the transaction, so that this is short.
type Record struct {
	seller      *Seller
	scan        *Scan
	result      Result
	standing    Standing
	rules, body []byte
	digest      string
	identity    string
	findings    []Finding
	traits      []Trait
	alerts      []Alert // that are to be made, if they were not before
	made        []Alert
	mutes       []Mute
	channels    []Channel
	next        time.Time
	good        bool
}

// Prepare compares what a scan brought with what is known of the seller, and makes what is to be written.
func (s *Store) Prepare(ctx context.Context, n *Seller, scan *Scan, o *Outcome, now time.Time) (*Record, error) {
	v := o.Verdict
	r := &Record{seller: n, scan: scan, result: resultOf(n, scan, o), identity: identityText(v)}
	var err error
	if r.digest, r.rules, r.body, err = s.pack(ctx, v); err != nil {
		return nil, err
	}
	if r.mutes, err = s.Mutes(ctx, now); err != nil {
		return nil, err
	}
	if r.channels, err = s.Channels(ctx); err != nil {
		return nil, err
	}
	if r.standing, err = s.stand(ctx, r, n, o, now); err != nil {
		return nil, err
	}
	r.next = NextDue(n.Cadence, now)
	if r.standing.Misses == 1 && n.Cadence > again {
		r.next = now.Add(again)
	}
	return r, nil
}

// resultOf sums up a scan.
func resultOf(n *Seller, scan *Scan, o *Outcome) Result {
	v := o.Verdict
	r := Result{
		Scan: scan.ID, Seller: n.ID, Taken: v.Taken, Outcome: v.Crawl.Stop, Obstacle: v.Crawl.Obstacle, Ruleset: v.Ruleset, Version: v.Version, Score: -1, Mature: -1,
		Coverage: v.Initial.Coverage, Pages: v.Crawl.HTML, Seconds: v.Crawl.Seconds, Reachable: stateOf(v) != Unreachable || o.Unconfirmed, Archive: o.Archive,
	}
	if v.Initial.Known {
		r.Score, r.Low, r.High, r.Grade = v.Initial.Value, v.Initial.Low, v.Initial.High, v.Initial.Grade
	}
	if v.Mature.Known {
		r.Mature = v.Mature.Value
	}
	for i := range v.Results {
		switch c := &v.Results[i]; {
		case v.Rules[c.Check].Experimental || c.Accepted != nil || ofPast(v, c.Check):
		case c.Status == verdict.Fail:
			r.Fails++
			if serious(c) {
				r.Serious++
			}
		case c.Status == verdict.Warn:
			r.Warns++
		}
	}
	return r
}

// ofPast reports whether a check is one of the track record. It says of many looks what each has said by itself: it is neither counted with
// what is wrong now nor told as news.
func ofPast(v *verdict.Verdict, check string) bool {
	return v.Rules[check].Factor == verdict.TrackRecord
}

// serious reports whether a result is a failure of critical or high severity.
func serious(r *verdict.Result) bool {
	return r.Status == verdict.Fail && (r.Severity == verdict.Critical || r.Severity == verdict.High)
}

// stateOf is how a look ended.
func stateOf(v *verdict.Verdict) State {
	switch v.Crawl.Stop {
	case "unreachable":
		return Unreachable
	case "blocked":
		return Blocked
	default:
		return Fine
	}
}

// stand makes the seller's new standing, and with it the findings and alerts.
func (s *Store) stand(ctx context.Context, r *Record, n *Seller, o *Outcome, now time.Time) (Standing, error) {
	v, w := o.Verdict, n.Now
	w.State, w.Looked, w.Scan = stateOf(v), now, r.scan.ID
	w.Reason = reasonOf(v)
	if o.Network != "" {
		w.Network = o.Network
	}
	if w.State != Fine {
		switch {
		case w.State != Unreachable:
			w.Misses = 0
		case !o.Unconfirmed:
			w.Misses++
		}
		r.alerts = changes(&changed{seller: n, after: v, standing: &w, scan: r.scan.ID})
		return w, nil
	}
	w.Misses = 0
	before, err := s.lastSeen(ctx, n.ID)
	if err != nil {
		return w, err
	}
	past, err := s.Results(ctx, n.ID, noiseRuns)
	if err != nil {
		return w, err
	}
	known, err := findingsIn(ctx, s.read, n.ID, true)
	if err != nil {
		return w, err
	}
	c := &changed{seller: n, before: before, after: v, standing: &w, past: past, scan: r.scan.ID}
	if before != nil {
		c.comparison = verdict.Compare(before, v)
	}
	r.findings = mergeFindings(known, v, r.scan.ID, c.comparison != nil && c.comparison.Narrower)
	r.traits, r.good = append(traitsOf(v), o.Traits...), true
	w.Change = 0
	if c.comparison != nil && c.comparison.SameRules && before.Initial.Known && v.Initial.Known {
		w.Change = v.Initial.Value - before.Initial.Value
	}
	w.Serious = r.result.Serious
	w.CertUntil = certificateEnd(v)
	if v.Initial.Known {
		w.Taken, w.Score, w.Low, w.High, w.Mature, w.Grade, w.Coverage = v.Taken, r.result.Score, r.result.Low, r.result.High, r.result.Mature, r.result.Grade, r.result.Coverage
	}
	r.alerts = changes(c)
	return w, nil
}

// reasonOf is why a shop could not be looked at, in the words of its verdict.
func reasonOf(v *verdict.Verdict) string {
	if stateOf(v) == Fine {
		return ""
	}
	for _, n := range v.Notes {
		if n.Key == "note.obstacle."+v.Crawl.Obstacle || n.Key == "note.stop."+v.Crawl.Stop {
			return n.Text
		}
	}
	return v.Crawl.Stop
}

// certificateEnd is the end of the certificate of the shop's own host, zero where none was seen.
func certificateEnd(v *verdict.Verdict) time.Time {
	for i := range v.Connections {
		if c := &v.Connections[i]; slices.Contains(c.Roles, "shop") && c.Certificate != nil {
			return c.Certificate.Until
		}
	}
	return time.Time{}
}

// Scan is the scan it is about.
func (r *Record) Scan() string { return r.scan.ID }

// Alerts are those that were made when it was written.
func (r *Record) Alerts() []Alert { return r.made }

// Write writes a record down. It returns ErrNotFound when the scan is done already or its seller was deleted: then nothing may be written.
func (r *Record) Write(ctx context.Context, tx DB, now time.Time) error {
	res, err := tx.ExecContext(ctx, "UPDATE scans SET state = 'done', ended = $1, reason = '', phase = '', pages = $2 WHERE id = $3 AND state IN ('queued', 'running')", millis(now), r.result.Pages, r.scan.ID)
	if err != nil {
		return fmt.Errorf("write result: %w", err)
	}
	if rows, err := res.RowsAffected(); err != nil || rows == 0 {
		return fmt.Errorf("write result: %w", ErrNotFound)
	}
	steps := []func(context.Context, DB) error{r.writeResult, r.writeVerdict, r.writeStanding,
		func(ctx context.Context, tx DB) error { return putFindings(ctx, tx, r.seller.ID, r.findings) },
		func(ctx context.Context, tx DB) error {
			r.made, err = putAlerts(ctx, tx, r.seller, r.alerts, r.mutes, r.channels, now)
			return err
		}}
	if r.good {
		steps = append(steps, func(ctx context.Context, tx DB) error { return putTraits(ctx, tx, r.seller.ID, r.traits) })
	}
	for _, step := range steps {
		if err := step(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

const resultColumns = "scan_id, seller_id, taken, outcome, obstacle, ruleset, version, score, low, high, mature, grade, coverage, pages, seconds, fails, warns, serious, reachable, archive"

// identityText keeps by what the seller can be told, so that a track record needs no whole verdicts.
func identityText(v *verdict.Verdict) string {
	kinds := map[string][]string{}
	for _, id := range v.Shop.Identity {
		if id.WellFormed && id.Kind != "person" {
			kinds[id.Kind] = append(kinds[id.Kind], id.Value)
		}
	}
	if len(kinds) == 0 {
		return ""
	}
	data, _ := json.Marshal(kinds) // texts always can be
	return string(data)
}

func (r *Record) writeResult(ctx context.Context, tx DB) error {
	n := &r.result
	_, err := tx.ExecContext(ctx, "INSERT INTO results ("+resultColumns+", identity) VALUES ("+marks(1, 21)+")",
		n.Scan, n.Seller, millis(n.Taken), n.Outcome, n.Obstacle, n.Ruleset, n.Version, n.Score, n.Low, n.High, n.Mature, n.Grade, n.Coverage, n.Pages, n.Seconds, n.Fails, n.Warns, n.Serious,
		number(n.Reachable), n.Archive, r.identity)
	if err != nil {
		return fmt.Errorf("write result: %w", err)
	}
	return nil
}

func (r *Record) writeVerdict(ctx context.Context, tx DB) error {
	var err error
	if r.rules != nil {
		_, err = tx.ExecContext(ctx, "INSERT INTO rules (digest, body) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING", r.digest, r.rules)
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, "INSERT INTO verdicts (scan_id, rules, body) VALUES ($1, $2, $3)", r.scan.ID, r.digest, r.body)
	}
	if err != nil {
		return fmt.Errorf("write verdict: %w", err)
	}
	return nil
}

func (r *Record) writeStanding(ctx context.Context, tx DB) error {
	w := &r.standing
	// A pause or a change of cadence made meanwhile stays; only a seller that is looked at by schedule gets a next time.
	_, err := tx.ExecContext(ctx, `UPDATE sellers SET state = $1, reason = $2, scan_id = $3, looked = $4, taken = $5, score = $6, low = $7, high = $8, mature = $9, grade = $10,
		coverage = $11, change = $12, serious = $13, cert_until = $14, network = $15, misses = $16, next_due = CASE WHEN cadence > 0 THEN CAST($17 AS BIGINT) ELSE 0 END WHERE id = $18`,
		string(w.State), w.Reason, w.Scan, millis(w.Looked), millis(w.Taken), w.Score, w.Low, w.High, w.Mature, w.Grade,
		w.Coverage, w.Change, w.Serious, millis(w.CertUntil), w.Network, w.Misses, millis(r.next), r.seller.ID)
	if err != nil {
		return fmt.Errorf("write standing: %w", err)
	}
	return nil
}

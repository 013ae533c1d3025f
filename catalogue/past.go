package catalogue

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// The past that a track record is made of.
const (
	pastDays = 180
	pastRuns = 400
)

// Past is what is remembered of a seller's earlier looks.
type Past struct {
	Runs    []PastRun // the oldest first
	Serious []Finding // checks of critical or high severity that found something, also those that do not any more
}

// PastRun is one earlier look.
type PastRun struct {
	Taken     time.Time
	Reachable bool
	Ruleset   string
	Serious   int // -1 where nothing could be judged
	Identity  map[string][]string
}

// Past reads what is remembered of a seller.
func (s *Store) Past(ctx context.Context, seller string, now time.Time) (*Past, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT taken, reachable, ruleset, serious, outcome, identity FROM results
		WHERE seller_id = $1 AND taken > $2 ORDER BY taken DESC LIMIT $3`, seller, millis(now.AddDate(0, 0, -pastDays)), pastRuns)
	runs, err := collect(rows, err, func(r *sql.Rows) (p PastRun, err error) {
		var taken int64
		var outcome, identity string
		if err = r.Scan(&taken, &p.Reachable, &p.Ruleset, &p.Serious, &outcome, &identity); err != nil {
			return p, err
		}
		p.Taken = fromMillis(taken)
		if outcome == "unreachable" || outcome == "blocked" {
			p.Serious = -1
		}
		if identity != "" {
			err = json.Unmarshal([]byte(identity), &p.Identity)
		}
		return p, err
	})
	if err != nil {
		return nil, fmt.Errorf("read past of seller: %w", err)
	}
	slices.Reverse(runs)
	p := &Past{Runs: runs}
	found, err := findingsIn(ctx, s.read, seller, true)
	for _, f := range found {
		if f.Fingerprint == "" && f.Status == "fail" && !f.Accepted && (f.Severity == "critical" || f.Severity == "high") {
			p.Serious = append(p.Serious, f)
		}
	}
	return p, err
}

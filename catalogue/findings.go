package catalogue

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

// mostFindings is how many findings of one check are followed one by one. Of a check with more, only the number is: which of thousands of
// places came and went tells nobody anything.
const mostFindings = 50

const findingColumns = "seller_id, check_id, fingerprint, status, severity, message, url, total, accepted, first_seen, last_seen, gone, first_scan, last_scan"

// findingKey names a finding of a seller.
type findingKey struct{ check, fingerprint string }

// findingsNow lists what a verdict finds wrong: each check as a whole, and its findings one by one where they are few.
func findingsNow(v *verdict.Verdict) map[findingKey]*Finding {
	out := map[findingKey]*Finding{}
	for i := range v.Results {
		r := &v.Results[i]
		if r.Status != verdict.Warn && r.Status != verdict.Fail || v.Rules[r.Check].Experimental || ofPast(v, r.Check) {
			continue
		}
		total := max(r.Total, len(r.Findings))
		f := Finding{Check: r.Check, Status: string(r.Status), Severity: string(r.Severity), Message: r.Reason.Text, Total: total, Accepted: r.Accepted != nil}
		out[findingKey{r.Check, ""}] = &f
		if total > mostFindings || len(r.Findings) < total {
			continue
		}
		for k := range r.Findings {
			one := &r.Findings[k]
			if one.Fingerprint == "" {
				continue
			}
			g := f
			g.Fingerprint, g.Message, g.Total, g.Accepted = one.Fingerprint, one.Message.Text, 1, one.Accepted != nil
			if len(one.Evidence) > 0 {
				g.URL = one.Evidence[0].URL
			}
			out[findingKey{r.Check, one.Fingerprint}] = &g
		}
	}
	return out
}

// merge brings what was known of a seller's findings up to a new verdict, and returns the rows that changed. What could not be seen this
// time stays as it was; after a look at clearly less than before, so does what is not there any more: it may only not have been seen.
func mergeFindings(known []Finding, v *verdict.Verdict, scan string, narrower bool) []Finding {
	status := map[string]verdict.Status{}
	for i := range v.Results {
		status[v.Results[i].Check] = v.Results[i].Status
	}
	now := findingsNow(v)
	var out []Finding
	for _, f := range known {
		key := findingKey{f.Check, f.Fingerprint}
		if n, ok := now[key]; ok {
			delete(now, key)
			n.FirstSeen, n.FirstScan = f.FirstSeen, f.FirstScan
			if !f.Gone.IsZero() { // it is back: a new stay
				n.FirstSeen, n.FirstScan = v.Taken, scan
			}
			out = append(out, seen(n, v.Taken, scan))
			continue
		}
		looked := status[f.Check].Measured() || status[f.Check] == verdict.NotApplicable
		many := f.Fingerprint != "" && now[findingKey{f.Check, ""}] != nil && now[findingKey{f.Check, ""}].Total > mostFindings
		if f.Gone.IsZero() && looked && !narrower && !many {
			f.Gone, f.LastScan = v.Taken, scan
			out = append(out, f)
		}
	}
	for _, n := range now {
		n.FirstSeen, n.FirstScan = v.Taken, scan
		out = append(out, seen(n, v.Taken, scan))
	}
	return out
}

func seen(f *Finding, at time.Time, scan string) Finding {
	f.LastSeen, f.LastScan, f.Gone = at, scan, time.Time{}
	return *f
}

// Findings lists what was found at a seller, the open ones first, then by severity; with gone also what is not there any more.
func (s *Store) Findings(ctx context.Context, seller string, gone bool) ([]Finding, error) {
	return findingsIn(ctx, s.read, seller, gone)
}

func findingsIn(ctx context.Context, tx DB, seller string, gone bool) ([]Finding, error) {
	query := "SELECT " + findingColumns + " FROM findings WHERE seller_id = $1"
	if !gone {
		query += " AND gone = 0"
	}
	rows, err := tx.QueryContext(ctx, query+` ORDER BY CASE gone WHEN 0 THEN 0 ELSE 1 END,
		CASE severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END, check_id, fingerprint`, seller)
	list, err := collect(rows, err, func(r *sql.Rows) (f Finding, err error) {
		var first, last, gone int64
		err = r.Scan(&f.Seller, &f.Check, &f.Fingerprint, &f.Status, &f.Severity, &f.Message, &f.URL, &f.Total, &f.Accepted, &first, &last, &gone, &f.FirstScan, &f.LastScan)
		f.FirstSeen, f.LastSeen, f.Gone = fromMillis(first), fromMillis(last), fromMillis(gone)
		return f, err
	})
	if err != nil {
		return nil, fmt.Errorf("read findings: %w", err)
	}
	return list, nil
}

// putFindings writes rows of findings.
func putFindings(ctx context.Context, tx DB, seller string, list []Finding) error {
	var rows [][]any
	for i := range list {
		f := &list[i]
		rows = append(rows, []any{seller, f.Check, f.Fingerprint, f.Status, f.Severity, f.Message, f.URL, f.Total, number(f.Accepted),
			millis(f.FirstSeen), millis(f.LastSeen), millis(f.Gone), f.FirstScan, f.LastScan})
	}
	return insert(ctx, tx, "findings ("+findingColumns+")", rows, ` ON CONFLICT (seller_id, check_id, fingerprint) DO UPDATE
		SET status = excluded.status, severity = excluded.severity, message = excluded.message, url = excluded.url, total = excluded.total, accepted = excluded.accepted,
		first_seen = excluded.first_seen, last_seen = excluded.last_seen, gone = excluded.gone, first_scan = excluded.first_scan, last_scan = excluded.last_scan`)
}

// CheckCount is how many sellers a check finds something at now.
type CheckCount struct {
	Check   string `json:"check"`
	Sellers int    `json:"sellers"`
}

// CheckCounts counts, for each check, the sellers at which it finds something now.
func (s *Store) CheckCounts(ctx context.Context) ([]CheckCount, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT check_id, COUNT(*) FROM findings WHERE fingerprint = '' AND gone = 0 GROUP BY check_id ORDER BY COUNT(*) DESC, check_id")
	list, err := collect(rows, err, func(r *sql.Rows) (c CheckCount, err error) { return c, r.Scan(&c.Check, &c.Sellers) })
	if err != nil {
		return nil, fmt.Errorf("count findings: %w", err)
	}
	return list, nil
}

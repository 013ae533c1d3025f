package catalogue

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

// maxVerdict bounds a verdict that is read back, bytes.
const maxVerdict = 512 << 20

// packers are kept, since each takes most of a megabyte.
var packers = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

// pack makes a verdict small: its rules, which are the same in all verdicts of one program, go apart, and only where they are not kept already.
func (s *Store) pack(ctx context.Context, v *verdict.Verdict) (digest string, rules, body []byte, err error) {
	text, err := json.Marshal(v.Rules)
	if err != nil {
		return "", nil, nil, fmt.Errorf("pack verdict: %w", err)
	}
	sum := sha256.Sum256(text)
	digest = hex.EncodeToString(sum[:16])
	var n int
	if err := s.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM rules WHERE digest = $1", digest).Scan(&n); err != nil {
		return "", nil, nil, fmt.Errorf("pack verdict: %w", err)
	}
	if n == 0 {
		if rules, err = zipped(func(w io.Writer) error { _, err := w.Write(text); return err }); err != nil {
			return "", nil, nil, err
		}
	}
	bare := *v
	bare.Rules = nil
	body, err = zipped(func(w io.Writer) error { return json.NewEncoder(w).Encode(&bare) })
	return digest, rules, body, err
}

func zipped(write func(io.Writer) error) ([]byte, error) {
	var b bytes.Buffer
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(&b)
	if err := errors.Join(write(z), z.Close()); err != nil {
		return nil, fmt.Errorf("pack verdict: %w", err)
	}
	return b.Bytes(), nil
}

// unzip reads what zipped made.
func unzip(data []byte, into any) error {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	text, err := io.ReadAll(io.LimitReader(z, maxVerdict))
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// Verdict reads the verdict of a scan.
func (s *Store) Verdict(ctx context.Context, scan string) (*verdict.Verdict, error) {
	v, err := s.bareVerdict(ctx, scan)
	if err != nil {
		return nil, err
	}
	var rules []byte
	err = s.read.QueryRowContext(ctx, "SELECT rules.body FROM rules JOIN verdicts ON verdicts.rules = rules.digest WHERE verdicts.scan_id = $1", scan).Scan(&rules)
	if err == nil {
		err = unzip(rules, &v.Rules)
	}
	if err != nil {
		return nil, fmt.Errorf("read verdict of scan %s: %w", scan, err)
	}
	return v, nil
}

// bareVerdict reads a verdict without its rules.
func (s *Store) bareVerdict(ctx context.Context, scan string) (*verdict.Verdict, error) {
	var body []byte
	err := s.read.QueryRowContext(ctx, "SELECT body FROM verdicts WHERE scan_id = $1", scan).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	v := new(verdict.Verdict)
	if err == nil {
		err = unzip(body, v)
	}
	if err != nil {
		return nil, fmt.Errorf("read verdict of scan %s: %w", scan, err)
	}
	return v, nil
}

// lastSeen reads the last verdict of a seller, without its rules, of a look that saw the shop; nil where there is none.
func (s *Store) lastSeen(ctx context.Context, seller string) (*verdict.Verdict, error) {
	var scan string
	err := s.read.QueryRowContext(ctx, `SELECT r.scan_id FROM results r JOIN verdicts v ON v.scan_id = r.scan_id
		WHERE r.seller_id = $1 AND r.outcome NOT IN ('unreachable', 'blocked') ORDER BY r.taken DESC LIMIT 1`, seller).Scan(&scan)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read last verdict: %w", err)
	}
	return s.bareVerdict(ctx, scan)
}

// Result reads the result of a scan.
func (s *Store) Result(ctx context.Context, scan string) (*Result, error) {
	return oneOf(s.results(ctx, "WHERE scan_id = $1", scan))
}

// Results lists the results of a seller, the latest first.
func (s *Store) Results(ctx context.Context, seller string, limit int) ([]Result, error) {
	return s.results(ctx, "WHERE seller_id = $1 ORDER BY taken DESC LIMIT $2", seller, limit)
}

// ResultsBefore lists the results of a seller taken before a time, the latest first: the page that follows.
func (s *Store) ResultsBefore(ctx context.Context, seller string, before time.Time, limit int) ([]Result, error) {
	return s.results(ctx, "WHERE seller_id = $1 AND taken < $2 ORDER BY taken DESC LIMIT $3", seller, millis(before), limit)
}

func (s *Store) results(ctx context.Context, rest string, args ...any) ([]Result, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+resultColumns+" FROM results "+rest, args...)
	list, err := collect(rows, err, func(r *sql.Rows) (n Result, err error) {
		var taken int64
		err = r.Scan(&n.Scan, &n.Seller, &taken, &n.Outcome, &n.Obstacle, &n.Ruleset, &n.Version, &n.Score, &n.Low, &n.High, &n.Mature, &n.Grade, &n.Coverage, &n.Pages, &n.Seconds,
			&n.Fails, &n.Warns, &n.Serious, &n.Reachable, &n.Archive)
		n.Taken = fromMillis(taken)
		return n, err
	})
	if err != nil {
		return nil, fmt.Errorf("read results: %w", err)
	}
	return list, nil
}

// Thin drops verdicts and archives of scans before a time, at most so many, but for the last of each seller that saw the shop. What curves
// and timelines need, the results and findings, stays. It returns the files of the archives, to be removed, and how many verdicts went.
func (s *Store) Thin(ctx context.Context, before time.Time, most int) (archives []string, verdicts int, err error) {
	type old struct{ scan, archive string }
	rows, err := s.read.QueryContext(ctx, `SELECT r.scan_id, r.archive FROM results r JOIN verdicts v ON v.scan_id = r.scan_id
		WHERE r.taken < $1 AND EXISTS (SELECT 1 FROM results l WHERE l.seller_id = r.seller_id AND l.taken > r.taken AND l.outcome NOT IN ('unreachable', 'blocked'))
		LIMIT $2`, millis(before), most)
	list, err := collect(rows, err, func(r *sql.Rows) (o old, err error) { return o, r.Scan(&o.scan, &o.archive) })
	if err != nil {
		return nil, 0, fmt.Errorf("thin verdicts: %w", err)
	}
	err = s.InTx(ctx, func(tx DB) error {
		for _, o := range list {
			_, err := tx.ExecContext(ctx, "DELETE FROM verdicts WHERE scan_id = $1", o.scan)
			if err == nil && o.archive != "" {
				archives = append(archives, o.archive)
				_, err = tx.ExecContext(ctx, "UPDATE results SET archive = '' WHERE scan_id = $1", o.scan)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, 0, fmt.Errorf("thin verdicts: %w", err)
	}
	return archives, len(list), nil
}

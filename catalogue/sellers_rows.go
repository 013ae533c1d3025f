package catalogue

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// texts reads rows of one text.
func texts(rows *sql.Rows, err error) ([]string, error) {
	return collect(rows, err, func(r *sql.Rows) (t string, err error) { return t, r.Scan(&t) })
}

// collect reads all rows.
func collect[T any](rows *sql.Rows, err error, one func(*sql.Rows) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := []T{}
	for rows.Next() {
		v, err := one(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// Seller reads a seller by its id.
func (s *Store) Seller(ctx context.Context, id string) (*Seller, error) {
	return sellerIn(ctx, s.read, id)
}

// SellerByURL reads a seller by its address.
func (s *Store) SellerByURL(ctx context.Context, address string) (*Seller, error) {
	return oneSeller(querySellers(ctx, s.read, "SELECT "+sellerColumns+" FROM sellers WHERE url = $1", address))
}

func sellerIn(ctx context.Context, tx DB, id string) (*Seller, error) {
	return oneSeller(querySellers(ctx, tx, "SELECT "+sellerColumns+" FROM sellers WHERE id = $1", id))
}

func oneSeller(list []Seller, err error) (*Seller, error) {
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("seller: %w", ErrNotFound)
	}
	return &list[0], nil
}

// sellerColumns are what a Seller is read from, in the order of sellerValues and scanSeller.
const sellerColumns = `id, url, domain, name, owner, tags, markets, profile, cadence, paused, created, updated, next_due,
	state, reason, scan_id, looked, taken, score, low, high, mature, grade, coverage, change, serious, cert_until, network, misses`

func sellerValues(n *Seller) []any {
	w := &n.Now
	return []any{n.ID, n.URL, n.Domain, n.Name, n.Owner, list(n.Tags), list(n.Markets), n.Profile, n.Cadence.Milliseconds(), number(n.Paused), millis(n.Created), millis(n.Updated), millis(n.NextDue),
		string(w.State), w.Reason, w.Scan, millis(w.Looked), millis(w.Taken), w.Score, w.Low, w.High, w.Mature, w.Grade, w.Coverage, w.Change, w.Serious, millis(w.CertUntil), w.Network, w.Misses,
		sortName(n), searchText(n)}
}

func querySellers(ctx context.Context, tx DB, query string, args ...any) ([]Seller, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	list, err := collect(rows, err, scanSeller)
	if err != nil {
		return nil, fmt.Errorf("read sellers: %w", err)
	}
	return list, nil
}

func scanSeller(rows *sql.Rows) (Seller, error) {
	var n Seller
	var tags, markets string
	var cadence, created, updated, due, looked, taken, cert int64
	w := &n.Now
	err := rows.Scan(&n.ID, &n.URL, &n.Domain, &n.Name, &n.Owner, &tags, &markets, &n.Profile, &cadence, &n.Paused, &created, &updated, &due,
		&w.State, &w.Reason, &w.Scan, &looked, &taken, &w.Score, &w.Low, &w.High, &w.Mature, &w.Grade, &w.Coverage, &w.Change, &w.Serious, &cert, &w.Network, &w.Misses)
	n.Cadence = time.Duration(cadence) * time.Millisecond
	n.Created, n.Updated, n.NextDue = fromMillis(created), fromMillis(updated), fromMillis(due)
	w.Looked, w.Taken, w.CertUntil = fromMillis(looked), fromMillis(taken), fromMillis(cert)
	return n, errors.Join(err, json.Unmarshal([]byte(tags), &n.Tags), json.Unmarshal([]byte(markets), &n.Markets))
}

// list is a list as the database keeps it.
func list(l []string) string {
	if l == nil {
		l = []string{}
	}
	data, _ := json.Marshal(l) // texts always can be
	return string(data)
}

// sortName is what the table is sorted by when sorted by name.
func sortName(n *Seller) string {
	if n.Name == "" {
		return strings.ToLower(n.Domain)
	}
	return strings.ToLower(n.Name)
}

// searchText is what a search looks into, in small letters, which SQLite makes of ASCII only.
func searchText(n *Seller) string {
	return strings.ToLower(strings.Join([]string{n.Name, n.URL, n.Owner, strings.Join(n.Tags, " ")}, "\n"))
}

package catalogue

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"
)

// Saved says what became of sellers that were put into the catalogue.
type Saved struct {
	Added, Changed, Same int
}

// batch is how many sellers are looked up and added by one statement.
const batch = 200

// PutSellers adds sellers, or changes those whose URL is known already, as far as they differ; so the same list can be put twice. IDs and
// Domain are filled in. A changed seller keeps what is known of it.
func (s *Store) PutSellers(ctx context.Context, list []Seller, now time.Time) (Saved, error) {
	var total Saved
	for chunk := range slices.Chunk(list, batch) {
		var part Saved
		err := s.InTx(ctx, func(tx DB) (err error) {
			part, err = putSellers(ctx, tx, chunk, now)
			return err
		})
		if err != nil {
			return total, err
		}
		total.Added += part.Added
		total.Changed += part.Changed
		total.Same += part.Same
	}
	return total, nil
}

func putSellers(ctx context.Context, tx DB, list []Seller, now time.Time) (Saved, error) {
	known, err := sellersByURL(ctx, tx, list)
	if err != nil {
		return Saved{}, err
	}
	var out Saved
	var fresh []*Seller
	for i := range list {
		n := &list[i]
		n.fill()
		old, ok := known[n.URL]
		switch {
		case !ok:
			n.ID, n.Created, n.Updated = NewID(now), now, now
			n.Now = Standing{State: Never, Score: -1, Mature: -1}
			n.NextDue = firstDue(n, now)
			fresh = append(fresh, n)
			known[n.URL] = n // a second line with the same address
			out.Added++
		case old.sameSettings(n):
			n.ID = old.ID
			out.Same++
		default:
			n.ID = old.ID
			if err := updateSeller(ctx, tx, old, n, now); err != nil {
				return out, err
			}
			out.Changed++
		}
	}
	return out, insertSellers(ctx, tx, fresh)
}

// firstDue is when a new seller is looked at for the first time: soon, but not all of a long list at once.
func firstDue(n *Seller, now time.Time) time.Time {
	if n.Cadence <= 0 {
		return time.Time{}
	}
	return now
}

// NextDue is when a seller is looked at again: after its cadence, a tenth more or less, so that sellers that were added together drift
// apart.
func NextDue(cadence time.Duration, now time.Time) time.Time {
	if cadence <= 0 {
		return time.Time{}
	}
	return now.Add(cadence + time.Duration((rand.Float64()-0.5)*0.2*float64(cadence)))
}

// fill completes what follows from the rest, and brings lists into one order.
func (n *Seller) fill() {
	n.Domain = DomainOf(n.URL)
	n.Tags, n.Markets = tidy(n.Tags), tidy(n.Markets)
}

func tidy(list []string) []string {
	out := []string{}
	for _, t := range list {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// DomainOf is the registrable domain of an address; of one that has none, such as a number, its host with the port.
func DomainOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return address
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if net.ParseIP(host) == nil {
		if d, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
			return d
		}
	}
	if u.Port() != "" {
		return net.JoinHostPort(host, u.Port())
	}
	return host
}

func (n *Seller) sameSettings(o *Seller) bool {
	return n.Name == o.Name && n.Owner == o.Owner && n.Profile == o.Profile && n.Cadence == o.Cadence && n.Paused == o.Paused &&
		slices.Equal(n.Tags, o.Tags) && slices.Equal(n.Markets, o.Markets)
}

// sellersByURL reads those of a list that are known.
func sellersByURL(ctx context.Context, tx DB, list []Seller) (map[string]*Seller, error) {
	var urls []any
	for i := range list {
		urls = append(urls, list[i].URL)
	}
	found, err := querySellers(ctx, tx, "SELECT "+sellerColumns+" FROM sellers WHERE url IN ("+marks(1, len(urls))+")", urls...)
	out := map[string]*Seller{}
	for i := range found {
		out[found[i].URL] = &found[i]
	}
	return out, err
}

// marks lists n placeholders, from $first on.
func marks(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "$%d", first+i)
	}
	return b.String()
}

// insertSellers adds new sellers with their tags.
func insertSellers(ctx context.Context, tx DB, list []*Seller) error {
	var rows, tags [][]any
	for _, n := range list {
		rows = append(rows, sellerValues(n))
		for _, t := range n.Tags {
			tags = append(tags, []any{t, n.ID})
		}
	}
	if err := insert(ctx, tx, "sellers ("+sellerColumns+", sort_name, search)", rows, ""); err != nil {
		return err
	}
	return insert(ctx, tx, "seller_tags (tag, seller_id)", tags, "")
}

// most values of one statement: SQLite searches the names of all for each, so that many cost more than several statements.
const mostValues = 500

// insert adds rows to a table, many with one statement; rest is what follows the values.
func insert(ctx context.Context, tx DB, into string, rows [][]any, rest string) error {
	for len(rows) > 0 {
		part := rows[:min(len(rows), max(1, mostValues/len(rows[0])))]
		rows = rows[len(part):]
		var texts []string
		var args []any
		for _, r := range part {
			texts = append(texts, "("+marks(len(args)+1, len(r))+")")
			args = append(args, r...)
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO "+into+" VALUES "+strings.Join(texts, ",")+rest, args...); err != nil {
			table, _, _ := strings.Cut(into, " ")
			return fmt.Errorf("add %s: %w", table, err)
		}
	}
	return nil
}

// UpdateSeller changes the settings of a seller: what n says but its URL and what is known of it.
func (s *Store) UpdateSeller(ctx context.Context, n *Seller, now time.Time) error {
	return s.InTx(ctx, func(tx DB) error {
		old, err := sellerIn(ctx, tx, n.ID)
		if err != nil {
			return err
		}
		n.URL = old.URL
		n.fill()
		return updateSeller(ctx, tx, old, n, now)
	})
}

func updateSeller(ctx context.Context, tx DB, old, n *Seller, now time.Time) error {
	due := old.NextDue
	switch {
	case n.Cadence <= 0:
		due = time.Time{}
	case n.Cadence != old.Cadence && old.Now.Looked.IsZero():
		due = now
	case n.Cadence != old.Cadence:
		due = NextDue(n.Cadence, old.Now.Looked)
	}
	n.NextDue = due
	_, err := tx.ExecContext(ctx, `UPDATE sellers SET name = $1, owner = $2, tags = $3, markets = $4, profile = $5, cadence = $6, paused = $7,
		sort_name = $8, search = $9, updated = $10, next_due = $11 WHERE id = $12`,
		n.Name, n.Owner, list(n.Tags), list(n.Markets), n.Profile, n.Cadence.Milliseconds(), number(n.Paused), sortName(n), searchText(n), millis(now), millis(due), old.ID)
	if err == nil {
		_, err = tx.ExecContext(ctx, "DELETE FROM seller_tags WHERE seller_id = $1", old.ID)
	}
	for _, t := range n.Tags {
		if err == nil {
			_, err = tx.ExecContext(ctx, "INSERT INTO seller_tags (tag, seller_id) VALUES ($1, $2)", t, old.ID)
		}
	}
	if err != nil {
		return fmt.Errorf("change seller %s: %w", old.URL, err)
	}
	return nil
}

// PauseSeller stops or resumes scheduled looks at a seller.
func (s *Store) PauseSeller(ctx context.Context, id string, paused bool, now time.Time) error {
	return s.touch(ctx, "pause seller", "UPDATE sellers SET paused = $1, updated = $2 WHERE id = $3", number(paused), millis(now), id)
}

// touch changes one row, and returns ErrNotFound when there is none.
func (s *Store) touch(ctx context.Context, what, query string, args ...any) error {
	res, err := s.db.ExecContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if n, err := res.RowsAffected(); err == nil && n == 0 {
		return fmt.Errorf("%s: %w", what, ErrNotFound)
	}
	return nil
}

// DeleteSeller forgets a seller with all that was kept of it, and returns the archive files to be removed.
func (s *Store) DeleteSeller(ctx context.Context, id string) (archives []string, err error) {
	err = s.InTx(ctx, func(tx DB) error {
		rows, err := tx.QueryContext(ctx, "SELECT archive FROM results WHERE seller_id = $1 AND archive <> ''", id)
		if archives, err = texts(rows, err); err != nil {
			return fmt.Errorf("delete seller: %w", err)
		}
		res, err := tx.ExecContext(ctx, "DELETE FROM sellers WHERE id = $1", id)
		if err != nil {
			return fmt.Errorf("delete seller: %w", err)
		}
		if n, err := res.RowsAffected(); err == nil && n == 0 {
			return fmt.Errorf("delete seller: %w", ErrNotFound)
		}
		return nil
	})
	return archives, err
}

package catalogue

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"unicode"

	"github.com/shopvet/shopvet/verdict"
)

// The kinds of traits that a verdict gives; a scan may bring others.
const (
	TraitPhone   = "phone"
	TraitEmail   = "email"
	TraitAddress = "address"
	TraitName    = "name"   // who sells
	TraitNumber  = "number" // a register, tax or bank number
	TraitPolicy  = "policy-text"
	TraitTracker = "analytics-id"
	TraitIcon    = "favicon"
	TraitImage   = "product-image"
)

// mostTraits bounds what is kept of one seller.
const mostTraits = 200

// traitsOf lists by what a shop could be seen to share something with others. Only what is well-formed is taken: a stand-in such as
// "0123456789" stands in thousands of shops and says nothing.
func traitsOf(v *verdict.Verdict) []Trait {
	var out []Trait
	add := func(kind, value, shown, url string) {
		if value != "" {
			out = append(out, Trait{kind, value, shown, url})
		}
	}
	for _, c := range v.Shop.Contacts {
		switch c.Kind {
		case "phone":
			add(TraitPhone, keep(c.Value, unicode.IsDigit), c.Value, c.URL)
		case "email":
			add(TraitEmail, strings.ToLower(c.Value), c.Value, c.URL)
		case "address":
			add(TraitAddress, folded(c.Value), c.Value, c.URL)
		}
	}
	for _, id := range v.Shop.Identity {
		switch {
		case id.Kind == "company" || id.Kind == "person":
			add(TraitName, folded(id.Value), id.Value, id.URL)
		case id.WellFormed:
			add(TraitNumber, id.Kind+" "+strings.ToUpper(keep(id.Value, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsLetter(r) })), id.Value, id.URL)
		}
	}
	return out
}

// keep keeps the characters that f lets through.
func keep(s string, f func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		if f(r) {
			return r
		}
		return -1
	}, s)
}

// folded is a text without what only its layout differs in.
func folded(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// putTraits replaces the traits of a seller.
func putTraits(ctx context.Context, tx DB, seller string, list []Trait) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM traits WHERE seller_id = $1", seller); err != nil {
		return fmt.Errorf("write traits: %w", err)
	}
	var rows [][]any
	known := map[[2]string]bool{}
	for _, t := range list {
		if key := [2]string{t.Kind, t.Value}; !known[key] && len(rows) < mostTraits {
			known[key] = true
			rows = append(rows, []any{t.Kind, t.Value, seller, t.Shown, t.URL})
		}
	}
	return insert(ctx, tx, "traits (kind, value, seller_id, shown, url)", rows, "")
}

// Shared is a trait that several sellers have in common: a fact, from which nothing follows by itself. A group of shops, a franchise or a
// shared accountant looks like this, too.
type Shared struct {
	Trait
	Sellers int `json:"sellers"` // how many have it
}

// SharedOf lists what a seller has in common with others, with how many sellers have it.
func (s *Store) SharedOf(ctx context.Context, seller string) ([]Shared, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT t.kind, t.value, t.shown, t.url, (SELECT COUNT(*) FROM traits o WHERE o.kind = t.kind AND o.value = t.value) AS n
		FROM traits t WHERE t.seller_id = $1 AND EXISTS (SELECT 1 FROM traits o WHERE o.kind = t.kind AND o.value = t.value AND o.seller_id <> t.seller_id)
		ORDER BY t.kind, t.value`, seller)
	return shared(rows, err)
}

// SharedTraits lists what several sellers have in common, what most have first.
func (s *Store) SharedTraits(ctx context.Context, kind string, limit int) ([]Shared, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT kind, value, MIN(shown), MIN(url), COUNT(*) FROM traits WHERE $1 = '' OR kind = $1
		GROUP BY kind, value HAVING COUNT(*) > 1 ORDER BY COUNT(*) DESC, kind, value LIMIT $2`, kind, limit)
	return shared(rows, err)
}

func shared(rows *sql.Rows, err error) ([]Shared, error) {
	list, err := collect(rows, err, func(r *sql.Rows) (t Shared, err error) {
		return t, r.Scan(&t.Kind, &t.Value, &t.Shown, &t.URL, &t.Sellers)
	})
	if err != nil {
		return nil, fmt.Errorf("read shared traits: %w", err)
	}
	return list, nil
}

// SellersWith lists the sellers that have a trait.
func (s *Store) SellersWith(ctx context.Context, kind, value string, limit int) ([]Seller, error) {
	return querySellers(ctx, s.read, "SELECT "+sellerColumns+" FROM sellers WHERE id IN (SELECT seller_id FROM traits WHERE kind = $1 AND value = $2) ORDER BY sort_name, id LIMIT $3", kind, value, limit)
}

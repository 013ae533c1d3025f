package catalogue

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Filter narrows a list of sellers; the zero value lists all.
type Filter struct {
	Search      string // words, each of which is somewhere in name, address, owner reference or tags
	Tag, Market string
	Profile     string
	Domain      string
	Network     string
	State       State
	Grade       string // A to F, "-" for those without
	Check       string // at which this check finds something now
	Serious     bool   // with open failures of critical or high severity
	Overdue     time.Time
	Paused      *bool
	Worse       bool // whose score fell at the last look

	frequent bool // the tag is one of many sellers, who are met soon in the order of the list
}

// Sort is the order of a list.
type Sort string

// The orders; a minus in front of one turns it round.
const (
	ByName    Sort = "name"
	ByScore   Sort = "score"
	ByChange  Sort = "change"
	BySerious Sort = "serious"
	ByLooked  Sort = "looked"
	ByDue     Sort = "due"
	ByCreated Sort = "created"
)

// sortColumns are the columns of the orders.
var sortColumns = map[Sort]string{
	ByName: "sort_name", ByScore: "score", ByChange: "change", BySerious: "serious", ByLooked: "looked", ByDue: "next_due", ByCreated: "created",
}

// Sorts lists the orders.
func Sorts() []Sort {
	return []Sort{ByName, ByScore, ByChange, BySerious, ByLooked, ByDue, ByCreated}
}

// Page says which part of a list is wanted.
type Page struct {
	Sort  Sort   // "" is ByName
	After string // the cursor that the page before gave; "" for the first
	Limit int    // 1 to 500; 0 is 50
}

// ErrCursor says that a cursor is none of ours or belongs to another order.
var ErrCursor = errors.New("the cursor is not one that a list of this order gave")

// cursor is where a page ended.
type cursor struct {
	Sort string          `json:"s"`
	At   json.RawMessage `json:"a"`
	ID   string          `json:"i"`
}

// order reads an order: its column and whether it is turned round.
func (p *Page) order() (column string, down bool, err error) {
	name, down := strings.CutPrefix(string(p.Sort), "-")
	if name == "" {
		name = string(ByName)
	}
	column, ok := sortColumns[Sort(name)]
	if !ok {
		return "", false, fmt.Errorf("there is no order %q: known are %v", name, Sorts())
	}
	return column, down, nil
}

func (p *Page) limit() int {
	if p.Limit <= 0 {
		return 50
	}
	return min(p.Limit, 500)
}

// Sellers lists one page of the sellers that a filter lets through, and the cursor of the next page, "" after the last.
func (s *Store) Sellers(ctx context.Context, f Filter, p Page) ([]Seller, string, error) {
	column, down, err := p.order()
	if err != nil {
		return nil, "", err
	}
	if err := s.weigh(ctx, &f); err != nil {
		return nil, "", err
	}
	w, err := s.narrowed(ctx, &f)
	if err != nil {
		return nil, "", err
	}
	if p.After != "" {
		if err := w.after(&p, column, down); err != nil {
			return nil, "", err
		}
	}
	direction := "ASC"
	if down {
		direction = "DESC"
	}
	limit := p.limit()
	query := fmt.Sprintf("SELECT %s FROM sellers%s ORDER BY %s %s, id %s LIMIT %d", sellerColumns, w.text(), column, direction, direction, limit+1)
	found, err := querySellers(ctx, s.read, query, w.args...)
	if err != nil || len(found) <= limit {
		return found, "", err
	}
	found = found[:limit]
	next, err := p.cursorAt(&found[limit-1])
	return found, next, err
}

// CountSellers counts the sellers that a filter lets through.
func (s *Store) CountSellers(ctx context.Context, f Filter) (int, error) {
	if match, rest := s.indexed(&f); match != "" && len(rest) == 0 && f == (Filter{Search: f.Search}) {
		return s.found(ctx, match)
	}
	w, err := s.narrowed(ctx, &f)
	if err != nil {
		return 0, err
	}
	var n int
	if err := s.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM sellers"+w.text(), w.args...).Scan(&n); err != nil {
		return 0, fmt.Errorf("count sellers: %w", err)
	}
	return n, nil
}

// cursorAt is the cursor of the page that follows a seller.
func (p *Page) cursorAt(n *Seller) (string, error) {
	values := map[string]any{
		"sort_name": sortName(n), "score": n.Now.Score, "change": n.Now.Change, "serious": n.Now.Serious, "looked": millis(n.Now.Looked),
		"next_due": millis(n.NextDue), "created": millis(n.Created),
	}
	column, _, err := p.order()
	if err != nil {
		return "", err
	}
	at, err := json.Marshal(values[column])
	if err != nil {
		return "", fmt.Errorf("cursor: %w", err)
	}
	data, err := json.Marshal(cursor{string(p.Sort), at, n.ID})
	return base64.RawURLEncoding.EncodeToString(data), err
}

// conditions is what stands behind WHERE.
type conditions struct {
	parts []string
	args  []any
}

// add adds a condition whose %d are numbers of the arguments.
func (c *conditions) add(text string, args ...any) {
	var numbers []any
	for _, a := range args {
		c.args = append(c.args, a)
		numbers = append(numbers, len(c.args))
	}
	c.parts = append(c.parts, fmt.Sprintf(text, numbers...))
}

func (c *conditions) text() string {
	if len(c.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.parts, " AND ")
}

// after adds that the list goes on behind a cursor.
func (c *conditions) after(p *Page, column string, down bool) error {
	data, err := base64.RawURLEncoding.DecodeString(p.After)
	var at cursor
	if err != nil || json.Unmarshal(data, &at) != nil || at.Sort != string(p.Sort) {
		return ErrCursor
	}
	var value any
	if column == "sort_name" {
		var text string
		err = json.Unmarshal(at.At, &text)
		value = text
	} else {
		var n int64
		err = json.Unmarshal(at.At, &n)
		value = n
	}
	if err != nil {
		return ErrCursor
	}
	than := ">"
	if down {
		than = "<"
	}
	c.add("("+column+", id) "+than+" ($%d, $%d)", value, at.ID)
	return nil
}

// words are what is searched for.
func (f *Filter) words() []string { return strings.Fields(strings.ToLower(f.Search)) }

// where turns a filter into conditions, of its search those words that no index is asked for.
func (f *Filter) where(words []string) *conditions {
	c := &conditions{}
	equal := func(column, value string) {
		if value != "" {
			c.add(column+" = $%d", value)
		}
	}
	for _, word := range words {
		c.add(`search LIKE $%d ESCAPE '\'`, "%"+likeLiteral.Replace(word)+"%")
	}
	equal("profile", f.Profile)
	equal("domain", f.Domain)
	equal("network", f.Network)
	equal("state", string(f.State))
	if f.Grade == "-" {
		c.add("grade = ''")
	} else {
		equal("grade", f.Grade)
	}
	if f.Tag != "" {
		column := "id"
		if f.frequent {
			column = "+id" // with the plus it does not say in which order sellers are read
		}
		c.add(column+" IN (SELECT seller_id FROM seller_tags WHERE tag = $%d)", f.Tag)
	}
	if f.Market != "" {
		c.add(`markets LIKE $%d ESCAPE '\'`, `%"`+likeLiteral.Replace(f.Market)+`"%`)
	}
	if f.Check != "" {
		c.add("id IN (SELECT seller_id FROM findings WHERE check_id = $%d AND gone = 0 AND fingerprint = '')", f.Check)
	}
	if f.Serious {
		c.add("serious > 0")
	}
	if f.Worse {
		c.add("change < 0")
	}
	if !f.Overdue.IsZero() {
		c.add("paused = 0 AND next_due > 0 AND next_due < $%d", millis(f.Overdue))
	}
	if f.Paused != nil {
		c.add("paused = $%d", number(*f.Paused))
	}
	return c
}

// likeLiteral takes the meaning from the characters that have one in LIKE.
var likeLiteral = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Overview counts what a first look at the catalogue is to show.
type Overview struct {
	Sellers int            `json:"sellers"`
	Grades  map[string]int `json:"grades"` // "" for those without a grade
	States  map[State]int  `json:"states"`
	Overdue int            `json:"overdue"`
	Paused  int            `json:"paused"`
	Serious int            `json:"serious"` // sellers with open failures of critical or high severity
	Alerts  int            `json:"alerts"`  // that nobody has acknowledged
	Queued  int            `json:"queued"`
	Running int            `json:"running"`
}

// Overview counts the catalogue; sellers whose look was due before late are overdue.
func (s *Store) Overview(ctx context.Context, late time.Time) (*Overview, error) {
	o := &Overview{Grades: map[string]int{}, States: map[State]int{}}
	rows, err := s.read.QueryContext(ctx, "SELECT state, grade, COUNT(*) FROM sellers GROUP BY state, grade")
	if err != nil {
		return nil, fmt.Errorf("overview: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var state State
		var grade string
		var n int
		if err := rows.Scan(&state, &grade, &n); err != nil {
			return nil, fmt.Errorf("overview: %w", err)
		}
		o.Sellers += n
		o.Grades[grade] += n
		o.States[state] += n
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("overview: %w", err)
	}
	err = s.read.QueryRowContext(ctx, `SELECT
		(SELECT COUNT(*) FROM sellers WHERE paused = 0 AND next_due > 0 AND next_due < $1),
		(SELECT COUNT(*) FROM sellers WHERE paused = 1),
		(SELECT COUNT(*) FROM sellers WHERE serious > 0),
		(SELECT COUNT(*) FROM alerts WHERE acknowledged = 0 AND muted_by = ''),
		(SELECT COUNT(*) FROM scans WHERE state = 'queued'),
		(SELECT COUNT(*) FROM scans WHERE state = 'running')`, millis(late)).Scan(&o.Overdue, &o.Paused, &o.Serious, &o.Alerts, &o.Queued, &o.Running)
	if err != nil {
		return nil, fmt.Errorf("overview: %w", err)
	}
	return o, nil
}

// Tags lists the tags in use with the number of sellers that bear them.
func (s *Store) Tags(ctx context.Context) (map[string]int, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT tag, COUNT(*) FROM seller_tags GROUP BY tag")
	if err != nil {
		return nil, fmt.Errorf("tags: %w", err)
	}
	defer rows.Close()
	out := map[string]int{}
	for rows.Next() {
		var tag string
		var n int
		if err := rows.Scan(&tag, &n); err != nil {
			return nil, fmt.Errorf("tags: %w", err)
		}
		out[tag] = n
	}
	return out, rows.Err()
}

package catalogue

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/pressly/goose/v3"
)

// A search finds sellers by parts of words, so that an index of the beginnings is of no use: both databases keep one of every three characters that
// follow each other. SQLite keeps it in a table of its own, which triggers bring up to date. Postgres has it in an extension that comes with it but
// may not be installed; then a search reads all sellers.
var searchIndex = map[Engine]struct{ up, down []string }{
	SQLite: {up: []string{
		"CREATE TABLE seller_rows (id INTEGER PRIMARY KEY, seller_id TEXT NOT NULL UNIQUE)",
		"CREATE VIRTUAL TABLE seller_search USING fts5(text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1')",
		"INSERT INTO seller_rows (seller_id) SELECT id FROM sellers ORDER BY id",
		"INSERT INTO seller_search (rowid, text) SELECT r.id, s.search FROM seller_rows r JOIN sellers s ON s.id = r.seller_id",
		`CREATE TRIGGER seller_added AFTER INSERT ON sellers BEGIN
			INSERT INTO seller_rows (seller_id) VALUES (NEW.id);
			INSERT INTO seller_search (rowid, text) SELECT id, NEW.search FROM seller_rows WHERE seller_id = NEW.id;
		END`,
		`CREATE TRIGGER seller_changed AFTER UPDATE OF search ON sellers WHEN NEW.search <> OLD.search BEGIN
			UPDATE seller_search SET text = NEW.search WHERE rowid = (SELECT id FROM seller_rows WHERE seller_id = NEW.id);
		END`,
		`CREATE TRIGGER seller_deleted AFTER DELETE ON sellers BEGIN
			DELETE FROM seller_search WHERE rowid = (SELECT id FROM seller_rows WHERE seller_id = OLD.id);
			DELETE FROM seller_rows WHERE seller_id = OLD.id;
		END`,
	}, down: []string{
		"DROP TRIGGER seller_deleted", "DROP TRIGGER seller_changed", "DROP TRIGGER seller_added", "DROP TABLE seller_search", "DROP TABLE seller_rows",
	}},
	Postgres: {up: []string{`DO $$ BEGIN
			CREATE EXTENSION IF NOT EXISTS pg_trgm;
			CREATE INDEX sellers_by_search ON sellers USING gin (search gin_trgm_ops);
		EXCEPTION WHEN OTHERS THEN
			RAISE NOTICE 'searches will read all sellers: %', SQLERRM;
		END $$`,
	}, down: []string{"DROP INDEX IF EXISTS sellers_by_search"}}, // the extension may serve others
}

// searchMigration is the step that makes the index, which is another one in each database.
func searchMigration(e Engine) *goose.Migration {
	run := func(list []string) *goose.GoFunc {
		return &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
			for _, text := range list {
				if _, err := tx.ExecContext(ctx, text); err != nil {
					return fmt.Errorf("index for searches: %w", err)
				}
			}
			return nil
		}}
	}
	return goose.NewGoMigration(4, run(searchIndex[e].up), run(searchIndex[e].down))
}

// How many sellers are few, these are read one by one and sorted, and how many are many: these are met soon in the order of the list, whose rows
// are read for it. Of what is between, the order is gone through without reading the rows.
const fewFound, manyFound = 2000, 20_000

// findIndexed are the sellers that the index of SQLite finds.
const findIndexed = "SELECT r.seller_id FROM seller_search f JOIN seller_rows r ON r.id = f.rowid WHERE f.seller_search MATCH "

// indexed is what the index of SQLite is asked for, "" for nothing, and the words that are too short for it.
func (s *Store) indexed(f *Filter) (match string, rest []string) {
	if s.engine != SQLite {
		return "", f.words()
	}
	var long []string
	for _, word := range f.words() {
		if utf8.RuneCountInString(word) < 3 {
			rest = append(rest, word)
		} else {
			long = append(long, `"`+strings.ReplaceAll(word, `"`, `""`)+`"`)
		}
	}
	return strings.Join(long, " AND "), rest
}

// found counts what the index finds.
func (s *Store) found(ctx context.Context, match string) (n int, err error) {
	if err := s.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM seller_search WHERE seller_search MATCH $1", match).Scan(&n); err != nil {
		return 0, fmt.Errorf("search sellers: %w", err)
	}
	return n, nil
}

// narrowed turns a filter into conditions, and looks its search up in the index where there is one.
func (s *Store) narrowed(ctx context.Context, f *Filter) (*conditions, error) {
	match, rest := s.indexed(f)
	if match == "" {
		return f.where(rest), nil
	}
	var n int // up to so many: to count all of many takes long
	err := s.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM (SELECT 1 FROM seller_search WHERE seller_search MATCH $1 LIMIT $2)", match, manyFound+1).Scan(&n)
	if err != nil {
		return nil, fmt.Errorf("search sellers: %w", err)
	}
	if n > manyFound {
		return f.where(f.words()), nil
	}
	c := f.where(rest)
	if n > fewFound {
		c.add("+id IN ("+findIndexed+"$%d)", match) // with the plus it does not say in which order sellers are read
		return c, nil
	}
	rows, err := s.read.QueryContext(ctx, findIndexed+"$1", match)
	ids, err := texts(rows, err)
	if err != nil {
		return nil, fmt.Errorf("search sellers: %w", err)
	}
	c.add("id IN (SELECT value FROM json_each($%d))", list(ids))
	return c, nil
}

// weigh finds out whether a list that is narrowed to a tag is better gone through in its order. With a grade, sellers are looked up by both.
func (s *Store) weigh(ctx context.Context, f *Filter) error {
	if f.Tag == "" || f.Grade != "" || s.engine != SQLite {
		return nil
	}
	var n int
	if err := s.read.QueryRowContext(ctx, "SELECT COUNT(*) FROM (SELECT 1 FROM seller_tags WHERE tag = $1 LIMIT $2)", f.Tag, fewFound+1).Scan(&n); err != nil {
		return fmt.Errorf("count tag: %w", err)
	}
	f.frequent = n > fewFound
	return nil
}

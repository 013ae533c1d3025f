package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/shopvet/shopvet/catalogue"
)

// takeIndexes drops the indexes of the tables that are filled, and returns the statements that make them again: making them once, at the end, takes a
// fraction of the time.
func takeIndexes(ctx context.Context, store *catalogue.Store) (create []string, err error) {
	query := "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('scans', 'results', 'findings', 'traits', 'alerts')"
	if store.Engine() == catalogue.Postgres {
		query = `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename IN ('scans', 'results', 'findings', 'traits', 'alerts')
			AND indexname NOT IN (SELECT conname FROM pg_constraint)`
	}
	names, create, err := indexes(store.DB().QueryContext(ctx, query))
	for _, name := range names {
		if err == nil {
			_, err = store.DB().ExecContext(ctx, "DROP INDEX "+name)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("take indexes: %w", err)
	}
	return create, nil
}

func indexes(rows *sql.Rows, err error) (names, create []string, _ error) {
	if err != nil {
		return nil, nil, err
	}
	for rows.Next() {
		var name, text string
		if err = rows.Scan(&name, &text); err != nil {
			break
		}
		names, create = append(names, name), append(create, text)
	}
	return names, create, errors.Join(err, rows.Err(), rows.Close())
}

package queue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"github.com/shopvet/shopvet/catalogue"
)

// dialect is what the tables of River are called differently by.
type dialect struct {
	worker   string // the last that took a job
	now, far string // now, and later than anything that is put off here
}

var (
	sqlite   = dialect{"attempted_by ->> '$[#-1]'", "datetime('now', 'subsec')", "datetime('now', 'subsec', '+2 hours')"}
	postgres = dialect{"attempted_by[array_upper(attempted_by, 1)]", "now()", "now() + interval '2 hours'"}
)

// newSQLite returns the engine on a file of SQLite. It shares the one connection that writes.
func newSQLite(q *Queue) (engine, error) {
	db := q.store.DB()
	return newRiver(q, riversqlite.New(db), func(ctx context.Context, f func(catalogue.DB, *sql.Tx) error) error {
		return connection(ctx, db, func(_ *sql.Conn, tx *sql.Tx) error { return f(tx, tx) })
	}, func() {})
}

// newPostgres returns the engine on Postgres. It has a pool of its own, which also listens for new jobs.
func newPostgres(ctx context.Context, q *Queue) (engine, error) {
	pool, err := pgxpool.New(ctx, q.store.Where())
	if err != nil {
		return nil, err
	}
	return newRiver(q, riverpgxv5.New(pool), func(ctx context.Context, f func(catalogue.DB, pgx.Tx) error) error {
		return connection(ctx, q.store.DB(), func(c *sql.Conn, tx *sql.Tx) error {
			var conn *pgx.Conn
			err := c.Raw(func(driver any) error {
				d, ok := driver.(*stdlib.Conn)
				if !ok {
					return fmt.Errorf("unexpected driver %T", driver)
				}
				conn = d.Conn()
				return nil
			})
			if err != nil {
				return err
			}
			return f(tx, inner{conn})
		})
	}, pool.Close)
}

// inner shows River the transaction that database/sql has begun on a connection, so that its writes and ours are one. It can be neither
// committed nor rolled back through it.
type inner struct{ *conn }

// conn gives the connection another name, so that inner can have a method Conn.
type conn = pgx.Conn

var errInner = errors.New("this transaction belongs to database/sql")

func (t inner) Begin(ctx context.Context) (pgx.Tx, error) { return nil, errInner }
func (t inner) Commit(context.Context) error              { return errInner }
func (t inner) Rollback(context.Context) error            { return errInner }
func (t inner) LargeObjects() pgx.LargeObjects            { return pgx.LargeObjects{} }
func (t inner) Conn() *pgx.Conn                           { return t.conn }

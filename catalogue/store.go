package catalogue

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Engine is a kind of database.
type Engine string

// The engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

//go:embed migrations/*.sql
var migrations embed.FS

// readers is how many connections read a SQLite file beside the one that writes; WAL lets them.
const readers = 4

// Store is the catalogue's database. It is safe for concurrent use.
type Store struct {
	engine   Engine
	dsn      string
	db, read *sql.DB // of Postgres the same
}

// DB is what runs SQL: the database, or one transaction of it.
type DB interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Open opens a catalogue: a file of SQLite, which is made where there is none, or postgres://…. Migrate is called apart.
func Open(ctx context.Context, where string) (*Store, error) {
	s := &Store{engine: SQLite, dsn: where}
	var err error
	if strings.HasPrefix(where, "postgres://") || strings.HasPrefix(where, "postgresql://") {
		s.engine = Postgres
		if s.db, err = sql.Open("pgx", where); err != nil {
			return nil, errors.New("open database: the address of the database cannot be read: write it like postgres://user@host/name")
		}
		s.db.SetMaxOpenConns(16)
		s.db.SetMaxIdleConns(8)
		s.read = s.db
	} else if err = s.openFile(where); err != nil {
		return nil, err
	}
	if err := s.db.PingContext(ctx); err != nil {
		s.Close()
		return nil, fmt.Errorf("open database: %w", err)
	}
	return s, nil
}

// openFile opens a file of SQLite: one connection that writes, since SQLite has one writer at a time and waiting in Go is fairer than in
// SQLite, and some that read.
func (s *Store) openFile(name string) error {
	if name == "" || strings.HasPrefix(name, "file:") {
		return errors.New("open database: name a file, for instance shopvet.db, or postgres://…")
	}
	if info, err := os.Stat(filepath.Dir(name)); err != nil || !info.IsDir() {
		return fmt.Errorf("open database: there is no folder %s", filepath.Dir(name))
	}
	dsn := func(more ...string) string {
		q := url.Values{"_pragma": {"journal_mode(WAL)", "busy_timeout(10000)", "synchronous(NORMAL)", "foreign_keys(1)", "cache_size(-32000)"}}
		q["_pragma"] = append(q["_pragma"], more...)
		q.Set("_txlock", "immediate")
		return "file:" + (&url.URL{Path: name}).EscapedPath() + "?" + q.Encode()
	}
	var err error
	if s.db, err = sql.Open("sqlite", dsn()); err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	s.db.SetMaxOpenConns(1)
	if s.read, err = sql.Open("sqlite", dsn("query_only(1)")); err != nil {
		return fmt.Errorf("open database: %w", err)
	}
	s.read.SetMaxOpenConns(readers)
	s.read.SetMaxIdleConns(readers)
	return nil
}

// Close closes the database.
func (s *Store) Close() error {
	err := s.db.Close()
	if s.read != nil && s.read != s.db {
		err = errors.Join(err, s.read.Close())
	}
	return err
}

// Engine is the kind of the database.
func (s *Store) Engine() Engine { return s.engine }

// Where is the file or address it was opened with.
func (s *Store) Where() string { return s.dsn }

// DB is the database for what writes. With SQLite it has one connection: a transaction is never held across work on the network.
func (s *Store) DB() *sql.DB { return s.db }

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	var n int
	return s.read.QueryRowContext(ctx, "SELECT 1").Scan(&n)
}

// InTx runs f in one transaction, which is kept when f returns no error.
func (s *Store) InTx(ctx context.Context, f func(tx DB) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // after Commit it does nothing
	if err := f(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit transaction: %w", err)
	}
	return nil
}

// Migration is one step of the database's making.
type Migration struct {
	Version int64
	Name    string
	Applied bool
}

// migrator returns what brings the database's tables up to date.
func (s *Store) migrator() (*goose.Provider, error) {
	dialect := goose.DialectSQLite3
	if s.engine == Postgres {
		dialect = goose.DialectPostgres
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true), goose.WithTableName("catalogue_migrations"),
		goose.WithGoMigrations(searchMigration(s.engine))}
	if s.engine == Postgres { // several programs may start at once; with SQLite the file itself is locked
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, fmt.Errorf("migrate: %w", err)
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	return goose.NewProvider(dialect, s.db, files, options...)
}

// MigrateUp brings the tables up to date and returns how many steps that took.
func (s *Store) MigrateUp(ctx context.Context) (int, error) {
	m, err := s.migrator()
	if err != nil {
		return 0, err
	}
	done, err := m.Up(ctx)
	if err != nil {
		return len(done), fmt.Errorf("migrate up: %w", err)
	}
	return len(done), nil
}

// MigrateDown takes the last step back, with what its tables hold. It returns 0 where there is none.
func (s *Store) MigrateDown(ctx context.Context) (int64, error) {
	m, err := s.migrator()
	if err != nil {
		return 0, err
	}
	done, err := m.Down(ctx)
	if errors.Is(err, goose.ErrNoNextVersion) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("migrate down: %w", err)
	}
	return done.Source.Version, nil
}

// Migrations lists the steps and which of them are done.
func (s *Store) Migrations(ctx context.Context) ([]Migration, error) {
	m, err := s.migrator()
	if err != nil {
		return nil, err
	}
	list, err := m.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	var out []Migration
	for _, step := range list {
		name := filepath.Base(step.Source.Path)
		if step.Source.Type == goose.TypeGo {
			name = fmt.Sprintf("%05d_search", step.Source.Version)
		}
		out = append(out, Migration{step.Source.Version, name, step.State == goose.StateApplied})
	}
	return out, nil
}

package catalogue

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Role is what a user may do.
type Role string

// The roles; each may do what those before it may.
const (
	Viewer   Role = "viewer"
	Operator Role = "operator"
	Admin    Role = "admin"
)

// Allows reports whether a role is at least another.
func (r Role) Allows(need Role) bool {
	rank := map[Role]int{Viewer: 1, Operator: 2, Admin: 3}
	return rank[r] > 0 && rank[r] >= rank[need]
}

// User is somebody who may sign in.
type User struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Password string    `json:"-"` // its hash, "" for those who sign in elsewhere
	Role     Role      `json:"role"`
	External string    `json:"external"` // the subject by which another sign-in knows them
	Disabled bool      `json:"disabled"`
	Created  time.Time `json:"created"`
}

// Session is one sign-in. Digest is the hash of what the browser holds.
type Session struct {
	Digest, User, CSRF     string
	Created, Seen, Expires time.Time
}

// Token is a key for programs. Digest is the hash of what the program holds.
type Token struct {
	Digest  string    `json:"-"`
	ID      string    `json:"id"`
	User    string    `json:"user_id"`
	Name    string    `json:"name"`
	Role    Role      `json:"role"`
	Created time.Time `json:"created"`
	Used    time.Time `json:"used"`
	Expires time.Time `json:"expires"` // zero: never
}

// Act is something that somebody did.
type Act struct {
	ID     string    `json:"id"`
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"`
	Action string    `json:"action"`
	Object string    `json:"object"`
	Detail string    `json:"detail"`
}

const userColumns = "id, name, password, role, external, disabled, created"

// PutUser adds a user, whose ID it fills in, or changes the one with its ID.
func (s *Store) PutUser(ctx context.Context, u *User, now time.Time) error {
	if u.ID == "" {
		u.ID, u.Created = NewID(now), now
	}
	_, err := s.db.ExecContext(ctx, "INSERT INTO users ("+userColumns+") VALUES ("+marks(1, 7)+`) ON CONFLICT (id) DO UPDATE
		SET name = excluded.name, password = excluded.password, role = excluded.role, external = excluded.external, disabled = excluded.disabled`,
		u.ID, u.Name, u.Password, string(u.Role), u.External, number(u.Disabled), millis(u.Created))
	if err != nil {
		return fmt.Errorf("write user %s: %w", u.Name, err)
	}
	return nil
}

// Users lists all users by name.
func (s *Store) Users(ctx context.Context) ([]User, error) { return s.users(ctx, "ORDER BY name") }

// UserByID and UserByName read one user; UserByExternal the one whom another sign-in knows by a subject.
func (s *Store) UserByID(ctx context.Context, id string) (*User, error) {
	return oneOf(s.users(ctx, "WHERE id = $1", id))
}

// UserByName reads a user.
func (s *Store) UserByName(ctx context.Context, name string) (*User, error) {
	return oneOf(s.users(ctx, "WHERE name = $1", name))
}

// UserByExternal reads the user whom another sign-in knows by a subject.
func (s *Store) UserByExternal(ctx context.Context, subject string) (*User, error) {
	return oneOf(s.users(ctx, "WHERE external = $1 AND external <> ''", subject))
}

func (s *Store) users(ctx context.Context, rest string, args ...any) ([]User, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+userColumns+" FROM users "+rest, args...)
	return collect(rows, err, func(r *sql.Rows) (u User, err error) {
		var created int64
		err = r.Scan(&u.ID, &u.Name, &u.Password, &u.Role, &u.External, &u.Disabled, &created)
		u.Created = fromMillis(created)
		return u, err
	})
}

// oneOf is the only one of a list.
func oneOf[T any](list []T, err error) (*T, error) {
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, ErrNotFound
	}
	return &list[0], nil
}

// DeleteUser forgets a user with all sessions and tokens.
func (s *Store) DeleteUser(ctx context.Context, id string) error {
	return s.touch(ctx, "delete user", "DELETE FROM users WHERE id = $1", id)
}

// AddSession writes a session down; those that have run out go.
func (s *Store) AddSession(ctx context.Context, n *Session) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO sessions (digest, user_id, csrf, created, seen, expires) VALUES ("+marks(1, 6)+")",
		n.Digest, n.User, n.CSRF, millis(n.Created), millis(n.Seen), millis(n.Expires))
	if err == nil {
		_, err = s.db.ExecContext(ctx, "DELETE FROM sessions WHERE expires < $1", millis(n.Created))
	}
	if err != nil {
		return fmt.Errorf("write session: %w", err)
	}
	return nil
}

// Session reads a session that has not run out.
func (s *Store) Session(ctx context.Context, digest string, now time.Time) (*Session, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT digest, user_id, csrf, created, seen, expires FROM sessions WHERE digest = $1 AND expires > $2", digest, millis(now))
	return oneOf(collect(rows, err, func(r *sql.Rows) (n Session, err error) {
		var created, seen, expires int64
		err = r.Scan(&n.Digest, &n.User, &n.CSRF, &created, &seen, &expires)
		n.Created, n.Seen, n.Expires = fromMillis(created), fromMillis(seen), fromMillis(expires)
		return n, err
	}))
}

// TouchSession notes that a session is used, and until when it now holds.
func (s *Store) TouchSession(ctx context.Context, digest string, now, expires time.Time) error {
	return s.touch(ctx, "touch session", "UPDATE sessions SET seen = $1, expires = $2 WHERE digest = $3", millis(now), millis(expires), digest)
}

// EndSession ends a session; EndSessions all of a user.
func (s *Store) EndSession(ctx context.Context, digest string) error {
	return s.touch(ctx, "end session", "DELETE FROM sessions WHERE digest = $1", digest)
}

// EndSessions ends all sessions of a user.
func (s *Store) EndSessions(ctx context.Context, user string) error {
	if _, err := s.db.ExecContext(ctx, "DELETE FROM sessions WHERE user_id = $1", user); err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	return nil
}

const tokenColumns = "digest, id, user_id, name, role, created, used, expires"

// AddToken writes a token down and fills in its ID.
func (s *Store) AddToken(ctx context.Context, t *Token, now time.Time) error {
	t.ID, t.Created = NewID(now), now
	_, err := s.db.ExecContext(ctx, "INSERT INTO tokens ("+tokenColumns+") VALUES ("+marks(1, 8)+")",
		t.Digest, t.ID, t.User, t.Name, string(t.Role), millis(t.Created), millis(t.Used), millis(t.Expires))
	if err != nil {
		return fmt.Errorf("write token: %w", err)
	}
	return nil
}

// Token reads a token that has not run out.
func (s *Store) Token(ctx context.Context, digest string, now time.Time) (*Token, error) {
	return oneOf(s.tokens(ctx, "WHERE digest = $1 AND (expires = 0 OR expires > $2)", digest, millis(now)))
}

// Tokens lists the tokens of a user, of all where user is "".
func (s *Store) Tokens(ctx context.Context, user string) ([]Token, error) {
	return s.tokens(ctx, "WHERE $1 = '' OR user_id = $1 ORDER BY id", user)
}

func (s *Store) tokens(ctx context.Context, rest string, args ...any) ([]Token, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT "+tokenColumns+" FROM tokens "+rest, args...)
	return collect(rows, err, func(r *sql.Rows) (t Token, err error) {
		var created, used, expires int64
		err = r.Scan(&t.Digest, &t.ID, &t.User, &t.Name, &t.Role, &created, &used, &expires)
		t.Created, t.Used, t.Expires = fromMillis(created), fromMillis(used), fromMillis(expires)
		return t, err
	})
}

// TokenUsed notes that a token is used.
func (s *Store) TokenUsed(ctx context.Context, digest string, now time.Time) error {
	return s.touch(ctx, "touch token", "UPDATE tokens SET used = $1 WHERE digest = $2", millis(now), digest)
}

// DeleteToken takes a token back.
func (s *Store) DeleteToken(ctx context.Context, id string) error {
	return s.touch(ctx, "delete token", "DELETE FROM tokens WHERE id = $1", id)
}

// Note writes down what somebody did.
func (s *Store) Note(ctx context.Context, a Act, now time.Time) error {
	_, err := s.db.ExecContext(ctx, "INSERT INTO audit (id, at, actor, action, object, detail) VALUES ("+marks(1, 6)+")", NewID(now), millis(now), a.Actor, a.Action, a.Object, a.Detail)
	if err != nil {
		return fmt.Errorf("write audit: %w", err)
	}
	return nil
}

// Acts lists what was done, the latest first, before the act with an id ("": from the end).
func (s *Store) Acts(ctx context.Context, before string, limit int) ([]Act, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT id, at, actor, action, object, detail FROM audit WHERE $1 = '' OR id < $1 ORDER BY id DESC LIMIT $2", before, limit)
	return collect(rows, err, func(r *sql.Rows) (a Act, err error) {
		var at int64
		err = r.Scan(&a.ID, &at, &a.Actor, &a.Action, &a.Object, &a.Detail)
		a.At = fromMillis(at)
		return a, err
	})
}

// Reply is what a program was answered, kept so that the same request with the same key is answered alike and done once.
type Reply struct {
	Actor, Key, Request string // Request: a hash of what was asked
	Status              int    // 0: it is being worked on
	Body                []byte
}

// Claim begins the answer to a request under a key. Where the key was used before, it returns what is known of that request instead.
func (s *Store) Claim(ctx context.Context, r *Reply, now time.Time, keep time.Duration) (earlier *Reply, err error) {
	if _, err := s.db.ExecContext(ctx, "DELETE FROM replies WHERE created < $1", millis(now.Add(-keep))); err != nil {
		return nil, fmt.Errorf("claim key: %w", err)
	}
	res, err := s.db.ExecContext(ctx, "INSERT INTO replies (actor, key, request, status, body, created) VALUES ("+marks(1, 6)+") ON CONFLICT (actor, key) DO NOTHING",
		r.Actor, r.Key, r.Request, 0, []byte{}, millis(now))
	if err != nil {
		return nil, fmt.Errorf("claim key: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n > 0 {
		return nil, err
	}
	e := Reply{Actor: r.Actor, Key: r.Key}
	err = s.db.QueryRowContext(ctx, "SELECT request, status, body FROM replies WHERE actor = $1 AND key = $2", r.Actor, r.Key).Scan(&e.Request, &e.Status, &e.Body)
	if err != nil {
		return nil, fmt.Errorf("claim key: %w", err)
	}
	return &e, nil
}

// Answer keeps what a claimed request was answered; with status 0 the claim is given up, so that it can be tried again.
func (s *Store) Answer(ctx context.Context, r *Reply) error {
	query, args := "UPDATE replies SET status = $1, body = $2 WHERE actor = $3 AND key = $4", []any{r.Status, r.Body, r.Actor, r.Key}
	if r.Status == 0 {
		query, args = "DELETE FROM replies WHERE actor = $1 AND key = $2", []any{r.Actor, r.Key}
	}
	return s.touch(ctx, "keep answer", query, args...)
}

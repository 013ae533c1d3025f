package web

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/shopvet/shopvet/catalogue"
)

// argon2id as the OWASP password storage cheat sheet asks for at least: 19 MiB, two passes, one lane.
const (
	hashMemory = 19 * 1024 // KiB
	hashPasses = 2
	hashLanes  = 1
	hashBytes  = 32
	saltBytes  = 16
)

const (
	minPassword = 12  // characters
	maxPassword = 256 // bytes: more only costs time
	maxUserName = 100
)

// hashed is what is kept of a password, in the form that others write as well.
func hashed(password string) string {
	salt := make([]byte, saltBytes)
	_, _ = rand.Read(salt) // never fails
	key := argon2.IDKey([]byte(password), salt, hashPasses, hashMemory, hashLanes, hashBytes)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, hashMemory, hashPasses, hashLanes, b64.EncodeToString(salt), b64.EncodeToString(key))
}

// matches reports whether a password is the one of which a hash was kept. It takes as long where there is none.
func matches(kept, password string) bool {
	var version, memory, passes, lanes uint32
	parts := strings.Split(kept, "$")
	known := len(parts) == 6
	if known {
		_, err1 := fmt.Sscanf(parts[2], "v=%d", &version)
		_, err2 := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &lanes)
		known = err1 == nil && err2 == nil && version == argon2.Version && memory <= 1<<20 && passes > 0 && passes <= 16 && lanes > 0 && lanes <= 16
	}
	var salt, want []byte
	if known {
		salt, _ = base64.RawStdEncoding.DecodeString(parts[4])
		want, _ = base64.RawStdEncoding.DecodeString(parts[5])
		known = len(salt) >= 8 && len(want) >= 16 && len(want) <= 64
	}
	if !known {
		salt, want, memory, passes, lanes = make([]byte, saltBytes), make([]byte, hashBytes), hashMemory, hashPasses, hashLanes
	}
	got := argon2.IDKey([]byte(password), salt, passes, memory, uint8(lanes), uint32(len(want))) //nolint:gosec // both were bounded above
	return subtle.ConstantTimeCompare(got, want) == 1 && known
}

// check tells whether a password is that of a user, nil standing for a user there is none of. Only few are hashed at a time: each takes
// memory.
func (s *Server) check(ctx context.Context, u *catalogue.User, password string) (bool, error) {
	select {
	case s.hashing <- struct{}{}:
	case <-ctx.Done():
		return false, ctx.Err()
	}
	defer func() { <-s.hashing }()
	kept := ""
	if u != nil && !u.Disabled {
		kept = u.Password
	}
	return matches(kept, password), nil
}

// goodPassword says what is wrong with a new password: the key of a text, "" where it is fine.
func goodPassword(password string) string {
	switch {
	case utf8.RuneCountInString(password) < minPassword:
		return "web.problem.password-short"
	case len(password) > maxPassword:
		return "web.problem.password-long"
	}
	return ""
}

// newPassword makes a password for somebody to type: 20 letters and digits, 103 bits.
func newPassword() string {
	const letters = "abcdefghijkmnpqrstuvwxyz23456789ABCDEFGHJKLMNPQRSTUVWXYZ" // none that is mistaken for another
	var b [20]byte
	for i := range b {
		for { // without preferring any: 56 letters do not divide 256
			var x [1]byte
			_, _ = rand.Read(x[:])
			if int(x[0]) < 256/len(letters)*len(letters) {
				b[i] = letters[int(x[0])%len(letters)]
				break
			}
		}
	}
	return string(b[:])
}

// FirstUser makes the user "admin" where there is no user yet, and returns the password, which is to be shown once; "" where there are users.
func FirstUser(ctx context.Context, store *catalogue.Store, now time.Time) (string, error) {
	list, err := store.Users(ctx)
	if err != nil || len(list) > 0 {
		return "", err
	}
	password := newPassword()
	err = store.PutUser(ctx, &catalogue.User{Name: "admin", Password: hashed(password), Role: catalogue.Admin}, now)
	if err != nil { // another server that starts at the same time was faster
		if _, known := store.UserByName(ctx, "admin"); known == nil {
			return "", nil
		}
		return "", errors.Join(errors.New("make first user"), err)
	}
	return password, store.Note(ctx, catalogue.Act{Actor: "shopvet", Action: "user.add", Object: "admin", Detail: "first start"}, now)
}

// ResetPassword gives a user a new password and lets them in again, ends their sessions, and returns the password: for whoever can reach the
// database and lost theirs.
func ResetPassword(ctx context.Context, store *catalogue.Store, name string, now time.Time) (string, error) {
	u, err := store.UserByName(ctx, name)
	if err != nil {
		return "", fmt.Errorf("user %s: %w", catalogue.Clean(name), err)
	}
	password := newPassword()
	u.Password, u.Disabled = hashed(password), false
	if err := store.PutUser(ctx, u, now); err != nil {
		return "", err
	}
	if err := store.EndSessions(ctx, u.ID); err != nil {
		return "", err
	}
	return password, store.Note(ctx, catalogue.Act{Actor: "command line", Action: "user.password", Object: u.Name}, now)
}

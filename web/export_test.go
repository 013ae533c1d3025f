package web

import (
	"context"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// Route is what tests know of a route.
type Route struct {
	Method, Path string
	Need         catalogue.Role
	Programs     bool
}

// Routes lists every route of a server.
func Routes(s *Server) []Route {
	var out []Route
	for _, r := range s.routes() {
		out = append(out, Route{r.method, r.path, r.need, r.kind == forPrograms})
	}
	return out
}

// Hashed is what is kept of a password.
func Hashed(password string) string { return hashed(password) }

// Hurry makes a server wait no longer than this for a request, so that a test need not wait for a minute.
func Hurry(s *Server, d time.Duration) { s.patience = patience{d, d} }

// Check tells whether a password is that of a user, nil standing for a user there is none of.
func Check(ctx context.Context, s *Server, u *catalogue.User, password string) (bool, error) {
	return s.check(ctx, u, password)
}

package web

import "github.com/shopvet/shopvet/catalogue"

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

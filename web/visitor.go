package web

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// visitor is who asks.
type visitor struct {
	User    *catalogue.User
	Role    catalogue.Role     // what may be done now: with a token perhaps less than the user may
	Session *catalogue.Session // nil where a token was shown
}

const (
	sessionIdle  = 12 * time.Hour     // after so long without a request a session ends
	sessionLife  = 7 * 24 * time.Hour // and after so long in any case
	sessionTouch = 5 * time.Minute    // a session's last use is written down no more often
	tokenTouch   = time.Minute
	tokenPrefix  = "shopvet_" // by which people and programs that look for leaked secrets know a token
)

// secret returns a new secret of 256 bits.
func secret() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// digest is what is kept of a secret. It has 256 bits by chance, so nothing slower is needed.
func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// visitorOf tells who asks; nil where nobody has signed in.
func (s *Server) visitorOf(c *call) (*visitor, error) {
	key, ok := strings.CutPrefix(c.r.Header.Get("Authorization"), "Bearer ")
	if !ok { // readers of feeds know only user name and password: there the key is the password
		_, key, ok = c.r.BasicAuth()
	}
	if ok && c.route.kind == forPrograms {
		return s.byToken(c, key)
	}
	if ok {
		return nil, nil
	}
	if s.o.UserHeader != "" {
		return s.byProxy(c)
	}
	return s.bySession(c)
}

// byToken knows a program.
func (s *Server) byToken(c *call, key string) (*visitor, error) {
	t, err := s.o.Store.Token(c.context(), digest(strings.TrimSpace(key)), c.now)
	if errors.Is(err, catalogue.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	u, err := s.user(c, t.User)
	if u == nil || err != nil {
		return nil, err
	}
	role := t.Role
	if !u.Role.Allows(role) { // the user may less than when the token was made
		role = u.Role
	}
	if c.now.Sub(t.Used) > tokenTouch {
		if err := s.o.Store.TokenUsed(c.context(), t.Digest, c.now); err != nil && !errors.Is(err, catalogue.ErrNotFound) {
			return nil, err
		}
	}
	return &visitor{User: u, Role: role}, nil
}

// user reads a user; nil for one who may not sign in.
func (s *Server) user(c *call, id string) (*catalogue.User, error) {
	u, err := s.o.Store.UserByID(c.context(), id)
	if errors.Is(err, catalogue.ErrNotFound) || err == nil && u.Disabled {
		return nil, nil
	}
	return u, err
}

// bySession knows a browser.
func (s *Server) bySession(c *call) (*visitor, error) {
	cookie, err := c.r.Cookie(s.cookieName(c.r, "session"))
	if err != nil || cookie.Value == "" {
		return nil, nil
	}
	session, err := s.o.Store.Session(c.context(), digest(cookie.Value), c.now)
	if errors.Is(err, catalogue.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	u, err := s.user(c, session.User)
	if u == nil || err != nil {
		return nil, err
	}
	if c.now.Sub(session.Seen) > sessionTouch {
		until := c.now.Add(sessionIdle)
		if end := session.Created.Add(sessionLife); until.After(end) {
			until = end
		}
		if err := s.o.Store.TouchSession(c.context(), session.Digest, c.now, until); err != nil && !errors.Is(err, catalogue.ErrNotFound) {
			return nil, err
		}
	}
	return &visitor{User: u, Role: u.Role, Session: session}, nil
}

// byProxy knows whom a reverse proxy of ours names. The session is only there for its secret against forged forms.
func (s *Server) byProxy(c *call) (*visitor, error) {
	name := strings.TrimSpace(c.r.Header.Get(s.o.UserHeader))
	if name == "" || len(name) > maxUserName || !s.fromProxy(c.r) {
		return nil, nil
	}
	u, err := s.external(c, "proxy:"+name, name)
	if u == nil || err != nil {
		return nil, err
	}
	if v, err := s.bySession(c); err != nil || v != nil && v.User.ID == u.ID {
		return v, err
	}
	session, err := s.begin(c, u)
	if err != nil {
		return nil, err
	}
	return &visitor{User: u, Role: u.Role, Session: session}, nil
}

// external reads the user whom another sign-in knows by a subject; who comes for the first time may look, and nothing else.
func (s *Server) external(c *call, subject, name string) (*catalogue.User, error) {
	u, err := s.o.Store.UserByExternal(c.context(), subject)
	switch {
	case err == nil && u.Disabled:
		return nil, nil
	case err == nil:
		return u, nil
	case !errors.Is(err, catalogue.ErrNotFound):
		return nil, err
	}
	// A local user of that name is somebody else: the name is made another, so that nobody takes over an account by a name.
	if _, err := s.o.Store.UserByName(c.context(), name); err == nil {
		name = subject
	}
	u = &catalogue.User{Name: name, Role: catalogue.Viewer, External: subject}
	if err := s.o.Store.PutUser(c.context(), u, c.now); err != nil {
		if again, err := s.o.Store.UserByExternal(c.context(), subject); err == nil {
			return again, nil // two first requests at once
		}
		return nil, err
	}
	return u, s.o.Store.Note(c.context(), catalogue.Act{Actor: name, Action: "user.first-seen", Object: u.ID, Detail: subject}, c.now)
}

// begin begins a session and hands the browser its secret.
func (s *Server) begin(c *call, u *catalogue.User) (*catalogue.Session, error) {
	key := secret()
	session := &catalogue.Session{Digest: digest(key), User: u.ID, CSRF: secret(), Created: c.now, Seen: c.now, Expires: c.now.Add(sessionIdle)}
	if err := s.o.Store.AddSession(c.context(), session); err != nil {
		return nil, err
	}
	http.SetCookie(c.w, s.cookie(c.r, "session", key, sessionLife))
	return session, nil
}

// cookieName is a cookie's name. By TLS it has the prefix that keeps other hosts of the same domain from setting it.
func (s *Server) cookieName(r *http.Request, name string) string {
	if s.byTLS(r) {
		return "__Host-shopvet-" + name
	}
	return "shopvet-" + name
}

func (s *Server) cookie(r *http.Request, name, value string, age time.Duration) *http.Cookie {
	return &http.Cookie{Name: s.cookieName(r, name), Value: value, Path: "/", MaxAge: int(age / time.Second), HttpOnly: true, Secure: s.byTLS(r), SameSite: http.SameSiteLaxMode}
}

// genuine reports whether a request that changes something was meant by who sends it: a page of ours bears the session's secret, which no
// other site can read. A token needs none: no browser adds it by itself.
func (c *call) genuine() bool {
	if c.who.Session == nil {
		return true
	}
	got := c.r.Header.Get("X-CSRF-Token")
	if got == "" && c.route.kind == forPeople {
		got = c.form("csrf")
	}
	return subtle.ConstantTimeCompare([]byte(got), []byte(c.who.Session.CSRF)) == 1
}

// peer is the address at the other end of the connection.
func peer(r *http.Request) netip.Addr {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}

// fromProxy reports whether a request comes from one of our reverse proxies.
func (s *Server) fromProxy(r *http.Request) bool { return s.isProxy(peer(r)) }

func (s *Server) isProxy(a netip.Addr) bool {
	for _, p := range s.o.Proxies {
		if a.IsValid() && p.Contains(a) {
			return true
		}
	}
	return false
}

// from is the visitor's address: behind our proxies the last one in their list that is none of them.
func (s *Server) from(r *http.Request) netip.Addr {
	at := peer(r)
	list := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(list) - 1; i >= 0 && s.isProxy(at); i-- {
		a, err := netip.ParseAddr(strings.TrimSpace(list[i]))
		if err != nil {
			break
		}
		at = a.Unmap().WithZone("")
	}
	return at
}

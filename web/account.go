package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/shopvet/shopvet/catalogue"
)

// accountView is a user's own page.
type accountView struct {
	User   catalogue.User
	Tokens []catalogue.Token
	Roles  []catalogue.Role
	Local  bool // the password is kept here
}

func roles() []catalogue.Role {
	return []catalogue.Role{catalogue.Viewer, catalogue.Operator, catalogue.Admin}
}

// rolesUpTo are the roles that somebody with a role can hand on.
func rolesUpTo(most catalogue.Role) []catalogue.Role {
	return slices.DeleteFunc(roles(), func(r catalogue.Role) bool { return !most.Allows(r) })
}

func (s *Server) accountPage(c *call) error { return s.account(c, http.StatusOK, "") }

// account shows the page, perhaps with why a form was not taken.
func (s *Server) account(c *call, status int, problem string) error {
	u := c.who.User
	tokens, err := s.o.Store.Tokens(c.context(), u.ID)
	if err != nil {
		return err
	}
	f := &frame{Section: "account", Title: c.words.Text("web.account.title"), Data: accountView{*u, tokens, rolesUpTo(u.Role), u.Password != ""}}
	if problem != "" {
		f.Problem = c.words.Text(problem)
	}
	return c.pageWith(status, "account", f)
}

// changePassword wants the old password, sets the new one and ends all other sessions.
func (s *Server) changePassword(c *call) error {
	u := c.who.User
	if !s.limits.try(s.from(c.r), u.Name) {
		return refuse(http.StatusTooManyRequests, "web.problem.limit")
	}
	old, fresh := c.r.PostFormValue("old"), c.r.PostFormValue("new")
	if len(old) > maxPassword {
		old = ""
	}
	right, err := s.check(c.context(), u, old)
	if err != nil {
		return err
	}
	if !right || u.Password == "" {
		return s.account(c, http.StatusBadRequest, "web.problem.old-password")
	}
	if problem := goodPassword(fresh); problem != "" {
		return s.account(c, http.StatusBadRequest, problem)
	}
	if err := s.setPassword(c, u, fresh); err != nil {
		return err
	}
	if _, err := s.begin(c, u); err != nil {
		return err
	}
	return c.back("/account", "password")
}

// setPassword sets a password, ends the user's sessions and writes it down.
func (s *Server) setPassword(c *call, u *catalogue.User, password string) error {
	u.Password = hashed(password)
	if err := s.o.Store.PutUser(c.context(), u, c.now); err != nil {
		return err
	}
	if err := s.o.Store.EndSessions(c.context(), u.ID); err != nil {
		return err
	}
	return c.did("user.password", u.Name, "")
}

// secretView shows a secret once.
type secretView struct {
	What, For, Secret, Back string
}

// addToken makes a key for programs and shows it once.
func (s *Server) addToken(c *call) error {
	role, days := catalogue.Role(c.form("role")), c.form("days")
	n, err := strconv.Atoi(nonEmpty(days, "0"))
	if err != nil || n < 0 || n > 3650 {
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	key, t, err := s.newToken(c, c.form("name"), role, n)
	if err != nil {
		return err
	}
	return c.page("secret", "account", c.words.Text("web.secret.token"), secretView{"token", t.Name, key, "/account"})
}

// newToken makes a token of the visitor's that may no more than they may themselves.
func (s *Server) newToken(c *call, name string, role catalogue.Role, days int) (string, *catalogue.Token, error) {
	if name == "" || len(name) > maxUserName || !slices.Contains(rolesUpTo(c.who.Role), role) {
		return "", nil, refuse(http.StatusBadRequest, "web.problem.field")
	}
	key := tokenPrefix + secret()
	t := &catalogue.Token{Digest: digest(key), User: c.who.User.ID, Name: name, Role: role}
	if days > 0 {
		t.Expires = c.now.Add(time.Duration(days) * 24 * time.Hour)
	}
	if err := s.o.Store.AddToken(c.context(), t, c.now); err != nil {
		return "", nil, err
	}
	return key, t, c.did("token.add", t.ID, name+" ("+string(role)+")")
}

// deleteToken takes a token back: one's own, an admin anybody's.
func (s *Server) deleteToken(c *call) error {
	id := c.r.PathValue("id")
	of := c.who.User.ID
	if c.who.Role.Allows(catalogue.Admin) {
		of = ""
	}
	list, err := s.o.Store.Tokens(c.context(), of)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(list, func(t catalogue.Token) bool { return t.ID == id }) {
		return catalogue.ErrNotFound
	}
	if err := s.o.Store.DeleteToken(c.context(), id); err != nil {
		return err
	}
	if err := c.did("token.delete", id, ""); err != nil {
		return err
	}
	return c.back("/account", "token-deleted")
}

// usersView is the list of users.
type usersView struct {
	Users  []catalogue.User
	Roles  []catalogue.Role
	Tokens map[string]int // by user
}

func (s *Server) usersPage(c *call) error {
	users, err := s.o.Store.Users(c.context())
	if err != nil {
		return err
	}
	tokens, err := s.o.Store.Tokens(c.context(), "")
	if err != nil {
		return err
	}
	v := usersView{users, roles(), map[string]int{}}
	for _, t := range tokens {
		v.Tokens[t.User]++
	}
	return c.page("users", "users", c.words.Text("web.users.title"), v)
}

// addUser adds a user with a password of our making, which is shown once.
func (s *Server) addUser(c *call) error {
	name, role := c.form("name"), catalogue.Role(c.form("role"))
	odd := strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) || r == ':' })
	if name == "" || len(name) > maxUserName || odd || !slices.Contains(roles(), role) {
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	if _, err := s.o.Store.UserByName(c.context(), name); !errors.Is(err, catalogue.ErrNotFound) {
		if err != nil {
			return err
		}
		return refuse(http.StatusConflict, "web.problem.taken")
	}
	password := newPassword()
	if err := s.o.Store.PutUser(c.context(), &catalogue.User{Name: name, Password: hashed(password), Role: role}, c.now); err != nil {
		return err
	}
	if err := c.did("user.add", name, string(role)); err != nil {
		return err
	}
	return c.page("secret", "users", c.words.Text("web.secret.password"), secretView{"password", name, password, "/users"})
}

package web

import (
	"errors"
	"net/http"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// signInForm is what the sign-in page shows.
type signInForm struct {
	Next, Name string
	Password   bool // whether users of this server can sign in here
	OIDC       bool
}

func (s *Server) signInForm(c *call, next string) signInForm {
	if !local(next) {
		next = ""
	}
	return signInForm{Next: next, Password: s.o.UserHeader == "", OIDC: s.oidc != nil}
}

// signInPage asks who is there.
func (s *Server) signInPage(c *call) error {
	form := s.signInForm(c, c.r.URL.Query().Get("next"))
	if c.who != nil {
		return c.back(nonEmpty(form.Next, "/"), "")
	}
	return c.page("signin", "", c.words.Text("web.signin.title"), form)
}

// signIn begins a session for who knows name and password.
func (s *Server) signIn(c *call) error {
	name, password := c.form("name"), c.r.PostFormValue("password")
	form := s.signInForm(c, c.form("next"))
	if !form.Password {
		return refuse(http.StatusForbidden, "web.problem.elsewhere")
	}
	form.Name = name
	if len(name) > maxUserName || len(password) > maxPassword {
		name, password = "", ""
	}
	if !s.limits.try(s.from(c.r), name) {
		s.counts.signIns.Add("limited", 1)
		return refuse(http.StatusTooManyRequests, "web.problem.limit")
	}
	u, err := s.o.Store.UserByName(c.context(), name)
	if err != nil && !errors.Is(err, catalogue.ErrNotFound) {
		return err
	}
	right, err := s.check(c.context(), u, password)
	if err != nil {
		return err
	}
	if !right {
		s.counts.signIns.Add("refused", 1)
		if err := s.act(c, name, "signin.refused", "", s.from(c.r).String()); err != nil {
			return err
		}
		f := &frame{Title: c.words.Text("web.signin.title"), Problem: c.words.Text("web.problem.password"), Data: form}
		return c.pageWith(http.StatusUnauthorized, "signin", f)
	}
	s.counts.signIns.Add("let-in", 1)
	if _, err := s.begin(c, u); err != nil {
		return err
	}
	if err := s.act(c, u.Name, "signin", "", s.from(c.r).String()); err != nil {
		return err
	}
	return c.back(nonEmpty(form.Next, "/"), "")
}

// signOut ends the session.
func (s *Server) signOut(c *call) error {
	if c.who.Session != nil {
		if err := s.o.Store.EndSession(c.context(), c.who.Session.Digest); err != nil && !errors.Is(err, catalogue.ErrNotFound) {
			return err
		}
	}
	http.SetCookie(c.w, s.cookie(c.r, "session", "", -time.Second))
	return c.back("/signin", "signed-out")
}

// act writes down what somebody did.
func (s *Server) act(c *call, actor, action, object, detail string) error {
	return s.o.Store.Note(c.context(), catalogue.Act{Actor: actor, Action: action, Object: object, Detail: detail}, c.now)
}

// did writes down what the visitor did.
func (c *call) did(action, object, detail string) error {
	return c.s.act(c, c.who.User.Name, action, object, detail)
}

func nonEmpty(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

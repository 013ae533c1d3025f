package web

import (
	"net/http"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/notify"
	"github.com/shopvet/shopvet/report"
)

// changeUser does one thing to a user: change the role, disable, enable, give a new password, or delete.
func (s *Server) changeUser(c *call) error {
	u, err := s.o.Store.UserByID(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	switch do := c.form("do"); do {
	case "password":
		password := newPassword()
		if err := s.setPassword(c, u, password); err != nil {
			return err
		}
		return c.page("secret", "users", c.words.Text("web.secret.password"), secretView{"password", u.Name, password, "/users"})
	case "role", "disable", "enable", "delete":
		if err := s.alterUser(c, u, do); err != nil {
			return err
		}
		return c.back("/users", "user-"+do)
	}
	return refuse(http.StatusBadRequest, "web.problem.field")
}

func (s *Server) alterUser(c *call, u *catalogue.User, do string) error {
	role := catalogue.Role(c.form("role"))
	if do == "role" && !slices.Contains(roles(), role) {
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	loses := do == "disable" || do == "delete" || do == "role" && role != catalogue.Admin
	if loses && u.Role == catalogue.Admin && !u.Disabled {
		if err := s.notTheLast(c, u); err != nil {
			return err
		}
	}
	var err error
	if do == "delete" {
		err = s.o.Store.DeleteUser(c.context(), u.ID)
	} else {
		switch do {
		case "role":
			u.Role = role
		case "disable":
			u.Disabled = true
		case "enable":
			u.Disabled = false
		}
		err = s.o.Store.PutUser(c.context(), u, c.now)
	}
	if err == nil && do == "disable" {
		err = s.o.Store.EndSessions(c.context(), u.ID)
	}
	if err != nil {
		return err
	}
	return c.did("user."+do, u.Name, string(role))
}

// notTheLast refuses to leave the server without an admin.
func (s *Server) notTheLast(c *call, u *catalogue.User) error {
	users, err := s.o.Store.Users(c.context())
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(users, func(o catalogue.User) bool { return o.ID != u.ID && o.Role == catalogue.Admin && !o.Disabled }) {
		return refuse(http.StatusConflict, "web.problem.last-admin")
	}
	return nil
}

// channelsView is where alerts are sent.
type channelsView struct {
	Channels []catalogue.Channel
	Kinds    []string
	Alerts   []catalogue.AlertKind
}

func (s *Server) channelsPage(c *call) error {
	list, err := s.o.Store.Channels(c.context())
	if err != nil {
		return err
	}
	return c.page("channels", "channels", c.words.Text("web.channels.title"), channelsView{list, notify.Kinds(), catalogue.AlertKinds()})
}

// addChannel adds a place to which alerts are sent. A webhook's secret is made here and shown once.
func (s *Server) addChannel(c *call) error {
	if err := c.r.ParseForm(); err != nil {
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	hours, err := strconv.ParseFloat(nonEmpty(c.form("digest"), "0"), 64)
	if err != nil || hours < 0 || hours > 24*31 {
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	n := &catalogue.Channel{Kind: c.form("kind"), Name: c.form("name"), Target: c.form("target"), Tag: c.form("tag"), Kinds: c.r.PostForm["kinds"], Digest: time.Duration(hours * float64(time.Hour)),
		Lang: nonEmpty(c.form("lang"), c.words.Lang())}
	if err := s.channel(c, n); err != nil {
		return err
	}
	if n.Secret == "" {
		return c.back("/channels", "channel-added")
	}
	return c.page("secret", "channels", c.words.Text("web.secret.webhook"), secretView{"webhook", n.Name, n.Secret, "/channels"})
}

// channel checks a channel and writes it down.
func (s *Server) channel(c *call, n *catalogue.Channel) error {
	if n.Name == "" || len(n.Name) > maxUserName || len(n.Target) > maxURL || len(n.Tag) > 60 || !slices.Contains(notify.Kinds(), n.Kind) || !slices.Contains(report.Languages(), n.Lang) || !s.goodTarget(n) {
		return refuse(http.StatusBadRequest, "web.problem.target")
	}
	for _, k := range n.Kinds {
		if !slices.Contains(catalogue.AlertKinds(), catalogue.AlertKind(k)) {
			return refuse(http.StatusBadRequest, "web.problem.field")
		}
	}
	if n.Kind == notify.Webhook {
		n.Secret = secret()
	}
	if err := s.o.Store.PutChannel(c.context(), n, c.now); err != nil {
		return err
	}
	return c.did("channel.add", n.ID, n.Kind+" "+n.Name)
}

// goodTarget reports whether alerts can be sent there: to an address of mail, or of the web. That a name leads into a private network is told
// when something is sent; here only addresses that say so themselves are refused.
func (s *Server) goodTarget(n *catalogue.Channel) bool {
	if n.Kind == notify.Email {
		a, err := mail.ParseAddress(n.Target)
		return err == nil && a.Name == "" && a.Address == n.Target
	}
	u, err := url.Parse(n.Target)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil && s.o.Reach(u) == nil
}

func (s *Server) deleteChannel(c *call) error {
	id := c.r.PathValue("id")
	if err := s.o.Store.DeleteChannel(c.context(), id); err != nil {
		return err
	}
	if err := c.did("channel.delete", id, ""); err != nil {
		return err
	}
	return c.back("/channels", "channel-deleted")
}

// auditView is what was done, by whom.
type auditView struct {
	Acts []catalogue.Act
	Next string
}

func (s *Server) auditPage(c *call) error {
	const most = 100
	list, err := s.o.Store.Acts(c.context(), c.r.URL.Query().Get("before"), most)
	if err != nil {
		return err
	}
	v := auditView{Acts: list}
	if len(list) == most {
		v.Next = "/audit?before=" + list[most-1].ID
	}
	return c.page("audit", "audit", c.words.Text("web.audit.title"), v)
}

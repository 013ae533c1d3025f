package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/notify"
	"github.com/shopvet/shopvet/report"
)

// alertRow is an alert with the name of whom it is about.
type alertRow struct {
	catalogue.Alert
	Seller catalogue.Seller
}

// alertsView is the list of alerts.
type alertsView struct {
	All   bool
	Kind  string
	Kinds []catalogue.AlertKind
	Rows  []alertRow
	Mutes []muteRow
	Next  string
}

// muteRow is a mute with the name of the seller it is about.
type muteRow struct {
	catalogue.Mute
	Name string
}

// alertRows adds the sellers' names.
func (s *Server) alertRows(c *call, list []catalogue.Alert) ([]alertRow, error) {
	known := map[string]*catalogue.Seller{}
	var out []alertRow
	for _, a := range list {
		n := known[a.Seller]
		if n == nil {
			var err error
			if n, err = s.o.Store.Seller(c.context(), a.Seller); errors.Is(err, catalogue.ErrNotFound) {
				continue // deleted this moment
			} else if err != nil {
				return nil, err
			}
			known[a.Seller] = n
		}
		out = append(out, alertRow{a, *n})
	}
	return out, nil
}

// alertsPage lists alerts, those that are open or all.
func (s *Server) alertsPage(c *call) error {
	q := c.r.URL.Query()
	v := alertsView{All: q.Get("all") == "1", Kind: q.Get("kind"), Kinds: catalogue.AlertKinds()}
	list, err := s.o.Store.Alerts(c.context(), catalogue.AlertFilter{Kind: catalogue.AlertKind(v.Kind), Open: !v.All, Before: q.Get("before"), Limit: 50})
	if err != nil {
		return err
	}
	if len(list) == 50 {
		v.Next = with(q, "/alerts", "before", list[49].ID)
	}
	if v.Rows, err = s.alertRows(c, list); err != nil {
		return err
	}
	mutes, err := s.o.Store.Mutes(c.context(), c.now)
	if err != nil {
		return err
	}
	for _, m := range mutes {
		row := muteRow{Mute: m}
		if n, err := s.o.Store.Seller(c.context(), m.Seller); err == nil {
			row.Name = sellerName(*n)
		}
		v.Mutes = append(v.Mutes, row)
	}
	return c.page("alerts", "alerts", c.words.Text("web.alerts.title"), v)
}

func (s *Server) acknowledge(c *call) error {
	id, note, to := c.r.PathValue("id"), c.form("note"), c.form("next")
	if len(note) > 500 {
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	if err := s.o.Store.Acknowledge(c.context(), id, c.who.User.Name, note, c.now); err != nil {
		return err
	}
	if err := c.did("alert.acknowledge", id, note); err != nil {
		return err
	}
	if !local(to) {
		to = "/alerts"
	}
	return c.back(to, "acknowledged")
}

// addMute keeps alerts from being sent for some days.
func (s *Server) addMute(c *call) error {
	m := catalogue.Mute{Seller: c.form("seller"), Tag: c.form("tag"), Kind: catalogue.AlertKind(c.form("kind")), Check: c.form("check"), Reason: c.form("reason"), By: c.who.User.Name}
	days, err := strconv.Atoi(c.form("days"))
	if err != nil || days < 1 || days > 366 {
		return refuse(http.StatusBadRequest, "web.problem.mute")
	}
	m.Until = c.now.Add(time.Duration(days) * 24 * time.Hour)
	if err := s.mute(c, &m); err != nil {
		return err
	}
	return c.back("/alerts", "muted")
}

// mute checks a mute and writes it down.
func (s *Server) mute(c *call, m *catalogue.Mute) error {
	if m.Reason == "" || len(m.Reason) > 500 || !m.Until.After(c.now) || m.Until.After(c.now.Add(mostGap)) || len(m.Tag) > 60 || len(m.Check) > 100 ||
		m.Kind != "" && !slices.Contains(catalogue.AlertKinds(), m.Kind) {
		return refuse(http.StatusBadRequest, "web.problem.mute")
	}
	if m.Seller != "" {
		if _, err := s.o.Store.Seller(c.context(), m.Seller); err != nil {
			return err
		}
	}
	if err := s.o.Store.AddMute(c.context(), m, c.now); err != nil {
		return err
	}
	return c.did("mute.add", m.ID, m.Reason)
}

func (s *Server) deleteMute(c *call) error {
	id := c.r.PathValue("id")
	if err := s.o.Store.DeleteMute(c.context(), id); err != nil {
		return err
	}
	if err := c.did("mute.delete", id, ""); err != nil {
		return err
	}
	return c.back("/alerts", "unmuted")
}

// alertsFeed tells the latest alerts to readers of feeds, in the language that the address names, since few readers say which they want.
func (s *Server) alertsFeed(c *call) error {
	list, err := s.o.Store.Alerts(c.context(), catalogue.AlertFilter{Heard: true, Limit: 50})
	if err != nil {
		return err
	}
	rows, err := s.alertRows(c, list)
	if err != nil {
		return err
	}
	sellers := map[string]*catalogue.Seller{}
	for i := range rows {
		sellers[rows[i].Seller.ID] = &rows[i].Seller
	}
	c.w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
	lang := c.r.URL.Query().Get("lang")
	if !slices.Contains(report.Languages(), lang) {
		lang = c.words.Lang()
	}
	return notify.Feed(c.w, lang, list, sellers, s.o.URL)
}

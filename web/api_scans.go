package web

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/verdict"
)

func (s *Server) apiScans(c *call) error {
	limit, err := c.limit()
	if err != nil {
		return err
	}
	state := catalogue.ScanState(nonEmpty(c.r.URL.Query().Get("state"), string(catalogue.Running)))
	if !slices.Contains([]catalogue.ScanState{catalogue.Queued, catalogue.Running, catalogue.Done, catalogue.GivenUp, catalogue.Cancelled}, state) {
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	list, err := s.o.Store.ScansIn(c.context(), state, limit)
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, listed(list, "", scanOut))
}

func (s *Server) apiScan(c *call) error {
	n, err := s.o.Store.Scan(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, scanOut(n))
}

func (s *Server) apiCancelScan(c *call) error {
	n, err := s.o.Store.Scan(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	err = s.o.Store.CancelScan(c.context(), n.ID, c.now)
	if errors.Is(err, catalogue.ErrNotFound) {
		return refuse(http.StatusConflict, "web.problem.begun")
	}
	if err != nil {
		return err
	}
	if err := c.did("scan.cancel", n.ID, n.Seller); err != nil {
		return err
	}
	c.w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) apiResult(c *call) error {
	n, err := s.o.Store.Result(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, resultOut(n))
}

// apiVerdict is the whole verdict, in the form that shopvet itself writes and reads.
func (s *Server) apiVerdict(c *call) error {
	v, err := s.o.Store.Verdict(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	c.w.Header().Set("Content-Type", "application/json")
	if err := verdict.Encode(c.w, v); err != nil {
		return fmt.Errorf("write verdict: %w", err)
	}
	return nil
}

func (s *Server) apiAlerts(c *call) error {
	limit, err := c.limit()
	if err != nil {
		return err
	}
	q := c.r.URL.Query()
	kind := catalogue.AlertKind(q.Get("kind"))
	if kind != "" && !slices.Contains(catalogue.AlertKinds(), kind) {
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	list, err := s.o.Store.Alerts(c.context(), catalogue.AlertFilter{Seller: q.Get("seller"), Kind: kind, Open: q.Get("open") == "1", Before: q.Get("after"), Limit: limit})
	if err != nil {
		return err
	}
	next := ""
	if len(list) == limit {
		next = list[limit-1].ID
	}
	return c.json(http.StatusOK, listed(list, next, alertOut))
}

func (s *Server) apiAcknowledge(c *call) error {
	var in struct {
		Note string `json:"note"`
	}
	if err := c.read(&in); err != nil {
		return err
	}
	id := c.r.PathValue("id")
	if in.Note = strings.TrimSpace(in.Note); len(in.Note) > 500 {
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	if err := s.o.Store.Acknowledge(c.context(), id, c.who.User.Name, in.Note, c.now); err != nil {
		return err
	}
	if err := c.did("alert.acknowledge", id, in.Note); err != nil {
		return err
	}
	a, err := s.o.Store.Alert(c.context(), id)
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, alertOut(a))
}

func (s *Server) apiMutes(c *call) error {
	list, err := s.o.Store.Mutes(c.context(), c.now)
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, listed(list, "", func(m *catalogue.Mute) catalogue.Mute { return *m }))
}

func (s *Server) apiAddMute(c *call) error {
	var in struct {
		Seller string              `json:"seller_id"`
		Tag    string              `json:"tag"`
		Kind   catalogue.AlertKind `json:"kind"`
		Check  string              `json:"check"`
		Reason string              `json:"reason"`
		Until  time.Time           `json:"until"`
	}
	if err := c.read(&in); err != nil {
		return err
	}
	m := &catalogue.Mute{Seller: in.Seller, Tag: in.Tag, Kind: in.Kind, Check: in.Check, Reason: strings.TrimSpace(in.Reason), Until: in.Until, By: c.who.User.Name}
	if err := s.mute(c, m); err != nil {
		return err
	}
	return c.json(http.StatusCreated, m)
}

func (s *Server) apiDeleteMute(c *call) error {
	id := c.r.PathValue("id")
	if err := s.o.Store.DeleteMute(c.context(), id); err != nil {
		return err
	}
	if err := c.did("mute.delete", id, ""); err != nil {
		return err
	}
	c.w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) apiWebhooks(c *call) error {
	list, err := s.o.Store.Channels(c.context())
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, listed(list, "", webhookOut))
}

// apiAddWebhook adds a place to which alerts are sent. The secret by which messages to a webhook are signed is in this answer only.
func (s *Server) apiAddWebhook(c *call) error {
	var in struct {
		Kind   string   `json:"kind"`
		Name   string   `json:"name"`
		Target string   `json:"target"`
		Tag    string   `json:"tag"`
		Kinds  []string `json:"kinds"`
		Digest int      `json:"digest_seconds"`
		Lang   string   `json:"lang"`
	}
	if err := c.read(&in); err != nil {
		return err
	}
	if in.Digest < 0 || in.Digest > 31*24*3600 {
		return refuse(http.StatusBadRequest, "web.problem.field")
	}
	n := &catalogue.Channel{Kind: nonEmpty(in.Kind, "webhook"), Name: strings.TrimSpace(in.Name), Target: in.Target, Tag: in.Tag, Kinds: in.Kinds, Digest: time.Duration(in.Digest) * time.Second, Lang: nonEmpty(in.Lang, "en")}
	if err := s.channel(c, n); err != nil {
		return err
	}
	out := webhookOut(n)
	out.Secret = n.Secret
	return c.json(http.StatusCreated, out)
}

func (s *Server) apiDeleteWebhook(c *call) error {
	id := c.r.PathValue("id")
	if err := s.o.Store.DeleteChannel(c.context(), id); err != nil {
		return err
	}
	if err := c.did("channel.delete", id, ""); err != nil {
		return err
	}
	c.w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) apiChecks(c *call) error {
	counts, _, err := s.checkCounts(c)
	if err != nil {
		return err
	}
	ids := slices.Sorted(maps.Keys(s.o.Rules))
	return c.json(http.StatusOK, listed(ids, "", func(id *string) apiCheck {
		r := s.o.Rules[*id]
		return apiCheck{*id, r.Title, r.Why, r.Fix, r.Factor, r.Severity, r.Experimental, counts[*id]}
	}))
}

func (s *Server) apiWorkers(c *call) error {
	list, err := s.workers(c)
	if err != nil {
		return err
	}
	return c.json(http.StatusOK, listed(list, "", workerOut))
}

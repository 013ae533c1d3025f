package web

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/shopvet/shopvet/catalogue"
)

// apiPath is where the API lies. A later version that answers otherwise gets a path of its own.
const apiPath = "/api/v1"

//go:embed openapi.json
var openAPI []byte

// apiRoutes are those of the API; openapi.json describes them, and a test holds the two together.
func (s *Server) apiRoutes() []route {
	const get, post, patch, del = http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete
	seller, scan := apiPath+"/sellers/{id}", apiPath+"/scans/{id}"
	list := []route{
		{get, apiPath + "/overview", catalogue.Viewer, s.apiOverview, 0, forPrograms},
		{get, apiPath + "/sellers", catalogue.Viewer, s.apiSellers, 0, forPrograms},
		{post, apiPath + "/sellers", catalogue.Operator, s.apiAddSellers, 4 << 20, forPrograms},
		{get, seller, catalogue.Viewer, s.apiSeller, 0, forPrograms},
		{patch, seller, catalogue.Operator, s.apiChangeSeller, 0, forPrograms},
		{del, seller, catalogue.Admin, s.apiDeleteSeller, 0, forPrograms},
		{get, seller + "/results", catalogue.Viewer, s.apiResults, 0, forPrograms},
		{get, seller + "/findings", catalogue.Viewer, s.apiFindings, 0, forPrograms},
		{get, seller + "/diff", catalogue.Viewer, s.apiDiff, 0, forPrograms},
		{get, seller + "/shared", catalogue.Operator, s.apiShared, 0, forPrograms},
		{get, seller + "/scans", catalogue.Viewer, s.apiScansOf, 0, forPrograms},
		{post, seller + "/scans", catalogue.Operator, s.apiScanNow, 0, forPrograms},
		{get, apiPath + "/scans", catalogue.Viewer, s.apiScans, 0, forPrograms},
		{get, scan, catalogue.Viewer, s.apiScan, 0, forPrograms},
		{del, scan, catalogue.Operator, s.apiCancelScan, 0, forPrograms},
		{get, scan + "/result", catalogue.Viewer, s.apiResult, 0, forPrograms},
		{get, scan + "/verdict", catalogue.Viewer, s.apiVerdict, 0, forPrograms},
		{get, scan + "/archive", catalogue.Viewer, s.archive, 0, forPrograms},
		{get, apiPath + "/alerts", catalogue.Viewer, s.apiAlerts, 0, forPrograms},
		{post, apiPath + "/alerts/{id}/acknowledge", catalogue.Operator, s.apiAcknowledge, 0, forPrograms},
		{get, apiPath + "/mutes", catalogue.Viewer, s.apiMutes, 0, forPrograms},
		{post, apiPath + "/mutes", catalogue.Operator, s.apiAddMute, 0, forPrograms},
		{del, apiPath + "/mutes/{id}", catalogue.Operator, s.apiDeleteMute, 0, forPrograms},
		{get, apiPath + "/webhooks", catalogue.Admin, s.apiWebhooks, 0, forPrograms},
		{post, apiPath + "/webhooks", catalogue.Admin, s.apiAddWebhook, 0, forPrograms},
		{del, apiPath + "/webhooks/{id}", catalogue.Admin, s.apiDeleteWebhook, 0, forPrograms},
		{get, apiPath + "/checks", catalogue.Viewer, s.apiChecks, 0, forPrograms},
		{get, apiPath + "/workers", catalogue.Viewer, s.apiWorkers, 0, forPrograms},
	}
	for i := range list {
		if list[i].method == post {
			list[i].serve = s.once(list[i].serve)
		}
	}
	return list
}

// apiDocument is the description of the API.
func (s *Server) apiDocument(c *call) error {
	c.w.Header().Set("Content-Type", "application/json")
	_, err := c.w.Write(openAPI)
	return err
}

// json answers with JSON.
func (c *call) json(status int, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("make answer: %w", err)
	}
	c.w.Header().Set("Content-Type", "application/json")
	c.w.WriteHeader(status)
	_, err = c.w.Write(append(data, '\n'))
	return err
}

// problem tells a program what went wrong, as RFC 9457 has it.
func (c *call) problem(e *refusal) {
	data, _ := json.Marshal(map[string]any{"type": "about:blank", "title": http.StatusText(e.status), "status": e.status, "detail": c.s.pages["en"].words.Text(e.key, e.slots...)})
	c.w.Header().Set("Content-Type", "application/problem+json")
	c.w.WriteHeader(e.status)
	_, _ = c.w.Write(append(data, '\n'))
}

// read reads what a program sends; a field that does not exist is refused, since it is a mistake that would otherwise pass unnoticed.
func (c *call) read(into any) error {
	d := json.NewDecoder(c.r.Body)
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("something follows the JSON value")
		}
	}
	var tooMuch *http.MaxBytesError
	if errors.As(err, &tooMuch) {
		return err
	}
	if err != nil {
		return refuse(http.StatusBadRequest, "web.problem.json", "why", err.Error())
	}
	return nil
}

// keepReplies is how long an idempotency key is remembered.
const keepReplies = 24 * time.Hour

// once makes a request that bears an idempotency key be done once: the same request with the same key is answered as the first time.
func (s *Server) once(serve func(*call) error) func(*call) error {
	return func(c *call) error {
		key := c.r.Header.Get("Idempotency-Key")
		if key == "" {
			return serve(c)
		}
		if len(key) > 200 {
			return refuse(http.StatusBadRequest, "web.problem.key")
		}
		body, err := io.ReadAll(c.r.Body)
		if err != nil {
			return err
		}
		c.r.Body = io.NopCloser(bytes.NewReader(body))
		sum := sha256.Sum256([]byte(c.r.Method + " " + c.r.URL.Path + "\n" + string(body)))
		reply := &catalogue.Reply{Actor: c.who.User.ID, Key: key, Request: hex.EncodeToString(sum[:])}
		earlier, err := s.o.Store.Claim(c.context(), reply, c.now, keepReplies)
		if err != nil {
			return err
		}
		if earlier != nil {
			return c.replay(earlier, reply)
		}
		return s.answerOnce(c, reply, serve)
	}
}

// replay answers a request that was made before.
func (c *call) replay(earlier, now *catalogue.Reply) error {
	switch {
	case earlier.Request != now.Request:
		return refuse(http.StatusUnprocessableEntity, "web.problem.key-other")
	case earlier.Status == 0:
		return refuse(http.StatusConflict, "web.problem.key-busy")
	}
	c.w.Header().Set("Content-Type", "application/json")
	c.w.Header().Set("Idempotent-Replayed", "true")
	c.w.WriteHeader(earlier.Status)
	_, err := c.w.Write(earlier.Body)
	return err
}

// answerOnce answers and keeps the answer; what failed can be tried again.
func (s *Server) answerOnce(c *call, reply *catalogue.Reply, serve func(*call) error) error {
	out := &copied{ResponseWriter: c.w}
	inner := *c
	inner.w = out
	err := serve(&inner)
	if err == nil && out.code < http.StatusBadRequest {
		reply.Status, reply.Body = out.code, out.body.Bytes()
	}
	if kept := s.o.Store.Answer(c.context(), reply); kept != nil && err == nil {
		s.log.Error("keep answer", "error", kept)
	}
	return err
}

// copied keeps what is answered.
type copied struct {
	http.ResponseWriter
	code int
	body bytes.Buffer
}

func (w *copied) WriteHeader(code int) {
	w.code = code
	w.ResponseWriter.WriteHeader(code)
}

func (w *copied) Write(b []byte) (int, error) {
	w.body.Write(b)
	return w.ResponseWriter.Write(b)
}

// limit reads how many of a list are wanted.
func (c *call) limit() (int, error) {
	l := c.r.URL.Query().Get("limit")
	if l == "" {
		return 50, nil
	}
	n, err := strconv.Atoi(l)
	if err != nil || n < 1 || n > 500 {
		return 0, refuse(http.StatusBadRequest, "web.problem.field")
	}
	return n, nil
}

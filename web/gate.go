package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/report"
)

// policy lets a browser load our own style, script and pictures and send forms to us: whatever a shop wrote stays inert.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// tracer makes a span of each request; they go nowhere unless the program sends traces.
var tracer = otel.Tracer("github.com/shopvet/shopvet/web")

// call is one request on its way through a handler.
type call struct {
	s     *Server
	w     http.ResponseWriter
	r     *http.Request
	who   *visitor // nil where nobody has signed in
	words report.Words
	now   time.Time
	route *route
}

// context is the request's.
func (c *call) context() context.Context { return c.r.Context() }

// refusal is an answer that is no success: what it says is shown to the visitor.
type refusal struct {
	status int
	key    string // of a text
	slots  []any
	err    error // what lies behind it, for the log alone
}

func (e *refusal) Error() string {
	if e.err != nil {
		return e.err.Error()
	}
	return e.key
}

func (e *refusal) Unwrap() error { return e.err }

// refuse makes an error of which the visitor is told.
func refuse(status int, key string, slots ...any) error {
	return &refusal{status: status, key: key, slots: slots}
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if s.byTLS(r) {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	if _, pattern := s.mux.Handler(r); pattern == "" && r.Method == http.MethodGet && !strings.HasPrefix(r.URL.Path, apiPath) {
		s.missing.ServeHTTP(w, r)
		return
	}
	s.mux.ServeHTTP(w, r)
}

// nowhere answers somebody who asks for an address that is none, with a page from which one gets on.
func (s *Server) nowhere(*call) error { return refuse(http.StatusNotFound, "web.problem.missing") }

// byTLS reports whether the browser's own connection is encrypted.
func (s *Server) byTLS(r *http.Request) bool { return s.secure || r.TLS != nil }

// guarded is a route with all that stands before it: who may, from where, how much.
func (s *Server) guarded(r route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		begin := s.now()
		out := &recorder{ResponseWriter: w}
		ctx, span := tracer.Start(otel.GetTextMapPropagator().Extract(req.Context(), propagation.HeaderCarrier(req.Header)), r.method+" "+r.path, trace.WithSpanKind(trace.SpanKindServer))
		defer span.End()
		req = req.WithContext(ctx)
		most := r.most
		if most == 0 {
			most = smallBody
		}
		req.Body = http.MaxBytesReader(out, req.Body, most)
		c := &call{s: s, w: out, r: req, words: s.wordsFor(req), now: begin, route: &r}
		err := c.run()
		if err != nil && !out.begun {
			c.fail(err)
		}
		c.note(out.status(), s.now().Sub(begin), err)
		span.SetAttributes(attribute.Int("http.response.status_code", out.status()))
	})
}

// run lets a request in, or not, and answers it.
func (c *call) run() (err error) {
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler { //nolint:errorlint // it is that very value
				panic(p)
			}
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	unsafe := c.r.Method != http.MethodGet && c.r.Method != http.MethodHead
	if err := c.s.origins.Check(c.r); err != nil {
		return &refusal{status: http.StatusForbidden, key: "web.problem.origin", err: err}
	}
	if c.who, err = c.s.visitorOf(c); err != nil {
		return err
	}
	if c.route.need == nobody {
		return c.route.serve(c)
	}
	if c.who == nil {
		return c.unknown()
	}
	if !c.who.Role.Allows(c.route.need) {
		return refuse(http.StatusForbidden, "web.problem.role", "role", c.words.Text("web.role."+string(c.route.need)))
	}
	if err := c.parse(); err != nil {
		return err
	}
	if unsafe && !c.genuine() {
		return refuse(http.StatusForbidden, "web.problem.csrf")
	}
	return c.route.serve(c)
}

// parse reads the form that a person sends. It is bounded by the route and stays in memory: there are no files to be left behind.
func (c *call) parse() error {
	if c.route.kind == forPrograms || c.r.Method != http.MethodPost {
		return nil
	}
	var tooMuch *http.MaxBytesError
	err := c.r.ParseForm()
	if err == nil {
		err = c.r.ParseMultipartForm(listBody)
	}
	switch {
	case err == nil, errors.Is(err, http.ErrNotMultipart):
		return nil
	case errors.As(err, &tooMuch):
		return err
	}
	return &refusal{status: http.StatusBadRequest, key: "web.problem.field", err: err}
}

// unknown answers somebody who has not signed in: people are led to the sign-in, programs are told.
func (c *call) unknown() error {
	if c.route.kind == forPrograms {
		c.w.Header().Set("WWW-Authenticate", `Basic realm="shopvet", charset="UTF-8"`)
		c.w.Header().Add("WWW-Authenticate", `Bearer realm="shopvet"`)
		return refuse(http.StatusUnauthorized, "web.problem.token")
	}
	if c.r.Method != http.MethodGet {
		return refuse(http.StatusUnauthorized, "web.problem.signin")
	}
	to := "/signin"
	if c.r.URL.Path != "/" && c.r.URL.Path != "/events" {
		to += "?next=" + queryEscape(c.r.URL.RequestURI())
	}
	http.Redirect(c.w, c.r, to, http.StatusSeeOther)
	return nil
}

// fail tells what went wrong.
func (c *call) fail(err error) {
	var refused *refusal
	var tooMuch *http.MaxBytesError
	switch {
	case errors.As(err, &refused):
	case errors.As(err, &tooMuch):
		refused = &refusal{status: http.StatusRequestEntityTooLarge, key: "web.problem.large"}
	case errors.Is(err, catalogue.ErrNotFound):
		refused = &refusal{status: http.StatusNotFound, key: "web.problem.missing"}
	case errors.Is(err, catalogue.ErrCursor):
		refused = &refusal{status: http.StatusBadRequest, key: "web.problem.cursor"}
	default:
		refused = &refusal{status: http.StatusInternalServerError, key: "web.problem.ours"}
	}
	if c.route.kind == forPrograms {
		c.problem(refused)
		return
	}
	c.problemPage(refused)
}

// note writes a request down.
func (c *call) note(status int, took time.Duration, err error) {
	c.s.counts.answered(c.route, status, took)
	level := c.s.log.Debug
	attrs := []any{"method", c.r.Method, "route", c.route.path, "status", status, "ms", took.Milliseconds(), "from", c.s.from(c.r)}
	if c.who != nil {
		attrs = append(attrs, "user", c.who.User.Name)
	}
	if status >= http.StatusInternalServerError {
		level = c.s.log.Error
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		attrs = append(attrs, "error", err.Error())
	}
	level("request", attrs...)
}

// recorder remembers the status of an answer.
type recorder struct {
	http.ResponseWriter
	code  int
	begun bool
}

func (r *recorder) WriteHeader(code int) {
	if !r.begun {
		r.begun, r.code = true, code
	}
	r.ResponseWriter.WriteHeader(code)
}

func (r *recorder) Write(b []byte) (int, error) {
	if !r.begun {
		r.begun, r.code = true, http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

// Unwrap gives http.ResponseController what lies below.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func (r *recorder) status() int {
	if r.code == 0 {
		return http.StatusOK
	}
	return r.code
}

// local reports whether an address to go to next lies on this server.
func local(path string) bool {
	return strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") && !strings.ContainsAny(path, "\\\r\n\t")
}

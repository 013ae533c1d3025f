package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/shopvet/shopvet/internal/served"
	"github.com/shopvet/shopvet/internal/shopgen"
)

// state is how a shop is in one round.
type state struct {
	flaws []shopgen.Flaw
	cert  string // "" a good one, "soon" one that ends in ten days, "other" one for another name
	names bool   // the seller goes by another name and number
	down  bool
}

// stage is a shop whose state changes from round to round.
type stage struct {
	host string // without port
	port string

	mu     sync.Mutex
	now    state
	shop   *shopgen.Shop
	server *http.Server
	cert   *tls.Certificate
}

// newStage makes a shop that is served from a port of its own.
func newStage(ctx context.Context, host string) (*stage, error) {
	address, err := served.QuietPort(ctx)
	if err != nil {
		return nil, err
	}
	_, port, err := net.SplitHostPort(address)
	return &stage{host: host, port: port}, err
}

func (s *stage) url() string { return "https://" + s.host + ":" + s.port + "/" }

// set puts a shop into a state.
func (s *stage) set(ctx context.Context, a *served.Authority, seed uint64, to state) error {
	if err := s.close(); err != nil || to.down {
		return err
	}
	shop, err := shopgen.New(shopgen.Options{Seed: seed, Products: 10, Market: "uk", Domain: s.host, Plain: true, Flaws: to.flaws})
	if err != nil {
		return err
	}
	name, left := s.host, 60
	switch to.cert {
	case "soon":
		left = 10
	case "other":
		name = "another.test"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cert == nil || s.now.cert != to.cert { // the same one stays in use from round to round
		if s.cert, err = a.Issue(name, left); err != nil {
			return err
		}
	}
	s.shop, s.now = shop, to
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:"+s.port)
	if err != nil {
		return err
	}
	s.server = &http.Server{Handler: http.HandlerFunc(s.serve), TLSConfig: &tls.Config{Certificates: []tls.Certificate{*s.cert}}, ReadHeaderTimeout: time.Minute, ErrorLog: log.New(io.Discard, "", 0)}
	go s.server.ServeTLS(l, "", "") // ends with close
	return nil
}

func (s *stage) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.server == nil {
		return nil
	}
	err := s.server.Close()
	s.server = nil
	return err
}

// serve answers for the shop as it is now, under another seller's name if that is its state.
func (s *stage) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	shop, renamed := s.shop, s.now.names
	s.mu.Unlock()
	if !renamed {
		shop.ServeHTTP(w, r)
		return
	}
	rec := httptest.NewRecorder()
	shop.ServeHTTP(rec, r)
	body := rec.Body.Bytes()
	if strings.HasPrefix(rec.Header().Get("Content-Type"), "text/html") {
		body = bytes.ReplaceAll(body, []byte(shop.Oracle().LegalName), []byte("Moorgate Wax Works Ltd"))
	}
	for k, v := range rec.Header() {
		w.Header()[k] = v
	}
	w.Header().Del("Content-Length")
	w.WriteHeader(rec.Code)
	_, _ = w.Write(body)
}

func writeFile(name string, data []byte) error {
	if err := os.WriteFile(name, data, 0o600); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

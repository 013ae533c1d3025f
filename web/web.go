// Package web serves the dashboard and the JSON API.
//
// It reads the catalogue and asks for scans; it never visits a shop itself. Every page works without script.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/verdict"
)

// Queue is asked for scans.
type Queue interface {
	// ScanNow asks for a look at a seller as soon as one can be made, and returns the scan. Where one waits or is under way already, that
	// is returned.
	ScanNow(ctx context.Context, n *catalogue.Seller, cause string) (*catalogue.Scan, error)
}

// Options say what is served and to whom. Store, Queue, Rules, Sellers and Reach must be given.
type Options struct {
	Store *catalogue.Store
	Queue Queue
	Rules map[string]verdict.Rule // of every check, by its id
	// Sellers says how lists of sellers are read: what is an address, and which markets and profiles there are.
	Sellers catalogue.ImportOptions

	Archives string // folder that holds the archives of scans; "" where none are kept
	Version  string // of shopvet
	URL      string // the address by which browsers reach the server, where it is another than they ask it for, as behind a proxy

	Proxies    []netip.Prefix // from where a reverse proxy speaks; only there is what it says of the visitor believed
	UserHeader string         // the header field in which such a proxy names who has signed in; "" for none
	OIDC       *OIDC          // another server that knows the users; nil for none

	// Reach says why an address may not be asked for, since it lies in a private network: of a shop, or where alerts are sent. It judges by what
	// the address itself says; a name is judged when it is visited.
	Reach func(*url.URL) error
	Log   *slog.Logger
	Now   func() time.Time // nil for the clock
}

// Server answers for the dashboard and the API. It is safe for concurrent use.
type Server struct {
	o        Options
	log      *slog.Logger
	now      func() time.Time
	mux      *http.ServeMux
	origins  *http.CrossOriginProtection
	secure   bool // browsers reach it by TLS
	archives *os.Root
	pages    map[string]*pages // by language
	limits   *limiter
	hashing  chan struct{} // how many passwords are hashed at once
	live     *hub
	counts   *counts
	found    kept[[]catalogue.CheckCount] // of each check: at how many sellers it finds something
	shared   kept[[]catalogue.Shared]     // by kind
	oidc     *oidcClient
	patience patience
	missing  http.Handler // for addresses that are no route
}

// New makes a server. Close gives back what it holds.
func New(o Options) (*Server, error) {
	if o.Store == nil || o.Queue == nil || o.Rules == nil || o.Sellers.Address == nil || o.Reach == nil {
		return nil, errors.New("web: Store, Queue, Rules, Sellers and Reach must be given")
	}
	s := &Server{o: o, log: o.Log, now: o.Now, mux: http.NewServeMux(), origins: http.NewCrossOriginProtection(), pages: allPages(),
		hashing: make(chan struct{}, 2), counts: newCounts(), patience: usual}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	s.limits = newLimiter(s.now)
	if err := s.origin(); err != nil {
		return nil, err
	}
	if o.Archives != "" {
		var err error
		if s.archives, err = os.OpenRoot(o.Archives); err != nil {
			return nil, fmt.Errorf("open folder of archives: %w", err)
		}
	}
	if o.OIDC != nil {
		s.oidc = newOIDC(*o.OIDC, strings.TrimSuffix(o.URL, "/"))
	}
	s.live = newHub(o.Store, s.log)
	s.found = kept[[]catalogue.CheckCount]{age: countAge, log: s.log, make: func(ctx context.Context, _ string) ([]catalogue.CheckCount, error) { return o.Store.CheckCounts(ctx) }}
	s.shared = kept[[]catalogue.Shared]{age: countAge, log: s.log, make: func(ctx context.Context, kind string) ([]catalogue.Shared, error) {
		return o.Store.SharedTraits(ctx, kind, 100)
	}}
	s.missing = s.guarded(route{http.MethodGet, "nowhere", nobody, s.nowhere, 0, forPeople})
	for _, r := range s.routes() {
		s.mux.Handle(r.method+" "+r.path, s.guarded(r))
	}
	return s, nil
}

// countAge is how old a count over the whole catalogue may be.
const countAge = 30 * time.Second

// origin reads the address by which browsers reach the server.
func (s *Server) origin() error {
	if s.o.URL == "" {
		if s.o.OIDC != nil {
			return errors.New("web: OIDC needs the address by which browsers reach this server")
		}
		return nil
	}
	u, err := url.Parse(s.o.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" {
		return fmt.Errorf("web: %q is no address like https://vet.example.org", s.o.URL)
	}
	s.secure = u.Scheme == "https"
	return s.origins.AddTrustedOrigin(u.Scheme + "://" + u.Host)
}

// Close ends what goes on beside requests.
func (s *Server) Close() error {
	s.live.close()
	if s.archives != nil {
		return s.archives.Close()
	}
	return nil
}

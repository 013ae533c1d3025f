package main

import (
	"crypto/tls"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/shopvet/shopvet/internal/served"
	"github.com/shopvet/shopvet/internal/shopgen"
)

// street serves many shops, told apart by their names: in every language, most with a few flaws, some that do not let anybody in.
type street struct {
	mu    sync.RWMutex
	shops []*shopgen.Shop // nil: nothing but an error comes from there
	names []string
	round uint64
	ca    *served.Authority
	certs map[string]*tls.Certificate // by name
}

func newStreet(n int) (*street, error) {
	ca, err := served.NewAuthority()
	if err != nil {
		return nil, err
	}
	s := &street{shops: make([]*shopgen.Shop, n), names: make([]string, n), ca: ca, certs: map[string]*tls.Certificate{}}
	for i := range n {
		if err := s.make(i); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// make makes a shop anew, with other flaws each round.
func (s *street) make(i int) error {
	if i%25 == 7 { // out of order for good
		s.names[i] = fmt.Sprint("Out of order ", i)
		return nil
	}
	chance := rand.New(rand.NewPCG(uint64(i), s.round)) //nolint:gosec // the same shops each time
	o := shopgen.Options{Seed: uint64(i), Products: 12, Domain: fmt.Sprintf("shop%d.test", i), Lang: shopgen.Languages()[i%len(shopgen.Languages())], Plain: true}
	for range chance.IntN(5) {
		f := shopgen.Flaws()[chance.IntN(len(shopgen.Flaws()))]
		slow := f.Flaw == shopgen.FlawTimeouts || f.Flaw == shopgen.FlawSlowHTML || f.Flaw == shopgen.FlawSlowTTFB || f.Flaw == shopgen.FlawSlowCart
		if !slow && f.Markets == nil && !slices.Contains(o.Flaws, f.Flaw) {
			o.Flaws = append(o.Flaws, f.Flaw)
		}
	}
	shop, err := shopgen.New(o)
	if err != nil {
		return fmt.Errorf("shop %d with %v: %w", i, o.Flaws, err)
	}
	s.shops[i], s.names[i] = shop, shop.Oracle().Name
	return nil
}

// change gives each tenth shop other flaws.
func (s *street) change() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.round++
	for i := 0; i < len(s.shops); i += 10 {
		_ = s.make(i) // what cannot be made stays as it was
	}
}

// list is the list of sellers as it is imported.
func (s *street) list(port string) string {
	var b strings.Builder
	b.WriteString("url,name,owner,tags\n")
	tags := []string{"gold", "silver", "new", "gold watch", "fragile"}
	for i, name := range s.names {
		tag := tags[i%len(tags)]
		if j := i - 2; j >= 0 && j < len(oddNames) {
			name, tag = oddNames[j], "odd"
		}
		fmt.Fprintf(&b, "https://shop%d.test:%s/,\"%s\",M-%04d,%s\n", i, port, strings.ReplaceAll(name, `"`, `""`), i, tag)
	}
	return b.String()
}

// oddNames are such as pages fall apart from: markup, writing from right to left with marks that turn it around, one long word, a formula.
var oddNames = []string{
	`<script>alert(1)</script>"' onmouseover=x {{.}}`, "متجر الشموع الجميلة في دمشق", "abc\u202egnp.exe \u2066turned\u2069", strings.Repeat("Donaudampfschifffahrt", 9), `=HYPERLINK("https://evil.example","Click")`,
}

// certificate is that of a shop, made when it is first asked for.
func (s *street) certificate(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.certs[hello.ServerName]
	if c == nil {
		var err error
		if c, err = s.ca.Issue(hello.ServerName, 60); err != nil {
			return nil, err
		}
		s.certs[hello.ServerName] = c
	}
	return c, nil
}

func (s *street) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	i := number(r.Host)
	s.mu.RLock()
	var shop *shopgen.Shop
	if i >= 0 && i < len(s.shops) {
		shop = s.shops[i]
	}
	s.mu.RUnlock()
	switch {
	case shop != nil:
		shop.ServeHTTP(w, r)
	case i%50 == 7: // hangs up
		panic(http.ErrAbortHandler)
	default:
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

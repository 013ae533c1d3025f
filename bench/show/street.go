package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/shopvet/shopvet/internal/shopgen"
)

// street serves many shops, told apart by their names: in every language, most with a few flaws, some that do not let anybody in.
type street struct {
	mu    sync.RWMutex
	shops []*shopgen.Shop // nil: nothing but an error comes from there
	names []string
	round uint64
}

func newStreet(n int) (*street, error) {
	s := &street{shops: make([]*shopgen.Shop, n), names: make([]string, n)}
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
	o := shopgen.Options{Seed: uint64(i), Products: 12, Lang: shopgen.Languages()[i%len(shopgen.Languages())], Plain: true}
	for range chance.IntN(5) {
		f := shopgen.Flaws()[chance.IntN(len(shopgen.Flaws()))]
		slow := f.Flaw == shopgen.FlawTimeouts || f.Flaw == shopgen.FlawSlowHTML || f.Flaw == shopgen.FlawSlowTTFB || f.Flaw == shopgen.FlawSlowCart
		if !f.HTTPS && !slow && f.Markets == nil && !slices.Contains(o.Flaws, f.Flaw) {
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
		fmt.Fprintf(&b, "http://shop%d.test:%s/,%q,M-%04d,%s\n", i, port, name, i, tags[i%len(tags)])
	}
	return b.String()
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

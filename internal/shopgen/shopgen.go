// Package shopgen makes synthetic shops (seed, size, language, market, layout, flaws) as an http.Handler
// with an oracle of what is true of them.
package shopgen

import (
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Options says which shop to make. The zero value is a sound English shop of 24 products.
// Equal options make equal shops, byte for byte.
type Options struct {
	Seed     uint64
	Products int // number of products; 0 = 24, or as many as Pages asks for
	// Pages, when > 0, is the exact number of pages a visitor can reach without acting, sorting,
	// filtering, searching or printing: products, categories, journal and fixed pages together.
	Pages  int
	Lang   string // one of Languages(); "" = "en"
	Market string // "" = the language's main market
	Layout int    // 0 footer columns, 1 utility bar and accordion footer, 2 sidebar and one page for the legal texts
	Domain string // for e-mail addresses; "" = the seller's own, under .example
	Flaws  []Flaw
	// Delay is how long FlawSlowTTFB and FlawSlowCart wait and FlawSlowHTML takes; 0 = 2.5 s, 3 s and 4 s.
	Delay        time.Duration
	Padding      int  // extra bytes of plausible text on every product and journal page
	LinksPerPage int  // product links in the body of a product page; 0 = 4
	Traps        bool // adds a calendar without end, session ids in URLs, endless facets and endless nesting
	Plain        bool // leaves out links that act, sort, filter or print, to compare crawlers that follow everything
}

const (
	defaultProducts = 24
	listingSize     = 24 // products on a category page
	blogSize        = 12 // posts on a journal page
	minPosts        = 6
	maxPages        = 5_000_000
	layouts         = 3
)

// Shop is one synthetic shop. It is safe for concurrent use.
type Shop struct {
	opt    Options
	lang   *language
	seller *seller
	money  currency
	flaws  map[Flaw]bool
	tags   map[string]bool // what the shop's texts may speak of; see markup.go
	fill   func(string) string

	kindOf  []int // residue of a product's number → kind
	trapIDs []int // products whose names hold a cue word
	posts   int   // journal posts
	slugs   slugTable
	foreign *language // whose texts stand in for the shop's own

	routes map[string]route
	fixed  map[string][]byte // route path → rendered body
	prints map[string][]byte
	titles map[string]string
	frame  [2]frame // 1: without contact and legal links
	tmpl   *template.Template
	filler []byte // text that Padding is cut from
	css    []byte

	buffers sync.Pool
	acting  actingLog
	served  atomic.Int64
}

// New makes the shop that opt describes. It fails on an unknown language, market, layout or flaw,
// on a flaw that cannot exist in that market, and on sizes that no such shop can have.
func New(opt Options) (*Shop, error) {
	if err := opt.setDefaults(); err != nil {
		return nil, fmt.Errorf("make synthetic shop: %w", err)
	}
	lang, err := loadLanguage(opt.Lang)
	if err != nil {
		return nil, fmt.Errorf("make synthetic shop: %w", err)
	}
	s := &Shop{opt: opt, lang: lang, flaws: map[Flaw]bool{}}
	s.buffers.New = newBuffer
	for _, step := range []func() error{s.settleMarket, s.settleFlaws, s.settleSize, s.settleTemplates, s.renderFixed} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("make synthetic shop: %w", err)
		}
	}
	return s, nil
}

func (o *Options) setDefaults() error {
	if o.Lang == "" {
		o.Lang = "en"
	}
	switch {
	case o.Layout < 0 || o.Layout >= layouts:
		return fmt.Errorf("layout %d: want 0 to %d", o.Layout, layouts-1)
	case o.Products < 0 || o.Pages < 0 || o.Padding < 0 || o.LinksPerPage < 0 || o.Delay < 0:
		return errors.New("a size or duration is negative")
	case o.Products > maxPages || o.Pages > maxPages:
		return fmt.Errorf("more than %d pages", maxPages)
	case o.Products > 0 && o.Pages > 0:
		return errors.New("give Products or Pages, not both")
	case o.Padding > 1<<20 || o.LinksPerPage > 10_000:
		return errors.New("no more than 1 MiB of Padding and 10000 LinksPerPage")
	}
	return nil
}

// settleMarket picks the seller and prepares the replacement of the marks in all texts.
func (s *Shop) settleMarket() error {
	market := s.opt.Market
	if market == "" {
		market = s.lang.Market
	}
	if market == "gb" {
		market = "uk"
	}
	sel, ok := s.lang.Sellers[market]
	if !ok {
		return fmt.Errorf("no %s shop for market %q", s.opt.Lang, market)
	}
	cur, ok := currencies()[sel.Currency]
	if !ok {
		return fmt.Errorf("seller uses unknown currency %q", sel.Currency)
	}
	s.opt.Market = market
	s.seller, s.money = &sel, cur.in(s.opt.Lang)
	if s.opt.Domain == "" {
		s.opt.Domain = sel.Domain
	}
	return nil
}

func (s *Shop) settleFlaws() error {
	for _, f := range s.opt.Flaws {
		if !slices.ContainsFunc(flawTable, func(i FlawInfo) bool { return i.Flaw == f }) {
			return fmt.Errorf("unknown flaw %q", f)
		}
		s.flaws[f] = true
	}
	if s.has(FlawNoImprintLink) && !slices.Contains([]string{"de", "at", "ch"}, s.opt.Market) {
		return fmt.Errorf("flaw %q: market %q asks for no imprint", FlawNoImprintLink, s.opt.Market)
	}
	if err := s.plantTexts(); err != nil {
		return err
	}
	s.settleTags()
	s.fill = s.filler0()
	return nil
}

// has tells whether the shop was asked to have the flaw.
func (s *Shop) has(f Flaw) bool { return s.flaws[f] }

var _ http.Handler = (*Shop)(nil)

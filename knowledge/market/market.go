// Package market knows what each market asks of a shop: duties as data, dated and sourced.
//
// One file per market lies in data; a pack inherits the duties of others (de those of eu). The packs are engineering
// guidance with a date, not legal advice.
package market

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// The levels of a duty, from strongest to weakest.
const (
	Must   = "must"   // the law of the market asks for it
	Should = "should" // asked for by guidance or custom of trade, or the law's text still wants confirmation
	May    = "may"    // usual in the market
)

// Duty is what one market asks with regard to one check.
type Duty struct {
	Check  string `toml:"check"` // id of the check
	Market string `toml:"-"`     // code of the pack that holds the duty
	Level  string `toml:"level"` // Must, Should or May
	From   string `toml:"from"`  // first day in force, as 2006-01-02; "" is open
	Until  string `toml:"until"` // last day in force, as 2006-01-02; "" is open
	// Except are the codes of packs that inherit this one and have a date of their own for it, or none yet.
	Except []string `toml:"except"`
	Title  string   `toml:"title"` // what asks for it, short enough for a report
	URL    string   `toml:"url"`   // where to read it, "" if it is nowhere public
}

// Pack is one market: how it is recognised and what it asks.
type Pack struct {
	Code       string   `toml:"-"` // "de", "eu"
	Name       string   `toml:"name"`
	Date       string   `toml:"date"`        // day the pack was last reviewed, as 2006-01-02
	Currencies []string `toml:"currencies"`  // ISO 4217
	TLDs       []string `toml:"tlds"`        // country-code top-level domains, without dot
	Languages  []string `toml:"languages"`   // tags of knowledge/cue where it has them, else BCP 47
	Regions    []string `toml:"regions"`     // ISO 3166 codes
	PhoneCodes []string `toml:"phone_codes"` // country calling codes, without plus
	Inherits   []string `toml:"inherits"`    // codes of the packs whose duties hold here too
	Duties     []Duty   `toml:"duty"`
}

// Set is a collection of packs. It is not changed after it was loaded and may be shared.
type Set struct {
	packs map[string]*Pack
	codes []string
}

// Default returns the packs that come with the program, read on first use. That the data is sound is proved by a test, so a
// caller has no error to handle.
func Default() *Set { return defaultSet() }

var defaultSet = sync.OnceValue(func() *Set {
	s, err := load(dataFS)
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return s
})

// Pack returns the pack with the given code. The caller does not change it.
func (s *Set) Pack(code string) (*Pack, bool) {
	p, ok := s.packs[strings.ToLower(code)]
	return p, ok
}

// Codes lists the codes of all packs, sorted.
func (s *Set) Codes() []string { return slices.Clone(s.codes) }

// Duty returns the strongest duty on check in force on the day of at (in UTC), over the markets and what they inherit. Of
// equally strong ones the market's own comes before an inherited one, and an earlier market before a later one. Unknown
// markets are passed over.
func (s *Set) Duty(check string, markets []string, at time.Time) (Duty, bool) {
	day := at.UTC().Format(time.DateOnly)
	var best Duty
	for _, code := range markets {
		s.each(code, map[string]bool{}, func(d Duty) {
			if d.Check == check && !slices.Contains(d.Except, strings.ToLower(code)) && d.inForce(day) && strength(d.Level) > strength(best.Level) {
				best = d
			}
		})
	}
	return best, best.Check != ""
}

// each calls f for the duties of a pack, then for those it inherits, each pack once.
func (s *Set) each(code string, seen map[string]bool, f func(Duty)) {
	p, ok := s.Pack(code)
	if !ok || seen[p.Code] {
		return
	}
	seen[p.Code] = true
	for _, d := range p.Duties {
		f(d)
	}
	for _, c := range p.Inherits {
		s.each(c, seen, f)
	}
}

// inForce compares dates as text, which their form allows.
func (d Duty) inForce(day string) bool {
	return (d.From == "" || d.From <= day) && (d.Until == "" || day <= d.Until)
}

func strength(level string) int {
	switch level {
	case Must:
		return 3
	case Should:
		return 2
	case May:
		return 1
	}
	return 0
}

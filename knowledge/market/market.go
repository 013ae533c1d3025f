// Package market knows what each market asks of a shop: duties as data, dated and sourced.
//
// The packs are engineering guidance with a date, not legal advice.
package market

import "time"

// The levels of a duty, from strongest to weakest.
const (
	Must   = "must"   // the law of the market asks for it
	Should = "should" // asked for by guidance, or the source still wants confirmation
	May    = "may"    // custom of the market
)

// Duty is what one market asks with regard to one check.
type Duty struct {
	Check, Market, Level, Title, URL string
	From, Until                      string // first and last day in force, as 2006-01-02; "" is open
}

// Pack is one market: how it is recognised and what it asks.
type Pack struct {
	Code, Name, Date string   // Date: the day the pack was last reviewed, as 2006-01-02
	Currencies       []string // ISO 4217
	TLDs             []string // country-code top-level domains, without dot
	Languages        []string // BCP 47 tags
	Regions          []string // ISO 3166 codes
	PhoneCodes       []string // country calling codes, without plus
	Inherits         []string // codes of the packs whose duties hold here too
	Duties           []Duty
}

// Set is a collection of packs. It is not changed after it was loaded and may be shared.
type Set struct{ packs map[string]*Pack }

// Default returns the packs that come with the program.
func Default() *Set { return &Set{packs: map[string]*Pack{}} }

// Pack returns the pack with the given code.
func (s *Set) Pack(code string) (*Pack, bool) { p, ok := s.packs[code]; return p, ok }

// Codes lists the codes of all packs, sorted.
func (s *Set) Codes() []string { return nil }

// Duty returns the strongest duty on check in force on the day of at, over the markets and what they inherit.
func (s *Set) Duty(check string, markets []string, at time.Time) (Duty, bool) { return Duty{}, false }

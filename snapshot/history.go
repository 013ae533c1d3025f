package snapshot

import "time"

// History is what whoever looks at a shop again and again remembers of earlier looks. A single visit has none.
type History struct {
	Runs []Earlier `json:"runs"` // the oldest first, without this one
	// Serious are the times for which checks of critical or high severity found something, as far as they are remembered.
	Serious []Spell `json:"serious,omitempty"`
}

// Earlier is one earlier look.
type Earlier struct {
	Taken     time.Time `json:"taken"`
	Reachable bool      `json:"reachable"` // the shop answered; false only where other sites answered at the same time
	Ruleset   string    `json:"ruleset,omitempty"`
	Serious   int       `json:"serious"` // checks of critical or high severity that failed; -1 where nothing could be judged
	// Identity is what the seller said of itself: names and numbers by their kind.
	Identity map[string][]string `json:"identity,omitempty"`
}

// Spell is the time for which something was found.
type Spell struct {
	Check string    `json:"check"`
	First time.Time `json:"first"`
	Gone  time.Time `json:"gone,omitzero"` // zero: it was there at the last look
}

// Remember gives a snapshot the history of its shop.
func (s *Snapshot) Remember(h *History) {
	s.History = h
	if len(h.Runs) > 0 {
		s.Have |= HaveHistory
	}
}

// Span is how many looks there are with this one, and over how much time.
func (s *Snapshot) Span() (runs int, over time.Duration) {
	if s.History == nil || len(s.History.Runs) == 0 {
		return 1, 0
	}
	return len(s.History.Runs) + 1, s.Taken.Sub(s.History.Runs[0].Taken)
}

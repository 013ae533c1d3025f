package snapshot

import "time"

// Watch is something on a page that presses visitors for time, read several times.
type Watch struct {
	URL      string    `json:"url"`
	Kind     string    `json:"kind"`           // offer, dispatch, activity, stock: as values of MarkHaste; bought: a purchase that is told of
	Text     string    `json:"text,omitempty"` // the words beside it
	Readings []Reading `json:"readings"`
}

// Reading is one look at it.
type Reading struct {
	At     time.Time     `json:"at"`
	Fresh  bool          `json:"fresh,omitempty"`  // by a visitor who had never been there
	Left   time.Duration `json:"left,omitempty"`   // of a countdown, nanoseconds
	Number int           `json:"number,omitempty"` // of people or goods
	Silent bool          `json:"silent,omitempty"` // nothing came to the page from anywhere since the reading before
}

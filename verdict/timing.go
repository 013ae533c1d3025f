package verdict

// Timing is how long one key page takes to arrive: what was measured, without a judgement.
type Timing struct {
	Role   string `json:"role"` // home, listing, product, cart, checkout
	URL    string `json:"url"`
	N      int    `json:"n"`                // timings that brought the page, those after a long time without us left out
	Silent int    `json:"silent,omitempty"` // timings that brought no whole answer in the time allowed
	// First is the answer after a long time without us, Cold over a new connection, Warm over an open one; null where none was timed.
	First *Phases `json:"first"`
	Cold  *Phases `json:"cold"`
	Warm  *Phases `json:"warm"`
}

// Phases are the parts of the time a page takes, each the median of N timings, in seconds.
type Phases struct {
	N       int     `json:"n"`
	DNS     float64 `json:"dns"`     // the host's address is looked up
	Connect float64 `json:"connect"` // a connection is opened
	TLS     float64 `json:"tls"`     // keys are agreed on
	Wait    float64 `json:"wait"`    // from the request to the first byte of the answer
	Receive float64 `json:"receive"` // from the first to the last byte
	Total   float64 `json:"total"`   // median of the whole times; medians of parts need not add up to it
	Min     float64 `json:"min"`     // least whole time
	Max     float64 `json:"max"`     // greatest whole time
}

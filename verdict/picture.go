package verdict

// Picture is what a browser showed of a page at a moment.
type Picture struct {
	Kind   string  `json:"kind"` // phone: the screen of a phone when the page had come to rest; film: the same while it loaded
	Role   string  `json:"role"` // of the page: home, listing, product, cart, checkout
	URL    string  `json:"url"`
	At     float64 `json:"at,omitempty"` // seconds since the page was asked for; of a film only
	Width  int     `json:"width"`
	Height int     `json:"height"`
	Data   []byte  `json:"data"`            // JPEG, base64
	Boxes  []Box   `json:"boxes,omitempty"` // what is framed
}

// Box is a place on a picture, in its pixels.
type Box struct {
	What   string `json:"what"` // lcp: the largest part; wide: what reaches beyond the screen
	Text   string `json:"text,omitempty"`
	X      int    `json:"x"`
	Y      int    `json:"y"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

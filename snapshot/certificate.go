package snapshot

// Certificate is what the issuer of a seal answered when it was asked for the page to which the shop's seal leads. It is the issuer's page, never the shop's.
type Certificate struct {
	Issuer   string   `json:"issuer"` // as knowledge/vendor names it
	URL      string   `json:"url"`    // to which the seal leads
	Exchange Exchange `json:"exchange"`
	// Obstacle says that something else was read than the page: a challenge for bots, a wall.
	Obstacle Obstacle `json:"obstacle,omitempty"`
	Shell    bool     `json:"shell,omitempty"` // nearly empty HTML that scripts are to fill
	Lang     string   `json:"lang,omitempty"`
	Title    string   `json:"title,omitempty"`
	Heading  string   `json:"heading,omitempty"` // the first of level 1
	Text     string   `json:"text,omitempty"`    // visible text of the main part, at most 20 000 bytes
}

package snapshot

// ProbeClass says why an address was asked for.
type ProbeClass string

// The classes of addresses that are asked for only to learn whether they answer.
const (
	ProbePart    ProbeClass = "part"    // a file that pages load, or that search engines and social networks show of them
	ProbeFile    ProbeClass = "file"    // a file of the shop that pages link to: a picture, a download
	ProbeSitemap ProbeClass = "sitemap" // a sitemap that robots.txt or another one names (Via), and that was missing when it was first asked for
	ProbeOutside ProbeClass = "outside" // an address of another site that pages link to
)

// Probe is an address that was asked for only to learn whether it answers.
type Probe struct {
	URL   StrID      `json:"url"` // without fragment
	Class ProbeClass `json:"class"`
	Kind  LinkKind   `json:"kind,omitempty"` // of the first link to it
	Via   StrID      `json:"via,omitempty"`  // the style sheet, manifest or sitemap that names it, where no page was seen to do so first
	First PageID     `json:"first,omitempty"`
	// Exchange is that of the last try.
	Exchange Exchange   `json:"exchange"`
	Head     bool       `json:"head,omitempty"` // it answered to HEAD; its body was not asked for
	Got      Got        `json:"got,omitempty"`
	Obstacle Obstacle   `json:"obstacle,omitempty"`
	Skip     SkipReason `json:"skip,omitempty"` // why it was not asked for after all; nothing else is known of it then
}

// Got says what came where a body was looked at and was not what had been asked for.
type Got string

// What may come in place of a file.
const (
	GotFile  Got = ""      // nothing speaks against it
	GotPage  Got = "page"  // HTML in place of a picture, a style sheet, a script, a font
	GotEmpty Got = "empty" // not one byte
	GotNoise Got = "noise" // bytes in place of a picture that are none
)

// Trap is a path of which there are more variants than were asked for: filters, calendars, visit numbers.
type Trap struct {
	URL    string   `json:"url"`    // the first variant that was left alone
	Params []string `json:"params"` // names of what varies
	Left   int      `json:"left"`   // variants that were left alone
}

// Search is the use of the shop's own search: it was asked for products that the shop has.
type Search struct {
	Form  string      `json:"form"`            // the page with the form
	Skip  SkipReason  `json:"skip,omitempty"`  // why it was not used
	Tries []SearchTry `json:"tries,omitempty"` // a second one only where the first did not show the product
}

// SearchTry is one question to a shop's search.
type SearchTry struct {
	Query   string `json:"query"`   // the product's name
	Product PageID `json:"product"` // the product's page
	Page    *Page  `json:"page"`    // what came back; it has no id
}

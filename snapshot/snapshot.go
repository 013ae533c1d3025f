// Package snapshot holds what a crawl saw of one shop, and nothing of what we think about it.
package snapshot

import (
	"iter"
	"time"
)

// Schema is the version of the snapshot file format; a field never changes its meaning within one version.
const Schema = 1

// Snapshot is everything one crawl observed. It is complete in itself: judging it needs no network and no clock ("now" is Taken).
type Snapshot struct {
	Schema    int           `json:"schema"`
	Extractor int           `json:"extractor"` // version of the extractor that wrote the pages
	Target    string        `json:"target"`    // the address the user gave, with its scheme
	Base      string        `json:"base"`      // the home page after its redirects; "" when none answered
	Domain    string        `json:"domain"`    // registrable domain of Base (or Target), or the bare host where there is none
	Taken     time.Time     `json:"taken"`     // when the crawl began
	Took      time.Duration `json:"took"`      // nanoseconds from the first to the last exchange
	Stop      StopReason    `json:"stop"`
	Obstacle  Obstacle      `json:"obstacle,omitempty"` // what stood in the way of the home page, if anything did
	Have      Need          `json:"have"`               // what was really observed
	// Development says that the target is a loopback or private address over plain http: a shop in the making, whose
	// transport and names cannot be judged yet.
	Development bool       `json:"development,omitempty"`
	Limits      Limits     `json:"limits"`            // the budgets in force
	Entry       []Exchange `json:"entry"`             // the ways into the shop: http, https, bare and www host, deep http addresses
	Samples     []Exchange `json:"samples,omitempty"` // timings of key pages, spread over the crawl, each made while nothing else was asked of the shop
	// Probes are the files that pages use and the pages of other sites that they link to, as far as they were asked for; Found counts
	// how many of each class there are.
	Probes []Probe            `json:"probes,omitempty"`
	Found  map[ProbeClass]int `json:"found,omitempty"`
	// Watches are countdowns and the like that were read several times.
	Watches []Watch `json:"watches,omitempty"`
	Search  *Search `json:"search,omitempty"` // what the shop's own search found; nil when it was not tried
	Traps   []Trap  `json:"traps,omitempty"`  // the largest groups of variants that were left alone
	// NotFound are the answers to addresses that should not exist; they are no pages of the shop and have no id.
	NotFound []*Page `json:"not_found,omitempty"`
	// Folders are parts of the shop in which linked addresses look like missing ones, with the answers to addresses made up beside them.
	Folders []Folder `json:"folders,omitempty"`
	// Elsewhere are pages of other sites that may hold texts of the shop: its help desk, a service that keeps policies for shops. They are no
	// pages of the shop; their id is NoPage.
	Elsewhere []*Page `json:"elsewhere,omitempty"`
	// Certificates are the issuers' pages to which seals on the home page lead.
	Certificates []Certificate `json:"certificates,omitempty"`
	// Renders are the pages that were loaded in a browser, see Browser.
	Renders []Render `json:"renders,omitempty"`
	Browser Browser  `json:"browser,omitzero"`
	// Refusal and Order are visits in which something was pressed; nil where they were not made.
	Refusal *Refusal `json:"refusal,omitempty"`
	Order   *Order   `json:"order,omitempty"`
	TLS     []TLS    `json:"tls,omitempty"`
	DNS     []DNS    `json:"dns,omitempty"`
	// NameServers are those that were asked for what DNS holds.
	NameServers []NameServer `json:"name_servers,omitempty"`
	Robots      Robots       `json:"robots"`
	Sitemaps    []Sitemap    `json:"sitemaps,omitempty"`
	Cookies     []Cookie     `json:"cookies,omitempty"` // the first distinct cookies that were set, without their values
	// CookiesLeft counts the distinct cookies beyond those.
	CookiesLeft int      `json:"cookies_left,omitempty"`
	Scripts     []Script `json:"scripts,omitempty"` // the shop's own script files that were looked into
	// Exposure is what came of asking for files that should not lie open; nil where it was not asked, which is so unless the user said that
	// the site is theirs.
	Exposure *Exposure `json:"exposure,omitempty"`
	// ProductImages are those that were looked at; none unless that was asked for.
	ProductImages []ProductImage `json:"product_images,omitempty"`
	// History is what is remembered of earlier looks; nil where nobody looked again and again.
	History *History `json:"history,omitempty"`
	// Skipped keeps the first addresses of each reason that were seen but not fetched; SkippedTotal counts all of them.
	Skipped      []Skip             `json:"skipped,omitempty"`
	SkippedTotal map[SkipReason]int `json:"skipped_total,omitempty"`
	Strings      *Strings           `json:"-"` // interned addresses and texts; "strings" of the head of a file, see Write
	Blocks       []Block            `json:"blocks,omitempty"`
	Pages        PageSource         `json:"-"` // one line each after the head, see Write
}

// Folder is what the shop answers for addresses that were made up beside linked ones. What lies there has its own name between Before and After,
// see FolderOf.
type Folder struct {
	Before  string  `json:"before"`
	After   string  `json:"after,omitempty"`
	Answers []*Page `json:"answers,omitempty"` // a second one only where the first did not say by its status that there is no such page
}

// Str returns the interned string of id, or "" for an id out of range.
func (s *Snapshot) Str(id StrID) string {
	return s.Strings.At(id)
}

// Block returns the shared link group of id, or nil for an id out of range.
func (s *Snapshot) Block(id BlockID) *Block {
	if int(id) >= len(s.Blocks) {
		return nil
	}
	return &s.Blocks[id]
}

// Links yields every link of a page with those of its shared blocks, in no promised order.
func (s *Snapshot) Links(p *Page) iter.Seq[Link] {
	return func(yield func(Link) bool) {
		for _, l := range p.Links {
			if !yield(l) {
				return
			}
		}
		for _, id := range p.Blocks {
			b := s.Block(id)
			if b == nil {
				continue
			}
			for _, l := range b.Links {
				if !yield(l) {
					return
				}
			}
		}
	}
}

// StopReason says why a crawl ended. Anything but Done makes it a partial look.
type StopReason string

// The reasons for which a crawl ends.
const (
	StopDone        StopReason = "done"        // nothing was left to fetch
	StopPageLimit   StopReason = "page-limit"  // Limits.Pages was reached
	StopByteLimit   StopReason = "byte-limit"  // Limits.TotalBytes was reached, or what was seen takes more memory than a crawl may
	StopNoRoom      StopReason = "no-room"     // what was seen could no longer be written to the disk
	StopDeadline    StopReason = "deadline"    // Limits.Time was reached
	StopInterrupted StopReason = "interrupted" // the user asked to stop
	StopRateLimit   StopReason = "rate-limit"  // addresses were left over because the shop asked us to come back later
	StopBlocked     StopReason = "blocked"     // an obstacle stood before the home page, see Snapshot.Obstacle
	StopUnreachable StopReason = "unreachable" // no exchange with the shop succeeded
)

// Obstacle says what stood between the crawler and the shop's own content. It is never a fault of the shop's content.
type Obstacle string

// The closed list of obstacles.
const (
	ObstacleNone         Obstacle = ""
	ObstacleBotChallenge Obstacle = "bot-challenge" // a page that wants proof of a human
	ObstacleRateLimit    Obstacle = "rate-limit"    // 429, or 503 with Retry-After
	ObstacleGeoBlock     Obstacle = "geo-block"     // 451, or a page that names the visitor's country as the reason
	ObstacleLoginWall    Obstacle = "login-wall"    // 401, or every address leads to a sign-in form
	ObstacleMaintenance  Obstacle = "maintenance"   // a page that says the shop will be back
	ObstacleParked       Obstacle = "parked"        // a domain offered for sale or filled by its registrar, or a server that nobody has set up
	ObstacleSuspended    Obstacle = "suspended"     // the host has switched the account off
	ObstaclePasswordPage Obstacle = "password-page" // a page for shops not yet open, with a password or without
	ObstacleRobots       Obstacle = "robots"        // robots.txt asks us to stay away
	ObstacleRobotsFault  Obstacle = "robots-fault"  // robots.txt could not be read, so nothing may be asked for (RFC 9309 §2.3.1.4)
	ObstacleForbidden    Obstacle = "forbidden"     // 403 without a word on the reason
)

// Need is a set of kinds of observation: what a check needs, and what a snapshot has.
type Need uint16

// The kinds of observation.
const (
	HavePages    Need = 1 << iota // the home page and what could be reached from it, as HTML
	HaveEntry                     // the ways into the shop were tried
	HaveTLS                       // a TLS handshake with the shop's host was tried
	HaveDNS                       // a resolver answered
	HaveSamples                   // key pages were timed repeatedly
	HaveNotFound                  // addresses that should not exist were asked for
	HaveBrowser                   // pages were loaded in a browser
	HaveHistory                   // earlier runs are known
	HaveLookup                    // an outside source was asked
	HaveParts                     // files that pages use or link to were asked for
	HaveOutside                   // addresses of other sites that pages link to were asked for
)

// Has reports whether all of want is in n.
func (n Need) Has(want Need) bool { return n&want == want }

// Limits are the budgets that were in force. Zero means "not bounded by this".
type Limits struct {
	Profile         string        `json:"profile"`
	Pages           int           `json:"pages"`
	Depth           int           `json:"depth"` // clicks from the home page
	BodyBytes       int64         `json:"body_bytes"`
	TotalBytes      int64         `json:"total_bytes"`
	Time            time.Duration `json:"time"`     // whole crawl, nanoseconds
	Exchange        time.Duration `json:"exchange"` // one exchange, nanoseconds
	Redirects       int           `json:"redirects"`
	VariantsPerPath int           `json:"variants_per_path"` // distinct query strings fetched per path
	Rate            float64       `json:"rate"`              // requests per second and host; 0 = no limit of ours
	Retries         int           `json:"retries"`           // further tries before a failed address counts as broken
	RetryAfter      time.Duration `json:"retry_after"`       // least pause between two tries, nanoseconds
	Parts           int           `json:"parts"`             // files that pages use or link to, asked for; -1 = none
	Outside         int           `json:"outside"`           // addresses of other sites that pages link to, asked for; -1 = none
}

// Robots is what robots.txt asked of us.
type Robots struct {
	URL        string        `json:"url,omitempty"`
	Status     int           `json:"status,omitempty"` // 0 when it was not fetched
	Err        *Fault        `json:"err,omitempty"`
	CrawlDelay time.Duration `json:"crawl_delay,omitempty"` // as asked, nanoseconds
	Sitemaps   []string      `json:"sitemaps,omitempty"`
	Disallowed int           `json:"disallowed,omitempty"` // addresses we left alone because of it
}

// Sitemap is one sitemap file and how it went.
type Sitemap struct {
	URL       string `json:"url"`
	Addresses int    `json:"addresses"` // addresses of the shop read from it
	Truncated bool   `json:"truncated,omitempty"`
	Err       *Fault `json:"err,omitempty"`
}

// Cookie is a cookie the shop set, without its value, as browsers read it (RFC 6265bis §5.6). Of several of one name in one answer it is the
// last, which is the one that browsers keep. What only deletes a cookie is none.
type Cookie struct {
	Name     string  `json:"name"`
	Domain   string  `json:"domain,omitempty"` // as asked for, "" when it was not: the cookie is for the one host then
	Path     string  `json:"path,omitempty"`   // as asked for
	URL      string  `json:"url"`              // the first address that set it
	Secure   bool    `json:"secure"`
	HTTPOnly bool    `json:"http_only"`
	SameSite string  `json:"same_site,omitempty"` // Lax, Strict, None or "" when not stated
	Lasting  bool    `json:"lasting,omitempty"`   // has an expiry, so it outlives the visit
	Length   int     `json:"length"`              // bytes of its value
	Entropy  float64 `json:"entropy"`             // bits per character of its value
}

// SkipReason says why an address that was seen was not fetched.
type SkipReason string

// The reasons for which an address is left alone.
const (
	SkipRobots    SkipReason = "robots"         // robots.txt asks us to
	SkipActing    SkipReason = "acts"           // following it would act: log out, add to cart, vote …
	SkipSwitch    SkipReason = "switch"         // it only switches currency or language by a cookie
	SkipVariants  SkipReason = "variants"       // enough query variants of its path were fetched (facets, calendars, session ids)
	SkipDates     SkipReason = "dates"          // enough pages of a calendar were fetched
	SkipPaging    SkipReason = "paging"         // enough parts of its list were fetched
	SkipDepth     SkipReason = "depth"          // deeper than Limits.Depth
	SkipPages     SkipReason = "page-limit"     // Limits.Pages was reached first
	SkipTime      SkipReason = "deadline"       // Limits.Time was reached first
	SkipBytes     SkipReason = "byte-limit"     // Limits.TotalBytes was reached first
	SkipNoRoom    SkipReason = "no-room"        // what was seen could no longer be written to the disk
	SkipStopped   SkipReason = "interrupted"    // the user asked to stop
	SkipForbidden SkipReason = "forbidden-host" // the guard does not let us go there
	SkipScheme    SkipReason = "scheme"         // neither http nor https
	SkipMalformed SkipReason = "malformed"      // not an address
	SkipRateLimit SkipReason = "rate-limit"     // the shop asked us to slow down for longer than we could wait
	SkipLong      SkipReason = "too-long"       // longer than 2 000 characters
)

// Skip is an address that was seen and not fetched.
type Skip struct {
	URL    string     `json:"url"`
	Reason SkipReason `json:"reason"`
	Zone   Zone       `json:"zone,omitempty"` // where the first link to it stood
	Text   string     `json:"text,omitempty"` // that link's text
}

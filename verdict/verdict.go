// Package verdict holds what was concluded from one snapshot: all that a report reads.
package verdict

import "time"

// Schema is the version of the verdict file format; a field never changes its meaning within one version.
const Schema = 1

// Verdict is what was concluded from one snapshot.
type Verdict struct {
	Schema  int    `json:"schema"`
	Version string `json:"version"` // of shopvet
	Ruleset string `json:"ruleset"` // hash of check ids, settings, weights and profile; scores of unlike rulesets are not compared
	// LibraryData is the day up to which published holes of script libraries were known, and a further source if one was used.
	LibraryData string          `json:"library_data,omitempty"`
	Target      string          `json:"target"`
	Base        string          `json:"base"` // the home page after its redirects, "" when none answered
	Taken       time.Time       `json:"taken"`
	Crawl       Crawl           `json:"crawl"`
	Development bool            `json:"development"` // a shop in the making on a private address: transport and names are not judged
	Markets     []Market        `json:"markets"`
	Initial     Score           `json:"initial"`
	Mature      Score           `json:"mature"`
	Actions     []Action        `json:"actions"` // fixes, in the order of advice
	Verify      []Verification  `json:"verify"`  // what could not be seen, to be looked at by hand, the most telling first
	Results     []Result        `json:"results"` // sorted by check id
	Rules       map[string]Rule `json:"rules"`   // by check id, for every check in Results
	Shop        Shop            `json:"shop"`
	Connections []Connection    `json:"connections"`        // the shop's own host first
	Timings     []Timing        `json:"timings"`            // of the key pages, in the order of a visit
	Pictures    []Picture       `json:"pictures,omitempty"` // what a phone showed of key pages
	Notes       []Message       `json:"notes"`              // limits of this run that a reader must know
}

// Crawl sums up how much was seen.
type Crawl struct {
	Stop      string         `json:"stop"`               // snapshot.StopReason
	Obstacle  string         `json:"obstacle,omitempty"` // snapshot.Obstacle
	Profile   string         `json:"profile"`
	Seconds   float64        `json:"seconds"`
	Pages     int            `json:"pages"`   // addresses fetched
	HTML      int            `json:"html"`    // of these, HTML pages that were read
	Skipped   map[string]int `json:"skipped"` // snapshot.SkipReason → addresses
	Bytes     int64          `json:"bytes"`
	FullLook  bool           `json:"full_look"`           // whether "not found" may be said at all
	LookGaps  []Message      `json:"look_gaps,omitempty"` // what is missing from a full look
	MedianTTF float64        `json:"median_ttfb_seconds,omitempty"`
}

// Status is the outcome of one check.
type Status string

// The outcomes of a check.
const (
	Pass          Status = "pass"
	Warn          Status = "warn"
	Fail          Status = "fail"
	NotApplicable Status = "not-applicable" // the requirement does not exist here
	Unknown       Status = "unknown"        // could not be seen
	Broken        Status = "broken"         // our own fault
)

// Measured reports whether the outcome counts in a score.
func (s Status) Measured() bool { return s == Pass || s == Warn || s == Fail }

// Severity is how much a check weighs within its factor.
type Severity string

// The severities. Within a factor they weigh 8, 4, 2, 1 and 0.
const (
	Critical Severity = "critical"
	High     Severity = "high"
	Medium   Severity = "medium"
	Low      Severity = "low"
	Info     Severity = "info"
)

// Weight is the severity's weight in a factor's mark.
func (s Severity) Weight() float64 {
	switch s {
	case Critical:
		return 8
	case High:
		return 4
	case Medium:
		return 2
	case Low:
		return 1
	default:
		return 0
	}
}

// Confidence is how sure the detector is.
type Confidence string

// The confidences. They weigh 1, 0.8 and 0.5; "" counts as high.
const (
	Sure   Confidence = "high"
	Likely Confidence = "medium"
	Unsure Confidence = "low"
)

// Weight is the factor by which a result of this confidence counts.
func (c Confidence) Weight() float64 {
	switch c {
	case Likely:
		return 0.8
	case Unsure:
		return 0.5
	default:
		return 1
	}
}

// Factor is a part of the score, a reason to trust; Name says it for people.
type Factor string

// The trust factors.
const (
	StructuralAssurance Factor = "structural-assurance"
	VendorIdentity      Factor = "vendor-identity"
	PolicyAssurance     Factor = "policy-assurance"
	InformationQuality  Factor = "information-quality"
	PresentationQuality Factor = "presentation-quality"
	Navigation          Factor = "navigation"
	SystemQuality       Factor = "system-quality"
	ResponseTime        Factor = "response-time"
	ServiceQuality      Factor = "service-quality"
	Fulfilment          Factor = "fulfilment"
	Privacy             Factor = "privacy"
	Reputation          Factor = "reputation"
	Communication       Factor = "communication"
	TrackRecord         Factor = "track-record"
	Integrity           Factor = "integrity"
)

// Stage is a stage of trust.
type Stage string

// The stages. Both marks a check that counts in either.
const (
	StageInitial Stage = "initial" // a first-time visitor
	StageMature  Stage = "mature"  // a returning customer
	StageBoth    Stage = "both"
)

// Result is what one check found.
type Result struct {
	Check      string     `json:"check"`
	Status     Status     `json:"status"`
	Grade      float64    `json:"grade"` // 1 good to 0 bad; pass 1, warn 0.5, fail 0, or in between where a number was measured
	Severity   Severity   `json:"severity"`
	Confidence Confidence `json:"confidence"`
	Reason     Message    `json:"reason"`
	Findings   []Finding  `json:"findings,omitempty"` // the kept ones
	Total      int        `json:"total"`              // all findings
	Seen       int        `json:"seen,omitempty"`     // pages (or links, samples …) that were looked at, where the check counts
	Duty       *Source    `json:"duty,omitempty"`     // the legal duty behind it in a judged market
	// Accepted is set where the owner accepts all that was found: it counts in the score and is not asked to be mended.
	Accepted *Acceptance `json:"accepted,omitempty"`
}

// Finding is one place where something is wrong.
type Finding struct {
	Message     Message    `json:"message"`
	Evidence    []Evidence `json:"evidence"`
	Fingerprint string     `json:"fingerprint"` // stable across runs: same check, same place, same matter
	// Accepted is set where the owner knows of this and means to leave it.
	Accepted *Acceptance `json:"accepted,omitempty"`
}

// Evidence is what can be looked up to see a finding for oneself.
type Evidence struct {
	URL      string `json:"url,omitempty"`      // the page on which a visitor meets it
	Target   string `json:"target,omitempty"`   // the other address it is about: the dead link, the failing image
	Selector string `json:"selector,omitempty"` // where on the page: header, footer, main …, or a CSS selector
	Header   string `json:"header,omitempty"`   // a header field's name
	Snippet  string `json:"snippet,omitempty"`  // words from the page
	Value    string `json:"value,omitempty"`    // what was measured, with its unit
	Limit    string `json:"limit,omitempty"`    // what it was held against
}

// Message is a text that can be shown in another language: key and arguments for that, Text always filled in English.
type Message struct {
	Key  string         `json:"key"`
	Args map[string]any `json:"args,omitempty"`
	Text string         `json:"text"`
}

// Source is a law, standard or study a check rests on.
type Source struct {
	Title  string `json:"title"`
	URL    string `json:"url,omitempty"`
	Market string `json:"market,omitempty"` // where it holds, "" everywhere
	From   string `json:"from,omitempty"`   // for a legal duty: since when, YYYY-MM-DD
	Level  string `json:"level,omitempty"`  // must, should, may
}

// Rule is what a reader needs to know about a check, whatever it found.
type Rule struct {
	Title    string   `json:"title"` // states the good state
	Why      string   `json:"why"`
	Fix      string   `json:"fix"`
	Factor   Factor   `json:"factor"`
	Stage    Stage    `json:"stage"`
	Severity Severity `json:"severity"`
	Effort   int      `json:"effort"` // 1 edit a text or setting, 3 a page or plug-in, 8 development
	Sources  []Source `json:"sources"`
	// Experimental rules are shown and never scored.
	Experimental bool `json:"experimental,omitempty"`
}

// Market is a market the shop sells to, or may.
type Market struct {
	Code       string   `json:"code"`       // de, at, uk, us, br, cn …
	Scored     bool     `json:"scored"`     // given by the user or shown by two independent signs; otherwise duties are shown, not scored
	Reasons    []string `json:"reasons"`    // what points to it
	Configured bool     `json:"configured"` // given by the user
	Data       string   `json:"data"`       // date of the legal data, YYYY-MM-DD
}

// Score is the score of one stage.
type Score struct {
	Stage       Stage         `json:"stage"`
	Known       bool          `json:"known"`       // false: no score can be given, Why says why; Value, Raw and Deduction are 0, Low 0, High 100
	Why         *Message      `json:"why"`         // null when Known
	Value       int           `json:"value"`       // 0 to 100
	Low         int           `json:"low"`         // with every unknown a fail
	High        int           `json:"high"`        // with every unknown a pass
	Coverage    float64       `json:"coverage"`    // 0 to 1: how much of what should have been measured was
	Grade       string        `json:"grade"`       // A to F; "" when coverage is below 0.60
	Provisional bool          `json:"provisional"` // coverage from 0.60 to below 0.80
	Raw         float64       `json:"raw"`         // power mean before caps and deduction
	Deduction   int           `json:"deduction"`   // points taken for integrity
	Factors     []FactorScore `json:"factors"`
	Caps        []Cap         `json:"caps"` // active ones, lowest first
}

// FactorScore is the mark of one factor in a stage.
type FactorScore struct {
	Factor   Factor  `json:"factor"`
	Name     string  `json:"name"`   // for people
	Weight   float64 `json:"weight"` // percent of the stage
	Mark     float64 `json:"mark"`   // 0 to 100, meaningless when Checks is 0
	Coverage float64 `json:"coverage"`
	Checks   int     `json:"checks"` // measured ones
	Unknown  int     `json:"unknown"`
}

// Cap is a knock-out condition that holds.
type Cap struct {
	ID     string   `json:"id"` // K1 to K14
	Limit  int      `json:"limit"`
	Class  string   `json:"class"` // safety, competence, accountability, integrity
	Reason Message  `json:"reason"`
	Checks []string `json:"checks"` // the results it rests on
}

// Action is one change that resolves one or more results, in the order of advice.
type Action struct {
	Checks  []string `json:"checks"`
	Title   string   `json:"title"` // what to do, in one line
	Fix     string   `json:"fix"`
	Effort  int      `json:"effort"`
	Gain    int      `json:"gain"`     // points on the initial score when this alone is done now; 0 where no score is given, as After
	RawGain float64  `json:"raw_gain"` // the same on the score before caps and deduction
	After   int      `json:"after"`    // the score when this and all before it are done
	Grade   string   `json:"grade"`    // the grade then, "" where no grade is given
	Lifts   []string `json:"lifts"`    // caps that this lifts, together with those before it
	Duty    bool     `json:"duty"`     // a legal duty in a judged market stands behind it
	// Reaches marks the first action at which the next better grade is reached.
	Reaches bool `json:"reaches"`
	// Stage is mature where all of it counts for returning customers only, else initial.
	Stage Stage `json:"stage"`
	// MatureGain are the points it adds for returning customers when this alone is done: on the mean of what was measured in this look, before
	// caps and deduction.
	MatureGain float64 `json:"mature_gain"`
}

// Verification is something the crawler could not see and a person can.
type Verification struct {
	Check string  `json:"check"`
	Title string  `json:"title"`
	Why   Message `json:"why"`
	Gain  float64 `json:"gain"` // coverage it would add, 0 to 1
}

// Shop is what is known about the shop, each with where it was read.
type Shop struct {
	Name       string `json:"name"`
	NameURL    string `json:"name_url,omitempty"`
	Platform   string `json:"platform,omitempty"`
	PlatformBy string `json:"platform_by,omitempty"` // what it was told from
	// Server is the software that answers for the home page, as it names itself; of a shop behind a delivery network it is that network.
	Server    string         `json:"server,omitempty"`
	Languages []string       `json:"languages"` // the most used first
	Roles     map[string]int `json:"roles"`     // page role → pages
	// LikelyRoles are those of these pages whose role only their looks or their name tell; that of the others is beyond doubt.
	LikelyRoles map[string]int `json:"likely_roles,omitempty"`
	Policies    []Policy       `json:"policies"`
	Contacts    []Contact      `json:"contacts"`
	Identity    []Identifier   `json:"identity"`
	Payments    []Payment      `json:"payments"`
}

// Policy is a legal or informative text of the shop.
type Policy struct {
	Kind    string `json:"kind"` // privacy, terms, returns, withdrawal, shipping, payment, cookies, imprint …
	URL     string `json:"url"`
	Title   string `json:"title,omitempty"`
	Form    string `json:"form"` // page, section, pdf, link
	Lang    string `json:"lang,omitempty"`
	Letters int    `json:"letters"`
	Hollow  string `json:"hollow,omitempty"` // why it says nothing, when it does not
	// Claims are what it states, as far as it was read and understood, in the order in which it says so.
	Claims []Claim `json:"claims,omitempty"`
}

// Claim is one thing that a text states, with the sentence it stands in.
type Claim struct {
	Kind     string `json:"kind"`              // return-window, delivery-cost, controller …: the closed list of knowledge/claim
	Value    string `json:"value,omitempty"`   // in the normal form of its kind: "14d", "4.90 EUR", "seller"
	Min      int    `json:"min,omitempty"`     // days, of a guarantee months; both 0 where no time is stated
	Max      int    `json:"max,omitempty"`     // the same as min where no range is given
	Working  bool   `json:"working,omitempty"` // working days
	From     string `json:"from,omitempty"`    // what the time is counted from: receipt, purchase, order, dispatch, return, notice
	Sentence string `json:"sentence"`          // as written, at most 300 characters
}

// Contact is a way to reach the seller.
type Contact struct {
	Kind  string `json:"kind"` // email, phone, address, form, chat, hours
	Value string `json:"value"`
	URL   string `json:"url"`
}

// Identifier is something by which the seller can be told: well-formed, never "verified".
type Identifier struct {
	Kind       string `json:"kind"` // company, person, or what number it is, its country in front: de-vat, fr-siren …
	Value      string `json:"value"`
	Country    string `json:"country,omitempty"`
	WellFormed bool   `json:"well_formed"`
	URL        string `json:"url"`
}

// Payment is a payment method the shop names or shows.
type Payment struct {
	Name string `json:"name"`
	URL  string `json:"url"`
	From string `json:"from"` // text, image, markup
}

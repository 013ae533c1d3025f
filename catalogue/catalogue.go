// Package catalogue remembers sellers, their scans, what they found, and when to look again.
//
// Everything lies in one database, a SQLite file or Postgres, and is reached by one set of SQL. Who visits a shop is a function that is
// handed in: the catalogue itself never fetches anything.
package catalogue

import (
	"errors"
	"time"
)

// ErrNotFound says that there is no such seller, scan or other thing.
var ErrNotFound = errors.New("not found")

// Seller is one shop of the catalogue.
type Seller struct {
	ID      string        `json:"id"`
	URL     string        `json:"url"`
	Domain  string        `json:"domain"` // registrable domain: no two scans run at one at the same time
	Name    string        `json:"name"`
	Owner   string        `json:"owner"` // the operator's own reference, such as a merchant number
	Tags    []string      `json:"tags"`
	Markets []string      `json:"markets"` // whose duties count; empty: as the shop shows
	Profile string        `json:"profile"` // quick, standard, deep; "" for the operator's default
	Cadence time.Duration `json:"cadence"` // how often it is looked at; 0: only when asked
	Paused  bool          `json:"paused"`
	Created time.Time     `json:"created"`
	Updated time.Time     `json:"updated"`
	NextDue time.Time     `json:"next_due"` // zero: never by itself
	Now     Standing      `json:"now"`
}

// State is how the last look at a seller ended.
type State string

// The states.
const (
	Never       State = "never"       // no look yet
	Fine        State = "fine"        // it could be looked at
	Unreachable State = "unreachable" // nothing answered
	Blocked     State = "blocked"     // something stood in the way: a challenge, a login, maintenance …
	Failed      State = "failed"      // our own fault
)

// States lists them.
func States() []State { return []State{Never, Fine, Unreachable, Blocked, Failed} }

// Standing is what is known of a seller now. Where the last look ended without a score, Score and what belongs to it are those of the
// last look that had one, and Taken says when that was.
type Standing struct {
	State     State     `json:"state"`
	Reason    string    `json:"reason"`  // why it could not be looked at
	Scan      string    `json:"scan_id"` // whose result this is; "" before the first
	Looked    time.Time `json:"looked"`  // the last look, whatever came of it
	Taken     time.Time `json:"taken"`
	Score     int       `json:"score"` // -1: none
	Low       int       `json:"low"`
	High      int       `json:"high"`
	Mature    int       `json:"mature"` // -1: none
	Grade     string    `json:"grade"`  // "": none
	Coverage  float64   `json:"coverage"`
	Change    int       `json:"change"`     // against the look before, where the same rules judged both
	Serious   int       `json:"serious"`    // open failures of critical or high severity
	CertUntil time.Time `json:"cert_until"` // end of the certificate of its own host
	Network   string    `json:"network"`    // the address it was reached at
	Misses    int       `json:"misses"`     // looks in a row at which nothing answered
}

// ScanState is where a scan stands.
type ScanState string

// The states of a scan.
const (
	Queued    ScanState = "queued"
	Running   ScanState = "running"
	Done      ScanState = "done"
	GivenUp   ScanState = "given-up" // after several tries, for the reason it bears
	Cancelled ScanState = "cancelled"
)

// Scan is one look at a seller, from the wish to the end.
type Scan struct {
	ID      string    `json:"id"`
	Seller  string    `json:"seller_id"`
	State   ScanState `json:"state"`
	Cause   string    `json:"cause"` // schedule, or who asked for it
	Created time.Time `json:"created"`
	Started time.Time `json:"started"`
	Ended   time.Time `json:"ended"`
	Worker  string    `json:"worker"`
	Attempt int       `json:"attempt"`
	Reason  string    `json:"reason"` // why it waits, was tried again or was given up
	Phase   string    `json:"phase"`  // of a visit under way
	Pages   int       `json:"pages"`  // read so far
}

// Result sums up what a scan found; the verdict itself is read by Store.Verdict.
type Result struct {
	Scan      string    `json:"scan_id"`
	Seller    string    `json:"seller_id"`
	Taken     time.Time `json:"taken"`
	Outcome   string    `json:"outcome"`  // snapshot.StopReason
	Obstacle  string    `json:"obstacle"` // snapshot.Obstacle
	Ruleset   string    `json:"ruleset"`
	Version   string    `json:"version"`
	Score     int       `json:"score"` // -1: none
	Low       int       `json:"low"`
	High      int       `json:"high"`
	Mature    int       `json:"mature"` // -1: none
	Grade     string    `json:"grade"`
	Coverage  float64   `json:"coverage"`
	Pages     int       `json:"pages"`
	Seconds   float64   `json:"seconds"`
	Fails     int       `json:"fails"`
	Warns     int       `json:"warns"`
	Serious   int       `json:"serious"`
	Reachable bool      `json:"reachable"`
	Archive   string    `json:"archive"` // file of the archive, "" where none was kept
}

// Finding is one thing that was found wrong at a seller, from when to when. Fingerprint is "" for a check as a whole.
type Finding struct {
	Seller      string    `json:"seller_id"`
	Check       string    `json:"check"`
	Fingerprint string    `json:"fingerprint"`
	Status      string    `json:"status"`
	Severity    string    `json:"severity"`
	Message     string    `json:"message"`
	URL         string    `json:"url"`
	Total       int       `json:"total"` // of a check as a whole: how many findings it has
	Accepted    bool      `json:"accepted"`
	FirstSeen   time.Time `json:"first_seen"`
	LastSeen    time.Time `json:"last_seen"`
	Gone        time.Time `json:"gone"` // zero: it is still there, as far as was seen
	FirstScan   string    `json:"first_scan"`
	LastScan    string    `json:"last_scan"`
}

// Trait is something of a seller by which it can be seen to share it with others: a phone number, a register number.
type Trait struct {
	Kind  string `json:"kind"`
	Value string `json:"value"` // in the form in which it is compared
	Shown string `json:"shown"` // as the shop writes it
	URL   string `json:"url"`   // where it was read
}

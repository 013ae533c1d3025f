package web

import (
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/verdict"
)

// What the API answers. Times that are not are null, as are scores; lengths of time are seconds.

// listOf is one page of a list. Next is the cursor of the page that follows, null after the last.
type listOf[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next"`
}

// listed makes a page of a list.
func listed[A, B any](in []A, next string, one func(*A) B) listOf[B] {
	l := listOf[B]{Items: make([]B, 0, len(in))}
	for i := range in {
		l.Items = append(l.Items, one(&in[i]))
	}
	if next != "" {
		l.Next = &next
	}
	return l
}

func stamp(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func points(n int) *int {
	if n < 0 {
		return nil
	}
	return &n
}

type apiSellerNow struct {
	State     catalogue.State `json:"state"`
	Reason    string          `json:"reason"`
	Scan      string          `json:"scan_id"`
	Looked    *time.Time      `json:"looked"`
	Taken     *time.Time      `json:"taken"`
	Score     *int            `json:"score"`
	Low       *int            `json:"low"`
	High      *int            `json:"high"`
	Mature    *int            `json:"mature"`
	Grade     string          `json:"grade"`
	Coverage  float64         `json:"coverage"`
	Change    int             `json:"change"`
	Serious   int             `json:"serious"`
	CertUntil *time.Time      `json:"cert_until"`
	Network   string          `json:"network"`
	Misses    int             `json:"misses"`
}

type apiSeller struct {
	ID      string       `json:"id"`
	URL     string       `json:"url"`
	Domain  string       `json:"domain"`
	Name    string       `json:"name"`
	Owner   string       `json:"owner"`
	Tags    []string     `json:"tags"`
	Markets []string     `json:"markets"`
	Profile string       `json:"profile"`
	Cadence int          `json:"cadence_seconds"`
	Paused  bool         `json:"paused"`
	Created time.Time    `json:"created"`
	Updated time.Time    `json:"updated"`
	NextDue *time.Time   `json:"next_due"`
	Now     apiSellerNow `json:"now"`
}

func sellerOut(n *catalogue.Seller) apiSeller {
	w := &n.Now
	known := func(x int) *int {
		if w.Score < 0 {
			return nil
		}
		return &x
	}
	return apiSeller{n.ID, n.URL, n.Domain, n.Name, n.Owner, n.Tags, n.Markets, n.Profile, int(n.Cadence / time.Second), n.Paused, n.Created, n.Updated, stamp(n.NextDue),
		apiSellerNow{w.State, w.Reason, w.Scan, stamp(w.Looked), stamp(w.Taken), points(w.Score), known(w.Low), known(w.High), points(w.Mature), w.Grade, w.Coverage, w.Change,
			w.Serious, stamp(w.CertUntil), w.Network, w.Misses}}
}

type apiScan struct {
	ID      string              `json:"id"`
	Seller  string              `json:"seller_id"`
	State   catalogue.ScanState `json:"state"`
	Cause   string              `json:"cause"`
	Created time.Time           `json:"created"`
	Started *time.Time          `json:"started"`
	Ended   *time.Time          `json:"ended"`
	Worker  string              `json:"worker"`
	Attempt int                 `json:"attempt"`
	Reason  string              `json:"reason"`
	Phase   string              `json:"phase"`
	Pages   int                 `json:"pages"`
}

func scanOut(n *catalogue.Scan) apiScan {
	return apiScan{n.ID, n.Seller, n.State, n.Cause, n.Created, stamp(n.Started), stamp(n.Ended), n.Worker, n.Attempt, n.Reason, n.Phase, n.Pages}
}

type apiResult struct {
	Scan      string    `json:"scan_id"`
	Seller    string    `json:"seller_id"`
	Taken     time.Time `json:"taken"`
	Outcome   string    `json:"outcome"`
	Obstacle  string    `json:"obstacle"`
	Ruleset   string    `json:"ruleset"`
	Version   string    `json:"version"`
	Score     *int      `json:"score"`
	Low       *int      `json:"low"`
	High      *int      `json:"high"`
	Mature    *int      `json:"mature"`
	Grade     string    `json:"grade"`
	Coverage  float64   `json:"coverage"`
	Pages     int       `json:"pages"`
	Seconds   float64   `json:"seconds"`
	Fails     int       `json:"fails"`
	Warns     int       `json:"warns"`
	Serious   int       `json:"serious"`
	Reachable bool      `json:"reachable"`
	Archive   bool      `json:"archive"`
}

func resultOut(n *catalogue.Result) apiResult {
	known := func(x int) *int {
		if n.Score < 0 {
			return nil
		}
		return &x
	}
	return apiResult{n.Scan, n.Seller, n.Taken, n.Outcome, n.Obstacle, n.Ruleset, n.Version, points(n.Score), known(n.Low), known(n.High), points(n.Mature), n.Grade, n.Coverage,
		n.Pages, n.Seconds, n.Fails, n.Warns, n.Serious, n.Reachable, n.Archive != ""}
}

type apiFinding struct {
	Check       string     `json:"check"`
	Fingerprint string     `json:"fingerprint"`
	Status      string     `json:"status"`
	Severity    string     `json:"severity"`
	Message     string     `json:"message"`
	URL         string     `json:"url"`
	Total       int        `json:"total"`
	Accepted    bool       `json:"accepted"`
	FirstSeen   time.Time  `json:"first_seen"`
	LastSeen    time.Time  `json:"last_seen"`
	Gone        *time.Time `json:"gone"`
	FirstScan   string     `json:"first_scan"`
	LastScan    string     `json:"last_scan"`
}

func findingOut(n *catalogue.Finding) apiFinding {
	return apiFinding{n.Check, n.Fingerprint, n.Status, n.Severity, n.Message, n.URL, n.Total, n.Accepted, n.FirstSeen, n.LastSeen, stamp(n.Gone), n.FirstScan, n.LastScan}
}

type apiAlert struct {
	ID             string              `json:"id"`
	Seller         string              `json:"seller_id"`
	Scan           string              `json:"scan_id"`
	Kind           catalogue.AlertKind `json:"kind"`
	Subject        string              `json:"subject"`
	Severity       verdict.Severity    `json:"severity"`
	Message        verdict.Message     `json:"message"`
	Created        time.Time           `json:"created"`
	Acknowledged   *time.Time          `json:"acknowledged"`
	AcknowledgedBy string              `json:"acknowledged_by"`
	Note           string              `json:"note"`
	Muted          string              `json:"muted_by"`
}

func alertOut(n *catalogue.Alert) apiAlert {
	return apiAlert{n.ID, n.Seller, n.Scan, n.Kind, n.Subject, n.Severity, n.Message, n.Created, stamp(n.Acknowledged), n.AcknowledgedBy, n.Note, n.Muted}
}

type apiWebhook struct {
	ID       string    `json:"id"`
	Kind     string    `json:"kind"`
	Name     string    `json:"name"`
	Target   string    `json:"target"`
	Tag      string    `json:"tag"`
	Kinds    []string  `json:"kinds"`
	Digest   int       `json:"digest_seconds"`
	Lang     string    `json:"lang"`
	Disabled bool      `json:"disabled"`
	Created  time.Time `json:"created"`
	Secret   string    `json:"secret,omitempty"` // only in the answer that makes it
}

func webhookOut(n *catalogue.Channel) apiWebhook {
	kinds := n.Kinds
	if kinds == nil {
		kinds = []string{}
	}
	return apiWebhook{ID: n.ID, Kind: n.Kind, Name: n.Name, Target: n.Target, Tag: n.Tag, Kinds: kinds, Digest: int(n.Digest / time.Second), Lang: nonEmpty(n.Lang, "en"), Disabled: n.Disabled, Created: n.Created}
}

type apiWorker struct {
	ID      string     `json:"id"`
	Host    string     `json:"host"`
	PID     int        `json:"pid"`
	Version string     `json:"version"`
	Slots   int        `json:"slots"`
	Running int        `json:"running"`
	Alive   bool       `json:"alive"`
	Started time.Time  `json:"started"`
	Seen    time.Time  `json:"seen"`
	Stopped *time.Time `json:"stopped"`
}

func workerOut(n *workerRow) apiWorker {
	return apiWorker{n.ID, n.Host, n.PID, n.Version, n.Slots, n.Running, n.Alive, n.Started, n.Seen, stamp(n.Stopped)}
}

type apiCheck struct {
	ID           string           `json:"id"`
	Title        string           `json:"title"`
	Why          string           `json:"why"`
	Fix          string           `json:"fix"`
	Factor       verdict.Factor   `json:"factor"`
	Severity     verdict.Severity `json:"severity"`
	Experimental bool             `json:"experimental"`
	Sellers      int              `json:"sellers"`
}

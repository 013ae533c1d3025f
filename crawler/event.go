package crawler

import (
	"time"

	"github.com/shopvet/shopvet/snapshot"
)

// Event is something a listener may want to show. The set of events is closed.
type Event interface{ event() }

// Started is the first event of a crawl.
type Started struct {
	Target string
	Limits snapshot.Limits
}

// Fetched says that an address was fetched, whatever came back.
type Fetched struct {
	URL     string
	Status  int // 0 when there was no answer
	Pages   int // fetched so far
	Queued  int // known and not yet fetched
	Bytes   int64
	Elapsed time.Duration
}

// Skipped says that an address was seen and left alone.
type Skipped struct {
	URL    string
	Reason snapshot.SkipReason
}

// Waiting says that the crawl pauses: it was asked to slow down, or is about to try a failed address again.
type Waiting struct {
	Host string
	For  time.Duration
	Why  string
}

// Resumed says that a visit goes on that was broken off, or that it was over and need only be judged.
type Resumed struct {
	Pages int
	Begun time.Time
	Over  bool
}

// NoRoom says that what is seen can no longer be written to the disk: no more is asked for.
type NoRoom struct{ Err error }

// Rendered says that a page was loaded in the browser.
type Rendered struct {
	URL   string
	Fault string // why it was not seen whole, "" when it was
	Took  time.Duration
}

// Phase says that the crawl turned to something else than fetching pages.
type Phase struct{ Name string }

// Stopped is the last event of a crawl.
type Stopped struct {
	Reason  snapshot.StopReason
	Pages   int
	Elapsed time.Duration
}

func (Started) event()  {}
func (Fetched) event()  {}
func (Skipped) event()  {}
func (Waiting) event()  {}
func (Resumed) event()  {}
func (NoRoom) event()   {}
func (Rendered) event() {}
func (Phase) event()    {}
func (Stopped) event()  {}

func (c *crawl) emit(e Event) {
	if c.opts.Events != nil {
		c.opts.Events(e)
	}
}

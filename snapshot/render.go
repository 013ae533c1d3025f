package snapshot

import "time"

// Browser is the browser that pages were loaded in, or why none was.
type Browser struct {
	Product string `json:"product,omitempty"` // name and version as it says
	Off     string `json:"off,omitempty"`     // why no page was loaded in it: off, missing, broken, stopped; "" where pages were
	Detail  string `json:"detail,omitempty"`  // what was tried, where it is broken
	Left    int    `json:"left,omitempty"`    // pages that scripts fill and for which there was no time
}

// Why no page was loaded in a browser.
const (
	BrowserOff     = "off"     // the user did not want it
	BrowserMissing = "missing" // none was found on this computer
	BrowserBroken  = "broken"  // it could not be started, or died at every page
	BrowserStopped = "stopped" // the visit ended before its turn
)

// Render is what a browser showed of a page.
type Render struct {
	Page   PageID    `json:"page"`
	URL    string    `json:"url"`              // where the browser ended
	Status int       `json:"status,omitempty"` // of the answer it got
	Began  time.Time `json:"began"`
	// Fault is why the page was not seen whole: "deadline" (it never came to rest), "crashed", "dialogs" (it opened one after the other),
	// "memory" (it took more than we allow), "failed" (it could not be loaded); "" when it was.
	Fault  string `json:"fault,omitempty"`
	Filled bool   `json:"filled,omitempty"` // the page's content is that which scripts had made of it
	Look   *Look  `json:"look,omitempty"`
	Runs   []Run  `json:"runs,omitempty"` // timed loads, one at a time, each in a browser that knew nothing of the shop
	Shots  []Shot `json:"shots,omitempty"`
}

// Look is what was seen while a page was loaded once, without any choice made and nothing clicked.
type Look struct {
	Traffic []Traffic     `json:"traffic,omitempty"`
	Failed  []FailedFetch `json:"failed,omitempty"` // the first 100
	Errors  []ScriptError `json:"errors,omitempty"` // the first 50, equal ones once
	Images  []LostImage   `json:"images,omitempty"` // the first 50
	Shown   int           `json:"shown,omitempty"`  // images that were looked at
	Cookies []Stored      `json:"cookies,omitempty"`
	Asked   []string      `json:"asked,omitempty"`   // addresses of other hosts than the page's that were asked for: the first 200, cut to 1 000 bytes
	Hosts   []string      `json:"hosts,omitempty"`   // of all requests, sorted
	Notices []Notice      `json:"notices,omitempty"` // the first 8
	Frames  []Frame       `json:"frames,omitempty"`  // the first 40
	Fields  []string      `json:"fields,omitempty"`  // kinds of card fields (cc-number, cc-csc …) in the page itself
	Buttons []string      `json:"buttons,omitempty"` // texts of the buttons that show, the first 80
	Dialogs int           `json:"dialogs,omitempty"` // alerts and the like, all refused
	Refused []string      `json:"refused,omitempty"` // addresses that the guard did not let the page reach, the first 20
}

// Traffic sums up the requests of a page to one host for one kind of file.
type Traffic struct {
	Host     string `json:"host"`
	Kind     string `json:"kind"` // document, script, stylesheet, image, font, media, xhr, other
	Requests int    `json:"requests"`
	Bytes    int64  `json:"bytes"` // as transferred
}

// FailedFetch is a request of a page that brought no success.
type FailedFetch struct {
	URL    string `json:"url"`
	Kind   string `json:"kind"`
	Status int    `json:"status,omitempty"` // 0 where there was no answer
	Error  string `json:"error,omitempty"`  // the browser's name for it
}

// ScriptError is an error that a script of the page threw and nobody caught, or wrote to the console.
type ScriptError struct {
	Text   string `json:"text"`
	URL    string `json:"url,omitempty"` // of the script
	Line   int    `json:"line,omitempty"`
	Thrown bool   `json:"thrown,omitempty"` // thrown and not caught; else only written to the console
	Times  int    `json:"times"`
}

// LostImage is an image that shows nothing.
type LostImage struct {
	URL  string `json:"url"`
	Main bool   `json:"main,omitempty"` // in the main part
}

// Stored is a cookie that the browser held after the load, without its value.
type Stored struct {
	Name    string `json:"name"`
	Domain  string `json:"domain"`
	Lasting bool   `json:"lasting,omitempty"`
}

// Notice is something that lies over a page or beside it, or that calls itself a matter of cookies.
type Notice struct {
	Text    string   `json:"text"` // at most 2 000 characters
	Buttons []Button `json:"buttons"`
	Named   bool     `json:"named,omitempty"` // its id or class speaks of cookies or consent
}

// Button is a button or a link of a notice.
type Button struct {
	Text string `json:"text"`
	Link bool   `json:"link,omitempty"` // leads to another page
}

// Frame is a frame of a page.
type Frame struct {
	URL     string `json:"url"`
	Visible bool   `json:"visible,omitempty"`
}

// Run is one timed load.
type Run struct {
	Mobile    bool          `json:"mobile,omitempty"`
	Throttled bool          `json:"throttled,omitempty"` // slow 4G and a processor four times as slow, as Lighthouse sets them
	Fault     string        `json:"fault,omitempty"`     // as Render.Fault; what was measured until then is kept
	TTFB      time.Duration `json:"ttfb"`
	FCP       time.Duration `json:"fcp"` // 0 when nothing was painted
	LCP       time.Duration `json:"lcp"` // 0 when nothing was painted
	LCPOf     string        `json:"lcp_of,omitempty"`
	Load      time.Duration `json:"load"` // 0 when it never ended
	CLS       float64       `json:"cls"`
	Shifts    []Shift       `json:"shifts,omitempty"` // the largest five
	TBT       time.Duration `json:"tbt"`
	LongTasks int           `json:"long_tasks"`
	Longest   time.Duration `json:"longest"` // long task
	// Crowd says how much longer than its own work a small reckoning took on this computer, while the load waited for its first answer or after it: 1 where it had nothing else to
	// do, 0 where it was not tried.
	Crowd    float64 `json:"crowd,omitempty"`
	Requests int     `json:"requests"`
	Bytes    int64   `json:"bytes"`
	// Wide is the width of what is shown where that is wider than the screen of a phone, 360 pixels; 0 elsewhere and for other screens.
	Wide   int    `json:"wide,omitempty"`
	WideOf string `json:"wide_of,omitempty"` // the element that reaches furthest
	NoMeta bool   `json:"no_meta,omitempty"` // there is no viewport that fits phones
}

// Shift is a layout shift.
type Shift struct {
	Score float64       `json:"score"`
	At    time.Duration `json:"at"`
	Of    string        `json:"of,omitempty"` // the element that moved most
}

// Shot is a picture of a page.
type Shot struct {
	Kind   string        `json:"kind"` // screen, phone, film
	At     time.Duration `json:"at,omitempty"`
	Width  int           `json:"width"`
	Height int           `json:"height"`
	Data   []byte        `json:"data"` // JPEG
	Boxes  []Box         `json:"boxes,omitempty"`
}

// Box is a place on a picture, in its pixels.
type Box struct {
	What   string `json:"what"` // lcp, wide, shift, image
	X      int    `json:"x"`
	Y      int    `json:"y"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

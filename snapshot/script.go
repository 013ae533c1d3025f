package snapshot

import "time"

// Script is a script file of the shop that was looked into, so that the libraries in it can be told. Its text is not kept.
type Script struct {
	URL    StrID      `json:"url"`
	Status int        `json:"status,omitempty"` // of the answer, 0 when there was none
	Page   bool       `json:"page,omitempty"`   // a page came in its place, as some shops answer for what is not there
	Bytes  int64      `json:"bytes,omitempty"`  // as read
	Cut    bool       `json:"cut,omitempty"`    // it is longer than what is read of one script
	Err    *Fault     `json:"err,omitempty"`
	Skip   SkipReason `json:"skip,omitempty"`  // why it was not asked for; nothing else is known of it then
	Frame  bool       `json:"frame,omitempty"` // it brings a header, a menu or a footer into the pages that load it
	ScriptMarks
	Changed time.Time `json:"changed,omitzero"` // when the server says it was last changed
	Haste   []Mark    `json:"haste,omitempty"`  // code by which it makes up what presses visitors for time
}

// ScriptMarks are the places at which a script names versions, as written and cut short.
type ScriptMarks struct {
	Comments []string `json:"comments,omitempty"` // from the mark that opens them, at most 300 bytes each
	Code     []string `json:"code,omitempty"`     // versions in quotes with up to 60 bytes of code on either side
}

package verdict

import (
	"strings"
	"time"
)

// Acceptance is what the shop's owner knows of and means to leave, with the reason. What is accepted is shown apart, with both sides; it
// is no longer asked to be mended, and the score stays what it is.
type Acceptance struct {
	Check  string `json:"check"`
	URL    string `json:"url,omitempty"`   // pattern of the address (or its path) it holds for, * for anything; "" for all
	Reason string `json:"reason"`          // in the owner's words
	Until  string `json:"until,omitempty"` // last day on which it holds, YYYY-MM-DD; "" without end
}

// holds reports whether an acceptance has not run out.
func (a *Acceptance) holds(now time.Time) bool {
	return a.Until == "" || now.UTC().Format(time.DateOnly) <= a.Until
}

// covers reports whether an acceptance is about a finding.
func (a *Acceptance) covers(f *Finding) bool {
	if a.URL == "" {
		return true
	}
	for _, e := range f.Evidence {
		_, rest, _ := strings.Cut(e.URL, "://")
		path := ""
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			path = rest[i:]
		}
		if matches(a.URL, e.URL) || matches(a.URL, path) {
			return true
		}
	}
	return false
}

// matches reports whether s fits a pattern in which * stands for anything.
func matches(pattern, s string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return s == pattern
	}
	s, ok := strings.CutPrefix(s, parts[0])
	if !ok {
		return false
	}
	last := parts[len(parts)-1]
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(s, part)
		if i < 0 {
			return false
		}
		s = s[i+len(part):]
	}
	return strings.HasSuffix(s, last)
}

// Accept marks what the owner accepts in the results, and returns the acceptances that have run out and those that fit nothing. A result
// is accepted when each of its findings is and all of them were kept, or when it has none and an acceptance without pattern is about it.
func Accept(results []Result, list []Acceptance, now time.Time) (over, idle []Acceptance) {
	by := map[string]*Result{}
	for i := range results {
		by[results[i].Check] = &results[i]
	}
	for i := range list {
		a := &list[i]
		switch r := by[a.Check]; {
		case !a.holds(now):
			over = append(over, *a)
		case r == nil || !bad(r.Status) || !r.accept(a):
			idle = append(idle, *a)
		}
	}
	return over, idle
}

// accept marks what an acceptance covers, and reports whether that is anything.
func (r *Result) accept(a *Acceptance) bool {
	if len(r.Findings) == 0 {
		if a.URL == "" && r.Accepted == nil {
			r.Accepted = a
		}
		return a.URL == ""
	}
	any, all := false, true
	for i := range r.Findings {
		f := &r.Findings[i]
		if a.covers(f) {
			any = true
			if f.Accepted == nil {
				f.Accepted = a
			}
		}
		all = all && f.Accepted != nil
	}
	if all && r.Accepted == nil && (r.Total <= len(r.Findings) || a.URL == "") {
		r.Accepted = a
	}
	return any
}

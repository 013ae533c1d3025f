package config

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"time"

	"github.com/BurntSushi/toml"
)

// header is the line above an entry of what the owner accepts.
var header = regexp.MustCompile(`^\s*\[\[\s*accepted\s*\]\]`)

// entriesOf lists the lines on which such entries begin: the decoder does not tell.
func entriesOf(data []byte) []int {
	out := []int{}
	n := 0
	for line := range bytes.Lines(data) {
		if n++; header.Match(line) {
			out = append(out, n)
		}
	}
	return append(out, n)
}

// accepted reads the entries of what the owner accepts.
func (r *reader) accepted(p toml.Primitive, known func(check, key string, value any) error) {
	var list []toml.Primitive
	if err := r.md.PrimitiveDecode(p, &list); err != nil {
		r.wrong("accepted", `accepted wants entries, each under [[accepted]]`)
		return
	}
	for i, entry := range list {
		at := fmt.Sprintf("accepted.%d", i)
		r.file.lines[at] = r.entries[min(i, len(r.entries)-1)]
		fields, ok := r.open(entry)
		if !ok {
			r.wrong(at, `an entry of accepted is a table: write [[accepted]] above it`)
			continue
		}
		r.file.Accepted = append(r.file.Accepted, r.acceptance(at, fields, known))
	}
}

// acceptance reads one entry.
func (r *reader) acceptance(at string, fields map[string]toml.Primitive, known func(check, key string, value any) error) Accepted {
	var a Accepted
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		into, ok := map[string]*string{"check": &a.Check, "url": &a.URL, "reason": &a.Reason, "until": &a.Until}[key]
		if !ok {
			r.wrong(at, "an entry of accepted has no %q%s: it has check, url, reason and until", clip(key), DidYouMean(key, []string{"check", "url", "reason", "until"}))
			continue
		}
		var value any
		if err := r.md.PrimitiveDecode(fields[key], &value); err != nil {
			r.wrong(at, "%s: %v", key, err)
			continue
		}
		switch v := value.(type) {
		case string:
			*into = v
		case time.Time:
			*into = v.Format(time.DateOnly)
		default:
			r.wrong(at, "%s wants %s, not %s", key, Text, shown(value))
		}
	}
	r.complete(at, &a, known)
	return a
}

// complete says what an entry lacks or has wrong.
func (r *reader) complete(at string, a *Accepted, known func(check, key string, value any) error) {
	if a.Check == "" {
		r.wrong(at, `an entry of accepted names its check: check = "contact-phone-plausible"`)
	} else if err := known(a.Check, "", nil); err != nil {
		r.wrong(at, "%v", err)
	}
	if a.Reason == "" {
		r.wrong(at, `an entry of accepted gives a reason, which the report shows: reason = "…"`)
	}
	if a.Until != "" {
		if _, err := time.Parse(time.DateOnly, a.Until); err != nil {
			r.wrong(at, "until wants a day such as 2027-01-31, not %s", shown(a.Until))
		}
	}
}

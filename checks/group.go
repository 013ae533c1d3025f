package checks

import (
	"net/url"
	"path"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// Fault is one address that is broken, with the places that lead there.
type Fault struct {
	Target, Answer string
	Text, Zone     string // of the link or element that leads there
	Message        verdict.Message
	Evidence       []verdict.Evidence // at least one
}

// Bounds of what is told of faults that are alike.
const (
	fewAlike    = 3   // fewer are told one by one
	mostTargets = 100 // addresses named in one finding
	mostPlaces  = 200 // places named in one finding, of each address the first
)

// Group makes one finding of faults that have one cause: links or elements that are called the same, stand in the same part of the page, lead
// into the same folder and bring the same answer come from one template. alike is the key of the message of such a finding; its slots are
// {n}, {folder}, {text} and {answer}.
func Group(list []Fault, alike string) []verdict.Finding {
	type cause struct{ folder, answer, text, zone string }
	causeOf := func(f *Fault) cause { return cause{Folder(f.Target), f.Answer, f.Text, f.Zone} }
	byCause := map[cause][]*Fault{}
	for i := range list {
		c := causeOf(&list[i])
		byCause[c] = append(byCause[c], &list[i])
	}
	var out []verdict.Finding
	for i := range list {
		f := &list[i]
		switch same := byCause[causeOf(f)]; {
		case len(same) < fewAlike:
			out = append(out, Find(f.Message, f.Evidence...))
		case same[0] == f:
			out = append(out, together(same, alike))
		}
	}
	return out
}

// together tells of faults that are alike: of each first one place, then the others.
func together(same []*Fault, key string) verdict.Finding {
	var ev []verdict.Evidence
	told := same[:min(len(same), mostTargets)]
	for _, f := range told {
		ev = append(ev, f.Evidence[0])
	}
	for _, f := range told {
		for _, e := range f.Evidence[1:] {
			if len(ev) < mostPlaces {
				ev = append(ev, e)
			}
		}
	}
	return Find(Msg(key, "n", len(same), "folder", Folder(same[0].Target), "text", same[0].Text, "answer", same[0].Answer), ev...)
}

// Folder is where an address lies, its numbers left out: what one template links to lies side by side.
func Folder(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	dir, _ := path.Split(strings.TrimSuffix(u.Path, "/"))
	if u.RawQuery != "" {
		dir = u.Path
	}
	dir = strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '0'
		}
		return r
	}, dir)
	return u.Scheme + "://" + u.Host + dir
}

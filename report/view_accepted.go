package report

import (
	"github.com/shopvet/shopvet/verdict"
)

// acceptedView is what the owner knows of and means to leave: what was found, and the owner's reason.
type acceptedView struct {
	Heading, Check, Severity string
	Reason, Until            string
	Places                   []link
	More                     string
}

// open lists the findings of a result that its owner does not mean to leave.
func open(r *verdict.Result) []verdict.Finding {
	out := make([]verdict.Finding, 0, len(r.Findings))
	for i := range r.Findings {
		if r.Findings[i].Accepted == nil {
			out = append(out, r.Findings[i])
		}
	}
	return out
}

// accepted lists what the owner accepts, with both sides.
func (b *builder) accepted() []acceptedView {
	var out []acceptedView
	for i := range b.v.Results {
		r := &b.v.Results[i]
		if !wanting(r) {
			continue
		}
		if len(r.Findings) == 0 && r.Accepted != nil {
			out = append(out, b.acceptance(r, r.Accepted, nil))
		}
		by := map[verdict.Acceptance]int{}
		for k := range r.Findings {
			f := &r.Findings[k]
			if f.Accepted == nil {
				continue
			}
			n, ok := by[*f.Accepted]
			if !ok {
				n = len(out)
				by[*f.Accepted] = n
				out = append(out, b.acceptance(r, f.Accepted, f))
			} else {
				b.addPlace(&out[n], f)
			}
		}
	}
	return out
}

// acceptance makes the view of one acceptance.
func (b *builder) acceptance(r *verdict.Result, a *verdict.Acceptance, f *verdict.Finding) acceptedView {
	v := acceptedView{Heading: b.reason(r), Check: clean(r.Check, maxName), Severity: b.name("severity", string(r.Severity)), Reason: clean(a.Reason, maxQuote)}
	if a.Until != "" {
		v.Until = b.text("accepted.until", "date", b.day(a.Until))
	}
	if f != nil {
		b.addPlace(&v, f)
	}
	return v
}

// addPlace adds where a finding was seen, up to some places.
func (b *builder) addPlace(v *acceptedView, f *verdict.Finding) {
	switch {
	case len(f.Evidence) == 0 || f.Evidence[0].URL == "":
	case len(v.Places) < firstPlaces:
		v.Places = append(v.Places, address(f.Evidence[0].URL))
	default:
		v.More = b.text("accepted.more")
	}
}

package shopvet

import (
	"bytes"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Bounds of the pictures that a verdict carries.
const (
	maxPictures = 16
	maxPicture  = 150_000 // bytes
)

// picturesOf takes the pictures that a browser made of key pages into the verdict, with what is framed on them.
func picturesOf(site *facts.Site) []verdict.Picture {
	var out []verdict.Picture
	for _, r := range site.Rendered() {
		for i := range r.Shots {
			s := &r.Shots[i]
			if len(out) >= maxPictures || len(s.Data) > maxPicture || !bytes.HasPrefix(s.Data, []byte{0xff, 0xd8}) {
				continue
			}
			p := verdict.Picture{Kind: s.Kind, Role: string(r.Role), URL: r.URL, At: s.At.Seconds(), Width: s.Width, Height: s.Height, Data: s.Data}
			for _, b := range s.Boxes {
				p.Boxes = append(p.Boxes, verdict.Box{What: b.What, Text: framed(r.Render, b.What), X: b.X, Y: b.Y, Width: b.Width, Height: b.Height})
			}
			out = append(out, p)
		}
	}
	return out
}

// framed says what was framed: the element of the last timed load, of which the picture is.
func framed(r *snapshot.Render, what string) string {
	text := ""
	for i := range r.Runs {
		run := &r.Runs[i]
		switch {
		case !run.Mobile:
		case what == "lcp":
			text = run.LCPOf
		case what == "wide":
			text = run.WideOf
		}
	}
	return text
}

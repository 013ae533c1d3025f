package report

import (
	"bytes"
	"encoding/base64"
	"html/template"

	"github.com/shopvet/shopvet/verdict"
)

// picturesView is what a phone showed of key pages.
type picturesView struct {
	Screens []pictureView
	Film    []pictureView
	FilmAt  link
}

// pictureView is one picture with what is framed on it.
type pictureView struct {
	Name          string
	At            link
	Source        template.URL
	Width, Height int
	Boxes         []boxView
	Edge          int    // where the screen of the phone ends, 0 where it ends with the picture
	Moment        string // of a film
}

// boxView is a frame, and what it says.
type boxView struct {
	verdict.Box
	Class, Name, Text string
}

// Bounds of the pictures that a report shows: a verdict file may hold anything.
const (
	maxScreens = 6
	maxFilm    = 8
	maxSide    = 4000
	phoneWidth = 360 // pixels
)

// pictures takes the pictures of a verdict; nil where there are none.
func (b *builder) pictures() *picturesView {
	var out picturesView
	for i := range b.v.Pictures {
		p := &b.v.Pictures[i]
		if !bytes.HasPrefix(p.Data, []byte{0xff, 0xd8, 0xff}) || p.Width <= 0 || p.Height <= 0 || p.Width > maxSide || p.Height > maxSide {
			continue
		}
		switch {
		case p.Kind == "phone" && len(out.Screens) < maxScreens:
			out.Screens = append(out.Screens, b.picture(p))
		case p.Kind == "film" && len(out.Film) < maxFilm:
			out.Film, out.FilmAt = append(out.Film, b.picture(p)), address(p.URL)
		}
	}
	if len(out.Film) == 1 { // one picture shows no coming up
		out.Film = nil
	}
	if len(out.Screens)+len(out.Film) == 0 {
		return nil
	}
	return &out
}

func (b *builder) picture(p *verdict.Picture) pictureView {
	v := pictureView{
		Name: b.name("time.page", p.Role), At: address(p.URL), Width: p.Width, Height: p.Height, Moment: b.duration(p.At),
		// Made of letters, digits, +, / and = only.
		Source: template.URL("data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(p.Data)),
	}
	if p.Kind == "phone" && p.Width > phoneWidth {
		v.Edge = phoneWidth
	}
	for _, box := range p.Boxes {
		if box.What != "lcp" && box.What != "wide" || box.Width <= 0 || box.Height <= 0 {
			continue
		}
		v.Boxes = append(v.Boxes, boxView{Box: box, Class: "frame-" + box.What, Name: b.text("picture." + box.What), Text: clean(box.Text, maxName)})
	}
	return v
}

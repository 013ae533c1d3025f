package facts

import (
	"slices"
	"strings"
	"unicode"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// Quote is what a hollow policy says instead: the sentence that calls it unfinished, else its first words, else its name.
func (p *Policy) Quote() string {
	if p.Hollow == "to-be-written" {
		if s := claim.ToCome(p.Text, p.Lang); s != "" {
			return s
		}
		for _, h := range cue.Default().Match(p.Text, cue.Body, p.Lang) {
			if h.Concept == cue.ComingSoon {
				return cue.Sentence(p.Text, h)
			}
		}
	}
	if p.Hollow == "owner-text" && p.filler != "" {
		return p.filler
	}
	return p.Title
}

// density is how many times fewer letters say the same in a language.
func density(lang string) int {
	if CJK(lang) {
		return 3
	}
	return 1
}

// Bounds of hollowness, letters of a Latin script.
const (
	emptyLetters = 12
	stubLetters  = 90
	// A text this long says something, even with a mark of an unfinished page in it.
	solidLetters = 700
	// A text no longer than this says little else where it says of itself that it is still to come.
	noticeLetters = 300
	// And one this long says much, whatever was left open in it: the blanks are told by themselves.
	wholeLetters = 3 * solidLetters
)

// hollow says why a text says nothing; "" when it does say something.
func (s *Site) hollow(p *snapshot.Page, text string, n int) string {
	d := density(p.Lang)
	switch {
	case n < emptyLetters/d:
		return "empty"
	case n*d <= solidLetters && (s.ownMarks(p, snapshot.MarkComingSoon) > 0 || s.cues.Has(text, cue.Body, p.Lang, cue.ComingSoon)):
		return "to-be-written"
	case n*d <= noticeLetters && claim.ToCome(text, p.Lang) != "":
		return "to-be-written"
	case n*d <= solidLetters && s.ownMarks(p, snapshot.MarkPlaceholder) > 0, filler(text), openBlanks(p) >= manyBlanks && n*d <= wholeLetters:
		return "owner-text"
	case n*d <= 3*stubLetters && s.hints(text, p.Lang, cue.Placeholder):
		return "owner-text"
	case n*d <= solidLetters && formOnly(p):
		return "form-only"
	case n*d < stubLetters && onlyHeading(p, text, n):
		return "heading-only"
	case n*d < stubLetters && !says(text, p.Lang, s.cues):
		return "stub"
	default:
		return ""
	}
}

// hints reports whether a short text holds a cue, also one that is never enough in a long one.
func (s *Site) hints(text, lang string, c cue.Concept) bool {
	return slices.ContainsFunc(s.cues.Match(text, cue.Body, lang), func(h cue.Hit) bool { return h.Concept == c })
}

// scant reports whether a text was found to say little, rather than something of no use.
func scant(hollow string) bool {
	return hollow == "empty" || hollow == "heading-only" || hollow == "stub"
}

// filledLater reports whether a page that says little may say more in a browser: in a frame, a picture or a file in place, or by a script that
// the home page does not load. Services that keep policies for shops fill them in like that.
func (s *Site) filledLater(p *snapshot.Page) bool {
	home, shared := map[snapshot.StrID]bool{}, map[snapshot.StrID]bool{} // scripts; pictures, such as a logo above every page
	if s.Home != nil && s.Home != p {
		for _, l := range s.Read(s.Home).Links {
			home[l.To] = l.Kind == snapshot.LinkScript
		}
		for i := range s.Home.Images {
			shared[s.Home.Images[i].Src] = true
		}
	}
	for _, l := range s.Read(p).Links {
		switch {
		case l.Zone.Shared():
		case l.Kind == snapshot.LinkFrame, l.Kind == snapshot.LinkMedia, l.Kind == snapshot.LinkScript && !home[l.To]:
			return true
		}
	}
	return p.Shell || slices.ContainsFunc(p.Images, func(img snapshot.Image) bool { return !shared[img.Src] })
}

// fillerWords are words of the printers' filler text that no policy in any of our languages is full of.
var fillerWords = map[string]bool{
	"lorem": true, "ipsum": true, "dolor": true, "amet": true, "consectetur": true, "adipiscing": true, "elit": true, "vestibulum": true, "nulla": true,
	"vitae": true, "quis": true, "nunc": true, "mauris": true, "pellentesque": true, "vivamus": true, "suspendisse": true, "tincidunt": true, "eget": true,
	"aliquam": true, "faucibus": true, "eleifend": true, "ullamcorper": true, "sagittis": true, "tempor": true, "labore": true, "dolore": true, "magna": true,
	"eiusmod": true, "veniam": true, "laboris": true, "nisi": true, "voluptate": true, "velit": true, "cillum": true, "donec": true, "integer": true,
}

// filler reports whether a text is filler from end to end: every sixth word is one that only filler has.
func filler(text string) bool {
	n, f := 0, 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if n++; fillerWords[strings.ToLower(w)] {
			f++
		}
		if n == 400 {
			break
		}
	}
	return f >= 8 && f*6 >= n
}

// formOnly reports whether a page is a form to fill in rather than a text: a returns form is no returns policy.
func formOnly(p *snapshot.Page) bool {
	for i := range p.Forms {
		f := &p.Forms[i]
		n := 0
		for _, fd := range f.Fields {
			if fd.Type != "hidden" && fd.Type != "submit" {
				n++
			}
		}
		if !f.Zone.Shared() && n >= 5 {
			return true
		}
	}
	return false
}

// asks reports whether a page has a form of its own in which a buyer says who he is and what it is about.
func asks(p *snapshot.Page) bool {
	return slices.ContainsFunc(p.Forms, func(f snapshot.Form) bool {
		n := 0
		for _, fd := range f.Fields {
			switch fd.Type {
			case "password", "search": // signing in, or looking for something
				return false
			case "hidden", "submit", "button", "checkbox", "radio":
			default:
				n++
			}
		}
		return !f.Zone.Shared() && n >= 2
	})
}

// onlyHeading reports whether a text is no more than the headings in it. A part of a page has but its own.
func onlyHeading(p *snapshot.Page, text string, n int) bool {
	h := 0
	for i := range p.Headings {
		if p.Headings[i].Level < 6 && strings.Contains(text, p.Headings[i].Text) {
			h += letters(p.Headings[i].Text)
		}
	}
	return h > 0 && n <= h+5
}

// says reports whether a short text is a whole statement: that nothing can be returned, how long something takes, an address to write to.
func says(text, lang string, cues *cue.Matcher) bool {
	if len(cue.DayCounts(text, lang)) > 0 || strings.Contains(text, "@") || strings.ContainsFunc(text, unicode.IsDigit) {
		return true
	}
	return cues.Has(text, cue.Body, lang, cue.NoReturns)
}

// manyBlanks is how many different blanks of a template make a text one that nobody filled in; one or two may be forgotten in a whole text.
const manyBlanks = 3

// openBlanks counts the different blanks of a template in a text: in brackets, as variables, as rows of X or circles.
func openBlanks(p *snapshot.Page) int {
	seen := map[string]bool{}
	for i := range p.Marks {
		if m := &p.Marks[i]; m.Kind == snapshot.MarkPlaceholder && OpenBlank(m.Value) {
			seen[m.Value] = true
		}
	}
	return len(seen)
}

// OpenBlank reports whether a mark can be nothing but a blank of a template.
func OpenBlank(value string) bool {
	return strings.ContainsAny(value, "[]{}<>%【】［］〔〕○〇◯") || strings.Contains(value, "XX")
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

package facts

import (
	"hash/maphash"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

// Shops laid out in tables show their menus and side boxes in the middle of every page. A line that stands on a good share of all pages is
// such a frame, not what a page says.
const (
	frameShare = 0.3
	framePages = 6
	frameSpan  = 400 // pages that are counted
	frameLine  = 80  // runes: menus and boxes are made of short lines; a paragraph that stands on many pages is still said by each
)

// frameLines counts in how many pages each line of text stands.
type frameLines struct {
	seed  maphash.Seed
	count map[uint64]int
	pages int
}

func (s *Site) countLines() {
	f := &frameLines{seed: maphash.MakeSeed(), count: map[uint64]int{}}
	for _, p := range s.Pages {
		if !p.TextKept || f.pages >= frameSpan {
			continue
		}
		s.Read(p)
		f.pages++
		seen := map[uint64]bool{}
		for line := range strings.Lines(p.Text) {
			h := maphash.String(f.seed, strings.TrimSpace(line))
			if !seen[h] {
				seen[h] = true
				f.count[h]++
			}
		}
	}
	s.lines = f
}

// framed reports whether a line belongs to the frame of the pages.
func (f *frameLines) framed(line string) bool {
	if utf8.RuneCountInString(line) > frameLine {
		return false
	}
	n := f.count[maphash.String(f.seed, strings.TrimSpace(line))]
	return n >= framePages && float64(n) >= frameShare*float64(f.pages)
}

// bannerShare is the share of all pages on which a line stands that is the shop's banner, and not one of goods or of a group of pages.
const bannerShare = 0.8

// banners returns the lines of the home page's own text that stand on nearly all pages: a theme that marks no header has them in the middle.
func (s *Site) banners() (lines []string) {
	if s.lines == nil || s.lines.pages < framePages || s.Home == nil {
		return nil
	}
	for line := range strings.Lines(s.Read(s.Home).Text) {
		n := s.lines.count[maphash.String(s.lines.seed, strings.TrimSpace(line))]
		if s.lines.framed(line) && float64(n) >= bannerShare*float64(s.lines.pages) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// own returns a text without the lines of the frame; the text itself where there are none.
func (s *Site) own(text string) string {
	if s.lines == nil || s.lines.pages < framePages {
		return text
	}
	var b strings.Builder
	cut := false
	for line := range strings.Lines(text) {
		if s.lines.framed(line) {
			cut = true
			continue
		}
		b.WriteString(line)
	}
	if !cut {
		return text
	}
	return b.String()
}

// ownMarks counts the marks of a kind that do not stand in the frame.
func (s *Site) ownMarks(p *snapshot.Page, k snapshot.MarkKind) int {
	n := 0
	for i := range s.Read(p).Marks {
		if p.Marks[i].Kind == k && !(s.lines != nil && s.lines.framed(p.Marks[i].Snippet)) {
			n++
		}
	}
	return n
}

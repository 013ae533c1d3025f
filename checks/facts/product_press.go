package facts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// pressedInLine reports whether a line of its own holds nothing but words to press, one of which buys: themes draw buttons of elements that are none.
func (s *Site) pressedInLine(p *snapshot.Page) bool {
	const lines, words = 300, 8
	seen := 0
	for line := range strings.Lines(p.Text) {
		line = strings.TrimSpace(line)
		if n := utf8.RuneCountInString(line); n < 2 || n > aLine || strings.ContainsAny(line, ".?!。？！:：") || strings.Count(line, " ") > words {
			continue
		}
		if seen++; seen > lines {
			return false
		}
		for i := range p.Prices {
			if q := &p.Prices[i]; q.At >= 0 && q.Text != "" {
				line = strings.Replace(line, q.Text, " ", 1)
			}
		}
		if s.onlyPresses(line, p.Lang) {
			return true
		}
	}
	return false
}

// onlyPresses reports whether nearly all letters of a line belong to words of buttons, and some of them buy.
func (s *Site) onlyPresses(line, lang string) bool {
	buys := false
	said := make([]bool, len(line))
	read := func(from, to int) {
		for _, h := range s.cues.Match(line[from:to], cue.LinkText, lang) {
			if h.Weight < 0.99 {
				continue
			}
			buys = buys || h.Concept == cue.AddToCart || h.Concept == cue.BuyButton
			for i := from + h.Start; i < from+h.End; i++ {
				said[i] = true
			}
		}
	}
	read(0, len(line))
	for from := 0; from < len(line); { // each button by itself: some words say it only alone
		to := from + 1 + strings.IndexByte(line[from:]+" ", ' ')
		read(from, min(to, len(line)))
		from = to
	}
	if !buys {
		return false
	}
	all, covered := 0, 0
	for i, r := range line {
		if !unicode.IsLetter(r) {
			continue
		}
		if all++; said[i] {
			covered++
		}
	}
	return 3*covered >= 2*all
}

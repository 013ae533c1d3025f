package extract

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	yearFirst = regexp.MustCompile(`(20\d\d) ?[-/.年년] ?(\d{1,2}) ?[-/.月월] ?(\d{1,2})(?:\D|$)`)
	yearLast  = regexp.MustCompile(`(?:^|\D)(\d{1,2})([./-]) ?(\d{1,2})[./-] ?(20\d\d)(?:\D|$)`)
	dayNamed  = regexp.MustCompile(`(?:^|\D)(\d{1,2})(?:st|nd|rd|th|er|º|°)?\.? (?:de |of )?(\pL{3,12})\.?,? (?:de )?(20\d\d)(?:\D|$)`)
	initials  = regexp.MustCompile(`(?:^| )\pL\.(?: |$)`) // "Anja A.", "J. Smit"
	anyDay    = regexp.MustCompile(`\d{1,2}[./-] ?\d{1,2}[./-] ?20\d\d`)
	wordEnds  = regexp.MustCompile(`\pL{3,}\. *\pL`)
	monNamed  = regexp.MustCompile(`(\pL{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?, (20\d\d)(?:\D|$)`)
)

// monthNames are the beginnings by which the names of months are told apart in the languages with Latin letters, January first.
var monthNames = [12]string{
	"jan ene gen sty", "feb fév fev lut", "mar mär maa mrt", "apr avr abr kwi", "may mai mei mag maj", "jun juin giu cze",
	"jul juil lug lip", "aug aoû ago sie", "sep set wrz", "oct okt ott out paź", "nov lis", "dec dez déc dic gru",
}

func monthNamed(word string) int {
	word = strings.ToLower(word)
	for i, names := range monthNames {
		for name := range strings.FieldsSeq(names) {
			if strings.HasPrefix(word, name) {
				return i + 1
			}
		}
	}
	return 0
}

// dayIn returns the first day that a text names in one of the ways in which it cannot be misread, as "2006-01-02", and where it stands; "" where it names
// none. Of "3/4/2026" nobody can say whether it is in March or in April.
func dayIn(text string) (day string, from, to int) {
	best := len(text) + 1
	take := func(m []int, y, mon, d int) {
		t := time.Date(y, time.Month(mon), d, 0, 0, 0, 0, time.UTC)
		if m[0] < best && mon >= 1 && mon <= 12 && t.Day() == d {
			day, from, to, best = t.Format(time.DateOnly), m[0], m[1], m[0]
		}
	}
	num := func(m []int, i int) int { n, _ := strconv.Atoi(text[m[2*i]:m[2*i+1]]); return n }
	if m := yearFirst.FindStringSubmatchIndex(text); m != nil {
		take(m, num(m, 1), num(m, 2), num(m, 3))
	}
	if m := yearLast.FindStringSubmatchIndex(text); m != nil {
		switch a, b := num(m, 1), num(m, 3); {
		case text[m[4]:m[5]] == "." || a > 12:
			take(m, num(m, 4), b, a)
		case b > 12 || a == b:
			take(m, num(m, 4), a, b)
		}
	}
	if m := dayNamed.FindStringSubmatchIndex(text); m != nil {
		take(m, num(m, 3), monthNamed(text[m[4]:m[5]]), num(m, 1))
	}
	if m := monNamed.FindStringSubmatchIndex(text); m != nil {
		take(m, num(m, 3), monthNamed(text[m[2]:m[3]]), num(m, 2))
	}
	return day, from, to
}

// longestByline is how many letters stand at most in a line that says who wrote a review and when, beside the day.
const (
	longestByline = 40
	maxByline     = 120 // bytes of it
)

// byline reads a short text that names a day for who wrote the review, and when; false where it is none.
func (rd *reviewReader) byline(text string) bool {
	text = fold(text, 160)
	day, from, to := dayIn(text)
	if day == "" {
		return false
	}
	if rest := text[:from] + " " + text[to:]; letters(rest) > longestByline || strings.ContainsAny(rest, "!?。！？") || wordEnds.MatchString(rest) {
		return false // what the buyer tells names a day
	}
	if rd.r.Day == "" {
		rd.r.Day = day
	}
	if rd.author == "" && rd.part {
		rd.author = firstOf(namePiece(text[:from]), namePiece(text[to:]))
	} else if rd.author == "" {
		for _, part := range [...]string{text[:from], text[to:]} {
			if _, _, ok := outOf(mark(part)); ok {
				part = strings.TrimPrefix(part, mark(part)) // "5 van 5, Anja A., 01-01-2026"
			}
			part, _, _ = strings.Cut(strings.Trim(part, " ,;:–—-|·()（）"), ",")
			if part = nameOf(strings.Trim(part, "★☆ ")); part != "" && !strings.ContainsAny(initials.ReplaceAllString(part, " "), "0123456789/.!?。") {
				rd.author = part
				break
			}
		}
	}
	return true
}

// listedReview reports whether an item of a list, or a row, in a part that is named after reviews is one: it shows stars, or so many of five, and a day.
func listedReview(n *html.Node) bool {
	if n.DataAtom != atom.Li && n.DataAtom != atom.Tr {
		return false
	}
	budget, starred, dated, nested := 60, false, false, false
	within(n, &budget, func(c *html.Node) {
		switch {
		case c.Type == html.TextNode:
			if !starred {
				_, _, of := outOf(c.Data)
				starred = of || strings.ContainsAny(c.Data, "★☆")
			}
			if !dated {
				day, _, _ := dayIn(c.Data)
				dated = day != ""
			}
		case c.DataAtom == atom.Time:
			dated = true
		case c.DataAtom == n.DataAtom:
			nested = true
		}
	})
	return starred && dated && !nested
}

package content

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	isoDay   = regexp.MustCompile(`\b(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b`)
	shortDay = regexp.MustCompile(`\b(\d{1,2})[./-] ?(\d{1,2})[./-] ?(20\d\d)\b`)
	eastDay  = regexp.MustCompile(`(20\d\d) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号號]`)
	dayFirst = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th|er|º|°)?\.? (?:de |of )?(\pL{3,12})\.?,? (?:de )?(20\d\d)\b`)
	monFirst = regexp.MustCompile(`\b(\pL{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (20\d\d)\b`)
)

// months are names of months and their beginnings, by the first three or more letters that tell them apart in the languages with Latin letters.
var months = []struct {
	month time.Month
	names []string
}{
	{time.January, []string{"jan", "janv", "ene", "gen", "sty"}}, {time.February, []string{"feb", "fév", "fev", "lut"}}, {time.March, []string{"mar", "mär", "maa", "mrt"}},
	{time.April, []string{"apr", "avr", "abr", "kwi"}}, {time.May, []string{"may", "mai", "mei", "mag", "maj"}}, {time.June, []string{"jun", "juin", "giu", "cze"}},
	{time.July, []string{"jul", "juil", "lug", "lip"}}, {time.August, []string{"aug", "aoû", "ago", "sie"}}, {time.September, []string{"sep", "set", "wrz"}},
	{time.October, []string{"oct", "okt", "ott", "out", "paź"}}, {time.November, []string{"nov", "lis"}}, {time.December, []string{"dec", "dez", "déc", "dic", "gru"}},
}

func monthOf(word string) (time.Month, bool) {
	word = strings.ToLower(word)
	for _, m := range months {
		for _, n := range m.names {
			if strings.HasPrefix(word, n) {
				return m.month, true
			}
		}
	}
	return 0, false
}

// lastDay returns the latest day that a sentence names. One must bear a year; days behind it without one belong to that year, or to the next
// where they would come before it: "from 20 December 2026 to 6 January". A day at the head of a line is that of the notice, and no last day of anything.
func lastDay(s string) (time.Time, bool) {
	last, ok := lastDated(s)
	first, end := firstDay(s)
	if !ok || first.IsZero() {
		return last, ok
	}
	if noticeHead(s, end) {
		last, _ = lastDated(s[end:])
	}
	for _, d := range bareDays(s[end:], first) {
		if d.After(last) {
			last = d
		}
	}
	return last, !last.IsZero()
}

// lastDated returns the latest day with a year that a sentence names.
func lastDated(s string) (time.Time, bool) {
	var last time.Time
	take := func(y, m, d int) {
		t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
		if m >= 1 && m <= 12 && t.Day() == d && t.After(last) {
			last = t
		}
	}
	num := func(s string) int { n, _ := strconv.Atoi(s); return n }
	for _, re := range []*regexp.Regexp{isoDay, eastDay} {
		for _, m := range re.FindAllStringSubmatch(s, 8) {
			take(num(m[1]), num(m[2]), num(m[3]))
		}
	}
	for _, m := range shortDay.FindAllStringSubmatch(s, 8) {
		take(num(m[3]), num(m[2]), num(m[1]))
		take(num(m[3]), num(m[1]), num(m[2]))
	}
	for _, m := range dayFirst.FindAllStringSubmatch(s, 8) {
		if month, ok := monthOf(m[2]); ok {
			take(num(m[3]), int(month), num(m[1]))
		}
	}
	for _, m := range monFirst.FindAllStringSubmatch(s, 8) {
		if month, ok := monthOf(m[1]); ok {
			take(num(m[3]), int(month), num(m[2]))
		}
	}
	// A year that belongs to no day we could read may be a later one.
	for _, y := range years(s) {
		if !last.IsZero() && y > last.Year() {
			return time.Time{}, false
		}
	}
	return last, !last.IsZero()
}

var (
	headDay   = regexp.MustCompile(`^\W{0,3}(20\d\d[-/.]\d{1,2}[-/.]\d{1,2}|20\d\d ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일号號]|\d{1,2}[./]\d{1,2}[./]20\d\d)\b?\.?`)
	goesOn    = regexp.MustCompile(`^\s*(?:[(（][^)）]{1,4}[)）])?\s*(?:\d{1,2}[:：時시点點]\d{0,2}[分분]?)?\s*(?:から|より|まで|부터|까지|起|至|到|止|前|[-–—~～〜]|bis|to|until|through|au|al|tot|do|a\b|até|hasta|fino)`)
	eastBare  = regexp.MustCompile(`(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号號]`)
	eastNext  = regexp.MustCompile(`^(?:[(（][^)）]{1,4}[)）])? ?(?:から|부터|至|到|[-–—~～〜]) ?(\d{1,2}) ?[日일号號]`)
	dayBare   = regexp.MustCompile(`\b(\d{1,2})(?:st|nd|rd|th|er|º|°)?\.? (?:de |of )?(\pL{3,12})`)
	monthBare = regexp.MustCompile(`\b(\pL{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?\b`)
	shortBare = regexp.MustCompile(`\b(\d{1,2})[./](\d{1,2})\b`)
)

// firstDay returns the first day with a year that a sentence names, and where it ends.
func firstDay(s string) (time.Time, int) {
	at, end := len(s)+1, 0
	for _, re := range []*regexp.Regexp{isoDay, eastDay, shortDay, dayFirst, monFirst} {
		if m := re.FindStringIndex(s); m != nil && m[0] < at {
			at, end = m[0], m[1]
		}
	}
	if end == 0 {
		return time.Time{}, 0
	}
	day, _ := lastDated(s[at:end])
	return day, end
}

// noticeHead reports whether a sentence begins with a day that is not the beginning of a span of days.
func noticeHead(s string, end int) bool {
	m := headDay.FindStringIndex(s)
	return m != nil && m[1] >= end && !goesOn.MatchString(s[end:])
}

// bareDays returns the days without a year that follow a day with one.
func bareDays(s string, from time.Time) []time.Time {
	var out []time.Time
	take := func(m, d int) {
		t := time.Date(from.Year(), time.Month(m), d, 0, 0, 0, 0, time.UTC)
		if m < 1 || m > 12 || t.Day() != d {
			return
		}
		if t.Before(from) {
			t = t.AddDate(1, 0, 0)
		}
		out = append(out, t)
	}
	num := func(s string) int { n, _ := strconv.Atoi(s); return n }
	if m := eastNext.FindStringSubmatch(s); m != nil {
		take(int(from.Month()), num(m[1]))
	}
	for _, m := range eastBare.FindAllStringSubmatch(s, 8) {
		take(num(m[1]), num(m[2]))
	}
	for _, m := range dayBare.FindAllStringSubmatch(s, 8) {
		if month, ok := monthOf(m[2]); ok {
			take(int(month), num(m[1]))
		}
	}
	for _, m := range monthBare.FindAllStringSubmatch(s, 8) {
		if month, ok := monthOf(m[1]); ok {
			take(int(month), num(m[2]))
		}
	}
	for _, m := range shortBare.FindAllStringSubmatch(s, 8) {
		take(num(m[2]), num(m[1]))
		take(num(m[1]), num(m[2]))
	}
	return out
}

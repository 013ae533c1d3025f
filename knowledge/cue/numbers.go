package cue

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// DayCount is a length of time met in a text.
type DayCount struct {
	Min, Max int  // in days, both inclusive; equal unless a range was given. Hours are rounded up to days, a month is 30 days
	Months   int  // the longer end in months, where the text counts in months or years; 0 otherwise
	Business bool // working days
	Start    int  // byte offsets into the text that was given
	End      int

	years bool // counted in years
	unit  unitKind
}

// DayCounts returns the durations in text: digits (full-width too) or number words with a unit of time, single or as a
// range ("2-3 Werktage", "within fourteen days", "3～5営業日"). It does not know what a duration is about: "open 7 days
// a week" is one. Calendar dates, percentages and times of day are none. The words are those of lang and of English; of
// all languages when lang is unknown.
func DayCounts(text, lang string) []DayCount {
	all := Periods(text, lang)
	return slices.DeleteFunc(all, func(d DayCount) bool { return d.years })
}

// Periods is DayCounts with years as well: guarantees are counted so, deliveries are not.
func Periods(text, lang string) []DayCount { return PeriodsAfter(text, lang, DayCount{}) }

// PeriodsAfter is Periods for a text that goes on after one with a duration, in the same paragraph: a range in words may leave out the unit then, as in
// "Two to three days. Abroad seven to ten."
func PeriodsAfter(text, lang string, last DayCount) []DayCount {
	return Default().dayCounts(text, maskOf(lang)|english, last)
}

func (m *Matcher) dayCounts(text string, langs langMask, last DayCount) []DayCount {
	sc := scratches.Get().(*scratch)
	defer scratches.Put(sc)
	sc.n.reset()
	sc.n.read(text, foldDays)
	var all []DayCount
	for i := range m.days {
		if langs&(1<<i) != 0 {
			s := dayScan{t: &m.days[i], b: string(sc.n.b), last: last}
			all = append(all, s.run()...)
		}
	}
	slices.SortFunc(all, func(x, y DayCount) int {
		if x.Start != y.Start {
			return x.Start - y.Start
		}
		if x.End != y.End {
			return y.End - x.End
		}
		if x.Business != y.Business && x.Business {
			return -1
		}
		return 0
	})
	out, reach := all[:0], 0
	for _, d := range all {
		if d.Start < reach {
			continue // another language read the same words
		}
		reach = d.End
		d.Start, d.End = sc.n.span(text, int32(d.Start), int32(d.End))
		out = append(out, d)
	}
	return out
}

// dayScan reads the durations of one language in one folded text.
type dayScan struct {
	t    *dayTable
	b    string
	last DayCount // the duration before
	here bool     // it stands in this text
}

func (s *dayScan) run() []DayCount {
	var out []DayCount
	lastNumber := -1 // end of a number that had no unit
	for i := 0; i < len(s.b); {
		if !s.t.starts[s.b[i]] || !s.wordStart(i) {
			i++ // a byte inside a character starts no word either
			continue
		}
		if d, ok := s.span(i); ok {
			out = append(out, d)
			s.last, s.here, i = d, true, d.End
			continue
		}
		if s.weekday(i) {
			i += runeLen(s.b, i)
			continue
		}
		n, end := s.number(i)
		if end < 0 {
			i += runeLen(s.b, i)
			continue
		}
		compound := lastNumber >= 0 && strings.Trim(s.b[lastNumber:i], " -") == "" && !isDigit(s.b[i])
		lastNumber = end
		if d, ok := s.duration(i, n, end); ok && !compound {
			out = append(out, d)
			s.last, s.here, i, lastNumber = d, true, d.End, -1
			continue
		}
		if d, ok := s.elided(i, n, end); ok && !compound {
			out = append(out, d)
			i, lastNumber = d.End, -1
			continue
		}
		if s.dated(i) {
			end = s.skipRange(end)
		}
		i = end
	}
	return out
}

// weekday reports whether what looks like a number names a day of the week: 星期六日 are Saturday and Sunday.
func (s *dayScan) weekday(i int) bool {
	if s.b[i] < utf8.RuneSelf {
		return false
	}
	for _, before := range []string{"星期", "礼拜", "禮拜", "週", "周"} {
		if strings.HasSuffix(s.b[:i], before) {
			return true
		}
	}
	return false
}

func runeLen(s string, at int) int {
	_, size := utf8.DecodeRuneInString(s[at:])
	return size
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// span reads a word that is a duration by itself.
func (s *dayScan) span(i int) (DayCount, bool) {
	w, end := s.word(s.t.spans, i)
	if w == nil {
		return DayCount{}, false
	}
	d := DayCount{Min: w.n, Max: w.n, Start: i, End: end}
	if at := s.connector(s.t.to, end); at > end && at < len(s.b) { // "이틀에서 나흘"
		if to, last := s.word(s.t.spans, at); to != nil && to.n > w.n {
			d.Max, d.End = to.n, last
		}
	}
	if w.n%365 == 0 {
		d.Months, d.years = w.n/365*12, true
	}
	return d, true
}

// word returns the longest word of list at i, ending on a word bound, and its end.
func (s *dayScan) word(list []dayWord, i int) (*dayWord, int) {
	for k := range list {
		w := &list[k]
		if !strings.HasPrefix(s.b[i:], w.text) {
			continue
		}
		end := i + len(w.text)
		last, _ := utf8.DecodeLastRuneInString(w.text)
		if end < len(s.b) && isWord(last) {
			next, _ := utf8.DecodeRuneInString(s.b[end:])
			if isWord(next) {
				continue
			}
		}
		return w, end
	}
	return nil, i
}

// wordStart reports whether no word runs on into i.
func (s *dayScan) wordStart(i int) bool {
	if i == 0 {
		return true
	}
	first, _ := utf8.DecodeRuneInString(s.b[i:])
	before, _ := utf8.DecodeLastRuneInString(s.b[:i])
	return !isWord(first) || !isWord(before)
}

// number reads digits or a number word at i; end is -1 when there is none.
func (s *dayScan) number(i int) (n, end int) {
	if i >= len(s.b) || s.afterSeparator(i) {
		return 0, -1 // "from 3 to" may be where a text ends
	}
	if !isDigit(s.b[i]) {
		if w, end := s.word(s.t.numbers, i); w != nil {
			return w.n, end
		}
		return 0, -1
	}
	end = i
	for end < len(s.b) && isDigit(s.b[end]) {
		if n < 10000 {
			n = n*10 + int(s.b[end]-'0')
		}
		end++
	}
	if end+1 < len(s.b) && (s.b[end] == ',' || s.b[end] == '.' || s.b[end] == ':') && isDigit(s.b[end+1]) {
		for end < len(s.b) && (isDigit(s.b[end]) || s.b[end] == ',' || s.b[end] == '.' || s.b[end] == ':') {
			end++
		}
		return 0, end // a decimal, a date, a time or an amount: nobody counts days so
	}
	return n, end
}

// afterSeparator reports whether i goes on with a number that a slash or stop began: "24/7", "3.5".
func (s *dayScan) afterSeparator(i int) bool {
	return i >= 2 && (s.b[i-1] == '/' || s.b[i-1] == '.' || s.b[i-1] == ',' || s.b[i-1] == ':') && isDigit(s.b[i-2])
}

// dated reports whether what stands before i makes the number a date or an ordinal.
func (s *dayScan) dated(i int) bool {
	return s.follows(s.t.before, i)
}

// follows reports whether one of the words of list ends just before i.
func (s *dayScan) follows(list []dayWord, i int) bool { return s.front(list, i) < i }

// front is where the longest of the words of list that end just before i begins, i when none does.
func (s *dayScan) front(list []dayWord, i int) int {
	before := strings.TrimRight(s.b[:i], " ")
	first := i
	for _, w := range list {
		if at := len(before) - len(w.text); at < first && strings.HasSuffix(before, w.text) && s.wordStart(at) {
			first = at
		}
	}
	return first
}

// skipRange goes past the second half of a range of dates.
func (s *dayScan) skipRange(i int) int {
	if _, _, end := s.unit(i); end > i {
		i = end
	}
	if end := s.connector(s.t.to, i); end > i {
		if _, e := s.number(end); e > 0 {
			return e
		}
	}
	return i
}

// duration reads what follows a number.
func (s *dayScan) duration(start, n, end int) (DayCount, bool) {
	if n < 1 || n > maxCount || s.dated(start) {
		return DayCount{}, false
	}
	end = s.repeated(n, end)
	low, high := n, n
	kind, work, unitEnd := s.unit(end)
	lowKind := kind
	connectors := [][]dayWord{s.t.to, s.t.or}
	at := end
	if kind != noUnit {
		connectors, at = connectors[:1], s.inOtherWords(low, kind, unitEnd) // "2 days or 3 weeks" are two durations, "2 days - 3 weeks" is one
	}
	for _, list := range connectors {
		m, secondEnd := s.second(list, at)
		if secondEnd < 0 || (kind != noUnit && s.b[strings.IndexFunc(s.b[at:], notSpace)+at] == '/') {
			continue
		}
		k, w, e := s.unit(s.repeated(m, secondEnd))
		if k == noUnit || (lowKind == noUnit && m < n) {
			continue
		}
		if lowKind == noUnit {
			lowKind = k
		}
		kind, work, unitEnd, high = k, work || w, e, m
		break
	}
	if m, e := s.nextInWords(start, n, end); kind == noUnit && m > n {
		if k, w, last := s.unit(e); k != noUnit {
			lowKind, kind, work, unitEnd, high = k, k, w, last, m
		}
	}
	if kind != noUnit && low == high && len(s.t.most) > 0 {
		if m, e := s.atMost(unitEnd); m > n {
			unitEnd, high = e, m
		}
	}
	if kind == years && high > maxYears {
		return DayCount{}, false // the year of a date
	}
	lowDays, ok1 := toDays(low, lowKind)
	highDays, ok2 := toDays(high, kind)
	if kind == noUnit || !ok2 || !ok1 && low == high || lowDays > highDays {
		return DayCount{}, false
	}
	// "영업일 기준 1일": the word for working days belongs to the number.
	from := s.front(s.t.workFront, start)
	return DayCount{Min: lowDays, Max: highDays, Months: toMonths(high, kind), Business: work || kind == workDays || from < start, Start: from, End: unitEnd, years: kind == years, unit: kind}, true
}

// maxCount is the largest number taken for a count of hours, days, weeks or months.
const maxCount = 3650

// maxYears is the largest number taken for a count of years.
const maxYears = 30

func notSpace(r rune) bool { return r != ' ' }

// toDays converts; a clock hour below a full day is taken for a time of day.
func toDays(n int, kind unitKind) (int, bool) {
	switch kind {
	case hours:
		return (n + 23) / 24, true
	case clockHours:
		return (n + 23) / 24, n >= 24
	case weeks:
		return n * 7, true
	case months:
		return n * 30, true
	case years:
		return n * 365, true
	}
	return n, true
}

func toMonths(n int, kind unitKind) int {
	switch kind {
	case months:
		return n
	case years:
		return n * 12
	default:
		return 0
	}
}

// repeated goes past the same number once more in brackets: "fourteen (14) days", "14 (vierzehn) Tage".
func (s *dayScan) repeated(n, end int) int {
	at := s.spaces(end)
	if at >= len(s.b) || s.b[at] != '(' {
		return end
	}
	at = s.spaces(at + 1)
	if at >= len(s.b) {
		return end
	}
	if m, e := s.number(at); e > 0 && m == n {
		if e = s.spaces(e); e < len(s.b) && s.b[e] == ')' {
			return e + 1
		}
	}
	return end
}

// inOtherWords goes past a bracket that says the same length of time once more: "1일(24시간) ~ 5일".
func (s *dayScan) inOtherWords(n int, kind unitKind, i int) int {
	at := s.spaces(i)
	if at >= len(s.b) || s.b[at] != '(' {
		return i
	}
	m, end := s.number(s.spaces(at + 1))
	if end < 0 {
		return i
	}
	unit, _, end := s.unit(end)
	days, ok := toDays(n, kind)
	same, known := toDays(m, unit)
	if end = s.spaces(end); !ok || !known || days != same || end >= len(s.b) || s.b[end] != ')' {
		return i
	}
	return end + 1
}

func (s *dayScan) spaces(i int) int {
	for i < len(s.b) && s.b[i] == ' ' {
		i++
	}
	return i
}

// connector returns the end of a range word at i, or i.
func (s *dayScan) connector(list []dayWord, i int) int {
	at := s.spaces(i)
	if at < len(s.b) {
		first, _ := utf8.DecodeRuneInString(s.b[at:])
		if at == i && isWord(first) && i > 0 && isDigit(s.b[i-1]) {
			return i
		}
		if w, end := s.word(list, at); w != nil {
			return s.spaces(end)
		}
	}
	return i
}

// second reads a range word and the number after it; end is -1 when they are not there.
func (s *dayScan) second(list []dayWord, i int) (n, end int) {
	at := s.connector(list, i)
	if at == i || at >= len(s.b) {
		return 0, -1
	}
	if isDigit(s.b[at]) {
		for end = at; end < len(s.b) && isDigit(s.b[end]); end++ {
			n = min(n*10+int(s.b[end]-'0'), maxCount+1)
		}
		return n, end
	}
	return s.number(at)
}

// unit reads fillers, words for "working" on either side, and a unit of time; end is i when there is no unit.
func (s *dayScan) unit(i int) (kind unitKind, work bool, end int) {
	at := i
	for range 3 {
		at = s.spaces(at)
		if at < len(s.b) && s.b[at] == '-' && at == i {
			at++
		}
		if at >= len(s.b) {
			return noUnit, false, i
		}
		if w, e := s.word(s.t.units, at); w != nil {
			if _, other := s.word(s.t.after, at); other > at {
				return noUnit, false, i
			}
			kind, end = w.kind, e
			if strings.HasPrefix(s.b[end:], "(") {
				end = s.plural(end)
			}
			if _, e := s.word(s.t.work, s.spaces(end)); s.spaces(end) < len(s.b) && e > s.spaces(end) {
				work, end = true, e
			}
			return kind, work, end
		}
		if _, e := s.word(s.t.work, at); e > at {
			work, at = true, e
		} else if _, e := s.word(s.t.filler, at); e > at {
			at = e
		} else {
			return noUnit, false, i
		}
	}
	return noUnit, false, i
}

// plural goes past a bracketed ending: "day(s)", "Tag(e)".
func (s *dayScan) plural(i int) int {
	if stop := strings.IndexByte(s.b[i:], ')'); stop > 0 && stop <= 4 {
		return i + stop + 1
	}
	return i
}

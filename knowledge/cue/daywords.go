package cue

import (
	"slices"
	"strings"
)

// dayWords is the [durations] table of a data file.
type dayWords struct {
	Hour      []string       `toml:"hour"`
	ClockHour []string       `toml:"clock-hour"` // words for hours that also tell the time of day: a duration only from 24 on
	Day       []string       `toml:"day"`
	WorkDay   []string       `toml:"work-day"`
	Week      []string       `toml:"week"`
	Month     []string       `toml:"month"`
	Year      []string       `toml:"year"`        // for Periods only
	Work      []string       `toml:"work"`        // makes the days beside it working days, on either side of the unit
	WorkFront []string       `toml:"work-before"` // the same, before the number
	Filler    []string       `toml:"filler"`      // may stand between number and unit without changing the sense
	To        []string       `toml:"to"`          // between the ends of a range
	Or        []string       `toml:"or"`          // the same, but only directly between two numbers
	Most      []string       `toml:"most"`        // beside a longer end that has no unit: "two days, three at most"
	By        []string       `toml:"by"`          // behind a range without a unit: whoever brings it follows
	Numbers   map[string]int `toml:"numbers"`
	Spans     map[string]int `toml:"spans"`  // words that are a duration by themselves, in days
	Before    []string       `toml:"before"` // directly before a number: it is a date or an ordinal
	After     []string       `toml:"after"`  // unit and following characters that together mean something else
}

type unitKind uint8

const (
	noUnit unitKind = iota
	hours
	clockHours
	days
	workDays
	weeks
	months
	years
)

type dayWord struct {
	text string
	kind unitKind
	n    int
}

// dayTable is a dayWords ready for use: every list longest first.
type dayTable struct {
	starts                                                                          [256]bool // bytes with which a number or a span can begin
	units, work, workFront, filler, to, or, most, by, numbers, spans, before, after []dayWord
}

func newDayTable(w dayWords) dayTable {
	var t dayTable
	for kind, words := range map[unitKind][]string{hours: w.Hour, clockHours: w.ClockHour, days: w.Day, workDays: w.WorkDay, weeks: w.Week, months: w.Month, years: w.Year} {
		t.units = append(t.units, dayList(words, kind)...)
	}
	t.work, t.filler, t.or = dayList(w.Work, workDays), dayList(w.Filler, noUnit), dayList(w.Or, noUnit)
	t.to = append(dayList(w.To, noUnit), dayList([]string{"-", "~", "〜", "−", "至", "/"}, noUnit)...)
	t.workFront = dayList(w.WorkFront, workDays)
	t.most, t.by = dayList(w.Most, noUnit), dayList(w.By, noUnit)
	t.before, t.after = dayList(w.Before, noUnit), dayList(w.After, noUnit)
	for word, n := range w.Numbers {
		t.numbers = append(t.numbers, withNumber(word, n)...)
	}
	for word, n := range w.Spans {
		t.spans = append(t.spans, withNumber(word, n)...)
	}
	for c := '0'; c <= '9'; c++ {
		t.starts[c] = true
	}
	for _, list := range [][]dayWord{t.numbers, t.spans} {
		for _, w := range list {
			t.starts[w.text[0]] = true
		}
	}
	for _, list := range [][]dayWord{t.units, t.work, t.filler, t.to, t.or, t.most, t.by, t.numbers, t.spans, t.before, t.after} {
		slices.SortFunc(list, func(x, y dayWord) int {
			if len(x.text) != len(y.text) {
				return len(y.text) - len(x.text)
			}
			return strings.Compare(x.text, y.text)
		})
	}
	return t
}

func dayList(words []string, kind unitKind) []dayWord {
	var list []dayWord
	for _, w := range words {
		for _, d := range withNumber(w, 0) {
			d.kind = kind
			list = append(list, d)
		}
	}
	return list
}

// withNumber returns a word as written and without accents.
func withNumber(word string, n int) []dayWord {
	folded := Fold(word)
	list := []dayWord{{text: folded, n: n}}
	if plain := stripAccents(folded); plain != folded {
		list = append(list, dayWord{text: plain, n: n})
	}
	return list
}

package main

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"
)

// columns is how wide a terminal at least is.
const columns = 80

// print writes the table and every mistake.
func (r *result) print(w io.Writer) {
	for _, m := range r.mistakes {
		fmt.Fprintf(w, "%s\n    %s\n", m.file, clip(m.detector+": want "+shown(m.want)+", got "+shown(m.got), 4*columns))
	}
	if len(r.mistakes) > 0 {
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%-24s %5s %5s  %9s %6s  %s\n", "detector", "pages", "n", "precision", "recall", "short of its target")
	for _, d := range ranks {
		var all score
		var short []string
		for i := range r.scores {
			s := &r.scores[i]
			if s.detector != d {
				continue
			}
			all.pages, all.right, all.missed, all.alarms = all.pages+s.pages, all.right+s.right, all.missed+s.missed, all.alarms+s.alarms
			if s.short() {
				short = append(short, s.lang)
			}
		}
		if all.pages > 0 {
			fmt.Fprintf(w, "%-24s %5d %5d  %9.3f %6.3f  %s\n", d, all.pages, all.n(), all.precision(), all.recall(), strings.Join(short, " "))
		}
	}
	traps := 0
	for i := range r.pages {
		if r.pages[i].label.Trap != "" {
			traps++
		}
	}
	fmt.Fprintf(w, "%d pages, %d of them traps; %d mistakes\n", len(r.pages), traps, len(r.mistakes))
}

// clip cuts a text to n columns.
func clip(s string, n int) string {
	for i, r := range s {
		n--
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n--
		}
		if n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}

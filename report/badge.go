package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// gradePaint is the colour of each grade on the badge; white letters on each have a contrast of at least 4.5 to 1.
var gradePaint = map[string]string{"A": "#16763f", "B": "#4a7316", "C": "#8a6100", "D": "#a6500f", "E": "#b3382c", "F": "#96212f"}

// Badge writes a small picture (SVG) with the score and the day on which the shop was looked at, since a score is of a day.
func Badge(w io.Writer, v *verdict.Verdict, o Options) error {
	if v == nil {
		return errNoVerdict
	}
	b := newBuilder(v, o, 0)
	s := b.score(&v.Initial)
	name, value, paint := b.text("badge.name"), b.text("score.none.short"), "#5f6368"
	if s.Known {
		value, paint = s.Grade+" · "+itoa(s.Value), gradePaint[s.Grade]
	}
	if !v.Taken.IsZero() {
		value += " · " + v.Taken.UTC().Format("2006-01-02")
	}
	const letter, margin = 7, 10 // of 11 px sans-serif letters, in px
	left, right := width(name)*letter+2*margin, width(value)*letter+2*margin
	all := left + right
	label := escapedXML(b.text("badge.name") + ": " + value)
	_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="22" role="img" aria-label="%s"><title>%s</title>`+
		`<clipPath id="r"><rect width="%d" height="22" rx="4"/></clipPath><g clip-path="url(#r)"><rect width="%d" height="22" fill="#33383d"/>`+
		`<rect x="%d" width="%d" height="22" fill="%s"/></g><g fill="#fff" font-family="Verdana,DejaVu Sans,Noto Sans CJK SC,sans-serif" font-size="11" text-anchor="middle">`+
		`<text x="%d" y="15" textLength="%d">%s</text><text x="%d" y="15" textLength="%d">%s</text></g></svg>`+"\n",
		all, label, label, all, left, left, right, paint,
		left/2, left-2*margin, escapedXML(name), left+right/2, right-2*margin, escapedXML(value))
	if err != nil {
		return fmt.Errorf("write badge: %w", err)
	}
	return nil
}

func escapedXML(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}

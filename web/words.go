package web

import (
	"html/template"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/catalogue/notify"
	"github.com/shopvet/shopvet/report"
	"github.com/shopvet/shopvet/verdict"
)

// The lengths, in characters, at which texts that others wrote are cut.
const (
	maxName  = 120
	maxQuote = 300
)

// functions are what templates can call in one language.
func functions(w report.Words) template.FuncMap {
	return template.FuncMap{
		"t": w.Text, "n": w.Count, "num": w.Number, "name": w.Name,
		"date":    func(t time.Time) string { return timeText(t, w.Text("date")) },
		"day":     func(t time.Time) string { return timeText(t, dayLayout(w)) },
		"iso":     func(t time.Time) string { return t.UTC().Format(time.RFC3339) },
		"every":   func(d time.Duration) string { return every(w, d) },
		"percent": report.Percent,
		"href":    report.Href,
		"clean":   func(s string) string { return report.Clean(s, maxQuote) },
		"seller":  sellerName,
		"why":     func(s string) string { return why(w, s) },
		"signed":  func(n int) string { return signed(w, n) },
		"alert":   func(a catalogue.Alert) string { return notify.What(w.Lang(), &a) },
		"shown":   func(t catalogue.Trait) string { return traitText(w, t) },
		"lang":    langName,
		"sub":     func(list ...any) []any { return list },
	}
}

// langName is what a language calls itself.
func langName(lang string) string {
	return nonEmpty(map[string]string{"en": "English", "de": "Deutsch", "zh": "中文"}[lang], lang)
}

// dayLayout is how a language writes a day.
func dayLayout(w report.Words) string {
	if w.Has("day") {
		return w.Text("day")
	}
	return "2 January 2006"
}

func timeText(t time.Time, layout string) string {
	if t.IsZero() {
		return "–"
	}
	return t.UTC().Format(layout)
}

// sellerName is what a seller is called: its name, or else its domain.
func sellerName(n catalogue.Seller) string {
	return nonEmpty(report.Clean(n.Name, maxName), nonEmpty(report.Clean(n.Domain, maxName), report.Clean(n.URL, maxName)))
}

// traitText is what sellers have in common as the shop writes it; of a policy, which it is.
func traitText(w report.Words, t catalogue.Trait) string {
	if t.Kind == catalogue.TraitPolicy && w.Has("policy."+t.Shown) {
		return w.Text("policy." + t.Shown)
	}
	return report.Clean(t.Shown, maxQuote)
}

// signed writes a change of a score.
func signed(w report.Words, n int) string {
	switch {
	case n > 0:
		return "+" + w.Number(n)
	case n < 0:
		return "−" + w.Number(-n)
	}
	return "±0"
}

// every says a cadence.
func every(w report.Words, d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d <= 0:
		return w.Text("web.every.never")
	case d%day == 0:
		return w.Count("web.every.days", int(d/day))
	case d%time.Hour == 0:
		return w.Count("web.every.hours", int(d/time.Hour))
	}
	return w.Count("web.every.minutes", int(d/time.Minute))
}

// reason says why a shop could not be looked at: what stood in the way is known by its name in every language.
func reason(w report.Words, n *catalogue.Seller, r *catalogue.Result) string {
	switch {
	case r == nil || n.Now.State == catalogue.Failed:
		return why(w, n.Now.Reason)
	case r.Obstacle == "" && n.Now.Reason == r.Outcome: // the verdict told no more
		return w.Text("stop." + r.Outcome)
	case r.Obstacle != "":
		return w.Message("", verdict.Message{Key: "note.obstacle." + r.Obstacle, Text: n.Now.Reason})
	}
	return w.Message("", verdict.Message{Key: "note.stop." + r.Outcome, Text: n.Now.Reason})
}

package web

import (
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/report"
)

// Below the curve stand two short labels, since both have to fit on a phone; the words beside it tell the days in full.
func TestCurveLabelsAreShort(t *testing.T) {
	morning := time.Date(2026, 11, 27, 0, 6, 0, 0, time.UTC)
	for _, lang := range report.Languages() {
		w := report.NewWords(lang, ownWords(lang))
		sameDay := newCurve(w, []catalogue.Result{{Taken: morning.Add(2 * time.Hour), Score: 96}, {Taken: morning, Score: 95}})
		if got := sameDay.Ticks[0].Text + " " + sameDay.Ticks[1].Text; got != "00:06 02:06" {
			t.Errorf("%s: on one day the labels are %q", lang, got)
		}
		if !strings.Contains(sameDay.Says, "2026") || !strings.Contains(sameDay.Says, "02:06") {
			t.Errorf("%s: the words do not tell when: %q", lang, sameDay.Says)
		}
		weeks := newCurve(w, []catalogue.Result{{Taken: morning.AddDate(0, 0, 20), Score: 96}, {Taken: morning, Score: 95}})
		if got := weeks.Ticks[1].Text; got != timeText(morning.AddDate(0, 0, 20), dayLayout(w)) {
			t.Errorf("%s: over weeks the label is %q", lang, got)
		}
	}
}

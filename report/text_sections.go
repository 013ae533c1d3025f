package report

import (
	"slices"
	"strings"
)

// findings lists what was found, by part of the score.
func (t *writer) findings() {
	t.heading(t.text("find.heading"))
	if len(t.Groups) == 0 {
		t.para("", t.text("find.none"), plain)
		return
	}
	for i, g := range t.Groups {
		if i > 0 {
			t.line()
		}
		t.para("", g.Name, bold)
		for _, f := range g.Findings {
			t.finding(f)
		}
	}
}

// finding tells one result and where it can be seen.
func (t *writer) finding(f findingView) {
	sign, tone := "  ! ", yellow
	if f.Fail {
		sign, tone = "  ✗ ", red
	}
	tags := f.Severity
	if f.Confidence != "" {
		tags += t.text("list.comma") + f.Confidence
	}
	for _, r := range f.Fixes {
		tags += " · " + r.Text
	}
	t.paraLed(sign, tone, f.Heading, plain)
	t.para("    ", f.Status+" · "+tags, faint)
	for _, p := range slices.Concat(f.Places, f.Further) {
		t.place(p)
	}
	t.para("      ", f.More, plain)
	t.para("    ", f.Why, faint)
	if len(f.Fixes) == 0 {
		t.para("    ", f.Fix, plain)
	}
	t.para("    ", f.Duty, faint)
}

// place tells one finding's evidence.
func (t *writer) place(p placeView) {
	const indent = "      "
	lead := "    - "
	if p.Message != "" {
		t.para(lead, p.Message, plain)
		lead = indent
	}
	for _, e := range p.Evidence {
		t.para(lead, e.URL.Text, cyan)
		lead = indent
		if e.Target.Text != "" {
			t.para(indent, t.led("find.about", e.Target.Text), plain)
		}
		if e.Place != "" {
			t.para(indent, t.led("find.place", e.Place), plain)
		}
		if e.Header != "" {
			t.para(indent, t.led("find.header", e.Header), plain)
		}
		if e.Quote != "" {
			t.para(indent, t.text("quote", "text", e.Quote), plain)
		}
		if e.Value != "" {
			t.para(indent, e.Value, bold)
		}
		if e.Limit != "" {
			t.para(indent, t.text("find.limit")+t.text("colon")+e.Limit, plain)
		}
	}
	t.para(indent, p.More, plain)
}

// gaps tells what could not be seen, and why.
func (t *writer) gaps() {
	g := t.Gaps
	t.heading(t.text("gap.heading"))
	if g.None {
		t.para("", t.text("gap.none"), plain)
		return
	}
	t.para("", t.text("gap.intro"), faint)
	if g.Obstacle != "" {
		t.para("", t.text("gap.obstacle")+t.text("colon")+g.Obstacle, plain)
	}
	if len(g.Look) > 0 {
		t.para("", t.text("gap.look.intro"), plain)
		t.bullets(g.Look)
	}
	if len(g.Verify) > 0 {
		t.line()
		t.para("", t.text("gap.verify"), bold)
		t.para("", t.text("gap.verify.intro"), faint)
		for _, v := range g.Verify {
			t.sides("  ? ", v.Title, plain, v.Gain, faint)
			t.para("    ", v.Why, plain)
		}
		t.para("  ", g.VerifyMore, plain)
	}
	t.unseen(t.text("gap.reasons"), t.text("gap.reasons.intro"), g.Unseen)
	t.unseen(t.text("gap.broken"), t.text("gap.broken.intro"), g.Broken)
}

// taken lists what the owner accepts, with both sides.
func (t *writer) taken() {
	if len(t.Accepted) == 0 {
		return
	}
	t.heading(t.text("accepted.heading"))
	t.para("", t.text("accepted.intro"), faint)
	for _, a := range t.Accepted {
		t.para("  = ", a.Heading, plain)
		reason := t.text("accepted.reason") + t.text("colon") + a.Reason
		if a.Until != "" {
			reason += t.text("aside", "text", a.Until)
		}
		t.para("    ", reason, plain)
		for _, l := range a.Places {
			t.para("    ", l.Text, cyan)
		}
		t.para("    ", a.More, faint)
	}
}

// unseen lists checks under the reason that kept them from being made.
func (t *writer) unseen(heading, intro string, list []unseenView) {
	if len(list) == 0 {
		return
	}
	t.line()
	t.para("", heading, bold)
	t.para("", intro, faint)
	for _, u := range list {
		t.para("  ", u.Reason, plain)
		t.para("    ", strings.Join(u.Checks, t.text("list.semicolon")), faint)
	}
}

// bullets lists short texts.
func (t *writer) bullets(list []string) {
	for _, s := range list {
		t.para("  - ", s, plain)
	}
}

// known lists what is known about the shop, each with where it was read.
func (t *writer) known() {
	t.heading(t.text("shop.heading"))
	t.para("", t.text("shop.intro"), faint)
	t.pairs(t.Known.General)
	for _, s := range t.Known.Sections {
		t.line()
		t.para("", s.Title, bold)
		if len(s.Facts) == 0 {
			t.para("  ", t.text("shop.notread"), plain)
		}
		for _, f := range s.Facts {
			line := f.Kind
			if f.Value != "" {
				line += t.text("colon") + f.Value
			}
			if f.Note != "" {
				line += t.text("aside", "text", f.Note)
			}
			t.para("  ", line, plain)
			t.para("    ", f.At.Text, cyan)
		}
		t.para("  ", s.More, plain)
	}
}

// secured tells how the shop's hosts are reached.
func (t *writer) secured() {
	if len(t.Connections) == 0 {
		return
	}
	t.heading(t.text("tls.heading"))
	t.para("", t.text("tls.intro"), faint)
	for _, h := range t.Connections {
		t.line()
		t.para("", h.Name, bold)
		t.pairs(h.Facts)
	}
}

// pairs lists names with their values: side by side, or one below the other where that gets too narrow.
func (t *writer) pairs(list []pairView) {
	names := 0
	for _, p := range list {
		names = max(names, width(p.Name))
	}
	for _, p := range list {
		value := p.Value
		if p.Note != "" {
			value += t.text("aside", "text", p.Note)
		}
		if p.At.Text != "" {
			value += " · " + p.At.Text
		}
		if names > t.columns/2-4 {
			t.para("  ", p.Name, faint)
			t.para("    ", value, plain)
		} else {
			t.para("  "+pad(p.Name, names)+"  ", value, plain)
		}
	}
}

// all lists every check with how it ended.
func (t *writer) all() {
	t.heading(t.text("all.heading"))
	for _, part := range t.All {
		t.para("", part.Name, bold)
		for _, r := range part.Rows {
			t.sides("  ", r.Title, plain, r.Status, faint)
			if r.Reason != r.Title && r.Reason != r.Title+"." {
				t.para("    ", r.Reason, faint)
			}
		}
	}
}

// made explains the score.
func (t *writer) made() {
	t.heading(t.text("made.heading"))
	t.bullets(t.Made)
}

// scan tells how the shop was looked at.
func (t *writer) scan() {
	t.heading(t.text("scan.heading"))
	t.para("", t.text("all.intro", "pass", t.Counts["pass"], "warn", t.Counts["warn"], "fail", t.Counts["fail"],
		"unknown", t.Counts["unknown"], "na", t.Counts["not-applicable"]), plain)
	t.para("", t.Broken, plain)
	t.pairs(t.Scan)
	t.bullets(t.Notes)
}

// foot says what the report is not.
func (t *writer) foot() {
	t.line()
	t.para("", strings.Join(t.Foot, " "), faint)
}

// led is a text behind the word that says what it is; a wide colon needs no blank after it.
func (t *writer) led(key, text string) string {
	word := t.text(key)
	if strings.HasSuffix(word, "：") {
		return word + text
	}
	return word + " " + text
}

package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// scoreView is the score of one stage in words and numbers.
type scoreView struct {
	Known            bool // a score may be shown: there is one, and enough was seen for a grade
	Value, Low, High int
	Grade            string
	Provisional      string // "" when it is firm
	Range            string // how far it could move; "" where all was seen
	Coverage         string
	Seen             string // the coverage in words
	Why              string // why no score is shown
}

// howSure is how far the score could move, and how much was seen.
func (s *scoreView) howSure() string {
	if s.Range == "" {
		return s.Seen
	}
	return s.Range + " · " + s.Seen
}

// capView is a condition that limits the score.
type capView struct {
	Lead, Class, Reason string
	Limit               int
	Checks              []ref
}

// ref leads to a finding on the same page.
type ref struct{ Text, Anchor string }

// factorView is one part of the score.
type factorView struct {
	Name, Gloss      string
	Seen             bool
	Mark             int
	Weight           string
	Share            float64 // of the heaviest factor, 0 to 1
	Coverage, Anchor string  // Anchor: of its findings, "" without
	Findings         int
}

// gradeEdges are the scores from which the grades are given, lowest first; made.7 says them in words.
var gradeEdges = [...]struct {
	grade string
	from  float64
}{{"F", 0}, {"E", 25}, {"D", 40}, {"C", 55}, {"B", 70}, {"A", 85}}

// gradeOf is the grade of a score.
func gradeOf(score float64) string {
	grade := ""
	for _, e := range gradeEdges {
		if e.grade == "F" || math.Round(score) >= e.from {
			grade = e.grade
		}
	}
	return grade
}

func itoa(n int) string { return strconv.Itoa(n) }

// score makes the view of one stage. A value without a grade is not shown: too little was seen to say it aloud.
func (b *builder) score(s *verdict.Score) scoreView {
	out := scoreView{Value: s.Value, Low: s.Low, High: s.High, Grade: clean(s.Grade, 2), Coverage: percent(s.Coverage)}
	out.Seen = b.text("score.coverage", "coverage", out.Coverage)
	if !s.Known || s.Grade == "" {
		switch {
		case s.Why != nil && b.message("", *s.Why) != "":
			out.Why = sentence(b.message("", *s.Why))
		case s.Known:
			out.Why = b.text("answer.noscore.coverage", "coverage", out.Coverage)
		}
		return out
	}
	out.Known = true
	out.Range = b.text("score.range", "low", s.Low, "high", s.High)
	switch {
	case s.Coverage >= 1 && s.Low == s.High: // nothing is left that could move the score
		out.Range, out.Seen = "", b.text("score.coverage.all")
	case s.Low == s.High:
		out.Range = b.text("score.range.none")
	}
	if s.Provisional {
		out.Provisional = b.text("score.provisional")
	}
	return out
}

// mature adds the score of returning customers, or why there is none.
func (b *builder) mature(out *view) {
	m := b.score(&b.v.Mature)
	if m.Known {
		out.Mature = &m
		return
	}
	out.Why = m.Why
}

// firstView is the one thing to mend first.
type firstView struct {
	Title, Anchor, Effort string
	From, To              int    // the score now, and with this alone mended
	Gains                 bool   // To is above From
	Gain                  string // the same in words, "" where no score is given
	Reach                 string // how many fixes lead to the next grade
}

// answer is what the reader came for: can a stranger trust this shop, what is to be mended first, what does it gain.
func (b *builder) answer(out *view) {
	if out.Score.Known {
		out.Says = []string{b.verdictLine(out.Score)}
	} else {
		out.Says = b.noScore(out.Score)
	}
	if line := b.elsewhere(); line != "" {
		out.Says = append([]string{line}, out.Says...)
	}
	if out.Clean != "" {
		out.Also = append(out.Also, out.Clean)
	} else {
		out.First = b.firstFix(out)
	}
	if b.v.Development {
		out.Also = append(out.Also, b.text("answer.development"))
	}
}

// verdictLine says in one sentence what the grade means; where limits alone set it, what outweighs the rest.
func (b *builder) verdictLine(s scoreView) string {
	caps := b.v.Initial.Caps
	if len(caps) > 0 && gradeOf(b.v.Initial.Raw) != gradeOf(float64(s.Value)) {
		return b.count("answer.capped", len(caps), "reason", sentence(b.message("", caps[0].Reason)))
	}
	return b.name("answer", s.Grade)
}

// noScore says that there is no score, why, and that this is no reproach.
func (b *builder) noScore(s scoreView) []string {
	lines := []string{b.text("answer.noscore")}
	if s.Why != "" {
		lines[0] += b.text("sentence.gap") + s.Why
	}
	if o := b.v.Crawl.Obstacle; o != "" {
		lines = append(lines, b.text("answer.obstacle", "what", b.name("obstacle", o)))
	}
	for _, g := range b.v.Crawl.LookGaps { // of all gaps the one that explains the others
		if key := strings.Replace(g.Key, "look.", "answer.why.", 1); b.locale[key] != "" {
			lines = append(lines, b.text(key, "detail", fmt.Sprint(g.Args["detail"])))
		}
	}
	if b.nothingForSale() {
		lines = append(lines, b.text("answer.why.goods"))
	}
	return append(append(lines, b.cutShort()...), b.text("answer.noscore.meaning"))
}

// nothingForSale reports whether a full look lacks nothing but goods and what belongs to them: this may be no shop at all.
func (b *builder) nothingForSale() bool {
	lacks := map[string]bool{}
	for _, g := range b.v.Crawl.LookGaps {
		lacks[g.Key] = true
	}
	goods := lacks["look.listing"] && lacks["look.product"]
	delete(lacks, "look.cart")
	return goods && len(lacks) == 2
}

// cutShort says what ended the visit early, and that pages need a browser where there was none.
func (b *builder) cutShort() []string {
	var out []string
	scripts := slices.ContainsFunc(b.v.Crawl.LookGaps, func(g verdict.Message) bool { return g.Key == "look.scripts" })
	for _, n := range b.v.Notes {
		switch {
		case strings.HasPrefix(n.Key, "note.stop.") && b.v.Crawl.Obstacle == "":
			out = append(out, b.message("", n))
		case scripts && (n.Key == "note.browser.off" || n.Key == "note.browser.missing"):
			out = append(out, b.text("answer.scripted"))
		}
	}
	return out
}

// firstFix names the first fix, its gain, and how many fixes lead to the next grade. There is at least one.
func (b *builder) firstFix(out *view) *firstView {
	a, s := b.v.Actions[0], out.Score
	first := &firstView{Title: strings.TrimRight(b.actionTitle(&a), ".。"), Anchor: out.Fixes[0].ID, Effort: out.Fixes[0].Effort}
	if !s.Known {
		return first
	}
	first.From, first.To, first.Gains = s.Value, s.Value+a.Gain, a.Gain > 0
	if first.Gains {
		first.Gain = b.text("answer.first.gain", "from", first.From, "to", first.To)
	} else {
		first.Gain = b.text("answer.first.later")
	}
	for i, a := range b.v.Actions {
		if a.Reaches && a.Grade != "" {
			first.Reach = b.count("answer.reach", i+1, "from", s.Grade, "to", clean(a.Grade, 2), "after", a.After)
			break
		}
	}
	return first
}

// lines is the answer as sentences.
func (v *view) lines(l locale) []string {
	out := slices.Clone(v.Says)
	if f := v.First; f != nil {
		line := l.text("answer.first", "title", f.Title)
		if f.Gain != "" {
			line += l.text("sentence.gap") + f.Gain
		}
		out = append(out, line)
		if f.Reach != "" {
			out = append(out, f.Reach)
		}
	}
	return append(out, v.Also...)
}

// nothing says that there is nothing to mend, as far as that can be said; "" when there is something.
func (b *builder) nothing() string {
	if len(b.v.Actions) > 0 {
		return ""
	}
	partly := !b.v.Crawl.FullLook
	for i := range b.v.Results {
		r := &b.v.Results[i]
		if shown(r) {
			return b.text("answer.minor")
		}
		partly = partly || r.Status == verdict.Unknown || r.Status == verdict.Broken
	}
	if partly {
		return b.text("answer.clean.partly")
	}
	return b.text("answer.clean")
}

// caps lists the limits that hold, lowest first, and what they and the deduction amount to.
func (b *builder) caps() ([]capView, []string) {
	s := &b.v.Initial
	var out []capView
	for i, c := range first(s.Caps, maxRows) {
		key := "cap.also"
		if i == 0 {
			key = "cap.binds"
		}
		cv := capView{Lead: b.text(key, "limit", c.Limit), Reason: b.message("", c.Reason), Limit: c.Limit, Checks: b.refs(c.Checks)}
		if class, ok := b.locale["cap.class."+c.Class]; ok {
			cv.Class = b.text("cap.about", "class", class)
		}
		out = append(out, cv)
	}
	if !s.Known || s.Grade == "" {
		return out, nil
	}
	var notes []string
	raw := int(math.Round(s.Raw))
	if s.Deduction > 0 {
		notes = append(notes, b.count("cap.deduction", s.Deduction))
	}
	if raw > s.Value && len(out) > 0 {
		key := "cap.raw"
		if s.Deduction > 0 {
			key = "cap.raw.and"
		}
		notes = append(notes, b.text(key, "raw", raw))
	}
	return out, notes
}

// refs leads to the findings of checks; a check without a finding on the page is named without a link.
func (b *builder) refs(checks []string) []ref {
	var out []ref
	for _, id := range first(checks, maxRows) {
		out = append(out, ref{Text: b.found(id), Anchor: b.anchors[id]})
	}
	if rest := b.rest(len(checks), maxRows); rest != "" {
		out = append(out, ref{Text: rest})
	}
	return out
}

// found is what a check found, or else what it stands for.
func (b *builder) found(check string) string {
	for i := range b.v.Results {
		if r := &b.v.Results[i]; r.Check == check && b.reason(r) != "" {
			return b.reason(r)
		}
	}
	return b.title(check)
}

// factors lists the parts of the score, in the order of the verdict, with the weight that sets the length of their bars.
func (b *builder) factors(groups []groupView) []factorView {
	list := first(b.v.Initial.Factors, maxRows)
	heaviest := 0.0
	for _, f := range list {
		heaviest = max(heaviest, f.Weight)
	}
	var out []factorView
	for _, f := range list {
		if f.Weight <= 0 || f.Checks+f.Unknown == 0 {
			continue
		}
		fv := factorView{Name: b.factorName(f.Factor), Gloss: b.gloss(f.Factor), Seen: f.Checks > 0, Mark: int(math.Round(clamp(f.Mark))),
			Weight: percent(f.Weight / 100), Share: f.Weight / heaviest, Coverage: percent(f.Coverage)}
		for _, g := range groups {
			if g.factor == f.Factor {
				fv.Anchor, fv.Findings = g.Anchor, len(g.Findings)
			}
		}
		out = append(out, fv)
	}
	return out
}

// factorName is a factor's name in everyday words.
func (b *builder) factorName(f verdict.Factor) string {
	if name, ok := b.locale["factor."+string(f)]; ok {
		return name
	}
	if name := f.Name(); name != "" {
		return name
	}
	for _, fs := range b.v.Initial.Factors {
		if fs.Factor == f && fs.Name != "" {
			return clean(fs.Name, maxName)
		}
	}
	return clean(string(f), maxName)
}

// gloss says what a factor is about, "" for one that is not known here.
func (b *builder) gloss(f verdict.Factor) string { return b.locale["gloss."+string(f)] }

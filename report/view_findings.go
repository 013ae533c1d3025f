package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/verdict"
)

// fixView is one change, in the order of advice.
type fixView struct {
	Number         int
	ID             string
	Title, Fix     string
	Effort         string
	Duty           bool
	Lifts          bool
	Scored         bool // a score stands behind Before, After and Gain
	Before, After  int
	Alone          string
	Gain           string // what it adds in this order
	NoGain         string // why it adds nothing, "" when it does
	Brief          bool   // one of many: told on demand
	Grade, Reaches string
	Later          bool     // counts for returning customers only
	Steps          []string // where it is set in the shop system
	Ready          []readyView
	See            []ref // to texts that stand at an earlier fix
	Owed           *owedView
	Terms          []termView // met here for the first time
	Findings       []ref
}

// groupView is the findings of one factor.
type groupView struct {
	Name, Gloss, Anchor string
	Findings            []findingView
	factor              verdict.Factor
}

// findingView is one result that is not in order, with where that can be seen.
type findingView struct {
	Anchor, Check      string
	Fail               bool
	Heading            string
	Status, Severity   string
	Confidence         string
	Expected, Why, Fix string
	Fixes              []ref
	Places             []placeView // the first ones
	Further            []placeView // those shown on demand
	Show               string      // the invitation to see them
	HasLimit           bool
	More, SeenOf       string
	Duty               string
	Sources            []link
	Terms              []termView
}

// placeView is one place where a finding can be seen.
type placeView struct {
	Anchor, Reference, Message string
	Evidence                   []evidenceView
	More                       string
}

// evidenceView is what can be looked up there.
type evidenceView struct {
	URL, Target   link
	Place, Header string
	Quote, Value  string
	Limit         string
}

// fixViews lists the actions with the score before and after each.
func (b *builder) fixViews() []fixView {
	s := b.score(&b.v.Initial)
	before := s.Value
	out := make([]fixView, 0, len(b.v.Actions))
	for i, a := range b.v.Actions {
		f := fixView{Number: i + 1, ID: b.unique("fix-" + itoa(i+1)), Title: b.actionTitle(&a), Fix: beyond(b.actionFix(&a), b.actionTitle(&a)),
			Effort: b.name("effort", itoa(a.Effort)), Duty: a.Duty, Lifts: len(a.Lifts) > 0, Brief: i >= fullFixes, Findings: b.refs(a.Checks),
			Later: a.Stage == verdict.StageMature, Steps: b.steps(&a), Owed: b.owed(&a)}
		f.Ready, f.See = b.ready(&a, i+1)
		f.Terms = b.terms(b.explained, f.Title, f.Fix)
		if s.Known {
			f.Scored, f.Before, f.After, f.Grade = true, before, a.After, clean(a.Grade, 2)
			f.Alone, f.Gain = b.gain(a.Gain), b.gain(a.After-before)
			switch {
			case a.After > before:
			case f.Later:
				f.NoGain = b.text("fix.nogain.later")
			case a.RawGain >= 1:
				f.NoGain = b.text("fix.nogain.why")
			default:
				f.NoGain = b.text("fix.nogain.small")
			}
			if a.Reaches {
				f.Reaches = b.text("fix.reaches", "grade", f.Grade)
			}
			before = a.After
		}
		out = append(out, f)
	}
	return out
}

// beyond is what a fix says beyond its title, which may be its first sentence.
func beyond(fix, title string) string {
	rest, ok := strings.CutPrefix(fix, strings.TrimRight(title, ".。"))
	if end := sentence(rest); !ok || !strings.HasPrefix(end, ".") && !strings.HasPrefix(end, "。") {
		return fix
	}
	return strings.TrimLeft(rest, ".。 ")
}

// actionTitle is what an action asks for, in one line.
func (b *builder) actionTitle(a *verdict.Action) string {
	title := a.Title
	if len(a.Checks) > 0 {
		if fix, ok := b.translated(a.Checks[0], "fix"); ok {
			title = firstSentence(fix)
		}
	}
	return clean(title, maxName*2)
}

// actionFix is how an action is done.
func (b *builder) actionFix(a *verdict.Action) string {
	var fixes []string
	for _, check := range a.Checks {
		fix, ok := b.translated(check, "fix")
		if !ok {
			return clean(a.Fix, maxProse)
		}
		if !slices.Contains(fixes, fix) {
			fixes = append(fixes, fix)
		}
	}
	return clean(strings.Join(fixes, b.text("sentence.gap")), maxProse)
}

// firstSentence is the first sentence of a text in any of the report's languages.
func firstSentence(s string) string {
	for i, r := range s {
		switch {
		case r == '。':
			return s[:i+len("。")]
		case (r == '.' || r == '!') && i+2 < len(s) && s[i+1] == ' ' && isUpper(s[i+2:]):
			return s[:i+1]
		}
	}
	return s
}

// isUpper reports whether s begins with a capital letter, as a sentence does and what follows an abbreviation mostly does not.
func isUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// fullFixes is how many fixes are told in full; the others are told briefly.
const fullFixes = 6

// gain writes points won.
func (b *builder) gain(points int) string {
	if points <= 0 {
		return b.text("fix.nogain")
	}
	return b.text("fix.gain", "n", points)
}

// groups gathers what was found by factor: the heaviest factor first, in it what needs mending first.
func (b *builder) groups() []groupView {
	by := map[verdict.Factor][]*verdict.Result{}
	for i := range b.v.Results {
		if r := &b.v.Results[i]; shown(r) {
			f := b.v.Rules[r.Check].Factor
			by[f] = append(by[f], r)
		}
	}
	var out []groupView
	for _, f := range b.factorOrder(by) {
		rs := by[f]
		slices.SortStableFunc(rs, worse)
		g := groupView{Name: b.factorName(f), Gloss: b.gloss(f), Anchor: b.unique("part-" + slug(string(f))), factor: f}
		for _, r := range rs {
			g.Findings = append(g.Findings, b.finding(r))
		}
		out = append(out, g)
	}
	return out
}

// boolCompare orders false before true.
func boolCompare(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	default:
		return 1
	}
}

// factorOrder lists the factors of by: those of the score in its order, then the others by name.
func (b *builder) factorOrder(by map[verdict.Factor][]*verdict.Result) []verdict.Factor {
	rank := map[verdict.Factor]int{}
	for i, f := range b.v.Initial.Factors {
		rank[f.Factor] = i - len(b.v.Initial.Factors)
	}
	order := make([]verdict.Factor, 0, len(by))
	for f := range by {
		order = append(order, f)
	}
	slices.SortFunc(order, func(x, y verdict.Factor) int {
		return cmp.Or(cmp.Compare(rank[x], rank[y]), cmp.Compare(x, y))
	})
	return order
}

// finding makes the view of one result.
func (b *builder) finding(r *verdict.Result) findingView {
	rule := b.v.Rules[r.Check]
	f := findingView{Anchor: b.anchors[r.Check], Check: clean(r.Check, maxName), Fail: r.Status == verdict.Fail,
		Heading: b.reason(r), Status: b.name("status", string(r.Status)), Severity: b.name("severity", string(r.Severity)),
		Expected: b.title(r.Check), Why: b.why(r.Check), Fix: b.how(r.Check), Duty: b.duty(r.Duty)}
	if f.Heading == "" {
		f.Heading = f.Expected
	}
	switch {
	case rule.Experimental:
		f.Severity = b.text("find.trial")
	case r.Severity == verdict.Info:
		f.Severity = b.text("find.unscored")
	}
	if r.Confidence == verdict.Likely || r.Confidence == verdict.Unsure {
		f.Confidence = b.name("confidence", string(r.Confidence))
	}
	if n := b.fixes[r.Check]; n > 0 {
		f.Fixes = []ref{{Text: b.text("fix.number", "n", n), Anchor: "fix-" + itoa(n)}}
	}
	if r.Seen > 0 {
		f.SeenOf = b.count("find.seenof", r.Seen)
	}
	for _, s := range first(rule.Sources, maxRows) {
		l := address(s.URL)
		l.Text = clean(s.Title, maxQuote)
		f.Sources = append(f.Sources, l)
	}
	b.places(&f, r)
	f.Terms = b.terms(nil, f.Heading, f.Expected, f.Why, f.Fix)
	return f
}

// places adds the first findings of r and how many there are beyond them.
func (b *builder) places(f *findingView, r *verdict.Result) {
	findings := open(r)
	kept := len(findings)
	for _, x := range first(findings, b.limit) {
		p := placeView{Reference: clean(x.Fingerprint, 40), Message: b.message(r.Check, x.Message)}
		p.Anchor = b.unique("seen-" + slug(p.Reference))
		if p.Message == f.Heading {
			p.Message = ""
		}
		for _, e := range first(x.Evidence, maxEvidence) {
			ev := b.evidence(e)
			f.HasLimit = f.HasLimit || ev.Limit != ""
			p.Evidence = append(p.Evidence, ev)
		}
		if n := placesOf(&x) - len(p.Evidence); n > 0 {
			p.More = b.count("find.more.evidence", n)
		}
		if len(f.Places) < firstPlaces {
			f.Places = append(f.Places, p)
		} else {
			f.Further = append(f.Further, p)
		}
	}
	if n := len(f.Further); n > 0 {
		f.Show = b.count("find.further", n)
	}
	f.More = b.more(len(f.Places)+len(f.Further), kept, max(r.Total-(len(r.Findings)-kept), kept))
}

// firstPlaces is how many places of a finding stand open; the others are shown on demand where a format can do that.
const firstPlaces = 5

// maxEvidence is how many pieces of evidence are shown of one finding.
const maxEvidence = 5

// placesOf is how many places a finding has: those it names, or as many as it counts.
func placesOf(x *verdict.Finding) int {
	switch pages := x.Message.Args["pages"].(type) {
	case int:
		return max(pages, len(x.Evidence))
	case float64: // out of a JSON file
		return max(int(pages), len(x.Evidence))
	default:
		return len(x.Evidence)
	}
}

// more says how many findings there are beyond those shown, and where to see them.
func (b *builder) more(shown, kept, total int) string {
	if total <= shown {
		return ""
	}
	where := b.text("find.more.json")
	switch {
	case kept <= shown:
		where = b.text("find.more.lost")
	case kept < total:
		where = b.text("find.more.some", "n", b.number(kept-shown))
	}
	return b.count("find.more", total-shown, "where", where)
}

// evidence makes the view of one piece of evidence.
func (b *builder) evidence(e verdict.Evidence) evidenceView {
	if e.Target == e.URL {
		e.Target = "" // the page itself
	}
	return evidenceView{URL: address(e.URL), Target: address(e.Target), Place: b.place(e.Selector), Header: clean(e.Header, maxName),
		Quote: clean(e.Snippet, maxQuote), Value: b.alone(clean(e.Value, maxQuote)), Limit: b.phrase(clean(e.Limit, maxQuote))}
}

// place says in words where on a page something stands; a CSS selector stays as it is.
func (b *builder) place(selector string) string {
	return b.spot(selector)
}

// duty says what a market usually expects of sellers, "" when no duty stands behind a result.
func (b *builder) duty(d *verdict.Source) string {
	if d == nil {
		return ""
	}
	key := "find.duty"
	if d.Level == "should" || d.Level == "may" {
		key += "." + d.Level
	}
	out := b.text(key, "market", b.market(d.Market), "title", strings.TrimRight(clean(d.Title, maxQuote), "."))
	if d.From != "" {
		out += b.text("sentence.gap") + b.text("find.duty.from", "date", b.day(d.From))
	}
	return out + b.text("sentence.gap") + b.text("find.duty.advice")
}

// market is a market's name.
func (b *builder) market(code string) string {
	if s, ok := b.locale["market."+strings.ToLower(code)]; ok {
		return s
	}
	return strings.ToUpper(clean(code, 20))
}

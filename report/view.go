package report

import (
	"net/url"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

// view is a verdict made ready to be shown: every string from it cleaned and cut, every list ordered and bounded, every value of a
// closed list in words. The renderers add nothing but form.
type view struct {
	Lang        string
	Shop        string // the shop's name, or its address
	Target      link
	Taken       string
	Says        []string   // whether a stranger can trust this shop
	First       *firstView // the one thing to mend first, nil where there is nothing
	Also        []string
	Clean       string // what to say when there is nothing to mend, "" when there is
	Score       scoreView
	Mature      *scoreView // nil until it is known
	Why         string     // why there is no mature score
	Caps        []capView
	CapNote     []string
	Fixes       []fixView // of the first visit, then those that count for returning customers only
	Returning   *returningView
	Factors     []factorView
	Groups      []groupView
	Counts      map[string]int // status → checks
	InOrder     string         // how many of the checks that were judged are in order
	Accepted    []acceptedView
	Gaps        gapView
	Known       shopView
	Connections []hostView
	Made        []string
	All         []partRows
	Broken      string
	Scan        []pairView
	Timing      *timingView   // nil where nothing was timed
	Pictures    *picturesView // nil where there are none
	Notes       []string
	Foot        []string
}

// builder turns one verdict into its view.
type builder struct {
	locale
	v       *verdict.Verdict
	opts    Options
	limit   int                 // findings shown per check
	anchors map[string]string   // check id → id of its finding on the page
	fixes   map[string]int      // check id → number of the fix that resolves it, from 1
	taken   map[string]struct{} // ids given so far
	// owedSaid is set once the list of what sellers are asked to name was made: it stands at the first fix it is about.
	owedSaid  bool
	explained map[string]bool // terms that a fix explained
	texts     map[int]int     // text of the advice → number of the fix at which it stands
}

// newBuilder prepares to speak of v in the language of opts, with at most limit findings per check.
func newBuilder(v *verdict.Verdict, opts Options, limit int) *builder {
	b := &builder{locale: words(opts.Lang), v: v, opts: opts, limit: limit, anchors: map[string]string{}, fixes: map[string]int{},
		taken: map[string]struct{}{}, texts: map[int]int{}, explained: map[string]bool{}}
	if opts.MaxFindings > 0 {
		b.limit = opts.MaxFindings
	}
	b.index()
	return b
}

// newView makes the view of v with at most limit findings per check.
func newView(v *verdict.Verdict, opts Options, limit int) *view {
	b := newBuilder(v, opts, limit)
	out := &view{Lang: b.text("lang"), Shop: b.shopName(), Target: address(v.Target), Taken: b.date()}
	out.Score = b.score(&v.Initial)
	b.mature(out)
	out.Caps, out.CapNote = b.caps()
	out.Fixes = b.fixViews()
	out.Clean = b.nothing()
	out.Returning = b.returning(out.Fixes)
	if out.Score.Known {
		out.InOrder = b.inOrder(b.counts())
	}
	b.answer(out)
	out.Groups = b.groups()
	out.Factors = b.factors(out.Groups)
	out.Counts = b.counts()
	out.Accepted = b.accepted()
	out.Gaps = b.gaps()
	out.Known = b.known()
	out.Timing = b.timing()
	out.Pictures = b.pictures()
	out.Connections = b.connections()
	out.Made = b.made()
	out.All = b.all()
	if n := out.Counts[string(verdict.Broken)]; n > 0 {
		out.Broken = b.count("all.broken", n)
	}
	out.Scan = b.scan()
	out.Notes = b.messages(v.Notes)
	for _, key := range []string{"foot.advice", "foot.guarantee", "foot.measure", "foot.once"} {
		out.Foot = append(out.Foot, b.text(key))
	}
	return out
}

// maxRows bounds every list but those of fixes and checks; what is left out is counted.
const maxRows = 50

// first returns at most n of list.
func first[T any](list []T, n int) []T { return list[:min(len(list), n)] }

// rest says how many of a list are left out after the first n, "" for none.
func (b *builder) rest(total, n int) string {
	if total <= n {
		return ""
	}
	return b.count("more", total-n)
}

// messages lists texts, the first maxRows of them.
func (b *builder) messages(list []verdict.Message) []string {
	var out []string
	for _, m := range first(list, maxRows) {
		out = append(out, b.message("", m))
	}
	if rest := b.rest(len(list), maxRows); rest != "" {
		out = append(out, rest)
	}
	return out
}

// index gives every shown finding its place on the page, and every check the fix that resolves it.
func (b *builder) index() {
	for i, a := range b.v.Actions {
		for _, id := range a.Checks {
			if _, ok := b.fixes[id]; !ok {
				b.fixes[id] = i + 1
			}
		}
	}
	for i := range b.v.Results {
		if r := &b.v.Results[i]; shown(r) {
			if _, ok := b.anchors[r.Check]; !ok {
				b.anchors[r.Check] = b.unique("check-" + slug(r.Check))
			}
		}
	}
}

// unique returns id, with a number behind it if it was given before.
func (b *builder) unique(id string) string {
	try := id
	for n := 2; ; n++ {
		if _, ok := b.taken[try]; !ok {
			b.taken[try] = struct{}{}
			return try
		}
		try = id + "-" + itoa(n)
	}
}

// shown reports whether a result is something to mend or improve that its owner does not mean to leave.
func shown(r *verdict.Result) bool { return wanting(r) && r.Accepted == nil }

// wanting reports whether a result is something to mend or improve.
func wanting(r *verdict.Result) bool { return r.Status == verdict.Fail || r.Status == verdict.Warn }

// shopName is what the shop calls itself, or else the name in its address.
func (b *builder) shopName() string {
	if name := clean(b.v.Shop.Name, maxName); name != "" {
		return name
	}
	if at, err := url.Parse(b.v.Target); err == nil && at.Host != "" {
		return clean(at.Host, maxName) // the whole address stands below
	}
	if target := clean(b.v.Target, maxName); target != "" {
		return target
	}
	return b.text("head.unnamed")
}

// date is when the shop was looked at, "" if that is not known.
func (b *builder) date() string {
	if b.v.Taken.IsZero() {
		return ""
	}
	return b.v.Taken.UTC().Format(b.text("date"))
}

// day is a day as the report's language writes it; what is none stays as it is.
func (b *builder) day(s string) string {
	at, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return clean(s, 20)
	}
	return at.Format(b.text("day"))
}

// inOrder says how many of the checks that were judged are in order, "" where none was.
func (b *builder) inOrder(counts map[string]int) string {
	pass := counts[string(verdict.Pass)]
	judged := pass + counts[string(verdict.Warn)] + counts[string(verdict.Fail)]
	if judged == 0 {
		return ""
	}
	return b.text("score.passed", "pass", pass, "judged", judged)
}

// counts says how many checks ended how.
func (b *builder) counts() map[string]int {
	n := map[string]int{}
	for i := range b.v.Results {
		n[string(b.v.Results[i].Status)]++
	}
	return n
}

// title is the good state a check stands for.
func (b *builder) title(check string) string {
	if t := clean(b.said(check, "title", b.v.Rules[check].Title), maxName*2); t != "" {
		return t
	}
	return clean(check, maxName)
}

// why is the reason for which a check matters.
func (b *builder) why(check string) string {
	return clean(b.said(check, "why", b.v.Rules[check].Why), maxProse)
}

// how is how to mend what a check found.
func (b *builder) how(check string) string {
	return clean(b.said(check, "fix", b.v.Rules[check].Fix), maxProse)
}

// reason is why a result is as it is.
func (b *builder) reason(r *verdict.Result) string { return b.message(r.Check, r.Reason) }

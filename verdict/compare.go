package verdict

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Comparison is what changed between two looks at one shop.
type Comparison struct {
	Schema int  `json:"schema"`
	Before Look `json:"before"`
	After  Look `json:"after"`
	// SameRules says that both were judged by the same rules, so that scores may be compared and every change is the shop's.
	SameRules bool `json:"same_rules"`
	// Original is how the earlier look was judged at its time, where it was judged again since; null otherwise.
	Original *Look `json:"original"`
	// Narrower says that clearly less was read the second time: what is gone may only not have been seen.
	Narrower bool     `json:"narrower"`
	Changes  []Change `json:"changes"` // what got worse first, by severity, then by check
	Facts    []Fact   `json:"facts"`   // what the shop says of itself now and did not before, and the other way round
	Same     int      `json:"same"`    // checks that end as before, with the same findings
}

// Look is one of the looks that are compared.
type Look struct {
	Target  string    `json:"target"`
	Taken   time.Time `json:"taken"`
	Version string    `json:"version"`
	Ruleset string    `json:"ruleset"`
	Pages   int       `json:"pages"` // HTML pages read
	Stop    string    `json:"stop"`
	Known   bool      `json:"known"` // whether there is a score with a grade
	Score   int       `json:"score"`
	Grade   string    `json:"grade"`
}

// ChangeKind is how a check's result differs.
type ChangeKind string

// The kinds of change.
const (
	Appeared ChangeKind = "new"      // nothing was wrong before
	Worsened ChangeKind = "worse"    // more is wrong than before, or it is worse
	Shifted  ChangeKind = "changed"  // something was mended and something else is wrong now
	Improved ChangeKind = "better"   // less is wrong than before, or it is less bad
	Mended   ChangeKind = "mended"   // nothing is wrong any more
	Unseen   ChangeKind = "unseen"   // could be seen before and could not now
	SeenNow  ChangeKind = "seen"     // could not be seen before; something is wrong now
	ByRule   ChangeKind = "new-rule" // the check did not exist before; something is wrong
)

// kindOrder is the order in which changes are told.
var kindOrder = []ChangeKind{Appeared, Worsened, SeenNow, Shifted, ByRule, Unseen, Improved, Mended}

// Change is one check whose result differs.
type Change struct {
	Check    string     `json:"check"`
	Kind     ChangeKind `json:"kind"`
	Title    string     `json:"title"`
	Severity Severity   `json:"severity"`
	From     Status     `json:"from"` // "" where there was no such check
	To       Status     `json:"to"`
	Was      Message    `json:"was"`
	Is       Message    `json:"is"`
	Before   int        `json:"before"` // findings in all
	After    int        `json:"after"`
	New      []Finding  `json:"new,omitempty"`  // findings that were not there before
	Gone     []Finding  `json:"gone,omitempty"` // findings that were there before and are not now
}

// Fact is one thing that a shop says of itself in one look only.
type Fact struct {
	Kind  string `json:"kind"` // name, platform, or the kind of a contact, identifier, policy or payment
	List  string `json:"list"` // shop, contact, identity, policy, payment
	Value string `json:"value"`
	Added bool   `json:"added"` // false: it is gone
}

// Compare tells what changed from one verdict to a later one. Whether findings are the same is told by their fingerprints.
func Compare(before, after *Verdict) *Comparison {
	c := &Comparison{Schema: Schema, Before: LookOf(before), After: LookOf(after), SameRules: before.Ruleset == after.Ruleset,
		Narrower: narrower(&before.Crawl, &after.Crawl), Changes: []Change{}, Facts: compareFacts(before, after)}
	was := map[string]*Result{}
	for i := range before.Results {
		was[before.Results[i].Check] = &before.Results[i]
	}
	for i := range after.Results {
		r := &after.Results[i]
		change, differs := compareResults(was[r.Check], r)
		switch {
		case differs && r.Accepted == nil:
			change.Title = after.Rules[r.Check].Title
			c.Changes = append(c.Changes, change)
		case !differs && change.From == change.To: // what could not be seen and is in order now is no change of the shop, but does not end as before
			c.Same++
		}
	}
	slices.SortStableFunc(c.Changes, func(x, y Change) int {
		return cmp.Or(cmp.Compare(slices.Index(kindOrder, x.Kind), slices.Index(kindOrder, y.Kind)),
			cmp.Compare(y.Severity.Weight(), x.Severity.Weight()), strings.Compare(x.Check, y.Check))
	})
	return c
}

// Worse reports whether a change is one for the worse that the shop made.
func (c *Change) Worse() bool { return c.Kind == Appeared || c.Kind == Worsened || c.Kind == Shifted }

// LookOf sums up a verdict as one side of a comparison.
func LookOf(v *Verdict) Look {
	return Look{Target: v.Target, Taken: v.Taken, Version: v.Version, Ruleset: v.Ruleset, Pages: v.Crawl.HTML, Stop: v.Crawl.Stop,
		Known: v.Initial.Known && v.Initial.Grade != "", Score: v.Initial.Value, Grade: v.Initial.Grade}
}

// narrower reports whether the second look read less than nine tenths of the pages of the first, or was no full look while the first was.
func narrower(before, after *Crawl) bool {
	return after.HTML*10 < before.HTML*9 || before.FullLook && !after.FullLook
}

// bad reports whether a status is something to mend or improve.
func bad(s Status) bool { return s == Warn || s == Fail }

// seen reports whether it could be told how things stand.
func seen(s Status) bool { return s.Measured() || s == NotApplicable }

// compareResults tells how a check's result differs; was is nil where the check did not exist.
func compareResults(was, is *Result) (Change, bool) {
	c := Change{Check: is.Check, Severity: is.Severity, To: is.Status, Is: is.Reason, After: count(is)}
	if was == nil {
		c.Kind, c.New = ByRule, is.Findings
		return c, bad(is.Status)
	}
	c.From, c.Was, c.Before = was.Status, was.Reason, count(was)
	switch {
	case !seen(was.Status):
		c.Kind, c.New = SeenNow, is.Findings
		return c, bad(is.Status)
	case !seen(is.Status):
		c.Kind = Unseen
		return c, was.Status.Measured()
	case bad(is.Status) && !bad(was.Status):
		c.Kind, c.New = Appeared, is.Findings
	case !bad(is.Status) && bad(was.Status):
		c.Kind, c.Gone = Mended, was.Findings
	case bad(is.Status):
		c.New, c.Gone = apart(was.Findings, is.Findings), apart(is.Findings, was.Findings)
		if count(was) > len(was.Findings) || count(is) > len(is.Findings) {
			c.New, c.Gone = nil, nil // not all were kept: which are new cannot be told, only how many there are
		}
		c.Kind = degree(&c)
	}
	return c, c.Kind != ""
}

// degree is how a check that finds something in both looks differs, "" where it does not.
func degree(c *Change) ChangeKind {
	worse := c.From == Warn && c.To == Fail || len(c.New) > 0 || c.After > c.Before
	better := c.From == Fail && c.To == Warn || len(c.Gone) > 0 || c.After < c.Before
	switch {
	case worse && better:
		return Shifted
	case worse:
		return Worsened
	case better:
		return Improved
	}
	return ""
}

// count is how many findings a result has in all.
func count(r *Result) int { return max(r.Total, len(r.Findings)) }

// apart lists the findings of b that are not in a.
func apart(a, b []Finding) []Finding {
	known := map[string]bool{}
	for i := range a {
		known[a[i].Fingerprint] = true
	}
	var out []Finding
	for i := range b {
		if !known[b[i].Fingerprint] && b[i].Accepted == nil {
			out = append(out, b[i])
		}
	}
	return out
}

// compareFacts lists what the shop says of itself in one look only.
func compareFacts(before, after *Verdict) []Fact {
	side := map[Fact]int{} // 1: before, 2: after, 3: both
	for _, f := range factsOf(before) {
		side[f] |= 1
	}
	for _, f := range factsOf(after) {
		side[f] |= 2
	}
	out := []Fact{}
	for f, in := range side {
		if in != 3 {
			f.Added = in == 2
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(x, y Fact) int {
		return cmp.Or(strings.Compare(x.List, y.List), strings.Compare(x.Kind, y.Kind), strings.Compare(x.Value, y.Value))
	})
	return out
}

// factsOf lists what a shop says of itself, without where it says so; addresses of its own host as paths, since a copy of a shop may
// stand elsewhere.
func factsOf(v *Verdict) []Fact {
	var out []Fact
	s, home := &v.Shop, strings.TrimSuffix(cmp.Or(v.Base, v.Target), "/")
	add := func(list, kind, value string) {
		if value != "" {
			out = append(out, Fact{List: list, Kind: kind, Value: value})
		}
	}
	add("shop", "name", s.Name)
	add("shop", "platform", s.Platform)
	for _, c := range s.Contacts {
		add("contact", c.Kind, strings.TrimPrefix(c.Value, home))
	}
	for _, id := range s.Identity {
		add("identity", id.Kind, id.Value)
	}
	for _, p := range s.Policies {
		add("policy", p.Kind, strings.TrimPrefix(p.URL, home))
	}
	for _, p := range s.Payments {
		add("payment", p.Name, p.Name)
	}
	return out
}

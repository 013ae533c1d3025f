package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// gapView is what could not be seen, and why.
type gapView struct {
	Obstacle string
	Look     []string
	Unseen   []unseenView
	Verify   []verifyView
	// VerifyMore says how many there are beyond those shown.
	VerifyMore string
	Broken     []unseenView
	None       bool
}

// unseenView is the checks that one reason kept from being made.
type unseenView struct {
	Reason string
	Checks []string
}

// verifyView is something a person can look at.
type verifyView struct{ Title, Why, Gain string }

// maxVerify is how many things to look at are shown: as many as a person may do.
const maxVerify = 12

// gaps gathers what could not be seen.
func (b *builder) gaps() gapView {
	var g gapView
	if o := b.v.Crawl.Obstacle; o != "" {
		g.Obstacle = b.name("obstacle", o)
	}
	if !b.v.Crawl.FullLook {
		g.Look = b.messages(b.v.Crawl.LookGaps)
	}
	g.Unseen = b.unseen(verdict.Unknown)
	g.Broken = b.unseen(verdict.Broken)
	for _, x := range first(b.v.Verify, maxVerify) {
		vv := verifyView{Title: clean(b.said(x.Check, "title", x.Title), maxName*2), Why: b.message(x.Check, x.Why)}
		if x.Gain > 0 {
			vv.Gain = b.text("gap.verify.gain", "gain", percent(x.Gain))
		}
		g.Verify = append(g.Verify, vv)
	}
	g.VerifyMore = b.rest(len(b.v.Verify), maxVerify)
	g.None = g.Obstacle == "" && b.v.Crawl.FullLook && len(g.Look)+len(g.Unseen)+len(g.Verify)+len(g.Broken) == 0
	return g
}

// unseen groups the results of one status by their reason, the reason with the most checks first.
func (b *builder) unseen(status verdict.Status) []unseenView {
	var out []unseenView
	at := map[string]int{}
	for i := range b.v.Results {
		r := &b.v.Results[i]
		if r.Status != status {
			continue
		}
		reason := b.reason(r)
		n, ok := at[reason]
		if !ok {
			n = len(out)
			at[reason] = n
			out = append(out, unseenView{Reason: reason})
		}
		out[n].Checks = append(out[n].Checks, b.title(r.Check))
	}
	slices.SortStableFunc(out, func(x, y unseenView) int { return len(y.Checks) - len(x.Checks) })
	return out
}

// made explains the score, step by step.
func (b *builder) made() []string {
	s := &b.v.Initial
	known := b.score(s).Known
	var limits []string
	for _, c := range first(s.Caps, maxRows) {
		limits = append(limits, b.text("made.cap", "limit", c.Limit))
	}
	caps := b.text("made.caps.none")
	if len(limits) > 0 {
		caps = b.count("made.caps", len(limits), "limits", b.join(limits))
	}
	weight := func(x verdict.Severity) string { return fmt.Sprint(x.Weight()) }
	share := func(x verdict.Confidence) string { return percent(x.Weight()) }
	out := []string{b.text("made.1"), b.text("made.2", "critical", weight(verdict.Critical), "high", weight(verdict.High),
		"medium", weight(verdict.Medium), "low", weight(verdict.Low), "likely", share(verdict.Likely), "unsure", share(verdict.Unsure))}
	if known {
		out = append(out, b.text("made.3", "raw", int(math.Round(s.Raw))), b.text("made.4", "caps", caps), b.text("made.5", "n", s.Deduction),
			b.text("made.6", "low", s.Low, "high", s.High))
	} else {
		out = append(out, b.text("made.3.noscore"), b.text("made.4", "caps", caps), b.text("made.6.noscore"))
	}
	return append(out, b.text("made.7"), b.text("made.8"))
}

// scan tells how the shop was looked at.
func (b *builder) scan() []pairView {
	c := &b.v.Crawl
	out := []pairView{{Name: b.text("scan.address"), Link: address(b.v.Target), Value: clean(b.v.Target, maxQuote)}}
	add := func(key, value, note string) {
		if value != "" {
			out = append(out, pairView{Name: b.text(key), Value: value, Note: note})
		}
	}
	if b.v.Base != "" && strings.TrimSuffix(b.v.Base, "/") != strings.TrimSuffix(b.v.Target, "/") {
		out = append(out, pairView{Name: b.text("scan.base"), Link: address(b.v.Base), Value: clean(b.v.Base, maxQuote)})
	}
	add("scan.taken", b.date(), "")
	add("scan.stop", b.name("stop", c.Stop), "")
	add("scan.pages", b.text("scan.pages.line", "pages", b.number(c.Pages), "html", b.number(c.HTML)), "")
	add("scan.skipped", b.skipped(), "")
	if c.Seconds > 0 {
		add("scan.time", b.text("scan.seconds", "n", b.decimal(min(c.Seconds, 1e7), 1)), "")
	}
	if c.Bytes > 0 {
		add("scan.bytes", b.size(c.Bytes), "")
	}
	if s := c.MedianTTF; s > 0 {
		n := b.decimal(min(s, 9999), 2)
		if s < 0.005 { // a shop on this computer: it did take some time
			n = "< " + b.decimal(0.01, 2)
		}
		add("scan.ttfb", b.text("scan.ttfb.value", "n", n), "")
	}
	if c.Profile != "" {
		add("scan.profile", b.name("profile", c.Profile), "")
	}
	add("scan.version", clean(b.v.Version, 60), "")
	if d := clean(b.v.LibraryData, 80); d != "" {
		add("scan.libraries", b.text("scan.libraries.value", "date", b.day(d)), "")
	}
	add("scan.ruleset", clean(b.v.Ruleset, 80), b.text("scan.ruleset.note"))
	return out
}

// skipped lists how many addresses were left alone, and why.
func (b *builder) skipped() string {
	var out []string
	reasons := byCount(b.v.Crawl.Skipped)
	for _, reason := range first(reasons, maxInline) {
		if n := b.v.Crawl.Skipped[reason]; n > 0 {
			out = append(out, b.name("skip", reason)+b.text("colon")+b.number(n))
		}
	}
	if rest := b.rest(len(reasons), maxInline); rest != "" {
		out = append(out, rest)
	}
	return strings.Join(out, b.text("list.semicolon"))
}

// size writes a number of bytes in kB or MB (powers of ten).
func (l locale) size(n int64) string {
	switch {
	case n < 1_000_000:
		return fmt.Sprintf("%d\u00a0kB", (n+500)/1000)
	default:
		return l.decimal(float64(n)/1e6, 1) + "\u00a0MB"
	}
}

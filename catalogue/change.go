package catalogue

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopvet/shopvet/verdict"
)

const (
	noiseRuns   = 12 // results from which is told how much a score moves by itself
	leastDrop   = 3  // points; a smaller fall is never told
	nearEnd     = 14 * 24 * time.Hour
	nearEndPart = 6 // of a short-lived certificate the last sixth is near its end
	missesTold  = 2 // looks in a row without an answer after which the operator is told
)

// changed is what alerts are made from.
type changed struct {
	seller        *Seller
	before, after *verdict.Verdict // before: the last look that saw the shop, nil where there is none
	comparison    *verdict.Comparison
	standing      *Standing // the new one
	past          []Result  // the latest first, without this one
	scan          string
}

// changes makes the alerts of one scan.
func changes(c *changed) []Alert {
	out := c.answering()
	if c.standing.State != Fine {
		return out
	}
	out = append(out, c.certificate()...)
	if c.comparison == nil {
		return out
	}
	out = append(out, c.checks()...)
	if !c.comparison.Narrower {
		out = append(out, c.identity()...)
		out = append(out, c.score()...)
	}
	return out
}

// alert makes an alert that comes once a scan.
func (c *changed) alert(kind AlertKind, subject string, severity verdict.Severity, key, text string, args map[string]any) Alert {
	return Alert{Scan: c.scan, Kind: kind, Subject: subject, Severity: severity, once: string(kind) + " " + subject + " " + c.scan,
		Message: verdict.Message{Key: key, Args: args, Text: text}}
}

// answering tells that a shop does not answer any more, after two looks, and that it does again.
func (c *changed) answering() []Alert {
	switch was := c.seller.Now.Misses; {
	case c.standing.Misses == missesTold:
		return []Alert{c.alert(AlertUnreachable, "", verdict.Critical, "alert.unreachable", "The shop did not answer at two looks, while other sites did.", nil)}
	case was >= missesTold && c.standing.Misses == 0:
		return []Alert{c.alert(AlertBack, "", verdict.Info, "alert.back", "The shop answers again.", nil)}
	}
	return nil
}

// certificate tells once of each certificate that it ends soon.
func (c *changed) certificate() []Alert {
	for i := range c.after.Connections {
		x := &c.after.Connections[i]
		if !slices.Contains(x.Roles, "shop") || x.Certificate == nil {
			continue
		}
		cert := x.Certificate
		left, life := cert.Until.Sub(c.after.Taken), cert.Until.Sub(cert.From)
		if left > min(nearEnd, life/nearEndPart) {
			return nil
		}
		day := cert.Until.UTC().Format(time.DateOnly)
		a := c.alert(AlertCertificate, x.Host, verdict.High, "alert.certificate", "The certificate of "+x.Host+" ends on "+day+".", map[string]any{"host": x.Host, "day": day})
		a.once = string(AlertCertificate) + " " + x.Host + " " + cert.Until.UTC().Format(time.RFC3339)
		return []Alert{a}
	}
	return nil
}

// checks tells of serious checks that fail now and did not, and of those that do not any more. What could only not be seen before or now is
// no change, nor is what another version of a rule brought.
func (c *changed) checks() []Alert {
	var out []Alert
	for i := range c.comparison.Changes {
		x := &c.comparison.Changes[i]
		if x.Severity != verdict.Critical && x.Severity != verdict.High || c.after.Rules[x.Check].Experimental || ofPast(c.after, x.Check) {
			continue
		}
		args := map[string]any{"check": x.Check, "title": x.Title}
		switch {
		case x.To == verdict.Fail && x.From != verdict.Fail && (x.Kind == verdict.Appeared || x.Kind == verdict.Worsened || x.Kind == verdict.Shifted) && c.comparison.SameRules:
			args["reason"], args["said"] = x.Is.Text, x.Is // the second can be said anew in another language
			out = append(out, c.alert(AlertFinding, x.Check, x.Severity, "alert.finding", "New: "+x.Is.Text, args))
		case x.From == verdict.Fail && x.To.Measured() && x.To != verdict.Fail && c.comparison.SameRules && !c.comparison.Narrower:
			args["reason"], args["said"] = x.Was.Text, x.Was
			out = append(out, c.alert(AlertLifted, x.Check, verdict.Info, "alert.lifted", "No longer so: "+x.Was.Text, args))
		}
	}
	return out
}

// identity tells that the seller gives another name or number than before: one of a kind went and another came.
func (c *changed) identity() []Alert {
	gone, come := map[string][]string{}, map[string][]string{}
	for _, id := range c.before.Shop.Identity {
		gone[id.Kind] = append(gone[id.Kind], id.Value)
	}
	for _, id := range c.after.Shop.Identity {
		come[id.Kind] = append(come[id.Kind], id.Value)
	}
	var out []Alert
	for kind, was := range gone {
		is := come[kind]
		if len(is) == 0 || slices.ContainsFunc(is, func(v string) bool { return slices.ContainsFunc(was, func(w string) bool { return same(v, w) }) }) {
			continue // nothing came in its place, or one of them is still there
		}
		from, to := strings.Join(was, ", "), strings.Join(is, ", ")
		out = append(out, c.alert(AlertIdentity, kind, verdict.High, "alert.identity", "The seller now gives "+to+" where it gave "+from+".", map[string]any{"kind": kind, "from": from, "to": to}))
	}
	slices.SortFunc(out, func(a, b Alert) int { return strings.Compare(a.Subject, b.Subject) })
	return out
}

// same reports whether two names or numbers differ in their layout at most, or one is the longer form of the other.
func same(a, b string) bool {
	a, b = folded(a), folded(b)
	return strings.ReplaceAll(a, " ", "") == strings.ReplaceAll(b, " ", "") || strings.Contains(" "+a+" ", " "+b+" ") || strings.Contains(" "+b+" ", " "+a+" ")
}

// score tells that the score fell by more than it moves by itself. Scores of unlike rules are not compared.
func (c *changed) score() []Alert {
	if !c.comparison.SameRules || !c.before.Initial.Known || !c.after.Initial.Known {
		return nil
	}
	was, is := c.before.Initial.Value, c.after.Initial.Value
	if drop := float64(was - is); drop <= noise(c.past, c.after.Ruleset) {
		return nil
	}
	text := "The score fell from " + strconv.Itoa(was) + " to " + strconv.Itoa(is) + "."
	return []Alert{c.alert(AlertScore, "", verdict.Medium, "alert.score", text, map[string]any{"from": was, "to": is})}
}

// noise is how many points a score moves by itself: three times the usual step between looks that the same rules judged, and a few at least.
// The median is taken, so that one real fall does not hide the next.
func noise(past []Result, ruleset string) float64 {
	var steps []float64
	for i := 1; i < len(past); i++ {
		a, b := &past[i-1], &past[i]
		if a.Ruleset == ruleset && b.Ruleset == ruleset && a.Score >= 0 && b.Score >= 0 {
			steps = append(steps, math.Abs(float64(a.Score-b.Score)))
		}
	}
	if len(steps) == 0 {
		return leastDrop
	}
	slices.Sort(steps)
	return max(leastDrop, 3*steps[len(steps)/2])
}

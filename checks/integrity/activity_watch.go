package integrity

import (
	"fmt"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/haste"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Bounds of what readings prove.
const (
	leastSilent = 2                // changes in a visit, while nothing came to the page
	leastApart  = 75 * time.Second // between two readings of "n minutes ago", which must have grown
	oldFile     = 24 * time.Hour   // what a file so old tells of the last minutes or hours is not so
	mostShown   = 8                // readings in the evidence
)

// visits splits the readings of a claim by the visitors who made them.
func visits(w *snapshot.Watch) (out [][]snapshot.Reading) {
	for _, r := range w.Readings {
		if r.Fresh || len(out) == 0 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], r)
	}
	return out
}

// madeUp reports whether a page changes the number of a claim by itself: it did so for two visitors who had never been there, each time while nothing had
// come to the page since it was last changed. People who look come and go; what only grows may be a clock, or counts up for show. Goods that nobody buys
// grow fewer, and are as many as before for the next visitor.
func madeUp(w *snapshot.Watch) bool {
	list := visits(w)
	if len(list) < 2 {
		return false
	}
	first, last := list[0], list[len(list)-1]
	up, down := 0, 0
	for _, v := range [][]snapshot.Reading{first, last} {
		silent := 0
		for i := 1; i < len(v); i++ {
			switch {
			case !v[i].Silent:
				return false // it hears from the shop
			case v[i].Number > v[i-1].Number:
				up++
			default:
				down++
			}
			silent++
		}
		if silent < leastSilent {
			return false
		}
	}
	if w.Kind == "stock" {
		return up == 0 && last[0].Number > first[len(first)-1].Number
	}
	return up > 0 && down > 0
}

// byReading finds the claims of which readings prove that the page makes them up.
func byReading(in *checks.Input) (out []verdict.Finding) {
	for i := range in.Snap.Watches {
		w := &in.Snap.Watches[i]
		switch {
		case w.Kind == "activity" && madeUp(w):
			out = append(out, checks.Find(checks.Msg("activity-read"), claimReadings(w)...))
		case w.Kind == "stock" && madeUp(w):
			out = append(out, checks.Find(checks.Msg("stock-read"), claimReadings(w)...))
		}
	}
	return out
}

// claimReadings is the evidence of what was read of a claim: when, and which number.
func claimReadings(w *snapshot.Watch) []verdict.Evidence {
	var out []verdict.Evidence
	for _, r := range w.Readings {
		if len(out) < mostShown {
			value := r.At.UTC().Format(time.TimeOnly)
			if w.Kind != "bought" {
				value = fmt.Sprintf("%s: %d", value, r.Number)
			}
			out = append(out, verdict.Evidence{URL: w.URL, Snippet: w.Text, Value: value})
		}
	}
	return out
}

// readingsFor are the readings of a kind of claim on a page, to stand beside the code that makes it.
func readingsFor(in *checks.Input, kind, page string) []verdict.Evidence {
	for i := range in.Snap.Watches {
		if w := &in.Snap.Watches[i]; w.Kind == kind && (w.URL == page || page == "") && len(visits(w)) > 1 {
			return claimReadings(w)
		}
	}
	return nil
}

// writtenDown finds purchases that are written into code with their age. proven are those in a file that is older than they could be; told those of which
// two visitors were told the same, so far apart that they must have grown older: a page kept ready for all would do so for a while, too.
func writtenDown(in *checks.Input) (proven, told []verdict.Finding) {
	seen, shown := map[string]bool{}, readingsFor(in, "bought", "")
	for i := range in.Snap.Scripts {
		if len(shown) == 0 {
			break // nobody was told of a purchase: the code may be a sample that is not used
		}
		s := &in.Snap.Scripts[i]
		for _, m := range s.Haste {
			if m.Value != snapshot.CodeSold || s.Changed.IsZero() || in.Snap.Taken.Sub(s.Changed) < oldFile {
				continue
			}
			ev := verdict.Evidence{
				URL: in.Snap.Base, Target: in.Snap.Str(s.URL), Selector: "script", Snippet: m.Snippet, Value: "Last-Modified: " + s.Changed.UTC().Format(time.DateOnly),
			}
			proven = append(proven, checks.Find(checks.Msg("sold-old"), append([]verdict.Evidence{ev}, shown...)...))
		}
	}
	if len(proven) > 0 {
		return proven, nil
	}
	for _, c := range codes(in, []string{snapshot.CodeSold}, cue.ActivityClaim, "activity") {
		for i := range in.Snap.Watches {
			if w := &in.Snap.Watches[i]; sameAge(w) && !seen[w.URL] {
				seen[w.URL] = true
				ev := verdict.Evidence{URL: c.at, Target: c.script, Selector: "script", Snippet: c.Snippet, Value: c.claim}
				told = append(told, checks.Find(checks.Msg("sold-read"), append([]verdict.Evidence{ev}, claimReadings(w)...)...))
			}
		}
	}
	return nil, told
}

// sameAge reports whether a purchase was told of twice with the same number of minutes, though more than one had passed.
func sameAge(w *snapshot.Watch) bool {
	list := visits(w)
	if w.Kind != "bought" || len(list) < 2 {
		return false
	}
	for _, a := range haste.Agos(w.Text) {
		if a.Minutes {
			return list[len(list)-1][0].At.Sub(list[0][0].At) >= leastApart
		}
	}
	return false
}

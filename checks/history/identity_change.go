package history

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// IdentityChange tells that the shop gives another seller's name or number than before. Each must have been read at two looks in a row, so that a
// page that was read differently once is no change; a name that is only written differently is none either.
var IdentityChange = checks.Site(checks.Meta{
	ID:     "history-identity-change",
	Title:  "The seller is the same as before",
	Why:    "Customers who come back believe to buy from whom they know. When the company behind the name changes, they ought to be told.",
	Fix:    "Say on the page about you or in the terms who took over the shop and when, and who answers for earlier orders.",
	Effort: 1,
	Messages: map[string]string{
		"short":   shortText,
		"same":    "The name and the numbers of the seller are those of earlier looks",
		"unread":  "No name or number of the seller was read at enough looks to compare",
		"changed": "The seller's name or number is another than at earlier looks",
		"now":     "\"{to}\" stands where \"{from}\" stood before {day}",
	},
	Factor: verdict.TrackRecord, Stage: verdict.StageMature, Severity: verdict.Medium,
	Sources: evaluation, Since: "0.1",
}, struct{}{}, judgeIdentityChange)

func judgeIdentityChange(in *checks.Input, _ struct{}) checks.Outcome {
	if short(in) {
		return tooShort()
	}
	runs := append(slices.Clone(in.Snap.History.Runs), snapshot.Earlier{Taken: in.Snap.Taken, Identity: identityOf(in)})
	var found []verdict.Finding
	compared := false
	for _, kind := range kindsOf(runs) {
		f, read := changeOf(in, runs, kind)
		found = append(found, f...)
		compared = compared || read
	}
	switch {
	case len(found) > 0:
		o := checks.Warn(checks.Msg("changed"), found...)
		o.Confidence = verdict.Likely
		return o
	case !compared:
		return checks.NotApplicable(checks.Msg("unread"))
	}
	return checks.Pass(checks.Msg("same"))
}

// identityOf is what the seller says of itself now.
func identityOf(in *checks.Input) map[string][]string {
	out := map[string][]string{}
	for _, n := range in.Site.LegalNames {
		if n.Seller && !n.Person {
			out["company"] = append(out["company"], n.Text)
		}
	}
	for _, n := range in.Site.Numbers {
		if n.Seller && n.WellFormed {
			out[n.Kind] = append(out[n.Kind], n.Value)
		}
	}
	return out
}

func kindsOf(runs []snapshot.Earlier) []string {
	var kinds []string
	for i := range runs {
		for kind := range runs[i].Identity {
			if kind != "person" && !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	slices.Sort(kinds)
	return kinds
}

// changeOf finds the last time at which everything of a kind changed, and reports whether it was read at looks enough to compare.
func changeOf(in *checks.Input, runs []snapshot.Earlier, kind string) ([]verdict.Finding, bool) {
	var read []snapshot.Earlier // the looks at which something of the kind was read
	for i := range runs {
		if len(runs[i].Identity[kind]) > 0 {
			read = append(read, runs[i])
		}
	}
	if len(read) > 0 && overlap(read[0].Identity[kind], read[len(read)-1].Identity[kind]) {
		return nil, len(read) >= leastRuns
	}
	for i := len(read) - 2; i >= 2; i-- {
		was, is := read[i-1].Identity[kind], read[i].Identity[kind]
		stable := overlap(read[i-2].Identity[kind], was) && overlap(is, read[i+1].Identity[kind])
		if stable && !overlap(was, is) {
			from, to := strings.Join(was, ", "), strings.Join(is, ", ")
			return []verdict.Finding{checks.Find(checks.Msg("now", "to", to, "from", from, "day", read[i].Taken.UTC().Format(time.DateOnly)),
				verdict.Evidence{URL: in.Snap.Target, Snippet: to, Value: to, Limit: from})}, true
		}
	}
	return nil, len(read) >= leastRuns
}

// overlap reports whether two lists have a name or number in common, whatever its layout; the longer form of a name is the same name.
func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool {
		return slices.ContainsFunc(b, func(y string) bool {
			x, y := bare(x), bare(y)
			return strings.Contains(x, y) || strings.Contains(y, x)
		})
	})
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// plural is a number of days.
func plural(n int) string {
	if n == 1 {
		return "1 day"
	}
	return strconv.Itoa(n) + " days"
}

package speed

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// WeightSettings are the limits for what a product page transfers, in megabytes.
type WeightSettings struct {
	Pass float64 `toml:"pass"` // up to this, all is well
	Warn float64 `toml:"warn"` // above this, it fails
}

// PageWeight takes what a product page transfers to a browser that knows nothing of the shop and is scrolled to the end. Films are left out.
var PageWeight = checks.Site(checks.Meta{
	ID:     "speed-page-weight",
	Title:  "A product page is light enough for a phone",
	Why:    "What a page transfers costs time, and abroad or on a small plan money.",
	Fix:    "Send pictures in the size in which they show and as WebP or AVIF, and take out scripts you do not need; the finding lists what weighs most.",
	Effort: 3,
	Messages: map[string]string{
		"light": "The product page looked at transfers {value}, films aside",
		"heavy": "The product page looked at transfers {value}, films aside (at most {limit} is good)",
		"part":  "{kind} from {host}",
		"none":  "No product page was loaded in the browser to its end",
	},
	Factor: verdict.ResponseTime, Stage: verdict.StageBoth, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "HTTP Archive, Web Almanac, page weight; the limits are a convention of this project", URL: "https://almanac.httparchive.org/en/2024/page-weight"}},
	Needs:   snapshot.HaveBrowser, Since: "0.1",
}, WeightSettings{Pass: 2.5, Warn: 5}, judgeWeight)

func judgeWeight(in *checks.Input, p WeightSettings) checks.Outcome {
	for _, r := range in.Site.Rendered() {
		if r.Role != facts.RoleProduct || r.Look == nil || r.Fault != "" {
			continue
		}
		sum := 0.0
		parts := slices.DeleteFunc(slices.Clone(r.Look.Traffic), func(t snapshot.Traffic) bool { return t.Kind == "media" })
		for _, t := range parts {
			sum += float64(t.Bytes)
		}
		slots := []any{"value", bytesOf(sum), "limit", bytesOf(p.Pass * 1e6)}
		o := checks.Outcome{Status: verdict.Pass, Graded: true, Grade: checks.Linear(sum/1e6, p.Pass, p.Warn), Reason: checks.Msg("light", slots...), Seen: 1}
		if sum <= p.Pass*1e6 {
			return o
		}
		o.Status, o.Reason = verdict.Warn, checks.Msg("heavy", slots...)
		if sum > p.Warn*1e6 {
			o.Status = verdict.Fail
		}
		slices.SortStableFunc(parts, func(a, b snapshot.Traffic) int { return cmp.Compare(b.Bytes, a.Bytes) })
		for _, t := range parts[:min(len(parts), 5)] {
			ev := verdict.Evidence{URL: r.URL, Value: bytesOf(float64(t.Bytes))}
			o.Findings = append(o.Findings, checks.Find(checks.Msg("part", "kind", kindName(t.Kind), "host", t.Host), ev))
		}
		return o
	}
	return checks.Unknown(checks.Msg("none"))
}

// kindName names a kind of file for people.
func kindName(kind string) string {
	switch kind {
	case "stylesheet":
		return "Styles"
	case "xhr":
		return "Data that scripts ask for"
	case "document":
		return "Pages and frames"
	case "other":
		return "Other files"
	default:
		return strings.ToUpper(kind[:1]) + kind[1:] + "s"
	}
}

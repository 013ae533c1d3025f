package archtest_test

import (
	"slices"
	"testing"
)

// rule says what of the module a package may import. The first rule that holds for a package counts.
type rule struct {
	who func(name string) bool
	may []string // rooms
}

func is(rooms ...string) func(string) bool {
	return func(name string) bool { return under(name, rooms...) }
}

func only(names ...string) func(string) bool {
	return func(name string) bool { return slices.Contains(names, name) }
}

// rules are the arrows of the house: they point down only.
var rules = []rule{
	{who: is("snapshot", "verdict"), may: nil},
	// What a text promises is read with the number words that cue knows (docs/adr/010).
	{who: is("knowledge/claim"), may: []string{"knowledge/cue"}},
	{who: is("knowledge"), may: nil},
	{who: is("checks/facts"), may: []string{"snapshot", "knowledge"}},
	{who: is("checks/score"), may: []string{"verdict"}},
	// Support of tests alone: it reads small pages with the extractor that crawls use.
	{who: is("checks/checktest"), may: []string{"checks", "checks/facts", "crawler/extract", "snapshot", "verdict", "knowledge"}},
	{who: is("checks/all"), may: []string{"checks"}},
	{who: only("checks"), may: []string{"checks/facts", "snapshot", "verdict", "knowledge"}},
	{who: group, may: []string{"checks", "checks/facts", "snapshot", "verdict", "knowledge"}},
	{who: is("crawler/extract"), may: []string{"snapshot", "knowledge"}},
	{who: is("crawler"), may: []string{"crawler", "snapshot", "knowledge"}},
	{who: is("report"), may: []string{"verdict"}},
	{who: only("."), may: []string{"checks", "crawler", "snapshot", "verdict", "knowledge"}},
	// Support of tests alone: a Postgres of their own.
	{who: is("catalogue/pgtest"), may: nil},
	// Alerts are told in the words of reports.
	{who: is("catalogue/notify"), may: []string{"catalogue", "report", "verdict"}},
	// The catalogue is handed the function that visits a shop.
	{who: is("catalogue"), may: []string{"catalogue", "verdict"}},
	// The dashboard reads the catalogue and shows its verdicts; it visits and judges nothing.
	{who: is("web"), may: []string{"catalogue", "report", "verdict"}},
	// A made-up shop knows nothing of those who visit it.
	{who: is("internal/shopgen"), may: nil},
	{who: is("internal/config"), may: nil},
	{who: is("internal", "cmd", "bench"), may: []string{".", "checks", "crawler", "snapshot", "verdict", "knowledge", "report", "catalogue", "web", "internal"}},
}

// TestImportsPointDown holds every package to the arrows of the plan.
func TestImportsPointDown(t *testing.T) {
	for _, p := range packages(t) {
		i := slices.IndexFunc(rules, func(r rule) bool { return r.who(p.name()) })
		if i < 0 {
			t.Errorf("%s has no place in the house: give it a rule", p.name())
			continue
		}
		for _, imp := range p.Imports {
			if n := name(imp); ours(imp) && !under(n, rules[i].may...) && !within(p.name(), n) {
				t.Errorf("%s must not import %s", p.name(), n)
			}
		}
	}
}

// within reports whether a package is imported by the one whose folder it lies in.
func within(importer, imported string) bool { return importer != "." && under(imported, importer) }

// TestGroupsStandAlone forbids what the rule for groups, in which "checks" names every folder below it, would let through: a group that
// imports another, or the list of all.
func TestGroupsStandAlone(t *testing.T) {
	for _, p := range packages(t) {
		if !group(p.name()) && p.name() != "checks" {
			continue
		}
		for _, imp := range p.Imports {
			if n := name(imp); group(n) || under(n, "checks/all", "checks/score", "checks/checktest") {
				t.Errorf("%s must not import %s", p.name(), n)
			}
		}
	}
}

// judging are the rooms in which nothing is fetched: even by way of others they must not reach the network's client.
var judging = []string{"snapshot", "verdict", "knowledge", "checks", "report"}

// TestJudgingHasNoNetwork proves that what judges and reports cannot fetch.
func TestJudgingHasNoNetwork(t *testing.T) {
	for _, p := range packages(t) {
		if !under(p.name(), judging...) || p.name() == "checks/checktest" {
			continue // checktest is support of tests: its extractor brings the HTML parser, which brings net/http
		}
		for _, dep := range p.Deps {
			if dep == "net/http" || dep == "os/exec" {
				t.Errorf("%s reaches %s", p.name(), dep)
			}
		}
	}
}

// confined libraries are used in one place, so that they can be replaced there.
var confined = map[string][]string{
	"github.com/gocolly/colly/v2":    {"crawler"},
	"github.com/PuerkitoBio/goquery": {"crawler", "crawler/extract"},
	"github.com/spf13/cobra":         {"internal/cli"},
	"github.com/chromedp/chromedp":   {"crawler/render"},
	// Databases are the catalogue's matter: what scans one shop opens none.
	"github.com/jackc/pgx/v5/stdlib":    {"catalogue", "catalogue/queue"},
	"github.com/riverqueue/river":       {"catalogue/queue"},
	"github.com/pressly/goose/v3":       {"catalogue"},
	"modernc.org/sqlite":                {"catalogue"},
	"github.com/miekg/dns":              {"crawler/dnsprobe", "crawler/wire/wiretest", "bench/catalogue", "internal/served"}, // the second is support of tests
	"github.com/coreos/go-oidc/v3/oidc": {"web"},
	"golang.org/x/oauth2":               {"web"},
	// Whoever makes spans knows nothing of where they go.
	"go.opentelemetry.io/otel/sdk/trace":                              {"internal/tracing"},
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp": {"internal/tracing"},
}

// TestLibrariesAreConfined keeps libraries where they were let in.
func TestLibrariesAreConfined(t *testing.T) {
	for _, p := range packages(t) {
		for _, imp := range p.Imports {
			if rooms, ok := confined[imp]; ok && !slices.Contains(rooms, p.name()) {
				t.Errorf("%s must not import %s", p.name(), imp)
			}
		}
	}
}

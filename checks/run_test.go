package checks_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// input returns a shop with a page for each title, at /0, /1 ….
func input(titles ...string) *checks.Input {
	snap := &snapshot.Snapshot{
		Taken: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC), Stop: snapshot.StopDone,
		Have: snapshot.HavePages | snapshot.HaveEntry, Strings: []string{""},
	}
	var pages snapshot.Pages
	for i, title := range titles {
		snap.Strings = append(snap.Strings, fmt.Sprintf("https://shop.example:8443/%d?v=1", i))
		pages = append(pages, &snapshot.Page{ID: snapshot.PageID(i), URL: snapshot.StrID(i + 1), Title: title, HTML: true})
	}
	snap.Pages = pages
	return &checks.Input{Snap: snap, Site: &facts.Site{Snap: snap}, Duties: market.Default()}
}

func run(t testing.TB, s *checks.Set, in *checks.Input) []verdict.Result {
	t.Helper()
	results, err := s.Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func runOne(t testing.TB, c checks.Check, in *checks.Input) verdict.Result {
	t.Helper()
	return run(t, mustSet(t, c), in)[0]
}

func TestNothingIsJudgedThatCannotBe(t *testing.T) {
	german := func(scored bool) func(*checks.Input) {
		return func(in *checks.Input) { in.Site.Markets = []facts.Market{{Code: "de", Scored: scored}} }
	}
	tests := []struct {
		name string
		meta func(*checks.Meta)
		in   func(*checks.Input)
		want verdict.Status
		key  string
		text string
	}{
		{name: "all there", want: verdict.Fail, key: "bad"},
		{
			name: "transport of a shop in the making",
			meta: func(m *checks.Meta) { m.Public = true },
			in:   func(in *checks.Input) { in.Snap.Development = true },
			want: verdict.NotApplicable, key: checks.KeyDevelopment, text: "public address",
		},
		{name: "transport of a public shop", meta: func(m *checks.Meta) { m.Public = true }, want: verdict.Fail, key: "bad"},
		{
			name: "a market the shop does not sell to", meta: func(m *checks.Meta) { m.Markets = []string{"fr", "it"} }, in: german(true),
			want: verdict.NotApplicable, key: checks.KeyMarket, text: "fr, it",
		},
		{
			name: "a market to which one sign points", meta: func(m *checks.Meta) { m.Markets = []string{"de"} }, in: german(false),
			want: verdict.NotApplicable, key: checks.KeyMarketShown, text: "not scored: de",
		},
		{name: "the shop's own market", meta: func(m *checks.Meta) { m.Markets = []string{"at", "de"} }, in: german(true), want: verdict.Fail, key: "bad"},
		{
			name: "no browser was used", meta: func(m *checks.Meta) { m.Needs = snapshot.HaveBrowser | snapshot.HavePages },
			want: verdict.Unknown, key: checks.KeyNeeds, text: "without pages loaded in a browser: no browser was used",
		},
		{
			name: "a bot wall stood before the shop", meta: func(m *checks.Meta) { m.Needs = snapshot.HavePages },
			in: func(in *checks.Input) {
				in.Snap.Have, in.Snap.Stop, in.Snap.Obstacle = 0, snapshot.StopBlocked, snapshot.ObstacleBotChallenge
			},
			want: verdict.Unknown, key: checks.KeyNeeds, text: "without the pages of the shop: the shop asked for proof of a human visitor",
		},
		{
			name: "time was up", meta: func(m *checks.Meta) { m.Needs = snapshot.HaveSamples },
			in:   func(in *checks.Input) { in.Snap.Stop = snapshot.StopDeadline },
			want: verdict.Unknown, key: checks.KeyNeeds, text: "the time for this run was up",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, in := meta("a-one"), input()
			if tt.meta != nil {
				tt.meta(&m)
			}
			if tt.in != nil {
				tt.in(in)
			}
			r := runOne(t, checks.Site(m, none{}, always(checks.Fail(checks.Msg("bad", "what", "it")))), in)
			if r.Status != tt.want || r.Reason.Key != tt.key || !strings.Contains(r.Reason.Text, tt.text) {
				t.Errorf("got %s, %s: %q", r.Status, r.Reason.Key, r.Reason.Text)
			}
		})
	}
}

func TestEveryReasonForNotSeeingHasWords(t *testing.T) {
	m := meta("a-one")
	m.Needs = snapshot.HaveTLS
	for _, stop := range []snapshot.StopReason{
		snapshot.StopDone, snapshot.StopPageLimit, snapshot.StopByteLimit, snapshot.StopDeadline, snapshot.StopInterrupted, snapshot.StopUnreachable,
	} {
		in := input()
		in.Snap.Stop = stop
		if r := runOne(t, checks.Site(m, none{}, always(checks.Outcome{})), in); strings.HasSuffix(r.Reason.Text, "in the way") {
			t.Errorf("stop %q has no words of its own: %s", stop, r.Reason.Text)
		}
	}
	for _, o := range []snapshot.Obstacle{
		snapshot.ObstacleBotChallenge, snapshot.ObstacleRateLimit, snapshot.ObstacleGeoBlock, snapshot.ObstacleLoginWall,
		snapshot.ObstacleMaintenance, snapshot.ObstacleParked, snapshot.ObstacleSuspended, snapshot.ObstaclePasswordPage,
		snapshot.ObstacleRobots, snapshot.ObstacleForbidden,
	} {
		in := input()
		in.Snap.Stop, in.Snap.Obstacle = snapshot.StopBlocked, o
		if r := runOne(t, checks.Site(m, none{}, always(checks.Outcome{})), in); strings.HasSuffix(r.Reason.Text, "in the way") {
			t.Errorf("obstacle %q has no words of its own: %s", o, r.Reason.Text)
		}
	}
}

func TestAPanickingCheckCostsOnlyItself(t *testing.T) {
	s := mustSet(t,
		checks.Site(meta("a-one"), none{}, func(*checks.Input, none) checks.Outcome { panic("no such luck") }),
		checks.EachPage(meta("b-two"), none{}, checks.Fold{}, func(_ *checks.Input, p *snapshot.Page, _ none) checks.Outcome {
			if p.ID == 1 {
				panic("page trouble")
			}
			return checks.Pass(checks.Msg("ok"))
		}),
		checks.Site(meta("c-three"), none{}, always(checks.Outcome{})),
		checks.Site(meta("d-four"), none{}, always(checks.Pass(checks.Msg("ok")))))
	r := run(t, s, input("a", "b", "c"))
	want := []verdict.Status{verdict.Broken, verdict.Broken, verdict.Broken, verdict.Pass}
	for i, st := range want {
		if r[i].Status != st {
			t.Errorf("%s is %s, want %s", r[i].Check, r[i].Status, st)
		}
	}
	if !strings.Contains(r[0].Reason.Text, "no such luck") || !strings.Contains(r[1].Reason.Text, "page trouble") {
		t.Errorf("reasons: %q, %q", r[0].Reason.Text, r[1].Reason.Text)
	}
	if len(r[1].Findings) != 1 || r[1].Findings[0].Evidence[0].URL != "https://shop.example:8443/1?v=1" {
		t.Errorf("the page that broke the check is not named: %+v", r[1].Findings)
	}
}

// byTitle judges a page by its title: its letters say the outcome.
func byTitle(fold checks.Fold) checks.Check {
	m := meta("a-one")
	m.Messages["none"] = "No such page"
	return checks.EachPage(m, none{}, fold, func(_ *checks.Input, p *snapshot.Page, _ none) checks.Outcome {
		bad := checks.Msg("bad", "what", p.Title)
		switch p.Title {
		case "pass":
			return checks.Pass(checks.Msg("ok"))
		case "warn":
			return checks.Warn(bad)
		case "fail":
			return checks.Fail(bad, checks.Find(bad), checks.Find(bad))
		case "maybe":
			o := checks.Fail(bad)
			o.Confidence = verdict.Unsure
			return o
		case "unknown":
			return checks.Unknown(checks.Msg("ok"))
		default:
			return checks.NotApplicable(checks.Msg("ok"))
		}
	})
}

func TestFold(t *testing.T) {
	many := func(n int, title string) []string { return slices.Repeat([]string{title}, n) }
	shares := checks.Fold{Pass: 0.02, Warn: 0.10}
	tests := []struct {
		name       string
		fold       checks.Fold
		pages      []string
		want       verdict.Status
		grade      float64
		seen, all  int
		kept       int
		confidence verdict.Confidence
		text       string
	}{
		{name: "all pass", fold: shares, pages: many(5, "pass"), want: verdict.Pass, grade: 1, seen: 5, text: "Nothing wrong on the pages looked at: 5"},
		{
			name: "share at the pass threshold", fold: shares, pages: append(many(98, "pass"), "fail", "warn"), want: verdict.Pass, grade: 1,
			seen: 100, all: 3, kept: 3, text: "2 of 100 pages looked at (2%)",
		},
		{
			name: "between the thresholds the grade falls", fold: shares, pages: append(many(94, "pass"), many(6, "warn")...), want: verdict.Warn,
			grade: 0.5, seen: 100, all: 6, kept: 6, text: "6 of 100 pages looked at (6%)",
		},
		{
			name: "above", fold: shares, pages: append(many(88, "pass"), many(12, "fail")...), want: verdict.Fail, seen: 100, all: 24, kept: 24,
			text: "12 of 100 pages looked at (12%)",
		},
		{
			name: "a total beyond what is kept", fold: checks.Fold{Keep: 3}, pages: many(4, "fail"), want: verdict.Fail, seen: 4, all: 8, kept: 3,
			text: "4 of 4 pages looked at (100%)",
		},
		{
			name: "pages that do not count or were not seen are left out", fold: shares, pages: []string{"", "unknown", "pass", ""},
			want: verdict.Pass, grade: 1, seen: 1, text: "Nothing wrong on the pages looked at: 1",
		},
		{name: "nothing but unseen pages", fold: shares, pages: []string{"", "unknown"}, want: verdict.Unknown, text: "All is well"},
		{name: "no page of the kind", fold: checks.Fold{None: checks.Msg("none")}, pages: []string{"", ""}, want: verdict.NotApplicable, text: "No such page"},
		{name: "no page of the kind, no words", pages: []string{""}, want: verdict.NotApplicable, text: "The shop has no page that this is about, as far as was seen"},
		{
			name: "never worse than a warning", fold: checks.Fold{WarnOnly: true}, pages: many(3, "fail"), want: verdict.Warn, grade: 0.5, seen: 3,
			all: 6, kept: 6, text: "3 of 3 pages looked at (100%)",
		},
		{
			name: "the worst page decides", fold: checks.Fold{Pass: 0.5, Any: true}, pages: append(many(9, "pass"), "warn"), want: verdict.Warn,
			grade: 0.5, seen: 10, all: 1, kept: 1, text: "1 of 10 pages looked at (10%)",
		},
		{
			name: "the surest of the worst speaks", fold: checks.Fold{Any: true}, pages: []string{"warn", "maybe", "fail", "maybe"}, want: verdict.Fail,
			seen: 4, all: 5, kept: 5, text: "4 of 4 pages looked at (100%)",
		},
		{
			name: "a share is as sure as its least sure page", fold: shares, pages: []string{"pass", "fail", "maybe"}, want: verdict.Fail,
			seen: 3, all: 3, kept: 3, confidence: verdict.Unsure, text: "2 of 3 pages looked at (66.7%)",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := runOne(t, byTitle(tt.fold), input(tt.pages...))
			if tt.confidence == "" {
				tt.confidence = verdict.Sure
			}
			if r.Status != tt.want || math.Abs(r.Grade-tt.grade) > 1e-9 || r.Seen != tt.seen || r.Total != tt.all || len(r.Findings) != tt.kept ||
				r.Confidence != tt.confidence || r.Reason.Text != tt.text {
				t.Errorf("got %s %.3f, seen %d, total %d, kept %d, %s: %q", r.Status, r.Grade, r.Seen, r.Total, len(r.Findings), r.Confidence, r.Reason.Text)
			}
		})
	}
}

func TestABadPageIsShownWhereItIs(t *testing.T) {
	r := runOne(t, byTitle(checks.Fold{}), input("pass", "warn", "fail"))
	if len(r.Findings) != 3 {
		t.Fatalf("findings: %+v", r.Findings)
	}
	for i, url := range []string{"https://shop.example:8443/1?v=1", "https://shop.example:8443/2?v=1", "https://shop.example:8443/2?v=1"} {
		f := r.Findings[i]
		if f.Evidence[0].URL != url || !strings.HasSuffix(f.Message.Text, " is wrong") {
			t.Errorf("finding %d: %+v", i, f)
		}
	}
}

func TestChecksOfPagesSpeakForThemselves(t *testing.T) {
	m := meta("a-one")
	m.Messages[checks.OwnPages] = "{bad} of {seen} products are bare ({share})"
	c := checks.EachPage(m, none{}, checks.Fold{}, func(*checks.Input, *snapshot.Page, none) checks.Outcome {
		return checks.Fail(checks.Msg("bad", "what", "it"))
	})
	if r := runOne(t, c, input("x")); r.Reason.Text != "1 of 1 products are bare (100%)" || r.Reason.Key != "pages" {
		t.Errorf("reason: %+v", r.Reason)
	}
}

func TestMessages(t *testing.T) {
	long := strings.Repeat("長", 400)
	tests := []struct {
		name string
		msg  verdict.Message
		want string
		bad  bool
	}{
		{name: "text", msg: checks.Msg("bad", "what", "The price"), want: "The price is wrong"},
		{name: "list", msg: checks.Msg("bad", "what", []string{"a", "b"}), want: "a, b is wrong"},
		{name: "number", msg: checks.Msg("bad", "what", 0.8149), want: "0.81 is wrong"},
		{name: "no number", msg: checks.Msg("bad", "what", math.NaN()), want: "NaN is wrong"},
		{name: "a slot's value is no template", msg: checks.Msg("bad", "what", "{what} {else}"), want: "{what} {else} is wrong"},
		{name: "a long value is cut", msg: checks.Msg("bad", "what", long), want: strings.Repeat("長", 299) + "… is wrong"},
		{name: "no such message", msg: checks.Msg("odd"), want: "odd", bad: true},
		{name: "no value", msg: checks.Msg("bad"), want: "bad", bad: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := checks.Site(meta("a-one"), none{}, always(checks.Warn(tt.msg, checks.Find(tt.msg))))
			r := runOne(t, c, input())
			if r.Reason.Text != tt.want || r.Findings[0].Message.Text != tt.want {
				t.Errorf("got %q and %q, want %q", r.Reason.Text, r.Findings[0].Message.Text, tt.want)
			}
			if err := c.Meta.Validate(r); (err != nil) != tt.bad {
				t.Errorf("validate says %v", err)
			}
			if _, err := json.Marshal(r); err != nil {
				t.Errorf("the result cannot be written: %v", err)
			}
		})
	}
}

func TestFingerprintsOutliveARun(t *testing.T) {
	finding := func(url, target, value string) verdict.Finding {
		return checks.Find(checks.Msg("bad", "what", value), verdict.Evidence{URL: url, Target: target, Value: value})
	}
	prints := func(list ...verdict.Finding) []string {
		var all []string
		for _, f := range runOne(t, checks.Site(meta("a-one"), none{}, always(checks.Fail(checks.Msg("ok"), list...))), input()).Findings {
			all = append(all, f.Fingerprint)
		}
		return all
	}
	a := prints(finding("http://127.0.0.1:8101/p?id=1", "http://127.0.0.1:8101/gone", "812 ms"))[0]
	if b := prints(finding("http://127.0.0.1:9000/p?id=1", "http://127.0.0.1:9000/gone", "640 ms"))[0]; a != b {
		t.Error("another port and another measured value make another finding")
	}
	if b := prints(finding("https://shop.example/p?id=1", "https://shop.example/gone", "1 s"))[0]; a != b {
		t.Error("going public makes another finding")
	}
	for _, other := range []verdict.Finding{
		finding("http://127.0.0.1:8101/p?id=2", "http://127.0.0.1:8101/gone", ""),
		finding("http://127.0.0.1:8101/p?id=1", "http://127.0.0.1:8101/lost", ""),
		finding("http://127.0.0.1:8101/p?id=1", "https://elsewhere.example/gone", ""),
	} {
		if prints(other)[0] == a {
			t.Errorf("%+v is taken for another matter", other.Evidence)
		}
	}
	twins := prints(finding("https://a.example/", "", "1"), finding("https://a.example/", "", "2"))
	if twins[0] == twins[1] {
		t.Error("two findings of one result share a fingerprint")
	}
}

func TestGradesStayInBounds(t *testing.T) {
	for grade, want := range map[float64]float64{0.3: 0.3, 7: 1, -2: 0} {
		o := checks.Warn(checks.Msg("ok"))
		o.Grade, o.Graded = grade, true
		if r := runOne(t, checks.Site(meta("a-one"), none{}, always(o)), input()); r.Grade != want {
			t.Errorf("grade %v became %v", grade, r.Grade)
		}
	}
	o := checks.Warn(checks.Msg("ok"))
	o.Grade, o.Graded = math.NaN(), true
	if r := runOne(t, checks.Site(meta("a-one"), none{}, always(o)), input()); r.Grade != 0.5 {
		t.Errorf("no number became %v", r.Grade)
	}
}

func TestResultsAreTheSameBytesHoweverTheyAreMade(t *testing.T) {
	var list []checks.Check
	for i := range 30 {
		m := meta(fmt.Sprintf("group-%02d", i))
		o := checks.Warn(checks.Msg("bad", "what", fmt.Sprint(i)), checks.Find(checks.Msg("ok"), verdict.Evidence{URL: "https://a.example/", Value: fmt.Sprint(i)}))
		list = append(list, checks.Site(m, none{}, always(o)))
		c := byTitle(checks.Fold{Pass: 0.1, Warn: 0.3})
		c.Meta.ID = fmt.Sprintf("pages-%02d", i)
		list = append(list, c)
	}
	in := input("pass", "fail", "", "warn", "maybe", "unknown", "pass", "pass")
	var first []byte
	for _, procs := range []int{1, 2, 8} {
		before := runtime.GOMAXPROCS(procs)
		rand.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		got, err := json.Marshal(run(t, mustSet(t, list...), in))
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		}
		if string(got) != string(first) {
			t.Fatalf("with %d processors the bytes differ", procs)
		}
	}
}

func TestRunStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c := checks.EachPage(meta("a-one"), none{}, checks.Fold{}, func(*checks.Input, *snapshot.Page, none) checks.Outcome {
		cancel()
		return checks.Pass(checks.Msg("ok"))
	})
	results, err := mustSet(t, c).Run(ctx, input("a", "b", "c"))
	if !errors.Is(err, context.Canceled) || results != nil {
		t.Errorf("got %v and %v", results, err)
	}
}

// torn is a page source whose second page cannot be read.
type torn struct{ snapshot.Pages }

func (s torn) All() iter.Seq2[*snapshot.Page, error] {
	return func(yield func(*snapshot.Page, error) bool) {
		for i, p := range s.Pages {
			if i == 1 && !yield(nil, errors.New("torn")) || i != 1 && !yield(p, nil) {
				return
			}
		}
	}
}

func TestAnUnreadablePageCostsNoReport(t *testing.T) {
	in := input("pass", "fail", "pass")
	in.Snap.Pages = torn{in.Snap.Pages.(snapshot.Pages)}
	results, err := mustSet(t, byTitle(checks.Fold{})).Run(context.Background(), in)
	if err == nil || !strings.Contains(err.Error(), "torn") {
		t.Errorf("the trouble is not told: %v", err)
	}
	if len(results) != 1 || results[0].Status != verdict.Pass || results[0].Seen != 2 {
		t.Errorf("results: %+v", results)
	}
}

func TestAbsenceNeedsAFullLook(t *testing.T) {
	c := checks.Site(meta("a-one"), none{}, func(in *checks.Input, _ none) checks.Outcome {
		return checks.Absent(in, checks.Fail(checks.Msg("bad", "what", "it")))
	})
	in := input()
	if r := runOne(t, c, in); r.Status != verdict.Unknown || r.Reason.Key != checks.KeyNoFullLook {
		t.Errorf("after a partial look: %s, %s", r.Status, r.Reason.Key)
	}
	in.Site.Look.Full = true
	if r := runOne(t, c, in); r.Status != verdict.Fail {
		t.Errorf("after a full look: %s", r.Status)
	}
}

package checks_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
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
		Have: snapshot.HavePages | snapshot.HaveEntry, Strings: new(snapshot.Strings),
	}
	var pages snapshot.Pages
	for i, title := range titles {
		snap.Strings.Add(fmt.Sprintf("https://shop.example:8443/%d?v=1", i))
		pages = append(pages, &snapshot.Page{ID: snapshot.PageID(i), URL: snapshot.StrID(i + 1), Title: title, HTML: true, Content: &snapshot.Content{}})
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
		{
			name: "a market within a wider one", meta: func(m *checks.Meta) { m.Markets = []string{"eu"} }, in: german(true),
			want: verdict.Fail, key: "bad",
		},
		{
			name: "a wider market than wanted", meta: func(m *checks.Meta) { m.Markets = []string{"de"} },
			in:   func(in *checks.Input) { in.Site.Markets = []facts.Market{{Code: "eu", Scored: true}} },
			want: verdict.NotApplicable, key: checks.KeyMarket,
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
		snapshot.ObstacleRobots, snapshot.ObstacleRobotsFault, snapshot.ObstacleForbidden,
	} {
		in := input()
		in.Snap.Stop, in.Snap.Obstacle = snapshot.StopBlocked, o
		if r := runOne(t, checks.Site(m, none{}, always(checks.Outcome{})), in); strings.HasSuffix(r.Reason.Text, "in the way") {
			t.Errorf("obstacle %q has no words of its own: %s", o, r.Reason.Text)
		}
	}
}

func TestADutyIsNamedWhereItHolds(t *testing.T) {
	c := checks.Site(meta("identity-imprint-link"), none{}, always(checks.Fail(checks.Msg("bad", "what", "it"))))
	tests := []struct {
		name    string
		markets []facts.Market
		taken   time.Time
		want    string
	}{
		{name: "no market", want: ""},
		{name: "a market that was found", markets: []facts.Market{{Code: "de", Scored: true}}, want: "de must"},
		{name: "a market to which one sign points", markets: []facts.Market{{Code: "de"}}, want: ""},
		{name: "a market that does not ask", markets: []facts.Market{{Code: "us", Scored: true}}, want: ""},
		{name: "before any law", markets: []facts.Market{{Code: "de", Scored: true}}, taken: time.Date(1996, 1, 1, 0, 0, 0, 0, time.UTC), want: ""},
	}
	for _, tt := range tests {
		in := input()
		in.Site.Markets = tt.markets
		if !tt.taken.IsZero() {
			in.Snap.Taken = tt.taken
		}
		got := ""
		if d := runOne(t, c, in).Duty; d != nil {
			got = d.Market + " " + d.Level
			if d.Title == "" || d.From == "" {
				t.Errorf("%s: a duty without name or date: %+v", tt.name, d)
			}
		}
		if got != tt.want {
			t.Errorf("%s: duty %q, want %q", tt.name, got, tt.want)
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

func TestAbsenceFromACartThatIsBarred(t *testing.T) {
	judge := func(absent func(*checks.Input, checks.Outcome) checks.Outcome) checks.Check {
		return checks.Site(meta("a-one"), none{}, func(in *checks.Input, _ none) checks.Outcome {
			return absent(in, checks.Fail(checks.Msg("bad", "what", "it")))
		})
	}
	in := input()
	in.Site.Look.Full = true
	if r := runOne(t, judge(checks.AbsentInCart), in); r.Status != verdict.Fail {
		t.Errorf("with a cart that was read: %s", r.Status)
	}
	in.Site.Look.Barred = "https://shop.example/cart"
	if r := runOne(t, judge(checks.AbsentInCart), in); r.Status != verdict.Unknown || r.Reason.Key != checks.KeyNoFullLook || !strings.Contains(r.Reason.Text, "/cart") {
		t.Errorf("what a barred cart may tell: %s, %s", r.Status, r.Reason.Text)
	}
	if r := runOne(t, judge(checks.Absent), in); r.Status != verdict.Fail {
		t.Errorf("what no cart tells: %s", r.Status)
	}
}

package cli

import (
	"bytes"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/internal/config"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func TestOutputs(t *testing.T) {
	tests := []struct{ formats, files, want string }{
		{"", "", "text>-"},
		{"json", "", "json>-"},
		{"", "a.html", "html>a.html"},
		{"", "a.html b.json c.txt", "html>a.html json>b.json text>c.txt"},
		{"json html", "a b", "json>a html>b"},
		{"text html", "a.html", "html>a.html text>-"},
		{"html text json", "x.json y", "json>x.json html>y text>-"},
		{"html", "-", "html>-"},
	}
	for _, tt := range tests {
		list, err := outputs(strings.Fields(tt.formats), strings.Fields(tt.files))
		var got []string
		for _, o := range list {
			got = append(got, o.format+">"+o.file)
		}
		if err != nil || strings.Join(got, " ") != tt.want {
			t.Errorf("%q to %q: %v, %v, want %s", tt.formats, tt.files, got, err, tt.want)
		}
	}
	for _, bad := range [][2]string{{"", "report"}, {"text", "a.html"}, {"json html", ""}, {"", "a.html a.html"}, {"", "-"}} {
		if list, err := outputs(strings.Fields(bad[0]), strings.Fields(bad[1])); err == nil {
			t.Errorf("%q is taken as %v", bad, list)
		}
	}
}

func TestThresholds(t *testing.T) {
	v := &verdict.Verdict{
		Results: []verdict.Result{
			{Check: "a", Status: verdict.Warn, Severity: verdict.Critical}, {Check: "b", Status: verdict.Fail, Severity: verdict.Medium},
			{Check: "c", Status: verdict.Unknown, Severity: verdict.Critical}, {Check: "d", Status: verdict.Fail, Severity: verdict.Critical},
		},
		Rules:   map[string]verdict.Rule{"d": {Experimental: true}},
		Initial: verdict.Score{Known: true, Value: 64, Grade: "C"},
	}
	for text, want := range map[string]bool{
		"": false, "warn": true, "fail": true, "high": false, "critical": false, "score<64": false, "score<65": true, "grade<B": true, "grade<C": false, "grade<D": false,
	} {
		var at threshold
		if text != "" {
			if err := at.Set(text); err != nil {
				t.Fatal(err)
			}
		}
		if _, met, err := at.met(v); met != want || err != nil {
			t.Errorf("%s: %t, %v", text, met, err)
		}
	}
	for _, bad := range []string{"", "info", "score", "score<", "score<0", "score<101", "score<x", "grade<", "grade<F", "grade<G", "grade<b", "score>5", "grade<AB"} {
		if err := new(threshold).Set(bad); err == nil {
			t.Errorf("%q is taken for a threshold", bad)
		}
	}
}

// brokenPipe panics when it is written to.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { panic("the pipe\nis on fire \x1b[31m") }

func TestAPanicIsOurFaultInOneLine(t *testing.T) {
	var stderr bytes.Buffer
	code := Run(t.Context(), Env{Args: []string{"version"}, Stdout: brokenPipe{}, Stderr: &stderr})
	if code != exitOurs || strings.Count(stderr.String(), "\n") != 1 || strings.Contains(stderr.String(), "\x1b") || !strings.Contains(stderr.String(), issues) {
		t.Errorf("exit %d, %q", code, stderr.String())
	}
}

func TestABrokenCheckIsOurFault(t *testing.T) {
	v := &verdict.Verdict{Results: []verdict.Result{{Check: "a-one", Status: verdict.Pass}, {Check: "b-two", Status: verdict.Broken}}}
	a := &app{env: Env{Stderr: new(bytes.Buffer)}}
	if err := broken(v); err == nil || a.exit(err) != exitOurs || !strings.Contains(err.Error(), "b-two") || strings.Contains(err.Error(), "a-one") {
		t.Errorf("%v", err)
	}
}

func TestAnInterruptQuitsWhatCannotStopSoftly(t *testing.T) {
	signals := make(chan os.Signal, 1)
	signals <- syscall.SIGINT
	begun := time.Now()
	code := Run(t.Context(), Env{Args: []string{"judge", "-"}, Stdin: never{}, Stdout: new(bytes.Buffer), Stderr: new(bytes.Buffer), Interrupts: signals})
	if code != exitInterrupted || time.Since(begun) > 5*time.Second {
		t.Errorf("exit %d after %s", code, time.Since(begun))
	}
}

// never is an input that never comes.
type never struct{}

func (never) Read([]byte) (int, error) { select {} }

func TestProgressOnATerminal(t *testing.T) {
	var out bytes.Buffer
	const columns = 90
	clock := time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)
	p := &progress{w: &out, width: func() int { return columns }, now: func() time.Time { return clock }, done: make(chan struct{})}
	p.event(crawler.Started{Target: "https://shop.example/", Limits: snapshot.Limits{Pages: 300, Time: 5 * time.Minute}})
	p.event(crawler.Phase{Name: "pages"})
	clock = clock.Add(4 * time.Second)
	p.event(crawler.Fetched{URL: "https://shop.example/" + strings.Repeat("long/", 50) + "\x1b[2J\u202eend", Pages: 40, Queued: 100, Elapsed: 4 * time.Second})
	p.paint()
	out.Reset()
	p.paint()
	line, ok := strings.CutSuffix(out.String(), "\x1b[K")
	line = strings.TrimPrefix(line, "\r")
	if !ok || strings.ContainsAny(line, "\r\n\x1b\u202e") {
		t.Errorf("%q", out.String())
	}
	if n := len([]rune(line)); n >= columns {
		t.Errorf("%d columns: %q", n, line)
	}
	for _, want := range []string{"reading pages", "40 pages", "10.0/s", "4s", "about 10s left", " /long/", "…"} {
		if !strings.Contains(line, want) {
			t.Errorf("no %q in %q", want, line)
		}
	}
	p.event(crawler.Waiting{For: 20 * time.Second, Why: "the shop asked us to slow down"})
	out.Reset()
	p.paint()
	if !strings.Contains(out.String(), "waiting 20s: the shop asked us to slow down") {
		t.Errorf("%q", out.String())
	}
	out.Reset()
	p.stop()
	p.stop()
	if out.String() != "\r\x1b[K" {
		t.Errorf("the live line is left: %q", out.String())
	}
	p.event(crawler.Fetched{URL: "https://shop.example/late"})
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.line {
		t.Error("a late event is shown after the end")
	}
}

func TestProgressInALog(t *testing.T) {
	var out bytes.Buffer
	p := &progress{w: &out, width: func() int { return 0 }, now: time.Now, done: make(chan struct{})}
	p.event(crawler.Phase{Name: "pages"})
	for i := range 100 {
		p.event(crawler.Fetched{URL: "https://shop.example/\n\x1b[31m", Pages: i + 1, Elapsed: time.Second})
	}
	p.event(crawler.Stopped{Pages: 100, Elapsed: time.Second})
	p.stop()
	if n := strings.Count(out.String(), "\n"); n != 3 || strings.Contains(out.String(), "\x1b") || strings.Contains(out.String(), "\r") {
		t.Errorf("%d lines: %q", n, out.String())
	}
	quiet := &progress{w: &out, width: func() int { return 0 }, quiet: true, done: make(chan struct{})}
	out.Reset()
	quiet.event(crawler.Phase{Name: "pages"})
	quiet.stop()
	if out.Len() > 0 {
		t.Errorf("quiet says %q", out.String())
	}
}

func TestEveryPhaseOfTheCrawlerHasWords(t *testing.T) {
	for _, file := range []string{"enter.go", "visit.go", "sample.go", "sitemap.go", "crawler.go"} {
		src, err := os.ReadFile("../../crawler/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split(string(src), "Phase{Name: \"")[1:] {
			name, _, _ := strings.Cut(part, "\"")
			if phases[name] == "" {
				t.Errorf("%s: phase %q has no words", file, name)
			}
		}
	}
}

func TestShort(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0s", 800 * time.Millisecond: "0.8s", 3 * time.Second: "3s", 59 * time.Second: "59s", 80 * time.Second: "1m20s", 5 * time.Minute: "5m", 2 * time.Hour: "2h",
		2*time.Hour + 10*time.Minute: "2h10m", 10 * time.Minute: "10m", 9960 * time.Millisecond: "10s", 59900 * time.Millisecond: "1m",
	} {
		if got := short(d); got != want {
			t.Errorf("%d: %s, want %s", d, got, want)
		}
	}
}

// TestEveryStopHasItsLine wants one clear line for each fault and obstacle of the closed lists.
func TestEveryStopHasItsLine(t *testing.T) {
	faults := []snapshot.FaultKind{
		"", snapshot.FaultNoSuchHost, snapshot.FaultDNS, snapshot.FaultRefused, snapshot.FaultUnreachable, snapshot.FaultTimeout, snapshot.FaultReset, snapshot.FaultTLS,
		snapshot.FaultCertExpired, snapshot.FaultProtocol, snapshot.FaultRedirectLoop, snapshot.FaultBadRedirect, snapshot.FaultForbidden, snapshot.FaultOther,
	}
	for _, kind := range faults {
		s := &snapshot.Snapshot{Target: "https://shop.example/", Stop: snapshot.StopUnreachable, Entry: []snapshot.Exchange{{Err: &snapshot.Fault{Kind: kind, Text: "the reason"}}}}
		if line := nothing(s); !strings.Contains(line, "https://shop.example/") || strings.Contains(line, "\n") || !strings.ContainsAny(line, ":;?") {
			t.Errorf("%s: %q", kind, line)
		}
	}
	obstacles := []snapshot.Obstacle{
		snapshot.ObstacleBotChallenge, snapshot.ObstacleRateLimit, snapshot.ObstacleGeoBlock, snapshot.ObstacleLoginWall, snapshot.ObstacleMaintenance, snapshot.ObstacleParked,
		snapshot.ObstacleSuspended, snapshot.ObstaclePasswordPage, snapshot.ObstacleRobots, snapshot.ObstacleRobotsFault, snapshot.ObstacleForbidden,
	}
	said := map[string]bool{}
	for _, o := range obstacles {
		line := nothing(&snapshot.Snapshot{Target: "https://shop.example/", Stop: snapshot.StopBlocked, Obstacle: o})
		if !strings.Contains(line, "https://shop.example/") || !strings.Contains(line, ":") || said[line] {
			t.Errorf("%s: %q", o, line)
		}
		said[line] = true
	}
}

func TestAHomePageThatIsNoneIsNamed(t *testing.T) {
	for status, want := range map[int]string{204: "204 (No Content)", 302: "302 (Found)", 304: "304 (Not Modified)", 404: "404 (Not Found)", 600: "answers 600:"} {
		s := &snapshot.Snapshot{Base: "https://shop.example/", Stop: snapshot.StopDone, Pages: snapshot.Pages{
			{Media: "text/plain", Exchange: snapshot.Exchange{Hops: []snapshot.Hop{{Status: status}}}},
		}}
		if line := nothing(s); !strings.Contains(line, want) || strings.Contains(line, "text/plain") {
			t.Errorf("%d: %q", status, line)
		}
	}
}

// A home page that says it is missing and shows a shop is told from a note that a page is missing.
func TestAHomePageThatSaysItIsMissingAndIsNot(t *testing.T) {
	for places, said := range map[int]bool{2: false, 30: true} {
		p := snapshot.NewPage()
		p.HTML, p.Exchange = true, snapshot.Exchange{Hops: []snapshot.Hop{{Status: 404}}}
		tab := snapshot.NewTable()
		for i := range places {
			p.Links = append(p.Links, snapshot.Link{To: tab.ID("https://shop.example/p/" + strconv.Itoa(i)), Kind: snapshot.LinkAnchor})
		}
		s := &snapshot.Snapshot{Base: "https://shop.example/", Stop: snapshot.StopDone, Pages: snapshot.Pages{p}, Strings: tab.Strings()}
		if line := nothing(s); strings.Contains(line, "mend its status") != said {
			t.Errorf("%d places: %q", places, line)
		}
	}
}

// TestEveryFlagCanStandInTheFile proves that flags, variables and settings are the same list, but for what one run writes.
func TestEveryFlagCanStandInTheFile(t *testing.T) {
	known := kinds()
	var left []string
	flags := []string{"profile", "max_pages", "max_time", "rate", "ca_file", "resolver", "browser", "browser_path", "own_site", "market", "lang", "weights", "disable", "library_data", "redact", "report_lang", "fail_on", "no_color", "quiet", "verbose",
		"database", "workers", "per_address", "per_minute", "tag_rate", "drain", "archives", "keep", "allow_network", "control", "smtp", "mail_from", "listen", "public_url"}
	for _, f := range flags {
		if known[f] == "" {
			left = append(left, f)
		}
	}
	if len(left) > 0 || len(known) != len(flags) || known["rate"] != config.Number || known["quiet"] != config.Switch || known["market"] != config.Texts {
		t.Errorf("missing %v of %v", left, known)
	}
	if slices.Contains([]config.Kind{known["out"], known["format"], known["save"], known["config"]}, config.Text) {
		t.Error("what one run writes can be set for all")
	}
	if variable("max-pages") != "SHOPVET_MAX_PAGES" {
		t.Error(variable("max-pages"))
	}
}

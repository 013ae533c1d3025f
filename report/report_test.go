package report

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

var update = flag.Bool("update", false, "write the golden files")

// styleElement is left out of the golden pages: it is the same in all of them. A hash may hold &#43;, so that the next ; is not the end of its directive.
var styleElement = regexp.MustCompile(`(?s)<style>.*?</style>|style-src &#39;.*?&#39;`)

// golden compares got with a file in testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from what is rendered now; read the difference, then run the test with -update", path)
	}
}

func render(t *testing.T, f func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func text(t *testing.T, v *verdict.Verdict, o Options) string {
	t.Helper()
	return string(render(t, func(b *bytes.Buffer) error { return Text(b, v, o) }))
}

func htmlPage(t *testing.T, v *verdict.Verdict, o Options) string {
	t.Helper()
	return string(render(t, func(b *bytes.Buffer) error { return HTML(b, v, o) }))
}

func TestGolden(t *testing.T) {
	for name, v := range fixtures() {
		t.Run(name, func(t *testing.T) {
			golden(t, name+".txt", []byte(text(t, v, Options{})))
			golden(t, name+".html", styleElement.ReplaceAll([]byte(htmlPage(t, v, Options{})), nil))
			if name == "hostile" {
				return
			}
			if name == "flawed" {
				for _, f := range Formats()[3:] {
					golden(t, name+f.Endings[0], render(t, func(b *bytes.Buffer) error { return f.Write(b, v, Options{}) }))
				}
			}
			raw := render(t, func(b *bytes.Buffer) error { return JSON(b, v, Options{}) })
			golden(t, name+".json", raw)
			again, err := verdict.Decode(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			if text(t, again, Options{}) != text(t, v, Options{}) {
				t.Error("the report of a verdict read from JSON differs from the report of the verdict itself")
			}
		})
	}
}

// A verdict without a grade is reported without a number: too little was seen to say one aloud.
func TestNoGradeNoScore(t *testing.T) {
	v := flawedShop()
	v.Initial.Grade, v.Initial.Coverage = "", 0.41
	for _, s := range []string{text(t, v, Options{}), htmlPage(t, v, Options{})} {
		for _, bad := range []string{"Score 60", "grade C", "from 60 to 65", "→ 65", "would be 64"} {
			if strings.Contains(s, bad) {
				t.Errorf("the report says %q", bad)
			}
		}
		if !strings.Contains(s, "Only 41\u00a0% of what matters could be seen") || !strings.Contains(s, "names no postal address") {
			t.Error("the report does not say why there is no score, or leaves out the findings")
		}
	}
}

// When a limit alone sets the grade, the answer says so instead of blaming the rest.
func TestLimitThatSetsTheGrade(t *testing.T) {
	v := soundShop()
	v.Initial.Value, v.Initial.Low, v.Initial.High, v.Initial.Grade = 25, 25, 25, "E"
	v.Initial.Caps = []verdict.Cap{{ID: "K2", Limit: 25, Class: "safety", Reason: msg("The certificate has run out"), Checks: []string{"tls-cert-valid"}}}
	s := text(t, v, Options{Width: 200})
	if !strings.Contains(s, "What is good here is outweighed by one thing: The certificate has run out.") {
		t.Errorf("the answer is %q", s[:400])
	}
}

// What was not seen is never called sound: without a full look, the report does not say that nothing is to be mended.
func TestNothingFoundIsNotNothingThere(t *testing.T) {
	v := soundShop()
	if s := text(t, v, Options{}); !strings.Contains(s, "Nothing was found that should be mended.") {
		t.Error("a sound shop is not told so")
	}
	v.Crawl.FullLook = false
	if s := text(t, v, Options{}); !strings.Contains(s, "Nothing to mend was found in what could be seen.") ||
		strings.Contains(s, "Everything that was to be looked at could be seen") {
		t.Error("a partly seen shop is called sound")
	}
}

func TestVerboseListsWhatIsInOrder(t *testing.T) {
	v := soundShop()
	if strings.Contains(text(t, v, Options{}), "Products show their price") || !strings.Contains(text(t, v, Options{Verbose: true}), "Products show their price") {
		t.Error("what is in order is listed when asked for, and only then")
	}
}

func TestSameVerdictSameBytes(t *testing.T) {
	for name := range fixtures() {
		a, b := fixtures()[name], fixtures()[name]
		if text(t, a, Options{}) != text(t, b, Options{}) || htmlPage(t, a, Options{}) != htmlPage(t, b, Options{}) {
			t.Errorf("%s is rendered in two ways", name)
		}
	}
}

func TestMoreFindingsOnRequest(t *testing.T) {
	v := flawedShop()
	if s := text(t, v, Options{MaxFindings: 100}); !strings.Contains(s, "duftkerzen-34") || strings.Contains(s, "see the data file") {
		t.Error("not all 34 dead links are listed")
	}
	if s := text(t, v, Options{}); strings.Contains(s, "duftkerzen-6") || !strings.Contains(s, "and 29 more (see the data file, --format json)") {
		t.Error("the list of dead links is not cut after 5")
	}
}

// TestPlacesThatAreCountedAndNotNamed: a finding may count more pages than it names; the report says how many there are beyond those it shows.
func TestPlacesThatAreCountedAndNotNamed(t *testing.T) {
	for _, pages := range []any{40, 40.0} { // out of a check, and out of a JSON file
		v := soundShop()
		f := find("Leads to a missing page", make([]verdict.Evidence, 20)...)
		for i := range f.Evidence {
			f.Evidence[i] = verdict.Evidence{URL: fmt.Sprintf("https://shop.example/%d", i), Target: "https://shop.example/gone"}
		}
		f.Message.Args = map[string]any{"pages": pages}
		set(v, "nav-broken-primary", verdict.Warn, "1 link is broken", f)
		if s := text(t, v, Options{}); !strings.Contains(s, "and 35 more places") {
			t.Errorf("the 35 pages that are not shown are not counted:\n%s", s)
		}
	}
}

func TestAFindingAboutItsOwnPageNamesItOnce(t *testing.T) {
	v := soundShop()
	const at = "https://shop.example/of-its-own"
	set(v, "nav-broken-primary", verdict.Warn, "1 page is broken", find("It is empty", verdict.Evidence{URL: at, Target: at}))
	if s := text(t, v, Options{}); strings.Count(s, "of-its-own") != 1 {
		t.Errorf("the address of the page is not said once:\n%s", s)
	}
}

// TestWhereNothingIsForSale: a look that lacks only goods says that this may be no shop; one that lacks more says nothing of that kind.
func TestWhereNothingIsForSale(t *testing.T) {
	for gaps, want := range map[string]bool{"listing product": true, "listing product cart": true, "listing product scripts": false, "product": false} {
		v := soundShop()
		v.Initial.Grade = ""
		v.Crawl.LookGaps = nil
		for key := range strings.FieldsSeq(gaps) {
			v.Crawl.LookGaps = append(v.Crawl.LookGaps, verdict.Message{Key: "look." + key})
		}
		if got := strings.Contains(text(t, v, Options{}), "nothing to judge"); got != want {
			t.Errorf("lacking %s: %v", gaps, got)
		}
	}
}

// failing is a writer that cannot write.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestErrors(t *testing.T) {
	for _, format := range Formats() {
		name, f := format.Name, func(w io.Writer, v *verdict.Verdict) error { return format.Write(w, v, Options{}) }
		if err := f(io.Discard, nil); err == nil {
			t.Errorf("%s: no verdict is no error", name)
		}
		if err := f(failing{}, soundShop()); err == nil || !strings.Contains(err.Error(), "disk full") {
			t.Errorf("%s: a failed write gives %v", name, err)
		}
		if err := f(io.Discard, &verdict.Verdict{}); err != nil {
			t.Errorf("%s: an empty verdict gives %v", name, err)
		}
	}
}

// An address that leads to another site is told as such, before anything is said of that site.
func TestAnotherSiteThanTheOneAskedForIsNamed(t *testing.T) {
	v := base("https://www.new-name.example/", "New Name")
	v.Notes = append(v.Notes, verdict.Message{Key: "note.elsewhere", Args: map[string]any{"from": "old-name.example", "to": "www.new-name.example"}, Text: "old-name.example sends its visitors on to another site, www.new-name.example: what follows is about that one."})
	for lang, want := range map[string]string{"en": "old-name.example sends its visitors on to another site", "de": "old-name.example leitet Besucher auf eine andere Website weiter", "zh": "old-name.example 会把访客转到另一个网站"} {
		got := strings.Join(strings.Fields(text(t, v, Options{Lang: lang})), " ")
		if at := strings.Index(got, want); at < 0 || at > 400 {
			t.Errorf("%s: %d in %.600s", lang, at, got)
		}
	}
}

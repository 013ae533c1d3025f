package main

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopvet/shopvet/checks/all"
	"github.com/shopvet/shopvet/knowledge/accuracy"
)

const top = "../.."

// TestFiguresAreFresh measures all pages anew: what docs and tables tell must be what comes out, and no detector may have fallen below its floor.
func TestFiguresAreFresh(t *testing.T) {
	root := os.DirFS(top)
	pages, err := loadAll(root)
	if err != nil {
		t.Fatal(err)
	}
	r, err := measure(pages)
	if err != nil {
		t.Fatal(err)
	}
	files, err := r.files(root, "today")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if got, err := os.ReadFile(top + "/" + name); err != nil || string(got) != want {
			t.Errorf("%s is not fresh: run make accuracy", name)
		}
	}
	f, err := readFloors(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range r.fallen(f) {
		t.Error(line)
	}
}

const body = `<!doctype html><html lang="de"><title>Impressum</title><main><h1>Impressum</h1><p>Kerzenhof Lindner GmbH<br>Lindenstraße 5<br>10969 Berlin</p>
<p>USt-IdNr.: DE136695976<br>Telefon 030 23125005<br>E-Mail post (at) kerzenhof.example</p></main>`

func TestLabelsAreHeldAgainstThePage(t *testing.T) {
	for _, tt := range []struct{ name, label, want string }{
		{"sound", "url = \"/i\"\nnames = [\"Kerzenhof Lindner GmbH\"]\naddresses = [\"10969 Berlin\"]\nphones = [\"+493023125005\"]\nemails = [\"post@kerzenhof.example\"]\nnumbers = [\"de-vat=DE136695976\"]", ""},
		{"a field that does not exist", "url = \"/i\"\nkinds = []\nmails = []", `de/identity/x.html:4: mails: there is no field "mails"`},
		{"no TOML", "url = \"/i\"\nkinds = [", "de/identity/x.html:"},
		{"another type", "url = \"/i\"\nkinds = \"imprint\"", "de/identity/x.html:"},
		{"a kind that does not exist", "url = \"/i\"\nkinds = [\"impressum\"]", `de/identity/x.html:3: kinds: "impressum" is none of`},
		{"a hollow policy that is one", "url = \"/i\"\nkinds = [\"imprint\"]\nhollow = \"stub\"", "a hollow page holds no policy"},
		{"a way to be hollow that does not exist", "url = \"/i\"\nhollow = \"thin\"", `de/identity/x.html:3: hollow: "thin" is none of`},
		{"a claim without value", "url = \"/i\"\nclaims = [\"return-window\"]", `de/identity/x.html:3: claims: "return-window" is not KIND=VALUE`},
		{"another address", "url = \"/i\"\naddresses = [\"10969 Bonn\"]", `de/identity/x.html:3: addresses: "10969 Bonn" does not stand on the page`},
		{"another name", "url = \"/i\"\nnames = [\"Lindner AG\"]", `"Lindner AG" does not stand on the page`},
		{"another phone", "url = \"/i\"\nphones = [\"+493023125006\"]", `"+493023125006" does not stand on the page`},
		{"a phone in another form", "url = \"/i\"\nphones = [\"030 23125005\"]", "is not in the form"},
		{"a number that is malformed", "url = \"/i\"\nnumbers = [\"de-vat=DE136695975\"]", "the check digit or form says otherwise"},
		{"a malformed number that is well-formed", "url = \"/i\"\nmalformed = [\"de-vat=DE136695976\"]", "the check digit or form says otherwise"},
		{"a path that is none", "url = \"i\"\nkinds = []", `de/identity/x.html:2: url: "i" is no path`},
		{"nothing to judge", "url = \"/i\"", "says nothing that could be judged"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := load(fstest.MapFS{"de/identity/x.html": {Data: []byte(labelOpen + tt.label + "\n-->\n" + body)}})
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func TestPagesLieInTheirPlace(t *testing.T) {
	for _, name := range []string{"xx/policy/a.html", "de/legal/a.html"} {
		if _, err := load(fstest.MapFS{name: {Data: []byte(labelOpen + "url = \"/i\"\nkinds = []\n-->\n" + body)}}); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
	if _, err := load(fstest.MapFS{"de/policy/a.html": {Data: []byte(body)}}); err == nil {
		t.Error("a page without label was taken")
	}
}

// TestMistakesAreCounted measures a page whose label is wrong on purpose.
func TestMistakesAreCounted(t *testing.T) {
	const lies = "url = \"/impressum\"\nlink = \"Impressum\"\nkinds = [\"terms\"]\nnames = []\naddresses = [\"10969 Berlin\"]\nforms = true\nphones = [\"+493023125005\"]"
	pages, err := load(fstest.MapFS{"de/identity/x.html": {Data: []byte(labelOpen + lies + "\n-->\n" + body)}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := measure(pages)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][3]int{ // right, missed, alarms
		"policy-terms": {0, 1, 0}, "policy-imprint": {0, 0, 1}, "policy-privacy": {0, 0, 0}, "name": {0, 0, 1}, "address": {1, 0, 0}, "form": {0, 1, 0}, "phone": {1, 0, 0},
	}
	for _, s := range r.scores {
		if w, ok := want[s.detector]; ok && w != [3]int{s.right, s.missed, s.alarms} {
			t.Errorf("%s: %+v, want %v", s.detector, s, w)
		}
		delete(want, s.detector)
	}
	if len(want) > 0 {
		t.Errorf("not asked: %v", want)
	}
	if len(r.mistakes) != 4 {
		t.Errorf("mistakes: %v", r.mistakes)
	}
	if got := r.fallen(floors{"de": {"name": {0.97, 0.93}, "address": {0.97, 0.93}}}); len(got) != 1 || !strings.Contains(got[0], "de name") {
		t.Errorf("fallen: %v", got)
	}
}

// TestTheSameThingTwiceCountsOnce: a footer writes an address in one line, the page in three.
func TestTheSameThingTwiceCountsOnce(t *testing.T) {
	right, missed, alarms := compare(answer{want: []string{"10969 Berlin"}, got: []string{"Lindenstraße 5, 10969 Berlin", "Lindenstr. 5, 10969 Berlin", "1 High Street"}, same: holds})
	if right != 1 || missed != 0 || alarms != 1 {
		t.Errorf("%d right, %d missed, %d alarms", right, missed, alarms)
	}
}

func TestFiguresKeepTheirDate(t *testing.T) {
	r := &result{scores: []score{{lang: "de", detector: "name", pages: 3, right: 2, missed: 1}}}
	first, err := r.files(fstest.MapFS{}, "2026-01-02")
	if err != nil {
		t.Fatal(err)
	}
	table := fstest.MapFS{tableDir + "/de.toml": {Data: []byte(first[tableDir+"/de.toml"])}}
	if again, _ := r.files(table, "2026-03-04"); again[docFile] != first[docFile] {
		t.Error("measuring again changed what was kept")
	}
	r.scores[0].alarms = 1
	if other, _ := r.files(table, "2026-03-04"); !strings.Contains(other[docFile], "2026-03-04") {
		t.Error("other figures kept the old date")
	}
}

func TestFloorsAreOnlyLifted(t *testing.T) {
	r := &result{scores: []score{{lang: "de", detector: "name", pages: 3, right: 8, missed: 2}, {lang: "de", detector: "claim-warranty", pages: 3, right: 8}}}
	text := r.raise(floors{"de": {"name": {0.5, 0.9}}})
	for _, want := range []string{"name = [0.970, 0.900]", "claim-warranty = [0.950, 0.850]"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// TestTableIsWhatTheProgramReads takes the way from scores to the program.
func TestTableIsWhatTheProgramReads(t *testing.T) {
	r := &result{scores: []score{{lang: "de", detector: "name", pages: 3, right: 2, missed: 1}}}
	if f := r.table("de").Detectors["name"]; !f.Weak("name") || f != (accuracy.Figure{N: 3, Precision: 1, Recall: 0.666}) {
		t.Errorf("%+v", f)
	}
}

// TestChecksRestOnDetectors: a name that no detector has would never be found weak.
func TestChecksRestOnDetectors(t *testing.T) {
	for _, c := range all.Checks() {
		for _, d := range c.Meta.Rests {
			if rank(d) < 0 {
				t.Errorf("%s rests on %q, which is no detector", c.Meta.ID, d)
			}
		}
	}
}

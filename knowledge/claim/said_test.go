package claim

import (
	"embed"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"
)

//go:embed testdata/said/*.txt
var saidFiles embed.FS

var saidList = flag.Bool("said", false, "list what TestWhatShopsSay finds amiss instead of failing")

// said is one line of a table: what shops say, and the claims that must be read in it.
type said struct {
	file, heading, text string
	want                []string
	line                int
	unread              bool // known to be missed; nothing false may be read all the same
}

// saidIn reads one table. "@ heading" heads the lines below it; a line is "text => kind=value, kind", "⏎" ends a line of the text, "?" at the
// beginning marks what is not read yet.
func saidIn(name, text string) (list []said) {
	heading, n := "", 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if h, ok := strings.CutPrefix(line, "@"); ok {
			heading = strings.TrimSpace(h)
			continue
		}
		body, claims, ok := strings.Cut(line, "=>")
		if !ok || line[0] == '#' {
			continue
		}
		body, unread := strings.CutPrefix(body, "?")
		s := said{file: name, heading: heading, text: strings.ReplaceAll(strings.TrimSpace(body), "⏎", "\n"), line: n, unread: unread}
		for c := range strings.SplitSeq(claims, ",") {
			if c = strings.TrimSpace(c); c != "" {
				s.want = append(s.want, c)
			}
		}
		list = append(list, s)
	}
	return list
}

// TestWhatShopsSay holds every language to a table of sentences as shops and their lawyers write them, a third of them traps: nothing may be read
// that is not there, and nothing missed but what the table marks.
func TestWhatShopsSay(t *testing.T) {
	entries, err := saidFiles.ReadDir("testdata/said")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := saidFiles.ReadFile("testdata/said/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		lang := strings.TrimSuffix(e.Name(), ".txt")
		there, right, alarms := 0, 0, 0
		for _, s := range saidIn(e.Name(), string(text)) {
			got := values(ReadUnder(s.heading, s.text, lang))
			missed, alarm := without(s.want, got), without(got, s.want)
			there, right, alarms = there+len(s.want), right+len(s.want)-len(missed), alarms+len(alarm)
			switch {
			case *saidList && len(missed)+len(alarm) > 0:
				fmt.Printf("%s:%d: [%s] %s\n   missed %v, false %v\n", s.file, s.line, s.heading, s.text, missed, alarm)
			case *saidList:
			case len(alarm) > 0, len(missed) > 0 && !s.unread:
				t.Errorf("%s:%d: %s: missed %v, false %v", s.file, s.line, s.text, missed, alarm)
			case s.unread && len(missed) == 0:
				t.Errorf("%s:%d: %s: is read now, its mark can go", s.file, s.line, s.text)
			}
		}
		t.Logf("%s: %d of %d claims read, %d false", lang, right, there, alarms)
	}
}

// without returns what is in a and not in b.
func without(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return slices.Contains(b, s) })
}

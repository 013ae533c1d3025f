package facts

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// TestHeadingsOfParts holds the names that shops give to the parts of their texts against the kinds of policy they stand for. A line of
// testdata/headings/<lang>.txt is "kind: name | name"; those of "none" name no policy. One that begins with ~ is not known so yet, and says so until it is.
func TestHeadingsOfParts(t *testing.T) {
	paths, err := filepath.Glob("testdata/headings/*.txt")
	if err != nil || len(paths) != len(cue.Langs()) {
		t.Fatalf("%d files: %v", len(paths), err)
	}
	for _, path := range paths {
		lang := strings.TrimSuffix(filepath.Base(path), ".txt")
		t.Run(lang, func(t *testing.T) { headingsOf(t, path, lang) })
	}
}

func headingsOf(t *testing.T, path, lang string) {
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := &Site{cues: cue.Default(), Lang: lang}
	known, all := 0, 0
	for line := range strings.Lines(string(raw)) {
		kind, names, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		for name := range strings.SplitSeq(names, " | ") {
			name, later := strings.CutPrefix(name, "~")
			got := s.partKinds(name, lang)
			right := slices.ContainsFunc(got, func(k partKind) bool { return k.kind == PolicyKind(kind) }) || kind == "none" && len(got) == 0
			if all++; right {
				known++
			}
			switch {
			case !right && !later:
				t.Errorf("%s: %s: got %s", kind, name, fmt.Sprint(got))
			case right && later:
				t.Errorf("%s: %s is known now: take the ~ away", kind, name)
			}
		}
	}
	t.Logf("%d of %d", known, all)
}

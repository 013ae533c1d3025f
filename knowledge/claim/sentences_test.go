package claim

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSentences reads single sentences as shops write them. A line of testdata/sentences/<lang>.tsv holds heading, text (¶ ends a line of it) and the
// claims that a shopper would take from it; one that begins with ~ is not read so yet, and says so until it is.
func TestSentences(t *testing.T) {
	paths, err := filepath.Glob("testdata/sentences/*.tsv")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no sentences: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".tsv"), func(t *testing.T) { sentences(t, path) })
	}
}

func sentences(t *testing.T, path string) {
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lang := strings.TrimSuffix(filepath.Base(path), ".tsv")
	batch, all := "", score{}
	var part score
	told := func() {
		if part.lines > 0 {
			t.Logf("%s: %s", batch, part)
		}
	}
	for i, line := range strings.Split(string(raw), "\n") {
		if strings.HasPrefix(line, "#") || line == "" {
			if told(); line != "" {
				batch = line
			}
			part = score{}
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			t.Errorf("%s:%d: %d columns, want 3", path, i+1, len(cells))
			continue
		}
		heading, known := strings.CutPrefix(cells[0], "~")
		text := strings.ReplaceAll(cells[1], "¶", "\n")
		got, want := values(ReadUnder(heading, text, lang)), slices.Sorted(slices.Values(strings.Fields(cells[2])))
		got = slices.Compact(noBlanks(got))
		part.add(got, want)
		all.add(got, want)
		switch right := slices.Equal(got, want); {
		case !right && !known:
			t.Errorf("%s:%d: %s: %s\n  got  %v\n  want %v", path, i+1, heading, text, got, want)
		case right && known:
			t.Errorf("%s:%d: is read as it should be now: take the ~ away", path, i+1)
		}
	}
	told()
	t.Logf("all: %s", all)
}

// noBlanks writes values as the files hold them: "4.90_EUR".
func noBlanks(list []string) []string {
	for i := range list {
		list[i] = strings.ReplaceAll(list[i], " ", "_")
	}
	return list
}

// score counts claims.
type score struct{ lines, wanted, right, alarms int }

func (s *score) add(got, want []string) {
	s.lines++
	s.wanted += len(want)
	for _, g := range got {
		if slices.Contains(want, g) {
			s.right++
		} else {
			s.alarms++
		}
	}
}

func (s score) String() string {
	return fmt.Sprintf("%d lines, %d of %d claims +%d: precision %.2f, recall %.2f", s.lines, s.right, s.wanted, s.alarms,
		float64(s.right)/float64(max(1, s.right+s.alarms)), float64(s.right)/float64(max(1, s.wanted)))
}

package checks_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// counted is a file that counts how much is read of it.
type counted struct {
	*os.File
	bytes atomic.Int64
}

func (c *counted) ReadAt(b []byte, at int64) (int, error) {
	n, err := c.File.ReadAt(b, at)
	c.bytes.Add(int64(n))
	return n, err
}

// filed is a shop of so many pages that lie in a file, about 20 kB each.
func filed(t *testing.T, n int) (*checks.Input, *counted) {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "pages"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	file := &counted{File: f}
	source := snapshot.NewPageFile(file, 0, 2)
	site := &facts.Site{Snap: &snapshot.Snapshot{Pages: source, Strings: new(snapshot.Strings)}}
	for i := range n {
		p := snapshot.NewPage()
		p.ID, p.Title, p.TextKept, p.Text = snapshot.PageID(i), []string{"pass", "fail"}[i%2], true, fmt.Sprintf("%d %s", i, strings.Repeat("x", 20_000))
		if err := source.Put(p); err != nil {
			t.Fatal(err)
		}
		site.Ordered = append([]*snapshot.Page{source.Head(p.ID)}, site.Ordered...)
	}
	return &checks.Input{Snap: site.Snap, Site: site}, file
}

// reader reads the pages of a list so many times, and says what it read.
func reader(id string, times int, list func(*facts.Site) []*snapshot.Page) checks.Check {
	return checks.Site(meta(id), none{}, func(in *checks.Input, _ none) checks.Outcome {
		sum := 0
		for range times {
			for p := range in.Site.Each(list(in.Site)) {
				var n int
				if _, err := fmt.Sscan(p.Text, &n); err != nil || n != int(p.ID) {
					return checks.Fail(checks.Msg("bad", "what", fmt.Sprintf("page %d, which says %.20q,", p.ID, p.Text)))
				}
				sum += n
			}
		}
		return checks.Warn(checks.Msg("bad", "what", sum))
	})
}

func TestChecksReadAFileTogether(t *testing.T) {
	const pages = 200
	in, file := filed(t, pages)
	every := func(s *facts.Site) []*snapshot.Page { return s.Ordered }
	half := func(s *facts.Site) []*snapshot.Page { return s.Ordered[pages/2:] }
	backwards := func(s *facts.Site) (list []*snapshot.Page) {
		for i := range s.Ordered {
			list = append(list, s.Ordered[len(s.Ordered)-1-i])
		}
		return list
	}
	list := []checks.Check{byTitle(checks.Fold{}), reader("b-backwards", 1, backwards), reader("b-few", 3, func(s *facts.Site) []*snapshot.Page { return s.Ordered[:5] })}
	for i := range 10 {
		list = append(list, reader(fmt.Sprintf("c-every-%d", i), 2, every), reader(fmt.Sprintf("c-half-%d", i), 1, half))
	}
	results, err := mustSet(t, list...).Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	const all = pages * (pages - 1) / 2
	for _, r := range results {
		want := map[string]string{
			"a-one": "100 of 200 pages looked at (50\u00a0%)", "b-backwards": fmt.Sprintf("%d is wrong", all), "b-few": fmt.Sprintf("%d is wrong", 3*(195+196+197+198+199)),
		}[r.Check]
		switch {
		case strings.HasPrefix(r.Check, "c-every"):
			want = fmt.Sprintf("%d is wrong", 2*all)
		case strings.HasPrefix(r.Check, "c-half"):
			want = fmt.Sprintf("%d is wrong", (pages/2)*(pages/2-1)/2)
		}
		if r.Reason.Text != want {
			t.Errorf("%s: %q, want %q", r.Check, r.Reason.Text, want)
		}
	}
	if read := file.bytes.Load() / (pages * 20_000); read > 4 { // two sweeps, and the list that goes backwards
		t.Errorf("the file was read %d times", read)
	}
}

func TestACheckThatBreaksDoesNotHoldUpTheSweep(t *testing.T) {
	in, file := filed(t, 100)
	breaks := checks.Site(meta("b-breaks"), none{}, func(in *checks.Input, _ none) checks.Outcome {
		for p := range in.Site.Each(in.Site.Ordered) {
			if p.ID == 50 {
				panic("in the middle")
			}
		}
		return checks.Pass(checks.Msg("ok"))
	})
	set := mustSet(t, breaks, reader("c-every", 1, func(s *facts.Site) []*snapshot.Page { return s.Ordered }))
	results, err := set.Run(context.Background(), in)
	if err != nil || results[0].Status != verdict.Broken || results[1].Reason.Text != "4950 is wrong" {
		t.Errorf("%v: %+v", err, results)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancels := checks.Site(meta("b-cancels"), none{}, func(in *checks.Input, _ none) checks.Outcome {
		for range in.Site.Each(in.Site.Ordered) {
			cancel()
		}
		return checks.Pass(checks.Msg("ok"))
	})
	if _, err := mustSet(t, cancels).Run(ctx, in); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := file.Truncate(1000); err != nil {
		t.Fatal(err)
	}
	if _, err := set.Run(context.Background(), in); err == nil {
		t.Error("a file that cannot be read again is no error")
	}
}

package shopvet_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/snapshot"
)

func TestZZCrawl(t *testing.T) {
	only := os.Getenv("ONLY")
	root := os.Getenv("BLINDROOT")
	for _, s := range blindShops(t) {
		if root != "" {
			if _, err := os.Stat(filepath.Join(root, s.lang)); err != nil {
				continue
			}
			for _, c := range []string{"p1", "p2", "p3", "p4","p5","p6","p7","p8","p9"} {
				if _, err := os.Stat(filepath.Join(root, s.lang, c)); err != nil {
					continue
				}
				s2 := s
				s2.files = overlay{os.DirFS(filepath.Join(root, s.lang)), s.files}
				zzsnap(t, &s2, c, s.lang+"."+c)
			}
			continue
		}
		for _, c := range []string{"", "fault-1", "fault-2"} {
			if c != "" {
				if _, err := fs.Stat(s.files, c); err != nil {
					continue
				}
			}
			n := s.lang
			if c != "" {
				n += "." + c
			}
			if only != "" && !strings.HasPrefix(n, only) {
				continue
			}
			zzsnap(t, &s, c, n)
		}
	}
}

type overlay struct{ a, b fs.FS }

func (o overlay) Open(n string) (fs.File, error) {
	if f, err := o.a.Open(n); err == nil {
		return f, nil
	}
	return o.b.Open(n)
}

func zzsnap(t *testing.T, s *blindShop, c, n string) {
	t.Run(n, func(t *testing.T) {
		target, o := s.serve(t, c)
		snap, err := shopvet.Crawl(context.Background(), target, o)
		if err != nil {
			t.Fatal(err)
		}
		f, err := os.Create("/tmp/faults/snap/" + n + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := snapshot.Write(f, snap); err != nil {
			t.Fatal(err)
		}
	})
}

// prints for each snapshot: bad ids not in told/wrong/planted, planted missed / found
func TestZZJudge(t *testing.T) {
	shops := map[string]blindShop{}
	for _, s := range blindShops(t) {
		shops[s.lang] = s
	}
	files, _ := filepath.Glob("/tmp/faults/snap/" + os.Getenv("ONLY") + "*.jsonl")
	sort.Strings(files)
	ids := strings.Fields(os.Getenv("IDS"))
	for _, f := range files {
		n := strings.TrimSuffix(filepath.Base(f), ".jsonl")
		lang, c, _ := strings.Cut(n, ".")
		r, err := os.Open(f)
		if err != nil {
			t.Fatal(err)
		}
		snap, err := snapshot.Read(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		v, err := shopvet.Judge(context.Background(), snap, shopvet.JudgeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		found := bad(v)
		s := shops[lang]
		known := map[string]bool{}
		for _, id := range append(s.Told, s.Wrong...) {
			known[id] = true
		}
		var plants []plant
		if strings.HasPrefix(c, "fault") {
			plants = s.planted(t, c)
		}
		for _, p := range plants {
			known[p.check] = true
			if _, ok := found[p.check]; ok == p.missed {
				fmt.Println(n, "CHANGED", p.check, "missed", p.missed, explain(v, p.check))
			} else if p.missed && os.Getenv("SHOW") != "" {
				fmt.Println(n, "MISSED", p.check, explain(v, p.check))
			}
		}
		var keys []string
		for id := range found {
			keys = append(keys, id)
		}
		sort.Strings(keys)
		for _, id := range keys {
			if ofText(id) && !known[id] {
				fmt.Println(n, "EXTRA", explain(v, id))
			}
		}
		for _, id := range ids {
			fmt.Println(n, "ID", explain(v, id))
		}
	}
}

package shopvet_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/snapshot"
)

type prefixed struct{ fs.FS }

func (p prefixed) Open(n string) (fs.File, error) {
	rest, ok := strings.CutPrefix(n, "www/")
	if !ok {
		return nil, fs.ErrNotExist
	}
	return p.FS.Open(rest)
}

func TestZZReal(t *testing.T) {
	os.MkdirAll("/tmp/faults/real", 0o755)
	dirs, _ := filepath.Glob("/tmp/real*/www/*")
	for _, d := range dirs {
		host := filepath.Base(d)
		s := blindShop{Host: host, Mail: strings.TrimPrefix(host, "www."), lang: host, files: prefixed{os.DirFS(d)}}
		t.Run(host, func(t *testing.T) {
			target, o := s.serve(t, "")
			o.Limits.Pages = 80
			snap, err := shopvet.Crawl(context.Background(), target, o)
			if err != nil {
				t.Fatal(err)
			}
			f, _ := os.Create("/tmp/faults/real/" + host + ".jsonl")
			defer f.Close()
			_ = snapshot.Write(f, snap)
		})
	}
}

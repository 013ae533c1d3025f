package shopvet_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/archive"
	"github.com/shopvet/shopvet/report"
)

// TestKeptArchivesOpen: what an earlier shopvet kept can be judged and shown by this one. testdata/archives holds one archive of a made-up shop for every
// version of the file format there has been; they are never made anew, and a new version adds its own.
func TestKeptArchivesOpen(t *testing.T) {
	files, err := filepath.Glob("testdata/archives/schema-*.wacz")
	if err != nil || len(files) == 0 {
		t.Fatalf("no archive was kept: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			arc, err := archive.Open(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			snap, err := arc.Snapshot()
			if err != nil {
				t.Fatal(err)
			}
			then, err := arc.Verdict()
			if err != nil {
				t.Fatal(err)
			}
			now, err := shopvet.Judge(t.Context(), snap, shopvet.JudgeOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if then.Crawl.Pages == 0 || now.Crawl.Pages != then.Crawl.Pages || now.Target != then.Target || len(now.Shop.Policies) == 0 {
				t.Errorf("%d pages of %s with %d policies, then %d of %s", now.Crawl.Pages, now.Target, len(now.Shop.Policies), then.Crawl.Pages, then.Target)
			}
			for _, f := range report.Formats() {
				if err := f.Write(io.Discard, then, report.Options{}); err != nil {
					t.Errorf("the verdict of then as %s: %v", f.Name, err)
				}
			}
		})
	}
}

package shopvet_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/snapshot"
)

func TestZZJudgeReal(t *testing.T) {
	mine := strings.Fields(os.Getenv("IDS"))
	files, _ := filepath.Glob("/tmp/faults/real/*.jsonl")
	sort.Strings(files)
	for _, f := range files {
		r, _ := os.Open(f)
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
		for _, id := range mine {
			if _, ok := found[id]; ok {
				fmt.Println(strings.TrimSuffix(filepath.Base(f), ".jsonl"), "look", v.Crawl.FullLook, explain(v, id))
			}
		}
	}
}

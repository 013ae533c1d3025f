// Command replay scans made-up shops into archives and says how many of them can be judged again in a minute.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/internal/archive"
	"github.com/shopvet/shopvet/internal/shopgen"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func main() {
	n := flag.Int("n", 200, "shops")
	dir := flag.String("dir", "", "directory for the archives, which are large")
	flag.Parse()
	if err := run(*n, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "replay:", err)
		os.Exit(1)
	}
}

func run(n int, dir string) error {
	if dir == "" {
		return fmt.Errorf("name a directory with -dir")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	began := time.Now()
	for i := range n {
		if err := scan(i, name(dir, i)); err != nil {
			return fmt.Errorf("shop %d: %w", i, err)
		}
	}
	fmt.Printf("scanned %d shops into archives in %.1f s\n", n, time.Since(began).Seconds())
	return judgeAll(n, dir)
}

func name(dir string, i int) string { return filepath.Join(dir, fmt.Sprintf("shop-%03d.wacz", i)) }

// scan visits the i-th made-up shop, each with another language, layout and flaw, and keeps it as an archive.
func scan(i int, file string) error {
	langs, flaws := shopgen.Languages(), shopgen.Flaws()
	o := shopgen.Options{Seed: uint64(i), Lang: langs[i%len(langs)], Layout: i % 3, Products: 12, Plain: true}
	if f := flaws[i%len(flaws)]; !f.HTTPS && f.Markets == nil {
		o.Flaws, o.Delay = []shopgen.Flaw{f.Flaw}, 50*time.Millisecond
	}
	shop, err := shopgen.New(o)
	if err != nil {
		return err
	}
	srv := httptest.NewServer(shop)
	defer srv.Close()
	var data bytes.Buffer
	w, err := archive.NewWriter(&data, shopvet.Version)
	if err != nil {
		return err
	}
	ctx := context.Background()
	snap, err := crawler.Crawl(ctx, srv.URL+"/", crawler.Options{Limits: snapshot.Limits{Profile: "quick"}, NoBrowser: snapshot.BrowserOff, Seen: func(s *wire.Seen) {
		w.Add(&archive.Exchange{URL: s.URL, Method: s.Method, Began: s.Began, Request: s.Request, Status: s.Status, Proto: s.Proto, Header: s.Header,
			Body: s.Body, Cut: s.Cut, Remote: s.Remote})
	}})
	if err != nil {
		return err
	}
	v, err := shopvet.Judge(ctx, snap, shopvet.JudgeOptions{})
	if err != nil {
		return err
	}
	if err := w.Finish(snap, v); err != nil {
		return err
	}
	return os.WriteFile(file, data.Bytes(), 0o644)
}

// judgeAll judges every archive again, as many at a time as there are processors.
func judgeAll(n int, dir string) error {
	var differ, failed atomic.Int64
	var all sync.WaitGroup
	next := make(chan int)
	began := time.Now()
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := range next {
				same, err := judgedSame(name(dir, i))
				switch {
				case err != nil:
					failed.Add(1)
					fmt.Fprintln(os.Stderr, name(dir, i), err)
				case !same:
					differ.Add(1)
				}
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	all.Wait()
	took := time.Since(began)
	fmt.Printf("judged %d archives again in %.1f s: %.0f a minute; not the same byte for byte: %d; failed: %d\n",
		n, took.Seconds(), float64(n)/took.Minutes(), differ.Load(), failed.Load())
	if differ.Load()+failed.Load() > 0 {
		return fmt.Errorf("%d differ, %d failed", differ.Load(), failed.Load())
	}
	return nil
}

// judgedSame judges one archive again and compares the verdict with the one in it.
func judgedSame(file string) (bool, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return false, err
	}
	a, err := archive.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false, err
	}
	snap, err := a.Snapshot()
	if err != nil {
		return false, err
	}
	then, err := a.Verdict()
	if err != nil {
		return false, err
	}
	now, err := shopvet.Judge(context.Background(), snap, shopvet.JudgeOptions{})
	if err != nil {
		return false, err
	}
	var x, y bytes.Buffer
	if err := verdict.Encode(&x, then); err != nil {
		return false, err
	}
	if err := verdict.Encode(&y, now); err != nil {
		return false, err
	}
	return bytes.Equal(x.Bytes(), y.Bytes()), nil
}

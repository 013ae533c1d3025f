// Command memory scans a shop whose pages scripts make, so that some fifty pages are loaded in one browser, and prints what shopvet and all processes of the
// browser hold meanwhile, and what of them is left when the scan is over. Linux only.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench/memory:", err)
		os.Exit(1)
	}
}

func run() error {
	program := flag.String("shopvet", "bin/shopvet", "the program")
	goods := flag.Int("goods", 60, "product pages of the shop")
	every := flag.Duration("every", 10*time.Second, "between two lines")
	flag.Parse()
	var loads atomic.Int64
	srv := httptest.NewServer(app(*goods, &loads))
	defer srv.Close()
	aside, err := os.MkdirTemp("", "shopvet-bench-memory-") // what is left in it is the scan's
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(aside) }()
	cmd := exec.Command(*program, "scan", srv.URL, "--profile", "deep", "--max-time", "30m", "--browser", "require", "--quiet", "--format", "json", "--out", os.DevNull)
	cmd.Stderr, cmd.Env = os.Stderr, append(os.Environ(), "TMPDIR="+aside)
	if err := cmd.Start(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	began, met := time.Now(), map[int]bool{}
	var mostOurs, mostTheirs int64
	next := began
	fmt.Println("seconds  pages loaded  shopvet MB  browser MB  processes")
	for {
		ours, theirs, list := held(cmd.Process.Pid)
		mostOurs, mostTheirs = max(mostOurs, ours), max(mostTheirs, theirs)
		for _, pid := range list {
			met[pid] = true
		}
		if !time.Now().Before(next) {
			next = next.Add(*every)
			fmt.Printf("%7.0f  %12d  %10d  %10d  %9d\n", time.Since(began).Seconds(), loads.Load(), ours>>20, theirs>>20, len(list))
		}
		select {
		case err := <-done:
			fmt.Printf("most: shopvet %d MB, browser %d MB; %d pages in %.0f s\n", mostOurs>>20, mostTheirs>>20, loads.Load(), time.Since(began).Seconds())
			return errors.Join(finished(err), left(met, aside))
		case <-time.After(250 * time.Millisecond):
		}
	}
}

// finished passes over the exit code by which a scan says that it found something.
func finished(err error) error {
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == 1 {
		return nil
	}
	return err
}

// left tells which processes of the browser still run a second later, and which files are still there.
func left(met map[int]bool, aside string) error {
	time.Sleep(time.Second)
	n := 0
	for pid := range met {
		if line, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)); bytes.Contains(line, []byte(aside)) || bytes.Contains(line, []byte("--type=")) {
			n++ // one that only waits to be taken note of has no command line any more
			fmt.Printf("%d: %.200s\n", pid, bytes.ReplaceAll(line, []byte{0}, []byte(" ")))
		}
	}
	files, err := os.ReadDir(aside)
	fmt.Printf("left running: %d of %d processes; files left: %d\n", n, len(met), len(files))
	if n+len(files) > 0 {
		return errors.New("something is left")
	}
	return err
}

// held is what a process and all below it hold for themselves, bytes: without what they share.
func held(root int) (ours, theirs int64, below []int) {
	parents := map[int]int{}
	list, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range list {
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		b, err := os.ReadFile(file)
		if f := bytes.Fields(b[bytes.LastIndexByte(b, ')')+1:]); err == nil && len(f) > 1 {
			parents[pid], _ = strconv.Atoi(string(f[1]))
		}
	}
	for pid := range parents {
		for up, n := parents[pid], 0; up > 1 && n < 32; up, n = parents[up], n+1 {
			if up == root {
				theirs += own(pid)
				below = append(below, pid)
				break
			}
		}
	}
	return own(root), theirs, below
}

func own(pid int) int64 {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	f := strings.Fields(string(b))
	if len(f) < 3 {
		return 0
	}
	resident, _ := strconv.ParseInt(f[1], 10, 64)
	shared, _ := strconv.ParseInt(f[2], 10, 64)
	return (resident - shared) * int64(os.Getpagesize())
}

// app is a shop of which nothing is in the HTML. A page counts as loaded when it asks for what it shows.
func app(goods int, loads *atomic.Int64) http.Handler {
	const shell = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Candles</title><div id="app"></div><script src="/app.js"></script></html>`
	const script = `fetch("/api" + location.pathname).then(r => r.json()).then(p => { document.title = p.name; document.getElementById("app").innerHTML =
"<header><nav>" + p.menu + "</nav></header><main><h1>" + p.name + "</h1><p>" + p.text + "</p></main>"; const keep = []; for (let i = 0; i < 2e5; i++) keep.push({ i, p }); window.keep = keep })`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/app.js":
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, script)
		case strings.HasPrefix(r.URL.Path, "/api/"):
			loads.Add(1)
			menu := `<a href='/'>Home</a>`
			for i := range goods {
				menu += fmt.Sprintf(` <a href='/candle/%d'>Candle %d</a>`, i, i)
			}
			fmt.Fprintf(w, `{"name": "Page %s", "menu": %q, "text": %q}`, r.URL.Path[4:], menu, strings.Repeat("Burns for "+r.URL.Path[4:]+" hours and smells of the woods around the workshop. ", 8))
		case r.URL.Path == "/" || strings.HasPrefix(r.URL.Path, "/candle/"):
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, shell)
		default:
			http.NotFound(w, r)
		}
	})
}

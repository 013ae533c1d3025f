package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// seamFolder is the variable by which a program built here knows the folder of the run.
const seamFolder = "SHOPVET_BENCH"

// seam is added to the program: it tells how many goroutines there are, and lets its clock be put.
const seam = `package main

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

func init() {
	dir := os.Getenv("` + seamFolder + `")
	if dir == "" {
		return
	}
	go func() {
		for ; ; time.Sleep(200 * time.Millisecond) {
			name := filepath.Join(dir, "goroutines."+strconv.Itoa(os.Getpid()))
			_ = os.WriteFile(name, []byte(strconv.Itoa(runtime.NumGoroutine())), 0o600)
			text, err := os.ReadFile(filepath.Join(dir, "clock"))
			if n, e := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil && e == nil {
				setClock(n)
			}
		}
	}()
}
`

// build builds the program with the seam, and on demand with a clock that can be put: Go's own and that of SQLite, the wall's time only, as when
// somebody puts the clock of a machine. A time namespace does not move the wall's clock, and libraries that do it do not reach Go.
func build(ctx context.Context, dir string, clock bool) (string, error) {
	work, err := os.Getwd()
	if err != nil {
		return "", err
	}
	replace := map[string]string{}
	add := func(at, name, text string) error {
		replace[at] = filepath.Join(dir, name)
		return os.WriteFile(replace[at], []byte(text), 0o600)
	}
	set := "\nfunc setClock(int64) {}\n"
	if clock {
		set = "\nfunc setClock(n int64) { time.SetClockAhead(n) }\n"
		err = errors.Join(patch(ctx, add, "std", "time", "src/time/time.go", "sec, nsec, mono := runtimeNow()\n", "sec, nsec, mono := runtimeNow()\n\tsec += clockAhead\n", timeSeam),
			patch(ctx, add, "modernc.org/libc", "libc", "ccgo_linux_"+runtime.GOARCH+".go", libcHead, libcSeam, ""))
	}
	if err = errors.Join(err, add(filepath.Join(work, "cmd", "shopvet", "zz_bench.go"), "seam.go", seam+set)); err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlay, program := filepath.Join(dir, "overlay.json"), filepath.Join(dir, "shopvet")
	if err := os.WriteFile(overlay, list, 0o600); err != nil {
		return "", err
	}
	out, err := exec.CommandContext(ctx, "go", "build", "-overlay", overlay, "-o", program, "./cmd/shopvet").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w: %s", err, out)
	}
	return program, nil
}

const timeSeam = `
var clockAhead int64

// SetClockAhead puts the wall's clock ahead by so many seconds.
func SetClockAhead(seconds int64) { clockAhead = seconds }

// ClockAhead is for SQLite.
//
//go:linkname ClockAhead
func ClockAhead() int64 { return clockAhead }
`

const libcHead = `func X__clock_gettime(tls *TLS, clk Tclockid_t, ts uintptr) (r1 int32) {`

const libcSeam = `//go:linkname clockAhead time.ClockAhead
func clockAhead() int64

func X__clock_gettime(tls *TLS, clk Tclockid_t, ts uintptr) (r int32) {
	r = realClockGettime(tls, clk, ts)
	if clk == 0 && ts != 0 {
		*(*int64)(unsafe.Pointer(ts)) += clockAhead()
	}
	return r
}

func realClockGettime(tls *TLS, clk Tclockid_t, ts uintptr) (r int32) {`

// patch replaces a text in a file of the standard library or of a module, which must be there once.
func patch(ctx context.Context, add func(at, name, text string) error, module, name, file, old, with, more string) error {
	dir, err := folder(ctx, module)
	if err != nil {
		return err
	}
	at := filepath.Join(dir, file)
	text, err := os.ReadFile(at)
	if err != nil {
		return err
	}
	if n := strings.Count(string(text), old); n != 1 {
		return fmt.Errorf("%s: the place to patch is there %d times", at, n)
	}
	return add(at, name+".go", strings.Replace(string(text), old, with, 1)+more)
}

func folder(ctx context.Context, module string) (string, error) {
	args := []string{"list", "-m", "-f", "{{.Dir}}", module}
	if module == "std" {
		args = []string{"env", "GOROOT"}
	}
	out, err := exec.CommandContext(ctx, "go", args...).Output()
	if err != nil {
		return "", fmt.Errorf("find %s: %w", module, err)
	}
	return strings.TrimSpace(string(out)), nil
}

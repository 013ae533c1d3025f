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
	"fmt"
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
	putClock(dir)
	go func() {
		for ; ; time.Sleep(200 * time.Millisecond) {
			name := filepath.Join(dir, "goroutines."+strconv.Itoa(os.Getpid()))
			_ = os.WriteFile(name+".new", []byte(strconv.Itoa(runtime.NumGoroutine())), 0o600)
			_ = os.Rename(name+".new", name)
			putClock(dir)
		}
	}()
}

func putClock(dir string) {
	text, _ := os.ReadFile(filepath.Join(dir, "clock"))
	var jumps [][2]int64
	for _, line := range strings.Fields(string(text)) {
		var j [2]int64
		if _, err := fmt.Sscanf(line, "%d,%d", &j[0], &j[1]); err == nil {
			jumps = append(jumps, j)
		}
	}
	if len(jumps) > 0 {
		setClock(jumps)
	}
}
`

// build builds the program with the seam, and on demand with a clock that can be put: Go's own, that of SQLite, and the times that files bear, the
// wall's time only, as when somebody puts the clock of a machine. A time namespace does not move the wall's clock, and libraries that do it do not reach Go.
func build(ctx context.Context, dir string, clock bool) (string, error) {
	work, err := os.Getwd()
	if err != nil {
		return "", err
	}
	program, set := filepath.Join(dir, "shopvet"), "\nfunc setClock([][2]int64) {}\n"
	replace := map[string]string{filepath.Join(work, "cmd", "shopvet", "zz_bench.go"): filepath.Join(dir, "seam.go")}
	args := []string{"build", "-o", program, "-overlay", filepath.Join(dir, "overlay.json")}
	if clock {
		set = "\nfunc setClock(jumps [][2]int64) { time.SetClock(jumps) }\n"
		std, err := folder(ctx, "env", "GOROOT")
		if err != nil {
			return "", err
		}
		at := filepath.Join(std, "src", "time", "time.go")
		replace[at] = filepath.Join(dir, "time.go")
		if err := patch(at, replace[at], timeHead, timeHead+"\tsec += clockAhead\n", timeSeam); err != nil {
			return "", err
		}
		at = filepath.Join(std, "src", "os", "stat_linux.go")
		replace[at] = filepath.Join(dir, "stat_linux.go")
		if err := patch(at, replace[at], statLine, statSeam, ""); err != nil {
			return "", err
		}
		if err := patchLibc(ctx, dir); err != nil {
			return "", err
		}
		args = append(args, "-modfile", filepath.Join(dir, "bench.mod"))
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	err = errors.Join(err, os.WriteFile(filepath.Join(dir, "seam.go"), []byte(seam+set), 0o600), os.WriteFile(filepath.Join(dir, "overlay.json"), list, 0o600))
	if err != nil {
		return "", err
	}
	out, err := exec.CommandContext(ctx, "go", append(args, "./cmd/shopvet")...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w: %s", err, out)
	}
	return program, nil
}

const timeHead = "sec, nsec, mono := runtimeNow()\n"

const timeSeam = `
var (
	clockAhead int64
	clockJumps *[][2]int64
)

// SetClock tells the jumps of the wall's clock: since when it is ahead by how many seconds.
func SetClock(jumps [][2]int64) { clockJumps, clockAhead = &jumps, jumps[len(jumps)-1][1] }

// ClockAheadAt is how many seconds the clock was ahead at a time.
func ClockAheadAt(sec int64) (ahead int64) {
	if jumps := clockJumps; jumps != nil {
		for _, j := range *jumps {
			if j[0] <= sec {
				ahead = j[1]
			}
		}
	}
	return ahead
}

// ClockAhead is for SQLite.
//
//go:linkname ClockAhead
func ClockAhead() int64 { return clockAhead }
`

const statLine = "fs.modTime = time.Unix(fs.sys.Mtim.Unix())\n"

const statSeam = "fs.modTime = time.Unix(fs.sys.Mtim.Sec+time.ClockAheadAt(fs.sys.Mtim.Sec), fs.sys.Mtim.Nsec)\n"

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

func realClockGettime(tls *TLS, clk Tclockid_t, ts uintptr) (r1 int32) {`

// patchLibc copies the C library in Go that SQLite uses, patches it, and writes a go.mod that names it.
func patchLibc(ctx context.Context, dir string) error {
	from, err := folder(ctx, "list", "-m", "-f", "{{.Dir}}", "modernc.org/libc")
	if err != nil {
		return err
	}
	to := filepath.Join(dir, "libc")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	name := "ccgo_linux_" + runtime.GOARCH + ".go"
	if err := os.Remove(filepath.Join(to, name)); err != nil {
		return err
	}
	if err := patch(filepath.Join(from, name), filepath.Join(to, name), libcHead, libcSeam, ""); err != nil {
		return err
	}
	mod, err := os.ReadFile("go.mod")
	sum, err2 := os.ReadFile("go.sum")
	return errors.Join(err, err2, os.WriteFile(filepath.Join(dir, "bench.mod"), []byte(string(mod)+"\nreplace modernc.org/libc => "+to+"\n"), 0o600),
		os.WriteFile(filepath.Join(dir, "bench.sum"), sum, 0o600))
}

// patch copies a file and replaces a text in it, which must be there once.
func patch(from, to, old, with, more string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if n := strings.Count(string(text), old); n != 1 {
		return fmt.Errorf("%s: the place to patch is there %d times", from, n)
	}
	return os.WriteFile(to, []byte(strings.Replace(string(text), old, with, 1)+more), 0o600)
}

func folder(ctx context.Context, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, "go", args...).Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}

package cli

import (
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// TestTheCollectorIsSetAnewWheneverItHasRun asks for its growth, which can only be read by setting it.
// It does so in a process of its own: what other tests have begun sets the collector of this one.
func TestTheCollectorIsSetAnewWheneverItHasRun(t *testing.T) {
	if os.Getenv("SHOPVET_TEST_ALONE") == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^TestTheCollectorIsSetAnewWheneverItHasRun$")
		cmd.Env = append(os.Environ(), "SHOPVET_TEST_ALONE=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	defer debug.SetGCPercent(debug.SetGCPercent(firstGrowth))
	set := func(tries int) bool {
		debug.SetGCPercent(firstGrowth)
		for range tries {
			runtime.GC()
			time.Sleep(time.Millisecond)
			if debug.SetGCPercent(firstGrowth) != firstGrowth {
				return true
			}
		}
		return false
	}
	stop := (&app{env: Env{Environ: []string{"HOME=/"}}}).thrifty()
	const seldom, often = 50, 2000 // on a busy machine what follows a collection may come late
	if first, again := set(often), set(often); !first || !again {
		t.Error("nothing sets the collector")
	}
	stop()
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	_ = set(seldom) // once may have been under way
	if set(seldom) {
		t.Error("it is set although the program is at its end")
	}
	defer (&app{env: Env{Environ: []string{"GOGC=50"}}}).thrifty()()
	if set(seldom) {
		t.Error("it is set against the user's will")
	}
}

// A small crawl is collected seldom; a large one is kept near its record.
func TestGrowth(t *testing.T) {
	for live, want := range map[uint64]int{0: 100, 1: 400, 16 << 20: 400, 48 << 20: 133, 80 << 20: 50, 112 << 20: 50, 160 << 20: 30, 200 << 20: 20, 400 << 20: 20} {
		if got := growth(live); got != want {
			t.Errorf("growth at %d MB = %d, want %d", live>>20, got, want)
		}
	}
	for live, want := range map[uint64]int64{0: 256, 160 << 20: 256, 400 << 20: 504} {
		if got := total(live) >> 20; got != want {
			t.Errorf("%d MB may take %d MB in all, want %d", live>>20, got, want)
		}
	}
	if liveHeap() > 1<<40 {
		t.Error("no sensible size of the heap")
	}
}

package render

import (
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// crowded says how much longer than its own work a small reckoning takes on this computer now: 1 where nothing else is to be done. A browser that has
// to wait for the processor paints late, and that is no matter of the page.
func crowded() float64 {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	const work = 25 * time.Millisecond
	began, spent := time.Now(), threadTime()
	if spent < 0 {
		return 1
	}
	for x := uint64(1); threadTime()-spent < work; {
		for range 20000 {
			x = x*6364136223846793005 + 1
		}
		if x == 0 {
			break
		}
	}
	return float64(time.Since(began)) / float64(threadTime()-spent)
}

// threadTime is what this thread has worked so far, negative where the system does not tell.
func threadTime() time.Duration {
	var t unix.Timespec
	if unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t) != nil {
		return -1
	}
	return time.Duration(t.Nano())
}

package render

import (
	"bytes"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// memoryWatch ends a browser whose processes take more memory than they may. A page can take gigabytes within seconds, so it looks often.
type memoryWatch struct {
	over atomic.Bool
	quit chan struct{}
	once sync.Once
	done sync.WaitGroup
}

const lookEvery = 250 * time.Millisecond

func watchMemory(pid int, limit int64) *memoryWatch {
	w := &memoryWatch{quit: make(chan struct{})}
	w.done.Go(func() {
		t := time.NewTicker(lookEvery)
		defer t.Stop()
		for {
			select {
			case <-w.quit:
				return
			case <-t.C:
			}
			if treeMemory(pid) > limit {
				w.over.Store(true)
				_ = syscall.Kill(pid, syscall.SIGKILL)
				return
			}
		}
	})
	return w
}

func (w *memoryWatch) stop() {
	w.once.Do(func() { close(w.quit) })
	w.done.Wait()
}

// treeMemory is what a process and all below it hold for themselves, bytes.
func treeMemory(root int) int64 {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return 0
	}
	parents := map[int]int{}
	for _, e := range entries {
		if pid, err := strconv.Atoi(e.Name()); err == nil {
			parents[pid] = parentOf(pid)
		}
	}
	var sum int64
	for pid := range parents {
		for up, n := pid, 0; up > 1 && n < 32; up, n = parents[up], n+1 {
			if up == root {
				sum += ownMemory(pid)
				break
			}
		}
	}
	return sum
}

// parentOf reads the parent of a process; its name, which may hold anything, stands in brackets before it.
func parentOf(pid int) int {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return 0
	}
	fields := bytes.Fields(b[bytes.LastIndexByte(b, ')')+1:])
	if len(fields) < 2 {
		return 0
	}
	n, _ := strconv.Atoi(string(fields[1]))
	return n
}

// ownMemory is the resident memory of a process without what it shares with others.
func ownMemory(pid int) int64 {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/statm")
	if err != nil {
		return 0
	}
	fields := bytes.Fields(b)
	if len(fields) < 3 {
		return 0
	}
	resident, _ := strconv.ParseInt(string(fields[1]), 10, 64)
	shared, _ := strconv.ParseInt(string(fields[2]), 10, 64)
	return (resident - shared) * int64(os.Getpagesize())
}

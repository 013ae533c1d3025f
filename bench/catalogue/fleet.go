package main

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// fleet are the processes.
type fleet struct {
	o       *options
	running []*exec.Cmd
	cpu     time.Duration
	rss     int64 // kB
	load    string
	before  [2]float64 // of the machine's processors: busy, all
}

func (f *fleet) start(ctx context.Context) error {
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		f.load = string(text[:4])
	}
	f.before = processors()
	for i := range f.o.processes {
		if err := f.one(ctx, f.o.serve && i == 0); err != nil {
			return err
		}
	}
	return nil
}

// one starts a process.
func (f *fleet) one(ctx context.Context, serve bool) error {
	log, err := os.OpenFile(filepath.Join(f.o.world, "work.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer log.Close()
	args := []string{"work"}
	if serve {
		args = []string{"serve", "--listen", "127.0.0.1:0"}
	}
	args = append(args, "--database", f.o.through, "--workers", strconv.Itoa(f.o.slots), "--resolver", f.o.resolver,
		"--allow-network", "127.0.0.0/8", "--per-address", "1000", "--rate", "0", "--profile", "quick")
	if f.o.archives {
		args = append(args, "--archives", filepath.Join(f.o.world, "disk", "archives"))
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), f.o.program, args...)
	// Where visits under way are kept with Postgres: on the disk that can be full.
	cmd.Env = append(os.Environ(), seamFolder+"="+f.o.world, "XDG_CACHE_HOME="+filepath.Join(f.o.world, "disk"))
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		return err
	}
	f.running = append(f.running, cmd)
	return nil
}

// gone adds up what an ended process took.
func (f *fleet) gone(cmd *exec.Cmd) {
	_ = cmd.Wait() // that it was killed is no news
	f.cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		f.rss = max(f.rss, u.Maxrss)
	}
}

func (f *fleet) stop() {
	for _, cmd := range f.running {
		_ = cmd.Process.Signal(syscall.SIGTERM)
	}
	for _, cmd := range f.running {
		f.gone(cmd)
	}
}

// kill kills one of the processes and starts another in its place. It returns its number, and which command it was.
func (f *fleet) kill(ctx context.Context) (pid int, what string, err error) {
	i := rand.IntN(len(f.running))
	cmd := f.running[i]
	f.running = append(f.running[:i], f.running[i+1:]...)
	if err := cmd.Process.Kill(); err != nil {
		return 0, "", err
	}
	f.gone(cmd)
	return cmd.Process.Pid, cmd.Args[1], f.one(ctx, cmd.Args[1] == "serve")
}

// busy is how much of the processors' time was used since the start, by everything on this machine, percent.
func (f *fleet) busy() float64 {
	now := processors()
	return 100 * (now[0] - f.before[0]) / (now[1] - f.before[1])
}

// processors reads how much the processors were busy, and how much there was.
func processors() (out [2]float64) {
	text, _ := os.ReadFile("/proc/stat")
	line, _, _ := strings.Cut(string(text), "\n")
	for i, field := range strings.Fields(line) {
		n, err := strconv.ParseFloat(field, 64)
		if err != nil || i > 8 {
			continue
		}
		out[1] += n
		if i != 4 && i != 5 { // idle, and waiting for a disk
			out[0] += n
		}
	}
	return out
}

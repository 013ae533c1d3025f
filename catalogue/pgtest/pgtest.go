// Package pgtest starts a Postgres of its own for tests.
package pgtest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ErrMissing says that this machine has no Postgres.
var ErrMissing = errors.New("there is no Postgres on this machine (Debian: apt-get install postgresql)")

// Server is a Postgres that listens on a socket in a folder of its own, and on no network.
type Server struct {
	dir, bin string
	cred     *syscall.SysProcAttr
	cmd      *exec.Cmd
	log      *os.File
	n        int
}

// Start makes a new database server in a new folder and starts it.
func Start(ctx context.Context) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "shopvet-pg-")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, bin: bin}
	if err := s.own(); err != nil {
		return nil, err
	}
	out, err := s.command(ctx, "initdb", "-D", s.data(), "-A", "trust", "-U", "shopvet", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync").CombinedOutput()
	if err == nil {
		err = s.Run(ctx)
	}
	if err != nil {
		_ = os.RemoveAll(dir)
		return nil, fmt.Errorf("start postgres: %w: %s", err, out)
	}
	return s, nil
}

// binaries finds the folder of the newest Postgres.
func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err == nil && len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	path, err := exec.LookPath("initdb")
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		return "", ErrMissing
	}
	return filepath.Dir(path), err
}

// own gives the folder to a user who is not root, since Postgres refuses to run as root.
func (s *Server) own() error {
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return err
		}
	}
	uid, err1 := strconv.Atoi(u.Uid)
	gid, err2 := strconv.Atoi(u.Gid)
	if err := errors.Join(err1, err2, os.Chown(s.dir, uid, gid)); err != nil {
		return err
	}
	s.cred = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	return nil
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

func (s *Server) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(s.bin, name), args...)
	cmd.Dir, cmd.SysProcAttr = s.dir, s.cred
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(kv string) bool { return strings.HasPrefix(kv, "PG") }), "LC_ALL=C.UTF-8")
	return cmd
}

// Run starts the server, also again after Kill.
func (s *Server) Run(ctx context.Context) error {
	log, err := os.OpenFile(filepath.Join(s.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_ = os.Remove(filepath.Join(s.data(), "postmaster.pid")) // of one that was killed
	// What a crash of the machine would lose does not matter here: nothing waits for the disk.
	s.cmd = s.command(context.WithoutCancel(ctx), "postgres", "-D", s.data(), "-k", s.dir, "-h", "", "-F", "-c", "max_connections=200", "-c", "full_page_writes=off")
	s.cmd.Stdout, s.cmd.Stderr, s.log = log, log, log
	if err := s.cmd.Start(); err != nil {
		return err
	}
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if s.command(ctx, "pg_isready", "-q", "-h", s.dir, "-U", "shopvet").Run() == nil {
			return nil
		}
	}
	text, _ := os.ReadFile(filepath.Join(s.dir, "log"))
	return fmt.Errorf("it does not answer: %s", text)
}

// Database makes a new, empty database and returns its address.
func (s *Server) Database(ctx context.Context) (string, error) {
	s.n++
	name := fmt.Sprintf("shopvet%d", s.n)
	out, err := s.command(ctx, "createdb", "-h", s.dir, "-U", "shopvet", name).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("make database: %w: %s", err, out)
	}
	return "postgres://shopvet@/" + name + "?host=" + s.dir, nil
}

// Kill ends the server at once, as a crash would; with soft it lets connections be told.
func (s *Server) Kill(soft bool) error {
	sig := syscall.SIGQUIT // it and all its processes quit without a word, and it has to recover when it comes back
	if soft {
		sig = syscall.SIGINT // fast shutdown
	}
	if err := s.cmd.Process.Signal(sig); err != nil {
		return err
	}
	_ = s.cmd.Wait() // that it was killed is no news
	return s.log.Close()
}

// Stop ends the server and removes its folder.
func (s *Server) Stop() error {
	return errors.Join(s.Kill(true), os.RemoveAll(s.dir))
}

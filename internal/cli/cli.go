// Package cli is the command line of shopvet: its verbs, flags, progress, output files and exit codes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"golang.org/x/term"
)

// Exit codes.
const (
	exitFine        = 0
	exitFindings    = 1   // findings at or above --fail-on
	exitUsage       = 2   // a mistake in flags, environment, configuration or files
	exitNothing     = 3   // nothing of the shop could be observed, or not enough for the score that --fail-on asks for
	exitOurs        = 4   // our own fault
	exitInterrupted = 130 // stopped by the user
)

// issues is where our own faults are to be reported.
const issues = "https://github.com/shopvet/shopvet/issues"

// grace is how long a command that was told to quit may take to clean up.
const grace = 300 * time.Millisecond

// Env is everything a run takes from its surroundings.
type Env struct {
	Args           []string // without the program's name
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Environ        []string         // KEY=value
	Interrupts     <-chan os.Signal // the first stops softly, the second at once; nil: never
	// StdoutWidth and StderrWidth return the columns of the terminal that stands behind the stream, 0 when none does.
	StdoutWidth, StderrWidth func() int
}

// Width returns a function that measures the terminal behind a file, in columns; 0 when it is no terminal.
func Width(f *os.File) func() int {
	return func() int {
		w, _, err := term.GetSize(int(f.Fd()))
		if err != nil {
			return 0
		}
		return max(w, 1)
	}
}

// Run runs one command and returns its exit code. The report goes to Stdout, everything else to Stderr.
func Run(ctx context.Context, env Env) int {
	if env.Args == nil {
		env.Args = []string{} // cobra would fall back to os.Args
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	a := &app{env: env}
	done := make(chan int, 1)
	go func() { done <- a.run(ctx) }()
	for {
		select {
		case code := <-done:
			return code
		case <-env.Interrupts:
			if a.stopSoftly() {
				continue
			}
			cancel()
			select {
			case <-done:
			case <-time.After(grace):
			}
			return exitInterrupted
		}
	}
}

// app is one run of the program.
type app struct {
	env     Env
	verbose bool // --verbose was given
	soft    softStop
}

// run executes the command. A panic is our own fault, told in one line.
func (a *app) run(ctx context.Context) (code int) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(a.env.Stderr, "shopvet: a fault of our own: %s; please report it, with the command, at %s\n", oneLine(fmt.Sprint(p)), issues)
			if a.verbose {
				a.env.Stderr.Write(debug.Stack())
			}
			code = exitOurs
		}
	}()
	defer a.thrifty()()
	root := a.command()
	root.SetArgs(a.env.Args)
	root.SetIn(a.env.Stdin)
	root.SetOut(a.env.Stdout)
	root.SetErr(a.env.Stderr)
	return a.exit(root.ExecuteContext(ctx))
}

// lookup returns the value of an environment variable, the last one given; "" when it is not set.
func (e Env) lookup(name string) string {
	value := ""
	for _, kv := range e.Environ {
		if k, v, ok := strings.Cut(kv, "="); ok && k == name {
			value = v
		}
	}
	return value
}

// stop is an error that ends the program with an exit code. Every line of its text is shown as one; without text nothing is.
type stop struct {
	code int
	err  error
}

func (s *stop) Error() string {
	if s.err == nil {
		return ""
	}
	return s.err.Error()
}

func (s *stop) Unwrap() error { return s.err }

// exit shows an error, if there is one, and returns its code. What does not say otherwise is a mistake in the command.
func (a *app) exit(err error) int {
	if err == nil {
		return exitFine
	}
	code := exitUsage
	var s *stop
	if errors.As(err, &s) {
		code = s.code
	}
	if text := strings.TrimSpace(err.Error()); text != "" {
		for line := range strings.SplitSeq(text, "\n") {
			fmt.Fprintf(a.env.Stderr, "shopvet: %s\n", printable(line))
		}
	}
	return code
}

// say writes one line for people to stderr.
func (a *app) say(format string, args ...any) {
	fmt.Fprintf(a.env.Stderr, "shopvet: %s\n", oneLine(fmt.Sprintf(format, args...)))
}

// oneLine makes a text fit for one line of a terminal.
func oneLine(s string) string { return printable(strings.Join(strings.Fields(s), " ")) }

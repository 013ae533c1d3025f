package cli_test

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/shopvet/shopvet/internal/cli"
)

// TestMain lets the scripts run this test binary as the program.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"shopvet": shopvet})
}

// shopvet is cmd/shopvet's main.
func shopvet() {
	log.SetOutput(io.Discard)
	interrupts := make(chan os.Signal, 2)
	signal.Notify(interrupts, os.Interrupt, syscall.SIGTERM)
	os.Exit(cli.Run(context.Background(), cli.Env{
		Args: os.Args[1:], Environ: os.Environ(), Interrupts: interrupts,
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		StdoutWidth: cli.Width(os.Stdout), StderrWidth: cli.Width(os.Stderr),
	}))
}

// TestScripts runs each file of testdata/script: whole commands with their output and exit codes.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		// A browser takes longer than all the rest; browser.txtar asks for it.
		Setup: func(e *testscript.Env) error { e.Setenv("SHOPVET_BROWSER", "off"); return nil },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"serve": serve,
			"code":  code,
		},
	})
}

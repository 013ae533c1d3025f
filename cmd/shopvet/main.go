// Command shopvet visits an online shop and reports what undermines a stranger's trust in it.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/shopvet/shopvet/internal/cli"
)

func main() {
	log.SetOutput(io.Discard) // net/http logs the oddities of servers there, in the servers' words
	interrupts := make(chan os.Signal, 2)
	signal.Notify(interrupts, os.Interrupt, syscall.SIGTERM)
	os.Exit(cli.Run(context.Background(), cli.Env{
		Args: os.Args[1:], Environ: os.Environ(), Interrupts: interrupts,
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		StdoutWidth: cli.Width(os.Stdout), StderrWidth: cli.Width(os.Stderr),
	}))
}

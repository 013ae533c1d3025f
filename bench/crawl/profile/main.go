// Command profile is shopvet with a profile of its processor time: PROFILE names the file. It exists for profile.sh.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"runtime/pprof"

	"github.com/shopvet/shopvet/internal/cli"
)

func main() {
	f, err := os.Create(os.Getenv("PROFILE"))
	if err != nil {
		log.Fatal(err)
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		log.Fatal(err)
	}
	log.SetOutput(io.Discard)
	code := cli.Run(context.Background(), cli.Env{
		Args: os.Args[1:], Environ: os.Environ(), Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		StdoutWidth: cli.Width(os.Stdout), StderrWidth: cli.Width(os.Stderr),
	})
	pprof.StopCPUProfile()
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
	os.Exit(code)
}

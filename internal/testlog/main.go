// Command testlog turns the output of go test -json into what a reader of CI needs, and fails on failed and on skipped tests.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	if !report(os.Stdin, os.Stdout) {
		os.Exit(1)
	}
}

// event is one line of go test -json; see go doc test2json.
type event struct {
	Action  string
	Package string
	Test    string
	Output  string
}

// log collects what was said by each test until it is known how that ended.
type log struct {
	said    map[[2]string][]string
	passed  int
	failed  int
	skipped []string
}

// shown bounds how many skipped tests are named; all are counted.
const shown = 20

// report shows the closing line of every package and all that failed tests said, and returns whether every test ran and passed.
func report(r io.Reader, w io.Writer) bool {
	l := &log{said: map[[2]string][]string{}}
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadString('\n')
		var e event
		if json.Unmarshal([]byte(line), &e) != nil {
			io.WriteString(w, line) // not from a test: the go command itself
		} else {
			l.take(e, w)
		}
		if err != nil {
			break
		}
	}
	for _, name := range l.skipped[:min(len(l.skipped), shown)] {
		fmt.Fprintln(w, "skipped:", name)
	}
	if len(l.skipped) > 0 {
		fmt.Fprintln(w, "a skipped test proves nothing: install what it needs, or take it away")
	}
	fmt.Fprintf(w, "%d passed, %d failed, %d skipped\n", l.passed, l.failed, len(l.skipped))
	return l.failed == 0 && len(l.skipped) == 0 && l.passed > 0
}

func (l *log) take(e event, w io.Writer) {
	key := [2]string{e.Package, e.Test}
	switch e.Action {
	case "build-output":
		io.WriteString(w, e.Output)
	case "build-fail":
		l.failed++
	case "output":
		if e.Test == "" && closing(e.Output) {
			io.WriteString(w, e.Output)
			return
		}
		l.said[key] = append(l.said[key], e.Output)
	case "fail":
		l.failed++
		io.WriteString(w, strings.Join(l.said[key], ""))
		delete(l.said, key)
	case "skip":
		// A package without tests ends with skip too.
		if e.Test != "" {
			l.skipped = append(l.skipped, e.Package+" "+e.Test)
		}
		delete(l.said, key)
	case "pass":
		if e.Test != "" {
			l.passed++
		}
		delete(l.said, key)
	}
}

// closing reports whether a line is the one with which go test ends a package.
func closing(line string) bool {
	return strings.HasPrefix(line, "ok  \t") || strings.HasPrefix(line, "FAIL\t") || strings.HasPrefix(line, "?   \t")
}

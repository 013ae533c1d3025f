package cli

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// The help of every command fits a terminal of 80 columns: what wraps by itself breaks in the middle of words.
func TestHelpFitsATerminal(t *testing.T) {
	a := &app{env: Env{Stdout: io.Discard, Stderr: io.Discard, StdoutWidth: func() int { return 80 }, StderrWidth: func() int { return 80 }}}
	n := 0
	var each func(*cobra.Command)
	each = func(c *cobra.Command) {
		n++
		var out bytes.Buffer
		c.SetOut(&out)
		if err := c.Help(); err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(out.String(), "\n") {
			if w := utf8.RuneCountInString(line); w > 80 {
				t.Errorf("%s --help: %d columns: %s", c.CommandPath(), w, line)
			}
		}
		for _, sub := range c.Commands() {
			each(sub)
		}
	}
	each(a.command())
	if n < 20 {
		t.Errorf("only %d commands were found", n)
	}
}

// On a terminal the list of checks is no wider than it: ids stay in their column, titles go on below themselves. Elsewhere each check has one line.
func TestChecksListFitsATerminal(t *testing.T) {
	lines := func(columns int) []string {
		var out bytes.Buffer
		if err := listChecks(&out, columns); err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	}
	plain, narrow := lines(0), lines(80)
	if len(narrow) <= len(plain) {
		t.Errorf("%d lines on a terminal, %d elsewhere", len(narrow), len(plain))
	}
	for _, line := range narrow {
		if w := utf8.RuneCountInString(line); w > 80 {
			t.Errorf("%d columns: %s", w, line)
		}
	}
	if strings.Join(strings.Fields(strings.Join(plain, " ")), " ") != strings.Join(strings.Fields(strings.Join(narrow, " ")), " ") {
		t.Error("the lists say different things")
	}
}

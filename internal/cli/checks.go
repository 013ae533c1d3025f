package cli

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/config"
)

func (a *app) checksCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "checks",
		Short: "Show what is checked, and why",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List every check", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error {
				return buffered(a.env.Stdout, func(w io.Writer) error { return listChecks(w, a.env.StdoutWidth()) })
			},
		},
		&cobra.Command{
			Use: "show ID", Short: "Explain one check", Args: oneArgument("the id of a check, as checks list shows it"),
			ValidArgs: checkIDs(),
			RunE: func(_ *cobra.Command, args []string) error {
				return buffered(a.env.Stdout, func(w io.Writer) error { return showCheck(w, args[0]) })
			},
		},
	)
	return cmd
}

// listChecks lists every check, one a line; where a terminal of that many columns shows them, titles go on below themselves.
func listChecks(w io.Writer, columns int) error {
	set, err := shopvet.Checks(shopvet.JudgeOptions{})
	if err != nil {
		return &stop{code: exitOurs, err: err}
	}
	id, severity := 0, 0
	for _, c := range set.Checks() {
		id, severity = max(id, len(c.Meta.ID)), max(severity, len(c.Meta.Severity))
	}
	before := id + severity + 4
	for _, c := range set.Checks() {
		title := c.Meta.Title
		if room := columns - before; room >= 20 {
			title = strings.ReplaceAll(filled(title, room), "\n", "\n"+strings.Repeat(" ", before))
		}
		fmt.Fprintf(w, "%-*s  %-*s  %s\n", id, c.Meta.ID, severity, c.Meta.Severity, title)
	}
	return nil
}

func showCheck(w io.Writer, id string) error {
	set, err := shopvet.Checks(shopvet.JudgeOptions{})
	if err != nil {
		return &stop{code: exitOurs, err: err}
	}
	c, ok := set.Lookup(id)
	if !ok {
		return fmt.Errorf("there is no check %q%s; shopvet checks list shows all", clip(id), config.DidYouMean(id, checkIDs()))
	}
	m := c.Meta
	fmt.Fprintf(w, "%s\n%s\n\n", m.ID, m.Title)
	fmt.Fprintf(w, "Why it matters:\n%s\n\nHow to mend it:\n%s\n\n", wrapped(m.Why), wrapped(m.Fix))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "Severity:\t%s\nCounts for:\t%s\nSince:\t%s\n", m.Severity, m.Factor.Name(), m.Since)
	if len(m.Markets) > 0 {
		fmt.Fprintf(t, "Markets:\t%s\n", strings.Join(m.Markets, ", "))
	}
	for _, s := range config.Settings(c.Defaults) {
		fmt.Fprintf(t, "Setting:\t%s = %v\n", s.Key, s.Default)
	}
	for _, s := range m.Sources {
		fmt.Fprintf(t, "Source:\t%s\n", strings.TrimSpace(s.Title+" "+s.URL))
	}
	return t.Flush()
}

// wrapped sets a paragraph into lines of at most 78 columns, indented by two.
func wrapped(text string) string { return "  " + strings.ReplaceAll(filled(text, 76), "\n", "\n  ") }

// filled sets a paragraph into lines of at most so many columns, unless a word is longer.
func filled(text string, columns int) string {
	var b strings.Builder
	column := 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case column == 0:
		case column+1+n > columns:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String()
}

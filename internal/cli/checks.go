package cli

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

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
			RunE: func(*cobra.Command, []string) error { return buffered(a.env.Stdout, listChecks) },
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

func listChecks(w io.Writer) error {
	set, err := shopvet.Checks(shopvet.JudgeOptions{})
	if err != nil {
		return &stop{code: exitOurs, err: err}
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range set.Checks() {
		fmt.Fprintf(t, "%s\t%s\t%s\n", c.Meta.ID, c.Meta.Severity, c.Meta.Title)
	}
	return t.Flush()
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
func wrapped(text string) string {
	var b strings.Builder
	column := 0
	for word := range strings.FieldsSeq(text) {
		switch {
		case column == 0:
			b.WriteString("  ")
		case column+1+len(word) > 76:
			b.WriteString("\n  ")
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
	}
	return b.String()
}

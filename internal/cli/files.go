package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
)

func (a *app) judgeCommand() *cobra.Command {
	o := newOptions()
	cmd := &cobra.Command{
		Use:     "judge FILE",
		Short:   "Judge a snapshot or an archive, without any network, and report",
		Example: "  shopvet judge shop.jsonl.gz --market de --format json --out verdict.json",
		Args:    oneArgument("a snapshot file, as crawl and scan --save write it, or an archive"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.settle(cmd, o); err != nil {
				return err
			}
			outs, err := a.planned(o)
			if err != nil {
				return err
			}
			snap, err := a.readSnapshot(args[0])
			if err != nil {
				return err
			}
			return a.conclude(cmd.Context(), snap, o, outs)
		},
	}
	addFlags(cmd, o, o.judgeFlags, o.reportFlags)
	return cmd
}

func (a *app) reportCommand() *cobra.Command {
	o := newOptions()
	cmd := &cobra.Command{
		Use:     "report FILE",
		Short:   "Show a verdict file, as --format json writes it, in another format",
		Example: "  shopvet report verdict.json --out report.html",
		Args:    oneArgument("a verdict file, as --format json writes it, or an archive"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.settle(cmd, o); err != nil {
				return err
			}
			outs, err := a.planned(o)
			if err != nil {
				return err
			}
			v, err := a.readVerdict(args[0])
			if err != nil {
				return err
			}
			shown, err := o.shown(v)
			if err != nil {
				return err
			}
			if err := a.writeReports(shown, o, outs); err != nil {
				return err
			}
			return a.passes(cmd.Context(), v, o)
		},
	}
	addFlags(cmd, o, o.reportFlags)
	return cmd
}

// read decodes a file, or standard input when its name is "-".
func read[T any](a *app, name string, decode func(io.Reader) (*T, error)) (*T, error) {
	if name == toStdout {
		return decode(a.env.Stdin)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, plain(err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a directory: name a file", name)
	}
	v, err := decode(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return v, nil
}

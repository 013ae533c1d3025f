package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/archive"
	"github.com/shopvet/shopvet/internal/config"
	"github.com/shopvet/shopvet/report"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func (a *app) diffCommand() *cobra.Command {
	o := newOptions()
	o.formats.check = func(s string) error { return (&choice{what: "format", known: diffFormatNames()}).Set(s) }
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Tell what changed between two looks at a shop",
		Long: "Tells what changed between two looks at a shop. Each is a verdict file, as --format json writes it, a snapshot file, as --save writes it, or an archive.\n" +
			"Snapshots and archives (unless redacted) are judged by today's rules: only then is every change the shop's own.",
		Example: "  shopvet diff monday.jsonl.gz friday.jsonl.gz\n  shopvet diff old.json new.json --out changes.md --fail-on new",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return errors.New("diff needs two files: the earlier look and the later one")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.settle(cmd, o); err != nil {
				return err
			}
			return a.diff(cmd.Context(), args[0], args[1], o)
		},
	}
	addFlags(cmd, o, o.judgeFlags, o.diffFlags)
	return cmd
}

func (o *options) diffFlags(fs *pflag.FlagSet) {
	fs.Var(&o.formats, "format", "format: "+config.List(diffFormatNames(), "or")+"; may be repeated, each with its --out (default text)")
	fs.Var(&o.outs, "out", "`file` for the comparison; without --format its ending tells the format")
	fs.Var(&o.reportLang, "report-lang", "language of the comparison: "+config.List(o.reportLang.known, "or")+" (default en)")
	fs.Var(&o.failOn, "fail-on", "exit with 1 at new: when something is new or worse than before")
	fs.BoolVar(&o.noColor, "no-color", false, "no colours in the text (as with NO_COLOR set)")
}

func diffFormatNames() []string {
	var names []string
	for _, f := range report.DiffFormats() {
		names = append(names, f.Name)
	}
	return names
}

// diff compares two files and writes what changed.
func (a *app) diff(ctx context.Context, older, newer string, o *options) error {
	if older == toStdout && newer == toStdout {
		return errors.New("only one of the two can be read from standard input")
	}
	if err := a.loadLibraries(o); err != nil {
		return err
	}
	outs, err := outputs(o.formats.values, o.outs.values)
	if err != nil {
		return err
	}
	for _, out := range outs {
		if !slices.Contains(diffFormatNames(), out.format) {
			return fmt.Errorf("a comparison cannot be written as %s: use %s", out.format, config.List(diffFormatNames(), "or"))
		}
		if err := writable(out.file); err != nil {
			return err
		}
	}
	before, then, err := a.readLook(ctx, older, o)
	if err != nil {
		return err
	}
	after, _, err := a.readLook(ctx, newer, o)
	if err != nil {
		return err
	}
	c := verdict.Compare(before, after)
	c.Original = then
	var errs []error
	for _, out := range outs {
		ro := a.reportOptions(o, out)
		errs = append(errs, a.writeTo(out.file, func(w io.Writer) error { return renderDiff(w, out.format, c, ro) }))
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	if o.failOn.text == failOnNew {
		return worsened(c)
	}
	return nil
}

// failOnNew is the value of --fail-on that compares with an earlier look.
const failOnNew = "new"

// baselineFits reports whether --fail-on new and --baseline are given together or not at all.
func (o *options) baselineFits() error {
	switch {
	case o.failOn.text == failOnNew && o.baseline.name == "":
		return errors.New("--fail-on new needs an earlier look to compare with: add --baseline with its verdict (JSON) or snapshot")
	case o.failOn.text != failOnNew && o.baseline.name != "":
		return errors.New("--baseline serves --fail-on new only; to see what changed use shopvet diff")
	}
	return nil
}

// worsened is the error of a comparison in which something is new or worse.
func worsened(c *verdict.Comparison) error {
	var ids []string
	for i := range c.Changes {
		if c.Changes[i].Worse() {
			ids = append(ids, c.Changes[i].Check)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	return &stop{code: exitFindings, err: fmt.Errorf("--fail-on new: new or worse than before: %s", strings.Join(ids, ", "))}
}

func renderDiff(w io.Writer, format string, c *verdict.Comparison, o report.Options) error {
	for _, f := range report.DiffFormats() {
		if f.Name == format {
			return f.Write(w, c, o)
		}
	}
	return fmt.Errorf("there is no format %q", format)
}

// readLook reads a verdict, or a snapshot or an archive and judges it by today's rules; then is how an archive was judged at its time. Of a redacted
// archive only the verdict can be read.
func (a *app) readLook(ctx context.Context, name string, o *options) (v *verdict.Verdict, then *verdict.Look, err error) {
	var snap *snapshot.Snapshot
	is, err := withArchive(name, func(arc *archive.Archive) (err error) {
		if arc.Whole() {
			if snap, err = arc.Snapshot(); err != nil {
				return err
			}
		}
		if v, err = arc.Verdict(); err == nil && snap != nil {
			look := verdict.LookOf(v)
			then = &look
		}
		return err
	})
	if err == nil && !is {
		v, snap, err = a.readUnpacked(name)
	}
	if err != nil || snap == nil {
		return v, then, err
	}
	v, err = shopvet.Judge(ctx, snap, o.judge())
	return v, then, err
}

// readUnpacked reads a file that is a verdict or a snapshot.
func (a *app) readUnpacked(name string) (v *verdict.Verdict, snap *snapshot.Snapshot, err error) {
	v, err = read(a, name, func(r io.Reader) (*verdict.Verdict, error) {
		b := bufio.NewReaderSize(r, 1<<16)
		if isVerdict(b) {
			return verdict.Decode(b)
		}
		var err error
		snap, err = snapshot.Read(b)
		return nil, err
	})
	return v, snap, err
}

// isVerdict reports whether a file begins as a verdict does: a snapshot is compressed, or its first line is a whole object.
func isVerdict(b *bufio.Reader) bool {
	start, _ := b.Peek(64)
	if bytes.HasPrefix(start, []byte{0x1f, 0x8b}) {
		return false
	}
	line, _, broken := bytes.Cut(start, []byte("\n"))
	return broken && string(bytes.TrimSpace(line)) == "{"
}

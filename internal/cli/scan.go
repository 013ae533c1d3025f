package cli

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/snapshot"
)

func (a *app) scanCommand() *cobra.Command {
	o := newOptions()
	cmd := &cobra.Command{
		Use:   "scan URL",
		Short: "Visit a shop, judge it and report what undermines trust",
		Example: "  shopvet scan https://shop.example\n" +
			"  shopvet scan https://shop.example --market de --out report.html --out r.json\n" +
			"  shopvet scan http://localhost:8080 --profile quick --fail-on high",
		Args: oneArgument("the address of a shop, for instance https://shop.example"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.settle(cmd, o); err != nil {
				return err
			}
			return a.scan(cmd.Context(), args[0], o)
		},
	}
	addFlags(cmd, o, o.crawlFlags, o.judgeFlags, o.reportFlags, o.saveFlag)
	return cmd
}

func (a *app) crawlCommand() *cobra.Command {
	o := newOptions()
	var out file
	cmd := &cobra.Command{
		Use:     "crawl URL --out FILE",
		Short:   "Visit a shop and keep what was seen as a snapshot file",
		Example: "  shopvet crawl https://shop.example --out shop.jsonl.gz",
		Args:    oneArgument("the address of a shop, for instance https://shop.example"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.settle(cmd, o); err != nil {
				return err
			}
			if out.name == "" {
				return errors.New("where to? Add --out shop.jsonl.gz, or --out - for standard output")
			}
			o.save = out
			if err := errors.Join(writable(out.name), dropKept(o.resume.name, "")); err != nil {
				return err
			}
			snap, err := a.visit(cmd.Context(), args[0], o)
			if err != nil {
				return err
			}
			a.forget(snap, o)
			return outcome(snap, nil)
		},
	}
	cmd.Flags().Var(&out, "out", "snapshot `file` to write (.jsonl or .jsonl.gz)")
	addFlags(cmd, o, o.crawlFlags)
	return cmd
}

// addFlags adds groups of flags and what the shell can complete of them.
func addFlags(cmd *cobra.Command, o *options, groups ...func(*pflag.FlagSet)) {
	cmd.Flags().SortFlags = false
	for _, add := range append(groups, o.commonFlags) {
		add(cmd.Flags())
	}
	o.complete(cmd)
}

// oneArgument wants exactly one argument and says which.
func oneArgument(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return fmt.Errorf("%s needs %s", cmd.Name(), what)
		case len(args) > 1:
			return fmt.Errorf("%s takes one argument, %s; %q is too much", cmd.Name(), what, clip(args[1]))
		}
		return nil
	}
}

// scan visits, judges and reports.
func (a *app) scan(ctx context.Context, target string, o *options) error {
	outs, err := a.planned(o)
	if err != nil {
		return err
	}
	if o.kept, err = a.beginArchive(o); err != nil {
		return err
	}
	defer o.kept.drop()
	snap, err := a.visit(ctx, target, o)
	if err != nil {
		return err
	}
	return a.conclude(ctx, snap, o, outs)
}

// planned returns the reports to write, having looked whether they can be written and what they rest on can be read.
func (a *app) planned(o *options) ([]output, error) {
	if o.redact && o.save.name != "" {
		return nil, errors.New("--redact and --save do not go together: a snapshot is what the shop shows, whole, so that it can be judged again")
	}
	if err := a.loadLibraries(o); err != nil {
		return nil, err
	}
	outs, err := outputs(o.formats.values, o.outs.values)
	if err != nil {
		return nil, err
	}
	if err := o.baselineFits(); err != nil {
		return nil, err
	}
	if err := canPrint(outs, o); err != nil {
		return nil, err
	}
	names := []string{o.save.name, o.archive.name}
	for _, out := range outs {
		names = append(names, out.file)
	}
	return outs, writable(names...)
}

// visit crawls a shop with progress on stderr and keeps the snapshot where --save says.
func (a *app) visit(ctx context.Context, target string, o *options) (*snapshot.Snapshot, error) {
	co, err := o.crawl()
	if err != nil {
		return nil, err
	}
	if _, err := crawler.ParseTarget(target); err != nil {
		return nil, err
	}
	closeBrowser, err := a.openBrowser(ctx, o, &co)
	if err != nil {
		return nil, err
	}
	defer closeBrowser()
	p := a.newProgress(o)
	defer p.stop()
	soft, withdraw := a.soft.offer(func() { p.say("stopping: what was seen so far is used; press Ctrl-C again to quit at once") })
	defer withdraw()
	co.Soft, co.Events, co.Seen = soft, p.event, o.kept.seen()
	snap, err := shopvet.Crawl(ctx, target, co)
	p.stop()
	if err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, &stop{code: exitInterrupted}
	}
	return snap, a.keep(snap, o)
}

// forget removes the file of --resume when what came of a visit is written. That it is left over does no harm to the report.
func (a *app) forget(snap *snapshot.Snapshot, o *options) {
	err := crawler.Forget(o.resume.name, snap)
	if _, gone := os.Stat(o.resume.name); err == nil && gone != nil {
		err = dropKept(o.resume.name, "")
	}
	if err != nil {
		a.say("%v", err)
	}
}

// keep writes the snapshot to the file of --save, if there is one.
func (a *app) keep(snap *snapshot.Snapshot, o *options) error {
	if o.save.name == "" {
		return nil
	}
	err := a.writeTo(o.save.name, func(w io.Writer) error { return writeSnapshot(w, snap, strings.HasSuffix(o.save.name, ".gz")) })
	if err == nil && o.save.name != toStdout && !o.quiet {
		a.say("wrote %s: %s", o.save.name, pages(snap.Pages.Len()))
	}
	return err
}

func writeSnapshot(w io.Writer, snap *snapshot.Snapshot, zip bool) error {
	if !zip {
		return snapshot.Write(w, snap)
	}
	z := gzip.NewWriter(w)
	return errors.Join(snapshot.Write(z, snap), z.Close())
}

// conclude judges a snapshot, writes the reports and settles the exit code.
func (a *app) conclude(ctx context.Context, snap *snapshot.Snapshot, o *options, outs []output) error {
	v, err := shopvet.Judge(ctx, snap, o.judge())
	if err != nil {
		if ctx.Err() != nil {
			return &stop{code: exitInterrupted}
		}
		return err
	}
	shown, err := o.shown(v)
	if err != nil {
		return err
	}
	if err := errors.Join(a.writeReports(shown, o, outs), o.kept.finish(snap, shown)); err != nil {
		return err
	}
	if o.kept != nil && !o.quiet {
		a.say("wrote %s", o.kept.name)
	}
	a.forget(snap, o)
	if err := outcome(snap, broken(v)); err != nil {
		return err
	}
	return a.passes(ctx, v, o)
}

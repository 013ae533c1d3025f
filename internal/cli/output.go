package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/internal/config"
	"github.com/shopvet/shopvet/report"
	"github.com/shopvet/shopvet/verdict"
)

// toStdout is the file name that means standard output.
const toStdout = "-"

// output is one report to write.
type output struct {
	format string
	file   string // "-" is standard output
}

// outputs pairs formats and files: a file whose ending names a format gets that one, any other file the first format left over. A format
// without file goes to standard output. A file whose ending names a format that was not asked for, while others were, is refused.
func outputs(formats, files []string) ([]output, error) {
	left := slices.Clone(formats)
	var out []output
	add := func(format, file string) error {
		if slices.ContainsFunc(out, func(o output) bool { return o.file == file }) {
			if file == toStdout {
				return errors.New("only one report can go to standard output: give each --format an --out of its own")
			}
			return fmt.Errorf("--out %s is given twice", file)
		}
		out = append(out, output{format, file})
		return nil
	}
	for _, f := range files {
		format := ending(f)
		switch i := slices.Index(left, format); {
		case i >= 0:
			left = slices.Delete(left, i, i+1)
		case format == "" && len(left) > 0:
			format, left = left[0], left[1:]
		case format == "":
			return nil, fmt.Errorf("--out %s: its ending names no format: add --format %s", f, config.List(formatNames(), "or"))
		case len(formats) > 0:
			return nil, fmt.Errorf("--out %s: there is no --format %s for it: add one, or give no --format at all", f, format)
		}
		if err := add(format, f); err != nil {
			return nil, err
		}
	}
	if len(files) == 0 && len(formats) == 0 {
		left = []string{"text"}
	}
	for _, format := range left {
		if err := add(format, toStdout); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ending returns the format that a file name's ending stands for, "" when it stands for none. The longest ending counts.
func ending(name string) string {
	name, found, longest := strings.ToLower(filepath.Base(name)), "", 0
	if strings.HasSuffix(name, ".pdf") {
		return formatPDF
	}
	for _, f := range report.Formats() {
		for _, e := range f.Endings {
			if strings.HasSuffix(name, e) && len(e) > longest {
				found, longest = f.Name, len(e)
			}
		}
	}
	return found
}

// writable looks, before any long work, whether files can be written where they are to go.
func writable(names ...string) error {
	var errs []error
	for _, name := range names {
		if name == "" || name == toStdout {
			continue
		}
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			errs = append(errs, fmt.Errorf("%s is a directory: name a file in it", name))
		}
		if info, err := os.Stat(filepath.Dir(name)); err != nil || !info.IsDir() {
			errs = append(errs, fmt.Errorf("%s cannot be written: there is no directory %s", name, filepath.Dir(name)))
		}
	}
	return errors.Join(errs...)
}

// formatPDF is the one format that report cannot write by itself: a browser prints it.
const formatPDF = "pdf"

// render writes a verdict in a format.
func (a *app) render(w io.Writer, format string, v *verdict.Verdict, o *options, ro report.Options) error {
	if format == formatPDF {
		return printPDF(w, v, o, ro)
	}
	for _, f := range report.Formats() {
		if f.Name == format {
			return f.Write(w, v, ro)
		}
	}
	return fmt.Errorf("there is no format %q", format)
}

// shown is what of a verdict may be shown.
func (o *options) shown(v *verdict.Verdict) (*verdict.Verdict, error) {
	if !o.redact {
		return v, nil
	}
	return verdict.Redact(v)
}

// writeReports writes every report.
func (a *app) writeReports(v *verdict.Verdict, o *options, outs []output) error {
	var errs []error
	for _, out := range outs {
		ro := a.reportOptions(o, out)
		errs = append(errs, a.writeTo(out.file, func(w io.Writer) error { return a.render(w, out.format, v, o, ro) }))
		if out.file != toStdout && errs[len(errs)-1] == nil && !o.quiet {
			a.say("wrote %s", out.file)
		}
	}
	return errors.Join(errs...)
}

// reportOptions are those of one report: a terminal has its width and colours.
func (a *app) reportOptions(o *options, out output) report.Options {
	ro := report.Options{Verbose: o.verbose, Lang: o.reportLang.value}
	if out.file == toStdout {
		columns := a.env.StdoutWidth()
		ro.Width = min(columns, 100)
		ro.Color = columns > 0 && !o.noColor && a.env.lookup("NO_COLOR") == "" && a.env.lookup("TERM") != "dumb"
	}
	return ro
}

// writeTo writes a file as a whole or not at all: readers never see half of it. "-" is standard output.
func (a *app) writeTo(name string, write func(io.Writer) error) error {
	if name == toStdout {
		return buffered(a.env.Stdout, write)
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return writeDevice(name, write)
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, plain(err))
	}
	defer os.Remove(tmp.Name()) // when all went well there is nothing left to remove
	err = buffered(tmp, write)
	if err = errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, plain(err))
	}
	return nil
}

// writeDevice writes to what is no regular file, such as /dev/null or a pipe: it cannot be replaced.
func writeDevice(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", name, plain(err))
	}
	return errors.Join(buffered(f, write), f.Close())
}

func buffered(w io.Writer, write func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 1<<16)
	return errors.Join(write(b), b.Flush())
}

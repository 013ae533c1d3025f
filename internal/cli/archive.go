package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/crawler/wire"
	"github.com/shopvet/shopvet/internal/archive"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// archiveFile is the archive that a scan writes beside its name until it is whole. nil writes none.
type archiveFile struct {
	name string
	tmp  *os.File
	kept *os.File // what outlives a visit that is broken off, with --resume
	w    *archive.Writer
}

// beginArchive opens the archive of --archive, if one is asked for.
func (a *app) beginArchive(o *options) (*archiveFile, error) {
	if o.archive.name == "" {
		return nil, dropKept(o.resume.name, "")
	}
	if o.archive.name == toStdout {
		return nil, errors.New("an archive cannot go to standard output: name a file, for instance --archive shop.wacz")
	}
	kept, err := openKept(o)
	if err != nil {
		return nil, err
	}
	f := &archiveFile{name: o.archive.name, kept: kept}
	if f.tmp, err = os.CreateTemp(filepath.Dir(o.archive.name), "."+filepath.Base(o.archive.name)+".*"); err != nil {
		f.drop()
		return nil, fmt.Errorf("%s cannot be written: %w", o.archive.name, plain(err))
	}
	if kept != nil {
		f.w, err = archive.Resume(f.tmp, shopvet.Version, kept)
	} else {
		f.w, err = archive.NewWriter(f.tmp, shopvet.Version)
	}
	if err != nil {
		f.drop()
		return nil, err
	}
	f.w.Redacted = o.redact
	return f, nil
}

// keptNames are the files beside that of --resume in which it is kept what was sent, whole or redacted.
func keptNames(resume string) []string {
	return []string{resume + ".warc.gz", resume + ".redacted.warc.gz"}
}

// openKept opens the file that keeps what is sent beside that of --resume, nil without.
func openKept(o *options) (*os.File, error) {
	if o.resume.name == "" {
		return nil, nil
	}
	name := keptNames(o.resume.name)[0]
	if o.redact {
		name = keptNames(o.resume.name)[1]
	}
	mode := os.O_RDWR
	if info, err := os.Stat(o.resume.name); err != nil || info.Size() == 0 { // the visit begins
		mode |= os.O_CREATE | os.O_TRUNC
	}
	f, err := os.OpenFile(name, mode, 0o600)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("the visit in %s was begun otherwise, so what was sent is not kept as --archive now asks: go on without it, or name another file for --resume", o.resume.name)
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be written: %w", name, plain(err))
	}
	if err := dropKept(o.resume.name, name); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// dropKept removes what is kept beside the file of --resume, but for one: after a visit that went on without it, it would have a gap.
func dropKept(resume, but string) error {
	if resume == "" {
		return nil
	}
	for _, name := range keptNames(resume) {
		if name == but {
			continue
		}
		if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			return plain(err)
		}
	}
	return nil
}

// seen is the crawler's hook.
func (f *archiveFile) seen() func(*wire.Seen) {
	if f == nil {
		return nil
	}
	return func(s *wire.Seen) {
		f.w.Add(&archive.Exchange{URL: s.URL, Method: s.Method, Began: s.Began, Request: s.Request, Status: s.Status, Proto: s.Proto,
			Header: s.Header, Body: s.Body, Cut: s.Cut, Remote: s.Remote})
	}
}

// finish completes the archive and gives it its name.
func (f *archiveFile) finish(s *snapshot.Snapshot, v *verdict.Verdict) error {
	if f == nil {
		return nil
	}
	err := f.w.Finish(s, v)
	if err = errors.Join(err, f.tmp.Chmod(0o644), f.tmp.Close()); err == nil {
		err = os.Rename(f.tmp.Name(), f.name)
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", f.name, plain(err))
	}
	return nil
}

// drop removes what is not finished; after finish there is nothing to remove.
func (f *archiveFile) drop() {
	if f == nil {
		return
	}
	if f.tmp != nil {
		f.tmp.Close()
		os.Remove(f.tmp.Name())
	}
	if f.kept != nil {
		f.kept.Close()
	}
}

// withArchive opens a file and hands it to use as an archive; false when the file is none.
func withArchive(name string, use func(*archive.Archive) error) (bool, error) {
	if name == toStdout {
		return false, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return false, plain(err)
	}
	defer f.Close()
	start := make([]byte, 4)
	if _, err := io.ReadFull(f, start); err != nil || !archive.Is(start) {
		return false, nil
	}
	info, err := f.Stat()
	if err != nil {
		return true, plain(err)
	}
	arc, err := archive.Open(f, info.Size())
	if err == nil {
		err = use(arc)
	}
	if err != nil {
		return true, fmt.Errorf("%s: %w", name, err)
	}
	return true, nil
}

// readSnapshot reads a snapshot file, or the snapshot in an archive.
func (a *app) readSnapshot(name string) (snap *snapshot.Snapshot, err error) {
	is, err := withArchive(name, func(arc *archive.Archive) (err error) { snap, err = arc.Snapshot(); return err })
	if is || err != nil {
		return snap, err
	}
	return read(a, name, snapshot.Read)
}

// readVerdict reads a verdict file, or the verdict in an archive.
func (a *app) readVerdict(name string) (v *verdict.Verdict, err error) {
	is, err := withArchive(name, func(arc *archive.Archive) (err error) { v, err = arc.Verdict(); return err })
	if is || err != nil {
		return v, err
	}
	return read(a, name, verdict.Decode)
}

func (a *app) extractCommand() *cobra.Command {
	o := newOptions()
	var out file
	cmd := &cobra.Command{
		Use:     "extract ARCHIVE --out FILE",
		Short:   "Read the pages of an archive anew and keep that as a snapshot file",
		Example: "  shopvet extract shop.wacz --out shop.jsonl.gz && shopvet judge shop.jsonl.gz",
		Args:    oneArgument("an archive, as scan --archive writes it"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := a.settle(cmd, o); err != nil {
				return err
			}
			if out.name == "" {
				return errors.New("where to? Add --out shop.jsonl.gz, or --out - for standard output")
			}
			o.save = out
			if err := writable(out.name); err != nil {
				return err
			}
			return a.extract(args[0], o)
		},
	}
	cmd.Flags().Var(&out, "out", "snapshot `file` to write (.jsonl or .jsonl.gz)")
	addFlags(cmd, o)
	return cmd
}

// extract reads the pages of an archive anew.
func (a *app) extract(name string, o *options) error {
	is, err := withArchive(name, func(arc *archive.Archive) error {
		snap, err := arc.Snapshot()
		if err != nil {
			return err
		}
		left, err := crawler.ExtractAgain(snap, func(address string, status int) (*crawler.Body, error) {
			b, err := arc.Answer(address, status)
			if b == nil || err != nil {
				return nil, err
			}
			return &crawler.Body{Header: b.Header, Body: b.Body, Cut: b.Cut}, nil
		})
		if err != nil {
			return err
		}
		if left > 0 && !o.quiet {
			a.say("what was sent for %s is not in the archive; they stay as they were read", pages(left))
		}
		return a.keep(snap, o)
	})
	if err == nil && !is {
		return fmt.Errorf("%s is no archive: name a file that scan --archive wrote", name)
	}
	return err
}

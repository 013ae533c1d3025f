package web

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/catalogue"
	"github.com/shopvet/shopvet/report"
	"github.com/shopvet/shopvet/verdict"
)

// contentTypes are those of the forms a report has.
var contentTypes = map[string]string{
	"text": "text/plain; charset=utf-8", "json": "application/json", "html": "text/html; charset=utf-8", "markdown": "text/markdown; charset=utf-8",
	"csv": "text/csv; charset=utf-8", "sarif": "application/sarif+json", "junit": "application/xml", "badge": "image/svg+xml",
}

// scanReport answers with the report or the archive of a scan.
func (s *Server) scanReport(c *call) error {
	name := c.r.PathValue("report")
	if name == "archive.wacz" {
		return s.archive(c)
	}
	ending, ok := strings.CutPrefix(name, "report")
	if !ok {
		return catalogue.ErrNotFound
	}
	i := slices.IndexFunc(report.Formats(), func(f report.Format) bool { return slices.Contains(f.Endings, ending) })
	if i < 0 {
		return catalogue.ErrNotFound
	}
	return s.report(c, report.Formats()[i])
}

// report writes the report of a scan in a format.
func (s *Server) report(c *call, f report.Format) error {
	v, err := s.o.Store.Verdict(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := f.Write(&out, v, report.Options{Lang: c.words.Lang(), Width: 100}); err != nil {
		return fmt.Errorf("make report: %w", err)
	}
	h := c.w.Header()
	h.Set("Content-Type", contentTypes[f.Name])
	switch f.Name {
	case "html": // it has its style in itself, and needs nothing of ours
		h.Set("Content-Security-Policy", report.HTMLPolicy()+"; frame-ancestors 'none'")
	case "csv", "sarif", "junit", "markdown":
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": "shopvet-" + c.r.PathValue("id") + f.Endings[0]}))
	}
	_, _ = c.w.Write(out.Bytes())
	return nil
}

// archive sends the archive of a scan. Its name comes from the database and stays below the folder of archives whatever it is.
func (s *Server) archive(c *call) error {
	r, err := s.o.Store.Result(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	if r.Archive == "" || s.archives == nil {
		return catalogue.ErrNotFound
	}
	f, err := s.archives.Open(s.archiveName(r.Archive))
	if errors.Is(err, fs.ErrNotExist) {
		return catalogue.ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("open archive: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("open archive: %w", err)
	}
	if !info.Mode().IsRegular() {
		return catalogue.ErrNotFound
	}
	h := c.w.Header()
	h.Set("Content-Type", "application/wacz+zip")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": path.Base(r.Archive)}))
	http.ServeContent(&patient{ResponseWriter: c.w, c: c}, c.r, "", info.ModTime(), f)
	return nil
}

// archiveName is the name of an archive below the folder of archives. The catalogue keeps it as the worker wrote it, with the folder.
func (s *Server) archiveName(name string) string {
	return strings.TrimPrefix(filepath.Clean(name), filepath.Clean(s.o.Archives)+string(filepath.Separator))
}

// patient gives a long answer more time with each piece that the client takes.
type patient struct {
	http.ResponseWriter
	c *call
}

func (p *patient) Write(b []byte) (int, error) {
	p.c.extend()
	return p.ResponseWriter.Write(b)
}

// compareView is what changed between two looks.
type compareView struct {
	Seller catalogue.Seller
	Diff   *report.Difference
}

// comparePage tells what changed from one look to a later one.
func (s *Server) comparePage(c *call) error {
	n, err := s.o.Store.Seller(c.context(), c.r.PathValue("id"))
	if err != nil {
		return err
	}
	diff, err := s.compare(c, n.ID)
	if err != nil {
		return err
	}
	return c.page("compare", "sellers", sellerName(*n), compareView{*n, report.Differences(diff, report.Options{Lang: c.words.Lang()})})
}

// compare compares the two looks that an address names, without a name the last two.
func (s *Server) compare(c *call, seller string) (*verdict.Comparison, error) {
	q := c.r.URL.Query()
	from, to := q.Get("from"), q.Get("to")
	if from == "" || to == "" {
		last, err := s.o.Store.Results(c.context(), seller, 2)
		if err != nil {
			return nil, err
		}
		if len(last) < 2 {
			return nil, refuse(http.StatusNotFound, "web.problem.one-look")
		}
		from, to = nonEmpty(from, last[1].Scan), nonEmpty(to, last[0].Scan)
	}
	var looks [2]*verdict.Verdict
	for i, scan := range []string{from, to} {
		r, err := s.o.Store.Result(c.context(), scan)
		if err == nil && r.Seller != seller {
			err = catalogue.ErrNotFound
		}
		if err == nil {
			looks[i], err = s.o.Store.Verdict(c.context(), scan)
		}
		if err != nil {
			return nil, err
		}
	}
	return verdict.Compare(looks[0], looks[1]), nil
}

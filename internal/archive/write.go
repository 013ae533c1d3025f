// Package archive keeps a scan as one file (WACZ 1.1.1, https://specs.webrecorder.net/wacz/1.1.1/): what was sent and received, what was
// read of it, and what was concluded. Such a file can be shown page by page by other programs, and judged again by this one.
package archive

import (
	"archive/zip"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// The files in an archive.
const (
	warcFile     = "archive/data.warc.gz"
	indexFile    = "indexes/index.cdx"
	pagesFile    = "pages/pages.jsonl"
	snapshotFile = "shopvet/snapshot.jsonl.gz"
	verdictFile  = "shopvet/verdict.json"
	packageFile  = "datapackage.json"
	digestFile   = "datapackage-digest.json"
)

// Exchange is one request with its answer.
type Exchange struct {
	URL, Method string
	Began       time.Time
	Request     map[string][]string
	Status      int
	Proto       string
	Header      map[string][]string // as sent
	Body        []byte              // without its content coding
	Cut         bool                // the body is not whole
	Remote      string              // host:port, "" when unknown
}

// Writer writes an archive as a scan goes on. It is safe for concurrent use.
type Writer struct {
	// Redacted leaves out what was sent, and keeps its hashes: neither bodies nor what was read of them are in the archive. It is set before the first
	// exchange, and what is given to Finish then has to be redacted, too.
	Redacted bool

	mu      sync.Mutex
	zip     *zip.Writer
	warc    *counter  // the file of records, which is open until Finish
	kept    *keptFile // where the records lie until Finish, nil = in the package
	entries []indexEntry
	files   []resource
	version string
	err     error // the first; nothing is written after it
}

// resource is a file in the package, as datapackage.json lists it.
type resource struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Hash  string `json:"hash"`
	Bytes int64  `json:"bytes"`
}

// counter counts and hashes what is written through it.
type counter struct {
	w   io.Writer
	sum hash.Hash
	n   int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	c.sum.Write(p[:n])
	return n, err
}

// NewWriter begins an archive of a scan by this version of shopvet.
func NewWriter(w io.Writer, version string) (*Writer, error) {
	a := &Writer{zip: zip.NewWriter(w), version: version}
	var err error
	a.warc, err = a.create(warcFile, zip.Store)
	return a, err
}

// begin writes the first record, which says what the file is.
func (a *Writer) begin() error {
	if a.warc.n > 0 {
		return nil
	}
	info := "software: shopvet/" + a.version + "\r\nformat: WARC File Format 1.1\r\n"
	_, _, err := a.record("warcinfo", "", time.Now(), "application/warc-fields", nil, []byte(info), nil)
	return err
}

// create begins a file in the package; the one before it is done.
func (a *Writer) create(path string, method uint16) (*counter, error) {
	w, err := a.zip.CreateHeader(&zip.FileHeader{Name: path, Method: method, Modified: time.Now()})
	if err != nil {
		return nil, fmt.Errorf("write archive: %w", err)
	}
	return newCounter(w), nil
}

func newCounter(w io.Writer) *counter { return &counter{w: w, sum: sha256.New()} }

// done lists a file that is complete.
func (a *Writer) done(path string, c *counter) {
	name := path[strings.LastIndexByte(path, '/')+1:]
	a.files = append(a.files, resource{Name: name, Path: path, Hash: "sha256:" + hex.EncodeToString(c.sum.Sum(nil)), Bytes: c.n})
}

// file writes a whole file.
func (a *Writer) file(path string, method uint16, write func(io.Writer) error) error {
	c, err := a.create(path, method)
	if err == nil {
		err = write(c)
	}
	if err != nil {
		return fmt.Errorf("write archive: %w", err)
	}
	a.done(path, c)
	return nil
}

// Add writes one exchange. An error, such as a full disk, is told by Finish; the scan goes on.
func (a *Writer) Add(x *Exchange) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.err == nil {
		a.err = a.begin()
	}
	if a.err == nil {
		a.err = a.exchange(x)
	}
}

// Finish writes what was read and concluded, and ends the archive.
func (a *Writer) Finish(s *snapshot.Snapshot, v *verdict.Verdict) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.err != nil {
		return a.err
	}
	err := a.endRecords()
	if err == nil {
		err = a.file(indexFile, zip.Deflate, a.writeIndex)
	}
	if err == nil {
		err = a.file(pagesFile, zip.Deflate, func(w io.Writer) error { return a.writePages(w, s) })
	}
	if err == nil && !a.Redacted {
		err = a.file(snapshotFile, zip.Store, func(w io.Writer) error {
			z := gzip.NewWriter(w)
			return errors.Join(snapshot.Write(z, s), z.Close())
		})
	}
	if err == nil {
		err = a.file(verdictFile, zip.Deflate, func(w io.Writer) error { return verdict.Encode(w, v) })
	}
	if err == nil {
		err = a.describe(s)
	}
	if err == nil {
		err = a.zip.Close()
	}
	a.err = errors.New("write archive: it is finished")
	return err
}

// endRecords completes the file of records in the package.
func (a *Writer) endRecords() error {
	if err := a.begin(); err != nil {
		return err
	}
	if a.kept == nil {
		a.done(warcFile, a.warc)
		return nil
	}
	return a.file(warcFile, zip.Store, func(w io.Writer) error {
		_, err := io.Copy(w, io.NewSectionReader(a.kept.file, 0, a.warc.n))
		return err
	})
}

// describe writes the list of all files, and the hash of that list.
func (a *Writer) describe(s *snapshot.Snapshot) error {
	list := map[string]any{
		"profile": "data-package", "wacz_version": "1.1.1", "title": "Scan of " + s.Target, "created": s.Taken.UTC().Format(time.RFC3339),
		"software": "shopvet/" + a.version, "mainPageUrl": s.Target, "mainPageDate": s.Taken.UTC().Format(time.RFC3339), "resources": slices.Clone(a.files),
	}
	data, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return fmt.Errorf("write archive: %w", err)
	}
	put := func(path string, data []byte) error {
		return a.file(path, zip.Deflate, func(w io.Writer) error { _, err := w.Write(data); return err })
	}
	if err := put(packageFile, data); err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	digest, err := json.Marshal(map[string]string{"path": packageFile, "hash": "sha256:" + hex.EncodeToString(sum[:])})
	if err != nil {
		return fmt.Errorf("write archive: %w", err)
	}
	return put(digestFile, digest)
}

// writePages lists the pages that a reader can begin with. Titles may name persons.
func (a *Writer) writePages(w io.Writer, s *snapshot.Snapshot) error {
	e := json.NewEncoder(w)
	err := e.Encode(map[string]any{"format": "json-pages-1.0", "id": "pages", "title": "Pages of the shop", "hasText": false})
	for p, pageErr := range s.Pages.All() {
		if err = errors.Join(err, pageErr); err != nil {
			return err
		}
		if !p.HTML || p.Alias || p.Exchange.Status() != 200 {
			continue
		}
		line := map[string]any{"id": fmt.Sprint(p.ID), "url": s.Str(p.URL), "ts": s.Taken.UTC().Format(time.RFC3339)}
		if !a.Redacted {
			line["title"] = p.Title
		}
		err = e.Encode(line)
	}
	return err
}

package archive

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// The bounds of what is read of an archive, which may come from anybody.
const (
	maxIndexLine = 1 << 16
	maxEntries   = 5_000_000
	maxRecord    = 256 << 20 // bytes of a record after decompression
)

// Archive is an archive that is read.
type Archive struct {
	zip     *zip.Reader
	warc    *io.SectionReader // nil where there is none
	entries map[string][]entry
}

// entry is an answer in the file of records.
type entry struct {
	status         int
	offset, length int64
}

// Answer is what a server sent, without its content coding.
type Answer struct {
	Header http.Header
	Body   []byte
	Cut    bool
}

// Is reports whether a file that begins so may be an archive.
func Is(start []byte) bool { return bytes.HasPrefix(start, []byte("PK\x03\x04")) }

// Open reads the list of what is in an archive.
func Open(r io.ReaderAt, size int64) (*Archive, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("read archive: %w", err)
	}
	a := &Archive{zip: z}
	if a.file(verdictFile) == nil {
		return nil, errors.New("read archive: this is no archive of shopvet: it holds no verdict")
	}
	if f := a.file(warcFile); f != nil && f.Method == zip.Store {
		at, err := f.DataOffset()
		if err != nil {
			return nil, fmt.Errorf("read archive: %w", err)
		}
		a.warc = io.NewSectionReader(r, at, int64(f.CompressedSize64))
	}
	return a, nil
}

func (a *Archive) file(path string) *zip.File {
	for _, f := range a.zip.File {
		if f.Name == path {
			return f
		}
	}
	return nil
}

// Whole reports whether what was seen is in the archive: a redacted one holds only what was concluded.
func (a *Archive) Whole() bool { return a.file(snapshotFile) != nil }

// Snapshot reads what was seen.
func (a *Archive) Snapshot() (*snapshot.Snapshot, error) {
	if !a.Whole() {
		return nil, errors.New("read archive: it was written with --redact: what the shop sent is not in it, so it can be shown but not judged again")
	}
	return in(a, snapshotFile, snapshot.Read)
}

// Verdict reads what was concluded at the time of the scan.
func (a *Archive) Verdict() (*verdict.Verdict, error) { return in(a, verdictFile, verdict.Decode) }

// in reads one file of an archive.
func in[T any](a *Archive, path string, decode func(io.Reader) (*T, error)) (*T, error) {
	f := a.file(path)
	if f == nil {
		return nil, fmt.Errorf("read archive: %s is missing", path)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("read archive: %s: %w", path, err)
	}
	defer r.Close()
	v, err := decode(r)
	if err != nil {
		return nil, fmt.Errorf("read archive: %s: %w", path, err)
	}
	return v, nil
}

// Answer returns the first answer of an address with a status, or nil when it is not in the archive.
func (a *Archive) Answer(address string, status int) (*Answer, error) {
	if a.entries == nil {
		if err := a.readIndex(); err != nil {
			return nil, err
		}
	}
	for _, e := range a.entries[address] {
		if e.status == status {
			return a.answerAt(e)
		}
	}
	return nil, nil
}

// readIndex reads where the answers lie.
func (a *Archive) readIndex() error {
	a.entries = map[string][]entry{}
	f := a.file(indexFile)
	if f == nil || a.warc == nil {
		return errors.New("read archive: what the servers sent is not in it")
	}
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("read archive: %w", err)
	}
	defer r.Close()
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxIndexLine)
	for n := 0; lines.Scan() && n < maxEntries; n++ {
		_, data, ok := strings.Cut(lines.Text(), " {")
		var l indexLine
		if !ok || json.Unmarshal([]byte("{"+data), &l) != nil || l.Method != "" {
			continue
		}
		status, err1 := strconv.Atoi(l.Status)
		offset, err2 := strconv.ParseInt(l.Offset, 10, 64)
		length, err3 := strconv.ParseInt(l.Length, 10, 64)
		if errors.Join(err1, err2, err3) == nil {
			a.entries[l.URL] = append(a.entries[l.URL], entry{status, offset, length})
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read archive: %s: %w", indexFile, err)
	}
	return nil
}

// recordHead reads the header of a record; what follows is its block.
func recordHead(b *bufio.Reader) (map[string]string, error) {
	head := map[string]string{}
	for {
		line, err := b.ReadString('\n')
		if err != nil {
			return nil, err
		}
		if line = strings.TrimRight(line, "\r\n"); line == "" {
			return head, nil
		}
		if name, value, ok := strings.Cut(line, ": "); ok {
			head[name] = value
		}
	}
}

// answerAt reads one record.
func (a *Archive) answerAt(e entry) (*Answer, error) {
	z, err := gzip.NewReader(io.NewSectionReader(a.warc, e.offset, e.length))
	if err != nil {
		return nil, fmt.Errorf("read archive: record at %d: %w", e.offset, err)
	}
	defer z.Close()
	b := bufio.NewReader(io.LimitReader(z, maxRecord))
	head, err := recordHead(b)
	if err != nil {
		return nil, fmt.Errorf("read archive: record at %d: %w", e.offset, err)
	}
	size, _ := strconv.ParseInt(head["Content-Length"], 10, 64)
	out := &Answer{Cut: head["WARC-Truncated"] != ""}
	resp, err := http.ReadResponse(bufio.NewReader(io.LimitReader(b, size)), nil)
	if err != nil {
		return nil, fmt.Errorf("read archive: record at %d: %w", e.offset, err)
	}
	defer resp.Body.Close()
	if out.Body, err = io.ReadAll(resp.Body); err != nil {
		return nil, fmt.Errorf("read archive: record at %d: %w", e.offset, err)
	}
	out.Header = resp.Header
	for _, name := range hopByHop {
		if v, ok := out.Header["X-Archive-Orig-"+name]; ok {
			out.Header[name] = v
			delete(out.Header, "X-Archive-Orig-"+name)
		}
	}
	out.Header.Del("Content-Encoding") // the body is stored without it, as the transport hands it on
	return out, nil
}

package archive

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

// keptFile is the file in which records lie until the archive is finished, so that they outlive a scan that is broken off. It is not touched before
// the first record is written: until then it is not certain that this scan is the one it belongs to.
type keptFile struct {
	file *os.File
	end  int64
	cut  bool // what stood behind the last whole record is gone
}

func (k *keptFile) Write(p []byte) (int, error) {
	if !k.cut {
		if err := k.file.Truncate(k.end); err != nil {
			return 0, err
		}
		k.cut = true
	}
	n, err := k.file.WriteAt(p, k.end)
	k.end += int64(n)
	return n, err
}

// Resume begins an archive whose records are kept in a file of their own until it is finished. What the file holds of a scan that was broken off is taken up,
// up to the first record that is not whole. The file stays the caller's.
func Resume(w io.Writer, version string, kept *os.File) (*Writer, error) {
	a := &Writer{zip: zip.NewWriter(w), version: version}
	end, err := a.takeUp(kept)
	if err != nil {
		return nil, fmt.Errorf("read the records that were kept: %w", err)
	}
	a.kept = &keptFile{file: kept, end: end}
	a.warc = newCounter(a.kept)
	a.warc.n = end
	return a, nil
}

// counted counts what is taken from it, byte by byte where that is asked for, so that a reader of compressed data takes no more than is its own.
type counted struct {
	*bufio.Reader
	n int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *counted) ReadByte() (byte, error) {
	b, err := c.Reader.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// takeUp notes the answers in a file of records and returns where the last whole one ends. An answer counts with the request that follows it.
func (a *Writer) takeUp(kept *os.File) (end int64, err error) {
	info, err := kept.Stat()
	if err != nil {
		return 0, err
	}
	in := &counted{Reader: bufio.NewReaderSize(io.NewSectionReader(kept, 0, info.Size()), 1<<16)}
	z := new(gzip.Reader)
	var answer *indexEntry
	for at := int64(0); ; at = in.n {
		if z.Reset(in) != nil {
			return end, nil
		}
		z.Multistream(false)
		kind, digest, x, err := readExchange(bufio.NewReader(z))
		if err != nil {
			return end, nil
		}
		switch kind {
		case "response", "revisit":
			e := entryOf(kind, x, digest, at, in.n-at)
			answer = &e
			continue
		case "request":
			if answer == nil {
				return end, nil
			}
			if x.Method != http.MethodGet {
				answer.line.Method = x.Method
			}
			a.entries = append(a.entries, *answer)
			answer = nil
		}
		end = in.n
	}
}

// readExchange reads one record to its end: of an answer the status and fields, of a request the method. An error says that it is not whole.
func readExchange(b *bufio.Reader) (kind, digest string, x *Exchange, err error) {
	head, err := recordHead(b)
	if err != nil {
		return "", "", nil, err
	}
	kind, digest, x = head["WARC-Type"], head["WARC-Payload-Digest"], &Exchange{URL: head["WARC-Target-URI"], Method: http.MethodGet}
	x.Began, _ = time.Parse(time.RFC3339, head["WARC-Date"])
	switch kind {
	case "response", "revisit":
		resp, err := http.ReadResponse(b, &http.Request{Method: http.MethodHead}) // the body is not wanted
		if err != nil {
			return "", "", nil, err
		}
		x.Status, x.Header = resp.StatusCode, resp.Header
	case "request":
		line, err := b.ReadString('\n')
		if err != nil {
			return "", "", nil, err
		}
		x.Method, _, _ = strings.Cut(line, " ")
	}
	_, err = io.Copy(io.Discard, b) // up to the check sum
	return kind, digest, x, err
}

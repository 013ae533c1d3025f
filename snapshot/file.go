package snapshot

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// A snapshot file is JSON lines, gzipped or not: the head (everything but the pages), then one page a line.

// maxLine bounds one line of a snapshot file, bytes. The head of a very large shop holds all its addresses.
const maxLine = 1 << 30

// fileHead is the first line.
type fileHead struct {
	*Snapshot
	Strings []string `json:"strings"`
	Count   int      `json:"page_count"`
}

// Write writes a snapshot as JSON lines.
func Write(w io.Writer, s *Snapshot) error {
	b := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(b)
	head := fileHead{Snapshot: s, Count: s.Pages.Len(), Strings: make([]string, 0, s.Strings.Len())}
	for _, text := range s.Strings.All() {
		head.Strings = append(head.Strings, text)
	}
	if err := enc.Encode(head); err != nil {
		return fmt.Errorf("write snapshot: %w", err)
	}
	for p, err := range s.Pages.All() {
		if err != nil {
			return fmt.Errorf("write snapshot: %w", err)
		}
		if err := enc.Encode(p); err != nil {
			return fmt.Errorf("write snapshot page %d: %w", p.ID, err)
		}
	}
	return b.Flush()
}

// Read reads a snapshot file, gzipped or not. It refuses files of a newer schema and files that end too early, in one line.
func Read(r io.Reader) (*Snapshot, error) {
	b := bufio.NewReaderSize(r, 1<<16)
	if magic, _ := b.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, fmt.Errorf("read snapshot: not valid gzip: %w", err)
		}
		defer z.Close()
		b = bufio.NewReaderSize(z, 1<<16)
	}
	head := fileHead{Snapshot: &Snapshot{}}
	line, err := readLine(b)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read snapshot: %w", err)
	}
	if len(bytes.TrimSpace(line)) == 0 {
		return nil, errors.New("this is not a snapshot file: it is empty")
	}
	if err := json.Unmarshal(line, &head); err != nil {
		return nil, errors.New("this is not a snapshot file: its first line is not the head of a snapshot")
	}
	s := head.Snapshot
	s.Strings = newStrings(head.Strings)
	switch {
	case s.Schema == 0:
		return nil, errors.New("this is not a snapshot file: it names no schema")
	case s.Schema > Schema:
		return nil, fmt.Errorf("this snapshot has schema %d, this program knows up to %d: use a newer shopvet", s.Schema, Schema)
	}
	pages := make(Pages, 0, min(max(head.Count, 0), 1<<20))
	for {
		line, err := readLine(b)
		if len(bytes.TrimSpace(line)) > 0 {
			p := NewPage()
			if err := json.Unmarshal(line, p); err != nil {
				return nil, fmt.Errorf("the snapshot file is damaged at page %d: %w", len(pages), err)
			}
			if int(p.ID) != len(pages) {
				return nil, fmt.Errorf("the snapshot file is damaged: page %d stands where page %d should", p.ID, len(pages))
			}
			pages = append(pages, p)
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read snapshot: %w", err)
		}
	}
	if len(pages) != head.Count {
		return nil, fmt.Errorf("the snapshot file is cut off: %d of %d pages are there", len(pages), head.Count)
	}
	s.Pages = pages
	return s, nil
}

func readLine(b *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := b.ReadSlice('\n')
		line = append(line, part...)
		if len(line) > maxLine {
			return nil, errors.New("a line is too long")
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

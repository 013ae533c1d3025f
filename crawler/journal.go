package crawler

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"sync"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/snapshot"
)

// A journal is the file from which a visit goes on after it was broken off: what was seen, in the order in which it was seen. What was found
// to fetch is not in it, since that follows from the pages. It is written record by record and never rewritten, so that whatever ends this
// program costs at most the record under way. It belongs to one version of the extractor, and stays until Forget.
type journal struct {
	mu      sync.Mutex
	file    *os.File
	end     int64
	strings int // of the table that are in the file
	blocks  int
	buf     []byte
	full    error // why nothing can be written any more: what comes later would rest on what is missing
	places  map[string]place
}

// place is where the body of a record lies.
type place struct {
	at   int64
	size int
}

// journalHead says what a journal is of.
type journalHead struct {
	Journal   int    `json:"shopvet_journal"` // version of the format
	Extractor int    `json:"extractor"`
	Target    string `json:"target"`
	Profile   string `json:"profile"`
	Chance    chance `json:"chance"` // of this visit
}

// headBegin is how the body of every journal's first record begins.
const headBegin = `{"shopvet_journal":`

const journalVersion = 2

// The kinds of record: kind, length of what follows (4 bytes), a check of these (1 byte), what follows, and the CRC-32C of all (4 bytes).
const (
	recHead    = 'H' // journalHead as JSON
	recEntered = 'E' // the head of the snapshot after the home page was read, as JSON
	recLooked  = 'W' // the same after all other ways in were tried
	recStrings = 'S'
	recBlocks  = 'B'
	recPage    = 'P' // pageBegin; a page without its content; its content
	recCookie  = 'C'
	recSample  = 'T' // a timing
	recKept    = 'K' // what else was asked, see keep
	recTLS     = 'L' // what was asked of TLS, as JSON
	recEnded   = 'Z' // the head of the snapshot when the visit was over, as JSON
)

const recBegin, recEnd = 6, 4 // bytes before and after the body

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// errOtherJournal is told when a file is no journal of this visit.
var errOtherJournal = errors.New("it is no file of a visit that was broken off")

// errDamaged is told of a journal that holds more behind a record that cannot be read. What a program leaves that was killed, or a disk that
// was full, is a part of the last record at most.
var errDamaged = errors.New("the file is damaged")

// append writes one record and returns where its body lies. The caller holds j.mu.
func (j *journal) append(kind byte, body []byte) (int64, error) {
	if j.full != nil {
		return 0, j.full
	}
	rec := make([]byte, 0, recBegin+len(body)+recEnd)
	rec = append(rec, kind)
	rec = binary.LittleEndian.AppendUint32(rec, uint32(len(body)))
	rec = append(rec, beginCheck(rec))
	rec = append(rec, body...)
	rec = binary.LittleEndian.AppendUint32(rec, crc32.Checksum(rec, castagnoli))
	if _, err := j.file.WriteAt(rec, j.end); err != nil {
		j.full = fmt.Errorf("write the file to resume from: %w", err)
		return 0, j.full
	}
	at := j.end + recBegin
	j.end += int64(len(rec))
	return at, nil
}

// beginCheck tells the begin of a record that was written in part from one that was changed.
func beginCheck(begin []byte) byte { return byte(crc32.Checksum(begin[:recBegin-1], castagnoli)) }

// write writes one record, where there is a journal and room for it.
func (j *journal) write(kind byte, body []byte) error {
	if j == nil {
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	_, err := j.append(kind, body)
	return err
}

// release lets other visits use the file. Pages are still read from it while they are judged.
func (j *journal) release() {
	if j != nil {
		unlockFile(j.file)
	}
}

func (j *journal) json(kind byte, v any) error {
	if j == nil {
		return nil
	}
	b, err := json.Marshal(v)
	if err == nil {
		err = j.write(kind, b)
	}
	return err
}

// shared writes the strings and blocks that are not in the file yet. The caller holds j.mu.
func (j *journal) shared(tab *snapshot.Table, ext *extract.Extractor) error {
	if list := tab.From(j.strings); len(list) > 0 {
		if _, err := j.append(recStrings, snapshot.Pack(nil, &list)); err != nil {
			return err
		}
		j.strings += len(list)
	}
	if list := ext.BlocksFrom(j.blocks); len(list) > 0 {
		if _, err := j.append(recBlocks, snapshot.Pack(nil, &list)); err != nil {
			return err
		}
		j.blocks += len(list)
	}
	return nil
}

// pageBegin is what stands before a page: 1 for a likely key page, its rank (2 bytes), the length of the page without its content (4 bytes).
type pageBegin struct {
	key  bool
	rank int
}

const pageBeginSize = 7

// page writes a page after the strings and blocks it needs, and returns where its content lies.
func (j *journal) page(p *snapshot.Page, it item, tab *snapshot.Table, ext *extract.Extractor) (at int64, size int, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := j.shared(tab, ext); err != nil {
		return 0, 0, err
	}
	head := *p
	head.Content = nil
	b := snapshot.Pack(append(j.buf[:0], make([]byte, pageBeginSize)...), &head)
	if it.keyPage {
		b[0] = 1
	}
	binary.LittleEndian.PutUint16(b[1:], uint16(it.rank))
	binary.LittleEndian.PutUint32(b[3:], uint32(len(b)-pageBeginSize))
	from := len(b)
	b = snapshot.Pack(b, p.Content)
	j.buf = b
	at, err = j.append(recPage, b)
	return at + int64(from), len(b) - from, err
}

// splitPage takes a page's record apart. from is where its content begins.
func splitPage(body []byte) (p *snapshot.Page, begin pageBegin, from int, err error) {
	if len(body) < pageBeginSize {
		return nil, begin, 0, errOtherJournal
	}
	n := binary.LittleEndian.Uint32(body[3:])
	if int64(n) > int64(len(body)-pageBeginSize) {
		return nil, begin, 0, errOtherJournal
	}
	from = pageBeginSize + int(n)
	p = snapshot.NewPage()
	err = snapshot.Unpack(body[pageBeginSize:from], p)
	return p, pageBegin{body[0] == 1, int(binary.LittleEndian.Uint16(body[1:]))}, from, err
}

// records yields the records of a journal of so many bytes from its begin up to the first that is not whole, and returns where that lies.
func records(r io.ReaderAt, size int64, yield func(kind byte, at int64, body []byte) error) (int64, error) {
	var off int64
	begin := make([]byte, recBegin)
	for off+recBegin <= size {
		if _, err := r.ReadAt(begin, off); err != nil {
			return off, err
		}
		n := recBegin + int64(binary.LittleEndian.Uint32(begin[1:])) + recEnd
		switch {
		case begin[recBegin-1] != beginCheck(begin):
			return off, unlessBlank(r, off, size)
		case off+n > size:
			return off, nil
		}
		rec := make([]byte, n)
		if _, err := r.ReadAt(rec, off); err != nil {
			return off, err
		}
		body := rec[:n-recEnd]
		if crc32.Checksum(body, castagnoli) != binary.LittleEndian.Uint32(rec[n-recEnd:]) {
			if off+n == size {
				return off, nil
			}
			return off, unlessBlank(r, off+n, size)
		}
		if err := yield(rec[0], off+recBegin, body[recBegin:]); err != nil {
			return off, err
		}
		off += n
	}
	return off, nil
}

// unlessBlank returns errDamaged unless there are only zeros from off on: a power cut may leave them where something was to be written.
func unlessBlank(r io.ReaderAt, off, size int64) error {
	b := make([]byte, 64<<10)
	for off < size {
		n, err := r.ReadAt(b[:min(int64(len(b)), size-off)], off)
		if n == 0 {
			return err
		}
		if len(bytes.Trim(b[:n], "\x00")) > 0 {
			return errDamaged
		}
		off += int64(n)
	}
	return nil
}

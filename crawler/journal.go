package crawler

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"github.com/shopvet/shopvet/crawler/extract"
	"github.com/shopvet/shopvet/snapshot"
)

// A journal is the file from which a visit goes on after it was broken off: what was seen, in the order in which it was seen. What was found
// to fetch is not in it, since that follows from the pages. It is written record by record and never rewritten, so that whatever ends this
// program costs at most the record under way. It belongs to one version of the extractor and is gone when the visit has ended.
type journal struct {
	file    *os.File
	end     int64
	strings int // of the table that are in the file
	blocks  int
	buf     []byte
}

// journalHead says what a journal is of.
type journalHead struct {
	Journal   int    `json:"shopvet_journal"` // version of the format
	Extractor int    `json:"extractor"`
	Target    string `json:"target"`
	Profile   string `json:"profile"`
}

const journalVersion = 1

// The kinds of record: kind, length of what follows (4 bytes), that, and its CRC-32C (4 bytes).
const (
	recHead    = 'H' // journalHead as JSON
	recEntered = 'E' // the head of the snapshot after the way in was found, as JSON
	recStrings = 'S'
	recBlocks  = 'B'
	recPage    = 'P' // a page without its content, its length in front, then its content
	recCookie  = 'C'
)

// maxJournalRecord bounds one record: a page of 8 MB says less.
const maxJournalRecord = 64 << 20

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// errOtherJournal is told when a file is no journal of this visit.
var errOtherJournal = errors.New("it is no file of a visit that was broken off")

// append writes one record and returns where its body lies.
func (j *journal) append(kind byte, body []byte) (int64, error) {
	rec := make([]byte, 0, len(body)+9)
	rec = append(rec, kind)
	rec = binary.LittleEndian.AppendUint32(rec, uint32(len(body)))
	rec = append(rec, body...)
	rec = binary.LittleEndian.AppendUint32(rec, crc32.Checksum(rec, castagnoli))
	if _, err := j.file.WriteAt(rec, j.end); err != nil {
		return 0, fmt.Errorf("write the file to resume from: %w", err)
	}
	at := j.end + 5
	j.end += int64(len(rec))
	return at, nil
}

func (j *journal) json(kind byte, v any) error {
	b, err := json.Marshal(v)
	if err == nil {
		_, err = j.append(kind, b)
	}
	return err
}

// page writes a page after the strings and blocks it needs, and returns where its content lies.
func (j *journal) page(p *snapshot.Page, tab *snapshot.Table, ext *extract.Extractor) (at int64, size int, err error) {
	if list := tab.From(j.strings); len(list) > 0 {
		if _, err := j.append(recStrings, snapshot.Pack(nil, &list)); err != nil {
			return 0, 0, err
		}
		j.strings += len(list)
	}
	if list := ext.BlocksFrom(j.blocks); len(list) > 0 {
		if _, err := j.append(recBlocks, snapshot.Pack(nil, &list)); err != nil {
			return 0, 0, err
		}
		j.blocks += len(list)
	}
	head := *p
	head.Content = nil
	b := snapshot.Pack(append(j.buf[:0], 0, 0, 0, 0), &head)
	binary.LittleEndian.PutUint32(b, uint32(len(b)-4))
	from := len(b)
	b = snapshot.Pack(b, p.Content)
	j.buf = b
	at, err = j.append(recPage, b)
	return at + int64(from), len(b) - from, err
}

// records yields the records of a journal from its begin up to the first that is not whole, and returns where that lies.
func records(r io.ReaderAt, yield func(kind byte, at int64, body []byte) error) (int64, error) {
	var off int64
	for {
		head := make([]byte, 5)
		if _, err := r.ReadAt(head, off); err != nil {
			return off, nil
		}
		n := int(binary.LittleEndian.Uint32(head[1:]))
		if n > maxJournalRecord {
			return off, nil
		}
		rec := make([]byte, 5+n+4)
		if _, err := r.ReadAt(rec, off); err != nil {
			return off, nil
		}
		if crc32.Checksum(rec[:5+n], castagnoli) != binary.LittleEndian.Uint32(rec[5+n:]) {
			return off, nil
		}
		if err := yield(rec[0], off+5, rec[5:5+n]); err != nil {
			return off, err
		}
		off += int64(len(rec))
	}
}

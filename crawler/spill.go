package crawler

import (
	"encoding/binary"
	"fmt"
	"os"

	"github.com/shopvet/shopvet/snapshot"
)

// pieceSize is the size, bytes, from which the growing end of a queue is put aside.
const pieceSize = 32 << 10

// maxSpill bounds what is put aside in all, bytes: two million addresses take less than half of it, unless somebody makes them long.
const maxSpill = 512 << 20

// queue is a first-in first-out list of items in a packed form: a piece that items are taken from, pieces that wait in the file, and a piece
// that grows. A short queue never comes to the file.
type queue struct {
	head []byte
	mid  []piece
	tail []byte
}

// piece is a part of a queue that was put aside.
type piece struct {
	at   int64
	size int
	held []byte // where it could not be written
}

const flagKeyPage = 1

// push adds an item; what is named by a sitemap has that by its id.
func (q *queue) push(s *spill, it item, via snapshot.StrID) {
	b := binary.AppendUvarint(q.tail, uint64(len(it.url)))
	b = append(b, it.url...)
	b = binary.AppendUvarint(b, uint64(len(it.text)))
	b = append(b, it.text...)
	b = binary.AppendVarint(b, int64(it.depth))
	b = binary.AppendUvarint(b, uint64(via))
	flags := byte(0)
	if it.keyPage {
		flags = flagKeyPage
	}
	q.tail = append(b, byte(it.zone), flags)
	if len(q.tail) >= pieceSize {
		q.mid = append(q.mid, s.put(q.tail))
		q.tail = q.tail[:0]
	}
}

// pop takes the first item, one without an address where there is none.
func (q *queue) pop(s *spill) (it item, via snapshot.StrID, err error) {
	if len(q.head) == 0 {
		switch {
		case len(q.mid) > 0:
			if q.head, err = s.get(q.mid[0]); err != nil {
				return it, 0, err
			}
			q.mid = q.mid[1:]
		case len(q.tail) > 0:
			q.head, q.tail = q.tail, nil
		default:
			*q = queue{}
			return it, 0, nil
		}
	}
	it.url, it.text = q.text(), q.text()
	it.key = snapshot.Key(it.url)
	depth, n := binary.Varint(q.head)
	id, m := binary.Uvarint(q.head[n:])
	rest := q.head[n+m:]
	it.depth, it.zone, it.keyPage = int(depth), snapshot.Zone(rest[0]), rest[1]&flagKeyPage != 0
	q.head = rest[2:]
	return it, snapshot.StrID(id), nil
}

// text takes a string from the head. It is a copy: what is made of an address must not hold a whole piece.
func (q *queue) text() string {
	size, n := binary.Uvarint(q.head)
	b := q.head[n : n+int(size)]
	q.head = q.head[n+int(size):]
	return string(b)
}

// spill is the file to which queues put aside what is not wanted soon. It has no name and is gone with us. Without room on the disk what waits
// stays in memory.
type spill struct {
	file *os.File
	end  int64
	none bool // it cannot be made or written
}

// put returns the piece that b became; b may be used again.
func (s *spill) put(b []byte) piece {
	if s.file == nil && !s.none {
		f, err := os.CreateTemp("", "shopvet-queue-*")
		if err == nil {
			_ = os.Remove(f.Name())
		}
		s.file, s.none = f, err != nil
	}
	if !s.none {
		_, err := s.file.WriteAt(b, s.end)
		s.none = err != nil
	}
	if s.none {
		return piece{held: append([]byte(nil), b...)}
	}
	p := piece{at: s.end, size: len(b)}
	s.end += int64(len(b))
	return p
}

func (s *spill) get(p piece) ([]byte, error) {
	if p.held != nil {
		return p.held, nil
	}
	b := make([]byte, p.size)
	if _, err := s.file.ReadAt(b, p.at); err != nil {
		return nil, fmt.Errorf("read waiting addresses again: %w", err)
	}
	return b, nil
}

func (s *spill) close() {
	if s.file != nil {
		_ = s.file.Close()
		_ = os.Remove(s.file.Name()) // where an open file cannot be removed
		s.file = nil
	}
	s.none = true
}

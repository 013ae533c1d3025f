package snapshot

import (
	"encoding/binary"
	"fmt"
	"sync"
)

// Unreadable is what is thrown where something that was put aside in a file cannot be read again, by what has no error to return.
type Unreadable struct{ error }

// Blocks that stay in memory: the first, which hold what all pages have in common, and the last.
const (
	firstBlocks = 128 // 8 MB
	lastBlocks  = 16
)

// aside is where the other blocks of a long list of strings lie.
type aside struct {
	open func() (File, error) // nil: they stay in memory
	file File
	end  int64
	at   []int64 // by block, from the firstBlocks-th on
}

// putAside puts the last block but lastBlocks into the file. What cannot be written stays in memory, with all that follows.
func (s *Strings) putAside() {
	i := len(s.blocks) - 1 - lastBlocks
	if s.aside.open == nil || i < firstBlocks {
		return
	}
	if s.aside.file == nil {
		f, err := s.aside.open()
		if err != nil {
			s.aside.open = nil
			return
		}
		s.aside.file = f
	}
	b := s.blocks[i]
	if _, err := s.aside.file.WriteAt([]byte(b), s.aside.end); err != nil {
		s.aside.open = nil
		return
	}
	s.aside.at = append(s.aside.at, s.aside.end)
	s.aside.end += int64(len(b))
	s.bytes -= int64(len(b))
	s.blocks[i] = ""
}

// glance is how much is read of a block at once: most strings are shorter.
const glance = 160

var glances = sync.Pool{New: func() any { b := make([]byte, glance); return &b }}

// read reads a string from the file, and returns what it begins with and what use makes of the rest, which is valid until then.
func (s *Strings) read(at uint32, use func(begin string, rest []byte) string) (begin, made string) {
	buf := glances.Get().(*[]byte)
	defer glances.Put(buf)
	from := s.aside.at[at>>blockBits-firstBlocks] + int64(at&(blockSize-1))
	b := s.fill((*buf)[:min(glance, s.aside.end-from)], from)
	i, n := binary.Uvarint(b)
	size, m := binary.Uvarint(b[n:])
	begin = s.begins[i]
	if n += m; n+int(size) > len(b) {
		return begin, use(begin, s.fill(make([]byte, size), from+int64(n)))
	}
	return begin, use(begin, b[n:n+int(size)])
}

func (s *Strings) fill(b []byte, from int64) []byte {
	if _, err := s.aside.file.ReadAt(b, from); err != nil {
		panic(Unreadable{fmt.Errorf("read an address again: %w", err)})
	}
	return b
}

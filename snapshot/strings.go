package snapshot

import (
	"encoding/binary"
	"iter"
	"strings"
)

// Strings are the interned strings of a snapshot by StrID. A large shop has two million of them, so they lie in blocks, each with its length
// before it, and take four bytes more. Like all, an empty list and none hold "" as id 0.
type Strings struct {
	blocks []string
	at     []uint32 // by id: block and offset; nil while there is only ""
	block  strings.Builder
	bytes  int64
}

const (
	blockBits = 16
	blockSize = 1 << blockBits // bytes that are allocated at a time; longer strings have a block of their own
)

// newStrings returns a list whose first is "".
func newStrings(list []string) *Strings {
	s := new(Strings)
	for _, text := range list[min(1, len(list)):] {
		s.Add(text)
	}
	return s
}

// Len returns the number of strings.
func (s *Strings) Len() int {
	if s == nil {
		return 1
	}
	return max(len(s.at), 1)
}

// At returns the string of id, or "" for an id out of range.
func (s *Strings) At(id StrID) string {
	if id == 0 || int(id) >= s.Len() {
		return ""
	}
	at := s.at[id]
	b := s.blocks[at>>blockBits][at&(blockSize-1):]
	size, n := uint64(b[0]), 1
	if size >= 0x80 {
		size, n = uvarint(b)
	}
	return b[n : n+int(size)]
}

func uvarint(s string) (x uint64, n int) {
	for ; ; n++ {
		c := s[n]
		x |= uint64(c&0x7f) << (7 * n)
		if c < 0x80 {
			return x, n + 1
		}
	}
}

// All yields the strings by id.
func (s *Strings) All() iter.Seq2[StrID, string] {
	return func(yield func(StrID, string) bool) {
		for i := range s.Len() {
			if !yield(StrID(i), s.At(StrID(i))) {
				return
			}
		}
	}
}

// Add adds a string, which may have been cut out of something that is to be forgotten, and returns its id.
func (s *Strings) Add(text string) StrID {
	if s.at == nil {
		s.at = []uint32{0}
	}
	var head [binary.MaxVarintLen64]byte
	n := binary.PutUvarint(head[:], uint64(len(text)))
	if s.block.Cap()-s.block.Len() < n+len(text) || s.block.Len() >= blockSize || len(s.blocks) == 0 {
		s.block = strings.Builder{}
		s.block.Grow(max(blockSize, n+len(text)))
		s.blocks = append(s.blocks, "")
	}
	s.at = append(s.at, uint32(len(s.blocks)-1)<<blockBits|uint32(s.block.Len()))
	s.block.Write(head[:n])
	s.block.WriteString(text)
	s.blocks[len(s.blocks)-1] = s.block.String() // its memory stays where it is
	s.bytes += int64(len(text))
	return StrID(len(s.at) - 1)
}

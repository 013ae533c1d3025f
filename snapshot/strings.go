package snapshot

import (
	"encoding/binary"
	"iter"
	"strings"
)

// Strings are the interned strings of a snapshot by StrID. A large shop has some millions of them, most of them addresses in a few folders: so they
// lie in blocks, each with its length before it, and addresses without what they begin with. Most blocks of a long list may lie in a file. Like all, an
// empty list and none hold "" as id 0.
type Strings struct {
	blocks []string
	at     []uint32 // by id: block and offset; nil while there is only ""
	block  strings.Builder
	begins []string          // what addresses begin with; the first is ""
	known  map[string]uint64 // begins → index
	bytes  int64             // in memory
	aside  aside
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
	begin, rest := s.parts(id)
	if begin == "" {
		return rest
	}
	return begin + rest
}

// parts returns what a string begins with, and the rest of it.
func (s *Strings) parts(id StrID) (begin, rest string) {
	if id == 0 || int(id) >= s.Len() {
		return "", ""
	}
	at := s.at[id]
	b := s.blocks[at>>blockBits]
	if b == "" {
		return s.read(at, func(begin string, rest []byte) string { return string(rest) })
	}
	b = b[at&(blockSize-1):]
	i, n := uvarint(b)
	size, m := uvarint(b[n:])
	return s.begins[i], b[n+m : n+m+int(size)]
}

// same reports whether a string is text.
func (s *Strings) same(id StrID, text string) bool {
	if at := s.at[id]; s.blocks[at>>blockBits] == "" {
		_, same := s.read(at, func(begin string, rest []byte) string {
			if len(text) == len(begin)+len(rest) && text[:len(begin)] == begin && text[len(begin):] == string(rest) {
				return text
			}
			return ""
		})
		return same == text
	}
	begin, rest := s.parts(id)
	return len(text) == len(begin)+len(rest) && text[:len(begin)] == begin && text[len(begin):] == rest
}

func uvarint[T string | []byte](s T) (x uint64, n int) {
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
		s.at, s.begins, s.known = []uint32{0}, []string{""}, map[string]uint64{}
	}
	begin, cut := s.begin(text)
	rest := text[cut:]
	var head [2 * binary.MaxVarintLen64]byte
	n := binary.PutUvarint(head[:], begin)
	n += binary.PutUvarint(head[n:], uint64(len(rest)))
	if s.block.Cap()-s.block.Len() < n+len(rest) || s.block.Len() >= blockSize || len(s.blocks) == 0 {
		s.block = strings.Builder{}
		s.block.Grow(max(blockSize, n+len(rest)))
		s.blocks = append(s.blocks, "")
		s.putAside()
	}
	s.at = append(s.at, uint32(len(s.blocks)-1)<<blockBits|uint32(s.block.Len()))
	s.block.Write(head[:n])
	s.block.WriteString(rest)
	s.blocks[len(s.blocks)-1] = s.block.String() // its memory stays where it is
	s.bytes += int64(n + len(rest))
	return StrID(len(s.at) - 1)
}

// maxBegins bounds how many beginnings are told apart.
const maxBegins = 1000

// begin returns the index of what an address begins with (its host, and the first folder where there is one) and its length; 0, 0 for other texts.
func (s *Strings) begin(text string) (index uint64, size int) {
	if !strings.HasPrefix(text, "http") {
		return 0, 0
	}
	host := strings.Index(text, "://") + len("://")
	if host < len("://") {
		return 0, 0
	}
	for _, c := range []byte(text[host:]) {
		if c == '?' || c == '#' {
			break
		}
		host++
		if c != '/' {
			continue
		}
		if i, ok := s.known[text[:host]]; ok {
			index, size = i, host
		} else if len(s.begins) < maxBegins {
			name := strings.Clone(text[:host])
			s.begins = append(s.begins, name)
			index, size = uint64(len(s.begins)-1), host
			s.known[name] = index
		}
		if strings.Count(text[:host], "/") == 4 {
			break
		}
	}
	return index, size
}

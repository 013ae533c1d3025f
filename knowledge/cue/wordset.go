package cue

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// wordSet tells with which words patterns begin. Nearly all words of a text begin none of them and are told by a few operations.
//
// A pattern that begins with ASCII letters or digits is only met where the whole run of them in the text is the one it begins with: what follows
// the run in the pattern follows it in the text, and where the pattern is the run alone, a word has to end behind it. So runs are the keys, by a
// hash, which may let others through and never keeps one out.
type wordSet struct {
	runs  [1 << 11]uint64 // bits by the hash of a run
	alone [1 << 11]uint64 // the same, of runs behind which a pattern may end, or go on with anything but a space and another run
	pairs [1 << 11]uint64 // bits by the hashes of a run and the one behind it
	wide  [1 << 10]uint64 // bits by a character that is not ASCII
	other [256]bool       // by the first byte of all else
}

func (s *wordSet) add(pattern string) {
	c := pattern[0]
	if isRunByte[c] {
		b := append([]byte(pattern), noRun[:]...)
		size, hash := wordRun(b, 0)
		s.runs[hash>>53] |= 1 << (hash >> 47 & 63)
		if next := size + 1; b[size] == ' ' && isRunByte[b[next]] {
			_, second := wordRun(b, next)
			pair := pairOf(hash, second)
			s.pairs[pair>>53] |= 1 << (pair >> 47 & 63)
		} else {
			s.alone[hash>>53] |= 1 << (hash >> 47 & 63)
		}
		return
	}
	s.other[c] = true
	if r, _ := utf8.DecodeRuneInString(pattern); r < 1<<16 {
		s.wide[r>>6] |= 1 << (r & 63)
	}
}

func (s *wordSet) hasRun(hash uint64) bool { return s.runs[hash>>53]>>(hash>>47&63)&1 != 0 }

// goesOn reports whether a pattern may begin with the run of a hash, behind which there is, after a space, another, or none.
func (s *wordSet) goesOn(hash uint64, another bool, second uint64) bool {
	if s.alone[hash>>53]>>(hash>>47&63)&1 != 0 {
		return true
	}
	if !another {
		return false
	}
	pair := pairOf(hash, second)
	return s.pairs[pair>>53]>>(pair>>47&63)&1 != 0
}

func pairOf(first, second uint64) uint64 {
	return (bits.RotateLeft64(first, 17) ^ second) * 0x9e3779b97f4a7c15
}

func (s *wordSet) hasWide(r rune) bool { return r >= 1<<16 || s.wide[r>>6]>>(r&63)&1 != 0 }

// isRunByte tells the letters and digits of folded ASCII.
var isRunByte = func() (t [256]bool) {
	for c := range t {
		t[c] = 'a' <= c && c <= 'z' || '0' <= c && c <= '9'
	}
	return t
}()

// noRun follows a text in which wordRun reads eight bytes at a time.
var noRun [8]byte

// wordRun returns the length of the run of letters and digits at b[at] and a hash of its length and first eight bytes.
func wordRun(b []byte, at int) (size int, hash uint64) {
	first := binary.LittleEndian.Uint64(b[at:])
	size = runSize(first)
	if size < 8 {
		first &= 1<<(8*size) - 1
	} else {
		for more := 8; more == 8; size += more {
			more = runSize(binary.LittleEndian.Uint64(b[at+size:]))
		}
	}
	return size, (first + uint64(size)) * 0x9e3779b97f4a7c15
}

// runSize returns how many of the bytes of x, from the lowest on, are letters or digits.
func runSize(x uint64) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	low := x &^ highs
	letter := (low + (0x80-'a')*ones) &^ (low + (0x80-'z'-1)*ones) // highest bit of each byte: from 'a' on, and not beyond 'z'
	digit := (low + (0x80-'0')*ones) &^ (low + (0x80-'9'-1)*ones)
	return bits.TrailingZeros64(^((letter|digit)&^x)&highs) >> 3
}

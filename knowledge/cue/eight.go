package cue

import "encoding/binary"

// Texts are mostly ASCII: the loops here take eight bytes at a time. In a mask, the highest bit of each byte says what is true of it.
const (
	eightOnes  = 0x0101010101010101
	eightHighs = 0x8080808080808080
)

// foldEights folds the begin of src, the text of a page, into dst, which is as long, as long as its bytes are told by foldTables and no two
// separators stand side by side. It returns how much it folded, which ends with no separator unless it is 0.
func foldEights(dst []byte, src string) int {
	k, space := 0, uint64(0) // the byte before is a separator
	for k+8 <= len(src) && k+8 <= len(dst) {
		x := eightOf(src, k)
		dash := equalTo(x, '-')
		gaps := dash | equalTo(x, ' ') | equalTo(x, '\n')
		odd := (x | ^atLeast(x, ' ')&^equalTo(x, '\n') | atLeast(x, 0x7f) | equalTo(x, '`') | gaps&(gaps<<8|space)) & eightHighs
		if odd != 0 {
			break
		}
		upper := atLeast(x, 'A') &^ atLeast(x, 'Z'+1) & eightHighs
		x |= upper >> 2
		x ^= dash >> 7 * ('-' ^ ' ')
		binary.LittleEndian.PutUint64(dst[k:], x)
		space = gaps >> 56
		k += 8
	}
	if k > 0 && dst[k-1] <= ' ' {
		k--
	}
	return k
}

// eightOf returns s[i:i+8], the first byte lowest.
func eightOf(s string, i int) uint64 {
	_ = s[i+7]
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 | uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
}

// atLeast marks the bytes that are c or more, of those below 0x80; what it says of others means nothing.
func atLeast(x uint64, c byte) uint64 { return x&^eightHighs + uint64(0x80-uint64(c))*eightOnes }

// equalTo marks the bytes that are c, which is below 0x80.
func equalTo(x uint64, c byte) uint64 {
	x ^= uint64(c) * eightOnes
	return ^(x&^eightHighs + 0x7f*eightOnes | x) & eightHighs
}

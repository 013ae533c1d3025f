package extract

import "math/bits"

// Texts are looked at many times, and most of them is ASCII: the loops here take eight bytes at a time. In a mask, the highest bit of each byte
// says what is true of it.

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// eight returns s[i:i+8], the first byte lowest.
func eight(s string, i int) uint64 {
	_ = s[i+7]
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 | uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
}

// upToEight is eight for the end of a text: what is missing is 0.
func upToEight(s string, i int) (x uint64) {
	if i+8 <= len(s) {
		return eight(s, i)
	}
	return theRest(s, i)
}

func theRest(s string, i int) (x uint64) {
	for k := len(s) - 1; k >= i; k-- {
		x = x<<8 | uint64(s[k])
	}
	return x
}

// from marks the bytes that are c or more, of those below 0x80; what it says of others means nothing.
func from(x uint64, c byte) uint64 { return x&^highs + uint64(0x80-c)*ones }

func digitBytes(x uint64) uint64 { return from(x, '0') &^ from(x, '9'+1) &^ x & highs }

func letterBytes(x uint64) uint64 {
	low := x | 0x20*ones
	return from(low, 'a') &^ from(low, 'z'+1) &^ x & highs
}

func upperBytes(x uint64) uint64 { return from(x, 'A') &^ from(x, 'Z'+1) &^ x & highs }

func alnumBytes(x uint64) uint64 { return letterBytes(x) | digitBytes(x) }

// equalBytes marks the bytes that are c, which is below 0x80.
func equalBytes(x uint64, c byte) uint64 {
	x ^= uint64(c) * ones
	return ^(x&^highs + 0x7f*ones | x) & highs
}

// firstByte is the index of the lowest byte that a mask marks, 8 when none is.
func firstByte(mask uint64) int { return bits.TrailingZeros64(mask) >> 3 }

// below keeps the n lowest bytes of x.
func below(x uint64, n int) uint64 {
	if n >= 8 {
		return x
	}
	return x & (1<<(8*n) - 1)
}

// indexDigit returns the index of the next digit in s from i on, or of the byte with which those of full width begin; len(s) when there is none.
func indexDigit(s string, i int) int {
	for ; i < len(s); i += 8 {
		x := upToEight(s, i)
		mask := digitBytes(x)
		if x&highs != 0 {
			mask |= equalBytes(x&^highs, 0xef&0x7f) & x
		}
		if mask != 0 {
			return i + firstByte(mask)
		}
	}
	return len(s)
}

// countDigits counts the digits of s, of full width or not.
func countDigits(s string) (n int) {
	for i := indexDigit(s, 0); i < len(s); i = indexDigit(s, i) {
		size := 1
		switch {
		case s[i] != 0xef:
			n++
		case i+2 < len(s) && s[i+1] == 0xbc && s[i+2] >= 0x90 && s[i+2] <= 0x99:
			n, size = n+1, 3
		}
		i += size
	}
	return n
}

// plainRun returns how much of s, which begins with a visible ASCII character, is such characters with single spaces between them.
func plainRun(s string) int {
	space := uint64(0) // the byte before was one
	for i := 0; i < len(s); i += 8 {
		x := upToEight(s, i)
		spaces := equalBytes(x, ' ')
		stop := (^from(x, ' ') | from(x, 0x7f) | x) & highs // control characters, and what is not ASCII
		stop |= spaces & (spaces<<8 | space)
		if stop != 0 {
			end := i + firstByte(stop)
			if end > 0 && s[end-1] == ' ' {
				end--
			}
			return end
		}
		space = spaces >> 56
	}
	if s[len(s)-1] == ' ' {
		return len(s) - 1
	}
	return len(s)
}

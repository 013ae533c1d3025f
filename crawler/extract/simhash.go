package extract

import (
	"unicode"
	"unicode/utf8"
)

// maxShingles bounds the work on long texts; what follows them hardly changes the hash.
const maxShingles = 20_000

// simHash returns a 64-bit fingerprint of a text in which like texts differ in few bits: of shingles of three words, or
// of three characters where words are not parted. It is 0 for a text without words.
func simHash(text string) uint64 {
	var c shingler
	word := uint64(0)
	for i := 0; i < len(text) && c.shingles < maxShingles; {
		if b := text[i]; b < utf8.RuneSelf {
			i++
			if isNameChar(b) {
				if 'A' <= b && b <= 'Z' {
					b += 'a' - 'A'
				}
				word = (word ^ uint64(b)) * 0x100000001b3
			} else if word != 0 {
				c.word(word)
				word = 0
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		ideographic := isIdeographic(r)
		if !ideographic && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			word = (word ^ uint64(r)) * 0x100000001b3
			continue
		}
		if word != 0 {
			c.word(word)
			word = 0
		}
		if ideographic {
			c.word(uint64(r) * 0x9e3779b97f4a7c15)
		}
	}
	if word != 0 {
		c.word(word)
	}
	return c.sum()
}

// shingler counts the bits of shingles of three words.
type shingler struct {
	bitCounter
	words, shingles int
	a, b            uint64 // the two words before
}

func (s *shingler) word(h uint64) {
	if s.words++; s.words >= 3 {
		s.add(mix(s.a*0x9e3779b97f4a7c15 ^ mix(s.b*0xff51afd7ed558ccd^h)))
		s.shingles++
	}
	s.a, s.b = s.b, h
}

func (s *shingler) sum() uint64 {
	if s.shingles == 0 && s.words > 0 { // too short for a shingle
		s.add(mix(s.a ^ mix(s.b)))
		s.shingles = 1
	}
	return s.majority(s.shingles)
}

func isIdeographic(r rune) bool {
	return r >= 0x3041 && r <= 0x9fff && r != 0x30fb || r >= 0xac00 && r <= 0xd7a3 || r >= 0xf900 && r <= 0xfaff || r >= 0x20000 && r <= 0x3ffff
}

// mix spreads the bits of h (the finaliser of splitmix64).
func mix(h uint64) uint64 {
	h ^= h >> 30
	h *= 0xbf58476d1ce4e5b9
	h ^= h >> 27
	h *= 0x94d049bb133111eb
	return h ^ h>>31
}

// bitCounter counts how often each of 64 bits is set, eight bits at a time: each lane word holds eight small counters.
type bitCounter struct {
	lanes [8]uint64
	fill  int
	total [64]int32
}

// spread[b] has byte k set to bit k of b.
var spread = func() (t [256]uint64) {
	for b := range t {
		for k := range 8 {
			t[b] |= uint64(b>>k&1) << (8 * k)
		}
	}
	return t
}()

func (c *bitCounter) add(h uint64) {
	for k := range c.lanes {
		c.lanes[k] += spread[byte(h>>(8*k))]
	}
	if c.fill++; c.fill == 255 {
		c.flush()
	}
}

func (c *bitCounter) flush() {
	for k, lane := range c.lanes {
		for j := range 8 {
			c.total[8*k+j] += int32(lane >> (8 * j) & 0xff)
		}
	}
	c.lanes, c.fill = [8]uint64{}, 0
}

func (c *bitCounter) majority(n int) (h uint64) {
	c.flush()
	for k, count := range c.total {
		if int(count)*2 > n {
			h |= 1 << k
		}
	}
	return h
}

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
	var c bitCounter
	var last [3]uint64
	seen, n := 0, 0
	push := func(h uint64) {
		last[seen%3] = h
		if seen++; seen >= 3 {
			c.add(mix(last[(seen-3)%3]*0x9e3779b97f4a7c15 ^ mix(last[(seen-2)%3]*0xff51afd7ed558ccd^last[(seen-1)%3])))
			n++
		}
	}
	word := uint64(0)
	for i := 0; i < len(text) && n < maxShingles; {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		i += size
		switch {
		case r < utf8.RuneSelf && isNameChar(byte(r)), r >= utf8.RuneSelf && !isIdeographic(r) && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			word = (word ^ uint64(r)) * 0x100000001b3
			if word == 0 {
				word = 1
			}
			continue
		case word != 0:
			push(word)
			word = 0
		}
		if isIdeographic(r) {
			push(uint64(r) * 0x9e3779b97f4a7c15)
		}
	}
	if word != 0 {
		push(word)
	}
	if n == 0 && seen > 0 { // too short for a shingle
		c.add(mix(last[0] ^ mix(last[1])))
		n = 1
	}
	return c.majority(n)
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

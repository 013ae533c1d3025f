package extract

import (
	"unicode"
	"unicode/utf8"
)

// maxShingles bounds the work on long texts; what follows them hardly changes the hash.
const maxShingles = 20_000

// simHash returns a 64-bit fingerprint of a text in which like texts differ in few bits: of shingles of three words, or
// of three characters where words are not parted. It is 0 for a text without words.
func simHash(text string) uint64 { return survey(text).hash }

// sight is what one look at a text tells of it.
type sight struct {
	hash    uint64  // see simHash
	letters int     // see countLetters
	has     byteSet // of small letters and digits all are said to occur
}

// survey looks at a text once for all that is asked of every one of its bytes.
func survey(text string) *sight {
	s := &sight{has: smallAlnum}
	var c shingler
	word, inWord, i := uint64(0), false, 0
	dot, amet := false, false
	for i < len(text) && c.shingles < maxShingles {
		if text[i] >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			s.has.add(text[i : i+size])
			i += size
			ideographic := isIdeographic(r)
			if letter := unicode.IsLetter(r) || unicode.IsDigit(r); letter && !ideographic {
				s.letters++
				word, inWord = (word^uint64(r))*0x100000001b3, true
				continue
			}
			if inWord {
				amet = amet || word == hashAmet
				c.word(word)
				word, inWord = 0, false
			}
			if ideographic {
				c.word(uint64(r) * 0x9e3779b97f4a7c15)
				if isLetterOrDigit(r) {
					s.letters++
				}
			}
			continue
		}
		x := upToEight(text, i)
		n := firstByte(^alnumBytes(x) & highs)
		if n > 0 {
			s.letters += n
			for upper := below(upperBytes(x), n); upper != 0; upper &= upper - 1 {
				s.has.is[text[i+firstByte(upper)]] = true
			}
			word, inWord = hashEight(word, x, n), true
		}
		if i += n; n < 8 && i < len(text) && text[i] < utf8.RuneSelf {
			s.has.is[text[i]] = true
			i++
			if inWord {
				dot, amet = dot || word == hashDot, amet || word == hashAmet
				c.word(word)
				word, inWord = 0, false
			}
		}
	}
	if inWord {
		dot, amet = dot || word == hashDot, amet || word == hashAmet
		c.word(word)
	}
	s.has.noDot, s.has.noAmet = !dot && !hasFold(text[i:], "dot"), !amet && !hasFold(text[i:], "amet")
	s.letters += countLetters([]byte(text[i:]))
	s.has.add(text[i:])
	s.hash = c.sum()
	return s
}

// hashEight goes on with the hash of a word by n of its bytes: in lower case, whereby of digits only a bit is set that they have.
func hashEight(word, x uint64, n int) uint64 {
	word = (word ^ below(x|0x20*ones, n) + uint64(n)) * 0x9e3779b97f4a7c15
	return word ^ word>>32
}

var hashDot, hashAmet = hashEight(0, upToEight("dot", 0), 3), hashEight(0, upToEight("amet", 0), 4)

// shingler counts the bits of shingles of three words.
type shingler struct {
	bitCounter
	words, shingles int
	a, b            uint64 // the two words before
}

func (s *shingler) word(h uint64) {
	if s.words++; s.words >= 3 {
		s.add(mix(s.a*0xc2b2ae3d27d4eb4f + s.b*0xff51afd7ed558ccd ^ h))
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

// bitCounter counts how often each of 64 bits is set. It waits for eight numbers and adds them as 64 adders side by side would; only what
// overflows eight, once for eight numbers, goes to counters of a byte each, and from these to the total.
type bitCounter struct {
	due               [8]uint64
	fill              int
	ones, twos, fours uint64
	lanes             [8]uint64 // eight counters of eights in each
	rounds            int
	total             [64]int32
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
	c.due[c.fill&7] = h
	if c.fill++; c.fill == len(c.due) {
		c.addDue()
	}
}

func (c *bitCounter) addDue() {
	d := &c.due
	var twosA, twosB, foursA, foursB, eights uint64
	c.ones, twosA = addBits(c.ones, d[0], d[1])
	c.ones, twosB = addBits(c.ones, d[2], d[3])
	c.twos, foursA = addBits(c.twos, twosA, twosB)
	c.ones, twosA = addBits(c.ones, d[4], d[5])
	c.ones, twosB = addBits(c.ones, d[6], d[7])
	c.twos, foursB = addBits(c.twos, twosA, twosB)
	c.fours, eights = addBits(c.fours, foursA, foursB)
	for k := range c.lanes {
		c.lanes[k] += spread[byte(eights>>(8*k))]
	}
	*d, c.fill = [8]uint64{}, 0
	if c.rounds++; c.rounds == 255 {
		c.flush()
	}
}

// addBits adds three bits in each of 64 places.
func addBits(x, y, z uint64) (sum, carry uint64) {
	u := x ^ y
	return u ^ z, x&y | u&z
}

func (c *bitCounter) flush() {
	for k, lane := range c.lanes {
		for j := range 8 {
			c.total[8*k+j] += 8 * int32(lane>>(8*j)&0xff)
		}
	}
	c.lanes, c.rounds = [8]uint64{}, 0
}

// majority has the bits set that more than half of n numbers had.
func (c *bitCounter) majority(n int) (h uint64) {
	c.addDue()
	c.flush()
	for k, count := range c.total {
		count += int32(c.ones>>k&1) + 2*int32(c.twos>>k&1) + 4*int32(c.fours>>k&1)
		if int(count)*2 > n {
			h |= 1 << k
		}
	}
	return h
}

package crawler

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
)

// chance is what the names of pages are made of that nobody can know. It is another one in every visit, and the same for all of a visit that is
// broken off and goes on.
type chance []byte

func newChance() chance {
	b := make(chance, 16)
	_, _ = rand.Read(b) // never fails
	return b
}

// name returns a name for a purpose.
func (c chance) name(of string) string {
	sum := c.sum(of)
	return "shopvet-" + hex.EncodeToString(sum[:9])
}

// number is a number of nine digits: larger than any that a shop has reached, small enough to be one.
func (c chance) number(of string) string {
	sum := c.sum(of)
	return fmt.Sprintf("9%08d", binary.LittleEndian.Uint32(sum[16:])%100_000_000)
}

func (c chance) sum(of string) [sha256.Size]byte {
	return sha256.Sum256(append(c[:len(c):len(c)], of...))
}

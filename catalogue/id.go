package catalogue

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"time"
)

// idText is the alphabet of ids, in the order in which text sorts, without letters that are mistaken for digits.
var idText = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID returns a new id: 20 characters that sort by the time they were made, to the millisecond, the rest by chance.
func NewID(now time.Time) string {
	var b [12]byte
	binary.BigEndian.PutUint64(b[:8], uint64(now.UnixMilli())<<16) // 48 bits of time
	_, _ = rand.Read(b[6:])                                        // never fails
	return idText.EncodeToString(b[:])
}

// millis is a time as the database keeps it; 0 for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// fromMillis is the time that the database keeps.
func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

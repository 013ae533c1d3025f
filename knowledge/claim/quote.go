package claim

import (
	"strings"
	"unicode/utf8"
)

// Bounds of what a line says behind a quotation: who spoke.
const (
	maxSpeaker = 60 // bytes
	maxQuote   = 600
)

// quotation returns where the words of somebody else end with which a line begins, 0 where it begins with none: marks hold them, and behind a dash
// stands who spoke. What buyers tell of their parcel promises nothing.
func quotation(line string) int {
	open, size := utf8.DecodeRuneInString(line)
	if !strings.ContainsRune("\"„“”«»‘'‚", open) || len(line) > maxQuote {
		return 0
	}
	at := strings.LastIndexAny(line, "\"“”«»’'‘")
	if at < size {
		return 0
	}
	_, last := utf8.DecodeRuneInString(line[at:])
	who := strings.TrimSpace(line[at+last:])
	dash, n := utf8.DecodeRuneInString(who)
	if name := strings.TrimSpace(who[n:]); strings.ContainsRune("-–—―", dash) && name != "" && len(name) <= maxSpeaker && !strings.ContainsAny(name, "0123456789") {
		return at + last
	}
	return 0
}

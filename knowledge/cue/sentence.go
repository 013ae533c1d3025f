package cue

import (
	"strings"
	"unicode/utf8"
)

// maxSentence is the length, in characters, of the longest snippet.
const maxSentence = 240

// Sentence returns the sentence or line of text that holds hit, trimmed, at most 240 characters long and never cut
// inside a character. Where a sentence is longer, the characters nearest to the hit are kept.
func Sentence(text string, hit Hit) string {
	start, end := clamp(text, hit.Start), clamp(text, hit.End)
	if end < start {
		start, end = end, start
	}
	left := maxSentence - utf8.RuneCountInString(text[start:end])
	if left <= 0 {
		return strings.TrimSpace(firstRunes(text[start:end], maxSentence))
	}
	from, before := start, 0
	for from > 0 && before < left {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		if endsSentence(r, text[from:]) {
			break
		}
		from -= size
		before++
	}
	to, after := end, 0
	for to < len(text) && after < left {
		r, size := utf8.DecodeRuneInString(text[to:])
		if r == '\n' {
			break
		}
		to += size
		after++
		if endsSentence(r, text[to:]) {
			break
		}
	}
	for before+after > left {
		if before > left/2 && before >= after {
			_, size := utf8.DecodeRuneInString(text[from:])
			from += size
			before--
		} else {
			_, size := utf8.DecodeLastRuneInString(text[:to])
			to -= size
			after--
		}
	}
	return strings.TrimSpace(text[from:to])
}

// endsSentence reports whether r, followed by rest, ends a sentence. A full stop does so only before white space, so
// that "1.5", "p.iva" and host names stay whole.
func endsSentence(r rune, rest string) bool {
	switch r {
	case '\n', '\r', '。', '！', '？', '｡', '\u2028', '\u2029':
		return true
	case '.', '!', '?', '…':
		next, _ := utf8.DecodeRuneInString(rest)
		return rest == "" || next == ' ' || next == '\n' || next == '\t' || next == 0xa0
	}
	return false
}

// clamp brings an offset into text and back to the start of a character.
func clamp(text string, at int) int {
	at = max(0, min(at, len(text)))
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

package extract

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// Bounds of what is kept of a script: enough to tell which libraries are in it, far too little to be its text.
const (
	maxComment  = 300  // bytes of one comment
	maxComments = 4096 // bytes of all of them
	maxAround   = 60   // bytes of code on either side of a version
	maxPieces   = 40
	nearTop     = 2048 // comments that claim no rights count only this near to the top
)

// ScriptMarks reads where a script names versions: in comments, such as the banners of libraries, and in literals of its code.
func ScriptMarks(body []byte) snapshot.ScriptMarks {
	return snapshot.ScriptMarks{Comments: comments(body), Code: literals(body)}
}

// comments returns the comments that name a version. What looks like a comment inside a string does no harm: it names no library.
func comments(body []byte) []string {
	var out []string
	room := maxComments
	keep := func(at int, text []byte) {
		text = trimPartialRune(text[:min(len(text), maxComment)])
		if !namesVersion(text) || at > nearTop && !claims(text) {
			return
		}
		s := strings.ToValidUTF8(string(bytes.TrimSpace(text)), "")
		if len(s) > room || slices.Contains(out, s) {
			return
		}
		room -= len(s)
		out = append(out, s)
	}
	for at := 0; at < len(body) && room > 0; {
		i := bytes.IndexByte(body[at:], '/')
		if i < 0 || at+i+1 >= len(body) {
			break
		}
		at += i
		switch {
		case body[at+1] == '*':
			end := bytes.Index(body[at+2:], []byte("*/"))
			if end < 0 {
				keep(at, body[at:])
				return out
			}
			keep(at, body[at:at+2+end+2])
			at += 2 + end + 2
		case body[at+1] == '/' && startsLine(body, at):
			end := lineComments(body, at)
			keep(at, body[at:end])
			at = end
		default:
			at++
		}
	}
	return out
}

// startsLine reports whether nothing but space stands before a place in its line: "//" elsewhere is mostly part of an address.
func startsLine(body []byte, at int) bool {
	for at--; at >= 0; at-- {
		switch body[at] {
		case ' ', '\t':
		case '\n', '\r':
			return true
		default:
			return false
		}
	}
	return true
}

// lineComments returns the end of the comment lines that follow each other from at on.
func lineComments(body []byte, at int) int {
	for at < len(body) {
		end := bytes.IndexByte(body[at:], '\n')
		if end < 0 {
			return len(body)
		}
		at += end + 1
		next := bytes.TrimLeft(body[at:min(len(body), at+80)], " \t")
		if !bytes.HasPrefix(next, []byte("//")) {
			return at
		}
	}
	return at
}

// namesVersion reports whether there is a number with a point in it.
func namesVersion(b []byte) bool {
	for i := 1; i+1 < len(b); i++ {
		if b[i] == '.' && isFigure(b[i-1]) && isFigure(b[i+1]) {
			return true
		}
	}
	return false
}

func isFigure(c byte) bool { return c >= '0' && c <= '9' }

// claims reports whether a comment is of those that are kept when scripts are made small: they name rights or are marked to stay.
func claims(b []byte) bool {
	if len(b) > 2 && (b[2] == '!' || bytes.HasPrefix(b[2:], []byte("*!"))) {
		return true
	}
	low := bytes.ToLower(b)
	for _, word := range []string{"@license", "@preserve", "@version", "copyright", "(c)", "licen", "version"} {
		if bytes.Contains(low, []byte(word)) {
			return true
		}
	}
	return false
}

// literal is a text in quotes that is a whole version, perhaps with a word in brackets behind it.
var literal = regexp.MustCompile(`^["'][0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,6}(?:[-.][0-9A-Za-z.-]{1,20})?(?: \([A-Za-z ]{1,20}\))?["']`)

// literals returns the places in code at which a version stands in quotes.
func literals(body []byte) []string {
	var out []string
	for i := 0; i+2 < len(body) && len(out) < maxPieces; i++ {
		if c := body[i]; c != '"' && c != '\'' || !isFigure(body[i+1]) {
			continue
		}
		m := literal.Find(body[i:min(i+maxAround, len(body))])
		if m == nil {
			continue
		}
		from, to := max(i-maxAround, 0), min(i+len(m)+maxAround, len(body))
		if s := strings.ToValidUTF8(string(body[from:to]), ""); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

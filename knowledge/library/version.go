package library

import (
	"fmt"
	"strconv"
	"strings"
)

// Version is a version number as scripts bear it: up to four numbers and perhaps a word behind them.
type Version struct {
	nums [4]int
	n    int    // how many numbers were written
	pre  string // what is before the release: "rc.1", "beta2"; "" for a release
	// Build names a build by somebody else than the maker, who may have mended it under the old number: "wp" in 1.12.4-wp.
	Build string
	text  string
}

// String returns the version as it was written.
func (v Version) String() string { return v.text }

// exact is how many numbers name one release.
const exact = 3

// Exact reports whether the version names one release: with fewer than three numbers a file's name may mean any of a line.
func (v Version) Exact() bool { return v.n >= exact }

// preWords begin the tails of versions before a release. Any other tail is that of a build of somebody's own.
var preWords = []string{"alpha", "beta", "rc", "pre", "dev", "snapshot", "canary", "next", "nightly", "insiders", "experimental", "unstable", "preview", "a", "b", "m"}

// maxVersion bounds what is read as a version, bytes.
const maxVersion = 40

// ParseVersion reads a version; false for what is none, such as a date, a hash or a range.
func ParseVersion(text string) (Version, bool) {
	v := Version{text: text}
	if len(text) == 0 || len(text) > maxVersion {
		return v, false
	}
	rest := text
	for v.n < len(v.nums) {
		end := 0
		for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
			end++
		}
		if end == 0 || end > 9 {
			break
		}
		v.nums[v.n], _ = strconv.Atoi(rest[:end]) // nine digits fit
		v.n++
		rest = rest[end:]
		if len(rest) < 2 || rest[0] != '.' || rest[1] < '0' || rest[1] > '9' {
			break
		}
		rest = rest[1:]
	}
	if v.n == 0 {
		return v, false
	}
	if rest == "" {
		return v, true
	}
	return v, v.tail(rest)
}

// tail reads what stands behind the numbers.
func (v *Version) tail(rest string) bool {
	sep := strings.IndexByte("-+.~_", rest[0]) >= 0
	word := strings.ToLower(strings.TrimLeft(rest, "-+.~_"))
	if word == "" || word[0] >= '0' && word[0] <= '9' {
		return false
	}
	for i := range len(word) {
		if c := word[i]; !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == '_') {
			return false
		}
	}
	letters := strings.TrimRight(strings.FieldsFunc(word, func(r rune) bool { return r == '.' || r == '-' || r == '+' || r == '_' })[0], "0123456789")
	for _, w := range preWords {
		if letters == w && rest[0] != '+' && rest[0] != '~' {
			v.pre = word
			return true
		}
	}
	v.Build = word
	return sep
}

// Compare is negative when v came before w, positive when after, 0 when they are one release. Builds of others count as the release they are made of.
func (v Version) Compare(w Version) int {
	for i := range v.nums {
		if d := v.nums[i] - w.nums[i]; d != 0 {
			return d
		}
	}
	switch {
	case v.pre == w.pre:
		return 0
	case v.pre == "":
		return 1
	case w.pre == "":
		return -1
	}
	return comparePre(v.pre, w.pre)
}

// comparePre orders tails like "rc.1" and "beta10" by their words and their numbers.
func comparePre(a, b string) int {
	for a != "" && b != "" {
		var x, y string
		x, a = run(a)
		y, b = run(b)
		if x == y {
			continue
		}
		n, errN := strconv.Atoi(x)
		m, errM := strconv.Atoi(y)
		if errN == nil && errM == nil && n != m {
			return n - m
		}
		if c := strings.Compare(x, y); c != 0 {
			return c
		}
	}
	return len(a) - len(b)
}

// run cuts the first stretch of digits or of letters off, without the separators around it.
func run(s string) (head, rest string) {
	s = strings.TrimLeft(s, ".-_+")
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	i := 0
	for i < len(s) && strings.IndexByte(".-_+", s[i]) < 0 && digit(s[i]) == digit(s[0]) {
		i++
	}
	return s[:i], strings.TrimLeft(s[i:], ".-_+")
}

// Range is a stretch of versions: from its first to just before its end.
type Range struct {
	From  Version // the zero value: from the beginning
	Below Version // the first that is sound again; the zero value: no such version is known
}

// ParseRange reads ">=1.2.0 <3.5.0", either half alone, or "*" for every version.
func ParseRange(text string) (Range, error) {
	var r Range
	if text == "*" {
		return r, nil
	}
	for _, part := range strings.Fields(text) {
		into, number := &r.From, strings.TrimPrefix(part, ">=")
		if after, ok := strings.CutPrefix(part, "<"); ok && !strings.HasPrefix(after, "=") {
			into, number = &r.Below, after
		} else if number == part {
			return r, fmt.Errorf("range %q: write >=A, <B or both", text)
		}
		v, ok := ParseVersion(number)
		if !ok || v.Build != "" {
			return r, fmt.Errorf("range %q: %q is not a version", text, number)
		}
		*into = v
	}
	if r.From.n > 0 && r.Below.n > 0 && r.From.Compare(r.Below) >= 0 || r == (Range{}) {
		return r, fmt.Errorf("range %q holds no version", text)
	}
	return r, nil
}

// Holds reports whether a version lies in the range; one that may mean any of a line only when the whole line does.
func (r Range) Holds(v Version) bool {
	last := v
	if v.pre == "" {
		for i := v.n; i < len(last.nums) && !v.Exact(); i++ {
			last.nums[i] = 1 << 30
		}
	}
	return (r.From.n == 0 || v.Compare(r.From) >= 0) && (r.Below.n == 0 || last.Compare(r.Below) < 0)
}

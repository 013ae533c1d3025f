package snapshot

import "strings"

// CutDate returns a path without the date that it ends with, and whether there was one: "/events/2026/11" and "/events/2026-11-26" are "/events/". What stands behind a
// date is named by more than that: an article.
func CutDate(path string) (rest string, dated bool) {
	trimmed := strings.TrimSuffix(path, "/")
	seg := strings.Split(trimmed, "/")
	n := len(seg)
	if IsDate(seg[n-1]) {
		return strings.Join(seg[:n-1], "/") + "/", true
	}
	for parts := 2; parts <= 3 && parts < n; parts++ {
		if IsYear(seg[n-parts]) && AllBelow(seg[n-parts+1:], 31) {
			return strings.Join(seg[:n-parts], "/") + "/", true
		}
	}
	return path, false
}

// IsDate reports whether a text is a month or a day: "2026-11", "2026-11-26", "20261126".
func IsDate(s string) bool {
	if len(s) == 8 && IsYear(s[:4]) {
		return AllBelow([]string{s[4:6]}, 12) && AllBelow([]string{s[6:]}, 31)
	}
	parts := strings.Split(s, "-")
	return (len(parts) == 2 || len(parts) == 3) && IsYear(parts[0]) && AllBelow(parts[1:2], 12) && AllBelow(parts[1:], 31)
}

// IsYear reports whether a text may be a year that a shop speaks of.
func IsYear(s string) bool {
	return len(s) == 4 && (strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20") || strings.HasPrefix(s, "21")) && strings.Trim(s, "0123456789") == ""
}

// AllBelow reports whether all texts are numbers from 1 of at most two digits, up to most.
func AllBelow(list []string, most int) bool {
	for _, s := range list {
		n := 0
		for _, c := range []byte(s) {
			if c < '0' || c > '9' {
				return false
			}
			n = 10*n + int(c-'0')
		}
		if len(s) == 0 || len(s) > 2 || n < 1 || n > most {
			return false
		}
	}
	return len(list) > 0
}

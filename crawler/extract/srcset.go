package extract

import "strings"

// candidates calls yield for each address of a srcset, by the parsing algorithm of the HTML standard: addresses may hold commas, and a
// candidate whose descriptors cannot be read is left out.
func candidates(set string, yield func(string)) {
	for {
		set = strings.TrimLeft(set, " \t\r\n\f,")
		if set == "" {
			return
		}
		end := strings.IndexAny(set, " \t\r\n\f")
		if end < 0 {
			end = len(set)
		}
		address := set[:end]
		set = set[end:]
		if trimmed := strings.TrimRight(address, ","); len(trimmed) < len(address) {
			yield(trimmed)
			continue
		}
		end = descriptorsEnd(set)
		if describes(set[:end]) {
			yield(address)
		}
		set = set[end:]
	}
}

// descriptorsEnd returns where the descriptors of a candidate end: at a comma outside of parentheses.
func descriptorsEnd(s string) int {
	open := false
	for i := range len(s) {
		switch s[i] {
		case '(':
			open = true
		case ')':
			open = false
		case ',':
			if !open {
				return i
			}
		}
	}
	return len(s)
}

// describes reports whether descriptors are ones that browsers take: one width (with a height), or one density, or none.
func describes(list string) bool {
	w, x, h := false, false, false
	for d := range strings.FieldsSeq(list) {
		number, unit := d[:len(d)-1], d[len(d)-1]
		switch {
		case unit == 'w' && !w && !x && isCount(number):
			w = true
		case unit == 'x' && !w && !x && !h && isFraction(number):
			x = true
		case unit == 'h' && !h && !x && isCount(number):
			h = true
		default:
			return false
		}
	}
	return !h || w
}

func isCount(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == "" && strings.Trim(s, "0") != ""
}

func isFraction(s string) bool {
	return s != "" && strings.Trim(s, "0123456789.eE+-") == "" && s[0] != '-' && s[0] != '+' && strings.ContainsAny(s, "0123456789")
}

// firstCandidate returns the first address of a srcset, or the address itself.
func firstCandidate(set string) string {
	set = strings.TrimLeft(set, " \t\r\n,")
	if strings.HasPrefix(set, "data:") {
		return ""
	}
	if end := strings.IndexAny(set, " \t\r\n"); end >= 0 {
		set = set[:end]
	}
	return strings.TrimRight(set, ",")
}

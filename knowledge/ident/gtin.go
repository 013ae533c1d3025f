package ident

import "strings"

// GTIN reads a trade item number or ISBN as shops write it. digits are its figures; form says that it has the length of one, right that its check
// digit is right as well. A number of one repeated digit is a stand-in: its form is right, it is not.
func GTIN(s string) (digits string, form, right bool) {
	digits = strings.Map(func(c rune) rune {
		switch {
		case c >= '0' && c <= '9', c == 'X':
			return c
		case c == 'x':
			return 'X'
		case c == ' ', c == '-', c == '\u00a0', c == '‐', c == '–':
			return -1
		}
		return '?'
	}, strings.TrimSpace(s))
	if strings.Contains(digits, "?") {
		return "", false, false
	}
	if len(digits) == 10 { // ISBN before 2007
		return digits, true, isbn10(digits)
	}
	if strings.Contains(digits, "X") {
		return "", false, false
	}
	switch len(digits) {
	case 8, 12, 13, 14:
	default:
		return digits, false, false
	}
	if strings.Trim(digits, digits[:1]) == "" {
		return digits, true, false
	}
	return digits, true, checks10(digits) || len(digits) == 8 && digits[0] <= '1' && checks10(upcE(digits))
}

// checks10 reports whether the last digit makes the weighted sum of all a multiple of ten.
func checks10(digits string) bool {
	sum := 0
	for i := range digits {
		weight := 3
		if (len(digits)-i)%2 == 1 {
			weight = 1
		}
		sum += weight * int(digits[i]-'0')
	}
	return sum%10 == 0
}

// upcE writes an American number that was made short with all its zeros.
func upcE(s string) string {
	switch last := s[6]; {
	case last <= '2':
		return s[:3] + s[6:7] + "0000" + s[3:6] + s[7:]
	case last == '3':
		return s[:4] + "00000" + s[4:6] + s[7:]
	case last == '4':
		return s[:5] + "00000" + s[5:6] + s[7:]
	default:
		return s[:6] + "0000" + s[6:7] + s[7:]
	}
}

func isbn10(s string) bool {
	sum := 0
	for i := range s {
		d := int(s[i] - '0')
		if s[i] == 'X' {
			if i != 9 {
				return false
			}
			d = 10
		}
		sum += (10 - i) * d
	}
	return sum%11 == 0
}

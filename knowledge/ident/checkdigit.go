package ident

import "strings"

// weighted adds the products of the digits of s and the weights; s is at least as long as weights.
func weighted(s string, weights ...int) int {
	sum := 0
	for i, w := range weights {
		sum += w * int(s[i]-'0')
	}
	return sum
}

// luhn is the ISO/IEC 7812 check of a string of digits.
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
			if d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// mod11x10 is the ISO/IEC 7064 hybrid system MOD 11,10.
func mod11x10(s string) bool {
	p := 10
	for i := range len(s) - 1 {
		d := (int(s[i]-'0') + p) % 10
		if d == 0 {
			d = 10
		}
		p = d * 2 % 11
	}
	return (p+int(s[len(s)-1]-'0'))%10 == 1
}

// mod97 is the remainder of s by 97, letters counting 10 (A) to 35 (Z) as two digits.
func mod97(s string) int {
	n := 0
	for i := range len(s) {
		if c := s[i]; digit(c) {
			n = (n*10 + int(c-'0')) % 97
		} else {
			n = (n*100 + int(c-'A') + 10) % 97
		}
	}
	return n
}

func atVAT(s string) bool {
	s = strings.TrimPrefix(s, "ATU")
	sum := 0
	for i := range 7 {
		d := int(s[i] - '0')
		if i%2 == 1 {
			d = d*2/10 + d*2%10
		}
		sum += d
	}
	return (96-sum)%10 == int(s[7]-'0')
}

func chUID(s string) bool {
	s = s[3:12]
	c := (11 - weighted(s, 5, 4, 3, 2, 7, 6, 5, 4)%11) % 11
	return c == int(s[8]-'0')
}

// frSIRET is Luhn, but for the establishments of La Poste, whose digits add to a multiple of five.
func frSIRET(s string) bool {
	if strings.HasPrefix(s, "356000000") && s != "35600000000048" {
		return weighted(s, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)%5 == 0
	}
	return luhn(s) && luhn(s[:9])
}

// frVAT checks the two key characters: digits are a remainder by 97 (old style), with a letter one by 11 (new style).
// The nine digits are a SIREN, except that of Monaco's traders, which begins with 000.
func frVAT(s string) bool {
	key, siren := s[2:4], s[4:]
	if !luhn(siren) && !strings.HasPrefix(siren, "000") {
		return false
	}
	n := weighted(siren, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 100, 10, 1)
	if digit(key[0]) && digit(key[1]) {
		return (n*100+12)%97 == weighted(key, 10, 1)
	}
	const alphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
	a, b := strings.IndexByte(alphabet, key[0]), strings.IndexByte(alphabet, key[1])
	c := a*34 + b - 100
	if digit(key[0]) {
		c = a*24 + b - 10
	}
	return c >= 0 && (n+1+c/11)%11 == c%11
}

// esNIF covers the numbers of persons, foreigners and legal entities.
func esNIF(s string) bool {
	const letters = "TRWAGMYFPDXBNJZSQVHLCKE"
	switch c := s[0]; {
	case digit(c):
		return letters[weighted(s, 1e7, 1e6, 1e5, 1e4, 1e3, 100, 10, 1)%23] == s[8]
	case c >= 'X' && c <= 'Z':
		return esNIF(string('0'+c-'X') + s[1:])
	case c == 'K' || c == 'L' || c == 'M':
		return letters[weighted(s[1:], 1e6, 1e5, 1e4, 1e3, 100, 10, 1)%23] == s[8]
	}
	return esEntity(s)
}

// esEntity allows a digit or a letter at the end: sources disagree which kind of entity has which.
func esEntity(s string) bool {
	sum := 0
	for i := 1; i <= 7; i++ {
		d := int(s[i] - '0')
		if i%2 == 1 {
			d = d*2/10 + d*2%10
		}
		sum += d
	}
	c := (10 - sum%10) % 10
	return s[8] == byte('0'+c) || s[8] == "JABCDEFGHI"[c]
}

// nlVAT accepts the older check on the nine digits and the one of sole traders' ids since 2020.
func nlVAT(s string) bool {
	d := s[2:11]
	if weighted(d, 9, 8, 7, 6, 5, 4, 3, 2)%11 == int(d[8]-'0') {
		return true
	}
	return mod97(s) == 1
}

// beEnterprise is the number of Belgium's register of enterprises, which serves for value added tax as well.
func beEnterprise(s string) bool {
	return 97-atoi(s[:8])%97 == atoi(s[8:])
}

// ieVAT knows the form of before 1985 too, whose second sign is a letter.
func ieVAT(s string) bool {
	if !digit(s[1]) {
		s = "0" + s[2:7] + s[:1] + s[7:]
	}
	sum := weighted(s, 8, 7, 6, 5, 4, 3, 2)
	if len(s) == 9 && s[8] != 'W' {
		sum += 9 * int(s[8]-'A'+1)
	}
	return "WABCDEFGHIJKLMNOPQRSTUV"[sum%23] == s[7]
}

// atoi reads a few digits, of which the form of a number leaves no doubt.
func atoi(s string) (n int) {
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func luVAT(s string) bool { return atoi(s[:6])%89 == atoi(s[6:]) }

func ptNIF(s string) bool {
	c := 11 - weighted(s, 9, 8, 7, 6, 5, 4, 3, 2)%11
	if c > 9 {
		c = 0
	}
	return c == int(s[8]-'0')
}

func plNIP(s string) bool {
	return weighted(s, 6, 5, 7, 2, 3, 4, 5, 6, 7)%11 == int(s[9]-'0')
}

func plREGON(s string) bool {
	if weighted(s, 8, 9, 2, 3, 4, 5, 6, 7)%11%10 != int(s[8]-'0') {
		return false
	}
	return len(s) == 9 || weighted(s, 2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8)%11%10 == int(s[13]-'0')
}

// gbVAT accepts the older sum, divisible by 97, and the newer ones that are 55 or 42 apart.
func gbVAT(s string) bool {
	s = s[2:]
	if s[0] == 'G' || s[0] == 'H' { // government departments below 500, health authorities from 500 on
		n := weighted(s[2:], 100, 10, 1)
		return (s[0] == 'G') == (n < 500)
	}
	sum := weighted(s, 8, 7, 6, 5, 4, 3, 2, 10, 1)
	return sum%97 == 0 || (sum+55)%97 == 0 || (sum+42)%97 == 0
}

func cnUSCC(s string) bool {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	sum, w := 0, 1
	for i := range 17 {
		v := strings.IndexByte(alphabet, s[i])
		if v < 0 {
			return false
		}
		sum += v * w
		w = w * 3 % 31
	}
	return alphabet[(31-sum%31)%31] == s[17]
}

// twUBN allows multiples of five, the rule since April 2023; before it was ten. A seven in the seventh place counts 1 or 0.
func twUBN(s string) bool {
	sum := 0
	for i, w := range [8]int{1, 2, 1, 2, 1, 2, 4, 1} {
		p := int(s[i]-'0') * w
		sum += p/10 + p%10
	}
	return sum%5 == 0 || s[6] == '7' && (sum+1)%5 == 0
}

func jpCorporate(s string) bool {
	s = strings.TrimPrefix(s, "T")
	sum := weighted(s[1:], 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1)
	return 9-sum%9 == int(s[0]-'0')
}

// krForm is all that is certain of a Korean business number: its office and kind, and that it is not what shop systems come with. A few numbers in
// use fail krBRN, so that serves only to tell numbers without a label from others.
func krForm(s string) bool { return s[:3] >= "101" && s[3:5] != "00" && s != "1234567890" }

func krBRN(s string) bool {
	sum := weighted(s, 1, 3, 7, 1, 3, 7, 1, 3, 5) + int(s[8]-'0')*5/10
	return (10-sum%10)%10 == int(s[9]-'0')
}

// brCNPJ counts letters by their place in ASCII, as numbers issued since July 2026 may hold them.
func brCNPJ(s string) bool {
	weights := []int{6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2}
	return repeated(s) == 0 && brDigit(s, weights[1:]) == s[12] && brDigit(s, weights) == s[13]
}

func brCPF(s string) bool {
	return repeated(s) == 0 && brDigit(s, []int{10, 9, 8, 7, 6, 5, 4, 3, 2}) == s[9] &&
		brDigit(s, []int{11, 10, 9, 8, 7, 6, 5, 4, 3, 2}) == s[10]
}

func brDigit(s string, weights []int) byte {
	d := 11 - weighted(s, weights...)%11
	if d >= 10 {
		d = 0
	}
	return byte('0' + d)
}

// repeated returns the character that makes up all of s, 0 if it has several.
func repeated(s string) byte {
	if s == "" || strings.Trim(s, s[:1]) != "" {
		return 0
	}
	return s[0]
}

func inGSTIN(s string) bool {
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	sum := 0
	for i := range 14 {
		v := strings.IndexByte(alphabet, s[i])
		if i%2 == 1 {
			v *= 2
		}
		sum += v/36 + v%36
	}
	return alphabet[(36-sum%36)%36] == s[14]
}

func auABN(s string) bool {
	return (weighted(s, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)-10)%89 == 0
}

func auACN(s string) bool {
	return (10-weighted(s, 8, 7, 6, 5, 4, 3, 2, 1)%10)%10 == int(s[8]-'0')
}

func caBN(s string) bool { return luhn(s[:9]) }

// iban checks the length of the countries that trade most and the remainder by 97 of all.
func iban(s string) bool {
	if n := ibanLength[s[:2]]; n != 0 && n != len(s) {
		return false
	}
	return mod97(s[4:]+s[:4]) == 1
}

var ibanLength = map[string]int{
	"AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "BR": 29, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
	"ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "LI": 21,
	"LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SA": 24, "SE": 24,
	"SI": 19, "SK": 24, "SM": 27, "TR": 26, "UA": 29,
}

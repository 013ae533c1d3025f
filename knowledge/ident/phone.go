package ident

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Why a phone number is a sample rather than a real one.
const (
	DummyRepeated = "repeated-digits" // one digit throughout, or a subscriber of seven and more zeros or, as templates in Brazil have it, nine nines
	DummySequence = "sequence"        // counts up or down throughout: 0123456789
	DummyFiction  = "fiction-range"   // kept free by the regulator for films and books
	DummyTemplate = "template-number" // comes with a shop system or template
)

// Phone reads a phone number as a shop in region (ISO 3166, "" if unknown) writes it. e164 is "+" and digits, country the
// ISO 3166 code it is numbered in ("" for numbers of no country), valid whether the number fits the numbering plan of its country
// as far as libphonenumber knows it; plans change, so invalid is a reason to look, not a proof. dummy says why it is a
// sample, "" if it is none: one of the Dummy constants. Numbers with a repeated digit inside, such as 0176 6666666, are
// sold at a premium and no samples. raw of more than 40 bytes is no phone number.
func Phone(raw, region string) (e164, country string, valid bool, dummy string) {
	raw = fold(strings.TrimSpace(raw)).str
	if len(raw) > 40 {
		return "", "", false, ""
	}
	digits := onlyDigits(raw)
	number, err := phonenumbers.Parse(raw, strings.ToUpper(region))
	if other := plusForm(raw, digits); other != "" && (err != nil || !phonenumbers.IsValidNumber(number)) {
		if n, e := phonenumbers.Parse(other, ""); e == nil && (err != nil || phonenumbers.IsValidNumber(n)) {
			number, err = n, nil
		}
	}
	if err != nil {
		return "", "", false, dummyDigits(digits, digits)
	}
	national := phonenumbers.GetNationalSignificantNumber(number)
	e164 = phonenumbers.Format(number, phonenumbers.E164)
	country = phonenumbers.GetRegionCodeForNumber(number)
	if country == "" {
		country = phonenumbers.GetRegionCodeForCountryCode(int(number.GetCountryCode()))
	}
	if len(country) != 2 || country == "ZZ" {
		country = ""
	}
	dummy = dummyDigits(digits, national)
	if dummy == "" && fiction(int(number.GetCountryCode()), national) {
		dummy = DummyFiction
	}
	return e164, country, phonenumbers.IsValidNumber(number), dummy
}

// plusForm is the number with a plus where the caller's code was written as 00 or bare: "0049 30 …", "86-755-…".
func plusForm(raw, digits string) string {
	switch {
	case strings.HasPrefix(raw, "+") || len(digits) < 9:
		return ""
	case strings.HasPrefix(digits, "00"):
		return "+" + digits[2:]
	case !strings.HasPrefix(digits, "0"):
		return "+" + digits
	}
	return ""
}

func onlyDigits(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if digit(s[i]) {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// dummyDigits looks at the digits as written and at the national number.
func dummyDigits(written, national string) string {
	for _, s := range []string{written, national} {
		if len(s) < 6 {
			continue
		}
		if templates().phones[s] {
			return DummyTemplate
		}
		if repeated(s) != 0 || strings.HasSuffix(s, "0000000") || strings.HasSuffix(s, "999999999") {
			return DummyRepeated
		}
		if len(s) >= 7 && (counts(s, 1) || counts(s, -1)) {
			return DummySequence
		}
	}
	return ""
}

// counts reports whether every digit is the one before plus step, nine and zero being neighbours.
func counts(s string, step int) bool {
	for i := 1; i < len(s); i++ {
		if (int(s[i-1]-'0')+step+10)%10 != int(s[i]-'0') {
			return false
		}
	}
	return true
}

// fictionRanges are kept free for dramas, as prefixes of the national number. Sources: Ofcom (telephone numbers for drama
// use), Bundesnetzagentur (Amtsblatt 7/2021, Mitteilung 148/2021), ARCEP (décision 2018-0881), ACMA (numbers for use in
// television shows, films and creative works).
func fictionRanges(code int) string {
	switch code {
	case 44:
		return "1632960 1134960 1144960 1154960 1164960 1174960 1184960 1214960 1314960 1414960 1514960 1614960 1914980 2079460 28964960 2920180 7700900 8081570 9098790 3069990"
	case 49:
		return "3023125 6990009 4066969 2214710 8999998"
	case 33:
		return "19900 26191 35301 46571 53649 63998"
	case 61:
		return "25550 27010 35550 37010 75550 77010 85550 87010 491570006 491570156 491570157 491570158 491570159 491570110"
	}
	return ""
}

func fiction(code int, national string) bool {
	if code == 1 { // North America: 555-0100 to 555-0199 in every area
		return len(national) == 10 && national[3:8] == "55501"
	}
	for _, p := range strings.Fields(fictionRanges(code)) {
		if strings.HasPrefix(national, p) {
			return true
		}
	}
	return false
}

package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
)

// textContacts finds e-mail addresses and phone numbers in a text, of which has are the bytes.
func textContacts(list []snapshot.Contact, text string, has *byteSet, zone snapshot.Zone, lang string) []snapshot.Contact {
	list = textEmails(list, text, has, zone)
	return textPhones(list, text, zone, lang)
}

// textPhones finds phone numbers: in international form, or beside a word for telephone. A bare row of digits is none.
func textPhones(list []snapshot.Contact, text string, zone snapshot.Zone, lang string) []snapshot.Contact {
	previous := ""
	tries := 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if digits := countDigits(line); digits > 0 && len(line) <= 20_000 {
			if tries++; tries > 2000 {
				return list
			}
			if digits >= fewDigits {
				list = linePhones(list, narrow(line), previous, zone, lang)
			}
		}
		previous = line
	}
	return list
}

// fewDigits is how many a phone number has at least.
const fewDigits = 7

// narrow turns full-width digits and signs to ASCII.
func narrow(s string) string {
	if !strings.Contains(s, "\xef\xbc") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= 0xff01 && r <= 0xff5e {
			return r - 0xfee0
		}
		return r
	}, s)
}

func linePhones(list []snapshot.Contact, line, previous string, zone snapshot.Zone, lang string) []snapshot.Contact {
	line = plainDots(line, lang)
	r := phoneLine{line: line, previous: previous, lang: lang}
	for at := 0; at < len(line); {
		from, to := phoneToken(line, at)
		if from < 0 {
			return list
		}
		at = to
		for i, number := range several(strings.TrimRight(withoutHour(line[from:to], line[to:]), " .-/(–‑")) {
			if len(digitsOf(number)) > 15 || len(number) > 30 || partOfCode(number, line[to:]) {
				continue
			}
			if n := strings.Index(line[from:to], number); r.calls(from+max(n, 0), number, i) {
				list = appendContact(list, phoneContact(number, line, zone))
			}
		}
		r.last = to
	}
	return list
}

// phoneLine is a line in which phone numbers are looked for.
type phoneLine struct {
	line, previous, lang string

	labels []cue.Hit // words for telephone in the line
	looked bool
	last   int  // where the number before ended
	shared bool // a label of telephone and fax stood before the first number
}

// calls reports whether a row of digits is a phone number: the i-th of those that only a slash parts.
func (r *phoneLine) calls(from int, number string, i int) bool {
	if len(digitsOf(number)) < fewDigits {
		return false
	}
	before := r.line[:from]
	if easternForms[r.lang] != nil {
		fax, shared := faxEast(r.line[min(r.last, from):from])
		if fax || r.shared && (i > 0 || r.last > 0) {
			return false // the second number behind "TEL/FAX"
		}
		r.shared = r.shared || shared
		if !shared && i == 0 && from < 3 && countDigits(r.previous) == 0 {
			if fax, r.shared = faxEast(r.previous); fax {
				return false
			}
		}
	} else if afterFax(before) {
		return false
	}
	if number[0] == '+' && len(digitsOf(number)) >= 8 && !isGrouped(number) {
		return true
	}
	if isDateOrHours(number, r.lang) {
		return false
	}
	if r.lang == "en" && american.MatchString(strings.TrimSpace(r.line)) || unlabelled(r.line, from, number, r.lang) {
		return true
	}
	if !r.looked {
		r.labels, r.looked = phoneLabels(r.line, r.lang), true
	}
	return nearLabel(r.line, from, r.labels) || from < 3 && isPhoneLabelLine(r.previous, r.lang) || eastern(number, r.line[min(r.last, from):from], r.lang) || behindName(r.line, from, number, r.lang)
}

func phoneContact(number, line string, zone snapshot.Zone) snapshot.Contact {
	return snapshot.Contact{Kind: snapshot.ContactPhone, Value: number, Zone: zone, Near: clip(strings.TrimSpace(line), 200)}
}

// phoneToken returns the bounds of the next row of digits and the signs that phone numbers contain; -1 when there is none.
func phoneToken(line string, at int) (from, to int) {
	for at < len(line) {
		c := line[at]
		if c != '+' && c != '(' && (c < '0' || c > '9') {
			at++
			continue
		}
		end, digits := at, 0
		for end < len(line) {
			r, n := utf8.DecodeRuneInString(line[end:])
			switch {
			case r >= '0' && r <= '9':
				digits++
			case r == '+' && end > at, r == '(' && digits >= 7: // another number; the hours at which somebody answers
				n = 0
			case strings.ContainsRune("+ -./()–‑", r):
			default:
				n = 0
			}
			if n == 0 {
				break
			}
			end += n
		}
		if digits >= fewDigits && (at == 0 || !isWordByte(line[at-1])) {
			return at, end
		}
		at = max(end, at+1)
	}
	return -1, at
}

func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c == '#'
}

var (
	dateForm  = regexp.MustCompile(`^\(?(?:(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})\b|(?:19|20)\d{2}\s*[-–]\s*(?:19|20)\d{2}(?:[^\d–-]|$))`)
	clockForm = regexp.MustCompile(`^(?:[01]\d|2[0-4])[0-5]\d\s*[-–]\s*(?:[01]\d|2[0-4])[0-5]\d$`)
	hoursForm = regexp.MustCompile(`^\d{1,2}[.:]\d{2}\s*[-–]`)
	groupForm = regexp.MustCompile(`^\+\d{1,3}(?:\.\d{3})+$`)
)

// american is a line that holds nothing but a number as North America writes them: nobody puts a label beside it.
var american = regexp.MustCompile(`^\(?[2-9]\d{2}\)?[-. ] ?[2-9]\d{2}[-.]\d{4}$`)

// nationalForm is a number as it is dialled at home, in groups: "0511 9900 0810", "(02) 5550 1234". In some countries none begins with 0.
var (
	nationalForm  = regexp.MustCompile(`^\(?0\d{1,5}\)?(?:[ ./-]{1,3}\d{2,8}){1,5}$`)
	nationalForms = map[string]*regexp.Regexp{
		"es":    regexp.MustCompile(`^[6-9]\d{2}(?:[ .-]\d{3}[ .-]?\d{3}|(?:[ .-]?\d{2}){3})$`),
		"pl":    regexp.MustCompile(`^(?:\(?\d{2}\)? \d{3}[ -]\d{2}[ -]\d{2}|\d{3}[ -]\d{3}[ -]\d{3})$`),
		"pt-br": regexp.MustCompile(`^\(\d{2}\) ?\d{4,5}[ -]\d{4}$`),
	}
)

// notCalled are words before numbers that nobody dials.
var notCalled = regexp.MustCompile(`(?i)n[ro°º]\b|num|artikel|article|konto|account|iban|isbn|ean|sku|vat|ust|tva|iva|steuer|tax|code|ref|fax|番号|번호|编号|編號`)

// letterLabel is how letterheads call telephone and mobile.
var letterLabel = regexp.MustCompile(`(?i)^[tmp][.:]?$`)

// regionsOf are the countries whose shops write in a language and dial numbers of its nationalForm.
var regionsOf = map[string][]string{
	"de": {"DE", "AT", "CH"}, "en": {"GB", "AU", "IE", "NZ", "IN"}, "fr": {"FR", "BE", "CH"}, "it": {"IT", "CH"}, "nl": {"NL", "BE"}, "ja": {"JP"}, "ko": {"KR"}, "zh-tw": {"TW"}, "zh-cn": {"CN"},
	"es": {"ES"}, "pl": {"PL"}, "pt-br": {"BR"},
}

// unlabelled reports whether a number without a word for telephone is one all the same: it stands alone on its line, or behind the name of a
// department and before hours or an e-mail address, or between separators in a line with an e-mail address; and somebody in a country of the language could dial it.
func unlabelled(line string, from int, number, lang string) bool {
	form, ok := nationalForms[lang]
	if !ok {
		form = nationalForm
	}
	if !form.MatchString(number) {
		return false
	}
	before, after := strings.TrimSpace(line[:from]), strings.TrimSpace(line[from+len(number):])
	if strings.Contains(line, "@") && separated(before, after) {
		return dialled(number, lang)
	}
	if before != "" && !letterLabel.MatchString(before) && (len(before) > 40 || !strings.HasSuffix(before, ":") && !strings.HasSuffix(before, "：") || notCalled.MatchString(before)) {
		return false
	}
	if after != "" && after[0] != '(' && !(after[0] == ',' && len(after) < 80 && (strings.Contains(after, "@") || clockTime.MatchString(after))) {
		return false
	}
	return letterLabel.MatchString(before) || dialled(number, lang)
}

// separated reports whether dots, bars or dashes part a number from what stands beside it, as in a line of contact data: "Via Emilia 145 · 059 223041 · …".
func separated(before, after string) bool {
	const signs = "·•|–—/-"
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return (before != "" || after != "") && (before == "" || strings.ContainsRune(signs, last)) && (after == "" || strings.ContainsRune(signs, first))
}

// clockTime is an hour at which somebody answers.
var clockTime = regexp.MustCompile(`\b\d{1,2}(?:[.:]\d{2}\b| ?h\b| ?Uhr\b)`)

// dialled reports whether somebody in a country of the language could dial a number.
func dialled(number, lang string) bool {
	for _, r := range regionsOf[lang] {
		if _, _, valid, _ := ident.Phone(number, r); valid {
			return true
		}
	}
	return false
}

// isDateOrHours reports whether a row of digits is a date, a span of years or hours. Korea has numbers such as 1544-1900.
func isDateOrHours(s, lang string) bool {
	return dateForm.MatchString(s) || hoursForm.MatchString(s) || lang != "ko" && clockForm.MatchString(s)
}

// isGrouped reports whether "+1.000.000" is meant as an amount.
func isGrouped(s string) bool { return groupForm.MatchString(s) }

// afterFax reports whether the number that follows is called a fax number.
func afterFax(before string) bool {
	tail := strings.ToLower(before[max(0, len(before)-18):])
	for _, w := range [...]string{"fax", "faks", "télécopie", "télécopieur", "传真", "傳真", "팩스", "ファックス", "ファクス"} {
		if i := strings.LastIndex(tail, w); i >= 0 && !hasFold(tail[i+len(w):], "tel", "phone", "fon") && !strings.Contains(tail[i:], "/") {
			return true
		}
	}
	return false
}

func phoneLabels(line, lang string) []cue.Hit {
	var labels []cue.Hit
	for _, h := range cue.Default().Match(line, cue.Body, lang) {
		if h.Concept == cue.PhoneField {
			labels = append(labels, h)
		}
	}
	return labels
}

// maxLabelGap is how many bytes may stand between a label and its number: "Telefon (Mo-Fr 9-17 Uhr): 030 …".
const maxLabelGap = 40

func nearLabel(line string, from int, labels []cue.Hit) bool {
	for _, h := range labels {
		if h.End <= from && from-h.End <= maxLabelGap {
			return true
		}
	}
	before := strings.TrimRight(line[:from], " :.")
	for _, sign := range [...]string{"☎", "☏", "✆", "📞", "📱", "☎️"} {
		if strings.HasSuffix(before, sign) {
			return true
		}
	}
	return false
}

// isPhoneLabelLine reports whether a line is nothing but a label for the number below it.
func isPhoneLabelLine(line, lang string) bool {
	return line != "" && len(line) <= 60 && len(phoneLabels(line, lang)) > 0
}

package extract

import (
	"regexp"
	"strings"
)

// easternForms are numbers as they are dialled at home in countries of East Asia, in groups that hardly anything else has. Shops there write them beside
// all kinds of words ("reservations", a person's name) or none, so that no list of labels is ever whole.
var easternForms = map[string]*regexp.Regexp{
	"ja":    regexp.MustCompile(`^\(?0\d{1,4}\)?[- (]{1,2}\d{1,4}[- )]{1,2}\d{3,4}$`),
	"ko":    regexp.MustCompile(`^(?:\(?0\d{1,3}\)?[-. ]{1,2}\d{3,4}[-. ]{1,2}\d{4}|1[568]\d{2}[-.]\d{4})$`),
	"zh-cn": regexp.MustCompile(`^(?:\(?0\d{2,3}\)?[- ]{1,2}\d{3,4}[- ]?\d{4}|1[3-9]\d[- ]\d{4}[- ]\d{4}|[48]00[- ](?:\d{3}[- ]\d{4}|\d{4}[- ]\d{3}))$`),
	"zh-tw": regexp.MustCompile(`^(?:\(?0\d{1,3}\)?[- ]{1,2}\d{3,4}[- ]?\d{3,4}|09\d{2}[- ]\d{3}[- ]\d{3}|0800[- ]\d{3}[- ]\d{3})$`),
}

// notCalledEast are words before numbers of such a form that nobody dials.
var notCalledEast = regexp.MustCompile(`(?i)伝票|送り状|追跡|注文番号|受注|商品番号|品番|型番|口座|記号|登録番号|法人番号|許可|免許|会員番号|運單|运单|快递单|單號|单号|订单|訂單|账号|帳號|卡号|卡號|序號|序号|계좌|송장|운송장|주문번호|사업자|등록번호|신고번호|예금|은행|농협|카드번호|예\)|例[:)]`)

// eastern reports whether a number is one by its form alone. before is what stands between the number before it and this one.
func eastern(number, before, lang string) bool {
	form := easternForms[lang]
	return form != nil && form.MatchString(number) && !notCalledEast.MatchString(before[max(0, len(before)-60):]) && dialled(number, lang)
}

// bareMobile is a mobile number of China in one row, which hardly anything else is: behind a name and a colon it is the number of whoever is named.
var (
	bareMobile = regexp.MustCompile(`^1[3-9]\d{9}$`)
	nameBefore = regexp.MustCompile(`^\p{Han}{1,6}[:：] ?$`)
	notOfName  = regexp.MustCompile(`[号碼码微信宝卡]`)
)

// behindName reports whether a number in one row stands behind a name that begins its line, and nothing but a bracket behind it.
func behindName(line string, from int, number, lang string) bool {
	before, after := strings.TrimLeft(line[:from], " "), strings.TrimSpace(line[from+len(number):])
	return lang == "zh-cn" && bareMobile.MatchString(number) && nameBefore.MatchString(before) && !notOfName.MatchString(before) && !notCalledEast.MatchString(before) &&
		(after == "" || strings.HasPrefix(after, "(") || strings.HasPrefix(after, "（")) && dialled(number, lang)
}

// faxEast reports whether a number is a fax number by what stands between the number before it and this one; shared that one label names telephone and
// fax, whose numbers follow in that order or are one.
func faxEast(before string) (fax, shared bool) {
	tail := strings.ToLower(before[max(0, len(before)-60):])
	at, end := -1, 0
	for _, w := range [...]string{"fax", "传真", "傳真", "팩스", "팩 스", "ファックス", "ファクス"} {
		if i := strings.LastIndex(tail, w); i > at {
			at, end = i, i+len(w)
		}
	}
	if at < 0 {
		return false, false
	}
	if hasAny(tail[end:], "tel", "電話", "电话", "전화", "☎") {
		return false, false
	}
	joined := strings.TrimRight(tail[:at], " /・･·&|,兼和及與与、")
	if joined != tail[:at] && hasSuffixOf(joined, "tel", "電話", "电话", "전화", "番号", "番號") {
		return false, true
	}
	return true, false
}

func hasSuffixOf(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// several splits "03-856-2917/0912-770-483", two numbers that only a slash parts. One number with a slash in it stays whole.
func several(number string) []string {
	if !strings.Contains(number, "/") {
		return []string{number}
	}
	parts := strings.Split(number, "/")
	for i, p := range parts {
		if parts[i] = strings.Trim(p, " .-"); len(digitsOf(parts[i])) < 8 {
			return []string{number}
		}
	}
	return parts
}

var lastHour = regexp.MustCompile(` +\d{1,2}$`)

// withoutHour cuts the hour off that follows a number and goes on behind it: "0559-2513376 8:00".
func withoutHour(number, rest string) string {
	for _, sign := range [...]string{":", "：", "時", "时", "點", "点", "시"} {
		if strings.HasPrefix(rest, sign) {
			return lastHour.ReplaceAllString(number, "")
		}
	}
	return number
}

var middleDots = regexp.MustCompile(`(\d)[・･](\d)`)

// plainDots writes "0742・23・4410" with hyphens.
func plainDots(line, lang string) string {
	if lang != "ja" || !hasAny(line, "・", "･") {
		return line
	}
	return middleDots.ReplaceAllString(line, "$1-$2")
}

// koreanBusiness is the form of South Korean business registration numbers, which stand beside the telephone number in every footer and in terms.
var koreanBusiness = regexp.MustCompile(`^\d{3}-\d{2}-\d{5}$`)

// partOfCode reports whether a bare row of digits goes on in capitals: 91110108MARRQBNJMF.
func partOfCode(number, rest string) bool {
	if koreanBusiness.MatchString(number) {
		return true // no telephone number of any country is grouped so
	}
	return rest != "" && 'A' <= rest[0] && rest[0] <= 'Z' && digitsOf(number) == number
}

package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// labels reports whether brackets at a place hold a label: "【住所】東京都千代田区…". Notices in Chinese, Japanese and Korean put the name of a line in
// brackets where others put a colon behind it. What stands within a sentence, or goes on with a particle or a mark, is a blank: "[会社名]は、…".
func labels(text string, at int) bool {
	first, size := utf8.DecodeRuneInString(text[at:])
	if !strings.ContainsRune("[【［", first) {
		return false
	}
	end := strings.IndexAny(text[at:], "]】］")
	if end < 0 || end > 60 || !writtenEast(text[at+size:at+end]) {
		return false
	}
	_, closing := utf8.DecodeRuneInString(text[at+end:])
	line := strings.TrimLeftFunc(text[strings.LastIndexByte(text[:at], '\n')+1:at], func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("[【［", r)
	})
	if line != "" && !strings.HasPrefix(line, string(first)) {
		return false
	}
	behind, _, _ := strings.Cut(text[at+end+closing:], "\n")
	rest := strings.TrimLeft(behind, " \t\u3000\u00a0:：|")
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case rest == "" || !unicode.IsLetter(next) && !unicode.IsDigit(next) && !strings.ContainsRune("〒+(（", next):
		return false
	case len(rest) < len(behind):
		return true
	case unicode.Is(unicode.Hangul, next), strings.ContainsRune("（(", next):
		return false
	}
	return !strings.ContainsRune("はがのをにへとでも是在将將的不会會有与與和及或由为為", next)
}

// writtenEast reports whether a text holds characters of Chinese, Japanese or Korean.
func writtenEast(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	})
}

// fieldBlank is anything short in brackets; fieldWords are the names of what a seller writes about himself.
var (
	fieldBlank = regexp.MustCompile(`[\[【［][^\[\]【】［］\n]{2,60}[\]】］]`)
	fieldWords = wordList(`straße strasse hausnummer plz postleitzahl ort stadt telefon telefonnummer telefonnr faxnummer rufnummer mailadresse nachname vorname inhabername registergericht handelsregisternummer steuernummer ustid umsatzsteuer identifikationsnummer atu hrb hra firmenbuchnummer gewerbebehörde
		street postcode zipcode phonenumber telephone vatnumber
		rue téléphone siret siren ville calle teléfono ciudad cif via telefono partita iva città straatnaam telefoonnummer postcode kvk btw plaats ulica telefonu miejscowość nip regon rua telefone cidade cnpj cep
		電話番号 電話 氏名 代表者名 代表者 運営責任者 販売業者名 所在地 郵便番号 メールアドレス 电话 地址 姓名 邮箱 邮编 负责人 電子郵件 負責人 统一社会信用代码 統一編號 전화번호 대표자명 대표자 이메일 사업자등록번호 우편번호 통신판매업신고번호`)
	// fieldJoins stand between them; by themselves they are no blank.
	fieldJoins = wordList(`und and et y e i en or oder nr no n z b falls vorhanden der des die das le la de del du di da van z your ihre ihr name names number nummer adresse address email e mail phone phonenumber code zip city town vor full registered registration house company country land fn vat id tel`)
)

func wordList(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(text) {
		out[w] = true
	}
	return out
}

// fields marks brackets that hold nothing but the names of what is to be written there: "[Straße und Hausnummer]", "[PLZ] [Ort]", "[電話番号]".
func (m *marker) fields(forms []span) {
	for _, loc := range fieldBlank.FindAllStringIndex(m.text, 8*maxMarks) {
		if within2(forms, loc[0]) || labels(m.text, loc[0]) || cited(m.text, loc[0], loc[1]) {
			continue
		}
		named := false
		for w := range strings.FieldsFuncSeq(m.text[loc[0]:loc[1]], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			field := fieldWords[strings.ToLower(w)]
			if named = named || field; !field && !fieldJoins[strings.ToLower(w)] {
				named = false
				break
			}
		}
		if named {
			m.add(snapshot.MarkPlaceholder, cue.Sentence(m.text, cue.Hit{Start: loc[0], End: loc[1]}), strings.TrimSpace(m.text[loc[0]:loc[1]]))
		}
	}
}

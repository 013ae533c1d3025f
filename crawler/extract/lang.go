package extract

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// How sure a language is, see Page.LangSure.
const (
	sureAgreed   = 1.0  // declared and found in the text
	sureScript   = 0.95 // told by the script alone
	sureDetected = 0.9  // found in a long text
	sureShort    = 0.8  // found in a short text
	sureDeclared = 0.85
	sureDoubt    = 0.6 // declared, and the text hints at another
)

// Letters of text below which a language is not guessed, and above which a guess is trusted.
const (
	fewLetters  = 200
	manyLetters = 400
)

// langWindow is how many bytes of a text are looked at.
const langWindow = 6 << 10

// mapTag turns a declared language tag to one of the tags of knowledge/cue; known is false for other languages, whose tag
// is kept in lower case.
func mapTag(tag string) (mapped string, known bool) {
	tag = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"))
	tag, _, _ = strings.Cut(tag, ",") // content-language may list several
	tag = strings.TrimSpace(tag)
	base, rest, _ := strings.Cut(tag, "-")
	switch base {
	case "en", "de", "fr", "es", "it", "nl", "pl", "ja", "ko":
		return base, true
	case "pt":
		return "pt-br", true
	case "zh":
		if strings.Contains(rest, "hant") || strings.HasPrefix(rest, "tw") || strings.HasPrefix(rest, "hk") || strings.HasPrefix(rest, "mo") {
			return "zh-tw", true
		}
		return "zh-cn", true
	}
	if len(base) < 2 || len(base) > 3 || len(tag) > 20 || !isASCII(tag) {
		return "", false
	}
	for _, c := range base {
		if c < 'a' || c > 'z' {
			return "", false
		}
	}
	return tag, false
}

// language decides on the language of a page from what it declares and what its text looks like.
func language(declared []string, text string) (string, float32) {
	tag, known := "", false
	for _, d := range declared {
		if tag, known = mapTag(d); tag != "" {
			break
		}
	}
	found, sure := textLanguage(text, tag)
	switch {
	case found == "" && tag == "":
		return "", 0
	case found == "":
		return tag, sureDeclared
	case found == tag:
		return tag, sureAgreed
	case tag == "" || sure >= sureDetected && known:
		return found, sure
	case sure == sureScript:
		return found, sure
	case known:
		return tag, sureDoubt
	}
	return tag, sureDeclared // a language outside the list: the text cannot be told from its neighbours
}

// textLanguage guesses from the text alone; declared settles what scripts leave open.
func textLanguage(text, declared string) (string, float32) {
	text = clipText(text, langWindow)
	s := countScripts(text)
	if cjk := s.kana + s.hangul + s.han; cjk >= 10 && cjk*6 >= s.letters {
		switch {
		case s.hangul*2 >= cjk:
			return "ko", sureScript
		case s.kana*10 >= cjk:
			return "ja", sureScript
		case s.kana == 0 || s.kana*50 < cjk:
			if declared == "ja" {
				return "", 0
			}
			return chinese(text, declared), sureScript
		}
		return "", 0
	}
	if s.latin < fewLetters || s.latin*10 < s.letters*8 {
		return "", 0
	}
	return latinLanguage(text, declared, s.latin)
}

func clipText(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

type scripts struct{ letters, latin, kana, han, hangul int }

func countScripts(text string) (s scripts) {
	for i := 0; i < len(text); {
		x := upToEight(text, i)
		ascii := min(firstByte(x&highs), len(text)-i)
		s.latin += bits.OnesCount64(below(letterBytes(x), ascii))
		if i += ascii; ascii == 8 || i == len(text) {
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case r >= 0xc0 && r < 0x250 && r != 0xd7 && r != 0xf7:
			s.latin++
		case r >= 0x3041 && r <= 0x30ff && r != 0x30fb && r != 0x30fc:
			s.kana++
		case r >= 0x3400 && r <= 0x9fff:
			s.han++
		case r >= 0xac00 && r <= 0xd7a3:
			s.hangul++
		case unicode.IsLetter(r):
			s.letters++
		}
	}
	s.letters += s.latin + s.kana + s.han + s.hangul
	return s
}

// Frequent characters that exist in only one of the two ways to write Chinese, pair by pair.
const (
	simplified  = "们这个来说为时国发会经对开动现过还进实业产电务货购车门间问题条单价运费应请设计质书见订账户"
	traditional = "們這個來說為時國發會經對開動現過還進實業產電務貨購車門間問題條單價運費應請設計質書見訂賬戶"
)

// chinese tells simplified from traditional by the characters, where they are clear, else by the declared tag.
func chinese(text, declared string) string {
	simple, trad := 0, 0
	for _, r := range text {
		if r < 0x4e00 || r > 0x9fff {
			continue
		}
		switch {
		case strings.ContainsRune(simplified, r):
			simple++
		case strings.ContainsRune(traditional, r):
			trad++
		}
	}
	switch {
	case simple >= 5 && simple >= 5*trad:
		return "zh-cn"
	case trad >= 5 && trad >= 5*simple:
		return "zh-tw"
	case declared == "zh-tw" || declared == "" && trad > simple:
		return "zh-tw"
	}
	return "zh-cn"
}

// latinTags are the languages in Latin script, in the order of the bits in stopwords.
var latinTags = [...]string{"en", "de", "fr", "es", "it", "nl", "pt-br", "pl"}

// stopwords are frequent short words, with a bit for each language that uses them.
var stopwords = func() *stopTable {
	lists := [...]string{
		"the of and to in is that for with you your are this we on by be or our from not have will can it",
		"der die das und ist nicht mit sie wir für ein eine zu den von auf im des dem sich oder bei ihre auch werden",
		"le la les des et est une un vous nous dans pour que sur au avec votre du par ou sont pas plus en aux",
		"el la los las y de es una un que en con para por su se del al como más no sus o son nuestro",
		"il la di e che è un una per con del della le i gli non sono nel alla si da dei più o anche",
		"de het een en van is voor met op je wij niet dat zijn te u aan of bij ook door uw onze wordt kan",
		"o a os as de que e do da em um uma para com não por seu se na no dos são você ou mais",
		"w i na z do nie się jest to od że za o po lub przez dla jak są oraz ze przy nasze co może",
	}
	m := map[string]stopword{}
	for i, list := range lists {
		for _, w := range strings.Fields(list) {
			s, known := m[w]
			if !known {
				s.id = uint16(len(m))
			}
			s.langs |= 1 << i
			m[w] = s
		}
	}
	t := new(stopTable)
	for w, s := range m {
		if len(w) <= 8 { // longer ones are not looked for
			t.add(upToEight(w, 0), s)
		}
	}
	return t
}()

// stopword says which languages use a word often; id numbers the words.
type stopword struct {
	id    uint16
	langs uint8
}

// fewWords is the number of different frequent words that a language must show: its neighbours share some of them.
const fewWords = 7

// latinLanguage guesses among the languages in Latin script. The frequent words decide where they are clear; where they
// are not, the statistics of letters are asked, and must agree with the words.
func latinLanguage(text, declared string, letters int) (string, float32) {
	counts, kinds, words := countStopwords(text)
	best, second := 0, -1
	for i := 1; i < len(counts); i++ {
		if counts[i] > counts[best] {
			best, second = i, best
		} else if second < 0 || counts[i] > counts[second] {
			second = i
		}
	}
	sure := float32(sureShort)
	if letters >= manyLetters {
		sure = sureDetected
	}
	if kinds[best] >= fewWords && counts[best] >= 8 && counts[best]*10 >= words && counts[best]*2 >= 3*counts[second] {
		return latinTags[best], sure
	}
	if plausible(counts[best], kinds[best], words) && counts[best]*2 >= 3*counts[second] && latinTags[best] == declared {
		return declared, sure
	}
	// A language of which the text shows too few words is not believed whatever its letters say, and letters are slow to count.
	for i := range latinTags {
		if plausible(counts[i], kinds[i], words) {
			return byLetters(text, sure, func(i int) bool { return plausible(counts[i], kinds[i], words) })
		}
	}
	return "", 0
}

// plausible reports whether a text of so many words, some of them frequent in a language, may be in that language.
func plausible(count, kinds, words int) bool { return count*20 >= words && kinds >= fewWords-2 }

// byLetters guesses the language of a text from its rows of three letters; plausible is asked of an index into latinTags.
func byLetters(text string, sure float32, plausible func(int) bool) (string, float32) {
	info := whatlanggo.DetectWithOptions(text, whatlanggo.Options{Whitelist: whitelist()})
	tag, _ := mapTag(info.Lang.Iso6391())
	for i, t := range latinTags {
		if t == tag && info.IsReliable() && plausible(i) {
			return tag, sure
		}
	}
	return "", 0
}

func whitelist() map[whatlanggo.Lang]bool {
	return map[whatlanggo.Lang]bool{
		whatlanggo.Eng: true, whatlanggo.Deu: true, whatlanggo.Fra: true, whatlanggo.Spa: true,
		whatlanggo.Ita: true, whatlanggo.Nld: true, whatlanggo.Por: true, whatlanggo.Pol: true,
	}
}

// countStopwords counts, per language, the words of text that it uses often, and how many different ones these are.
func countStopwords(text string) (counts, kinds [len(latinTags)]int, words int) {
	var met [512]bool
	for i := 0; i < len(text); {
		x := upToEight(text, i)
		named := alnumBytes(x) | x&highs
		n := firstByte(^named & highs)
		if n == 0 {
			i++
			continue
		}
		word := below(x|(letterBytes(x)>>2), n) // in lower case
		i += n
		for n == 8 && i < len(text) && isNameChar(text[i]) { // too long for any
			word = 0
			i++
		}
		words++
		s := stopwords.find(word)
		for mask, k := s.langs, 0; mask != 0; mask, k = mask>>1, k+1 {
			if mask&1 == 0 {
				continue
			}
			counts[k]++
			if !met[s.id] {
				kinds[k]++
			}
		}
		met[s.id] = met[s.id] || s.langs != 0
	}
	return counts, kinds, words
}

// stopTable finds words of up to eight bytes, which are one number each, in slots by their hash.
type stopTable [1 << 10]struct {
	word uint64
	stopword
}

func (t *stopTable) find(word uint64) stopword {
	for at := word * 0x9e3779b97f4a7c15 >> 54; t[at].word != 0; at = (at + 1) % uint64(len(t)) {
		if t[at].word == word {
			return t[at].stopword
		}
	}
	return stopword{}
}

func (t *stopTable) add(word uint64, s stopword) {
	at := word * 0x9e3779b97f4a7c15 >> 54
	for t[at].word != 0 {
		at = (at + 1) % uint64(len(t))
	}
	t[at].word, t[at].stopword = word, s
}

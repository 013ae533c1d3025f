package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
)

// placeholders marks filler text and blanks that nobody filled in. A blank in a form for the buyer, an article about
// filler text, and bindings that a script replaces are none.
func (m *marker) placeholders(hits []cue.Hit, clientSide bool, coded []span) {
	forms := append(formSpans(m.text, hits), coded...)
	about := m.aboutFiller()
	for _, h := range hits {
		if h.Concept != cue.Placeholder || h.Weight < 0.29 || within2(forms, h.Start) {
			continue
		}
		s := cue.Sentence(m.text, h)
		if telling.Is(strings.ToLower(m.text[h.Start:h.End]), telling.Filler) && columns(s) > longName {
			continue // filler names itself in short sentences only, "Dies ist ein Blindtext": in longer ones somebody speaks of it
		}
		if countFiller(m.text[h.Start:h.End]) > 0 && (about || countFiller(s) < 4) || cited(m.text, h.Start, h.End) || labels(m.text, h.Start) {
			continue
		}
		m.add(snapshot.MarkPlaceholder, s, m.text[h.Start:h.End])
	}
	if !about {
		m.filler(forms)
		m.repeated(forms)
	}
	m.blanks(forms, clientSide)
}

// longName is how many columns such a sentence has at most.
const longName = 60

// columns is how wide a text is: characters of East Asia are two.
func columns(s string) (n int) {
	for _, r := range s {
		if n++; r >= 0x1100 {
			n++
		}
	}
	return n
}

// filler marks Latin filler text whose language no cue names.
func (m *marker) filler(forms []span) {
	if m.has.noAmet {
		return
	}
	for at := 0; ; {
		i := strings.Index(m.text[at:], "olor sit amet")
		if i < 0 {
			return
		}
		at += i
		s := cue.Sentence(m.text, cue.Hit{Start: at, End: at + len("olor sit amet")})
		if countFiller(s) >= 4 && !within2(forms, at) && !cited(m.text, at, at+len("olor sit amet")) {
			m.add(snapshot.MarkPlaceholder, s, "lorem ipsum")
		}
		at += len("olor sit amet")
	}
}

// repeated marks a word for text that stands there four times and more in a row: "テキストテキストテキストテキスト", "Text Text Text Text".
func (m *marker) repeated(forms []span) {
	const times = 4
	for _, w := range telling.Words(telling.Repeated) {
		for _, sep := range [...]string{"", " "} {
			if w[0] < utf8.RuneSelf && sep == "" || !strings.Contains(m.text, w+sep+w) {
				continue
			}
			row := strings.Repeat(sep+w, times)[len(sep):]
			if i := strings.Index(m.text, row); i >= 0 && !within2(forms, i) && !cited(m.text, i, i+len(row)) {
				m.add(snapshot.MarkPlaceholder, cue.Sentence(m.text, cue.Hit{Start: i, End: i + len(row)}), row)
				return
			}
		}
	}
}

// Bounds of a quotation: bytes to its marks, and bytes of other words in its line.
const (
	citedReach  = 80
	citedAround = 45
)

// cited reports whether words stand in quotation marks within a line of other words, as in an article on labels that came back from the printer. Filler that is a
// whole quotation, as in a theme's opinions of customers, has no such words around it.
func cited(text string, from, to int) bool {
	start := strings.LastIndexByte(text[:from], '\n') + 1
	end := len(text)
	if i := strings.IndexByte(text[to:], '\n'); i >= 0 {
		end = to + i
	}
	left := strings.ToValidUTF8(text[max(start, from-citedReach):from], "")
	right := strings.ToValidUTF8(text[to:min(end, to+citedReach)], "")
	for _, q := range [...]struct{ open, close string }{{"“", "”"}, {"„", "“"}, {"„", "”"}, {"«", "»"}, {"»", "«"}, {"「", "」"}, {"『", "』"}, {"‘", "’"}, {`"`, `"`}} {
		i, j := strings.LastIndex(left, q.open), strings.Index(right, q.close)
		if i < 0 || j < 0 || q.open != q.close && strings.Contains(left[i:], q.close) {
			continue
		}
		if q.open == q.close && strings.Count(text[start:from], q.open)%2 == 0 {
			continue // the marks close and open again
		}
		return end-start-(len(left)-i)-(to-from)-j >= citedAround
	}
	return false
}

var fillerWords = map[string]bool{
	"lorem": true, "ipsum": true, "dolor": true, "sit": true, "amet": true, "consectetur": true, "consetetur": true, "adipiscing": true,
	"adipisicing": true, "elit": true, "sed": true, "eiusmod": true, "tempor": true, "incididunt": true, "labore": true, "dolore": true,
	"magna": true, "aliqua": true, "sadipscing": true, "elitr": true, "diam": true, "nonumy": true, "eirmod": true, "invidunt": true,
	"vivamus": true, "pellentesque": true, "vestibulum": true, "maecenas": true, "nullam": true, "quis": true, "nunc": true, "ut": true,
}

func countFiller(s string) int {
	n := 0
	for _, w := range splitName(s) {
		if fillerWords[w] {
			n++
		}
	}
	return n
}

// aboutFiller reports whether the page is an article about filler text: its title or a heading names it among other words.
func (m *marker) aboutFiller() bool {
	lines := []string{m.page.Title}
	for _, h := range m.page.Headings {
		lines = append(lines, h.Text)
	}
	for i, line := range lines {
		if !hasFold(line, "lorem ipsum") {
			continue
		}
		words := splitName(line)
		if i == 0 && strings.Contains(line, "|") { // the shop's name follows
			words = splitName(line[:strings.IndexByte(line, '|')])
		}
		if countFiller(line)*2 < len(words) || len(words) > 2 && countFiller(line) == 2 {
			return true
		}
	}
	return false
}

// formSpans returns the stretches of text that are forms for the buyer, which are meant to have blanks: from the heading
// of a model form to its usual end.
func formSpans(text string, hits []cue.Hit) []span {
	const reach = 2500
	var list []span
	for _, h := range hits {
		if h.Concept == cue.ModelForm {
			list = append(list, span{max(0, h.Start-200), min(len(text), h.End+reach)})
		}
	}
	return list
}

var (
	// A blank in brackets that speaks of the seller. Checked by hand against forms, footnotes and "[email protected]".
	bracketBlank = regexp.MustCompile(`(?i)[\[【［](?:please )?(?:(?:your|insert|enter|add|ihre?n?|votre|tu|su|vostra?|seu|sua|uw|twoj\pL*|nazwa|name of) ?[^\]】］\n]{0,50}|(?:company|shop|store|business|website|legal|trading|merchant)[ _-]?(?:name|address|email|e-mail|phone|url|number|owner)?|company|firma|firmenname|firmenanschrift|anschrift|adresse|nom de (?:la soci[ée]t[ée]|l'entreprise|la boutique)|raison sociale|nombre de la (?:empresa|tienda)|raz[óo]n social|nome (?:azienda|da empresa|da loja|del negozio)|ragione sociale|bedrijfsnaam|nazwa (?:firmy|sklepu)|会社名|店名|住所|店舗名|公司名称|公司名稱|店铺名称|商店名稱|회사명|상호명|쇼핑몰명|insert[^\]\n]{0,50}|(?:inserir|inserire|inserisci|insérer|insérez|inserez|wstaw|wpisz|uzupełnij|vul hier)[^\]】］\n]{0,50}|[^\]】］\n]{0,40}(?:einfügen|eintragen|invullen)|date of last update)[\]】］]`)
	// {{shop_name}}: template variables that were never replaced.
	braceBlank = regexp.MustCompile(`\{\{ ?[A-Za-z][A-Za-z_ ]{1,38} ?\}\}|<(?:company|shop|store|your) ?name>|%(?:SHOP|COMPANY|STORE)_?NAME%`)
	bracedWord = regexp.MustCompile(`\{\{[^{}\n]*\}\}`)
	// What a template in East Asia asks the seller to write there: 【请填入公司名称】, 【会社名を入力してください】, [상호를 입력하세요].
	askedBlank = regexp.MustCompile(`[\[【［〔](?:[请請]?(?:在此处|在此|於此|在這裡)?(?:填入|填写|填寫|输入|輸入|插入|替换为|替換為|補上|补上)(?:您的|你的|貴|贵)?(?:公司|商店|商號|店铺|店舖|店鋪|店名|网店|網店|网站|網站|网址|網址|平台|品牌|企业|企業|负责人|負責人|统一编号|統一編號|统一社会信用代码|客服|营业|營業|注册|登記|法院|管辖|管轄|卖家|賣家)[^\]】］〕\n]{0,24}|(?:会社|店舗|ショップ|サイト|屋号|貴社|御社|自社|貴店|代表者|責任者|販売業者|事業者|運営者|管轄|裁判所)[^\]】］〕\n]{0,24}(?:入力|記入|記載|挿入|入れて|書いて)[^\]】］〕\n]{0,12}|(?:회사|상호|쇼핑몰|사이트|대표자|사업자|업체|스토어|상점|도메인|관할)[^\]】］〕\n]{0,24}(?:입력|기재|기입|작성|넣어)[^\]】］〕\n]{0,12})[\]】］〕]`)
	// The address of nobody's shop, as templates of terms and of shop systems have it.
	siteBlank  = regexp.MustCompile(`(?i)(?:https?://)?www\.(?:your-?(?:store|shop|online-?store|online-?shop|store-?name|shop-?name|company|domain|website|business|site)|(?:ihre?|deine)-?domain|votre-?(?:domaine|boutique)|tu-?dominio|tuo-?dominio|(?:uw|jouw)-?domein|twoja-?domena|seu-?dominio)\.[a-z]{2,5}(?:\.[a-z]{2})?\b`)
	crossBlank = regexp.MustCompile(`(?:^|[\s,:(])(X{4,12})(?:$|[\s,.;)])`)
	circles    = regexp.MustCompile(`[\[［][○〇◯]{1,4}[\]］]|[○〇◯]{2,}(?:일 ?이내|日以内|日以內)|[○〇◯]{2,}(?:株式会社|有限会社|合同会社|市|区|町|県)|(?:株式会社)[○〇◯]{2,}|XX+(?:公司|路|号|號|有限公司)|某某(?:公司|有限公司)|[○〇◯]{2,}(?:公司|有限公司|股份有限公司)|주식회사 ?(?:[○〇◯]{2,}|O{2,4}(?:$|[^A-Za-z]))|(?:^|[^A-Za-z])(?:[○〇◯]{2,}|O{2,4}) ?주식회사`)
)

// sites marks addresses of nobody's shop, other than those that are told as an example.
func (m *marker) sites(forms []span) {
	for _, loc := range siteBlank.FindAllStringIndex(m.text, 4*maxMarks) {
		line := m.text[strings.LastIndexByte(m.text[:loc[0]], '\n')+1 : loc[1]]
		if within2(forms, loc[0]) || cited(m.text, loc[0], loc[1]) || hasFold(line[max(0, len(line)-citedReach):], exampleOf...) {
			continue
		}
		m.add(snapshot.MarkPlaceholder, cue.Sentence(m.text, cue.Hit{Start: loc[0], End: loc[1]}), m.text[loc[0]:loc[1]])
	}
}

// exampleOf are words by which a sentence gives an example, of an address to type for instance.
var exampleOf = []string{"e.g.", "eg.", "example", "such as", "instead of", "beispiel", "z. b.", "z.b.", "exemple", "p. ex", "ejemplo", "p. ej", "esempio", "ad es", "bijv", "voorbeeld", "np.", "przykład", "exemplo", "例如", "例えば", "例：", "예시", "예를"}

// blanks marks unfilled blanks.
func (m *marker) blanks(forms []span, clientSide bool) {
	if m.has.hasAny(m.text, "[", "【", "［") {
		m.pattern(bracketBlank, forms, nil)
		m.pattern(askedBlank, forms, nil)
		m.fields(forms)
	}
	if !clientSide && m.has.hasAny(m.text, "{{", "<", "NAME%") {
		m.pattern(braceBlank, forms, func(s string) bool { return m.titledCode() || speaksOfCode(bracedWord.ReplaceAllString(s, "")) })
	}
	if strings.Contains(m.text, "www.") {
		m.sites(forms)
	}
	if m.has.hasAny(m.text, "XXXX") {
		m.pattern(crossBlank, forms, isMask)
	}
	if m.has.hasAny(m.text, "○", "〇", "◯", "XX", "某某") || m.has.hasAny(m.text, "OO") && strings.Contains(m.text, "주식회사") {
		m.pattern(circles, forms, nil)
	}
}

// pattern marks the matches of an expression, other than those that skip turns down.
func (m *marker) pattern(re *regexp.Regexp, forms []span, skip func(sentence string) bool) {
	for _, loc := range re.FindAllStringIndex(m.text, 4*maxMarks) {
		if within2(forms, loc[0]) || labels(m.text, loc[0]) || loc[0] > 0 && m.text[loc[0]-1] == '[' && strings.HasPrefix(m.text[loc[1]:], "]") {
			continue // "[[shop_email]]" is a variable
		}
		s := cue.Sentence(m.text, cue.Hit{Start: loc[0], End: loc[1]})
		if skip != nil && skip(s) {
			continue
		}
		m.add(snapshot.MarkPlaceholder, s, strings.TrimSpace(m.text[loc[0]:loc[1]]))
	}
}

// isMask reports whether a row of X hides digits or names a size, instead of waiting for text.
func isMask(sentence string) bool {
	return strings.Count(sentence, "XXX") > 1 && strings.Count(sentence, "XXXX") > 1 || strings.ContainsAny(sentence, "-*#") && strings.ContainsAny(sentence, "0123456789") ||
		hasFold(sentence, "size", "größe", "taille", "talla", "taglia", "maat", "rozmiar", "サイズ", "尺码", "尺寸", "사이즈", "code", "card", "karte", "carte", "tarjeta", "carta", "cartão", "karta", "カード", "卡号", "카드", "format", "example", "z. b.", "z.b.", "e.g.")
}

// hasAny reports whether text contains one of want; it saves running an expression over every page.
func hasAny(text string, want ...string) bool {
	for _, w := range want {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

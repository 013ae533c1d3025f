package ident

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const prefectures = `北海道|青森県|岩手県|宮城県|秋田県|山形県|福島県|茨城県|栃木県|群馬県|埼玉県|千葉県|東京都|神奈川県|新潟県|富山県|石川県|福井県|山梨県|長野県|岐阜県|静岡県|愛知県|三重県|滋賀県|京都府|大阪府|兵庫県|奈良県|和歌山県|鳥取県|島根県|岡山県|広島県|山口県|徳島県|香川県|愛媛県|高知県|福岡県|佐賀県|長崎県|熊本県|大分県|宮崎県|鹿児島県|沖縄県`

// designated are the cities with wards, which addresses name without their prefecture.
const designated = `札幌市|仙台市|さいたま市|千葉市|横浜市|川崎市|相模原市|新潟市|静岡市|浜松市|名古屋市|京都市|大阪市|堺市|神戸市|岡山市|広島市|北九州市|福岡市|熊本市`

// japanNumber is a house number. Numbers in characters are part of a name but before a word for a block: 三条通8丁目 is no third house.
const japanNumber = `(?:[\d○〇]{1,4}(?:-\d{1,4}(?:-\d{1,4}){0,2}|丁目[\d一二三四五六七八九十番地号の-]{0,14}|番地?[の\d一二三四五六七八九十号-]{0,8})?|[一二三四五六七八九十]{1,3}(?:丁目[\d一二三四五六七八九十番地号の-]{1,14}|番地?[の\d一二三四五六七八九十号-]{0,8}))`

var (
	// Group 1 is the town or district, of Japanese addresses that begin with a city with wards group 2.
	japanAddress = regexp.MustCompile(`(?:(?:` + prefectures + `|○○[都道府県]) ?([\p{Han}\p{Hiragana}\p{Katakana}ー○〇]{1,10}?[市区町村郡])|(` + designated + `)\p{Han}{1,3}区)[\p{Han}\p{Hiragana}\p{Katakana}ー○〇ヶ ]{0,20}?` + japanNumber)
	japanCity    = regexp.MustCompile(`^〒 ?\d{3}-\d{4}[ \n]*([\p{Han}\p{Hiragana}\p{Katakana}ー○〇]{1,10}?[市区町村郡])[\p{Han}\p{Hiragana}\p{Katakana}ー○〇ヶ ]{0,20}?\d{1,4}(?:-\d{1,4}){0,3}`)
	taiwan       = regexp.MustCompile(`((?:[臺台][北中南]市|新北市|桃園市|高雄市|基隆市|新竹[市縣]|嘉義[市縣]|苗栗縣|彰化縣|南投縣|雲林縣|屏東縣|宜蘭縣|花蓮縣|[臺台]東縣|澎湖縣|金門縣|連江縣|○○[市縣])(?:[\p{Han}○]{1,4}?[區鄉鎮市])?) ?[\p{Han}○]{1,12}?(?:路|街|大道|段|村|里)[\p{Han}\d ○-]{0,24}?[\d○一二三四五六七八九十百]+(?:之\d+|-\d+)? ?號(?:之\d+)?(?: ?\d+ ?樓(?:之\d+)?)?`)
	china        = regexp.MustCompile(`((?:[\p{Han}]{2,7}?(?:省|自治区))?[\p{Han}X]{2,8}?(?:市|自治州|地区)(?:[\p{Han}X]{1,8}?(?:区|县|市|镇|新区))?|(?:北京|上海|天津|重庆)[\p{Han}]{1,6}?区)[\p{Han}\dA-Za-zX()-]{0,20}?(?:路|街|道|巷|村|园|里|城|胡同|大厦|广场)[\p{Han}\dA-Za-z()-]{0,12}?[\dX]{1,5}(?:-\d+)?(?:号|弄|栋|幢)[\p{Han}\dA-Za-z()-]{0,30}`)
	korea        = regexp.MustCompile(`(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청[북남]|충[북남]|전라[북남]|전[북남]|경상[북남]|경[북남]|제주|○○)(?:특별자치시|특별자치도|특별시|광역시|도|시)? ((?:[\p{Hangul}○]+(?:시|군|구) ?){1,2})(?:[\p{Hangul}○]+(?:읍|면) )?(?:[\p{Hangul}\d○]+(?:대로|로|길)(?: ?\d+번?[가나다라]?길)? ?\d+(?:-\d+)?|[\p{Hangul}\d]+(?:동|가|리) (?:산 ?)?\d+(?:-\d+)?(?:번지)?)(?:[ ,(]+[\p{Hangul}\d, -]{1,24}(?:층|호|동|빌딩|타워|센터)\)?|\n[\p{Hangul}\d -]{1,20}(?:\d(?:층|호)|빌딩|타워|센터))?`)
	isAt         = regexp.MustCompile(`^\p{Han}{0,4}(?:地址为|地址是|位于|住所为|地址在|地址)`)
	codeBefore   = regexp.MustCompile(`(?:〒|우|우편번호)? ?[(\[]?(\d{3}-\d{4}|\d{3,6})[)\]]?[ \n,]*$`)
	codeBehind   = regexp.MustCompile(`^[ ,(\n]*(?:우편번호|우|邮编|邮政编码|郵便番号|〒)?[ :]*[(\[]?(\d{6}|\d{5})[)\]]?(?:\D|$)`)
	onRequestRE  = regexp.MustCompile(`(?:請求|要求|要望|依頼)[^\n。]{0,40}遅滞なく[^\n。]{0,30}?(?:開示|提供|通知)|(?:請求|お問い合わせ|問合せ)[^\n。]{0,30}?(?:開示いたします|開示します|開示致します)|遅滞なく(?:開示|提供)`)
	requestWords = []string{"address on request", "address available on request", "adresse auf anfrage", "anschrift auf anfrage", "adresse sur demande", "dirección a petición", "indirizzo su richiesta", "adres op aanvraag"}
)

// east reads Chinese, Japanese and Korean addresses in the run of characters that begins at i.
func (a *addresser) east(i int) {
	s := a.f.str
	r, size := utf8.DecodeRuneInString(s[i:])
	if !spaceless(r) && !unicode.Is(unicode.Hangul, r) && r != '〒' && r != '○' {
		return
	}
	if prev, _ := utf8.DecodeLastRuneInString(s[:i]); spaceless(prev) || unicode.Is(unicode.Hangul, prev) || prev == '○' {
		return
	}
	if i+size >= len(s) {
		return
	}
	window := clip(s, i, i+220)
	a.tries++
	if unicode.Is(unicode.Hangul, r) && !strings.ContainsAny(window, "0123456789○") {
		return
	}
	if unicode.Is(unicode.Hangul, r) {
		if m := korea.FindStringIndex(window); m != nil && m[0] > 0 { // behind other words: it must not be cut off at the window's end
			i += m[0]
			window = clip(s, i, i+220)
		}
		a.match(korea, "KR", i, window)
		return
	}
	switch {
	case strings.ContainsAny(window, "都道府県市") && a.match(japanAddress, "JP", i, window):
	case r == '〒' && a.match(japanCity, "JP", i, window):
	case strings.Contains(window, "號") && a.match(taiwan, "TW", i, window):
	case strings.ContainsAny(window, "号弄栋幢") && a.match(china, "CN", i, window):
	}
}

// match adds what re finds in the window at i, with the postcode beside it.
func (a *addresser) match(re *regexp.Regexp, country string, i int, window string) bool {
	m := re.FindStringSubmatchIndex(window)
	// What lies deeper in the window has its own run, unless a label is glued to it.
	if m == nil || i+m[0] < a.free || strings.ContainsAny(window[:m[0]], " \n") && country != "KR" && !strings.HasPrefix(window, "〒") {
		return false
	}
	start, end := i+m[0], i+m[1]
	if l := isAt.FindString(a.f.str[start:end]); country == "CN" && l != "" {
		start += len(l) // "地址为江西省": the label is no part of the province's name
		return a.match(re, country, start, clip(a.f.str, start, start+220))
	}
	if c := strings.IndexByte(a.f.str[start:end], ')'); country == "CN" && c >= 0 && !strings.Contains(a.f.str[start:start+c], "(") {
		end = start + c // "(地址…105室)订立": the bracket was opened before
	}
	town := m[2:4]
	if town[0] < 0 {
		town = m[4:6]
	}
	ad := Address{Country: country, Kind: KindStreet, Town: squeeze(a.f.str[i+town[0] : i+town[1]])}
	from := max(a.free, start-24)
	before := clip(a.f.str, from, start)
	if c := codeBefore.FindStringSubmatchIndex(before); c != nil && !goesOnBefore(a.f.str, start-len(before)+c[2]) {
		ad.Postcode = before[c[2]:c[3]]
		start = start - len(before) + c[0]
	} else if c := codeBehind.FindStringSubmatchIndex(clip(a.f.str, end, end+40)); c != nil && country != "JP" {
		ad.Postcode = a.f.str[end+c[2] : end+c[3]]
		end += c[3]
		if end < len(a.f.str) && (a.f.str[end] == ')' || a.f.str[end] == ']') {
			end++
		}
	}
	if strings.HasPrefix(window[m[0]:], "〒") {
		ad.Postcode = strings.Trim(window[m[0]+len("〒"):town[0]], " \n")
	}
	a.add(ad, start, end)
	return true
}

// goesOnBefore reports whether the digits at i are the end of a longer number: of a company, of a telephone.
func goesOnBefore(s string, i int) bool { return i > 0 && (digit(s[i-1]) || s[i-1] == '-') }

// boxes adds boxes at a post office that no address with a postcode has taken in.
func (a *addresser) boxes() {
	if !mentionsBox(a.f.low) {
		return
	}
	s := a.f.str
	for _, m := range boxRE.FindAllStringSubmatchIndex(s, 50) {
		from, to := m[2], m[3]
		low := a.f.low[from:to]
		// Short forms are also other things: they count only in a whole address.
		if strings.HasPrefix(low, "bp") || strings.HasPrefix(low, "b.p") || strings.HasPrefix(low, "c.p") || strings.HasPrefix(low, "cp") || strings.HasPrefix(low, "box") {
			continue
		}
		from2, to2 := a.f.span(from, to)
		if a.covered(from2, to2) {
			continue
		}
		ad := Address{Kind: KindPOBox, Text: squeeze(s[from:to]), Start: from2, End: to2}
		a.found = append(a.found, ad)
	}
}

var boxWords = []string{"box", "postfach", "postbus", "postale", "apartado", "apdo", "caixa postal", "skrytka", "postboks", "私書箱", "사서함", "信箱"}

func mentionsBox(low string) bool {
	for _, w := range boxWords {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

func (a *addresser) covered(start, end int) bool {
	for _, ad := range a.found {
		if start < ad.End && end > ad.Start {
			return true
		}
	}
	return false
}

// onRequest adds statements that the address is told to whoever asks, as Japanese law lets individuals do.
func (a *addresser) onRequest() {
	s := a.f.str
	add := func(from, to int) {
		start, end := a.f.span(from, to)
		if !a.covered(start, end) {
			a.found = append(a.found, Address{Text: squeeze(s[from:to]), Kind: KindOnRequest, Start: start, End: end})
		}
	}
	if strings.Contains(s, "開示") || strings.Contains(s, "遅滞なく") {
		for _, m := range onRequestRE.FindAllStringIndex(s, 20) {
			add(m[0], m[1])
		}
	}
	for _, w := range requestWords {
		if k := strings.Index(a.f.low, w); k >= 0 {
			add(k, k+len(w))
		}
	}
}

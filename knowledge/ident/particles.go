package ident

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// endsPart reports whether what stands directly before i closes another part of the sentence, so that a name follows the
// form at i rather than standing before it: behind a comma, or behind a particle ("販売者は株式会社…", "판매자는 주식회사 …").
func endsPart(s string, i int) bool {
	before := strings.TrimRight(clip(s, i-40, i), " ")
	r, size := utf8.DecodeLastRuneInString(before)
	if r == ',' || r == '、' {
		return true
	}
	prev, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
	if strings.HasSuffix(before, "さまと") || strings.HasSuffix(before, "様と") || strings.HasSuffix(before, "者と") || strings.HasSuffix(before, "方と") {
		return true // "a contract between the customer and 株式会社…"
	}
	switch r {
	case 'は', 'を', 'が', 'と':
		return unicode.In(prev, unicode.Han, unicode.Katakana) || prev == 'ー'
	case '은', '을', '과', '는', '를', '와':
		return koreanParticle(r, prev)
	}
	return false
}

// koreanParticle reports whether r can be the particle of a word that ends in prev: the one form follows a closed syllable,
// the other an open one, which names such as 다은 and 가을 do not fit.
func koreanParticle(r, prev rune) bool {
	const first, last, finals = '가', '힣', 28
	if prev < first || prev > last {
		return false
	}
	closed := (prev-first)%finals != 0
	switch r {
	case '은', '을', '과':
		return closed
	case '는', '를', '와':
		return !closed
	}
	return false
}

// trimKorean cuts the particle or copula off a Korean name in a sentence that goes on with rest.
func trimKorean(name, rest string) string {
	for _, tail := range []string{"입니다", "이며", "에서", "에게", "께서"} {
		if bare, ok := strings.CutSuffix(name, tail); ok && utf8.RuneCountInString(bare) > 1 {
			return bare
		}
	}
	r, size := utf8.DecodeLastRuneInString(name)
	bare := name[:len(name)-size]
	prev, _ := utf8.DecodeLastRuneInString(bare)
	// Many names end in 이 and 가: there they are particles only before another word of the sentence.
	particle := koreanParticle(r, prev) || (r == '이' && koreanParticle('은', prev) || r == '가' && koreanParticle('는', prev)) && goesOn(rest)
	if particle && utf8.RuneCountInString(bare) > 1 {
		return bare
	}
	return name
}

// goesOn reports whether a Korean sentence goes on behind a blank with a word that is no label.
func goesOn(rest string) bool {
	next, ok := strings.CutPrefix(rest, " ")
	r, _ := utf8.DecodeRuneInString(next)
	return ok && unicode.Is(unicode.Hangul, r) && !cjkLabels.startsAt(next)
}

// closesWord reports whether a Japanese particle before rest stands at the end of its word: names such as 夢が丘 and 木はし go on.
func closesWord(rest string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	return !unicode.Is(unicode.Hiragana, next) && next != '丘'
}

// chineseOpeners are what a Chinese sentence puts before the name of a company and what no name contains.
var chineseOpeners = labelList{
	"是", "或", "以及", "者为", "方为", "体为", "名称为", "者系", "方系", "寄到", "寄至", "寄往", "寄给", "寄回", "退到", "退至", "退回", "送到", "发到", "发给", "交给", "交由", "付给",
	"转给", "提供给", "委托", "联系", "通知", "告知",
	"者為", "方為", "體為", "名稱為", "寄給", "退至", "發給", "交給", "轉給", "提供給", "委託", "聯絡", "聯繫",
}

// Openers of one character are syllables of words too, behind and before these: 自由, 方向, 向阳.
var (
	syllableBehind = map[string]string{"由": "自理缘緣来來事", "向": "方志导導面走意动動定朝趋趨", "致": "精极極兴興雅景韵韻別别", "與": "參贈给給", "与": "参赠给"}
	syllableBefore = map[string]string{"由": "", "向": "阳陽日上前荣榮东東南西北心往量导導", "致": "远遠和胜勝美诚誠知富", "與": "", "与": "众共"}
)

// opensName reports whether before ends in a word that opens a company's name, which rest begins.
func opensName(before, rest string) bool {
	if chineseOpeners.endsAt(before) || strings.HasSuffix(before, "的") {
		return true // 位于杭州的…有限公司
	}
	r, size := utf8.DecodeLastRuneInString(before)
	behind, ok := syllableBehind[string(r)]
	if !ok {
		return false
	}
	prev, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
	next, _ := utf8.DecodeRuneInString(rest)
	if r == '致' && unicode.Is(unicode.Han, prev) {
		return false // only as the first word of a letter
	}
	if (r == '与' || r == '與') && beginsName(before[:len(before)-size]) {
		return false // 广州拾光与饰商贸有限公司
	}
	return !strings.ContainsRune(behind, prev) && !strings.ContainsRune(syllableBefore[string(r)], next)
}

// beginsName reports whether what stands before an "and" is the beginning of a company's name rather than another party: it stands behind a label, or
// opens with a place, as registered names do.
func beginsName(before string) bool {
	run := before[lastBreak(before):]
	switch n := utf8.RuneCountInString(run); {
	case n < 1 || n > 12:
		return false
	case placesCN.startsAt(run):
		return true
	}
	label := strings.TrimRight(before[:len(before)-len(run)], " ")
	return label != "" && strings.ContainsAny(label[len(label)-1:], ":|") && cjkLabels.endsAt(strings.TrimRight(label, " :|"))
}

// lastBreak is where the run of Chinese characters at the end of s begins.
func lastBreak(s string) int {
	i := len(s)
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		i -= size
	}
	return i
}

// placesCN open the registered names of companies: provinces and the larger cities.
var placesCN = labelList{
	"北京", "上海", "天津", "重庆", "广东", "广州", "深圳", "东莞", "佛山", "珠海", "中山", "惠州", "汕头", "江门", "浙江", "杭州", "宁波", "温州", "义乌", "金华", "台州", "绍兴", "嘉兴", "湖州",
	"江苏", "南京", "苏州", "无锡", "常州", "南通", "徐州", "扬州", "福建", "福州", "厦门", "泉州", "山东", "济南", "青岛", "烟台", "潍坊", "临沂", "四川", "成都", "湖北", "武汉", "湖南", "长沙",
	"河南", "郑州", "河北", "石家庄", "保定", "安徽", "合肥", "江西", "南昌", "景德镇", "陕西", "西安", "山西", "太原", "辽宁", "沈阳", "大连", "吉林", "长春", "黑龙江", "哈尔滨", "云南", "昆明",
	"贵州", "贵阳", "广西", "南宁", "海南", "海口", "甘肃", "兰州", "新疆", "乌鲁木齐", "内蒙古", "呼和浩特", "宁夏", "银川", "青海", "西藏", "臺北", "台北", "臺灣", "台灣", "高雄", "臺中", "台中", "臺南", "台南",
}

// hosts reports whether the name at i is labelled as the hosting provider's, whom Korean law has every shop name beside itself.
func hosts(s string, i int) bool {
	before := strings.ToLower(strings.TrimRight(clip(s, i-60, i), " :|\n-"))
	return hostLabels.endsAt(before)
}

var hostLabels = labelList{
	"호스팅 제공자", "호스팅제공자", "호스팅 서비스", "호스팅서비스", "호스팅 서비스 제공", "호스팅서비스 제공", "호스팅 서비스 제공자", "호스팅서비스 제공자", "호스팅 제공", "호스팅제공", "호스팅 사업자",
	"호스팅사업자", "호스팅", "hosting by", "hosting provider",
}

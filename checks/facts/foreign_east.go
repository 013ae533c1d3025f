package facts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// eastEnds end the names of shops in Chinese, Japanese and Korean.
var eastEnds = []string{
	"ショップ", "ストア", "マート", "商店", "商会", "工房", "書店", "酒店", "本舗", "本店", "堂", "屋", "舎", "亭", "庵", "店",
	"旗舰店", "旗艦店", "专卖店", "專賣店", "商城", "商行", "工坊", "小铺", "小舖", "小鋪", "书店", "铺", "鋪", "坊",
	"스토어", "상점", "상회", "공방", "서점", "마트", "몰", "샵",
}

// eastPlain are words that stand before such an end in words for any shop ("実店舗", "网上商城", "온라인몰"), and by which a text points at its own.
var eastPlain = []string{
	"インターネット", "オンライン", "ネット", "ウェブ", "web", "ec", "サイト", "ショッピング", "アウトレット", "公式", "直営", "通販", "通信販売", "販売", "取扱", "専門", "実", "各", "他", "路面", "支", "代理", "提携", "加盟", "総", "本", "当", "弊", "社", "の", "この",
	"实体", "實體", "网上", "網上", "网络", "網路", "线上", "線上", "官方", "直营", "直營", "加盟", "旗舰", "旗艦", "专卖", "專賣", "购物", "購物", "电子", "電子", "门", "門", "分", "总", "總", "此", "该", "該", "我们", "我們", "的", "网", "網", "站", "便利", "微",
	"온라인", "오프라인", "인터넷", "쇼핑", "공식", "직영", "스마트", "팝업", "본", "저희", "당사", "자사", "앱", "구글", "플레이", "편의",
}

// latinPlain are words in Latin letters that such texts speak of.
var latinPlain = []string{"line", "cookie", "cookies", "web", "ec", "sns", "fax", "app", "url", "wifi", "ems", "email", "mail", "pc", "id", "faq", "qr", "vip", "blog"}

// namelike reports whether what stands beside a welcome in Chinese, Japanese or Korean is somebody's name. These scripts have no capitals, and whoever
// may be used, visited or chosen stands at the same place as the shop ("クーポンをご利用", "欢迎使用本服务"): a name is put in brackets, or ends as the
// names of shops do, or is written in other letters.
func namelike(name, beside string) bool {
	beside = strings.TrimFunc(beside, unicode.IsSpace)
	before, _ := utf8.DecodeLastRuneInString(beside)
	behind, _ := utf8.DecodeRuneInString(beside)
	if strings.ContainsRune("」』》】", before) || strings.ContainsRune("「『《【“", behind) {
		return true
	}
	folded := cue.Fold(name)
	if !eastern(name) {
		return !slices.Contains(latinPlain, folded)
	}
	for _, end := range eastEnds {
		if rest, ok := strings.CutSuffix(folded, cue.Fold(end)); ok {
			return !plainEast(rest)
		}
	}
	return false
}

// plainEast reports whether a text is made of plain words alone.
func plainEast(text string) bool {
	for text != "" {
		at := slices.IndexFunc(eastPlain, func(w string) bool { return strings.HasPrefix(text, cue.Fold(w)) })
		if at < 0 {
			return false
		}
		text = strings.TrimLeft(text[len(cue.Fold(eastPlain[at])):], " ")
	}
	return true
}

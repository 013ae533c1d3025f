package facts

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// Names are akin where they share a word that is theirs alone: a company and its sister, a brand and the firm behind it, a firm before and after it
// was renamed. Legal forms, words of trade and what the shop sells are nobody's alone.

// tradeWords stand in many companies' names, folded as by cue.Fold.
var tradeWords = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`gmbh ug ag kg ohg gbr e.k. ek mbh haftungsbeschrankt ltd limited llc inc incorporated corp corporation plc llp co company sarl sas sasu eurl sa
		srl srls spa snc sas sl slu sll scoop bv b.v nv vof zoo z.o.o sp spolka jawna akcyjna ograniczona odpowiedzialnoscia ltda me mei epp eireli s.a s.l s.r.l. s.p.a kabushiki kaisha
		handel handels handelsgesellschaft vertrieb vertriebs trading trade trader retail sales commerce ecommerce e-commerce shop shops store stores onlineshop webshop online internet web
		group gruppe holding international global europe european deutschland germany france italia espana nederland polska brasil brazil japan korea china asia usa america
		services service solutions products produkte company firma home the and und der die das de la le les du des di del della el los van het en y e i & und co.
		comercio comercial distribuidora distribuciones distribution commercio commerciale handelsonderneming handlowa handlowe firma przedsiebiorstwo uslugi sklep loja lojas tienda negozio boutique magasin winkel
		manufaktur manufacturing factory works studio studios design designs house haus casa maison gesellschaft unternehmergesellschaft`) {
		out[cue.Fold(w)] = true
	}
	return out
}()

// eastTrade are forms, words of trade and cities in names of scripts without words.
var eastTrade = strings.NewReplacer(func() (pairs []string) {
	for _, w := range strings.Fields(`股份有限公司 有限责任公司 有限責任公司 有限公司 分公司 公司 個體工商戶 个体工商户 株式会社 有限会社 合同会社 合資会社 주식회사 유한회사 (주) ㈜ （株） (株)
		电子商务 電子商務 网络科技 網路科技 科技 贸易 貿易 商贸 商貿 商务 商務 网络 網路 信息 技术 技術 实业 實業 国际 國際 企业 企業 工作室 百货 百貨 商行 商店 商社 行號
		商事 物産 通販 ショップ ストア オンライン カンパニー ジャパン コーポレーション 무역 상사 상회 코리아 컴퍼니 글로벌 인터내셔널 유통 쇼핑몰 스토어
		北京 上海 深圳 广州 廣州 杭州 苏州 南京 成都 武汉 厦门 义乌 东莞 佛山 宁波 青岛 天津 重庆 浙江省 广东省 江苏省 福建省 市 省 区 台北 臺北 新北 台中 臺中 高雄 台灣 臺灣 東京 大阪 京都 서울 부산`) {
		pairs = append(pairs, w, " ")
	}
	return pairs
}()...)

// akin reports whether two names share a word of their own. common says which words the shop's goods are called by.
func akin(a, b string, common map[string]bool) bool {
	x, y := ownWords(a, common), ownWords(b, common)
	if len(x) == 0 || len(y) == 0 {
		return true // nothing to tell them apart by
	}
	for _, v := range x {
		for _, w := range y {
			if v == w || alike(v, w) {
				return true
			}
		}
	}
	jx, jy := strings.Join(x, ""), strings.Join(y, "")
	return strings.Contains(jx, jy) || strings.Contains(jy, jx)
}

// alike reports whether one word holds the other, or, in scripts without words, whether they share two characters in a row.
func alike(v, w string) bool {
	if len(v) >= 4 && len(w) >= 4 && (strings.Contains(v, w) || strings.Contains(w, v)) {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(v); r < 0x3000 {
		return false
	}
	runes := []rune(v)
	for i := 0; i+2 <= len(runes); i++ {
		if strings.Contains(w, string(runes[i:i+2])) {
			return true
		}
	}
	return false
}

// ownWords are the words of a name that are neither legal form nor trade nor goods, folded.
func ownWords(name string, common map[string]bool) []string {
	folded := cue.Fold(eastTrade.Replace(name))
	var out []string
	for w := range strings.FieldsFuncSeq(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !tradeWords[w] && !common[w] && utf8.RuneCountInString(w) >= minOwn(w) {
			out = append(out, w)
		}
	}
	return out
}

// minOwn is how many characters a word has at least to be somebody's name.
func minOwn(w string) int {
	if r, _ := utf8.DecodeRuneInString(w); r >= 0x3000 {
		return 2
	}
	return 3
}

// goodsWords are the words by which the shop calls its goods: in the names of two products or in that of a list.
func (s *Site) goodsWords() map[string]bool {
	n := map[string]int{}
	for _, role := range []Role{RoleProduct, RoleListing} {
		for i, p := range s.byRole[role] {
			if i == 200 {
				break
			}
			name := p.Title
			if parts := titleParts(p.Title); len(parts) > 1 {
				name = parts[0]
			}
			for _, w := range ownWords(name, nil) {
				n[w]++
				n[strings.TrimSuffix(w, "s")]++
				n[w+"s"]++
			}
		}
	}
	out := map[string]bool{}
	for w, k := range n {
		out[w] = k >= 2
	}
	for _, w := range ownWords(s.Name+" "+strings.ReplaceAll(s.Snap.Domain, ".", " "), nil) {
		delete(out, w) // a shop may be named after its goods
	}
	return out
}

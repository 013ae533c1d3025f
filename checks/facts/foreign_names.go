package facts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/vendor"
)

// welcome looks for the name of a shop beside words such as "thank you for shopping at".
func (f *foreigners) welcome(src *source, text string, marks []claim.Mark) {
	if len(vendor.Payments(text)) > 0 {
		return // "par carte avec 3-D Secure chez Monetico": who handles payments, not whose shop it is
	}
	for _, m := range marks {
		if m.Kind != claim.MarkWelcome {
			continue
		}
		name, beside := nameBehind(text[m.End:]), text[m.End:]
		if src.lang == "ja" || src.lang == "ko" {
			name, beside = nameAhead(text[:m.Start]), text[:m.Start]
		}
		if CJK(src.lang) && !namelike(name, beside) {
			continue
		}
		if !f.distinct(name) {
			continue
		}
		f.add(Foreign{Kind: "name", Value: name, At: f.place(src, text), Own: f.ownName()})
	}
}

// distinct reports whether a name is that of somebody, and not the shop's.
func (f *foreigners) distinct(name string) bool {
	if name == "" || provider(name) || ofCarrier(name) {
		return false
	}
	folded := cue.Fold(name)
	if slices.ContainsFunc(f.s.told.named, func(n namedAt) bool { return strings.Contains(n.name, folded) || strings.Contains(folded, n.name) }) {
		return false // a company: whose it is, is told where companies are compared
	}
	words := ownWords(name, plainWords)
	if len(words) == 0 || generic(words) || strings.Contains(f.shown, squeezed(name)) {
		return false
	}
	return !slices.ContainsFunc(f.names, func(n string) bool { return n != "" && akin(name, n, nil) })
}

// plainWords may stand where a shop's name would and are none, folded.
var plainWords = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`our us website site page returns policy terms help centre center faq shipping delivery customer customers service team privacy refund refunds return conditions
		unser unserem unsere uns seite webseite kunden kundenservice notre nos nous vous site client clients nuestro nuestra nosotros tienda sitio pagina web cliente clientes nostro nostra noi sito
		onze ons klantenservice klanten nosso nossa site pagina nasz naszym naszego nas strona klienta
		本店 本站 本网站 本網站 本商城 我们 我們 商城 网站 網站 当店 当社 当サイト 弊社 本サイト オンライン 저희 당사 쇼핑몰 사이트 홈페이지 고객님 회원님`) {
		out[cue.Fold(w)] = true
	}
	return out
}()

// kindWords begin words for a shop, its site and those who meet there, as contracts define them ("the Shop", "w Sklepie", "im Onlineshop"), folded.
var kindWords = foldAll("shop", "store", "website", "webs", "site", "platform", "plattform", "plateform", "piattaform", "portal", "marketplace", "service", "seller", "buyer", "customer", "company",
	"onlineshop", "online", "internet", "geschäft", "laden", "händler", "verkäufer", "käufer", "anbieter", "boutique", "magasin", "vendeur", "acheteur", "société", "tienda", "vendedor", "comprador",
	"empresa", "negozi", "venditor", "acquirent", "societ", "winkel", "webwinkel", "verkoper", "koper", "loja", "lojas", "sklep", "serwis", "sprzedaw", "sprzedaj", "kupuj", "klient", "usług", "konsument",
	"stron", "witryn", "sprzedaż", "zamówie", "regulamin", "商店", "店铺", "店鋪", "平台", "卖家", "賣家", "ストア", "ショップ", "販売者", "스토어", "판매자", "상점")

// generic reports whether all words are of that kind.
func generic(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool {
		return !slices.ContainsFunc(kindWords, func(k string) bool {
			return strings.HasPrefix(cue.Fold(w), k) && utf8.RuneCountInString(w) <= utf8.RuneCountInString(k)+4
		})
	})
}

// Longest name of a shop: words, and characters of a script without words.
const (
	maxShopWords = 4
	maxShopRunes = 14
)

// nameBehind takes the capitalised words, or the characters of a script without words, at the beginning of a text.
func nameBehind(text string) string {
	text = strings.TrimLeft(text, " :\u00a0“”„\"«»「『'‘’《")
	r, _ := utf8.DecodeRuneInString(text)
	if r >= 0x3000 {
		n := 0
		for i, c := range text {
			if n++; !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '·' || n > maxShopRunes {
				return text[:i]
			}
		}
		return text
	}
	var out []string
	for w := range strings.FieldsSeq(text) {
		bare := strings.Trim(w, "“”„\"«»'‘’,.;:!?()…，。、！；：（）「」『』《》")
		c, _ := utf8.DecodeRuneInString(bare)
		if !unicode.IsUpper(c) && !unicode.IsDigit(c) || len(out) == maxShopWords {
			break
		}
		out = append(out, bare)
		if len(bare) < len(strings.TrimLeft(w, "“”„\"«»'‘’(")) {
			break // a mark ends the name
		}
	}
	return strings.Join(out, " ")
}

// nameAhead takes the characters before a place, back to the last mark or blank.
func nameAhead(text string) string {
	text = strings.TrimRight(text, " \u3000「」『』\"”’")
	i := strings.LastIndexFunc(text, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != 'ー' && c != '·' && c != '・'
	})
	if i >= 0 {
		_, size := utf8.DecodeRuneInString(text[i:])
		text = text[i+size:]
	}
	if first, _ := utf8.DecodeRuneInString(text); utf8.RuneCountInString(text) > maxShopRunes || strings.ContainsRune("がはをにのでと", first) {
		return "" // behind a bracket a sentence goes on with a particle: 土の手(以下「当店」)が運営するオンラインショップ
	}
	return text
}

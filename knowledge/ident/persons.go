package ident

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// personLabel says how a person's name stands beside a label.
type personLabel struct {
	before bool // the name stands before the label: "Jane Smith trading as Blue Kettle"
	colon  bool // only behind a colon or on the next line: the label is a common word
	around bool // the name stands behind it or, where there is none, before: "Anne Roy, entrepreneur individuel"
	joined bool // stands inside the trade name, "Bottega Lunaria di Serena Falcetti": an address or a number follows
	trade  bool // what stands beside the label is a trade name, a person's or a company's
	firm   bool // the name of a business follows, in capitalised words: "pod firmą Pracownia Len Joanna Wilk"
	block  bool // a heading: the name is the next line, and an address follows
	listed bool // also a word of other lists: it counts in its own cell, beside other items of a business licence
	script byte // 'j', 'c', 'k': Japanese, Chinese, Korean; 0 for alphabets
}

var personLabels = sync.OnceValue(func() *lexicon[personLabel] {
	l := newLexicon[personLabel]()
	put := func(words string, p personLabel) {
		for _, w := range strings.Split(words, "|") {
			l.add(w, p)
		}
	}
	put("inhaber|inhaberin|inh.|inhaber/in|inhaber:in|geschäftsführer|geschäftsführerin|geschäftsführung|geschäftsführende gesellschafterin|geschäftsführender gesellschafter|geschäftsinhaber|geschäftsinhaberin|einzelunternehmer|einzelunternehmerin|vertretungsberechtigter geschäftsführer|vertretungsberechtigter|vertreten durch|vertreten durch den geschäftsführer|vertreten durch die geschäftsführerin|vertreten durch die geschäftsführer|vorstand|komplementär|medieninhaber und herausgeber|medieninhaber", personLabel{})
	put("proprietor|prop.|prop|sole proprietor|sole trader|business owner|managing director|ceo|founder and owner|owner and founder|legal representative", personLabel{})
	put("owner|director|directors|represented by|representative|name of proprietor|name of the owner", personLabel{colon: true})
	put("trading as|t/a|doing business as|dba|d/b/a|handelnd unter", personLabel{before: true})
	put("gérant|gérante|directeur de la publication|directrice de la publication|directeur de publication|directrice de publication|responsable de la publication|responsable de publication|représentant légal|représentée par|président|présidente|directeur général|directrice générale|cogérant|cogérante", personLabel{})
	put("entrepreneur individuel|entrepreneuse individuelle|auto-entrepreneur|auto-entrepreneuse|micro-entrepreneur|micro-entrepreneuse", personLabel{around: true})
	put("titular|titular del sitio web|titular de la web|nombre del titular|autónomo|autónoma|administrador|administradora|administrador único|administradora única|administrador solidario|administradora solidaria|apoderado|apoderada|representante legal", personLabel{colon: true})
	put("titolare|titolare dell'impresa|titolare della ditta|legale rappresentante|amministratore unico|amministratrice unica|amministratore delegato|amministratrice delegata|rappresentante legale", personLabel{colon: true})
	put("impresa individuale|ditta individuale|libera professionista|libero professionista", personLabel{})
	put("di", personLabel{joined: true})
	put("eigenaar|eigenaresse|eigenares|eigenaar/directeur|bestuurder|zaakvoerder|directeur|directrice|algemeen directeur|vertegenwoordigd door", personLabel{colon: true})
	put("t.a.v.|attn|attn.|z. hd.|z.hd.|zu händen|à l'attention de|a la atención de", personLabel{})
	put("właściciel|właścicielka|właścicielem sklepu jest|właścicielem jest|imię i nazwisko|prezes zarządu|przedsiębiorca", personLabel{colon: true})
	put("pod firmą|pod nazwą|pod firmą:|pod nazwą:", personLabel{firm: true})
	put("proprietário|proprietária|responsável|responsável legal|sócio administrador|sócio-administrador|titular da empresa", personLabel{colon: true})
	put("impressum|anbieter|angaben gemäß § 5 ddg|angaben gemäß § 5 tmg|angaben gemäß §5 ddg|angaben gemäß §5 tmg|angaben gem. § 5 ddg|angaben nach § 5 ddg|diensteanbieter|anbieterkennzeichnung|verkäufer|verantwortlich für den inhalt|medieninhaber|medieninhaberin|imprint|legal notice|seller|the seller|mentions légales|éditeur du site|éditeur|vendeur|aviso legal|vendedor|note legali|venditore|colofon|verkoper|dane firmy|sprzedawca|dane sprzedawcy|business name|legal name|name|firma", personLabel{block: true})
	put("상호|상호명|업체명|상호(회사명)|상점명|상호(법인명)|법인명(상호)|商號|商業名稱|行號名稱|營業人名稱|商店名稱|店家名稱|公司名稱|商家名稱|企业名称|经营者名称|主体名称|经营主体|商户名称|商家名称|店铺名称|个体户名称|字号名称", personLabel{trade: true})
	put("名称|字号|登记名称", personLabel{trade: true, listed: true})
	put("代表者|代表者名|運営統括責任者|運営統括責任者名|運営責任者|販売責任者|店舗運営責任者|責任者|代表取締役|代表取締役社長|氏名|通信販売業務責任者|販売業者|販売事業者|販売業者名|事業者名|事業者の名称|販売業者の名称|運営者|運営事業者", personLabel{script: 'j'})
	put("负责人|经营者|法定代表人|负责人姓名|经营者姓名|法人代表|店主|負責人|代表人|負責人姓名|公司負責人|經營者", personLabel{script: 'c'})
	put("대표|대표자|대표이사|대표자명|대표자 성명|대표자(성명)|대표명|사업자 성명|성명", personLabel{script: 'k'})
	return l
})

const (
	title = `(?:(?:Herrn?|Frau|Mr|Mrs|Ms|Miss|Dr|Prof|Mag|Dipl|Ing|M|Mme|Mlle|Sr|Sra|Sig|Dott|Dott\.ssa|Pan|Pani|Mw|Dhr|De heer|Mevrouw|Dipl\.-[A-Z][a-z]+|D|Dña|Don|Doña)\.? )*`
	given = `\p{Lu}[\p{Ll}']+(?:-\p{Lu}?\p{Ll}+)?|\p{Lu}\.|\p{Lu}{2,}(?:-\p{Lu}{2,})?|(?:Mac|Mc|De|Di|La|Le|O'|D')\p{Lu}\p{Ll}+`
	small = `van der|van den|van de|van|von der|von|vom|zu|de la|de los|de las|de|da|dos|das|do|di|del|della|der|den|ter|ten|la|le|el|y|e|bin|al|af|av`
)

var (
	personRE  = regexp.MustCompile(`^` + title + `((?:` + given + `)(?: (?:(?:` + small + `) )?(?:` + given + `)){1,4})`)
	personEnd = regexp.MustCompile(`((?:` + given + `)(?: (?:(?:` + small + `) )?(?:` + given + `)){1,4}),?\s*$`)
	alsoRE    = regexp.MustCompile(`^(?:, | und | and | et | y | e | i | en | & |/ ?| / )`)
	japanRE   = regexp.MustCompile(`^([\p{Han}ノヶケ]{1,5} [\p{Han}\p{Hiragana}\p{Katakana}ー]{1,5}|\p{Han}{1,5} ?[\p{Han}\p{Hiragana}\p{Katakana}ー]{1,5}|[\p{Katakana}ー]{2,8}[・ ][\p{Katakana}ー]{2,8}|[\p{Han}]{1,3} [\p{Hiragana}]{2,5})(?:[ \n(),、。:|/]|$)`)
	chinaRE   = regexp.MustCompile(`^(\p{Han}{2,4}(?:·\p{Han}{1,6})?)(?:[ \n(),，、。;:|/]|$)`)
	koreaRE   = regexp.MustCompile(`^(\p{Hangul}{2,5})(?:[ \n(),|/·:;]|$)`)
)

// officeCJK are titles between a label and a name: 代表者 取締役社長 今井 昭夫.
var officeCJK = regexp.MustCompile(`^(?:(?:代表取締役社長|代表取締役|取締役社長|代表社員|業務執行社員|取締役|代表理事|理事長|社長|店主|店長|オーナー|工房主|董事長|董事长|總經理|总经理|執行董事|执行董事|대표이사|사장)[ :]+)+`)

// persons reads the names beside a label that stands from start to end.
func (n *namer) persons(start, end int, p personLabel) {
	switch {
	case p.before:
		n.personBefore(start)
	case p.script != 0:
		n.personCJK(end, p.script)
	case p.trade:
		if !p.listed || n.licensed(start, end) {
			n.tradeName(end)
		}
	case p.around:
		before := len(n.found)
		if n.personBehind(end, true); len(n.found) == before {
			n.personBefore(start)
		}
	case p.firm:
		n.firm(end)
	case p.joined:
		n.personJoined(start, end)
	case p.block:
		n.personBlock(end)
	default:
		if at, _ := skipTo(n.f.str, end); article(firstWord(n.f.str[at:])) {
			return // "à l'attention de La Malle à Toupies SARL": persons are called by no article
		}
		n.personBehind(end, p.colon)
	}
}

// skipTo passes the colon or line break between a label and a name. marked says that there was one.
func skipTo(s string, i int) (at int, marked bool) {
	for breaks := 0; i < len(s); i++ {
		switch s[i] {
		case ' ', '.', '(', ')', '-', '*':
		case ':', '|', ',':
			marked = true
		case '\n':
			if breaks++; breaks > 2 {
				return i, marked
			}
			marked = true
		default:
			return i, marked
		}
	}
	return i, marked
}

func (n *namer) personBehind(end int, colon bool) {
	s := n.f.str
	at, marked := skipTo(s, end)
	if colon && !marked || at == end {
		return
	}
	for range 5 {
		m := personRE.FindStringSubmatchIndex(clip(s, at, at+90))
		if m == nil {
			return
		}
		from, to := at+m[2], at+m[3]
		if !n.person(from, to) {
			return
		}
		also := alsoRE.FindString(clip(s, to, to+8))
		if also == "" {
			return
		}
		at = to + len(also)
	}
}

// person adds a name unless it is a company's, a place's or no name at all.
func (n *namer) person(from, to int) bool {
	s := n.f.str
	text := squeeze(s[from:to])
	if from < n.free || len(text) > 60 {
		return false
	}
	for _, w := range strings.Fields(text) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && noPerson[strings.ToLower(w)] {
			return false
		}
	}
	// A legal form inside or behind makes it a company, which is found by its form.
	for i := from; i <= min(to+2, len(s)-1); i++ {
		if wordAt(s, i) && i > from {
			if form, ok := n.forms.at(s, i); ok && form.word != "EI" { // an EI is a person
				return false
			}
		}
	}
	if rest, _, _ := strings.Cut(clip(s, to, to+50), "\n"); strings.HasPrefix(rest, " & ") || strings.HasPrefix(rest, " + ") {
		for i := to; i < to+len(rest); i++ {
			if _, ok := n.forms.at(s, i); ok && wordAt(s, i) {
				return false // "Orgelbau Lenz & Söhne GmbH"
			}
		}
	}
	n.add(Name{Text: text, Person: true}, from, to)
	return true
}

// noPerson are words that stand capitalised behind such labels without being names.
var noPerson = wordSet(`bitte kontakt telefon telefax tel fax e-mail email mail adresse anschrift straße strasse impressum datenschutz agb shop onlineshop online
	store company firma group team service customer support name address phone contact about terms privacy policy home products produkte
	registergericht registernummer handelsregister amtsgericht umsatzsteuer ust vat str deutschland germany österreich schweiz france españa
	italia nederland polska brasil und der die das the of our account data information your information services limited us we sitio web datos
	siège social adresse téléphone rcs siret siren nif cif dirección domicilio teléfono correo indirizzo telefono adres telefoon nip regon
	endereço cnpj cpf telefone hosting hébergeur website site internet verantwortlicher geschäftsführer inhaber inhaberin ceo manager director
	owner rue calle via avenida avenue street road platz weg gasse allee postfach box gmbh haus hof markt ring
	werkstatt manufaktur atelier studio boutique laden lädchen buchhandlung apotheke gärtnerei bäckerei rösterei brennerei töpferei weingut
	workshop bakery roastery brewery pottery gallery galerie librairie boulangerie tienda taller librería bottega negozio winkel werkplaats sklep pracownia loja ateliê
	studios rechtliche informationen act transactions transaction commercial`)

func (n *namer) personBefore(start int) {
	from := max(start-90, n.free)
	m := personEnd.FindStringSubmatchIndex(clip(n.f.str, from, start))
	if m == nil {
		return
	}
	from = start - len(clip(n.f.str, from, start))
	at := from + m[2]
	// "Proprietor Jane Smith", "Seller Jane Smith": words before the name that are not part of it.
	for leadWords[strings.ToLower(firstWord(n.f.str[at:from+m[3]]))] {
		at += len(firstWord(n.f.str[at:from+m[3]])) + 1
		if at >= from+m[3] {
			return
		}
	}
	n.person(at, from+m[3])
}

// personBlock takes the line below a heading for a person if it has the form of a name and an address follows.
func (n *namer) personBlock(end int) {
	s := n.f.str
	at, marked := skipTo(s, end)
	if !marked || at >= len(s) {
		return
	}
	m := personRE.FindStringSubmatchIndex(clip(s, at, at+90))
	if m == nil {
		return
	}
	from, to := at+m[2], at+m[3]
	if to < len(s) && s[to] != '\n' && s[to] != ',' && s[to] != '|' && s[to] != ' ' {
		return
	}
	if rest := strings.TrimLeft(clip(s, to, to+8), " "); to < len(s) && s[to] == ' ' && rest != "" {
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsLetter(r) {
			return // "Fahrrad Huber ist eine Marke der Huber GmbH"
		}
	}
	if n.ownerBelow(to) {
		return // a trade name: the person stands on the next line
	}
	if len(addressesIn(fold(clip(s, to, to+200)), "", 1)) > 0 {
		n.person(from, to)
	}
}

// personJoined takes the person in "Bottega Lunaria di Serena Falcetti" for one: a capitalised word stands before, and the name ends the part of a
// line behind which an address or a tax number follows. "Torta di Santa Maria" has none.
func (n *namer) personJoined(start, end int) {
	s := n.f.str
	if n.lang != "it" || start < 2 || s[start-1] != ' ' || end >= len(s) || s[end] != ' ' {
		return
	}
	if r, _ := utf8.DecodeRuneInString(lastWord(s[:start-1])); !unicode.IsUpper(r) {
		return
	}
	m := personRE.FindStringSubmatchIndex(clip(s, end+1, end+91))
	if m == nil {
		return
	}
	from, to := end+1+m[2], end+1+m[3]
	rest := strings.TrimLeft(clip(s, to, to+8), " ")
	if rest == "" || !strings.ContainsAny(rest[:1], "\n,;|-(·") {
		return
	}
	behind := fold(clip(s, to, to+200))
	if len(addressesIn(behind, n.lang, 1)) > 0 || len(Numbers(behind.str, n.lang)) > 0 {
		n.person(from, to)
	}
}

// ownerBelow reports whether the line below the one that ends at to begins with a label that a person's name stands behind: "Inhaberin:".
func (n *namer) ownerBelow(to int) bool {
	at, marked := skipTo(n.f.str, to)
	if !marked || at >= len(n.f.str) {
		return false
	}
	e, ok := personLabels().at(n.f.low, at)
	return ok && !e.value.before && !e.value.block && e.value.script == 0
}

func (n *namer) personCJK(end int, script byte) {
	s := n.f.str
	at, _ := skipTo(s, end)
	if at == end || at >= len(s) {
		return
	}
	at += len(officeCJK.FindString(clip(s, at, at+64)))
	re := map[byte]*regexp.Regexp{'j': japanRE, 'c': chinaRE, 'k': koreaRE}[script]
	m := re.FindStringSubmatchIndex(clip(s, at, at+64))
	if m == nil {
		if script == 'j' || script == 'k' {
			n.personBehind(end, true)
		}
		return
	}
	from, to := at+m[2], at+m[3]
	if script == 'k' && utf8.RuneCountInString(s[from:to]) > 3 {
		to = from + len(trimKorean(s[from:to], s[to:])) // 대표이사 백승헌이 이끄는
	}
	name := s[from:to]
	if nobody(name, script) || script == 'j' && shopLike(name) || cjkLabels.contains(name) || slices.ContainsFunc(cjkCompany, func(w string) bool { return strings.Contains(name, w) }) {
		return
	}
	if from >= n.free && utf8.RuneCountInString(name) <= 12 {
		n.add(Name{Text: squeeze(name), Person: true}, from, to)
	}
}

var kanaBetween = regexp.MustCompile(`^\p{Han}+\p{Hiragana}+\p{Han}`)

// shopLike reports whether what stands beside a Japanese label is a trade name: words around a の, as in 暮らしの道具, or one that
// ends as shops' names do.
func shopLike(name string) bool {
	last, _ := utf8.DecodeLastRuneInString(name)
	return kanaBetween.MatchString(name) || !strings.Contains(name, " ") && strings.ContainsRune("屋店堂館舎舗社庵園", last)
}

// nobody reports whether what stands behind a label of persons is no name but goes on with the sentence, 店主本人处理, 負責人會在, or is another label.
func nobody(name string, script byte) bool {
	first, _ := utf8.DecodeRuneInString(name)
	switch script {
	case 'c':
		return strings.ContainsRune("会會将將在已须須均也并並", first) || slices.ContainsFunc([]string{"本人", "自己", "亲自", "親自"}, func(w string) bool { return strings.HasPrefix(name, w) })
	case 'j':
		return name == "屋号" || name == "代表社員" || name == "氏名" || name == "役職"
	default:
		return name == "이하" || name == "연락처" || name == "담당자" || name == "직책"
	}
}

// cjkCompany are parts of words that no person's name has.
var cjkCompany = []string{"会社", "公司", "商店", "商事", "商会", "工房", "本店", "支店", "部門", "事業", "電話", "电话", "地址", "住所", "所在", "年月日", "メール", "ショップ", "ストア", "店舗", "센터", "전화", "상호", "주소", "쇼핑", "메일", "회사", "번호"}

// labelList is a set of labels in scripts without blanks.
type labelList []string

func (l labelList) startsAt(s string) bool {
	return slices.ContainsFunc(l, func(w string) bool { return strings.HasPrefix(s, w) })
}

func (l labelList) endsAt(s string) bool {
	return slices.ContainsFunc(l, func(w string) bool { return strings.HasSuffix(s, w) })
}

func (l labelList) contains(s string) bool {
	return slices.ContainsFunc(l, func(w string) bool { return strings.Contains(s, w) })
}

// cjkLabels bound names that stand without blank or colon beside their label.
var cjkLabels = labelList{
	"販売業者", "販売事業者", "運営会社", "会社名", "商号", "事業者名", "運営者", "運営統括責任者", "代表者", "代表取締役", "所在地", "住所", "電話番号", "電話", "連絡先", "設立",
	"企业名称", "公司名称", "经营者", "经营主体", "主体名称", "统一信用代码", "负责人", "法定代表人", "地址", "电话", "邮箱", "统一社会信用代码", "注册地址", "版权所有", "营业执照", "主办单位", "名称",
	"公司名稱", "負責人", "代表人", "統一編號", "統編", "版權所有", "營業人名稱",
	"상호명", "상호", "법인명", "회사명", "대표자", "대표이사", "대표", "사업자등록번호", "주소", "전화",
}

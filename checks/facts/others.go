package facts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/vendor"
)

// Others are named beside the seller: who hosts the shop, who settles disputes, who supervises, who ships, who takes the money. A name, an
// address or a number under such a heading, or behind such a label, is not the seller's.

// otherWords head or label what is somebody else's, folded as by cue.Fold, in the twelve languages.
var otherWords = []string{
	"hosting", "hosted by", "hosting provider", "web host", "webhosting", "hoster", "hosting dienstleister", "hébergeur", "hébergement", "hébergé par",
	"alojamiento", "alojado", "proveedor de hosting", "hosting del sitio", "fornitore di hosting", "hosting partij", "hospedagem", "provedor de hospedagem",
	"dostawca hostingu", "호스팅", "ホスティング", "托管服务", "主機代管",
	"information commissioner", "commission nationale de l'informatique", "auprès de la cnil", "landesbeauftragte", "datenschutzbehörde", "urzędu ochrony",
	"supervisory authority", "data protection authority", "aufsichtsbehörde", "autorité de contrôle", "autoridad de control", "agencia española",
	"autorità di controllo", "garante per la protezione", "toezichthouder", "autoriteit persoonsgegevens", "organ nadzorczy", "urząd ochrony", "anpd",
	"médiateur", "médiation", "mediador", "mediation", "ombudsman", "schlichtungsstelle", "verbraucherschlichtung", "streitbeilegung", "dispute resolution",
	"règlement des litiges", "resolución de litigios", "junta arbitral", "risoluzione delle controversie", "organismo adr", "geschillencommissie",
	"rozstrzyganie sporów", "inspekcja handlowa", "procon", "consumidor.gov", "消费者协会", "消費者保護",
	"payment provider", "payment service provider", "zahlungsdienstleister", "prestataire de paiement", "proveedor de pagos", "fornitore di pagamento",
	"direzione e coordinamento", "capogruppo", "perteneciente al grupo", "pertence ao grupo", "filiale du groupe", "société du groupe", "tochtergesellschaft der", "należy do grupy",
	"subsidiary of",
	"betaalprovider", "operator płatności", "결제대행", "決済代行", "data protection officer of", "web design", "webdesign", "designed by", "website by", "site by", "powered by",
	"umsetzung:", "programmierung:", "site réalisé par", "création du site", "diseño web", "desarrollado por", "realizzato da", "sviluppato da", "website door", "gerealiseerd door", "desenvolvido por",
	"parent company", "muttergesellschaft", "konzernmutter", "société mère", "sociedad matriz", "capogruppo", "moedermaatschappij", "spółka dominująca", "母公司", "親会社", "모회사",
	"handwerkskammer", "zuständige kammer", "industrie- und handelskammer", "berufshaftpflicht", "betriebshaftpflicht", "professional indemnity", "assurance professionnelle",
	"projekt i wykonanie", "技术支持", "技術支援", "网站建设", "サイト制作", "홈페이지 제작",
	"取引銀行", "主要取引先", "主な取引先", "取引先", "仕入先", "販売代理店", "取扱メーカー", "顧問弁護士", "加盟団体", "所属団体", "製造元", "製造販売元", "発売元", "輸入元", "輸入者", "製造者",
	"制造商", "生产商", "生产企业", "生产厂家", "委托方", "受托方", "进口商", "经销商", "承保", "保险公司", "检测机构", "开户行", "开户银行",
	"製造商", "製造廠商", "進口商", "代理商", "經銷商", "承保", "產品責任險", "檢驗單位", "收款銀行",
	"제조자", "제조사", "제조원", "제조업자", "수입자", "수입원", "판매원", "유통전문판매원", "책임판매업자", "수탁업체", "수탁자", "거래은행", "보험사",
	"verbraucherzentrale", "verbraucherzentrum", "ombudsstelle", "schlichter", "centre européen des consommateurs", "signalconso", "dgccrf", "citizens advice", "trading standards",
	"rzecznik konsument", "ochrony konkurencji i konsument", "infolinia konsumencka", "oficina municipal de información al consumidor", "omic de", "adiconsum", "altroconsumo", "polizia postale",
	"centro europeo consumatori", "consumentenbond", "consuwijzer", "centro europeo del consumidor", "europees consumentencentrum", "european consumer centre",
}

var folded = func() []string {
	out := make([]string, len(otherWords))
	for i, w := range otherWords {
		out[i] = cue.Fold(w)
	}
	return out
}()

// someoneElses reports whether what stands at a place of a text is somebody else's: by the heading above it, or by the label of its own
// line or of the line before.
func someoneElses(src *source, start int) bool {
	line := strings.LastIndexByte(src.text[:start], '\n') + 1
	own := src.text[line:start]
	if eastern(own) {
		own = tail(own, 2*besideReach)
	}
	if names(own) || introduced(src.text[line:start]) {
		return true
	}
	if line > 0 {
		before := strings.LastIndexByte(src.text[:line-1], '\n') + 1
		if label := strings.TrimSpace(src.text[before : line-1]); strings.HasSuffix(label, ":") && names(label) {
			return true
		}
	}
	if labelled(src.text[:line]) {
		return true
	}
	h := headingAbove(src, start)
	return h != "" && names(h)
}

// labelled reports whether a label of somebody else's data stands above a line: directly, or above his name and address.
func labelled(above string) bool {
	plain := 0
	for range maxBlock {
		above = strings.TrimSuffix(above, "\n")
		at := strings.LastIndexByte(above, '\n') + 1
		line := strings.TrimSpace(above[at:])
		above = above[:at]
		switch {
		case line == "" || strings.Contains(line, ":"):
			return false
		case strings.ContainsAny(line, "0123456789,"): // a part of an address
		case labels(line):
			return true
		default: // his name; what stands above it is the label or nothing
			if plain++; plain > 1 {
				return false
			}
		}
	}
	return false
}

// maxBlock is the number of lines that a label, a name and an address take.
const maxBlock = 6

// labels reports whether a line is nothing but a label of somebody else's data: "Hosting", "Hébergeur du site", not "Hosting by Acme".
func labels(line string) bool {
	const longest = 40
	words := strings.Fields(line)
	if len(line) > longest || len(words) > 4 || !names(line) {
		return false
	}
	for _, w := range words[1:] {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			return slices.Contains(folded, cue.Fold(line))
		}
	}
	return true
}

// introductions end before the name of somebody who does something for the seller, folded as by cue.Fold.
var introductions = foldAll("shipped by", "delivered by", "fulfilled by", "processed by", "payments by", "carried by", "supplied by", "made by", "manufactured by", "photo courtesy of", "photos by",
	"versendet durch", "geliefert durch", "hergestellt von", "hergestellt durch", "expédié par", "expédiés par", "livré par", "livrés par", "fabriqué par", "fabriqués par", "enviado por", "enviados por",
	"fabricado por", "fabricados por", "produzido por", "spedito da", "spediti da", "prodotto da", "prodotti da", "verzonden door", "bezorgd door", "gemaakt door", "geproduceerd door",
	"wysyłane przez", "dostarczane przez", "wyprodukowane przez", "produkowane przez")

// introduced reports whether the words before a name say that its bearer does something for the seller.
func introduced(before string) bool {
	before = strings.TrimSpace(cue.Fold(before[max(len(before)-60, 0):]))
	return slices.ContainsFunc(introductions, func(w string) bool { return strings.HasSuffix(before, w) })
}

// headingAbove is the last heading before a place of a page's main text.
func headingAbove(src *source, at int) string {
	h := ""
	for i := range src.headings {
		if src.headings[i].At < 0 || src.headings[i].At > at {
			break
		}
		h = src.headings[i].Text
	}
	return h
}

// besideReach is how many bytes before a value tell whose it is in a script without blanks: footers there put all they say into one line.
const besideReach = 75

// beside is the part of a line that tells whose a value in it is: the line, or in a line of Chinese, Japanese or Korean what stands directly before it.
func beside(line, value string) string {
	at := strings.Index(line, value)
	if at < 0 || !eastern(line) {
		return line
	}
	return tail(line[:at], besideReach)
}

// tail is the end of a text, at most n bytes of it.
func tail(s string, n int) string {
	from := max(len(s)-n, 0)
	for from < len(s) && !utf8.RuneStart(s[from]) {
		from++
	}
	return s[from:]
}

// eastern reports whether a text is written in Chinese, Japanese or Korean.
func eastern(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	})
}

// carrierReach is how many bytes before a number the carrier stands whose it is.
const carrierReach = 36

// carrierBeside reports whether a carrier is named directly before a number: "中通快递 400-827-0270".
func carrierBeside(line, value string) bool {
	at := strings.Index(line, value)
	if at < 0 {
		return false
	}
	if !eastern(line) {
		return carrierBefore(line[max(at-carrierNear, 0):at])
	}
	near := cue.Fold(tail(line[:at], carrierReach))
	return slices.ContainsFunc(carriers, func(c string) bool { return strings.Contains(near, c) && eastern(c) }) || slices.ContainsFunc(carriersEast, func(c string) bool { return strings.Contains(near, c) })
}

// carrierNear is how far, in bytes, a carrier may stand before its number.
const carrierNear = 40

// carrierBefore reports whether the last thing that a sentence names before a number is a carrier: "… and DPD on 0121 …".
func carrierBefore(before string) bool {
	before = cue.Fold(before)
	for _, c := range carriers {
		i := strings.LastIndex(before, c)
		if i < 0 || i > 0 && before[i-1] != ' ' || strings.ContainsAny(before[i:], ".;:|\n") {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(before[i+len(c):]); !unicode.IsLetter(r) && r != '-' {
			return true
		}
	}
	return false
}

// carriersEast are more carriers and shops that hand parcels out, folded.
var carriersEast = foldAll("圆通", "中通", "申通", "韵达", "百世", "极兔", "京东物流", "邮政", "德邦", "顺丰", "快递公司", "7-eleven", "7-11", "全家", "萊爾富", "ok超商", "OK mart", "宅配通", "郵局", "中華郵政", "嘉里大榮", "順豐",
	"ヤマト", "クロネコ", "佐川", "日本郵便", "郵便局", "西濃", "福山通運", "ゆうパック", "한진", "롯데", "우체국", "로젠", "대한통운", "경동택배", "대신택배", "cu편의점", "gs25")

// names reports whether a short text speaks of one of the others.
func names(label string) bool {
	if len(label) > 300 {
		label = label[len(label)-300:]
	}
	label = cue.Fold(label)
	for _, w := range folded {
		if strings.Contains(label, w) {
			return true
		}
	}
	return false
}

// reachOther is how many bytes before an address the words stand that name whose it is.
const reachOther = 150

// knownOthers are authorities by the short names under which texts give their addresses, folded.
var knownOthers = foldAll("cnil", "aepd", "anpd", "uodo", "al garante", "il garante", "(ico)", "anspdcp", "个人信息保护", "個人情報保護委員会", "개인정보분쟁조정위원회", "消費者服務中心")

// ofOther reports whether the words of its own sentence right before an address name an authority, who settles disputes, or a company that works for many
// shops. Headings above it and lines further up say less: what stands below them may be on another matter by then.
func ofOther(text string, start int) bool {
	before := text[max(strings.LastIndexByte(text[:start], '\n')+1, start-reachOther):start]
	before = strings.ToValidUTF8(before, "")
	for _, end := range []string{". ", "! ", "? ", "。", "; "} {
		if at := strings.LastIndex(before, end); at >= 0 && at+len(end)+shortestOther < len(before) {
			before = before[at+len(end):]
		}
	}
	folded := cue.Fold(before)
	has := func(w string) bool { return strings.Contains(folded, w) }
	return names(before) || slices.ContainsFunc(authorityWords, has) || slices.ContainsFunc(knownOthers, has) || provider(strings.TrimSpace(before))
}

// shortestOther is how many bytes a sentence has at least before an address: "z. B. ", "Nr. " end none.
const shortestOther = 12

// carriers are named at the head of a line with their own telephone number.
var carriers = []string{
	"dhl", "hermes", "dpd", "gls", "ups", "fedex", "royal mail", "parcelforce", "evri", "yodel", "usps", "canada post", "australia post", "deutsche post", "österreichische post",
	"bpost", "la poste", "colissimo", "chronopost", "mondial relay", "correos", "seur", "mrw", "poste italiane", "bartolini", "brt", "postnl", "inpost", "poczta polska", "correios",
	"顺丰", "中通", "圆通", "黑貓", "新竹物流", "ヤマト運輸", "佐川急便", "日本郵便", "cj대한통운", "우체국택배", "한진택배", "롯데택배",
}

// ofCarrier reports whether a line speaks of a carrier first: "DHL customer service: 0345 …".
func ofCarrier(line string) bool {
	line = cue.Fold(line)
	for _, c := range carriers {
		if rest, ok := strings.CutPrefix(line, c); ok && !strings.HasPrefix(rest, "-") {
			r, _ := utf8.DecodeRuneInString(rest)
			return !unicode.IsLetter(r) || r > 0x2e80
		}
	}
	return false
}

// providers are companies that shops name for what they do for them.
var providers = []string{
	"shopify", "squarespace", "bigcommerce", "wix.com", "automattic", "google", "meta platforms", "facebook", "amazon", "microsoft", "apple distribution", "cloudflare", "twitter",
	"x corp", "tiktok", "pinterest", "hotjar", "criteo", "awin", "mailchimp", "intuit", "klaviyo", "hubspot", "salesforce", "zendesk", "brevo", "sendinblue", "cleverreach", "rapidmail",
	"trustpilot", "trusted shops", "usercentrics", "cookiebot", "etracker", "hetzner", "ionos", "1&1", "strato", "all-inkl", "ovh", "host europe", "worldpay", "adyen", "mollie",
	"stripe", "klarna", "xero", "afterpay", "affirm", "sumup", "zip co", "paydirekt", "billie", "unzer", "computop", "payone",
}

// provider reports whether a company is known to serve shops, by taking payments or otherwise: named in the terms, it is not the seller.
func provider(company string) bool {
	if len(vendor.Payments(company)) > 0 {
		return true
	}
	name := cue.Fold(company)
	for _, p := range providers {
		if rest, ok := strings.CutPrefix(name, p); ok {
			r, _ := utf8.DecodeRuneInString(rest)
			return !unicode.IsLetter(r)
		}
	}
	return false
}

package identity_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/identity"
	"github.com/shopvet/shopvet/verdict"
)

// words are what a small shop of a language says, so that it is seen in full.
type words struct{ lang, home, list, cart, add, contact, filler string }

var (
	english    = words{"en", "Home", "All products", "Basket", "Add to basket", "Contact", "We pour our candles by hand from the wax of beekeepers nearby, and answer every message ourselves within a day."}
	portuguese = words{"pt-br", "Início", "Todos os produtos", "Carrinho", "Adicionar ao carrinho", "Contato", "Fazemos nossas velas à mão com a cera de apicultores da região e respondemos a cada mensagem em um dia."}
	japanese   = words{"ja", "ホーム", "商品一覧", "カート", "カートに入れる", "お問い合わせ", "近くの養蜂家の蜜蝋を使い、ひとつずつ手で作っています。いただいたお便りにはすべて自分たちでお返事しています。"}
	korean     = words{"ko", "홈", "전체상품", "장바구니", "장바구니 담기", "고객센터", "가까운 양봉장의 밀랍으로 초를 하나하나 손으로 만들고, 보내 주신 문의에는 저희가 직접 답변드립니다."}
	chinese    = words{"zh-cn", "首页", "全部商品", "购物车", "加入购物车", "联系我们", "我们用附近蜂农的蜂蜡手工制作每一支蜡烛，收到的每一条留言都会亲自回复，欢迎随时来信。"}
)

// shopOf is a shop in a language of which enough is seen to say that something is missing.
func shopOf(w words, price, footer, contact string, more ...checktest.Page) []checktest.Page {
	frame := func(main string) string {
		return `<html lang="` + w.lang + `"><head><title>Kerzen</title></head><body><header><nav><a href="/">` + w.home + `</a> <a href="/all">` + w.list +
			`</a> <a href="/contact">` + w.contact + `</a> <a href="/cart">` + w.cart + `</a></nav></header><main>` + main + `</main><footer>` + footer + `</footer></body></html>`
	}
	filler := strings.Repeat(`<p>`+w.filler+`</p>`, 3)
	product := `<script type="application/ld+json">{"@type":"Product","name":"A","offers":{"price":"12.90"}}</script><h1>A</h1><p>` + price + `</p><form method="post" action="/c"><button>` + w.add + `</button></form>`
	pages := []checktest.Page{
		{URL: base, HTML: frame(`<h1>Kerzen</h1>` + filler)},
		{URL: base + "all", HTML: frame(`<h1>` + w.list + `</h1><ul><li><a href="/p/1">A</a> ` + price + `</li><li><a href="/p/2">B</a> ` + price + `</li><li><a href="/p/3">C</a> ` + price + `</li></ul>` + filler)},
		{URL: base + "p/1", HTML: frame(product + filler)},
		{URL: base + "cart", HTML: frame(`<h1>` + w.cart + `</h1>` + filler)},
		{URL: base + "contact", HTML: frame(`<h1>` + w.contact + `</h1>` + filler + contact)},
	}
	for _, p := range more {
		p.HTML = frame(p.HTML + filler)
		pages = append(pages, p)
	}
	return pages
}

func in(market string) checktest.Options { return checktest.Options{Markets: []string{market}} }

func TestUKCompany(t *testing.T) {
	uk := func(footer string) []checktest.Page { return shopOf(english, "£12.90", footer, ``) }
	const street = `<p>12 Mill Lane, Leeds LS1 4AP, United Kingdom</p>`
	checktest.Table(t, identity.UKCompany,
		checktest.Case{Name: "all four", Options: in("uk"), Pages: uk(`<p>Valley Candles Ltd, registered in England and Wales no. 04366849</p>` + street), Want: verdict.Pass},
		checktest.Case{Name: "in another order", Options: in("uk"), Pages: uk(`<p>Valley Candles Limited</p><p>Company Registration Number: SC123456 (Scotland)</p>` + street), Want: verdict.Pass},
		checktest.Case{Name: "no number", Options: in("uk"), Pages: uk(`<p>Valley Candles Ltd, registered in England</p>` + street), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "name and address alone", Options: in("uk"), Pages: uk(`<p>Valley Candles Ltd</p>` + street), Want: verdict.Fail, Reason: "lacking", Total: 1},
		checktest.Case{Name: "a sole trader", Options: in("uk"), Pages: uk(`<p>Sole trader: Anna Lindner</p>` + street), Want: verdict.NotApplicable},
		checktest.Case{Name: "an Irish company", Options: in("uk"), Pages: uk(`<p>Valley Candles Ltd</p><p>12 Mill Lane, Cork T12 X6NN, Ireland</p>`), Want: verdict.NotApplicable},
		checktest.Case{Name: "another market", Options: in("us"), Pages: uk(``), Want: verdict.NotApplicable, Reason: checks.KeyMarket},
	)
	snap := checktest.Shop(t, uk(`<p>Valley Candles Ltd, registered in England and Wales no. 04366849</p>`)...)
	if r := checktest.Run(t, identity.UKCompany, checktest.Input(t, snap, in("uk"))); !strings.HasSuffix(r.Reason.Text, "the registered office address") {
		t.Errorf("the registered office is missing, and the reason is: %s", r.Reason.Text)
	}
}

const nine = `<h1>特定商取引法に基づく表記</h1><dl><dt>販売業者</dt><dd>株式会社灯屋商会</dd><dt>運営統括責任者</dt><dd>灯野 結衣</dd><dt>所在地</dt><dd>〒600-8001 京都府京都市下京区四条町12番地</dd><dt>電話番号</dt><dd>075-361-0142</dd>
<dt>販売価格</dt><dd>各商品のページに税込で表示</dd><dt>商品代金以外の必要料金</dt><dd>送料660円</dd><dt>お支払い方法</dt><dd>クレジットカード</dd><dt>引渡し時期</dt><dd>ご注文から4営業日以内</dd><dt>返品・交換</dt><dd>到着後14日以内</dd></dl>`

func TestJPTokushoho(t *testing.T) {
	link := `<a href="/law">特定商取引法に基づく表記</a>`
	jp := func(footer, law string) []checktest.Page {
		return shopOf(japanese, "1,290円", footer, ``, checktest.Page{URL: base + "law", HTML: law})
	}
	without := func(parts ...string) string {
		s := nine
		for _, p := range parts {
			s = strings.ReplaceAll(s, p, "")
		}
		return s
	}
	checktest.Table(t, identity.JPTokushoho,
		checktest.Case{Name: "all nine", Options: in("jp"), Pages: jp(link, nine), Want: verdict.Pass},
		checktest.Case{Name: "all nine in English, for buyers abroad", Options: in("jp"), Pages: jp(link, `<h1>Specified Commercial Transactions Act (特定商取引法)</h1><dl><dt>Seller</dt><dd>Akariya</dd><dt>Manager</dt><dd>Yui Hino</dd><dt>Address</dt><dd>12 Shijo, Kyoto</dd><dt>Phone</dt><dd>+81-75-000-0000</dd>
			<dt>Price</dt><dd>As shown</dd><dt>Additional fees</dt><dd>Postage</dd><dt>Payment</dt><dd>Card</dd><dt>Delivery</dt><dd>Four days</dd><dt>Returns</dt><dd>Within 14 days</dd></dl>`), Want: verdict.Pass},
		checktest.Case{Name: "one is missing", Options: in("jp"), Pages: jp(link, without(`<dt>運営統括責任者</dt><dd>灯野 結衣</dd>`)), Want: verdict.Warn, Reason: "lacking", Total: 1, At: []string{base + "law"}},
		checktest.Case{Name: "four are missing", Options: in("jp"), Want: verdict.Fail, Reason: "lacking", Total: 1,
			Pages: jp(link, without(`<dt>運営統括責任者</dt><dd>灯野 結衣</dd>`, `<dt>返品・交換</dt><dd>到着後14日以内</dd>`, `<dt>引渡し時期</dt><dd>ご注文から4営業日以内</dd>`, `<dt>お支払い方法</dt><dd>クレジットカード</dd>`))},
		checktest.Case{Name: "address on request, as individuals may", Options: in("jp"), Want: verdict.Warn, Reason: "on-request", Total: 1,
			Pages: jp(link, strings.ReplaceAll(strings.ReplaceAll(nine, "〒600-8001 京都府京都市下京区四条町12番地", "請求があった場合は遅滞なく開示いたします"), "株式会社灯屋商会", "灯野 結衣"))},
		checktest.Case{Name: "none", Options: in("jp"), Pages: shopOf(japanese, "1,290円", ``, ``), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "not read", Options: in("jp"), Pages: shopOf(japanese, "1,290円", link, ``), Want: verdict.Unknown},
		checktest.Case{Name: "a picture", Options: in("jp"), Pages: shopOf(japanese, "1,290円", link, ``, checktest.Page{URL: base + "law", HTML: ``})[:5], Want: verdict.Unknown},
	)
}

const block = `<p>상호: 주식회사 온담마을 | 대표자: 김온유 | 주소: 서울특별시 종로구 등불마당길 12</p><p>전화: 02-739-0142 | 이메일: help@kerzen.example</p>
<p>사업자등록번호: 124-81-00998 <a href="https://www.ftc.go.kr/bizCommPop.do?wrkr_no=1248100998">사업자정보확인</a> | 통신판매업신고: 제2021-서울종로-0990호</p><p>호스팅 제공자: 카페24(주)</p><a href="/terms">이용약관</a>`

func TestKRFooter(t *testing.T) {
	kr := func(footer string) []checktest.Page {
		return shopOf(korean, "12,900원", footer, ``, checktest.Page{URL: base + "terms", HTML: `<h1>이용약관</h1><p>제1조 (목적)</p>`})
	}
	less := func(parts ...string) string {
		s := block
		for _, p := range parts {
			s = strings.ReplaceAll(s, p, "")
		}
		return s
	}
	checktest.Table(t, identity.KRFooter,
		checktest.Case{Name: "all nine", Options: in("kr"), Pages: kr(block), Want: verdict.Pass},
		checktest.Case{Name: "wide digits", Options: in("kr"), Pages: kr(strings.Replace(block, "02-739-0142", "０２－７３９－０１４２", 1)), Want: verdict.Pass},
		checktest.Case{Name: "folded", Options: in("kr"), Pages: kr(`<details><summary>사업자 정보</summary>` + block + `</details>`), Want: verdict.Pass},
		checktest.Case{Name: "below the threshold of the mail-order report", Options: in("kr"), Pages: kr(less(` | 통신판매업신고: 제2021-서울종로-0990호`) + `<p>간이과세자로 통신판매업 신고 면제</p>`), Want: verdict.Pass},
		checktest.Case{Name: "no host", Options: in("kr"), Pages: kr(less(`<p>호스팅 제공자: 카페24(주)</p>`)), Want: verdict.Warn, Reason: "lacking", Total: 1},
		checktest.Case{Name: "the samples of a shop system", Options: in("kr"), Pages: kr(`<p>회사명 회사명</p><p>주소 OO도 OO시 OO구 OO동 123-45</p><p>대표 대표자명</p><p>전화 02-739-0142</p><p>통신판매업신고번호 제 OO구 - 123호</p><a href="/terms">이용약관</a>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "hardly anything", Options: in("kr"), Pages: kr(`<p>© 온담마을 | 전화: 02-739-0142</p><a href="/terms">이용약관</a>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "another number in the link", Options: in("kr"), Pages: kr(strings.Replace(block, "wrkr_no=1248100998", "wrkr_no=1208147521", 1)), Want: verdict.Warn, Reason: "contradicts", Total: 1},
		checktest.Case{Name: "a picture in the footer", Options: in("kr"), Pages: kr(`<img src="/footer.png" alt=""><a href="/terms">이용약관</a>`), Want: verdict.Unknown, Reason: "veiled"},
	)
}

func TestCNLicence(t *testing.T) {
	cn := func(footer, contact string) []checktest.Page { return shopOf(chinese, "¥129.00", footer, contact) }
	checktest.Table(t, identity.CNLicence,
		checktest.Case{Name: "the code in the footer", Options: in("cn"), Pages: cn(`<p>统一社会信用代码：91110000600037341L</p>`, ``), Want: verdict.Pass, Reason: "code"},
		checktest.Case{Name: "a link", Options: in("cn"), Pages: cn(`<a href="https://zzlz.gsxt.gov.cn/x">营业执照</a>`, ``), Want: verdict.Pass, Reason: "link"},
		checktest.Case{Name: "an icon", Options: in("cn"), Pages: cn(`<img src="/i/yyzz.png" alt="营业执照">`, ``), Want: verdict.Pass},
		checktest.Case{Name: "an individual who needs none", Options: in("cn"), Pages: cn(`<p>本店依法不需要办理市场主体登记</p>`, ``), Want: verdict.Pass, Reason: "exempt"},
		checktest.Case{Name: "on the contact page only", Options: in("cn"), Pages: cn(``, `<p>统一社会信用代码：91110000600037341L</p>`), Want: verdict.Warn, Reason: "elsewhere", Total: 1},
		checktest.Case{Name: "none", Options: in("cn"), Pages: cn(``, ``), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "another market", Options: in("tw"), Pages: cn(``, ``), Want: verdict.NotApplicable},
	)
}

func TestCNICP(t *testing.T) {
	cn := func(footer string) []checktest.Page { return shopOf(chinese, "¥129.00", footer, ``) }
	checktest.Table(t, identity.CNICP,
		checktest.Case{Name: "shown and linked", Options: in("cn"), Pages: cn(`<a href="https://beian.miit.gov.cn/">京ICP备12345678号-1</a>`), Want: verdict.Pass},
		checktest.Case{Name: "the older address of the register", Options: in("cn"), Pages: cn(`<a href="http://www.beian.miit.gov.cn">京ICP备12345678号</a>`), Want: verdict.Pass},
		checktest.Case{Name: "not linked", Options: in("cn"), Pages: cn(`<p>京ICP备 12345678 号-1</p>`), Want: verdict.Warn, Reason: "unlinked", Total: 1},
		checktest.Case{Name: "linked on another page", Options: in("cn"), Pages: shopOf(chinese, "¥129.00", ``, `<p><a href="https://beian.miit.gov.cn/">京ICP备12345678号-1</a></p>`), Want: verdict.Warn, Reason: "inside", Total: 1},
		checktest.Case{Name: "a public security filing alone", Options: in("cn"), Pages: cn(`<p>京公网安备11010502030143号</p>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "none: it may be hosted elsewhere", Options: in("cn"), Pages: cn(``), Want: verdict.Unknown, Reason: "unknown"},
	)
}

func TestBRCNPJ(t *testing.T) {
	br := func(footer string) []checktest.Page { return shopOf(portuguese, "R$ 12,90", footer, ``) }
	const rest = `<p>Velas da Serra Ltda. – Rua das Flores, 120, Centro, Curitiba - PR, CEP 80510-000 – contato@kerzen.example</p>`
	checktest.Table(t, identity.BRCNPJ,
		checktest.Case{Name: "all", Options: in("br"), Pages: br(rest + `<p>CNPJ 33.000.167/0001-01</p>`), Want: verdict.Pass},
		checktest.Case{Name: "a number with letters", Options: in("br"), Pages: br(rest + `<p>CNPJ 12.ABC.345/01DE-35</p>`), Want: verdict.Pass},
		checktest.Case{Name: "no number", Options: in("br"), Pages: br(rest), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "nothing", Options: in("br"), Pages: br(``), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "nothing, and not everything was read", Options: in("br"), Pages: br(`<a href="/x">Outros</a>`), Want: verdict.Unknown},
	)
}

func TestINEntity(t *testing.T) {
	shop := func(contact string) []checktest.Page { return shopOf(english, "₹1,290", ``, contact) }
	const street = `<p>No. 12, MG Road, Indiranagar, Bengaluru 560038, Karnataka, India</p>`
	checktest.Table(t, identity.INEntity,
		checktest.Case{Name: "all", Options: in("in"), Pages: shop(`<p>Kaveri Candles Private Limited</p>` + street + `<p>Phone: +91 80 4112 3456</p>`), Want: verdict.Pass},
		checktest.Case{Name: "no address", Options: in("in"), Pages: shop(`<p>Kaveri Candles Private Limited</p><p>Phone: +91 80 4112 3456</p>`), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "nothing", Options: in("in"), Pages: shop(``), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "another market", Options: in("us"), Pages: shop(``), Want: verdict.NotApplicable},
	)
}

func TestAUABN(t *testing.T) {
	au := func(footer string) []checktest.Page { return shopOf(english, "A$12.90", footer, ``) }
	checktest.Table(t, identity.AUABN,
		checktest.Case{Name: "an ABN", Options: in("au"), Pages: au(`<p>ABN 51 824 753 556</p>`), Want: verdict.Pass},
		checktest.Case{Name: "a wrong check digit", Options: in("au"), Pages: au(`<p>ABN 51 824 753 557</p>`), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "none", Options: in("au"), Pages: au(``), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "a seller in New Zealand", Options: in("au"), Pages: au(`<p>Kauri Candles Limited, 12 Queen Street, Auckland 1010, New Zealand</p>`), Want: verdict.NotApplicable},
	)
}

func TestCASupplier(t *testing.T) {
	ca := func(contact string) []checktest.Page { return shopOf(english, "C$12.90", ``, contact) }
	const street = `<p>120 King Street West, Toronto, ON M5H 1J9, Canada</p>`
	checktest.Table(t, identity.CASupplier,
		checktest.Case{Name: "all", Options: in("ca"), Pages: ca(`<p>Maple Candles Inc.</p>` + street + `<p>Phone: +1 416 555 9123</p>`), Want: verdict.Pass},
		checktest.Case{Name: "no telephone", Options: in("ca"), Pages: ca(`<p>Maple Candles Inc.</p>` + street), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "nothing", Options: in("ca"), Pages: ca(``), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "another market", Options: in("us"), Pages: ca(``), Want: verdict.NotApplicable},
	)
}

func TestMarketplaceTrader(t *testing.T) {
	// market replaces the products of a shop by offers of several sellers, each page with text beside the price.
	market := func(beside string, sellers ...string) []checktest.Page {
		pages := shopOf(english, "€12.90", ``, ``)
		for i, s := range sellers {
			data := `<script type="application/ld+json">{"@type":"Product","name":"A","offers":{"price":"12.90","seller":{"@type":"Organization","name":"` + s + `"}}}</script>`
			pages = append(pages, checktest.Page{URL: base + "p/1" + string(rune('0'+i)), HTML: `<html lang="en"><body><main>` + data + `<h1>A</h1><p>€12.90</p>` + strings.ReplaceAll(beside, "{s}", s) + `<p>` + english.filler + `</p></main></body></html>`})
		}
		return pages
	}
	checktest.Table(t, identity.MarketplaceTrader,
		checktest.Case{Name: "named, with their kind", Options: in("de"), Pages: market(`<p>Sold by {s} (trader)</p>`, "Wick & Co", "Anna's Wax", "Lumen"), Want: verdict.Pass},
		checktest.Case{Name: "named, without their kind", Options: in("de"), Pages: market(`<p>Sold by {s}</p>`, "Wick & Co", "Anna's Wax", "Lumen"), Want: verdict.Warn, Key: "kind", Total: 3},
		checktest.Case{Name: "not named", Options: in("de"), Pages: market(``, "Wick & Co", "Anna's Wax", "Lumen"), Want: verdict.Warn, Key: "unnamed", Total: 3},
		checktest.Case{Name: "one seller", Options: in("de"), Pages: market(``, "Kerzen", "Kerzen", "Kerzen"), Want: verdict.NotApplicable, Reason: "single"},
		checktest.Case{Name: "no seller named", Options: in("de"), Pages: market(``), Want: verdict.NotApplicable},
	)
}

package extract

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// What must be marked, and honest texts that must not be.
func TestPlaceholders(t *testing.T) {
	for _, body := range []string{
		"<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.</p>",
		"<h1>Lorem ipsum dolor</h1><p>Lorem ipsum dolor sit amet, consectetur adipiscing elit.</p>",
		`<blockquote>"Lorem ipsum dolor sit amet, consectetur adipiscing elit" - Jane</blockquote>`,
		"<p>This shop is run by [Your Company], registered in England.</p>",
		"<p>Contact us at [insert address here].</p>",
		"<p>Betreiber: [Firmenname], vertreten durch den Inhaber.</p>",
		"<p>Welcome to {{shop_name}}, the place for candles.</p>",
		"<p>Our company number is XXXXXX, registered in England.</p>",
		"<p>販売業者：○○株式会社</p>",
		"<p>Anschrift: [Straße und Hausnummer], [PLZ] [Ort]</p>",
		"<p>Telefon: [Telefonnummer]</p>",
		"<p>Adresse: [Straße Nr, PLZ Ort]</p>",
		"<p>Umsatzsteuer-IdNr.: [ATU…]</p>",
		"<p>Teléfono: [Teléfono]</p>",
		"<p>NIP: [NIP]</p>",
		"<p>電話番号：[電話番号]</p>",
		"<p>[会社名]は、個人情報を適切に取り扱います。</p>",
		"<p>本规则由【公司名称】制定。</p>",
		"<p>대표자: [대표자명]</p>",
		"<p>[회사명]은 고객의 개인정보를 소중히 여깁니다.</p>",
		"<p>받은 날부터 [○○]일 이내에 청약을 철회할 수 있습니다.</p>",
		"<p>商品到着後○○日以内にご連絡ください。</p>",
		"<p>本公司为XX公司，地址如下。</p>",
		"<p>歡迎使用【請填入商店名稱】網路商店。</p>",
		"<p>本商店由【请填写公司名称】经营。</p>",
		"<p>管辖法院为【输入法院名称】。</p>",
		"<p>【会社名を入力してください】（以下「当社」といいます）は、次のとおり定めます。</p>",
		"<p>当サイトは［運営者名をここに記入］が運営しています。</p>",
		"<p>본 약관은 [상호를 입력하세요]가 운영하는 쇼핑몰에 적용됩니다.</p>",
		"<p>본 쇼핑몰은 [사업자명 기재]에서 운영합니다.</p>",
		"<p>These terms govern your use of www.yourstore.com.</p>",
		"<p>Diese Bedingungen gelten für Bestellungen auf www.ihre-domain.de.</p>",
		"<p>Estas condiciones regulan las compras en https://www.tudominio.com.</p>",
		"<p>下稱本商店（www.yourshop.com.tw）。</p>",
	} {
		if p := readPage(t, "<html><body><main>"+body); len(p.marks(snapshot.MarkPlaceholder)) == 0 {
			t.Errorf("not marked: %s", body)
		}
	}
	for _, body := range []string{
		"<h1>What is Lorem Ipsum?</h1><p>Printers use it: Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.</p>",
		"<p>The words lorem ipsum come from a text by Cicero.</p>",
		"<h1>Shirt \"undefined is not a function\"</h1><p>For those who saw NaN, null and {{ name }} too often.</p>",
		"<h1>Icons</h1><p>In the file you write <code>{{ first_name }}</code> where the name goes.</p>",
		`<p>The labels came back with "Lorem ipsum dolor sit amet, consectetur adipiscing" where the ingredients should have been.</p>`,
		"<p>Auf dem Entwurf stand noch „Lorem ipsum dolor sit amet, consetetur sadipscing“, und die Braut hat herzlich gelacht.</p>",
		"<h2>Lorem Ipsum T-Shirt</h2><p>Soft cotton, printed by hand.</p>",
		"<p>As the court held [1], see the note [2] and [email protected] or info [at] shop.example.</p>",
		"<p>Card number XXXX XXXX XXXX 1234</p><p>Voucher code: XXXX-XXXX</p><p>Sizes XL, XXL, XXXL and XXXX</p>",
		"<h2>Muster-Widerrufsformular</h2><p>An [Name des Unternehmers, Anschrift] : Hiermit widerrufe ich. Bestellt am [Ihre Angabe] Name: XXXXX</p>",
		"<p>[Sale] Candles [new]</p>",
		"<p>【住所】東京都渋谷区神宮前1-2-3</p><p>【電話番号】03-1234-5678</p><p>【店舗名】山吹工房 【代表者】山吹 花子</p>",
		"<p>［会社名］山吹株式会社</p><p>[住所] 〒150-0001 東京都</p>",
		"<p>【店铺名称】青竹手作</p><p>【公司名稱】：青竹股份有限公司</p>",
		"<p>[회사명] 별빛공방</p><p>[주소]: 서울특별시 종로구</p>",
		"<h2>Muster-Widerrufsformular</h2><p>An: Kerzen, [Straße], [PLZ Ort] : Hiermit widerrufe ich.</p>",
		"<p>Call us [Mon to Fri] or see the map [Berlin], street [A] and town [B].</p>",
		"<div v-cloak><p>{{ title }}</p></div>",
		"<p>{{ product.price | money }}</p>",
		"<p>○ 在庫あり ○○○ 三つ星</p>",
		"<p>【請填寫訂單編號】【請填入收件人姓名】後送出。</p>",
		"<p>お問い合わせの際は［ご注文番号を入力］してください。</p>",
		"<p>[주문번호를 입력]하시면 조회됩니다.</p>",
		"<p>【公司名稱】請填入發票抬頭</p>",
		"<p>We print your address on the cup, e.g. www.yourstore.com.</p>",
		"<p>Visit www.yourshopping.com or www.mystore.com, our other shop.</p>",
	} {
		if m := readPage(t, "<html><body><main>"+body).marks(snapshot.MarkPlaceholder); len(m) != 0 {
			t.Errorf("marked without reason: %s: %+v", body, m)
		}
	}
}

func TestPlaceholderOnlyInContent(t *testing.T) {
	p := readPage(t, "<body><main>"+filling+"</main><footer><p>[Your Company]</p><a href=/>x</a></footer>")
	if m := p.marks(snapshot.MarkPlaceholder); len(m) != 0 {
		t.Errorf("marks = %+v", m)
	}
}

func TestDurations(t *testing.T) {
	for _, c := range []struct{ lang, text string }{
		{"en", "Delivery within 2–4 working days."}, {"de", "Lieferzeit: 2-3 Werktage"}, {"fr", "Livraison sous 3 à 5 jours ouvrés."},
		{"es", "Plazo de entrega: de 2 a 4 días laborables."}, {"it", "Consegna in 2-3 giorni lavorativi."}, {"nl", "Levertijd: 1-2 werkdagen"},
		{"pt-BR", "Prazo de entrega: 5 dias úteis."}, {"pl", "Czas dostawy: 2-3 dni robocze."}, {"zh-CN", "发货时间：付款后3天内发货。"},
		{"zh-TW", "出貨時間：付款後3個工作天內出貨。"}, {"ja", "ご注文から3～5営業日以内に発送します。"}, {"ko", "배송 기간: 2~3일 이내 배송됩니다."},
	} {
		p := readPage(t, `<html lang="`+c.lang+`"><body><main><p>`+c.text+`</p></main>`)
		if len(p.marks(snapshot.MarkDuration)) == 0 {
			t.Errorf("%s: no duration in %q (language %s)", c.lang, c.text, p.Lang)
		}
	}
	for _, text := range []string{"Return the goods within 14 days.", "30 % off for members.", "Burns for 24 hours."} {
		if m := readPage(t, `<html lang="en"><body><main><p>`+text).marks(snapshot.MarkDuration); len(m) != 0 {
			t.Errorf("%q: %+v", text, m)
		}
	}
}

func TestCartMarks(t *testing.T) {
	for _, body := range []string{
		`<form method=post action="/x"><button>Add to cart</button></form>`, `<form action="/cart/add" method=post><input type=submit value="Go"></form>`,
		`<a href="?add-to-cart=12">Candle</a>`, `<a class="button add_to_cart_button" href="/x">Take it</a>`, `<button class="btn-addtocart">+</button>`,
		`<html lang=de><button>In den Warenkorb</button>`, `<html lang=ja><button>カートに入れる</button>`, `<html lang=zh-cn><a href="/x">加入购物车</a>`, `<html lang=ko><button>장바구니 담기</button>`,
		`<div role=button>Add to cart</div>`, `<input type=button value="Add to cart">`,
	} {
		if p := readPage(t, "<body><main>"+body+"</main>"); len(p.marks(snapshot.MarkAddToCart)) == 0 {
			t.Errorf("not marked: %s", body)
		}
	}
	for _, body := range []string{`<a href="/cart">Cart</a>`, `<button>Search</button>`, `<p>How to add something to the cart</p>`} {
		if m := readPage(t, "<body><main>"+body+"</main>").marks(snapshot.MarkAddToCart); len(m) != 0 {
			t.Errorf("marked without reason: %s: %+v", body, m)
		}
	}
}

func TestReviewMarks(t *testing.T) {
	for _, body := range []string{
		`<div class="star-rating" title="4.5 of 5">★★★★☆</div>`, `<div id="reviews"><h2>Reviews</h2></div>`, `<p>31 reviews</p>`, `<div class="jdgm-widget"></div>`, `<p>4.8 stars, based on 31 opinions</p>`,
	} {
		if p := readPage(t, `<html lang=en><body><main>`+body); len(p.marks(snapshot.MarkReviews)) == 0 {
			t.Errorf("not marked: %s", body)
		}
	}
	for _, body := range []string{`<div class="preview">Preview</div>`, `<div class="age-rating">16+</div>`, `<p>We review every order by hand.</p>`, `<p>Transfer 14 days after delivery, based on an order.</p>`, `<p>Our rule, based on 2 years of work.</p>`} {
		if m := readPage(t, `<html lang=en><body><main>`+body).marks(snapshot.MarkReviews); len(m) != 0 {
			t.Errorf("marked without reason: %s: %+v", body, m)
		}
	}
}

func TestNotFoundMarks(t *testing.T) {
	if p := readPage(t, `<html lang=en><title>Page not found – Kerzenhof</title><body><main><h1>Page not found</h1><p>Try the search.</p>`); len(p.marks(snapshot.MarkNotFound)) == 0 {
		t.Error("a not-found page is not marked")
	}
	if p := readPage(t, `<html lang=en><title>Candle</title><body><main><h1>Candle</h1>`+strings.Repeat(filling, 20)+`<p>If a page is not found, write to us: page not found.</p>`); len(p.marks(snapshot.MarkNotFound)) != 0 {
		t.Errorf("a long page that mentions the words is marked: %+v", p.Marks)
	}
}

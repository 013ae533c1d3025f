package extract

import (
	"strings"
	"testing"
)

// samples are plain sentences of a shop in each language, written for this test.
var samples = map[string]string{
	"en":    "We pack your order by hand and send it with the next post. If you are not happy with what you have bought, you can return it to us within thirty days and we will give you your money back. Our team is here for you on all working days and will be glad to help you find the right candle for your home.",
	"de":    "Wir packen Ihre Bestellung von Hand und geben sie mit der nächsten Post auf. Wenn Sie mit der Ware nicht zufrieden sind, können Sie diese innerhalb von dreißig Tagen an uns zurückgeben und erhalten Ihr Geld zurück. Unsere Mitarbeiter sind an allen Werktagen für Sie da und helfen Ihnen gern bei der Auswahl.",
	"fr":    "Nous préparons votre commande à la main et nous l'envoyons par le prochain courrier. Si vous n'êtes pas satisfait de votre achat, vous pouvez nous le retourner dans les trente jours et nous vous rendrons votre argent. Notre équipe est là pour vous tous les jours ouvrés et vous aide avec plaisir.",
	"es":    "Preparamos su pedido a mano y lo enviamos con el próximo correo. Si no está contento con lo que ha comprado, puede devolverlo en los treinta días siguientes y le devolvemos su dinero. Nuestro equipo está a su disposición todos los días laborables y le ayuda con mucho gusto a encontrar la vela que busca.",
	"it":    "Prepariamo il tuo ordine a mano e lo spediamo con la prossima posta. Se non sei contento di quello che hai comprato, puoi restituirlo entro trenta giorni e ti ridiamo i tuoi soldi. La nostra squadra è a tua disposizione tutti i giorni lavorativi e ti aiuta volentieri a trovare la candela che fa per te.",
	"nl":    "Wij pakken je bestelling met de hand in en sturen die met de eerstvolgende post. Als je niet tevreden bent met wat je hebt gekocht, kun je het binnen dertig dagen aan ons terugsturen en krijg je je geld terug. Ons team staat op alle werkdagen voor je klaar en helpt je graag bij het kiezen van de juiste kaars.",
	"pt-br": "Preparamos o seu pedido à mão e enviamos com o próximo correio. Se você não ficar satisfeito com o que comprou, pode devolver em até trinta dias e nós devolvemos o seu dinheiro. Nossa equipe está à sua disposição em todos os dias úteis e ajuda você com prazer a encontrar a vela certa para a sua casa.",
	"pl":    "Pakujemy Twoje zamówienie ręcznie i wysyłamy je najbliższą pocztą. Jeśli nie jesteś zadowolony z tego, co kupiłeś, możesz to zwrócić w ciągu trzydziestu dni, a my oddamy Ci pieniądze. Nasz zespół jest do Twojej dyspozycji we wszystkie dni robocze i chętnie pomoże Ci wybrać odpowiednią świecę do domu.",
	"zh-cn": "我们会用手工包装您的订单，并在付款后三天内发货。如果您对所购买的商品不满意，可以在七天内退货，我们会把货款退还给您。客服人员在工作日为您解答问题，帮您选择适合的蜡烛。",
	"zh-tw": "我們會用手工包裝您的訂單，並在付款後三天內出貨。如果您對所購買的商品不滿意，可以在七天內退貨，我們會把貨款退還給您。客服人員在工作日為您解答問題，幫您選擇適合的蠟燭。",
	"ja":    "ご注文の商品は手作業で梱包し、お支払い後三日以内に発送いたします。お届けした商品にご満足いただけない場合は、七日以内にご連絡いただければ返品を承ります。平日はスタッフがお問い合わせにお答えします。",
	"ko":    "주문하신 상품은 손으로 포장하여 결제 후 삼일 이내에 발송해 드립니다. 구매하신 상품이 마음에 들지 않으시면 칠일 이내에 반품하실 수 있으며 결제 금액을 돌려 드립니다. 평일에는 상담원이 문의에 답변해 드립니다.",
}

func TestLanguage(t *testing.T) {
	declared := map[string]string{"pt-br": "pt", "zh-cn": "zh", "zh-tw": "zh-Hant"}
	for want, text := range samples {
		text += " " + text
		tag := declared[want]
		if tag == "" {
			tag = want
		}
		for _, c := range []struct {
			how, attr string
			sure      float32
		}{
			{"declared", ` lang="` + tag + `"`, sureAgreed},
			{"undeclared", "", sureDetected},
			{"declared wrongly", ` lang="` + map[bool]string{true: "en", false: "fr"}[want != "en"] + `"`, sureDetected},
		} {
			p := readPage(t, "<html"+c.attr+"><body><p>"+text+"</p>")
			if p.Lang != want || p.LangSure < c.sure {
				t.Errorf("%s %s: %s (%.2f)", want, c.how, p.Lang, p.LangSure)
			}
		}
	}
}

func TestLanguageOfLittleText(t *testing.T) {
	for _, c := range []struct {
		page, want string
		sure       float32
	}{
		{`<html lang="de-AT"><p>Hallo`, "de", sureDeclared},
		{`<html lang="zh-HK"><p>Hi`, "zh-tw", sureDeclared},
		{`<html lang="sv-SE"><p>Hej`, "sv-se", sureDeclared},
		{`<html><meta http-equiv="content-language" content="fr"><p>x`, "fr", sureDeclared},
		{`<html><meta property="og:locale" content="it_IT"><p>x`, "it", sureDeclared},
		{`<html lang=""><p>x`, "", 0},
		{`<html lang="{{lang}}"><p>x`, "", 0},
		{`<html lang="ja"><p>特定商取引法表記　販売業者　所在地　電話番号　支払方法`, "ja", sureDeclared},
		{`<html lang="en"><p>Candles 蠟燭`, "en", sureDeclared},
	} {
		p := readPage(t, c.page)
		if p.Lang != c.want || p.LangSure != c.sure {
			t.Errorf("%s: %q (%.2f), want %q (%.2f)", c.page, p.Lang, p.LangSure, c.want, c.sure)
		}
	}
	// A language that we have no words for is not forced into a neighbour's.
	swedish := strings.Repeat("Vi packar din beställning för hand och skickar den med nästa post. Om du inte är nöjd med det du har köpt kan du lämna tillbaka det. ", 4)
	if p := readPage(t, `<html lang="sv"><p>`+swedish); p.Lang != "sv" {
		t.Errorf("Swedish read as %q", p.Lang)
	}
	if p := readPage(t, `<html><p>`+swedish); p.Lang != "" {
		t.Errorf("undeclared Swedish read as %q (%.2f)", p.Lang, p.LangSure)
	}
}

func TestSimHash(t *testing.T) {
	near := func(a, b string) int {
		n := 0
		for x := simHash(a) ^ simHash(b); x != 0; x &= x - 1 {
			n++
		}
		return n
	}
	for lang, text := range samples {
		long := strings.Repeat(text+" ", 3)
		if d := near(long, long+"!"); d > 3 {
			t.Errorf("%s: a sign more makes %d bits", lang, d)
		}
		if d := near(text, samples["ja"]); lang != "ja" && d < 10 {
			t.Errorf("%s and ja differ in %d bits only", lang, d)
		}
	}
	if simHash("") != 0 || simHash(" .,") != 0 || simHash("word") == 0 {
		t.Error("hash of little text")
	}
}

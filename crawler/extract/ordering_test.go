package extract

import (
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// TestOrdering: whether an order takes an account is said with the same words either way, and accounts serve for much else.
func TestOrdering(t *testing.T) {
	filler := map[string]string{
		"en": "Tell us how many you want, and we weigh it for you in the shop by the river.", "de": "Schreiben Sie uns, wie viel Sie möchten, wir wiegen es für Sie im Laden ab.",
		"fr": "Dites-nous combien vous en voulez, nous le pesons pour vous dans la boutique.", "es": "Díganos cuánto quiere y lo pesamos para usted en la tienda del pueblo.",
		"it": "Scriveteci quanto ne volete, lo pesiamo per voi nella bottega vicino al fiume.", "nl": "Schrijf ons hoeveel u wilt, dan wegen wij het voor u af in de winkel.",
		"pl": "Napiszcie, ile chcecie, a my zważymy to dla was w sklepie nad rzeką.", "pt-BR": "Escreva quanto você quer e a gente pesa para você na loja perto do rio.",
		"ja": "どれだけ必要かお知らせください。川のそばの店で量ってお送りします。", "ko": "얼마나 필요하신지 알려 주시면 강가 가게에서 달아 보내 드립니다.",
		"zh-CN": "告诉我们您要多少，我们在河边的店里为您称好。", "zh-TW": "告訴我們您要多少，我們在河邊的店裡為您秤好。",
	}
	for lang, list := range map[string]map[string]string{
		"en": {
			"You need an account to place an order.": "account", "Orders are only accepted from registered customers.": "account", "We do not accept orders without an account.": "account",
			"You do not need an account to order.": "guest", "You need an account to write a review of what you bought.": "", "You must log in to track your order.": "",
			"You cannot order without an account.": "account", "Orders from guests are welcome: check out as a guest.": "guest",
		},
		"de": {
			"Für eine Bestellung müssen Sie sich registrieren.": "account", "Ohne Kundenkonto ist keine Bestellung möglich.": "account", "Sie können ohne Kundenkonto bestellen.": "guest", "Sie können leider nicht als Gast bestellen.": "account", "Wer sich nicht anmelden will, kann als Gast bestellen.": "guest",
			"Um eine Bewertung zum Kauf zu schreiben, müssen Sie sich anmelden.": "",
		},
		"fr": {
			"Pour commander, il faut créer un compte.": "account", "Vous devez vous inscrire pour passer commande.": "account", "Il n'est pas nécessaire de créer un compte pour commander.": "guest",
			"Pour suivre votre commande, vous devez créer un compte.": "",
		},
		"es": {"Es obligatorio crear una cuenta para hacer un pedido.": "account", "No es necesario registrarse para comprar.": "guest", "Para el seguimiento del pedido hay que registrarse.": ""},
		"it": {
			"Per ordinare è obbligatorio registrarsi e accedere con la propria password; non si accettano ordini senza account.": "account", "Per ordinare non è necessario registrarsi.": "guest", "Bisogna prima creare un account: non è possibile acquistare come ospite.": "account", "È possibile acquistare come ospite.": "guest",
			"Per scrivere una recensione dell'acquisto è necessario registrarsi.": "",
		},
		"nl":    {"Om te bestellen moet u een account aanmaken.": "account", "U kunt zonder account bestellen.": "guest"},
		"pl":    {"Aby złożyć zamówienie, należy założyć konto.": "account", "Nie trzeba zakładać konta, aby złożyć zamówienie.": "guest", "Aby sprawdzić historię zamówień, należy założyć konto.": ""},
		"pt-BR": {"Para comprar é preciso criar uma conta.": "account", "Não é preciso criar uma conta para comprar.": "guest", "Não vendemos para visitantes sem cadastro.": "account", "Você pode comprar sem cadastro.": "guest"},
		"ja":    {"ご注文には会員登録が必要です。": "account", "会員登録なしでもご注文いただけます。": "guest", "ご注文履歴の確認には会員登録が必要です。": ""},
		"ko":    {"비회원은 주문하실 수 없습니다.": "account", "비회원으로도 주문하실 수 있습니다.": "guest", "주문 내역 조회는 로그인이 필요합니다.": ""},
		"zh-CN": {"购买商品须先登录账号。": "account", "无需注册即可下单。": "guest", "查看订单须先登录账号。": ""},
		"zh-TW": {"訂購前需先加入會員。": "account", "不需加入會員即可訂購。": "guest", "查詢訂單須先登入會員。": ""},
	} {
		for sentence, want := range list {
			got := ""
			for _, m := range readPage(t, `<html lang="`+lang+`"><body><main><p>`+filler[lang]+`</p><p>`+sentence+`</p></main></body></html>`).marks(snapshot.MarkOrdering) {
				got += m.Value
			}
			if got != want {
				t.Errorf("%s: %s: %q, want %q", lang, sentence, got, want)
			}
		}
	}
}

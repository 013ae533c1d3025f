package stock

import (
	"slices"
	"testing"
)

func TestLines(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, line string
		want       State
	}{
		{"en", "In stock", In}, {"en", "12 in stock", In}, {"en", "Availability: In stock", In}, {"en", "Out of stock", Gone}, {"en", "Pre-order", Later},
		{"en", "Email me when it is back in stock", Unsaid}, {"en", "Stock: 0", Gone}, {"en", "Stock: 7 pcs", In},
		{"en", "We have been in the trade for forty years and nearly all of what you see is in stock.", Unsaid},
		{"de", "Auf Lager, Lieferzeit 2–3 Tage", In}, {"de", "Nicht auf Lager", Gone}, {"de", "Sofort verfügbar", In}, {"de", "Bald wieder auf Lager", Unsaid},
		{"de", "Lieferbar in drei Farben", Unsaid}, {"de", "Unverfügbar", Unsaid}, {"de", "Vorbestellen", Later},
		{"fr", "En stock", In}, {"fr", "Disponible", In}, {"fr", "Indisponible", Gone}, {"fr", "Disponible en trois tailles", Unsaid}, {"fr", "Épuisé", Gone},
		{"es", "Disponible", In}, {"es", "No disponible", Gone}, {"es", "Agotado", Gone}, {"it", "Disponibile", In}, {"it", "Non disponibile", Gone},
		{"nl", "Op voorraad", In}, {"nl", "Niet op voorraad", Gone}, {"nl", "Nog 3 op voorraad", In}, {"pl", "Dostępność: duża ilość", In}, {"pl", "Produkt niedostępny", Gone},
		{"pl", "Powiadom, gdy będzie dostępny", Unsaid}, {"pt-br", "Em estoque", In}, {"pt-br", "Indisponível", Gone}, {"pt-br", "Pré-venda", Later},
		{"ja", "在庫：あり", In}, {"ja", "在庫状況 在庫なし", Gone}, {"ja", "在庫数：５点", In}, {"ja", "予約受付中", Later}, {"ja", "再入荷のお知らせ", Unsaid},
		{"ko", "재고 있음", In}, {"ko", "품절", Gone}, {"ko", "예약판매", Later}, {"ko", "재입고 알림", Unsaid},
		{"zh-cn", "库存 23 件", In}, {"zh-cn", "现货", In}, {"zh-cn", "暂无现货", Gone}, {"zh-cn", "立即预订", Later},
		{"zh-cn", "商品库存：36 个", In}, {"zh-cn", "数量 1 件（库存356件）", In}, {"zh-cn", "数量：1 件 库存：0 件", Gone}, {"zh-cn", "库存数量：充足", In}, {"zh-tw", "數量 1（庫存：12）", In},
		{"en", "Quantity 1 (stock: 12)", In}, {"en", "Joint stock 1887", Unsaid}, {"de", "Menge 1 (Lagerbestand: 0)", Gone},
		{"zh-tw", "有現貨", In}, {"zh-tw", "已售完", Gone}, {"zh-tw", "立即預購", Later}, {"zh-tw", "貨到通知我", Unsaid},
		{"nl", "Deze vaas is verkocht.", Gone}, {"nl", "Wordt per stuk verkocht aan huis", Unsaid}, {"de", "Verkauft", Gone}, {"de", "Verkauft von Nadelwerk", Unsaid}, {"de", "Das Bild ist verkauft.", Gone},
		{"en", "Sold", Gone}, {"en", "Sold by Ann", Unsaid}, {"en", "This piece has been sold", Gone}, {"fr", "Cette pièce a été vendue.", Gone}, {"fr", "Vendu par lot de 3", Unsaid},
		{"es", "Vendida", Gone}, {"es", "Vendido por unidad", Unsaid}, {"it", "Venduto", Gone}, {"it", "Venduto e spedito da noi", Unsaid}, {"pl", "Obraz został sprzedany", Gone}, {"pt-br", "Vendido", Gone},
		{"pt-br", "Vendido por Casa Azul", Unsaid}, {"ja", "売約済み", Gone}, {"ko", "판매완료", Gone}, {"zh-cn", "已售出", Gone}, {"zh-cn", "已售 908 件", Unsaid}, {"zh-tw", "已售出", Gone},
		{"pt-br", "58 reais, torrado às quintas. Em estoque.", In}, {"en", "Roasted on Thursdays. In stock.", In},
		{"it", "Otto chili di verdura raccolta il mattino stesso, secondo stagione e secondo il tempo. Prodotto disponibile.", In},
		{"de", "Wir gießen jeden Donnerstag in der alten Scheune, was bestellt wurde. Was fertig ist, ist auf Lager.", Unsaid}, {"en", "We roast on Thursdays. What we roasted is in stock then.", Unsaid},
		{"nl", "Verschijnt 12 februari 2027. Nu al te reserveren.", Later}, {"de", "Erscheint am 3. März 2027", Later}, {"fr", "À paraître le 4 mars", Later}, {"ko", "2027년 3월 출간 예정", Later},
		{"ja", "2027年3月発売予定", Later}, {"nl", "Verschijnt elke maand", Unsaid}, {"es", "Quedan 2 unidades, listas para enviar.", In}, {"it", "Pronto per la spedizione", In},
		{"pl", "Gotowe do wysyłki", In}, {"pt-br", "Pronto para envio", In},
		{"", "In stock", In}, {"", "Auf Lager", Unsaid},
	} {
		if got := Read(c.line, c.lang); got != c.want {
			t.Errorf("%s %q: %d, want %d", c.lang, c.line, got, c.want)
		}
	}
}

func TestLinesWithALabel(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, line string
		want       State
	}{
		{"en", "Availability: In Stock", In}, {"en", "Availability | Out of stock", Gone}, {"en", "In stock", Unsaid}, {"en", "Availability of parts: in stock", Unsaid},
		{"de", "Verfügbarkeit: auf Lager", In}, {"de", "Lagerbestand: 0", Gone}, {"de", "Verfügbarkeit: wir prüfen täglich, was noch auf Lager ist", Unsaid}, {"it", "Disponibilità: In magazzino", In},
		{"zh-cn", "库存：36 件", In}, {"ja", "在庫：あり", In}, {"ko", "재고 : 7개", In}, {"fr", "Disponibilité : En stock", In}, {"pl", "Dostępność: brak towaru", Gone},
	} {
		if got := ReadLabelled(c.line, c.lang); got != c.want {
			t.Errorf("%s %q: %d, want %d", c.lang, c.line, got, c.want)
		}
	}
}

func TestDataAreFolded(t *testing.T) {
	t.Parallel()
	list, err := load()
	if err != nil || len(list) != 12 {
		t.Fatalf("%d languages, %v", len(list), err)
	}
	for id, l := range list {
		for _, p := range slices.Concat(l.In, l.Gone, l.Later, l.Label, l.Not, l.Ends, l.Alone) {
			if p != fold(p) {
				t.Errorf("%s: %q is not folded: %q", id, p, fold(p))
			}
		}
		if len(l.In) == 0 || len(l.Gone) == 0 || len(l.Later) == 0 || len(l.Label) == 0 || len(l.Not) == 0 {
			t.Errorf("%s: a list is empty", id)
		}
	}
}

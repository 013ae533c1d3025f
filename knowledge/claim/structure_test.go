package claim

import (
	"slices"
	"strings"
	"testing"
)

// TestStructure reads what pages say by how they are built: questions and answers, terms, tables, words that lead up to an address.
func TestStructure(t *testing.T) {
	for _, c := range []struct{ name, lang, heading, text, want string }{
		{"a question on another matter ends the one before", "nl", "Veelgestelde vragen", "Kan ik een pot ruilen?\nJa, binnen 14 dagen na ontvangst.\nHoe vaak geef ik water aan de planten?\nEens in de 7 dagen.", "return-window=14d"},
		{"but not one that goes on", "en", "FAQ", "How long is delivery?\nThree days.\nAnd how much is it to the islands?\n£4.50.", "delivery-time=3d delivery-cost=4.50_GBP"},
		{"a question answered in its line is over with it", "es", "Devoluciones", "¿Cuándo me devuelven el dinero? En 10 días hábiles en la misma tarjeta.\nCada rebozo lleva entre dos y tres semanas de telar.", "refund-time=10d"},
		{"a question that asks for something else", "pl", "Zwroty krok po kroku", "Ile mam czasu?\nCałe 30 dni od odbioru paczki.\nOd jakiego wieku są body?\nNajmniejszy rozmiar nosi się przez pierwsze 2 miesiące.", "return-window=30d"},
		{"what the first question is about is not what the page is about", "fr", "Foire aux questions", "Où livrez-vous ?\nPartout au Canada.\nQuels paiements acceptez-vous ?\nVisa. Un virement doit nous parvenir dans les 48 heures.", "delivery-region=CA"},
		{"a question for what does not go back", "it", "Resi e cambi", "C'è qualcosa che non si può rendere?\nSì: i costumi da bagno e i capi ricamati.", "return-exception"},
		{"nothing is its answer", "en", "Returns", "What can't be returned?\nNothing at all, we take everything back.", ""},
		{"a question for goods of one kind", "zh-tw", "常見問題", "客製刺繡可以退嗎？\n繡上名字的包包恕不接受退貨。", "return-exception"},
		{"what buyers say", "en", "Delivery", "\"Arrived in 2 days, well packed\" - Jane, Leeds\nWe deliver within 5 days.", "delivery-time=5d"},
		{"except from a sum on", "es", "Envíos", "Los gastos de envío son de 4,50 €, salvo en pedidos iguales o superiores a 60 €, que no los llevan.", "delivery-cost=4.50_EUR free-from=60_EUR"},
		{"the line of a page on both is on returns", "ko", "배송과 반품", "반품 받으신 지 7일 안에 접수해 주세요. 마음이 바뀌어 보내시는 경우 택배비는 고객님 부담입니다.", "return-window=7d return-cost=buyer return-method=contact"},
		{"a refund counted from the withdrawal", "it", "Diritto di recesso", "La società rimborsa tutti i pagamenti ricevuti, compresi quelli per la consegna standard, entro quattordici giorni dal giorno in cui viene informata del recesso.", "refund-time=14d"},
		{"goods that came back to the shop", "ja", "返品", "お代は、かばんが届いてから5営業日以内に返金いたします。", "refund-time=5d"},
		{"who pays, in words of no topic", "en", "Change of mind", "You pay the carriage back.", "return-cost=buyer"},
		{"a part paid before delivery", "nl", "Levering", "Het restant betaalt u uiterlijk 8 dagen voor de aflevering.", ""},
		{"a heading above the questions stays", "de", "Hilfe", "Versand\nWie lange dauert das normalerweise so?\nDrei Werktage.\nUnd auf die Inseln?\nFünf Werktage.", "delivery-time=3d delivery-time=5d"},
		{"a term that asks, and its answer", "it", "Domande", "Posso restituire un libro? | Certo, entro 14 giorni da quando lo ricevi.\nQuando riavrò i soldi? | Tre giorni dopo.", "return-window=14d refund-time=3d"},
		{"the unit in the first cell of a row", "de", "Lieferung", "| Österreich | Deutschland\nDauer in Werktagen | 2–3 | 3–5", "delivery-region=AT delivery-region=DE delivery-time=2-3d delivery-time=3-5d"},
		{"the unit in the head of a column", "fr", "Livraison", "Pays | Prix | Délai (jours ouvrés)\nFrance | 4,90 € | 2-3\nBelgique | 9,90 € | 4-6", "delivery-region=FR delivery-cost=4.90_EUR delivery-time=2-3d delivery-region=BE delivery-cost=9.90_EUR delivery-time=4-6d"},
		{"a guarantee behind days to return, in Chinese", "zh-cn", "", "签收后七天内可以联系退货；竹管自然开裂，一年内免费修或换。", "return-window=7d warranty=12m"},
		{"a guarantee behind days to return", "fr", "", "Retour sous 14 jours ; pendant un an, nous réparons ou remplaçons gratuitement.", "return-window=14d warranty=12m"},
		{"the same in Italian", "it", "", "Reso entro 14 giorni; per un anno ripariamo o sostituiamo gratis.", "return-window=14d warranty=12m"},
		{"the same in Portuguese", "pt-br", "", "Devolução em até 7 dias; por um ano consertamos ou trocamos de graça.", "return-window=7d warranty=12m"},
		{"the same in English", "en", "", "You can return it within 14 days; within one year we repair or replace it free of charge.", "return-window=14d warranty=12m"},
		{"how long repairs take", "en", "", "We repair or replace zips for £15 within two weeks.", ""},
		{"the same in German", "de", "", "Wir reparieren Ihre Tasche innerhalb von zwei Wochen.", ""},
		{"the same in Chinese", "zh-cn", "", "过保也能修，大约十天修好。", ""},
		{"goods that are back, checked", "ja", "返品", "ご返金は返送品の到着を確認してから7営業日以内に、ご指定の口座へのお振り込みで行います。", "refund-time=7d"},
		{"goods that are back, in a note", "ja", "返品", "商品到着後8日以内にご返品ください。返金は返送品の到着確認後7営業日以内。", "return-window=8d refund-time=7d"},
		{"columns for orders of different sums", "en", "Delivery", "Order | under €75 | over €75\nIreland | €6.50 | free", "delivery-cost=6.50_EUR free-from=75_EUR delivery-region=IE"},
		{"one column for orders from a sum on, whose cells are nothing", "pl", "Dostawa", "Sposób dostawy | Koszt | Od 249 zł | Czas doręczenia po nadaniu\nPaczkomat InPost | 14,99 zł | 0 zł | 1-2 dni robocze", "delivery-time=1-2d delivery-cost=14.99_PLN free-from=249_PLN carrier=InPost"},
		{"a sum in one cell and that it is free in the next", "de", "Versand", "Ziel | Bestellwert | Versandkosten\nDeutschland | bis 59,99 EUR | 4,90 EUR\nDeutschland | ab 60,00 EUR | kostenlos", "delivery-cost=4.90_EUR delivery-region=DE free-from=60_EUR"},
		{"a column of goods that are fetched", "de", "Versand", "Bestellwert | PostPac Economy | Abholung in Bühler\nunter CHF 150.– | CHF 9.– | gratis\nab CHF 150.– | gratis | gratis", "carrier=Swiss_Post delivery-cost=9_CHF free-from=150_CHF"},
		{"a row of goods that are fetched", "pl", "Dostawa", "Kurier DPD | 16,90 zł\nOdbiór w warsztacie w Brodnicy | 0,00 zł", "delivery-cost=16.90_PLN carrier=DPD"},
		{"once you have spent a sum", "en", "Delivery", "Mainland delivery is £4.50, or free once you’ve spent £45.", "free-from=45_GBP delivery-cost=4.50_GBP"},
		{"the sum named again", "en", "Delivery", "Free shipping on orders of $250 or more.\nThe $250 is counted before tax.", "free-from=250_USD"},
		{"a fee for paying at the door", "it", "Pagamenti", "Contrassegno in contanti al corriere: BRT chiede 3,50 € per la riscossione", "carrier=BRT"},
		{"the same in Chinese", "zh-tw", "運送", "除運費與貨到付款手續費 30 元外,沒有其他費用。", ""},
		{"a head that speaks of sums below that from which it is free", "zh-cn", "配送", "地区 | 运费(不满包邮金额时) | 包邮门槛\n安徽、江苏 | 8元 | 99元", "free-from=99_CNY delivery-cost=8_CNY delivery-region=CN"},
		{"from when on delivery is free", "en", "FAQ", "When is delivery free?\nFrom £40, by post and by courier.", "free-from=40_GBP"},
		{"the same in Polish, with a word that is \"up to\" elsewhere", "pl", "Pytania", "Kiedy wysyłka jest za darmo?\nOd 199 zł, do paczkomatu i kurierem.", "free-from=199_PLN"},
		{"the same in Japanese, without the mark of a question", "ja", "よくある質問", "送料が無料になるのはいつですか。\n5,000円から、全国どこでも。", "free-from=5000_JPY delivery-region=JP"},
		{"the same in Portuguese", "pt-br", "Dúvidas", "Quando o frete é grátis?\nA partir de R$ 199, para todo o Brasil.", "free-from=199_BRL delivery-region=BR"},
		{"whether delivery is free, answered by what it costs", "de", "Fragen", "Ist der Versand kostenlos?\n4,90 €.", "delivery-cost=4.90_EUR"},
		{"a question without its mark", "ja", "返品について", "領収書は出ますか。", ""},
		{"a column of sums from which delivery is free", "de", "Versand", "Land | Versandkosten | versandkostenfrei ab\nDeutschland | 4,90 € | 49 €\nÖsterreich | 9,90 € | –", "free-from=49_EUR delivery-cost=4.90_EUR delivery-region=DE delivery-cost=9.90_EUR delivery-region=AT"},
		{"the same in Chinese, whose head says no more than free", "zh-cn", "配送", "地区 | 运费 | 包邮门槛\n江浙沪 | 8元 | 99元", "free-from=99_CNY delivery-cost=8_CNY delivery-region=CN"},
		{"the same in Korean", "ko", "배송", "지역 | 배송비 | 무료배송 기준\n전국 | 3,500원 | 60,000원", "free-from=60000_KRW delivery-cost=3500_KRW delivery-region=KR"},
		{"a column on another fee", "de", "Versand", "Art | Versand | Nachnahmegebühr\nDHL | 4,90 € | 3,50 €", "delivery-cost=4.90_EUR carrier=DHL"},
		{"from what price on something is posted", "en", "", "Free standard post from $120", "free-from=120_USD"},
		{"a line below a time of delivery, of another matter", "de", " ", "Auf Lager, Lieferzeit: 2–3 Werktage\nIn Packpapier einschlagen (+ 2,50 €)", "delivery-time=2-3d"},
		{"a line below a time of delivery, of what it costs", "en", "Delivery", "Standard delivery (3-5 working days)\n£3.95, or free over £50", "delivery-time=3-5d free-from=50_GBP delivery-cost=3.95_GBP"},
		{"goods that came back", "ja", "返品", "返送品が届いてから10日以内に返金します。", "refund-time=10d"},
		{"boxes beside each other", "ja", "", "お支払い\nカードと代引きが使えます。 | 送料\n全国一律660円です。8,800円以上は送料無料です。 | 返品\n到着後10日以内にご返送ください。", "delivery-cost=660_JPY delivery-region=JP free-from=8800_JPY return-window=10d"},
		{"boxes beside each other, in words", "de", "", "Zahlung\nMit Karte oder auf Rechnung. | Versand\nDer Versand kostet 5,90 €. Ab 80 € ist er frei. | Rückgabe\n30 Tage Rückgaberecht.", "delivery-cost=5.90_EUR free-from=80_EUR return-window=30d"},
		{"boxes, the first of which sends", "pl", "", "Dostawa\nDostawa kosztuje 14,90 zł. | Płatność\nBLIK i karta.", "delivery-cost=14.90_PLN"},
		{"a row whose last cell is short", "en", "Delivery", "To the UK. | Courier | £6.50\nTo Ireland. | Courier | £11.00", "delivery-region=GB delivery-region=IE delivery-cost=6.50_GBP delivery-cost=11_GBP"},
		{"a number that is none of days", "en", "Delivery", "Zone | Weight (kg) | Price\nUK | 2-5 | £4\nEU | 5-10 | £9", "delivery-region=GB delivery-cost=4_GBP delivery-region=EU delivery-cost=9_GBP"},
		{"is, not and", "it", "Spedizione", "Da 30 € in su la spedizione è gratis.", "free-from=30_EUR"},
		{"the sum stands in a question", "pt-br", "Frete", "Comprou R$ 149 ou mais? O frete é por nossa conta.", "free-from=149_BRL"},
		{"words that lead up to an address head nothing", "nl", "Retourneren", "Stuur het pakket naar: Wolhuis, Turfstraat 8, Zutphen. De verzendkosten betaal je zelf.", "return-method=address return-cost=buyer"},
		{"delivery that is refunded is not delivered", "en", "Cancellation and returns", "You may return goods within 14 days of receipt. We reimburse all payments, standard delivery included, within 14 days of hearing from you.", "return-window=14d refund-time=14d"},
		{"a number alone, the unit before", "nl", "Garantie", "Op elke rugzak krijg je vijf jaar garantie, op ritsen twee.", "warranty=60m warranty=24m"},
		{"time to think it over that no law gives", "nl", "Retourneren", "Je krijgt bij ons 30 dagen bedenktijd.", "return-window=30d"},
		{"dollars of where it delivers", "en", "Shipping", "A flat $9.95 anywhere in Australia, free over $99.", "delivery-cost=9.95_AUD free-from=99_AUD delivery-region=AU"},
		{"dollars of nobody in particular", "en", "Shipping", "A flat $9.95 to Australia and the United States.", "delivery-cost=9.95_USD delivery-region=AU delivery-region=US"},
	} {
		got := slices.Compact(noBlanks(values(ReadUnder(c.heading, c.text, c.lang))))
		if want := slices.Sorted(slices.Values(strings.Fields(c.want))); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", c.name, got, want)
		}
	}
}

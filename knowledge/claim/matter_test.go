package claim

import "testing"

// Terms that lawyers wrote speak of "the seller" and "consumers", name the law and bodies to turn to, and are a shop's own all the same; so are answers to what buyers
// ask ("What is your returns policy?"), and a seller who calls himself the supplier. None of them is advice to others: a sound shop would be told that it has no terms.
func TestWhatIsNoAdvice(t *testing.T) {
	for _, c := range []struct{ lang, heading, text string }{
		{"en", "Terms and Conditions", "The Supplier shall deliver the goods within 30 days. The Supplier must inform the Customer of delays. Consumers have rights under the Consumer Rights Act. By law, the seller must refund within 14 days of cancellation. The consumer may cancel within 14 days. A consumer may refer a dispute to an ombudsman, Trading Standards or Citizens Advice. In general, the Supplier's liability is limited to the price paid."},
		{"en", "FAQ", "What is your returns policy?\nReturn it within 30 days of delivery.\nWhat is your shipping policy?\nWe ship in 2 days.\nCan I order in your online store from abroad?\nYes.\nWhat do I need to know? Here's how it works."},
		{"de", "AGB", "Der Lieferant haftet nach den gesetzlichen Vorschriften. Der Auftragnehmer hat innerhalb von 5 Tagen zu liefern. Verbraucher haben ein Widerrufsrecht nach § 355 BGB. Verbraucher können binnen 14 Tagen widerrufen. Grundsätzlich gilt deutsches Recht. Der Verkäufer hat die Kaufsache mangelfrei zu übergeben (§ 437 BGB). Zuständig ist die Verbraucherzentrale oder die Schlichtungsstelle. Als Händler sind wir verpflichtet, auf die Online-Streitbeilegung hinzuweisen."},
		{"de", "Häufige Fragen", "Wie hoch sind die Versandkosten in Ihrem Shop?\n4,90 €.\nWo finde ich Ihre AGB?\nIm Fuß der Seite.\nWas ist der Mindestbestellwert? Keiner."},
		{"fr", "Conditions générales de vente", "Le fournisseur s'engage à livrer sous 30 jours. Le fournisseur garantit la conformité. Conformément au Code de la consommation, le consommateur dispose de 14 jours pour se rétracter. Le vendeur doit rembourser sous 14 jours. Le vendeur est tenu des défauts de conformité. En principe, le droit français s'applique. Les consommateurs peuvent s'adresser au médiateur ou à la DGCCRF. En tant que vendeur, nous restons responsables."},
		{"es", "Condiciones generales", "El proveedor se compromete a entregar en 30 días. El proveedor garantiza la conformidad. Conforme a la Ley General para la Defensa de los Consumidores y Usuarios, el consumidor puede desistir en 14 días. El vendedor deberá reembolsar en 14 días. El vendedor tiene la obligación de informar. En general, se aplica la ley vigente. Los consumidores pueden acudir a la OMIC. Como vendedor respondemos de las faltas."},
		{"it", "Condizioni generali di vendita", "Il fornitore si impegna a consegnare entro 30 giorni. Il fornitore garantisce la conformità. Ai sensi del Codice del consumo il consumatore può recedere entro 14 giorni. Il venditore deve rimborsare entro 14 giorni. Il venditore è tenuto a consegnare beni conformi. I consumatori possono rivolgersi all'AGCM. In generale si applica la normativa vigente. Come venditore rispondiamo dei difetti."},
		{"nl", "Algemene voorwaarden", "De leverancier dient binnen 30 dagen te leveren. De opdrachtgever is de partij die bestelt. De consument heeft 14 dagen bedenktijd. De verkoper moet binnen 14 dagen terugbetalen. De verkoper mag wachten tot de goederen terug zijn. Consumenten kunnen zich wenden tot ConsuWijzer of de ACM. Dit is wettelijk verplicht en staat in de wet."},
		{"pl", "Regulamin sklepu", "Zamawiający składa zamówienie. Dostawca zobowiązuje się dostarczyć towar w 5 dni. Sprzedawca ma obowiązek wydać towar bez wad. Konsument może odstąpić w terminie 14 dni. Zgodnie z ustawą o prawach konsumenta Sprzedawca zwraca płatności w 14 dni. Przepisy Kodeksu cywilnego stosuje się odpowiednio. Konsument może zwrócić się do rzecznika konsumentów, UOKiK lub Federacji Konsumentów. Zazwyczaj spory rozwiązuje się polubownie."},
		{"pt-br", "Termos de uso", "O fornecedor se compromete a entregar em 30 dias. O fornecedor deve informar atrasos. O Código de Defesa do Consumidor se aplica. O consumidor pode desistir em 7 dias (artigo 49). O vendedor deve reembolsar em 14 dias. Os consumidores podem procurar o Procon ou o consumidor.gov. Em geral, aplica-se a lei brasileira."},
		{"ja", "特定商取引法に基づく表記", "販売事業者：株式会社木の香\n運営責任者：山田太郎\n返品：商品到着後8日以内にお電話ください。備考欄に注文番号をご記載ください。電話番号は必須です。お名前を記入ください。消費者契約法その他の法律に従います。販売事業者は法律上の義務を負います。消費者ホットライン、国民生活センターへもご相談いただけます。一般的に発送は3日以内です。"},
		{"ja", "利用規約", "甲は商品を販売する者、乙は購入する者をいう。甲は注文後7日以内に発送する。乙は到着後8日以内に返品できる。甲は返品到着後14日以内に返金する。消費者契約法が適用される場合はこれに従う。"},
		{"ko", "이용약관", "판매자는 3일 이내에 발송합니다. 판매자가 제공하는 상품에 하자가 있으면 환불합니다. 소비자는 전자상거래법에 따라 7일 이내에 청약철회를 할 수 있습니다. 공급자는 고객에게 상품을 인도합니다. 사업자는 3영업일 이내에 환급합니다. 분쟁은 한국소비자원 또는 공정거래위원회의 기준에 따릅니다. 일반적으로 배송은 2일 걸립니다."},
		{"zh-cn", "服务条款", "甲方为销售商品的一方，乙方为购买商品的一方。卖家应在3天内发货。依法，消费者可在7天内无理由退货。经营者应在15天内退款。根据消费者权益保护法和电子商务法，消费者可向消协或12315投诉。法律规定另有要求的从其规定。商家承担质量责任。"},
		{"zh-tw", "服務條款", "甲方為銷售商品之一方，乙方為購買商品之一方。賣家應在3天內出貨。依法，消費者可於7天內無條件退貨。企業經營者應在15天內退款。依消費者保護法第19條，消費者得向1950或消基會申訴。法律規定另有要求者從其規定。商家負品質責任。"},
	} {
		if MatterOf(c.heading, c.text, c.lang).Advises() {
			t.Errorf("%s, %s: taken for advice to others", c.lang, c.heading)
		}
		m := MatterOf(c.heading, c.text, c.lang)
		for at := range c.text {
			if m.Holds(WithdrawalRight, at) {
				t.Errorf("%s, %s: what stands at %.40s is taken for another trade", c.lang, c.heading, c.text[at:])
				break
			}
		}
	}
}

// TestWhatIsAdvice holds what others write of shops to being no shop's own.
func TestWhatIsAdvice(t *testing.T) {
	for _, c := range []struct{ lang, text string }{
		{"en", "As a seller, you must tell your customers what delivery costs. If you sell online, here's how to write the page."},
		{"de", "Als Onlinehändler schulden Sie Ihren Kunden klare Angaben. Sonst werden Sie abgemahnt."},
		{"fr", "Vous devez informer vos clients. Vendre en ligne, c'est aussi rédiger cette page : guide complet."},
		{"es", "Informe a sus clientes de los gastos. Vender por internet exige redactar las condiciones."},
		{"it", "Devi informare i tuoi clienti. Chi vende online: guida completa. I tassi di conversione: tasso di conversione."},
		{"nl", "Informeer je klanten goed. Als webwinkelier moet je dat op je site zetten."},
		{"pl", "Informuj swoich klientów. Sprzedaż online wymaga regulaminu."},
		{"pt-br", "Informe seus clientes. Vender pela internet exige uma página de frete."},
		{"ja", "ネットショップを運営する方へ。特定商取引法の書き方を解説します。販売事業者名の記載が必要です。"},
		{"ko", "쇼핑몰 운영을 시작하는 사장님을 위한 작성 방법입니다."},
		{"zh-cn", "商家如何填写规范？开店后请告知您的顾客。"},
		{"zh-tw", "賣家如何撰寫？開店後請告知您的顧客。"},
	} {
		if !MatterOf("", c.text, c.lang).Advises() {
			t.Errorf("%s: not taken for advice", c.lang)
		}
	}
}

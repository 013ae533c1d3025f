package claim

import "testing"

// Reduced goods that do not go back, and sentences on them that take nothing away.
func TestSaleBarred(t *testing.T) {
	for lang, texts := range map[string][2][]string{
		"en": {{"We do not give refunds on sale items under any circumstances.", "Sale items cannot be returned.", "Clearance goods are non-refundable.", "There is no right to cancel for reduced items.", "Sale items are never taken back for any reason.", "Items bought at a reduced price will under no circumstances be refunded."},
			{"Sale items can be returned like all others.", "Sale items cannot be exchanged.", "Our voluntary 60 days do not apply to sale items, which cannot be returned after 14 days.", "Items bought in the sale in our shop cannot be returned.", "Opened software cannot be returned.", "Clearance items cannot be returned for change of mind.", "All orders are final sale.", "Reduced goods can be returned like all others, postage is never refunded."}},
		"de": {{"Reduzierte Ware ist vom Umtausch und vom Widerruf ausgeschlossen.", "Sale-Artikel können nicht zurückgegeben werden.", "Rabattierte Artikel sind vom Widerruf ausgenommen.", "Reduzierte Artikel nehmen wir in keinem Fall zurück.", "Ware aus dem Sale wird grundsätzlich nicht zurückgenommen."},
			{"Reduzierte Ware können Sie ebenso zurückgeben.", "Reduzierte Ware ist vom Umtausch ausgeschlossen.", "Von unserem freiwilligen Rückgaberecht ist reduzierte Ware ausgenommen, das gesetzliche Widerrufsrecht gilt auch für sie.", "Auch reduzierte Artikel nehmen wir zurück, Versandkosten erstatten wir in keinem Fall."}},
		"fr": {{"Les articles soldés ne sont ni repris ni remboursés.", "Les articles en promotion ne peuvent pas être retournés.", "Les produits en promotion ne sont en aucun cas remboursés, même après 3 jours."}, {"Les articles soldés sont repris comme les autres.", "Les articles soldés ne sont pas échangés.", "Les articles soldés se renvoient comme les autres, les frais de port ne sont jamais remboursés."}},
		"es": {{"Los artículos rebajados no se pueden devolver.", "No se admiten devoluciones de productos en oferta.", "Los artículos en oferta no admiten devolución bajo ninguna circunstancia."}, {"Los artículos rebajados se devuelven igual.", "Los artículos rebajados no tienen cambio.", "Los artículos rebajados se devuelven igual, los gastos de envío nunca se reembolsan."}},
		"it": {{"Gli articoli in saldo non possono essere restituiti.", "Non si accettano resi di prodotti scontati.", "La merce scontata non viene mai rimborsata."}, {"Gli articoli in saldo si restituiscono come gli altri.", "Gli articoli in saldo si restituiscono come gli altri, la spedizione non viene mai rimborsata."}},
		"nl": {{"Afgeprijsde artikelen kunnen niet worden geretourneerd.", "Sale-artikelen zijn uitgesloten van het herroepingsrecht.", "Artikelen in promotie worden in geen geval teruggenomen of terugbetaald.", "Producten in de aanbieding nemen wij onder geen beding terug."}, {"Afgeprijsde artikelen kunt u gewoon retourneren.", "Afgeprijsde artikelen kunnen niet worden geruild.", "Afgeprijsde artikelen neemt u mee terug, verzendkosten betalen wij nooit terug."}},
		"pl": {{"Towar zakupiony w promocji nie podlega zwrotowi ani reklamacji.", "Towary przecenione nie podlegają zwrotowi.", "Towarów z promocji nie przyjmujemy z powrotem bez względu na przyczynę."}, {"Towary przecenione można zwrócić jak wszystkie inne.", "Towarów przecenionych nie wymieniamy.", "Towary przecenione można zwrócić, kosztów przesyłki nigdy nie zwracamy."}},
	} {
		for _, text := range texts[0] {
			if len(SaleBarred(text, lang)) != 1 {
				t.Errorf("%s: %s: takes a right away, and is not seen", lang, text)
			}
		}
		for _, text := range texts[1] {
			if len(SaleBarred(text, lang)) != 0 {
				t.Errorf("%s: %s: takes nothing away", lang, text)
			}
		}
	}
}

// Complaints that are heard for some hours only, and hours in which something else is to happen.
func TestHoursBarred(t *testing.T) {
	for lang, texts := range map[string][2][]string{
		"en": {{"No complaints will be accepted after 48 hours.", "Complaints are accepted only within 48 hours of delivery."}, {"Please tell us of damage within 48 hours, so that we can claim it from the carrier.", "We answer complaints within 48 hours.", "Please report damage within 48 hours if you can."}},
		"de": {{"Reklamationen sind nur innerhalb von 48 Stunden möglich.", "Nach Ablauf von 48 Stunden werden keine Reklamationen mehr angenommen."}, {"Bitte melden Sie Transportschäden innerhalb von 48 Stunden.", "Reklamationen beantworten wir innerhalb von 48 Stunden."}},
		"fr": {{"Aucune réclamation ne sera acceptée passé un délai de 48 heures.", "Au-delà de 72 heures, aucune réclamation n'est recevable."}, {"Nous répondons à toute réclamation sous 48 heures.", "Émettez vos réserves sous 72 heures auprès du transporteur, après quoi aucune réclamation ne sera admise par lui."}},
		"es": {{"No se admitirán reclamaciones pasadas 48 horas desde la entrega."}, {"Respondemos a las reclamaciones en 48 horas."}},
		"it": {{"Non si accettano reclami dopo 48 ore dalla consegna."}, {"Rispondiamo ai reclami entro 48 ore."}},
		"nl": {{"Klachten worden alleen binnen 48 uur na levering behandeld."}, {"Klachten behandelen wij binnen 48 uur."}},
		"pl": {{"Reklamacje przyjmujemy wyłącznie w ciągu 48 godzin od dostawy."}, {"Reklamacje rozpatrujemy w ciągu 48 godzin."}},
	} {
		for _, text := range texts[0] {
			if len(HoursBarred(text, lang)) != 1 {
				t.Errorf("%s: %s: takes a right away, and is not seen", lang, text)
			}
		}
		for _, text := range texts[1] {
			if len(HoursBarred(text, lang)) != 0 {
				t.Errorf("%s: %s: takes nothing away", lang, text)
			}
		}
	}
}

// Texts that say of themselves that they are still to come, and texts that speak of changes, of parcels and of when they were written.
func TestToCome(t *testing.T) {
	for lang, texts := range map[string][2][]string{
		"en":    {{"Our terms of sale are being rewritten by our solicitor.", "Our terms and conditions will be published here in the coming weeks.", "The returns policy will soon be available on this page.", "We are currently preparing our terms."}, {"These terms will be updated from time to time.", "Our terms were last revised in May and are available here.", "Tracking information will be available shortly after dispatch.", "Changes to these terms will be published here."}},
		"de":    {{"Unsere Bedingungen werden zurzeit neu gefasst und geprüft.", "Die AGB folgen in Kürze.", "An dieser Stelle finden Sie demnächst unsere Verkaufsbedingungen."}, {"Änderungen dieser Bedingungen veröffentlichen wir hier.", "Diese AGB wurden zuletzt im Mai überarbeitet."}},
		"fr":    {{"Nos conditions générales sont en cours de révision.", "Nos conditions de vente seront bientôt publiées ici."}, {"Les présentes conditions sont en vigueur depuis mai."}},
		"es":    {{"Nuestras condiciones se publicarán aquí próximamente.", "Las condiciones se están revisando."}, {"Las condiciones pueden cambiar y se publicarán aquí."}},
		"it":    {{"Le nostre condizioni di vendita saranno pubblicate qui a breve.", "Le condizioni sono in fase di revisione."}, {"Le condizioni valgono dal 1º maggio."}},
		"nl":    {{"Onze voorwaarden worden momenteel herzien.", "De tekst volgt binnenkort."}, {"Deze voorwaarden worden bij elke bestelling toegestuurd."}},
		"pl":    {{"Regulamin jest w trakcie opracowywania.", "Wkrótce opublikujemy tu nasz regulamin."}, {"Regulamin obowiązuje od 1 maja."}},
		"pt-br": {{"Nossos termos estão sendo revisados.", "Em breve publicaremos aqui as nossas condições."}, {"Os termos valem desde maio e estão disponíveis aqui."}},
		"zh-cn": {{"退换货政策稍后公布。"}, {"本政策更新后在本页公布。"}},
		"zh-tw": {{"本店條款正在修訂。"}, {"本條款更新後於本頁公告。"}},
		"ja":    {{"プライバシーポリシーは後日このページに掲載いたします。"}, {"本規約の内容は変更後このページに掲載します。"}},
		"ko":    {{"약관은 추후 공지하겠습니다."}, {"약관 변경 시 이 페이지에 공지합니다."}},
	} {
		for _, text := range texts[0] {
			if ToCome(text, lang) == "" {
				t.Errorf("%s: %s: is still to come, and is not seen", lang, text)
			}
		}
		for _, text := range texts[1] {
			if s := ToCome(text, lang); s != "" {
				t.Errorf("%s: %s: is there", lang, s)
			}
		}
	}
}

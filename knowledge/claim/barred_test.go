package claim

import "testing"

// Reduced goods that do not go back, and sentences on them that take nothing away.
func TestSaleBarred(t *testing.T) {
	for lang, texts := range map[string][2][]string{
		"en": {{"We do not give refunds on sale items under any circumstances.", "Sale items cannot be returned.", "Clearance goods are non-refundable.", "There is no right to cancel for reduced items."},
			{"Sale items can be returned like all others.", "Sale items cannot be exchanged.", "Our voluntary 60 days do not apply to sale items, which cannot be returned after 14 days.", "Items bought in the sale in our shop cannot be returned.", "Opened software cannot be returned.", "Clearance items cannot be returned for change of mind.", "All orders are final sale."}},
		"de": {{"Reduzierte Ware ist vom Umtausch und vom Widerruf ausgeschlossen.", "Sale-Artikel können nicht zurückgegeben werden.", "Rabattierte Artikel sind vom Widerruf ausgenommen."},
			{"Reduzierte Ware können Sie ebenso zurückgeben.", "Reduzierte Ware ist vom Umtausch ausgeschlossen.", "Von unserem freiwilligen Rückgaberecht ist reduzierte Ware ausgenommen, das gesetzliche Widerrufsrecht gilt auch für sie."}},
		"fr": {{"Les articles soldés ne sont ni repris ni remboursés.", "Les articles en promotion ne peuvent pas être retournés."}, {"Les articles soldés sont repris comme les autres.", "Les articles soldés ne sont pas échangés."}},
		"es": {{"Los artículos rebajados no se pueden devolver.", "No se admiten devoluciones de productos en oferta."}, {"Los artículos rebajados se devuelven igual.", "Los artículos rebajados no tienen cambio."}},
		"it": {{"Gli articoli in saldo non possono essere restituiti.", "Non si accettano resi di prodotti scontati."}, {"Gli articoli in saldo si restituiscono come gli altri."}},
		"nl": {{"Afgeprijsde artikelen kunnen niet worden geretourneerd.", "Sale-artikelen zijn uitgesloten van het herroepingsrecht."}, {"Afgeprijsde artikelen kunt u gewoon retourneren.", "Afgeprijsde artikelen kunnen niet worden geruild."}},
		"pl": {{"Towar zakupiony w promocji nie podlega zwrotowi ani reklamacji.", "Towary przecenione nie podlegają zwrotowi."}, {"Towary przecenione można zwrócić jak wszystkie inne.", "Towarów przecenionych nie wymieniamy."}},
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

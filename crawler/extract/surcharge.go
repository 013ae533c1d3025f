package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

// Words of lines that name what paying in a certain way costs. Methods are cards and wallets only: cash on delivery costs the shop a courier's work.
var (
	payMethods = []string{"paypal", "visa", "mastercard", "american express", "amex", "credit card", "debit card", "by card", "kreditkarte", "carte bancaire", "carte de crédit", "carte bleue", "par carte", "tarjeta", "carta di credito", "con carta",
		"creditcard", "cartão", "kartą", "karta płatnicza", "kartą kredytową", "karta kredytowa", "klarna", "bizum", "satispay", "blik", "google pay", "apple pay"}
	payCharges = []string{"surcharge", "handling fee", "processing fee", "transaction fee", "fee of ", " fee ", "charge is added", "charge added", "we add ", "is added to orders", "is added to the total", "% charge", "wird aufgeschlagen", "berechnen wir zusätzlich", "werden aufgeschlagen", "est ajouté", "sont ajoutés", "nous ajoutons", "se añade", "se añaden", "añadimos", "viene aggiunto", "si aggiunge", "aggiungiamo", "wordt toegevoegd", "komt er bij", "rekenen wij", "é acrescid", "é adicionad", "cobramos ", "doliczamy", "doliczan", "aufschlag", "zuschlag", "aufpreis", "gebühr", "frais", "supplément", "recargo", "comisión", "suplemento", "commissione", "commissioni", "supplemento", "sovrapprezzo", "maggiorazione",
		"toeslag", "transactiekosten", "acréscimo", "taxa de", "taxa do", "dopłat", "prowizj", "opłata"}
	// otherCharges are charges of another matter, and ways to pay that do cost the shop's courier something.
	otherCharges = []string{"return", "refund", "deposit", "gift card", "custom", "duty", "deliver", "shipping", "chargeback", "reminder", "late", "rücklast", "lastschrift", "mahn", "kaution", "nachnahme", "versand", "retoure", "zoll", "gutschein", "livraison", "retour", "contre remboursement",
		"caution", "douane", "envío", "reembolso", "devoluc", "aduana", "fianza", "spedizion", "contrassegno", "reso", "cauzione", "dogan", "rembours", "verzend", "borg", "douane", "frete", "entrega", "devolu", "juros", "parcela", "pobraniem", "dostaw", "zwrot", "kaucj", "cło", "de port", "expédition", "wrap", "geschenk", "emballage", "confezione", "envoltorio", "inpak", "opakowan", "embalagem", "instalment", "installment", "raten", "mensualit", "cuota", "rate "}
)

// longestCharge is the length of a line, in bytes, up to which what stands in it belongs together.
const longestCharge = 240

// surcharges marks lines, such as rows of a table of ways to pay, that name a card or wallet, a charge and its amount. There are too many ways to say it
// for a list of phrases.
func (m *marker) surcharges() {
	for rest := m.text; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if len(line) > longestCharge || !mayNameAmount(line) {
			continue
		}
		low := " " + strings.ToLower(line) + " "
		if hasAnyOf(low, payMethods) && hasAnyOf(low, payCharges) && !hasAnyOf(low, otherCharges) && namesCharge(line) {
			m.add(snapshot.MarkSurcharge, strings.TrimSpace(line), snapshot.SurchargeLine)
		}
	}
}

// mayNameAmount tells most lines that name no amount, by one look: there is no digit in them, or no sign that may be one of a currency or a share.
func mayNameAmount(line string) bool {
	digit, sign := false, false
	for i := range len(line) {
		switch c := line[i]; {
		case '1' <= c && c <= '9':
			digit = true
		case c == '%' || c == '$' || c >= utf8.RuneSelf:
			sign = true
		case c|0x20 == 'e' && i+2 < len(line) && line[i+1]|0x20 == 'u' && line[i+2]|0x20 == 'r':
			sign = true
		}
		if digit && sign {
			return true
		}
	}
	return false
}

func hasAnyOf(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

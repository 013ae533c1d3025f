package money

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// notation is a line of the tables in testdata.
type notation struct{ lang, currency, text, want, where string }

func notations(t testing.TB, name string) []notation {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var list []notation
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 5 || c[4] == "" {
			t.Fatalf("%s: %q has %d columns", name, line, len(c))
		}
		if c[3] == "-" {
			c[3] = ""
		}
		list = append(list, notation{c[0], c[1], strings.ReplaceAll(c[2], `\n`, "\n"), c[3], c[4]})
	}
	return list
}

// shown writes amounts as the tables do: "from 12.9 EUR", "unit 25.8 EUR/kg", "12-20 GBP incl".
func shown(list []Amount) string {
	var parts []string
	for i := range list {
		a := &list[i]
		var b strings.Builder
		if a.From {
			b.WriteString("from ")
		}
		if k := a.Kind.String(); k != "" {
			b.WriteString(k + " ")
		}
		fmt.Fprintf(&b, "%.12g", a.Value)
		if a.High != 0 {
			fmt.Fprintf(&b, "-%.12g", a.High)
		}
		if a.Currency != "" {
			b.WriteString(" " + a.Currency)
		}
		if a.Per != "" {
			b.WriteString("/" + a.Per)
		}
		b.WriteString([...]string{"", " incl", " excl"}[a.Tax])
		parts = append(parts, b.String())
	}
	return strings.Join(parts, "; ")
}

// TestNotations holds the reader against every way of writing money that we know of. Less than 99 in 100 right fails.
func TestNotations(t *testing.T) {
	list := notations(t, "testdata/known.tsv")
	if right := read(t, list); len(list) < 300 || right*100 < len(list)*99 {
		t.Error("too few")
	}
}

// TestUnseenNotations reads 90 notations that were written on 26 November 2026 when the reader was done. At first sight 82 were right, amount and
// currency of all 90; the other eight were taken for another kind of amount. Then the reader was mended for them too.
func TestUnseenNotations(t *testing.T) {
	list := notations(t, "testdata/unseen.tsv")
	if right := read(t, list); right*100 < len(list)*99 {
		t.Error("too few")
	}
}

// TestFurtherMarkets reads 76 notations of further markets, written on 26 November 2026. At first sight 67 were right but for mistakes in the table; nothing was
// mended for them. Six of the others are right where the page has the language, or names the currency, of the market. Crowns with a blank between thousands in an English shop
// were mended afterwards. Wrong are the Swedish ":-", and a Korean price that only the discounted one behind it makes a former one.
func TestFurtherMarkets(t *testing.T) {
	list := notations(t, "testdata/further.tsv")
	if right := read(t, list); right*100 < len(list)*96 {
		t.Error("too few")
	}
}

// TestNotationsLookedAtOnce reads 90 notations, written on 26 November 2026 after those above. At first sight 70 were right but for a mistake in the table; then the reader was
// mended: lakhs and crores, pence, several for a price, taxes between an amount and its month, and a recommended price between two amounts, which is the higher one. Wrong
// still are a word for the month ahead of its amount, "Normalpreis" behind a price for members, "$1.2K", the Swedish ":-" and the Finnish month.
func TestNotationsLookedAtOnce(t *testing.T) {
	list := notations(t, "testdata/fourth.tsv")
	if right := read(t, list); right*100 < len(list)*94 {
		t.Error("too few")
	}
}

func read(t *testing.T, list []notation) (right int) {
	t.Helper()
	for _, n := range list {
		if got := shown(Read(n.text, Options{Lang: n.lang, Currency: n.currency})); got != n.want {
			t.Logf("%s %q (%s): %q, want %q", n.lang, n.text, n.where, got, n.want)
			continue
		}
		right++
	}
	t.Logf("%d of %d notations right (%.1f %%)", right, len(list), 100*float64(right)/float64(len(list)))
	return right
}

// TestValues reads prices as structured data have them.
func TestValues(t *testing.T) {
	for _, c := range []struct {
		text, currency string
		value, other   float64
		ok             bool
	}{
		{"12.90", "", 12.9, 0, true},
		{"12.9000", "", 12.9, 0, true},
		{"12,90", "", 12.9, 0, true},
		{"1,299.00", "", 1299, 0, true},
		{"1.299,00", "", 1299, 0, true},
		{"1299", "", 1299, 0, true},
		{"1.299", "EUR", 1.299, 1299, true},
		{"12.500", "KWD", 12.5, 0, true},
		{"1,299", "", 1299, 1.299, true},
		{"€ 12,90", "", 12.9, 0, true},
		{"12,90 €", "", 12.9, 0, true},
		{"1.234,56 €", "EUR", 1234.56, 0, true},
		{"$12.90", "USD", 12.9, 0, true},
		{"1 299,00", "PLN", 1299, 0, true},
		{"ab 12,90", "", 12.9, 0, true},
		{"0", "", 0, 0, true},
		{"", "", 0, 0, false},
		{"-1", "", 0, 0, false},
		{"NaN", "", 0, 0, false},
		{"{{ product.price }}", "", 0, 0, false},
		{"on request", "", 0, 0, false},
		{"12.90 19.90", "", 0, 0, false},
	} {
		v, other, ok := Value(c.text, c.currency)
		if ok != c.ok || !Equal(v, c.value) || !Equal(other, c.other) {
			t.Errorf("%q: %v, %v, %v, want %v, %v, %v", c.text, v, other, ok, c.value, c.other, c.ok)
		}
	}
}

func TestCurrencies(t *testing.T) {
	for text, want := range map[string]string{"EUR": "EUR", "eur": "EUR", "€": "EUR", "Euro": "EUR", " USD ": "USD", "£": "GBP", "zł": "PLN", "円": "JPY", "R$": "BRL", "$": "", "": "", "XYZ": ""} {
		if code, exact := Currency(text); code != want || exact != (strings.TrimSpace(text) == want && want != "") {
			t.Errorf("%q: %q, %v, want %q", text, code, exact, want)
		}
	}
}

// FuzzRead: whatever a page holds, amounts stand in it, in order, and reading takes no more than its length asks for.
func FuzzRead(f *testing.F) {
	for _, n := range notations(f, "testdata/known.tsv") {
		f.Add(n.text, n.lang)
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		end := 0
		for _, a := range Read(text, Options{Lang: lang}) {
			if a.Start < end || a.End <= a.Start || a.End > len(text) || a.Value < 0 || a.High != 0 && a.High < a.Value {
				t.Fatalf("%q: %+v", text, a)
			}
			end = a.End
		}
	})
}

// TestWordsAtTheEndOfALine: what is read of the words behind an amount ends with its line, whatever follows.
func TestWordsAtTheEndOfALine(t *testing.T) {
	for _, pad := range []string{"", "a", "ab"} {
		text := "10,500원할인\n" + pad + strings.Repeat("저희 벌이 만든 밀랍으로 ", 8)
		if got := shown(Read(text, Options{Lang: "ko"})); got != "saving 10500 KRW" {
			t.Error(got)
		}
	}
}

// TestHostileTexts: long runs of what looks like the beginning of an amount cost no more than their length.
func TestHostileTexts(t *testing.T) {
	for _, piece := range []string{"1 000 ", "1,", "€ ", "1万", "12-", "12 – ", "1€2", "from ", "R$ 1 ", "9.99 € / ", "１，"} {
		text := strings.Repeat(piece, 200_000/len(piece))
		if list := Read(text, Options{Lang: "fr", Max: 40}); len(list) > 40 {
			t.Errorf("%q: %d amounts", piece, len(list))
		}
		Read(text, Options{Lang: "ja"})
	}
}

func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	for _, n := range notations(b, "testdata/known.tsv") {
		if n.lang == "de" {
			text.WriteString("Handgegossene Kerze aus reinem Bienenwachs, Höhe 12 cm, Brenndauer 40 Stunden\n" + n.text + "\n")
		}
	}
	page := text.String()
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Read(page, Options{Lang: "de", Max: 40})
	}
}

// TestNotesInSentences: terms say in a sentence what other shops say in a word beside the price.
func TestNotesInSentences(t *testing.T) {
	for lang, text := range map[string]string{
		"en": "All prices are in pounds sterling and include VAT.", "de": "Alle Preise enthalten die gesetzliche Mehrwertsteuer; hinzu kommen die Versandkosten.",
		"fr": "Les prix comprennent la TVA.", "it": "I prezzi sono in euro e comprendono l'IVA.", "es": "Los precios incluyen el IVA.",
		"pl": "Ceny podane są w złotych i zawierają podatek VAT.", "nl": "Alle prijzen zijn inclusief btw.",
	} {
		if n := ReadNotes(text, lang); !n.Included || n.Excluded {
			t.Errorf("%s: %+v", text, n)
		}
	}
	if n := ReadNotes("Prices do not include delivery.", "en"); n.Included {
		t.Errorf("delivery is no tax: %+v", n)
	}
}

func TestANoteOnTaxMayNameItsRate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang, text string
		incl, excl bool
	}{
		{"en", "VAT at 20% included. Postage £3.40.", true, false},
		{"de", "inkl. 7 % MwSt.", true, false},
		{"fr", "TVA de 5,5 % incluse", true, false},
		{"es", "IVA del 21 % incluido", true, false},
		{"it", "IVA al 22% inclusa", true, false},
		{"pl", "zawiera 23% VAT", true, false},
		{"de", "zzgl. 19 % MwSt.", false, true},
		{"en", "20% off, VAT number below", false, false},
	} {
		n := ReadNotes(c.text, c.lang)
		if n.Included != c.incl || n.Excluded != c.excl {
			t.Errorf("%s: %+v", c.text, n)
		}
	}
}

func TestThatDeliveryIsCalculatedLaterIsANote(t *testing.T) {
	t.Parallel()
	for lang, text := range map[string]string{
		"en": "Shipping is calculated at checkout.", "de": "Der Versand wird an der Kasse berechnet.", "fr": "La livraison est calculée à l’étape suivante.",
		"es": "El envío se calcula al finalizar la compra.", "it": "La spedizione viene calcolata alla cassa.", "nl": "De verzending wordt bij het afrekenen berekend.",
		"pl": "Koszt dostawy obliczany w koszyku.", "pt-br": "O frete é calculado no carrinho.", "ja": "送料はご注文手続きで計算されます。", "ko": "배송비는 주문서에서 계산됩니다.",
		"zh-cn": "运费在结算时计算。", "zh-tw": "運費於結帳時計算。",
	} {
		if !ReadNotes(text, lang).Delivery {
			t.Errorf("%s: %s", lang, text)
		}
	}
}

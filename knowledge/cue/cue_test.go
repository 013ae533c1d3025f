package cue

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestDataParses is the promise behind Default, which has no error to return.
func TestDataParses(t *testing.T) {
	all, err := loadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(Langs()) {
		t.Fatalf("%d data files, want %d", len(all), len(Langs()))
	}
}

// TestExamples runs the example lines of every data file: exactly the wanted concepts reach the strength of their place.
func TestExamples(t *testing.T) {
	places := map[string]Place{"link": LinkText, "slug": Slug, "heading": Heading, "body": Body}
	all, err := loadAll()
	if err != nil {
		t.Fatal(err)
	}
	m := Default()
	for _, d := range all {
		for _, ex := range d.examples {
			place, ok := places[ex.Place]
			if !ok {
				t.Errorf("%s: %q: unknown place %q", d.lang, ex.Text, ex.Place)
				continue
			}
			var got []string
			for _, h := range m.Match(ex.Text, place, d.lang) {
				if reaches(h.Weight, place.weight()) {
					got = append(got, h.Concept.String())
				}
			}
			slices.Sort(got)
			got = slices.Compact(got)
			want := slices.Clone(ex.Want)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %s %q: got %v, want %v", d.lang, ex.Place, ex.Text, got, want)
			}
		}
	}
}

// TestMatchLanguageWeights: a short word of another language is a hint, an unmistakable one is a cue.
func TestMatchLanguageWeights(t *testing.T) {
	m := Default()
	tests := []struct {
		text, lang string
		c          Concept
		want       bool
	}{
		{"retour", "nl", Returns, true},
		{"resi", "it", Returns, true},
		{"resi", "de", Returns, false},
		{"resi", "", Returns, true},
		{"widerrufsbelehrung", "fr", Withdrawal, true},
		{"chi siamo", "de", About, true},
		{"返品", "en", Returns, true},
		{"개인정보처리방침", "en", Privacy, true},
		{"privacy", "ko", Privacy, true},
		{"隱私權政策", "zh-Hant-HK", Privacy, true},
		{"Política de Privacidade", "pt_PT", Privacy, true},
		{"kontakt", "sv", Contact, true},
	}
	for _, tt := range tests {
		if got := m.Has(tt.text, LinkText, tt.lang, tt.c); got != tt.want {
			t.Errorf("Has(%q, %q, %v) = %v, want %v", tt.text, tt.lang, tt.c, got, tt.want)
		}
	}
}

// TestMatchOffsets: offsets are those of the original text, whatever folding did to it.
func TestMatchOffsets(t *testing.T) {
	tests := []struct {
		text, want string
		c          Concept
	}{
		{"Zum DATEN\u00adSCHUTZ hier", "DATEN\u00adSCHUTZ", Privacy},
		{"→ ＡＧＢ ←", "ＡＧＢ", Terms},
		{"e\u0301 Politique  de\u00a0confidentialite\u0301.", "Politique  de\u00a0confidentialite\u0301", Privacy},
		{"ﾌﾟﾗｲﾊﾞｼｰﾎﾟﾘｼｰはこちら", "ﾌﾟﾗｲﾊﾞｼｰﾎﾟﾘｼｰ", Privacy},
		{"교환 및 반품 안내", "교환 및 반품", Returns},
		{"L’entreprise", "L’entreprise", About},
	}
	for _, tt := range tests {
		found := false
		for _, h := range Default().Match(tt.text, Body, "") {
			found = found || h.Concept == tt.c && tt.text[h.Start:h.End] == tt.want
		}
		if !found {
			t.Errorf("%q: no hit %q of %v in %+v", tt.text, tt.want, tt.c, Default().Match(tt.text, Body, ""))
		}
	}
}

// TestMatchLines: in running text no cue spans two blocks, and a word that must stand alone may stand alone in its line.
func TestMatchLines(t *testing.T) {
	m := Default()
	if m.Has("Our privacy-free\ndata\nprotection", Body, "de", Cart) || !m.Has("Home\nBag (2)\nMenu", Body, "en", Cart) {
		t.Error("a line is not read as a unit")
	}
	if m.Has("about data\nprotection of goods", Body, "en", Privacy) {
		t.Error("a cue spans two lines")
	}
	if !m.Has("Right of\n   Withdrawal", LinkText, "en", Withdrawal) {
		t.Error("a line break inside a link text is not a space")
	}
}

func TestBest(t *testing.T) {
	tests := []struct {
		text, path, lang string
		want             Concept
	}{
		{"Widerrufsbelehrung", "/widerruf", "de", Withdrawal},
		{"Lieferung & Zahlung", "/zahlung", "de", Payment},
		{"", "/policies/privacy-policy", "en", Privacy},
		{"✉", "/contact", "en", Contact},
		{"Click here", "/contact", "en", None},
		{"Privacy screen 15\"", "/products/privacy-screen", "en", None},
		{"Kontakt", "/pages/kontakt", "da", Contact},
		{"Size guide", "/pages/size-guide", "en", Guide},
		{"特定商取引法に基づく表記", "/law", "ja", Imprint},
		{"Add to cart", "/cart?add=1", "en", Cart},
		{"Summer dress", "/products/summer-dress", "en", None},
		{"Mis datos personales", "/datos-personales", "es", Account}, // what footers of PrestaShop lead to
		{"Mes bons de réduction", "/reduction", "fr", Account},
		{"Le mie note di credito", "/buono-ordine", "it", Account},
		{"Meine Adressen", "/adressen", "de", Account},
		{"Moje adresy", "/adresy", "pl", Account},
		{"Mijn creditnota's", "/bestel-bon", "nl", Account},
		{"購物金", "/credit", "zh-tw", Account},
		{"Protección de datos personales", "/proteccion-datos", "es", Privacy},
		{"Protection des informations personnelles", "/protection-donnees", "fr", Privacy},
		{"個人資料保護政策", "/privacy", "zh-tw", Privacy},
		{"会員情報の取り扱いについて", "/privacy", "ja", Privacy},
		{"0,00 € 0 articoli", "/carrello/", "it", Cart}, // it counts what lies in the cart
		{"£0.00 0 items", "/basket/", "en", Cart},
		{"0 Artikel", "/warenkorb", "de", Cart},
		{"(0)", "/checkout/cart/", "en", Cart},
		{"0点 0円", "/cart", "ja", Cart},
		{"12 articoli su come lavorare il legno", "/carrello/", "it", None},
		{"0 items", "/shelf/", "en", None},
	}
	for _, tt := range tests {
		if tt.text == "Add to cart" {
			tt.want = None // an action hides the page it names
		}
		if got, w := Default().Best(tt.text, tt.path, tt.lang); got != tt.want {
			t.Errorf("Best(%q, %q, %q) = %v (%.2f), want %v", tt.text, tt.path, tt.lang, got, w, tt.want)
		}
	}
}

// TestActs: what a crawler must not follow, and what it may.
func TestActs(t *testing.T) {
	tests := []struct {
		text, path, lang string
		want             Concept
	}{
		{"Log out", "/account/logout", "en", Logout},
		{"", "/index.php?route=account/logout", "en", Logout},
		{"In den Warenkorb", "/checkout/line-item/add", "de", AddToCart},
		{"Dress", "/shop/?add-to-cart=99", "en", AddToCart},
		{"€ EUR", "/?currency=EUR", "en", Switch},
		{"Merken", "/note/add/ordernumber/1", "de", Acting},
		{"Buy now", "/products/lamp", "en", None},
		{"Warenkorb", "/checkout/cart", "de", None},
		{"Deutsch", "/de/", "en", None},
		{"Stain remover 500 ml", "/products/stain-remover", "en", None},
		{"Share certificates of the 1920s", "/share-certificates", "en", None},
		{"로그아웃", "/exec/front/Member/logout/", "ko", Logout},
	}
	for _, tt := range tests {
		got := Default().Acts(tt.text, tt.path, tt.lang)
		if got != tt.want && !(tt.want == Logout && got.IsAction()) {
			t.Errorf("Acts(%q, %q) = %v, want %v", tt.text, tt.path, got, tt.want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"  GRÖSSE  und\tMaß ": "grösse und mass",
		"ＦＡＱ　ﾍﾙﾌﾟ":            "faq ヘルプ",
		"l’Été – déjà":        "l'été - déjà",
		"Daten\u00adschutz":   "datenschutz",
		"":                    "",
		"\xff\xfea":           "\uFFFD\uFFFDa",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSentence(t *testing.T) {
	tests := []struct{ text, cue, want string }{
		{"Welcome. Our returns policy is fair! Bye.", "returns", "Our returns policy is fair!"},
		{"当店です。返品は7日以内です。以上", "返品", "返品は7日以内です。"},
		{"Line one\nP.IVA 0123.4\nLine three", "P.IVA", "P.IVA 0123.4"},
		{strings.Repeat("あ", 500) + "返品" + strings.Repeat("い", 500), "返品", strings.Repeat("あ", 119) + "返品" + strings.Repeat("い", 119)},
	}
	for _, tt := range tests {
		at := strings.Index(tt.text, tt.cue)
		if got := Sentence(tt.text, Hit{Start: at, End: at + len(tt.cue)}); got != tt.want {
			t.Errorf("Sentence(%q) = %q, want %q", tt.cue, got, tt.want)
		}
	}
}

// TestEveryLanguageHasEveryConcept: a concept that a language lacks is a check that never fires there. The exceptions
// are named with their reason.
func TestEveryLanguageHasEveryConcept(t *testing.T) {
	exceptions := map[Concept]bool{ // what the law of some countries knows only
		OnRequest: true, WithdrawHere: true, CancelHere: true, UnfairLimit: true, RightsStay: true, Subscription: true, Arbitration: true, GuaranteeNotice: true,
		ErrorText: true, TokenText: true, // programs print them in English wherever they run
	}
	all, err := loadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		for _, c := range Concepts() {
			e := d.entries[c]
			if len(e.Phrases)+len(e.Whole) == 0 && !exceptions[c] {
				t.Errorf("%s: no cue of %v", d.lang, c)
			}
		}
		if len(d.examples) < 12 {
			t.Errorf("%s: only %d examples", d.lang, len(d.examples))
		}
	}
}

func TestConceptNames(t *testing.T) {
	for _, c := range Concepts() {
		if got, ok := Parse(c.String()); !ok || got != c {
			t.Errorf("Parse(%q) = %v, %v", c.String(), got, ok)
		}
	}
	if _, ok := Parse("none"); ok {
		t.Error("none is not a concept")
	}
}

// TestBadData: a translator's slip is named, not swallowed.
func TestBadData(t *testing.T) {
	for _, text := range []string{"[privaci]\nphrases=['x']", "[privacy]\nphrase=['x']", "[privacy]\nphrases='x'", "[privacy"} {
		if _, err := parse("en", text); err == nil {
			t.Errorf("parse(%q): no error", text)
		}
	}
}

func FuzzMatch(f *testing.F) {
	for _, s := range []string{"Datenschutz & AGB", "ﾌﾟﾗｲﾊﾞｼｰ", "/a%E9%9A%9b/%zz?q=x", "e\u0301\u0301\u200b", "\xff\xc3(", "3～5営業日 (3) days", "ß ﬁ İ ŉ"} {
		f.Add(s, uint8(0), "de")
	}
	f.Fuzz(func(t *testing.T, text string, place uint8, lang string) {
		valid := func(start, end int) {
			if start < 0 || start >= end || end > len(text) {
				t.Fatalf("offsets %d:%d of %d", start, end, len(text))
			}
			if utf8.ValidString(text) && (!utf8.ValidString(text[:start]) || !utf8.ValidString(text[start:end])) {
				t.Fatalf("offsets %d:%d cut a character of %q", start, end, text)
			}
		}
		last := 0
		for _, h := range Default().Match(text, Place(place%5), lang) {
			valid(h.Start, h.End)
			if h.Start < last || h.Weight <= 0 || h.Weight > 1 {
				t.Fatalf("hit %+v after %d", h, last)
			}
			last = h.Start
			if s := Sentence(text, h); utf8.RuneCountInString(s) > maxSentence {
				t.Fatalf("sentence of %d characters", utf8.RuneCountInString(s))
			}
		}
		for _, d := range DayCounts(text, lang) {
			valid(d.Start, d.End)
			if d.Min < 1 || d.Min > d.Max {
				t.Fatalf("duration %+v", d)
			}
		}
	})
}

func BenchmarkMatchLink(b *testing.B) {
	m := Default()
	for _, text := range []string{"Versand & Zahlung", "Summer dress in blue"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m.Match(text, LinkText, "de")
			}
		})
	}
}

func BenchmarkMatchBody(b *testing.B) {
	m := Default()
	for name, sentence := range map[string]string{
		"latin": "Wir freuen uns, dass Sie sich für unsere handgefertigten Möbel aus heimischen Hölzern interessieren. Die Lieferzeit beträgt 2-3 Werktage. ",
		"cjk":   "当店の商品はすべて職人がひとつひとつ手作業で仕上げています。ご注文から3営業日以内に発送いたします。",
	} {
		text := strings.Repeat(sentence, 20_000/len(sentence)+1)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				m.Match(text, Body, "de")
			}
		})
	}
}

func BenchmarkDayCounts(b *testing.B) {
	text := strings.Repeat("Wir freuen uns, dass Sie sich für unsere Möbel interessieren. Die Lieferzeit beträgt 2-3 Werktage. ", 200)
	Default()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		DayCounts(text, "de")
	}
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		all, err := loadAll()
		if err != nil {
			b.Fatal(err)
		}
		compile(all)
	}
}

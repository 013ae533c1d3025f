package facts

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// TestPartsOfTexts finds what the parts of a text are about in whatever way they are headed.
func TestPartsOfTexts(t *testing.T) {
	s := &Site{cues: cue.Default(), Lang: "en"}
	for _, tt := range []struct{ name, lang, text, want string }{
		{"lines of few words", "de", "Versandweg\nJedes Päckchen geht mit der Post auf die Reise und ist nach zwei bis drei Tagen da.\nZahlweise\nSie zahlen mit Karte, mit PayPal oder nach Erhalt der Rechnung.", "shipping payment"},
		{"a list is no heading", "de", "Versandweg\nKarten\nBriefpapier\nUmschläge", ""},
		{"a sentence is no heading", "en", "We ship it.\nA parcel takes two to three days and costs four pounds, wherever you live in the country.", ""},
		{"counted, in a script without words", "zh-tw", "第五條 運送\n商品於付款後三日內寄出，離島地區另加七日，運費一律一百元。", "shipping"},
		{"counted, with a name in brackets", "it", "Art. 5 (Consegna e pagamento) – La merce parte entro due giorni lavorativi dal pagamento, che avviene con carta.", "shipping payment"},
		{"joined", "en", "§ 4 Price, payment and carriage\nPrices include tax. You pay by card. Carriage is £4 for each order, however heavy it is.", "shipping payment"},
		{"two names of one thing", "it", "3. Recesso e resi\nAvete quattordici giorni per ripensarci; la spedizione di ritorno è a vostro carico.", "withdrawal"},
		{"rows of a notice", "ja", "返品・交換について | 商品到着後8日以内にご連絡ください。未使用の場合に限り承ります。", "returns"},
	} {
		w := s.withPlainHeads(written{text: tt.text, lang: tt.lang})
		var got []string
		for _, sec := range s.sectionsOf(w) {
			if k := string(sec.kind); !slices.Contains(got, k) {
				got = append(got, k)
			}
		}
		if have := strings.Join(got, " "); have != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, have, tt.want)
		}
	}
}

// TestTextsOnBoards: what the frame of the pages calls a policy may lie on a board or in a help desk; an article that a footer leads to is none.
func TestTextsOnBoards(t *testing.T) {
	s := &Site{cues: cue.Default(), Lang: "en", meant: map[linkKey]cue.Concept{}}
	for _, tt := range []struct {
		text, address string
		zone          snapshot.Zone
		want          bool
	}{
		{"Returns and exchanges", "https://shop.example/articles/returns", snapshot.ZoneFooter, true},
		{"Returns", "https://shop.example/board/notice/7", snapshot.ZoneFooter, true},
		{"Returns", "https://shop.example/board/notice/7", snapshot.ZoneMain, false},
		{"Privacy in everyday life", "https://shop.example/articles/privacy", snapshot.ZoneFooter, false},
		{"Returns", "https://shop.example/blog/returns", snapshot.ZoneFooter, false},
	} {
		target := Target{URL: tt.address, Frame: tt.zone.Shared(), From: []LinkRef{{Text: tt.text, Zone: tt.zone}}}
		if got := s.posted(&target); got != tt.want {
			t.Errorf("%s at %s: %v, want %v", tt.text, tt.address, got, tt.want)
		}
	}
}

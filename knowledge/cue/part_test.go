package cue

import "testing"

// TestPartsAreNoLinks: what heads a part of a text may be anything where a link is called so.
func TestPartsAreNoLinks(t *testing.T) {
	m := Default()
	for _, tt := range []struct {
		heading, lang string
		want          Concept
		linked        bool
	}{
		{"Your data", "en", Privacy, false},
		{"Returns", "en", Returns, true},
		{"Lieferländer und Laufzeiten", "de", Shipping, false},
		{"Auslandsversand", "de", Shipping, false},
		{"Quand vais-je être livré ?", "fr", Shipping, false},
		{"Your data", "fr", None, false},                 // its own language only
		{"Widerruf der Einwilligung", "de", None, false}, // a wording that only looks so
		{"Fracht", "de", Shipping, false},                // alone
		{"Unsere Fracht zieht um", "de", None, false},    // not alone
		{"イメージ違いの場合", "ja", Returns, false},              // in scripts without words anywhere
		{"商品は大切に梱包し、お荷物をひとつずつていねいに手で包みます", "ja", None, false}, // a sentence
	} {
		got, linked := None, false
		if parts := m.Parts(tt.heading, tt.lang); len(parts) > 0 {
			got, linked = parts[0].Concept, parts[0].Linked
		}
		if got != tt.want || linked != tt.linked {
			t.Errorf("%s: %v, %v; want %v, %v", tt.heading, got, linked, tt.want, tt.linked)
		}
		if best, _ := m.Best(tt.heading, "", tt.lang); tt.want != None && (best != None) != tt.linked {
			t.Errorf("%s: a link so named leads to %v", tt.heading, best)
		}
	}
}

// TestPartFormsAreSound: a form that is empty once its marks are gone would be met everywhere.
func TestPartFormsAreSound(t *testing.T) {
	m := Default()
	for i := range m.parts {
		m.parts[i].once.Do(m.parts[i].compile)
		for _, p := range m.parts[i].list {
			if p.run == "" && len(p.words) == 0 || len(p.words) > 0 && p.words[0].text == "" {
				t.Errorf("%s: %s has an empty form", langTags[i], p.concept)
			}
		}
	}
}

func BenchmarkParts(b *testing.B) {
	m := Default()
	b.ReportAllocs()
	for b.Loop() {
		m.Parts("Wann kommt meine Bestellung bei mir an?", "de")
	}
}

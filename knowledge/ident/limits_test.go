package ident

import (
	"strings"
	"testing"
	"time"
)

// page is a typical text of 5 kB: a privacy policy with an imprint at its end.
var page = strings.Repeat("Wir verarbeiten Ihre Daten nur, soweit das für die Bestellung 12345 vom 12.03.2026 nötig ist. Die Zahlung wickelt die Zahlfix "+
	"Europe S.à r.l. ab, den Versand die Sendschnell Deutschland GmbH. Eine Speicherung erfolgt für 10 Jahre, danach wird gelöscht. ", 20) +
	"\nBlaukessel GmbH\nLindenweg 12\n50667 Köln\nHRB 12345\nUSt-IdNr. DE129273398\nGeschäftsführerin: Anna Huber\n"

func BenchmarkNames(b *testing.B) {
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Names(page, "de")
	}
}

func BenchmarkAddresses(b *testing.B) {
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Addresses(page, "de")
	}
}

func BenchmarkNumbers(b *testing.B) {
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		Numbers(page, "de")
	}
}

// Whatever a shop writes, reading it takes time in proportion to its length and ends. The bound is generous: 96 kB of
// nothing but candidates, on a slow and shared machine, perhaps under the race detector.
func TestHostileTextEnds(t *testing.T) {
	for _, unit := range []string{
		"12345 Aaa ", "A SE ", "GmbH ", "Aa Bb Cc Dd Ee Ff Gg GmbH ", "1 a, ", "東京都", "株式会社", "(", "HRB 1 ", "Inhaber: ", "北京市区路", "서울 시 ",
		"AB1 2CD ", "New York 12345 ", "IBAN DE", "DE1", "PO Box ", "請求があったら", "\xff", "Impressum\nAa Bb\n", "Straße 1 ", "\n", "1", "a,", "A ",
	} {
		text := strings.Repeat(unit, 96<<10/len(unit))
		start := time.Now()
		Names(text, "")
		Addresses(text, "")
		Numbers(text, "")
		if took := time.Since(start); took > 15*time.Second {
			t.Errorf("%q repeated to 96 kB took %v", unit, took)
		} else {
			t.Logf("%-28q %v", unit, took.Round(time.Millisecond))
		}
	}
}

func FuzzFinders(f *testing.F) {
	for _, s := range []string{page[len(page)-200:], "所在地：〒150-0002 東京都渋谷区1-2-3", "（株）山田", "12 Mill Lane, Bath, BA1 2AB", "Rua X, 1, CEP: 01310-100", "\xffGmbH", "İnc. ẞ GmbH"} {
		f.Add(s, "de")
	}
	f.Fuzz(func(t *testing.T, text, lang string) {
		in := func(what string, start, end int) {
			if start < 0 || end < start || end > len(text) {
				t.Fatalf("%s lies from %d to %d in %d bytes", what, start, end, len(text))
			}
		}
		for _, n := range Names(text, lang) {
			in("name "+n.Text, n.Start, n.End)
		}
		for _, a := range Addresses(text, lang) {
			in("address "+a.Text, a.Start, a.End)
		}
		for _, n := range Numbers(text, lang) {
			in("number "+n.Value, n.Start, n.End)
		}
		Phone(text, lang)
		Email(text, lang)
	})
}

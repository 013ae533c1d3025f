package ident

import (
	"strings"
	"testing"
)

func TestLicences(t *testing.T) {
	if list, err := loadLicences(); err != nil || len(list) == 0 {
		t.Fatalf("%d licences, %v", len(list), err)
	}
	for text, want := range map[string]string{
		"LUCID-Nummer: DE1234567890123":                                  "LUCID",
		"WEEE-Reg.-Nr. DE 12345678":                                      "WEEE",
		"Kontrollstelle: DE-ÖKO-006":                                     "organic",
		"Zuständige Apothekerkammer: Landesapothekerkammer Hessen":       "licence of a pharmacy",
		"古物商許可証 東京都公安委員会 第301000000000号":                                 "second-hand",
		"食品经营许可证：JY11105000000000":                                       "food",
		"건강기능식품판매업 영업신고 2020-0000000":                                    "food",
		"Identifiant unique : FR123456_01ABCD":                           "eco-organisation",
		"GPhC registration 1234567, Superintendent Pharmacist: A. Smith": "licence of a pharmacy",
	} {
		got := Licences(text)
		if len(got) == 0 || !strings.Contains(got[0].Kind, want) {
			t.Errorf("%q: %+v, want %q", text, got, want)
		}
	}
	for _, text := range []string{"Lucid dreams, a poster", "Awrsome", "We ship on Mondays. Our driving licence covers vans.", "İstanbul ÖKO"} {
		if got := Licences(text); len(got) > 0 {
			t.Errorf("%q: %+v", text, got)
		}
	}
}

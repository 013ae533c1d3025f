package haste

import (
	"slices"
	"strings"
	"testing"
)

// TestFew reads how many are left, in each language, and lets other numbers be.
func TestFew(t *testing.T) {
	for text, want := range map[string]int{
		"Only 3 left!": 3, "Hurry! 12 left": 12, "Nur noch 4 Stück auf Lager": 4, "Plus que 2 en stock": 2, "¡Solo quedan 5!": 5, "Ne restano solo 6": 6,
		"Nog maar 3 op voorraad": 3, "Zostało tylko 7 sztuk": 7, "Restam apenas 8 unidades": 8, "仅剩3件": 3, "僅剩 9 件": 9, "残り２点": 2, "단 4개 남음": 4,
		"Order in 14:59 – only 3 left": 3,
		"Only 20% left to pay":         -1, "Only 2 hours left": -1, "Nur noch 12:30 Stunden": -1, "3 colours, 2 sizes": -1, "Sale ends in 3 days": -1, "仅剩20%": -1, "还剩3天": -1, "Il ne reste que 3 jours": -1, "Solo quedan 2 horas": -1, "Restam apenas 5 minutos": -1,
	} {
		n, ok := Few(text)
		if !ok {
			n = -1
		}
		if n != want {
			t.Errorf("%s: %d, want %d", text, n, want)
		}
	}
}

// TestAgos finds how long ago things were said to be, in code too, at their places.
func TestAgos(t *testing.T) {
	code := `[{n:"Anna",t:"2 minutes ago"},{n:"Ben",t:"Vor 15 Minuten"},{n:"明",t:"8分钟前"},{n:"x",t:"${n} minutes ago"},{n:"y",t:"1:30"}]`
	list := Agos(code)
	if len(list) != 3 || list[0].Number != 2 || list[1].Number != 15 || list[2].Number != 8 || !strings.HasPrefix(code[list[1].Start:], "15 Minuten") {
		t.Errorf("%+v", list)
	}
}

// TestData: the words are folded, each with one place for its number, in twelve languages.
func TestData(t *testing.T) {
	list, err := load()
	if err != nil || len(list) != 12 {
		t.Fatal(len(list), err)
	}
	for _, l := range list {
		for _, p := range slices.Concat(l.Few, l.Minutes, l.Hours) {
			if strings.Count(p, "#") != 1 || strings.ToLower(p) != p || len(strings.Trim(p, "# ")) < 2 {
				t.Errorf("%s: %q", l.ID, p)
			}
		}
	}
}

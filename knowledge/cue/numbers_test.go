package cue

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestDayCounts states, per language, what is a duration and what only looks like one. Want is "min-max", with "b" for
// working days; several are separated by spaces.
func TestDayCounts(t *testing.T) {
	tests := map[string][][2]string{
		"en": {
			{"2-3 working days", "2-3b"}, {"within 14 days", "14-14"}, {"24 hours", "1-1"}, {"ships in 2 to 4 business days", "2-4b"},
			{"fourteen (14) days", "14-14"}, {"30-day money back", "30-30"}, {"one to two weeks", "7-14"}, {"1 week – 10 days", "7-10"},
			{"48hrs", "2-2"}, {"3 day(s)", "3-3"}, {"open 7 days a week", "7-7"}, {"30 % off", ""}, {"24/7", ""}, {"3 T-shirts", ""},
			{"1.5 days", ""}, {"twenty-four hours", "1-1"}, {"thirty-seven hours", ""}, {"Day 3 days", ""}, {"in 2 months", "60-60"}, {"٣ days", ""},
		},
		"de": {
			{"Lieferzeit 2-3 Werktage", "2-3b"}, {"eine Woche", "7-7"}, {"innerhalb von vierzehn Tagen", "14-14"}, {"3 bis 5 Tage", "3-5"},
			{"14-tägiges Rückgaberecht", "14-14"}, {"24 Stunden", "1-1"}, {"1–2 Wochen", "7-14"}, {"14 (vierzehn) Tage", "14-14"},
			{"ca. 5 Arbeitstage", "5-5b"}, {"dreißig Tage", "30-30"}, {"30 % Rabatt", ""}, {"3 Tageslichtlampen", ""}, {"am 12.3. Tage der offenen Tür", ""},
		},
		"fr": {
			{"quatorze jours", "14-14"}, {"2 à 3 jours ouvrés", "2-3b"}, {"sous 48h", "2-2"}, {"de 24 à 72 heures", "1-3"}, {"24/48h", "1-2"},
			{"une semaine", "7-7"}, {"30 jours", "30-30"}, {"3 ou 4 jours ouvrables", "3-4b"}, {"de 9h à 18h", ""}, {"-30 %", ""}, {"vingt-quatre heures", "1-1"}, {"vingt-cinq heures", ""},
		},
		"es": {
			{"3 a 5 días hábiles", "3-5b"}, {"en 24/48 horas", "1-2"}, {"catorce días", "14-14"}, {"entre 2 y 4 días laborables", "2-4b"},
			{"14 días naturales", "14-14"}, {"una semana", "7-7"}, {"2-3 semanas", "14-21"}, {"30 dias", "30-30"}, {"de 9 a 18 horas", ""}, {"2 camisetas", ""},
		},
		"it": {
			{"2-3 giorni lavorativi", "2-3b"}, {"quattordici giorni", "14-14"}, {"in 24/48 ore", "1-2"}, {"da 3 a 5 giorni", "3-5"},
			{"entro 30 giorni", "30-30"}, {"una settimana", "7-7"}, {"2 o 3 gg lav.", "2-3b"}, {"due mesi", "60-60"}, {"alle 18 ore", ""}, {"3 magliette", ""},
		},
		"nl": {
			{"2-3 werkdagen", "2-3b"}, {"binnen 14 dagen", "14-14"}, {"veertien dagen", "14-14"}, {"binnen 24 uur", "1-1"}, {"1 tot 2 weken", "7-14"},
			{"één week", "7-7"}, {"3 of 4 dagen", "3-4"}, {"30 dagen bedenktijd", "30-30"}, {"voor 17 uur besteld", ""}, {"onze dagen", ""}, {"2 dagtassen", ""},
		},
		"pt-br": {
			{"até 5 dias úteis", "5-5b"}, {"de 3 a 7 dias úteis", "3-7b"}, {"sete dias", "7-7"}, {"em 24h", "1-1"}, {"uma semana", "7-7"},
			{"10 a 15 dias", "10-15"}, {"30 dias corridos", "30-30"}, {"dois meses", "60-60"}, {"das 9 às 18 horas", ""}, {"em até 12x", ""}, {"3 peças", ""},
		},
		"pl": {
			{"2-3 dni robocze", "2-3b"}, {"w ciągu 14 dni", "14-14"}, {"czternaście dni", "14-14"}, {"24 godziny", "1-1"}, {"3 do 5 dni roboczych", "3-5b"},
			{"14-dniowy termin", "14-14"}, {"2 tygodnie", "14-14"}, {"1 miesiąc", "30-30"}, {"dwadzieścia cztery godziny", "1-1"}, {"dwadzieścia trzy godziny", ""}, {"3 pary", ""}, {"30% taniej", ""},
		},
		"zh-cn": {
			{"7天无理由", "7-7"}, {"七天无理由退货", "7-7"}, {"3-5个工作日", "3-5b"}, {"48小时内发货", "2-2"}, {"７日内", "7-7"}, {"2到3天", "2-3"},
			{"两周", "14-14"}, {"3个月", "90-90"}, {"十四天", "14-14"}, {"5月3日", ""}, {"5月3日-5日", ""}, {"第三天", ""}, {"2周年庆", ""}, {"3件", ""},
		},
		"zh-tw": {
			{"7天鑑賞期", "7-7"}, {"3～5個工作天", "3-5b"}, {"24小時到貨", "1-1"}, {"七日內", "7-7"}, {"兩週", "14-14"}, {"2至3個工作日", "2-3b"},
			{"1個月", "30-30"}, {"十四天", "14-14"}, {"5月3日", ""}, {"第7天", ""}, {"10週年慶", ""}, {"3件8折", ""},
		},
		"ja": {
			{"3～5営業日", "3-5b"}, {"３日以内", "3-3"}, {"7日間", "7-7"}, {"24時間以内", "1-1"}, {"1週間", "7-7"}, {"2〜3日で発送", "2-3"},
			{"2日から4日", "2-4"}, {"2ヶ月", "60-60"}, {"三日以内", "3-3"}, {"5月3日", ""}, {"5月3日～5日", ""}, {"3日目", ""}, {"3個セット", ""},
		},
		"ko": {
			{"2~3일 이내", "2-3"}, {"3영업일", "3-3b"}, {"7일 이내", "7-7"}, {"24시간", "1-1"}, {"일주일", "7-7"}, {"2주 소요", "14-14"},
			{"1개월", "30-30"}, {"2일~5일", "2-5"}, {"이틀", "2-2"}, {"영업일 기준 2~3일", "2-3b"}, {"5월 3일", ""}, {"2주문", ""}, {"3개", ""},
		},
	}
	for _, lang := range Langs() {
		if len(tests[lang]) < 8 {
			t.Errorf("%s: only %d cases", lang, len(tests[lang]))
		}
		for _, tt := range tests[lang] {
			var got []string
			for _, d := range DayCounts(tt[0], lang) {
				s := fmt.Sprintf("%d-%d", d.Min, d.Max)
				if d.Business {
					s += "b"
				}
				got = append(got, s)
			}
			if strings.Join(got, " ") != tt[1] {
				t.Errorf("%s: DayCounts(%q) = %v, want %q", lang, tt[0], got, tt[1])
			}
		}
	}
}

// TestDayCountsOffsets: the offsets point into the text given, also where characters were folded.
func TestDayCountsOffsets(t *testing.T) {
	text := "発送は３～５営業日です。"
	got := DayCounts(text, "ja")
	if len(got) != 1 || text[got[0].Start:got[0].End] != "３～５営業日" {
		t.Fatalf("got %+v", got)
	}
}

// Whoever tells "two working days" from a time of delivery looks at where the number stands, with the words before it.
func TestDayCountTakesInTheWordBeforeIt(t *testing.T) {
	text := "문의는 영업일 기준 1일 안에 답변드립니다"
	got := DayCounts(text, "ko")
	if len(got) != 1 || !got[0].Business || text[got[0].Start:got[0].End] != "영업일 기준 1일" {
		t.Errorf("got %+v", got)
	}
}

// TestPeriods reads years, which DayCounts leaves out, and keeps what was counted in months or years.
func TestPeriods(t *testing.T) {
	for text, want := range map[[2]string][3]int{
		{"en", "a two-year warranty"}: {730, 730, 24}, {"de", "24 Monate Garantie"}: {720, 720, 24}, {"fr", "garantie de deux ans"}: {730, 730, 24},
		{"pl", "przez dwa lata"}: {730, 730, 24}, {"ja", "保証期間は1年間"}: {365, 365, 12}, {"ko", "보증기간 2년"}: {730, 730, 24}, {"zh-cn", "保修三年"}: {1095, 1095, 36},
		{"it", "14 giorni"}: {14, 14, 0},
	} {
		got := Periods(text[1], text[0])
		if len(got) != 1 || [3]int{got[0].Min, got[0].Max, got[0].Months} != want {
			t.Errorf("%s: %v, want %v", text[1], got, want)
		}
	}
	for _, text := range [][2]string{{"zh-cn", "2026年3月2日"}, {"ja", "2026年3月2日"}, {"ko", "2026년 3월 2일"}, {"en", "2 years"}} {
		if got := DayCounts(text[1], text[0]); len(got) > 0 {
			t.Errorf("%s: %v, want none", text[1], got)
		}
	}
}

// TestRangesInOtherWords reads ranges whose ends have articles, or whose first end is told twice.
func TestRangesInOtherWords(t *testing.T) {
	for text, want := range map[[2]string][2]int{
		{"it", "tra le 24 e le 72 ore"}: {1, 3}, {"it", "dalle 24 alle 48 ore"}: {1, 2}, {"es", "de las 24 a las 72 horas"}: {1, 3}, {"pt-br", "das 24 às 72 horas"}: {1, 3},
		{"ko", "1일(24시간) ~ 5일"}: {1, 5}, {"de", "1 Tag (24 Stunden) bis 3 Tage"}: {1, 3}, {"en", "2 days (48 hours)"}: {2, 2}, {"ja", "翌営業日〜7営業日以内"}: {1, 7},
	} {
		if got := Periods(text[1], text[0]); len(got) == 0 || [2]int{got[0].Min, got[0].Max} != want {
			t.Errorf("%s: %v, want %v", text[1], got, want)
		}
	}
	if got := Periods("1일(30일 이내) ~ 5일", "ko"); len(got) != 3 {
		t.Errorf("a bracket that says another time: %v", got)
	}
}

// TestUnitsLeftOut: a longer end, and a range behind another, may do without their unit.
func TestUnitsLeftOut(t *testing.T) {
	for _, c := range []struct {
		text, lang string
		want       [][2]int
	}{
		{"Two days, three at most.", "en", [][2]int{{2, 3}}},
		{"Dos días, como mucho tres.", "es", [][2]int{{2, 3}}},
		{"Twee dagen, hooguit drie.", "nl", [][2]int{{2, 3}}},
		{"Two days, at most three weeks.", "en", [][2]int{{2, 2}, {21, 21}}},
		{"Two to three working days. Ireland is slower, seven to ten.", "en", [][2]int{{2, 3}, {7, 10}}},
		{"Uno o dos días laborables con SEUR. En Canarias, de cuatro a seis con Correos.", "es", [][2]int{{1, 2}, {4, 6}}},
		{"Ready in two days, in sizes three to five only.", "en", [][2]int{{2, 2}}},
		{"Two to three days. Open nine to five.", "en", [][2]int{{2, 3}}},
		{"Ready in two days, in sizes 36 to 42.", "en", [][2]int{{2, 2}}},
		{"Tagsüber drei bis fünf Gäste.", "de", nil},
	} {
		var got [][2]int
		for _, d := range DayCounts(c.text, c.lang) {
			got = append(got, [2]int{d.Min, d.Max})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.text, got, c.want)
		}
	}
}

// A text may end in the middle of a range, as a piece of a sentence does.
func TestRangesThatEndWithTheText(t *testing.T) {
	for text, lang := range map[string]string{"delivered from day 3 through": "en", "am 3. bis": "de", "dal 3 al": "it", "between 3 and": "en", "3 –": "en", "3일에서": "ko", "3日から": "ja"} {
		DayCounts(text, lang)
	}
}

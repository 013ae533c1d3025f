package report

import (
	"regexp"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/verdict"
)

// In every language a report says the same: each key there is, with the same slots.
func TestEveryLanguageHasEveryText(t *testing.T) {
	slots := func(s string) string { return strings.Join(slotName.FindAllString(s, -1), " ") }
	en := map[string]string{}
	mustRead("locales/en.json", &en)
	own := map[string]int{} // texts that a verdict carries in English: every other language has the same
	for _, lang := range Languages()[1:] {
		l := map[string]string{}
		mustRead("locales/"+lang+".json", &l)
		for key, text := range en {
			got, ok := l[key]
			switch {
			case !ok:
				t.Errorf("%s lacks %q: %s", lang, key, text)
			case len(slotName.FindAllString(text, -1)) != len(slotName.FindAllString(got, -1)):
				t.Errorf("%s: %q has the slots %s, want %s", lang, key, slots(got), slots(text))
			}
		}
		for key := range l {
			if _, ok := en[key]; !ok {
				own[key]++
			}
		}
	}
	for key, n := range own {
		if n != len(Languages())-1 {
			t.Errorf("%q is not in every language but English", key)
		}
	}
}

// English words of ours that would be left in a report in another language: the frame of the page, its headings and labels.
var englishWords = regexp.MustCompile(`\b(the|and|with|were|page|pages|found|which|this|that|not)\b`)

// A report in another language does not fall back into English, but for what the shop and the law say.
func TestReportsSpeakOneLanguage(t *testing.T) {
	for _, lang := range Languages()[1:] {
		v := soundShop()
		v.Results, v.Rules, v.Actions, v.Verify, v.Connections = nil, nil, nil, nil, nil
		v.Shop.PlatformBy, v.Markets[0].Reasons = `generator "Shopware"`, []string{"the address ends in .de", "pages in German with prices in EUR"}
		text := text(t, v, Options{Lang: lang, Verbose: true, Width: 132})
		for _, line := range strings.Split(text, "\n") {
			if hit := englishWords.FindString(line); hit != "" && !strings.Contains(line, "http") {
				t.Errorf("%s: %q in %q", lang, hit, line)
			}
		}
	}
}

// Whatever the language, no line is wider than the terminal: Chinese letters take two columns, in the bars of times too.
func TestTextFitsInEveryLanguage(t *testing.T) {
	for _, lang := range Languages() {
		for _, columns := range []int{60, 80} {
			for _, v := range []*verdict.Verdict{soundShop(), flawedShop()} {
				for _, line := range strings.Split(text(t, v, Options{Lang: lang, Width: columns}), "\n") {
					if w := width(line); w > columns {
						t.Errorf("%s: %d columns in %d: %q", lang, w, columns, line)
					}
				}
			}
		}
	}
}

// Values of ours are said in the report's language; names and quotes stay.
func TestPhrases(t *testing.T) {
	for in, want := range map[string]string{
		"at least 4": "mindestens 4", "124 letters": "124 Buchstaben", "0 of 5": "0 von 5", "1.5 s": "1,5 s", "12 November 2026": "12.11.2026",
		"a missing page (status 404)": "einer fehlenden Seite (Status 404)", "RSA with 2048 bits": "RSA mit 2048 Bit", "2–4 working days": "2–4 Werktage",
		"page 12.90 EUR, data 14.90 EUR": "Seite 12.90 EUR, Daten für Suchmaschinen 14.90 EUR", "at most 60 % on one day": "höchstens 60 % an einem Tag",
		"the server refused the connection, asked at 192.0.2.7":      "der Server lehnte die Verbindung ab, gefragt unter 192.0.2.7",
		"the certificate of the issuer \"R3\" expired on 2026-01-02": `das Zertifikat des Ausstellers "R3" ist am 02.01.2026 abgelaufen`,
		"2 redirects": "2 Weiterleitungen", "max-age of at least 10886400": "max-age von mindestens 10886400",
		"a register or tax number of the country: GB990142032": "eine Register- oder Steuernummer des Landes: GB990142032",
		"the company number, the place of registration":        "die Unternehmensnummer, der Ort der Eintragung", "after 2023": "nach 2023",
		"TLS_RSA_WITH_RC4_128_SHA in TLS 1.0": "TLS_RSA_WITH_RC4_128_SHA in TLS 1.0", "no base-uri": "kein base-uri",
		"a site at which browsers stop with a warning: the certificate does not hold": "eine Website, vor der Browser warnen: das Zertifikat gilt nicht",
		"Kerzenhaus Lindner": "Kerzenhaus Lindner", "the shop, Kerzenhaus Lindner": "the shop, Kerzenhaus Lindner", "": "",
	} {
		if got := words("de").phrase(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
		if got := words("en").phrase(in); got != in {
			t.Errorf("%q is %q in English", in, got)
		}
	}
}

// A value that stands by itself is no part of a sentence.
func TestValuesStandAlone(t *testing.T) {
	for in, want := range map[string]string{
		"a missing page (status 404)": "eine fehlende Seite (Status 404)", "an error of the server": "ein Fehler des Servers", "124 letters": "124 Buchstaben",
		"Kerzenhaus (status Lindner": "Kerzenhaus (status Lindner", "": "",
	} {
		if got := words("de").alone(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
		if got := words("en").alone(in); got != in {
			t.Errorf("%q is %q in English", in, got)
		}
	}
}

// A line of Chinese does not begin with a full stop.
func TestLinesDoNotBeginWithClosingSigns(t *testing.T) {
	for columns := 20; columns < 60; columns++ {
		for _, line := range wrap(strings.Repeat("请改正所列链接，或去掉它们。", 9), columns) {
			if strings.ContainsAny(string([]rune(line)[0]), closing) || width(line) > columns {
				t.Errorf("%d columns: %q", columns, line)
			}
		}
	}
}

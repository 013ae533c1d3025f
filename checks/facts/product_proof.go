package facts

import (
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// measure is an amount with a unit in which goods are measured.
var measure = regexp.MustCompile(`(?i)\d ?(?:mm|cm|m|km|kg|g|mg|ml|cl|dl|l|oz|lbs?|in|inch(?:es)?|ft|w|kw|v|mah|ah|wh|hz|khz|ghz|gb|tb|mb|°c|dpi|lm|db|bar|psi|rpm|den|gsm|µm|nm)\b|\d ?(?:″|"|g/m²|㎝|㎜|㎏|㎖|センチ|ミリ|グラム|厘米|毫米|公分|公斤|毫升|克)|\b[whdlt] ?\d[\d.,]* ?[×x*] ?[whdlt] ?\d`)

// pure is what goods consist of alone, as East Asian shops write it: "綿100％". Percentages of other things are not: "満足度100%".
var (
	pure     = regexp.MustCompile(`([\p{Han}\p{Katakana}\p{Hiragana}\p{Hangul}ー]{1,12}) ?100 ?[%％]`)
	noMatter = regexp.MustCompile(`満足|正規|純正|保証|安全|安心|本物|正品|原装|原裝|保证|保證|满意|滿意|好评|好評|免費|免费|送料|還元|정품|만족|보증|안전|환불`)
)

// consistsOf reports whether a line says of what goods consist by "100 %" behind its name.
func consistsOf(line string) bool {
	m := pure.FindStringSubmatch(line)
	return m != nil && !noMatter.MatchString(m[1])
}

// fewMeasures is how many lines with measures make a sheet of data: one alone may be the size of a packet in its name. So many different ones in a
// sentence do as well.
const (
	fewMeasures = 2
	inASentence = 3
)

// sized is a size told on its sides, "175×240毫米", as no packet has it in its name; pages count what is printed.
var sized = regexp.MustCompile(`(?i)\d ?(?:mm|cm|m|毫米|厘米|公分|センチ|ミリ)? ?[x×*＊] ?\d[\d.,]* ?(?:mm|cm|m\b|in\b|inch|″|毫米|厘米|公分|センチ|ミリ)|\d{2,4} ?(?:页|頁|ページ|쪽|pages\b|seiten\b|páginas\b|pagine\b|stron\b)`)

// severalMeasures reports whether a line tells several different measures, as sentences on height, width and weight do.
func severalMeasures(line string) bool {
	seen := map[string]bool{}
	for _, m := range measure.FindAllString(line, -1) {
		seen[m] = true
	}
	return len(seen) >= inASentence
}

// provenBy reports whether a page shows of what its goods consist, how they were tested or what they measure: by words, by data, or by a sheet of measures.
func provenBy(p *snapshot.Page, pr *Product) bool {
	if pr.Eaten || pr.Origin || p.Marked(snapshot.MarkProof) {
		return true
	}
	for i := range p.Data {
		for key, v := range p.Data[i].Props {
			if v != "" && (key == "material" || strings.HasPrefix(key, "additionalProperty") || strings.HasPrefix(key, "hasCertification") || key == "ingredients" || key == "activeIngredient") {
				return true
			}
		}
	}
	n := 0
	for line := range strings.Lines(p.Text) {
		if len(line) < 400 && strings.Contains(line, "100") && consistsOf(line) {
			return true
		}
		if len(line) < 400 && sized.MatchString(line) && !strings.Contains(line, pr.Name) {
			return true
		}
		if len(line) < 400 && measure.MatchString(line) {
			if n++; n >= fewMeasures || severalMeasures(line) {
				return true
			}
		}
	}
	return false
}

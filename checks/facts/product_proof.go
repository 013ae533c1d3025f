package facts

import (
	"regexp"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// measure is an amount with a unit in which goods are measured.
var measure = regexp.MustCompile(`(?i)\d ?(?:mm|cm|m|km|kg|g|mg|ml|cl|dl|l|oz|lbs?|in|inch(?:es)?|ft|w|kw|v|mah|ah|wh|hz|khz|ghz|gb|tb|mb|°c|dpi|lm|db|bar|psi|rpm|den|gsm|µm|nm)\b|\d ?(?:″|"|g/m²|㎝|㎜|㎏|㎖|センチ|ミリ|グラム|厘米|毫米|公分|公斤|毫升|克)`)

// fewMeasures is how many lines with measures make a sheet of data: one alone may be the size of a packet in its name.
const fewMeasures = 2

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
		if len(line) < 400 && measure.MatchString(line) {
			if n++; n >= fewMeasures {
				return true
			}
		}
	}
	return false
}

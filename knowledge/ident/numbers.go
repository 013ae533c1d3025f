package ident

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// reach is how far, in bytes, a number may lie behind its label.
const reach = 120

// Kinds lists the kinds of number that Numbers finds, sorted: a country and what the number is there, such as "de-vat" and
// "fr-siren", or "iban", which is the same everywhere.
func Kinds() []string { return slices.Sorted(maps.Keys(kinds().byName)) }

// Numbers finds registered numbers, in the order of the text: beside their label, or in a form nothing else has. A number
// beside its label is reported even if it is malformed; without a label only one whose check digit is right. The kinds are
// those that Kinds lists.
//
// Sources: python-stdnum's descriptions, the registers' own pages, ISO 7064 and ISO 13616. lang is the language of the text as
// a BCP 47 tag, "" if unknown; it settles whose number a malformed one was meant to be. Of a text with very many candidates
// only the first 20 000 are looked at.
func Numbers(text, lang string) []Number {
	f := fold(text)
	t := kinds()
	lang = base(lang)
	var found []Number
	for i, tries := 0, 0; i < len(f.low) && tries < maxTries; i++ {
		if f.low[i]&0xc0 == 0x80 || !wordAt(f.low, i) {
			continue
		}
		n, end, tried := t.numberAt(f, lang, i)
		if tried {
			tries++
		}
		if end == 0 {
			continue
		}
		if n.Kind != "" {
			found = append(found, n)
		}
		i = end - 1
	}
	slices.SortStableFunc(found, func(a, b Number) int { return a.Start - b.Start })
	return found
}

// numberAt reads the number that begins at i, with its label or bare. end is 0 when there is none; tried says that it took work.
func (t *kindTable) numberAt(f *folded, lang string, i int) (n Number, end int, tried bool) {
	if e, ok := t.labels.at(f.low, i); ok {
		if n, end = labelled(f, lang, i, i+len(e.word), e.value); end > 0 {
			return n, end, true
		}
		tried = true
	}
	if !mayBeBare(f.str, i) {
		return Number{}, 0, tried
	}
	window := clip(f.str, i, i+64)
	for _, k := range t.bare {
		m := k.bare.FindStringSubmatchIndex(window)
		if m == nil {
			continue
		}
		n := k.number(f, i+m[2], i+m[3])
		if n.WellFormed && (k.sure == nil || k.sure(n.Value)) {
			return n, i + m[3], true
		}
	}
	return Number{}, 0, true
}

// mayBeBare filters cheaply: a number without label begins with a digit, or with up to three capitals before one.
func mayBeBare(s string, i int) bool {
	c := s[i]
	if c >= 0x80 {
		rest := s[i:]
		return strings.HasPrefix(clip(rest, 3, 16), "公网安备") || strings.HasPrefix(clip(rest, 4, 17), "公网安备") ||
			strings.Contains(strings.ToUpper(clip(rest, 0, 8)), "ICP")
	}
	if c >= 'A' && c <= 'Z' {
		for j := i + 1; j < min(i+5, len(s)); j++ {
			if digit(s[j]) {
				return true
			}
		}
		return false
	}
	if !digit(c) {
		return false
	}
	digits := 0
	for j := i; j < min(i+22, len(s)) && s[j] != '\n'; j++ {
		if digit(s[j]) {
			digits++
		}
	}
	return digits >= 9 || digits >= 4 && strings.IndexByte(clip(s, i, i+20), '/') > 0
}

// labelled reads the number of one of the kinds a label may stand for. Of several that fit, the one with a right check digit.
func labelled(f *folded, lang string, start, end int, list []kind) (best Number, next int) {
	window := clip(f.str, end, end+reach)
	for _, k := range list {
		m := k.written.FindStringSubmatchIndex(window)
		if m == nil {
			continue
		}
		from, to := end+m[2], end+m[3]
		if k.name == "de-register" {
			from = start
		}
		n := k.number(f, from, to)
		if n.WellFormed {
			return n, to
		}
		if k.onlySound || k.name == "pl-nip" && len(n.Value) == 9 && plREGON(n.Value) || !plausible(n.Value) || len(list) > 1 && !meant(k, n.Value, lang) {
			continue
		}
		if next == 0 || speaks(k.country, lang) && !speaks(best.Country, lang) {
			best, next = n, to
		}
	}
	if next == 0 {
		best, next = before(f, start, list)
	}
	return best, next
}

// meant reports whether a malformed number behind a label that many countries have was meant to be one of a kind: it begins as the kind's numbers do,
// or the text is in a language of the country. "VAT no. 4123456789" in English is no Polish number with a mistake.
func meant(k kind, value, lang string) bool {
	return len(value) > 2 && !digit(value[0]) && strings.HasPrefix(value, k.country) || speaks(k.country, lang)
}

// speaks reports whether lang is a language of country.
func speaks(country, lang string) bool {
	return strings.Contains(" "+languageOf[country]+" ", " "+lang+" ")
}

// plausible keeps words out that a loose form lets through: a number is mostly digits.
func plausible(value string) bool {
	n := 0
	for i := range len(value) {
		if digit(value[i]) {
			n++
		}
	}
	return n >= 5 && n*2 > len(value)
}

var sirenBefore = regexp.MustCompile(`(\d{3} ?\d{3} ?\d{3}),? $`)

// before reads the number of a French register entry that stands in front of its label: "552 100 554 RCS Paris".
func before(f *folded, start int, list []kind) (Number, int) {
	if list[0].name != "fr-siren" {
		return Number{}, 0
	}
	from := max(start-14, 0)
	m := sirenBefore.FindStringSubmatchIndex(f.str[from:start])
	if m == nil {
		return Number{}, 0
	}
	if n := list[0].number(f, from+m[2], from+m[3]); n.WellFormed {
		return n, start + 3
	}
	return Number{}, 0
}

func (k kind) number(f *folded, from, to int) Number {
	n := Number{Kind: k.name, Country: k.country, Value: k.compact(f.str[from:to])}
	if k.name == "iban" && len(n.Value) > 2 {
		n.Country = n.Value[:2]
	}
	n.WellFormed = k.wellFormed(n.Value)
	n.Register = k.register(f.str, from, to)
	n.Start, n.End = f.span(from, to)
	return n
}

// courtReach is how far from its number, in bytes, the court of a register may stand.
const courtReach = 110

var (
	court    = regexp.MustCompile(`(?:Amtsgericht|Registergericht:? ?(?:Amtsgericht|AG)?|AG|Landesgericht|Landes- als Handelsgericht|Handelsgericht|Firmenbuchgericht:? ?(?:Landesgericht|Handelsgericht|LG|HG)?|HG|LG)(?: für ZRS)?:? ?\n?(\p{Lu}[\p{L}.]+(?:[ -](?:\p{Lu}[\p{L}.]+|am|an|der|im|in|bei|\(\p{Lu}[\p{L}]+\))){0,3})`)
	rcsTown  = regexp.MustCompile(`(?i:r\.?c\.?s\.?)[ :]*(?:(?:de |d')?)(\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+){0,2})`)
	krsCourt = regexp.MustCompile(`Sąd Rejonowy[^\n,;]{3,70}`)
)

// register returns the court or town whose register a number is in, where one stands near it.
func (k kind) register(s string, from, to int) string {
	re := map[string]*regexp.Regexp{"de-register": court, "at-register": court, "fr-siren": rcsTown, "pl-krs": krsCourt}[k.name]
	if re == nil {
		return ""
	}
	start := max(from-courtReach, 0)
	for start < from && s[start]&0xc0 == 0x80 {
		start++
	}
	best, gap := "", courtReach+1
	for _, m := range re.FindAllStringIndex(clip(s, start, to+courtReach), 4) {
		near := max(start+m[0]-to, from-(start+m[1]), 0)
		if near < gap {
			best, gap = squeeze(s[start+m[0]:start+m[1]]), near
		}
	}
	return best
}

func (k kind) wellFormed(compact string) bool {
	if !strings.ContainsAny(compact, "123456789") {
		return false // the blanks of a template: "GB 000 0000 00" has the right check digits
	}
	return k.form.MatchString(compact) && (k.check == nil || k.check(compact))
}

var marks = strings.NewReplacer(" ", "", ".", "", "-", "", "/", "", "\n", "", ",", "", "·", "")

// compact brings a number into the form its check reads.
func (k kind) compact(s string) string {
	switch s = strings.ToUpper(strings.TrimSpace(s)); k.name {
	case "de-register":
		digits := strings.TrimLeft(marks.Replace(s[3:]), "NRO:#")
		cut := strings.TrimLeft(digits, "0123456789")
		return strings.TrimSpace(s[:3] + " " + strings.TrimSuffix(digits, cut) + " " + cut)
	case "it-rea":
		c := marks.Replace(s)
		return c[:min(2, len(c))] + " " + c[min(2, len(c)):]
	case "cn-icp", "cn-psb", "kr-mailorder":
		return compactFiling(s)
	}
	s = marks.Replace(s)
	if rest, ok := strings.CutPrefix(s, k.prefix); ok && k.form.MatchString(rest) {
		s = rest
	}
	switch {
	case k.name == "gb-vat" && !strings.HasPrefix(s, "GB"):
		s = "GB" + s
	case k.name == "nl-vat" && len(s) > 7 && len(s) < 14 && strings.HasPrefix(s, "NL") && s[len(s)-3] == 'B':
		s = "NL" + strings.Repeat("0", 14-len(s)) + s[2:] // leading zeros are often left out
	case k.name == "be-enterprise" && len(s) == 9, k.name == "be-vat" && len(s) == 11 && strings.HasPrefix(s, "BE"):
		s = s[:len(s)-9] + "0" + s[len(s)-9:] // numbers of nine digits were written so before 2005
	case k.name == "it-vat" && (len(s) == 9 || len(s) == 10) && luhn(strings.Repeat("0", 11-len(s))+s):
		s = strings.Repeat("0", 11-len(s)) + s // so are those of other countries
	case k.name == "nl-kvk" && len(s) == 7:
		s = "0" + s
	case k.name == "gb-company" && len(s) == 7 && digit(s[0]):
		s = "0" + s
	}
	return s
}

// compactFiling writes Chinese and Korean filing numbers without blanks and in one set of characters.
func compactFiling(s string) string {
	return filingForms.Replace(s)
}

var filingForms = strings.NewReplacer(" ", "", "\n", "", "備", "备", "證", "证", "號", "号", "备案", "备", "字第", "", "第", "", ":", "")

// Check reports whether value has the form and the check digit of kind, one of those that Numbers lists; false for any
// other kind. Blanks, dots and dashes are ignored. True means well-formed, not issued and not the seller's.
func Check(kind, value string) bool {
	if len(value) > reach {
		return false
	}
	f := fold(value)
	for _, k := range kinds().byName[kind] {
		if v := f.str; v != "" && k.wellFormed(k.safe(v)) {
			return true
		}
	}
	return false
}

// safe is compact for text that no pattern has looked at yet.
func (k kind) safe(s string) string {
	if k.name == "de-register" {
		if s = strings.ToUpper(strings.TrimSpace(s)); !strings.HasPrefix(s, "HR") && !strings.HasPrefix(s, "GNR") && !strings.HasPrefix(s, "GSR") {
			return ""
		}
	}
	return k.compact(s)
}

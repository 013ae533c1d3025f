package ident

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// postalForms are the forms of postcodes, written without blanks and with the letters in capitals. Source: the countries' own guides as the
// Universal Postal Union collects them. Only form: which codes are in use is not known here.
var postalForms = sync.OnceValue(func() map[string]*regexp.Regexp {
	out := map[string]*regexp.Regexp{}
	for _, row := range [][2]string{
		{`\d{5}`, "DE FR ES IT FI HR TR EE LT UA RS MX MY TH ID MC SM VA GP MQ GF RE YT"},
		{`\d{5}|\d{3}-?\d{3}`, "KR"},
		{`\d{4}`, "AT CH LI BE DK NO HU LU BG SI AU NZ ZA CY MK"},
		{`\d{4}[A-Z]{2}`, "NL"},
		{`\d{2}-?\d{3}`, "PL"},
		{`\d{4}-?\d{3}`, "PT"},
		{`\d{5}-?\d{3}`, "BR"},
		{`\d{3}-?\d{4}`, "JP"},
		{`\d{6}`, "CN IN RU RO SG"},
		{`\d{3}(?:\d{2,3})?`, "TW"},
		{`\d{5}(?:-?\d{4})?`, "US PR"},
		{`[ABCEGHJ-NPRSTVXY]\d[A-Z]\d[A-Z]\d`, "CA"},
		{`[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}`, "GB IM JE GG"},
		{`[A-Z]\d[\dW](?:[A-Z\d]{4})?`, "IE"},
		{`\d{3}\d{2}`, "SE CZ SK GR"},
		{`(?:LV-?)?\d{4}`, "LV"},
		{`[A-Z]{3}\d{4}`, "MT"},
	} {
		re := regexp.MustCompile(`^(?:` + row[0] + `)$`)
		for _, c := range strings.Fields(row[1]) {
			out[c] = re
		}
	}
	return out
})

// PostcodeFits reports whether a postcode has the form that a country (ISO 3166) uses. It is true where the country or its form is not known, and
// where there is no postcode: a letter may arrive without one.
func PostcodeFits(country, code string) bool {
	form := postalForms()[strings.ToUpper(country)]
	code = strings.ToUpper(strings.TrimSpace(fold(code).str))
	code = strings.TrimPrefix(code, strings.ToUpper(country)+"-")
	code = strings.TrimPrefix(code, strings.ToUpper(country)+" ")
	code = strings.ReplaceAll(code, " ", "")
	return form == nil || code == "" || form.MatchString(code)
}

// CountryNamed returns the ISO 3166 code of a country as addresses and structured data name it: by its code, or by its name in one of the languages
// of the markets. It is "" where the name is not known.
func CountryNamed(name string) string {
	name = strings.Trim(strings.ToLower(squeeze(fold(name).str)), " .")
	if len(name) == 2 && name[0] >= 'a' && name[0] <= 'z' && name[1] >= 'a' && name[1] <= 'z' && name != "uk" {
		return strings.ToUpper(name)
	}
	return countryNames[name]
}

// CountryNames returns the names of a country in the languages of the markets, in lower case and sorted.
func CountryNames(country string) []string {
	var out []string
	for name, c := range countryNames {
		if c == strings.ToUpper(country) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

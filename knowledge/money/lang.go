package money

import "strings"

// langMask is a set of languages.
type langMask uint32

const (
	en langMask = 1 << iota
	de
	fr
	es
	it
	nl
	pt
	pl
	zhcn
	zhtw
	ja
	ko
	spaced // another language that parts thousands by spaces

	all = spaced - 1
	// spacing are the languages in which a plain space parts thousands.
	spacing = fr | pl | spaced
)

// spacingMoney are the currencies in whose markets a plain space parts thousands, whatever the language of the page: "1 299 kr" in an English shop.
var spacingMoney = map[string]bool{"SEK": true, "NOK": true, "DKK": true, "PLN": true, "CZK": true, "HUF": true, "RUB": true, "UAH": true, "BGN": true}

// langTags are the languages in the order of their bits, and the names of their files of words.
var langTags = [...]string{"en", "de", "fr", "es", "it", "nl", "pt-br", "pl", "zh-cn", "zh-tw", "ja", "ko"}

// langOf returns the language of a tag, 0 where its words are not known.
func langOf(tag string) langMask {
	if tag == "" {
		return 0
	}
	tag = strings.ToLower(tag)
	for i, t := range langTags {
		if tag == t {
			return 1 << i
		}
	}
	base, region, _ := strings.Cut(tag, "-")
	switch base {
	case "pt":
		return pt
	case "zh":
		if strings.Contains(region, "tw") || strings.Contains(region, "hk") || strings.Contains(region, "hant") {
			return zhtw
		}
		return zhcn
	case "cs", "sv", "nb", "no", "fi", "hu", "ru", "uk", "bg", "sk", "nn":
		return spaced
	}
	for i, t := range langTags {
		if base == t {
			return 1 << i
		}
	}
	return 0
}

package ident

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of one address in the folded text, in bytes, and of how many one text may hold.
const (
	streetReach  = 130
	maxAddresses = 500
)

// Addresses finds postal addresses by their form, in the order of the text: a street, its number, a postcode and a town in
// the order and over the separators (line breaks, bars, commas, dots) that their country uses. lang is the language of the
// text as a BCP 47 tag, "" if unknown; it settles the country of postcodes that several share. The form is all that is
// looked at: whether the place exists is not known here. Of a text with very many addresses the first 500 are returned.
func Addresses(text, lang string) []Address {
	return addressesIn(fold(text), lang, maxAddresses)
}

func addressesIn(f *folded, lang string, most int) []Address {
	a := addresser{f: f, lang: base(lang), region: region(lang), most: most}
	for i := 0; i < len(f.str) && len(a.found) < most && a.tries < maxTries; i++ {
		c := f.str[i]
		if i < a.free || c&0xc0 == 0x80 {
			continue
		}
		switch {
		case c >= 0x80:
			a.east(i)
		case digit(c) && wordAt(f.str, i):
			if i < 2 || f.str[i-1] != '-' || !digit(f.str[i-2]) { // the end of a phone number is no postcode
				a.postcode(i)
			}
			for i+1 < len(f.str) && digit(f.str[i+1]) {
				i++
			}
		case c >= 'A' && c <= 'Z' && wordAt(f.str, i):
			a.capital(i)
		}
	}
	if len(a.found) < most {
		a.boxes()
		a.onRequest()
	}
	slices.SortStableFunc(a.found, func(x, y Address) int { return x.Start - y.Start })
	return a.found
}

// region is the country in a language tag such as "de-AT", "" if it has none.
func region(lang string) string {
	parts := strings.Split(lang, "-")
	if last := parts[len(parts)-1]; len(parts) > 1 && len(last) == 2 {
		return strings.ToUpper(last)
	}
	return ""
}

type addresser struct {
	f      *folded
	lang   string
	region string
	found  []Address
	most   int
	tries  int
	free   int // where the last address ended
}

// add keeps an address that lies from start to end of the folded text.
func (a *addresser) add(ad Address, start, end int) {
	ad.Text = strings.Trim(a.f.str[start:end], " \n,|·-")
	switch ad.Country {
	case "CN", "JP", "KR", "TW": // written in one line, over lines or with commas, it is the same address
		ad.Text = squeeze(strings.ReplaceAll(ad.Text, ",", " "))
	default:
		ad.Text = oneLine(ad.Text)
	}
	ad.Dummy = dummyAddress(ad.Text, ad.Town, ad.Postcode)
	ad.Start, ad.End = a.f.span(start, end)
	a.found = append(a.found, ad)
	a.free = end
}

// street is what stands before or behind the postcode and town.
type street struct {
	start, end int
	lang       string // of its street word, "" if it has none
	box        bool
	sure       bool // has a street word and a number
}

// streetBefore looks for the street that ends before at. A part is a line, or what lies between commas, bars and dots.
// parts is how many may lie between, a district or a suburb.
func (a *addresser) streetBefore(at, parts int) (street, bool) {
	s := a.f.str
	limit := max(a.free, at-streetReach)
	for limit < at && !utf8.RuneStart(s[limit]) {
		limit++
	}
	end, best := at, street{start: -1}
	for range parts + 1 {
		end = limit + len(strings.TrimRight(s[limit:end], " \n,|·•;:-/"))
		start := partStart(s, limit, end)
		if start >= end {
			break
		}
		start = withStreet(a.f, limit, start)
		st, kind := a.readPart(start, end)
		if kind == isStreet && !st.sure && st.lang != "" {
			st.start, st.sure = numberFirst(s, limit, start)
		}
		switch {
		case kind == notStreet:
			return best, best.start >= 0
		case kind == isStreet && !st.sure && best.start >= 0 && !best.sure && st.lang != "" && strings.ContainsAny(s[best.start:best.end], "0123456789"):
			return street{start: st.start, end: best.end, lang: st.lang, sure: true}, true // "Pol. Ind. Campo Alto, parcela 12"
		case kind == isStreet && best.start < 0:
			best = st
			if st.sure {
				return a.extendLeft(best, limit), true
			}
		case kind == isStreet && st.sure:
			return a.extendLeft(st, limit), true
		}
		if start <= limit {
			break
		}
		end = start - 1
	}
	return best, best.start >= 0
}

// extendLeft takes in what stands before the street on the same line: "The Old Mill, 12 Mill Lane".
func (a *addresser) extendLeft(st street, limit int) street {
	s := a.f.str
	if i := st.start; i > limit+1 && strings.HasSuffix(strings.TrimRight(s[limit:i], " "), ",") {
		end := limit + len(strings.TrimRight(s[limit:i], " ,"))
		start := partStart(s, limit, end)
		part := s[start:end]
		if l := streets().lang(strings.ToLower(part)); l == "en" && len(part) < 40 && capitalised.MatchString(part) && start > limit {
			st.start = start
		}
	}
	return st
}

func partStart(s string, limit, end int) int {
	i := end
	for i > limit {
		r, size := utf8.DecodeLastRuneInString(s[limit:i])
		if strings.ContainsRune("\n,|·•;:", r) {
			break
		}
		if r == ' ' && i-2 > limit && s[i-2] == '-' && s[i-3] == ' ' {
			break
		}
		i -= size
	}
	for i < end && s[i] == ' ' {
		i++
	}
	return i
}

const (
	notStreet = iota
	maybePart // nothing against it: a house, a floor, a suburb
	isStreet
)

// readPart says what the part of a text from start to end is.
func (a *addresser) readPart(start, end int) (street, int) {
	part := strings.TrimRight(a.f.str[start:end], " .")
	low := strings.TrimRight(a.f.low[start:end], " .")
	st := street{start: start, end: end}
	if len(part) < 2 || len(part) > 90 {
		return st, notStreet
	}
	if m := box(part, low); m != nil && !ruralRoute.MatchString(low) {
		st.box, st.sure = true, true
		st.start = start + m[0]
		for st.start < end && a.f.str[st.start] == ' ' {
			st.start++
		}
		return st, isStreet
	}
	if w := firstWord(low); a.lang == "en" && (w == "of" || w == "at") { // "Foo Ltd, of 22 Goodramgate, York"
		st.start += len(w) + 1
		part, low = part[min(len(w)+1, len(part)):], low[min(len(w)+1, len(low)):]
	}
	if noStreet[firstWord(low)] {
		return st, notStreet
	}
	if len(low) < 20 && room.MatchString(low) {
		return st, maybePart
	}
	st.lang = streets().lang(low)
	hasDigit := strings.ContainsAny(part, "0123456789") || strings.HasSuffix(low, "s/n")
	switch {
	case st.lang != "" && hasDigit:
		st.start += cutProse(a.f.str[start:end], st.lang)
		st.sure = true
		return st, isStreet
	case st.lang != "" && (capitalised.MatchString(part) || streets().whole[firstWord(low)] != ""):
		return st, isStreet
	case a.lang == "fr" && len(part) < 40 && start > 0 && articled.MatchString(part):
		st.lang = "fr" // a place in the country: "Les Combes"
		return st, isStreet
	case hasDigit && len(part) < 60 && numbered.MatchString(part) && strings.ContainsFunc(part, unicode.IsLetter):
		return st, isStreet
	}
	if r, _ := utf8.DecodeRuneInString(part); len(part) < 50 && (unicode.IsUpper(r) || digit(part[0])) {
		return st, maybePart
	}
	return st, notStreet
}

var articled = regexp.MustCompile(`^(?:Les?|La|L'|Aux?) ?\p{Lu}`)

// ruralRoute is how farms in the United States are called: the box stands at their gate.
var ruralRoute = regexp.MustCompile(`^(?:rr|hc|rural route|highway contract) ?#?\d{1,3},? box \d`)

// room is a part of a house, written in small letters between street and district: "Rua das Gaivotas, 215, sala 3, Centro".
var room = regexp.MustCompile(`^(?:sala|salas|loja|lojas|apto|ap|apartamento|bloco|conj|conjunto|cj|galpao|galpão|andar|box|quadra|lote|local|bajo|nave|oficina|planta|interno|scala|lok)\b\.? ?[a-z]?\d{0,4}[a-z]?$`)

var onlyNumber = regexp.MustCompile(`(?:^|[\n,|·•;:] ?)(\d{1,5} ?(?:bis|ter|quater|[a-zA-Z])?), ?$`)

// numberFirst takes in a house number that a comma parts from its street: "5 bis, avenue Jean Jaurès".
func numberFirst(s string, limit, start int) (from int, sure bool) {
	if m := onlyNumber.FindStringSubmatchIndex(s[limit:start]); m != nil {
		return limit + m[2], true
	}
	return start, false
}

// withStreet takes in the street when the part at start is only its number: "Rua Augusta, 1500", "Via Roma, 5".
func withStreet(f *folded, limit, start int) int {
	if !digit(f.str[start]) && !strings.HasPrefix(f.low[start:], "n") && !strings.HasPrefix(f.low[start:], "s/n") && !strings.HasPrefix(f.low[start:], "km") {
		return start
	}
	if m := halfKilometre.FindStringIndex(f.low[limit:start]); m != nil { // "km 12,5"
		return withStreet(f, limit, partStart(f.str, limit, limit+m[1]-1))
	}
	before := strings.TrimRight(f.str[limit:start], " ")
	if !strings.HasSuffix(before, ",") {
		return start
	}
	end := limit + len(strings.TrimRight(before, " ,"))
	if from := partStart(f.str, limit, end); from < end {
		if l := streets().lang(f.low[from:end]); l != "" && l != "en" && l != "de" {
			return from
		}
	}
	return start
}

var halfKilometre = regexp.MustCompile(`km\.? ?\d{1,4},$`)

// seated is what the sentence that names a company says before the street of its seat: "con sede in Via Roma 5".
var seated = regexp.MustCompile(`(?i)^.*(?:(?:estamos|nos encontramos|visítanos|ven a vernos|siamo|ci trovi|ci trovate|vi aspettiamo|venite a trovarci|ficamos|estamos localizados|retrouvez-nous|nous sommes(?: situés| installés| basés)?)|sede(?: legale| operativa| social)?|domicilio(?: social| fiscal)?|siège(?: social)? (?:est )?(?:situé|sis|établi)|domiciliad[ao]|estabelecid[ao]) (?:in|en|a|au|à|na|no|em) `)

// sis is how French names a seat without "at": "dont le siège est sis 12 rue des Lilas".
var sis = regexp.MustCompile(`(?i)^(?:.*[ ,(])?(?:siège(?: social)? (?:est )?(?:situé|sis|établi)|sise?) `)

// cutProse returns how much of a part precedes the street in it: "Besuchen Sie uns in der Lindenstraße 5". Two small words in
// a row belong to the sentence; names of streets hold one at most, but in the languages that say "de la".
func cutProse(part, lang string) int {
	switch lang {
	case "fr", "es", "it", "pt":
		return max(len(seated.FindString(part)), len(sis.FindString(part)))
	case "en", "*":
		return 0
	}
	cut, small, at := 0, 0, 0
	for _, word := range strings.Split(part, " ") {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLower(r) && streets().lang(word) == "" {
			small++
		} else {
			if small >= 2 && streets().lang(strings.ToLower(part[at:])) != "" {
				cut = at
			}
			small = 0
		}
		at += len(word) + 1
	}
	return cut
}

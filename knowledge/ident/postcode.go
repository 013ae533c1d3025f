package ident

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const town = `\p{Lu}[\p{L}'.]*(?:[ /-](?:\p{Lu}[\p{L}'.]*|am|an|a|der|den|im|in|bei|ob|unter|v\.|d\.|i\.|sur|sous|de|du|des|la|le|les|l'|et|del|el|los|las|di|da|do|dos|nad|w|sul|sulla|aan|\([\p{L}. ]{2,24}\))){0,5}(?:-(?:en|lès|lez|les|près|devant|entre)-\p{Lu}[\p{L}'.]*)*(?: \(\p{L}{2,24}\))?(?: \d{1,2}\b)?`

// style is the form of postcode and town of one or several countries.
type style struct {
	re        *regexp.Regexp // at the start: 1 prefix or "", 2 postcode, 3 town
	countries []string       // that use it; the first where language and street say nothing else and only one has it
	distinct  bool           // nothing but a postcode looks like it, so that a street without a street word will do
	parts     int            // how many parts may lie between street and postcode
}

var styles = []style{
	{regexp.MustCompile(`^()(\d{4} ?[A-Z]{2}),? (` + town + `)`), []string{"NL"}, true, 1},
	{regexp.MustCompile(`^()(\d{2}-\d{3}) (` + town + `)`), []string{"PL"}, true, 1},
	{regexp.MustCompile(`^()(\d{4}-\d{3}),? (` + town + `)`), []string{"PT"}, true, 2},
	{regexp.MustCompile(`^()(\d{5}-\d{3})\b(?:,? ?-? (` + town + `))?`), []string{"BR"}, true, 5},
	{regexp.MustCompile(`^()(\d{5})(?:,| -)? ?\n? ?(` + town + `)`), []string{"DE", "FR", "ES", "IT", "FI", "HR", "TR", "EE", "LT", "GR", "UA", "RS"}, false, 1},
	{regexp.MustCompile(`^()(\d{3} \d{2}),? (` + town + `)`), []string{"SE", "CZ", "SK", "GR"}, false, 1},
	{regexp.MustCompile(`^()(\d{6}),? (` + town + `)`), []string{"RO", "RU", "IN"}, false, 1},
	{regexp.MustCompile(`^()(\d{4}),? ?\n? ?(` + town + `)`), []string{"AT", "CH", "BE", "DK", "NO", "HU", "LU", "BG", "SI", "LV"}, false, 1},
}

var languageOf = map[string]string{
	"DE": "de", "AT": "de", "CH": "de fr it", "FR": "fr", "BE": "nl fr", "LU": "fr de", "ES": "es", "IT": "it", "NL": "nl", "PL": "pl", "PT": "pt",
	"BR": "pt", "DK": "da", "SE": "sv", "NO": "sv nb no", "FI": "fi sv", "CZ": "cs", "SK": "cs sk", "HU": "hu", "RO": "ro", "HR": "hr", "SI": "hr sl",
	"TR": "tr", "RU": "ru", "UA": "ru uk", "GR": "el", "BG": "ru bg", "EE": "et", "LT": "lt", "LV": "lv", "RS": "sr", "IN": "en", "GB": "en",
}

// dayBefore is what stands of a day before its year.
var dayBefore = regexp.MustCompile(`(?:^|[^0-9])\d{1,2}[/.-]\d{1,2}[/.-]$`)

// postcode reads an address whose postcode and town begin at i, the street before or behind them.
func (a *addresser) postcode(i int) {
	s := a.f.str
	run := 0
	for i+run < len(s) && run < 7 && digit(s[i+run]) {
		run++
	}
	if registered.MatchString(clip(a.f.low, i-12, i)) {
		return // "HRB 38215" closes one line, the company's name opens the next
	}
	if run == 6 && areaCode.MatchString(clip(s, i-7, i)) {
		return // "01524 388217": the second half of a phone number
	}
	if run == 4 && dayBefore.MatchString(clip(s, i-6, i)) {
		return // "10/02/2025": the year of a review, with its first word below
	}
	if run < 2 || run > 6 || !townMayFollow(s[i+run:]) {
		return
	}
	a.tries++
	window := clip(s, i, i+96)
	for _, st := range styles {
		m := st.re.FindStringSubmatchIndex(window)
		if m == nil || m[6] < 0 && st.countries[0] != "BR" {
			continue
		}
		from := i
		if p := countryPrefix.FindStringIndex(s[max(i-5, 0):i]); p != nil {
			from = max(i-5, 0) + p[0]
		}
		if a.complete(st, from, i, m) {
			return
		}
	}
	a.indian(i)
}

var areaCode = regexp.MustCompile(`\d{3,5}\)? $`)

var registered = regexp.MustCompile(`(?:^|[^\p{L}])(?:hr[ab]|vr|gnr|fn|krs|rcs|rea|kvk|siren) ?(?:nr\.?|no\.?|n°)? ?:? ?$`)

// townMayFollow filters cheaply: behind the first digits of a postcode stand more, a capital, or the end of the address.
func townMayFollow(rest string) bool {
	if rest == "" || rest[0] == '-' {
		return true
	}
	rest = strings.TrimLeft(rest, " ,\n")
	if rest == "" || digit(rest[0]) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLower(r) && (unicode.IsLetter(r) || r == '.' || r == '-')
}

var countryPrefix = regexp.MustCompile(`(?:^|[ \n,|])((?:D|A|CH|F|B|L|I|E|NL|PL|FR|DE|AT|BE|LU|CZ|SK|H|HU|DK|SE|S|FI|FIN|LV|LT|EE|PT|GR|SI|HR|RO)[- ] ?)$`)

// complete joins postcode and town with a street and settles the country.
func (a *addresser) complete(st style, from, i int, m []int) bool {
	s := a.f.str
	code, place, end := s[i+m[4]:i+m[5]], "", i+m[1]
	if m[6] >= 0 {
		place = strings.TrimRight(oneSentence(s[i+m[6]:i+m[7]]), " -/.,'")
		end = i + m[6] + len(place)
	}
	if st.countries[0] == "BR" && countryNames[strings.ToLower(place)] != "" {
		place = "" // the town stands in front of the postcode
	}
	if len(st.countries) > 1 && cepFollows.MatchString(clip(s, end, end+64)) {
		return false // a Brazilian house number in front of its district
	}
	if noTown[strings.ToLower(firstWord(place))] {
		return false
	}
	if a.lang == "en" && from == i && streets().lang(strings.ToLower(place)) == "en" {
		return false // "1120 NW Couch Street", "2901 Larimer Street": a house number and its street
	}
	way, ok := a.streetBefore(from, st.parts)
	behind := false
	if !ok || !way.sure && !st.distinct {
		if w, found := a.streetBehind(end); found && w.sure {
			way, ok, behind = w, true, true
		}
	}
	if !ok || !way.sure && !st.distinct && !a.vouched(way.start, end) {
		return false
	}
	if !way.sure && way.lang == "" && !separated(s[way.end:from]) {
		return false
	}
	ad := Address{Postcode: code, Town: squeeze(place), Kind: KindStreet}
	if way.box {
		ad.Kind = KindPOBox
	}
	if ad.Town == "" {
		ad.Town = brazilTown(s[way.end:from])
	}
	ad.Country = a.country(st.countries, strings.Trim(s[from:i], " \n,|-"), way.lang, min(way.start, from), end)
	if c := fourDigitTowns[strings.ToLower(ad.Town)]; ad.Country == "" && slices.Contains(st.countries, c) {
		ad.Country = c
	}
	if c := countryNames[strings.ToLower(ad.Town)]; c != "" && ad.Country == "" { // "Auckland 1010, New Zealand"
		ad.Country = c
		if before := strings.Trim(s[min(way.end, from):from], " ,\n|-"); before != "" && !behind {
			ad.Town = squeeze(before)
		}
	}
	if behind {
		a.add(ad, from, way.end)
	} else {
		a.add(ad, way.start, end)
	}
	return true
}

var cepFollows = regexp.MustCompile(`(?s)^.{0,60}?\b\d{5}-\d{3}\b`)

// oneSentence cuts what a new sentence has added to a town. The dots of "St. Gallen" and "Bad." are those of short words.
func oneSentence(place string) string {
	if at := sentenceEnd.FindStringIndex(place); at != nil {
		return place[:at[1]]
	}
	return place
}

var sentenceEnd = regexp.MustCompile(`\p{L}{4,}\. `)

// separated reports whether a line break or mark lies between two parts, rather than a blank alone.
func separated(between string) bool { return strings.ContainsAny(between, "\n,|·•;-/") }

var noTown = wordSet(`monday tuesday wednesday thursday friday saturday sunday weekdays montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi
	modell model artikel stück eur euro uhr pcs pieces items products kunden customers customer produkte reviews bewertungen sterne stars km kg g ml cm mm
	watt w v volt mah gb mb tb followers fans likes tage days stunden hours jahre years punkte points january february march april may june july august september
	october november december januar februar märz mai juni juli oktober dezember gmbh ag ltd inc all rights tel telefon phone fax e-mail email copyright vat art nr
	janvier février mars avril mai juin juillet août septembre octobre novembre décembre enero marzo mayo alle and und y et the sale edition size größe`)

// vouched reports whether what stands around a doubtful address says that it is one: a label, a company, a country, or a
// way of contact.
func (a *addresser) vouched(start, end int) bool {
	before := clip(a.f.low, start-100, start)
	for _, w := range addressLabels {
		if strings.Contains(before, w) {
			return true
		}
	}
	return contactRE.MatchString(clip(a.f.low, end, end+90)) || countryIn(clip(a.f.low, end, end+40)) != ""
}

var addressLabels = []string{
	"anschrift", "adresse", "sitz", "impressum", "address", "registered office", "legal notice", "imprint", "siège", "domicilio", "dirección", "sede", "indirizzo",
	"adres", "siedziba", "vestig", "colofon", "endereço", "gmbh", " kg\n", " ag\n", "e.k.", " ltd", "limited", "s.r.l", "s.a.", "sarl", "b.v.", "sp. z o.o", "§ 5",
	"inhaber", "vertragspartner", "mentions légales", "aviso legal", "note legali", "dane firmy", "contact", "kontakt",
}

// contactRE finds labels of ways of contact and of numbers as whole words: "IntelliMouse" and "Teller" hold no telephone.
var contactRE = regexp.MustCompile(`@|(?:^|[^\p{L}])(?:tel|tél|(?:mobil)?telefon[eo]?|telefoon|telefono|teléfono|téléphone|telephone|phone|fon|mobil|mobile|mail|email|fax|telefax|siret|siren|rcs|nif|cif|p\.iva|kvk|nip|ust-id|cnpj)(?:[^\p{L}]|$)`)

// streetBehind looks for the street on the rest of the line or the next part: "1051 Budapest, Fő utca 1."
func (a *addresser) streetBehind(end int) (street, bool) {
	s := a.f.str
	i := end
	for i < len(s) && i < end+4 && strings.IndexByte(" ,\n|-", s[i]) >= 0 {
		i++
	}
	if i == end || i >= len(s) {
		return street{}, false
	}
	stop := i
	for stop < len(s) && stop < i+70 && strings.IndexByte("\n,|;", s[stop]) < 0 {
		stop++
	}
	for stop > i && stop < len(s) && s[stop]&0xc0 == 0x80 {
		stop--
	}
	if l := streets().lang(a.f.low[i:stop]); l == "" || l == "en" {
		return street{}, false
	}
	st, kind := a.readPart(i, stop)
	return st, kind == isStreet
}

// country settles which of several countries an address is in: by its prefix, a country's name behind it, the language of
// its street, the language of the text.
func (a *addresser) country(candidates []string, prefix, streetLang string, start, end int) string {
	if c := prefixCountry[prefix]; c != "" {
		return c
	}
	if c := countryIn(clip(a.f.low, end, end+40)); c != "" {
		return c
	}
	if len(candidates) == 1 {
		return candidates[0]
	}
	if a.region == "MX" && streetLang == "es" {
		return "MX"
	}
	if slices.Contains(candidates, "AT") && a.region == "" { // the Swiss write no ß, the Austrians do
		switch street := clip(a.f.low, start, end); {
		case strings.Contains(street, "straße"):
			return "AT"
		case strings.Contains(street, "strasse"):
			return "CH"
		}
	}
	for _, lang := range []string{streetLang, a.lang} {
		fits := ""
		several := false
		for _, c := range candidates {
			if !speaks(c, lang) {
				continue
			}
			if c == a.region {
				return c
			}
			several = several || fits != ""
			if fits == "" {
				fits = c
			}
		}
		if fits != "" && !several {
			return fits
		}
	}
	return ""
}

var prefixCountry = map[string]string{
	"D": "DE", "DE": "DE", "A": "AT", "AT": "AT", "CH": "CH", "F": "FR", "FR": "FR", "B": "BE", "BE": "BE", "L": "LU", "LU": "LU", "I": "IT", "E": "ES", "NL": "NL",
	"PL": "PL", "CZ": "CZ", "SK": "SK", "H": "HU", "HU": "HU", "DK": "DK", "SE": "SE", "S": "SE", "FI": "FI", "FIN": "FI", "LV": "LV", "LT": "LT", "EE": "EE",
	"PT": "PT", "GR": "GR", "SI": "SI", "HR": "HR", "RO": "RO",
}

// countryNames are the names by which addresses close, in the languages of the markets.
var countryNames = map[string]string{
	"deutschland": "DE", "germany": "DE", "allemagne": "DE", "österreich": "AT", "austria": "AT", "schweiz": "CH", "switzerland": "CH", "suisse": "CH", "svizzera": "CH",
	"france": "FR", "frankreich": "FR", "españa": "ES", "spain": "ES", "italia": "IT", "italy": "IT", "nederland": "NL", "netherlands": "NL", "the netherlands": "NL",
	"niederlande": "NL", "polska": "PL", "poland": "PL", "belgique": "BE", "belgië": "BE", "belgium": "BE", "belgien": "BE", "danmark": "DK", "denmark": "DK",
	"sverige": "SE", "sweden": "SE", "norge": "NO", "norway": "NO", "suomi": "FI", "finland": "FI", "česká republika": "CZ", "czech republic": "CZ", "slovensko": "SK",
	"slovakia": "SK", "magyarország": "HU", "hungary": "HU", "românia": "RO", "romania": "RO", "portugal": "PT", "brasil": "BR", "brazil": "BR", "luxembourg": "LU",
	"united kingdom": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "uk": "GB", "ireland": "IE", "usa": "US", "united states": "US",
	"canada": "CA", "australia": "AU", "india": "IN", "méxico": "MX", "mexico": "MX", "hrvatska": "HR", "croatia": "HR", "slovenija": "SI", "türkiye": "TR", "turkey": "TR",
	"liechtenstein": "LI", "eesti": "EE", "estonia": "EE", "lietuva": "LT", "latvija": "LV", "ελλάδα": "GR", "greece": "GR", "hong kong": "HK", "singapore": "SG", "new zealand": "NZ", "japan": "JP", "china": "CN", "taiwan": "TW", "south korea": "KR", "korea": "KR",
	"eire": "IE", "éire": "IE", "united arab emirates": "AE", "uae": "AE", "israel": "IL", "malta": "MT", "cyprus": "CY", "iceland": "IS", "south africa": "ZA", "българия": "BG", "bulgaria": "BG",
	"alemania": "DE", "germania": "DE", "duitsland": "DE", "niemcy": "DE", "alemanha": "DE", "德国": "DE", "德國": "DE", "ドイツ": "DE", "독일": "DE",
	"autriche": "AT", "oostenrijk": "AT", "suiza": "CH", "zwitserland": "CH", "szwajcaria": "CH", "suíça": "CH", "francia": "FR", "frankrijk": "FR", "francja": "FR", "frança": "FR",
	"espagne": "ES", "spagna": "ES", "spanje": "ES", "spanien": "ES", "espanha": "ES", "italien": "IT", "italie": "IT", "italië": "IT", "itália": "IT", "pays-bas": "NL", "países bajos": "NL",
	"paesi bassi": "NL", "holandia": "NL", "pologne": "PL", "polonia": "PL", "polen": "PL", "polônia": "PL", "royaume-uni": "GB", "reino unido": "GB", "regno unito": "GB",
	"vereinigtes königreich": "GB", "großbritannien": "GB", "verenigd koninkrijk": "GB", "wielka brytania": "GB", "northern ireland": "GB", "belgio": "BE", "bélgica": "BE", "belgia": "BE",
	"united states of america": "US", "u.s.a": "US", "estados unidos": "US", "états-unis": "US", "美国": "US", "美國": "US", "アメリカ": "US", "미국": "US", "kanada": "CA",
	"中国": "CN", "中華人民共和國": "CN", "中华人民共和国": "CN", "中国大陆": "CN", "p.r. china": "CN", "台灣": "TW", "臺灣": "TW", "日本": "JP", "日本国": "JP", "대한민국": "KR", "한국": "KR", "republic of korea": "KR",
}

// countryIn returns the country named first in low, before any other word.
func countryIn(low string) string {
	low = strings.TrimLeft(low, " \n,.|()-·/")
	for n := 2; n >= 1; n-- {
		words := strings.Fields(low)
		if len(words) >= n {
			if c := countryNames[strings.Trim(strings.Join(words[:n], " "), ".,;:()|")]; c != "" {
				return c
			}
		}
	}
	return ""
}

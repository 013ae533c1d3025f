package ident

import (
	"regexp"
	"strings"
	"sync"
)

var (
	ukPostcode = regexp.MustCompile(`^([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})(?:[^A-Za-z\d]|$)`)
	eircode    = regexp.MustCompile(`^([ACDEFHKNPRTVWXY]\d[\dW] ?[0-9AC-FHKNPRTV-Y]{4})(?:[^A-Za-z\d]|$)`)
	usState    = regexp.MustCompile(`^(A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]),?[ \n](\d{5}(?:-\d{4})?)(?:[^A-Za-z\d]|$)`)
	caProvince = regexp.MustCompile(`^(AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT|Ontario|Quebec|Québec|British Columbia|Alberta|Manitoba|Nova Scotia|Saskatchewan|New Brunswick),?[ \n]+([A-Z]\d[A-Z] ?\d[A-Z]\d)(?:[^A-Za-z\d]|$)`)
	auState    = regexp.MustCompile(`^(NSW|VIC|QLD|SA|WA|TAS|ACT|NT),? (\d{4})(?:[^A-Za-z\d]|$)`)
	zipBehind  = regexp.MustCompile(`^,? (\d{5}(?:-\d{4})?)(?:[^A-Za-z\d]|$)`)
	pinCode    = regexp.MustCompile(`^([1-9]\d{2} ?\d{3})(?:[^\d]|$)`)
	townBefore = regexp.MustCompile(`(\p{Lu}[\p{L}'. -]{1,40}?(?: \d{1,2})?)[ ,\n/(-]*$`)
	beforeUF   = regexp.MustCompile(`(\p{Lu}[\p{L}' ]{2,40}?) ?[-–—/,(] ?[A-Z]{2}\)?[ ,\n.;-]*(?:CEP:? ?)?$`)
)

// places are written-out names of states, and of countries that close an address.
type places struct{ states, countries *lexicon[string] }

var placeNames = sync.OnceValue(func() places {
	p := places{newLexicon[string](), newLexicon[string]()}
	for _, s := range strings.Split("alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming", "|") {
		p.states.add(s, "US")
	}
	for name, code := range countryNames {
		p.countries.add(name, code)
	}
	return p
})

// capital reads an address whose postcode, state or country begins with a capital at i, the street before it.
func (a *addresser) capital(i int) {
	s := a.f.str
	c2, c3 := byte(0), byte(0)
	if i+2 < len(s) {
		c2, c3 = s[i+1], s[i+2]
	}
	switch {
	case digit(c2) || digit(c3):
		window := clip(s, i, i+12)
		if m := ukPostcode.FindStringSubmatch(window); m != nil {
			a.townFirst(i, i+len(m[1]), m[1], "GB")
		} else if m := eircode.FindStringSubmatch(window); m != nil {
			a.townFirst(i, i+len(m[1]), m[1], "IE")
		}
	case c2 >= 'A' && c2 <= 'Z':
		a.state(i)
	case c2 >= 'a' && c2 <= 'z':
		a.written(i)
	}
}

// state reads "Portland, OR 97201", "Toronto, ON M5V 2T6" and "Carlton VIC 3053" from the state on.
func (a *addresser) state(i int) {
	window := clip(a.f.str, i, i+24)
	if !strings.ContainsAny(window, "0123456789") {
		a.written(i)
		return
	}
	for _, st := range []struct {
		re      *regexp.Regexp
		country string
	}{{usState, "US"}, {caProvince, "CA"}, {auState, "AU"}} {
		if m := st.re.FindStringSubmatchIndex(window); m != nil {
			a.townFirst(i, i+m[5], window[m[4]:m[5]], st.country)
			return
		}
	}
	a.written(i)
}

// written reads a state or country with its name in full.
func (a *addresser) written(i int) {
	p := placeNames()
	if e, ok := p.countries.at(a.f.low, i); ok && i > a.free {
		a.countryLast(i, i+len(e.word), e.value)
		return
	}
	if !strings.ContainsAny(clip(a.f.str, i, i+32), "0123456789") {
		return
	}
	if e, ok := p.states.at(a.f.low, i); ok {
		end := i + len(e.word)
		if m := zipBehind.FindStringSubmatchIndex(clip(a.f.str, end, end+14)); m != nil {
			a.townFirst(i, end+m[3], a.f.str[end+m[2]:end+m[3]], "US")
			return
		}
	}
	if m := caProvince.FindStringSubmatchIndex(clip(a.f.str, i, i+32)); m != nil {
		a.townFirst(i, i+m[5], a.f.str[i+m[4]:i+m[5]], "CA")
	}
}

// townFirst completes an address whose street and town stand before what begins at i.
func (a *addresser) townFirst(i, end int, code, country string) {
	a.tries++
	way, ok := a.streetBefore(i, 5)
	if (!ok || !way.sure && way.lang != "en" && way.lang != "*") && (country == "GB" || country == "IE") { // Snoring and Heidelberg end as streets do elsewhere
		at := i
		if m := county.FindStringIndex(clip(a.f.str, max(a.free, i-40), i)); country == "IE" && m != nil {
			at = max(a.free, i-40) + m[0]
		}
		if house, found := a.houseBefore(at, at < i); found {
			way, ok = house, true
		}
	}
	if ok && !way.sure && country == "IN" {
		way.start, way.sure = houseAhead(a.f.str, max(a.free, way.start-60), way.start)
	}
	if !ok || !way.sure && country != "GB" && !a.vouched(way.start, end) {
		return // a British postcode is like nothing else: a number and a name before it are a street
	}
	if way.lang != "" && way.lang != "en" && way.lang != "*" && country != "CA" && !way.box {
		return
	}
	ad := Address{Postcode: code, Country: country, Kind: KindStreet}
	if way.box {
		ad.Kind = KindPOBox
	}
	if m := townBefore.FindStringSubmatch(clip(a.f.str, max(way.end, i-60), i)); m != nil {
		ad.Town = squeeze(m[1])
	}
	a.add(ad, way.start, end)
}

// houseBefore finds a house that has a name and no number, as country houses and mills have: "Low Mill, Mill Brow, Kirkby Lonsdale". Only the postcode
// behind it, which is like nothing else, makes an address of it.
func (a *addresser) houseBefore(at int, inCounty bool) (street, bool) {
	s := a.f.str
	limit := max(a.free, at-streetReach)
	end, found := at, street{start: -1, lang: "en", sure: true}
	for range 5 {
		end = limit + len(strings.TrimRight(s[limit:end], " \n,|·•;:-/"))
		start := partStart(s, limit, end)
		part := s[start:end]
		if k := strings.LastIndex(part, " at "); k >= 0 {
			start, part = start+k+len(" at "), part[k+len(" at "):] // "with its registered office at Low Mill"
		}
		if start >= end || len(part) > 40 || !houseName.MatchString(part) {
			break
		}
		if houses[strings.ToLower(part[strings.LastIndexByte(part, ' ')+1:])] && end < at-2 {
			found.start = start
			found.end = max(found.end, end)
		}
		if start <= limit {
			break
		}
		end = start - 1
	}
	if found.start < 0 {
		return a.farmBefore(at, inCounty)
	}
	return found, true
}

// farmBefore finds a house or farm whose name says nothing of what it is, as in Wales and Scotland: "Tyddyn Uchaf, Llanfairfechan, LL33 0BY". The postcode is
// that of a few houses; a company's name alone before the town is no house. In Ireland it is that of one, and many addresses have but a townland and the county before it:
// "Fanore, Co. Clare, H91 Y6RV".
func (a *addresser) farmBefore(at int, inCounty bool) (street, bool) {
	s := a.f.str
	limit := max(a.free, at-streetReach)
	end := at
	land := street{start: -1}
	for n := range 2 {
		end = limit + len(strings.TrimRight(s[limit:end], " \n,|·•;:-/"))
		start := partStart(s, limit, end)
		part := s[start:end]
		if start <= limit && !inCounty || len(part) > 40 || !houseName.MatchString(part) || companyWord.MatchString(part) {
			break
		}
		if land = (street{start: start, end: end, lang: "en", sure: inCounty}); n == 1 {
			return land, true
		}
		if start <= limit {
			break
		}
		end = start - 1
	}
	return land, land.start >= 0 && inCounty
}

var county = regexp.MustCompile(`[ ,\n]+(?:Co\.?|County) \p{Lu}\p{L}+[ ,\n.]*$`)

var companyWord = regexp.MustCompile(`(?i)\b(?:ltd|limited|llp|plc|co|company|shop|store|address|contact)\b`)

var houseName = regexp.MustCompile(`^(?:\p{Lu}[\p{L}'.-]*|of|the|upon|on|in|le|under|next)(?: (?:\p{Lu}[\p{L}'.-]*|of|the|upon|on|in|le|under|next|&)){0,4}$`)

// houses are the last words of the names of houses and of lanes without a street word.
var houses = wordSet(`mill mills barn farm farmhouse cottage cottages house hall works workshop workshops yard wharf lodge manor brow bank fold croft wynd rectory vicarage
	chapel school forge creamery cooperage tannery pottery foundry distillery parsonage boathouse presbytery smithy dairy granary stables maltings bakery brewery station bridge head common end studio studios buildings chambers grange priory abbey castle
	court courtyard row place gate gardens arcade market hill green lane street road terrace mews quay harbour pier shed sheds byre steading`)

// houseAhead takes in what Indian addresses put between the number of the house and the street: "1184, Kucha Mahajani, Chandni Chowk".
func houseAhead(s string, limit, start int) (from int, sure bool) {
	line := max(limit, strings.LastIndexByte(s[:start], '\n')+1)
	if m := houseNumber.FindStringSubmatchIndex(s[line:start]); m != nil {
		return line + m[2], true
	}
	return start, false
}

var houseNumber = regexp.MustCompile(`(?:^|[,;:|] )((?:[A-Z][-/]?)?\d{1,5}(?:[-/]\w{1,5})?, )`)

// countryLast reads an address without postcode that closes with the name of its country.
func (a *addresser) countryLast(i, end int, country string) {
	s := a.f.str
	before := strings.TrimRight(s[max(i-3, 0):i], " ")
	if before == "" || strings.IndexByte(",\n-|", before[len(before)-1]) < 0 {
		return
	}
	a.tries++
	way, ok := a.streetBefore(i, 4)
	if !ok || !way.sure {
		return
	}
	between := strings.Trim(s[way.end:i], " \n,|-.")
	if between == "" || strings.Contains(between, "\n\n") || len(between) > 70 {
		return
	}
	ad := Address{Country: country, Kind: KindStreet, Town: squeeze(between[strings.LastIndexAny(between, ",\n|")+1:])}
	if way.box {
		ad.Kind = KindPOBox
	}
	a.add(ad, way.start, end)
}

// indian reads "12 MG Road, Indiranagar, Bengaluru - 560038": six digits, with the state, the country or the word PIN near.
func (a *addresser) indian(i int) {
	m := pinCode.FindStringSubmatch(clip(a.f.str, i, i+8))
	if m == nil {
		return
	}
	end := i + len(m[1])
	near := clip(a.f.low, i-60, end+50)
	if !strings.Contains(near, "india") && !strings.Contains(near, "pin") && !indianStates.MatchString(near) {
		return
	}
	if way, ok := a.streetBefore(i, 5); !ok || way.lang != "en" && way.lang != "*" && !way.box {
		return
	}
	a.townFirst(i, end, m[1], "IN")
}

var indianStates = regexp.MustCompile(`karnataka|maharashtra|tamil nadu|telangana|delhi|kerala|gujarat|rajasthan|west bengal|uttar pradesh|andhra pradesh|haryana|punjab|madhya pradesh|bihar|odisha|assam|goa|jharkhand|uttarakhand|chhattisgarh|himachal|mumbai|bengaluru|bangalore|chennai|hyderabad|kolkata|pune`)

// brazilTown is the town of "Centro, São Paulo - SP, CEP".
func brazilTown(between string) string {
	if m := beforeUF.FindStringSubmatch(between); m != nil {
		return squeeze(m[1])
	}
	return ""
}

package identity

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/verdict"
)

// registers are the kinds of number by which a country's registers and tax offices know a seller.
var registers = map[string][]string{
	"DE": {"de-register"}, "AT": {"at-register"}, "CH": {"ch-uid"}, "FR": {"fr-siren", "fr-siret"}, "ES": {"es-nif"}, "IT": {"it-vat", "it-rea"},
	"NL": {"nl-kvk"}, "BE": {"be-enterprise", "be-vat"}, "PT": {"pt-nif"}, "PL": {"pl-nip", "pl-regon", "pl-krs"}, "GB": {"gb-company"}, "CN": {"cn-uscc"}, "TW": {"tw-ubn"}, "JP": {"jp-corporate"},
	"KR": {"kr-brn"}, "BR": {"br-cnpj", "br-cpf"}, "IN": {"in-gstin"}, "AU": {"au-abn", "au-acn"}, "CA": {"ca-bn"},
}

// taxes are the kinds of number that serve a country's sellers for value added tax. In Spain, Italy, Poland and Switzerland it is the number by
// which registers know them too.
var taxes = map[string][]string{
	"DE": {"de-vat"}, "AT": {"at-vat"}, "CH": {"ch-uid"}, "FR": {"fr-vat"}, "ES": {"es-nif"}, "IT": {"it-vat"}, "NL": {"nl-vat"}, "BE": {"be-vat", "be-enterprise"}, "IE": {"ie-vat"}, "LU": {"lu-vat"}, "PT": {"pt-nif"}, "PL": {"pl-nip"}, "GB": {"gb-vat"},
}

// taxOnly holds for the kinds that are numbers for value added tax and nothing else.
func taxOnly(kind string) bool {
	return slices.Contains([]string{"de-vat", "at-vat", "fr-vat", "nl-vat", "gb-vat", "ie-vat", "lu-vat"}, kind)
}

// registered holds for the kinds by which some register knows a seller.
func registered(kind string) bool {
	for _, kinds := range registers {
		if slices.Contains(kinds, kind) {
			return true
		}
	}
	return false
}

// stated returns the seller's numbers of the kinds that fit: the well-formed ones, and those malformed ones of whose kind no well-formed one is
// given anywhere. Where a number is right once and mistyped once, the seller is known all the same.
func stated(site *facts.Site, fits func(kind string) bool) (sound, malformed []*facts.Number) {
	right := map[string]bool{}
	for i := range site.Numbers {
		if n := &site.Numbers[i]; n.Seller && n.WellFormed && fits(n.Kind) {
			right[n.Kind] = true
			sound = append(sound, n)
		}
	}
	at := seat(site) // "VAT no." stands in front of Norwegian numbers too
	for i := range site.Numbers {
		n := &site.Numbers[i]
		if at != "" && n.Country != at {
			continue
		}
		if n.Seller && !n.WellFormed && fits(n.Kind) && !right[n.Kind] && ownWords(site, n) {
			malformed = append(malformed, n)
		}
	}
	return sound, malformed
}

// ownWords reports whether a number stands where a seller gives his own: in the frame, or on a page about himself or his terms, and not as an
// example of what buyers are to type.
func ownWords(site *facts.Site, n *facts.Number) bool {
	if !n.Zone.Shared() {
		p := site.At(n.URL)
		if p == nil {
			return false
		}
		switch site.Role(p) {
		case facts.RoleContact, facts.RoleAbout, facts.RolePolicy, facts.RoleHome:
		default:
			return false
		}
	}
	line := " " + cue.Fold(n.Near) + " "
	return !slices.ContainsFunc(exampleWords, func(w string) bool { return strings.Contains(line, w) })
}

// exampleWords stand beside numbers that buyers are asked for, and beside examples, folded.
var exampleWords = []string{
	"example", "e.g.", " your ", "beispiel", "z.b.", "z. b.", " ihre ", " ihrer ", " deine ", "exemple", "p. ex", " votre ", " vos ", "ejemplo", "p. ej", " su ", " tu ",
	"esempio", " ad es", " tua ", " tuo ", "voorbeeld", "bijv", " uw ", " jouw ", "przykład", " np.", " twój ", " twoj", "exemplo", " seu ", " sua ", "例", "お客様", "您的", "고객", "예시",
}

// show writes a number for people: its value as it is compared, and what it is.
func show(n *facts.Number) string {
	if n.Register != "" && n.WellFormed {
		return n.Register + ", " + kindName(n.Kind) + " " + n.Value
	}
	return kindName(n.Kind) + " " + n.Value
}

// kindName is what a kind of number is called where it is issued.
func kindName(kind string) string {
	names := map[string]string{
		"de-vat": "USt-IdNr.", "de-wid": "W-IdNr.", "de-register": "Handelsregister", "at-vat": "UID", "at-register": "Firmenbuch FN", "ch-uid": "UID", "fr-siren": "SIREN",
		"fr-siret": "SIRET", "fr-vat": "TVA", "es-nif": "NIF", "it-vat": "P. IVA", "it-rea": "REA", "nl-vat": "btw-id", "nl-kvk": "KvK", "be-vat": "btw/TVA", "be-enterprise": "KBO/BCE", "ie-vat": "VAT", "lu-vat": "TVA", "pt-nif": "NIF", "pl-nip": "NIP",
		"pl-regon": "REGON", "pl-krs": "KRS", "gb-vat": "VAT", "gb-company": "company number", "cn-uscc": "统一社会信用代码", "cn-icp": "ICP", "cn-psb": "公网安备", "tw-ubn": "統一編號",
		"jp-corporate": "法人番号", "kr-brn": "사업자등록번호", "kr-mailorder": "통신판매업신고", "br-cnpj": "CNPJ", "br-cpf": "CPF", "in-gstin": "GSTIN", "au-abn": "ABN",
		"au-acn": "ACN", "ca-bn": "BN",
	}
	return names[kind]
}

// wrong judges numbers whose form or check digit is wrong.
func wrong(list []*facts.Number) checks.Outcome {
	var findings []verdict.Finding
	for _, n := range list {
		findings = append(findings, checks.Find(checks.Msg("malformed", "number", show(n)),
			verdict.Evidence{URL: n.URL, Selector: facts.Place(n.Zone), Snippet: n.Near, Value: n.Value}))
	}
	return checks.Fail(checks.Msg("wrong", "bad", len(list)), findings...)
}

package ident

import (
	"regexp"
	"strings"
	"sync"
)

// Words by which streets are called. Each row: the language that has them, the words as endings ("-straße") or whole words.
const streetRows = `
de -straße -strasse -str. -str -weg -platz -gasse -allee -ring -damm -ufer -steig -chaussee -promenade -steg -stieg -markt -hof -berg -graben -zeile -pfad -wall -tor -kamp -wiese -feld -garten straße strasse str. weg platz allee ring gasse zeile chaussee markt graben anger hof gut gutshof alm weiler forsthaus mühle ortsteil
fr rue avenue av. boulevard bd bld place allée allées chemin impasse quai cours route passage square faubourg résidence zac lotissement villa sentier esplanade lieu-dit ruelle montée rte z.a. z.i. moulin ferme domaine château mas hameau clos manoir bastide prieuré abbaye bergerie bourg
es calle c/ avda avda. avenida plaza paseo pza. carrer carretera ctra. ronda travesía polígono pol. parcela nave manzana bloque vía passeig plaça glorieta camino urbanización rúa finca cortijo masía masia paraje partida caserío pazo hacienda dehesa diseminado lugar aldea
it via viale piazza corso vicolo largo strada piazzale piazzetta lungomare contrada località borgo salita galleria lungotevere frazione v.le p.zza c.so fraz. c.da c/da loc. s.p. s.s. podere cascina tenuta masseria casale borgata vocabolo fattoria
nl -straat -laan -weg -gracht -plein -kade -dijk -singel -hof -dreef -pad -steeg -markt -wal -baan -park -plantsoen -haven -kanaal -burg -steenweg -lei -vest straat laan markt plein gracht kade dijk singel steenweg dreef hof boerderij hoeve landgoed
pt rua avenida av. travessa rodovia praça alameda estrada r. largo quadra rod. al. trav. viela fazenda sítio chácara loteamento
pl ul. ul al. aleja aleje os. osiedle pl. plac ulica rynek
en street st st. road rd rd. avenue ave ave. lane ln drive dr boulevard blvd blvd. court ct way place pl terrace square sq highway hwy parkway pkwy close crescent gardens mews circus row walk house building floor suite unit park estate trail quay parade centre center plaza alley loop grove green hill rise business tower plot sector marg nagar cross main layout colony phase block chowk bazaar shop plot flat gala gaothan
da -vej -gade -stræde -allé -plads -torv
sv -gatan -vägen -gränd -torget -gata -väg -stigen -veien -gaten -vei
fi -katu -tie -kuja -polku -tori
cs ulice náměstí nám. třída tř. -ova -ská -ní
hu utca út u. tér körút krt. -utca köz sétány
ro str. strada bulevardul b-dul bd. șoseaua calea
hr ulica trg cesta
tr caddesi cad. sokak sok. mahallesi mah. bulvarı bulv.
ru ул. улица проспект пр-т пер. вул. бул.
el οδός λεωφόρος πλατεία
`

// streetWords maps whole words and endings to the language that calls streets so.
type streetWords struct {
	whole   map[string]string
	endings []entry[string]
}

var streets = sync.OnceValue(func() *streetWords {
	w := &streetWords{whole: map[string]string{}}
	for _, row := range strings.Split(strings.TrimSpace(streetRows), "\n") {
		words := strings.Fields(row)
		for _, word := range words[1:] {
			if ending, is := strings.CutPrefix(word, "-"); is {
				w.endings = append(w.endings, entry[string]{ending, words[0]})
			} else if was, twice := w.whole[word]; twice && was != words[0] {
				w.whole[word] = "*"
			} else {
				w.whole[word] = words[0]
			}
		}
	}
	return w
})

// lang returns the language of the first street word in low, "" if there is none, "*" if several have it.
func (w *streetWords) lang(low string) string {
	for _, word := range strings.FieldsFunc(low, func(r rune) bool {
		return r == ' ' || r == ',' || r == '\n' || r == '(' || r == ')' || r == ':' || r == '|'
	}) {
		if l := w.whole[word]; l != "" {
			return l
		}
		if strings.HasPrefix(word, "c/") {
			return "es"
		}
		word = strings.TrimRight(word, "0123456789")
		for _, e := range w.endings {
			if len(word) > len(e.word)+2 && strings.HasSuffix(word, e.word) {
				return e.value
			}
		}
	}
	return ""
}

// numbered is a part of an address with a house number at either end: "Lindenweg 12a", "12 rue des Lilas", "Kirchberg 7/3".
var numbered = regexp.MustCompile(`^(?:[\p{Lu}\d][\p{L}\d .,'/&()-]*? ?(?:n°|nº|nr\.?|no\.?|#)? ?\d{1,5} ?[a-zA-Z]?(?: ?[-/+] ?\d{1,4} ?[a-zA-Z]?)*|\d{1,5} ?(?:bis|ter|[a-zA-Z])?(?:[-/]\d{1,5})?,? \p{L}[\p{L}\d .,'/()-]*)$`)

// unnumbered streets are accepted only with a street word: "Am Markt", "The Old Mill House, Mill Lane".
var capitalised = regexp.MustCompile(`^[\p{Lu}\d]`)

// noStreet are words of things that are numbered like streets.
var noStreet = wordSet(`größe size taille talla taglia maat rozmiar artikel artikelnummer art.-nr. art.-nr art.nr. art order bestellung bestellnummer nr. no. no
	modell model modèle modelo seite page tel tel. telefon phone fax mobil mobile preis price prix versand ab bis von vom seit am: um uhr los kapitel version stand
	copyright iban bic sku ean gtin isbn kundennummer kunden-nr. bestell-nr. rechnung hrb hra vat ust-idnr. ust-idnr steuernummer öffnungszeiten mo mo-fr montag
	januar februar märz april mai juni juli august september oktober november dezember january february march may june july october december
	janvier février mars avril juin juillet août septembre octobre décembre enero febrero marzo mayo junio julio gennaio febbraio aprile maggio giugno
	only over more than about eur euro usd chf gbp menge stück lager gewicht länge breite höhe ref reference code stand: nur noch copyright © siret siren rcs capital
	stammkapital kapital plus mehr als über rund ca. ca circa etwa top the our we in on with from`)

// boxes are the words for a box at a post office; each needs a number behind it, except where none is given by custom.
var boxRE = regexp.MustCompile(`(?i)(?:^|[^\p{L}])((?:postfach|p\. ?o\. ?box|po box|p\.o\.b\.|post office box|postbus|boîte postale|b\.p\.|apartado(?: de correos)?|apdo\.?(?: de correos)?|casella postale|c\.p\.|caixa postal|skrytka(?: pocztowa)?|skr\. ?poczt\.|postboks|postbox|box|gpo box|locked bag|private bag|case postale|pobox) ?(?:nr\.?|no\.?|n°|nº|n\.)? ?\d[\d ]{0,8}|BP ?\d{1,6}|CP ?\d{2,6}|(?:私書箱|사서함|郵政信箱|邮政信箱|信箱) ?(?:第)? ?\d{1,6} ?(?:号|號|호)?|(?:第)?\d{1,6}(?:号|號|호)? ?(?:私書箱|사서함|郵政信箱))`)

// box finds the place of a box at a post office in a part of an address. The words are looked for first, since most parts
// hold none.
func box(part, low string) []int {
	if !strings.ContainsAny(low, "0123456789") {
		return nil
	}
	for _, short := range []string{"bp", "b.p", "cp", "c.p", "skr", " bag"} {
		if strings.Contains(low, short) {
			return boxRE.FindStringIndex(part)
		}
	}
	if !mentionsBox(low) {
		return nil
	}
	return boxRE.FindStringIndex(part)
}

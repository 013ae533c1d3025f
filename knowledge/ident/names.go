package ident

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much of a text belongs to one name, and how many names one text may hold.
const (
	maxNameBytes = 110
	maxNameWords = 8
	maxNames     = 1000
)

// Names finds companies by their legal form and natural persons by the label beside them, in the order of the text.
// lang is the language of the text as a BCP 47 tag, "" if unknown; it only settles forms that are words in other languages.
// A name may be anybody's: the seller's, a payment provider's, a carrier's; only those labelled as the hosting provider's, as
// Korean footers must name it beside the seller, are left out. Of a text with very many names the first 1000 are
// returned.
func Names(text, lang string) []Name {
	f := fold(text)
	n := namer{f: f, forms: legalForms(), labels: personLabels(), lang: base(lang)}
	for i := 0; i < len(f.str) && len(n.found) < maxNames && n.tries < maxTries; i++ {
		if f.str[i]&0xc0 == 0x80 || f.str[i] == ' ' || !mayBegin(f.str, i) {
			continue
		}
		i = n.look(i) - 1
	}
	slices.SortStableFunc(n.found, func(a, b Name) int { return a.Start - b.Start })
	return n.found
}

// mayBegin reports whether a form or label may begin at i: with a word, a bracket or, Korean being written so, inside one.
func mayBegin(s string, i int) bool {
	if wordAt(s, i) || s[i] == '(' {
		return true
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.Is(unicode.Hangul, r) || r >= '㈀' && r <= '㉿'
}

// base is the language of a tag, "-" for none.
func base(lang string) string {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	if lang == "" {
		return "-"
	}
	return lang
}

type namer struct {
	f      *folded
	forms  *lexicon[legalForm]
	labels *lexicon[personLabel]
	lang   string
	found  []Name
	tries  int
	free   int // where the last name ended: names do not overlap
}

// look reads what begins at i and returns where to go on.
func (n *namer) look(i int) int {
	if e, ok := n.forms.at(n.f.str, i); ok {
		n.tries++
		if n.company(i, i+len(e.word), e.value) {
			return max(n.free, i+len(e.word))
		}
	}
	if e, ok := n.labels.at(n.f.low, i); ok && wordAt(n.f.str, i) {
		n.tries++
		n.persons(i, i+len(e.word), e.value)
		return i + len(e.word)
	}
	return i + 1
}

// company takes the name around a legal form that stands from start to end.
func (n *namer) company(start, end int, form legalForm) bool {
	from, to := -1, -1
	if form.after && !(form.before && (endsPart(n.f.str, start) || leans(n.f.str, start, end)) && n.nameBehind(end) > 0) {
		from, to = n.nameBefore(start), end
	}
	if from < 0 && form.before {
		from, to = start, n.nameBehind(end)
	}
	if from < 0 || to < 0 || from < n.free || initials(n.f.str, start) || slices.Contains(smallForms, n.f.str[start:end]) && (utf8.RuneCountInString(n.f.str[from:start]) < 2 || runsOn(n.f.str, from) || strings.ContainsAny(n.f.str[from:start], "的了我您") || strings.HasPrefix(n.f.str[from:start], "可以")) {
		return false
	}
	if form.doubtful && !slices.Contains(strings.Split(form.langs, "|"), n.lang) && !n.evident(form, from, to) {
		return false
	}
	if wordLike(n.f.str[start:end]) && notAForm(n.f.low, start, end) {
		return false
	}
	if hosts(n.f.str, from) || hostLabels.startsAt(n.f.str[from:to]) {
		n.free = to
		return true
	}
	n.add(Name{Text: squeeze(n.f.str[from:to]), Form: n.f.str[start:end], Country: form.country}, from, to)
	if m := partnersRE.FindString(clip(n.f.str, to, to+80)); m != "" && form.country == "IT" {
		n.free = to + len(m) // "S.n.c. di Ferri Luca e Marta": the partners are part of the name
	}
	return true
}

// initials reports whether the form at i is the end of a row of initials: "S.C." of "FD 50mm F1.4 S.S.C.".
func initials(s string, i int) bool {
	return i >= 2 && s[i-1] == '.' && asciiLetter(s[i-2]) && (i == 2 || !asciiLetter(s[i-3]) && s[i-3] < utf8.RuneSelf)
}

func asciiLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// runsOn reports whether a sentence without spaces goes on into what begins at i: 西湖边的篆刻工作室 is what the shop is, not its name.
func runsOn(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return spaceless(r)
}

// smallForms are also what a text calls a place: 小工作室.
var smallForms = []string{"工作室", "商行", "经营部"}

// leans reports whether a form stands against the word behind it and apart from the one before: "良い品を　株式会社つむぎ堂".
func leans(s string, start, end int) bool {
	if start == 0 || s[start-1] != ' ' || end >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[end:])
	return spaceless(r) || unicode.Is(unicode.Hangul, r)
}

func (n *namer) add(name Name, from, to int) {
	name.Start, name.End = n.f.span(from, to)
	name.Dummy = dummyName.MatchString(name.Text)
	n.found = append(n.found, name)
	n.free = to
}

// partnersRE finds the partners that Italian partnerships bear in their names, behind the form.
var partnersRE = regexp.MustCompile(`^ di \p{Lu}[\p{L}']+(?: (?:(?:e|ed|&) )?\p{Lu}[\p{L}']*\.?)*`)

// farming are the words by one of which farms are companies in Italy: "Azienda Agricola Ripa Alta S.S.". A road ("S.S. 16") and a club bear the letters too.
var farming = []string{"agricol", "agritur", "società", "fattoria", "podere", "tenuta", "cascina", "masseria", "allevamento", "vivai", "apicoltura", "frantoio"}

// evident reports whether a doubtful form is a company after all: its name stands behind a label, or an address follows, or its tax number.
func (n *namer) evident(form legalForm, from, to int) bool {
	if form.country == "IT" {
		return slices.ContainsFunc(farming, func(w string) bool { return strings.Contains(n.f.low[from:to], w) })
	}
	if labelBefore(n.f.low, from) {
		return true
	}
	behind := clip(n.f.str, to, to+160)
	return len(addressesIn(fold(behind), "", 1)) > 0 || form.country == "BR" && len(Numbers(behind, n.lang)) > 0
}

// labelBefore reports whether a label of a name stands directly before i.
func labelBefore(low string, i int) bool {
	before := strings.TrimRight(clip(low, i-48, i), " \n:.-|")
	for _, l := range nameLabels {
		if strings.HasSuffix(before, l) && wordAt(before, len(before)-len(l)) {
			return true
		}
	}
	return false
}

var nameLabels = []string{
	"©", "copyright", "company name", "registered name", "legal name", "company", "seller", "operated by", "trading name of", "business name",
	"firma", "anbieter", "betreiber", "verkäufer", "diensteanbieter", "vertragspartner", "herausgeber", "impressum", "angaben gemäß § 5 ddg", "angaben gemäß § 5 tmg",
	"raison sociale", "dénomination", "dénomination sociale", "éditeur", "éditeur du site", "société", "vendeur", "mentions légales",
	"razón social", "denominación social", "titular", "vendedor", "aviso legal", "ragione sociale", "denominazione", "titolare", "venditore",
	"bedrijfsnaam", "handelsnaam", "verkoper", "razão social", "nome empresarial", "nazwa firmy", "sprzedawca", "firma spółki", "company:", "bolagsnamn", "selskap",
}

// wordLike holds for forms that are also common words.
func wordLike(form string) bool {
	switch form {
	case "Limited", "Inc", "Inc.", "INC", "INC.", "Corporation", "Incorporated", "AG", "KG", "UG", "OG", "SA", "SAS", "SE", "AS", "AB", "NV", "SL", "LP", "SCI":
		return true
	}
	return false
}

var notBehind = map[string]bool{
	"edition": true, "editions": true, "offer": true, "offers": true, "time": true, "stock": true, "warranty": true, "liability": true,
	"availability": true, "quantity": true, "quantities": true, "series": true, "number": true, "access": true, "release": true, "run": true,
	"sale": true, "partnership": true, "to": true, "only": true, "vat": true, "gst": true, "tax": true, "delivery": true, "shipping": true,
	"postage": true, "p&p": true, "vorrat": true,
}

var notBefore = map[string]bool{
	"time": true, "strictly": true, "very": true, "is": true, "are": true, "stock": true, "supplies": true, "quantities": true, "quantity": true,
	"not": true, "price": true, "prices": true, "gewicht": true, "max": true, "bis": true, "pro": true, "je": true, "mo": true, "di": true,
	"mi": true, "do": true, "fr": true, "hrb": true, "hra": true, "hr": true, "sizes": true, "availability": true, "offer": true, "places": true,
}

// notAForm reports whether the words around a word-like form show that it is none: "Limited Edition", "31,5 KG", "MO-SA",
// "HRB 123 AG Köln", "Adelaide SA 5000".
func notAForm(low string, start, end int) bool {
	rest := strings.TrimLeft(clip(low, end, end+24), " ")
	if notBehind[strings.Trim(firstWord(rest), ".,;:!)")] || rest != "" && digit(rest[0]) {
		return true
	}
	last := strings.Trim(lastWord(strings.TrimRight(clip(low, start-32, start), " ")), "(.,")
	if last == "" || notBefore[last] {
		return true
	}
	return strings.Trim(last, "0123456789.,-/x") == "" || strings.HasSuffix(last, "-")
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	w, _, _ = strings.Cut(w, "\n")
	return w
}

func lastWord(s string) string {
	return s[strings.LastIndexAny(s, " \n")+1:]
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// nameBehind returns the end of the name that follows a form at end, -1 if none does: 株式会社山田商店, (주)블루케틀, ООО «Ромашка».
func (n *namer) nameBehind(end int) int {
	s := n.f.str
	i := end
	for i < len(s) && s[i] == ' ' {
		i++
	}
	if i >= len(s) || i-end > 2 {
		return -1
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	if r == '«' || r == '"' || r == '„' {
		return quotedEnd(s, i, i+size, closing(r))
	}
	if spaceless(r) || unicode.Is(unicode.Hangul, r) {
		if next, _ := utf8.DecodeRuneInString(s[i+size:]); unicode.Is(unicode.Han, r) && !unicode.IsLetter(next) {
			return i + size // 株式会社輪
		}
		if between(s[i:]) {
			return -1 // "the account of the company above"
		}
		return runEnd(s, i)
	}
	if !unicode.IsUpper(r) {
		return -1
	}
	return wordsEnd(s, i)
}

// between reports whether a Japanese sentence goes on behind a name with whom something is agreed, or in whose name an account is.
func between(s string) bool {
	for _, w := range [...]string{"との間", "との契約", "との売買", "名義"} {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}

func closing(open rune) rune {
	switch open {
	case '«':
		return '»'
	case '„':
		return '“'
	}
	return '"'
}

func quotedEnd(s string, start, from int, quote rune) int {
	k := strings.IndexRune(clip(s, from, from+80), quote)
	if k < 2 || strings.Contains(s[start:from+k], "\n") {
		return -1
	}
	return from + k + utf8.RuneLen(quote)
}

// runEnd is the end of a name in a script without blanks, or of one Korean word. It ends before the next label.
func runEnd(s string, i int) int {
	start, runes := i, 0
	for i < len(s) && runes < 24 {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !spaceless(r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '・' && r != '&' && r != '-' && r != '.' {
			break
		}
		if runes > 0 && (cjkLabels.startsAt(s[i:]) || between(s[i:])) || runes > 1 && particle(r, s[start:i]) && closesWord(s[i+size:]) {
			break
		}
		i += size
		runes++
	}
	if runes < 2 {
		return -1
	}
	return start + len(trimKorean(strings.TrimRight(s[start:i], ".-"), s[i:]))
}

// wordsEnd is the end of up to four capitalised words.
func wordsEnd(s string, i int) int {
	end := -1
	for range 4 {
		j := i
		for j < len(s) && s[j] != ' ' && s[j] != '\n' && s[j] != ',' && s[j] != ';' && s[j] != '|' {
			j++
		}
		r, _ := utf8.DecodeRuneInString(s[i:])
		if j == i || !unicode.IsUpper(r) {
			break
		}
		end = i + len(strings.TrimRight(s[i:j], ".:)"))
		if j >= len(s) || s[j] != ' ' || end != j {
			break
		}
		i = j + 1
	}
	return end
}

package ident

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// pointing is how many letters the words have that point to a company: 上の, 以下の, 当方の.
const pointing = 3

// nameBefore returns where the name begins that a legal form at start closes, -1 if there is none.
func (n *namer) nameBefore(start int) int {
	s := n.f.str
	end := start
	for end > n.free && s[end-1] == ' ' {
		end--
	}
	if start-end > 3 || end <= n.free {
		return -1
	}
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s[n.free:end], ")"))
	if spaceless(r) || unicode.Is(unicode.Hangul, r) {
		from := runStart(s, max(n.free, end-maxNameBytes), end)
		if r == 'の' && from >= 0 && utf8.RuneCountInString(s[from:end]) <= pointing {
			return -1 // "the company above", 上の合同会社
		}
		return from
	}
	if s[end-1] == ',' && end-1 > n.free {
		end--
	}
	return n.wordsBefore(end)
}

// wordsBefore goes left from end over the words of a name.
func (n *namer) wordsBefore(end int) int {
	s := n.f.str
	limit := max(n.free, end-maxNameBytes)
	from, and, hard := end, -1, false
	pos := end
	for range maxNameWords {
		word, open := wordLeft(s, limit, pos)
		if word == "" {
			hard = true
			break
		}
		at := pos - len(word)
		if !nameWord(word, from == end) {
			if joins(word) == 0 || from == end {
				hard = from < end && endsSentence(word)
				if from == end && hardAt(s, at) && lowerBrand(word) {
					from, hard = at, true
				}
				break
			}
			if joins(word) == 1 && !kin(s[from:end]) {
				and = from
			}
		} else {
			from = at
		}
		if open || at <= limit || hardAt(s, at) {
			hard = open || at <= 0 || hardAt(s, at)
			break
		}
		pos = at
		for pos > limit && s[pos-1] == ' ' {
			pos--
		}
	}
	if from == end {
		return -1
	}
	if and > 0 && !hard {
		from = and
	}
	return trimName(s, from, end)
}

// endsSentence reports whether a sentence ends with a word: what follows begins a new one.
func endsSentence(word string) bool {
	last := word[len(word)-1]
	return last == '?' || last == '!' || last == '.' && len([]rune(word)) > 3 && !abbreviations[strings.ToLower(word)]
}

// wordLeft is the word that ends at end. It is empty at the end of a line or a part of one; open says that a bracket or
// quote opens before it.
func wordLeft(s string, limit, end int) (word string, open bool) {
	i := end
	for i > limit {
		r, size := utf8.DecodeLastRuneInString(s[limit:i])
		if strings.ContainsRune(" \n|·•;:©®™→>", r) {
			break
		}
		if strings.ContainsRune("([{\"„“”«»", r) {
			if r == '(' && strings.HasSuffix(s[i:end], ")") {
				i -= size
				continue
			}
			return s[i:end], true
		}
		i -= size
	}
	return s[i:end], false
}

// hardAt reports whether a part of a line begins at i: the line, a cell, what follows a label.
func hardAt(s string, i int) bool {
	before := strings.TrimRight(s[max(i-4, 0):i], " ")
	if before == "" {
		return i <= 4
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune("\n|·•:;©®=>", r)
}

var abbreviations = map[string]bool{
	"dr.": true, "st.": true, "co.": true, "prof.": true, "ing.": true, "dipl.": true, "inh.": true, "fa.": true, "gebr.": true, "mr.": true,
	"mrs.": true, "ms.": true, "sr.": true, "jr.": true, "bros.": true, "mag.": true, "cie.": true, "ste.": true, "e.": true, "f.lli": true, "int.": true,
}

// nameWord reports whether word can be part of a company's name. A dot or comma behind it ends what came before, unless it
// is the name's last word.
func nameWord(word string, last bool) bool {
	if word == "&" || word == "+" {
		return !last
	}
	if strings.HasSuffix(word, ",") || strings.HasSuffix(word, "!") || strings.HasSuffix(word, "?") || strings.Contains(word, "@") {
		return false
	}
	if strings.HasSuffix(word, ".") && len([]rune(word)) > 2 && !abbreviations[strings.ToLower(word)] {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "(\""))
	if unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsTitle(r) {
		return true
	}
	if unicode.IsLetter(r) && !unicode.IsLower(r) {
		return true
	}
	if mark := strings.IndexAny(word, "'’"); mark > 0 && mark <= len("dell") { // "Lumières d'Opale", "Forno dell'Angelo"
		if next, _ := utf8.DecodeRuneInString(strings.TrimLeft(word[mark:], "'’")); unicode.IsUpper(next) {
			return true
		}
	}
	// eBay, iRobot, d&b, real,-: a capital or a sign inside.
	return unicode.IsLower(r) && len(word) > 2 && strings.IndexFunc(word, unicode.IsUpper) == 1
}

// joins says how a lower-case word may stand inside a name: 2 in any text, 1 only where a line or cell holds nothing but the
// name, 0 not at all.
func joins(word string) int {
	switch word {
	case "&", "+", "of", "de", "du", "des", "da", "do", "dos", "del", "della", "delle", "di", "la", "le", "les", "van", "von", "zu", "zum", "zur", "ve", "à", "aux":
		return 2
	case "und", "and", "et", "y", "e", "i", "en", "og", "och", "für", "for", "the", "der", "den", "in", "am", "im", "by", "par", "pour", "para", "per", "voor", "dla":
		return 1
	}
	return 0
}

// kin holds if a name goes on with those who trade with its bearer: "Pérez e Hijos", "Dubois et Fils", "Jansen en Zonen". Such
// an "and" is part of the name in any text. So it is in the name of the Spanish post, "Correos y Telégrafos".
func kin(rest string) bool {
	return kinWords[strings.ToLower(strings.Trim(firstWord(rest), ",."))]
}

var kinWords = wordSet(`hijos hijo hermanos hnos cía compañía asociados fils frères cie compagnie associés figli fratelli soci zonen zoon zn partners
	sons daughters brothers söhne sohn partner co company filhos irmãos synowie wspólnicy telégrafos`)

// lowerBrand holds for a brand in small letters that fills its line: no article, pronoun or preposition.
func lowerBrand(word string) bool {
	return len(word) > 2 && joins(word) == 0 && !leadWords[word] && strings.IndexFunc(word, unicode.IsLetter) == 0
}

// leadWords stand before a name without being part of it.
var leadWords = wordSet(`die der das den dem des ein eine einer eines unser unsere unserer the a an our your my la le les el los il lo un une una
	l'entreprise by von bei firma fa. vendor seller operator betreiber anbieter verkäufer herausgeber inh inh. inhaber inhaberin impressum kontakt contact
	copyright alle rechte vorbehalten all rights reserved powered hosted hosting is ist sind durch with mit und and wir we please bitte seit since über
	about to at from für for in im via per between zwischen verantwortlich anschrift adresse address sitz vertragspartner diensteanbieter
	datenschutz terms conditions agb ihnen sie ihr ihre kunde kunden käufer customer customers client clients you us uns société éditeur
	vendeur sprzedawca verkoper venditore vendedor titolare titular owner proprietor geschäftsführer komplementärin gesellschafterin
	e y et i of de du da do di della del van zu zum zur also auch such like wie dienst dienste service services provider providers
	partner tochter gruppe group's if when wenn als as or oder ou o lub oraz siedziba firmy firmę footer tel telefon phone email e-mail
	vende vendido vendu vend venduto sold verkauft verkocht verkoopt sprzedaje par por door
	somos siamo sommes jesteśmy zijn aan namens volgens responde según selon auprès presso secondo all'attenzione`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// trimName takes words off the front that are not part of the name; -1 if nothing of a name is left.
func trimName(s string, from, end int) int {
	if first, rest, _ := strings.Cut(s[from:end], " "); strings.HasPrefix(rest, "by ") {
		from += len(first) + len(" by ") // "Website by Basketworks Inc."
	}
	for from < end {
		word := firstWord(s[from:end])
		low := strings.ToLower(strings.Trim(word, ".,"))
		whole := len(word) == end-from
		if article(word) && !whole {
			break
		}
		if !leadWords[low] && !year(low) && low != "&" && low != "+" && low != "-" || whole && !leadWords[low] && !year(low) {
			break
		}
		from += len(word)
		for from < end && s[from] == ' ' {
			from++
		}
	}
	letters := 0
	for _, r := range s[from:end] {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters < 1 || letters < 2 && !strings.ContainsAny(s[from:end], "&0123456789") {
		return -1
	}
	return from
}

// article holds for those that names begin with, written with a capital: "La Boîte à Vis SAS".
func article(word string) bool {
	return word == "La" || word == "Le" || word == "Les" || word == "Los" || word == "Las"
}

// year holds for "2024" and "2019-2024".
func year(s string) bool {
	if len(s) != 4 && len(s) != 9 || strings.Trim(s, "0123456789-") != "" {
		return false
	}
	return s[:2] == "19" || s[:2] == "20"
}

// runStart goes left from end over a run of a script without blanks (or one Korean word) up to a label or a word of grammar.
func runStart(s string, limit, end int) int {
	i, runes := end, 0
	for i > limit && runes < 30 {
		r, size := utf8.DecodeLastRuneInString(s[limit:i])
		if r == '(' || r == ')' {
			if r == ')' && bracketed(s, limit, i) || r == '(' && strings.IndexByte(s[i:end], ')') > 0 {
				i -= size
				continue
			}
			break
		}
		if !spaceless(r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '・' && r != '&' && r != '·' {
			break
		}
		if cjkLabels.endsAt(s[limit:i]) || runes > 1 && (particle(r, s[limit:i-size]) || opensName(s[limit:i], s[i:end])) {
			break
		}
		i -= size
		runes++
	}
	for i < end && leadsRun(s[i:end]) > 0 {
		i += leadsRun(s[i:end])
	}
	if utf8.RuneCountInString(s[i:end]) < 2 {
		return -1
	}
	return i
}

// particle reports whether r, with before in front of it, marks the part of a Japanese sentence that ends there: the "wa" of
// "配送はヤマト…". Inside a word written in the same letters it is a syllable like any other.
func particle(r rune, before string) bool {
	if r != 'は' && r != 'を' && r != 'が' {
		return false
	}
	prev, _ := utf8.DecodeLastRuneInString(before)
	return unicode.In(prev, unicode.Han, unicode.Katakana) || prev == 'ー'
}

// bracketed holds for a short addition such as (中国) that closes at end.
func bracketed(s string, limit, end int) bool {
	k := strings.LastIndexByte(s[limit:end], '(')
	return k > 0 && end-limit-k <= 20
}

// leadsRun is the length of a word of grammar that a Chinese sentence puts before a name.
func leadsRun(s string) int {
	for _, w := range []string{"本条款适用于", "本條款適用於", "适用于", "適用於", "本网站由", "本站由", "本店由", "由", "与", "和", "及", "是", "为", "在", "向", "系", "即", "或", "本網站由", "與", "為", "版权所有", "版權所有"} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

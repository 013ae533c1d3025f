package claim

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// piece is a sentence or a line of a text.
type piece struct {
	start, end int
	label      bool // a short line without an end of sentence: a heading or label for what follows
	row        bool // a row of a table, a name with its value
	colon      int  // where short words that a colon ends begin the line, "Cost: …", the end of them; 0 otherwise
	head       bool // short words before the sentences of a line, with a full stop: "4. Delivery. We send …"
}

// Bounds of a label, in characters; scripts without words say as much in fewer.
const (
	maxLabel   = 90
	maxPiece   = 2000 // bytes: a longer sentence is cut, it is no sentence that somebody wrote
	maxLabelOf = 40   // of a script without words

	maxHead      = 50 // bytes of a heading at the beginning of a line
	maxHeadWords = 3
)

// pieces yields the sentences and lines of a text in order.
func pieces(text string) iter.Seq[piece] {
	return func(yield func(piece) bool) {
		for start := 0; start < len(text); {
			end := lineEnd(text, start)
			if !line(text, start, end, yield) {
				return
			}
			start = end + 1
		}
	}
}

// lineEnd returns where the line around a place ends.
func lineEnd(text string, at int) int {
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(text)
}

func line(text string, start, end int, yield func(piece) bool) bool {
	start, end = trim(text, start, end)
	start, end = trim(text, start+marker(text[start:end]), end)
	if start == end {
		return true
	}
	if parts := barParts(text[start:end]); parts != nil {
		for _, p := range parts {
			if s, e := trim(text, start+p[0], start+p[1]); s < e && !yield(piece{start: s, end: e}) {
				return false
			}
		}
		return true
	}
	if i := strings.Index(text[start:end], " | "); i > 0 && asks(text[start:start+i]) && strings.Count(text[start:end], " | ") == 1 { // a term that asks, and its answer
		return yield(piece{start: start, end: start + i, label: true}) && line(text, start+i+len(" | "), end, yield)
	}
	if i := cellOf(text, start, end); i > 0 { // boxes beside each other: what the first says ends, and the next begins with what it is called
		return line(text, start, start+i, yield) && line(text, start+i+len(" | "), end, yield)
	}
	whole := piece{start: start, end: end}
	if whole.row = strings.Contains(text[start:end], " | "); !whole.row {
		whole.colon = runIn(text[start:end])
	}
	if whole.label = !whole.row && labelLike(text[start:end]); whole.label || whole.row && end-start <= maxPiece {
		return yield(whole)
	}
	begins := true
	for from := start; from < end; {
		to := sentenceEnd(text, from, min(end, from+maxPiece))
		s, e := trim(text, from, to)
		begins = begins && to < end && headLike(text[s:e])
		p := piece{start: s, end: e, head: begins}
		if from == start {
			p.colon = runIn(text[s:e])
		}
		if s < e && !yield(p) {
			return false
		}
		from = to
	}
	return true
}

// cellOf returns where the last cell of a line begins that heads the lines below it, as boxes are called that stand beside each other in a table of the layout:
// it is the second of two, short, without a number, and the cell before it ends with its sentence. It returns 0 where there is none.
func cellOf(text string, start, end int) int {
	i := strings.LastIndex(text[start:end], " | ")
	if i <= 0 || strings.Index(text[start:end], " | ") != i || end >= len(text)-1 || text[end] != '\n' {
		return 0
	}
	cell := strings.TrimSpace(text[start+i+len(" | ") : end])
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[start:start+i], " "))
	if cell == "" || !strings.ContainsRune(".!。！", last) || !labelLike(cell) || strings.ContainsAny(cell, "0123456789:：?？") {
		return 0
	}
	return i
}

// headLike reports whether a sentence may be the heading of those behind it in its line. One with a number may have more words.
func headLike(s string) bool {
	most := maxHeadWords
	if s != "" && isDigit(s[0]) || strings.HasPrefix(s, "§") {
		most *= 2
	}
	return len(s) <= maxHead && strings.HasSuffix(s, ".") && strings.Count(s, " ") < most
}

// labelLike reports whether a line is short and does not end like a sentence. A question is the label of its answer.
func labelLike(s string) bool {
	if len(s) > 4*maxLabel {
		return false
	}
	n, cjk := 0, false
	for _, r := range s {
		n++
		cjk = cjk || wordless(r)
	}
	if n > maxLabel || cjk && n > maxLabelOf {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	switch last {
	case '?', '？':
		return true
	case '。':
		if asks(s) {
			break
		}
		return false
	case '.', '!', '！', '…', ';', '；', ',', '，':
		return false
	}
	if i := strings.IndexAny(s, ".。!！?？"); i > 0 && sentenceEnd(s, 0, len(s)) < len(s) {
		return false // two sentences, the second without its end
	}
	return true
}

func trim(text string, start, end int) (from, to int) {
	for start < end && text[start] <= ' ' {
		start++
	}
	for end > start && text[end-1] <= ' ' {
		end--
	}
	return start, end
}

// sentenceEnd returns where the sentence that begins at from ends, limit at the latest.
func sentenceEnd(text string, from, limit int) int {
	for i := from; i < limit; {
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch r {
		case '。', '！', '？', '｡':
			return i
		case '.', '!', '?', '…':
			if i >= limit || ends(text, i-size, i) {
				return min(i, limit)
			}
		}
	}
	for limit > from && limit < len(text) && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return limit
}

// ends reports whether a full stop at dot ends a sentence: white space follows, then neither a lower-case letter nor, after a short word or a
// number, a digit. So "art. 6", "ca. 3", "z. B. per Post" and "1. März" stay whole.
func ends(text string, dot, after int) bool {
	next, _ := utf8.DecodeRuneInString(text[after:])
	if !unicode.IsSpace(next) {
		return false
	}
	rest := strings.TrimLeft(text[after:min(len(text), after+16)], " \t\u00a0\u3000")
	next, _ = utf8.DecodeRuneInString(rest)
	if text[dot] != '.' {
		return true
	}
	if unicode.IsLower(next) {
		return false
	}
	word := text[max(0, dot-12):dot]
	word = word[strings.LastIndexAny(word, " \t\n(\u00a0")+1:]
	switch {
	case len(word) <= 1, len(word) <= 3 && unicode.IsDigit(next), abbreviations[strings.ToLower(word)]:
		return false
	}
	return strings.Trim(word, "0123456789") != "" || !startsListed(text, dot-len(word))
}

// startsListed reports whether a number begins its line: it counts a paragraph.
func startsListed(text string, at int) bool { return at == 0 || text[at-1] == '\n' }

// abbreviations end in a full stop that ends no sentence, in any of the languages.
var abbreviations = map[string]bool{
	"art": true, "artt": true, "abs": true, "nr": true, "no": true, "ca": true, "bzw": true, "inkl": true, "zzgl": true, "evtl": true, "ggf": true, "usw": true, "buchst": true, "lit": true, "str": true,
	"co": true, "inc": true, "ltd": true, "approx": true, "incl": true, "excl": true, "resp": true, "max": true, "min": true, "tel": true, "mr": true, "mrs": true, "dr": true, "st": true, "vs": true,
	"env": true, "par": true, "p.ex": true, "ex": true, "aprox": true, "núm": true, "num": true, "pág": true, "sr": true, "sra": true, "av": true, "ud": true, "uds": true,
	"lett": true, "cod": true, "es": true, "sig": true, "spett": true, "pag": true, "bijv": true, "i.v.m": true, "incl.": true, "o.a": true, "d.w.z": true,
	"ust": true, "pkt": true, "tzn": true, "np": true, "godz": true, "ul": true, "dz": true, "poz": true, "tj": true, "wg": true,
}

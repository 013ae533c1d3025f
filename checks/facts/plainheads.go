package facts

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

// plainLevel is the level of headings that are not marked up as such: below all others.
const plainLevel = 7

// Bounds of a heading that only its form tells, in bytes, and of how many a text may have.
const (
	maxPlainHead  = 120
	maxPlainHeads = 400
	maxRunIn      = 3 // words
)

// numbered is a line or the beginning of a paragraph that counts a part of a text: "§ 6 Right to withdraw", "Art. 7 – Recesso. The buyer …".
var numbered = regexp.MustCompile(`^(?:§|(?i:art\.|art[íi]culo|article|articolo|artigo|artikel|cl[áa]usula|section|par\.|punkt|` + ordinals + `)|\d{1,2}[.)]|[A-H][.)] )[ \x{a0}]*[0-9IVX]{0,3}[ \x{a0}.:)–—-]*(\p{L}[^.:\n]{2,80})`)

// bracketHead is a numbered part whose heading stands in brackets: "Art. 5 (Consegna) – The seller …".
var bracketHead = regexp.MustCompile(`^(?:§|\p{L}{3,9}\.?)[ \x{a0}]*[0-9IVX]{1,4}[ .]*\((\p{L}[^()\n]{2,60})\)`)

// easternHead is a numbered part of Korean or Chinese terms: "제15조(청약철회) ① …", "第七条 退货。".
var easternHead = regexp.MustCompile(`^(?:제 ?\d{1,3} ?조 ?\(([^()\n]{2,60})\)|第[一二三四五六七八九十百\d]{1,4}[条條][ \x{3000}]*(\p{Han}{2,20})[。：: \x{3000}])`)

// ordinals count the parts of contracts in Spanish and Portuguese: "Tercera. Entrega", "Cláusula quinta – Do arrependimento".
const ordinals = `(?:cl[áa]usula )?(?:primer|segund|tercer|terceir|cuart|quart|quint|sext|s[ée]ptim|s[ée]tim|octav|oitav|noven|non|d[ée]cim)[ao][.:–—-]+`

// plainHeads finds the headings of a text that its page does not mark up: questions that stand alone, as in lists that fold out, numbered parts, and
// lines of few words that are the name of a part, as names tells. Those that the page does mark up are left out.
func plainHeads(w written, names func(string) bool) []snapshot.Heading {
	known := map[int]bool{}
	for i := range w.headings {
		known[w.headings[i].At] = true
	}
	var out []snapshot.Heading
	for at := 0; at < len(w.text) && len(out) < maxPlainHeads; {
		end := len(w.text)
		if i := strings.IndexByte(w.text[at:], '\n'); i >= 0 {
			end = at + i
		}
		line := w.text[at:end]
		if text, n := plainHead(line); n > 0 && !known[at+n] && !known[end] && !known[min(end+1, len(w.text))] {
			out = append(out, snapshot.Heading{Level: plainLevel, Text: text, At: at + n})
		} else if m := runIn.FindStringSubmatchIndex(line); m != nil && len(strings.Fields(line[:m[3]])) <= maxRunIn {
			out = append(out, snapshot.Heading{Level: runInLevel, Text: line[:m[3]], At: at + m[3] + 1})
		} else if m := stopHead.FindStringSubmatchIndex(line); m != nil && len(strings.Fields(line[:m[3]])) <= maxRunIn {
			out = append(out, snapshot.Heading{Level: stopLevel, Text: line[:m[3]], At: at + m[3] + 1})
		} else if m := rowHead.FindStringSubmatchIndex(line); m != nil {
			out = append(out, snapshot.Heading{Level: runInLevel, Text: line[:m[3]], At: at + m[3] + len(" |")})
		} else if !known[end] && !known[min(end+1, len(w.text))] && lineHead(line, w.text[min(end+1, len(w.text)):]) && names(line) {
			out = append(out, snapshot.Heading{Level: plainLevel, Text: line, At: end})
		}
		at = end + 1
	}
	return out
}

// Bounds of a line that may be a heading by its words alone.
const (
	maxLineHead  = 48 // bytes
	maxLineWords = 4
	minBelowHead = 60 // bytes of the line below it, in scripts of any kind
)

// lineHead reports whether a line may be the heading of the text below it: few words, no mark at their end but a colon, and a longer line below.
func lineHead(line, below string) bool {
	line = strings.TrimSpace(line)
	if line == "" || len(line) > maxLineHead || strings.Contains(line, " | ") || strings.TrimRight(line, ".!,;。！，；、…") != line || len(strings.Fields(withoutCount(line))) > maxLineWords {
		return false
	}
	below, _, _ = strings.Cut(strings.TrimLeft(below, "\n"), "\n")
	return len(below) >= minBelowHead
}

// plainHead returns the heading with which a line begins, and where in the line it ends; 0 where there is none.
func plainHead(line string) (text string, end int) {
	if len(line) <= maxPlainHead && (strings.HasSuffix(line, "?") || strings.HasSuffix(line, "？")) {
		return line, len(line)
	}
	if text, end := answered(line); end > 0 {
		return text, end
	}
	if m := easternHead.FindStringSubmatch(line); m != nil {
		return m[1] + m[2], len(m[0])
	}
	if m := bracketHead.FindStringSubmatchIndex(line); m != nil {
		return line[m[2]:m[3]], m[1]
	}
	m := numbered.FindStringSubmatchIndex(line)
	if m == nil || len(strings.Fields(line[m[2]:m[3]])) > 8 {
		return "", 0
	}
	if m[1] < len(line) && line[m[1]] != '.' && line[m[1]] != ':' {
		return "", 0
	}
	return strings.TrimSpace(line[m[2]:m[3]]), m[1]
}

// answered returns the question with which a line begins that goes on with its answer: "Can I send it back? Of course, …".
func answered(line string) (text string, end int) {
	at := strings.IndexAny(line[:min(len(line), maxPlainHead)], ".!?？。！")
	if at <= 0 || !strings.HasPrefix(line[at:], "?") && !strings.HasPrefix(line[at:], "？") {
		return "", 0
	}
	_, size := utf8.DecodeRuneInString(line[at:])
	return line[:at], at + size
}

// runInLevel is the level of words that a colon ends at the beginning of a paragraph, "Delivery: only in Belgium, …": below all other headings.
const runInLevel = plainLevel + 1

// stopLevel is that of words that a full stop ends.
const stopLevel = runInLevel + 1

// runIn is such a heading.
var runIn = regexp.MustCompile(`^(\p{L}[^.:;,|!?\n]{2,40}): \S.{20}`)

// stopHead is a heading of few words that a full stop ends at the beginning of a paragraph: "Change of mind. Consumers may …".
var stopHead = regexp.MustCompile(`^(\p{Lu}[^.:;,|!?\n0-9]{3,40})\. \p{Lu}.{20}`)

// rowHead is what a row of the table tells in which shops of East Asia state by law who sells, and on what terms: "お支払方法 | クレジットカード".
var rowHead = regexp.MustCompile(`^([\p{Han}\p{Hiragana}\p{Katakana}][^|:：\n]{1,40}) \| \S[^|\n]+$`)

// withPlainHeads adds the headings that are not marked up to those that are.
func (s *Site) withPlainHeads(w written) written {
	names := func(line string) bool {
		return slices.ContainsFunc(s.partKinds(strings.TrimRight(line, ": ："), w.lang), func(k partKind) bool { return k.cover >= mostOf })
	}
	w.headings = append(slices.Clone(w.headings), plainHeads(w, names)...)
	slices.SortStableFunc(w.headings, func(a, b snapshot.Heading) int { return a.At - b.At })
	return w
}

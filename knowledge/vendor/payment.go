package vendor

import (
	"path"
	"slices"
	"strings"
	"unicode"
)

// Span is a payment method named in a text.
type Span struct {
	Method     string // stable id, such as "visa"
	Name       string // as the method's maker writes it, such as "Visa"
	Recourse   bool   // the buyer can get the money back through the method when nothing arrives
	Start, End int    // byte offsets in the text
}

// method is one way to pay.
type method struct {
	ID       string   `toml:"id"`
	Name     string   `toml:"name"`
	Recourse bool     `toml:"recourse"`
	Words    []string `toml:"words"`
	Context  []string `toml:"context"`
	Not      []string `toml:"not"`
	Images   []string `toml:"images"`
	Lone     []string `toml:"lone"`
	Weak     []string `toml:"weak"`
}

// imageMark is what a part of a picture's name says.
type imageMark struct {
	method   int
	strength strength
}

// strength is what a mark needs beside it.
type strength int

const (
	sure strength = iota // nothing
	lone                 // a word of paying, or that nothing else stands there
	weak                 // a word of paying
)

// How far, in bytes, a word of paying or another method may lie from an everyday word that names a method, and how many
// spans one text may hold.
const (
	cueBefore = 120
	cueBehind = 40
	nearby    = 60
	maxSpans  = 2000
)

func (t *tables) indexMethods() {
	t.words = newLexicon()
	t.images = map[string]imageMark{}
	for i, m := range t.methods {
		for _, w := range m.Words {
			t.words.add(w, i, false)
		}
		for _, w := range m.Context {
			t.words.add(w, i, true)
		}
		for s, list := range map[strength][]string{sure: m.Images, lone: m.Lone, weak: m.Weak} {
			for _, w := range list {
				t.images[plainName(w)] = imageMark{i, s}
			}
		}
	}
}

// hit is a word of the lexicon in a text.
type hit struct {
	word
	start, end int
	sure       bool
}

// Payments finds the payment methods named in a text, in the order of the text and each as often as it is named. Names that
// are everyday words too (invoice, ideal, visa) count only near a word of paying or another method. Of a text with very
// many names the first 2000 are returned.
func Payments(text string) []Span {
	t := data()
	low := fold(text)
	var hits []hit
	var cues []int
	for i := 0; i < len(low) && len(hits) < maxSpans; i++ {
		if c := low[i]; !t.words.first[c] && !t.cues.first[c] || c&0xc0 == 0x80 {
			continue
		}
		if _, ok := t.cues.at(low, i); ok {
			cues = append(cues, i)
		}
		if w, ok := t.words.at(low, i); ok {
			h := hit{word: w, start: i, end: i + len(w.text), sure: !w.context}
			if !t.otherwise(low, h) {
				hits = append(hits, h)
			}
			i = h.end - 1
		}
	}
	accept(hits, cues)
	var spans []Span
	for _, h := range hits {
		if h.sure && !t.refused(low, h) {
			m := t.methods[h.method]
			spans = append(spans, Span{m.ID, m.Name, m.Recourse, h.start, h.end})
		}
	}
	return spans
}

// otherwise reports whether the words beside an everyday word show that it means something else: "visa application".
func (t *tables) otherwise(low string, h hit) bool {
	if !h.context {
		return false
	}
	not := t.methods[h.method].Not
	behind := low[h.end:min(h.end+24, len(low))]
	before := low[max(h.start-24, 0):h.start]
	if strings.HasPrefix(behind, "-") && len(behind) > 1 && inWord(rune(behind[1])) {
		return true // part of a compound: Rechnung-Nr
	}
	next := strings.FieldsFunc(behind, func(r rune) bool { return !inWord(r) })
	last := strings.FieldsFunc(before, func(r rune) bool { return !inWord(r) })
	return len(next) > 0 && strings.HasPrefix(behind, " ") && slices.Contains(not, next[0]) ||
		len(last) > 0 && strings.HasSuffix(before, " ") && slices.Contains(not, last[len(last)-1])
}

// clauseEnds are the marks between which one thing is said; 、 parts a list.
const clauseEnds = "\n.。！？；，,;!?()（）"

// maxClause bounds a clause on either side of a name, in bytes.
const maxClause = 200

// refused reports whether the clause around a name says that one cannot pay so, or warns of it.
func (t *tables) refused(low string, h hit) bool {
	from, to := max(0, h.start-maxClause), min(len(low), h.end+maxClause)
	if i := strings.LastIndexAny(low[from:h.start], clauseEnds); i >= 0 {
		from += i
	}
	if i := strings.IndexAny(low[h.end:to], clauseEnds); i >= 0 {
		to = h.end + i
	}
	clause := low[from:to]
	if !strings.ContainsFunc(clause, func(r rune) bool { return r >= 0x3000 }) {
		return false
	}
	return slices.ContainsFunc(t.denied, func(w string) bool { return strings.Contains(clause, w) })
}

// accept makes hits sure that stand near a word of paying or another sure method. Both lists are in the order of the text.
func accept(hits []hit, cues []int) {
	c := 0
	for i := range hits {
		h := &hits[i]
		for c < len(cues) && cues[c] < h.start-cueBefore {
			c++
		}
		if c < len(cues) && cues[c] <= h.end+cueBehind {
			h.sure = true
		}
		if i > 0 && hits[i-1].sure && h.start-hits[i-1].end <= nearby {
			h.sure = true
		}
	}
	for i := len(hits) - 2; i >= 0; i-- {
		if hits[i+1].sure && hits[i+1].start-hits[i].end <= nearby {
			hits[i].sure = true
		}
	}
}

// PaymentImage recognises a payment method's mark by the image's URL or its alternative text, and returns the method's id.
// It reads names only, not pictures.
func PaymentImage(src, alt string) (string, bool) {
	t := data()
	base, dir := imageName(src)
	paying := t.aboutPaying(dir+" "+base) || t.aboutPaying(alt)
	for _, text := range []string{base, alt} {
		if len(text) > 200 {
			continue
		}
		if m, ok := t.mark(nameParts(text), paying); ok {
			return t.methods[m].ID, true
		}
	}
	return "", false
}

// imageName returns the file name without extensions, and the folders before it.
func imageName(src string) (base, dir string) {
	if strings.HasPrefix(src, "data:") || len(src) > 2000 {
		return "", ""
	}
	src, _, _ = strings.Cut(src, "?")
	if i := strings.LastIndexByte(src, '#'); i >= 0 { // the symbol of a sprite
		return src[i+1:], src[:i]
	}
	base = path.Base(src)
	for range 3 {
		ext := path.Ext(base)
		if len(ext) < 2 || len(ext) > 6 {
			break
		}
		base = strings.TrimSuffix(base, ext)
	}
	return base, path.Dir(src)
}

// aboutPaying reports whether a path or text speaks of paying.
func (t *tables) aboutPaying(s string) bool {
	for _, p := range nameParts(s) {
		switch p {
		case "pay", "payment", "payments", "paymenticon", "paymenticons", "card", "cards", "checkout", "zahlung", "zahlungsarten", "zahlungsart", "paiement", "pago", "pagos",
			"pagamento", "pagamenti", "pagamentos", "betaling", "betaalmethoden", "platnosci", "platnosc", "cc", "creditcard", "creditcards", "paymethod", "paymethods", "paymentmethods":
			return true
		}
	}
	low := fold(s)
	for i := range len(low) {
		if low[i]&0xc0 != 0x80 {
			if _, ok := t.cues.at(low, i); ok {
				return true
			}
		}
	}
	return false
}

// mark looks for a method in the parts of a name, taking up to three neighbours together: "apple", "pay".
func (t *tables) mark(parts []string, paying bool) (int, bool) {
	for n := min(3, len(parts)); n >= 1; n-- {
		for i := 0; i+n <= len(parts); i++ {
			m, ok := t.images[strings.Join(parts[i:i+n], "")]
			if ok && (m.strength == sure || paying || m.strength == lone && alone(parts[:i], parts[i+n:])) {
				return m.method, true
			}
		}
	}
	return 0, false
}

// alone reports whether the other parts of a name say nothing: "icon", "logo", a size or a colour.
func alone(before, behind []string) bool {
	for _, p := range slices.Concat(before, behind) {
		switch p {
		case "icon", "icons", "ico", "logo", "logos", "badge", "img", "image", "svg", "png", "color", "colour", "dark", "light", "white", "black", "small", "large", "mini", "2x", "3x", "new":
		default:
			if strings.Trim(p, "0123456789x") != "" {
				return false
			}
		}
	}
	return true
}

// nameParts splits a file name or text at everything but letters and digits, and where small letters turn to capitals.
func nameParts(s string) []string {
	var parts []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			parts = append(parts, b.String())
			b.Reset()
		}
	}
	var last rune
	for _, r := range s {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
		case unicode.IsUpper(r) && unicode.IsLower(last):
			flush()
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteRune(unicode.ToLower(r))
		}
		last = r
	}
	flush()
	return parts
}

// plainName is a name without marks and capitals, as neighbours are joined.
func plainName(s string) string { return strings.Join(nameParts(s), "") }

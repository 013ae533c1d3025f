package money

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// How far from an amount words may stand that say what it is, in bytes.
const (
	window   = 72
	near     = 34 // of words ahead that name a kind
	adjacent = 4  // of "from", and of words behind
)

// classify reads what stands around each amount.
func (r *reader) classify() {
	for i := range r.list {
		a := &r.list[i]
		from, to, next := 0, len(r.text), 0.0
		if i > 0 {
			from = r.list[i-1].End
		}
		if i+1 < len(r.list) {
			to, next = r.list[i+1].Start, r.list[i+1].Value
		}
		ahead, label := r.ahead(from, a.Start)
		behind := r.behind(a.End, to)
		if len(behind) != to-a.End || len(behind) > near {
			next = 0 // it stands too far off
		}
		if i+1 < len(r.list) && to-a.End <= near && !strings.Contains(r.text[a.End:to], "\n") {
			behind = r.unbracketed(behind)
		}
		r.one(a, ahead, label, behind, next)
	}
	r.deliveries()
	r.reduced()
	r.nets()
	r.parts()
}

// ahead returns what stands before an amount in its line, in lower case; where nothing does, the line before, when that is short enough to be its
// label.
func (r *reader) ahead(from, to int) (text string, label bool) {
	line := r.text[max(from, to-window):to]
	at := strings.LastIndexByte(line, '\n')
	if at < 0 {
		return fold(line), false
	}
	if text = line[at+1:]; strings.TrimSpace(text) != "" {
		return fold(text), false
	}
	line = strings.TrimRight(line[:at], "\n ")
	at = strings.LastIndexByte(line, '\n')
	if at < 0 && max(from, to-window) != from && to-window > 0 {
		return "", false // cut
	}
	if line = line[at+1:]; len(line) > 48 {
		return "", false
	}
	return fold(line), true
}

// behind returns what stands after an amount in its line, in lower case.
func (r *reader) behind(from, to int) string {
	text := r.text[from:min(to, from+window)]
	if at := strings.IndexByte(text, '\n'); at >= 0 {
		text = text[:at]
	}
	for len(text) > 0 { // a character that was cut
		if c, size := utf8.DecodeLastRuneInString(text); c != utf8.RuneError || size != 1 {
			break
		}
		text = text[:len(text)-1]
	}
	return fold(text)
}

// fold writes text in lower case, with plain spaces and brackets.
func fold(s string) string {
	s = strings.ToLower(s)
	if strings.ContainsAny(s, "\u00a0\u202f\u2009（）＋：’／") {
		s = plainer.Replace(s)
	}
	return s
}

var plainer = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "（", "(", "）", ")", "＋", "+", "：", ":", "’", "'", "／", "/")

// one reads what stands around one amount. next is the value of the amount that follows in the same words, 0 where none does.
func (r *reader) one(a *Amount, ahead string, label bool, behind string, next float64) {
	kind, gratis, lack := r.readAhead(a, ahead, label)
	after, free := r.readBehind(a, behind)
	if formerly(after) && next > a.Value {
		after = 0 // "£12.99 RRP £19.99": the higher is the one that is recommended
	}
	if after != 0 || free {
		gratis = gratis || free
		if kind == 0 || kind == saysFrom || after == saysFree || after == saysUnit {
			kind = after
		}
	}
	switch {
	case kind == saysUnit && a.Per == "each": // "單價：95 元/個": what one costs, of goods that are sold so
	case kind == saysUnit || r.unitAhead(a, ahead):
		a.Kind = Unit
	case (a.From || lack) && gratis && kind != saysShipping:
		a.Kind = FreeFrom
	case kind != 0:
		a.Kind = kinds[kind]
	}
	a.From = a.From && a.Kind != FreeFrom
	if a.Kind == Price && !label {
		r.signed(a, ahead)
		r.several(a, ahead)
	}
}

// readAhead reads the words before an amount: the nearest tells.
func (r *reader) readAhead(a *Amount, ahead string, label bool) (kind meaning, gratis, lack bool) {
	if strings.TrimSpace(ahead) == "" {
		return 0, false, false
	}
	end, last := -1, found{}
	taxEnd := -1
	besides := false         // "zzgl. Versand 4,50 €"
	whole := found{from: -1} // the longest phrase so far: what lies within it says nothing of its own
	r.each(ahead, inFront, func(f found) {
		gap := ahead[f.to:]
		if f.from >= whole.from && f.to <= whole.to && f.to-f.from < whole.to-whole.from {
			return
		}
		if f.to > whole.to {
			whole = f
		}
		switch {
		case label && (f.from > 0 || !onlyMarks(gap)):
		case f.means == saysIncluded || f.means == saysExcluded:
			if f.to > taxEnd && len(gap) <= near && !stops(gap) {
				taxEnd, a.Tax = f.to, taxOf(f.means)
			}
		case f.means == saysDelivery:
			besides = besides || !label && onlyMarks(gap) && !strings.Contains(gap, ":")
		case f.means == saysFrom:
			if onlyMarks(gap) || f.cjk && gap == "" {
				a.From = true
			}
		case f.means == saysLack:
			lack = lack || len(gap) <= adjacent
		case f.means == saysSaving && percent(ahead[:f.from]): // "5 % off: £19", the price after it
		case f.to < end || f.to == end && last.phrase != nil && len(f.text) <= len(last.text):
		case len(gap) > near || stops(gap) && !(f.means == saysShipping && r.ofCell(ahead[:f.from], gap)) || f.means != saysShipping && f.means != saysFree && f.means != saysGratis && len(f.text) < 6 && !onlyMarks(gap):
		default:
			end, last = f.to, f
		}
	})
	switch {
	case besides && (last.phrase == nil || last.means == saysShipping):
		return saysShipping, false, lack
	case last.phrase == nil, last.means == saysPlain:
		return 0, false, lack
	case last.means == saysGratis:
		return 0, true, lack
	case label && (last.means == saysShipping || last.means == saysPoints) && onlyMarks(ahead[:last.from]) && onlyMarks(ahead[last.to:]): // a term of its own, its amount below it
	case label && !formerly(last.means) && !strings.HasSuffix(strings.TrimSpace(ahead), ":"):
		return 0, false, lack
	}
	a.From = a.From || beginsRange(last.text)
	return last.means, false, lack
}

// percent reports whether a share stands right before a wording.
func percent(before string) bool {
	return strings.Contains(before[max(0, len(before)-8):], "%")
}

// beginsRange reports whether a wording ends by saying that an amount is the lowest of several: "delivery from".
func beginsRange(phrase string) bool {
	for _, w := range [...]string{" ab", " from", " à partir de", " desde", " vanaf", " a partir de", " od"} {
		if strings.HasSuffix(phrase, w) {
			return true
		}
	}
	return false
}

// formerly reports whether a meaning is that of another price of the same goods.
func formerly(m meaning) bool { return m == saysWas || m == saysAdvised || m == saysLowest }

// readBehind reads the words after an amount.
func (r *reader) readBehind(a *Amount, behind string) (kind meaning, gratis bool) {
	if strings.TrimSpace(behind) == "" {
		return 0, false
	}
	per, measured, ok := r.per(behind)
	if !ok {
		per, measured, ok = r.per(r.untaxed(behind)) // "9,90 € TTC / mois"
	}
	if ok {
		a.Per = per
		if measured {
			return saysUnit, false
		}
	}
	taxAt, best := len(behind), found{}
	free := found{}
	said := 0 // end of a note on tax right behind the amount
	r.each(behind, inBack, func(f found) {
		gap := behind[min(said, f.from):f.from]
		switch {
		case f.means == saysPer, f.means == saysDelivery:
		case (f.means == saysIncluded || f.means == saysExcluded) && strings.TrimSpace(behind[f.to:]) == ":":
			// the label of the amount that follows: "$121.00 Ex Tax: $101.00"
		case f.means == saysIncluded || f.means == saysExcluded:
			if onlyMarks(gap) {
				said = f.to
			}
			if f.from < taxAt && !(strings.HasSuffix(gap, "(") && onlyMarks(behind[f.to:]) && !strings.Contains(behind[f.to:], ")")) {
				taxAt, a.Tax = f.from, taxOf(f.means)
			}
		case f.means == saysFrom:
			a.From = a.From || onlyMarks(gap)
		case f.means == saysGratis:
			if gratis = true; free.phrase == nil || f.to > free.to {
				free = f
			}
		case !onlyMarks(gap), f.means == saysShipping && goesOn(behind[f.to:]):
		case best.phrase == nil || len(f.text) > len(best.text):
			best = f
		}
	})
	if best.phrase == nil && r.givenBack(behind) {
		return saysPoints, gratis
	}
	if best.phrase == nil || best.means == saysPlain || best.from >= free.from && best.to < free.to {
		return 0, gratis
	}
	return best.means, gratis
}

// shared is the share of a price at the head of a bracket behind an amount, ahead of the words that say what it is: "R$ 0,29 (2% de volta)".
var shared = regexp.MustCompile(`^( ?)\( ?\d{1,2}(?:[.,]\d)? ?%`)

// givenBack reports whether a bracket behind an amount says which share of the price that is, and that one is given it.
func (r *reader) givenBack(behind string) (given bool) {
	if at := shared.FindStringIndex(behind); at != nil {
		r.each(behind[at[1]:], inBack, func(f found) {
			given = given || f.means == saysPoints && onlyMarks(behind[at[1]:][:f.from])
		})
	}
	return given
}

// untaxed returns what stands behind a note on tax at the head of a text; nothing where there is none.
func (r *reader) untaxed(behind string) string {
	end := 0
	r.each(behind, inBack, func(f found) {
		if (f.means == saysIncluded || f.means == saysExcluded) && onlyMarks(behind[:f.from]) {
			end = max(end, f.to)
		}
	})
	if end == 0 {
		return ""
	}
	return behind[end:]
}

// goesOn reports whether a sentence goes on behind a wording: "£12 delivery in two days" is no price of delivery.
func goesOn(rest string) bool {
	c, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
	for _, each := range [...]string{" je ", " pro ", " per ", " par ", " por "} {
		if strings.HasPrefix(rest, each) {
			return false // "£3 postage per order"
		}
	}
	return isLetter(c) || isDigit(c)
}

func taxOf(m meaning) Tax {
	if m == saysIncluded {
		return TaxIncluded
	}
	return TaxExcluded
}

// onlyMarks reports whether nothing but space and marks stands in a gap.
func onlyMarks(gap string) bool {
	return strings.Trim(gap, " :*()|>/[]¹²") == "" && len(gap) <= adjacent+2
}

// ofCell reports whether words are the whole cell ahead of that of an amount, which holds no more than a word besides: "배송비 | 선불3,000원".
func (r *reader) ofCell(before, gap string) bool {
	cell, ok := strings.CutPrefix(gap, " | ")
	return ok && strings.TrimSpace(before) == "" && utf8.RuneCountInString(cell) <= 12 && !strings.ContainsAny(cell, "|.,;!?。！？、") && !r.newMatter(cell)
}

// stops reports whether a sentence or another matter ends in a gap.
func stops(gap string) bool {
	if strings.ContainsAny(gap, "!?;。！？、") {
		return true
	}
	if at := strings.Index(gap, "|"); at >= 0 && strings.Trim(gap, " |:*") != "" {
		return true
	}
	return strings.Contains(strings.TrimLeft(gap, ". :"), ". ") || strings.Contains(gap, ", ") && strings.ContainsAny(gap, "0123456789")
}

// signed reads the sign before an amount: what is taken off, what is added.
func (r *reader) signed(a *Amount, ahead string) {
	trimmed := strings.TrimRight(ahead, " ")
	switch {
	case trimmed == "":
	case strings.HasSuffix(ahead, "-") || strings.HasSuffix(ahead, "−") || strings.HasSuffix(ahead, "–"):
		rest := strings.TrimRight(ahead, "-−–")
		if c, _ := utf8.DecodeLastRuneInString(rest); rest == "" || c == ' ' || c == '(' || c == '|' {
			a.Kind = Saving
		}
	case strings.HasSuffix(trimmed, "+"):
		a.Kind = Extra
	}
}

// nets marks the price without tax that stands beside one with it.
func (r *reader) nets() {
	for i := range r.list {
		a := &r.list[i]
		if a.Kind != Price || a.Tax == TaxIncluded {
			continue
		}
		if a.Tax == TaxUnsaid { // "1,122円（税込1,234円）"
			if i+1 < len(r.list) && r.list[i+1].Tax == TaxIncluded && bracketed(r.text[a.End:r.list[i+1].Start]) && taxed(a, &r.list[i+1]) {
				a.Kind = Net
			}
			continue
		}
		for k := max(0, i-2); k < min(len(r.list), i+3); k++ {
			b := &r.list[k]
			if k != i && b.Kind == Price && b.Tax != TaxExcluded && taxed(a, b) {
				a.Kind = Net
			}
		}
	}
}

// taxed reports whether b can be a with tax on it.
func taxed(a, b *Amount) bool { return b.Value > a.Value*1.001 && b.Value < a.Value*1.3 }

func bracketed(gap string) bool {
	gap = strings.TrimLeft(gap, " ")
	return strings.HasPrefix(gap, "(") || strings.HasPrefix(gap, "（")
}

// pieces are the words that may stand behind how many one gets.
var pieces = [...]string{" stück", " stk.", " stk", " pieces", " items", " packs", " pièces", " piezas", " unidades", " uds.", " pezzi", " pz", " stuks", " sztuki", " szt.", " peças"}

// manyOf is a row of a table of prices for so many pieces: "4+ |", "ab 10 Stück |", "10個以上 |".
var manyOf = regexp.MustCompile(`^ ?(?:(?:from|ab|vanaf|od|da|desde|dès|à partir de|a partir de|≥|&ge;) ?)?(\d{1,4}) ?(?:\+|(?:[-–~] ?\d{1,4} ?)?(?:pieces|pcs\.?|stück|stk\.?|pièces|piezas|uds?\.?|unidades|pezzi|pz\.?|stuks|sztuk|szt\.?|peças|un\.?)|(?:個|点|枚|本|袋|箱|件|个|盒|瓶|개|장|병)(?:以上|起|이상)) ?\+? ?\| ?$`)

// several reads how many one gets for an amount: "2 for £20".
func (r *reader) several(a *Amount, ahead string) {
	if m := manyOf.FindStringSubmatch(ahead); m != nil && m[1] != "1" {
		a.Per = m[1]
		return
	}
	s := strings.TrimRight(ahead, " ")
	for _, w := range [...]string{" for", " für", " pour", " voor", " por", " za", " x"} {
		rest, ok := strings.CutSuffix(s, w)
		for _, piece := range pieces {
			rest = strings.TrimSuffix(rest, piece)
		}
		if !ok || rest == "" || rest[len(rest)-1] < '2' || rest[len(rest)-1] > '9' || len(rest) > 1 && rest[len(rest)-2] != ' ' {
			continue
		}
		a.Per = rest[len(rest)-1:]
	}
}

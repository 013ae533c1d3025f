// Package money reads amounts of money as shops write them: every way in which the markets set numbers and currencies, and what the words
// beside an amount say of it: a former price, a price of a unit, what delivery costs. It judges nothing.
package money

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// Kind is what an amount is, as far as the words beside it tell.
type Kind uint8

// The kinds of amount.
const (
	Price      Kind = iota // what one pays, as far as nothing says otherwise
	Was                    // a former price
	Advised                // a price that the maker recommends
	Lowest                 // the lowest price of the last thirty days
	Unit                   // the price of a unit of measure: Per says of which
	Saving                 // what one saves, or is taken off
	Shipping               // what delivery costs
	FreeFrom               // the value from which delivery is free, or an order is taken
	Instalment             // one of several payments
	Deposit                // what is given back, or paid ahead
	Extra                  // what is added: an option, a fee
	Points                 // what one is given for buying
	Net                    // the price without tax, beside one with it
)

// String returns the name by which snapshots and tests call a kind; that of Price is empty.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return ""
}

var kindNames = [...]string{
	"", "was", "advised", "lowest", "unit", "saving", "shipping", "free-from", "instalment", "deposit", "extra", "points", "net",
}

// Tax says what the words beside an amount say of tax.
type Tax uint8

// What is said of tax.
const (
	TaxUnsaid Tax = iota
	TaxIncluded
	TaxExcluded
)

// Amount is one amount of money in a text.
type Amount struct {
	Value    float64 // of a range the lower end
	High     float64 // of a range the upper end; 0 where there is none
	Currency string  // ISO 4217, "" when its sign does not tell
	Kind     Kind
	From     bool   // the lowest of several: "from £12"
	Per      string // what it is the price of: "100 g", "kg", "month", "piece"; "" when that is not said
	Tax      Tax
	Start    int // byte offsets into the text, with the sign of the currency
	End      int
}

// Options say what is known of a text.
type Options struct {
	Lang     string // a tag of knowledge/cue, or of BCP 47; "" when unknown
	Currency string // ISO 4217: the one that the page names, to tell signs that several share; "" when it names none or several
	Max      int    // amounts to return at most; 0: all
}

// Read returns the amounts of money in text, in order. A number without a sign of currency is none.
func Read(text string, o Options) []Amount {
	r := reader{text: text, o: o, lang: langOf(o.Lang)}
	if spacingMoney[o.Currency] {
		r.lang |= spaced
	}
	for i := 0; i < len(text); {
		if !mayBeDigit[text[i]] { // nearly all of any text
			i = skipToDigit(text, i+1)
			continue
		}
		if text[i] == 0xef && !(i+2 < len(text) && text[i+1] == 0xbc && text[i+2] >= 0x90 && text[i+2] <= 0x99) { // no digit of full width
			i++
			continue
		}
		i = r.at(i)
		if o.Max > 0 && len(r.list) >= o.Max {
			break
		}
	}
	r.classify()
	return r.list
}

// mayBeDigit tells the bytes with which digits begin, also those of full width.
var mayBeDigit = func() (t [256]bool) {
	for c := '0'; c <= '9'; c++ {
		t[c] = true
	}
	t[0xef] = true
	return t
}()

// skipToDigit returns the index of the next byte from i on with which digits may begin, or of one before it: eight bytes are looked at at a time.
func skipToDigit(text string, i int) int {
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(text); i += 8 {
		x := uint64(text[i]) | uint64(text[i+1])<<8 | uint64(text[i+2])<<16 | uint64(text[i+3])<<24 | uint64(text[i+4])<<32 | uint64(text[i+5])<<40 | uint64(text[i+6])<<48 | uint64(text[i+7])<<56
		low := x &^ highs
		digits := (low + (0x80-'0')*ones) &^ (low + (0x80-'9'-1)*ones) &^ x & highs
		full := (low + (0x80-0x6f)*ones) & x & highs // 0xef or more
		if digits|full != 0 {
			return i + bits.TrailingZeros64(digits|full)>>3
		}
	}
	return i
}

// reader finds the amounts of one text.
type reader struct {
	text string
	o    Options
	lang langMask
	used int // end of the last amount
	list []Amount
	nums []span // where the number of each amount stands
}

type span struct{ from, to int }

// at reads the number that begins at i, and returns where to go on.
func (r *reader) at(i int) int {
	n, ok := scan(r.text, i, r.lang)
	if !ok {
		return n.end
	}
	if r.ranged(n) {
		return max(n.end, r.used)
	}
	a, ok := r.amount(n)
	if !ok {
		return n.end
	}
	r.add(a, n)
	return max(n.end, a.End)
}

func (r *reader) add(a Amount, n number) {
	r.list = append(r.list, a)
	r.nums = append(r.nums, span{n.start, n.end})
	r.used = a.End
}

// amount makes an amount of a number with the sign beside it.
func (r *reader) amount(n number) (Amount, bool) {
	before := r.text[r.used:n.start]
	if closed := before == "." && r.used > 0 && n.decimals; glued(before) && !closed { // "was: 58,00 €.52,00 €": one sentence ended, the next price follows
		return Amount{}, false
	}
	tail := r.tail(n.end)
	sign, left := r.signBefore(before)
	left += r.used
	end := max(tail, n.end)
	if sign == nil {
		s, right := r.signAfter(end)
		if s == nil {
			return Amount{}, false
		}
		sign, left, end = s, n.start, right
		if code, right := r.codeAfter(end); sign.code == "" && code != nil && sign.shares(code.code) {
			sign, end = code, right
		}
	} else if code, right := r.codeAfter(end); sign.code == "" && code != nil && sign.shares(code.code) {
		sign, end = code, right
	}
	if rest := strings.TrimLeft(r.text[end:min(len(r.text), end+8)], " "); left < n.start && r.lang&(zhcn|zhtw) != 0 && strings.HasPrefix(rest, "元/") {
		end += strings.Index(r.text[end:], "元") + len("元") // "NT$ 95 元/個" says twice in what
	}
	a := Amount{Start: left, End: end, Currency: r.currency(sign)}
	value, ok := n.value(a.Currency)
	if !ok || !sign.plausible(r, n, left, end) {
		return Amount{}, false
	}
	a.Value = value
	if sign.hundredth {
		a.Value /= 100
	}
	r.cents(&a, n, sign)
	r.lakhs(&a)
	return a, true
}

// hundreds are the words behind an amount of rupees that multiply it.
var hundreds = []struct {
	word  string
	times float64
}{{"lakhs", 1e5}, {"lakh", 1e5}, {"lacs", 1e5}, {"lac", 1e5}, {"crores", 1e7}, {"crore", 1e7}, {"cr", 1e7}}

// lakhs multiplies amounts as India says them: "₹85 Lakh", "₹1.25 Cr".
func (r *reader) lakhs(a *Amount) {
	if a.Currency != "INR" {
		return
	}
	rest := strings.TrimPrefix(r.text[a.End:], " ")
	for _, h := range hundreds {
		if len(rest) >= len(h.word) && strings.EqualFold(rest[:len(h.word)], h.word) && endsWord(rest, len(h.word)) {
			a.Value *= h.times
			a.End = len(r.text) - len(rest) + len(h.word)
			return
		}
	}
}

// cents adds the cents that stand behind the sign: "12€90", "12 zł 99 gr".
func (r *reader) cents(a *Amount, n number, sign *sign) {
	rest := r.text[a.End:]
	if n.decimals || n.end == a.End || len(rest) < 2 || !twoDigits(rest) {
		if sign.code == "PLN" && !n.decimals && len(rest) > 3 && rest[0] == ' ' && twoDigits(rest[1:]) && strings.HasPrefix(rest[3:], " gr") {
			a.Value += float64(rest[1]-'0')/10 + float64(rest[2]-'0')/100
			a.End += len(" 99 gr")
		}
		return
	}
	if r.text[n.end:a.End] != sign.text || !sign.splits {
		return
	}
	if next, _ := utf8.DecodeRuneInString(rest[2:]); next == '.' || next == ',' || isDigit(next) || next == '%' || isLetter(next) || next == '€' || next == '$' || next == '£' {
		return
	}
	a.Value += float64(rest[0]-'0')/10 + float64(rest[1]-'0')/100
	a.End += 2
}

func twoDigits(s string) bool {
	return len(s) >= 2 && s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9' && (len(s) == 2 || s[2] < '0' || s[2] > '9')
}

// glued reports whether a number is a part of something longer: a version, a code, an address.
func glued(before string) bool {
	if before == "" {
		return false
	}
	switch c := before[len(before)-1]; c {
	case '.', ',', '_', '#', '/', '@', '=', ':':
		// "S/129" and "Fr.49" are signs, "Price:12" is a label.
		return c != ':' && c != '/' && c != '.' || c != ':' && !signEndsWith(before)
	case '-':
		return len(before) > 1 && isWordByte(before[len(before)-2])
	}
	return false
}

func signEndsWith(before string) bool {
	for _, s := range endings[before[len(before)-1]] {
		if strings.HasSuffix(before, s.text) {
			return true
		}
	}
	return false
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= utf8.RuneSelf
}

// tails stand in the place of cents: "12,-", "49.–", "499/-".
var tails = [...]string{",--", ",-", ",–", ",—", ".-", ".–", ".—", ",‒", ".‒", ":-", "/-", ",=", "-"}

// tail returns where the mark ends that stands in the place of cents.
func (r *reader) tail(at int) int {
	rest := r.text[at:]
	if rest == "" || rest[0] != ',' && rest[0] != '.' && rest[0] != ':' && rest[0] != '/' && rest[0] != '-' {
		return at
	}
	for _, t := range tails {
		if !strings.HasPrefix(rest, t) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest[len(t):])
		if isDigit(next) || t == "-" && next != '€' && rest != "-" && next != '\n' { // the dash of a range
			return at
		}
		return at + len(t)
	}
	return at
}

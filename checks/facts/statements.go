package facts

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/snapshot"
)

// statement is a claim that another text can contradict, with what limits it.
type statement struct {
	Claim
	text   int // number of the text that makes it: what one text says of a matter explains itself
	lang   string
	place  string // the first folder of its address, where that names a language or country
	limits []claim.Limit
	data   bool // of structured data
}

// comparable reports whether claims of a kind can contradict each other. What is asked of the goods, who carries them and where they go may be
// told in one text and left out in the next.
func comparable(k claim.Kind) bool {
	switch k {
	case claim.ReturnWindow, claim.WithdrawalRight, claim.ReturnCost, claim.NoReturns, claim.RefundTime, claim.FreeFrom, claim.DeliveryCost,
		claim.DeliveryTime, claim.Warranty:
		return true
	default:
		return false
	}
}

// maxStatements bounds what is compared: the claims of a few kinds in a few dozen texts.
const maxStatements = 300

// statements are gathered while claims are read, since the text around a claim is at hand only then.
type statements struct {
	list  []statement
	texts map[string]int
}

// note keeps a claim of a text with what limits it.
func (st *statements) note(s *Site, c Claim, title, text, lang string) {
	if !comparable(c.Kind) || !c.Seller || len(st.list) >= maxStatements {
		return
	}
	if st.texts == nil {
		st.texts = map[string]int{}
	}
	key := c.URL + "\x00" + strconv.Itoa(int(c.Zone))
	if _, ok := st.texts[key]; !ok {
		st.texts[key] = len(st.texts)
	}
	c.Sentence = strings.Clone(c.Sentence)
	one := statement{Claim: c, text: st.texts[key], lang: lang, place: locale(c.URL)}
	if c.Page != RoleHome { // whose title says what the shop sells
		one.limits = titleLimits(title, lang)
	}
	from, to := st.clause(c.Claim, title, text, lang)
	for i, part := range around(text, from, to) {
		switch {
		case i == 0 && c.Kind == claim.ReturnCost:
			part.text = withoutAmounts(part.text, lang)
		case i == 0 && c.Kind == claim.FreeFrom:
			part.text = withoutSurcharges(part.text, lang)
		}
		limits := part.limits(lang)
		if part.heading && !ofDelivery(c.Kind) {
			limits = slices.DeleteFunc(limits, func(l claim.Limit) bool { return l == claim.Sum }) // a promise on delivery stands above that on returns
		}
		one.limits = append(one.limits, limits...)
	}
	if c.Policy == PolicyWithdrawal {
		one.limits = append(one.limits, claim.Law)
	}
	slices.Sort(one.limits)
	one.limits = slices.Compact(one.limits)
	st.list = append(st.list, one)
}

// clause returns the place of the part of a sentence that makes a claim, where semicolons part it, or full stops the sentences of a cell, and only one part
// makes it: what limits the others does not limit it.
func (st *statements) clause(c claim.Claim, title, text, lang string) (start, end int) {
	start, end = c.Start, c.End
	if start < 0 || end > len(text) || start > end || partEnd(text[start:end]) == end-start {
		return start, end
	}
	makes := 0
	for from := c.Start; from < c.End; {
		to := from + partEnd(text[from:c.End])
		said := claim.ReadUnder(title, strings.TrimRight(text[from:to], ";； "), lang)
		if slices.ContainsFunc(said, func(o claim.Claim) bool { return o.Kind == c.Kind && o.Value == c.Value }) {
			start, end = from, to
			makes++
		}
		from = to
	}
	if makes != 1 {
		return c.Start, c.End
	}
	return start, end
}

// partEnd is where the first part of a sentence ends, at a semicolon or, in the cell of a table, at a full stop.
func partEnd(s string) int {
	cell := strings.Contains(s, " | ")
	for i, r := range s {
		after := i + utf8.RuneLen(r)
		if r == ';' || r == '；' || cell && (r == '。' || r == '.' && strings.HasPrefix(s[after:], " ") && i > shortestOther) {
			return after
		}
	}
	return len(s)
}

// withoutSurcharges returns a sentence without the clauses that only say what comes on top for places far away: "free from 60,000 won, Jeju 3,000 more".
func withoutSurcharges(sentence, lang string) string {
	var b strings.Builder
	for from := 0; from < len(sentence); {
		to := len(sentence)
		for i, r := range sentence[from:] {
			after := from + i + utf8.RuneLen(r)
			if strings.ContainsRune(",，、", r) && !(after < len(sentence) && sentence[after] >= '0' && sentence[after] <= '9') {
				to = after
				break
			}
		}
		if part := sentence[from:to]; from == 0 || !claim.Surcharge(part, lang) {
			b.WriteString(part)
		}
		from = to
	}
	return b.String()
}

// inBracket is a bracket with a number in it.
var inBracket = regexp.MustCompile(`[(（][^()（）]{0,160}[0-9][^()（）]{0,160}[)）]`)

// withoutAmounts returns a sentence on who pays for returns without a bracket that only says how much that is, as a rule or by weight: "(about £4, depending on
// weight)". A bracket that says for whom or for what it holds stays.
func withoutAmounts(sentence, lang string) string {
	return inBracket.ReplaceAllStringFunc(sentence, func(bracket string) string {
		if slices.ContainsFunc(claim.Limits(bracket, lang), func(l claim.Limit) bool { return l != claim.Part && l != claim.Usual && l != claim.Method }) {
			return bracket
		}
		return " "
	})
}

// titleLimits is what a title or heading limits what stands below it to. "Returns and exchanges", "Returns and complaints" name matters beside each other.
func titleLimits(title, lang string) []claim.Limit {
	return slices.DeleteFunc(claim.Limits(title, lang), func(l claim.Limit) bool {
		return l == claim.Faulty || l == claim.Exchange && joined(title)
	})
}

// piece is a part of a text that may limit the sentence it stands beside.
type piece struct {
	text           string
	heading, after bool
}

func (p *piece) limits(lang string) []claim.Limit {
	if p.heading {
		return titleLimits(p.text, lang)
	}
	limits := claim.Limits(p.text, lang)
	if p.after && !slices.Contains(limits, claim.Only) {
		return nil // another matter
	}
	return limits
}

// Bounds of the heading above a sentence, in characters, and of the lines that are looked through for it.
const (
	maxHeading    = 90
	headingsAbove = 12
)

// around returns a sentence, the heading and the words that lead up to it, and the sentence after it.
func around(text string, start, end int) []piece {
	if start < 0 || end > len(text) || start > end {
		return nil
	}
	out := []piece{{text: text[start:end]}}
	from := strings.LastIndexByte(text[:start], '\n') + 1
	if lead := strings.TrimSpace(text[from:start]); strings.HasSuffix(lead, ":") || strings.HasSuffix(lead, "?") || strings.HasSuffix(lead, "：") || strings.HasSuffix(lead, "？") {
		out = append(out, piece{text: lastSentence(lead)})
	}
	for n, above := 0, strings.TrimRight(text[:from], "\n"); above != "" && n < headingsAbove; n++ {
		at := strings.LastIndexByte(above, '\n') + 1
		line := strings.TrimSpace(above[at:])
		if last, _ := utf8.DecodeLastRuneInString(line); line != "" && !strings.Contains(line, " | ") && utf8.RuneCountInString(line) <= maxHeading && !strings.ContainsRune(".。!！;；,，", last) {
			out = append(out, piece{text: line, heading: true})
			break
		}
		above = strings.TrimRight(above[:at], "\n")
	}
	rest, _, _ := strings.Cut(strings.ToValidUTF8(text[end:min(len(text), end+400)], ""), "\n")
	if rest = strings.TrimSpace(rest); rest == "" {
		if _, after, ok := strings.Cut(text[end:min(len(text), end+400)], "\n"); ok {
			rest, _, _ = strings.Cut(strings.TrimSpace(after), "\n")
		}
	}
	if rest != "" {
		out = append(out, piece{text: firstSentence(rest), after: true})
	}
	return out
}

func lastSentence(s string) string {
	body := s[:max(0, len(s)-1)]
	if i := strings.LastIndexAny(body, ".!。！"); i >= 0 {
		return s[i+1:]
	}
	return s
}

func firstSentence(s string) string {
	if i := strings.IndexAny(s[min(len(s), 1):], ".!?。！？"); i >= 0 {
		return s[:min(len(s), i+2)]
	}
	return s
}

// locale is the first folder of an address where it looks like one of a language or country: "/de-at/", "/en/". Their rules may differ.
func locale(address string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(pathOf(address), "/"), "/")
	first = strings.ToLower(first)
	lang, country, _ := strings.Cut(strings.ReplaceAll(first, "_", "-"), "-")
	if len(lang) == 2 && (country == "" || len(country) == 2) && strings.Trim(lang+country, "abcdefghijklmnopqrstuvwxyz") == "" {
		return first
	}
	return ""
}

// fromMarkup adds what structured data say about returns, where all pages that say something say the same.
func (st *statements) fromMarkup(s *Site) {
	for _, kind := range []claim.Kind{claim.ReturnWindow, claim.ReturnCost} {
		said := s.data.returns[kind]
		if len(said) == 0 || slices.ContainsFunc(said, func(c Claim) bool { return c.Value != said[0].Value }) {
			continue
		}
		st.list = append(st.list, statement{Claim: said[0], text: -1, lang: s.Lang, place: locale(said[0].URL), data: true})
	}
}

// returnsIn reads what an item of structured data says about returns.
func (d *data) returnsIn(s *Site, p *snapshot.Page, it *snapshot.Item) {
	for _, prefix := range []string{"offers.", ""} {
		prefix += "hasMerchantReturnPolicy."
		if it.Props[prefix+"1.merchantReturnDays"] != "" {
			continue // one for each of several countries
		}
		days, err := strconv.Atoi(it.Props[prefix+"merchantReturnDays"])
		if err == nil && days > 0 && it.Props[prefix+"returnPolicySeasonalOverride.startDate"] == "" {
			d.say(s, p, claim.Claim{Kind: claim.ReturnWindow, Value: strconv.Itoa(days) + "d", Min: days, Max: days, Sentence: "merchantReturnDays: " + strconv.Itoa(days)})
		}
		fees := it.Props[prefix+"returnFees"]
		switch fees[strings.LastIndexByte(fees, '/')+1:] {
		case "FreeReturn":
			d.say(s, p, claim.Claim{Kind: claim.ReturnCost, Value: "seller", Sentence: "returnFees: FreeReturn"})
		case "ReturnFeesCustomerResponsibility", "ReturnShippingFees":
			d.say(s, p, claim.Claim{Kind: claim.ReturnCost, Value: "buyer", Sentence: "returnFees: " + fees[strings.LastIndexByte(fees, '/')+1:]})
		}
	}
}

func (d *data) say(s *Site, p *snapshot.Page, c claim.Claim) {
	if d.returns == nil {
		d.returns = map[claim.Kind][]Claim{}
	}
	if said := d.returns[c.Kind]; len(said) == 0 || len(said) < maxFrom && said[len(said)-1].Value != c.Value {
		d.returns[c.Kind] = append(d.returns[c.Kind], Claim{Claim: c, URL: strings.Clone(s.URL(p)), Page: RoleProduct, Zone: snapshot.ZoneHead, Seller: true})
	}
}

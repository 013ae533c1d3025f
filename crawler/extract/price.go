package extract

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
)

// readPrices returns the amounts of money in the text of a page; declared is the currency that its data name, struck are the stretches that are
// crossed out.
func readPrices(text, lang, declared string, struck []span) (list []snapshot.Price) {
	amounts := money.Read(text, money.Options{Lang: lang, Currency: declared, Max: 2 * maxPrices})
	if len(amounts) == 0 {
		return nil
	}
	defer func() { list = withBareFormer(list, text, declared, struck) }()
	list = make([]snapshot.Price, 0, min(len(amounts), maxPrices))
	for i := range amounts {
		a := &amounts[i]
		p := snapshot.Price{
			Amount: a.Value, High: a.High, Currency: a.Currency, Text: strings.TrimSpace(text[a.Start:a.End]), At: a.Start,
			Kind: a.Kind.String(), From: a.From, Per: a.Per, Tax: taxNames[a.Tax],
		}
		if p.Struck = within2(struck, a.Start) || within2(struck, a.End-1); p.Struck && a.Kind == money.Saving {
			p.Kind = "" // "20% 35,000원 27,900원": the share that is taken off stands before what it is taken from
		}
		list = appendPrice(list, p, text)
		if len(list) == maxPrices {
			break
		}
	}
	return list
}

var taxNames = [...]string{money.TaxUnsaid: "", money.TaxIncluded: snapshot.TaxIncluded, money.TaxExcluded: snapshot.TaxExcluded}

func within2(list []span, at int) bool {
	for _, s := range list {
		if s.from <= at && at < s.to {
			return true
		}
	}
	return false
}

// appendPrice adds a price once: pages repeat amounts for screen readers, and say there what they are. The price of a unit is no such repetition: a
// pack that holds just one costs the same. Nor is a sum from which delivery is free: goods may cost just as much.
func appendPrice(list []snapshot.Price, p snapshot.Price, text string) []snapshot.Price {
	if n := len(list); n > 0 && (list[n-1].Kind == p.Kind || !ofDelivery(p.Kind) && !ofDelivery(list[n-1].Kind)) && (list[n-1].Per == "") == (p.Per == "") && list[n-1].Amount == p.Amount && list[n-1].Currency == p.Currency && list[n-1].High == p.High && strings.Count(text[list[n-1].At:p.At], "\n") < 2 {
		last := &list[n-1]
		last.Struck = last.Struck || p.Struck
		if last.Kind == "" && last.Per == "" {
			last.Kind, last.Per = p.Kind, p.Per
		}
		last.From = last.From || p.From
		if last.Tax == "" {
			last.Tax = p.Tax
		}
		return list
	}
	return append(list, p)
}

// ofDelivery reports whether a kind of amount is what delivery costs, or the sum from which it costs nothing.
func ofDelivery(kind string) bool {
	return kind == money.Shipping.String() || kind == money.FreeFrom.String()
}

// withBareFormer adds the numbers that are crossed out right beside an amount and show no sign of their own: "￥5.30", and "10.40" crossed out behind it.
func withBareFormer(list []snapshot.Price, text, currency string, struck []span) []snapshot.Price {
	const beside = 3
	for _, s := range struck {
		if s.to > len(text) || s.to-s.from > 16 || len(list) >= maxPrices {
			continue
		}
		bare := strings.TrimSpace(text[s.from:s.to])
		amount, _, ok := money.Value(bare, currency)
		if !ok || strings.Trim(bare, "0123456789.,") != "" {
			continue
		}
		at := s.from + strings.Index(text[s.from:s.to], bare)
		for i := range list {
			p := &list[i]
			behind, ahead := at-p.At-len(p.Text), p.At-at-len(bare)
			if p.Struck || p.Kind != "" || p.High != 0 || p.Amount >= amount || (behind < 0 || behind > beside) && (ahead < 0 || ahead > beside) {
				continue
			}
			former := snapshot.Price{Amount: amount, Currency: p.Currency, Text: bare, At: at, Struck: true}
			if behind >= 0 {
				i++
			}
			list = slices.Insert(list, i, former)
			break
		}
	}
	return list
}

// bareAmount is a line that is a number with its cents and no more.
var bareAmount = regexp.MustCompile(`(?m)^(\d{1,6}[.,]\d\d)$`)

// barePrices returns the lines of a page with a button to buy, and without an amount that shows a sign, that are nothing but a number with its cents: the price, as
// older shop systems leave it. The least that counts is above the marks that buyers give. A currency is named where the page's data name one.
func barePrices(text, currency string, bought bool) (list []snapshot.Price) {
	const bestMark, most = 5, 3
	if !bought {
		return nil
	}
	for _, m := range bareAmount.FindAllStringIndex(text, most+1) {
		amount, _, ok := money.Value(text[m[0]:m[1]], currency)
		if ok && amount > bestMark {
			list = append(list, snapshot.Price{Amount: amount, Currency: currency, Text: text[m[0]:m[1]], At: m[0]})
		}
	}
	if len(list) > most {
		return nil
	}
	return list
}

func twoDigits(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) == 2 && isDigit(rune(s[0])) && isDigit(rune(s[1]))
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' || c >= '０' && c <= '９' }

func beginsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func endsDigit(b []byte) bool { return len(b) > 0 && b[len(b)-1] >= '0' && b[len(b)-1] <= '9' }

// moneyBehind reports whether a text begins with the sign of a currency.
func moneyBehind(n *html.Node) bool {
	if n == nil || n.Type != html.TextNode {
		return false
	}
	text := strings.TrimLeft(clip(n.Data, 24), " \n\t\u00a0")
	return text != "" && money.BeginsWithSign(text)
}

// moneyBefore reports whether the number at the end of b has a currency sign before it.
func moneyBefore(b []byte) bool {
	i := len(b)
	for i > 0 && (b[i-1] >= '0' && b[i-1] <= '9' || b[i-1] == '.' || b[i-1] == ',') {
		i--
	}
	return money.EndsInSign(string(b[max(0, i-8):i]))
}

package extract

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
)

// readPrices returns the amounts of money in the text of a page; declared is the currency that its data name, struck are the stretches that are
// crossed out.
func readPrices(text, lang, declared string, struck []span) []snapshot.Price {
	amounts := money.Read(text, money.Options{Lang: lang, Currency: declared, Max: 2 * maxPrices})
	if len(amounts) == 0 {
		return nil
	}
	list := make([]snapshot.Price, 0, min(len(amounts), maxPrices))
	for i := range amounts {
		a := &amounts[i]
		p := snapshot.Price{
			Amount: a.Value, High: a.High, Currency: a.Currency, Text: strings.TrimSpace(text[a.Start:a.End]), At: a.Start,
			Kind: a.Kind.String(), From: a.From, Per: a.Per, Tax: taxNames[a.Tax],
		}
		p.Struck = within2(struck, a.Start) || within2(struck, a.End-1)
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

// appendPrice adds a price once: pages repeat amounts for screen readers, and say there what they are.
func appendPrice(list []snapshot.Price, p snapshot.Price, text string) []snapshot.Price {
	if n := len(list); n > 0 && list[n-1].Amount == p.Amount && list[n-1].Currency == p.Currency && list[n-1].High == p.High && strings.Count(text[list[n-1].At:p.At], "\n") < 2 {
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

func twoDigits(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) == 2 && isDigit(rune(s[0])) && isDigit(rune(s[1]))
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' || c >= '０' && c <= '９' }

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

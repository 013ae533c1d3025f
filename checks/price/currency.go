package price

import (
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Currency looks whether prices say in which currency they are. A sign that several currencies share is enough where the shop sells to one market,
// or names the currency somewhere.
var Currency = checks.Site(checks.Meta{
	ID:     "price-currency",
	Title:  "Prices say in which currency they are",
	Why:    "A dollar is not the same in Sydney and in Toronto. Buyers from abroad learn the real price from their card bill otherwise.",
	Fix:    "Write the sign of the currency beside every price, and its code (USD, CAD, SEK) where you sell to more than one country.",
	Effort: 1,
	Messages: map[string]string{
		"clear":  "Prices with a clear currency: {seen}",
		"shared": "Prices have a sign that several currencies share, and nothing says which it is",
		"bare":   "Products whose price has no currency beside it: {bad} of {seen}",
		"number": "The price stands without a currency",
		"sign":   "Several currencies are written like this",
		"none":   "No product page with a price could be read",
	},
	Factor: verdict.InformationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Card schemes' rules for online merchants: the currency of a transaction, with the country where its unit is not unique"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeCurrency)

func judgeCurrency(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	var bare, shared []verdict.Finding
	seen := 0
	for i := range site.Products {
		p := &site.Products[i]
		if current := p.Current(); len(current) > 0 && !signless(current[0]) {
			seen++
			if current[0].Currency == "" && !named(p) {
				shared = append(shared, checks.Find(checks.Msg("sign"), verdict.Evidence{URL: p.URL, Snippet: current[0].Text}))
			}
		} else if line := numberAlone(site.Read(p.Page), p); line != "" {
			seen++
			bare = append(bare, checks.Find(checks.Msg("number"), verdict.Evidence{URL: p.URL, Snippet: line}))
		}
	}
	var o checks.Outcome
	switch {
	case seen == 0:
		return checks.Unknown(checks.Msg("none"))
	case len(bare) >= 2:
		o = checks.Warn(checks.Msg("bare", "bad", len(bare), "seen", seen), bare...)
		o.Confidence = verdict.Likely // a style sheet may put the sign there
	case 2*len(shared) > seen && len(site.Currencies()) == 0 && markets(site) != 1 && !told(in):
		o = checks.Warn(checks.Msg("shared"), shared...)
	default:
		o = checks.Pass(checks.Msg("clear", "seen", seen))
	}
	o.Seen = seen
	return o
}

// named reports whether the data of a product name its currency.
func named(p *facts.Product) bool {
	for i := range p.Offers {
		if p.Offers[i].Currency != "" {
			return true
		}
	}
	return false
}

// told reports whether the home page, a product page or what stands around them names one of the currencies that share a sign: a menu of currencies, a note.
func told(in *checks.Input) bool {
	site := in.Site
	met := map[snapshot.BlockID]bool{}
	names := func(p *snapshot.Page) bool {
		if p == nil {
			return false
		}
		for _, id := range p.Blocks {
			if b := in.Snap.Block(id); b != nil && !met[id] {
				met[id] = true
				if len(money.Names(b.Text)) > 0 {
					return true
				}
			}
		}
		return len(money.Names(site.Read(p).Text)) > 0
	}
	if names(site.Home) {
		return true
	}
	for i := range site.Products {
		if names(site.Products[i].Page) {
			return true
		}
	}
	return false
}

// markets is how many markets the shop shows that it sells to.
func markets(site *facts.Site) int {
	n := 0
	for _, m := range site.Markets {
		if m.Scored && m.Code != "eu" {
			n++
		}
	}
	return n
}

// signless reports whether a price is written as a number alone.
func signless(q snapshot.Price) bool {
	return q.Text != "" && strings.Trim(q.Text, "0123456789.,") == ""
}

// numberAlone finds the price that a product's data name in a line that has nothing beside it but a note on tax or delivery, "" where the page shows amounts with their sign.
func numberAlone(page *snapshot.Page, p *facts.Product) string {
	if !p.Kept || len(p.Offers) == 0 || p.Offers[0].Price == 0 {
		return ""
	}
	for i := range p.Any {
		if p.Any[i].At >= 0 && !signless(p.Any[i]) {
			return ""
		}
	}
	plain := strconv.FormatFloat(p.Offers[0].Price, 'f', 2, 64)
	for line := range strings.Lines(page.Text) {
		line = strings.TrimSpace(line)
		if line == plain || line == strings.Replace(plain, ".", ",", 1) || line == strings.TrimSuffix(plain, ".00") && len(line) > 1 {
			return line
		}
		for _, number := range [...]string{plain, strings.Replace(plain, ".", ",", 1)} {
			if rest, ok := strings.CutPrefix(line, number+" "); ok && notesOn(rest, p.Lang) {
				return line
			}
		}
	}
	return ""
}

// notesOn reports whether words behind a number begin with a note on tax or delivery, as those behind a price do.
func notesOn(rest, lang string) bool {
	const begin = 40 // bytes
	n := money.ReadNotes(strings.ToValidUTF8(rest[:min(len(rest), begin)], ""), lang)
	return n.Included || n.Excluded || n.Delivery
}

package facts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/knowledge/vendor"
)

// sorted puts signals in an order that does not depend on maps.
func sorted(sig vendor.Signals) vendor.Signals {
	for _, list := range [][]string{sig.Generators, sig.Cookies, sig.Hosts, sig.Paths, sig.Headers} {
		slices.Sort(list)
	}
	return sig
}

// findMarkets says which markets the shop sells to: as given, else by signs that agree. Two independent signs make a market scored; with
// one it is shown only (check-catalogue.md, "Jurisdiction switch").
func (s *Site) findMarkets(o Options) {
	set := o.Duties
	if set == nil {
		set = market.Default()
	}
	if len(o.Markets) > 0 {
		for _, code := range o.Markets {
			s.Markets = append(s.Markets, Market{Code: code, Configured: true, Scored: true, Reasons: []string{"given by the user"}})
		}
		return
	}
	currencies := s.data.currencies
	for _, code := range set.Codes() {
		p, ok := set.Pack(code)
		if !ok || len(p.TLDs) == 0 && len(p.Regions) == 0 {
			continue
		}
		if reasons := s.signs(p, currencies, speakers(set)[s.Lang] == 1); len(reasons) > 0 {
			s.Markets = append(s.Markets, Market{Code: code, Reasons: reasons, Scored: len(reasons) >= 2})
		}
	}
}

// speakers counts the markets that share a language.
func speakers(set *market.Set) map[string]int {
	n := map[string]int{}
	for _, code := range set.Codes() {
		if p, ok := set.Pack(code); ok {
			for _, l := range p.Languages {
				n[l]++
			}
		}
	}
	return n
}

// signs lists what points to a market. A shared language or currency counts only beside one another: neither tells Austria from Germany.
// alone says that the shop's language is spoken in one market only.
func (s *Site) signs(p *market.Pack, currencies map[string]int, alone bool) []string {
	var own []string
	host := s.Snap.Domain
	for _, tld := range p.TLDs {
		if strings.HasSuffix(host, "."+strings.TrimPrefix(tld, ".")) {
			own = append(own, fmt.Sprintf("the address ends in .%s", strings.TrimPrefix(tld, ".")))
			break
		}
	}
	for _, a := range s.Addresses {
		if a.Seller && !a.Dummy && slices.Contains(p.Regions, a.Country) {
			own = append(own, "the seller's address: "+a.Text)
			break
		}
	}
	for _, c := range s.Phones {
		if c.Seller && c.Valid && c.Dummy == "" && slices.Contains(p.Regions, c.Region) {
			own = append(own, "a phone number of the country: "+c.Raw)
			break
		}
	}
	for _, n := range s.Numbers {
		if n.WellFormed && slices.Contains(p.Regions, n.Country) {
			own = append(own, "a register or tax number of the country: "+n.Value)
			break
		}
	}
	lang := slices.Contains(p.Languages, s.Lang)
	money := ""
	for _, c := range p.Currencies {
		if currencies[c] > 0 {
			money = c
		}
	}
	switch {
	case lang && money != "" && (len(own) > 0 || unique(p)):
		own = append(own, fmt.Sprintf("pages in %s with prices in %s", languageName(s.Lang), money))
	case lang && unique(p) && alone:
		own = append(own, "pages in "+languageName(s.Lang))
	}
	return own
}

// unique reports whether language and currency together point to this market alone.
func unique(p *market.Pack) bool {
	for _, c := range p.Currencies {
		switch c {
		case "EUR", "USD":
			return false
		}
	}
	return len(p.Currencies) > 0
}

// ScoredMarkets returns the codes of the markets whose duties count.
func (s *Site) ScoredMarkets() []string {
	var out []string
	for _, m := range s.Markets {
		if m.Scored {
			out = append(out, m.Code)
		}
	}
	return out
}

// languageName is the English name of one of the languages that are read.
func languageName(tag string) string {
	names := map[string]string{
		"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch", "pt-br": "Portuguese", "pl": "Polish",
		"zh-cn": "simplified Chinese", "zh-tw": "traditional Chinese", "ja": "Japanese", "ko": "Korean",
	}
	if n, ok := names[tag]; ok {
		return n
	}
	return tag
}

package facts

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
)

// sorted puts signals in an order that does not depend on maps.
func sorted(sig vendor.Signals) vendor.Signals {
	for _, list := range [][]string{sig.Generators, sig.Cookies, sig.Hosts, sig.Paths, sig.Headers} {
		slices.Sort(list)
	}
	return sig
}

// findMarkets says which markets the shop sells to: as given, else by signs that agree. Two independent signs make a market scored, if one of them
// says to whom the shop sells and not only where it sits; else the market is shown only (check-catalogue.md, "Jurisdiction switch").
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
	alone := speakers(set)[s.Lang] == 1
	versions := s.versions()
	for _, code := range set.Codes() {
		p, ok := set.Pack(code)
		if !ok || len(p.TLDs) == 0 && len(p.Regions) == 0 {
			continue
		}
		seat := s.seatSigns(p)
		aim := s.aimSigns(p, len(seat) > 0, alone, versions)
		reasons := slices.Concat(seat, aim)
		if len(reasons) == 0 {
			continue
		}
		fits := len(aim) > 0 || s.money(p) != ""
		s.Markets = append(s.Markets, Market{Code: code, Reasons: reasons, Scored: len(reasons) >= 2 && fits})
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

// seatSigns lists what says that the seller sits in a market: address, telephone, register. A seller may sit in one place and sell to another, so these
// alone do not score a market.
func (s *Site) seatSigns(p *market.Pack) []string {
	var out []string
	for _, a := range s.Addresses {
		if a.Seller && !a.Dummy && slices.Contains(p.Regions, a.Country) {
			out = append(out, "the seller's address: "+a.Text)
			break
		}
	}
	for _, c := range s.Phones {
		if c.Seller && c.Valid && c.Dummy == "" && slices.Contains(p.Regions, c.Region) {
			out = append(out, "a phone number of the country: "+c.Raw)
			break
		}
	}
	for _, n := range s.Numbers {
		if n.Seller && n.WellFormed && tellsCountry(n.Kind) && slices.Contains(p.Regions, n.Country) {
			out = append(out, "a register or tax number of the country: "+n.Value)
			break
		}
	}
	return out
}

// tellsCountry leaves out the kinds that do not tell a country: "Company No. 01234567" may be of any register, and an account lies with any bank.
func tellsCountry(kind string) bool { return kind != "gb-company" && kind != "iban" }

// aimSigns lists what says that the shop sells to a market: the end of its address, the version of it that was read, where it delivers, and its
// language with its currency. A shared language or currency counts only beside one another and another sign: neither tells Austria from Germany, and nor
// does a parcel that a German shop sends there. alone says that the shop's language is spoken in one market only.
func (s *Site) aimSigns(p *market.Pack, sits, alone bool, versions []string) []string {
	var out []string
	for _, tld := range p.TLDs {
		if strings.HasSuffix(s.Snap.Domain, "."+strings.TrimPrefix(tld, ".")) {
			out = append(out, fmt.Sprintf("the address ends in .%s", strings.TrimPrefix(tld, ".")))
			break
		}
	}
	for _, v := range versions {
		if slices.Contains(p.Regions, v) {
			out = append(out, "the home page calls itself the version for "+v)
			break
		}
	}
	own := sits || len(out) > 0
	switch lang, money := slices.Contains(p.Languages, s.Lang), s.money(p); {
	case lang && money != "" && (own || unique(p)):
		out = append(out, fmt.Sprintf("pages in %s with prices in %s", languageName(s.Lang), money))
	case lang && unique(p) && alone:
		out = append(out, "pages in "+languageName(s.Lang))
	}
	if to := s.delivers(p); to != "" {
		out = append(out, "says that it delivers there: "+to)
	}
	return out
}

// money returns a currency of the market in which the shop shows prices.
func (s *Site) money(p *market.Pack) string {
	for _, c := range p.Currencies {
		if s.data.currencies[c] > 0 {
			return c
		}
	}
	return ""
}

// delivers returns the sentence in which the shop says that it delivers to a country of the market. "Worldwide" names no market.
func (s *Site) delivers(p *market.Pack) string {
	for i := range s.Claims {
		c := &s.Claims[i]
		if c.Kind == claim.DeliveryRegion && c.Seller && slices.Contains(p.Regions, c.Value) {
			return c.Sentence
		}
	}
	return ""
}

// versions are the countries for which the home page itself is made, as it tells search engines: "de-AT" with its own address. What it says of other
// versions is about pages that were not read.
func (s *Site) versions() []string {
	if s.Home == nil {
		return nil
	}
	var out []string
	own := snapshot.Key(s.URL(s.Home))
	for _, l := range s.Read(s.Home).Links {
		_, region, ok := strings.Cut(s.Snap.Str(l.Text), "-")
		if l.Kind == snapshot.LinkAlternate && ok && len(region) == 2 && snapshot.Key(s.Snap.Str(l.To)) == own {
			out = append(out, strings.ToUpper(region))
		}
	}
	return out
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

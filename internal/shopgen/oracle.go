package shopgen

import (
	"iter"
	"maps"
	"slices"
	"strings"
)

// Oracle is what is true of a shop. Addresses are relative to the shop's root.
type Oracle struct {
	Name      string
	LegalName string   // "" if a flaw hides it
	Address   []string // lines; nil if a flaw hides it
	Email     string   // "" if a flaw hides it
	Phone     string   // as the market writes it, maybe without country code; "" if a flaw hides it
	IDs       []string // register and tax numbers with their labels, as printed
	Payments  []string
	Languages []string // language tags as in the html element
	Lang      string   // language code as in Options
	Market    string
	Currency  string            // ISO 4217
	Policies  map[string]string // kind (privacy, terms, returns, withdrawal, shipping, payment, imprint, contact, about, faq, guide, safety) → address, maybe with a fragment
	Home      string
	Cart      string
	NumPages  int              // how many addresses Paths yields
	Paths     iter.Seq[string] // every page a visitor can reach without acting, sorting, filtering, searching or printing
	Products  iter.Seq[Product]
	Flips     map[Flaw]map[string]string // flaws of this shop → check id → "fail" or "warn"
	May       map[Flaw][]string          // flaws of this shop → checks that may turn as well
}

// Product is one product of a shop.
type Product struct {
	ID          int // item number, as printed
	Name, Path  string
	Price       string // as printed, without "from"; "" if the page shows none
	Amount      string // digits and a point, in Oracle.Currency; "" if the page shows none
	SoldOut     bool
	Reviews     int
	Description string
}

// Oracle says what is true of the shop.
func (s *Shop) Oracle() Oracle {
	o := Oracle{
		Name: s.seller.Name, Address: slices.Clone(s.addressLines()), Email: s.email(), Phone: s.phone(),
		Languages: []string{s.htmlLang()}, Lang: s.lang.Lang, Market: s.opt.Market, Currency: s.money.code, Policies: map[string]string{},
		Home: s.homePath(), Cart: s.href(kindCart), NumPages: s.pageCount(), Paths: s.paths(), Products: s.products(),
		Flips: map[Flaw]map[string]string{}, May: map[Flaw][]string{},
	}
	if !s.has(FlawNoLegalName) {
		o.LegalName = s.seller.Legal
	}
	if s.has(FlawMalformedEmail) {
		o.Email = sampleEmail
	}
	if s.tags["payment"] {
		o.Payments = s.payments()
	}
	for _, id := range s.registerRows() {
		o.IDs = append(o.IDs, strings.Join(id, ": "))
	}
	for _, kind := range append(documentKinds(), kindWithdraw) {
		if href := s.href(kind); href != "" {
			o.Policies[kind] = href
		}
	}
	for _, info := range flawTable {
		if s.has(info.Flaw) {
			o.Flips[info.Flaw], o.May[info.Flaw] = s.flips(info), s.may(info)
		}
	}
	return o
}

// flips are a flaw's effects in this very shop.
func (s *Shop) flips(info FlawInfo) map[string]string {
	out := maps.Clone(info.Flips)
	switch info.Flaw {
	case FlawNoContactPage:
		if s.reachInFooter() {
			delete(out, "contact-page") // a footer with contact data may count as a section made for it: see may
		}
	case FlawNoLegalOnProducts:
		const failAbove, warnAbove = 0.30, 0.05
		switch share := float64(s.opt.Products) / float64(s.pageCount()); {
		case share <= warnAbove:
			delete(out, "nav-legal-everywhere")
		case share <= failAbove:
			out["nav-legal-everywhere"] = warn
		}
	}
	return out
}

// may are the checks that a flaw may turn in this very shop.
func (s *Shop) may(info FlawInfo) []string {
	out := slices.Clone(info.May)
	if info.Flaw == FlawNoContactPage && s.reachInFooter() {
		out = append(out, "contact-page")
	}
	return out
}

// reachInFooter tells whether the foot of every page says how to reach the seller.
func (s *Shop) reachInFooter() bool {
	footer := strings.Join(s.seller.Footer, " ")
	return strings.Contains(footer, "{email}") || strings.Contains(footer, "{phone}")
}

func (s *Shop) products() iter.Seq[Product] {
	return func(yield func(Product) bool) {
		for id := range s.opt.Products {
			reviews, _ := s.reviews(id)
			p := Product{ID: id + firstNumber, Name: s.productName(id), Path: s.productPath(id), SoldOut: s.soldOut(id),
				Reviews: len(reviews), Description: strings.Join(s.description(id), s.lang.gap())}
			if s.priced(id) {
				p.Price, p.Amount = s.money.format(s.amount(id)), s.money.plain(s.amount(id))
			}
			if !yield(p) {
				return
			}
		}
	}
}

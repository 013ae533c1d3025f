package shopgen

import (
	"math"
	"strconv"
	"strings"
)

// offer, rating, productLD and companyLD are schema.org data as shops embed them.
type offer struct {
	Type         string `json:"@type"`
	Price        string `json:"price,omitempty"`
	LowPrice     string `json:"lowPrice,omitempty"`
	OfferCount   int    `json:"offerCount,omitempty"`
	Currency     string `json:"priceCurrency"`
	Availability string `json:"availability"`
	URL          string `json:"url"`
	Seller       *named `json:"seller,omitempty"`
}

// named is a company or a brand of which the name is said.
type named struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

type rating struct {
	Type  string  `json:"@type"`
	Value float64 `json:"ratingValue"`
	Count int     `json:"reviewCount"`
}

type productLD struct {
	Context     string  `json:"@context"`
	Type        string  `json:"@type"`
	Name        string  `json:"name"`
	Image       string  `json:"image"`
	SKU         string  `json:"sku"`
	GTIN        string  `json:"gtin13"`
	Description string  `json:"description"`
	Brand       *named  `json:"brand,omitempty"`
	Offers      *offer  `json:"offers,omitempty"`
	Rating      *rating `json:"aggregateRating,omitempty"`
}

type companyLD struct {
	Context string     `json:"@context"`
	Type    string     `json:"@type"`
	Name    string     `json:"name"`
	Legal   string     `json:"legalName,omitempty"`
	URL     string     `json:"url"`
	Email   string     `json:"email,omitempty"`
	Phone   string     `json:"telephone,omitempty"`
	Address *addressLD `json:"address,omitempty"`
}

type addressLD struct {
	Type    string `json:"@type"`
	Street  string `json:"streetAddress"`
	Country string `json:"addressCountry"`
}

func (s *Shop) companyLD(base string) *companyLD {
	c := &companyLD{Context: "https://schema.org", Type: "Organization", Name: s.seller.Name, URL: base + "/", Email: s.email(), Phone: s.phone()}
	if !s.has(FlawNoLegalName) && !s.has(FlawNoImprintLink) {
		c.Legal = s.seller.Legal
	}
	if a := s.addressLines(); a != nil && !s.has(FlawNoImprintLink) {
		c.Address = &addressLD{"PostalAddress", strings.Join(a, s.lang.AddressSep), s.seller.Country}
	}
	return c
}

func (s *Shop) productLD(id int, text, base string, reviews int, mean float64) *productLD {
	p := &productLD{Context: "https://schema.org", Type: "Product", Name: s.productName(id), Image: base + s.imagePath(id, 1),
		SKU: strconv.Itoa(id + firstNumber), GTIN: s.gtin(id), Description: text}
	if s.priced(id) {
		p.Offers = &offer{Type: "Offer", Price: s.money.plain(s.amount(id)), Currency: s.money.code,
			Availability: "https://schema.org/InStock", URL: base + s.productPath(id)}
		if s.has(FlawPriceGap) && id%everyNthPriceGap == 0 {
			p.Offers.Price = s.money.plain(s.money.round(s.amount(id) * (131 + id%50) / 100))
		}
		if s.soldOut(id) {
			p.Offers.Availability = "https://schema.org/OutOfStock"
		}
		if s.fromPrice(id) && !s.reduced(id) {
			p.Offers.Type, p.Offers.LowPrice, p.Offers.Price, p.Offers.OfferCount = "AggregateOffer", p.Offers.Price, "", 3
		}
	}
	s.plantData(p, id)
	if reviews > 0 && !s.has(FlawOnlyPraise) {
		p.Rating = &rating{"AggregateRating", math.Round(mean*10) / 10, s.toldReviews(reviews)}
	}
	return p
}

// gtin is the product's trade item number, of those that a shop may give out by itself; under FlawWrongGTIN its last digit is one too many.
func (s *Shop) gtin(id int) string {
	const own = 2_000_000_000_00 // the numbers that begin with 20
	digits := strconv.Itoa(own + id + firstNumber)
	sum := 0
	for i := range digits {
		sum += int(digits[i]-'0') * (1 + i%2*2)
	}
	last := (10 - sum%10) % 10
	if s.has(FlawWrongGTIN) {
		last = (last + 1) % 10
	}
	return digits + strconv.Itoa(last)
}

package facts

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/knowledge/money"
	"github.com/shopvet/shopvet/snapshot"
)

// readData reads what a page's structured data say of its goods.
func (pr *Product) readData(p *snapshot.Page) {
	for _, it := range goodsOf(p, pr.Name) {
		if pr.Brand == "" {
			pr.Brand = firstProp(it, "brand.name", "brand", "manufacturer.name", "manufacturer")
		}
		pr.readCodes(it)
		pr.readOffers(it)
	}
	for i := range p.Data {
		if it := &p.Data[i]; it.Source == "opengraph" && len(pr.Offers) == 0 {
			pr.offer(it, "price.amount", "price.currency", "availability")
		}
	}
}

// goodsOf returns the items that describe the product of a page: the only one of its source, or the one that has its name.
func goodsOf(p *snapshot.Page, name string) []*snapshot.Item {
	bySource := map[string][]*snapshot.Item{}
	for i := range p.Data {
		switch it := &p.Data[i]; it.Type {
		case "Product", "ProductGroup", "IndividualProduct", "ProductModel":
			bySource[it.Source] = append(bySource[it.Source], it)
		}
	}
	var out []*snapshot.Item
	for _, source := range [...]string{"json-ld", "microdata", "rdfa"} {
		list := bySource[source]
		if len(list) > 1 {
			list = slices.DeleteFunc(list, func(it *snapshot.Item) bool { return !sameGoods(it.Props["name"], name) })
		}
		if len(list) == 1 {
			out = append(out, list[0])
		}
	}
	return out
}

func sameGoods(a, b string) bool {
	a, b = strings.ToLower(strings.TrimSpace(a)), strings.ToLower(strings.TrimSpace(b))
	return a != "" && b != "" && (a == b || strings.Contains(a, b) || strings.Contains(b, a))
}

func firstProp(it *snapshot.Item, keys ...string) string {
	for _, k := range keys {
		if v := strings.TrimSpace(it.Props[k]); v != "" {
			return strings.Clone(v)
		}
	}
	return ""
}

// codeFields are the properties that hold trade item numbers.
var codeFields = [...]string{"gtin", "gtin8", "gtin12", "gtin13", "gtin14", "isbn", "ean"}

func (pr *Product) readCodes(it *snapshot.Item) {
	for _, prefix := range [...]string{"", "offers."} {
		for _, f := range codeFields {
			v := strings.TrimSpace(it.Props[prefix+f])
			if v != "" && !slices.ContainsFunc(pr.Codes, func(c Code) bool { return c.Value == v }) {
				pr.Codes = append(pr.Codes, Code{f, strings.Clone(v)})
			}
		}
	}
}

// maxOffers bounds the offers that are read of one product.
const maxOffers = 40

// readOffers reads the prices in an item, wherever the vocabulary lets them stand.
func (pr *Product) readOffers(it *snapshot.Item) {
	for _, base := range [...]string{"offers", "offers.offers", "hasVariant.offers"} {
		for i := range 10 {
			prefix := base
			switch {
			case i > 0 && base == "hasVariant.offers":
				prefix = "hasVariant." + strconv.Itoa(i) + ".offers"
			case i > 0:
				prefix += "." + strconv.Itoa(i)
			}
			if !pr.readOffer(it, prefix) && i > 0 {
				break
			}
		}
	}
	if len(pr.Offers) == 0 {
		pr.offer(it, "price", "priceCurrency", "availability")
	}
}

// readOffer reads one offer, and reports whether there is one.
func (pr *Product) readOffer(it *snapshot.Item, prefix string) bool {
	n := len(pr.Offers)
	pr.offer(it, prefix+".price", prefix+".priceCurrency", prefix+".availability")
	if len(pr.Offers) == n {
		pr.offer(it, prefix+".lowPrice", prefix+".priceCurrency", prefix+".availability")
		if len(pr.Offers) > n {
			o := &pr.Offers[n]
			o.From = true
			if high, _, ok := money.Value(it.Props[prefix+".highPrice"], o.Currency); ok && high >= o.Price {
				o.High = high
			}
		}
	}
	for i := range 4 {
		spec := prefix + ".priceSpecification"
		if i > 0 {
			spec += "." + strconv.Itoa(i)
		}
		kind := it.Props[spec+".priceType"]
		if len(pr.Offers) == n && !strings.Contains(kind, "List") && !strings.Contains(kind, "Strike") && !strings.Contains(kind, "SRP") && it.Props[spec+".referenceQuantity.value"] == "" {
			pr.offer(it, spec+".price", spec+".priceCurrency", prefix+".availability")
		}
		if len(pr.Offers) > n && strings.EqualFold(it.Props[spec+".valueAddedTaxIncluded"], "false") {
			pr.Offers[n].Net = true
		}
	}
	return len(pr.Offers) > n
}

func (pr *Product) offer(it *snapshot.Item, price, currency, availability string) {
	raw := it.Props[price]
	if raw == "" || len(pr.Offers) == maxOffers {
		return
	}
	code, _ := money.Currency(it.Props[currency])
	v, other, ok := money.Value(raw, code)
	if !ok {
		return
	}
	pr.Offers = append(pr.Offers, Offer{
		Price: v, Other: other, Currency: code, Availability: stockOf(it.Props[availability]), Raw: strings.Clone(raw), Source: strings.Clone(it.Source),
		From: strings.HasPrefix(strings.ToLower(raw), "from"),
	})
}

// stockOf reads an availability in the spellings in which it is met: "https://schema.org/InStock", "in stock", "instock".
func stockOf(s string) Stock {
	s = strings.TrimSpace(s)
	if i := strings.LastIndexAny(s, "/#:"); i >= 0 {
		s = s[i+1:]
	}
	switch strings.NewReplacer(" ", "", "_", "", "-", "").Replace(strings.ToLower(s)) {
	case "instock", "instoreonly", "onlineonly", "limitedavailability", "available", "onstock", "madetoorder", "availablefororder":
		return InStock
	case "outofstock", "soldout", "notavailable", "unavailable", "oos", "reserved":
		return OutOfStock
	case "preorder", "presale", "backorder", "pending":
		return Preorder
	case "discontinued":
		return Discontinued
	}
	return StockUnsaid
}

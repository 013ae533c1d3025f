package extract

import (
	"strconv"
	"strings"

	"github.com/shopvet/shopvet/snapshot"
)

// Limits of structured data.
const (
	maxItems     = 60
	maxProps     = 200
	maxValue     = 500 // characters
	maxDataDepth = 12
	maxDataNodes = 20_000
	maxJSON      = 1 << 20 // bytes of one script
)

// keptTypes are the schema.org types that tell something about a shop or its goods.
var keptTypes = map[string]bool{
	"Product": true, "ProductGroup": true, "IndividualProduct": true, "Offer": true, "AggregateOffer": true, "AggregateRating": true, "Review": true,
	"Organization": true, "Corporation": true, "Store": true, "OnlineStore": true, "OnlineBusiness": true, "LocalBusiness": true, "WebSite": true,
	"FAQPage": true, "MerchantReturnPolicy": true, "ContactPoint": true, "PostalAddress": true, "ReturnPolicy": true,
}

// typeName returns the bare name of a schema.org type: "http://schema.org/Product" and "schema:Product" are "Product".
func typeName(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.LastIndexAny(s, "/#:"); i >= 0 {
		s = s[i+1:]
	}
	return s
}

// keptType picks, among the types of a thing, the first of interest. Kinds of store are stores.
func keptType(types []string) string {
	for _, t := range types {
		if t = typeName(t); keptTypes[t] || strings.HasSuffix(t, "Store") {
			return clip(t, 60)
		}
		for _, goods := range [...]string{"Product", "ProductGroup", "Offer"} { // written in another case, which readers forgive
			if strings.EqualFold(t, goods) {
				return goods
			}
		}
	}
	return ""
}

// lowerFirst writes a property name as items have it.
func lowerFirst(s string) string {
	if s != "" && s[0] >= 'A' && s[0] <= 'Z' {
		return string(s[0]+'a'-'A') + s[1:]
	}
	return s
}

// setProp stores a value; further values of the same property are numbered from 1: "image", "image.1".
func setProp(props map[string]string, key, value string) {
	value = fold(value, maxValue)
	if value == "" || key == "" || len(key) > 120 || len(props) >= maxProps {
		return
	}
	if _, have := props[key]; !have {
		props[key] = value
		return
	}
	for i := 1; i < 10; i++ {
		numbered := key + "." + strconv.Itoa(i)
		if _, have := props[numbered]; !have {
			props[numbered] = value
			return
		}
	}
}

// addItem keeps an item that says anything.
func addItem(list []snapshot.Item, source, kind string, props map[string]string) []snapshot.Item {
	if kind == "" || len(props) == 0 || len(list) >= maxItems {
		return list
	}
	return append(list, snapshot.Item{Source: source, Type: kind, Props: props})
}

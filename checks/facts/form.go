package facts

import (
	"strings"
	"unicode"

	"github.com/shopvet/shopvet/snapshot"
)

// AsksFor names what a form asks for that must not be read on its way: "a password", "card data", "a postal address", or "".
// Search, newsletter and store-finder forms ask for none of these: an address counts only with street and town together.
func AsksFor(f *snapshot.Form) string {
	street, town := false, false
	for i := range f.Fields {
		fd := &f.Fields[i]
		name := fieldName(fd.Name)
		switch {
		case fd.Type == "password":
			return "a password"
		case fd.Type == "hidden" || fd.Type == "submit" || fd.Type == "button":
		case isCardField(fd, name):
			return "card data"
		case hasToken(fd.Autocomplete, "street-address", "address-line1") || fd.Type != "email" && isStreet(name):
			street = true
		case hasToken(fd.Autocomplete, "postal-code", "address-level2") || isTown(name):
			town = true
		}
	}
	if street && town {
		return "a postal address"
	}
	return ""
}

// isCardField recognises a field for a payment card; gift and loyalty cards are none.
func isCardField(fd *snapshot.Field, name string) bool {
	if hasToken(fd.Autocomplete, "cc-number", "cc-csc", "cc-exp", "cc-exp-month", "cc-exp-year", "cc-name") {
		return true
	}
	for _, other := range []string{"gift", "loyal", "voucher", "coupon", "bonus", "member", "club", "customer", "student"} {
		if strings.Contains(name, other) {
			return false
		}
	}
	switch name {
	case "cardnumber", "cardno", "cardnum", "ccnumber", "ccno", "ccnum", "creditcard", "creditcardnumber", "cvc", "cvv", "cvv2", "cardcvc", "cardcvv", "cccvc", "cccvv":
		return true
	}
	return strings.HasSuffix(name, "cardnumber") || strings.HasSuffix(name, "cardcvc") || strings.HasSuffix(name, "cardcvv")
}

func isStreet(name string) bool {
	for _, word := range []string{"street", "strasse", "address1", "addressline1", "addr1", "logradouro", "indirizzo"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return name == "address" || strings.HasSuffix(name, "billingaddress") || strings.HasSuffix(name, "shippingaddress")
}

func isTown(name string) bool {
	for _, word := range []string{"zip", "postcode", "postalcode", "city", "town", "plz", "codepostal", "codigopostal"} {
		if strings.HasSuffix(name, word) {
			return true
		}
	}
	return name == "ort" || name == "ville" || name == "cep"
}

// fieldName folds the name of a field: lower case, letters and digits only.
func fieldName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// hasToken reports whether an autocomplete value ("section-a billing cc-number") holds one of the tokens.
func hasToken(autocomplete string, tokens ...string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(autocomplete)) {
		for _, t := range tokens {
			if word == t {
				return true
			}
		}
	}
	return false
}

// Package ident knows the forms and check digits of company, tax, bank and phone numbers, and the forms of names and addresses.
//
// It says what a text looks like, never what it means: a name found here may be the seller's, a payment provider's or a
// carrier's, and a well-formed number may belong to nobody. Roles are the caller's business. Where a form could be something
// else it is left out, since a wrong name does more harm than a missing one.
package ident

// Name is a company or a natural person named in a text.
type Name struct {
	Text    string // as written, one line, legal form included
	Form    string // the legal form as written, "" for a person
	Person  bool   // a natural person, found beside a label such as "Inhaber"
	Country string // ISO 3166 code where the form exists, "" if in several
	Dummy   bool   // stands in templates: "Musterfirma GmbH"
	Start   int    // byte offset of the first byte in the text
	End     int    // byte offset after the last byte
}

// Address is a postal address found by its form.
type Address struct {
	Text       string // as written, lines joined by ", "
	Postcode   string
	Town       string
	Country    string // ISO 3166 code the form belongs to, "" if several fit
	Kind       string // KindStreet, KindPOBox or KindOnRequest
	Dummy      bool   // a sample such as "Musterstraße 1, 12345 Musterstadt"
	Start, End int    // byte offsets in the text
}

// The kinds of address.
const (
	KindStreet    = "street"     // names a street or its local equivalent
	KindPOBox     = "po-box"     // names only a box at a post office
	KindOnRequest = "on-request" // says that it is disclosed when asked for
)

// Number is a registered number found in a text.
type Number struct {
	Kind       string // one of Kinds, such as "de-vat"
	Value      string // compact: capitals and digits, no blanks or dots
	Country    string // ISO 3166 code of the register
	Register   string // the court or town whose register it is in, where one is named beside it: "Amtsgericht Köln", "RCS Paris"
	WellFormed bool   // form and check digit are right; says nothing about whether it was ever issued
	Start, End int    // byte offsets in the text
}

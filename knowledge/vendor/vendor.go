// Package vendor knows who makes the parts of a shop: payment methods, shop systems, free mail, as dated data files.
package vendor

// Signals are the marks by which a shop system shows itself. The order does not matter.
type Signals struct {
	Generators []string // content of meta generator elements
	Cookies    []string // names of cookies set
	Hosts      []string // hosts of scripts, styles and images
	Paths      []string // URL paths of scripts, styles, images and links
	Headers    []string // response headers, as "name" or "name: value"
}

// Span is a payment method named in a text.
type Span struct {
	Method     string // stable id, such as "visa"
	Name       string // as the method's maker writes it, such as "Visa"
	Recourse   bool   // the buyer can get the money back through the method when nothing arrives
	Start, End int    // byte offsets in the text
}

// Platform names the shop system that sig points to, and the mark it was recognised by; "" when none is.
func Platform(sig Signals) (name, by string) { return "", "" }

// Payments finds the payment methods named in a text, in the order of the text.
func Payments(text string) []Span { return nil }

// PaymentImage recognises a payment method's mark by the image's URL or alternative text, and returns the method's id.
func PaymentImage(src, alt string) (string, bool) { return "", false }

// FreeMail reports whether domain (or a parent of it) gives mailboxes to everybody.
func FreeMail(domain string) bool { return false }

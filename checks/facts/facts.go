// Package facts derives, once per snapshot, the site-wide knowledge that checks share: roles of pages, the link graph, policies,
// contacts, identity, languages and markets. It only derives; what is good or bad is for the checks to say.
package facts

import (
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
)

// Site is what is known of one shop as a whole. It is read-only once built.
type Site struct {
	Snap  *snapshot.Snapshot
	Home  *snapshot.Page // nil when the home page was not read
	Look  Look
	Lang  string // main language of the shop, a tag of knowledge/cue, "" when unsure
	Langs []Count

	Name         string // what the shop calls itself
	NameURL      string
	Platform     string
	PlatformBy   string
	Markets      []Market
	Emails       []Contact
	Phones       []Contact
	Addresses    []Address
	Forms        []Contact // contact forms
	Chats        []Contact
	LegalNames   []Named
	Numbers      []Number
	Payments     []Payment
	SellsDigital bool // says of itself that it sells digital goods or services only
	PickUpOnly   bool

	pages    []*snapshot.Page
	roles    []Role // by PageID
	byRole   map[Role][]*snapshot.Page
	policies map[PolicyKind][]Policy
	graph    graph
}

// Role is what a page is for.
type Role string

// The roles of pages.
const (
	RoleUnknown  Role = "unknown"
	RoleHome     Role = "home"
	RoleListing  Role = "listing"
	RoleProduct  Role = "product"
	RoleCart     Role = "cart"
	RoleCheckout Role = "checkout"
	RoleAccount  Role = "account" // sign-in, registration, account
	RoleSearch   Role = "search"
	RoleContact  Role = "contact"
	RoleAbout    Role = "about"
	RolePolicy   Role = "policy"
	RoleHelp     Role = "help"  // FAQ, help, how to order
	RoleGuide    Role = "guide" // size, care, buying, paying safely
	RoleBlog     Role = "blog"
	RoleContent  Role = "content" // another page of text
)

// PolicyKind is the kind of a legal or informative text.
type PolicyKind string

// The kinds of policy.
const (
	PolicyPrivacy    PolicyKind = "privacy"
	PolicyTerms      PolicyKind = "terms"
	PolicyReturns    PolicyKind = "returns"
	PolicyWithdrawal PolicyKind = "withdrawal"
	PolicyShipping   PolicyKind = "shipping"
	PolicyPayment    PolicyKind = "payment"
	PolicyCookies    PolicyKind = "cookies"
	PolicyImprint    PolicyKind = "imprint"
	PolicyWarranty   PolicyKind = "warranty"
	PolicyComplaints PolicyKind = "complaints"
)

// PolicyKinds lists the kinds in the order of reports.
func PolicyKinds() []PolicyKind {
	return []PolicyKind{PolicyImprint, PolicyTerms, PolicyPrivacy, PolicyReturns, PolicyWithdrawal, PolicyShipping, PolicyPayment, PolicyCookies, PolicyWarranty, PolicyComplaints}
}

// Form is how a policy is published.
type Form string

// The forms of a policy.
const (
	FormPage    Form = "page"    // a page of its own
	FormSection Form = "section" // a part of another page, under its own heading
	FormPDF     Form = "pdf"
	FormLink    Form = "link" // a link was seen, its target was not read
)

// Policy is one text of a kind.
type Policy struct {
	Kind    PolicyKind
	Form    Form
	URL     string
	Title   string
	Page    *snapshot.Page // nil when only a link was seen
	Lang    string
	Text    string // of the page or section, "" when it was not kept
	Letters int
	Hollow  string     // "": it says something; else empty, heading-only, stub, owner-text, to-be-written, not-found
	In      PolicyKind // for FormSection: the kind of the page it stands in, "" when that page is no policy
	Link    LinkRef
}

// LinkRef is a link as it stands on the shop.
type LinkRef struct {
	URL    string // target
	Text   string
	Zone   snapshot.Zone
	Kind   snapshot.LinkKind
	Page   *snapshot.Page // the first page that carries it
	OnPage string         // that page's address
	Pages  int            // how many pages carry a link to this target
}

// Contact is a way to reach the seller, merged over pages.
type Contact struct {
	Value string
	Raw   string // as written
	URL   string // first page that shows it
	Zone  snapshot.Zone
	Near  string
	Pages int
	// Seller says that it stands where a seller's own data stand (contact, imprint, footer …), not as somebody else's in a privacy text.
	Seller bool
	Region string // phones: country of the number, ISO 3166 alpha-2, "" when unknown
	Valid  bool   // phones: possible for its country; e-mails: well-formed
	Dummy  string // why it looks like a stand-in ("" = it does not): sample-domain, sample-name, repeated-digits, fiction-range
}

// Address is a postal address as far as its form can be told.
type Address struct {
	ident.Address
	URL    string
	Zone   snapshot.Zone
	Seller bool
}

// Named is a legal or personal name of a seller.
type Named struct {
	ident.Name
	URL    string
	Zone   snapshot.Zone
	Seller bool
}

// Number is a register or tax number.
type Number struct {
	ident.Number
	URL  string
	Zone snapshot.Zone
}

// Payment is a payment method that is named or shown.
type Payment struct {
	Name string
	URL  string
	From string // text, image, markup
}

// Market is a market the shop seems to sell to.
type Market struct {
	Code       string
	Reasons    []string
	Configured bool
	Scored     bool
}

// Count is a value and how often it was seen.
type Count struct {
	Value string
	N     int
}

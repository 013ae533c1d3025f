// Package facts derives, once per snapshot, the site-wide knowledge that checks share: roles of pages, the link graph, policies,
// contacts, identity, languages and markets. It only derives; what is good or bad is for the checks to say.
package facts

import (
	"iter"
	"net/url"
	"time"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
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

	Bytes      int64         // read from the shop
	MedianWait time.Duration // median time to the first byte of its pages, server time only; 0 when none was timed

	Name         string // what the shop calls itself
	NameURL      string
	Platform     string
	PlatformBy   string
	Server       string // software that answers for the home page, "" where it does not say or is not known
	Markets      []Market
	Emails       []Contact
	Phones       []Contact
	Addresses    []Address
	Forms        []Contact // contact forms
	Chats        []Contact
	LegalNames   []Named
	Numbers      []Number
	Payments     []Payment
	Claims       []Claim     // what its texts promise, policies first
	Rivals       []Rivals    // what its texts say of who sells that cannot both be right
	SellerPlaces int         // texts that name a company as who sells, or its number or address
	Foreign      []Foreign   // what its policies call its own and what is another shop's
	Conflicts    []Conflict  // what its texts promise differently, the surest first
	Scripts      []ScriptUse // that pages load or hold
	SellsDigital bool        // says of itself that it sells digital goods or services only
	PickUpOnly   bool

	// Ordered are all pages, whatever came back: the home page first, then by address, so that nothing rests on which was fetched first.
	Ordered []*snapshot.Page
	// Pages are those of Ordered that are distinct pages of the shop, read as HTML and answered with success: no aliases, no errors,
	// nothing behind an obstacle.
	Pages []*snapshot.Page
	// Timings are the repeated timings of key pages, in the order of a visit: home, a list, a product, the cart.
	Timings []Timing
	// Targets are the shop's own addresses that its pages link to (plain links only, not assets), sorted by address. Those that were not asked
	// for are among them only where the frame leads there, or where their address or a link says what they are.
	Targets []Target
	// References are the shop's own pages that search engines and social networks are sent to: canonical addresses, other languages, structured
	// data, Open Graph. Malformed are links that no program can open. Both are sorted by address.
	References, Malformed []Target
	// Parts are the files that pages use and that were asked for, Outside the addresses of other sites; sorted by address.
	Parts, Outside []Part
	// Sessions are the parameters that carry visit numbers in addresses of links.
	Sessions []SessionUse
	// Places are the parts of pages that links lead to ("/faq#delivery"), sorted by address.
	Places []PlaceTarget

	// Products are what product pages offer: of a large shop a sample, spread over all.
	Products []Product

	productAt map[snapshot.PageID]int
	langSure  float32
	base      *url.URL         // of the snapshot; nil where there is none
	all       []*snapshot.Page // by PageID, whatever came back
	urls      []string         // by PageID, see URL: each string once, since many facts hold it
	frames    []frame
	data      data
	reviews   reviewData
	byKey     map[string]*snapshot.Page
	roles     map[snapshot.PageID]Role
	byRole    map[Role][]*snapshot.Page
	likely    map[Role]int             // pages whose role is not beyond doubt
	framed    map[string]bool          // words to press, and sums, that belong to the frame of pages
	shown     map[snapshot.PageID]bool // the frame leads straight to the page under a name that says what it is for
	policies  map[PolicyKind][]Policy
	twins     map[snapshot.PageID]*snapshot.Page // the page that a second address shows as well
	unframed  map[snapshot.PageID]bool           // their frame is brought by a script file
	concepts  map[snapshot.PageID]cue.Concept    // what links and titles say a page is about
	asides    map[snapshot.PageID]bool           // pages that links call by another matter than buying
	plainly   map[snapshot.PageID]bool           // pages that a link of the frame calls by the plain name of a policy: "Returns", not "How returns work in Germany"
	matters   map[snapshot.PageID]*claim.Matter  // whose text a page holds, of those that were asked about
	cues      *cue.Matcher
	meant     map[linkKey]cue.Concept
	built     bool // nothing of the site changes any more
	srcs      []source
	lines     *frameLines
	graph     graph
	missing   missing
	hosts     map[string]*standing // of the shop
	others    others
	told      told
	sure      beyondDoubt
	journal   map[snapshot.PageID]bool                        // texts of a journal by how links lead to them
	each      func([]*snapshot.Page) iter.Seq[*snapshot.Page] // how lists of pages are read; nil: as they come
}

// Target is one address of the shop that pages link to.
type Target struct {
	URL   string          // without fragment
	Page  *snapshot.Page  // how fetching it went; nil when it was not fetched. It may be an alias or an error: see Site.Content
	Probe *snapshot.Probe // how asking for it went, where it is a file; nil when it was not asked for
	Skip  snapshot.SkipReason
	// Loaded says that it is a file that pages load as well; of a reference, that they load it or lead visitors to it.
	Loaded bool
	Frame  bool // a link to it stands in a header, menu or footer
	// From are the first places that point to it, frame links first: those of up to 20 pages, fewer where the target answered; Total is the number of
	// pages with such a link.
	From  []LinkRef
	Total int

	told texts           // whether its address or a link to it may say what it is
	last snapshot.PageID // the page counted last, plus one
	most int16           // places kept, where not by how it answered; negative for none
	part int32           // its place among what was asked for, negative where it has none
}

// Role returns what a page is for.
func (s *Site) Role(p *snapshot.Page) Role {
	if r, ok := s.roles[p.ID]; ok {
		return r
	}
	return RoleUnknown
}

// ByRole returns the pages of a role, in the order of Pages.
func (s *Site) ByRole(r Role) []*snapshot.Page { return s.byRole[r] }

// Roles returns how many pages have each role.
func (s *Site) Roles() map[string]int {
	out := map[string]int{}
	for r, list := range s.byRole {
		out[string(r)] = len(list)
	}
	return out
}

// LikelyRoles returns how many pages of each role are told by their looks or their name alone; the role of all others is beyond doubt.
func (s *Site) LikelyRoles() map[string]int {
	out := map[string]int{}
	for r, n := range s.likely {
		if r != RoleContent && r != RoleUnknown { // no claim that could be wrong
			out[string(r)] = n
		}
	}
	return out
}

// Policies returns the texts of a kind, the best first: pages before sections before files before mere links, whole ones before hollow ones.
func (s *Site) Policies(kind PolicyKind) []Policy { return s.policies[kind] }

// URL returns the address of a page after redirects.
func (s *Site) URL(p *snapshot.Page) string {
	if int(p.ID) < len(s.urls) && s.all[p.ID] == p {
		return s.urls[p.ID]
	}
	if p.Final != 0 {
		return s.Snap.Str(p.Final)
	}
	return s.Snap.Str(p.URL)
}

// At returns the page that was fetched from an address, or nil.
func (s *Site) At(address string) *snapshot.Page { return s.byKey[snapshot.Key(address)] }

// Content returns the page that holds the content of p: p itself, or the page p redirects to; nil when neither was read with success.
func (s *Site) Content(p *snapshot.Page) *snapshot.Page {
	if p == nil {
		return nil
	}
	if p.Alias {
		p = s.byKey[snapshot.Key(s.URL(p))]
	}
	if p == nil || p.Alias || !readable(p) {
		return nil
	}
	if twin := s.twins[p.ID]; twin != nil {
		return twin
	}
	return p
}

// Place names a zone for people: "header", "menu", "main part" …
func Place(z snapshot.Zone) string {
	switch z {
	case snapshot.ZoneHead:
		return "head"
	case snapshot.ZoneHeader:
		return "header"
	case snapshot.ZoneNav:
		return "menu"
	case snapshot.ZoneAside:
		return "side column"
	case snapshot.ZoneFooter:
		return "footer"
	case snapshot.ZoneDialog:
		return "dialog"
	default:
		return "main part"
	}
}

// readable reports whether a page is content of the shop: HTML that answered with success and was not an obstacle.
func readable(p *snapshot.Page) bool {
	s := p.Exchange.Status()
	return p.HTML && p.Exchange.Err == nil && s >= 200 && s < 300 && p.Obstacle == snapshot.ObstacleNone
}

// CJK reports whether a language is written in Chinese, Japanese or Korean script, where fewer letters say as much.
func CJK(lang string) bool {
	switch lang {
	case "zh-cn", "zh-tw", "ja", "ko":
		return true
	default:
		return false
	}
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
	Hollow  string     // "": it says something; else empty, heading-only, stub, form-only, owner-text, to-be-written, not-found
	In      PolicyKind // for FormSection: the kind of the page it stands in, "" when that page is no policy, or when the home page leads straight to the part
	Link    LinkRef
	Claims  []claim.Claim // what it states
	filler  string        // the first piece of filler text on its page
}

// LinkRef is a link as it stands on the shop.
type LinkRef struct {
	URL    string // target, with its fragment
	Text   string
	Zone   snapshot.Zone
	Kind   snapshot.LinkKind
	Page   *snapshot.Page // the first page that carries it
	OnPage string         // that page's address
	Pages  int            // how many pages carry this very link (a footer's link stands on many)
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
	Other  bool // the words right before it name whose it is: an authority, a mediator, a host
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
	URL    string
	Zone   snapshot.Zone
	Near   string // the line it stands in
	Seller bool
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

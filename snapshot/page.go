package snapshot

import "slices"

type (
	// PageID numbers the pages of a snapshot from 0.
	PageID uint32
	// StrID is an index into Snapshot.Strings.
	StrID uint32
	// BlockID is an index into Snapshot.Blocks.
	BlockID uint32
)

// NoPage is the id of what was read and is no page of the shop.
const NoPage = PageID(1<<32 - 1)

// Page is one address that was fetched, whatever came back.
type Page struct {
	ID       PageID   `json:"id"`
	URL      StrID    `json:"url"`             // as asked for, without fragment but for a route, see Route
	Final    StrID    `json:"final,omitempty"` // after redirects; 0 when the same as URL
	Alias    bool     `json:"alias,omitempty"` // Final is (the URL of) another page of this snapshot, which holds the content
	Depth    int      `json:"depth"`           // clicks from the home page by the shortest way seen; -1: known from the sitemap only
	Via      StrID    `json:"via,omitempty"`   // the sitemap that names it, where Depth is -1
	Exchange Exchange `json:"exchange"`
	Obstacle Obstacle `json:"obstacle,omitempty"`
	Media    string   `json:"media,omitempty"` // media type without parameters, from header or content
	// HTML says that the body was read as HTML: only then are the fields below, and Content, filled. Of a PDF file that is likely a policy
	// there are title, language, letters, text, headings, contacts and marks, as far as it has text that can be read.
	HTML      bool      `json:"html,omitempty"`
	Truncated bool      `json:"truncated,omitempty"` // the body was longer than Limits.BodyBytes
	Lang      string    `json:"lang,omitempty"`      // one of the tags of knowledge/cue ("pt-br"), else the declared tag, else ""
	LangSure  float32   `json:"lang_sure,omitempty"` // confidence in Lang, 0 to 1
	Title     string    `json:"title,omitempty"`
	Blocks    []BlockID `json:"blocks,omitempty"` // header, menus, footer: shared with other pages
	// TextKept says that Text was kept (a likely key page, or within the budget). When false, Text is "" although Letters may be > 0.
	TextKept   bool   `json:"text_kept,omitempty"`
	Letters    int    `json:"letters"`              // letters and digits of the main part, whether or not Text was kept
	SimHash    uint64 `json:"sim_hash,omitempty"`   // of the main text
	Scripts    int    `json:"scripts,omitempty"`    // script elements
	Shell      bool   `json:"shell,omitempty"`      // nearly empty HTML that scripts are to fill
	Unframed   bool   `json:"unframed,omitempty"`   // its header, menu or footer is an empty element, or written into it by its scripts
	Paragraphs int    `json:"paragraphs,omitempty"` // long ones whose language was told, where some are in another language than the page
	Crowded    bool   `json:"crowded,omitempty"`    // more ids than Sections can hold, so it is empty
	// Content is what the page says. Of a large shop it stays in a file until somebody asks for it, see PageSource.Content: it is nil
	// then, so that reading it by mistake fails instead of looking empty.
	*Content
	marks uint32 // while Content is not here: the kinds of its marks, by their place in markKinds
	held  holds  // and what else it holds
}

// Marked reports whether a page has marks of a kind, without reading its content; true where that cannot be told.
func (p *Page) Marked(k MarkKind) bool {
	if p.Content == nil {
		i := slices.Index(markKinds, k)
		return i < 0 || p.marks&(1<<i) != 0
	}
	return slices.ContainsFunc(p.Marks, func(m Mark) bool { return m.Kind == k })
}

// DropText lets go of a page's text.
func (p *Page) DropText() {
	p.TextKept = false
	if p.Content == nil {
		return // done when it is loaded
	}
	p.Text = ""
	for i := range p.Headings {
		p.Headings[i].At = -1
	}
	for i := range p.Prices {
		p.Prices[i].At = -1
	}
}

// Content is the part of a page that takes room.
type Content struct {
	Charset  Charset   `json:"charset,omitzero"`
	Headings []Heading `json:"headings,omitempty"`
	// Meta holds description, generator, viewport, robots, referrer, refresh, and what stands in for header fields: content-security-policy where
	// browsers heed it (http-equiv, in the head), x-frame-options though they never do.
	Meta     []Meta    `json:"meta,omitempty"`
	Links    []Link    `json:"links,omitempty"`
	Forms    []Form    `json:"forms,omitempty"`
	Buttons  []StrID   `json:"buttons,omitempty"` // texts of buttons in the main part
	Ticked   []string  `json:"ticked,omitempty"`  // labels of boxes in no form that are ticked from the start, the first 10
	Images   []Image   `json:"images,omitempty"`  // of the main part, the first 40
	Contacts []Contact `json:"contacts,omitempty"`
	Prices   []Price   `json:"prices,omitempty"` // of the main part, the first 40
	Data     []Item    `json:"data,omitempty"`   // structured data and Open Graph
	Text     string    `json:"text,omitempty"`   // visible text of the main part, one line per block; see Page.TextKept
	Marks    []Mark    `json:"marks,omitempty"`
	Reviews  []Review  `json:"reviews,omitempty"`  // as shown, the first 60
	Inline   []string  `json:"inline,omitempty"`   // comments that name versions in scripts written into the page, as ScriptMarks.Comments
	Sections []string  `json:"sections,omitempty"` // ids and names of elements, for links to #id; only while few (≤ 200)
	// DataFaults are the places at which its JSON-LD is no JSON, the first 10. Marks that old browsers needed around it, and line breaks inside
	// texts, are none.
	DataFaults []DataFault `json:"data_faults,omitempty"`
}

// NewPage returns a page that says nothing yet.
func NewPage() *Page { return &Page{Content: new(Content)} }

// Heading is a heading of the main part.
type Heading struct {
	Level int    `json:"level"` // 1 to 6
	Text  string `json:"text"`
	At    int    `json:"at"` // byte offset into Page.Text where the text after it begins; -1 when Text was not kept
}

// Meta is a meta element of interest, name in lower case.
type Meta struct {
	Name    string `json:"name"`
	Content string `json:"content"`
}

// MetaPhones is the name under which a page keeps that it has something for phones, or sends them elsewhere, by other means than its viewport: by a link with a
// medium, or by a script.
const MetaPhones = "phones"

// Charset says how the bytes became text.
type Charset struct {
	Header   string `json:"header,omitempty"`   // as declared by the server
	Meta     string `json:"meta,omitempty"`     // as declared by the page
	Used     string `json:"used,omitempty"`     // as decoded by us
	Replaced int    `json:"replaced,omitempty"` // U+FFFD in the visible text
	Mojibake int    `json:"mojibake,omitempty"` // sequences that look like text decoded twice
	Example  string `json:"example,omitempty"`  // the first such place
}

// Zone is the part of a page in which something stands.
type Zone uint8

// The parts of a page.
const (
	ZoneUnknown Zone = iota
	ZoneHead         // the head element
	ZoneHeader
	ZoneNav
	ZoneMain
	ZoneAside
	ZoneFooter
	ZoneDialog // modals and cookie notices
)

// Shared reports whether the zone belongs to the frame that pages share: header, menu, footer.
func (z Zone) Shared() bool { return z == ZoneHeader || z == ZoneNav || z == ZoneFooter }

// LinkKind says by which element a link was made.
type LinkKind uint8

// The ways in which a page points somewhere.
const (
	LinkAnchor    LinkKind = iota // a, area
	LinkCanonical                 // link rel=canonical
	LinkAlternate                 // link rel=alternate hreflang
	LinkStyle
	LinkScript
	LinkImage
	LinkMedia // video, audio, source, track, object
	LinkFrame
	LinkIcon
	LinkRefresh  // meta refresh
	LinkForm     // the action of a form that is sent by GET; Text is that of its button
	LinkSrcset   // one of several files for an image: srcset, or the address that a script puts in place of the first
	LinkCSS      // a picture that a style element or attribute names
	LinkFont     // a font that a style element names
	LinkManifest // link rel=manifest
	LinkPreload  // link rel=preload, modulepreload, prefetch
	LinkData     // what search engines and social networks read: structured data, Open Graph, feeds, link rel=next
)

// LinkFlag marks what else is known of a link.
type LinkFlag uint8

// The marks of a link.
const (
	LinkHandled   LinkFlag = 1 << iota // has an event handler, role=button, data-* toggle or aria-controls: not a plain link
	LinkNofollow                       // rel=nofollow
	LinkIconOnly                       // no text of its own: Text comes from aria-label, title or the image's alt
	LinkHidden                         // not visible: hidden attribute, display:none, aria-hidden
	LinkIntegrity                      // scripts: has an integrity attribute with a hash that browsers check
	LinkCORS                           // scripts: fetched with CORS, by a crossorigin attribute or as a module
	LinkReady                          // forms: the button may be pressed without filling in anything
)

// Link is one way in which a page points somewhere: 12 bytes, since there are many. Links to files have no text; where their kind does not
// tell by which element or property they were made, Text does: "poster", "track", "og:image".
type Link struct {
	To    StrID    `json:"to"`             // absolute address with its fragment; or "#", "", "javascript:…", "mailto:…", "tel:…" as written
	Text  StrID    `json:"text,omitempty"` // link text, space folded, at most 200 runes
	Zone  Zone     `json:"zone,omitempty"`
	Kind  LinkKind `json:"kind,omitempty"`
	Flags LinkFlag `json:"flags,omitempty"`
}

// Block is a group of links and text that many pages share: a header, a menu, a footer. The text of a dialog is one too; its links are the
// pages' own.
type Block struct {
	Zone     Zone      `json:"zone"`
	Links    []Link    `json:"links,omitempty"`
	Text     string    `json:"text,omitempty"`     // its visible text, at most 20 000 bytes, of a dialog 100 000
	Buttons  []StrID   `json:"buttons,omitempty"`  // texts of its buttons, the first 60
	Headings []Heading `json:"headings,omitempty"` // of dialogs; the first, of level 1, may be what the control is called that opens it
	Contacts []Contact `json:"contacts,omitempty"`
	Images   []Image   `json:"images,omitempty"`   // the first 40: payment logos and seals live here
	Sections []string  `json:"sections,omitempty"` // ids and names of elements, the first 60
	Opens    bool      `json:"opens,omitempty"`    // it has a control by which scripts show more: aria-expanded, aria-controls, data-toggle …
	Pages    int       `json:"pages"`              // how many pages carry it
	First    PageID    `json:"first"`              // the first of them
}

// Form is a form of a page. No form is ever submitted.
type Form struct {
	Action string  `json:"action"` // absolute address
	Method string  `json:"method"` // get, post, dialog
	Zone   Zone    `json:"zone,omitempty"`
	Submit string  `json:"submit,omitempty"` // text of its first submit button
	Fields []Field `json:"fields,omitempty"` // the first 60
}

// Field is an input of a form.
type Field struct {
	Name         string `json:"name,omitempty"`
	Type         string `json:"type"` // text, email, password, tel, hidden, select, textarea …
	Autocomplete string `json:"autocomplete,omitempty"`
	Label        string `json:"label,omitempty"`
	Bare         bool   `json:"bare,omitempty"`    // no label, aria-label or title: Label is at most a placeholder that goes as one types
	Value        string `json:"value,omitempty"`   // of hidden fields of forms that are sent by GET, such as searches
	Checked      bool   `json:"checked,omitempty"` // of check boxes and radio buttons: chosen before the visitor did anything
}

// Image is an image of a page.
type Image struct {
	Src   StrID `json:"src"`
	Alt   StrID `json:"alt,omitempty"`
	NoAlt bool  `json:"no_alt,omitempty"` // there is no alt attribute, which is not the same as an empty one
}

// ContactKind is the kind of a way to reach somebody.
type ContactKind string

// The kinds of contact that extraction recognises.
const (
	ContactEmail ContactKind = "email" // decoded where it was obfuscated
	ContactPhone ContactKind = "phone" // as written; a tel: link or a number beside a phone cue
	ContactChat  ContactKind = "chat"  // a link to a messenger: wa.me, t.me, line.me, m.me …
	ContactForm  ContactKind = "form"  // a form that takes a message
)

// Contact is a way to reach somebody, as read from a page.
type Contact struct {
	Kind  ContactKind `json:"kind"`
	Value string      `json:"value"`
	Zone  Zone        `json:"zone,omitempty"`
	Near  string      `json:"near,omitempty"` // the line it stands in, at most 200 runes
	Link  bool        `json:"link,omitempty"` // from a mailto: or tel: link, not from text
}

// Price is an amount of money as shown on a page.
type Price struct {
	Amount   float64 `json:"amount"`             // of a range the lower end
	High     float64 `json:"high,omitempty"`     // of a range the upper end
	Currency string  `json:"currency,omitempty"` // ISO 4217, "" when the sign does not tell
	Text     string  `json:"text"`               // as written
	Struck   bool    `json:"struck,omitempty"`   // in del, s or strike
	// Kind is what the words beside it make of it: a kind of knowledge/money by its name ("was", "unit", "shipping" …), "" for a price.
	Kind string `json:"kind,omitempty"`
	From bool   `json:"from,omitempty"` // the lowest of several
	Per  string `json:"per,omitempty"`  // what it is the price of, where that is said: "100 g", "month", "each"
	Tax  string `json:"tax,omitempty"`  // what is said beside it
	At   int    `json:"at"`             // byte offset into Page.Text; -1 when Text was not kept, or only the page's data name it
}

// What is said of tax beside a price.
const (
	TaxIncluded = "included"
	TaxExcluded = "excluded"
)

// Item is one piece of structured data, flattened: "offers.price" → "12.90". Keys are schema.org names, lower-cased first letter.
type Item struct {
	Source string            `json:"source"` // json-ld, microdata, rdfa, opengraph
	Type   string            `json:"type"`   // Product, Organization … or og:type
	Props  map[string]string `json:"props"`
}

// MarkKind is the kind of a thing that extraction marks in a text, so that it can be judged although the text is not kept.
type MarkKind string

// The kinds of mark.
const (
	MarkPlaceholder MarkKind = "placeholder" // filler text, theme demo text, text for the shop's owner, blanks of a template
	MarkComingSoon  MarkKind = "coming-soon" // the page says that it is still to be written
	MarkNotFound    MarkKind = "not-found"   // the page says that it was not found
	MarkDuration    MarkKind = "duration"    // a time of delivery or dispatch with a number
	MarkReviews     MarkKind = "reviews"     // reviews or a rating are shown
	MarkAddToCart   MarkKind = "add-to-cart" // a control that puts something into the cart
	MarkOutOfStock  MarkKind = "out-of-stock"

	MarkDemo       MarkKind = "demo"        // what a shop system or theme comes with, to be replaced; Value: the system
	MarkToken      MarkKind = "token"       // what a program prints in place of a value, or a variable of a template
	MarkError      MarkKind = "error-text"  // a program's error
	MarkForeign    MarkKind = "foreign"     // a paragraph in another language than the page; Value: its language
	MarkPromo      MarkKind = "promo-end"   // a sentence on an offer that names a year
	MarkHaste      MarkKind = "haste"       // words that press for time; Value: offer, dispatch, activity, stock
	MarkCode       MarkKind = "code"        // code by which a page makes up what it says; Value: see HasteCode
	MarkSurcharge  MarkKind = "surcharge"   // an extra charge, with its amount, for paying by card or wallet
	MarkReviewNote MarkKind = "review-note" // how reviews come about
	MarkReply      MarkKind = "reply"       // the seller's answer to a review
	MarkOrdering   MarkKind = "ordering"    // Value: guest (no account needed) or account (no order without one)
	MarkAsk        MarkKind = "ask"         // a way to ask about goods
	MarkFeedback   MarkKind = "feedback"    // a place to tell one's opinion
	MarkGenuine    MarkKind = "genuine"     // genuine goods, authorised resale
	MarkProof      MarkKind = "proof"       // materials, ingredients, test marks, data sheets
)

var markKinds = []MarkKind{
	MarkPlaceholder, MarkComingSoon, MarkNotFound, MarkDuration, MarkReviews, MarkAddToCart, MarkOutOfStock,
	MarkDemo, MarkToken, MarkError, MarkForeign, MarkPromo, MarkHaste, MarkCode, MarkSurcharge, MarkReviewNote, MarkReply, MarkOrdering, MarkAsk, MarkFeedback, MarkGenuine, MarkProof,
}

// SurchargeLine is the value of a MarkSurcharge that was told by the words of its line, in no phrase that is known.
const SurchargeLine = "line"

// Mark is a place in a page's text that extraction recognised.
type Mark struct {
	Kind    MarkKind `json:"kind"`
	Zone    Zone     `json:"zone,omitempty"`
	Snippet string   `json:"snippet"` // the sentence around it, at most 240 runes
	Value   string   `json:"value,omitempty"`
}

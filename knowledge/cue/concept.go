package cue

import "fmt"

// Concept is one thing that shops have a name for. The list is closed: a data file that names another concept is refused.
type Concept uint8

// None is the zero Concept: nothing was recognised.
const None Concept = 0

// Page concepts name a page, or a section of one, that a shop links to.
const (
	Privacy       Concept = iota + 1 // privacy policy, data protection
	Terms                            // terms of sale, terms of use
	Returns                          // returns, refunds, exchanges
	Withdrawal                       // statutory right of withdrawal, its notice, form and function
	Shipping                         // shipping and delivery
	Payment                          // ways to pay
	Cookies                          // cookie policy and cookie settings
	Warranty                         // statutory guarantee and commercial warranty
	Complaints                       // complaints, disputes, arbitration
	Contact                          // contact page, customer service
	About                            // who the seller is, in the seller's own words
	Imprint                          // identity page: imprint, legal notice, specified commercial transactions
	FAQ                              // frequently asked questions, help centre
	Tracking                         // order and parcel tracking
	Cart                             // shopping cart
	Checkout                         // checkout
	Login                            // sign in, register
	Account                          // customer account, order history
	Search                           // shop search
	Category                         // product listings: shop, all products, collections
	Sale                             // reduced goods
	Blog                             // blog, news, magazine
	Reviews                          // customer reviews
	Guide                            // any help for buyers; includes every SizeGuide, CareGuide, BuyingGuide and PaySafety cue
	Newsletter                       // newsletter
	Sitemap                          // site map for readers
	Accessibility                    // accessibility statement

	lastPage = Accessibility
)

// Kinds of buyer help; every cue of these is a cue of Guide too. They are apart because edu-buyer-help counts kinds.
const (
	SizeGuide   Concept = iota + lastPage + 1 // sizes and measuring
	CareGuide                                 // care, washing, storage
	BuyingGuide                               // choosing, ordering, buying advice
	PaySafety                                 // paying safely, phishing in the shop's name
)

// Actions change something when followed or pressed: a crawler must not follow them.
const (
	AddToCart Concept = iota + PaySafety + 1 // puts goods into the cart
	Logout                                   // ends a session
	Acting                                   // removes, wishes, compares, subscribes, votes, shares, prints …
	Switch                                   // changes currency or language by side effect
)

// Offer concepts describe the goods or how they are sold.
const (
	BuyButton    Concept = iota + Switch + 1 // buys at once: also found on links that merely lead to the product
	OutOfStock                               // not available at present
	DigitalOnly                              // delivered as a download
	DigitalSent                              // something is delivered by e-mail or can be downloaded; what, the words do not say
	SentBeside                               // what comes by e-mail or can be downloaded beside goods that come by parcel: an invoice, a manual
	PickupOnly                               // collected by the buyer, not sent
	PriceHidden                              // price on request or only after login
	DeliveryTime                             // words around the time of delivery or dispatch
	NoReturns                                // goods cannot be returned
	OrderNote                                // note beside the price: tax included, plus shipping
	ReviewCount                              // words that count reviews
	RatingWords                              // words for a rating
	ReviewInvite                             // invitation to write a review
)

// Page states are texts that a server shows in place of the shop or of the page asked for.
const (
	NotFound     Concept = iota + ReviewInvite + 1 // page not found
	Maintenance                                    // shop under maintenance or closed for a while
	Parked                                         // domain for sale or parked
	Suspended                                      // hosting account suspended, shop unavailable
	PasswordPage                                   // shop not open yet, password asked
	BotChallenge                                   // is the visitor a human?
	RateLimit                                      // too many requests
	GeoBlock                                       // not available in the visitor's country
	LoginWall                                      // content for customers who are logged in
	Placeholder                                    // text addressed to the owner, filler text, theme demo
	ComingSoon                                     // page still to be written
	ModelForm                                      // heading of a form that the buyer fills in: its blanks are no placeholders
	OtherMatter                                    // what a text with the name of a policy is about instead of buying: a prize draw, an app, a job
	ArticleText                                    // how an article in a journal speaks of itself: "in this post we explain"
)

// Fields are labels beside facts about the seller, and the words by which ways to pay are named.
const (
	NameField      Concept = iota + ArticleText + 1 // company or trader name
	AddressField                                    // postal address
	RegisterField                                   // company register, business or filing number
	VATField                                        // value added tax number
	PhoneField                                      // telephone
	EmailField                                      // e-mail
	Representative                                  // legal representative, responsible person
	OpeningHours                                    // when somebody answers
	Chat                                            // live chat
	POBox                                           // post-office box: an address, but no street
	OnRequest                                       // address or telephone disclosed on request (Japan)
	PayCard                                         // credit or debit card
	PayInvoice                                      // invoice, instalments, pay later
	PayOnDelivery                                   // cash on delivery
	PayDebit                                        // direct debit
	PayTransfer                                     // bank transfer, payment in advance
)

// Functions and statements that consumer law asks for by their wording, or looks at it.
const (
	WithdrawHere    Concept = iota + PayTransfer + 1 // label of the function to withdraw from a contract
	CancelHere                                       // label of the way to end a subscription
	UnfairLimit                                      // wording that takes away what the law gives to buyers
	RightsStay                                       // statement that the law's rights are not affected
	Subscription                                     // goods that are bought again and again by one order
	Arbitration                                      // statement on settling disputes out of court
	GuaranteeNotice                                  // name of the EU's notice on the legal guarantee
)

// What pages show of their own state, of haste, of reviews and of service.
const (
	ErrorText     Concept = iota + GuaranteeNotice + 1 // a program's error, shown to visitors
	TokenText                                          // what programs print in place of a value
	PromoEnd                                           // words before the last day of an offer
	NoOffer                                            // what else has a last day: when the shop is closed, what goods were sold for before, how long food keeps
	SaleCountdown                                      // time that is left of an offer
	DispatchBy                                         // time that is left to have goods sent today
	ActivityClaim                                      // what others are said to look at or buy just now
	StockClaim                                         // few are left
	Surcharge                                          // extra charge for paying by card or wallet
	ReviewNote                                         // how reviews come about, and whether they are checked
	MerchantReply                                      // the seller's answer to a review
	GuestOrder                                         // ordering without an account
	AccountNeeded                                      // no order without an account
	AskProduct                                         // a way to ask about goods before buying
	Feedback                                           // a place to tell one's opinion
	Genuine                                            // genuine goods, authorised resale
	QualityProof                                       // materials, ingredients, test marks, data sheets
	PaidExtra                                          // services on top of the goods: insurance, longer guarantee, wrapping
	ReviewWord                                         // words for reviews, anywhere
	BuyerWord                                          // words by which a sentence on reviews says that buyers wrote them, or whether that is checked
	NoWords                                            // what services put where a buyer left marks and no words
	NoName                                             // what stands where a buyer's name is not told
	EmptyShelf                                         // a list of goods says that it holds none
	PressVoices                                        // what newspapers wrote
	ServiceName                                        // work that is done for the buyer, in place of goods: repair, hire, courses
	OtherGoods                                         // heads what is shown beside the goods of a page
)

// What goods are told of.
const (
	MakerField  Concept = iota + OtherGoods + 1 // who made the goods, or answers for them in the market
	OriginField                                 // where they were made
	Ingredients                                 // what food, drinks and cosmetics consist of
	RefundMeans                                 // money goes back the way it came
	OwnRules                                    // what medicines, medical devices, feed and plants are told by: their makers are named by other rules
	ReviewBasis                                 // ahead of the number of reviews that a rating rests on: "based on 31"

	lastConcept = ReviewBasis
)

var conceptNames = [lastConcept + 1]string{
	None: "none", Privacy: "privacy", Terms: "terms", Returns: "returns", Withdrawal: "withdrawal", Shipping: "shipping",
	Payment: "payment", Cookies: "cookies", Warranty: "warranty", Complaints: "complaints", Contact: "contact", About: "about",
	Imprint: "imprint", FAQ: "faq", Tracking: "tracking", Cart: "cart", Checkout: "checkout", Login: "login", Account: "account",
	Search: "search", Category: "category", Sale: "sale", Blog: "blog", Reviews: "reviews", Guide: "guide",
	Newsletter: "newsletter", Sitemap: "sitemap", Accessibility: "accessibility",
	SizeGuide: "size-guide", CareGuide: "care-guide", BuyingGuide: "buying-guide", PaySafety: "pay-safety",
	AddToCart: "add-to-cart", Logout: "logout", Acting: "acting", Switch: "switch",
	BuyButton: "buy-button", OutOfStock: "out-of-stock", DigitalOnly: "digital-only", DigitalSent: "digital-sent", SentBeside: "sent-beside", PickupOnly: "pickup-only",
	PriceHidden: "price-hidden", DeliveryTime: "delivery-time", NoReturns: "no-returns", OrderNote: "order-note",
	ReviewCount: "review-count", RatingWords: "rating-words", ReviewInvite: "review-invite",
	NotFound: "not-found", Maintenance: "maintenance", Parked: "parked", Suspended: "suspended", PasswordPage: "password-page",
	BotChallenge: "bot-challenge", RateLimit: "rate-limit", GeoBlock: "geo-block", LoginWall: "login-wall",
	Placeholder: "placeholder", ComingSoon: "coming-soon", ModelForm: "model-form", OtherMatter: "other-matter", ArticleText: "article-text",
	NameField: "name-field", AddressField: "address-field", RegisterField: "register-field", VATField: "vat-field",
	PhoneField: "phone-field", EmailField: "email-field", Representative: "representative", OpeningHours: "opening-hours",
	Chat: "chat", POBox: "po-box", OnRequest: "on-request", PayCard: "pay-card", PayInvoice: "pay-invoice",
	PayOnDelivery: "pay-on-delivery", PayDebit: "pay-debit", PayTransfer: "pay-transfer",
	WithdrawHere: "withdraw-here", CancelHere: "cancel-here", UnfairLimit: "unfair-limit", RightsStay: "rights-stay", Subscription: "subscription", Arbitration: "arbitration",
	GuaranteeNotice: "guarantee-notice",
	ErrorText:       "error-text", TokenText: "token-text", PromoEnd: "promo-end", NoOffer: "no-offer", SaleCountdown: "sale-countdown", DispatchBy: "dispatch-by", ActivityClaim: "activity-claim",
	StockClaim: "stock-claim", Surcharge: "surcharge", ReviewNote: "review-note", MerchantReply: "merchant-reply", GuestOrder: "guest-order", AccountNeeded: "account-needed",
	AskProduct: "ask-product", Feedback: "feedback", Genuine: "genuine", QualityProof: "quality-proof", PaidExtra: "paid-extra", ReviewWord: "review-word", BuyerWord: "buyer-word",
	NoWords: "no-words", NoName: "no-name", EmptyShelf: "empty-shelf", PressVoices: "press-voices", ServiceName: "service-name", OtherGoods: "other-goods",
	MakerField: "maker-field", OriginField: "origin-field", Ingredients: "ingredients", RefundMeans: "refund-means", OwnRules: "own-rules", ReviewBasis: "review-basis",
}

// String returns the lower-kebab name used in the data files, for instance "add-to-cart".
func (c Concept) String() string {
	if c > lastConcept {
		return fmt.Sprintf("concept(%d)", uint8(c))
	}
	return conceptNames[c]
}

// IsPage reports whether c names a page or section that a shop links to.
func (c Concept) IsPage() bool { return c > None && c <= lastPage }

// IsAction reports whether following a link so named may change something: such links are not for crawlers.
func (c Concept) IsAction() bool { return c >= AddToCart && c <= Switch }

// Parse returns the concept with that lower-kebab name, and false when there is none.
func Parse(name string) (Concept, bool) {
	for c := Privacy; c <= lastConcept; c++ {
		if conceptNames[c] == name {
			return c, true
		}
	}
	return None, false
}

// Concepts lists every concept, None excepted, in the order of declaration.
func Concepts() []Concept {
	all := make([]Concept, 0, lastConcept)
	for c := Privacy; c <= lastConcept; c++ {
		all = append(all, c)
	}
	return all
}

// parent returns the concept that every cue of c is a cue of too, or None.
func (c Concept) parent() Concept {
	if c >= SizeGuide && c <= PaySafety {
		return Guide
	}
	return None
}

// Place says where a text stood: the same word is strong evidence in a link and weak in running text.
type Place uint8

// The places, with the weight of a cue found there.
const (
	LinkText Place = iota // text, title or label of a link or button: 1.0
	Slug                  // path of an address: 0.7
	Heading               // title or heading: 1.0
	Body                  // running text: 0.3
)

var placeWeights = [...]float32{LinkText: 1, Slug: 0.7, Heading: 1, Body: 0.3}

// weight is also the threshold of Has: one cue of full strength is enough.
func (p Place) weight() float32 {
	if int(p) >= len(placeWeights) {
		return placeWeights[Body]
	}
	return placeWeights[p]
}

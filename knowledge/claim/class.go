package claim

// class is one list of phrases in a data file.
type class uint8

// The classes. Every data file fills every one of them; what belongs in each is said at the head of data/en.toml.
const (
	noClass class = iota

	// Topics: what a sentence, a label or a heading is about. The first ones may have a period.
	topicReturn
	topicWithdrawal
	topicRefund
	topicDelivery
	topicWarranty
	topicOther
	topicComplaint
	topicPrivacy

	// What a period is counted from.
	sinceReceipt
	sincePurchase
	sinceOrder
	sinceDispatch
	sinceReturn
	sinceNotice

	returnUnused
	returnPackaging
	returnProof
	returnSellerPays
	returnBuyerPays
	returnAddress
	returnLabel
	returnPortal
	returnContact
	returnShop
	returnFetch
	returnException
	returnNone
	returnLimit
	returnDoubt
	returnAssured
	returnWorn
	returnKeep
	returnRisk
	returnFault
	returnForth
	returnBusiness
	returnLost

	withdrawalForm

	deliveryFree
	deliveryCost
	deliveryFrom
	deliveryBelow
	deliveryCalculated
	deliveryPaying
	deliveryLate
	deliveryMissing
	deliveryOrigin
	deliverySpend
	deliveryPaid
	deliveryAbove
	deliveryMore
	deliveryCount
	deliveryAny
	deliveryCase
	deliveryWhen
	deliveryBarred
	deliveryApart
	deliveryDigital

	warrantyLaw
	warrantyTold
	warrantyUnaffected

	privacyController
	privacyOfficer
	privacyPurposes
	privacyRecipients
	privacyRetention
	privacyRights
	privacyRight
	privacyComplaintBody
	privacyBasis
	privacyTransfer

	complaintPath
	complaintArbitrates
	complaintRefuses

	// What a promise holds for only, and how a text names who speaks. They are looked for apart from the others: see Limits and Self.
	limitSale
	limitMembers
	limitBusiness
	limitSeason
	limitGoods
	limitMethod
	limitDispatch
	limitExchange
	limitBoth
	limitShop
	limitLaw
	limitVoluntary
	limitPart
	limitOnly
	limitMoney
	limitUsual
	selfSeller
	selfWe
	selfWelcome
	selfSite
	selfIntro
	selfRelated
	selfPlace
	selfSafe

	// What a legal text says of itself or of what buyers may do, looked for apart too: see ToCome and Shuts.
	textLater
	textShut
	textBrief
	textCarrier

	// Whose text it is and of what trade. They are looked for apart too, in the whole text: see matter.
	matterTrade
	matterGoods
	matterMerchants
	matterShops
	matterDuty
	matterArticle
	matterOwn
	matterWe
	matterHeadline
	matterReported
	matterPlain

	wordNot
	wordIdle
	wordExcept
	wordFree
	wordClause
	wordFrom
	wordNothing
	wordAside
	wordLasts
	wordEach
	wordPast
	wordAgo
	wordLaw
	wordOthers
	wordFormer
	wordCondition
	wordExample
	wordSuch
	wordBefore
	wordFirst
	wordWhen
	wordWhat
	wordBank
	wordCutoff
	wordMarket

	// Who pays what, looked for apart too, in sentences on returns only: see whoBears.
	payBuyer
	paySeller
	payBears
	payCost
	payThere

	// Classes whose phrases carry a value. They have tables of their own.
	currency
	region
	carrier

	lastClass = payThere // of those that are lists of phrases
)

// names are the classes as data files call them: table and key.
var names = [lastClass + 1][2]string{
	topicReturn: {"topic", "return"}, topicWithdrawal: {"topic", "withdrawal"}, topicRefund: {"topic", "refund"}, topicDelivery: {"topic", "delivery"},
	topicWarranty: {"topic", "warranty"}, topicOther: {"topic", "other"}, topicComplaint: {"topic", "complaint"}, topicPrivacy: {"topic", "privacy"},

	sinceReceipt: {"since", "receipt"}, sincePurchase: {"since", "purchase"}, sinceOrder: {"since", "order"}, sinceDispatch: {"since", "dispatch"},
	sinceReturn: {"since", "return"}, sinceNotice: {"since", "notice"},

	returnUnused: {"return", "unused"}, returnPackaging: {"return", "packaging"}, returnProof: {"return", "proof"},
	returnSellerPays: {"return", "seller-pays"}, returnBuyerPays: {"return", "buyer-pays"}, returnAddress: {"return", "address"},
	returnLabel: {"return", "label"}, returnPortal: {"return", "portal"}, returnContact: {"return", "contact"}, returnShop: {"return", "shop"}, returnFetch: {"return", "fetch"},
	returnException: {"return", "exception"}, returnNone: {"return", "none"}, returnLimit: {"return", "limit"},
	returnDoubt: {"return", "doubt"}, returnAssured: {"return", "assured"}, returnWorn: {"return", "worn"}, returnKeep: {"return", "keep"}, returnRisk: {"return", "risk"}, returnFault: {"return", "fault"},
	returnForth: {"return", "forth"}, returnBusiness: {"return", "business"}, returnLost: {"return", "lost"},

	withdrawalForm: {"withdrawal", "form"},

	deliveryFree: {"delivery", "free"}, deliveryCost: {"delivery", "cost"}, deliveryFrom: {"delivery", "from"}, deliveryBelow: {"delivery", "below"},
	deliveryCalculated: {"delivery", "calculated"}, deliveryPaying: {"delivery", "paying"}, deliveryLate: {"delivery", "late"}, deliveryMissing: {"delivery", "missing"}, deliveryOrigin: {"delivery", "origin"},
	deliverySpend: {"delivery", "spend"}, deliveryPaid: {"delivery", "paid"}, deliveryAbove: {"delivery", "above"}, deliveryMore: {"delivery", "more"}, deliveryCount: {"delivery", "count"}, deliveryAny: {"delivery", "any"}, deliveryCase: {"delivery", "case"}, deliveryWhen: {"delivery", "when"}, deliveryBarred: {"delivery", "barred"}, deliveryApart: {"delivery", "apart"}, deliveryDigital: {"delivery", "digital"},

	warrantyLaw: {"warranty", "law"}, warrantyTold: {"warranty", "told"}, warrantyUnaffected: {"warranty", "unaffected"},

	privacyController: {"privacy", "controller"}, privacyOfficer: {"privacy", "officer"}, privacyPurposes: {"privacy", "purposes"},
	privacyRecipients: {"privacy", "recipients"}, privacyRetention: {"privacy", "retention"}, privacyRights: {"privacy", "rights"},
	privacyRight: {"privacy", "right"}, privacyComplaintBody: {"privacy", "complaint-body"}, privacyBasis: {"privacy", "basis"},
	privacyTransfer: {"privacy", "transfer"},

	complaintPath: {"complaint", "path"}, complaintArbitrates: {"complaint", "arbitrates"}, complaintRefuses: {"complaint", "refuses"},

	limitSale: {"limit", "sale"}, limitMembers: {"limit", "members"}, limitBusiness: {"limit", "business"}, limitSeason: {"limit", "season"},
	limitGoods: {"limit", "goods"}, limitMethod: {"limit", "method"}, limitDispatch: {"limit", "dispatch"}, limitExchange: {"limit", "exchange"}, limitBoth: {"limit", "both"},
	limitShop: {"limit", "shop"}, limitLaw: {"limit", "law"}, limitVoluntary: {"limit", "voluntary"}, limitPart: {"limit", "part"},
	limitOnly: {"limit", "only"}, limitMoney: {"limit", "money"}, limitUsual: {"limit", "usual"},
	selfSeller: {"self", "seller"}, selfWe: {"self", "we"}, selfWelcome: {"self", "welcome"}, selfSite: {"self", "site"}, selfIntro: {"self", "intro"},
	selfRelated: {"self", "related"}, selfPlace: {"self", "place"}, selfSafe: {"self", "safe"},

	textLater: {"text", "later"}, textShut: {"text", "shut"}, textBrief: {"text", "brief"}, textCarrier: {"text", "carrier"},

	matterTrade: {"matter", "trade"}, matterGoods: {"matter", "goods"}, matterMerchants: {"matter", "merchants"}, matterShops: {"matter", "shops"}, matterDuty: {"matter", "duty"},
	matterArticle: {"matter", "article"}, matterOwn: {"matter", "own"}, matterWe: {"matter", "we"}, matterHeadline: {"matter", "headline"}, matterReported: {"matter", "reported"}, matterPlain: {"matter", "plain"},

	wordNot: {"word", "not"}, wordIdle: {"word", "idle"}, wordExcept: {"word", "except"}, wordFree: {"word", "free"}, wordClause: {"word", "clause"},
	wordFrom: {"word", "from"}, wordNothing: {"word", "nothing"}, wordAside: {"word", "aside"}, wordLasts: {"word", "lasts"},
	wordEach: {"word", "each"}, wordPast: {"word", "past"}, wordAgo: {"word", "ago"}, wordLaw: {"word", "law"},
	wordOthers: {"word", "others"}, wordFormer: {"word", "former"}, wordCondition: {"word", "condition"}, wordExample: {"word", "example"}, wordSuch: {"word", "such"}, wordBefore: {"word", "before"}, wordFirst: {"word", "first"}, wordWhen: {"word", "when"}, wordWhat: {"word", "what"},
	wordBank: {"word", "bank"}, wordCutoff: {"word", "cutoff"}, wordMarket: {"word", "market"},

	payBuyer: {"pay", "buyer"}, paySeller: {"pay", "seller"}, payBears: {"pay", "bears"}, payCost: {"pay", "cost"}, payThere: {"pay", "there"},
}

// isTopic reports whether a class says what a sentence is about; timed, whether a number of days can belong to it.
func (c class) isTopic() bool { return c >= topicReturn && c <= topicPrivacy }
func (c class) timed() bool   { return c >= topicReturn && c <= topicOther || c == topicPrivacy }
func (c class) isSince() bool { return c >= sinceReceipt && c <= sinceNotice }

// apart reports whether a class is looked for apart from the others, in few sentences only: a text's claims do not rest on it.
func (c class) apart() bool { return c >= limitSale && c <= selfSafe }

// ofText reports whether a class is what a legal text says of itself or of what buyers may do.
func (c class) ofText() bool { return c >= textLater && c <= textCarrier }

// pays reports whether a class says who pays what.
func (c class) pays() bool { return c >= payBuyer && c <= payThere }

// ofMatter reports whether a class says whose text it is and of what trade.
func (c class) ofMatter() bool { return c >= matterTrade && c <= matterPlain }

// since is the value of Claim.From for what a period is counted from.
func (c class) since() string {
	if !c.isSince() {
		return ""
	}
	return names[c][1]
}

func classNamed(table, key string) class {
	for c := topicReturn; c <= lastClass; c++ {
		if names[c] == [2]string{table, key} {
			return c
		}
	}
	return noClass
}

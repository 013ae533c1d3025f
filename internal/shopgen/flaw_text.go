package shopgen

// Flaws of what a shop's texts say. Most are written in the text file of one language, under planted: what is replaced by what.
const (
	FlawMailForm        Flaw = "mail-form"
	FlawGetForm         Flaw = "get-form"
	FlawNoHours         Flaw = "no-hours"
	FlawNoPresales      Flaw = "no-presales"
	FlawSocialFront     Flaw = "social-front-pages"
	FlawErrorText       Flaw = "error-text"
	FlawHiddenLinks     Flaw = "hidden-links"
	FlawHalfTranslated  Flaw = "half-translated"
	FlawForeignTexts    Flaw = "foreign-legal-texts"
	FlawPastOffer       Flaw = "past-offer"
	FlawOldYear         Flaw = "old-year"
	FlawTokens          Flaw = "template-tokens"
	FlawNoPaySafety     Flaw = "no-pay-safety"
	FlawOtherThreshold  Flaw = "other-free-threshold"
	FlawNoDeliveryCost  Flaw = "no-delivery-cost"
	FlawNoRegions       Flaw = "no-delivery-regions"
	FlawNoReturnAddress Flaw = "no-return-address"
	FlawNameless        Flaw = "nameless-texts"
	FlawThinFAQ         Flaw = "thin-faq"
	FlawNoComplaints    Flaw = "no-complaints"
	FlawTrackingLogin   Flaw = "tracking-behind-login"
	FlawUnfairLimit     Flaw = "unfair-limit"
	FlawNoWarranty      Flaw = "no-warranty"
	FlawNoWithdrawal    Flaw = "no-withdrawal-information"
	FlawClosedPlatform  Flaw = "closed-platform-alone"
	FlawHollowAccess    Flaw = "hollow-accessibility"
	FlawThinPrivacy     Flaw = "thin-privacy"
	FlawNoController    Flaw = "no-controller"
	FlawSealNowhere     Flaw = "seal-without-link"
)

var (
	german = []string{"de"}
	union  = []string{"de", "fr", "it", "nl", "pl", "at", "es"}
)

var textFlaws = []FlawInfo{
	{Flaw: FlawMailForm, Doc: "the contact form opens the visitor's mail program", Flips: one("contact-form-sane", warn)},
	{Flaw: FlawGetForm, Doc: "the contact form puts what is written into the address of the next page", Flips: one("privacy-url-leak", warn)},
	{Flaw: FlawNoHours, Doc: "neither hours nor a time within which messages are answered", Flips: one("contact-hours", warn), Markets: german},
	{Flaw: FlawNoPresales, Doc: "no form, no hours, and nobody invites questions", Flips: map[string]string{"service-presales": warn, "contact-hours": warn}, Markets: german},
	{Flaw: FlawSocialFront, Doc: "icons lead to the front page of a network and to the profile of a shop system", Flips: one("contact-social-real", warn), May: []string{"nav-placeholder-links"}},
	{Flaw: FlawErrorText, Doc: "every third product page shows a warning of PHP", Flips: one("content-error-text", fail)},
	{Flaw: FlawHiddenLinks, Doc: "three links on casinos stand outside the screen at the foot of every page", Flips: one("content-injected-spam", fail)},
	{Flaw: FlawHalfTranslated, Doc: "the descriptions of goods are in another language than the shop", Flips: one("content-language-mix", fail)},
	{Flaw: FlawForeignTexts, Doc: "terms, privacy policy and returns are in another language than the shop", Flips: one("policy-own-language", fail)},
	{Flaw: FlawPastOffer, Doc: "the home page offers a discount whose last day is long past", Flips: one("content-stale-promo", warn), Markets: german},
	{Flaw: FlawOldYear, Doc: "the copyright notice ends in 2019", Flips: one("content-stale-promo", warn)},
	{Flaw: FlawTokens, Doc: "product pages show a variable of the template", Flips: one("content-template-tokens", warn)},
	{Flaw: FlawNoPaySafety, Doc: "nothing on how to pay safely or how money comes back", Flips: one("edu-payment-safety", warn), Markets: german},
	{Flaw: FlawOtherThreshold, Doc: "the answers to questions name another sum from which delivery is free", Flips: one("fulfil-consistency", fail), Markets: german},
	{Flaw: FlawNoDeliveryCost, Doc: "what delivery costs is told in the basket only", Flips: one("fulfil-cost", warn), Markets: german},
	{Flaw: FlawNoRegions, Doc: "no country is named to which goods are sent, and the shop sells to two", Flips: one("fulfil-regions", warn), Markets: german, For: []string{"de", "at"}},
	{Flaw: FlawNoReturnAddress, Doc: "how and where goods are sent back is not said", Flips: one("fulfil-return-address", fail), Markets: german},
	{Flaw: FlawNameless, Doc: "no text names the shop or the seller, who stands at the foot of the pages", Flips: one("identity-own-name-used", warn), May: []string{"identity-responsible-person"}, Markets: german},
	{Flaw: FlawThinFAQ, Doc: "the help page answers two questions", Flips: one("service-faq", warn)},
	{Flaw: FlawNoComplaints, Doc: "nothing on where to complain", Flips: one("service-complaints", warn), Markets: german},
	{Flaw: FlawTrackingLogin, Doc: "orders can be followed after signing in only", Flips: one("service-order-tracking", warn), Markets: german},
	{Flaw: FlawUnfairLimit, Doc: "the terms take the right of withdrawal away for reduced goods", Flips: one("policy-unfair-limits", warn), Markets: german},
	{Flaw: FlawNoWarranty, Doc: "nothing on what happens when goods are faulty", Flips: one("policy-warranty", warn), Markets: german},
	{Flaw: FlawNoWithdrawal, Doc: "the right of withdrawal is not explained, though there is a form for it", Flips: one("policy-withdrawal-info", warn), Markets: german},
	{Flaw: FlawClosedPlatform, Doc: "the EU's platform for disputes, which was closed, stands in place of the statement on arbitration", Flips: map[string]string{"policy-adr": warn, "policy-stale-law": warn}, Markets: german},
	{Flaw: FlawHollowAccess, Doc: "the page on accessibility has nothing but its heading", Flips: one("policy-accessibility", warn), May: []string{"content-empty-pages"}, Markets: german},
	{Flaw: FlawThinPrivacy, Doc: "the privacy policy ends after its second heading", Flips: one("privacy-content", warn), May: []string{"policy-privacy"}, Markets: german},
	{Flaw: FlawNoController, Doc: "the privacy policy does not say who answers for the data", Flips: one("privacy-controller", fail), Markets: german},
	{Flaw: FlawSealNowhere, Doc: "the picture of a seal stands at the foot of every page and leads nowhere", Flips: one("reputation-seal-resolves", warn)},
}

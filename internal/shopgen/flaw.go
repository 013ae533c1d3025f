package shopgen

import "slices"

// Flaw is one thing that can be wrong with a shop. A flaw changes only what it names.
type Flaw string

// The closed list of flaws. What each one does is said in Flaws.
const (
	FlawNoImprintLink      Flaw = "no-imprint-link"
	FlawNoLegalName        Flaw = "no-legal-name"
	FlawNoAddress          Flaw = "no-address"
	FlawNoContactPage      Flaw = "no-contact-page"
	FlawNoContactChannels  Flaw = "no-contact-channels"
	FlawSingleChannel      Flaw = "single-channel"
	FlawFormOnly           Flaw = "form-only"
	FlawMalformedEmail     Flaw = "malformed-email"
	FlawDummyPhone         Flaw = "dummy-phone"
	FlawNoPrivacy          Flaw = "no-privacy"
	FlawShortPrivacy       Flaw = "short-privacy"
	FlawNoTerms            Flaw = "no-terms"
	FlawNoReturns          Flaw = "no-returns"
	FlawReturnsInTerms     Flaw = "returns-only-in-terms"
	FlawThinReturns        Flaw = "thin-returns"
	FlawPlaceholderTerms   Flaw = "placeholders-in-terms"
	FlawHollowTerms        Flaw = "hollow-terms"
	FlawStaleLaw           Flaw = "stale-law"
	FlawNoWithdraw         Flaw = "no-withdrawal-function"
	FlawNoNotice           Flaw = "no-guarantee-notice"
	FlawNoShipping         Flaw = "no-shipping"
	FlawNoDeliveryTime     Flaw = "no-delivery-time"
	FlawTimeOnlyInPolicy   Flaw = "delivery-time-only-in-policy"
	FlawNoPrice            Flaw = "no-price"
	FlawThinDescriptions   Flaw = "thin-descriptions"
	FlawNoReviews          Flaw = "no-reviews"
	FlawNoPayment          Flaw = "no-payment-methods"
	FlawLoremPage          Flaw = "lorem-page"
	FlawLoremHome          Flaw = "lorem-home"
	FlawEmptyPages         Flaw = "empty-pages"
	FlawEmptyPage          Flaw = "empty-page"
	FlawNoGuide            Flaw = "no-guide"
	FlawBrokenMenu         Flaw = "broken-menu-link"
	FlawBrokenInternal     Flaw = "broken-internal-links"
	FlawServerErrors       Flaw = "server-errors"
	FlawSoft404            Flaw = "soft-404"
	FlawRedirectLoop       Flaw = "redirect-loop"
	FlawNoMenu             Flaw = "no-menu"
	FlawNoLegalOnProducts  Flaw = "legal-links-missing-on-products"
	FlawPlaceholderLinks   Flaw = "placeholder-links"
	FlawMojibake           Flaw = "mojibake"
	FlawBadCanonical       Flaw = "bad-canonical"
	FlawBrokenFragment     Flaw = "broken-fragment"
	FlawSearchError        Flaw = "search-error"
	FlawSearchBlind        Flaw = "search-blind"
	FlawEmptyCategory      Flaw = "empty-category"
	FlawBrokenCart         Flaw = "broken-cart"
	FlawSessionURLs        Flaw = "session-urls"
	FlawOrphans            Flaw = "orphans"
	FlawDeadEnd            Flaw = "dead-end"
	FlawBrokenStyle        Flaw = "broken-style"
	FlawBrokenImages       Flaw = "broken-images"
	FlawNoAlt              Flaw = "no-alt"
	FlawNoLabels           Flaw = "no-labels"
	FlawSlowTTFB           Flaw = "slow-ttfb"
	FlawSlowCart           Flaw = "slow-cart"
	FlawSlowHTML           Flaw = "slow-html"
	FlawTimeouts           Flaw = "timeouts"
	FlawLongChain          Flaw = "long-redirect-chain"
	FlawNoCSP              Flaw = "no-csp"
	FlawUnsafeCSP          Flaw = "unsafe-inline-csp"
	FlawCookieNoSecure     Flaw = "cookie-without-secure"
	FlawCookieNoHTTPOnly   Flaw = "cookie-without-httponly"
	FlawNoFrameGuard       Flaw = "no-frame-guard"
	FlawNoSniff            Flaw = "no-nosniff"
	FlawServerVersion      Flaw = "server-version"
	FlawUnpinnedLibrary    Flaw = "unpinned-library"
	FlawExposedGit         Flaw = "exposed-git"
	FlawNoHSTS             Flaw = "no-hsts"
	FlawMixedContent       Flaw = "mixed-content"
	FlawMixedImages        Flaw = "mixed-images"
	FlawFormToHTTP         Flaw = "form-to-http"
	FlawOldTLS             Flaw = "old-tls"
	FlawNoTLS13            Flaw = "no-tls-1.3"
	FlawTripleDES          Flaw = "triple-des"
	FlawRC4                Flaw = "rc4"
	FlawStaticKeys         Flaw = "static-keys"
	FlawLateCertificate    Flaw = "late-certificate"
	FlawLongCertificate    Flaw = "long-certificate"
	FlawOldJQuery          Flaw = "old-jquery"
	FlawWrongVAT           Flaw = "wrong-vat-digit"
	FlawNoAbout            Flaw = "no-about-page"
	FlawFreeMail           Flaw = "free-mail"
	FlawBrokenData         Flaw = "broken-data"
	FlawPriceGap           Flaw = "price-gap"
	FlawNoTaxNote          Flaw = "no-tax-note"
	FlawBareReduction      Flaw = "bare-reduction"
	FlawAllReduced         Flaw = "all-reduced"
	FlawWrongGTIN          Flaw = "wrong-gtin"
	FlawNoMaker            Flaw = "no-maker"
	FlawOtherWindow        Flaw = "other-return-window"
	FlawOtherSeller        Flaw = "other-seller-in-terms"
	FlawOtherMail          Flaw = "other-mail-in-returns"
	fail, warn                  = "fail", "warn"
	everyNthBroken              = 10 // of the products, for server errors and timeouts
	everyNthWithoutPrice        = 4
	everyNthLinksToNowhere      = 4
	everyNthPriceGap            = 4
)

// FlawInfo says what a flaw does and what it does to the verdict.
type FlawInfo struct {
	Flaw  Flaw
	Doc   string
	Flips map[string]string // check id → "fail" or "warn": must turn out so
	May   []string          // checks that may turn by nature, depending on the shop's size and the check's reading
	HTTPS bool              // shows only when the shop is served over https
	// Browser is the number of a shop that has this flaw beside others of the same number: it shows in a browser only. 0 = it needs none.
	Browser int
	// Markets is where the flaw can exist; nil = everywhere.
	Markets []string
	// For is what the shop is judged for, where that is not its own market.
	For []string
}

// Flaws lists every flaw there is, in a fixed order.
func Flaws() []FlawInfo { return slices.Clone(flawTable) }

func one(check, status string) map[string]string { return map[string]string{check: status} }

var flawTable = slices.Concat(buildFlaws, textFlaws, goodsFlaws, opinionFlaws, payFlaws, marketFlaws, browserFlaws)

// buildFlaws are flaws of how a shop is built and served, and of what every shop has.
var buildFlaws = []FlawInfo{
	{Flaw: FlawNoImprintLink, Doc: "no link or page is labelled as imprint; the contact page and the footer do not stand in for it, only the terms and the privacy policy name the seller in full",
		Flips: one("identity-imprint-link", fail), May: []string{"identity-legal-name", "identity-responsible-person", "identity-registration-number", "identity-vat-id"}, Markets: []string{"de", "at", "ch"}},
	{Flaw: FlawNoLegalName, Doc: "the trade name stands wherever company and representative would",
		Flips: one("identity-legal-name", warn), May: []string{"identity-responsible-person", "identity-uk-company", "identity-jp-tokushoho", "identity-kr-footer", "identity-br-cnpj"}},
	{Flaw: FlawNoAddress, Doc: "no postal address anywhere",
		Flips: one("identity-postal-address", fail), May: []string{"identity-uk-company", "identity-jp-tokushoho", "identity-kr-footer", "identity-br-cnpj", "fulfil-return-address"}},
	{Flaw: FlawNoContactPage, Doc: "no contact page and no link to one; contact data still stands in the policies and, where the market wants it, in an identity page or the footer",
		Flips: one("contact-page", warn), May: []string{"nav-legal-everywhere", "contact-phone-plausible", "contact-channels"}},
	{Flaw: FlawNoContactChannels, Doc: "no phone, e-mail, postal address or form anywhere; the contact page only points to the help page",
		Flips: map[string]string{"contact-channels": fail, "identity-postal-address": fail},
		May:   []string{"service-presales", "privacy-controller", "contact-page", "contact-email-wellformed", "contact-phone-plausible", "identity-imprint-link", "identity-uk-company", "identity-jp-tokushoho", "identity-kr-footer", "identity-br-cnpj", "fulfil-return-address"}},
	{Flaw: FlawSingleChannel, Doc: "e-mail is the only way to reach the seller: no phone, no postal address",
		Flips: map[string]string{"contact-channels": warn, "identity-postal-address": fail}, May: []string{"contact-phone-plausible", "identity-uk-company", "identity-jp-tokushoho", "identity-kr-footer", "identity-br-cnpj", "fulfil-return-address"}},
	{Flaw: FlawFormOnly, Doc: "a form is the only way to reach the seller",
		Flips: map[string]string{"contact-channels": warn, "identity-postal-address": fail}, May: []string{"privacy-controller", "contact-email-wellformed", "contact-phone-plausible", "identity-imprint-link", "identity-uk-company", "identity-jp-tokushoho", "identity-kr-footer", "identity-br-cnpj", "fulfil-return-address"}},
	{Flaw: FlawMalformedEmail, Doc: "the contact page shows info@example.com, and no other e-mail address stands anywhere",
		Flips: one("contact-email-wellformed", fail), May: []string{"identity-jp-tokushoho", "identity-kr-footer", "identity-imprint-link", "dns-mail-accepts"}},
	{Flaw: FlawDummyPhone, Doc: "the phone number is 0123456789 wherever one stands", Flips: one("contact-phone-plausible", fail)},
	{Flaw: FlawNoPrivacy, Doc: "no privacy policy and no link to one", Flips: one("policy-privacy", fail)},
	{Flaw: FlawShortPrivacy, Doc: "the privacy policy is two sentences long", Flips: one("policy-privacy", warn), May: []string{"privacy-controller", "privacy-content", "policy-hollow"}},
	{Flaw: FlawNoTerms, Doc: "no terms of sale and no link to them", Flips: one("policy-terms", fail)},
	{Flaw: FlawNoReturns, Doc: "nothing is said about returns or withdrawal", Flips: one("policy-returns", fail),
		May: []string{"policy-returns-substance", "policy-withdrawal-info", "policy-withdrawal-function", "policy-cooling-off", "identity-jp-tokushoho", "fulfil-return-address"}},
	{Flaw: FlawReturnsInTerms, Doc: "returns are dealt with in a section of the terms only", Flips: one("policy-returns", warn),
		May: []string{"policy-returns-substance", "policy-withdrawal-info", "policy-withdrawal-function", "policy-cooling-off", "identity-jp-tokushoho", "fulfil-return-address"}},
	{Flaw: FlawThinReturns, Doc: "the rules for returns and withdrawal end after the sentence that names the days",
		Flips: one("policy-returns-substance", warn), May: []string{"policy-withdrawal-info", "fulfil-return-address"}, Markets: []string{"de", "at"}},
	{Flaw: FlawPlaceholderTerms, Doc: "the terms name an unfilled mark such as [Your Company] as the seller", Flips: one("policy-placeholders", fail)},
	{Flaw: FlawHollowTerms, Doc: "the page of the terms has nothing but its heading", Flips: map[string]string{"policy-hollow": fail, "policy-terms": fail},
		May: []string{"policy-adr", "policy-warranty", "service-complaints", "identity-own-name-used", "content-empty-pages"}},
	{Flaw: FlawStaleLaw, Doc: "the terms lead to the EU's platform for disputes, which was closed", Flips: one("policy-stale-law", warn)},
	{Flaw: FlawNoWithdraw, Doc: "no button or link to withdraw from a contract", Flips: one("policy-withdrawal-function", fail), Markets: []string{"de", "fr", "it", "nl", "pl", "at"}},
	{Flaw: FlawNoNotice, Doc: "the notice on the legal guarantee is missing", Flips: one("policy-eu-guarantee-notice", warn), Markets: []string{"de", "fr", "it", "nl", "pl", "at", "es"}},
	{Flaw: FlawNoShipping, Doc: "nothing is said about delivery but the time on product pages", Flips: one("fulfil-policy", fail),
		May: []string{"identity-jp-tokushoho", "fulfil-cost", "fulfil-regions", "fulfil-time"}},
	{Flaw: FlawNoDeliveryTime, Doc: "no delivery time anywhere", Flips: one("fulfil-time", fail), May: []string{"identity-jp-tokushoho"}},
	{Flaw: FlawTimeOnlyInPolicy, Doc: "delivery times stand in the delivery information but not on product pages", Flips: one("fulfil-time", warn)},
	{Flaw: FlawNoPrice, Doc: "every fourth product has no price", Flips: one("price-present", fail), May: []string{"product-purchasable", "price-tax-shipping"}},
	{Flaw: FlawThinDescriptions, Doc: "three in five products have a few words for a description and no table of details", Flips: one("product-description", fail)},
	{Flaw: FlawNoReviews, Doc: "no reviews and no way to write one", Flips: map[string]string{"review-mechanism": warn, "service-feedback": warn}, May: []string{"review-verification-note"}},
	{Flaw: FlawNoPayment, Doc: "no way of paying is named anywhere", Flips: one("payment-methods-shown", warn), May: []string{"identity-jp-tokushoho", "payment-reversible"}},
	{Flaw: FlawLoremPage, Doc: "one journal post is lorem ipsum", Flips: one("content-placeholder", warn), May: []string{"content-language-mix"}},
	{Flaw: FlawLoremHome, Doc: "the home page's welcome is lorem ipsum", Flips: one("content-placeholder", fail), May: []string{"content-language-mix"}},
	{Flaw: FlawEmptyPages, Doc: "three journal posts have nothing but a short heading", Flips: one("content-empty-pages", fail)},
	{Flaw: FlawEmptyPage, Doc: "one journal post has nothing but a short heading", Flips: one("content-empty-pages", warn)},
	{Flaw: FlawNoGuide, Doc: "no guide to sizes and care, and no advice on paying safely", Flips: one("edu-buyer-help", warn), May: []string{"edu-payment-safety"}},
	{Flaw: FlawBrokenMenu, Doc: "one entry of the main menu leads to a missing page", Flips: one("nav-broken-primary", fail), May: []string{"nav-broken-internal"}},
	{Flaw: FlawBrokenInternal, Doc: "every fourth product page links to a product that is gone", Flips: one("nav-broken-internal", fail)},
	{Flaw: FlawServerErrors, Doc: "every tenth product page answers 500", Flips: one("nav-server-errors", fail), May: []string{"nav-broken-internal"}},
	{Flaw: FlawSoft404, Doc: "missing pages answer 200 with the not-found text", Flips: one("nav-soft-404", warn)},
	{Flaw: FlawRedirectLoop, Doc: "a link on the journal page leads into a ring of two redirects", Flips: one("nav-redirect-loop", fail), May: []string{"nav-broken-internal"}},
	{Flaw: FlawNoMenu, Doc: "no menu and no list of links; the home page's tiles are the only way in", Flips: one("nav-menu-present", warn)},
	{Flaw: FlawNoLegalOnProducts, Doc: "product pages have neither legal nor contact links; a warning, since products are less than 30 % of the pages read", Flips: one("nav-legal-everywhere", warn), May: []string{"identity-imprint-link", "product-gpsr"}},
	{Flaw: FlawPlaceholderLinks, Doc: "three social icons in the footer lead to #", Flips: one("nav-placeholder-links", fail), May: []string{"contact-social-real"}},
	{Flaw: FlawMojibake, Doc: "the home page's welcome, the about page and the journal were decoded with the wrong character set", Flips: one("render-charset", fail), May: []string{"content-language-mix", "identity-about-page", "content-spelling"}},
	{Flaw: FlawBadCanonical, Doc: "journal posts name an address that is gone as their canonical one", Flips: one("nav-broken-references", warn)},
	{Flaw: FlawBrokenFragment, Doc: "one of three links at the head of the help page leads to a part that is not there", Flips: one("nav-broken-fragment", warn)},
	{Flaw: FlawSearchError, Doc: "the search answers 500", Flips: one("nav-search-works", fail)},
	{Flaw: FlawSearchBlind, Doc: "the search shows everything but what was looked for", Flips: one("nav-search-works", warn)},
	{Flaw: FlawEmptyCategory, Doc: "one category of the menu shows no products", Flips: one("nav-empty-category", warn)},
	{Flaw: FlawBrokenCart, Doc: "the cart's address is gone", Flips: one("nav-cart-reachable", fail)},
	{Flaw: FlawSessionURLs, Doc: "links to journal posts carry a visit number", Flips: one("nav-session-urls", warn)},
	{Flaw: FlawOrphans, Doc: "the journal shows its first post only; the sitemap names all", Flips: one("nav-orphan", warn)},
	{Flaw: FlawDeadEnd, Doc: "the gallery stands outside the frame and links to nothing but pictures", Flips: one("nav-dead-end", warn)},
	{Flaw: FlawBrokenStyle, Doc: "the style sheet is gone", Flips: one("render-broken-assets", fail)},
	{Flaw: FlawBrokenImages, Doc: "one of four pictures of each product is gone", Flips: one("render-broken-images", fail)},
	{Flaw: FlawNoAlt, Doc: "pictures on product pages have no text", Flips: one("render-img-alt", warn)},
	{Flaw: FlawNoLabels, Doc: "fields of the contact form have placeholders instead of labels", Flips: one("render-form-labels", warn)},
	{Flaw: FlawSlowTTFB, Doc: "every page waits 2.5 s (Options.Delay) before its first byte", Flips: one("speed-ttfb", fail), May: []string{"speed-html-total", "speed-ttfb-cart"}},
	{Flaw: FlawSlowCart, Doc: "the basket waits 3 s (Options.Delay) before its first byte", Flips: one("speed-ttfb-cart", fail)},
	{Flaw: FlawSlowHTML, Doc: "every page drips for 4 s (Options.Delay) after its first bytes", Flips: one("speed-html-total", fail)},
	{Flaw: FlawTimeouts, Doc: "every tenth product page never answers", Flips: one("speed-timeouts", fail), May: []string{"nav-broken-internal", "nav-server-errors"}},
	{Flaw: FlawLongChain, Doc: "the home page is reached over four redirects", Flips: one("speed-redirect-chain", fail)},
	{Flaw: FlawNoCSP, Doc: "no Content-Security-Policy", Flips: one("header-csp", warn), HTTPS: true},
	{Flaw: FlawUnsafeCSP, Doc: "the Content-Security-Policy allows inline scripts", Flips: one("header-csp", warn), HTTPS: true},
	{Flaw: FlawCookieNoSecure, Doc: "the session cookie lacks Secure", Flips: one("header-cookie-flags", fail), HTTPS: true},
	{Flaw: FlawCookieNoHTTPOnly, Doc: "the session cookie lacks HttpOnly", Flips: one("header-cookie-flags", warn), HTTPS: true},
	{Flaw: FlawNoFrameGuard, Doc: "neither frame-ancestors nor X-Frame-Options on any page", Flips: one("header-frame-guard", warn), HTTPS: true},
	{Flaw: FlawNoSniff, Doc: "no X-Content-Type-Options", Flips: one("header-hygiene", warn), HTTPS: true},
	{Flaw: FlawServerVersion, Doc: "the Server field names an exact version", Flips: one("header-hygiene", warn), HTTPS: true},
	{Flaw: FlawUnpinnedLibrary, Doc: "every page loads a library from a public server without its hash", Flips: one("header-subresource-integrity", warn), May: []string{"render-vulnerable-library"}},
	{Flaw: FlawExposedGit, Doc: "the store of the shop's code lies open under /.git/", Flips: one("header-exposed-files", fail), HTTPS: true},
	{Flaw: FlawNoHSTS, Doc: "no Strict-Transport-Security", Flips: one("tls-hsts", warn), HTTPS: true},
	{Flaw: FlawMixedContent, Doc: "every page loads a script over http", Flips: one("tls-mixed-content", fail), May: []string{"render-broken-assets"}, HTTPS: true},
	{Flaw: FlawMixedImages, Doc: "the home page loads a picture over http", Flips: one("tls-mixed-content", warn), May: []string{"render-broken-assets"}, HTTPS: true},
	{Flaw: FlawFormToHTTP, Doc: "the sign-in form sends the password to an http address", Flips: one("tls-form-secure", fail), HTTPS: true},
	{Flaw: FlawOldTLS, Doc: "the server takes TLS 1.0 and 1.1 besides", Flips: one("tls-protocol-min", warn), HTTPS: true},
	{Flaw: FlawNoTLS13, Doc: "the server takes TLS 1.2 only", Flips: one("tls-protocol-min", warn), HTTPS: true},
	{Flaw: FlawTripleDES, Doc: "the server takes a suite with 3DES besides", Flips: one("tls-cipher-weak", fail), HTTPS: true},
	{Flaw: FlawRC4, Doc: "the server takes suites with RC4 besides", Flips: one("tls-cipher-weak", fail), HTTPS: true},
	{Flaw: FlawStaticKeys, Doc: "the server takes RSA key exchange besides", Flips: one("tls-forward-secrecy", warn), HTTPS: true},
	{Flaw: FlawLateCertificate, Doc: "the certificate of ninety days ends in ten", Flips: one("tls-cert-expiry", warn), HTTPS: true},
	{Flaw: FlawLongCertificate, Doc: "the certificate is valid for 900 days in all", Flips: one("tls-cert-lifetime", warn), HTTPS: true},
	{Flaw: FlawOldJQuery, Doc: "every page loads jQuery 1.12.4 from a file without a version in its name", Flips: one("render-vulnerable-library", warn)},
	{Flaw: FlawWrongVAT, Doc: "one digit of the VAT number is wrong", Flips: one("identity-vat-id", fail), May: []string{"identity-consistency"}, Markets: []string{"de", "at"}},
	{Flaw: FlawNoAbout, Doc: "no page about the shop and no link to one: the home page alone says a little", Flips: one("identity-about-page", warn), May: []string{"contact-hours", "product-gpsr"}},
	{Flaw: FlawFreeMail, Doc: "the seller's only address is a mailbox that anybody can open", Flips: one("contact-email-domain", warn), May: []string{"dns-mail-accepts", "identity-consistency", "identity-foreign-name"}},
	{Flaw: FlawBrokenData, Doc: "a comma too many ends the data for search engines on product pages", Flips: one("product-data-readable", warn)},
	{Flaw: FlawPriceGap, Doc: "the data of every fourth product name a price a third and more above the one shown", Flips: one("price-consistent", fail)},
	{Flaw: FlawNoTaxNote, Doc: "nothing on tax and delivery stands beside prices", Flips: one("price-tax-shipping", warn), May: []string{"fulfil-cost"}, Markets: []string{"de", "at"}},
	{Flaw: FlawBareReduction, Doc: "reduced products say by how much, and not what they cost before", Flips: one("price-prior", warn), Markets: []string{"de", "fr", "it", "nl", "pl", "at", "es"}},
	{Flaw: FlawAllReduced, Doc: "every product has a former price", Flips: one("price-all-on-sale", warn)},
	{Flaw: FlawWrongGTIN, Doc: "the check digit of every trade item number is wrong", Flips: one("product-identifiers", fail)},
	{Flaw: FlawNoMaker, Doc: "product pages do not say who made the goods", Flips: one("product-gpsr", warn), Markets: []string{"de", "fr", "it", "nl", "pl", "at", "es"}},
	{Flaw: FlawOtherWindow, Doc: "the answers to questions name another time for returns than the returns policy", Flips: one("policy-consistency", fail)},
	{Flaw: FlawOtherSeller, Doc: "the terms name another company as the seller than every other page", Flips: one("identity-consistency", fail)},
	{Flaw: FlawOtherMail, Doc: "the returns policy tells buyers to write to a mailbox of another shop", Flips: one("identity-foreign-name", warn)},
}

package vendor

// ownPolicies are hosts whose policies are their own, whoever links to them: of captchas, payment providers and shop systems. Help desks and
// services that hold a shop's texts are not among them.
var ownPolicies = map[string]bool{
	"google.com": true, "hcaptcha.com": true, "cloudflare.com": true, "paypal.com": true, "klarna.com": true, "stripe.com": true, "shopify.com": true,
	"adyen.com": true, "mollie.com": true, "amazon.com": true, "apple.com": true, "microsoft.com": true, "wix.com": true, "squarespace.com": true,
	"automattic.com": true, "europa.eu": true, "trustpilot.com": true, "dhl.de": true, "dhl.com": true, "ups.com": true,
	"fedex.com": true, "afterpay.com": true, "clearpay.co.uk": true, "mailchimp.com": true, "klaviyo.com": true,
}

// OwnPolicies reports whether what a host publishes under the name of a policy is its owner's, not that of a shop which links there.
func OwnPolicies(host string) bool { return domainIn(ownPolicies, host) != "" }

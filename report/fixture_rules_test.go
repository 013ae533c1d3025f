package report

import "github.com/shopvet/shopvet/verdict"

// ruleRow is a rule of the fixtures on one line.
type ruleRow struct {
	id       string
	factor   verdict.Factor
	severity verdict.Severity
	effort   int
	title    string
	why, fix string
}

// ruleRows are rules as the checks state them, in the words of these tests.
var ruleRows = []ruleRow{
	{"tls-https-reachable", verdict.StructuralAssurance, verdict.Critical, 3, "The shop answers over an encrypted connection (https)", "Without encryption, others on the network can read what visitors type.", "Ask your hosting company to switch on a certificate for your domain."},
	{"tls-cert-valid", verdict.StructuralAssurance, verdict.Critical, 1, "The certificate is valid for this address", "Browsers warn with a full page when it is not.", "Renew the certificate, or have it issued for the right name."},
	{"tls-hsts", verdict.StructuralAssurance, verdict.Medium, 1, "Browsers are told to always use the encrypted connection", "A returning visitor is then never sent over an open connection.", "Send the header “Strict-Transport-Security: max-age=31536000” with every page."},
	{"tls-form-secure", verdict.StructuralAssurance, verdict.Critical, 3, "Forms for passwords and addresses are sent encrypted", "What is typed there could be read on its way.", "Let the form's target begin with https://."},
	{"header-cookie-flags", verdict.StructuralAssurance, verdict.Medium, 1, "Cookies that keep a visitor signed in are protected", "An unprotected cookie can be read on its way or by foreign scripts.", "Switch on “Secure”, “HttpOnly” and “SameSite” for session cookies in the shop system's settings."},
	{"identity-legal-name", verdict.VendorIdentity, verdict.High, 1, "The seller's full name is given", "A stranger wants to know whom the money goes to.", "Name the company with its legal form, or your own first and last name, in the imprint."},
	{"identity-postal-address", verdict.VendorIdentity, verdict.High, 1, "The seller's postal address is given", "An address makes a seller reachable when e-mail fails.", "Add street, number, postcode and town to the imprint and the contact page."},
	{"identity-imprint-link", verdict.VendorIdentity, verdict.High, 1, "A link to the imprint stands on every page", "Visitors look for it at the foot of the page.", "Put a link called “Impressum” into the foot of every page."},
	{"policy-privacy", verdict.PolicyAssurance, verdict.High, 3, "There is a privacy text", "Visitors want to know what happens to their data.", "Publish a privacy text and link it from the foot of every page."},
	{"policy-terms", verdict.PolicyAssurance, verdict.High, 3, "There are terms of sale", "Terms say what both sides may rely on.", "Publish your terms of sale and link them from the foot of every page."},
	{"policy-returns", verdict.PolicyAssurance, verdict.High, 3, "There is a returns text", "Many buyers read it before they order.", "Say within which time, in which way and at whose cost goods can be sent back."},
	{"policy-placeholders", verdict.PolicyAssurance, verdict.High, 1, "Legal texts are filled in completely", "A text with gaps binds nobody.", "Fill in what stands in brackets."},
	{"price-present", verdict.InformationQuality, verdict.High, 1, "Products show their price", "Nobody orders without knowing the price.", "Give every product a price."},
	{"product-description", verdict.InformationQuality, verdict.Medium, 3, "Products are described", "A buyer cannot touch the goods; the text has to do it.", "Write a few sentences on material, size and use for each product."},
	{"content-placeholder", verdict.PresentationQuality, verdict.Medium, 1, "No sample text is left over", "Sample text makes a shop look unfinished.", "Replace the sample text by your own, or take the page off."},
	{"render-charset", verdict.PresentationQuality, verdict.Medium, 1, "Letters are shown as they are meant", "Broken letters look careless.", "Save and send the pages as UTF-8."},
	{"nav-broken-primary", verdict.Navigation, verdict.High, 1, "Links in menu, head and foot lead somewhere", "A dead link in the menu is met by every visitor.", "Correct or remove the links listed here."},
	{"nav-placeholder-links", verdict.PresentationQuality, verdict.Medium, 1, "No link leads nowhere", "Links without a target are left over from a template.", "Give them a target or remove them."},
	{"nav-server-errors", verdict.SystemQuality, verdict.High, 8, "Pages open without server errors", "An error page ends a purchase.", "Look into the server's error log at the time given, or ask whoever looks after the shop."},
	{"nav-soft-404", verdict.SystemQuality, verdict.Low, 3, "Missing pages say that they are missing", "Otherwise search engines list pages that are not there.", "Let the shop answer unknown addresses with the status 404 and a helpful page."},
	{"speed-ttfb", verdict.ResponseTime, verdict.Medium, 8, "The server answers quickly", "Waiting visitors leave.", "Switch on the page cache of your shop system, or ask your hosting company."},
	{"contact-channels", verdict.ServiceQuality, verdict.High, 1, "There are at least two ways to reach the seller", "When one fails, there is another.", "Give a phone number and an e-mail address."},
	{"contact-phone-plausible", verdict.ServiceQuality, verdict.Medium, 1, "The phone number can be a real one", "A made-up number is noticed when help is needed.", "Replace the sample number by your own."},
	{"dns-mail-accepts", verdict.ServiceQuality, verdict.High, 1, "The e-mail address can receive mail", "Questions that come back unanswered cost trust.", "Set up mail for your domain, or give another address."},
	{"fulfil-time", verdict.Fulfilment, verdict.Medium, 1, "The delivery time is stated", "Buyers plan with it.", "State a time in days on product pages and in the delivery text."},
	{"header-csp", verdict.Privacy, verdict.Low, 3, "The server says which scripts may run", "It limits what an injected script can do to visitors.", "Send a Content-Security-Policy header; start with report-only."},
	{"review-mechanism", verdict.Reputation, verdict.Medium, 3, "Buyers can leave reviews", "Strangers look for the experience of others.", "Switch on reviews in your shop system and link your profile elsewhere."},
	{"edu-buyer-help", verdict.Communication, verdict.Low, 3, "There is help for buyers", "Advice shows that somebody cares.", "Write answers to the five questions you are asked most."},
	{"payment-reversible", verdict.StructuralAssurance, verdict.High, 3, "At least one way to pay can be taken back", "Money sent in advance is hard to get back.", "Offer invoice, direct debit, card or a payment service beside the transfer."},
	{"reputation-domain-facts", verdict.Reputation, verdict.Info, 1, "The shop's address is known", "For information only.", "Nothing to do."},
}

// rules are the rules by check id.
func rules() map[string]verdict.Rule {
	m := map[string]verdict.Rule{}
	for _, r := range ruleRows {
		m[r.id] = verdict.Rule{Title: r.title, Why: r.why, Fix: r.fix, Factor: r.factor, Stage: verdict.StageBoth, Severity: r.severity,
			Effort: r.effort, Sources: []verdict.Source{{Title: "Study on trust in online shops (sample)", URL: "https://source.example/study"}}}
	}
	return m
}

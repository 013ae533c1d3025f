package identity

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// LegalName looks for a company name with its legal form, or a person's name beside a label such as "owner". A person who sells alone
// passes with that name. Names that stand only where other companies are named as well, as carriers and payment providers are in texts on
// privacy, delivery and payment, can be anybody's: then the answer is unknown, but for names known to be those of carriers and the like.
var LegalName = checks.Site(checks.Meta{
	ID:    "identity-legal-name",
	Title: "The seller is named in full",
	Why:   "Before they pay a stranger, people want to know which company or person they deal with, and whom they could hold to account.",
	Fix: "Write the full name of the company with its legal form (such as Ltd, GmbH or S.r.l.) on the contact or legal page and best in the footer as " +
		"well. If you trade by yourself, your first and last name beside a word such as \"owner\" is enough.",
	Effort: 1,
	Messages: map[string]string{
		"company": "A company is named as the seller: {name}",
		"person":  "A person is named as the seller: {name}",
		"trade":   "Only a trade name was found on the pages read, neither a company name with its legal form nor a person's name: {name}",
		"none":    "Neither a company name with its legal form nor a person's name was found on the pages read",
		"here":    "This is where visitors look for the seller's full name",
		"sample":  "The only name found on the pages read is a template's sample: {name}",
		"others":  "It could not be told whether this names the seller, since other companies are named in the same text: {name}",
		"veiled":  "No name was found in what could be read, but this was not read in full or shows it as a picture: {url}",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{eCommerce, consumer},
	Rests:   []string{"name"},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeLegalName)

func judgeLegalName(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	sure, doubtful := names(site)
	switch {
	case sure != nil && sure.Person:
		return checks.Pass(checks.Msg("person", "name", sure.Text))
	case sure != nil:
		return checks.Pass(checks.Msg("company", "name", sure.Text))
	case doubtful != nil:
		return checks.Unknown(checks.Msg("others", "name", doubtful.Text))
	}
	at := hidden(site)
	if n := sampleName(site); n != nil {
		reason := checks.Msg("sample", "name", n.Text)
		f := checks.Find(reason, verdict.Evidence{URL: n.URL, Selector: facts.Place(n.Zone), Snippet: n.Text})
		if site.Look.Full && at == "" {
			return checks.Fail(reason, f)
		}
		return checks.Warn(reason, f) // the sample was seen, that there is nothing better was not
	}
	if at != "" {
		return checks.Unknown(checks.Msg("veiled", "url", at))
	}
	if at, line := tradeName(site); at != "" {
		return checks.Absent(in, checks.Warn(checks.Msg("trade", "name", site.Name),
			checks.Find(checks.Msg("here"), verdict.Evidence{URL: at, Snippet: line})))
	}
	return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: where(site)})))
}

// names returns the first name that is the seller's, and the first that may be somebody else's.
func names(site *facts.Site) (sure, doubtful *facts.Named) {
	others := map[string]bool{} // addresses of texts that name other companies too
	for _, k := range []facts.PolicyKind{facts.PolicyPrivacy, facts.PolicyCookies, facts.PolicyShipping, facts.PolicyPayment} {
		for _, pol := range site.Policies(k) {
			if pol.Form == facts.FormPage {
				others[pol.URL] = true
			}
		}
	}
	for i := range site.LegalNames {
		n := &site.LegalNames[i]
		if n.Dummy {
			continue
		}
		// A name is kept with its first place only, so the other places are looked through for it.
		if n.Seller && (n.Zone.Shared() || !others[n.URL]) || !provider(n.Text) && saidElsewhere(site, n.Text, others) {
			return n, nil
		}
		if doubtful == nil && !provider(n.Text) {
			doubtful = n
		}
	}
	return nil, doubtful
}

// providers are companies that shops name in their texts as those who carry, host, count or advertise for them, in folded form.
var providers = []string{"dhl", "deutsche post", "dpd", "gls", "hermes", "ups", "united parcel", "fedex", "royal mail", "evri", "la poste", "colissimo", "chronopost", "mondial relay",
	"postnl", "bpost", "correos", "seur", "poste italiane", "brt", "inpost", "poczta polska", "swiss post", "austrian post", "österreichische post", "correios", "yamato", "sagawa",
	"ヤマト運輸", "佐川急便", "日本郵便", "cj대한통운", "롯데글로벌로지스", "顺丰", "順豐", "圆通", "google", "meta platforms", "facebook", "microsoft", "amazon", "cloudflare", "hetzner", "ionos",
	"strato", "ovh", "aruba", "shopify", "mailchimp", "intuit", "brevo", "sendinblue", "klaviyo", "stripe", "adyen", "mollie", "trustpilot", "trusted shops", "tiktok", "pinterest",
	"hotjar", "cookiebot", "usercentrics", "onetrust", "toss payments", "nhn kcp", "gmo",
	"카페24", "cafe24", "메이크샵", "고도몰", "아임웹", "이니시스", "카카오", "네이버", "나이스페이", "우체국", "한진택배", "로젠", "中通", "申通", "韵达", "极兔", "德邦", "阿里云", "腾讯", "支付宝", "财付通",
	"京东", "菜鸟", "綠界", "統一速達", "新竹物流", "佐川", "さくらインターネット", "gmoペパボ", "エックスサーバー"}

// provider reports whether a name is that of a company that works for many shops.
func provider(name string) bool {
	if len(vendor.Payments(name)) > 0 {
		return true
	}
	folded := " " + cue.Fold(name) + " "
	return slices.ContainsFunc(providers, func(p string) bool {
		p = cue.Fold(p)
		if p[0] < utf8.RuneSelf {
			p = " " + p + " " // "ups" is no part of "Upside Candles Ltd"
		}
		return strings.Contains(folded, p)
	})
}

func saidElsewhere(site *facts.Site, name string, others map[string]bool) bool {
	for p := range site.Each(sellerPages(site)) {
		if !others[site.URL(p)] && lineWith(p.Text, name) != "" {
			return true
		}
	}
	return false
}

// tradeName returns where the shop names itself on a page about the seller, or in a footer beside its contact data, with the line.
func tradeName(site *facts.Site) (at, line string) {
	if u, err := url.Parse(site.Snap.Base); err == nil && site.Name == u.Hostname() {
		return "", "" // nothing but the address was known
	}
	for p := range site.Each(sellerPages(site)) {
		if line := lineWith(p.Text, site.Name); line != "" {
			return site.URL(p), line
		}
	}
	if site.Home == nil {
		return "", ""
	}
	for _, id := range site.Home.Blocks {
		if b := site.Snap.Block(id); b != nil && len(b.Contacts) > 0 {
			if line := lineWith(b.Text, site.Name); line != "" {
				return site.URL(site.Home), line
			}
		}
	}
	return "", ""
}

// sampleName returns a template's name that stands where the seller's own would.
func sampleName(site *facts.Site) *facts.Named {
	for i := range site.LegalNames {
		if n := &site.LegalNames[i]; n.Seller && n.Dummy {
			return n
		}
	}
	return nil
}

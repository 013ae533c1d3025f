package policy_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/policy"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://valley-candles.co.uk/"

func TestTexts(t *testing.T) {
	set, err := checks.NewSet(policy.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

const hello = checktest.Hello

// shop is an English shop of which enough is seen to say that something is missing; footer and pages are what the cases change.
func shop(footer string, more ...checktest.Page) []checktest.Page {
	return checktest.Candles{Footer: footer}.At(base, more...)
}

func long(title string) string {
	return `<h1>` + title + `</h1>` + strings.Repeat(`<p>This paragraph says in plain words what you can expect of us and what we ask of you, so that nobody is surprised later on.</p>`, 12)
}

func at(path, html string) checktest.Page { return checktest.Page{URL: base + path, HTML: html} }

// pdf is a file with some text, or without where that is empty, as a scan is.
func pdf(path, text string) checktest.Page {
	return checktest.Page{URL: base + path, Status: 200, Header: map[string][]string{"Content-Type": {"application/pdf"}}, HTML: `%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] >> endobj
3 0 obj << /Type /Page /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >> endobj
4 0 obj << >> stream
BT /F 10 Tf 72 700 Td (` + text + `) Tj ET
endstream endobj
5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj
trailer << /Root 1 0 R >>
%%EOF`}
}

const privacy = `<a href="/privacy">Privacy policy</a>`

func TestPrivacy(t *testing.T) {
	checktest.Table(t, policy.Privacy,
		checktest.Case{Name: "a page", Pages: shop(privacy, at("privacy", long("Privacy policy"))), Want: verdict.Pass},
		checktest.Case{
			Name:  "a part of a legal page whose own parts have headings of the same rank",
			Pages: shop(`<a href="/legal">Legal</a>`, at("legal", `<h1>Legal</h1><h2>Privacy policy</h2>`+hello+`<h2>What we keep</h2>`+strings.Repeat(hello, 10)+`<h2>Terms and conditions</h2>`+hello)),
			Want:  verdict.Pass,
		},
		checktest.Case{Name: "together with the terms", Pages: shop(`<a href="/rules">Terms and conditions &amp; privacy policy</a>`, at("rules", long("Terms and conditions and privacy policy"))), Want: verdict.Pass},
		checktest.Case{Name: "short", Pages: shop(privacy, at("privacy", `<h1>Privacy policy</h1>`+hello+hello)), Want: verdict.Warn, Reason: "short", Total: 1, At: []string{base + "privacy"}},
		checktest.Case{Name: "a file", Pages: shop(`<a href="/privacy.pdf">Privacy policy</a>`, pdf("privacy.pdf", strings.Repeat("We keep your address until the parcel has arrived. ", 20))), Want: verdict.Warn, Reason: "pdf", Total: 1},
		checktest.Case{Name: "a scan", Pages: shop(`<a href="/privacy.pdf">Privacy policy</a>`, pdf("privacy.pdf", "")), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "a file that waits for its text", Pages: shop(`<a href="/privacy.pdf">Privacy policy</a>`, pdf("privacy.pdf", "This page is still to be written. Coming soon.")), Want: verdict.Fail, Reason: "hollow", Total: 1},
		checktest.Case{Name: "none", Pages: shop(``), Want: verdict.Fail, Reason: "none", Total: 1, At: []string{base}},
		checktest.Case{Name: "an empty page", Pages: shop(privacy, at("privacy", `<h1>Privacy policy</h1>`)), Want: verdict.Fail, Reason: "hollow", Total: 1},
		checktest.Case{Name: "an empty page below the logo of all pages", Pages: func() []checktest.Page {
			list := shop(privacy, at("privacy", `<h1>Privacy policy</h1>`))
			for i := range list {
				list[i].HTML = `<div id="top"><img src="/logo.png" alt="Valley Candles"></div>` + list[i].HTML
			}
			return list
		}(), Want: verdict.Fail, Reason: "hollow", Total: 1},
		checktest.Case{Name: "none, and the cart that all pages link to is gone", Pages: shop(`<a href="/basket">Your basket</a>`, checktest.Page{URL: base + "basket", Status: 404, HTML: `<h1>Not found</h1>`}), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "a dead link", Pages: shop(privacy, checktest.Page{URL: base + "privacy", Status: 404, HTML: `<h1>Not found</h1>`}), Want: verdict.Fail, Reason: "hollow", Total: 1},
		checktest.Case{Name: "an empty page, and not everything was read", Pages: shop(privacy+`<a href="/more">More</a>`, at("privacy", `<h1>Privacy policy</h1>`)), Want: verdict.Warn, Reason: "hollow", Total: 1},
		checktest.Case{Name: "not read", Pages: shop(privacy), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "on the site of a service", Pages: shop(`<a href="https://policies.service.test/12">Privacy policy</a>`), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "that of a captcha is not the shop's", Pages: shop(`<p>The Google <a href="https://policies.google.com/privacy">Privacy Policy</a> applies.</p>`), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "in a dialog that a script opens", Pages: shop(`<a href="#" role="button" data-toggle="modal">Privacy policy</a>`), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "privacy screens are goods", Pages: shop(``, at("privacy-screens", long("Privacy screens"))), Want: verdict.Fail, Reason: "none", Total: 1},
	)
}

func TestPrivacyInJapaneseNeedsFewerLetters(t *testing.T) {
	text := strings.Repeat("当店はお客様の個人情報をご注文の発送とお問い合わせへの回答のためにのみ利用いたします。", 9)
	snap := checktest.Shop(t,
		checktest.Page{URL: base, HTML: `<html lang="ja"><body><main><h1>ろうそくの店</h1><p>手作りのろうそくです。</p></main><footer><a href="/privacy">プライバシーポリシー</a></footer></body></html>`},
		checktest.Page{URL: base + "privacy", HTML: `<html lang="ja"><body><main><h1>プライバシーポリシー</h1><p>` + text + `</p></main></body></html>`})
	if r := checktest.Run(t, policy.Privacy, checktest.Input(t, snap, checktest.Options{})); r.Status != verdict.Pass {
		t.Errorf("%s: %s", r.Status, r.Reason.Text)
	}
}

func TestTerms(t *testing.T) {
	const link = `<a href="/terms">Terms and conditions</a>`
	checktest.Table(t, policy.Terms,
		checktest.Case{Name: "a page", Pages: shop(link, at("terms", long("Terms and conditions"))), Want: verdict.Pass},
		checktest.Case{Name: "thin", Pages: shop(link, at("terms", `<h1>Terms and conditions</h1>`+hello)), Want: verdict.Warn, Reason: "short", Total: 1},
		checktest.Case{Name: "none", Pages: shop(privacy, at("privacy", long("Privacy policy"))), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "a template's text for the owner", Pages: shop(link, at("terms", `<h1>Terms and conditions</h1><p>Use this text to share information about your brand with your customers, and write what you like about it.</p>`)), Want: verdict.Fail, Reason: "hollow", Total: 1},
		checktest.Case{Name: "not read", Pages: shop(link), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "not everything was read", Pages: shop(`<a href="/more">More</a>`), Want: verdict.Unknown, Reason: checks.KeyNoFullLook},
	)
}

func TestReturns(t *testing.T) {
	const link, terms = `<a href="/returns">Returns</a>`, `<a href="/terms">Terms and conditions</a>`
	checktest.Table(t, policy.Returns,
		checktest.Case{Name: "a page", Pages: shop(link, at("returns", long("Returns"))), Want: verdict.Pass},
		checktest.Case{Name: "together with delivery", Pages: shop(`<a href="/delivery">Delivery &amp; Returns</a>`, at("delivery", long("Delivery & Returns"))), Want: verdict.Pass},
		checktest.Case{Name: "a statement that nothing comes back", Pages: shop(link, at("returns", `<h1>Returns</h1><p>Every candle is made to order, so all sales are final.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "a part of the help page", Pages: shop(`<a href="/faq">FAQ</a>`, at("faq", `<h1>FAQ</h1><h2>Returns</h2>`+hello+hello)), Want: verdict.Pass},
		checktest.Case{
			Name:  "only inside the terms",
			Pages: shop(terms, at("terms", `<h1>Terms and conditions</h1><h2>Contract</h2>`+hello+hello+`<h2>Returns</h2>`+hello+hello)),
			Want:  verdict.Warn, Reason: "in-terms", Total: 1, At: []string{base + "terms"},
		},
		checktest.Case{
			Name:  "inside the terms, with a link of its own",
			Pages: shop(terms+`<a href="/terms#back">Returns</a>`, at("terms", `<h1>Terms and conditions</h1><h2>Contract</h2>`+hello+hello+`<h2 id="back">Returns</h2>`+hello+hello)),
			Want:  verdict.Pass,
		},
		checktest.Case{
			Name:  "inside the terms, with a link to another part",
			Pages: shop(terms+`<a href="/terms#pay">Payment</a>`, at("terms", `<h1>Terms and conditions</h1><h2 id="pay">Contract</h2>`+hello+hello+`<h2>Returns</h2>`+hello+hello)),
			Want:  verdict.Warn, Reason: "in-terms", Total: 1,
		},
		checktest.Case{
			Name:  "in passing",
			Pages: shop(terms, at("terms", `<h1>Terms and conditions</h1>`+hello+`<p>Under our returns policy you can send back what you do not like within 30 days.</p>`)),
			Want:  verdict.Warn, Reason: "passing", Total: 1,
		},
		checktest.Case{Name: "none", Pages: shop(terms, at("terms", long("Terms and conditions"))), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "not read", Pages: shop(link), Want: verdict.Unknown, Reason: "unread"},
	)
}

func TestPlaceholders(t *testing.T) {
	const terms = `<a href="/terms">Terms and conditions</a>`
	checktest.Table(t, policy.Placeholders,
		checktest.Case{Name: "filled", Pages: shop(terms, at("terms", long("Terms and conditions"))), Want: verdict.Pass},
		checktest.Case{Name: "a blank", Pages: shop(terms, at("terms", long("Terms and conditions")+`<p>These terms apply to every order placed with [Your Company].</p>`)), Want: verdict.Fail, Total: 1, At: []string{base + "terms"}},
		checktest.Case{Name: "filler", Pages: shop(terms, at("terms", `<h1>Terms and conditions</h1><p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.</p>`)), Want: verdict.Fail, Total: 1},
		checktest.Case{
			Name: "the form that the buyer fills in",
			Pages: shop(terms, at("terms", long("Terms and conditions")+`<h2>Model withdrawal form</h2><p>To [company name], I hereby give notice that I withdraw from my contract.</p>
<p>Name of consumer: XXXXXX</p>`)),
			Want: verdict.Pass,
		},
		checktest.Case{Name: "no legal page", Pages: shop(``), Want: verdict.NotApplicable, Reason: "none"},
		checktest.Case{Name: "no legal page, and not everything was read", Pages: shop(`<a href="/more">More</a>`), Want: verdict.Unknown},
	)
}

func TestWeakMarksCarryNoCap(t *testing.T) {
	snap := checktest.Shop(t, shop(`<a href="/terms">Terms and conditions</a>`, at("terms", long("Terms and conditions")+`<p>Replace this text with your own.</p>`))...)
	r := checktest.Run(t, policy.Placeholders, checktest.Input(t, snap, checktest.Options{}))
	if r.Status == verdict.Fail && r.Confidence == verdict.Sure {
		t.Errorf("words alone are held for certain: %+v", r.Findings)
	}
}

func TestUnreachableShopIsUnknown(t *testing.T) {
	snap := checktest.Shop(t, checktest.Page{URL: base, Fault: &snapshot.Fault{Kind: snapshot.FaultTimeout, Text: "no answer"}})
	snap.Have = 0
	in := checktest.Input(t, snap, checktest.Options{Markets: []string{"de"}})
	for _, c := range policy.All {
		r := checktest.Run(t, c, in)
		if len(c.Meta.Markets) > 0 && r.Status == verdict.NotApplicable {
			continue // nothing shows that the shop sells there
		}
		if r.Status != verdict.Unknown {
			t.Errorf("%s: %s", c.Meta.ID, r.Status)
		}
	}
}

package policy_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/checks/policy"
	"github.com/shopvet/shopvet/verdict"
)

const (
	returnsLink = `<a href="/returns">Returns</a>`
	termsLink   = `<a href="/terms">Terms and conditions</a>`
	full        = `<h1>Returns</h1><p>You may send back unused goods within 30 days of receiving them. Send the parcel to 1 Mill Lane, Hebden Bridge.</p>
<p>You pay the postage for returns. We refund the price within 14 days of receiving your return.</p>`
)

var (
	uk = checktest.Options{Markets: []string{"uk"}}
	br = checktest.Options{Markets: []string{"br"}}
)

func TestReturnsSubstance(t *testing.T) {
	checktest.Table(t, policy.ReturnsSubstance,
		checktest.Case{Name: "all five", Pages: shop(returnsLink, at("returns", full)), Want: verdict.Pass, Reason: "found"},
		checktest.Case{
			Name: "told in the terms and the help page",
			Pages: shop(returnsLink+termsLink+`<a href="/faq">FAQ</a>`, at("returns", `<h1>Returns</h1><p>You can send back anything within 30 days of delivery, as long as it is unused.</p>`+hello),
				at("terms", long("Terms and conditions")+`<h2>Returns</h2><p>You pay the postage for returns.</p>`),
				at("faq", `<h1>FAQ</h1><h2>When do I get my money back?</h2><p>We refund within 10 days.</p>`+hello)),
			Want: verdict.Pass,
		},
		checktest.Case{
			Name:  "thin and short",
			Pages: shop(returnsLink, at("returns", `<h1>Returns</h1><p>You can send back anything within 30 days of delivery if it does not fit in your home.</p>`+hello)),
			Want:  verdict.Fail, Reason: "thin", Key: "no-condition", Total: 4, At: []string{base + "returns", base + "returns", base + "returns", base + "returns"},
		},
		checktest.Case{
			Name:  "thin and long: something may have been missed",
			Pages: shop(returnsLink, at("returns", `<h1>Returns</h1><p>You can send back anything within 30 days of delivery.</p>`+strings.Repeat(hello, 12))),
			Want:  verdict.Warn, Reason: "thin", Total: 4,
		},
		checktest.Case{
			Name:  "what holds for faulty goods is not the rule",
			Pages: shop(returnsLink, at("returns", `<h1>Returns</h1><p>If something arrives damaged, return it within 14 days, and we pay the return postage.</p>`+hello)),
			Want:  verdict.Fail, Reason: "thin", Key: "no-period", Total: 5,
		},
		checktest.Case{Name: "nothing comes back", Pages: shop(returnsLink, at("returns", `<h1>Returns</h1><p>Every candle is made to order, so all sales are final.</p>`)), Want: verdict.NotApplicable, Reason: "no-returns"},
		checktest.Case{Name: "no rules at all are judged elsewhere", Pages: shop(``), Want: verdict.NotApplicable, Reason: "none"},
		checktest.Case{Name: "not read", Pages: shop(returnsLink), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{
			Name:  "the terms were not read",
			Pages: shop(returnsLink+termsLink, at("returns", `<h1>Returns</h1><p>You can send back anything within 30 days of delivery.</p>`+hello)),
			Want:  verdict.Unknown, Reason: "unread",
		},
	)
}

const right = `<p>You have the right to cancel this contract within 14 days without giving a reason. The period ends 14 days after the day on which you received the goods.</p>`

func TestWithdrawalInfo(t *testing.T) {
	const link = `<a href="/cancel">Right to cancel</a>`
	page := func(body string) checktest.Page { return at("cancel", `<h1>Right to cancel</h1>`+body+hello) }
	checktest.Table(t, policy.WithdrawalInfo,
		checktest.Case{Name: "both", Options: uk, Pages: shop(link, page(right+`<h2>Model withdrawal form</h2><p>I/We hereby give notice that I/we cancel my/our contract.</p>`)), Want: verdict.Pass, Reason: "both"},
		checktest.Case{Name: "the form is a file", Options: uk, Pages: shop(link+`<a href="/form.pdf">Model cancellation form (PDF)</a>`, page(right), pdf("form.pdf", "")), Want: verdict.Pass, Reason: "both"},
		checktest.Case{
			Name: "the goods are exempt", Options: uk,
			Pages: shop(link, page(`<p>The right to cancel does not apply to goods made to your own measurements, and we make nothing else.</p>`)),
			Want:  verdict.Pass, Reason: "exception",
		},
		checktest.Case{Name: "no form", Options: uk, Pages: shop(link, page(right)), Want: verdict.Warn, Reason: "no-form", Total: 1, At: []string{base + "cancel"}},
		checktest.Case{
			Name: "thirty days, of which the first are the right", Options: uk,
			Pages: shop(link, page(`<p>You have 30 days from delivery to send it back; the first 14 are your legal right to cancel.</p><h2>Model withdrawal form</h2><p>I/We hereby give notice that I/we cancel my/our contract.</p>`)),
			Want:  verdict.Pass, Reason: "both",
		},
		checktest.Case{Name: "seven days", Options: uk, Pages: shop(link, page(`<p>You have the right to cancel this contract within 7 days.</p>`)), Want: verdict.Warn, Reason: "short", Total: 1},
		checktest.Case{Name: "the shop's own rule only", Options: uk, Pages: shop(returnsLink, at("returns", full)), Want: verdict.Fail, Reason: "neither", Total: 1},
		checktest.Case{Name: "sells to businesses only", Options: uk, Pages: shop(link+`<p>Trade customers only</p>`, page(`<p>We sell to trade customers only.</p>`)), Want: verdict.NotApplicable, Reason: "trade"},
		checktest.Case{Name: "not read", Options: uk, Pages: shop(link), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "the terms are a file", Options: uk, Pages: shop(`<a href="/terms.pdf">Terms and conditions</a>`, pdf("terms.pdf", "")), Want: verdict.Unknown, Reason: "unread"},
		checktest.Case{Name: "no such right where the shop sells", Options: checktest.Options{Markets: []string{"us"}}, Pages: shop(returnsLink, at("returns", full)), Want: verdict.NotApplicable},
	)
}

func TestCoolingOff(t *testing.T) {
	page := func(body string) checktest.Page { return at("returns", `<h1>Returns</h1>`+body+hello) }
	checktest.Table(t, policy.CoolingOff,
		checktest.Case{Name: "a longer rule of its own", Options: br, Pages: shop(returnsLink, at("returns", full)), Want: verdict.Pass},
		checktest.Case{Name: "seven days", Options: br, Pages: shop(returnsLink, page(`<p>You can return your order within 7 days of receiving it.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "three days", Options: br, Pages: shop(returnsLink, page(`<p>You can return your order within 3 days of receiving it.</p>`)), Want: verdict.Warn, Reason: "short", Total: 1},
		checktest.Case{Name: "none", Options: br, Pages: shop(returnsLink, page(`<p>Please write to us if you want to send something back.</p>`)), Want: verdict.Warn, Reason: "absent", Total: 1},
		checktest.Case{Name: "thirty days for faulty goods only", Options: br, Pages: shop(returnsLink, page(`<p>Faulty goods can be returned within 30 days.</p>`)), Want: verdict.Warn, Reason: "absent", Total: 1},
		checktest.Case{Name: "nothing comes back", Options: br, Pages: shop(returnsLink, page(`<p>All sales are final.</p>`)), Want: verdict.Unknown, Reason: "no-returns"},
		checktest.Case{Name: "not read", Options: br, Pages: shop(returnsLink), Want: verdict.Unknown, Reason: "unread"},
	)
}

func TestCoolingOffInFourLanguages(t *testing.T) {
	for lang, sentence := range map[string]string{
		"zh-CN": "自签收次日起七天内，支持无理由退货。", "zh-TW": "您享有到貨次日起七天鑑賞期。", "ko": "상품을 받은 날부터 7일 이내에 청약철회를 하실 수 있습니다.",
		"pt-BR": "Você pode desistir da compra em até 7 dias após o recebimento, conforme o artigo 49.",
	} {
		link := map[string]string{"zh-CN": "退换货政策", "zh-TW": "退換貨", "ko": "교환 및 반품", "pt-BR": "Trocas e devoluções"}[lang]
		page := func(main string) string {
			return `<html lang="` + lang + `"><body><main>` + main + `</main><footer><a href="/r">` + link + `</a></footer></body></html>`
		}
		snap := checktest.Shop(t, checktest.Page{URL: base, HTML: page(`<h1>` + link + `</h1>` + strings.Repeat(`<p>`+sentence+`</p>`, 2))},
			checktest.Page{URL: base + "r", HTML: page(`<h1>` + link + `</h1><p>` + sentence + `</p>`)})
		in := checktest.Input(t, snap, checktest.Options{Markets: []string{"cn", "br", "kr", "tw"}})
		if r := checktest.Run(t, policy.CoolingOff, in); r.Status != verdict.Pass {
			t.Errorf("%s: %s: %s", lang, r.Status, r.Reason.Text)
		}
	}
}

// TestCoolingOffIsNoExchange: days within which another colour is sent for the first are no days within which the money comes back.
func TestCoolingOffIsNoExchange(t *testing.T) {
	for name, tc := range map[string]struct {
		lang, main string
		want       verdict.Status
	}{
		"pt: another colour":      {"pt-BR", `<h2>Troca</h2><p>Até 30 dias do recebimento, peça sem uso.</p><p>Troca de cor em até 30 dias.</p>`, verdict.Warn},
		"pt: exchange or return":  {"pt-BR", `<h2>Troca</h2><p>Você tem 30 dias do recebimento para trocar ou devolver a peça.</p>`, verdict.Pass},
		"pt: both, one by one":    {"pt-BR", `<h2>Troca</h2><p>Troca de cor em até 30 dias do recebimento.</p><h2>Arrependimento</h2><p>Você pode desistir da compra em até 7 dias corridos do recebimento.</p>`, verdict.Pass},
		"pt: under returns":       {"pt-BR", `<h2>Trocas e devoluções</h2><p>Até 30 dias do recebimento, peça sem uso.</p>`, verdict.Pass},
		"zh: exchange only":       {"zh-CN", `<h2>换货</h2><p>自签收之日起15天内可以换货，商品未使用。</p>`, verdict.Warn},
		"zh: return and exchange": {"zh-CN", `<h2>退换货</h2><p>自签收之日起7天内无理由退换货。</p>`, verdict.Pass},
		"ko: another size":        {"ko", `<h2>교환 안내</h2><p>상품을 받은 날부터 14일 이내에 다른 사이즈로 교환할 수 있습니다.</p>`, verdict.Warn},
		"ko: return":              {"ko", `<h2>교환 및 반품 안내</h2><p>상품을 받은 날부터 7일 이내에 교환 및 반품하실 수 있습니다.</p>`, verdict.Pass},
		"tw: exchange for faults": {"zh-TW", `<h2>換貨</h2><p>收到商品後30天內可更換其他尺寸。</p>`, verdict.Warn},
		"tw: seven days":          {"zh-TW", `<h2>退換貨</h2><p>您享有收到商品隔日起七天鑑賞期。</p>`, verdict.Pass},
	} {
		link := map[string]string{"zh-CN": "退换货政策", "zh-TW": "退換貨", "ko": "교환 및 반품", "pt-BR": "Trocas e devoluções"}[tc.lang]
		page := func(main string) string {
			return `<html lang="` + tc.lang + `"><body><main>` + main + `</main><footer><a href="/r">` + link + `</a></footer></body></html>`
		}
		body := `<h1>` + link + `</h1>` + tc.main
		snap := checktest.Shop(t, checktest.Page{URL: base, HTML: page(`<h1>` + link + `</h1>`)}, checktest.Page{URL: base + "r", HTML: page(body)})
		in := checktest.Input(t, snap, checktest.Options{Markets: []string{"cn", "br", "kr", "tw"}, Lang: map[string]string{"zh-CN": "zh-cn", "zh-TW": "zh-tw", "ko": "ko", "pt-BR": "pt-br"}[tc.lang]})
		in.Site.Look = facts.Look{Full: true}
		if r := checktest.Run(t, policy.CoolingOff, in); r.Status != tc.want {
			t.Errorf("%s: %s: %s", name, r.Status, r.Reason.Text)
		}
	}
}

func TestWarranty(t *testing.T) {
	checktest.Table(t, policy.Warranty,
		checktest.Case{Name: "two years", Pages: shop(termsLink, at("terms", long("Terms and conditions")+`<p>Every candlestick has a two-year warranty.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "by law", Pages: shop(termsLink, at("terms", long("Terms and conditions")+`<p>Your statutory rights under the Consumer Rights Act are not affected.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "left as it is, among the rules for returns", Pages: shop(returnsLink, at("returns", full+`<p>Faulty? We repair or replace it; your statutory rights are not affected.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "a price guarantee is none", Pages: shop(termsLink, at("terms", long("Terms and conditions")+`<p>Found it cheaper? Our price match lasts 30 days.</p>`)), Want: verdict.Warn, Reason: "absent", Total: 1, At: []string{base + "terms"}},
		checktest.Case{Name: "none", Pages: shop(termsLink, at("terms", long("Terms and conditions"))), Want: verdict.Warn, Reason: "absent", Total: 1},
		checktest.Case{Name: "food", Pages: food(shop(termsLink, at("terms", long("Terms and conditions")))), Want: verdict.NotApplicable, Reason: "consumables"},
		checktest.Case{Name: "not read", Pages: shop(termsLink), Want: verdict.Unknown, Reason: "unread"},
	)
}

// food makes a shop's goods edible.
func food(pages []checktest.Page) []checktest.Page {
	for i := range pages {
		pages[i].HTML = strings.ReplaceAll(pages[i].HTML, `<button>Add to cart</button></form>`, `<button>Add to cart</button></form><p>Ingredients: oats, honey. Best before: see the lid.</p>`)
	}
	return pages
}

package policy_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/policy"
	"github.com/shopvet/shopvet/verdict"
)

func TestConsistency(t *testing.T) {
	const faqLink = `<a href="/faq">FAQ</a>`
	faq := func(body string) checktest.Page { return at("faq", `<h1>FAQ</h1>`+body+hello) }
	returns := func(body string) checktest.Page { return at("returns", `<h1>Returns</h1>`+body+hello) }
	const thirty = `<p>You may send back unused goods within 30 days of receiving them.</p>`
	checktest.Table(t, policy.Consistency,
		checktest.Case{
			Name:  "the same in three places",
			Pages: shop(returnsLink+faqLink+`<p>30-day returns</p>`, returns(thirty), faq(`<h2>Can I return something?</h2><p>Yes, within 30 days.</p>`)),
			Want:  verdict.Pass, Reason: "agree",
		},
		checktest.Case{
			Name:  "another window among the answers",
			Pages: shop(returnsLink+faqLink, returns(thirty), faq(`<h2>Can I return something?</h2><p>Yes, you can return goods within 14 days of delivery.</p>`)),
			Want:  verdict.Fail, Reason: "disagree", Key: "window", Total: 1, At: []string{base + "returns"},
		},
		checktest.Case{
			Name:  "four weeks are a month, more or less",
			Pages: shop(returnsLink+faqLink, returns(thirty), faq(`<h2>Can I return something?</h2><p>Yes, you can return goods within four weeks of delivery.</p>`)),
			Want:  verdict.Pass,
		},
		checktest.Case{
			Name: "fourteen days may be those of the law",
			Pages: shop(returnsLink+faqLink+`<a href="/cancel">Right to cancel</a>`, returns(thirty), at("cancel", `<h1>Right to cancel</h1>`+right+hello),
				faq(`<h2>Can I return something?</h2><p>Yes, you can return goods within 14 days of delivery.</p>`)),
			Want: verdict.Warn, Key: "window", Total: 1,
		},
		checktest.Case{
			Name:  "what the law gives beside what the shop gives",
			Pages: shop(returnsLink+`<a href="/cancel">Right to cancel</a>`, returns(`<p>On top of your right to cancel, you may send back unused goods within 30 days of receiving them.</p>`), at("cancel", `<h1>Right to cancel</h1>`+right+hello)),
			Want:  verdict.Pass,
		},
		checktest.Case{
			Name:  "an exception does not narrow the rule",
			Pages: shop(returnsLink+faqLink, returns(`<p>You may send back goods within 30 days of receiving them, except sale items.</p>`), faq(`<h2>Can I return something?</h2><p>Yes, you can return goods within 14 days of delivery.</p>`)),
			Want:  verdict.Fail, Key: "window", Total: 1,
		},
		checktest.Case{
			Name:  "the heading above limits it",
			Pages: shop(returnsLink+faqLink, returns(thirty), faq(`<h2>For trade customers</h2><p>You can return goods within 14 days of delivery.</p>`)),
			Want:  verdict.Pass,
		},
		checktest.Case{
			Name:  "the sentence behind limits it",
			Pages: shop(returnsLink+faqLink, returns(thirty), faq(`<h2>How long do I have?</h2><p>You can return goods within 100 days of delivery. This applies to members of our club only.</p>`)),
			Want:  verdict.Pass,
		},
		checktest.Case{
			Name:  "who pays",
			Pages: shop(returnsLink+`<p>Free returns</p>`, returns(thirty+`<p>You pay the postage for returns.</p>`)),
			Want:  verdict.Fail, Key: "cost", Total: 1,
		},
		checktest.Case{
			Name:  "who pays depends, and the text says on what",
			Pages: shop(returnsLink+`<p>Free returns</p>`, returns(thirty+`<p>With our label returns are free. Without it you pay the postage for returns.</p>`)),
			Want:  verdict.Pass,
		},
		checktest.Case{
			Name: "in structured data",
			Pages: shop(returnsLink+`<script type="application/ld+json">{"@type":"Organization","name":"Valley","hasMerchantReturnPolicy":{"@type":"MerchantReturnPolicy","merchantReturnDays":60}}</script>`,
				returns(thirty)),
			Want: verdict.Fail, Key: "window", Total: 1,
		},
		checktest.Case{
			Name: "structured data with a policy for each of several countries",
			Pages: shop(returnsLink+`<script type="application/ld+json">{"@type":"Organization","name":"Valley","hasMerchantReturnPolicy":[{"applicableCountry":"GB","merchantReturnDays":60},{"applicableCountry":"IE","merchantReturnDays":14}]}</script>`,
				returns(thirty)),
			Want: verdict.NotApplicable,
		},
		checktest.Case{Name: "one text", Pages: shop(returnsLink, returns(thirty)), Want: verdict.NotApplicable, Reason: "single"},
	)
}

package fulfil_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/fulfil"
	"github.com/shopvet/shopvet/verdict"
)

func delivery(body string) checktest.Page { return at("delivery", `<h1>Delivery</h1>`+hello+body) }

func TestCost(t *testing.T) {
	checktest.Table(t, fulfil.Cost,
		checktest.Case{Name: "a sum", Pages: shop(link, ``, delivery(`<p>Delivery costs £3.95.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "free", Pages: shop(`<p>Free UK delivery on all orders</p>`, ``), Want: verdict.Pass},
		checktest.Case{Name: "free from a value on", Pages: shop(link, ``, delivery(`<p>Free delivery on orders over £50.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "on the product page", Pages: shop(``, `<p>Delivery: £4.50</p>`), Want: verdict.Pass},
		checktest.Case{Name: "only at the checkout", Pages: shop(link, ``, delivery(`<p>Shipping costs are calculated at checkout.</p>`)), Want: verdict.Warn, Reason: "calculated", Total: 1, At: []string{base + "delivery"}},
		checktest.Case{Name: "none", Pages: shop(link, ``, delivery(when)), Want: verdict.Fail, Reason: "none", Total: 1, At: []string{base + "delivery"}},
		checktest.Case{Name: "free returns are not free delivery", Pages: shop(link, ``, delivery(`<p>Returns are free.</p>`)), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "sums that are not understood", Pages: shop(link, ``, delivery(`<p>A courier brings your return to us for £4.95.</p>`)), Want: verdict.Unknown, Reason: "sums"},
		checktest.Case{Name: "downloads only", Pages: shop(``, `<p>Instant download after payment.</p>`), Want: verdict.NotApplicable},
		checktest.Case{Name: "not read", Pages: shop(link, ``), Want: verdict.Unknown, Reason: "unread"},
	)
}

func TestRegions(t *testing.T) {
	two := checktest.Options{Markets: []string{"uk", "us"}}
	checktest.Table(t, fulfil.Regions,
		checktest.Case{Name: "named", Options: two, Pages: shop(link, ``, delivery(`<p>We deliver to the United Kingdom and Ireland.</p>`)), Want: verdict.Pass, Reason: "stated"},
		checktest.Case{Name: "worldwide", Options: two, Pages: shop(`<p>We ship worldwide</p>`, ``), Want: verdict.Pass, Reason: "stated"},
		checktest.Case{Name: "one country, as everything shows", Options: checktest.Options{Markets: []string{"uk"}}, Pages: shop(link, ``, delivery(when)), Want: verdict.Pass, Reason: "obvious"},
		checktest.Case{Name: "none, in a short text", Options: two, Pages: shop(link, ``, delivery(when)), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "none that we know, in a long text", Options: two, Pages: shop(link, ``, delivery(when+strings.Repeat(hello, 6))), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "where goods come from is not where they go", Options: two, Pages: shop(link, ``, delivery(`<p>We ship from our warehouse in Germany.</p>`)), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "where goods are not sent", Options: two, Pages: shop(link, ``, delivery(`<p>We do not deliver to Switzerland.</p>`)), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "not read", Options: two, Pages: shop(link, ``), Want: verdict.Unknown, Reason: "unread"},
	)
}

func TestReturnAddress(t *testing.T) {
	uk := checktest.Options{Markets: []string{"uk"}}
	const returns = `<a href="/returns">Returns</a>`
	rules := func(body string) checktest.Page { return at("returns", `<h1>Returns</h1>`+hello+body) }
	checktest.Table(t, fulfil.ReturnAddress,
		checktest.Case{Name: "an address", Options: uk, Pages: shop(returns, ``, rules(`<p>Send the parcel to Valley Candles Ltd, 12 Mill Lane, York YO1 7EX, United Kingdom.</p>`)), Want: verdict.Pass},
		checktest.Case{
			Name: "an address that stands on another page, too", Options: uk, Want: verdict.Pass,
			Pages: shop(`<p>Valley Candles Ltd, 12 Mill Lane, York YO1 7EX, United Kingdom</p>`+returns, ``, rules(`<p>Tell Valley Candles Ltd, 12 Mill Lane, York YO1 7EX, United Kingdom, that you withdraw, and send us the goods within 14 days.</p>`)),
		},
		checktest.Case{Name: "a label", Options: uk, Pages: shop(returns, ``, rules(`<p>Tell us which item it is and we email you a label for the return.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "ask first", Options: uk, Pages: shop(returns, ``, rules(`<p>To return something, please contact us first.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "who writes first of broken goods needs no address", Options: uk, Pages: shop(returns, ``, rules(`<h2>Dead, damaged or wrong</h2><p>Send a photo to hello@valley-candles.co.uk within 7 days. You need not send anything back.</p>`)), Want: verdict.Pass, Reason: "asked"},
		checktest.Case{Name: "that the shop answers questions is no way back", Options: uk, Pages: shop(returns, ``, rules(`<p>Unused goods can come back within 30 days. Questions about scents? Write to us.</p>`)), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "none", Options: uk, Pages: shop(returns, ``, rules(`<p>Unused goods can come back within 30 days.</p>`)), Want: verdict.Fail, Reason: "none", Total: 1, At: []string{base + "returns"}},
		checktest.Case{
			Name: "abroad, at nobody knows whose cost", Options: uk,
			Pages: shop(returns, ``, rules(`<p>Send the parcel to Valley Candles GmbH, Lindenstraße 12, 10969 Berlin, Germany.</p>`)),
			Want:  verdict.Warn, Reason: "overseas", Total: 1,
		},
		checktest.Case{
			Name: "abroad, at the buyer's cost", Options: uk,
			Pages: shop(returns, ``, rules(`<p>Send the parcel to Valley Candles GmbH, Lindenstraße 12, 10969 Berlin, Germany. You pay the return postage.</p>`)),
			Want:  verdict.Pass,
		},
		checktest.Case{Name: "to the other side of the world", Options: uk, Pages: shop(returns, ``, rules(`<p>Withdrawals: Valley Candles Ltd, 12 Mill Lane, York YO1 7EX.</p><p>Post the goods to our warehouse, Building 9, Bao'an District, Shenzhen 518101, China.</p>`)), Want: verdict.Warn, Reason: "overseas", Total: 1},
		checktest.Case{Name: "to the other side of the world, by town and street", Options: uk, Pages: shop(returns, ``, rules(`<p>Return address: No. 12 Jiangbin Road, Yiwu, Zhejiang, P.R. China</p>`)), Want: verdict.Warn, Reason: "overseas", Total: 1},
		checktest.Case{Name: "to the other side of the world, at the buyer's cost", Options: uk, Pages: shop(returns, ``, rules(`<p>Post the goods to Building 9, Bao'an District, Shenzhen 518101, China. You pay the return postage.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "within China", Options: checktest.Options{Markets: []string{"cn"}}, Pages: shop(returns, ``, rules(`<p>Post the goods to Building 9, Bao'an District, Shenzhen 518101, China.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "goods come from there and go back to the shop", Options: uk, Pages: shop(returns, ``, rules(`<p>Send the parcel to Valley Candles Ltd, 12 Mill Lane, York YO1 7EX. Our tins are made in Shenzhen, China.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "nothing comes back", Options: uk, Pages: shop(returns, ``, rules(`<p>All sales are final.</p>`)), Want: verdict.NotApplicable, Reason: "refused"},
		checktest.Case{
			Name: "an address of others in another part of the terms", Options: uk, Want: verdict.Fail, Reason: "none", Total: 1,
			Pages: shop(`<a href="/terms">Terms of sale</a>`, ``, at("terms", `<h1>Terms of sale</h1>`+hello+`<h2>1. Prices</h2><p>`+strings.Repeat("Prices include tax and are those of the day of your order. ", 8)+`</p><h2>2. Right to cancel</h2><p>You may cancel within 14 days of receipt without giving a reason. The rest stands on the page on returns.</p><h2>3. Complaints</h2><p>If we cannot agree, turn to the arbitration body: Consumer Mediation Ltd, 12 Mill Lane, York YO1 7EX, United Kingdom.</p>`)),
		},
		checktest.Case{Name: "no rules", Options: uk, Pages: shop(``, ``), Want: verdict.NotApplicable, Reason: "no-rules"},
		checktest.Case{Name: "not read", Options: uk, Pages: shop(returns, ``), Want: verdict.Unknown, Reason: "unread"},
	)
}

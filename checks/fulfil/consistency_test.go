package fulfil_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/fulfil"
	"github.com/shopvet/shopvet/verdict"
)

func TestConsistency(t *testing.T) {
	checktest.Table(t, fulfil.Consistency,
		checktest.Case{Name: "the same sum", Pages: shop(link+`<p>Free delivery over £50</p>`, ``, delivery(`<p>Delivery costs £3.95, free from £50.</p>`)), Want: verdict.Pass, Reason: "agree"},
		checktest.Case{
			Name: "another sum", Pages: shop(link+`<p>Free delivery over £50</p>`, ``, delivery(`<p>Delivery is free on orders over £70.</p>`)),
			Want: verdict.Fail, Key: "free", Total: 1, At: []string{base + "delivery"},
		},
		checktest.Case{Name: "in another currency", Pages: shop(link+`<p>Free delivery over £50</p>`, ``, delivery(`<p>Delivery is free on orders over 70 €.</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "to another country", Pages: shop(link+`<p>Free delivery over £50</p>`, ``, delivery(`<p>To Ireland delivery is free on orders over £90.</p>`)), Want: verdict.Pass},
		checktest.Case{
			Name: "another cost", Pages: shop(link+`<a href="/faq">FAQ</a>`, ``, delivery(`<p>Delivery costs £3.95.</p>`), at("faq", `<h1>FAQ</h1><h2>What does delivery cost?</h2><p>Delivery costs £5.95.</p>`+hello)),
			Want: verdict.Warn, Key: "cost", Total: 1,
		},
		checktest.Case{
			Name: "a table of costs", Pages: shop(link+`<a href="/faq">FAQ</a>`, ``, delivery(`<table><tr><th>Weight</th><th>Cost</th></tr><tr><td>Up to 2 kg</td><td>£3.95</td></tr><tr><td>Up to 10 kg</td><td>£6.95</td></tr></table>`),
				at("faq", `<h1>FAQ</h1><h2>What does delivery cost?</h2><p>Delivery costs £4.95.</p>`+hello)),
			Want: verdict.Pass,
		},
		checktest.Case{
			Name: "until they leave and until they arrive", Pages: shop(link+`<p>Dispatched within 1 day</p>`, ``, delivery(`<p>Parcels arrive in 4 to 6 days.</p>`)),
			Want: verdict.Pass,
		},
		checktest.Case{
			Name: "a usual time and a latest one", Pages: shop(link+`<p>Delivery in 2-4 days</p>`, ``, delivery(`<p>Parcels arrive within 14 days.</p>`)),
			Want: verdict.Pass,
		},
		checktest.Case{
			Name: "another time", Pages: shop(link+`<p>Delivery in 2-4 days</p>`, ``, delivery(`<p>Parcels arrive in 8 to 12 days.</p>`)),
			Want: verdict.Warn, Key: "time", Total: 1,
		},
		checktest.Case{Name: "one text", Pages: shop(link, ``, delivery(`<p>Delivery costs £3.95.</p>`)), Want: verdict.NotApplicable, Reason: "single"},
	)
}

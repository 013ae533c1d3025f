package reputation_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/reputation"
	"github.com/shopvet/shopvet/verdict"
)

func TestSealResolves(t *testing.T) {
	home := func(footer string) []checktest.Page {
		return []checktest.Page{{URL: base, HTML: `<html lang="en"><body><main><h1>Candles</h1><p>We pour every candle by hand.</p></main><footer><a href="/">Home</a> ` + footer + `</footer></body></html>`}}
	}
	const seal = `<img src="/img/trusted-shops.png" alt="Trusted Shops">`
	checktest.Table(t, reputation.SealResolves,
		checktest.Case{Name: "to its certificate", Pages: home(`<a href="https://www.trustedshops.de/bewertung/info_X1.html">` + seal + `</a>`), Want: verdict.Pass},
		checktest.Case{Name: "by the issuer's own code", Pages: home(seal + `<script src="https://widgets.trustedshops.com/js/X1.js"></script>`), Want: verdict.Pass},
		checktest.Case{Name: "to nowhere", Pages: home(seal), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "to the issuer's front page", Pages: home(`<a href="https://www.trustedshops.de/">` + seal + `</a>`), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "payment logos are no seals", Pages: home(`<img src="/img/visa.svg" alt="Visa">`), Want: verdict.NotApplicable, Reason: "none"},
	)
}

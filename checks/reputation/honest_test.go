package reputation_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/reputation"
)

// Pictures and words near those of seals that claim none, and seals that lead where they should by another way.
func TestHonestSeals(t *testing.T) {
	home := func(main, footer string) []checktest.Page {
		return []checktest.Page{{URL: base, HTML: `<html lang="en"><head><title>Candles</title></head><body><main><h1>Candles</h1><p>We pour every candle by hand.</p>` + main + `</main><footer><a href="/">Home</a> ` + footer + `</footer></body></html>`}}
	}
	checktest.Honest(t, reputation.SealResolves,
		checktest.Case{Name: "an article on seals", Pages: home(`<a href="/blog/seals"><img src="/img/blog/trusted-shops-or-not.jpg" alt="Trusted Shops or not: what seals are worth"></a>`, ``)},
		checktest.Case{Name: "a lock", Pages: home(``, `<img src="/img/ssl-lock.svg" alt="Secure connection">`)},
		checktest.Case{Name: "a mark of the goods", Pages: home(``, `<img src="/img/ce-mark.svg" alt="CE"><img src="/img/beeswax-quality.svg" alt="Quality mark of the beekeepers">`)},
		checktest.Case{Name: "a picture from the issuer itself", Pages: home(``, `<img src="https://widgets.trustedshops.com/images/badge.png" alt="Trusted Shops">`)},
		checktest.Case{Name: "text beside the picture leads there", Pages: home(``, `<img src="/img/trusted-shops.png" alt="Trusted Shops"> <a href="https://www.trustedshops.de/bewertung/info_X1.html">Our certificate</a>`)},
		checktest.Case{Name: "a link by way of the shop", Pages: home(``, `<a href="/go/certificate?to=https%3A%2F%2Fwww.trustedshops.de%2Fbewertung%2Finfo_X1.html"><img src="/img/trusted-shops.png" alt="Trusted Shops"></a>`)},
	)
}

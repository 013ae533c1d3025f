package reputation_test

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/reputation"
	"github.com/shopvet/shopvet/snapshot"
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

// What the issuer's own page says counts, as far as it was read.
func TestSealsAgainstTheirIssuersPages(t *testing.T) {
	shop := []checktest.Page{{URL: base, HTML: `<html lang="en"><head><title>Valley Candles</title></head><body><main><h1>Candles</h1><p>We pour every candle by hand.</p></main><footer><a href="/">Home</a>
<a href="https://www.trustedshops.de/bewertung/info_X1.html"><img src="/img/trusted-shops.png" alt="Trusted Shops"></a></footer></body></html>`}}
	says := func(title, text string, more ...func(*snapshot.Certificate)) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			c := snapshot.Certificate{Issuer: "Trusted Shops", URL: "https://www.trustedshops.de/bewertung/info_X1.html", Title: title, Text: text}
			c.Exchange = snapshot.Exchange{URL: c.URL, Hops: []snapshot.Hop{{URL: c.URL, Status: 200}}}
			for _, m := range more {
				m(&c)
			}
			s.Certificates = []snapshot.Certificate{c}
		}
	}
	status := func(n int) func(*snapshot.Certificate) {
		return func(c *snapshot.Certificate) { c.Exchange.Hops[0].Status = n }
	}
	const long = "Certified shops are checked against a list of demands, from the imprint to the delivery. Buyers are covered by the guarantee of the issuer.\n"
	checktest.Table(t, reputation.SealResolves,
		checktest.Case{Name: "it names the shop", Pages: shop, Edit: says("Valley Candles reviews", long+"valley-candles.co.uk is certified."), Want: verdict.Pass},
		checktest.Case{Name: "it names the shop's sister, and the shop", Pages: shop, Edit: says("valley-soap.example reviews", long+"Run by Valley Candles."), Want: verdict.Pass},
		checktest.Case{Name: "it is about another shop", Pages: shop, Edit: says("northwind-tools.com: reviews and certificate", long), Want: verdict.Fail, Reason: "denied", Key: "other", Total: 1, At: []string{base}},
		checktest.Case{Name: "it says that the seal has ended", Pages: shop, Edit: says("Certificate", "The certificate is no longer valid.\n"+long), Want: verdict.Fail, Key: "ended", Total: 1},
		checktest.Case{Name: "in German, of this shop", Pages: shop, Edit: says("Prüfung", strings.Repeat(long, 15)+"valley-candles.co.uk ist nicht mehr zertifiziert."), Want: verdict.Fail, Key: "ended", Total: 1},
		checktest.Case{Name: "it tells what would be if it ended", Pages: shop, Edit: says("Certificate", "What happens if the certificate is no longer valid?\nWhen a certificate has expired, the shop takes the seal down.\n"+long), Want: verdict.Pass},
		checktest.Case{Name: "it speaks of others far below", Pages: shop, Edit: says("Certificate", strings.Repeat(long, 15)+"Northwind Tools is no longer certified."), Want: verdict.Pass},
		checktest.Case{Name: "it names no shop at all", Pages: shop, Edit: says("Certificate", long), Want: verdict.Pass},
		checktest.Case{Name: "it has only the issuer's own name in its title", Pages: shop, Edit: says("Certificate – trustedshops.de", long), Want: verdict.Pass},
		checktest.Case{Name: "there is no such page", Pages: shop, Edit: says("", "", status(404)), Want: verdict.Warn, Key: "gone", Total: 1},
		checktest.Case{Name: "the issuer keeps programs out", Pages: shop, Edit: says("", "", status(403)), Want: verdict.Pass},
		checktest.Case{Name: "a challenge", Pages: shop, Edit: says("northwind-tools.com", long, func(c *snapshot.Certificate) { c.Obstacle = snapshot.ObstacleBotChallenge }), Want: verdict.Pass},
		checktest.Case{Name: "filled by scripts", Pages: shop, Edit: says("northwind-tools.com", long, func(c *snapshot.Certificate) { c.Shell = true }), Want: verdict.Pass},
		checktest.Case{Name: "no seal", Pages: []checktest.Page{{URL: base, HTML: `<html lang="en"><main><h1>Candles</h1></main>`}}, Want: verdict.NotApplicable},
	)
}

package crawler

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/crawler/wire/wiretest"
)

// An issuer is asked for the page to which a seal leads, once, and for nothing else; its robots.txt is obeyed.
func TestIssuersAreAskedAboutTheirSeals(t *testing.T) {
	issuer := &asked{pages: map[string]string{
		"/robots.txt":           "User-agent: *\nDisallow: /shop/",
		"/bewertung/info_1":     `<html lang="en"><head><title>Kerzenhof</title></head><body><main><h1>Kerzenhof</h1><p>kerzen.example is certified.</p></main></body></html>`,
		"/bewertung/info_2":     "x",
		"/shop/certificate.php": "x",
	}}
	there := serve(t, issuer)
	port := there[strings.LastIndexByte(there, ':'):]
	shop := &asked{pages: map[string]string{}}
	target := serve(t, shop)
	shop.pages["/"] = fmt.Sprintf(`<html lang="en"><body><main><h1>Candles</h1></main><footer><a href="http://www.trustedshops.de%[1]s/bewertung/info_1#top"><img src="/seal.png" alt="Trusted Shops"></a>
<a href="http://www.trustedshops.de%[1]s/bewertung/info_2">again</a> <a href="http://www.trustedshops.de%[1]s/">home</a> <a href="http://www.ehi-siegel.de%[1]s/shop/certificate.php">EHI</a></footer></body></html>`, port)
	l := limits()
	l.Outside = 5
	o := Options{Limits: l, Networks: loopback, Resolvers: []string{wiretest.Zone(t, "kerzen.example. A 127.0.0.1", "www.trustedshops.de. A 127.0.0.1", "www.ehi-siegel.de. A 127.0.0.1")}}
	snap := visit(t, "http://kerzen.example"+target[strings.LastIndexByte(target, ':'):], o)
	if n := len(snap.Certificates); n != 2 {
		t.Fatalf("%d certificates: %+v", n, snap.Certificates)
	}
	if c := snap.Certificates[0]; c.Issuer != "Trusted Shops" || c.Exchange.Status() != http.StatusOK || c.Title != "Kerzenhof" || !strings.Contains(c.Text, "is certified") {
		t.Errorf("the issuer's page: %+v", c)
	}
	if c := snap.Certificates[1]; c.Exchange.Status() != 0 || c.Text != "" {
		t.Errorf("a page that robots.txt forbids: %+v", c)
	}
	if snap := visit(t, target, o); len(snap.Certificates) != 0 {
		t.Error("an issuer was asked about a shop without a name")
	}
}

package vendor

import (
	"net/url"
	"testing"
)

func TestSeals(t *testing.T) {
	for src, want := range map[string]string{"/img/trusted-shops-siegel.png": "Trusted Shops", "/media/ehi-siegel_klein.gif": "EHI Geprüfter Online-Shop", "/i/norton_secured.svg": "DigiCert, Norton or VeriSign site seal", "/img/visa.svg": "", "/img/seal-plush-toy.jpg": ""} {
		got := ""
		if s := SealImage(src, ""); s != nil {
			got = s.Name
		}
		if got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
	s := SealIssuer("www.trustedshops.de")
	if s == nil || SealIssuer("trustedshops.de.elsewhere.test") != nil {
		t.Fatal("issuers are known by their domains")
	}
	for address, want := range map[string]bool{"https://www.trustedshops.de/bewertung/info_X123.html": true, "https://www.trustedshops.de/": false, "https://www.trustedshops.de/ueber-uns": false, "https://www.trustedshops.com/shop/certificate.php?shop_id=X": true} {
		u, _ := url.Parse(address)
		if s.Certificate(u) != want {
			t.Errorf("%s: %v", address, !want)
		}
	}
}

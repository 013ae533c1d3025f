package vendor

import "testing"

func TestPayHost(t *testing.T) {
	for host, want := range map[string]string{"js.stripe.com": "stripe.com", "secure.ogone.com": "ogone.com", "stripe.com.evil.test": "", "mystripe.com": "", "sis.redsys.es": "sis.redsys.es"} {
		if got := PayHost(host); got != want {
			t.Errorf("%s: %q, want %q", host, got, want)
		}
	}
	if back, known := Recourse("Visa"); !back || !known {
		t.Error("money paid by card can come back")
	}
	if _, known := Recourse("Shells"); known {
		t.Error("shells are no way to pay")
	}
}

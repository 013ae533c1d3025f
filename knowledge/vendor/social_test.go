package vendor

import "testing"

func TestSocialNetwork(t *testing.T) {
	for host, want := range map[string]string{
		"facebook.com": "facebook.com", "www.facebook.com": "facebook.com", "de-de.facebook.com": "facebook.com", "M.Facebook.com.": "facebook.com",
		"notfacebook.com": "", "facebook.com.shop.example": "", "shop.example": "", "": "", "com": "", "x.com": "x.com", "max.com": "",
	} {
		if got := SocialNetwork(host); got != want {
			t.Errorf("%q belongs to %q, want %q", host, got, want)
		}
	}
	for host, want := range map[string]bool{"www.amazon.de": true, "instagram.com": true, "amazon.example": false, "ec.europa.eu": false} {
		if Walled(host) != want {
			t.Errorf("%q walled: %v", host, !want)
		}
	}
}

package header_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/header"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

func TestCookieFlags(t *testing.T) {
	set := func(list ...snapshot.Cookie) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			for _, c := range list {
				if c.URL == "" {
					c.URL = base
				}
				c.Length, c.Entropy = 32, 3.7
				s.Cookies = append(s.Cookies, c)
			}
		}
	}
	good := snapshot.Cookie{Name: "PHPSESSID", Secure: true, HTTPOnly: true, SameSite: "Lax"}
	noScript, noSite, inClear, plain := good, good, good, good
	noScript.HTTPOnly, noSite.SameSite, inClear.Secure = false, "", false
	plain.Secure, plain.URL = false, "http://shop.example/"
	open := func(name string) snapshot.Cookie { return snapshot.Cookie{Name: name} }
	checktest.Table(t, header.CookieFlags,
		checktest.Case{Name: "all three", Pages: home(""), Edit: set(good), Want: verdict.Pass},
		checktest.Case{Name: "SameSite=None is a statement", Pages: home(""), Edit: set(snapshot.Cookie{Name: "__Host-session", Path: "/", Secure: true, HTTPOnly: true, SameSite: "None"}), Want: verdict.Pass},
		checktest.Case{Name: "no HttpOnly", Pages: home(""), Edit: set(noScript), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "no SameSite", Pages: home(""), Edit: set(noSite), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "no Secure", Pages: home(""), Edit: set(inClear, noSite), Want: verdict.Fail, Total: 2},
		checktest.Case{Name: "name of another system, value like a key", Pages: home(""), Edit: set(open("wp_woocommerce_session_1f")), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "set over http", Pages: home(""), Edit: set(plain), Want: verdict.Unknown},
		checktest.Case{Name: "consent, cart, language, measuring, forged requests", Pages: home(""), Want: verdict.NotApplicable,
			Edit: set(open("CookieConsent"), open("cart_session"), open("lang"), open("_ga"), open("XSRF-TOKEN"), open("_shopify_s"), open("gdpr_session"))},
		checktest.Case{Name: "sign-in", Pages: home(""), Edit: set(open(".ASPXAUTH")), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "SameSite=None without Secure", Pages: home(""), Edit: set(snapshot.Cookie{Name: "PHPSESSID", HTTPOnly: true, SameSite: "None"}), Want: verdict.Warn, Reason: "refused", Total: 1},
		checktest.Case{Name: "a cart's, too", Pages: home(""), Edit: set(snapshot.Cookie{Name: "cart", SameSite: "None"}), Want: verdict.Warn, Reason: "refused", Total: 1},
		checktest.Case{Name: "names that ask for more", Pages: home(""), Want: verdict.Warn, Reason: "refused", Total: 4, Edit: set(
			snapshot.Cookie{Name: "__Host-sid", Secure: true, Path: "/", Domain: "shop.example"}, snapshot.Cookie{Name: "__host-session", Secure: true, Path: "/shop"},
			snapshot.Cookie{Name: "__Host-cart", Path: "/"}, snapshot.Cookie{Name: "__Secure-csrf"})},
		checktest.Case{Name: "names that have what they ask for", Pages: home(""), Want: verdict.Pass, Edit: set(
			snapshot.Cookie{Name: "__Secure-session", Domain: "shop.example", Secure: true, HTTPOnly: true, SameSite: "Lax"},
			snapshot.Cookie{Name: "__Host-sid", Path: "/", Secure: true, HTTPOnly: true, SameSite: "Strict"})},
		checktest.Case{Name: "measuring and balancing cookies are not ours to judge", Pages: home(""), Want: verdict.NotApplicable,
			Edit: set(snapshot.Cookie{Name: "_ga", SameSite: "None"}, open("AWSALB"), open("incap_ses_1_2"), open("mage-messages"), open("woocommerce_cart_hash"))},
		checktest.Case{Name: "more cookies than are looked at", Pages: home(""), Want: verdict.Unknown, Reason: "too-many", Edit: func(s *snapshot.Snapshot) {
			s.Cookies, s.CookiesLeft = []snapshot.Cookie{{Name: "a", URL: base}}, 700
		}},
		checktest.Case{Name: "a short value is no key", Pages: home(""), Want: verdict.NotApplicable, Edit: func(s *snapshot.Snapshot) {
			s.Cookies = []snapshot.Cookie{{Name: "first_session", URL: base, Length: 1}, {Name: "session-timeout", URL: base, Length: 3, Entropy: 1.6}}
		}},
		checktest.Case{Name: "no cookie", Pages: home(""), Want: verdict.NotApplicable},
	)
}

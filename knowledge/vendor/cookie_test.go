package vendor

import (
	"net/url"
	"testing"
)

func TestCookie(t *testing.T) {
	if _, err := loadCookies(); err != nil {
		t.Fatal(err)
	}
	for role, names := range map[CookieRole][]string{
		CookieSession: {
			"PHPSESSID", "__Host-PHPSESSID", "__Secure-sessionid", "PrestaShop-3f8b", "session-", "session-1", "OCSESSID", "frontend", "wp_woocommerce_session_1f", "zenid",
			"XTCsid", "SHOP_SESSION_TOKEN", ".Nop.Customer", "sid_customer_07a72", "AC_SF_8CEFDA09D5", "ECSESSID", "eccube", "vtex_session", "dwsid",
			"SSESS0123456789abcdef0123456789abcdef", "ASPSESSIONIDQQRS", "asp.net_sessionid",
		},
		CookieLogin:      {"wordpress_logged_in_5f", "secure_customer_sig", ".ASPXAUTH", "VtexIdclientAutCookie_shop", "remember_web_59ba"},
		CookieCart:       {"woocommerce_cart_hash", "cart", "my_basket", "cart_session", "_shopify_essential"},
		CookieCSRF:       {"XSRF-TOKEN", "csrftoken", "form_key", "my-csrf", "__csrf_token-1"},
		CookieConsent:    {"CookieConsent", "cookieyes-consent", "gdpr_session", "OptanonConsent"},
		CookieAnalytics:  {"_ga", "_ga_ABC", "_fbp", "_session_id", "visitor_session"},
		CookiePreference: {"lang", "session_lang_id", "mage-cache-storage", "PLL_LANGUAGE", "session_currency"},
		CookieBalance:    {"AWSALBCORS", "incap_ses_1_2", "__cf_bm", "BIGipServerpool"},
		"":               {"session", "sid", "abc", ""},
	} {
		for _, name := range names {
			if got, _ := Cookie(name); got != role {
				t.Errorf("%s is %q, want %q", name, got, role)
			}
		}
	}
}

func TestPinnedScript(t *testing.T) {
	if _, err := loadScriptServers(); err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		"https://cdnjs.cloudflare.com/ajax/libs/jquery/3.6.0/jquery.min.js":               "cdnjs",
		"https://cdn.jsdelivr.net/npm/bootstrap@5.3.0/dist/js/bootstrap.bundle.min.js":    "jsDelivr",
		"https://cdn.jsdelivr.net/npm/@popperjs/core@2.11.8/dist/umd/popper.min.js":       "jsDelivr",
		"https://cdn.jsdelivr.net/npm/@splidejs/splide@4.1.4/dist/js/splide.js":           "jsDelivr",
		"https://cdn.jsdelivr.net/npm/@splidejs/splide@4.1.4/dist/js/splide.min.js":       "", // may be made on request
		"https://cdn.jsdelivr.net/npm/jquery@3/dist/jquery.min.js":                        "",
		"https://cdn.jsdelivr.net/npm/jquery/dist/jquery.min.js":                          "",
		"https://cdn.jsdelivr.net/npm/jquery@3.6.0":                                       "",
		"https://cdn.jsdelivr.net/npm/lit@3.1.2/+esm":                                     "",
		"https://cdn.jsdelivr.net/combine/npm/jquery@3.6.0,npm/slick-carousel@1.8.1/x.js": "",
		"https://cdn.jsdelivr.net/gh/fancyapps/fancybox@3.5.7/dist/jquery.fancybox.js":    "jsDelivr",
		"https://cdn.jsdelivr.net/gh/someone/theme@main/shop.js":                          "",
		"https://unpkg.com/swiper@8.4.7/swiper-bundle.min.js":                             "unpkg",
		"https://unpkg.com/swiper@8/swiper-bundle.min.js":                                 "",
		"https://unpkg.com/swiper/swiper-bundle.min.js":                                   "",
		"https://code.jquery.com/jquery-3.6.0.min.js":                                     "jQuery",
		"https://code.jquery.com/ui/1.13.2/jquery-ui.min.js":                              "jQuery",
		"https://code.jquery.com/jquery-latest.min.js":                                    "",
		"https://code.jquery.com/jquery-3.x-git.js":                                       "",
		"https://ajax.googleapis.com/ajax/libs/jquery/3.5.1/jquery.min.js":                "Google Hosted Libraries",
		"https://ajax.googleapis.com/ajax/libs/jquery/1/jquery.min.js":                    "",
		"https://maxcdn.bootstrapcdn.com/bootstrap/3.3.7/js/bootstrap.min.js":             "BootstrapCDN",
		"https://use.fontawesome.com/releases/v5.15.4/js/all.js":                          "Font Awesome",
		"https://use.fontawesome.com/0123abcd.js":                                         "",
		"https://cdn.datatables.net/1.13.6/js/jquery.dataTables.min.js":                   "DataTables",
		"https://js.stripe.com/v3/":                                                       "",
		"https://www.googletagmanager.com/gtag/js?id=G-1":                                 "",
		"https://www.paypal.com/sdk/js?client-id=x":                                       "",
		"https://cdn.shopify.com/s/files/1/0001/t/1/assets/theme.js?v=123":                "",
		"https://connect.facebook.net/en_US/fbevents.js":                                  "",
		"https://cdn.example/ajax/libs/jquery/3.6.0/jquery.min.js":                        "",
		"https://cdnjs.cloudflare.com.evil.example/ajax/libs/jquery/3.6.0/jquery.min.js":  "",
		"https://cdnjs.cloudflare.com/ajax/libs/font-awesome/6.0.0/css/all.min.css":       "",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := PinnedScript(u); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

package vendor

import "testing"

func TestTracker(t *testing.T) {
	if _, err := loadTrackers(); err != nil {
		t.Fatal(err)
	}
	if _, err := loadHosts("consenthosts"); err != nil || !ConsentHost("cdn.privacy-mgmt.com") || ConsentHost("shop.example") {
		t.Error("hosts of consent tools", err)
	}
	for address, want := range map[string]TrackerKind{
		"https://www.facebook.com/tr/?id=1&ev=PageView":                                TrackerAds,
		"https://www.facebook.com/tr?id=1":                                             TrackerAds,
		"https://www.facebook.com/trending":                                            "",
		"https://connect.facebook.net/en_US/fbevents.js":                               "",
		"https://www.google-analytics.com/g/collect?v=2&gcs=G111":                      TrackerAnalytics,
		"https://region1.google-analytics.com/g/collect?v=2&tid=G-1":                   TrackerAnalytics,
		"https://www.google-analytics.com/g/collect?v=2&gcs=G100&gcd=1":                "",
		"https://www.googletagmanager.com/gtag/js?id=G-1":                              "",
		"https://googleads.g.doubleclick.net/pagead/viewthroughconversion/1/?gcs=G111": TrackerAds,
		"https://googleads.g.doubleclick.net/pagead/viewthroughconversion/1/?gcs=G100": "",
		"https://bat.bing.com/action/0?ti=1&asc=D":                                     "",
		"https://bat.bing.com/action/0?ti=1":                                           TrackerAds,
		"https://notdoubleclick.net/":                                                  "",
		"https://shop.example/tr/":                                                     "",
	} {
		if _, got := Tracker(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

func TestTrackerCookie(t *testing.T) {
	for cookie, want := range map[[2]string]TrackerKind{
		{"_fbp", ".shop.example"}: TrackerAds, {"_ga", ".shop.example"}: TrackerAnalytics, {"_ga_ABC", "shop.example"}: TrackerAnalytics,
		{"_ga_", "shop.example"}: "", {"session", "shop.example"}: "", {"IDE", ".doubleclick.net"}: TrackerAds, {"_pk_id.1", "shop.example"}: "",
		{"_gallery", "shop.example"}: "",
	} {
		if _, got := TrackerCookie(cookie[0], cookie[1]); got != want {
			t.Errorf("%v: %q, want %q", cookie, got, want)
		}
	}
}

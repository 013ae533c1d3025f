package vendor

import "testing"

func TestServicesOnOtherHosts(t *testing.T) {
	for _, name := range []string{"chats", "reviewsites", "consenthosts"} {
		if list, err := loadHosts(name); err != nil || len(list) == 0 {
			t.Errorf("%s: %d hosts, %v", name, len(list), err)
		}
	}
	if !ChatHost("widget.intercom.io") || !ChatHost("embed.tawk.to") || ChatHost("nottawk.to") || ChatHost("shop.example") {
		t.Error("chats are told by their hosts")
	}
	if !ReviewSite("de.trustpilot.com") || ReviewSite("trustpilot.com.example") {
		t.Error("review sites are told by their hosts")
	}
}

package ident

import "testing"

func TestPhone(t *testing.T) {
	tests := []struct {
		raw, region, e164, country string
		valid                      bool
		dummy                      string
	}{
		{"+49 (0)221 9876543", "DE", "+492219876543", "DE", true, ""},
		{"0221 / 98 76 543", "DE", "+492219876543", "DE", true, ""},
		{"0049 221 9876543", "", "+492219876543", "DE", true, ""},
		{"+41 44 668 18 00", "DE", "+41446681800", "CH", true, ""},
		{"01 42 68 53 00", "FR", "+33142685300", "FR", true, ""},
		{"(212) 736-5000", "US", "+12127365000", "US", true, ""},
		{"400-820-8820", "CN", "+864008208820", "CN", true, ""},
		{"86-755-8628-6000", "", "+8675586286000", "CN", true, ""},
		{"０３－３２１３－１１１１", "JP", "+81332131111", "JP", true, ""},
		{"1588-0000", "KR", "+8215880000", "KR", true, ""},
		{"0176 6666666", "DE", "+491766666666", "DE", true, ""}, // a number really sold

		{"0000000", "DE", "", "", false, DummyRepeated},
		{"+1 111 111 1111", "US", "+11111111111", "US", false, DummyRepeated},
		{"(48) 99999-9999", "BR", "+5548999999999", "BR", true, DummyRepeated},
		{"02-000-0000", "KR", "", "", false, DummyRepeated},
		{"0123456789", "DE", "", "", false, DummySequence},
		{"1234567890", "US", "", "", false, DummySequence},
		{"01234 567890", "GB", "", "", true, DummySequence},
		{"(555) 555-0123", "US", "", "", false, DummyFiction},
		{"+1 (212) 555-0100", "", "+12125550100", "US", true, DummyFiction},
		{"020 7946 0123", "GB", "", "", true, DummyFiction},
		{"07700 900461", "GB", "", "", false, DummyFiction},
		{"030 23125 456", "DE", "", "", true, DummyFiction},
		{"+1 5589 55488 55", "US", "", "", false, DummyTemplate},
		{"03-1234-5678", "JP", "", "", true, DummyTemplate},
		{"02-1234-5678", "KR", "", "", true, DummyTemplate},
		{"(212) 555-1212", "US", "", "", true, ""}, // directory service, outside the kept range

		{"call us", "US", "", "", false, ""},
		{"12345", "DE", "", "", false, ""},
		{"", "", "", "", false, ""},
		{"1234567890123456789012345678901234567890123456789", "US", "", "", false, ""},
	}
	for _, tt := range tests {
		e164, country, valid, dummy := Phone(tt.raw, tt.region)
		if tt.e164 != "" && (e164 != tt.e164 || country != tt.country) || valid != tt.valid || dummy != tt.dummy {
			t.Errorf("Phone(%q, %q) = %q %q %v %q, want %q %q %v %q", tt.raw, tt.region, e164, country, valid, dummy, tt.e164, tt.country, tt.valid, tt.dummy)
		}
	}
}

func TestEmail(t *testing.T) {
	tests := []struct {
		addr, host string
		ok         bool
		dummy      string
	}{
		{"service@blaukessel.de", "www.blaukessel.de", true, ""},
		{"Service+shop@Mail.Blaukessel.DE", "", true, ""},
		{"info@müller-lampen.de", "", true, ""},
		{"o'neil@blue-kettle.co.uk", "", true, ""},
		{"info@shop.com", "", true, ""}, // somebody owns it
		{"info@example.com", "", true, DummyDomain},
		{"info@mail.example.org", "", true, DummyDomain},
		{"info@shop.example", "", true, DummyDomain},
		{"info@shop.example", "shop.example", true, ""},
		{"info@shop.example", "www.shop.example", true, ""},
		{"info@mail.shop.test", "shop.test", true, ""},
		{"info@other.example", "shop.example", true, DummyDomain},
		{"support@yourdomain.com", "", true, DummyDomain},
		{"contato@seudominio.com.br", "", true, DummyDomain},
		{"dados@suaempresa.com.br", "", true, DummyDomain},
		{"sales@yourcompany.co.uk", "", true, DummyDomain},
		{"support@your-store.com", "", true, DummyDomain},
		{"info@musterfirma.de", "", true, DummyDomain},
		{"your-email@gmail.com", "", true, DummyName},
		{"email@gmail.com", "", true, DummyName},
		{"demo@prestashop.com", "kerzen.de", true, DummyDomain},
		{"hello@prestashop.com", "www.prestashop.com", true, ""},
		{"kerzenstube@gmail.com", "", true, ""},
		{"no at sign", "", false, ""},
		{"a@b", "", false, ""},
		{"a..b@shop.de", "", false, ""},
		{".a@shop.de", "", false, ""},
		{"a b@shop.de", "", false, ""},
		{"a@-shop.de", "", false, ""},
		{"a@shop.123", "", false, ""},
		{"a@b@shop.de", "", false, ""},
		{"logo@2x.png", "", true, ""}, // callers that search texts know about file names
		{"", "", false, ""},
	}
	for _, tt := range tests {
		if ok, dummy := Email(tt.addr, tt.host); ok != tt.ok || dummy != tt.dummy {
			t.Errorf("Email(%q, %q) = %v %q, want %v %q", tt.addr, tt.host, ok, dummy, tt.ok, tt.dummy)
		}
	}
}

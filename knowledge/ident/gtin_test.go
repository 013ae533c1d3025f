package ident

import "testing"

func TestGTIN(t *testing.T) {
	for _, c := range []struct {
		text        string
		form, right bool
	}{
		{"4006381333931", true, true}, // GTIN-13
		{"4006381333932", true, false},
		{"0012345678905", true, true}, // GTIN-12 with a zero ahead
		{"012345678905", true, true},  // GTIN-12
		{"96385074", true, true},      // GTIN-8
		{"96385075", true, false},
		{"04252614", true, true}, // UPC-E: 042100005264
		{"04252615", true, false},
		{"10614141000415", true, true}, // GTIN-14
		{"978-3-16-148410-0", true, true},
		{"978 3 16 148410 0", true, true},
		{"0-306-40615-2", true, true}, // ISBN-10
		{"080442957X", true, true},
		{"0-306-40615-3", true, false},
		{"0000000000000", true, false}, // a stand-in
		{"SKU-1001", false, false},
		{"1001", false, false},
		{"", false, false},
	} {
		if _, form, right := GTIN(c.text); form != c.form || right != c.right {
			t.Errorf("%q: form %v, right %v", c.text, form, right)
		}
	}
}

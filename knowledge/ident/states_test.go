package ident

import "testing"

func TestStateCountry(t *testing.T) {
	for text, want := range map[string]string{
		"Houston, Texas": "US", "Una marca nacida en Katy, Texas, para todos": "US", "Fait à Montréal, Québec": "CA", "Made in St. John's, Newfoundland": "CA", "Hobart, Tasmania": "AU", "Santa Fe, New Mexico": "US",
		"Tbilisi, Georgia": "", "the Texas sweet onion": "", "Katy, TX": "", "texas": "", "": "",
	} {
		if got := StateCountry(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

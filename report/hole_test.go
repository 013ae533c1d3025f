package report

import (
	"testing"

	"github.com/BurntSushi/toml"
)

// Every hole of the table is told in every language; the words of somebody else's table are left as they are.
func TestHolesAreToldInEveryLanguage(t *testing.T) {
	var table struct {
		Library []struct {
			Holes []struct{ Says string }
		}
	}
	if _, err := toml.DecodeFile("../knowledge/library/data/libraries.toml", &table); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, lang := range Languages()[1:] {
		l := words(lang)
		for _, lib := range table.Library {
			for _, h := range lib.Holes {
				n++
				if l.hole(h.Says) == h.Says {
					t.Errorf("%s: %q is left in English", lang, h.Says)
				}
			}
		}
		if own := "XSS in jquery.htmlPrefilter"; l.hole(own) != own {
			t.Errorf("%s: %q is %q", lang, own, l.hole(own))
		}
	}
	if n < 300 {
		t.Errorf("only %d holes were read", n)
	}
}

package money_test

import (
	"slices"
	"testing"

	"github.com/shopvet/shopvet/knowledge/money"
)

// What a dollar, a crown or ¥ is can be told in words, in whatever language.
func TestNames(t *testing.T) {
	for text, want := range map[string][]string{
		"$ US Dollar\nEuro":                             {"USD"},
		"All prices are in Canadian dollars.":           {"CAD"},
		"Tous nos prix sont en dollars canadiens":       {"CAD"},
		"Los precios se muestran en pesos mexicanos.":   {"MXN"},
		"Alle Preise in US-Dollar":                      {"USD"},
		"价格以美元计":                                        {"USD"},
		"表示価格は日本円です":                                    {"JPY"},
		"Währung: SEK":                                  {"SEK"},
		"AUD $":                                         {"AUD"},
		"The musdollar fund, the CADET and a USDA seal": nil,
		"a dollar saved":                                nil,
		"Yuantai":                                       nil,
	} {
		if got := money.Names(text); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

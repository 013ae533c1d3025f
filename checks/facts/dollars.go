package facts

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/knowledge/claim"
)

// withoutBareDollars drops sums in US dollars that the same page, read as a whole, states in the dollars or pesos of the country it delivers to: a part of it
// that names no country shows the sign alone.
func withoutBareDollars[T any](list []T, of func(T) Claim) []T {
	type sum struct {
		url    string
		kind   claim.Kind
		amount string
	}
	known := map[sum]bool{}
	for _, one := range list {
		c := of(one)
		if amount, code, ok := strings.Cut(c.Value, " "); ok && slices.Contains(signedAlike, code) {
			known[sum{c.URL, c.Kind, amount}] = true
		}
	}
	if len(known) == 0 {
		return list
	}
	return slices.DeleteFunc(list, func(one T) bool {
		c := of(one)
		amount, ok := strings.CutSuffix(c.Value, " USD")
		return ok && !strings.Contains(c.Sentence, "US") && known[sum{c.URL, c.Kind, amount}]
	})
}

// signedAlike are the currencies that are written with the sign of the US dollar.
var signedAlike = []string{"AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "ARS", "COP", "UYU"}

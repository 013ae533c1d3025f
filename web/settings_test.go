package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// Settings that cannot be are refused with what can be.
func TestSettingsThatCannotBe(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	b := h.as("operator")
	path := "/sellers/" + h.ids["candles"] + "/settings"
	for _, c := range []struct{ field, value, says string }{
		{"cadence", "0.5", "from 1 to "}, {"cadence", "NaN", "from 1 to "}, {"cadence", "-1", "from 1 to "}, {"cadence", "1e9", "from 1 to "},
		{"markets", "de, xx", "These markets are known: de, uk."}, {"tags", strings.Repeat("x", 61), "at most"}, {"profile", "endless", "A field holds"},
	} {
		form := url.Values{"name": {"Changed"}, "cadence": {"24"}}
		form.Set(c.field, c.value)
		if status, page, _ := b.post(path, form); status != http.StatusBadRequest || !strings.Contains(page, c.says) {
			t.Errorf("%s %.10s: status %d: %s", c.field, c.value, status, textOf(page))
		}
	}
	if n, err := h.store.Seller(t.Context(), h.ids["candles"]); err != nil || n.Name == "Changed" {
		t.Errorf("%v %v", n, err)
	}
}

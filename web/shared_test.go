package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/catalogue"
)

// The page of something that sellers have in common says what it is, as a shop writes it, and who has it; of a policy it says which in the visitor's language.
func TestWhatSellersHaveInCommon(t *testing.T) {
	t.Parallel()
	h := build(t, nil)
	for _, id := range []string{h.ids["candles"], h.ids["hostile"]} {
		_, err := h.store.DB().ExecContext(t.Context(), "INSERT INTO traits (kind, value, seller_id, shown, url) VALUES ($1, 'shipping 0123', $2, 'shipping', '')", catalogue.TraitPolicy, id)
		ok(t, err)
	}
	b := h.as("operator")
	all, err := h.store.SharedTraits(t.Context(), "", 50)
	ok(t, err)
	if len(all) < 2 {
		t.Fatalf("only %d things in common", len(all))
	}
	for _, x := range all {
		status, page := b.get("/shared?" + url.Values{"kind": {x.Kind}, "value": {x.Value}}.Encode())
		want := x.Shown
		if x.Kind == catalogue.TraitPolicy {
			want = "Delivery"
		}
		if status != http.StatusOK || !strings.Contains(page, "<bdi>"+want+"</bdi></h2>") || !strings.Contains(page, "2 sellers") || !strings.Contains(page, "Valley Candles") {
			t.Errorf("%s %q: status %d: %s", x.Kind, x.Shown, status, textOf(page))
		}
	}
	if status, page := b.get("/shared?kind=phone&value=nobody"); status != http.StatusOK || strings.Contains(page, "0 sellers") {
		t.Errorf("what nobody has: status %d: %s", status, textOf(page))
	}
	b.post("/language", url.Values{"lang": {"de"}})
	if _, page := b.get("/shared"); strings.Contains(page, ">shipping<") || !strings.Contains(page, ">Lieferung") {
		t.Errorf("in German: %s", textOf(page))
	}
}

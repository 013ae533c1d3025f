package claim

import "testing"

// TestAGapHidesNoConditions: a phrase that only says what a sentence is about leaves standing what is said in its gap.
func TestAGapHidesNoConditions(t *testing.T) {
	for _, c := range ReadUnder("Rückgabe", "Öle nehmen wir nur ungeöffnet zurück.", "de") {
		if c.Kind == ReturnCondition && c.Value == "unused" {
			return
		}
	}
	t.Error("the condition in the gap was not read")
}

// TestDollarsOfTheCountry: a sign that many share means the currency that the text names.
func TestDollarsOfTheCountry(t *testing.T) {
	want := map[string]bool{"free-from=99 CAD": true, "delivery-cost=9.99 CAD": true}
	for _, c := range ReadUnder("Shipping", "Orders over $99 CAD ship free. Below that shipping is a flat $9.99.", "en") {
		delete(want, string(c.Kind)+"="+c.Value)
	}
	if len(want) > 0 {
		t.Errorf("not read: %v", want)
	}
}

// TestAHeadingMayBeInAnotherLanguage: the title is the shop's, the text below was never translated.
func TestAHeadingMayBeInAnotherLanguage(t *testing.T) {
	const text = "Who receives data\nWe need this to keep the shop running and to trace attacks."
	has := func(headings ...string) bool {
		for _, c := range ReadUnder("Datenschutz", text, "en", headings...) {
			if c.Kind == Purposes {
				return true
			}
		}
		return false
	}
	if !has("de") || has() {
		t.Errorf("with the shop's language %v, without %v", has("de"), has())
	}
}

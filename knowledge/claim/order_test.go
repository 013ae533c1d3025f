package claim

import (
	"slices"
	"testing"
)

// TestWhatStandsAbove: headings within a line and questions say what the sentences behind them are about.
func TestWhatStandsAbove(t *testing.T) {
	for name, c := range map[string]struct {
		heading, text, lang string
		want                []string
	}{
		"a question promises nothing": {"Help", "Returns\nCan I get a refund within 30 days?", "en", []string{}},
		"a question without a matter of its own goes on about the last one": {
			"Aide", "Combien de temps pour rendre un article ?\nTrois semaines après réception.\nC'est gratuit ?\nNon, le port est à votre charge.", "fr",
			[]string{"return-cost=buyer", "return-window=21d"}},
		"a heading with a full stop": {
			"Condiciones", "Tercera. Entrega. Como máximo, a los treinta días naturales.", "es", []string{"delivery-time=30d"}},
		"a heading holds for its line only": {
			"Condiciones", "Tercera. Entrega. Como máximo, a los treinta días.\nNoveno. Como máximo, a los veinte días.", "es", []string{"delivery-time=30d"}},
		"no returns as the heading of exceptions": {
			"Devoluciones", "Tienes 30 días desde la entrega para devolver tu producto.\nNo aceptamos devoluciones\nDe ropa interior.", "es", []string{"return-window=30d"}},
		"a sum in the money of the one before": {"Shipping", "5 euros, free over 50.", "en", []string{"delivery-cost=5 EUR", "free-from=50 EUR"}},
		"no returns and nothing else":          {"Devoluciones", "No aceptamos devoluciones", "es", []string{"no-returns"}},
	} {
		if got := values(ReadUnder(c.heading, c.text, c.lang)); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

// TestChoices: one phrase with choices stands for all their orders.
func TestChoices(t *testing.T) {
	got := choices("{send|bring} {it|them} back")
	if want := []string{"send it back", "send them back", "bring it back", "bring them back"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	for _, bad := range []string{"{a|b", "a|b", "a}", "{re*turn|x}"} {
		if mistake(bad) == "" {
			t.Errorf("%q is no phrase", bad)
		}
	}
	var l lexicon
	l.add(topicReturn, "", "{rend*|renvo*} .. {article*|produit*}")
	l.build()
	for text, want := range map[string]int{"vous rendez cet article": 1, "renvoyer le produit": 1, "rendre la monnaie": 0} {
		if n := len(l.match([]byte(text), nil)); n != want {
			t.Errorf("%q: %d, want %d", text, n, want)
		}
	}
}

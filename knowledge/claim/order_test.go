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
		"a marker of answers says nothing":     {"FAQ", "Question : Mon colis met combien de temps ?\nRéponse : En moyenne trois à sept jours.", "fr", []string{"delivery-time=3-7d"}},
		"a head with a colon holds for its line": {
			"Hilfe", "Rücksendung: Bitte gut verpacken. Innerhalb von 30 Tagen ab Erhalt.", "de", []string{"return-window=30d"}},
		"a head that names no matter goes on about what stands above": {
			"Help", "Delivery\nAbroad:\n5 to 7 working days, £9.", "en", []string{"delivery-cost=9 GBP", "delivery-time=5-7d"}},
		"the head of a row holds for its cells": {
			"Livraison", " | Relais | Domicile\nTarif | 3,90 € | 5,90 €\nOffert dès | 49 € | 79 €", "fr",
			[]string{"delivery-cost=3.90 EUR", "delivery-cost=5.90 EUR", "free-from=49 EUR", "free-from=79 EUR"}},
		"returns with a colon are free":          {"Service", "Retouren: kostenlos, 30 Tage lang.", "de", []string{"return-cost=seller", "return-window=30d"}},
		"no returns with a colon has exceptions": {"Retourneren", "Niet retour: oorbellen en gegraveerde ringen.", "nl", []string{"return-exception"}},
		"what a period is counted from is no matter of its own": {
			"Returns", "Thirty days, starting the day after the courier hands it over.", "en", []string{"return-window=30d"}},
		"what follows a period beats what stands before it": {
			"Returns", "If you notify us within 14 days of delivery, goods may be returned for a refund.", "en", []string{"return-method=contact", "return-window=14d"}},
		"days to tell of a return are not days to send it": {
			"Returns", "Contact us within 14 days of delivery.\nSend items back within 30 days of delivery.", "en", []string{"return-method=contact", "return-window=30d"}},
		"few days answer a question":             {"Help", "Can I send something back?\nYes, within 10 days, as long as it is unused.", "en", []string{"return-condition=unused", "return-window=10d"}},
		"few days below a heading are no window": {"Retours", "Une semaine plus tard, tout est réglé.", "fr", []string{}},
		"who pays, verb last":                    {"Retouren", "Die Kosten der Rücksendung werden vom Käufer getragen.", "de", []string{"return-cost=buyer"}},
		"who pays, verb first":                   {"Zwroty", "Kto płaci: przesyłkę do nas opłaca kupujący.", "pl", []string{"return-cost=buyer"}},
		"the way to the buyer is another":        {"Retouren", "Die Kosten der Hinsendung übernehmen bei Teilretouren Sie.", "de", []string{}},
		"a carrier's and a bank's time is no promise": {
			"Refund policy", "This includes the time it takes us to process your return once we receive it (3 to 5 business days).", "en", []string{}},
		"a policy of refunds tells of returns": {"Refund policy", "30 days after you receive it.", "en", []string{"return-window=30d"}},
		"money back within days of receipt":    {"Resi", "Puoi restituirci la merce e ricevere il rimborso entro 14 giorni dal ricevimento della merce.", "it", []string{"return-window=14d"}},
		"no matter reaches over a mark":        {"Zwroty", "Koszty pokrywa klient, my oddajemy pieniądze w 5 dni.", "pl", []string{"refund-time=5d", "return-cost=buyer"}},
		"cash on delivery before a colon":      {"Consegna", "Consegna 5,90 €.\nContrassegno: + 4,00 €.", "it", []string{"delivery-cost=5.90 EUR"}},
		"seven days of the law, called returning": {
			"退货", "依照法律规定，买方自收到商品之日起七日内有权退货，且无需说明理由。", "zh-cn", []string{"withdrawal-right=7d"}},
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

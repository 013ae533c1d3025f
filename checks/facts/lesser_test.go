package facts_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
)

// TestFewerDaysThanTheRight: fewer days to send goods back than the right to withdraw gives are a contradiction, more are the shop's own gift; days of
// exchange, of faults and of telling the seller are matters of their own.
func TestFewerDaysThanTheRight(t *testing.T) {
	for _, c := range []struct {
		name, lang, terms, faq string
		want                   int
	}{
		{"fewer", "fr", "Vous disposez de 14 jours après réception pour vous rétracter sans motif.", "Oui, vous pouvez renvoyer un article dans les 7 jours après réception.", 1},
		{"fewer", "de", "Sie können binnen 14 Tagen ab Erhalt der Ware ohne Gründe vom Vertrag zurücktreten: Widerrufsrecht 14 Tage.", "Sie können Ware innerhalb von 7 Tagen nach Erhalt zurücksenden.", 1},
		{"more", "fr", "Vous disposez de 14 jours après réception pour vous rétracter sans motif.", "Oui, vous pouvez renvoyer un article dans les 30 jours après réception.", 0},
		{"exchange", "it", "Hai 14 giorni dal ricevimento per esercitare il diritto di recesso.", "Puoi cambiare la taglia entro 7 giorni dal ricevimento.", 0},
		{"faults", "pl", "Masz 14 dni od otrzymania towaru na odstąpienie od umowy.", "Uszkodzony towar zgłoś w ciągu 7 dni od otrzymania.", 0},
		{"the parcel after one has told of it", "nl", "Je hebt 14 dagen na ontvangst om de koop te herroepen.", "Stuur het pakket binnen 7 dagen na je melding terug.", 0},
	} {
		page := func(path, body string) checktest.Page {
			return checktest.Page{URL: host + path, HTML: `<html lang="` + c.lang + `"><head><title>` + path + `</title></head><body><main>` + body + `</main></body></html>`}
		}
		names := map[string][2]string{"fr": {"Conditions générales de vente", "Retours"}, "de": {"AGB", "Rückgabe"}, "it": {"Condizioni di vendita", "Resi"}, "pl": {"Regulamin", "Zwroty"}, "nl": {"Algemene voorwaarden", "Retourneren"}}[c.lang]
		site := checktest.Input(t, checktest.Shop(t,
			page("", `<h1>Shop</h1><a href="/terms">`+names[0]+`</a> <a href="/faq">`+names[1]+`</a>`),
			page("terms", `<h1>`+names[0]+`</h1><p>`+c.terms+`</p>`), page("faq", `<h1>`+names[1]+`</h1><p>`+c.faq+`</p>`),
		), checktest.Options{Lang: c.lang}).Site
		if len(site.Conflicts) != c.want {
			t.Errorf("%s, %s: %d conflicts, want %d: %+v", c.lang, c.name, len(site.Conflicts), c.want, site.Conflicts)
		}
	}
}

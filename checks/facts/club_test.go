package facts_test

import (
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
)

// Shops that live on a club or subscription call their terms of sale by it. What only says how points are gathered is none.
func TestTermsOfAClub(t *testing.T) {
	const sale = `<h1>Termos do clube e das compras</h1><ol><li><strong>Entrega.</strong> Despacho na quarta-feira; o frete aparece antes de pagar.</li><li><strong>Desistência.</strong> Até 7 dias do recebimento você pode desistir da compra.</li><li><strong>Foro.</strong> O do domicílio do consumidor.</li></ol>`
	for _, tt := range []struct {
		name, text string
		want       int
	}{
		{"settles purchases", sale, 1},
		{"points", `<h1>Termos do clube</h1><p>Cada real gasto vale um ponto. Os pontos vencem em doze meses e não podem ser vendidos a ninguém, nem trocados por dinheiro.</p>`, 0},
	} {
		snap := checktest.Shop(t, checktest.Page{URL: "https://velas.example/", HTML: `<html lang="pt-BR"><head><title>Velas</title></head><body><main><h1>Velas da serra</h1><p>Fazemos velas de cera de abelha na serra.</p></main><footer><a href="/termos/">Termos do clube</a></footer></body></html>`},
			checktest.Page{URL: "https://velas.example/termos/", HTML: `<html lang="pt-BR"><head><title>Termos do clube</title></head><body><main>` + tt.text + `</main><footer><a href="/termos/">Termos do clube</a></footer></body></html>`})
		site := checktest.Input(t, snap, checktest.Options{}).Site
		if got := len(site.Policies(facts.PolicyTerms)); got != tt.want {
			t.Errorf("%s: %d texts are terms of sale, want %d", tt.name, got, tt.want)
		}
	}
}

package shopvet_test

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/internal/shopgen"
)

// kind is a kind of shop that a careless rule would accuse: a made-up shop that sells something else, in another way.
type kind struct {
	name    string
	options shopgen.Options
	// home and product are added below the heading of the home page and of each product.
	home, product string
	// goods are names of goods in place of the made-up shop's own, old and new by turns.
	goods []string
	// prices are shown after signing in only.
	trade bool
	// pages is how many pages are read at most, 120 unless given.
	pages int
}

func kinds() []kind {
	return []kind{
		{name: "handmade, few products", options: shopgen.Options{Products: 6}, product: `<p>Each piece is made to order by one pair of hands, so there are not many. It has been made the same way since 1998.</p>`},
		{name: "food", goods: []string{"Mug", "Heather honey", "Cutting board", "Rye bread", "Candle", "Plum jam", "Vase", "Cider vinegar"},
			product: `<p>Ingredients: rye flour, water, salt. May contain traces of sesame. Best before: see the lid. £1.20 per 100 g.</p><p>Riesling 2019 goes well with it; the vintage of 2016 is better still.</p>`},
		{name: "fashion", options: shopgen.Options{Lang: "it"}, product: `<p>Composizione: 95% cotone, 5% elastan. Lavabile in lavatrice a 30 °C. La modella è alta 176 cm e indossa la taglia S.</p><p>Maison Lumière, Kleinigkeiten, Slow Goods, 無印の形: i nomi dei nostri fornitori restano come sono.</p>`},
		{name: "electronics, 5 000 products", options: shopgen.Options{Products: 5000}, pages: 8000,
			product: `<p>Null modem cable, test lead, 0 dB attenuator: technical data in the data sheet. Input: 5 V, 2 A. The manual explains the messages "undefined device" and "fatal error".</p>`},
		{name: "digital goods", goods: []string{"Mug", "Theme pack", "Vase", "Liquid snippets", "Candle", "Icon set"},
			product: `<p>A download of 24 MB, sent by e-mail at once. In the theme you write <code>{{ product.title }}</code> or <code>{% if product %}</code>; the program knows the format <code>%s</code>.</p>`},
		{name: "to businesses only", trade: true, home: `<p>We sell to businesses only. Please sign in to see prices and to order.</p>`},
		{name: "second-hand", options: shopgen.Options{Lang: "nl"}, product: `<p>Tweedehands, één exemplaar op voorraad. Staat: gebruikt, met lichte krassen. Uit het jaar 1974, niet eerder gerestaureerd.</p>`},
		{name: "subscription", product: `<p>Once, or as a box every month. You can end the subscription at any time in your account, from one month to the next, with the button "Cancel subscription".</p>`},
		{name: "marketplace", options: shopgen.Options{Lang: "pl"}, product: `<p>Sprzedaje i wysyła nasz sklep. Ocena produktu pochodzi od osób, które go kupiły. Zamów do 14:00, wysyłka dziś.</p>`},
		{name: "pharmacy", goods: []string{"Mug", "Ibuprofen 400 mg", "Vase", "Nasal spray", "Candle", "Vitamin D3", "Cutting board", "COVID-19 antigen test"},
			home:    `<p>Pharmacy with permission to send medicines. Viagra, Cialis and other medicines on prescription are sent against the doctor's prescription only.</p>`,
			product: `<p>Active substance per tablet: see the leaflet. Read the leaflet before use, and ask your pharmacist. Rapid test, tested in the laboratory.</p>`},
		{name: "tickets", options: shopgen.Options{Lang: "es"}, product: `<p>Entradas para el 14 de marzo de 2027, 20:30 h. Su reserva se guarda durante 15 minutos en el carrito. Quedan entradas en platea.</p>`},
		{name: "made to order", options: shopgen.Options{Lang: "fr"}, product: `<p>Fabriqué sur commande en 4 à 6 semaines. Gravure : indiquez votre texte ici, 20 lettres au plus. Rebajas, Sale, Soldes : nous n'en faisons pas.</p>`},
	}
}

// sells serves a made-up shop as one of a kind.
func sells(k kind, shop http.Handler, products map[string]bool) http.Handler {
	goods := strings.NewReplacer(k.goods...)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Accept-Encoding")
		rec := httptest.NewRecorder()
		shop.ServeHTTP(rec, r)
		for key, values := range rec.Header() {
			if key != "Content-Length" {
				w.Header()[key] = values
			}
		}
		body := rec.Body.Bytes()
		if strings.HasPrefix(rec.Header().Get("Content-Type"), "text/html") && rec.Code == http.StatusOK {
			html := string(body)
			if len(k.goods) > 0 {
				html = goods.Replace(html)
			}
			switch {
			case products[r.URL.Path]:
				html = strings.Replace(html, "</h1>", "</h1>"+k.product, 1)
			case r.URL.Path == "/":
				html = strings.Replace(html, "</h1>", "</h1>"+k.home, 1)
			}
			if k.trade {
				html = withoutPrices(html)
			}
			body = []byte(html)
		}
		w.WriteHeader(rec.Code)
		_, _ = io.Copy(w, bytes.NewReader(body))
	})
}

// withoutPrices puts a way to sign in where prices and the controls to buy stand.
func withoutPrices(html string) string {
	html = strings.ReplaceAll(html, `"offers":`, `"notShown":`)
	for _, part := range [][2]string{{`<p class="pricebox">`, `</p>`}, {`<form class="buy"`, `</form>`}, {`<span class="price`, `</span>`}} {
		for {
			i := strings.Index(html, part[0])
			if i < 0 {
				break
			}
			n := strings.Index(html[i:], part[1])
			if n < 0 {
				break
			}
			put := ""
			if part[0] == `<p class="pricebox">` {
				put = `<p>Log in to see prices</p>`
			}
			html = html[:i] + put + html[i+n+len(part[1]):]
		}
	}
	return html
}

// TestSoundShopsOfAllKindsYieldNoFinding: twelve honest shops of different kinds and sizes, none of which anybody could be told to mend.
func TestSoundShopsOfAllKindsYieldNoFinding(t *testing.T) {
	for i, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			k.options.Layout = i % 3
			k.options.Seed = uint64(k.options.Layout) + 1
			shop, err := shopgen.New(k.options)
			if err != nil {
				t.Fatal(err)
			}
			products := map[string]bool{}
			for p := range shop.Oracle().Products {
				products[p.Path] = true
			}
			srv := httptest.NewUnstartedServer(sells(k, shop, products))
			srv.Config.ErrorLog = log.New(io.Discard, "", 0)
			srv.Start()
			t.Cleanup(srv.Close)
			opts := scanOptions()
			opts.Limits.Pages = cmp.Or(k.pages, 120)
			v := scan(t, srv.URL+"/", opts, shopvet.JudgeOptions{})
			for id := range bad(v) {
				t.Error(explain(v, id))
			}
			if v.Crawl.Pages < 5 || v.Crawl.Pages < k.options.Products {
				t.Error(fmt.Sprint("only so many pages were seen: ", v.Crawl.Pages))
			}
		})
	}
}

package facts_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
)

// TestShopsOfDownloads: where every product is a download, nothing is sent, so that what holds for parcels does not.
func TestShopsOfDownloads(t *testing.T) {
	goods := func(text string) []checktest.Page {
		return []checktest.Page{
			page("", "Patronen", `<a href="/p/1">Trui</a> <a href="/p/2">Muts</a>`), page("p/1", "Trui", forSale+"<p>"+text+"</p>"),
			page("p/2", "Muts", forSale+"<p>Direct te downloaden als pdf-bestand.</p>"),
		}
	}
	with := func(text string) *facts.Site {
		pages := goods(text)
		for i := range pages {
			pages[i].HTML = strings.Replace(pages[i].HTML, `lang="de"`, `lang="nl"`, 1)
		}
		return checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{Lang: "nl"}).Site
	}
	if !with("Je krijgt een downloadlink.").SellsDigital {
		t.Error("two downloads: sends nothing")
	}
	if with("Gebreid van wol, verzonden met de post.").SellsDigital {
		t.Error("one of the goods is sent")
	}
}

const forSale = `<p>€ 7,50</p><img src="/a.jpg" alt="x"><form method="post" action="/cart/add"><input name="quantity" value="1"><button>In winkelmand</button></form>`

// TestUsedGoods: a row that says so makes goods used; a sentence in which the word means "needed" does not.
func TestUsedGoods(t *testing.T) {
	for text, want := range map[string]bool{
		"<table><tr><td>Bestand</td><td>1 Stück, gebraucht</td></tr></table>": true,
		"<h2>Burbridge vintage trench coat</h2>":                              true,
		"<h2>Lamp in vintage style</h2>":                                      false,
		"<p>Für den Aufbau wird ein Schraubendreher gebraucht, der nicht beiliegt und den Sie in jedem Baumarkt bekommen.</p>":                                    false,
		`<script type="application/ld+json">{"@type":"Product","name":"x","offers":{"itemCondition":"https://schema.org/UsedCondition","price":"7.50"}}</script>`: true,
	} {
		s := shop(t, page("p/1", "Platte", forSale+text))
		if len(s.Products) == 0 || s.Products[0].Used != want {
			t.Errorf("%s: %+v, want %v", text, s.Products, want)
		}
	}
}

// TestGoodsWithoutAPrice: a wholesaler shows prices to those who signed in. Its goods are known by that line, a list by saying it of each.
func TestGoodsWithoutAPrice(t *testing.T) {
	hidden := `<img src="/a.jpg" alt="x"><p>Preise nach Anmeldung.</p><p>` + strings.Repeat("Aus Stahl der Klasse 8.8, galvanisch verzinkt. ", 4) + "</p>"
	pages := []checktest.Page{page("", "Schrauben", "<p>Nur für Firmen.</p>"), page("alle", "Alles", `<a href="/p/1">Schraube 1</a> Preise nach Anmeldung <a href="/p/2">Schraube 2</a> Preise nach Anmeldung`), page("einzel", "Einzeln", `<img src="/a.jpg" alt="x"><a href="/p/1">Schraube 1</a> Preise nach Anmeldung`)}
	for i := 1; i <= 4; i++ {
		pages = append(pages, page(fmt.Sprintf("p/%d", i), fmt.Sprintf("Schraube %d", i), hidden))
	}
	products := func() []string {
		s := checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{}).Site
		got := []string{}
		for _, p := range s.ByRole(facts.RoleProduct) {
			got = append(got, strings.TrimPrefix(s.URL(p), host))
		}
		slices.Sort(got)
		return got
	}
	if got := products(); !slices.Equal(got, []string{"p/1", "p/2", "p/3", "p/4"}) {
		t.Errorf("products %v", got)
	}
	pages[3] = checktest.Page{URL: host + "p/1", Status: 403, HTML: "<h1>Nein</h1>"} // the one that "einzel" lists
	if got := products(); !slices.Equal(got, []string{"p/2", "p/3", "p/4"}) {
		t.Errorf("one barred: products %v", got)
	}
}

// TestReviewsPromiseNothing: what buyers tell of their parcel is not what the shop promises.
func TestReviewsPromiseNothing(t *testing.T) {
	s := shop(t, page("versand", "Versand", "<p>Die Lieferzeit beträgt 7 Tage.</p>"+words(4)), page("kundenstimmen", "Kundenstimmen", "<p>Silke: Lieferzeit 1 Tag, schneller als gedacht.</p>"+words(4)))
	for _, c := range s.Stated(claim.DeliveryTime) {
		if strings.HasSuffix(c.URL, "kundenstimmen") {
			t.Errorf("%+v", c)
		}
	}
}

// TestOthersInOneLongPage: a shop that puts all its small print on one page names there who else gets data and who supervises.
func TestOthersInOneLongPage(t *testing.T) {
	s := shop(t, checktest.Page{URL: host + "agb", HTML: `<html lang="en"><head><title>The small print</title></head><body><main><h1>The small print</h1><h2>Terms of sale</h2><p>You buy from Pocket Loom Ltd, The Old Bobbin Store, Wharf Lane, Hebden Bridge HX7 8AQ.</p>
<h2>Privacy</h2><p>Who else gets it: Royal Mail for the delivery, Stripe Payments Europe, Limited for the payment.</p><p>You can also complain to the Information Commissioner's Office, Wycliffe House, Water Lane, Wilmslow SK9 5AF.</p></main></body></html>`})
	if got := sellers(s); strings.Contains(got, "Stripe") || !strings.Contains(got, "Pocket Loom Ltd") {
		t.Errorf("sellers %s", got)
	}
	for _, a := range s.Addresses {
		if a.Seller && strings.Contains(a.Text, "SK9") {
			t.Errorf("the address of the supervisor: %+v", a)
		}
	}
}

// TestTwoCompaniesBesideABrokenNumber: the footer names the seller before a number with a wrong digit, the terms another company.
func TestTwoCompaniesBesideABrokenNumber(t *testing.T) {
	frame := func(path, title, main string) checktest.Page {
		return checktest.Page{URL: host + path, HTML: `<html lang="pt-BR"><head><title>` + title + `</title></head><body><main><h1>` + title + `</h1>` + main + `</main><footer><a href="/termos">Termos de venda</a> Biscão Feliz Alimentos Ltda. – CNPJ 41.782.093/0001-99</footer></body></html>`}
	}
	pages := []checktest.Page{frame("", "Petiscos", "<p>Assamos toda semana.</p>"), frame("termos", "Termos de venda", "<p>O vendedor é Patas & Cia Comércio Ltda.</p><p>O contrato se forma quando confirmamos o pagamento por e-mail.</p>")}
	s := checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{Lang: "pt-br"}).Site
	if len(s.Rivals) != 1 || s.Rivals[0].Kind != "name" {
		t.Errorf("rivals %+v", s.Rivals)
	}
}

// TestNameBehindABar: titles of Chinese and Japanese shops have no spaces around the bar.
func TestNameBehindABar(t *testing.T) {
	pages := []checktest.Page{}
	for _, at := range []string{"", "about", "faq", "terms"} {
		pages = append(pages, checktest.Page{URL: host + at, HTML: `<html lang="zh-TW"><head><title>頁面` + at + `|藍地野花室</title></head><body><main><h1>頁面</h1><p>把天空染進布裡，台南老宅裡的藍染工作室。</p></main></body></html>`})
	}
	if s := checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{}).Site; s.Name != "藍地野花室" {
		t.Errorf("name %q", s.Name)
	}
}

// TestASloganIsNotTheName: a slogan stands in every title beside the name, with which the pages sign.
func TestASloganIsNotTheName(t *testing.T) {
	for name, c := range map[string]struct{ lang, title, header, footer, want string }{
		"slogan behind the name":   {"ja", "%s | 灯屋 | あかりのある暮らし", `<a href="/">灯屋</a>`, "", "灯屋"},
		"slogan before the name":   {"zh-CN", "%s - 一壶好茶慢慢喝 - 山云茶舍", "", "© 2024 山云茶舍 版权所有", "山云茶舍"},
		"no blanks":                {"zh-CN", "%s_蓝壶家居-手工陶瓷餐具", `<a href="/">蓝壶家居</a>`, "", "蓝壶家居"},
		"official shop":            {"ja", "%s | 灯屋公式オンラインショップ", `<a href="/">灯屋</a>`, "", "灯屋"},
		"nothing tells them apart": {"ko", "%s | 온담 | 매일 쓰는 그릇을 굽습니다", "", "", "온담"},
		"French":                   {"fr", "%s | La Lanterne | Des objets qui durent", `<a href="/">La Lanterne</a>`, "", "La Lanterne"},
		"a hyphen in the name":     {"fr", "%s | Porte-Plume", "", "", "Porte-Plume"},
	} {
		t.Run(name, func(t *testing.T) {
			var pages []checktest.Page
			for i, at := range []string{"", "about", "faq", "terms", "news"} {
				title := strings.ReplaceAll(c.title, "%s", string(rune('A'+i))+"1")
				pages = append(pages, checktest.Page{URL: host + at, HTML: `<html lang="` + c.lang + `"><head><title>` + title + `</title></head><body><header>` + c.header + `<a href="/faq">FAQ</a></header><main><h1>` + at + `</h1><p>x</p></main><footer><p>` + c.footer + `</p><a href="/terms">A</a></footer></body></html>`})
			}
			if s := checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{}).Site; s.Name != c.want {
				t.Errorf("name %q, want %q", s.Name, c.want)
			}
		})
	}
}

// TestTheNameInTheHomePagesTitle: other pages do not bear the name in their titles.
func TestTheNameInTheHomePagesTitle(t *testing.T) {
	pages := []checktest.Page{{URL: host, HTML: `<html lang="ja"><head><title>暮らしを照らす道具 | 灯屋</title></head><body><main><h1>ようこそ</h1></main><footer><p>Copyright 2024 灯屋 All Rights Reserved.</p><a href="/a">A</a></footer></body></html>`}}
	for _, at := range []string{"a", "b", "c"} {
		pages = append(pages, checktest.Page{URL: host + at, HTML: `<html lang="ja"><head><title>ページ` + at + `</title></head><body><main><h1>ページ</h1></main><footer><p>Copyright 2024 灯屋 All Rights Reserved.</p><a href="/a">A</a></footer></body></html>`})
	}
	if s := checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{}).Site; s.Name != "灯屋" {
		t.Errorf("name %q", s.Name)
	}
}

// TestControllerBehindAShortHeading: a privacy policy whose bold headings end with a full stop names another company than the footer; who sends the shop's mail is none.
func TestControllerBehindAShortHeading(t *testing.T) {
	frame := func(path, title, main string) checktest.Page {
		return checktest.Page{URL: host + path, HTML: `<html lang="pt-BR"><head><title>` + title + `</title></head><body><main><h1>` + title + `</h1>` + main + `</main><footer><a href="/privacidade">Política de privacidade</a> Fundição Serra Dourada Ltda. – CNPJ 27.461.835/0001-03</footer></body></html>`}
	}
	for head, want := range map[string]int{
		"<strong>Quem é o controlador.</strong> Comercial Ponto da Casa Ltda., CNPJ 11.902.774/0001-24, Avenida do Contorno, 8450, Belo Horizonte/MG.":         1,
		"<strong>Quem envia as mensagens.</strong> Correio Rápido Serviços Ltda. envia os boletins em nosso nome.":                                             0,
		"<strong>Quem é o controlador.</strong> Fundição Serra Dourada Ltda., que confia a hospedagem dos dados a Nuvem Alta Serviços Ltda., em São Paulo/SP.": 0,
	} {
		pages := []checktest.Page{frame("", "Panelas", "<p>Panelas de ferro da serra.</p>"), frame("privacidade", "Política de privacidade", "<p>"+head+"</p><p><strong>Que dados e para quê.</strong> Nome, endereço, telefone e e-mail, para processar o pedido, emitir a nota fiscal e entregar. Você pode pedir acesso, correção e exclusão dos seus dados pessoais.</p>")}
		n := 0
		for _, r := range checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{Lang: "pt-br"}).Site.Rivals {
			if r.Kind == "name" {
				n++
			}
		}
		if n != want {
			t.Errorf("%d rivals behind %q, want %d", n, head, want)
		}
	}
}

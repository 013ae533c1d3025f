package policy_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/policy"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// in are the options of a shop that sells to some markets.
func in(markets ...string) checktest.Options { return checktest.Options{Markets: markets} }

// seen sets the day on which a shop was seen.
func seen(year int, month time.Month, day int) func(*snapshot.Snapshot) {
	return func(s *snapshot.Snapshot) { s.Taken = time.Date(year, month, day, 12, 0, 0, 0, time.UTC) }
}

func TestHollow(t *testing.T) {
	const terms = `<a href="/terms">Terms and conditions</a>`
	page := func(text string) []checktest.Page {
		return shop(terms, at("terms", `<h1>Terms and conditions</h1>`+text))
	}
	checktest.Table(t, policy.Hollow,
		checktest.Case{Name: "a text", Pages: page(long("")), Want: verdict.Pass},
		checktest.Case{Name: "a short whole statement", Pages: page(`<p>All sales are final.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "an address to write to", Pages: page(`<p>Ask terms@valley-candles.co.uk.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "a table", Pages: page(`<table><tr><th>Delivery</th><td>3 days</td></tr></table>`), Want: verdict.Pass},
		checktest.Case{Name: "only the heading", Pages: page(``), Want: verdict.Fail, Total: 1, Key: "is-heading-only", At: []string{base}},
		checktest.Case{Name: "nothing", Pages: shop(terms, at("terms", ``)), Want: verdict.Fail, Total: 1, Key: "is-empty"},
		checktest.Case{Name: "a stub", Pages: page(`<p>Our terms apply.</p>`), Want: verdict.Fail, Total: 1, Key: "is-stub"},
		checktest.Case{Name: "for the owner", Pages: page(`<p>Add your terms here. Your customers will thank you.</p>`), Want: verdict.Fail, Total: 1, Key: "is-owner-text"},
		checktest.Case{Name: "still to be written", Pages: page(`<p>This policy has not been updated yet, please come back.</p>`), Want: verdict.Fail, Total: 1, Key: "is-to-be-written"},
		checktest.Case{Name: "a template with open blanks", Pages: page(long("") + `<p>These terms are between you and [Company name].</p><p>Our address is [Your address].</p><p>Write to [insert e-mail].</p>`), Want: verdict.Fail, Total: 1, Key: "is-owner-text"},
		checktest.Case{Name: "one forgotten blank is not a text without content", Pages: page(long("") + `<p>These terms are between you and [Company name].</p>`), Want: verdict.Pass},
		checktest.Case{Name: "an article about waiting", Pages: page(long("") + `<p>Goods that are coming soon cannot be ordered yet.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "a form", Pages: page(`<form method="post"><input name="a"><input name="b"><input name="c"><input name="d"><input name="e"></form>`), Want: verdict.Pass},
		checktest.Case{Name: "a short form to withdraw", Pages: shop(`<a href="/withdraw">Withdraw from contract here</a>`, at("withdraw", `<h1>Withdraw from contract here</h1><form method="post"><label>Name <input name="n"></label><label>Order <input name="o"></label><label>E-mail <input type="email" name="e"></label><button>Confirm withdrawal</button></form>`)), Want: verdict.Pass},
		checktest.Case{Name: "a form to sign in is no text", Pages: shop(`<a href="/returns">Returns policy</a>`, at("returns", `<h1>Returns policy</h1><form method="post"><label>E-mail <input type="email" name="e"></label><label>Password <input type="password" name="p"></label><button>Sign in</button></form>`)), Want: verdict.Fail, Total: 1, Key: "is-stub"},
		checktest.Case{Name: "a frame that was not read", Pages: page(`<iframe src="https://texts.test/1"></iframe>`), Want: verdict.NotApplicable},
		checktest.Case{Name: "logos of ways to pay", Pages: shop(`<a href="/pay">Payment methods</a>`, at("pay", `<h1>Payment methods</h1><i class="fa fa-cc-visa"></i>`)), Want: verdict.NotApplicable},
		checktest.Case{Name: "a dead link is judged elsewhere", Pages: shop(terms, checktest.Page{URL: base + "terms", Status: 404, HTML: `<h1>Not found</h1>`}), Want: verdict.NotApplicable},
		checktest.Case{Name: "no legal page", Pages: shop(``), Want: verdict.NotApplicable},
		checktest.Case{Name: "nothing seen", Pages: []checktest.Page{{URL: base, HTML: `<html lang="en"><main>x</main>`}}, Want: verdict.Unknown},
	)
}

// TestHollowInTwelveLanguages: texts that speak to the owner or wait to be written, and short statements that are whole.
func TestHollowInTwelveLanguages(t *testing.T) {
	for lang, text := range map[string]struct{ link, owner, waits, whole string }{
		"en":    {"Terms and conditions", "Put your text here and save the page.", "This text is still to be written.", "We do not accept returns because every piece is made to order."},
		"de":    {"AGB", "Fügen Sie hier Ihre AGB ein und speichern Sie.", "Diese Seite wurde noch nicht aktualisiert.", "Kein Rückgaberecht für Maßanfertigungen."},
		"fr":    {"Conditions générales de vente", "Insérez votre texte ici puis enregistrez.", "Cette page n'a pas encore été mise à jour.", "Les articles sur mesure ne sont ni repris ni échangés."},
		"es":    {"Términos y condiciones", "Escribe aquí tu texto y guarda la página.", "Esta página aún no se ha actualizado.", "No se admiten devoluciones de artículos a medida."},
		"it":    {"Termini e condizioni", "Inserisci qui il tuo testo e salva.", "Questa pagina non è ancora stata aggiornata.", "Gli articoli su misura non sono restituibili."},
		"nl":    {"Algemene voorwaarden", "Plaats hier uw tekst en sla op.", "Deze pagina is nog niet bijgewerkt.", "Maatwerk kan niet worden geretourneerd."},
		"pt-br": {"Termos e condições", "Insira seu texto aqui e salve a página.", "Esta página ainda não foi atualizada.", "Não aceitamos devoluções de peças sob medida."},
		"pl":    {"Regulamin", "Wpisz tutaj swój tekst i zapisz stronę.", "Ta strona nie została jeszcze zaktualizowana.", "Towary na zamówienie nie podlegają zwrotowi."},
		"zh-cn": {"服务条款", "请在此处输入您的服务条款内容。", "本页内容尚未更新，请稍后再来。", "定制商品不支持退货。"},
		"zh-tw": {"服務條款", "請在此處輸入您的服務條款內容。", "本頁內容尚未更新，請稍後再來。", "客製化商品恕不退換。"},
		"ja":    {"利用規約", "ここに本文を入力してください。", "この規約は作成中です。後日掲載いたします。", "受注生産品のため返品はお受けできません。"},
		"ko":    {"이용약관", "여기에 내용을 입력해 주세요.", "이 페이지는 준비 중입니다.", "주문 제작 상품은 반품 불가입니다."},
	} {
		page := func(main string) []checktest.Page {
			frame := func(m string) string {
				return `<html lang="` + lang + `"><head><title>Lumen</title></head><body><main>` + m + `</main><footer><a href="/t">` + text.link + `</a></footer></body></html>`
			}
			return []checktest.Page{{URL: base, HTML: frame(`<h1>Lumen</h1><p>` + strings.Repeat(text.whole+" ", 6) + `</p>`)}, {URL: base + "t", HTML: frame(`<h1>` + text.link + `</h1><p>` + main + `</p>`)}}
		}
		for main, want := range map[string]string{text.owner: "is-owner-text", text.waits: "is-to-be-written", toCome[lang]: "is-to-be-written", text.whole: "fine"} {
			r := checktest.Run(t, policy.Hollow, checktest.Input(t, checktest.Shop(t, page(main)...), checktest.Options{}))
			got := r.Reason.Key
			if len(r.Findings) > 0 {
				got = r.Findings[0].Message.Key
			}
			if got != want {
				t.Errorf("%s: %q gives %s (%s), want %s", lang, main, r.Status, got, want)
			}
		}
	}
}

// toCome are sentences of terms that say of themselves, in words of their own, that they are still to come.
var toCome = map[string]string{
	"en":    "Our terms of sale are being rewritten by our solicitor and will be put up here in the coming weeks.",
	"de":    "Unsere Geschäftsbedingungen werden zurzeit neu gefasst; an dieser Stelle finden Sie sie demnächst.",
	"fr":    "Nos conditions de vente sont en cours de révision ; elles paraîtront ici prochainement.",
	"es":    "Nuestras condiciones se están revisando y se publicarán aquí próximamente.",
	"it":    "Le nostre condizioni di vendita sono in fase di revisione e saranno pubblicate qui a breve.",
	"nl":    "Onze voorwaarden worden op dit moment herzien en hier binnenkort geplaatst.",
	"pt-br": "Nossos termos estão sendo revisados e serão publicados aqui em breve.",
	"pl":    "Nasz regulamin jest właśnie opracowywany i wkrótce zostanie tu zamieszczony.",
	"zh-cn": "本店的服务条款正在修订，将于近期公布。",
	"zh-tw": "本店的服務條款正在修訂，將於近期公告。",
	"ja":    "当店の利用規約は現在見直しを行っており、近日このページに掲載いたします。",
	"ko":    "이용약관은 현재 개정 중이며 곧 이 페이지에 게시됩니다.",
}

func TestWithdrawalFunction(t *testing.T) {
	right := `<a href="/withdrawal">Right of withdrawal</a>`
	notice := at("withdrawal", long("Right of withdrawal")+`<p>You can withdraw from the contract within 14 days.</p>`)
	checktest.Table(t, policy.WithdrawalFunction,
		checktest.Case{Name: "the words of the law", Pages: shop(right+`<a href="/w">Withdraw from contract here</a>`, notice), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "the words in German on an English page", Pages: shop(right+`<a href="/w">Vertrag widerrufen</a>`, notice), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "a button that a script opens", Pages: shop(right+`<button onclick="w()">Withdraw from contract</button>`, notice), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "a link of another country of the Union", Pages: shop(right+`<a href="/w">ångra avtalet här</a>`, notice), Options: in("eu"), Want: verdict.Pass},
		checktest.Case{Name: "a form under a name that does not say it", Pages: shop(right, at("withdrawal", long("Right of withdrawal")+`<form method="post"><input name="name"><input name="order"><input name="mail" type="email"><button>Send</button></form>`)), Options: in("de"), Want: verdict.Warn, Reason: "label", Total: 1},
		checktest.Case{Name: "none", Pages: shop(right, notice), Options: in("de"), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "all is made to measure, says a section of the terms", Pages: shop(`<a href="/terms">Terms and conditions</a>`, at("terms", long("Terms and conditions")+`<h2>Made to measure, and the right of withdrawal</h2><p>The right of withdrawal does not apply to goods made to the customer's specification, which is all that we make.</p>`)), Options: in("de"), Want: verdict.NotApplicable, Reason: "no-right"},
		checktest.Case{Name: "a script that may add it", Pages: shop(right+`<script src="/js/bos-retractation.js?v=2"></script>`, notice), Options: in("de"), Want: verdict.Unknown, Reason: "script"},
		checktest.Case{Name: "a script for something else", Pages: shop(right+`<script src="/js/slider.js"></script>`, notice), Options: in("de"), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "none where the law waits", Pages: shop(right, notice), Options: in("es"), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "withdrawing a consent is something else", Pages: shop(right+`<a href="/c">Withdraw consent</a>`, notice, at("c", long("Your consent"))), Options: in("de"), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "a sentence about it", Pages: shop(right, at("withdrawal", long("Right of withdrawal")+`<p>To withdraw from the contract here described, write to us.</p>`)), Options: in("de"), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "before it began", Pages: shop(right, notice), Edit: seen(2026, time.June, 18), Options: in("de"), Want: verdict.NotApplicable, Reason: "not-yet"},
		checktest.Case{Name: "before it began in Austria", Pages: shop(right, notice), Edit: seen(2026, time.September, 30), Options: in("at"), Want: verdict.NotApplicable, Reason: "not-yet"},
		checktest.Case{Name: "goods that cannot be given back", Pages: shop(`<a href="/returns">Returns</a>`, at("returns", `<h1>Returns</h1><p>Every piece is made to order: all sales are final.</p>`)), Options: in("de"), Want: verdict.NotApplicable, Reason: "no-right"},
		checktest.Case{Name: "businesses only", Pages: shop(right+`<p>Wir liefern ausschließlich an Unternehmer.</p>`, notice), Options: in("de"), Want: verdict.NotApplicable, Reason: "no-right"},
		checktest.Case{Name: "businesses too", Pages: shop(right+`<p>We sell to homes and businesses.</p>`, notice), Options: in("de"), Want: verdict.Fail, Reason: "none", Total: 1},
		checktest.Case{Name: "another market", Pages: shop(right, notice), Options: in("us"), Want: verdict.NotApplicable},
		checktest.Case{Name: "not everything was read", Pages: shop(right+`<a href="/more">More</a>`, notice), Options: in("de"), Want: verdict.Unknown},
	)
}

func TestGuaranteeNotice(t *testing.T) {
	const link = `<a href="https://europa.eu/youreurope/guarantees"><img src="/n.png" alt=""></a>`
	warranty := at("warranty", long("Warranty"))
	checktest.Table(t, policy.GuaranteeNotice,
		checktest.Case{Name: "a link", Pages: shop(link), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "the longer address", Pages: shop(`<a href="https://europa.eu/youreurope/citizens/consumers/shopping/guarantees/index_de.htm">EU</a>`), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "a picture with its name", Pages: shop(`<img src="/p/9.svg" alt="Harmonised notice on the legal guarantee of conformity">`), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "a picture with its file's name", Pages: shop(``, at("x", `<img src="/p/harmonised-notice-en.svg" alt="">`)), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "words only", Pages: shop(`<a href="/warranty">Warranty</a>`, warranty), Options: in("de"), Want: verdict.Warn, Reason: "text", Total: 1},
		checktest.Case{Name: "another page of the Union", Pages: shop(`<a href="https://europa.eu/youreurope/citizens/travel">EU</a>`), Options: in("de"), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "none", Pages: shop(``), Options: in("fr"), Want: verdict.Warn, Reason: "none", Total: 1},
		checktest.Case{Name: "before it began", Pages: shop(``), Edit: seen(2026, time.September, 26), Options: in("de"), Want: verdict.NotApplicable, Reason: "not-yet"},
		checktest.Case{Name: "not everything was read", Pages: shop(`<a href="/more">More</a>`), Options: in("de"), Want: verdict.Unknown},
	)
}

func TestUnfairLimits(t *testing.T) {
	const link = `<a href="/returns">Returns</a>`
	text := func(s string) []checktest.Page { return shop(link, at("returns", long("Returns")+s)) }
	checktest.Table(t, policy.UnfairLimits,
		checktest.Case{Name: "plain rules", Pages: text(`<p>Send it back within 30 days.</p>`), Options: in("uk"), Want: verdict.Pass},
		checktest.Case{Name: "none, whatever happens", Pages: text(`<p>There are no refunds under any circumstances.</p>`), Options: in("uk"), Want: verdict.Warn, Total: 1, At: []string{base + "returns"}},
		checktest.Case{Name: "reduced goods", Pages: text(`<p>Sale items are non-refundable and non-returnable.</p>`), Options: in("au"), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "beyond what the law gives", Pages: text(`<p>Sale items cannot be refunded if you change your mind. Your statutory rights are not affected.</p>`), Options: in("uk"), Want: verdict.Pass},
		checktest.Case{Name: "exchange is a favour", Pages: text(`<p>Reduced goods cannot be exchanged for another size.</p>`), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "what the law itself excepts", Pages: text(`<p>Sealed goods that are not suitable for return for reasons of hygiene cannot be returned once opened.</p>`), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "another market", Pages: text(`<p>There are no refunds under any circumstances.</p>`), Options: in("us"), Want: verdict.NotApplicable},
		checktest.Case{Name: "businesses only", Pages: shop(link+`<p>We sell only to businesses.</p>`, at("returns", long("Returns")+`<p>There are no refunds under any circumstances.</p>`)), Options: in("uk"), Want: verdict.NotApplicable},
		checktest.Case{Name: "no text", Pages: shop(``), Options: in("de"), Want: verdict.Unknown},
	)
}

// TestUnfairLimitsInTheUnion: one wording a language, and the lawful sentence that is nearest to it.
func TestUnfairLimitsInTheUnion(t *testing.T) {
	for lang, tt := range map[string][3]string{
		"de": {"Widerrufsrecht", "Reduzierte Ware ist vom Widerrufsrecht ausgeschlossen.", "Reduzierte Ware ist vom Umtausch ausgeschlossen; Ihr gesetzliches Widerrufsrecht bleibt davon unberührt."},
		"fr": {"Politique de retour", "Le droit de rétractation ne s'applique pas aux articles soldés.", "Les articles descellés pour des raisons d'hygiène ne sont pas repris."},
		"es": {"Política de devoluciones", "El derecho de desistimiento no se aplica a los artículos rebajados.", "El derecho de desistimiento no se aplica a los artículos hechos a medida."},
		"it": {"Politica di reso", "Il diritto di recesso non si applica ai prodotti scontati.", "Il diritto di recesso non si applica ai prodotti su misura."},
		"nl": {"Retourbeleid", "Het herroepingsrecht geldt niet voor afgeprijsde artikelen.", "Het herroepingsrecht geldt niet voor maatwerk."},
		"pl": {"Zwroty", "Prawo odstąpienia nie dotyczy towarów przecenionych.", "Prawo odstąpienia nie dotyczy towarów wykonanych na zamówienie."},
	} {
		for i, want := range []verdict.Status{verdict.Warn, verdict.Pass} {
			html := fmt.Sprintf(`<html lang="%s"><body><main><h1>%s</h1><p>%s</p></main><footer><a href="/r">%s</a></footer></body></html>`, lang, tt[0], strings.Repeat(tt[i+1]+" ", 4), tt[0])
			r := checktest.Run(t, policy.UnfairLimits, checktest.Input(t, checktest.Shop(t, checktest.Page{URL: base, HTML: html}, checktest.Page{URL: base + "r", HTML: html}), in("eu")))
			if r.Status != want {
				t.Errorf("%s: %q gives %s (%s)", lang, tt[i+1], r.Status, r.Reason.Text)
			}
		}
	}
}

func TestStaleLaw(t *testing.T) {
	const link = `<a href="/terms">Terms and conditions</a>`
	text := func(s string) []checktest.Page { return shop(link, at("terms", long("Terms and conditions")+s)) }
	checktest.Table(t, policy.StaleLaw,
		checktest.Case{Name: "nothing of the kind", Pages: text(``), Want: verdict.Pass},
		checktest.Case{Name: "the platform", Pages: text(`<p>The platform is at <a href="https://ec.europa.eu/consumers/odr/">https://ec.europa.eu/consumers/odr/</a>.</p>`), Want: verdict.Warn, Total: 1, Key: "odr", At: []string{base + "terms"}},
		checktest.Case{Name: "a link whose text does not say where it leads", Pages: text(`<p>For disputes <a href="http://ec.europa.eu/odr">click here</a>.</p>`), Want: verdict.Warn, Total: 1, Key: "odr"},
		checktest.Case{Name: "the platform while it was open", Pages: text(`<p>https://ec.europa.eu/consumers/odr/</p>`), Edit: seen(2025, time.July, 1), Want: verdict.Pass},
		checktest.Case{Name: "a text that says that it is closed", Pages: text(`<p>The platform at https://ec.europa.eu/consumers/odr/ was closed on 20 July 2025.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "the older German act", Pages: text(`<p>Angaben gemäß § 5 TMG. Haftung nach § 7 Abs. 1 TMG.</p>`), Want: verdict.Warn, Total: 1, Key: "tmg"},
		checktest.Case{Name: "the act that holds", Pages: text(`<p>Angaben gemäß § 5 DDG und § 25 TDDDG.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "the end of the shield", Pages: text(`<p>Since the Privacy Shield was declared invalid we rely on standard clauses.</p>`), Want: verdict.Pass},
		checktest.Case{Name: "the shield", Pages: text(`<p>Google is certified under the EU-US Privacy Shield.</p>`), Want: verdict.Warn, Total: 1, Key: "privacy-shield"},
		checktest.Case{Name: "news are no legal text", Pages: shop(link, at("terms", long("Terms and conditions")), at("blog/odr", long("News")+`<p>https://ec.europa.eu/consumers/odr/</p>`)), Want: verdict.Pass},
		checktest.Case{Name: "no legal text", Pages: shop(``), Want: verdict.Unknown},
	)
}

func TestOwnLanguage(t *testing.T) {
	const links = `<a href="/terms">Terms and conditions</a> <a href="/privacy">Privacy policy</a>`
	english := func(path, title string) checktest.Page { return at(path, long(title)) }
	german := func(path, title string) checktest.Page {
		return checktest.Page{URL: base + path, Header: map[string][]string{"Content-Type": {"text/html; charset=utf-8"}}, HTML: `<html lang="de"><body><main><h1>` + title + `</h1>` +
			strings.Repeat(`<p>Dieser Absatz der Seite `+path+` sagt in einfachen Worten, was Sie von uns erwarten können. Die Verarbeitung erfolgt nur, soweit es für den Vertrag nötig ist und das Gesetz es erlaubt.</p>`, 6) + `</main></body></html>`}
	}
	// pretends is a text that stands in the frame of the shop, which declares the shop's language.
	pretends := func(p checktest.Page) checktest.Page {
		p.HTML = strings.Replace(p.HTML, `lang="de"`, `lang="en"`, 1)
		return p
	}
	blogged := func() []checktest.Page {
		home := german("", "Kerzen von Hand")
		home.HTML = strings.Replace(home.HTML, "</main>", `</main><footer><a href="/terms">AGB</a> <a href="/privacy">Datenschutzerklärung</a></footer>`, 1)
		pages := []checktest.Page{home, german("terms", "Allgemeine Geschäftsbedingungen"), german("privacy", "Datenschutzerklärung")}
		for i := range 40 {
			pages = append(pages, english(fmt.Sprintf("blog/%d", i), "How to pour a candle"))
		}
		return pages
	}
	checktest.Table(t, policy.OwnLanguage,
		checktest.Case{Name: "all", Pages: shop(links, english("terms", "Terms and conditions"), english("privacy", "Privacy policy")), Want: verdict.Pass},
		checktest.Case{Name: "one is not", Pages: shop(links, english("terms", "Terms and conditions"), german("privacy", "Datenschutzerklärung")), Want: verdict.Warn, Reason: "foreign", Total: 1},
		checktest.Case{Name: "none is", Pages: shop(links, german("terms", "AGB"), german("privacy", "Datenschutzerklärung")), Want: verdict.Fail, Reason: "none", Total: 2},
		checktest.Case{Name: "none is, in pages that say they were in the shop's", Pages: shop(links, pretends(german("terms", "AGB")), pretends(german("privacy", "Datenschutzerklärung"))), Want: verdict.Fail, Reason: "none", Total: 2},
		checktest.Case{Name: "in both languages", Pages: shop(links+` <a href="/agb">AGB</a>`, english("terms", "Terms and conditions"), german("agb", "Allgemeine Geschäftsbedingungen"), english("privacy", "Privacy policy")), Want: verdict.Pass},
		checktest.Case{Name: "in the language of the home page, where a blog in another is larger than the shop", Pages: blogged(), Want: verdict.Pass},
		checktest.Case{Name: "too short to tell", Pages: shop(links, at("terms", `<h1>Terms and conditions</h1><p>All sales are final.</p>`)), Want: verdict.Unknown},
		checktest.Case{Name: "none read", Pages: shop(links), Want: verdict.Unknown},
	)
}

func TestLinkedCheckout(t *testing.T) {
	const links = `<a href="/terms">Terms and conditions</a> <a href="/returns">Returns</a>`
	texts := []checktest.Page{at("terms", long("Terms and conditions")), at("returns", long("Returns"))}
	fields := `<form method="post"><input name="a"><input name="b"><input name="c"><input name="d"><input name="e"></form>`
	bare := func(main string) checktest.Page {
		return checktest.Page{URL: base + "checkout", Header: map[string][]string{"Content-Type": {"text/html"}}, HTML: `<html lang="en"><body><main><h1>Checkout</h1>` + main + `</main></body></html>`}
	}
	// noFrame takes the links out of the cart, so that only the checkout can show them.
	noFrame := func(more ...checktest.Page) []checktest.Page {
		pages := shop(links+` <a href="/checkout">Checkout</a>`, append(texts, more...)...)
		pages[3].HTML = `<html lang="en"><body><main><h1>Your cart is empty</h1></main></body></html>`
		return pages
	}
	asking := func(button, more string) []checktest.Page {
		pages := noFrame()
		pages[3].HTML = `<html lang="en"><body><main><h1>Cart</h1><form method="post"><label>E-mail <input name="m"></label><label>Phone <input name="p"></label><label>Address <input name="a"></label><button>` + button + `</button></form>` + more + `</main></body></html>`
		return pages
	}
	checktest.Table(t, policy.LinkedCheckout,
		checktest.Case{Name: "in the cart's footer", Pages: shop(links, texts...), Want: verdict.Pass},
		checktest.Case{Name: "in the checkout alone", Pages: noFrame(bare(fields + links)), Want: verdict.Pass},
		checktest.Case{Name: "one of them", Pages: noFrame(bare(fields + `<a href="/terms">Terms and conditions</a>`)), Want: verdict.Warn, Reason: "one", Total: 1},
		checktest.Case{Name: "under another name", Pages: noFrame(bare(fields + `<a href="/terms">our rules</a> <a href="/returns">what you can send back</a>`)), Want: verdict.Pass},
		checktest.Case{Name: "neither", Pages: noFrame(bare(fields)), Want: verdict.Fail, Reason: "neither", Total: 1},
		checktest.Case{Name: "neither, in a cart that asks for all at once", Pages: asking("Place order", ""), Want: verdict.Fail, Reason: "neither", Total: 1},
		checktest.Case{Name: "both, in a cart that asks for all at once", Pages: asking("Place order", links), Want: verdict.Pass},
		checktest.Case{Name: "a cart that asks and leads on", Pages: asking("Continue", ""), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "a checkout that shows nothing yet", Pages: noFrame(bare(`<p>Your cart is empty</p>`)), Want: verdict.Unknown, Reason: "unseen"},
		checktest.Case{Name: "no such texts", Pages: shop(``), Want: verdict.NotApplicable, Reason: "none"},
	)
}

func TestADR(t *testing.T) {
	const link = `<a href="/terms">Terms and conditions</a>`
	text := func(s string) []checktest.Page { return shop(link, at("terms", long("Terms and conditions")+s)) }
	checktest.Table(t, policy.ADR,
		checktest.Case{Name: "a statement", Pages: text(`<p>Wir sind zur Teilnahme an einem Streitbeilegungsverfahren vor einer Verbraucherschlichtungsstelle nicht bereit.</p>`), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "in English", Pages: text(`<p>We do not take part in dispute resolution proceedings before a consumer arbitration board.</p>`), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "only the platform that was closed", Pages: text(`<p>https://ec.europa.eu/consumers/odr</p>`), Options: in("de"), Want: verdict.Warn, Reason: "gone", Total: 1},
		checktest.Case{Name: "none, which the small need not have", Pages: text(``), Options: in("de"), Want: verdict.NotApplicable, Reason: "small"},
		checktest.Case{Name: "another market", Pages: text(``), Options: in("fr"), Want: verdict.NotApplicable},
	)
}

func TestAccessibility(t *testing.T) {
	const link = `<a href="/accessibility">Accessibility</a>`
	checktest.Table(t, policy.Accessibility,
		checktest.Case{Name: "a page", Pages: shop(link, at("accessibility", long("Accessibility"))), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "a part of another", Pages: shop(`<a href="/legal">Legal</a>`, at("legal", `<h1>Legal</h1><h2>Accessibility statement</h2>`+hello)), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "a page without content", Pages: shop(link, at("accessibility", `<h1>Accessibility</h1>`)), Options: in("de"), Want: verdict.Warn, Reason: "hollow", Total: 1},
		checktest.Case{Name: "not read", Pages: shop(link), Options: in("de"), Want: verdict.Unknown},
		checktest.Case{Name: "none, which the small need not have", Pages: shop(``), Options: in("de"), Want: verdict.NotApplicable, Reason: "small"},
	)
}

func TestCancelSubscription(t *testing.T) {
	// sells makes the product one that can be ordered again and again.
	sells := func(field, footer string) []checktest.Page {
		pages := shop(footer)
		pages[2].HTML = strings.Replace(pages[2].HTML, `<button>Add to cart`, field+`<button>Add to cart`, 1)
		return pages
	}
	const plan = `<input type="hidden" name="selling_plan" value="1">`
	checktest.Table(t, policy.CancelSubscription,
		checktest.Case{Name: "a button", Pages: sells(plan, `<a href="/k">Verträge hier kündigen</a>`), Options: in("de"), Want: verdict.Pass},
		checktest.Case{Name: "none", Pages: sells(plan, ``), Options: in("de"), Want: verdict.Fail, Reason: "none", Total: 1, At: []string{base + "p/1"}},
		checktest.Case{Name: "a choice that says so", Pages: sells(`<label><input type="radio" name="x"> Subscribe &amp; save 10 %</label>`, ``), Options: in("de"), Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "a newsletter is none", Pages: sells(`<label><input type="checkbox" name="n"> Subscribe to our newsletter</label>`, ``), Options: in("de"), Want: verdict.NotApplicable, Reason: "no"},
		checktest.Case{Name: "no subscriptions", Pages: sells(``, ``), Options: in("de"), Want: verdict.NotApplicable, Reason: "no"},
	)
}

package extract

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

func TestEmails(t *testing.T) {
	for body, want := range map[string]string{
		`<a href="mailto:Info@shop.example?subject=x">Write</a>`:                                                  "Info@shop.example",
		`<a href="mailto:info%40shop.example">Write</a>`:                                                          "info@shop.example",
		`<a href="mailto:?subject=Look&body=x">Share</a>`:                                                         "",
		`<p>Mail: info@shop.example.</p>`:                                                                         "info@shop.example",
		`<p>&#105;nfo&#64;shop&#46;example</p>`:                                                                   "info@shop.example",
		`<p>info<span>@</span>shop<b>.example</b></p>`:                                                            "info@shop.example",
		`<p>info@<span style="display:none">nospam.</span>shop.example</p>`:                                       "info@shop.example",
		`<ul><li>info@shop.com<span>Email us</span></ul>`:                                                         "info@shop.com",
		`<p>Info@Shop.Com</p>`:                                                                                    "Info@Shop.Com",
		`<p>info (at) shop (dot) example</p>`:                                                                     "info@shop.example",
		`<p>info[at]shop.example</p>`:                                                                             "info@shop.example",
		`<p>Schreiben Sie an info {ät} shop [Punkt] example</p>`:                                                  "info@shop.example",
		`<p>kontakt [małpa] sklep.example</p>`:                                                                    "kontakt@sklep.example",
		`<p>info AT shop DOT example</p>`:                                                                         "info@shop.example",
		`<p>info＠shop.example までご連絡ください</p>`:                                                                      "info@shop.example",
		`<p>邮箱：info@shop.example电话</p>`:                                                                           "info@shop.example",
		`<p style="unicode-bidi:bidi-override; direction: rtl">elpmaxe.pohs@ofni</p>`:                             "info@shop.example",
		`<bdo dir="rtl">elpmaxe.pohs@ofni</bdo>`:                                                                  "info@shop.example",
		`<a href="/cdn-cgi/l/email-protection#432a2d252c03302b2c336d263b222e332f26">[email&#160;protected]</a>`:   "info@shop.example",
		`<span class="__cf_email__" data-cfemail="432a2d252c03302b2c336d263b222e332f26">[email protected]</span>`: "info@shop.example",
		`<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="432a2d252c03302b2c336d263b222e332f26">[email&#160;protected]</a>`: "info@shop.example",
		`<p>Follow @shop, buy 3 @ 5.00, see logo@2x.png or a@b</p>`:                                                                                 "",
		`<p>Meet us (at) our shop. Look at shop dot com.</p>`:                                                                                       "",
	} {
		if got := readPage(t, "<html lang=en><body>"+body).values(snapshot.ContactEmail); got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

func TestPhones(t *testing.T) {
	for body, want := range map[string]string{
		`<a href="tel:+49-30-1234567">Call</a>`:                "+49-30-1234567",
		`<a href="tel:+49301234567">+49 30 1234567</a>`:        "+49301234567",
		`<p>+49 (0)30 123 45 67</p>`:                           "+49 (0)30 123 45 67",
		`<p>Telefon: 030/1234567</p>`:                          "030/1234567",
		`<p>Tel. 01904 960123, Fax 01904 960124</p>`:           "01904 960123",
		`<dl><dt>Phone</dt><dd>(212) 555-0100</dd></dl>`:       "(212) 555-0100",
		`<div>Telefon</div><div>030 1234567</div>`:             "030 1234567",
		`<p>電話番号：０３－１２３４－５６７８</p>`:                             "03-1234-5678",
		`<p>电话：0571-8722-8811</p>`:                             "0571-8722-8811",
		`<p>电话：2019-2024</p>`:                                  "",
		`<p>客服电话：400-123-4567</p>`:                             "400-123-4567",
		`<p>전화번호: 02-1234-5678</p>`:                            "02-1234-5678",
		`<p>☎ 030 1234567</p>`:                                 "030 1234567",
		`<p>Order 123456789, VAT DE123456789, 12345678 km</p>`: "",
		`<p>ISBN 978-3-16-148410-0; 01.01.2024</p>`:            "",
		`<p>+1.000.000 happy customers</p>`:                    "",
		`<p>Call +91 80 4126 7350 (10 am to 6 pm)</p>`:         "+91 80 4126 7350",
		`<p>Telefon: 030 1234567 (9-17 Uhr)</p>`:               "030 1234567",
		`<html lang="en"><p>1515 Pearl Street, Boulder, CO 80302<br>303-555-0121<br>Daily 6:30 am – 6 pm and on all holidays of the year</p>`:             "303-555-0121",
		`<html lang="en"><p>See part 303-555-0121 for the older frame of this year and the one before</p>`:                                                "",
		`<html lang="it"><p>Via Emilia Centro 145, 41121 Modena · 059 223041 · modena@shop.example</p><p>Vi aspettiamo nel nostro negozio in centro.</p>`: "059 223041",
		`<html lang="it"><p>Servizio clienti: 055/4090112, lun–ven 9:00–13:00</p><p>Vi aspettiamo nel nostro negozio in centro.</p>`:                      "055/4090112",
		`<html lang="it"><p>Partita IVA 02134509880 – modena@shop.example</p><p>Vi aspettiamo nel nostro negozio in centro.</p>`:                          "",
		`<html lang="de"><p>Verkauf: 0511 9900 0810, verkauf@shop.example</p><p>Wir freuen uns auf Ihren Besuch und beraten Sie gern.</p>`:                "0511 9900 0810",
		`<html lang="de"><p>044 551 01 22 (Mo–Fr 9.00–12.00)</p><p>Wir freuen uns auf Ihren Besuch und beraten Sie gern.</p>`:                             "044 551 01 22",
		`<html lang="de"><p>Artikelnummer: 0511 9900 0810</p><p>Konto: 0123 4567 89</p><p>0-306-40615-7</p><p>Wir freuen uns auf Ihren Besuch.</p>`:       "",
		`<html lang="en"><p>t. 01632 960 441</p><p>We are glad to hear from you, at any time of the year.</p>`:                                            "01632 960 441",
		`<p>Fax: +49 30 1234568</p>`:                                  "",
		`<p>Tel.-Zeiten: 9.00-17.00</p>`:                              "",
		`<footer><a href="tel:0301234567">030 1234567</a> ©</footer>`: "0301234567",
	} {
		if got := readPage(t, "<html><body>"+body).values(snapshot.ContactPhone); got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

func TestChats(t *testing.T) {
	p := readPage(t, `<body><a href="https://wa.me/49301234567">W</a><a href="https://wa.me/?text=look">share</a><a href="https://t.me/share/url?url=x">share</a>
<a href="https://t.me/shop">T</a><a href="https://line.me/R/msg/text/?x">share</a><a href="https://line.me/R/ti/p/abc">L</a><a href="https://m.me/shop">M</a>
<a href="https://api.whatsapp.com/send?text=x">share</a><a href="https://api.whatsapp.com/send?phone=49301234567">A</a><a href="https://www.facebook.com/shop">F</a>`)
	if got := p.values(snapshot.ContactChat); strings.Count(got, ";") != 4 || strings.Contains(got, "text") || strings.Contains(got, "share") {
		t.Errorf("chats = %s", got)
	}
}

func TestContactsKnowTheirPlace(t *testing.T) {
	p := readPage(t, `<html lang=en><body><main><p>Questions? Write to <a href="mailto:a@shop.example">our team</a> any day.</p></main><footer><p>Kerzenhof Ltd, info@shop.example</p><a href=/x>x</a></footer>`)
	list := p.contacts()
	if len(list) != 2 || list[0].Zone != snapshot.ZoneMain || !list[0].Link || list[0].Near != "Questions? Write to our team any day." ||
		list[1].Zone != snapshot.ZoneFooter || list[1].Link || list[1].Near != "Kerzenhof Ltd, info@shop.example" {
		t.Errorf("contacts = %+v", list)
	}
}

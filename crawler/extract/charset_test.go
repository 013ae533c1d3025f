package extract

import (
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

var charsetCases = []struct {
	name, text string
	enc        encoding.Encoding
}{
	{"gbk", "本店所有商品均支持七天无理由退货，付款后三天内发货。如有问题请联系客服，我们会尽快为您处理。营业执照与经营许可证见页面底部。", simplifiedchinese.GBK},
	{"big5", "本店商品享七天鑑賞期，付款後三天內出貨。如有任何問題請聯絡客服，我們會盡快為您處理。公司資料請見頁面底部，感謝您的購買。", traditionalchinese.Big5},
	{"shift_jis", "ご注文ありがとうございます。商品は三営業日以内に発送いたします。返品は商品到着後七日以内にご連絡ください。", japanese.ShiftJIS},
	{"euc-jp", "ご注文ありがとうございます。商品は三営業日以内に発送いたします。返品は商品到着後七日以内にご連絡ください。", japanese.EUCJP},
	{"iso-2022-jp", "ご注文ありがとうございます。商品は三営業日以内に発送いたします。", japanese.ISO2022JP},
	{"euc-kr", "주문해 주셔서 감사합니다. 상품은 결제 후 삼일 이내에 발송됩니다. 반품은 상품 수령 후 칠일 이내에 가능합니다.", korean.EUCKR},
	{"windows-1252", "Versandkostenfrei für Bestellungen über fünfzig Euro – größere Mengen auf Anfrage. Rückgabe möglich, Grüße aus Köln.", charmap.Windows1252},
	{"utf-8", "Versandkostenfrei für größere Bestellungen. ご注文ありがとうございます。", unicode.UTF8},
}

// Each encoding is read when the server declares it, when the page does, and when nobody does.
func TestCharset(t *testing.T) {
	for _, c := range charsetCases {
		encoded, err := c.enc.NewEncoder().String(c.text)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		for how, in := range map[string]struct{ contentType, head string }{
			"header":     {"text/html; charset=" + c.name, ""},
			"meta":       {"text/html", `<meta charset="` + c.name + `">`},
			"http-equiv": {"text/html", `<meta http-equiv="Content-Type" content="text/html; charset=` + c.name + `">`},
			"late meta":  {"text/html", "<!--" + strings.Repeat(" ", 2000) + `--><meta charset=` + c.name + `>`},
			"undeclared": {"text/html", ""},
		} {
			body, cs := Charset(http.Header{"Content-Type": {in.contentType}}, []byte("<html><head>"+in.head+"</head><body><p>"+encoded+"</p>"))
			if !strings.Contains(string(body), c.text) {
				t.Errorf("%s by %s: read as %s: %.80q", c.name, how, cs.Used, body[max(0, len(body)-80):])
			}
			if cs.Used != c.name {
				t.Errorf("%s by %s: used %q", c.name, how, cs.Used)
			}
		}
	}
}

func TestCharsetOrder(t *testing.T) {
	body, cs := Charset(http.Header{"Content-Type": {"text/html; charset=ISO-8859-1"}}, []byte("<meta charset=utf-8><p>gr\xc3\xbcn"))
	if cs.Header != "iso-8859-1" || cs.Meta != "utf-8" || cs.Used != "windows-1252" || !strings.Contains(string(body), "grÃ¼n") {
		t.Errorf("the header must win: %+v %q", cs, body)
	}
	body, cs = Charset(http.Header{"Content-Type": {"text/html; charset=ISO-8859-1"}}, []byte("\xef\xbb\xbf<p>gr\xc3\xbcn"))
	if cs.Used != "utf-8" || string(body) != "<p>grün" {
		t.Errorf("the byte order mark must win: %+v %q", cs, body)
	}
	if _, cs = Charset(http.Header{"Content-Type": {"text/html; charset=nonsense"}}, []byte("<meta charset=gbk>\xc4\xe3")); cs.Used != "gbk" {
		t.Errorf("an unknown name in the header must be passed over: %+v", cs)
	}
	utf16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("<p>grün")
	if body, cs = Charset(http.Header{}, []byte(utf16)); cs.Used != "utf-16le" || string(body) != "<p>grün" {
		t.Errorf("UTF-16: %+v %q", cs, body)
	}
	if body, _ = Charset(http.Header{"Content-Type": {"text/html; charset=utf-8"}}, []byte("a\xffb\xc3")); !utf8.Valid(body) || !strings.Contains(string(body), "a\uFFFDb") {
		t.Errorf("invalid bytes: %q", body)
	}
}

func TestDamage(t *testing.T) {
	for _, c := range []struct {
		contentType, body string
		mojibake          bool
		replaced          int
	}{
		{"text/html; charset=iso-8859-1", "<p>F\xc3\xbcr gr\xc3\xb6\xc3\x9fere Mengen", true, 0},
		{"text/html; charset=utf-8", "<p>FÃ¼r grÃ¶ÃŸere Mengen, 5â‚¬", true, 0},
		{"text/html; charset=utf-8", "<p>It’s donâ€™t", true, 0},
		{"text/html; charset=utf-8", "<p>ã‚«ãƒ¼ãƒˆã«å…¥ã‚Œã‚‹", true, 0},
		{"text/html; charset=utf-8", "<p>Preis:Â\u00a012", true, 0},
		{"text/html; charset=utf-8", "<p>a\xffb\xfe", false, 2},
		{"text/html; charset=utf-8", "<p>Für größere Mengen – naïve façade, CAFÉ®, MODÄ™, JOSÉ© «NÃO» SÃO 5 € İstanbul Łódź", false, 0},
		{"text/html; charset=utf-8", "<p>Les prix sont affichés « TTC » ; à bientôt. Âge, Île, Être, coração, pão", false, 0},
		{"text/html; charset=gbk", "<p>\xb1\xbe\xb5\xea\xcb\xf9\xd3\xd0\xc9\xcc\xc6\xb7", false, 0},
	} {
		p := readAt(t, "https://shop.example/", http.Header{"Content-Type": {c.contentType}}, []byte(c.body))
		if (p.Charset.Mojibake > 0) != c.mojibake || p.Charset.Replaced != c.replaced {
			t.Errorf("%q: %+v", c.body, p.Charset)
		}
		if (c.mojibake || c.replaced > 0) != (p.Charset.Example != "") {
			t.Errorf("%q: example %q", c.body, p.Charset.Example)
		}
	}
}

func TestMedia(t *testing.T) {
	for _, c := range []struct {
		contentType, body, media string
		html                     bool
	}{
		{"text/html", "<p>x", "text/html", true},
		{"application/xhtml+xml", "<html xmlns='http://www.w3.org/1999/xhtml'><p>x</p></html>", "application/xhtml+xml", true},
		{"text/plain", "<!doctype html><p>x", "text/plain", false},
		{"application/json", "{}", "application/json", false},
		{"", "<!doctype html><p>x", "text/html", true},
		{"", "\x89PNG\r\n\x1a\n", "image/png", false},
		{"text/html", "\x89PNG\r\n\x1a\n0000", "text/html", false},
		{"text/html; charset=utf-8", "%PDF-1.7 ...", "text/html", false},
		{"TEXT/HTML;charset", "<p>x", "text/html", true},
		{"application/pdf", "%PDF-1.7", "application/pdf", false},
		{"text/html", "", "text/html", true},
	} {
		p := readAt(t, "https://shop.example/", http.Header{"Content-Type": {c.contentType}}, []byte(c.body))
		if p.Media != c.media || p.HTML != c.html {
			t.Errorf("%q %.20q: media %q html %v", c.contentType, c.body, p.Media, p.HTML)
		}
	}
}

package extract

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/shopvet/shopvet/snapshot"
)

func TestText(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"blocks":          {"<p>One</p><div>Two <b>bold</b></div>Three", "One\nTwo bold\nThree"},
		"folding":         {"<p>  a \n\t b&nbsp;&nbsp;c\u200b\u00add\u202e </p>", "a b cd"},
		"entities":        {"<p>Caf&eacute; &amp; Tee &lt;3 &#8364;</p>", "Café & Tee <3 €"},
		"line break":      {"<p>a<br>b<br/><br>c</p>", "a\nb\nc"},
		"list":            {"<ul><li>a<li>b</ul>", "a\nb"},
		"table":           {"<table><tr><th>Size<td><p>10 cm</p><tr><td>Weight<td>1 kg</table>", "Size | 10 cm\nWeight | 1 kg"},
		"layout table":    {"<table><tr><td><h2>Menu</h2><ul><li>x</ul></td><td><p>a</p><p>b</p></td></table>", "Menu\nx\na\nb"},
		"one cell":        {"<table width=960><tr><td>Shop</td><td>Menu</td></tr><tr><td colspan=2><p>a</p><p>b</p></td></tr></table>", "Shop | Menu\na\nb"},
		"description":     {"<dl><dt>Phone</dt><dd>123</dd><dt>Mail</dt><dd>x</dd></dl>", "Phone | 123\nMail | x"},
		"pre":             {"<pre>a  b\nc</pre>", "a b\nc"},
		"script, style":   {"<p>a<script>b</script><style>c</style><template>d</template><noscript>e</noscript></p>", "a"},
		"hidden":          {"<p>a</p><p hidden>b</p><p style='color:red; DISPLAY : none'>c</p><p aria-hidden=true>d</p>", "a"},
		"details":         {"<details><summary>Returns</summary><p>30 days</p></details>", "Returns\n30 days"},
		"tab panel":       {"<div role=tabpanel hidden>Policy</div>", "Policy"},
		"tab by class":    {"<div class='tab-pane' style='display:none'>Policy</div>", "Policy"},
		"accordion":       {"<button aria-controls=p1>Open</button><div id=p1 hidden>Policy</div>", "Open\nPolicy"},
		"modal by target": {"<a href='#terms'>Terms</a><div id=terms class=modal style='display:none'><p>Policy text</p></div>", "Terms"},
		"options":         {"<select><option>Germany<option>France</select><p>x</p><textarea>y</textarea>", "x"},
		"svg":             {"<p>a<svg><title>icon</title><text>t</text></svg>b</p>", "ab"},
		"skip link":       {"<a href='#content'>Skip to content</a><p>x</p>", "x"},
		"icon link":       {"<p>a <a href=/x><i></i></a></p><p>b</p>", "a\nb"},
		"until found":     {"<p hidden=until-found>a</p>", "a"},
		"control chars":   {"<p>a\x01\x02b</p>", "ab"},
		"shadow root":     {"<x-y><template shadowrootmode=open><p>seen</p></template></x-y>", "seen"},
	} {
		if got := readPage(t, "<html><body>"+c.body).Text; got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestHeadingsPointIntoText(t *testing.T) {
	p := readPage(t, "<body><h1>Terms &amp; <em>more</em></h1><p>Intro</p><h3>Returns</h3><p>30 days</p><h2>End</h2>")
	want := []struct {
		level       int
		text, after string
	}{{1, "Terms & more", "Intro"}, {3, "Returns", "30 days"}, {2, "End", ""}}
	if len(p.Headings) != len(want) {
		t.Fatalf("headings = %+v", p.Headings)
	}
	for i, w := range want {
		h := p.Headings[i]
		if h.Level != w.level || h.Text != w.text || !strings.HasPrefix(p.Text[h.At:], w.after) {
			t.Errorf("heading %d = %+v, text after it %q; want %+v", i, h, p.Text[h.At:], w)
		}
	}
}

// What a heading says only to those who have it read aloud is no part of it, unless it says nothing else.
func TestHeadingsAreWhatIsSeen(t *testing.T) {
	p := readPage(t, `<body><h2>Blue vase <span class="sr-only">summary and purchase</span></h2><h2><span class="visually-hidden">Reviews</span><svg></svg></h2><h2><span class="title blind">Cart</span> <b>0</b></h2>`)
	var got []string
	for _, h := range p.Headings {
		got = append(got, h.Text)
	}
	if want := "Blue vase, Reviews, 0"; strings.Join(got, ", ") != want {
		t.Errorf("headings %q, want %q", got, want)
	}
}

func TestTextIsKeptOnRequest(t *testing.T) {
	body := []byte("<title>T</title><body><h1>A</h1><p>Some words here")
	e := New(snapshot.NewTable())
	asked := false
	p := e.Page(Input{URL: "https://shop.example/", Status: 200, Header: htmlHeader, Body: body, KeepText: func(p *snapshot.Page) bool {
		asked = p.Letters > 0 && p.Title == "T"
		return false
	}})
	if !asked || p.Text != "" || p.TextKept || p.Letters != 14 || p.Headings[0].At != -1 {
		t.Errorf("asked %v, page %+v", asked, p)
	}
}

func TestTitleAndMeta(t *testing.T) {
	p := readPage(t, `<head><title> A  &amp; B </title><meta name="Generator" content="WooCommerce 9"><meta name=robots content=noindex><meta name=other content=x>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'"></head><body><svg><title>icon</title></svg><div id=one></div><div id=two>x</div>`)
	if p.Title != "A & B" || len(p.Meta) != 3 || p.Meta[0].Name != "generator" || p.Meta[2].Name != "content-security-policy" {
		t.Errorf("title %q, meta %+v", p.Title, p.Meta)
	}
	if strings.Join(p.Sections, " ") != "one two" {
		t.Errorf("sections = %q", p.Sections)
	}
	long := readPage(t, "<title>"+strings.Repeat("ä", 1<<20)+"</title>")
	if n := utf8.RuneCountInString(long.Title); n != maxTitle {
		t.Errorf("title of %d characters", n)
	}
}

func TestForms(t *testing.T) {
	p := readPage(t, `<body><form method=POST action="/contact"><label for=n>Your name</label><input id=n name=name autocomplete=name>
<label>E-mail <input type=EMAIL name=email></label><textarea name=message placeholder=Message></textarea><input type=hidden name=t><button>Send</button></form>
<form action=/search><input type=search name=q><input type=submit value=Go></form>
<table><form method=post action=/old><tr><td><input name=mail><textarea name=text></textarea><input type=image alt=Send></tr></form></table>`)
	if len(p.Forms) != 3 {
		t.Fatalf("%d forms: %+v", len(p.Forms), p.Forms)
	}
	f := p.Forms[0]
	if f.Action != "https://shop.example/contact" || f.Method != "post" || f.Submit != "Send" || len(f.Fields) != 4 {
		t.Fatalf("form = %+v", f)
	}
	if f.Fields[0].Label != "Your name" || f.Fields[0].Autocomplete != "name" || f.Fields[1].Type != "email" || f.Fields[1].Label != "E-mail" || f.Fields[2].Label != "Message" {
		t.Errorf("fields = %+v", f.Fields)
	}
	if p.Forms[1].Method != "get" || p.Forms[1].Submit != "Go" {
		t.Errorf("search form = %+v", p.Forms[1])
	}
	if len(p.Forms[2].Fields) != 2 || p.Forms[2].Submit != "Send" {
		t.Errorf("the controls of a form between table tags are lost: %+v", p.Forms[2])
	}
	if got := p.values(snapshot.ContactForm); got != "https://shop.example/contact ; https://shop.example/old" {
		t.Errorf("contact forms = %s", got)
	}
}

// Forms that look like a contact form and are none.
func TestOtherFormsTakeNoMessage(t *testing.T) {
	for name, form := range map[string]string{
		"newsletter": `<form action="/newsletter" method=post><input type=email name=email><textarea name=x></textarea></form>`,
		"review":     `<form class="review-form" method=post><input type=email name=email><textarea name=body></textarea></form>`,
		"rating":     `<form method=post><input type=radio name=rating><input type=email name=e><textarea name=body></textarea></form>`,
		"comment":    `<form action="/wp-comments-post.php" method=post id=commentform><input name=email><textarea name=comment></textarea></form>`,
		"login":      `<form method=post><input type=email name=email><input type=password name=pw><textarea name=x></textarea></form>`,
		"checkout":   `<form method=post action=/order><input name=email><input name=street><input name=zip><input name=city><textarea name=note></textarea></form>`,
		"search":     `<form class=search><input name=email><textarea name=q></textarea></form>`,
		"no message": `<form method=post><input type=email name=email><button>Go</button></form>`,
	} {
		if got := readPage(t, "<body>"+form).values(snapshot.ContactForm); got != "" {
			t.Errorf("%s: taken for a contact form: %s", name, got)
		}
	}
}

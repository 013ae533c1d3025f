package extract

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// differs returns where two trees differ, "" where they do not.
func differs(x, y *html.Node, at string) string {
	at += "/" + x.Data
	if x.Type != y.Type || x.Data != y.Data || x.DataAtom != y.DataAtom || x.Namespace != y.Namespace || fmt.Sprint(x.Attr) != fmt.Sprint(y.Attr) {
		return fmt.Sprintf("%s: %v %q %v %q and %v %q %v %q", at, x.Type, x.Data, x.Attr, x.Namespace, y.Type, y.Data, y.Attr, y.Namespace)
	}
	c, d := x.FirstChild, y.FirstChild
	for ; c != nil && d != nil; c, d = c.NextSibling, d.NextSibling {
		if c.Parent != x || c.PrevSibling != nil && c.PrevSibling.NextSibling != c {
			return at + ": not linked"
		}
		if where := differs(c, d, at); where != "" {
			return where
		}
	}
	if c != nil || d != nil {
		return at + ": one has more children"
	}
	return ""
}

// sameTree reports a tree that is not the library's. built is false when it was left to the library.
func sameTree(t *testing.T, b *builder, body []byte) (built bool) {
	t.Helper()
	got, ok := b.tree(body)
	if !ok {
		return false
	}
	want, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatalf("%q: the library: %v", body, err)
	}
	if where := differs(got, want, ""); where != "" {
		t.Errorf("%.300q\n%s", body, where)
	}
	return true
}

// TestTreeIsThatOfTheLibrary builds the trees of all labelled pages.
func TestTreeIsThatOfTheLibrary(t *testing.T) {
	files, _ := filepath.Glob("../../testdata/accuracy/*/*/*.html")
	if dir := os.Getenv("PAGES"); dir != "" {
		files, _ = filepath.Glob(dir)
	}
	if len(files) < 100 {
		t.Fatalf("only %d pages", len(files))
	}
	var b builder
	built := 0
	for _, name := range files {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		body, _ = limitTags(body)
		if sameTree(t, &b, body) {
			built++
		} else if os.Getenv("PAGES") != "" {
			t.Logf("%s: %.60q", name, strings.TrimSpace(b.s[max(0, b.at-20):]))
		}
	}
	t.Logf("built %d of %d", built, len(files))
}

// Markup of which random pages are made: most of it closes what it opens.
var (
	randomTags = strings.Fields(`div p span a b i em strong small ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th form input button select option optgroup
		label h1 h2 h3 header footer nav main section article aside pre textarea script style title noscript iframe svg path g lineargradient use img br hr object param video source
		ruby rb rt rp rtc details summary blockquote fieldset legend figure figcaption font u s code center template body html head meta link base x-card area map embed math nobr image`)
	randomTexts = []string{"a", " ", "\n", "two words", "&amp;", "&copy", "&notit;", "&#8364;", "1 < 2", "\r\n", "日本", "&lt;b&gt;", "<!-- c -->", "<!-- &amp; -->", "<?xml?>", "<![endif]-->", "</x-none>", "\n\ntext"}
	randomAttrs = []string{"", "", "", ` class="x y"`, ` id=a href='?a=1&copy=2&lt;'`, ` HREF=/b/ disabled`, ` type=hidden`, ` type="Hidden" value=""`, ` a=1 A=2`, ` title="&quot;&ampx;&reg"`, ` xlink:href=#i viewbox="0 0"`, ` /`, ` data-x = 'y' /`, "\r\nstyle\t=\tcolor:red"}
)

func randomPage(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString([]string{"<!DOCTYPE html>", "", "<!doctype HTML PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://x\">", " <!-- c --> <!DOCTYPE html>"}[r.IntN(4)])
	b.WriteString([]string{"", "<html><head><title>t</title></head><body>", "<html lang=de><meta charset=utf-8><body class=b>"}[r.IntN(3)])
	var open []string
	for range 1 + r.IntN(40) {
		switch k := r.IntN(20); {
		case k < 8:
			tag := randomTags[r.IntN(len(randomTags))]
			if len(open) > 0 { // what belongs there
				if list := map[string]string{"table": "tr tr td tbody thead caption colgroup", "tr": "td th", "tbody": "tr", "thead": "tr", "tfoot": "tr", "colgroup": "col", "select": "option optgroup", "ul": "li", "dl": "dt dd", "svg": "path g use title", "ruby": "rb rt rp"}[open[len(open)-1]]; list != "" && r.IntN(8) > 0 {
					fields := strings.Fields(list)
					tag = fields[r.IntN(len(fields))]
				}
			}
			fmt.Fprintf(&b, "<%s%s>", tag, randomAttrs[r.IntN(len(randomAttrs))])
			if r.IntN(12) > 0 && !strings.Contains(" br hr img input meta link base col area embed param source path use ", " "+tag+" ") {
				open = append(open, tag)
			}
		case k < 13 && len(open) > 0:
			fmt.Fprintf(&b, "</%s>", open[len(open)-1])
			open = open[:len(open)-1]
		case k == 13 && len(open) > 1: // one left open
			fmt.Fprintf(&b, "</%s>", open[len(open)-2])
			open = open[:len(open)-2]
		case k == 14 && r.IntN(3) == 0:
			fmt.Fprintf(&b, "</%s>", randomTags[r.IntN(len(randomTags))])
		default:
			b.WriteString(randomTexts[r.IntN(len(randomTexts))])
		}
	}
	if r.IntN(2) > 0 {
		for i := len(open) - 1; i >= 0; i-- {
			fmt.Fprintf(&b, "</%s>", open[i])
		}
	}
	b.WriteString([]string{"", "</body></html>", "</body> <!-- c --></html> <!-- d -->\n", "</html><script>x</script></body>"}[r.IntN(4)])
	return b.String()
}

// TestRandomTreesAreThoseOfTheLibrary builds what no page was written for.
func TestRandomTreesAreThoseOfTheLibrary(t *testing.T) {
	pages, built := 20_000, 0
	if os.Getenv("PAGES") != "" {
		pages = 300_000
	}
	var b builder
	for i := range pages {
		if sameTree(t, &b, []byte(randomPage(rand.New(rand.NewPCG(uint64(i), 1))))) {
			built++
		}
		if t.Failed() {
			return
		}
	}
	if built < pages/5 {
		t.Errorf("only %d of %d were built", built, pages)
	}
	t.Logf("built %d of %d", built, pages)
}

func FuzzTreeIsThatOfTheLibrary(f *testing.F) {
	for i := range 50 {
		f.Add([]byte(randomPage(rand.New(rand.NewPCG(uint64(i), 2)))))
	}
	f.Fuzz(func(t *testing.T, body []byte) { sameTree(t, new(builder), body) })
}

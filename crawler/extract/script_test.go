package extract

import (
	"slices"
	"strings"
	"testing"
)

func TestScriptMarksKeepWhereVersionsAreNamed(t *testing.T) {
	tests := []struct {
		name, text     string
		comments, code []string
	}{
		{"a small library", "/*! jQuery v3.4.1 | (c) JS Foundation */\n!function(e,t){}", []string{"/*! jQuery v3.4.1 | (c) JS Foundation */"}, nil},
		{"comment lines", "//! moment.js\n//! version : 2.18.1\nfoo()", []string{"//! moment.js\n//! version : 2.18.1"}, nil},
		{"an address is no comment", "var a='http://x.example/v1.2.3/(c)'", nil, nil},
		{"prose far below", strings.Repeat("x;", 2000) + "/* about 1.5 times as wide */ /*! Slider v1.2.0 */", []string{"/*! Slider v1.2.0 */"}, nil},
		{"a comment without end", "/*! Slider v1.2.0", []string{"/*! Slider v1.2.0"}, nil},
		{"a literal", `An.VERSION="4.17.15",r("bind")`, nil, []string{`An.VERSION="4.17.15",r("bind")`}},
		{"no version", `a="1.5";b="12.34";c="10.0.0x";/*! name */`, nil, nil},
		{"broken letters", "/*! Na\xffme v1.2.3 */", []string{"/*! Name v1.2.3 */"}, nil},
		{"nothing", "", nil, nil},
	}
	for _, tt := range tests {
		got := ScriptMarks([]byte(tt.text))
		if !slices.Equal(got.Comments, tt.comments) || !slices.Equal(got.Code, tt.code) {
			t.Errorf("%s: comments %q, code %q", tt.name, got.Comments, got.Code)
		}
	}
}

func TestScriptMarksAreFew(t *testing.T) {
	var b strings.Builder
	for i := range 5000 {
		b.WriteString("/*! Plug-in v1." + strings.Repeat("7", i%9+1) + " */ v=\"1.2." + strings.Repeat("7", i%6) + "\";" + strings.Repeat("x", i%200))
	}
	got := ScriptMarks([]byte(b.String()))
	size := 0
	for _, s := range slices.Concat(got.Comments, got.Code) {
		size += len(s)
	}
	if len(got.Code) > maxPieces || size > maxComments+maxPieces*(2*maxAround+40) {
		t.Errorf("%d comments and %d pieces of code, %d bytes in all", len(got.Comments), len(got.Code), size)
	}
}

// TestInlineScriptsNameTheirLibraries: a library written into the page is seen, code shown as text and small snippets are not looked through.
func TestInlineScriptsNameTheirLibraries(t *testing.T) {
	body := "a();" + strings.Repeat("b(1);", 1000)
	p := readPage(t, `<html><body><pre>&lt;script&gt;/*! jQuery v1.4.0 | (c) */&lt;/script&gt;</pre>
		<script>/*! jQuery v2.1.4 | (c) 2005, 2015 jQuery Foundation, Inc. | jquery.org/license */`+body+`</script>
		<script>/*! small v1.0.0 */</script><script type="text/template">/*! jQuery v1.1.1 | (c) */`+body+`</script></body></html>`)
	if len(p.Inline) != 1 || !strings.HasPrefix(p.Inline[0], "/*! jQuery v2.1.4") {
		t.Errorf("inline: %q", p.Inline)
	}
}

func BenchmarkScriptMarks(b *testing.B) {
	text := []byte("/*! jQuery v3.4.1 | (c) */" + strings.Repeat(`function f(a,b){return a/b+"1.5"+'x.y'}if(a.b.c)/x\/y/.test(a);`, 4000))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		ScriptMarks(text)
	}
}

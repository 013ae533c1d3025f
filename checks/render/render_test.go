package render_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/render"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

const base = "https://shop.example/"

func TestTextsKeepTheHouseRules(t *testing.T) {
	set, err := checks.NewSet(render.All)
	if err != nil {
		t.Fatal(err)
	}
	checktest.Meta(t, set)
}

func page(path, text, header, meta string) checktest.Page {
	return checktest.Page{URL: base + path, Header: http.Header{"Content-Type": {"text/html; charset=" + header}},
		HTML: `<!doctype html><html lang="de"><head><meta charset="` + meta + `"></head><body><main><h1>Kerzen</h1><p>` + text + `</p></main></body></html>`}
}

func TestCharset(t *testing.T) {
	utf8 := func(path, text string) checktest.Page { return page(path, text, "utf-8", "UTF-8") }
	checktest.Table(t, render.Charset,
		checktest.Case{Name: "umlauts", Pages: []checktest.Page{utf8("", "Schöne Grüße aus Österreich, ÄÖÜ, Übergröße, naïve Façade")}, Want: verdict.Pass},
		checktest.Case{Name: "signs behind capitals", Pages: []checktest.Page{utf8("", "MODÄ™ und mehr")}, Want: verdict.Pass},
		checktest.Case{Name: "private use glyphs", Pages: []checktest.Page{utf8("", "\ue001\uf0c9 Warenkorb")}, Want: verdict.Pass},
		checktest.Case{Name: "decoded twice, once", Pages: []checktest.Page{utf8("", "GrÃ¼n")}, Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "decoded twice, often", Pages: []checktest.Page{utf8("", "SchÃ¶ne GrÃ¼ÃŸe, Ã¼ber fÃ¼nf HÃ¶fe")}, Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "one damaged text on many pages is one place", Pages: []checktest.Page{
			utf8("", "GrÃ¼n"), utf8("a", "GrÃ¼n"), utf8("b", "GrÃ¼n"), utf8("c", "GrÃ¼n"), utf8("d", "GrÃ¼n")}, Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "damaged texts on several pages", Pages: []checktest.Page{
			utf8("", "GrÃ¼n"), utf8("a", "BlÃ¼te"), utf8("b", "GemÃ¼se"), utf8("c", "GefÃ¼hl")}, Want: verdict.Fail, Total: 4},
		checktest.Case{Name: "replacement characters", Pages: []checktest.Page{utf8("", strings.Repeat("Gr\ufffdn ", 4))}, Want: verdict.Fail, Total: 1},
		checktest.Case{Name: "two encodings declared", Pages: []checktest.Page{page("", "Kerzen", "utf-8", "iso-8859-1")}, Want: verdict.Warn, Reason: "conflict", Total: 1},
		checktest.Case{Name: "two labels of one encoding", Pages: []checktest.Page{page("", "Kerzen", "iso-8859-1", "windows-1252")}, Want: verdict.Pass},
		checktest.Case{Name: "cut in the middle of a letter", Pages: []checktest.Page{utf8("", "Gr\ufffd")}, Want: verdict.Pass, Edit: func(s *snapshot.Snapshot) {
			p, _ := s.Pages.Get(0)
			p.Truncated = true
		}},
		checktest.Case{Name: "no page", Pages: []checktest.Page{{URL: base, Status: 500}}, Want: verdict.Unknown},
	)
}

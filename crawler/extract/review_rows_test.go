package extract

import (
	"strings"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// TestReviewsByTheirForm: elements side by side, each with a mark out of five, a day and words, are reviews whatever they are called; goods with marks and prices,
// entries of a journal and marks without a day are none.
func TestReviewsByTheirForm(t *testing.T) {
	t.Parallel()
	each := func(item string, from ...string) string {
		var b strings.Builder
		for _, f := range from {
			b.WriteString(strings.ReplaceAll(item, "#", f))
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		lang, body string
		n          int
		rating     float64
		named      bool
	}{
		"boxes, Dutch":            {"nl", each(`<div class="x1"><div class="x2">4 van 5, Anja #., 0#-02-2026</div><div>Heerlijk zoet en snel in huis, aanrader.</div></div>`, "1", "2", "3", "4"), 4, 4, false},
		"boxes with names":        {"nl", each(`<div class="x1"><div class="x2">5 van 5, Anja#, 13-02-2026</div><div>Heerlijk zoet en snel in huis, aanrader.</div></div>`, "a", "b", "c"), 3, 5, true},
		"a table, Korean":         {"ko", `<table><tbody>` + each(`<tr><td><a href="/p">실</a></td><td><b>좋아요</b><br>정말 부드럽고 색이 고와요. 또 살게요.</td><td>가***</td><td>2026-03-0#</td><td>★★★★★</td></tr>`, "1", "2", "3") + `</tbody></table>`, 3, 5, false},
		"paragraphs, German":      {"de", each(`<article><p>★★★☆☆ · Ute K. · 1#.03.2026</p><p>Der Henkel ging nach einer Woche ab, sonst schön.</p></article>`, "1", "2", "3"), 3, 3, true},
		"items, Japanese":         {"ja", `<ul>` + each(`<li><p>★★★★☆　2026年3月#日</p><p>香りがよく、家族みんなで毎日使っています。</p></li>`, "1", "2", "3") + `</ul>`, 3, 4, false},
		"goods with their prices": {"de", each(`<div><h3>Kerze #</h3><p>★★★★☆ (12)</p><p>Neu seit 12.03.2026</p><p>12,90 €</p></div>`, "a", "b", "c"), 0, 0, false},
		"goods without prices":    {"en", each(`<div><h3>Candle #</h3><p>★★★★☆ twelve people</p><p>Burns for a whole week of evenings</p></div>`, "a", "b", "c"), 0, 0, false},
		"a journal":               {"en", each(`<article><h3>How we test #</h3><p>12 March 2026</p><p>What we learned this year about wax and wicks.</p></article>`, "a", "b", "c"), 0, 0, false},
		"two only":                {"de", each(`<article><p>★★★☆☆ · Ute K. · 1#.03.2026</p><p>Der Henkel ging nach einer Woche ab, sonst schön.</p></article>`, "1", "2"), 0, 0, false},
	} {
		p := readPage(t, "<html lang="+c.lang+"><body><main><h1>x</h1><div>"+c.body+"</div></main></body></html>")
		if len(p.Reviews) != c.n {
			t.Errorf("%s: %d reviews: %+v", name, len(p.Reviews), p.Reviews)
			continue
		}
		if c.n > 0 && (p.Reviews[0].Rating != c.rating || c.named && p.Reviews[0].Author == 0) {
			t.Errorf("%s: %+v", name, p.Reviews[0])
		}
	}
}

// TestWordsOnBuyersBesideReviews: a sentence on buyers beside reviews may be the note on how they come about; what a buyer tells is none.
func TestWordsOnBuyersBesideReviews(t *testing.T) {
	t.Parallel()
	rows := func(words string) string {
		return strings.Repeat(`<tr><td>5 su 5</td><td>13.03.2026</td><td>`+words+`</td></tr>`, 3)
	}
	for name, c := range map[string]struct {
		above, words string
		want         bool
	}{
		"a note":          {`<p>Pubblichiamo soltanto risposte arrivate dall’indirizzo di chi ha ordinato, un mese dopo la consegna del pacco.</p>`, "Buono e delicato, lo ricompro.", true},
		"none":            {`<p>Il miele della nostra valle piace a chi ama i sapori decisi e le mattine lente.</p>`, "Buono e delicato, lo ricompro.", false},
		"told by a buyer": {``, "Mia sorella ha ordinato il vaso grande e dopo la consegna lo abbiamo finito in tre giorni.", false},
	} {
		p := readPage(t, `<html lang=it><body><main><h1>Dicono di noi</h1>`+c.above+`<table>`+rows(c.words)+`</table></main></body></html>`)
		if len(p.Reviews) != 3 || p.Marked(snapshot.MarkReviewNote) != c.want {
			t.Errorf("%s: %d reviews, %+v", name, len(p.Reviews), p.Marks)
		}
	}
}

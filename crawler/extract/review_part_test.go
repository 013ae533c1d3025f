package extract

import (
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

// TestReviewsInTheirPart: in a part of the page that is named after reviews, or below a heading that announces them, one element with a mark, a day and words is a
// review, whatever it is called. Notes, goods, forms and entries of a journal are none.
func TestReviewsInTheirPart(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lang, body string
		want       []snapshot.Review // day and rating are compared
		named      bool
	}{
		"one box, Japanese": {"ja", `<section class="x-reviewList" id="koe"><h2>お客さまの声</h2><p>お買い上げの方にだけ書いていただいています。</p><div class="x-reviewList__item"><p class="x-stars">★★★★☆</p><p><span>みどり様(大阪府)</span> <time datetime="2026-09-07">2026年9月7日</time></p><p>香りがやさしく、夜にちょうどいいです。</p></div></section>`,
			[]snapshot.Review{{Day: "2026-09-07", Rating: 4}}, true},
		"lists of terms, Chinese": {"zh-cn", `<h2>买家评价(2)</h2><p>只有买过的人能写。</p><dl class="c1"><dt>王**(南京) <span>5星</span> <small>2026-10-25</small></dt><dd>声音清亮,孩子一学就会吹了。</dd></dl><dl class="c1"><dt>李**(成都) <span>3星</span> <small>2026-07-14</small></dt><dd>箱子压坏了,琴倒是没事,谢谢。</dd></dl>`,
			[]snapshot.Review{{Day: "2026-10-25", Rating: 5}, {Day: "2026-07-14", Rating: 3}}, true},
		"a table each, Polish": {"pl", `<div class="tab-pane" id="tab-review"><p>Opinię zostawia tylko ten, kto kupił.</p><table class="t"><tr><td><strong>Adam W.</strong></td><td>2026-05-18 · zakup potwierdzony</td></tr><tr><td colspan="2"><p>Trzyma ostrość od roku, rączka już nie tak ładna.</p><span aria-label="3 na 5">★★★☆☆</span></td></tr></table></div>`,
			[]snapshot.Review{{Day: "2026-05-18", Rating: 3}}, true},
		"a mark among other words, Korean": {"ko", `<h1>구매 후기</h1><p>구매하신 분만 쓰실 수 있습니다.</p><div style="padding:1px"><p><strong>햇사과 5kg</strong> · 별점 4/5 · 김*희 · 2026-11-21 · 구매 확인</p><p>아이들이 조용해졌어요. 부모님 댁에도 보냈습니다.</p></div>`,
			[]snapshot.Review{{Day: "2026-11-21", Rating: 4}}, true},
		"written by whom and when, English": {"en", `<section class="productReviews"><h4>1 Review</h4><ul><li class="pr"><article><header><span class="pr-rating"><span>5</span> out of 5</span><p class="pr-author">Posted by Nora on 20th September 2026</p></header><p class="pr-body">Measured from the wrist as they say, and it fits.</p></article></li></ul></section>`,
			[]snapshot.Review{{Day: "2026-09-20", Rating: 5}}, true},
		"comments below a heading, Italian": {"it", `<section class="comments"><h2>Recensioni</h2><p>Scrive solo chi ha comprato.</p><article class="comment"><footer>Wanda, 27/02/2026 – <span>acquisto verificato</span></footer><div><span aria-label="5 su 5">★★★★★</span><p>Fa quello che deve e costa il giusto.</p></div></article></section>`,
			[]snapshot.Review{{Day: "2026-02-27", Rating: 5}}, true},
		"attributes that say it, French": {"fr", `<h3>Avis</h3><div id="b"><p>Déposés par des clients.</p><div class="row" itemprop="review" itemscope itemtype="https://schema.org/Review"><div><span itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating"><span itemprop="ratingValue">4</span>/5</span> <strong itemprop="author">Lise B.</strong> <em>publié le 30/09/2026</em></div><p itemprop="reviewBody">Très bien, le bouchon goutte un peu.</p></div></div>`,
			[]snapshot.Review{{Day: "2026-09-30", Rating: 4}}, true},
		"German, a heading in a box": {"de", `<div class="h"><h2>Kundenstimmen</h2></div><div class="y"><div class="z">★★★★★ · Uta K. · 12.03.2026<p>Die Bürste nimmt jedes Haar auf, auch vom Hund.</p></div></div>`,
			[]snapshot.Review{{Day: "2026-03-12", Rating: 5}}, true},
		"a note with a day":             {"de", `<section class="bewertungen"><h2>Bewertungen</h2><p>Seit dem 12.03.2026 prüfen wir bei jeder Bewertung, ob sie von einem Käufer kommt.</p></section>`, nil, false},
		"an average and its day":        {"de", `<section class="bewertungen"><h2>Bewertungen</h2><p>★★★★☆ Stand 12.03.2026</p></section>`, nil, false},
		"goods with prices":             {"en", `<h2>Customer reviews</h2><p>None yet.</p><div><h3>Candle</h3><p>★★★★☆ new since 2026-03-12</p><p>€ 12.90, burns all evening</p></div>`, nil, false},
		"what stands behind the part":   {"en", `<h2>Reviews</h2><p>None yet.</p><h2>News</h2><div><p>2026-03-12 ★★★★☆</p><p>The guide gave our workshop four stars again.</p></div>`, nil, false},
		"a journal, no heading on them": {"en", `<h2>News</h2><div><p>2026-03-12 ★★★★☆</p><p>The guide gave our workshop four stars again.</p></div>`, nil, false},
		"a form to write one":           {"en", `<section class="reviews"><h2>Reviews</h2><form><p>★★★★★ 2026-03-12</p><p>Tell others what you think of this product</p><textarea></textarea></form></section>`, nil, false},
	} {
		p := readPage(t, "<html lang="+c.lang+"><body><main><h1>x</h1><div>"+c.body+"</div></main></body></html>")
		if len(p.Reviews) != len(c.want) {
			t.Errorf("%s: %d reviews: %+v", name, len(p.Reviews), p.Reviews)
			continue
		}
		for i, w := range c.want {
			if r := p.Reviews[i]; r.Day != w.Day || r.Rating != w.Rating || c.named && r.Author == 0 {
				t.Errorf("%s: %+v", name, r)
			}
		}
	}
}

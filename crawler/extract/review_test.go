package extract

import "testing"

// TestReviews reads reviews as shop systems and themes show them.
func TestReviews(t *testing.T) {
	for name, tt := range map[string]struct {
		body   string
		n      int
		rating float64
		day    string
		named  bool
		reply  bool
	}{
		"a list with classes":  {`<div class="reviews"><div class="review"><span class="review-author">Anna K.</span> <span class="stars" aria-label="4 out of 5 stars"></span><time datetime="2026-03-02T10:00:00Z">2 March</time><p class="review-text">Smells like a meadow and burns for a whole week of evenings.</p></div></div>`, 1, 4, "2026-03-02", true, false},
		"WooCommerce":          {`<ol class="commentlist"><li class="review even"><div class="comment_container"><div class="comment-text"><div class="star-rating" role="img" aria-label="Rated 5 out of 5"><span>Rated <strong class="rating">5</strong> out of 5</span></div><p class="meta"><strong class="woocommerce-review__author">Tom</strong> <time class="woocommerce-review__published-date" datetime="2025-11-02T08:00:00+00:00">2 November 2025</time></p><div class="description"><p>Lovely warm light, I ordered two more of them for my sister.</p></div></div></div></li></ol>`, 1, 5, "2025-11-02", true, false},
		"quotations":           {`<section class="reviews"><blockquote><p class="stars">★★★☆☆</p><p>Nice, but much smaller than I had thought it would be at first.</p><footer>Maria, <time datetime="2026-01-09">9 January</time></footer></blockquote></section>`, 1, 3, "2026-01-09", true, false},
		"a seller who answers": {`<div class="review-item"><div class="rating" title="2/5"></div><p class="text">The jar came broken, which was a pity for the present.</p><div class="shop-reply"><p>We have sent you a new one, sorry for that.</p></div></div>`, 1, 2, "", false, true},
		"no reviews":           {`<div class="product-review-form"><h2>Write a review</h2><form><textarea name="review"></textarea></form></div><div class="age-review"></div>`, 0, 0, "", false, false},
		"stars without words":  {`<div class="review"><span class="stars">★★★★★</span></div>`, 0, 0, "", false, false},
	} {
		p := readPage(t, "<html lang=en><body><main><h1>Candle</h1>"+tt.body+"</main></body></html>")
		if len(p.Reviews) != tt.n {
			t.Errorf("%s: %d reviews: %+v", name, len(p.Reviews), p.Reviews)
			continue
		}
		if tt.n == 0 {
			continue
		}
		r := p.Reviews[0]
		if r.Rating != tt.rating || r.Day != tt.day || (r.Author != 0) != tt.named || r.Reply != tt.reply || r.Hash == 0 {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

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
		"a list with classes":               {`<div class="reviews"><div class="review"><span class="review-author">Anna K.</span> <span class="stars" aria-label="4 out of 5 stars"></span><time datetime="2026-03-02T10:00:00Z">2 March</time><p class="review-text">Smells like a meadow and burns for a whole week of evenings.</p></div></div>`, 1, 4, "2026-03-02", true, false},
		"WooCommerce":                       {`<ol class="commentlist"><li class="review even"><div class="comment_container"><div class="comment-text"><div class="star-rating" role="img" aria-label="Rated 5 out of 5"><span>Rated <strong class="rating">5</strong> out of 5</span></div><p class="meta"><strong class="woocommerce-review__author">Tom</strong> <time class="woocommerce-review__published-date" datetime="2025-11-02T08:00:00+00:00">2 November 2025</time></p><div class="description"><p>Lovely warm light, I ordered two more of them for my sister.</p></div></div></div></li></ol>`, 1, 5, "2025-11-02", true, false},
		"quotations":                        {`<section class="reviews"><blockquote><p class="stars">★★★☆☆</p><p>Nice, but much smaller than I had thought it would be at first.</p><footer>Maria, <time datetime="2026-01-09">9 January</time></footer></blockquote></section>`, 1, 3, "2026-01-09", true, false},
		"a seller who answers":              {`<div class="review-item"><div class="rating" title="2/5"></div><p class="text">The jar came broken, which was a pity for the present.</p><div class="shop-reply"><p>We have sent you a new one, sorry for that.</p></div></div>`, 1, 2, "", false, true},
		"Shopware 6":                        {`<div class="product-detail-review-list"><div class="product-detail-review-item" itemprop="review" itemscope itemtype="https://schema.org/Review"><div class="product-detail-review-item-points" itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating"><meta itemprop="worstRating" content="0.5"><meta itemprop="ratingValue" content="4"><meta itemprop="bestRating" content="5"><div class="product-review-rating"><svg></svg></div></div><p class="product-detail-review-item-content" itemprop="reviewBody">It keeps warm all night and weighs next to nothing on the feet.</p></div></div>`, 1, 4, "", false, false},
		"the best there can be comes first": {`<div class="review"><span itemprop="reviewRating" itemscope itemtype="https://schema.org/Rating"><meta itemprop="bestRating" content="5"><meta itemprop="worstRating" content="1"><meta itemprop="ratingValue" content="3"></span><p class="review-text">A fine pot with a handle that came loose within the week.</p></div>`, 1, 3, "", false, false},
		"in Spanish, by hand":               {`<div class="row opiniones"><h3>Opiniones (4)</h3><div class="media opinion"><div class="media-body"><h5 class="media-heading"><span class="estrellas" title="2 de 5">★★☆☆☆</span> Raquel <small><time datetime="2026-06-21">21 de junio de 2026</time></small></h5><p>Me llegó con un golpe en el borde y tuve que devolverla.</p></div></div></div>`, 1, 2, "2026-06-21", true, false},
		"a day in words":                    {`<div class="review-entry"><div class="rating-stars">5 von 5 Sternen</div><p>Eine Mütze für den Enkel gestrickt, und sie kratzt kein bisschen.</p><small>A. Brand, 05.11.2026 – bestätigter Kauf</small></div>`, 1, 5, "2026-11-05", true, false},
		"a line before it":                  {`<div class="review"><strong>2 out of 5</strong> – Phil from Otley, 27 August 2026 <em>(verified purchase)</em><p>One cup let go in the night, and the lot went over the stone floor.</p></div>`, 1, 2, "2026-08-27", true, false},
		"a list in Japanese":                {`<ul class="review_list"><li><p class="review_date">2026/07/30 台所仕事 さま <span class="recommend_average">★★★★☆</span></p><p>はじめから刃が合っていて、すぐにふわふわの節が削れました。よい品です。</p></li></ul>`, 1, 4, "2026-07-30", true, false},
		"rows in Korean":                    {`<div class="review-board"><table><tr><th>내용</th><th>작성일</th></tr><tr><td>겨울 모자를 떴는데 아주 따뜻하고 부드러워서 한 번 더 주문하려고 합니다</td><td>바다***</td><td>2026-11-12</td><td>★★★★★</td></tr></table></div>`, 1, 5, "2026-11-12", false, false},
		"a day to misread":                  {`<div class="review"><span class="stars">★★★☆☆</span><small>Jo, 03/04/2026</small><p>The handle came loose within the week, otherwise a fine pot.</p></div>`, 1, 3, "", false, false},
		"a day in the words":                {`<div class="review"><span class="stars">★★★☆☆</span><p>I ordered it on 3 April 2026 and it was here two days later, well packed and whole.</p></div>`, 1, 3, "", false, false},
		"a list of articles":                {`<div class="reviews"><ul><li>2026-11-12 How we test our pots, and what we learned from it this year</li></ul></div>`, 0, 0, "", false, false},
		"no reviews":                        {`<div class="product-review-form"><h2>Write a review</h2><form><textarea name="review"></textarea></form></div><div class="age-review"></div>`, 0, 0, "", false, false},
		"stars without words":               {`<div class="review"><span class="stars">★★★★★</span></div>`, 0, 0, "", false, false},
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

package shopgen

import (
	"hash/fnv"
	"strings"
	"time"
)

// review is one customer's opinion.
type review struct {
	ID                     int
	Text, Author, Day, ISO string
	Stars                  string
	Value                  int
}

// reviews are the opinions on a product, and their mean.
func (s *Shop) reviews(id int) ([]review, float64) {
	if s.has(FlawNoReviews) {
		return nil, 0
	}
	cat, n := &s.lang.Catalogue, s.nature(id)
	count := 2 + s.dice(id, 10, 3)
	out := make([]review, count)
	sum := 0
	for i := range out {
		key := uint64(20 + 8*i)
		value := []int{5, 4, 5, 5, 3, 4}[s.dice(id, key, 6)]
		day := time.Date(2025, 1, 7, 0, 0, 0, 0, time.UTC).AddDate(0, 0, s.dice(id, key+1, 640))
		s.plantReview(id, i, &value, &day)
		middle := cat.ReviewMid[(s.dice(id, 11, 97)+i)%len(cat.ReviewMid)]
		out[i] = review{
			ID: id*8 + i, Value: value, Day: day.Format(s.lang.Date), ISO: day.Format(time.DateOnly),
			Stars: strings.Repeat("★", value) + strings.Repeat("☆", 5-value),
			Text: cat.ReviewOpen[(s.dice(id, 13, 97)+i)%len(cat.ReviewOpen)] + s.lang.gap() +
				strings.ReplaceAll(middle, "{series}", cat.Series[n.series]) + s.lang.gap() + cat.ReviewEnd[s.dice(id, key+2, len(cat.ReviewEnd))],
		}
		out[i].Author = s.author(out[i].Text)
		if s.has(FlawSameReviews) && i == 0 {
			out[i].Text = cat.ReviewOpen[0] + s.lang.gap() + cat.ReviewOpen[2] + s.lang.gap() + cat.ReviewEnd[2]
			out[i].Author = cat.Authors[id%len(cat.Authors)]
		}
		sum += value
	}
	return out, float64(sum*10/count) / 10
}

// author is who wrote a text: nobody else writes the same.
func (s *Shop) author(text string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(text))
	return s.lang.Catalogue.Authors[h.Sum32()%uint32(len(s.lang.Catalogue.Authors))]
}

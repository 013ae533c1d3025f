package facts

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
)

// maxReviewsKept bounds the reviews that are looked at together.
const maxReviewsKept = 5000

// ReviewSeen is a review with the page that shows it.
type ReviewSeen struct {
	Page *snapshot.Page
	snapshot.Review
	Data bool // read from structured data; the page shows no reviews that could be read
}

// RatingSeen is the rating of a thing or of the shop that structured data name.
type RatingSeen struct {
	Page   *snapshot.Page
	Value  float64
	Best   float64 // 5 where the data do not say it
	Counts []int   // of ratings and of reviews, as far as named
	// Shown says that the page shows a rating or reviews to visitors as well; ShownCounts are the whole numbers that stand beside.
	Shown       bool
	ShownCounts []int
	Snippet     string // of what is shown
	// Denied is the line in which the page, which loads no script, says that nobody has left a review yet.
	Denied string
}

// reviewData is what all pages together show of reviews.
type reviewData struct {
	reviews []ReviewSeen
	ratings []RatingSeen
	shown   []*snapshot.Page // that show reviews or a rating to visitors
	told    map[*snapshot.Page]int
	average float64 // the first that is shown and below the most there can be
}

func (d *reviewData) read(p *snapshot.Page, str func(snapshot.StrID) string) {
	list := p.Reviews
	if len(list) == 0 {
		for i := range p.Data {
			list = appendReviews(list, &p.Data[i])
		}
		raiseBest(list)
	}
	for _, r := range list {
		if len(d.reviews) < maxReviewsKept {
			r.Day, r.Text = strings.Clone(r.Day), strings.Clone(r.Text)
			d.reviews = append(d.reviews, ReviewSeen{p, r, len(p.Reviews) == 0})
		}
	}
	shown, counts, snippet := shownRating(p)
	d.tell(p, counts)
	pictured := pictureOfStars(p, str)
	if len(p.Reviews) > 0 || slices.ContainsFunc(counts, func(n int) bool { return n > 0 }) {
		d.shown = append(d.shown, p)
	}
	for i := range p.Data {
		it := &p.Data[i]
		prefix := "aggregateRating."
		if it.Type == "AggregateRating" {
			prefix = ""
		}
		v, err := strconv.ParseFloat(strings.Replace(it.Props[prefix+"ratingValue"], ",", ".", 1), 64)
		if err != nil || it.Source == "opengraph" || it.Type == "Review" {
			continue
		}
		r := RatingSeen{Page: p, Value: v, Best: 5, Shown: shown || pictured, ShownCounts: counts, Snippet: snippet, Denied: deniesReviews(p)}
		if best, err := strconv.ParseFloat(it.Props[prefix+"bestRating"], 64); err == nil && best > 0 {
			r.Best = best
		}
		for _, key := range [...]string{"reviewCount", "ratingCount"} {
			if n, err := strconv.Atoi(it.Props[prefix+key]); err == nil {
				r.Counts = append(r.Counts, n)
			}
		}
		d.tell(p, r.Counts)
		if len(d.ratings) < maxReviewsKept {
			r.Snippet = strings.Clone(r.Snippet)
			d.ratings = append(d.ratings, r)
		}
	}
}

// deniesReviews returns the line in which a page says that there are no reviews; "" where it shows some, or where a script that it loads may bring them in its place.
func deniesReviews(p *snapshot.Page) string {
	if len(p.Reviews) > 0 || !p.TextKept || slices.ContainsFunc(p.Links, func(l snapshot.Link) bool { return l.Kind == snapshot.LinkScript }) {
		return ""
	}
	for line := range strings.Lines(p.Text) {
		if len(line) <= maxDenial && telling.In(strings.ToLower(strings.ReplaceAll(line, "’", "'")), telling.NoReviews) {
			return strings.Clone(strings.TrimSpace(line))
		}
	}
	return ""
}

// maxDenial is how many bytes a line has at most that says so.
const maxDenial = 240

// tell keeps how many reviews a page says there are, and an average that it shows.
func (d *reviewData) tell(p *snapshot.Page, counts []int) {
	for _, n := range counts {
		if n > d.told[p] {
			if d.told == nil {
				d.told = map[*snapshot.Page]int{}
			}
			d.told[p] = n
		}
	}
	for i := range p.Marks {
		if m := &p.Marks[i]; d.average == 0 && m.Kind == snapshot.MarkReviews && m.Value == "text" {
			d.average = fraction(m.Snippet)
		}
	}
}

// fraction returns a number between one and five with one or two digits behind its point; 0 where there is none.
func fraction(s string) float64 {
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' }) {
		f = strings.Replace(strings.Trim(f, ".,"), ",", ".", 1)
		if i := strings.IndexByte(f, '.'); i < 0 || len(f)-i > 3 {
			continue
		}
		if v, err := strconv.ParseFloat(f, 64); err == nil && v > 1 && v < 5 {
			return v
		}
	}
	return 0
}

// raiseBest mends the scale of reviews whose data leave it out and give more than five.
func raiseBest(list []snapshot.Review) {
	most := 0.0
	for _, r := range list {
		most = max(most, r.Rating)
	}
	best := 10.0
	if most > best {
		best = 100
	}
	for i := range list {
		if most > 5 && list[i].Best == 5 {
			list[i].Best = best
		}
	}
}

// pictureOfStars reports whether a picture of the content is described as a rating: two numbers of which one is the best there can be, "4.5 out of 5 stars".
func pictureOfStars(p *snapshot.Page, str func(snapshot.StrID) string) bool {
	for i := range p.Images {
		alt := strings.ToLower(str(p.Images[i].Alt))
		if strings.ContainsAny(alt, "0123456789") && slices.ContainsFunc(starWords, func(w string) bool { return strings.Contains(alt, w) }) {
			return true
		}
	}
	return false
}

// starWords are the words for stars and ratings in the twelve languages.
var starWords = []string{"star", "stern", "étoile", "estrella", "stell", "ster", "gwiazd", "estrela", "星", "별", "rating", "bewert", "note ", "avis"}

// shownRating reports whether visitors see reviews or a rating on a page, and the whole numbers in the lines that say so.
func shownRating(p *snapshot.Page) (shown bool, counts []int, snippet string) {
	shown = len(p.Reviews) > 0
	for i := range p.Marks {
		m := &p.Marks[i]
		if m.Kind != snapshot.MarkReviews {
			continue
		}
		switch m.Value {
		case "markup":
			shown = true
		case "text":
			shown = true
			counts = append(counts, wholeNumbers(m.Snippet)...)
			if snippet == "" {
				snippet = m.Snippet
			}
		}
	}
	return shown, counts, snippet
}

// wholeNumbers returns the numbers without fraction in a line.
func wholeNumbers(s string) []int {
	var out []int
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' }) {
		f = strings.Trim(f, ".,")
		if i := strings.IndexAny(f, ".,"); i >= 0 {
			if len(f)-i-1 != 3 {
				continue // a fraction
			}
			f = f[:i] + f[i+1:]
		}
		if n, err := strconv.Atoi(f); err == nil {
			out = append(out, n)
		}
	}
	return out
}

// appendReviews adds the reviews in one piece of structured data.
func appendReviews(list []snapshot.Review, it *snapshot.Item) []snapshot.Review {
	if it.Type == "Review" {
		return appendReview(list, it, "")
	}
	for i := range 10 {
		prefix := "review"
		if i > 0 {
			prefix += "." + strconv.Itoa(i)
		}
		n := len(list)
		if list = appendReview(list, it, prefix+"."); len(list) == n && i > 0 {
			break
		}
	}
	return list
}

func appendReview(list []snapshot.Review, it *snapshot.Item, prefix string) []snapshot.Review {
	get := func(key string) string { return it.Props[prefix+key] }
	r := snapshot.Review{Best: 5, Text: get("reviewBody")}
	if r.Text == "" {
		r.Text = get("description")
	}
	if d := get("datePublished"); len(d) >= 10 {
		r.Day = d[:10]
	}
	if v, err := strconv.ParseFloat(strings.Replace(get("reviewRating.ratingValue"), ",", ".", 1), 64); err == nil {
		r.Rating = v
	}
	if v, err := strconv.ParseFloat(get("reviewRating.bestRating"), 64); err == nil && v > 0 {
		r.Best = v
	}
	if r.Text == "" && r.Rating == 0 {
		return list
	}
	return append(list, r)
}

// Reviews returns the reviews that pages show, or whose text structured data hold where pages show none that could be read.
func (s *Site) Reviews() []ReviewSeen { return s.reviews.reviews }

// Ratings returns the ratings that structured data name.
func (s *Site) Ratings() []RatingSeen { return s.reviews.ratings }

// ReviewPages returns the pages that show reviews or a rating to visitors.
func (s *Site) ReviewPages() []*snapshot.Page { return s.reviews.shown }

// ToldReviews is how many reviews pages say there are, those that name a number.
func (s *Site) ToldReviews() map[*snapshot.Page]int { return s.reviews.told }

// ShownAverage is an average below five that a page shows in its line on reviews; 0 where none was seen.
func (s *Site) ShownAverage() float64 { return s.reviews.average }

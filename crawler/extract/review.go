package extract

import (
	"hash/fnv"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

const (
	maxReviews    = 60
	reviewNodes   = 300 // looked at in one review
	reviewLetters = 40  // of a text by which two reviews can be told to be the same; half as many in Chinese, Japanese and Korean
)

// reviewNames are the class names of one review, as shop systems, themes and review services write them.
var reviewNames = map[string]bool{
	"review": true, "review-item": true, "review_item": true, "reviewitem": true, "review-card": true, "review-entry": true, "review-list-item": true, "reviews-item": true, "reviews__item": true,
	"review__item": true, "customer-review": true, "product-review": true, "product-review-item": true, "product-detail-review-item": true, "spr-review": true, "jdgm-rev": true, "stamped-review": true,
	"yotpo-review": true, "loox-review": true, "comment_container": true, "bewertung": true, "kundenbewertung": true, "bewertung-item": true, "avis-item": true, "opinia": true, "recensione": true,
	"testimonial": true, "testimonial-item": true, "opinion-item": true, "avaliacao": true, "review-list__item": true, "reviewslist__item": true, "item-review": true,
}

// reviewItem reports whether an element is one review: by its name, or as a quotation in a part of the page that is named after reviews.
func reviewItem(n *html.Node, e *elem, s state) bool {
	if s.review == inReview || s.hidden || s.reg != nil || n.DataAtom == atom.A || n.DataAtom == atom.Body {
		return false
	}
	if s.review == inReviews && n.DataAtom == atom.Blockquote {
		return true
	}
	if e.bits&clsReviews == 0 && n.DataAtom != atom.Li && n.DataAtom != atom.Div && n.DataAtom != atom.Article {
		return false
	}
	for rest := e.class; rest != ""; {
		var name string
		name, rest, _ = strings.Cut(strings.TrimLeft(rest, " \n\t"), " ")
		if len(name) <= 30 && reviewNames[strings.ToLower(name)] {
			return true
		}
	}
	return false
}

// reviewReader gathers what one review says.
type reviewReader struct {
	r      snapshot.Review
	author string
	body   string // of the element that is named as the text
	all    strings.Builder
	nodes  int
}

// readReview reads one review.
func (w *walker) readReview(n *html.Node) {
	if len(w.page.Reviews) >= maxReviews {
		return
	}
	rd := reviewReader{nodes: reviewNodes}
	rd.children(n)
	text := fold(firstOf(rd.body, rd.all.String()), 4000)
	if letters(text) < 8 {
		return // a template, or stars without a word
	}
	rd.r.Text = clip(text, 240)
	rd.r.Hash = textHash(text)
	if rd.author = fold(rd.author, 80); rd.author != "" {
		h := fnv.New32a()
		_, _ = h.Write([]byte(authorKey(rd.author)))
		rd.r.Author = h.Sum32()
	}
	w.page.Reviews = append(w.page.Reviews, rd.r)
}

// authorKey is a name as shops shorten it: "Gwen Morris" here and "Gwen M." there are one.
func authorKey(name string) string {
	words := strings.Fields(strings.ToLower(name))
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	first, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return words[0] + " " + string(first)
}

// children reads what is below an element, each piece for what it is.
func (rd *reviewReader) children(n *html.Node) {
	for c := n.FirstChild; c != nil && rd.nodes > 0; c = c.NextSibling {
		rd.nodes--
		if c.Type == html.TextNode {
			rd.all.WriteString(c.Data)
			rd.all.WriteByte(' ')
			continue
		}
		if c.Type == html.ElementNode {
			rd.element(c)
		}
	}
}

func (rd *reviewReader) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Form, atom.Button, atom.Svg, atom.Template:
		return
	case atom.Time:
		if v := attrVal(n, "datetime"); rd.r.Day == "" && len(v) >= 10 {
			if d, err := time.Parse(time.DateOnly, v[:10]); err == nil {
				rd.r.Day = d.Format(time.DateOnly)
			}
		}
		return
	}
	name := strings.ToLower(attrVal(n, "class") + " " + attrVal(n, "itemprop"))
	rd.rating(n, name)
	words := splitName(name)
	switch {
	case contains(words, "reply", "replies", "response", "antwort"):
		if letters(textOf(n)) >= 8 {
			rd.r.Reply = true
		}
		return // not the buyer's words
	case contains(words, "author", "reviewer", "nickname", "buyer", "customername", "byline") && !contains(words, "info", "meta", "wrapper") && rd.author == "":
		if rd.author = nameOf(textOf(n)); rd.author != "" {
			return
		}
	case n.DataAtom == atom.Footer || n.DataAtom == atom.Cite:
		if rd.author == "" {
			before, _, _ := strings.Cut(textOf(n), ",")
			rd.author = nameOf(before)
		}
		rd.dates(n)
		return
	case contains(words, "date", "meta", "verified", "stars", "rating", "badge", "votes", "helpful"):
		rd.dates(n)
		return
	case rd.body == "" && contains(words, "text", "body", "content", "comment", "description", "message", "reviewbody") && !contains(words, "container", "wrapper", "header"):
		if n.DataAtom == atom.P || n.DataAtom == atom.Div || n.DataAtom == atom.Span || n.DataAtom == atom.Blockquote {
			inner := reviewReader{nodes: rd.nodes, author: rd.author, r: rd.r}
			inner.children(n)
			if t := inner.all.String(); letters(t) >= 8 && inner.body == "" {
				rd.body = t
			} else {
				rd.body = inner.body
			}
			rd.r, rd.author, rd.nodes = inner.r, inner.author, inner.nodes
			return
		}
	}
	rd.children(n)
	if n.DataAtom == atom.P || n.DataAtom == atom.Div || n.DataAtom == atom.Li {
		rd.all.WriteByte('\n')
	}
}

// dates looks for a day below an element that is not the buyer's words.
func (rd *reviewReader) dates(n *html.Node) {
	budget := 40
	within(n, &budget, func(c *html.Node) {
		if c.Type == html.ElementNode {
			rd.rating(c, strings.ToLower(attrVal(c, "class")))
			if v := attrVal(c, "datetime"); c.DataAtom == atom.Time && rd.r.Day == "" && len(v) >= 10 {
				if d, err := time.Parse(time.DateOnly, v[:10]); err == nil {
					rd.r.Day = d.Format(time.DateOnly)
				}
			}
			if contains(splitName(strings.ToLower(attrVal(c, "class"))), "author", "reviewer") && rd.author == "" {
				rd.author = nameOf(textOf(c))
			}
		}
		if c.Type == html.TextNode {
			rd.stars(c.Data)
		}
	})
}

// nameOf returns a text that may be somebody's name.
func nameOf(s string) string {
	s = fold(s, 80)
	s = strings.Trim(strings.TrimPrefix(strings.TrimPrefix(s, "by "), "von "), " –-—·|")
	if runes(s) > 60 || letters(s) < 1 {
		return ""
	}
	return s
}

// rating reads the stars of a review from an attribute, or from the text of an element named so.
func (rd *reviewReader) rating(n *html.Node, name string) {
	if rd.r.Rating != 0 {
		return
	}
	for _, key := range [...]string{"data-rating", "data-score", "data-rate", "data-stars"} {
		if v, err := strconv.ParseFloat(attrVal(n, key), 64); err == nil && v > 0 && v <= 5 {
			rd.r.Rating = v
			return
		}
	}
	for _, key := range [...]string{"aria-label", "title"} {
		if v, best, ok := outOf(attrVal(n, key)); ok {
			rd.r.Rating, rd.r.Best = v, best
			return
		}
	}
	if hasFold(name, "star", "rating", "ratingvalue") {
		if v, best, ok := outOf(textOf(n)); ok {
			rd.r.Rating, rd.r.Best = v, best
			return
		}
		if v, err := strconv.ParseFloat(attrVal(n, "content"), 64); err == nil && v > 0 && v <= 5 {
			rd.r.Rating = v
			return
		}
	}
	if c := n.FirstChild; c != nil && c.Type == html.TextNode {
		rd.stars(c.Data)
	}
}

// stars counts stars that are written as characters.
func (rd *reviewReader) stars(text string) {
	if rd.r.Rating != 0 || !strings.ContainsRune(text, '★') && !strings.ContainsRune(text, '☆') {
		return
	}
	full, empty := strings.Count(text, "★"), strings.Count(text, "☆")
	if n := full + empty; n == 5 || empty == 0 && full < 5 {
		rd.r.Rating, rd.r.Best = float64(full), 5
	}
}

// outOf reads "4.5 out of 5" in any language: a number, words, and the best there can be.
func outOf(s string) (v, best float64, ok bool) {
	if s == "" || len(s) > 120 {
		return 0, 0, false
	}
	var nums []float64
	for _, f := range strings.FieldsFunc(cue.Fold(s), func(r rune) bool { return !unicode.IsDigit(r) && r != '.' && r != ',' }) {
		if n, err := strconv.ParseFloat(strings.Trim(strings.Replace(f, ",", ".", 1), "."), 64); err == nil {
			nums = append(nums, n)
		}
	}
	if len(nums) != 2 {
		return 0, 0, false
	}
	v, best = min(nums[0], nums[1]), max(nums[0], nums[1]) // "5点中4点" has the best first
	if best != 5 && best != 10 && best != 6 || v <= 0 {
		return 0, 0, false
	}
	return v, best, true
}

func letters(s string) int { return countLetters([]byte(s)) }

// textHash is a hash of the letters and digits of a text, 0 where it is too short to be told from what anybody might write.
func textHash(text string) uint64 {
	n := 0
	h := fnv.New64a()
	var buf [4]byte
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		if n++; r >= 0x2e80 {
			n++
		}
		_, _ = h.Write(append(buf[:0], string(unicode.ToLower(r))...))
	}
	if n < reviewLetters {
		return 0
	}
	return h.Sum64()
}

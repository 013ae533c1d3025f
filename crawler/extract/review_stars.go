package extract

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/shopvet/shopvet/knowledge/cue"
)

// rating reads the stars of a review from an attribute, or from the text of an element named so.
func (rd *reviewReader) rating(n *html.Node, name string) {
	if rd.r.Rating != 0 || hasFold(name, "worstrating", "bestrating") { // how few and how many stars there can be, told first by some themes
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
		rd.stars(c)
		if v, best, ok := outOf(mark(c.Data)); ok && rd.r.Rating == 0 && marksStars(c.Data) {
			rd.r.Rating, rd.r.Best = v, best
		}
	}
	for c := n.FirstChild; c != nil && rd.part && rd.r.Rating == 0; c = c.NextSibling {
		if c.Type == html.TextNode {
			if v, best, ok := saidMark(fold(c.Data, 160)); ok {
				rd.r.Rating, rd.r.Best = v, best
			}
		}
	}
}

// stars counts stars that are written as characters. Five full ones may be the ground on which a strip of some width tells how many are meant, and a star in
// an element of its own is one of a row, of which the class tells those that are meant.
func (rd *reviewReader) stars(text *html.Node) {
	if rd.r.Rating != 0 || !strings.ContainsRune(text.Data, '★') && !strings.ContainsRune(text.Data, '☆') {
		return
	}
	full, empty := strings.Count(text.Data, "★"), strings.Count(text.Data, "☆")
	n := text.Parent
	switch {
	case full == 5 && empty == 0:
		if v, ok := strip(n); ok {
			rd.r.Rating, rd.r.Best = v, 5
			return
		}
	case full == 1 && empty == 0:
		if v, ok := row(n); ok {
			rd.r.Rating, rd.r.Best = v, 5
			return
		}
	}
	if sum := full + empty; sum == 5 || empty == 0 && full < 5 {
		rd.r.Rating, rd.r.Best = float64(full), 5
	}
}

// strip reads how many of five stars are meant from the width of an element in or around them.
func strip(n *html.Node) (stars float64, ok bool) {
	budget := 12
	look := func(c *html.Node) {
		if c.Type != html.ElementNode || ok {
			return
		}
		_, rest, found := strings.Cut(strings.ReplaceAll(strings.ToLower(attrVal(c, "style")), " ", ""), "width:")
		width, _, percent := strings.Cut(rest, "%")
		if v, err := strconv.ParseFloat(width, 64); found && percent && err == nil && v > 0 && v <= 100 {
			stars, ok = v/20, true
		}
	}
	look(n)
	if n.Parent != nil {
		look(n.Parent)
		within(n.Parent, &budget, look)
	}
	return stars, ok
}

// row reads how many stars of a row are meant where each has an element of its own: those that begin it and have the same class.
func row(n *html.Node) (stars float64, ok bool) {
	if n.Parent == nil {
		return 0, false
	}
	all, first := 0, ""
	for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || strings.TrimSpace(textOf(c)) != "★" {
			continue
		}
		class := attrVal(c, "class") + attrVal(c, "style")
		if all == 0 {
			first = class
		}
		if all++; class == first && int(stars) == all-1 {
			stars++
		}
	}
	return stars, all == 5
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

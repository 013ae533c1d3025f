package extract

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/money"
)

// A part of a page that is named after reviews, or that stands below a heading that announces them, holds reviews even if nothing names a single one of them
// and there is only one: the smallest elements with a mark, a day and words.

const (
	maxParts    = 20   // parts of a page named after reviews, and headings that may announce them
	partNodes   = 4000 // looked at in all of them
	partDepth   = 12   // of elements in one
	longReview  = 4000 // bytes of a review
	shortWords  = 60   // letters of words that only say that somebody bought it
	wrapsAround = 3    // elements that hold nothing but a heading
)

// reviewPart notes a part of the page that is named after reviews.
func (w *walker) reviewPart(n *html.Node, s state) {
	if s.review != 0 || s.hidden || s.reg != nil || len(w.parts) >= maxParts {
		return
	}
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Article, atom.Ul, atom.Ol, atom.Table, atom.Aside, atom.Dl, atom.Main:
		w.parts = append(w.parts, n)
	}
}

// reviewHead notes a heading that may announce reviews.
func (w *walker) reviewHead(n *html.Node, s state) {
	if s.review == 0 && !s.hidden && s.reg == nil && len(w.heads) < maxParts {
		w.heads = append(w.heads, n)
	}
}

// partReviews reads the reviews in parts that are named after them, where no review is named as such.
func (w *walker) partReviews() {
	if len(w.page.Reviews) > 0 || len(w.parts)+len(w.heads) == 0 {
		return
	}
	budget := partNodes
	for _, n := range w.parts {
		w.readRows(partRows(n, &budget, 0))
	}
	if len(w.page.Reviews) > 0 {
		return
	}
	for _, h := range w.heads {
		if text := fold(textOf(h), 200); runes(text) > 80 || !cue.Default().Has(text, cue.Heading, w.page.Lang, cue.Reviews) {
			continue
		}
		for _, n := range announced(h) {
			if row := partRow(n) && oneReview(n); row {
				w.readRows([]*html.Node{n})
			} else {
				w.readRows(partRows(n, &budget, 0))
			}
		}
		if len(w.page.Reviews) > 0 {
			return
		}
	}
}

func (w *walker) readRows(list []*html.Node) {
	for _, n := range list {
		w.readReviewIn(n, true)
	}
}

// announced returns the elements that a heading stands above: those behind it, or behind what holds nothing else, up to the next heading of its level.
func announced(h *html.Node) (list []*html.Node) {
	level := h.Data[1]
	n := h
	for range wrapsAround {
		if p := n.Parent; p == nil || p.DataAtom == atom.Body || p.DataAtom == atom.Main || !holdsOnly(p, n) {
			break
		}
		n = n.Parent
	}
	for c := n.NextSibling; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if headed(c, level) {
			break
		}
		list = append(list, c)
	}
	return list
}

// holdsOnly reports whether an element has no words but those of one of its children.
func holdsOnly(p, n *html.Node) bool {
	for c := p.FirstChild; c != nil; c = c.NextSibling {
		if c != n && (c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" || c.Type == html.ElementNode && strings.TrimSpace(textOf(c)) != "") {
			return false
		}
	}
	return true
}

// headed reports whether an element is or holds a heading of a level, or of one above it.
func headed(n *html.Node, level byte) (found bool) {
	budget := 200
	look := func(c *html.Node) {
		switch c.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			found = found || c.Data[1] <= level
		}
	}
	look(n)
	within(n, &budget, look)
	return found
}

func partRow(n *html.Node) bool {
	return rowTag(n.DataAtom) || n.DataAtom == atom.Table || n.DataAtom == atom.Tbody
}

// partRows returns the smallest elements below one that are each a review.
func partRows(n *html.Node, budget *int, depth int) (list []*html.Node) {
	for c := n.FirstChild; c != nil && depth < partDepth; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.Script, atom.Style, atom.Form, atom.Template, atom.Nav, atom.Select, atom.Button, atom.Svg:
			continue
		}
		if *budget--; *budget < 0 {
			return list
		}
		if strings.HasSuffix(attrVal(c, "itemtype"), "schema.org/Review") {
			list = append(list, c)
			continue
		}
		rows := partRows(c, budget, depth+1)
		if len(rows) == 0 && partRow(c) && oneReview(c) {
			rows = []*html.Node{c}
		}
		list = append(list, rows...)
	}
	return list
}

// oneReview reports whether an element gives one mark, names a day, and tells something in words, without a price.
func oneReview(n *html.Node) bool {
	var text strings.Builder
	days, marks, budget := 0, 0, reviewNodes
	within(n, &budget, func(c *html.Node) {
		switch {
		case c.DataAtom == atom.Time:
			days++
		case c.Type == html.TextNode && text.Len() <= longReview && !codeText(c):
			text.WriteString(c.Data)
			text.WriteByte(' ')
			if day, _, _ := dayIn(c.Data); day != "" && (c.Parent == nil || c.Parent.DataAtom != atom.Time) {
				days++
			}
			if marksStars(c.Data) {
				marks++
			}
		}
	})
	if s := text.String(); len(s) > longReview || letters(s) < 12 || days == 0 && !anyDay.MatchString(s) || days > 1 && marks > 1 || len(money.Read(s, money.Options{Max: 1})) > 0 {
		return false
	}
	rd := reviewReader{nodes: reviewNodes, part: true}
	rd.rating(n, "")
	rd.children(n)
	words := fold(firstOf(rd.body, rd.all.String()), longReview)
	return rd.r.Rating > 0 && letters(words) >= 8 && (letters(words) >= shortWords || !cue.Default().Has(words, cue.Body, "", cue.ReviewNote))
}

func codeText(c *html.Node) bool {
	return c.Parent != nil && (c.Parent.DataAtom == atom.Script || c.Parent.DataAtom == atom.Style)
}

// saidStars is a mark that is said with the sign for a star, or with the word for it.
var saidStars = regexp.MustCompile(`^(?:评分|評分|評価|별점|평점)?[:： ]*(?:([1-5](?:[.,]\d)?) ?(?:颗|顆|つ)?星|星 ?([1-5](?:[.,]\d)?)|별 ?([1-5]) ?개|별점 ?([1-5](?:[.,]\d)?) ?점?)$`)

// saidMark reads the mark that one of the pieces of a line gives: "Candle · 4/5 · Ann", "5星".
func saidMark(s string) (v, best float64, ok bool) {
	const longest = 24
	for piece := range linePieces(s) {
		if runes(piece) > longest {
			continue
		}
		if m := saidStars.FindStringSubmatch(piece); m != nil {
			if v, err := strconv.ParseFloat(strings.Replace(m[1]+m[2]+m[3]+m[4], ",", ".", 1), 64); err == nil {
				return v, 5, true
			}
		}
		if v, best, ok := outOf(piece); ok && best == 5 {
			return v, best, true
		}
	}
	return 0, 0, false
}

// linePieces are what stands between the signs by which a line is parted.
func linePieces(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for piece := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune("|·•;()（）\n–—", r) }) {
			if piece = strings.TrimSpace(piece); piece != "" && !yield(piece) {
				return
			}
		}
	}
}

// besideName is what stands in brackets behind a name, where somebody lives, and the points of initials.
var besideName = regexp.MustCompile(`[(（][^()（）]*[)）]|(?:\b|^)\pL\.`)

// besideMark is a mark in the midst of a line.
var besideMark = regexp.MustCompile(`[★☆]+|[1-5](?:[.,]\d)? ?(?:颗|顆|つ)?星|(?:별점|평점|评分|評分|評価) ?[1-5](?:[.,]\d)?(?: ?/ ?5)?점?|[1-5](?:[.,]\d)? ?/ ?5\b`)

// namePiece returns the one piece of a line that may be a buyer's name; of several it is the one of which a part is covered, and "" where none is.
func namePiece(s string) string {
	var list []string
	s = besideMark.ReplaceAllString(s, "|")
	s = besideName.ReplaceAllStringFunc(s, func(m string) string {
		if m[0] == '(' || strings.HasPrefix(m, "（") {
			return " "
		}
		return strings.TrimSuffix(m, ".") + " "
	})
	for piece := range linePieces(s) {
		piece, _, _ = strings.Cut(piece, ",")
		if _, _, said := saidMark(piece); said || strings.ContainsAny(piece, "0123456789/.!?。") || marksStars(piece) || cue.Default().Has(piece, cue.Body, "", cue.ReviewNote) || cue.Default().Has(piece, cue.Body, "", cue.BuyerWord) {
			continue
		}
		if piece = nameOf(piece); piece != "" {
			list = append(list, piece)
		}
	}
	if len(list) == 1 {
		return list[0]
	}
	for _, piece := range list {
		if strings.ContainsAny(piece, masks) {
			return piece
		}
	}
	return ""
}

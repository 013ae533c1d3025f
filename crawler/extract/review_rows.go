package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/knowledge/money"
)

// Many shops name no part of a page after reviews. What all reviews have in common is their form: elements side by side, each with a mark out of five, a day and
// a few words. Goods in a list have marks, too, and prices; entries of a journal have days.

const (
	fewRated   = 3   // such elements from which they are reviews
	ratedLevel = 6   // how far above its mark a review begins at most
	maxRated   = 400 // marks of a page
	ratedText  = 40  // bytes of the words that may stand before a mark in its text
)

// marksStars reports whether a text holds a row of stars or begins with so many out of five.
func marksStars(s string) bool {
	if len(s) < 3 || len(s) > 300 {
		return false
	}
	if strings.Contains(s, "★") {
		return true
	}
	s = strings.TrimLeft(s, " \n\t\r")
	if s == "" || s[0] < '1' || s[0] > '5' {
		return false
	}
	_, _, ok := outOf(mark(s))
	return ok
}

// mark is the part of a text in which it says how many out of five are given: to the first comma, dash or break.
func mark(s string) string {
	s = strings.TrimLeft(s, " \n\t\r")
	if i := strings.IndexAny(s, ",;(|·\n"); i > 0 && !(s[i] == ',' && i+1 < len(s) && isDigit(rune(s[i+1]))) {
		s = s[:i]
	}
	for _, dash := range [...]string{" – ", " — ", " - "} {
		s, _, _ = strings.Cut(s, dash)
	}
	return clip(s, ratedText)
}

// starred notes a text that gives a mark.
func (w *walker) starred(text *html.Node) {
	if len(w.rated) < maxRated {
		w.rated = append(w.rated, text)
	}
}

// ratedRows reads the reviews of a page that names none as such.
func (w *walker) ratedRows() {
	if len(w.rated) < fewRated || len(w.page.Reviews) > 0 {
		return
	}
	rows := map[*html.Node][]*html.Node{} // below what stands above them
	var parents []*html.Node
	for _, text := range w.rated {
		n := text.Parent
		for level := 0; level < ratedLevel && n != nil && n.Parent != nil; level++ {
			if rowTag(n.DataAtom) {
				list := rows[n.Parent]
				if list == nil {
					parents = append(parents, n.Parent)
				}
				if len(list) == 0 || list[len(list)-1] != n {
					rows[n.Parent] = append(list, n)
				}
			}
			n = n.Parent
		}
	}
	for _, p := range parents {
		if list := rows[p]; len(list) >= fewRated && allReviews(list) {
			for _, n := range list {
				w.readReview(n)
			}
			return
		}
	}
}

func rowTag(a atom.Atom) bool {
	switch a {
	case atom.Div, atom.Li, atom.Tr, atom.Article, atom.Section, atom.Blockquote, atom.P, atom.Figure, atom.Dl:
		return true
	}
	return false
}

// allReviews reports whether elements that give a mark each name a day and have words, and no price.
func allReviews(list []*html.Node) bool {
	for _, n := range list {
		text := ""
		budget := 80
		within(n, &budget, func(c *html.Node) {
			if c.Type == html.TextNode && len(text) < 4000 {
				text += c.Data + " "
			}
		})
		day, _, _ := dayIn(text)
		dated := day != "" || hasTime(n) || anyDay.MatchString(text)
		if !dated || letters(text) < 12 || len(money.Read(text, money.Options{Max: 1})) > 0 {
			return false
		}
	}
	return true
}

func hasTime(n *html.Node) (found bool) {
	budget := 80
	within(n, &budget, func(c *html.Node) { found = found || c.DataAtom == atom.Time })
	return found
}

package extract

import (
	"hash/fnv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/telling"
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
	"opinion": true, "resena": true, "valoracion": true, "beoordeling": true, "recensie": true, "recenzja": true, "avis-client": true, "rezension": true, "kundenmeinung": true, "kundenstimme": true, "depoimento": true,
	"testimonial": true, "testimonial-item": true, "opinion-item": true, "avaliacao": true, "review-list__item": true, "reviewslist__item": true, "item-review": true,
}

// reviewItem reports whether an element is one review: by its name, or as a quotation in a part of the page that is named after reviews.
func reviewItem(n *html.Node, e *elem, s state) bool {
	if s.review == inReview || s.hidden || s.reg != nil || n.DataAtom == atom.A || n.DataAtom == atom.Body {
		return false
	}
	if s.review == inReviews && (n.DataAtom == atom.Blockquote || listedReview(n)) {
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
	badge  string // that says that somebody bought what is told of, as a picture or behind a mark
	nodes  int
	part   bool // it is known by what it holds, in a part of the page that is named after reviews
}

// readReview reads one review.
func (w *walker) readReview(n *html.Node) { w.readReviewIn(n, false) }

func (w *walker) readReviewIn(n *html.Node, part bool) {
	if len(w.page.Reviews) >= maxReviews || ofPress(n) {
		return
	}
	rd := reviewReader{nodes: reviewNodes, part: part}
	rd.rating(n, "")
	rd.children(n)
	if rd.badge != "" {
		w.reviews = append(w.reviews, snapshot.Mark{Kind: snapshot.MarkReviewNote, Zone: snapshot.ZoneMain, Snippet: clip(rd.badge, 160), Value: "badge"})
	}
	text := fold(firstOf(rd.body, rd.all.String()), 4000)
	if letters(text) < 8 {
		return // a template, or stars without a word
	}
	rd.r.Text = clip(text, 240)
	rd.r.Hash = textHash(text)
	rd.r.Author = author(fold(rd.author, 80))
	w.page.Reviews = append(w.page.Reviews, rd.r)
}

// author is what is kept of a buyer's name, as snapshot.SameAuthor compares it; 0 where none is told: "a customer". Shops shorten names in their own
// ways, "Gwen Morris" here, "Gwen M.", "G. M." or "G***" there, and add where somebody lives or what they bought.
func author(name string) uint32 {
	name = strings.ToLower(strings.TrimSpace(name))
	if i := strings.IndexAny(name, ",;(|/–—"); i > 0 {
		name = name[:i]
	}
	words := strings.Fields(name)
	if len(words) == 0 || cue.Default().Has(name, cue.LinkText, "", cue.NoName) {
		return 0
	}
	initial, _ := utf8.DecodeRuneInString(words[0])
	if !unicode.IsLetter(initial) && !unicode.IsDigit(initial) {
		return 0 // the mask of a service stands where the name would begin
	}
	first := strings.TrimRight(words[0], ".")
	if strings.ContainsAny(name, masks) || utf8.RuneCountInString(first) < 2 {
		first = ""
	}
	return snapshot.Author(initial, first)
}

// masks are the signs with which services cover the rest of a name.
const masks = "*＊×○〇●•…"

// children reads what is below an element, each piece for what it is.
func (rd *reviewReader) children(n *html.Node) {
	for c := n.FirstChild; c != nil && rd.nodes > 0; c = c.NextSibling {
		rd.nodes--
		if c.Type == html.TextNode {
			if rd.byline(c.Data) || rd.part && strings.Trim(c.Data, "★☆ \n\t\r") == "" {
				continue
			}
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
		if inWords(n) {
			rd.all.WriteString(textOf(n))
			return
		}
		rd.day(n)
		return
	}
	name := strings.ToLower(attrVal(n, "class") + " " + attrVal(n, "itemprop"))
	rd.rating(n, name)
	rd.marked(n)
	words := splitName(name)
	switch {
	case contains(words, "reply", "replies", "response", "antwort"):
		if letters(textOf(n)) >= 8 {
			rd.r.Reply = true
		}
		return // not the buyer's words
	case contains(words, "author", "reviewer", "nickname", "buyer", "customername", "byline") && !contains(words, "info", "meta", "wrapper") && rd.author == "":
		if text := textOf(n); anyDay.MatchString(text) || inLine(text) { // "written by Ann on 3 May 2026"
			rd.dates(n)
			if rd.byline(text) || rd.author != "" {
				return
			}
		}
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
			inner := reviewReader{nodes: rd.nodes, author: rd.author, r: rd.r, part: rd.part}
			inner.children(n)
			if t := inner.all.String(); letters(t) >= 8 && inner.body == "" {
				rd.body = t
			} else {
				rd.body = inner.body
			}
			rd.r, rd.author, rd.nodes, rd.badge = inner.r, inner.author, inner.nodes, firstOf(rd.badge, inner.badge)
			return
		}
	}
	if text := textOf(n); len(text) <= 2*maxByline && rd.byline(text) {
		rd.dates(n)
		return
	}
	rd.children(n)
	if n.DataAtom == atom.P || n.DataAtom == atom.Div || n.DataAtom == atom.Li {
		rd.all.WriteByte('\n')
	}
}

// inLine reports whether a line names a day.
func inLine(text string) bool {
	day, _, _ := dayIn(text)
	return day != ""
}

// marked keeps what the description of a picture or mark says of the buyer.
func (rd *reviewReader) marked(n *html.Node) {
	for _, key := range [...]string{"alt", "title", "aria-label", "data-tooltip"} {
		if v := attrVal(n, key); rd.badge == "" && v != "" && len(v) < 200 && cue.Default().Has(v, cue.LinkText, "", cue.ReviewNote) {
			rd.badge = fold(v, 200)
		}
	}
}

// ofPress reports whether a quotation stands below a heading that announces what newspapers wrote.
func ofPress(n *html.Node) bool {
	for range 3 {
		for c := n.PrevSibling; c != nil; c = c.PrevSibling {
			switch c.DataAtom {
			case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
				return cue.Default().Has(textOf(c), cue.Heading, "", cue.PressVoices)
			}
		}
		if n = n.Parent; n == nil {
			break
		}
	}
	return false
}

// day keeps the first day that a review names for programs, or in words where it names none for them.
func (rd *reviewReader) day(n *html.Node) {
	if v := attrVal(n, "datetime"); rd.r.Day == "" && len(v) >= 10 {
		if d, err := time.Parse(time.DateOnly, v[:10]); err == nil {
			rd.r.Day = d.Format(time.DateOnly)
		}
	}
	if rd.r.Day == "" && attrVal(n, "datetime") == "" {
		rd.r.Day, _, _ = dayIn(textOf(n))
	}
}

// inWords reports whether a day stands in the middle of what somebody tells: words enough beside it, some of them behind it.
func inWords(n *html.Node) bool {
	const beside, behind = 40, 12
	all, after := 0, 0
	for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			all += letters(c.Data)
		}
	}
	for c := n.NextSibling; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			after += letters(c.Data)
		}
	}
	return all >= beside && after >= behind
}

// dates looks for a day below an element that is not the buyer's words.
func (rd *reviewReader) dates(n *html.Node) {
	budget := 40
	within(n, &budget, func(c *html.Node) {
		if c.Type == html.ElementNode {
			rd.rating(c, strings.ToLower(attrVal(c, "class")+" "+attrVal(c, "itemprop")))
			rd.marked(c)
			if c.DataAtom == atom.Time {
				rd.day(c)
			}
			if rd.author == "" && contains(splitName(strings.ToLower(attrVal(c, "class")+" "+attrVal(c, "itemprop"))), "author", "reviewer") {
				rd.author = nameOf(textOf(c))
			}
		}
		if c.Type == html.TextNode {
			rd.stars(c)
			if rd.r.Day == "" {
				rd.byline(c.Data)
			}
		}
	})
}

// nameOf returns a text that may be somebody's name.
func nameOf(s string) string {
	s = fold(s, 80)
	if by := telling.Find(strings.ToLower(s), telling.WrittenBy); by != "" && len(by) < len(s) && strings.EqualFold(s[:len(by)], by) {
		s = s[len(by):]
	}
	s = strings.TrimPrefix(strings.TrimPrefix(s, "by "), "von ")
	for _, on := range [...]string{" on", " am", " le", " el", " il", " op", " em", " dnia"} {
		s = strings.TrimSuffix(s, on)
	}
	s = strings.Trim(s, " –-—·|")
	if runes(s) > 60 || letters(s) < 1 {
		return ""
	}
	return s
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

package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// maxMarks is how many marks of one kind a page keeps.
const maxMarks = 8

// linkCue is what the text of a link or button says, remembered per text.
type linkCue uint8

const (
	cueKnown linkCue = 1 << iota
	cueAdd           // puts something into the cart
	cueBuy           // buys at once
	cueGone          // is not available
)

// cueOf reads a text that stands on something to press.
func (w *walker) cueOf(id snapshot.StrID, text string) linkCue {
	if id == 0 || text == "" {
		return 0
	}
	if c, ok := w.links[id]; ok {
		return c
	}
	c := cueKnown
	for _, h := range cue.Default().Match(text, cue.LinkText, "") {
		if h.Weight < 0.99 {
			continue
		}
		switch h.Concept {
		case cue.AddToCart:
			c |= cueAdd
		case cue.BuyButton:
			c |= cueBuy
		case cue.OutOfStock:
			c |= cueGone
		}
	}
	if len(w.links) >= cacheSize {
		clear(w.links)
	}
	w.links[id] = c
	return c
}

// cartLink marks a link that puts something into the cart.
func (w *walker) cartLink(id snapshot.StrID, e *elem, text, href string) {
	c := w.cueOf(id, text)
	if c&(cueAdd|cueBuy) != 0 || hasFold(href, "add-to-cart=", "/cart/add", "addtocart") || e.bits&clsCart != 0 && c&cueGone == 0 && text != "" {
		w.markCart(firstOf(text, href), "link")
	}
}

func (w *walker) markCart(snippet, by string) {
	if len(w.cart) < maxMarks {
		w.cart = append(w.cart, snapshot.Mark{Kind: snapshot.MarkAddToCart, Zone: snapshot.ZoneMain, Snippet: clip(fold(snippet, 240), 240), Value: by})
	}
}

// noteReviews marks an element that is named as the place of reviews or of a rating.
func (w *walker) noteReviews(n *html.Node, e *elem, s state) {
	if s.reg == nil && s.zone == snapshot.ZoneMain && !s.hidden && len(w.reviews) < 2 {
		value := "markup"
		if promisesOnly(n, e) {
			value = "place"
		}
		w.reviews = append(w.reviews, snapshot.Mark{Kind: snapshot.MarkReviews, Zone: snapshot.ZoneMain, Snippet: clip(fold(firstOf(e.title, e.label, e.class, e.id), 240), 240), Value: value})
	}
}

// promisesOnly reports whether a part that is named after reviews holds a few words and nothing that could be a mark, drawn or written: "coming soon".
func promisesOnly(n *html.Node, e *elem) bool {
	const fewWords = 60 // letters
	if strings.ContainsAny(e.class+e.id+e.title+e.label, digits+"*") || e.css != "" {
		return false
	}
	letters, drawn, budget := 0, false, 60
	within(n, &budget, func(c *html.Node) {
		switch {
		case c.Type == html.TextNode:
			letters += countLetters([]byte(c.Data))
			drawn = drawn || strings.ContainsAny(c.Data, digits+"★☆⭐✩✭*")
		case c.Type != html.ElementNode || c.DataAtom == atom.Br || c.DataAtom == atom.Hr || c.DataAtom == atom.Wbr:
		default: // a picture, a mark drawn by a style, a place that a script fills
			drawn = drawn || c.FirstChild == nil || c.DataAtom == atom.Script || len(c.Attr) > 0 && (attrVal(c, "title") != "" || attrVal(c, "aria-label") != "" || attrVal(c, "style") != "")
		}
	})
	return budget > 0 && !drawn && letters > 0 && letters < fewWords
}

// marker collects the marks of one page.
type marker struct {
	page  *snapshot.Page
	text  string
	has   *byteSet // of text
	count map[snapshot.MarkKind]int
	// client says that scripts replace variables of templates in the browser.
	client bool
}

func (m *marker) add(kind snapshot.MarkKind, snippet, value string) {
	if m.count[kind] >= maxMarks || snippet == "" {
		return
	}
	for _, have := range m.page.Marks {
		if have.Kind == kind && have.Snippet == snippet {
			return
		}
	}
	m.count[kind]++
	m.page.Marks = append(m.page.Marks, snapshot.Mark{Kind: kind, Zone: snapshot.ZoneMain, Snippet: clip(snippet, 240), Value: clip(value, 200)})
}

// shortPage is the number of letters up to which a sentence stands for the whole page.
const shortPage = 600

// finishMarks reads the cues of the text.
func (w *walker) finishMarks(text string, has *byteSet) {
	p := w.page
	m := &marker{page: p, text: text, has: has, count: map[snapshot.MarkKind]int{}, client: w.o.client}
	for _, c := range w.cart {
		m.add(c.Kind, c.Snippet, c.Value)
	}
	for _, r := range w.reviews {
		m.add(r.Kind, r.Snippet, r.Value)
	}
	m.titles()
	hits := cue.Default().Match(text, cue.Body, p.Lang)
	for _, h := range hits {
		if h.Weight < 0.29 {
			continue
		}
		m.hit(h)
	}
	m.durations(hits)
	m.placeholders(hits, w.o.client, w.coded)
	m.signs(hits, w.coded)
	m.rated()
	for _, c := range w.haste {
		m.add(c.Kind, c.Snippet, c.Value)
	}
}

// titles marks what title and headings say of the page as a whole.
func (m *marker) titles() {
	lines := []string{m.page.Title}
	for _, h := range m.page.Headings {
		if h.Level <= 2 && len(lines) < 6 {
			lines = append(lines, h.Text)
		}
	}
	for i, line := range lines {
		for _, h := range cue.Default().Match(line, cue.Heading, m.page.Lang) {
			if h.Weight < 0.99 {
				continue
			}
			value := "heading"
			if i == 0 {
				value = "title"
			}
			switch {
			case h.Concept == cue.NotFound:
				m.add(snapshot.MarkNotFound, cue.Sentence(line, h), value)
			case h.Concept == cue.ComingSoon && (m.page.Letters < shortPage):
				m.add(snapshot.MarkComingSoon, cue.Sentence(line, h), value)
			}
		}
	}
}

// hit marks one cue of the running text.
func (m *marker) hit(h cue.Hit) {
	switch h.Concept {
	case cue.NotFound:
		if m.page.Letters < 2*shortPage {
			m.add(snapshot.MarkNotFound, cue.Sentence(m.text, h), "text")
		}
	case cue.ComingSoon:
		if m.page.Letters < shortPage {
			m.add(snapshot.MarkComingSoon, cue.Sentence(m.text, h), "text")
		}
	case cue.OutOfStock:
		m.add(snapshot.MarkOutOfStock, cue.Sentence(m.text, h), "")
	case cue.ReviewInvite:
		m.add(snapshot.MarkReviews, cue.Sentence(m.text, h), "invite")
	case cue.ReviewCount:
		if s := cue.Sentence(m.text, h); strings.ContainsAny(s, digits) {
			m.add(snapshot.MarkReviews, s, "text")
		}
	case cue.ReviewBasis:
		if rest := strings.TrimLeft(m.text[h.End:], " \u00a0("); rest != "" && strings.ContainsRune(digits, firstRune(rest)) && reviewed(m.page.Lang, cue.Sentence(m.text, h)) {
			m.add(snapshot.MarkReviews, cue.Sentence(m.text, h), "text")
		}
	}
}

// digits are those with which reviews are counted.
const digits = "0123456789０１２３４５６７８９"

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// reviewed reports whether a sentence is about reviews or stars: "based on 31 ratings", and not "based on 2 years of work".
func reviewed(lang, s string) bool {
	return cue.Default().Has(s, cue.Body, lang, cue.ReviewWord) || cue.Default().Has(s, cue.Body, lang, cue.RatingWords) || strings.ContainsRune(s, '★')
}

// durations marks the sentences that name both a delivery and a number of days.
func (m *marker) durations(hits []cue.Hit) {
	last, tries := -1, 0
	for _, h := range hits {
		if h.Concept != cue.DeliveryTime && h.Concept != cue.Shipping || h.Weight < 0.29 || h.Start < last {
			continue
		}
		if tries++; tries > 300 { // a text that says nothing else
			return
		}
		s := cue.Sentence(m.text, h)
		last = h.End
		for _, d := range cue.DayCounts(s, m.page.Lang) {
			m.add(snapshot.MarkDuration, s, s[d.Start:d.End])
			break
		}
		if m.count[snapshot.MarkDuration] >= maxMarks {
			return
		}
	}
}

// rated marks ratings and reviews that structured data name.
func (m *marker) rated() {
	for _, item := range m.page.Data {
		for _, key := range [...]string{"aggregateRating.ratingValue", "ratingValue", "review.reviewBody", "reviewBody", "review.name"} {
			if v := item.Props[key]; v != "" {
				m.add(snapshot.MarkReviews, item.Type+" "+key+": "+v, item.Source)
				break
			}
		}
	}
}

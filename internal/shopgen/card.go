package shopgen

import (
	"html/template"
	"strconv"
	"strings"
)

// Lists of products and reviews are written by hand rather than by a template: a category page has dozens of them, and a shop of
// 10 000 pages is crawled in seconds.

// cards are the products of these numbers.
func (s *Shop) cards(ids []int) []card {
	out := make([]card, len(ids))
	for i, id := range ids {
		out[i] = s.card(id)
	}
	return out
}

// first are the first n products.
func (s *Shop) first(n int) []card {
	if s.has(FlawDeepProducts) {
		n = 1
	}
	var out []card
	for id := range min(n, s.opt.Products) {
		out = append(out, s.card(id))
	}
	return out
}

// grid shows products side by side, with links to buy them where acts says so.
func (s *Shop) grid(cards []card, acts bool) template.HTML {
	if len(cards) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(`<ul class="grid">`)
	for i := range cards {
		c := &cards[i]
		name := template.HTMLEscapeString(c.Name)
		b.WriteString(`<li class="card"><a href="` + c.Href + `"><img src="` + c.Image + `" alt="` + name +
			`" width="400" height="400" loading="lazy"><span class="name">` + name + "</span></a>\n<p>" + c.priceHTML() + "</p>")
		s.buyLink(&b, c, acts, "p")
		b.WriteString("</li>\n")
	}
	b.WriteString("</ul>")
	return template.HTML(b.String())
}

// listed shows the products of a category or a search as the layout does.
func (s *Shop) listed(cards []card, acts bool) template.HTML {
	if s.opt.Layout == 0 {
		return s.grid(cards, acts)
	}
	var b strings.Builder
	for i := range cards {
		c := &cards[i]
		name := template.HTMLEscapeString(c.Name)
		if s.opt.Layout == 1 {
			b.WriteString(`<div class="card"><a href="` + c.Href + `"><img src="` + c.Image + `" alt="` + name +
				`" width="400" height="400" loading="lazy"></a><div class="name"><a href="` + c.Href + `">` + name + `</a></div><div>` + c.priceHTML() + `</div>`)
			s.buyLink(&b, c, acts, "div")
			b.WriteString("</div>\n")
			continue
		}
		b.WriteString(`<article class="line"><a href="` + c.Href + `"><img src="` + c.Image +
			`" alt="" width="120" height="120" loading="lazy"></a><div><h2><a href="` + c.Href + `">` + name + `</a></h2><p>` + c.priceHTML() + `</p>`)
		s.buyLink(&b, c, acts, "p")
		b.WriteString("</div></article>\n")
	}
	if s.opt.Layout == 1 {
		return template.HTML(`<div class="grid">` + b.String() + `</div>`)
	}
	return template.HTML(b.String())
}

func (s *Shop) buyLink(b *strings.Builder, c *card, acts bool, tag string) {
	if acts && !s.has(FlawNothingToBuy) {
		b.WriteString("<" + tag + ` class="small"><a href="?add-to-cart=` + strconv.Itoa(c.ID) + `" rel="nofollow">` +
			template.HTMLEscapeString(s.lang.UI["add_to_cart"]) + "</a></" + tag + ">")
	}
}

func (c *card) priceHTML() string {
	if c.Price == "" {
		return ""
	}
	out := `<span class="price">` + template.HTMLEscapeString(c.Price) + `</span>`
	if c.Was != "" {
		out += ` <s class="was">` + template.HTMLEscapeString(c.Was) + `</s>`
	}
	return out
}

// quotes shows reviews, each with a link to vote for it where acts says so.
func (s *Shop) quotes(reviews []review, acts bool) template.HTML {
	var b strings.Builder
	for i := range reviews {
		r := &reviews[i]
		b.WriteString(`<blockquote><p><span class="stars" aria-hidden="true">` + r.Stars + "</span></p><p>" + template.HTMLEscapeString(r.Text) +
			"</p><footer>" + template.HTMLEscapeString(r.Author) + `, <time datetime="` + r.ISO + `">` + r.Day + "</time>")
		if acts {
			b.WriteString(` · <a href="?vote=up&amp;review=` + strconv.Itoa(r.ID) + `" rel="nofollow">` + template.HTMLEscapeString(s.lang.UI["helpful"]) + "</a>")
		}
		b.WriteString("</footer></blockquote>\n")
	}
	return template.HTML(b.String())
}

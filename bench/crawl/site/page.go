package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Links of a page: of its menu and footer, which are those of every page, and of its own.
const (
	menuLinks   = 8
	footerLinks = 8
	ownLinks    = 24
)

// pageBytes is how long a page is at least; the last paragraph ends after it.
const pageBytes = 30000

// page makes the page of a number. Its own links lead from page to page like the branches of a tree, so that every page is reached within few
// clicks, and to pages anywhere.
func page(n, pages int) []byte {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	var b strings.Builder
	name := title(r)
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>%s %d</title>\n", name, n)
	fmt.Fprintf(&b, "<meta name=\"description\" content=\"%s\">\n", sentence(r))
	if n > menuLinks+footerLinks {
		fmt.Fprintf(&b, `<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"%s %d","sku":"T%d","offers":{"@type":"Offer","price":"%d.50","priceCurrency":"GBP","availability":"https://schema.org/InStock"}}</script>`+"\n", name, n, n, 5+n%90)
	}
	b.WriteString("</head>\n<body>\n<header><nav><ul>\n")
	links(&b, 1, menuLinks, pages)
	fmt.Fprintf(&b, "</ul></nav></header>\n<main>\n<h1>%s %d</h1>\n<p class=\"price\">£%d.50</p>\n", name, n, 5+n%90)
	own(&b, r, n, pages)
	b.WriteString("</main>\n<footer><ul>\n")
	links(&b, 1+menuLinks, footerLinks, pages)
	b.WriteString("</ul></footer>\n</body>\n</html>\n")
	return []byte(b.String())
}

// own writes paragraphs with a link in each until there are enough of both.
func own(b *strings.Builder, r *rand.Rand, n, pages int) {
	for k := 0; k < ownLinks || b.Len() < pageBytes; k++ {
		fmt.Fprintf(b, "<h2>%s</h2>\n<p>", title(r))
		for range 6 + r.IntN(5) {
			b.WriteString(sentence(r))
			b.WriteByte(' ')
		}
		if k < ownLinks {
			to := (n*ownLinks + k + 1) % pages // the branches
			if k >= ownLinks/2 && n*ownLinks+k+1 >= pages {
				to = r.IntN(pages)
			}
			fmt.Fprintf(b, `See also <a href="%s">%s %d</a>.`, address(to), title(r), to)
		}
		b.WriteString("</p>\n")
	}
}

func links(b *strings.Builder, from, count, pages int) {
	for i := from; i < from+count; i++ {
		fmt.Fprintf(b, "<li><a href=\"%s\">Department %d</a></li>\n", address(i%pages), i)
	}
}

var words = strings.Fields(`oak linen cup lamp shelf basket wool table light grain honest careful maker small batch river stone clay
glaze kiln thread loom weave dye season harvest morning kitchen garden window drawer handle hinge brass copper paper
candle wax wick flame scent cedar pine moss slate chalk rust indigo natural plain round square deep wide narrow tall`)

var verbs = strings.Fields(`holds keeps carries shows turns brings leaves makes finds takes gives rests warms cools fits suits`)

// sentence is one of 60 to 140 characters.
func sentence(r *rand.Rand) string {
	w := func() string { return words[r.IntN(len(words))] }
	first := w()
	return fmt.Sprintf("%s%s %s %s the %s %s of the %s, and every %s %s a %s %s with its %s.", strings.ToUpper(first[:1]), first[1:], w(), verbs[r.IntN(len(verbs))], w(), w(), w(), w(), verbs[r.IntN(len(verbs))], w(), w(), w())
}

func title(r *rand.Rand) string {
	a, b := words[r.IntN(len(words))], words[r.IntN(len(words))]
	return strings.ToUpper(a[:1]) + a[1:] + " " + b
}

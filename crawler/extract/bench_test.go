package extract

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/shopvet/shopvet/snapshot"
)

var htmlHeader = http.Header{"Content-Type": {"text/html; charset=utf-8"}}

// productPage is a page as shop systems write it: some 30 kB, 40 links, a header and footer that repeat.
func productPage(i int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Beeswax candle no. %d – Kerzenhof</title>
<meta name="description" content="A candle, made by hand"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="canonical" href="/products/candle-%d"><link rel="stylesheet" href="/assets/theme.css"><script src="/assets/theme.js" defer></script>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Candle %d","offers":{"@type":"Offer","price":"%d.90","priceCurrency":"GBP"},"aggregateRating":{"@type":"AggregateRating","ratingValue":"4.7","reviewCount":"31"}}</script>
<style>`, i, i, i, i%90)
	for k := range 60 {
		fmt.Fprintf(&b, ".grid__item--%d{display:flex;margin:%dpx auto;padding:0 12px}", k, k)
	}
	b.WriteString(`</style></head><body class="template-product"><a class="skip-link" href="#main">Skip to content</a>
<header class="site-header"><div class="container"><a href="/" class="logo"><img src="/assets/logo.svg" alt="Kerzenhof" width="120" height="40"></a><nav class="site-nav" aria-label="Main"><ul class="site-nav__list">`)
	for _, name := range []string{"Candles", "Soaps", "Gifts", "Holders", "Workshops", "New in", "Sale", "About us", "Journal", "Contact"} {
		active := ""
		if i%10 == len(name)%10 {
			active = " site-nav__link--active"
		}
		fmt.Fprintf(&b, `<li class="site-nav__item"><a class="site-nav__link%s" href="/%s"><span class="site-nav__label">%s</span></a></li>`, active, strings.ToLower(strings.ReplaceAll(name, " ", "-")), name)
	}
	b.WriteString(`</ul></nav><form action="/search" method="get" role="search"><input type="search" name="q" placeholder="Search"><button type="submit">Search</button></form><a href="/cart" class="cart-link" aria-label="Cart"><svg viewBox="0 0 20 20"><path d="M0 0h20v20H0z"/></svg></a></div></header>
<main id="main"><nav class="breadcrumb"><a href="/">Home</a> / <a href="/candles">Candles</a></nav>`)
	fmt.Fprintf(&b, `<h1 class="product__title">Beeswax candle no. %d</h1><div class="product__price"><s class="price--old">£%d.00</s> <span class="price">£%d.90</span></div><p class="product__tax">Tax included. Delivery within 2–4 working days.</p>
<form action="/cart/add" method="post"><input type="hidden" name="id" value="%d"><label for="qty">Quantity</label><input id="qty" type="number" name="quantity" value="1"><button type="submit" class="btn btn--primary">Add to cart</button></form><div class="product__description">`, i, i%90+5, i%90, i)
	for k := range 34 {
		fmt.Fprintf(&b, "<p class=\"rte\">The wax of candle %d comes from hives that stand along the river in lot %d; it is melted in small kettles, cleaned twice and poured by hand into moulds that the workshop has used since the beginning. It burns for about %d hours, with a quiet flame and a light scent of honey. Keep it away from draughts and from the sun, and shorten the wick before you light it again, so that it does not smoke.</p>\n", i, k, 10+(i+k)%30)
	}
	b.WriteString(`</div><section class="related"><h2>You may also like</h2><div class="grid">`)
	for k := range 12 {
		n := (i*7 + k*13) % 5000
		fmt.Fprintf(&b, `<div class="grid__item"><a class="card" href="/products/candle-%d"><img class="card__img" loading="lazy" src="/media/candle-%d.jpg" alt="Candle no. %d"><span class="card__title">Beeswax candle no. %d</span></a><span class="price">£%d.90</span></div>`, n, n, n, n, n%90)
	}
	b.WriteString(`</div></section></main><footer class="site-footer"><div class="container"><ul>`)
	for _, name := range []string{"Privacy policy", "Terms and conditions", "Returns", "Shipping", "Payment methods", "Imprint", "FAQ", "Size guide", "Care", "Newsletter", "Press", "Jobs"} {
		fmt.Fprintf(&b, `<li><a href="/pages/%s">%s</a></li>`, strings.ToLower(strings.ReplaceAll(name, " ", "-")), name)
	}
	b.WriteString(`</ul><p>Kerzenhof Ltd, 12 Mill Lane, York YO1 7EX · <a href="mailto:hello@kerzenhof.example">hello@kerzenhof.example</a> · <a href="tel:+441904960123">01904 960123</a></p><p>© 2026 Kerzenhof Ltd</p></div></footer></body></html>`)
	return b.Bytes()
}

func benchPages(n int) (pages [][]byte, size int64) {
	for i := range n {
		p := productPage(i)
		pages = append(pages, p)
		size += int64(len(p))
	}
	return pages, size / int64(n)
}

// BenchmarkPage is the whole way from bytes to page; compare with BenchmarkParseOnly.
func BenchmarkPage(b *testing.B) {
	pages, size := benchPages(200)
	e := New(snapshot.NewTable())
	for i, body := range pages { // the tables of cues and the caches exist once per crawl
		e.Page(Input{URL: fmt.Sprintf("https://kerzenhof.example/products/candle-%d", i), Status: 200, Header: htmlHeader, Body: body})
	}
	b.SetBytes(size)
	b.ReportAllocs()
	b.ResetTimer()
	i := 0
	for b.Loop() {
		e.Page(Input{URL: fmt.Sprintf("https://kerzenhof.example/products/candle-%d", i%200), Status: 200, Header: htmlHeader, Body: pages[i%200]})
		i++
	}
}

// BenchmarkParseOnly is the part of it that is the HTML parser's.
func BenchmarkParseOnly(b *testing.B) {
	pages, size := benchPages(200)
	b.SetBytes(size)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if _, err := html.Parse(bytes.NewReader(pages[i%200])); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

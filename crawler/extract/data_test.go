package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/snapshot"
)

func item(p seen, kind string) snapshot.Item {
	for _, i := range p.Data {
		if i.Type == kind {
			return i
		}
	}
	return snapshot.Item{}
}

func ld(json string) string {
	return `<body><script type="application/ld+json">` + json + `</script>`
}

func TestJSONLD(t *testing.T) {
	p := readPage(t, ld(`{"@context":"https://schema.org","@graph":[
{"@type":["Thing","http://schema.org/Product"],"Name":"Candle","image":["/a.jpg","/b.jpg"],"brand":{"@type":"Brand","name":"Kerzenhof"},
 "offers":[{"@type":"Offer","price":12.90,"priceCurrency":"EUR","seller":{"name":"K"}},{"@type":"Offer","price":"14.00"}],
 "aggregateRating":{"ratingValue":4.5,"reviewCount":12}},
{"@type":"Organization","name":"Kerzenhof","legalName":"Kerzenhof GmbH","vatID":"DE123","address":{"@type":"PostalAddress","streetAddress":"Weg 1","addressLocality":"Berlin"}},
{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","item":{"@type":"Product","name":"not this"}}]},
{"@type":"FAQPage","mainEntity":[{"@type":"Question"},{"@type":"Question"}]},
{"@type":"WebPage","mainEntity":{"@type":"FurnitureStore","name":"Shop"}}]}`))
	product := item(p, "Product")
	for key, want := range map[string]string{
		"name": "Candle", "offers.price": "12.90", "offers.priceCurrency": "EUR", "offers.1.price": "14.00", "offers.seller.name": "K", "brand.name": "Kerzenhof",
		"image": "/a.jpg", "image.1": "/b.jpg", "aggregateRating.ratingValue": "4.5", "offers.type": "Offer",
	} {
		if product.Props[key] != want {
			t.Errorf("Product %s = %q, want %q", key, product.Props[key], want)
		}
	}
	if o := item(p, "Organization"); o.Props["legalName"] != "Kerzenhof GmbH" || o.Props["address.streetAddress"] != "Weg 1" {
		t.Errorf("Organization = %+v", o)
	}
	if f := item(p, "FAQPage"); f.Props["count"] != "2" {
		t.Errorf("FAQPage = %+v", f)
	}
	if s := item(p, "FurnitureStore"); s.Props["name"] != "Shop" || len(p.Data) != 4 {
		t.Errorf("items = %+v", p.Data)
	}
}

func TestJSONLDAsShopsWriteIt(t *testing.T) {
	for name, raw := range map[string]string{
		"comment":        "<!-- {\"@type\":\"Product\",\"name\":\"x\"} -->",
		"cdata":          "//<![CDATA[\n{\"@type\":\"Product\",\"name\":\"x\"}\n//]]>",
		"trailing comma": `{"@type":"Product","name":"x","offers":[{"price":"1",},],}`,
		"line break":     "{\"@type\":\"Product\",\"name\":\"x\",\"description\":\"a\nb\"}",
		"semicolon":      `{"@type":"Product","name":"x"};`,
		"array":          `[{"@type":"Product","name":"x"}]`,
	} {
		if got := item(readPage(t, ld(raw)), "Product").Props["name"]; got != "x" {
			t.Errorf("%s: name = %q", name, got)
		}
	}
	for name, raw := range map[string]string{
		"broken": `{"@type":"Product","name":`, "nested": strings.Repeat("[", 100_000), "empty": "", "string": `"Product"`,
		"deep": strings.Repeat(`{"a":`, 150) + `{"@type":"Product","name":"x"}` + strings.Repeat("}", 150),
	} {
		if p := readPage(t, ld(raw)+"<p>text"); len(p.Data) != 0 || p.Text != "text" {
			t.Errorf("%s: %+v", name, p.Data)
		}
	}
	var wide strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&wide, `,"k%d":"%s"`, i, strings.Repeat("v", 1000))
	}
	p := readPage(t, ld(`{"@type":"Product"`+wide.String()+`}`))
	if n := len(item(p, "Product").Props); n > maxProps {
		// larger than a megabyte: skipped, or cut to the limit
		t.Errorf("%d props", n)
	}
}

func TestMicrodata(t *testing.T) {
	p := readPage(t, `<body><div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Candle <b>tall</b></h1><img itemprop=image src="/i.jpg">
<div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price" content="12.90">12,90 €</span><meta itemprop=priceCurrency content=EUR><link itemprop=availability href="https://schema.org/InStock"></div>
<div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price">14.00</span></div>
<div itemprop="aggregateRating" itemscope><span itemprop="ratingValue">4.5</span></div></div><div itemscope itemtype="https://schema.org/BreadcrumbList"><a itemprop=item href=/>x</a></div>`)
	i := item(p, "Product")
	for key, want := range map[string]string{
		"name": "Candle tall", "image": "https://shop.example/i.jpg", "offers.price": "12.90", "offers.priceCurrency": "EUR", "offers.1.price": "14.00",
		"aggregateRating.ratingValue": "4.5", "offers.availability": "https://schema.org/InStock",
	} {
		if i.Props[key] != want {
			t.Errorf("%s = %q, want %q", key, i.Props[key], want)
		}
	}
	if len(p.Data) != 1 || i.Source != "microdata" {
		t.Errorf("items = %+v", p.Data)
	}
	if len(p.marks(snapshot.MarkReviews)) == 0 {
		t.Error("a rating makes no mark")
	}
}

func TestOpenGraph(t *testing.T) {
	p := readPage(t, `<head><meta property="og:type" content="product"><meta property="og:title" content="Candle"><meta property="og:site_name" content="Kerzenhof"><meta property="product:price:amount" content="12.90"></head>`)
	i := item(p, "product")
	if i.Source != "opengraph" || i.Props["title"] != "Candle" || i.Props["site_name"] != "Kerzenhof" || i.Props["price.amount"] != "12.90" {
		t.Errorf("item = %+v", i)
	}
}

// A value is the text of its element as it stands, whatever marks parts of it up; what is in a template is not there yet.
func TestMicrodataValues(t *testing.T) {
	p := readPage(t, `<body><div itemscope itemtype="https://schema.org/Product"><span itemprop=price>12<sup>.90</sup></span><time itemprop=releaseDate datetime=2026-01-02>soon</time>
<time itemprop=productionDate>2025</time><div itemscope itemtype="https://schema.org/Brand"><b itemprop=name>not of the product</b></div></div>
<template><div itemscope itemtype="https://schema.org/Product"><b itemprop=name>Model</b></div></template>`)
	i := item(p, "Product")
	if len(p.Data) != 1 || i.Props["price"] != "12.90" || i.Props["releaseDate"] != "2026-01-02" || i.Props["productionDate"] != "2025" || i.Props["name"] != "" {
		t.Errorf("items = %+v", p.Data)
	}
	hostile := strings.Repeat("<div itemscope itemtype=https://schema.org/Product itemprop=offers><i itemprop=name>"+strings.Repeat("x", 1000), 2000)
	if p := readPage(t, hostile); len(p.Data) == 0 || len(p.Data[0].Props) > maxProps {
		t.Errorf("%d items", len(p.Data))
	}
}

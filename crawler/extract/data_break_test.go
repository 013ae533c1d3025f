package extract

import (
	"fmt"
	"strings"
	"testing"
)

// broken is structured data as found in shops, what is read of it, and what is said of it. In data, the name is "Tall candle" and the price 12.90 EUR
// unless said otherwise.
type broken struct {
	name   string
	data   string // of the script; its first line is line 3 of the page
	want   string // name|price|currency of the product, as read; "" for no product
	faults string // "line:kind" of all, space between
}

const sound = "Tall candle|12.90|EUR"

func brokenData() []broken {
	return []broken{
		// What the standard allows, in the forms in which shops have it.
		{"whole", `{"@type":"Product","name":"Tall candle","offers":{"@type":"Offer","price":"12.90","priceCurrency":"EUR"}}`, sound, ""},
		{"price as a number", `{"@type":"Product","name":"Tall candle","offers":{"price":12.90,"priceCurrency":"EUR"}}`, sound, ""},
		{"list of offers", `{"@type":"Product","name":"Tall candle","offers":[{"price":"12.90","priceCurrency":"EUR"},{"price":"14.90","priceCurrency":"EUR"}]}`, sound, ""},
		{"list at the top", `[{"@type":"Organization","name":"Shop"},{"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}]`, sound, ""},
		{"graph", `{"@context":"https://schema.org","@graph":[{"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}]}`, sound, ""},
		{"graph with references", `{"@graph":[{"@type":"Product","name":"Tall candle","offers":{"@id":"#offer"}},{"@type":"Offer","@id":"#offer","price":"12.90","priceCurrency":"EUR"}]}`, sound, ""},
		{"reference to itself", `{"@type":"Product","@id":"#p","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"},"isVariantOf":{"@id":"#p"}}`, sound, ""},
		{"several types", `{"@type":["Product","Book"],"name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, ""},
		{"type as an address", `{"@type":"http://schema.org/Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, ""},
		{"type in lower case", `{"@type":"product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, ""},
		{"entities in a text", `{"@type":"Product","name":"Tall &#99;andle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, ""},
		{"inside a page", `{"@type":"WebPage","mainEntity":{"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}}`, sound, ""},
		{"escaped slashes and letters", `{"@type":"Product","name":"Tall c\u0061ndle","url":"https:\/\/shop.example\/p","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, ""},
		// Marks around data that readers take off.
		{"byte order mark", "\ufeff" + `{"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, ""},
		{"comment around", "<!-- " + `{"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}` + " -->", sound, ""},
		{"CDATA around", "//<![CDATA[\n" + `{"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}` + "\n//]]>", sound, ""},
		{"CDATA in comments", "/*<![CDATA[*/\n" + `{"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}` + "\n/*]]>*/", sound, ""},
		{"semicolon behind", `{"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}};`, sound, ""},
		{"no-break space between", "{\"@type\":\"Product\",\u00a0\"name\":\"Tall candle\",\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, ""},
		{"line break in a text", "{\"@type\":\"Product\",\"name\":\"Tall\ncandle\",\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, ""},
		{"tab in a text", "{\"@type\":\"Product\",\"name\":\"Tall\tcandle\",\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, ""},
		// What makes it no JSON.
		{"comma before a brace", "{\"@type\":\"Product\",\"name\":\"Tall candle\",\n\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\",}}", sound, "4:comma"},
		{"comma before a bracket", "{\"@type\":\"Product\",\"name\":\"Tall candle\",\"image\":[\"/a.jpg\",\n\"/b.jpg\",],\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, "4:comma"},
		{"two commas", `{"@type":"Product","name":"Tall candle",,"offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:comma"},
		{"comma at the head", `{,"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:comma"},
		{"comma missing", "{\"@type\":\"Product\",\n\"name\":\"Tall candle\"\n\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, "5:no-comma"},
		{"comma missing between things", `[{"@type":"Organization","name":"Shop"} {"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}]`, sound, "3:no-comma"},
		{"single quotes", `{'@type':'Product','name':'Tall candle','offers':{'price':'12.90','priceCurrency':'EUR'}}`, sound, "3:quotes"},
		{"quotes of a word processor", `{“@type”:“Product”,“name”:“Tall candle”,“offers”:{“price”:“12.90”,“priceCurrency”:“EUR”}}`, sound, "3:quotes"},
		{"names without quotes", `{"@type":"Product",name:"Tall candle",offers:{price:"12.90",priceCurrency:"EUR"}}`, sound, "3:key"},
		{"words without quotes", `{"@type":"Product","name":Tall candle,"offers":{"price":"12.90","priceCurrency":EUR}}`, sound, "3:unquoted"},
		{"comment to the end of a line", "{\"@type\":\"Product\", // the goods\n\"name\":\"Tall candle\",\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, "3:comment"},
		{"comment between marks", "{\"@type\":\"Product\",\n/* the goods */\"name\":\"Tall candle\",\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, "4:comment"},
		{"comment of HTML", "{\"@type\":\"Product\",<!-- goods -->\"name\":\"Tall candle\",\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, "3:comment"},
		{"inches", `{"@type":"Product","description":"A plate of 5" and a candle","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:inner-quote"},
		{"quoted word", `{"@type":"Product","description":"A so-called "pillar", poured by hand","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:inner-quote"},
		{"backslash before an apostrophe", `{"@type":"Product","description":"the bee\'s work","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:escape"},
		{"path with backslashes", `{"@type":"Product","image":"C:\img\p.jpg","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:escape"},
		{"NaN", `{"@type":"Product","name":"Tall candle","aggregateRating":{"ratingValue":NaN},"offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:word"},
		{"undefined", `{"@type":"Product","name":"Tall candle","sku":undefined,"offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:word"},
		{"None of Python", `{"@type":"Product","name":"Tall candle","sku":None,"offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:word"},
		{"True of Python", `{"@type":"Product","name":"Tall candle","isFamilyFriendly":True,"offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:word"},
		{"nothing behind a name", `{"@type":"Product","name":"Tall candle","sku":,"offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:no-value"},
		{"price with a comma", `{"@type":"Product","name":"Tall candle","offers":{"price":12,90,"priceCurrency":"EUR"}}`, "Tall candle|12,90|EUR", "3:number"},
		{"price with its sign", `{"@type":"Product","name":"Tall candle","offers":{"price":€12.90,"priceCurrency":"EUR"}}`, "Tall candle|€12.90|EUR", "3:unquoted"},
		{"thousands in a number", `{"@type":"Product","name":"Tall candle","offers":{"price":1,299.00,"priceCurrency":"EUR"}}`, "Tall candle|1,299.00|EUR", "3:number"},
		{"number with zeros ahead", `{"@type":"Product","gtin13":0012345678905,"name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:number"},
		{"point without digits", `{"@type":"Product","name":"Tall candle","offers":{"price":12.,"priceCurrency":"EUR"}}`, "Tall candle|12.|EUR", "3:number"},
		{"entities for quotes", `{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;Tall candle&quot;,&quot;offers&quot;:{&quot;price&quot;:&quot;12.90&quot;,&quot;priceCurrency&quot;:&quot;EUR&quot;}}`, sound, "3:entities"},
		{"marks of a template", "{\"@type\":\"Product\",\"name\":\"Tall candle\",\n\"sku\":{{ product.sku }},\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, "4:template"},
		{"a line of a template", "{\"@type\":\"Product\",\n{% if x %}\n\"name\":\"Tall candle\",\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, "4:template"},
		{"PHP that nobody ran", `{"@type":"Product","name":"Tall candle","sku":<?php echo $sku ?>,"offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:template"},
		{"assignment", `var data = {"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}};`, sound, "3:script"},
		{"one after another", "{\"@type\":\"Organization\",\"name\":\"Shop\"}\n{\"@type\":\"Product\",\"name\":\"Tall candle\",\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, "4:several"},
		{"one after another with a comma", `{"@type":"Organization","name":"Shop"},{"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:several"},
		{"JSON in JSON", `"{\"@type\":\"Product\",\"name\":\"Tall candle\",\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}"`, sound, "3:twice"},
		{"brace too many", `{"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}}`, sound, "3:bracket"},
		{"brace missing", "{\"@type\":\"Product\",\"name\":\"Tall candle\",\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}", sound, "3:cut"},
		{"bracket for a brace", `{"@type":"Product","name":"Tall candle","image":["/a.jpg"},"offers":{"price":"12.90","priceCurrency":"EUR"}}`, "Tall candle||", "3:bracket 3:several 3:after"},
		{"cut in a text", `{"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"},"description":"Poured by`, sound, "3:cut"},
		{"cut behind a colon", `{"@type":"Product","name":`, "", "3:cut"},
		{"words behind", `{"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}} end of data`, sound, "3:after"},
		{"arrows of PHP", `{"@type"=>"Product","name"=>"Tall candle"}`, "Tall candle||", "3:not-json"},
		{"no data at all", `Product: Tall candle`, "", "3:not-json"},
		{"only a mark of a template", `{{ content_for_schema }}`, "", "3:template"},
		// Ten more, as plug-ins and hands leave them.
		{"a second pair of quotes", `{"@type":"Product","name":""Tall candle"","offers":{"price":"12.90","priceCurrency":"EUR"}}`, "\"Tall candle\"|12.90|EUR", "3:inner-quote"},
		{"tabs and breaks of Windows in a text", "{\"@type\":\"Product\",\"name\":\"Tall candle\",\"description\":\"Poured\r\n\tby hand\",\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, ""},
		{"a price with blanks", `{"@type":"Product","name":"Tall candle","offers":{"price":" 12.90 ","priceCurrency":"EUR"}}`, sound, ""},
		{"elements in a text", `{"@type":"Product","name":"Tall candle","description":"<p>Poured <a href='/x'>by hand</a></p>","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, ""},
		{"null for a text", `{"@type":"Product","name":"Tall candle","sku":null,"brand":null,"offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, ""},
		{"a list of one name", `{"@type":"Product","name":["Tall candle"],"offers":[{"price":["12.90"],"priceCurrency":["EUR"]}]}`, sound, ""},
		{"a hash in front of a comment", "{\"@type\":\"Product\",\n# goods\n\"name\":\"Tall candle\",\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, "4:comment"},
		{"plus between texts", `{"@type":"Product","name":"Tall " + "candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, "Tall \" + \"candle|12.90|EUR", "3:inner-quote"},
		{"a context without quotes at its end", `{"@context":"https://schema.org,"@type":"Product","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:unclosed"},
		{"a text that its line ends, not a quote", "{\"@type\":\"Product\",\"name\":\"Tall candle\n\"offers\":{\"price\":\"12.90\",\"priceCurrency\":\"EUR\"}}", sound, "3:unclosed 4:no-comma"},
		{"a text without its first quote", `{"@type":"Product","name":Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:unquoted"},
		{"quotes around words before a colon", `{"@type":"Product","description":"Two sizes, "small": for the table, and "large"","name":"Tall candle","offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:inner-quote"},
		{"a value and its unit without quotes", `{"@type":"Product","name":"Tall candle","weight":400 g,"offers":{"price":"12.90","priceCurrency":"EUR"}}`, sound, "3:unquoted"},
		{"empty", `  `, "", ""},
		{"a string", `"Product"`, "", ""},
	}
}

func TestBrokenData(t *testing.T) {
	for _, c := range brokenData() {
		t.Run(c.name, func(t *testing.T) {
			p := readPage(t, "<html><head><title>ld+json</title>\n<script type=\"application/ld+json\">\n"+c.data+"</script></head><body><p>text")
			product := item(p, "Product")
			got := ""
			if product.Props != nil {
				got = product.Props["name"] + "|" + product.Props["offers.price"] + "|" + product.Props["offers.priceCurrency"]
			}
			var faults []string
			for _, f := range p.DataFaults {
				faults = append(faults, fmt.Sprintf("%d:%s", f.Line, f.Kind))
				if f.Near == "" && f.Kind != "cut" || f.Lost != (c.want == "") && c.want != "" {
					t.Errorf("%+v", f)
				}
			}
			if said := strings.Join(faults, " "); got != c.want || said != c.faults {
				t.Errorf("read %q, faults %q, want %q, %q", got, said, c.want, c.faults)
			}
			if p.Text != "text" {
				t.Errorf("text %q", p.Text)
			}
		})
	}
}

// TestBrokenDataLine finds the line of the second script that is broken, not of the first.
func TestBrokenDataLine(t *testing.T) {
	script := "<script type='application/ld+json'>\n{\n\"@type\":\"Product\",\"name\":\"x\"%s}\n</script>\n"
	p := readPage(t, "<html>\r\n"+fmt.Sprintf(script, "")+"<template>"+fmt.Sprintf(script, ",")+"</template>"+fmt.Sprintf(script, ",\n\"sku\":\"1\","))
	if len(p.DataFaults) != 1 || p.DataFaults[0].Line != 13 {
		t.Errorf("%+v", p.DataFaults)
	}
}

// TestDescribedByAttributes reads microdata and RDFa as shops have them.
func TestDescribedByAttributes(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"microdata", `<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Tall candle</b><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span itemprop="price" content="12.90">12,90 €</span><meta itemprop="priceCurrency" content="EUR"></div></div>`, sound},
		{"microdata, offer without scope", `<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Tall candle</b><span itemprop="price" content="12.90">12,90 €</span><meta itemprop="priceCurrency" content="EUR"></div>`, "Tall candle||"},
		{"microdata with the price as shown", `<div itemscope itemtype="http://schema.org/Product"><b itemprop="name">Tall candle</b><div itemprop="offers" itemscope><span itemprop="price">12,90 €</span><span itemprop="priceCurrency">EUR</span></div></div>`, "Tall candle|12,90 €|EUR"},
		{"RDFa", `<div vocab="https://schema.org/" typeof="Product"><b property="name">Tall candle</b><div property="offers" typeof="Offer"><span property="price" content="12.90">12,90 €</span><meta property="priceCurrency" content="EUR"></div></div>`, sound},
		{"RDFa with prefixes", `<div typeof="schema:Product"><b property="schema:name">Tall candle</b><div property="schema:offers" typeof="schema:Offer"><span property="schema:price" content="12.90">12,90 €</span><meta property="schema:priceCurrency" content="EUR"></div></div>`, sound},
	} {
		p := readPage(t, `<html lang="de"><body><main>`+c.body)
		product := item(p, "Product")
		if got := product.Props["name"] + "|" + product.Props["offers.price"] + "|" + product.Props["offers.priceCurrency"]; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzLooseData(f *testing.F) {
	for _, c := range brokenData() {
		f.Add(c.data)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		s := readScript(raw)
		for _, fault := range s.faults {
			if fault.at < 0 || fault.kind == "" {
				t.Fatalf("%+v", fault)
			}
			near(raw, fault.at)
		}
	})
}

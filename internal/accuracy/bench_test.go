package main

import (
	"os"
	"testing"

	"github.com/shopvet/shopvet/knowledge/claim"
)

// BenchmarkPolicyPages reads what 200 labelled policy pages of all languages promise: time and allocations are those of one page.
func BenchmarkPolicyPages(b *testing.B) {
	pages, err := loadAll(os.DirFS("../.."))
	if err != nil {
		b.Fatal(err)
	}
	type text struct{ title, body, lang string }
	var texts []text
	for i := 0; i < len(pages) && len(texts) < 200; i += 2 {
		if pages[i].family != "policy" {
			continue
		}
		site, err := build(&pages[i])
		if err != nil {
			b.Fatal(err)
		}
		for _, p := range site.Pages {
			if site.URL(p) == base+pages[i].label.URL {
				site.Read(p)
				texts = append(texts, text{p.Title, p.Text, p.Lang})
			}
		}
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		t := texts[i%len(texts)]
		claim.ReadUnder(t.title, t.body, t.lang)
	}
}

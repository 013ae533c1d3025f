// Package reading measures what share of a scan's processor time goes into reading texts: see run.sh.
package reading

import (
	"net/http/httptest"
	"testing"

	"github.com/shopvet/shopvet"
	"github.com/shopvet/shopvet/crawler"
	"github.com/shopvet/shopvet/internal/shopgen"
)

func BenchmarkScan(b *testing.B) {
	for _, lang := range []string{"en", "de", "fr", "pl", "ja", "zh-cn"} {
		shop, err := shopgen.New(shopgen.Options{Seed: 1, Lang: lang, Products: 60})
		if err != nil {
			b.Fatal(err)
		}
		server := httptest.NewServer(shop)
		b.Run(lang, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := shopvet.Scan(b.Context(), server.URL, crawler.Options{}, shopvet.JudgeOptions{}); err != nil {
					b.Fatal(err)
				}
			}
		})
		server.Close()
	}
}

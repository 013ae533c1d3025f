package facts_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
)

// fill repeats a piece until it has so many bytes.
func fill(piece string, size int) string { return strings.Repeat(piece, size/len(piece)+1) }

// TestHostileTextCostsLinearTime: whatever a legal page of five megabytes is made of, reading it and finding policies in it takes bounded time,
// and not much more than in proportion to a page of an eighth of it.
func TestHostileTextCostsLinearTime(t *testing.T) {
	const large, small = 5 << 20, 5 << 17
	invisible := strings.Join(strings.Split("You may return goods within thirty days of receipt.", ""), "\u200b\u2060\ufeff")
	for name, page := range map[string]func(size int) string{
		"plain text": func(n int) string {
			return fill("<p>You may return goods within 30 days, and we refund within 14 days of the return.</p>", n)
		},
		"invisible characters": func(n int) string { return "<p>" + fill(invisible+" ", n) + "</p>" },
		"right to left": func(n int) string {
			return "<p>" + fill("\u202eTerms and conditions\u202c شروط البيع \u2067\u2066", n) + "</p>"
		},
		"marks on one letter": func(n int) string { return "<p>" + fill("e\u0301\u0323\u0302", n) + "</p>" },
		"nested without end":  func(n int) string { return fill("<div><ul><li>", n/4) + "Terms" + fill("return ", n*3/4) },
		"headings":            func(n int) string { return fill("<h2>Returns</h2><h3>Privacy policy</h3>", n) },
		"lines in bold": func(n int) string {
			return fill("<p><b>Privacy policy</b></p><p>We keep your data for 30 days.</p>", n)
		},
		"terms of a list": func(n int) string {
			return "<dl>" + fill("<dt>Returns</dt><dd>within 30 days of receipt</dd>", n) + "</dl>"
		},
		"dialogs": func(n int) string {
			return fill(`<div class="modal"><h3>Privacy policy</h3><p>We keep your data for thirty days and no longer than that, whatever you have ordered here, and then we delete it.</p></div>`, n)
		},
		"dialogs in dialogs": func(n int) string {
			return fill(`<div class="modal" role="dialog">`, n/8) + fill("We keep your data. ", n*7/8)
		},
		"controls of one part": func(n int) string {
			return fill(`<a href="#p">Returns</a><a href="#">`, n) + `<div id="p" hidden>x</div>`
		},
		"one long line": func(n int) string { return "<p>" + fill("returnpolicyprivacypolicy", n) + "</p>" },
		"blanks": func(n int) string {
			return "<p>" + fill("[Company name] [Your address] [insert e-mail] XXXX ", n) + "</p>"
		},
		"openings of blanks": func(n int) string { return "<p>" + fill("[your [your {{ <company XXXX", n) + "</p>" },
		"laws that ended": func(n int) string {
			return "<p>" + fill("§ 5 TMG ec.europa.eu/consumers/odr Privacy Shield ", n) + "</p>"
		},
		"filler": func(n int) string { return "<p>" + fill("Lorem ipsum dolor sit amet, consectetur. ", n) + "</p>" },
	} {
		t.Run(name, func(t *testing.T) {
			took := func(size int) time.Duration {
				body := `<html lang="en"><head><title>Terms and conditions</title></head><body><main><h1>Terms and conditions</h1>` + page(size) + `</main></body></html>`
				begun := time.Now()
				s := checktest.Input(t, checktest.Shop(t, bare("", said, `<a href="/terms">Terms and conditions</a>`), checktest.Page{URL: "https://valley-candles.test/terms", HTML: body}), checktest.Options{}).Site
				if len(s.Policies(facts.PolicyTerms)) == 0 {
					t.Error("the terms are gone")
				}
				return time.Since(begun)
			}
			took(1000)
			one, eight := took(small), took(large)
			t.Logf("%s for %d kB, %s for %d kB", one, small>>10, eight, large>>10)
			// Eight times as much may take sixteen times as long, on a busy machine too; quadratic time would take 64 times as long.
			if eight > 20*time.Second || eight > 30*one+2*time.Second {
				t.Errorf("%s for %d kB, %s for %d kB", one, small>>10, eight, large>>10)
			}
		})
	}
}

package nav_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/nav"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// later says that after all else the shop answered once more; patient that ten seconds were waited for each answer.
func later(s *snapshot.Snapshot) {
	s.Samples = append(s.Samples, snapshot.Exchange{URL: base, At: time.Hour, Hops: []snapshot.Hop{{URL: base, Status: 200, Bytes: 9}}})
}

func patient(s *snapshot.Snapshot) { s.Limits.Exchange = 10 * time.Second }

// written gives every page with content some bytes, as servers do.
func written(s *snapshot.Snapshot) {
	for p := range s.Pages.All() {
		if h := p.Exchange.Last(); h != nil && h.Status == 200 && s.Str(p.URL) != base+"x" {
			h.Bytes = 100
		}
	}
}

// unread is a shop of which no link was followed.
var unread = checktest.Case{Name: "nothing followed", Pages: []checktest.Page{plain("", "")}, Want: verdict.Unknown}

func silentPages(n int, kind snapshot.FaultKind) (pages []checktest.Page, edits []func(*snapshot.Snapshot), links string) {
	for i := range n {
		path := fmt.Sprintf("x%d", i)
		pages, edits = append(pages, fault(path, kind)), append(edits, tried(path, 3, 20*time.Second))
		links += fmt.Sprintf(`<a href="/%s">%s</a> `, path, path)
	}
	return pages, edits, links
}

// TestOneAddressThatAnswersOddly: what a single address does while its host answers well is told; what might be aimed at us is not.
func TestOneAddressThatAnswersOddly(t *testing.T) {
	one := func(x checktest.Page) []checktest.Page { return shop(`<a href="/x">a lamp</a>`, x) }
	blank := func(header map[string][]string) checktest.Page {
		return checktest.Page{URL: base + "x", Status: 200, Header: header}
	}
	thrice := tried("x", 3, 20*time.Second)
	cart := shop(`<a href="/cart">Cart</a>`, fault("cart", snapshot.FaultTimeout))
	many, manyEdits, links := silentPages(4, snapshot.FaultReset)
	checktest.Table(t, nav.BrokenInternal, unread,
		checktest.Case{Name: "silent, each time", Pages: one(fault("x", snapshot.FaultTimeout)), Edit: edits(written, thrice, later, patient), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "cut off, each time", Pages: one(fault("x", snapshot.FaultReset)), Edit: edits(written, thrice, later), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "silent twice", Pages: one(fault("x", snapshot.FaultTimeout)), Edit: edits(written, tried("x", 2, time.Second), later, patient), Want: verdict.Pass},
		checktest.Case{Name: "we were in a hurry", Pages: one(fault("x", snapshot.FaultTimeout)), Edit: edits(written, thrice, later), Want: verdict.Pass},
		checktest.Case{Name: "nothing answered any more", Pages: one(fault("x", snapshot.FaultReset)), Edit: edits(written, thrice), Want: verdict.Pass},
		checktest.Case{Name: "many are silent", Pages: shop(links, many...), Edit: edits(append(manyEdits, written, later)...), Want: verdict.Pass},
		checktest.Case{Name: "the cart is kept from programs", Pages: cart, Edit: edits(written, tried("cart", 3, time.Minute), later, patient), Want: verdict.Pass},
		checktest.Case{Name: "400, each time", Pages: one(answer("x", 400)), Edit: edits(written, thrice, later), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "400 once", Pages: one(answer("x", 400)), Edit: edits(written, later), Want: verdict.Pass},
		checktest.Case{Name: "414, each time", Pages: one(answer("x", 414)), Edit: edits(written, thrice, later), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "blank", Pages: one(blank(nil)), Edit: edits(written, thrice, later), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "blank, but leads on", Pages: one(blank(map[string][]string{"Refresh": {"0; url=/candles"}})), Edit: edits(written, thrice, later), Want: verdict.Pass},
		checktest.Case{Name: "a redirect to nowhere", Pages: one(answer("x", 302)), Edit: edits(written, thrice, later), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "nothing to show, as it says", Pages: one(answer("x", 204)), Edit: edits(written, thrice, later), Want: verdict.Pass},
	)
}

// TestARedirectToAnotherSite: the address of the shop is at fault, not a link to the other site, which nobody wrote.
func TestARedirectToAnotherSite(t *testing.T) {
	moved := func(status int, ex snapshot.Exchange) func(*snapshot.Snapshot) {
		return func(s *snapshot.Snapshot) {
			checktest.Probe(s, "https://partner.example/page", status, snapshot.Probe{Class: snapshot.ProbeOutside, Exchange: ex})
			to := s.Probes[len(s.Probes)-1].URL
			checktest.Probe(s, "https://fine.example/", 200, snapshot.Probe{Class: snapshot.ProbeOutside})
			for p := range s.Pages.All() {
				if s.Str(p.URL) == base+"x" {
					p.Final = to
				}
			}
		}
	}
	page := checktest.Page{URL: base + "x", Status: 302, Header: map[string][]string{"Location": {"https://partner.example/page"}}}
	pages := shop(`<a href="/x">a friend</a>`, page)
	nobody := snapshot.Exchange{Err: &snapshot.Fault{Kind: snapshot.FaultNoSuchHost, Text: "the host name does not exist"}}
	checktest.Table(t, nav.BrokenInternal, unread,
		checktest.Case{Name: "gone there", Pages: pages, Edit: edits(written, moved(404, snapshot.Exchange{})), Want: verdict.Warn, Total: 1, At: []string{base}},
		checktest.Case{Name: "no such host", Pages: pages, Edit: edits(written, moved(0, nobody)), Want: verdict.Warn, Total: 1},
		checktest.Case{Name: "fine there", Pages: pages, Edit: edits(written, moved(200, snapshot.Exchange{})), Want: verdict.Pass},
		checktest.Case{Name: "a wall there", Pages: pages, Edit: edits(written, moved(403, snapshot.Exchange{})), Want: verdict.Pass},
	)
	in := checktest.Input(t, checktest.Shop(t, pages...), checktest.Options{Lang: "en"})
	moved(404, snapshot.Exchange{})(in.Snap)
	r := checktest.Run(t, nav.BrokenExternal, checktest.Input(t, in.Snap, checktest.Options{Lang: "en"}))
	if len(r.Findings) != 0 {
		t.Errorf("also told as a link to another site: %s", r.Findings[0].Message.Text)
	}
}

// TestAddressesThatNobodyNeedBeAskedFor are wrong as they are written.
func TestAddressesThatNobodyNeedBeAskedFor(t *testing.T) {
	link := func(hrefs ...string) []checktest.Page {
		var s string
		for _, h := range hrefs {
			s += fmt.Sprintf(`<a href="%s">write or call</a> `, h)
		}
		return shop(`<a href="/news/wax">News</a>`, plain("news/wax", s))
	}
	scripted := func(href string) []checktest.Page {
		return shop(`<a href="/news/wax">News</a>`, plain("news/wax", `<script>reveal()</script><a href="`+href+`">write or call</a>`))
	}
	fine := []string{
		"mailto:hello@shop.example", "MAILTO:hello@shop.example?subject=Hi", "mailto:a@shop.example,b@shop.example", "mailto:a@shop.example;%20b@shop.example", "mailto:?subject=Look",
		"mailto:?to=hello@shop.example", "mailto:anna%2Blamps@shop.example", "mailto:Anna%20<anna@shop.example>", "mailto:hello@shop", "mailto:info@käse.example", "mailto:%22a@b%22@shop.example",
		"tel:+493012345678", "TEL:030%2012345678", "tel:110", "tel:+4930123456;ext=12", "tel:*100#", "tel:１２３４", "sms:+491234", "https://other.example:8443/", "https://other.example/",
	}
	bad := []string{"mailto:hello(at)shop.example", "mailto:hello@", "mailto:hello", "mailto:@other.example", "mailto:hello@@shop.example", "tel:", "tel:call us", "tel:n/a",
		"http://other.example:6000/", "https://other.example:25/", "htp://shop.example/"}
	checktest.Table(t, nav.BrokenInternal, unread,
		checktest.Case{Name: "in order", Pages: link(fine...), Want: verdict.Pass},
		checktest.Case{Name: "not in order", Pages: link(bad...), Want: verdict.Fail, Total: len(bad)},
		checktest.Case{Name: "the seller's own: told with the contacts", Pages: shop(`<a href="mailto:hello@@shop.example">write</a>`), Want: verdict.Pass},
		checktest.Case{Name: "a script may write the address", Pages: scripted("mailto:hello(at)shop.example"), Want: verdict.Pass},
		checktest.Case{Name: "a script may write the number", Pages: scripted("tel:"), Want: verdict.Pass},
		checktest.Case{Name: "a template may be filled", Pages: scripted("mailto:{{ name }}@"), Want: verdict.Pass},
		checktest.Case{Name: "no script writes that", Pages: scripted("mailto:hello@@shop.example"), Want: verdict.Warn, Total: 1},
	)
}

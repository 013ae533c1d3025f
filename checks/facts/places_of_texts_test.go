package facts_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/shopvet/shopvet/checks/checktest"
	"github.com/shopvet/shopvet/checks/facts"
)

// bare is a page of a small English shop whose frame a test chooses.
func bare(path, main, footer string) checktest.Page {
	return checktest.Page{URL: "https://valley-candles.test/" + path, HTML: `<!doctype html><html lang="en"><head><title>Valley Candles</title></head><body>
<header><nav><a href="/">Home</a> <a href="/all">All products</a> <a href="/cart">Cart</a></nav></header><main>` + main + `</main><footer>` + footer + `</footer></body></html>`}
}

const said = `<p>You may send back what you have not used within thirty days of receiving it. We pay the money back within fourteen days of its arrival. The buyer pays the postage, and we are glad to help.</p>`

// TestTextsAreFoundWhereShopsPutThem: each layout is one that themes or editors of real shop systems make.
func TestTextsAreFoundWhereShopsPutThem(t *testing.T) {
	const (
		returns = facts.PolicyReturns
		privacy = facts.PolicyPrivacy
	)
	long := strings.Repeat(said, 4)
	for name, tt := range map[string]struct {
		footer, home string
		more         []checktest.Page
		kind         facts.PolicyKind
		form         facts.Form
	}{
		"a page":                       {`<a href="/returns">Returns</a>`, "", []checktest.Page{bare("returns", "<h1>Returns</h1>"+long, "")}, returns, facts.FormPage},
		"a number for a name":          {`<a href="/?page_id=3">Returns</a>`, "", []checktest.Page{bare("?page_id=3", "<h1>Returns</h1>"+long, "")}, returns, facts.FormPage},
		"a page of a system":           {`<a href="/pages/12">Returns</a>`, "", []checktest.Page{bare("pages/12", long, "")}, returns, facts.FormPage},
		"an address in another script": {`<a href="/%E9%80%80%E6%8F%9B%E8%B2%A8">退換貨政策</a>`, "", []checktest.Page{bare("%E9%80%80%E6%8F%9B%E8%B2%A8", "<h1>退換貨政策</h1>"+long, "")}, returns, facts.FormPage},
		"an icon with a label":         {`<a href="/p/1" aria-label="Returns"><i class="icon"></i></a>`, "", []checktest.Page{bare("p/1", long, "")}, returns, facts.FormPage},
		"an icon with a title":         {`<a href="/p/1" title="Returns"><svg></svg></a>`, "", []checktest.Page{bare("p/1", long, "")}, returns, facts.FormPage},
		"a picture for a link":         {`<a href="/p/1"><img src="/r.png" alt="Returns"></a>`, "", []checktest.Page{bare("p/1", long, "")}, returns, facts.FormPage},
		"only in the sitemap":          {``, "", []checktest.Page{bare("returns-policy", "<h1>Returns policy</h1>"+long, "")}, returns, facts.FormPage},
		"a part of a legal page":       {`<a href="/legal">Legal</a>`, "", []checktest.Page{bare("legal", "<h1>Legal</h1><h2>Contract</h2>"+long+"<h2>Returns</h2>"+said, "")}, returns, facts.FormSection},
		"a part named in bold":         {`<a href="/legal">Legal</a>`, "", []checktest.Page{bare("legal", "<h1>Legal</h1><p><strong>Contract</strong></p>"+long+"<p><b>Returns</b></p>"+said, "")}, returns, facts.FormSection},
		"a list of questions":          {`<a href="/faq">FAQ</a>`, "", []checktest.Page{bare("faq", "<h1>FAQ</h1><dl><dt>Delivery</dt><dd>"+said+"</dd><dt>Returns</dt><dd>"+said+"</dd></dl>", "")}, returns, facts.FormSection},
		"a part that unfolds":          {`<a href="/faq">FAQ</a>`, "", []checktest.Page{bare("faq", "<h1>FAQ</h1><details><summary>Delivery</summary>"+said+"</details><details><summary>Returns</summary>"+said+"</details>", "")}, returns, facts.FormSection},
		"an accordion of buttons": {`<a href="/faq">FAQ</a>`, "", []checktest.Page{bare("faq", `<h1>FAQ</h1><div class="accordion-item"><button data-bs-toggle="collapse" data-bs-target="#c1">Delivery</button><div id="c1" class="collapse">`+said+
			`</div></div><div class="accordion-item"><button data-bs-toggle="collapse" data-bs-target="#c2">Returns</button><div id="c2" class="collapse">`+said+`</div></div>`, "")}, returns, facts.FormSection},
		"tabs": {`<a href="/info">Information</a>`, "", []checktest.Page{bare("info", `<h1>Information</h1><ul role="tablist"><li><a href="#t1">Delivery</a></li><li><a href="#t2">Returns</a></li></ul><div id="t1">`+said+
			`</div><div id="t2" style="display:none">`+said+`</div>`, "")}, returns, facts.FormSection},
		"tabs of buttons": {`<a href="/info">Information</a>`, "", []checktest.Page{bare("info", `<h1>Information</h1><button role="tab" aria-controls="t1">Delivery</button><button role="tab" aria-controls="t2">Returns</button><div role="tabpanel" id="t1">`+said+
			`</div><div role="tabpanel" id="t2" hidden>`+said+`</div>`, "")}, returns, facts.FormSection},
		"a dialog of the footer":             {`<a href="#" data-bs-toggle="modal" data-bs-target="#r">Returns</a><div class="modal fade" id="r" aria-hidden="true" tabindex="-1"><div class="modal-dialog"><div class="modal-body">` + long + `</div></div></div>`, "", nil, returns, facts.FormSection},
		"a dialog with a heading":            {`<a href="javascript:openR()">Read more</a>`, `<div class="modal" style="display:none"><h3>Returns</h3>` + long + `</div>`, nil, returns, facts.FormSection},
		"a dialog with a line for a heading": {``, `<div class="popup" id="x"><div class="popup-title">Privacy policy</div><div>` + long + `</div></div>`, nil, privacy, facts.FormSection},
		"a dialog element":                   {`<button onclick="r.showModal()">Returns</button>`, `<dialog id="r" aria-label="Returns">` + long + `</dialog>`, nil, returns, facts.FormSection},
		"a box that a link brings up":        {`<a href="#agb-box" class="popup-link">Privacy policy</a>`, `<div id="agb-box" class="mfp-hide" style="display:none">` + long + `</div>`, nil, privacy, facts.FormSection},
	} {
		t.Run(name, func(t *testing.T) {
			pages := []checktest.Page{bare("", "<h1>Candles from the valley</h1>"+said+tt.home, tt.footer), bare("all", "<h1>All products</h1>"+said+tt.home, tt.footer)}
			s := checktest.Input(t, checktest.Shop(t, append(pages, tt.more...)...), checktest.Options{}).Site
			list := s.Policies(tt.kind)
			if len(list) == 0 {
				t.Fatalf("not found; headings %+v", s.Read(s.Pages[len(s.Pages)-1]).Headings)
			}
			if p := list[0]; p.Form != tt.form || p.Hollow != "" || !strings.Contains(p.Text, "thirty days") {
				t.Errorf("%s %q %q", p.Form, p.Hollow, p.Text)
			}
			if tt.form == facts.FormSection && strings.Count(list[0].Text, "thirty days")*5 < strings.Count(list[0].Text, "days") {
				t.Errorf("too much: %q", list[0].Text)
			}
			if len(list) > 1 {
				t.Errorf("found %d times: %+v", len(list), list)
			}
		})
	}
}

// TestAPartOfACollectionIsNotInsideTheTerms: a page called after the terms that has a part for them too holds its other parts beside them.
func TestAPartOfACollectionIsNotInsideTheTerms(t *testing.T) {
	for name, tt := range map[string]struct {
		main string
		in   facts.PolicyKind
	}{
		"a collection":        {"<h1>Legal</h1><h2>Terms of sale</h2>" + said + "<h2>Returns</h2>" + said, ""},
		"a part of the terms": {"<h1>Terms and conditions</h1><h2>Contract</h2>" + said + "<h2>Returns</h2>" + said, facts.PolicyTerms},
	} {
		s := checktest.Input(t, checktest.Shop(t, bare("", said, `<a href="/terms">Terms and conditions</a>`), bare("terms", tt.main, "")), checktest.Options{}).Site
		if list := s.Policies(facts.PolicyReturns); len(list) != 1 || list[0].In != tt.in {
			t.Errorf("%s: %+v", name, list)
		}
	}
}

// TestADialogIsNoContentOfEveryPage: an empty page stays one, whatever dialogs its frame holds.
func TestADialogIsNoContentOfEveryPage(t *testing.T) {
	footer := `<a href="/terms">Terms</a> <a href="#r" data-toggle="modal">Returns</a><div class="modal" id="r">` + said + said + `</div>`
	s := checktest.Input(t, checktest.Shop(t, bare("", said, footer), bare("terms", "<h1>Terms and conditions</h1>", footer)), checktest.Options{}).Site
	if list := s.Policies(facts.PolicyTerms); len(list) != 1 || list[0].Hollow != "heading-only" {
		t.Errorf("%+v", list)
	}
	large := `<div class="modal fade" id="r" aria-hidden="true">` + strings.Repeat(said, 12) + `</div>`
	s = checktest.Input(t, checktest.Shop(t, bare("", said, ``), bare("terms", "<h1>Terms and conditions</h1>", "</footer>"+large+"<footer>")), checktest.Options{}).Site
	if list := s.Policies(facts.PolicyTerms); len(list) != 1 || list[0].Hollow != "heading-only" {
		t.Errorf("a dialog that is most of a page is its content: %+v", list)
	}
}

func TestFilesAreRead(t *testing.T) {
	body, err := os.ReadFile("../../crawler/extract/pdf/testdata/browser.pdf")
	if err != nil {
		t.Fatal(err)
	}
	file := func(body string) checktest.Page {
		return checktest.Page{URL: "https://valley-candles.test/agb.pdf", HTML: body, Header: map[string][]string{"Content-Type": {"application/pdf"}}}
	}
	for name, tt := range map[string]struct {
		body string
		want bool
	}{"a text": {string(body), true}, "a scan": {"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", false}} {
		s := checktest.Input(t, checktest.Shop(t, bare("", said, `<a href="/agb.pdf">Terms</a>`), file(tt.body)), checktest.Options{}).Site
		list := s.Policies(facts.PolicyTerms)
		if len(list) != 1 || list[0].Form != facts.FormPDF || list[0].Hollow != "" || list[0].Letters > 100 != tt.want || tt.want && list[0].Lang != "de" {
			t.Errorf("%s: %+v", name, list)
		}
	}
}

// TestTextsOnAnotherSite: a help desk's page is the shop's where it names the shop.
func TestTextsOnAnotherSite(t *testing.T) {
	for name, tt := range map[string]struct {
		text   string
		status int
		form   facts.Form
		hollow string
	}{
		"that names the shop":      {"<h1>Returns</h1><p>Valley Candles takes back what you do not like.</p>" + said, 200, facts.FormPage, ""},
		"that names somebody else": {"<h1>Returns</h1><p>Our merchants take back what you do not like.</p>" + said, 200, facts.FormLink, ""},
		"that is gone":             {"<h1>Not found</h1>", 404, facts.FormPage, "not-found"},
		"that is empty":            {"<h1>Returns</h1><p>Valley Candles</p>", 200, facts.FormPage, "stub"},
	} {
		const desk = "https://valley.helpdesk.test/hc/1"
		snap := checktest.Shop(t, bare("", said, fmt.Sprintf(`<a href="%s">Returns</a>`, desk)), bare("all", said, ""))
		checktest.Elsewhere(t, snap, checktest.Page{URL: desk, Status: tt.status, HTML: `<html lang="en"><body><main>` + tt.text + `</main></body></html>`})
		list := checktest.Input(t, snap, checktest.Options{}).Site.Policies(facts.PolicyReturns)
		if len(list) != 1 || list[0].Form != tt.form || list[0].Hollow != tt.hollow {
			t.Errorf("%s: %+v", name, list)
		}
	}
}

// TestTextsThatComeLaterAreNotHollow: what a frame or a script of its own fills is unknown, not empty.
func TestTextsThatComeLaterAreNotHollow(t *testing.T) {
	for name, main := range map[string]string{
		"a frame":               `<iframe src="https://texts.test/1"></iframe>`,
		"a script of a service": `<div id="legal"></div><script src="https://texts.test/1.js"></script>`,
		"a picture":             `<img src="/terms.png">`,
		"a file in place":       `<object data="/terms.pdf" type="application/pdf"></object>`,
	} {
		s := checktest.Input(t, checktest.Shop(t, bare("", said, `<a href="/terms">Terms</a>`), bare("terms", "<h1>Terms and conditions</h1>"+main, "")), checktest.Options{}).Site
		if list := s.Policies(facts.PolicyTerms); len(list) != 1 || list[0].Form != facts.FormLink {
			t.Errorf("%s: %+v", name, list)
		}
	}
}

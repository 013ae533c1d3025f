package shopgen

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	standInPath    = "/media/no-image.svg"
	sealPath       = "/media/trusted-shops-siegel.svg"
	moreScriptPath = "/assets/more.js"
	accessPath     = "/barrierefreiheit"
	boughtCheckout = "/kasse"
)

// plantTexts replaces in the texts what flaws want replaced. A passage that is not there is a mistake in the text file.
func (s *Shop) plantTexts() error {
	for _, f := range s.opt.Flaws {
		for _, pair := range s.lang.Planted[string(f)] {
			if len(pair) != 2 || !s.replaceTexts(pair[0], pair[1]) {
				return fmt.Errorf("flaw %q: the texts do not say %q", f, pair)
			}
		}
	}
	if s.has(FlawNoCurrency) {
		s.money.pattern = "#"
	}
	if !s.has(FlawHalfTranslated) && !s.has(FlawForeignTexts) {
		return nil
	}
	other := "en"
	if s.opt.Lang == other {
		other = "de"
	}
	var err error
	s.foreign, err = loadLanguage(other)
	return err
}

// replaceTexts reports whether a passage stood anywhere.
func (s *Shop) replaceTexts(from, to string) bool {
	met := false
	put := func(text string) string {
		met = met || strings.Contains(text, from)
		return strings.ReplaceAll(text, from, to)
	}
	for _, texts := range []map[string]string{s.lang.UI, s.lang.Docs} {
		for key, text := range texts {
			texts[key] = put(text)
		}
	}
	cat := &s.lang.Catalogue
	for _, list := range append(slices.Clone(cat.Family), cat.Open, cat.Use, cat.Service, cat.Care, cat.BlogPars, cat.CategoryTexts) {
		for i := range list {
			list[i] = put(list[i])
		}
	}
	return met
}

// plantDocument changes the text of one page.
func (s *Shop) plantDocument(kind, text string) string {
	switch {
	case s.has(FlawForeignTexts) && slices.Contains([]string{kindTerms, kindPrivacy, kindReturns, kindWithdrawal}, kind):
		return s.foreign.Docs[kind]
	case s.has(FlawThinFAQ) && kind == kindFAQ:
		return untilNth(text, "### ", 3)
	case s.has(FlawThinPrivacy) && kind == kindPrivacy:
		return untilNth(text, "## ", 3)
	case s.has(FlawThinTokushoho) && kind == kindImprint:
		return untilNth(text, "## ", 1)
	}
	return text
}

// untilNth cuts a text in front of its n-th line that has a mark.
func untilNth(text, mark string, n int) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.Contains(line, mark) {
			if n--; n == 0 {
				break
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

// sentences are those that descriptions of goods are made of.
func (s *Shop) sentences() *catalogue {
	if s.has(FlawHalfTranslated) {
		return &s.foreign.Catalogue
	}
	return &s.lang.Catalogue
}

// numberless tells whether the shop hides its numbers in registers.
func (s *Shop) numberless() bool {
	return slices.ContainsFunc([]Flaw{FlawNoSeat, FlawNoRegister, FlawNoCompanyNo, FlawNoCNPJ, FlawBareFooter, FlawNoLicence, FlawNoABN}, s.has)
}

// registerRows are the numbers that the shop shows, with their labels.
func (s *Shop) registerRows() [][]string {
	if s.numberless() {
		return nil
	}
	return s.seller.IDs
}

// plantFooter changes a line of the footer; "" leaves it out.
func (s *Shop) plantFooter(line string) string {
	digits := 0
	for _, c := range line {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	switch before, after, linked := strings.Cut(line, "]("); {
	case s.numberless() && digits > longestPlainNumber && strings.Contains(line, "{legal}"):
		return "{legal}"
	case s.numberless() && digits > longestPlainNumber:
		return ""
	case s.has(FlawUnlinkedICP) && linked && strings.Contains(after, "beian.miit"):
		return strings.TrimPrefix(before, "[")
	}
	return line
}

// shortPostcode is the address without the last digit of its postcode.
func (s *Shop) shortPostcode() []string {
	lines := slices.Clone(s.seller.Address)
	code, place, _ := strings.Cut(lines[1], " ")
	lines[1] = code[:len(code)-1] + " " + place
	return lines
}

// plantFrame changes what stands around every page.
func (s *Shop) plantFrame(v *shopView) {
	v.Script = "/assets/shop.js"
	if s.has(FlawNothingToBuy) || s.has(FlawDeepProducts) { // what scripts may bring is not held against a shop
		v.Script = ""
	}
	if s.moreScript() != "" {
		v.MoreScript = moreScriptPath
	}
	if s.has(FlawOldYear) {
		v.Year = "2019 "
	}
	if s.has(FlawSealNowhere) {
		v.Seal = sealPath
	}
	if s.has(FlawSocialFront) {
		v.Social = []link{{"Instagram", "https://www.instagram.com/"}, {"Facebook", "https://www.facebook.com/shopware"}}
	}
	if s.has(FlawHiddenLinks) {
		v.Hidden = []link{{"Online Casino", "https://win.example/a"}, {"Sportwetten", "https://win.example/b"}, {"Online Poker", "https://win.example/c"}}
	}
	if s.has(FlawHollowAccess) {
		v.Legal = append(v.Legal, link{s.lang.Said["accessibility"], accessPath})
	}
	if s.has(FlawTrackingLogin) {
		v.Help = append(v.Help, link{s.lang.Said["tracking"], s.href(kindAccount)})
	}
	v.NoRefusal = s.has(FlawNoRefusal)
}

// plantedPage is a page that only a flaw brings; nil for none.
func (s *Shop) plantedPage(path string) *page {
	said := s.lang.Said
	switch {
	case path == accessPath && s.has(FlawHollowAccess):
		return &page{title: said["accessibility"], body: static([]byte("<h1>" + said["accessibility"] + "</h1>"))}
	case path == boughtCheckout && (s.has(FlawBareButton) || s.has(FlawBareCheckout)):
		button := said["order_due"]
		if s.has(FlawBareButton) {
			button = said["order_bare"]
		}
		ui := s.lang.UI
		var b strings.Builder
		b.WriteString("<h1>" + ui["checkout"] + `</h1><form class="form" method="post" action="/checkout">`)
		for _, name := range []string{"name", "address", "email", "phone", "message"} {
			b.WriteString(`<label>` + ui[name] + ` <input type="text" name="` + name + `"></label>`)
		}
		b.WriteString(`<button>` + button + `</button></form>`)
		return &page{title: ui["checkout"], noLegal: s.has(FlawBareCheckout), body: static([]byte(b.String()))}
	}
	return nil
}

// plantCart changes the basket.
func (s *Shop) plantCart(p *page, v *cart) {
	var more strings.Builder
	if s.has(FlawBareCheckout) {
		p.noLegal, v.Legal = true, nil
	}
	if s.has(FlawBareButton) || s.has(FlawBareCheckout) {
		more.WriteString(`<p><a href="` + boughtCheckout + `">` + s.lang.UI["checkout"] + "</a></p>\n")
	}
	if s.has(FlawCardForm) {
		more.WriteString(`<form class="form" method="post" action="` + checkoutPath + `"><label>Visa / Mastercard <input name="cardnumber" autocomplete="cc-number"></label><label>CVC <input name="cvc" autocomplete="cc-csc"></label><button>` + s.lang.UI["checkout"] + "</button></form>\n")
	}
	for n := range foreignScriptHosts {
		if s.has(FlawManyScripts) {
			more.WriteString(`<script src="https://tags-` + strconv.Itoa(n+1) + `.example/count.js" defer></script>` + "\n")
		}
	}
	body := p.body
	p.body = func(b *bytes.Buffer) error {
		if err := body(b); err != nil {
			return err
		}
		b.WriteString(more.String())
		return nil
	}
}

// nextOnly is the one product to which a product leads under FlawDeepProducts.
func (s *Shop) nextOnly(id int) []int {
	if id+1 < s.opt.Products {
		return []int{id + 1}
	}
	return nil
}

// serveHeavy sends a picture of six megabytes, or lets one wait.
func (s *Shop) serveHeavy(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case r.URL.Path == heavyPath && s.has(FlawHeavyPage):
		const size = 6 << 20
		sendFile(w, "image/svg+xml", []byte(svg("0 0 400 400", `<rect width="400" height="400" fill="#ccc"/><!--`+strings.Repeat("0123456789abcdef", size/16)+`-->`)))
		return true
	case s.has(FlawSlowHero) && r.URL.Path == heroPath:
		wait(r, s.delay(4500*time.Millisecond))
	}
	return false
}

func paragraph(text string) string { return "<p>" + template.HTMLEscapeString(text) + "</p>\n" }

package shopgen

import (
	"html/template"
	"slices"
	"strings"
)

const (
	sampleEmail = "info@example.com"
	dummyPhone  = "0123456789"
	otherMail   = "service@mondlicht24.example"
)

// row is one line of what is known about the seller.
type row struct{ Label, Value, Href string }

func (r row) html() string {
	v := strings.ReplaceAll(template.HTMLEscapeString(r.Value), "\n", "<br>")
	if r.Href == "" {
		return v
	}
	return `<a href="` + template.HTMLEscapeString(r.Href) + `">` + v + `</a>`
}

// settleTags decides what the shop's texts may speak of.
func (s *Shop) settleTags() {
	has := s.has
	mute := has(FlawNoContactChannels) || has(FlawFormOnly)
	returns := !has(FlawNoReturns) && !has(FlawReturnsInTerms)
	s.tags = map[string]bool{
		"returns":      returns,
		"termsreturns": has(FlawReturnsInTerms),
		"shipping":     !has(FlawNoShipping),
		"time":         !has(FlawNoDeliveryTime),
		"payment":      !has(FlawNoPayment),
		"reviews":      !has(FlawNoReviews),
		"guide":        !has(FlawNoGuide),
		"about":        !has(FlawNoAbout),
		"privacy":      !has(FlawNoPrivacy),
		"terms":        !has(FlawNoTerms),
		"contact":      !has(FlawNoContactPage),
		"form":         !has(FlawNoContactChannels) && !has(FlawNoPresales),
		"person":       !has(FlawNoLegalName) && !has(FlawNoPerson) && !has(FlawNameless),
		"address":      !mute && !has(FlawNoAddress) && !has(FlawSingleChannel) && !has(FlawNoSeat) && !has(FlawNoPlaceCA) && !has(FlawNoPlaceIN),
		"phone":        !mute && !has(FlawSingleChannel),
		"email":        !mute && !has(FlawMalformedEmail),
		"imprint":      s.lang.Paths[kindImprint] != "" && !has(FlawNoImprintLink) && !has(FlawNoLicence),
	}
}

// email, phone, legalName, person and addressLines are "" or nil where a flaw hides them.

func (s *Shop) email() string {
	if !s.tags["email"] {
		return ""
	}
	if s.has(FlawFreeMail) {
		name, _, _ := strings.Cut(s.opt.Domain, ".")
		return name + "@gmail.com"
	}
	return "service@" + s.opt.Domain
}

func (s *Shop) phone() string {
	switch {
	case !s.tags["phone"]:
		return ""
	case s.has(FlawDummyPhone):
		return dummyPhone
	case s.has(FlawNoSeat):
		_, national, _ := strings.Cut(s.seller.Phone, " ")
		return "0" + national
	}
	return s.seller.Phone
}

func (s *Shop) legalName() string {
	if s.has(FlawNoLegalName) {
		return s.seller.Name
	}
	return s.seller.Legal
}

func (s *Shop) person() string {
	if !s.tags["person"] {
		return ""
	}
	return s.seller.Person
}

func (s *Shop) addressLines() []string {
	if !s.tags["address"] {
		return nil
	}
	if s.has(FlawBadPostcode) {
		return s.shortPostcode()
	}
	return s.seller.Address
}

// filler0 returns the function that replaces the marks in texts and fits them to the market.
func (s *Shop) filler0() func(string) string {
	ui := s.lang.UI
	or := func(v, fallback string) string {
		if v == "" {
			return ui[fallback]
		}
		return v
	}
	address := strings.Join(s.addressLines(), s.lang.AddressSep)
	seller := s.legalName()
	if address != "" {
		seller += s.lang.AddressSep + address
	}
	marks := strings.NewReplacer(
		"{name}", s.seller.Name, "{legal}", s.legalName(), "{seller}", seller,
		"{address}", or(address, "fallback_address"), "{email}", or(s.email(), "fallback_contact"),
		"{phone}", or(s.phone(), "fallback_contact"), "{person}", or(s.person(), "fallback_person"),
		"{domain}", s.opt.Domain,
	)
	var pairs []string
	for _, p := range s.seller.Swap {
		pairs = append(pairs, p...)
	}
	swap := strings.NewReplacer(pairs...)
	return func(text string) string { return marks.Replace(swap.Replace(text)) }
}

// fillFor is fill, but for flaws that touch the texts of one kind of page only.
func (s *Shop) fillFor(kind, text string) string {
	if kind == kindTerms && s.has(FlawPlaceholderTerms) {
		mark := s.lang.UI["placeholder"]
		text = strings.NewReplacer("{seller}", mark, "{legal}", mark).Replace(text)
	}
	switch {
	case kind == kindFAQ && s.has(FlawOtherWindow):
		text = strings.Replace(text, s.lang.UI["window"], s.lang.UI["other_window"], 1)
	case kind == kindTerms && s.has(FlawOtherSeller):
		text = strings.NewReplacer("{seller}", s.lang.UI["other_company"], "{legal}", s.lang.UI["other_company"]).Replace(text)
	case kind == kindReturns && s.has(FlawOtherMail):
		text = strings.ReplaceAll(text, "{email}", otherMail)
	}
	return s.fill(text)
}

// payments are the ways of paying, as this market calls them.
func (s *Shop) payments() []string {
	if s.has(FlawNoRecourse) {
		return []string{"Western Union", "Bitcoin"}
	}
	var out []string
	for _, p := range s.lang.Catalogue.Payments {
		out = append(out, s.fill(p))
	}
	return out
}

// sellerRows lists who sells and how to reach them; full adds the entries of public registers.
func (s *Shop) sellerRows(full bool) []row {
	ui := s.lang.UI
	var rows []row
	if !s.has(FlawNameless) {
		rows = []row{{ui["company"], s.legalName(), ""}}
	}
	if p := s.person(); p != "" && full {
		rows = append(rows, row{ui["represented"], p, ""})
	}
	if a := s.addressLines(); a != nil {
		rows = append(rows, row{ui["address"], strings.Join(a, "\n"), ""})
	}
	rows = append(rows, s.reachRows()...)
	if full {
		for _, id := range s.registerRows() {
			rows = append(rows, row{id[0], s.number(id[1]), ""})
		}
	}
	return rows
}

// number is a register or tax number as the shop prints it.
func (s *Shop) number(v string) string {
	if s.has(FlawWrongVAT) && (strings.HasPrefix(v, "DE") || strings.HasPrefix(v, "ATU")) {
		last := len(v) - 1
		return v[:last] + string('0'+(v[last]-'0'+1)%10)
	}
	return v
}

func (s *Shop) reachRows() []row {
	var rows []row
	if p := s.phone(); p != "" {
		rows = append(rows, row{s.lang.UI["phone"], p, "tel:" + strings.NewReplacer(" ", "", "-", "", "(", "", ")", "").Replace(p)})
	}
	if e := s.email(); e != "" {
		rows = append(rows, row{s.lang.UI["email"], e, "mailto:" + e})
	}
	return rows
}

// contactRows is what the contact page shows. Without an imprint it must not stand in for one; in
// markets without identity page it also carries the register entries.
func (s *Shop) contactRows() []row {
	var rows []row
	switch {
	case s.has(FlawNoImprintLink):
		rows = append([]row{{s.lang.UI["company"], s.seller.Name, ""}}, s.reachRows()...)
	default:
		rows = s.sellerRows(s.lang.Paths[kindImprint] == "")
	}
	if s.has(FlawMalformedEmail) {
		rows = append(rows, row{s.lang.UI["email"], sampleEmail, "mailto:" + sampleEmail})
	}
	if (len(s.reachRows()) > 0 || s.has(FlawMalformedEmail)) && !s.has(FlawNoHours) && !s.has(FlawNoPresales) {
		rows = append(rows, row{s.lang.UI["hours"], s.lang.UI["hours_value"], ""})
	}
	return rows
}

// footerLines is who sells, as the foot of every page says it.
func (s *Shop) footerLines() []template.HTML {
	var out []template.HTML
	for _, line := range s.seller.Footer {
		if line, ok := s.admit(line); ok {
			if s.has(FlawNoImprintLink) {
				line = strings.ReplaceAll(line, "{legal}", "{name}")
			}
			if line = s.plantFooter(line); line == "" {
				continue
			}
			out = append(out, template.HTML(s.inline("", line)))
		}
	}
	if alt := s.lang.UI["notice"]; alt != "" && s.lang.Paths[kindWithdraw] != "" && !slices.Contains(s.seller.Without, kindWithdraw) && !s.has(FlawNoNotice) {
		out = append(out, template.HTML(`<img src="`+noticePath+`" alt="`+template.HTMLEscapeString(alt)+`" width="96" height="32">`))
	}
	return out
}

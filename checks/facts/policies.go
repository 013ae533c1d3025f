package facts

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
)

// policyOf maps concepts to kinds of policy.
var policyOf = map[cue.Concept]PolicyKind{
	cue.Privacy: PolicyPrivacy, cue.Terms: PolicyTerms, cue.Returns: PolicyReturns, cue.Withdrawal: PolicyWithdrawal, cue.Shipping: PolicyShipping,
	cue.Payment: PolicyPayment, cue.Cookies: PolicyCookies, cue.Imprint: PolicyImprint, cue.Warranty: PolicyWarranty, cue.Complaints: PolicyComplaints,
}

// findPolicies gathers the shop's policies wherever shops put them: pages of their own, sections of other pages, files, and links whose
// target was not read.
func (s *Site) findPolicies() {
	g := policies{s: s, seen: map[string]bool{}}
	for i := range s.Targets {
		g.fromLink(&s.Targets[i])
	}
	for p := range s.Each(s.Pages) {
		k, ok := policyOf[s.concepts[p.ID]]
		if !ok {
			continue
		}
		g.addPage(k, p, LinkRef{})
		// What the page calls itself counts beside what the links to it do.
		if own, ok := policyOf[s.pageConcept(heading(p), "", p.Lang)]; ok && own != k && !long(heading(p)) {
			g.addPage(own, p, LinkRef{})
		}
	}
	for _, p := range s.Pages {
		g.fromSections(p)
	}
	for _, list := range s.policies {
		sort.SliceStable(list, func(i, j int) bool { return better(&list[i], &list[j]) })
	}
}

// better orders policies of one kind: saying something before hollow, pages before sections before files before links, longer first.
func better(a, b *Policy) bool {
	if (a.Hollow == "") != (b.Hollow == "") {
		return a.Hollow == ""
	}
	rank := map[Form]int{FormPage: 0, FormSection: 1, FormPDF: 2, FormLink: 3}
	if rank[a.Form] != rank[b.Form] {
		return rank[a.Form] < rank[b.Form]
	}
	if a.Letters != b.Letters {
		return a.Letters > b.Letters
	}
	return a.URL < b.URL
}

type policies struct {
	s    *Site
	seen map[string]bool
}

func (g *policies) add(p Policy) {
	key := string(p.Kind) + " " + string(p.Form) + " " + p.URL + " " + p.Title
	if p.Form != FormSection {
		key = string(p.Kind) + " " + p.URL
	}
	if g.seen[key] {
		return
	}
	g.seen[key] = true
	g.s.policies[p.Kind] = append(g.s.policies[p.Kind], p)
}

// fromLink takes what a link calls a policy. Every kind that one of its links names counts: one page may serve several.
func (g *policies) fromLink(t *Target) {
	if g.s.article(t.URL) || fileLike(pathOf(t.URL)) {
		return // a journal's text, a product's picture
	}
	kinds := map[PolicyKind]LinkRef{}
	for i := range t.From {
		if !t.From[i].Zone.Shared() && long(t.From[i].Text) {
			continue // a product or an article with a cue word in its name
		}
		if k, ok := policyOf[g.s.meaning(t.From[i].Text, t.URL)]; ok {
			if _, have := kinds[k]; !have {
				kinds[k] = t.From[i]
			}
		}
	}
	for _, k := range PolicyKinds() {
		if ref, ok := kinds[k]; ok {
			g.linked(k, t, ref)
		}
	}
}

func (g *policies) linked(k PolicyKind, t *Target, ref LinkRef) {
	s := g.s
	switch p := s.Content(t.Page); {
	case p != nil:
		g.addPage(k, p, ref)
	case !ref.Zone.Shared() && policyOf[s.meaning("", t.URL)] != k:
		// Nobody read it, and only a word in a link of the main part speaks for it: as likely a product.
	case t.Page == nil && (t.Skip == snapshot.SkipActing || t.Skip == snapshot.SkipSwitch):
	case t.Page == nil:
		g.add(Policy{Kind: k, Form: FormLink, URL: t.URL, Title: ref.Text, Link: ref})
	case t.Page.Media == "application/pdf" && t.Page.Exchange.Status() == 200:
		g.add(Policy{Kind: k, Form: FormPDF, URL: s.URL(t.Page), Title: ref.Text, Page: t.Page, Link: ref})
	case gone(t.Page):
		g.add(Policy{Kind: k, Form: FormPage, URL: t.URL, Title: ref.Text, Page: t.Page, Hollow: "not-found", Link: ref})
	default:
		g.add(Policy{Kind: k, Form: FormLink, URL: t.URL, Title: ref.Text, Link: ref})
	}
}

// long reports whether a link's text is too long to be the name of a policy.
func long(text string) bool {
	return len(strings.Fields(text)) > 5 || utf8.RuneCountInString(text) > 50
}

// gone reports whether a page answered that it does not exist.
func gone(p *snapshot.Page) bool {
	if p == nil {
		return false
	}
	st := p.Exchange.Status()
	return p.Exchange.Err == nil && (st == 404 || st == 410)
}

func (g *policies) addPage(k PolicyKind, p *snapshot.Page, ref LinkRef) {
	if p == g.s.Home {
		return // a link to a part of the home page: see fromSections
	}
	switch g.s.Role(p) {
	case RoleProduct, RoleListing, RoleCart, RoleCheckout, RoleSearch, RoleBlog, RoleAccount:
		return // called so by a cue word in its name
	}
	g.s.Read(p)
	if k == PolicyImprint && g.s.onlyCollects(p) {
		return
	}
	pol := Policy{Kind: k, Form: FormPage, URL: g.s.URL(p), Title: heading(p), Page: p, Lang: p.Lang, Text: p.Text, Letters: p.Letters, Link: ref}
	if own := g.s.own(p.Text); p.TextKept && len(own) != len(p.Text) {
		pol.Text, pol.Letters = own, letters(own)
	}
	if sec, ok := g.s.ownSection(p, k); ok {
		pol.Text, pol.Letters = sec, letters(sec)
	}
	pol.Hollow = g.s.hollow(p, pol.Text, pol.Letters)
	for i := range p.Marks {
		if p.Marks[i].Kind == snapshot.MarkPlaceholder && pol.filler == "" {
			pol.filler = p.Marks[i].Snippet
		}
	}
	if pol.Hollow != "" && p.Truncated {
		pol = Policy{Kind: k, Form: FormLink, URL: pol.URL, Title: pol.Title, Link: ref} // its text may stand where we stopped reading
	}
	g.add(pol)
}

// onlyCollects reports whether a page called "legal" is a collection of other texts: it names no seller's address before the first of them, and none
// of them is an imprint.
func (s *Site) onlyCollects(p *snapshot.Page) bool {
	kinds, first := map[PolicyKind]bool{}, len(p.Text)
	for i := range p.Headings {
		if k, ok := s.policyHeading(p, i); ok {
			kinds[k] = true
			first = min(first, p.Headings[i].At)
		}
	}
	return len(kinds) >= 2 && !kinds[PolicyImprint] && len(ident.Addresses(p.Text[:first], p.Lang)) == 0
}

// Quote is what a hollow policy says instead: the sentence that calls it unfinished, else its first words, else its name.
func (p *Policy) Quote() string {
	if p.Hollow == "to-be-written" {
		for _, h := range cue.Default().Match(p.Text, cue.Body, p.Lang) {
			if h.Concept == cue.ComingSoon {
				return cue.Sentence(p.Text, h)
			}
		}
	}
	if p.Hollow == "owner-text" && p.filler != "" {
		return p.filler
	}
	return p.Title
}

// ownSection returns the part of a page that is about a kind, when the page serves several kinds under headings of their own.
func (s *Site) ownSection(p *snapshot.Page, k PolicyKind) (string, bool) {
	if !p.TextKept {
		return "", false
	}
	kinds := map[PolicyKind]int{}
	secs := s.sections(p)
	for i := range secs {
		kinds[secs[i].kind]++
	}
	if kinds[k] == 0 || len(kinds) < 2 {
		return "", false
	}
	if own, ok := policyOf[s.concepts[p.ID]]; ok && own == k {
		return "", false // the page is named after it: all of it belongs to it
	}
	var b strings.Builder
	for i := range secs {
		if secs[i].kind == k {
			b.WriteString(secs[i].text)
			b.WriteByte('\n')
		}
	}
	return b.String(), true
}

type section struct {
	kind  PolicyKind
	title string
	text  string
}

// sections splits a page's text at the headings that name a policy; a section ends at the next heading of its level or above. Where all
// headings of a legal page have one level, the part below a policy's heading may be empty: then it goes on to the next heading that names one.
func (s *Site) sections(p *snapshot.Page) []section {
	var out []section
	for i, h := range p.Headings {
		k, ok := s.policyHeading(p, i)
		if !ok {
			continue
		}
		text := s.until(p, i, func(next int) bool { return p.Headings[next].Level <= h.Level })
		if letters(text) < minSection/density(p.Lang) {
			text = s.until(p, i, func(next int) bool {
				_, names := s.policyHeading(p, next)
				return names || p.Headings[next].Level < h.Level
			})
		}
		out = append(out, section{kind: k, title: h.Text, text: text})
	}
	return out
}

// policyHeading says which policy a heading names.
func (s *Site) policyHeading(p *snapshot.Page, i int) (PolicyKind, bool) {
	h := p.Headings[i]
	if h.At < 0 || h.At > len(p.Text) || len(h.Text) > 160 {
		return "", false
	}
	k, ok := policyOf[s.pageConcept(h.Text, "", p.Lang)]
	return k, ok
}

// until returns the text below heading i up to the first later heading at which it ends.
func (s *Site) until(p *snapshot.Page, i int, ends func(next int) bool) string {
	from := p.Headings[i].At
	for j := i + 1; j < len(p.Headings); j++ {
		next := p.Headings[j]
		if next.At >= from && ends(j) {
			return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(p.Text[from:min(next.At, len(p.Text))]), next.Text))
		}
	}
	return strings.TrimSpace(p.Text[from:])
}

// minSection is the least number of letters for a part of another page to count as a policy.
const minSection = 80

func (g *policies) fromSections(p *snapshot.Page) {
	switch g.s.Role(p) {
	case RolePolicy, RoleHelp, RoleContact, RoleAbout, RoleHome, RoleContent, RoleGuide:
	default:
		return
	}
	in := policyOf[g.s.concepts[p.ID]]
	for _, sec := range g.s.sections(g.s.Read(p)) {
		n := letters(sec.text)
		if sec.kind == in || n < minSection/density(p.Lang) {
			continue
		}
		g.add(Policy{Kind: sec.kind, Form: FormSection, URL: g.s.URL(p), Title: sec.title, Page: p, Lang: p.Lang, Text: sec.text, Letters: n, In: in})
	}
}

// density is how many times fewer letters say the same in a language.
func density(lang string) int {
	if CJK(lang) {
		return 3
	}
	return 1
}

// Bounds of hollowness, letters of a Latin script.
const (
	emptyLetters = 12
	stubLetters  = 90
	// A text this long says something, even with a mark of an unfinished page in it.
	solidLetters = 700
)

// hollow says why a text says nothing; "" when it does say something.
func (s *Site) hollow(p *snapshot.Page, text string, n int) string {
	d := density(p.Lang)
	switch {
	case n < emptyLetters/d:
		return "empty"
	case n*d <= solidLetters && (s.ownMarks(p, snapshot.MarkComingSoon) > 0 || s.cues.Has(text, cue.Body, p.Lang, cue.ComingSoon)):
		return "to-be-written"
	case n*d <= solidLetters && s.ownMarks(p, snapshot.MarkPlaceholder) > 0, filler(text):
		return "owner-text"
	case n*d <= solidLetters && formOnly(p):
		return "form-only"
	case n*d < stubLetters && onlyHeading(p, n):
		return "heading-only"
	case n*d < stubLetters && !says(text, p.Lang, s.cues):
		return "stub"
	default:
		return ""
	}
}

// fillerWords are words of the printers' filler text that no policy in any of our languages is full of.
var fillerWords = map[string]bool{
	"lorem": true, "ipsum": true, "dolor": true, "amet": true, "consectetur": true, "adipiscing": true, "elit": true, "vestibulum": true, "nulla": true,
	"vitae": true, "quis": true, "nunc": true, "mauris": true, "pellentesque": true, "vivamus": true, "suspendisse": true, "tincidunt": true, "eget": true,
	"aliquam": true, "faucibus": true, "eleifend": true, "ullamcorper": true, "sagittis": true, "tempor": true, "labore": true, "dolore": true, "magna": true,
	"eiusmod": true, "veniam": true, "laboris": true, "nisi": true, "voluptate": true, "velit": true, "cillum": true, "donec": true, "integer": true,
}

// filler reports whether a text is filler from end to end: every sixth word is one that only filler has.
func filler(text string) bool {
	n, f := 0, 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if n++; fillerWords[strings.ToLower(w)] {
			f++
		}
		if n == 400 {
			break
		}
	}
	return f >= 8 && f*6 >= n
}

// formOnly reports whether a page is a form to fill in rather than a text: a returns form is no returns policy.
func formOnly(p *snapshot.Page) bool {
	for i := range p.Forms {
		f := &p.Forms[i]
		n := 0
		for _, fd := range f.Fields {
			if fd.Type != "hidden" && fd.Type != "submit" {
				n++
			}
		}
		if !f.Zone.Shared() && n >= 5 {
			return true
		}
	}
	return false
}

func onlyHeading(p *snapshot.Page, n int) bool {
	h := 0
	for i := range p.Headings {
		h += letters(p.Headings[i].Text)
	}
	return h > 0 && n <= h+5
}

// says reports whether a short text is a whole statement: that nothing can be returned, how long something takes, whom to ask.
func says(text, lang string, cues *cue.Matcher) bool {
	if len(cue.DayCounts(text, lang)) > 0 || strings.Contains(text, "@") {
		return true
	}
	return cues.Has(text, cue.Body, lang, cue.NoReturns)
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

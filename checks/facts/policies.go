package facts

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopvet/shopvet/knowledge/claim"
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
	g := policies{s: s, seen: map[string]bool{}, led: map[string]bool{}}
	g.ledTo()
	for i := range s.Targets {
		g.fromLink(&s.Targets[i])
	}
	for _, p := range s.Pages {
		k, ok := policyOf[s.concepts[p.ID]]
		if !ok {
			continue
		}
		s.Read(p)
		g.addPage(k, p, LinkRef{})
		// What the page calls itself counts beside what the links to it do.
		if h := heading(p); !long(h) {
			for _, own := range s.kindsOf(s.pageConcept(h, "", p.Lang), h, p.Lang) {
				if own != k {
					g.addPage(own, p, LinkRef{})
				}
			}
		}
	}
	for _, p := range s.Pages {
		g.fromSections(p)
	}
	g.fromAsides()
	g.fromProducts()
	g.fromPromises()
	g.fromDialogs()
	g.fromElsewhere()
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
	led  map[string]bool // parts of pages to which the home page leads: key of the page, a blank, kind
}

// ledTo notes the parts of pages to which a link of the home page leads straight, under a name that says what they are: "Returns" to "/notes#returns". Whoever looks for them
// finds them, whatever the page they stand in is called.
func (g *policies) ledTo() {
	if g.s.Home == nil {
		return
	}
	for l := range g.s.Snap.Links(g.s.Read(g.s.Home)) {
		to, _, part := strings.Cut(g.s.Snap.Str(l.To), "#")
		if l.Kind != snapshot.LinkAnchor || !part || !g.s.Own(to) {
			continue
		}
		name := g.s.Snap.Str(l.Text)
		for _, k := range g.s.kindsOf(g.s.pageConcept(name, "", g.s.Lang), name, g.s.Lang) {
			g.led[snapshot.Key(to)+" "+string(k)] = true
		}
	}
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
	if t.told < textTells || g.s.article(t.URL) && !g.s.posted(t) || fileLike(pathOf(t.URL)) {
		return // a journal's text, a product's picture
	}
	kinds := map[PolicyKind]LinkRef{}
	for i := range t.From {
		if !t.From[i].Zone.Shared() && long(t.From[i].Text) {
			continue // a product or an article with a cue word in its name
		}
		for _, k := range g.s.kindsNamed(t.From[i].Text, t.URL) {
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
		g.addFile(k, t.Page, ref)
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
	if g.judge(&pol, p); pol.Hollow == "" && !g.s.reported(p) && (k != PolicyImprint && g.s.tellsOfItself(p) || g.s.matter(p).Authored()) {
		return // an article, or how to write an imprint; advice to the shop's own owner is a text that nobody wrote yet
	}
	if pol.Hollow == "" && g.s.reported(p) { // an article by its name and words, and the shop may have no other text: nobody can say
		pol = Policy{Kind: k, Form: FormLink, URL: pol.URL, Title: pol.Title, Link: ref}
	}
	g.add(pol)
}

// judge says whether a text says nothing. Where more of it may stand than was read, nobody can say so.
func (g *policies) judge(pol *Policy, p *snapshot.Page) {
	pol.Hollow = g.s.hollow(p, pol.Text, pol.Letters)
	if scant(pol.Hollow) && (pol.Kind == PolicyWithdrawal || pol.Kind == PolicyReturns || pol.Kind == PolicyComplaints) && asks(p) {
		pol.Hollow = "form-only" // "withdraw from the contract here": a name, a number and a button are all there is to it
	}
	for i := range p.Marks {
		if p.Marks[i].Kind == snapshot.MarkPlaceholder && pol.filler == "" {
			pol.filler = p.Marks[i].Snippet
		}
	}
	if pol.Hollow != "" && (p.Truncated || scant(pol.Hollow) && g.s.filledLater(p)) {
		*pol = Policy{Kind: pol.Kind, Form: FormLink, URL: pol.URL, Title: pol.Title, Link: pol.Link}
	}
}

// addFile takes a PDF file. One of which no text could be read, such as a scan, has no letters.
func (g *policies) addFile(k PolicyKind, p *snapshot.Page, ref LinkRef) {
	g.s.Read(p)
	pol := Policy{Kind: k, Form: FormPDF, URL: g.s.URL(p), Title: ref.Text, Page: p, Lang: p.Lang, Text: p.Text, Letters: p.Letters, Link: ref}
	if p.Letters > 0 && p.Letters < 10*stubLetters { // a longer file says something
		g.judge(&pol, p)
	}
	g.add(pol)
	g.parts(p, k)
}

// onlyCollects reports whether a page called "legal" is a collection of other texts: it names no seller's address before the first of them, and none
// of them is an imprint.
func (s *Site) onlyCollects(p *snapshot.Page) bool {
	kinds, first := map[PolicyKind]bool{}, len(p.Text)
	w := s.withPlainHeads(written{p.Text, p.Headings, p.Lang})
	for i := range w.headings {
		for _, k := range s.policyHeading(w, i) {
			if k.sure {
				kinds[k.kind] = true
				first = min(first, w.headings[i].At)
			}
		}
	}
	return len(kinds) >= 2 && !kinds[PolicyImprint] && len(ident.Addresses(p.Text[:first], p.Lang)) == 0
}

// enough reports whether a part of another page says enough to be a text of its kind. Ways to pay, and how long something takes or holds, are told
// in a line.
func enough(kind PolicyKind, text string, n int, lang string) bool {
	least := minSection
	switch {
	case kind == PolicyPayment:
		least = minSection / 4
	case kind == PolicyComplaints: // an address is enough
		least = minSection / 2
	case n < least && len(cue.Periods(text, lang)) > 0:
		least = minSection / 2
	}
	return n >= least/density(lang)
}

// parts takes the sections of a text that are about other matters than the text as a whole.
// A page that has a part of the kind it is called by, beside the others, is a collection: its other parts stand on their own.
func (g *policies) parts(p *snapshot.Page, in PolicyKind) {
	list := g.s.sections(p)
	of := in
	if slices.ContainsFunc(list, func(sec section) bool { return sec.kind == of && sec.title != heading(p) }) {
		in = ""
	}
	led, goods := g.s.linkLines(p), g.s.goodsOn(p)
	for _, sec := range list {
		if countGoods(sec.text, goods) >= fewGoods {
			continue // "Ready to ship", and goods with their prices below it
		}
		n := letters(withoutLines(sec.text, led))
		if sec.kind == of || !sec.heads(of, p.Lang) || !enough(sec.kind, sec.text, n, p.Lang) {
			continue
		}
		if of != "" && of != PolicyTerms && sec.kind == PolicyReturns && sec.level >= plainLevel && !g.s.tellsHow(&sec, p.Lang) {
			continue // "Returns: see our terms"
		}
		if goesBack(of) && sec.kind == PolicyShipping && !g.s.toBuyer(&sec, p.Lang) {
			continue // what it costs to send goods back
		}
		if of == PolicyTerms && sec.kind == PolicyReturns {
			if sec.kind = g.s.returnsIn(&sec, p.Lang); sec.kind == "" {
				continue
			}
		}
		at := in
		if g.led[snapshot.Key(g.s.URL(p))+" "+string(sec.kind)] {
			at = ""
		}
		g.add(Policy{Kind: sec.kind, Form: FormSection, URL: g.s.URL(p), Title: sec.title, Page: p, Lang: p.Lang, Text: sec.text, Letters: n, In: at})
	}
}

// returnsIn says what a part of terms on returns is: one on the right that the law gives, one on returns, or none where it only says how soon money is
// back.
func (s *Site) returnsIn(sec *section, lang string) PolicyKind {
	list := claim.ReadUnder(sec.title, sec.text, or(lang, s.Lang))
	has := func(kinds ...claim.Kind) bool {
		return slices.ContainsFunc(list, func(c claim.Claim) bool { return slices.Contains(kinds, c.Kind) })
	}
	switch {
	case has(claim.ReturnWindow), has(claim.NoReturns), sec.sure && !has(claim.RefundTime):
		return PolicyReturns
	case has(claim.WithdrawalRight) && !CJK(lang): // there the law's own words are those of returns
		return PolicyWithdrawal
	case has(claim.ReturnCost, claim.ReturnMethod, claim.ReturnCondition, claim.ReturnException), !has(claim.RefundTime):
		return PolicyReturns
	default:
		return ""
	}
}

// toBuyer reports whether a part of a text on returns is about the way to the buyer.
func (s *Site) toBuyer(sec *section, lang string) bool {
	list := claim.ReadUnder(sec.title, sec.text, or(lang, s.Lang))
	return slices.ContainsFunc(list, func(c claim.Claim) bool { return ofDelivery(c.Kind) || c.Kind == claim.DeliveryRegion }) &&
		!slices.ContainsFunc(list, func(c claim.Claim) bool { return c.Kind == claim.ReturnCost })
}

// tellsHow reports whether a part of a text on another matter says anything of goods that go back.
func (s *Site) tellsHow(sec *section, lang string) bool {
	return slices.ContainsFunc(claim.ReadUnder(sec.title, sec.text, or(lang, s.Lang)), func(c claim.Claim) bool {
		switch c.Kind {
		case claim.ReturnWindow, claim.ReturnCost, claim.ReturnMethod, claim.ReturnCondition, claim.ReturnException, claim.NoReturns, claim.RefundTime, claim.WithdrawalRight:
			return true
		default:
			return false
		}
	})
}

// linkLines are the texts of a page's own links: a list of them under a heading leads to a text and is none.
func (s *Site) linkLines(p *snapshot.Page) map[string]bool {
	out := map[string]bool{}
	for _, l := range p.Links {
		if l.Kind == snapshot.LinkAnchor && l.Text != 0 {
			out[s.Snap.Str(l.Text)] = true
		}
	}
	return out
}

// withoutLines leaves out lines of a text.
func withoutLines(text string, lines map[string]bool) string {
	if len(lines) == 0 {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if !lines[strings.TrimSpace(line)] {
			b.WriteString(line)
		}
	}
	return b.String()
}

// fromDialogs takes what dialogs say: the texts that a click on any page brings up.
func (g *policies) fromDialogs() {
	for _, f := range g.s.frames {
		if f.Zone != snapshot.ZoneDialog {
			continue
		}
		for _, sec := range g.s.dialogSections(f) {
			if n := letters(sec.text); n >= minSection/density(f.page.Lang) {
				g.add(Policy{Kind: sec.kind, Form: FormSection, URL: g.s.URL(f.page), Title: sec.title, Page: f.page, Lang: f.page.Lang, Text: sec.text, Letters: n})
			}
		}
	}
}

// fromElsewhere takes the shop's texts on other sites. Only what names the shop is its own: the rest counts as a link that was not followed.
func (g *policies) fromElsewhere() {
	s := g.s
	called := map[string]LinkRef{}
	note := func(l snapshot.Link, on *snapshot.Page) {
		if to := s.Snap.Str(l.To); l.Kind == snapshot.LinkAnchor && strings.HasPrefix(to, "http") && l.Text != 0 {
			if key := snapshot.Key(to); called[key].Text == "" {
				called[key] = LinkRef{URL: to, Text: s.Snap.Str(l.Text), Zone: l.Zone, Page: on, OnPage: s.URL(on)}
			}
		}
	}
	if len(s.Snap.Elsewhere) == 0 || s.Home == nil {
		return
	}
	for _, f := range s.frames {
		for _, l := range f.Links {
			note(l, f.page)
		}
	}
	for l := range s.Snap.Links(s.Read(s.Home)) {
		note(l, s.Home)
	}
	for _, p := range s.Snap.Elsewhere {
		for l := range s.Snap.Links(p) {
			note(l, p)
		}
	}
	for _, p := range s.Snap.Elsewhere {
		ref := called[snapshot.Key(s.Snap.Str(p.URL))]
		c, _ := s.cues.Best(ref.Text, "", s.Lang)
		k, ok := policyOf[c]
		if c == cue.FAQ && readable(p) && s.namesShop(p) {
			g.parts(p, "")
		}
		if ok {
			g.elsewhere(k, p, ref)
		}
	}
}

func (g *policies) elsewhere(k PolicyKind, p *snapshot.Page, ref LinkRef) {
	s := g.s
	switch {
	case gone(p):
		g.add(Policy{Kind: k, Form: FormPage, URL: s.Snap.Str(p.URL), Title: ref.Text, Page: p, Hollow: "not-found", Link: ref})
	case p.Media == "application/pdf" && p.Letters > 0 && s.namesShop(p):
		g.addFile(k, p, ref)
	case !readable(p) || p.Shell || !s.namesShop(p):
		g.add(Policy{Kind: k, Form: FormLink, URL: s.Snap.Str(p.URL), Title: ref.Text, Link: ref})
	default:
		pol := Policy{Kind: k, Form: FormPage, URL: s.URL(p), Title: heading(p), Page: p, Lang: p.Lang, Text: p.Text, Letters: p.Letters, Link: ref}
		g.judge(&pol, p)
		g.add(pol)
		g.parts(p, k)
	}
}

// namesShop reports whether a page of another site names the shop: its domain, or the word that its domain is made of.
func (s *Site) namesShop(p *snapshot.Page) bool {
	name, _, _ := strings.Cut(s.Snap.Domain, ".")
	if len(name) < 4 || strings.Trim(s.Snap.Domain, "0123456789.:") == "" {
		name = s.Home.Title // a shop in the making, on an address of numbers
		for _, sep := range []string{" | ", " – ", " - ", " — ", "｜"} {
			name, _, _ = strings.Cut(name, sep)
		}
	}
	name = squeezed(name)
	if len(name) < 4 {
		return false
	}
	if strings.Contains(squeezed(p.Title+" "+p.Text+" "+s.URL(p)), name) {
		return true
	}
	for _, id := range p.Blocks {
		if b := s.Snap.Block(id); b != nil && strings.Contains(squeezed(b.Text), name) {
			return true
		}
	}
	return false
}

// squeezed is a text without what divides its words.
func squeezed(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// fromAsides takes, where nothing is called the terms of sale, a text that the shop's frame calls the terms of something else, of its club for instance, and
// that settles a purchase: two of delivery, what goes back, guarantees and payment.
func (g *policies) fromAsides() {
	s := g.s
	if len(s.policies[PolicyTerms]) > 0 {
		return
	}
	for i := range s.Targets {
		t := &s.Targets[i]
		p := s.Content(t.Page)
		if p == nil || !t.Frame || s.Role(p) != RoleContent {
			continue
		}
		at := slices.IndexFunc(t.From, func(from LinkRef) bool {
			c, _ := s.cues.Best(from.Text, "", s.Lang)
			return from.Zone.Shared() && c == cue.Terms && s.otherMatter(from.Text, s.Lang)
		})
		switch {
		case at < 0:
		case s.matter(p).Foreign(): // of a marketplace for its sellers, as it seems
			g.add(Policy{Kind: PolicyTerms, Form: FormLink, URL: t.URL, Title: t.From[at].Text, Link: t.From[at]})
		case g.settles(p):
			g.addPage(PolicyTerms, p, t.From[at])
		}
	}
}

// settles reports whether a text settles a purchase, by its parts and by what it promises.
func (g *policies) settles(p *snapshot.Page) bool {
	s := g.s
	s.Read(p)
	told := map[PolicyKind]bool{}
	for _, sec := range s.sections(p) {
		told[sec.kind] = true
	}
	for _, c := range claim.ReadUnder(heading(p), s.own(p.Text), or(p.Lang, s.Lang)) {
		switch c.Kind {
		case claim.ReturnWindow, claim.WithdrawalRight, claim.NoReturns:
			told[PolicyReturns] = true
		case claim.Warranty:
			told[PolicyWarranty] = true
		default:
			if ofDelivery(c.Kind) {
				told[PolicyShipping] = true
			}
		}
	}
	n := 0
	for _, k := range []PolicyKind{PolicyShipping, PolicyReturns, PolicyWithdrawal, PolicyWarranty, PolicyPayment} {
		if told[k] {
			n++
		}
	}
	return n >= 2
}

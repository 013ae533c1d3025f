package facts

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

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
	partKind
	title string
	level int
	text  string
}

// partKind is a kind of policy that a heading names.
type partKind struct {
	kind  PolicyKind
	sure  bool    // a link so named would lead to one
	cover float32 // share of the heading that names it
}

// sections splits a page's text at the headings that name a policy; a section ends at the next heading of its level or above. Where all
// headings of a legal page have one level, the part below a policy's heading may be empty: then it goes on to the next heading that names one.
func (s *Site) sections(p *snapshot.Page) []section {
	w := written{p.Text, p.Headings, p.Lang}
	switch s.Role(p) {
	case RolePolicy, RoleHelp, RoleContent:
		w = s.withPlainHeads(w)
	}
	return s.sectionsOf(w)
}

// written is a text with its headings.
type written struct {
	text     string
	headings []snapshot.Heading
	lang     string
}

func (s *Site) sectionsOf(w written) []section {
	var out []section
	for i, h := range w.headings {
		kinds := s.policyHeading(w, i)
		if len(kinds) == 0 {
			continue
		}
		text := w.until(i, func(next int) bool { return w.headings[next].Level <= h.Level && !countsBelow(h, w.headings[next]) })
		if letters(text) < emptyLetters/density(w.lang) {
			text = w.until(i, func(next int) bool {
				return w.headings[next].Level < h.Level || len(s.policyHeading(w, next)) > 0
			})
		}
		for _, k := range kinds {
			out = append(out, section{k, h.Text, h.Level, text})
		}
	}
	return out
}

// boldLevel is the level that reading pages gives to lines in bold that stand for headings: how big they are, nobody knows.
const boldLevel = 6

// countsBelow reports whether a line in bold heads a counted part of what another heads that is not: "Terms and conditions", "1. Who you buy from".
func countsBelow(h, next snapshot.Heading) bool {
	return h.Level == boldLevel && next.Level == boldLevel && !numbered.MatchString(h.Text) && numbered.MatchString(next.Text)
}

// mostOf is the share of a line that has to name a part for it to be its heading, where nothing else shows that it is one.
const mostOf = 0.6

// A line that nothing marks up and that has so many words is a sentence, and no heading, where less of it names a part.
const (
	leastOf       = 0.35
	sentenceWords = 5
)

// policyHeading says which policies a heading names, the surest first: several where it joins them, as in "Prices, payment and delivery".
func (s *Site) policyHeading(w written, i int) []partKind {
	h := w.headings[i]
	if h.At < 0 || h.At > len(w.text) || len(h.Text) > 160 {
		return nil
	}
	return slices.DeleteFunc(s.partKinds(h.Text, w.lang), func(k partKind) bool {
		switch {
		case h.Level == runInLevel && (k.kind == PolicyComplaints || k.kind == PolicyPrivacy):
			return true // "Complaints officer: …" is who, not how
		case h.Level == plainLevel && k.cover < leastOf && len(strings.Fields(h.Text)) >= sentenceWords && !strings.HasSuffix(h.Text, "?"):
			return true // "4. The consumer may turn to a mediator." is a sentence
		default:
			return h.Level >= plainLevel && !k.sure && k.cover < mostOf && !strings.HasSuffix(h.Text, "?") && !strings.HasSuffix(h.Text, "？")
		}
	})
}

// partKinds says which policies the name of a part stands for.
func (s *Site) partKinds(name, lang string) []partKind {
	name = withoutCount(name)
	found := s.cues.Parts(name, lang)
	policy := func(p cue.Part) bool { return policyOf[p.Concept] != "" }
	if slices.ContainsFunc(found, func(p cue.Part) bool { return policy(p) && p.Cover >= mostOf }) { // "Safe payment" is help, too
		found = slices.DeleteFunc(found, func(p cue.Part) bool { return !policy(p) })
	}
	switch {
	case len(found) == 0:
		return nil
	case !joints.MatchString(name):
		found = found[:1]
	default:
		first := found[0]
		found = slices.DeleteFunc(found, func(p cue.Part) bool { return p.Cover < first.Cover })
		for _, piece := range joints.Split(name, -1) {
			if more := s.cues.Parts(strings.TrimSpace(piece), lang); len(more) > 0 {
				found = append(found, more[0])
			}
		}
	}
	other := s.otherMatter(name, lang)
	var kinds []partKind
	for _, c := range found {
		k, ok := policyOf[c.Concept]
		if !ok || other && k != PolicyImprint {
			continue
		}
		switch i := slices.IndexFunc(kinds, func(o partKind) bool { return o.kind == k || goesBack(o.kind) && goesBack(k) }); {
		case i < 0:
			kinds = append(kinds, partKind{k, c.Linked, c.Cover})
		case kinds[i].kind == k:
			kinds[i].sure, kinds[i].cover = kinds[i].sure || c.Linked, max(kinds[i].cover, c.Cover) // of its piece of the name
		}
	}
	return kinds
}

// goesBack reports whether a kind of policy is on goods that go back: "Withdrawal and returns" heads one text.
func goesBack(k PolicyKind) bool { return k == PolicyReturns || k == PolicyWithdrawal }

// heads reports whether a section is a text of its kind on a page that is about in, "" where it is a collection. What only within terms or answers is
// the name of a text says little on a page that has a matter of its own: there "How long does it take?" is still about that.
func (sec *section) heads(in PolicyKind, lang string) bool {
	own := in != "" && in != PolicyTerms && in != PolicyImprint
	switch {
	case sec.kind == PolicyTerms:
		return !own || len(strings.FieldsFunc(sec.title, func(r rune) bool { return !unicode.IsLetter(r) })) > 1 // "Conditions" are those of what the page is about
	case goesBack(in) && goesBack(sec.kind) && (!sec.sure || sec.level >= plainLevel):
		return false // "I changed my mind" among the rules of returning
	case sec.sure:
		return true
	case sec.kind == PolicyWarranty && in != PolicyTerms && slices.Contains(claim.Limits(sec.title, lang), claim.Faulty):
		return false // "Faulty goods" among the rules of returning
	case own:
		return in != PolicyPrivacy && in != PolicyCookies && sec.level < plainLevel && sec.cover >= mostOf && !(goesBack(in) && (sec.kind == PolicyShipping || sec.kind == PolicyPayment))
	default:
		return true
	}
}

// joints part what the name of a part joins.
var joints = regexp.MustCompile(`[&/+,、・·，｜|–—]| - | (?:and|und|et|y|e|i|oraz|en|or|oder|ou|o|lub) | ?(?:および|及び|및) ?|[和與与及と]`)

// counted is what counts the parts of a text before their names: "§ 5", "Article 6 –", "3.2)", "第七条", "제15조".
var counted = regexp.MustCompile(`^(?:§+[ \x{a0}]*(?:[0-9IVX]{1,4}[a-z]?\b)?|(?i:(?:art\.|art[íi]culo|article|articolo|artigo|artikel|cl[áa]usula|clause|section|abschnitt|teil|par\.|punkt|rozdzia[łl]|kapitel)[ \x{a0}]*[0-9ivx]{1,4}[a-z]?\b|` + ordinals + `)|[0-9]{1,2}(?:\.[0-9]{1,2})*|[IVX]{1,5}\.|[A-Ha-h][.)]|第 ?[一二三四五六七八九十百0-9]{1,4} ?[条條章節节]|제 ?[0-9]{1,3} ?[조장]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[)）])[ \x{a0}\x{3000}.:：)–—-]*`)

// withoutCount returns the name of a part without what counts it, and without brackets around it.
func withoutCount(name string) string {
	rest := strings.TrimSpace(name[len(counted.FindString(name)):])
	if rest == "" {
		return name
	}
	for _, pair := range []string{"()", "（）", "[]", "【】", "「」"} {
		open, end := []rune(pair)[0], []rune(pair)[1]
		if in, ok := strings.CutPrefix(rest, string(open)); ok {
			if in, ok := strings.CutSuffix(in, string(end)); ok && in != "" {
				return in
			}
		}
	}
	return rest
}

// until returns the text below heading i up to the first later heading at which it ends.
func (w written) until(i int, ends func(next int) bool) string {
	from := w.headings[i].At
	for j := i + 1; j < len(w.headings); j++ {
		next := w.headings[j]
		if next.At >= from && ends(j) {
			return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(w.text[from:min(next.At, len(w.text))]), next.Text))
		}
	}
	return strings.TrimSpace(w.text[from:])
}

// dialogSections splits the text of a dialog. One that has no heading to name it may be named by its first line, as themes write it.
func (s *Site) dialogSections(f frame) []section {
	w := written{f.Text, f.Headings, f.page.Lang}
	out := s.sectionsOf(w)
	if first, rest, ok := strings.Cut(f.Text, "\n"); ok && len(out) == 0 && !long(first) {
		w.headings = []snapshot.Heading{{Level: 1, Text: first, At: len(f.Text) - len(rest)}}
		out = s.sectionsOf(w)
	}
	return out
}

// minSection is the least number of letters for a part of another page to count as a policy.
const minSection = 80

func (g *policies) fromSections(p *snapshot.Page) {
	switch g.s.Role(p) {
	case RolePolicy, RoleHelp, RoleContact, RoleAbout, RoleHome, RoleContent, RoleGuide:
		if g.s.Read(p); !g.s.aside(p) && !g.s.tellsOfItself(p) && !g.s.reported(p) {
			g.parts(p, policyOf[g.s.concepts[p.ID]])
		}
	}
}

// fromProducts takes what product pages say of buying below headings of their own, word for word the same on several of them: many shops, above all in
// Korea and China, have their rules of delivery and returns nowhere else.
func (g *policies) fromProducts() {
	pages := g.s.byRole[RoleProduct]
	pages = pages[:min(len(pages), maxClaimProducts)]
	met := map[string]int{}
	for p := range g.s.Each(pages) {
		for _, sec := range g.s.sections(p) {
			switch sec.kind {
			case PolicyShipping, PolicyReturns, PolicyWithdrawal, PolicyPayment, PolicyWarranty:
			default:
				continue
			}
			n := letters(sec.text)
			if !sec.heads("", p.Lang) || !enough(sec.kind, sec.text, n, p.Lang) {
				continue
			}
			key := string(sec.kind) + "\n" + sec.text
			if met[key]++; met[key] == min(2, len(pages)) {
				g.add(Policy{Kind: sec.kind, Form: FormSection, URL: g.s.URL(p), Title: sec.title, Page: p, Lang: p.Lang, Text: strings.Clone(sec.text), Letters: n})
			}
		}
	}
}

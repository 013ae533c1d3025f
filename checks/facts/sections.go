package facts

import (
	"strings"

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
	kind  PolicyKind
	title string
	text  string
}

// sections splits a page's text at the headings that name a policy; a section ends at the next heading of its level or above. Where all
// headings of a legal page have one level, the part below a policy's heading may be empty: then it goes on to the next heading that names one.
func (s *Site) sections(p *snapshot.Page) []section {
	w := written{p.Text, p.Headings, p.Lang}
	switch s.Role(p) {
	case RolePolicy, RoleHelp, RoleContent:
		w = w.withPlainHeads()
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
		k, ok := s.policyHeading(w, i)
		if !ok {
			continue
		}
		text := w.until(i, func(next int) bool { return w.headings[next].Level <= h.Level })
		if letters(text) < emptyLetters/density(w.lang) {
			text = w.until(i, func(next int) bool {
				_, names := s.policyHeading(w, next)
				return names || w.headings[next].Level < h.Level
			})
		}
		out = append(out, section{kind: k, title: h.Text, text: text})
	}
	return out
}

// policyHeading says which policy a heading names.
func (s *Site) policyHeading(w written, i int) (PolicyKind, bool) {
	h := w.headings[i]
	if h.At < 0 || h.At > len(w.text) || len(h.Text) > 160 {
		return "", false
	}
	k, ok := policyOf[s.pageConcept(h.Text, "", w.lang)]
	if h.Level == runInLevel && k != PolicyShipping && k != PolicyPayment {
		return "", false // "Complaints officer: …" is who, not how
	}
	if h.Level == plainLevel && h.Text == refundClause {
		return "", false
	}
	return k, ok
}

// refundClause heads a clause of Chinese terms on how soon money is back, which is no text on returns.
const refundClause = "退款"

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
		if g.s.Read(p); !g.s.aside(p) {
			g.parts(p, policyOf[g.s.concepts[p.ID]])
		}
	}
}

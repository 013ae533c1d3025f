package edu

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
)

// goodsQuestions is the number of answered questions about the goods that are help by themselves: one or two may be about anything.
const goodsQuestions = 3

// answers looks into the texts that are written for buyers: it notes advice against false messages in the shop's name, which stands in a sentence
// anywhere, and returns the number of questions on help pages that are about the goods.
func (h *help) answers(p *snapshot.Page) (goods int) {
	role := h.site.Role(p)
	switch role {
	case facts.RoleHelp, facts.RoleGuide, facts.RolePolicy, facts.RoleContact, facts.RoleHome:
	default:
		return 0
	}
	for line := range strings.Lines(h.site.Read(p).Text) {
		if slices.ContainsFunc(claim.Marks(line, p.Lang), func(m claim.Mark) bool { return m.Kind == claim.MarkSafe }) {
			h.found[cue.PaySafety] = true
		}
		if role == facts.RoleHelp && aboutGoods(line, p.Lang) {
			goods++
		}
	}
	return goods
}

// aboutGoods reports whether a line asks something that is not about the order: no cue of delivery, payment, returns or the like is in the question.
func aboutGoods(line, lang string) bool {
	end := strings.IndexAny(line, "?？")
	if end < 0 || end > 200 {
		return false
	}
	for _, hit := range cue.Default().Match(line[:end], cue.Body, lang) {
		if hit.Concept < cue.SizeGuide && hit.Concept != cue.Guide && hit.Concept != cue.FAQ {
			return false
		}
	}
	return true
}

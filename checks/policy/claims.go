package policy

import (
	"slices"

	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/claim"
)

// states reports whether a text of the shop makes a claim of one of the kinds.
func states(site *facts.Site, kinds ...claim.Kind) bool { return len(site.Stated(kinds...)) > 0 }

// days reports whether a text names a period of at least so many days, and the first that names a shorter one.
func days(list []facts.Claim, least int) (ok bool, short *facts.Claim) {
	for i := range list {
		switch c := &list[i]; {
		case c.Max >= least:
			return true, nil
		case c.Max > 0 && short == nil:
			short = c
		}
	}
	return false, short
}

// unseen returns the address of a text on one of the matters that is there and could not be read to its end, "" when there is none: what was
// not found may stand in it.
func (f *found) unseen(site *facts.Site, kinds ...facts.PolicyKind) string {
	if f.away != "" {
		return f.away
	}
	return site.Unread(kinds...)
}

// texts are the policies in which a seller writes of returns.
var texts = []facts.PolicyKind{facts.PolicyReturns, facts.PolicyWithdrawal}

// withTerms are the same and the terms, where the law's rules may stand too.
var withTerms = append(slices.Clone(texts), facts.PolicyTerms)

// best returns the text on returns to show as evidence.
func (f *found) best() facts.Policy {
	if len(f.whole) > 0 {
		return f.whole[0]
	}
	return f.inTerms[0]
}

// told reports whether there is a text on the matter that says something.
func (f *found) told() bool { return len(f.whole)+len(f.inTerms) > 0 }

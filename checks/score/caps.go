package score

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/verdict"
)

// capRule is a condition that limits the score whatever else is right. It holds when in every group of all some check failed for certain, and every
// check of absent that was run found nothing (warn) or does not apply. It rests on what was measured only: an unknown never makes it hold.
type capRule struct {
	id     string
	limit  int
	class  string
	reason string
	all    [][]string
	absent []string
	// proof is what a failed result must show besides; nil where failing is enough.
	proof func(verdict.Result) bool
}

// capRules lists every condition, also those whose checks do not exist yet: a rule without its checks cannot hold.
func capRules() []capRule {
	only := func(checks ...string) [][]string { return [][]string{checks} }
	return []capRule{
		{
			id: "K1", limit: 20, class: "safety", reason: "Passwords, card or address data can be read on their way, since a form is served or sent unencrypted",
			all: only("tls-form-secure"), proof: overPlainHTTP,
		},
		{
			id: "K2", limit: 25, class: "safety", reason: "The certificate of the shop is not valid, so browsers warn visitors away",
			all: only("tls-cert-valid", "tls-revocation"),
		},
		{
			id: "K3", limit: 15, class: "safety", reason: "There are signs that somebody broke into the site",
			all: only("reputation-list-hit", "content-injected-spam"), proof: shown,
		},
		{
			id: "K4", limit: 30, class: "safety", reason: "Card data would go to a server that belongs neither to the shop nor to a known payment provider",
			all: only("payment-frame"), proof: shown,
		},
		{
			id: "K5", limit: 30, class: "competence", reason: "The shop did not answer, or answered with errors, in two rounds some time apart",
			all: only("tls-https-reachable", "nav-server-errors"), proof: inTwoRounds,
		},
		{
			id: "K6", limit: 39, class: "accountability", reason: "Nobody answerable: neither a name of the seller nor a postal address nor a way of contact was found on the pages read",
			all: [][]string{{"identity-legal-name"}, {"identity-postal-address"}, {"contact-channels"}}, absent: []string{"identity-registration-number"},
		},
		{
			// The trust model asks for a name besides, to tell this from K6; asking for it here would let a name lower the score.
			id: "K7", limit: 50, class: "accountability", reason: "No working way to contact the seller was found on the pages read",
			all: only("contact-channels"),
		},
		{
			id: "K8", limit: 50, class: "accountability", reason: "Neither terms nor a returns policy nor a privacy policy was found on the pages read",
			all: [][]string{{"policy-terms"}, {"policy-returns"}, {"policy-privacy"}},
		},
		{
			id: "K9", limit: 60, class: "accountability", reason: "Texts on the seller or its terms still hold the marks of an unfilled template",
			all: only("policy-placeholders"), proof: shown,
		},
		{
			id: "K10", limit: 50, class: "integrity", reason: "Two independent signs contradict what the shop says of who sells",
			all:   [][]string{{"identity-registration-number", "identity-vat-id"}, {"identity-foreign-name", "identity-consistency"}},
			proof: shown,
		},
		{
			id: "K11", limit: 60, class: "competence", reason: "The cart could not be reached in any try, so nothing can be bought",
			all: only("nav-cart-reachable"), proof: shown,
		},
		{
			id: "K12", limit: 60, class: "integrity", reason: "A countdown, stock or price claim was contradicted by our own repeated measurement",
			all: only("integrity-countdown", "price-prior"), proof: measuredAgain,
		},
		{
			id: "K13", limit: 60, class: "integrity", reason: "The issuer of a seal names another site or says that the seal does not hold",
			all: only("reputation-seal-resolves"), proof: shown,
		},
		{
			id: "K14", limit: 65, class: "safety", reason: "Every way to pay that is offered leaves the buyer without a way to get the money back",
			all: only("payment-reversible"),
		},
	}
}

// shown reports whether a result shows a place where one can look for oneself.
func shown(r verdict.Result) bool {
	return slices.ContainsFunc(r.Findings, func(f verdict.Finding) bool { return len(f.Evidence) > 0 })
}

// overPlainHTTP reports whether a form's page (URL) or the address it sends to (Target) is plain http: a form that merely puts
// passwords into an address over https is bad, but nobody can read it on its way.
func overPlainHTTP(r verdict.Result) bool {
	return slices.ContainsFunc(r.Findings, func(f verdict.Finding) bool {
		return slices.ContainsFunc(f.Evidence, func(e verdict.Evidence) bool {
			return strings.HasPrefix(e.URL, "http://") || strings.HasPrefix(e.Target, "http://")
		})
	})
}

// inTwoRounds reports whether the check saw the condition of K5 (unreachable, or half of the sampled pages with server errors) in two
// rounds at least ten minutes apart. One scan is one round, so that no single scan can say so.
func inTwoRounds(r verdict.Result) bool {
	twice, _ := r.Reason.Args["two_rounds"].(bool)
	return twice
}

// leastObservations is how often something must have been measured before the score is limited by it.
const leastObservations = 3

// measuredAgain reports whether a result rests on repeated measurement: what the code of a page shows is proof of the fault, but no measurement.
func measuredAgain(r verdict.Result) bool {
	if r.Check != "integrity-countdown" {
		return shown(r)
	}
	switch n := r.Reason.Args["observations"].(type) {
	case int:
		return n >= leastObservations && shown(r)
	case float64: // read back from JSON
		return n >= leastObservations && shown(r)
	default:
		return false
	}
}

// knockout is a capRule bound to the results of one shop.
type knockout struct {
	capRule
	groups [][]int // per group, the results that may carry it: those that could fail for certain, with what the rule wants shown
	unless []int
}

// knockouts binds the rules to results, leaving out those that cannot hold.
func (m *scorer) knockouts() []knockout {
	var list []knockout
	for _, r := range capRules() {
		k := knockout{capRule: r, unless: m.find(r.absent)}
		for _, ids := range r.all {
			group := slices.DeleteFunc(m.find(ids), func(i int) bool { return !m.carries(i, r) })
			if len(group) > 0 {
				k.groups = append(k.groups, group)
			}
		}
		if len(k.groups) == len(r.all) {
			list = append(list, k)
		}
	}
	// Lowest first, so that the first that holds is the one that binds.
	slices.SortStableFunc(list, func(a, b knockout) int { return cmp.Compare(a.limit, b.limit) })
	return list
}

// carries reports whether a result may carry a cap. One that is never scored carries none.
func (m *scorer) carries(i int, r capRule) bool {
	it := &m.items[i]
	return it.wanting() && it.sure && it.Status == verdict.Fail && (r.proof == nil || r.proof(*it.Result))
}

// holds reports whether the condition holds in a view of the results.
func (k *knockout) holds(v view) bool {
	for _, g := range k.groups {
		if !slices.ContainsFunc(g, func(i int) bool { return v[i].status == verdict.Fail }) {
			return false
		}
	}
	return !slices.ContainsFunc(k.unless, func(i int) bool { return v[i].status != verdict.Warn && v[i].status != verdict.NotApplicable })
}

// rests returns the results the condition rests on in a view.
func (k *knockout) rests(v view) []int {
	var list []int
	for _, g := range k.groups {
		for _, i := range g {
			if v[i].status == verdict.Fail {
				list = append(list, i)
			}
		}
	}
	slices.Sort(list)
	return list
}

// active returns the caps that hold in a view, lowest first.
func (m *scorer) active(v view) []*knockout {
	var list []*knockout
	for i := range m.caps {
		if m.caps[i].holds(v) {
			list = append(list, &m.caps[i])
		}
	}
	return list
}

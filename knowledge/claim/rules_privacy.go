package claim

import (
	"slices"
	"strings"
)

// complaining reads where to complain, and whether the seller takes part in arbitration.
func (r *reader) complaining() {
	s := &r.s
	switch {
	case s.has(complaintRefuses):
		r.say(Arbitration, "no")
	case s.has(complaintArbitrates):
		r.say(Arbitration, "yes")
	}
	if s.has(complaintPath) || (s.has(topicComplaint) || s.above.has(topicComplaint)) && !s.has(topicPrivacy) && !s.above.has(topicPrivacy) && !s.label && s.reachable() {
		r.say(ComplaintPath, "")
	}
}

// reachable reports whether the sentence says how to reach somebody.
func (s *sentence) reachable() bool {
	if s.has(returnContact) || strings.Contains(string(s.b), "@") {
		return true
	}
	n := 0
	for _, c := range s.b {
		switch {
		case isDigit(c):
			if n++; n >= 7 {
				return true
			}
		case c == ' ' || c == '-' || c == '/' || c == '(' || c == ')' || c == '+':
		default:
			n = 0
		}
	}
	return false
}

var privacyKinds = map[class]Kind{
	privacyController: Controller, privacyOfficer: DataOfficer, privacyPurposes: Purposes, privacyRecipients: Recipients, privacyRetention: Retention,
	privacyRights: Rights, privacyComplaintBody: ComplaintBody, privacyBasis: LegalBasis, privacyTransfer: Transfer,
}

// privacy reads what a text says about personal data.
func (r *reader) privacy() {
	s := &r.s
	right := ""
	for _, h := range s.hits {
		if kind, ok := privacyKinds[h.class]; ok {
			r.say(kind, "")
		}
		if h.class == privacyRight {
			word := string(s.b[h.start:h.end])
			if right != "" && right != word {
				r.say(Rights, "") // two different rights in one sentence
			}
			right = word
		}
	}
}

// settle takes back what the rest of the text does not bear out: what was read about personal data in a text that is not about them, a window that is
// the law's, and a guarantee without a time where one with a time is named.
func (r *reader) settle() {
	said := map[Kind]bool{}
	for i := range r.claims {
		if r.claims[i].Kind.onData() {
			said[r.claims[i].Kind] = true
		}
	}
	personal := (r.varied || len(said) > 1) && (r.personal >= minPersonal || r.page.has(topicPrivacy))
	r.dollars()
	right := map[string]bool{} // days of a right that the law gives; in East Asia the text goes on to call it returning
	for i := range r.claims {
		if r.claims[i].Kind == WithdrawalRight {
			right[r.claims[i].Value] = true
		}
	}
	free := map[string]bool{} // sums from which delivery is free, which are no cost where they are named again: "The 250 $ are counted before tax"
	for i := range r.claims {
		if r.claims[i].Kind == FreeFrom {
			free[r.claims[i].Value] = true
		}
	}
	takes := r.none && slices.ContainsFunc(r.claims, func(c Claim) bool { return c.Kind == ReturnWindow || c.Kind == WithdrawalRight })
	sent := 0
	for _, c := range r.claims {
		if c.Kind == ReturnWindow && !c.told {
			sent = max(sent, c.Max)
		}
	}
	timed := slices.ContainsFunc(r.claims, func(c Claim) bool { return c.Kind == Warranty && c.Value != "" })
	r.claims = slices.DeleteFunc(r.claims, func(c Claim) bool {
		switch {
		case c.Kind == DeliveryCost && free[c.Value]:
			return true
		case c.Kind.onData():
			return !personal
		case c.Kind == ReturnWindow:
			return right[c.Value] && (home[r.tag] != "" || c.From == "") || c.told && c.Max < sent // tell us within 14 days, send it within 30
		case c.Kind == NoReturns:
			return takes // of what stands below that heading
		default:
			return c.Kind == Warranty && timed && c.Value == ""
		}
	})
}

// onData reports whether a claim is about personal data.
func (k Kind) onData() bool {
	switch k {
	case Controller, DataOfficer, Purposes, Recipients, Retention, Rights, ComplaintBody, LegalBasis, Transfer:
		return true
	default:
		return false
	}
}

// pesos are the dollar signs of countries of which a text in Spanish names one as where it delivers.
var pesos = map[string]string{"MX": "MXN", "AR": "ARS", "CO": "COP", "CL": "CLP", "UY": "UYU"}

// money returns the money of the one country of pesos to which the text says goods are sent.
func (r *reader) money() (code string) {
	for _, c := range r.claims {
		if one := pesos[c.Value]; c.Kind == DeliveryRegion && one != "" && r.tag == "es" {
			if code != "" {
				return ""
			}
			code = one
		}
	}
	return code
}

// dollars are those of the country that the text names beside one of its sums, or to which it delivers.
func (r *reader) dollars() {
	if code := r.money(); code != "" {
		for i := range r.claims {
			if v, ok := strings.CutSuffix(r.claims[i].Value, " USD"); ok {
				r.claims[i].Value = v + " " + code
			}
		}
		return
	}
	delivered := r.dollarsOf()
	for _, named := range []string{" CAD", " AUD", " NZD", " SGD", " HKD"} {
		if named != delivered && !slices.ContainsFunc(r.claims, func(c Claim) bool { return strings.HasSuffix(c.Value, named) }) {
			continue
		}
		for i := range r.claims {
			if v, ok := strings.CutSuffix(r.claims[i].Value, " USD"); ok {
				r.claims[i].Value = v + named
			}
		}
		return
	}
}

// dollarsOf is the money of the first country with dollars to which an English text delivers, where it names the United States nowhere.
func (r *reader) dollarsOf() (code string) {
	for _, c := range r.claims {
		switch one := map[string]string{"CA": " CAD", "AU": " AUD", "NZ": " NZD", "SG": " SGD", "HK": " HKD"}[c.Value]; {
		case c.Kind != DeliveryRegion || r.tag != "en":
		case c.Value == "US" || c.Value == "worldwide":
			return ""
		case code == "":
			code = one
		}
	}
	return code
}

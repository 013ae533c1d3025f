package identity

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/knowledge/market"
	"github.com/shopvet/shopvet/verdict"
)

// part is one thing that sellers to a market are to state together.
type part struct {
	name  string // for people: "the register number"
	seen  bool
	doubt bool // something of the kind was seen that may be somebody else's
}

// missing names the parts that were not seen, and says whether something that was seen may be one of them.
func missing(parts []part) (names []string, doubt bool) {
	for _, p := range parts {
		if !p.seen {
			names = append(names, p.name)
			doubt = doubt || p.doubt
		}
	}
	return names, doubt
}

// Texts of the checks that ask for several things at once.
const (
	textComplete = "All that was looked for is stated: {stated}"
	textLacking  = "Not found on the pages read: {missing}"
	textVeiled   = "Not found in what could be read: {missing}; but this was not read in full or shows it as a picture: {url}"
	textDoubtful = "Not all was found for certain: {missing}; something of the kind stands where others are named as well"
	textLook     = "This is where visitors look for it"
)

// together judges things that are to be stated together. Up to warn missing ones warn, more of them fail.
func together(in *checks.Input, parts []part, warn int, veil, at string) checks.Outcome {
	names, doubt := missing(parts)
	stated := make([]string, 0, len(parts))
	for _, p := range parts {
		if p.seen {
			stated = append(stated, p.name)
		}
	}
	reason := checks.Msg("lacking", "missing", names)
	f := checks.Find(checks.Msg("look"), verdict.Evidence{URL: at, Value: strings.Join(names, ", ")})
	switch {
	case len(names) == 0:
		return checks.Pass(checks.Msg("complete", "stated", stated))
	case veil != "":
		return checks.Unknown(checks.Msg("veiled", "missing", names, "url", veil))
	case doubt:
		return checks.Unknown(checks.Msg("doubtful", "missing", names))
	case len(names) <= warn:
		return checks.Absent(in, checks.Warn(reason, f))
	default:
		return checks.Absent(in, checks.Fail(reason, f))
	}
}

// company returns the seller's company, nil when none was named.
func company(site *facts.Site) *facts.Named {
	for i := range site.LegalNames {
		if n := &site.LegalNames[i]; n.Seller && n.Form != "" && !n.Dummy && !provider(n.Text) {
			return n
		}
	}
	return nil
}

// person returns the natural person who sells or stands for the seller, nil when none was named.
func person(site *facts.Site) *facts.Named {
	for i := range site.LegalNames {
		if n := &site.LegalNames[i]; n.Seller && n.Person && !n.Dummy {
			return n
		}
	}
	return nil
}

// namePart is the seller's name as one of several things.
func namePart(site *facts.Site, name string) part {
	sure, doubtful := names(site)
	return part{name: name, seen: sure != nil, doubt: doubtful != nil}
}

// addressPart is the seller's street address as one of several things.
func addressPart(site *facts.Site) part {
	return part{
		name: "the postal address", seen: address(site, true, ident.KindStreet) != nil,
		doubt: address(site, false, ident.KindStreet) != nil,
	}
}

// reachPart is a way of contact as one of several things.
func reachPart(name string, lists ...[]facts.Contact) part {
	p := part{name: name}
	for _, c := range slices.Concat(lists...) {
		real := c.Dummy == "" || c.Dummy == ident.DummyFiction || c.Dummy == ident.DummyDomain // samples are for the checks of contacts
		p.seen = p.seen || c.Seller && real
		p.doubt = p.doubt || !c.Seller && real
	}
	return p
}

// seat returns the country in which the seller sits as far as his addresses or the form of his company tell; "" when they do not, or tell several.
func seat(site *facts.Site) string {
	country := ""
	for i := range site.Addresses {
		a := &site.Addresses[i]
		if !a.Seller || a.Dummy || a.Country == "" || a.Country == country {
			continue
		}
		if country != "" {
			return ""
		}
		country = a.Country
	}
	if c := company(site); country == "" && c != nil {
		return c.Country
	}
	return country
}

// homeDuty returns what the market in which the seller sits asks with regard to a check. It asks nothing of sellers elsewhere.
func homeDuty(in *checks.Input, check string) (market.Duty, bool) {
	country := seat(in.Site)
	if country == "" || in.Duties == nil {
		return market.Duty{}, false
	}
	for _, code := range in.Site.ScoredMarkets() {
		if p, ok := in.Duties.Pack(code); ok && slices.Contains(p.Regions, country) {
			return in.Duties.Duty(check, []string{code}, in.Snap.Taken)
		}
	}
	return market.Duty{}, false
}

// says returns the first line of the seller's texts that holds one of the words, which are folded as by cue.Fold, and where it stands.
func says(site *facts.Site, words ...string) (line, at string) {
	for t := range site.SellerTexts() {
		if line := lineOf(t.Text, words...); line != "" {
			return line, t.URL
		}
	}
	return "", ""
}

// lineOf returns the first line of a text that holds one of the folded words.
func lineOf(text string, words ...string) string {
	for line := range strings.Lines(text) {
		folded := cue.Fold(line)
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(folded, w) }) {
			return cue.Sentence(line, cue.Hit{})
		}
	}
	return ""
}

// homeText is all that the home page says, its frame included.
func homeText(site *facts.Site) string {
	if site.Home == nil {
		return ""
	}
	p := site.Read(site.Home)
	return p.Text + "\n" + frameText(site, p)
}

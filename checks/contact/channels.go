package contact

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/ident"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// Channels counts the kinds of contact that the seller gives: phone, e-mail, street address. Forms and chats are counted apart, since
// they leave the buyer with nothing in hand; samples and addresses of others are not counted.
var Channels = checks.Site(checks.Meta{
	ID:     "contact-channels",
	Title:  "The seller can be reached in at least two ways",
	Why:    "One channel can fail. A phone number, an e-mail address or a street address besides a form shows that somebody is there and wants to be reached.",
	Fix:    "Give at least two of these on your contact page: a phone number, an e-mail address, a street address. A form or chat may come on top.",
	Effort: 1,
	Messages: map[string]string{
		"enough":    "Ways to reach the seller: {channels}",
		"one":       "Only one way to reach the seller was found on the pages read, besides forms and chat: {channels}",
		"form-only": "Only a form or a chat was found on the pages read; no phone number, no e-mail address, no street address",
		"none":      "No way to reach the seller was found on the pages read",
		"here":      "This is where visitors look for ways to reach the seller",
		"others":    "Contact data were found only in texts that name others as well, so it could not be told whether they are the seller's",
		"veiled":    "Not enough was found in what could be read, but this was not read in full: {url}",
	},
	Factor: verdict.ServiceQuality, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{merchant, eCommerce},
	Rests:   []string{"email", "phone", "address", "form"},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeChannels)

func judgeChannels(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	have, at := channels(site)
	if len(have) >= 2 {
		return checks.Pass(checks.Msg("enough", "channels", have))
	}
	if url := hidden(site); url != "" {
		return checks.Unknown(checks.Msg("veiled", "url", url))
	}
	weak := len(site.Forms)+len(site.Chats) > 0
	switch {
	case len(have) == 1:
		reason := checks.Msg("one", "channels", have)
		return checks.Absent(in, checks.Warn(reason, checks.Find(reason, verdict.Evidence{URL: at, Value: have[0], Limit: "at least 2"})))
	case othersOnly(site):
		return checks.Unknown(checks.Msg("others"))
	case weak:
		return checks.Absent(in, checks.Warn(checks.Msg("form-only"), checks.Find(checks.Msg("form-only"), verdict.Evidence{URL: formAt(site)})))
	default:
		return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("here"), verdict.Evidence{URL: where(site)})))
	}
}

// channels names the kinds of contact that the seller gives, with where the first stands.
func channels(site *facts.Site) (have []string, at string) {
	add := func(name, url string) {
		have = append(have, name)
		if at == "" {
			at = url
		}
	}
	if list := sellers(site, site.Phones); len(list) > 0 {
		add("phone", list[0].URL)
	}
	for _, c := range sellers(site, site.Emails) {
		if c.Valid || !strings.Contains(c.Value, "@") { // "info(at)shop.example" reaches the seller as well
			add("e-mail", c.URL)
			break
		}
	}
	for i := range site.Addresses {
		if a := &site.Addresses[i]; a.Seller && !a.Dummy && a.Kind == ident.KindStreet {
			add("street address", a.URL)
			break
		}
	}
	return have, at
}

// othersOnly reports whether contact data were found that may be the seller's or somebody else's.
func othersOnly(site *facts.Site) bool {
	for _, list := range [][]facts.Contact{site.Emails, site.Phones} {
		for i := range list {
			if !list[i].Seller && list[i].Dummy == "" {
				return true
			}
		}
	}
	for i := range site.Addresses {
		if a := &site.Addresses[i]; !a.Seller && !a.Dummy {
			return true
		}
	}
	return false
}

func formAt(site *facts.Site) string {
	if len(site.Forms) > 0 {
		return site.Forms[0].URL
	}
	return site.Chats[0].URL
}

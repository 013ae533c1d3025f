// Package privacy holds the checks of what a shop says and does about personal data, beyond that there is a privacy policy at all.
package privacy

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// All lists the checks of this group.
var All = []checks.Check{
	Controller,
	Content,
	ConsentFirst,
	RejectOption,
	URLLeak,
	USOptOut,
	RejectRespected,
}

// Sources that the checks share.
var (
	gdpr = verdict.Source{Title: "General Data Protection Regulation (EU) 2016/679, article 13", URL: "https://eur-lex.europa.eu/eli/reg/2016/679/oj", Market: "eu"}
	lgpd = verdict.Source{Title: "Lei Geral de Proteção de Dados (Brazil), art. 9", URL: "https://www.planalto.gov.br/ccivil_03/_ato2015-2018/2018/lei/l13709.htm", Market: "br"}
)

// texts are the privacy policies that say something, the longest first; unseen is the address of one that could not be read to its end, or
// that lies elsewhere.
func texts(site *facts.Site) (list []*facts.Policy, unseen string) {
	all := site.Policies(facts.PolicyPrivacy)
	for i := range all {
		if pol := &all[i]; pol.Hollow == "" && pol.Text != "" {
			list = append(list, pol)
		}
	}
	unseen = site.Unread(facts.PolicyPrivacy)
	if unseen == "" && len(list) == 0 {
		unseen = away(site)
	}
	return list, unseen
}

// away returns an address outside what was read that the frame of the home page calls privacy.
func away(site *facts.Site) string {
	if site.Home == nil {
		return ""
	}
	for l := range site.Snap.Links(site.Home) {
		to := site.Snap.Str(l.To)
		if l.Kind == snapshot.LinkAnchor && l.Zone.Shared() && !site.Own(to) && cue.Default().Has(site.Snap.Str(l.Text), cue.LinkText, site.Lang, cue.Privacy) {
			return to
		}
	}
	return ""
}

// unjudged answers where there is no privacy policy to look at.
func unjudged(unseen string) checks.Outcome {
	if unseen != "" {
		return checks.Unknown(checks.Msg("unread", "url", unseen))
	}
	return checks.NotApplicable(checks.Msg("none"))
}

package reputation

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// SealResolves looks whether a seal that the home page shows leads to its issuer's page on the shop, and what that page says where it could be read: only a page that
// says that the seal does not hold, or that is about another shop and names nothing of this one, is held against the shop. Having seals earns nothing, and payment
// logos are none.
var SealResolves = checks.Site(checks.Meta{
	ID:     "reputation-seal-resolves",
	Title:  "Seals lead to their issuer's page on the shop",
	Why:    "Anybody can copy a picture of a seal. Only the issuer's page shows that it was given to this shop.",
	Fix:    "Link each seal to your certificate on its issuer's site, or use the issuer's own code. Take down seals that you do not hold.",
	Effort: 1,
	Messages: map[string]string{
		"linked":   "Each seal shown leads to its issuer: {seen}",
		"unlinked": "Seals that do not lead to a page of their issuer: {bad} of {seen}",
		"seal":     "This picture of a seal leads to no page of its issuer: {issuer}",
		"none":     "No seal that we know was seen on the home page",
		"denied":   "The issuer's page contradicts a seal: {bad} of {seen}",
		"ended":    "The issuer's page says that this seal does not hold: {issuer}",
		"other":    "The issuer's page is about another shop, {other}: {issuer}",
		"gone":     "The issuer has no page at the address to which this seal leads: {issuer}",
	},
	Factor: verdict.Integrity, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{{Title: "Kim, Ferrin and Rao (2008), A trust-based consumer decision-making model in electronic commerce: third-party seals"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeSealResolves)

// maxSealWords is how many words a picture of a seal is described with at most: more belong to an article on seals.
const maxSealWords = 6

func judgeSealResolves(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if site.Home == nil {
		return checks.NotApplicable(checks.Msg("none"))
	}
	home := site.Read(site.Home)
	images := home.Images
	for _, id := range home.Blocks {
		if b := site.Snap.Block(id); b != nil {
			images = append(images[:len(images):len(images)], b.Images...)
		}
	}
	linked := linkedIssuers(site, home)
	met := map[string]bool{}
	var findings []verdict.Finding
	for _, im := range images {
		seal := vendor.SealImage(site.Snap.Str(im.Src), site.Snap.Str(im.Alt))
		if seal == nil || met[seal.Name] || len(strings.Fields(site.Snap.Str(im.Alt))) > maxSealWords {
			continue
		}
		if met[seal.Name] = true; !linked[seal.Name] {
			findings = append(findings, checks.Find(checks.Msg("seal", "issuer", seal.Name), verdict.Evidence{URL: site.URL(site.Home), Target: site.Snap.Str(im.Src), Snippet: site.Snap.Str(im.Alt)}))
		}
	}
	ended := false
	for i := range site.Snap.Certificates {
		cert := &site.Snap.Certificates[i]
		met[cert.Issuer] = true
		if f, sure := contradiction(site, cert); f != nil {
			ended = ended || sure
			findings = append(findings, *f)
		}
	}
	switch {
	case len(met) == 0:
		return checks.NotApplicable(checks.Msg("none"))
	case ended:
		return checks.Fail(checks.Msg("denied", "bad", len(findings), "seen", len(met)), findings...)
	case len(findings) > 0:
		return checks.Warn(checks.Msg("unlinked", "bad", len(findings), "seen", len(met)), findings...)
	default:
		return checks.Pass(checks.Msg("linked", "seen", len(met)))
	}
}

// linkedIssuers are the issuers to whose certificates the home page links, or whose own code it loads.
func linkedIssuers(site *facts.Site, home *snapshot.Page) map[string]bool {
	out := map[string]bool{}
	for l := range site.Snap.Links(home) {
		u, err := url.Parse(site.Snap.Str(l.To))
		if err != nil {
			continue
		}
		if site.Own(site.Snap.Str(l.To)) { // by way of the shop: "/go?to=https://issuer/…"
			u = passedOn(u)
		}
		seal := vendor.SealIssuer(u.Hostname())
		if seal == nil {
			continue
		}
		switch l.Kind {
		case snapshot.LinkAnchor:
			out[seal.Name] = out[seal.Name] || seal.Certificate(u)
		case snapshot.LinkScript, snapshot.LinkFrame, snapshot.LinkImage:
			out[seal.Name] = true
		}
	}
	return out
}

// passedOn returns the address that a link hands over to a page that leads on; the link itself where there is none.
func passedOn(u *url.URL) *url.URL {
	for _, values := range u.Query() {
		for _, v := range values {
			if to, err := url.Parse(v); err == nil && to.Host != "" && strings.HasPrefix(to.Scheme, "http") {
				return to
			}
		}
	}
	return u
}

package identity

import (
	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CNICP looks for the filing number of sites hosted in mainland China and for the link to the authority's register that goes with it. Where a site is
// hosted is not seen from its pages: without a number the answer is unknown, unless the number of the public security filing, which comes second,
// is shown.
var CNICP = checks.Site(checks.Meta{
	ID:     "identity-cn-icp",
	Title:  "The ICP filing number is shown and linked to its register",
	Why:    "The line 京ICP备…号 at the foot of a site tells Chinese visitors that it is filed; the link lets them check the number.",
	Fix:    "Put your ICP filing number at the foot of the home page and link it to https://beian.miit.gov.cn/.",
	Effort: 1,
	Messages: map[string]string{
		"linked":   "The filing number is shown and linked: {number}",
		"unlinked": "The filing number is shown without a link to beian.miit.gov.cn: {number}",
		"inside":   "The filing number is shown, but not at the foot of the home page: {number}",
		"none":     "A public security filing is shown, but no ICP filing number was found on the pages read",
		"unknown":  "No ICP filing number was found; it is asked of sites hosted in mainland China only, and where this one is hosted is not known",
		"look":     textLook,
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "非经营性互联网信息服务备案管理办法 第十三条 (China, measures on the filing of internet information services, article 13)", URL: "https://www.miit.gov.cn/", Market: "cn"}},
	Needs:   snapshot.HavePages, Markets: []string{"cn"}, Since: "0.1",
}, struct{}{}, judgeCNICP)

func judgeCNICP(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	var filing, security *facts.Number
	for i := range site.Numbers {
		switch n := &site.Numbers[i]; {
		case n.Kind == "cn-icp" && filing == nil:
			filing = n
		case n.Kind == "cn-psb" && security == nil:
			security = n
		}
	}
	linked := homeLinks(site, func(to, _ string) bool { return hostEnds(to, "beian.miit.gov.cn", "miitbeian.gov.cn", "miit.gov.cn") })
	switch {
	case filing != nil && linked:
		return checks.Pass(checks.Msg("linked", "number", filing.Value))
	case filing != nil:
		reason := checks.Msg("unlinked", "number", filing.Value)
		if site.Home == nil || filing.URL != site.URL(site.Home) {
			reason = checks.Msg("inside", "number", filing.Value)
		}
		return checks.Absent(in, checks.Warn(reason, checks.Find(reason, verdict.Evidence{URL: filing.URL, Selector: facts.Place(filing.Zone), Snippet: filing.Near})))
	case security == nil:
		return checks.Unknown(checks.Msg("unknown"))
	default:
		return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("look"), verdict.Evidence{URL: security.URL, Snippet: security.Near})))
	}
}

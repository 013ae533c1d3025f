package identity

import (
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CNLicence looks on the home page for the data of the business licence: its 18-character code, a link or picture named after it, a link to the
// register of the market authority, or the statement that none is needed.
var CNLicence = checks.Site(checks.Meta{
	ID:     "identity-cn-licence",
	Title:  "The business licence or its code is shown on the home page",
	Why:    "Chinese buyers look for 营业执照 or the 统一社会信用代码 at the foot of the home page to see whether the seller is registered.",
	Fix:    "Show your 营业执照 data, or a link to them, on the home page all the time; best the name, the 统一社会信用代码 and a link named 营业执照 in the footer.",
	Effort: 1,
	Messages: map[string]string{
		"code":      "The credit code is on the home page and well-formed: {code}",
		"link":      "A link or picture on the home page leads to the business licence: {label}",
		"exempt":    "The seller states that no registration is needed: {line}",
		"elsewhere": "The business licence or its code is shown, but not on the home page",
		"none":      "Neither a business licence nor its code was found on the pages read",
		"look":      textLook,
		"script":    "The home page is filled by scripts or was cut off, so it could not be read in full: {url}",
	},
	Factor: verdict.VendorIdentity, Stage: verdict.StageBoth, Severity: verdict.High,
	Sources: []verdict.Source{{Title: "电子商务法 第十五条 (China, E-Commerce Law, article 15)", URL: "https://www.npc.gov.cn/npc/c2/c30834/201905/t20190521_296675.html", Market: "cn"}},
	Needs:   snapshot.HavePages, Markets: []string{"cn"}, Since: "0.1",
	Rests: []string{"number"},
}, struct{}{}, judgeCNLicence)

var (
	licenceWords = foldAll("营业执照", "營業執照", "工商执照", "证照信息", "资质证照", "经营资质", "亮照", "工商公示", "电子标识", "business licen")
	noLicence    = foldAll("不需要办理市场主体登记", "无需办理市场主体登记", "依法无需办理", "免于办理市场主体登记", "无须办理市场主体登记")
)

func judgeCNLicence(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if site.Home == nil {
		return checks.Absent(in, checks.NotApplicable(checks.Msg("none")))
	}
	elsewhere := ""
	for i := range site.Numbers {
		n := &site.Numbers[i]
		switch {
		case n.Kind != "cn-uscc" || !n.Seller:
		case n.WellFormed && (n.Zone.Shared() || site.At(n.URL) == site.Home):
			return checks.Pass(checks.Msg("code", "code", n.Value))
		case elsewhere == "":
			elsewhere = n.URL
		}
	}
	if label := licenceOnHome(site); label != "" {
		return checks.Pass(checks.Msg("link", "label", label))
	}
	if line := lineOf(homeText(site), noLicence...); line != "" {
		return checks.Pass(checks.Msg("exempt", "line", line))
	}
	if elsewhere == "" {
		_, elsewhere = says(site, licenceWords...)
	}
	home := site.URL(site.Home)
	switch {
	case site.Home.Shell || site.Home.Truncated:
		return checks.Unknown(checks.Msg("script", "url", home))
	case elsewhere != "":
		return checks.Absent(in, checks.Warn(checks.Msg("elsewhere"), checks.Find(checks.Msg("elsewhere"), verdict.Evidence{URL: elsewhere})))
	case hidden(site) != "":
		return checks.Unknown(checks.Msg("script", "url", hidden(site)))
	default:
		return checks.Absent(in, checks.Fail(checks.Msg("none"), checks.Find(checks.Msg("look"), verdict.Evidence{URL: home, Selector: "footer"})))
	}
}

// licenceOnHome returns the label of a link, picture or line on the home page that shows the business licence, "" when there is none.
func licenceOnHome(site *facts.Site) string {
	names := func(s string) bool {
		folded := cue.Fold(s)
		return slices.ContainsFunc(licenceWords, func(w string) bool { return strings.Contains(folded, w) })
	}
	label := ""
	homeLinks(site, func(to, text string) bool {
		if names(text) || hostEnds(to, "gsxt.gov.cn", "samr.gov.cn", "szcert.ebs.org.cn") {
			label = text
			if label == "" {
				label = to
			}
		}
		return label != ""
	})
	p := site.Read(site.Home)
	images := slices.Clone(p.Images)
	for _, id := range p.Blocks {
		if b := site.Snap.Block(id); b != nil {
			images = append(images, b.Images...)
		}
	}
	for _, im := range images {
		src := strings.ToLower(site.Snap.Str(im.Src))
		if label == "" && (names(site.Snap.Str(im.Alt)) || strings.Contains(src, "yingyezhizhao") || strings.Contains(src, "yyzz") || strings.Contains(src, "business-licen")) {
			label = site.Snap.Str(im.Src)
		}
	}
	if label == "" {
		label = lineOf(homeText(site), licenceWords...)
	}
	return label
}

// hostEnds reports whether an address lies on one of the hosts or below.
func hostEnds(address string, hosts ...string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	h := strings.ToLower(u.Hostname())
	return slices.ContainsFunc(hosts, func(want string) bool { return h == want || strings.HasSuffix(h, "."+want) })
}

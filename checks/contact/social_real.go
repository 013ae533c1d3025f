package contact

import (
	"net/url"
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// SocialReal looks at the links to social networks in the frame and on the home page: whether they lead to a profile of somebody. Networks answer
// programs with walls, so the address is all that is looked at; followers and posts are nobody's business here.
var SocialReal = checks.Site(checks.Meta{
	ID:     "contact-social-real",
	Title:  "Links to social networks lead to the shop's own profile",
	Why:    "An icon that leads to the front page of a network, or to the profile of the shop system, shows that nobody has filled in the template.",
	Fix:    "Put the address of your own profile behind each icon, and remove the icons of networks that you do not use.",
	Effort: 1,
	Messages: map[string]string{
		"profiles": "Links to social networks lead to a profile: {profiles}",
		"bad":      "Links to social networks without a profile of the shop: {bad} of {seen}",
		"front":    "Leads to the front page of the network, not to a profile: {network}",
		"system":   "Leads to the profile of the shop system or of a template: {network}",
		"nowhere":  "Is named after a network and leads nowhere: {network}",
		"none":     "No link to a social network was found in the frame or on the home page",
	},
	Factor: verdict.Reputation, Stage: verdict.StageInitial, Severity: verdict.Low,
	Sources: []verdict.Source{{Title: "Beyond Phish (2023): links to social networks and whether they lead to a profile"}},
	Needs:   snapshot.HavePages, Since: "0.1",
}, struct{}{}, judgeSocialReal)

func judgeSocialReal(in *checks.Input, _ struct{}) checks.Outcome {
	site := in.Site
	if site.Home == nil {
		return checks.Absent(in, checks.NotApplicable(checks.Msg("none")))
	}
	var findings []verdict.Finding
	var profiles []string
	met := map[string]bool{}
	for l := range site.Snap.Links(site.Read(site.Home)) {
		to, text := site.Snap.Str(l.To), site.Snap.Str(l.Text)
		network, fault := profile(to, text, l.Flags)
		if l.Kind != snapshot.LinkAnchor || network == "" || met[to+text] {
			continue
		}
		met[to+text] = true
		switch {
		case fault == "":
			if !slices.Contains(profiles, network) {
				profiles = append(profiles, network)
			}
		default:
			ev := verdict.Evidence{URL: site.URL(site.Home), Target: to, Selector: facts.Place(l.Zone), Snippet: text}
			findings = append(findings, checks.Find(checks.Msg(fault, "network", network), ev))
		}
	}
	switch seen := len(profiles) + len(findings); {
	case seen == 0:
		return checks.NotApplicable(checks.Msg("none"))
	case len(findings) > 0:
		return checks.Warn(checks.Msg("bad", "bad", len(findings), "seen", seen), findings...)
	default:
		return checks.Pass(checks.Msg("profiles", "profiles", profiles))
	}
}

// names of networks as icons are labelled, folded.
var networkNames = []string{"facebook", "instagram", "pinterest", "twitter", "youtube", "tiktok", "linkedin", "x (twitter)", "snapchat", "tumblr", "vimeo", "xing"}

// profile tells a link to a social network: which one, and what is wrong with it. Links that share the page, and messengers, are none.
func profile(to, text string, flags snapshot.LinkFlag) (network, fault string) {
	if label := strings.ToLower(strings.TrimSpace(text)); slices.Contains(networkNames, label) && flags&snapshot.LinkHandled == 0 && (to == "" || to == "#") {
		return label, "nowhere"
	}
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return "", ""
	}
	network = vendor.SocialNetwork(u.Hostname())
	path := strings.ToLower(strings.Trim(u.EscapedPath(), "/"))
	first, _, _ := strings.Cut(path, "/")
	switch {
	case network == "" || messenger(network) || shares(path, u.RawQuery):
		return "", ""
	case path == "" && u.RawQuery == "" || slices.Contains([]string{"home", "home.php", "login", "login.php", "signup", "explore", "feed", "accounts"}, first):
		if subdomain(u.Hostname(), network) {
			return network, "" // "shop.tumblr.com" is a profile by itself
		}
		return network, "front"
	case systems[strings.TrimPrefix(first, "@")] && !strings.Contains(path, "/"):
		return network, "system"
	default:
		return network, ""
	}
}

func subdomain(host, network string) bool {
	name, ok := strings.CutSuffix(strings.ToLower(host), "."+network)
	return ok && name != "www" && name != "m" && name != "de-de" && name != "web" && name != "mobile"
}

func messenger(network string) bool {
	return slices.Contains([]string{"m.me", "messenger.com", "whatsapp.com", "wa.me", "t.me", "telegram.me", "viber.com", "line.me", "lin.ee", "discord.gg", "discord.com", "kakao.com", "pf.kakao.com", "qq.com", "t.co", "youtu.be", "naver.com"}, network)
}

// shares reports whether an address shares the page it stands on.
func shares(path, query string) bool {
	for _, w := range []string{"share", "sharer", "intent", "pin/create", "submit", "dialog", "sharearticle", "msg/text"} {
		if strings.Contains(path, w) {
			return true
		}
	}
	return strings.Contains(query, "url=") || strings.Contains(query, "u=http")
}

// systems are profiles that shop systems and their templates come with.
var systems = map[string]bool{
	"shopify": true, "woocommerce": true, "wordpress": true, "wordpressdotcom": true, "prestashop": true, "magento": true, "opencart": true, "wix": true, "squarespace": true, "shopware": true,
	"bigcommerce": true, "ecwid": true, "weebly": true, "envato": true, "themeforest": true, "elementor": true, "shoptimized": true, "nuvemshop": true, "tiendanube": true, "lojaintegrada": true, "cafe24": true,
	"username": true, "yourusername": true, "your_username": true, "yourpage": true, "yourprofile": true, "yourname": true, "yourshop": true, "yourstore": true, "example": true, "profile": true, "#": true, "user": true,
}

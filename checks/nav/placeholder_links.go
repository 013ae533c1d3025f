package nav

import (
	"net/url"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/checks/facts"
	"github.com/shopvet/shopvet/knowledge/cue"
	"github.com/shopvet/shopvet/knowledge/telling"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// PlaceholderSettings say how many links may lead nowhere.
type PlaceholderSettings struct {
	Warn int `toml:"warn"` // up to this many it is a warning
}

// PlaceholderLinks counts what a template's maker left to be filled in: footer links to nothing, and links to social networks that lead
// to the network's own home page. A script may make something of a link to "#" without any trace in the page, so links that look like a
// control (cookie settings, chat, back to the top) are left out, and in header and menu, where such links open submenus, all that do
// not name a social network.
var PlaceholderLinks = checks.Site(checks.Meta{
	ID:     "nav-placeholder-links",
	Title:  "Links in header, menu and footer have been filled in",
	Why:    "Links that do nothing, or lead to Facebook's own home page, are left-overs of a template; they tell visitors that nobody finished the shop.",
	Fix:    "Fill in the right address for each link listed here, or remove the link, in the theme settings of your shop system.",
	Effort: 1,
	Messages: map[string]string{
		"none":    "No link in header, menu or footer was left empty on the pages read",
		"some":    "Links in header, menu and footer that were never filled in: {bad}",
		"nowhere": "\"{text}\" leads nowhere",
		"network": "\"{text}\" leads to the home page of {host} instead of the shop's own profile",
	},
	Factor: verdict.PresentationQuality, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "Left-overs of templates; a convention of this project"},
		{Title: "Beyond Phish: Toward Detecting Online Stores by Content (2023), on links to social profiles"},
	},
	Needs: snapshot.HavePages, Since: "0.1",
}, PlaceholderSettings{Warn: 2}, judgePlaceholderLinks)

func judgePlaceholderLinks(in *checks.Input, p PlaceholderSettings) checks.Outcome {
	s := placeholders{in: in, cues: cue.Default(), seen: map[string]bool{}, blocks: map[snapshot.BlockID]bool{}}
	for page := range in.Site.Each(in.Site.Pages) {
		s.read(page, page.Links)
		for _, id := range page.Blocks {
			if b := in.Snap.Block(id); b != nil && !s.blocks[id] {
				s.blocks[id] = true
				s.read(page, b.Links)
			}
		}
	}
	if page, links := tail(in.Site, newLegalLinks(in.Site)); page != nil {
		s.read(page, links)
	}
	var o checks.Outcome
	switch n := len(s.findings); {
	case len(in.Site.Pages) == 0:
		return checks.Unknown(checks.Msg(checks.KeyNoPages))
	case n == 0:
		o = checks.Pass(checks.Msg("none"))
	case n <= p.Warn:
		o = checks.Warn(checks.Msg("some", "bad", n), s.findings...)
	default:
		o = checks.Fail(checks.Msg("some", "bad", n), s.findings...)
	}
	if s.inert > 0 {
		o.Confidence = verdict.Likely
	}
	return o
}

// placeholders gathers links that were never filled in, each text and target once.
type placeholders struct {
	in       *checks.Input
	cues     *cue.Matcher
	seen     map[string]bool
	blocks   map[snapshot.BlockID]bool
	findings []verdict.Finding
	inert    int // of them, links to nothing
}

func (s *placeholders) read(p *snapshot.Page, links []snapshot.Link) {
	for _, l := range links {
		if l.Kind != snapshot.LinkAnchor || !l.Zone.Shared() {
			continue
		}
		to, text := s.in.Snap.Str(l.To), strings.TrimSpace(s.in.Snap.Str(l.Text))
		host := bareNetwork(to)
		nowhere := host == "" && (isInert(to) && s.leftOver(l, text) || reachesNobody(to) && l.Flags&snapshot.LinkHidden == 0)
		if key := text + "\n" + to; (host != "" || nowhere) && !s.seen[key] {
			s.seen[key] = true
			m := checks.Msg("network", "text", text, "host", host)
			if nowhere {
				m = checks.Msg("nowhere", "text", text)
				s.inert++
			}
			s.findings = append(s.findings, checks.Find(m, verdict.Evidence{
				URL: s.in.Site.URL(p), Target: to, Selector: facts.Place(l.Zone) + ": " + text, Snippet: text}))
		}
	}
}

// leftOver reports whether a link to nothing is one that nobody filled in, and no control.
func (s *placeholders) leftOver(l snapshot.Link, text string) bool {
	if l.Flags&(snapshot.LinkHandled|snapshot.LinkHidden) != 0 || text == "" || toTop(text) || telling.In(strings.ToLower(text), telling.ShownCode) {
		return false
	}
	if l.Zone != snapshot.ZoneFooter {
		return namesNetwork(text)
	}
	for _, hit := range s.cues.Match(text, cue.LinkText, s.in.Site.Lang) {
		switch hit.Concept {
		case cue.Cookies, cue.Login, cue.Account, cue.Newsletter, cue.Chat, cue.Switch, cue.Search, cue.Cart, cue.Acting, cue.Accessibility:
			return false
		}
	}
	return true
}

// isInert reports whether an address leads nowhere by itself.
func isInert(to string) bool {
	if to == "" || to == "#" {
		return true
	}
	script, ok := strings.CutPrefix(strings.ToLower(to), "javascript:")
	if !ok {
		return false
	}
	switch strings.TrimRight(strings.ReplaceAll(script, " ", ""), ";") {
	case "", "#", "void(0)", "void0", "void()", "0":
		return true
	}
	return false
}

// reachesNobody reports whether a link opens a mail program or dials without saying whom.
func reachesNobody(to string) bool {
	scheme, whom, ok := strings.Cut(strings.ToLower(to), ":")
	switch {
	case !ok:
		return false
	case scheme == "mailto":
		return strings.TrimSpace(whom) == ""
	case scheme == "tel" || scheme == "callto" || scheme == "sms":
		return !strings.ContainsAny(whom, "0123456789")
	}
	return false
}

// toTop recognises links that lead back to the top of the page, which is what "#" does.
func toTop(text string) bool {
	lower := strings.ToLower(text)
	for _, word := range []string{
		"top", "up", "nach oben", "seitenanfang", "haut", "arriba", "inicio de", "topo", "su", "inizio", "boven", "omhoog", "góry", "górę",
		"наверх", "вверх", "トップ", "先頭", "上へ", "맨 위", "위로", "顶部", "頂部", "回到顶", "↑", "▲", "⬆", "^", "⌃",
	} {
		if lower == word || len(word) > 2 && strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// networks are hosts whose bare home page is nobody's profile.
var networks = []string{
	"facebook.com", "instagram.com", "twitter.com", "x.com", "youtube.com", "linkedin.com", "pinterest.com", "tiktok.com", "snapchat.com",
	"tumblr.com", "vimeo.com", "vk.com", "ok.ru", "xing.com", "weibo.com", "threads.net", "telegram.me", "t.me", "wa.me", "line.me", "twitch.tv",
}

// bareNetwork returns the host when an address is the bare home page of a social network, else "".
func bareNetwork(address string) string {
	if !strings.HasPrefix(address, "http") {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		return ""
	}
	host := strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), "m.")
	for _, n := range networks {
		if host == n {
			return n
		}
	}
	return ""
}

// namesNetwork reports whether a link's text is the name of a social network.
func namesNetwork(text string) bool {
	lower := strings.ToLower(text)
	for _, name := range []string{"facebook", "instagram", "twitter", "youtube", "linkedin", "pinterest", "tiktok", "snapchat", "tumblr", "vimeo", "xing", "weibo", "telegram", "whatsapp"} {
		if strings.Contains(lower, name) {
			return true
		}
	}
	return false
}

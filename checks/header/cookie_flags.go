package header

import (
	"slices"
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/knowledge/vendor"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CookieSettings say when a cookie with an unknown name is taken for one that recognises a visitor again.
type CookieSettings struct {
	MinLength  int     `toml:"min_length"`  // bytes of the value
	MinEntropy float64 `toml:"min_entropy"` // bits per character of the value
}

// CookieFlags looks at cookies by what they are for. Those that stand for a visitor must be protected; cart cookies and tokens against forged
// requests are made to be read by scripts, and must only be such that browsers take them; consent, measuring, language and load-balancing cookies
// open nothing and are not judged.
var CookieFlags = checks.Site(checks.Meta{
	ID:    "header-cookie-flags",
	Title: "Cookies that recognise a visitor are protected",
	Why:   "Whoever gets hold of the session cookie is the customer, as far as the shop can tell; three marks keep it from networks, scripts and other sites.",
	Fix: "Set Secure, HttpOnly and SameSite=Lax on the session cookie. Shop systems and languages have a setting for it, for instance " +
		"session.cookie_secure, session.cookie_httponly and session.cookie_samesite in PHP.",
	Effort: 1,
	Messages: map[string]string{
		"protected":     "Every session cookie seen carries Secure, HttpOnly and SameSite: {seen}",
		"in-clear":      "Session cookies that may travel without encryption: {bad} of {seen}",
		"part":          "Session cookies that lack a protection: {bad} of {seen}",
		"refused":       "Cookies of sign-in, cart or forms that browsers refuse: {bad}",
		"none":          "No session cookie was set on the pages read",
		"too-many":      "More cookies were set than are looked at, and no session cookie is among the first: {most}",
		"plain-http":    "The session cookies seen were set without encryption, where they cannot be marked Secure",
		"lacks":         "The {role} cookie {name} lacks {flags}",
		"lacks-clear":   "The {role} cookie {name} lacks Secure, so it may travel without encryption",
		"none-insecure": "Browsers refuse the {role} cookie {name}: SameSite=None counts only with Secure",
		"prefix-secure": "Browsers refuse the {role} cookie {name}: a name that begins so needs Secure",
		"prefix-host":   "Browsers refuse the {role} cookie {name}: a name that begins with __Host- needs Secure, Path=/ and no Domain",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "RFC 6265, HTTP State Management Mechanism", URL: "https://www.rfc-editor.org/rfc/rfc6265"},
		{Title: "IETF draft, Cookies: HTTP State Management Mechanism (RFC 6265bis)", URL: "https://datatracker.ietf.org/doc/draft-ietf-httpbis-rfc6265bis/"},
		{Title: "OWASP Session Management Cheat Sheet", URL: "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html"},
	},
	Needs: snapshot.HavePages, Public: true, Since: "0.1",
}, CookieSettings{MinLength: 16, MinEntropy: 3}, judgeCookieFlags)

// tally is what was found of the cookies of a shop.
type tally struct {
	clear, part, refused []verdict.Finding
	seen, plain          int // session cookies set over https, and over http
}

func judgeCookieFlags(in *checks.Input, p CookieSettings) checks.Outcome {
	var t tally
	for i := range in.Snap.Cookies {
		t.judge(&in.Snap.Cookies[i], p)
	}
	var o checks.Outcome
	switch bad := len(t.clear) + len(t.part); {
	case len(t.clear) > 0:
		o = checks.Fail(checks.Msg("in-clear", "bad", len(t.clear), "seen", t.seen), slices.Concat(t.clear, t.part, t.refused)...)
	case len(t.part) > 0:
		o = checks.Warn(checks.Msg("part", "bad", bad, "seen", t.seen), slices.Concat(t.part, t.refused)...)
	case len(t.refused) > 0:
		o = checks.Warn(checks.Msg("refused", "bad", len(t.refused)), t.refused...)
	case t.seen > 0:
		o = checks.Pass(checks.Msg("protected", "seen", t.seen))
	case t.plain > 0:
		o = checks.Unknown(checks.Msg("plain-http"))
	case in.Snap.CookiesLeft > 0:
		o = checks.Unknown(checks.Msg("too-many", "most", len(in.Snap.Cookies)))
	default:
		o = checks.NotApplicable(checks.Msg("none"))
	}
	o.Seen = t.seen
	return o
}

// judge adds what one cookie lacks.
func (t *tally) judge(c *snapshot.Cookie, p CookieSettings) {
	role, judged := roleOf(c, p)
	if !judged {
		return
	}
	encrypted, stands := strings.HasPrefix(c.URL, "https://"), role == vendor.CookieSession || role == vendor.CookieLogin
	if !encrypted {
		if stands {
			t.plain++
		}
		return
	}
	find := func(key, limit string, slots ...any) verdict.Finding {
		return checks.Find(checks.Msg(key, append([]any{"role", string(role), "name", c.Name}, slots...)...),
			verdict.Evidence{URL: c.URL, Header: "Set-Cookie", Snippet: c.Name, Value: flagsOf(c), Limit: limit})
	}
	if key, limit := refusedFor(c); key != "" {
		t.refused = append(t.refused, find(key, limit))
		return
	}
	if !stands {
		return
	}
	t.seen++
	const limit = "Secure, HttpOnly, SameSite"
	switch missing := lacking(c); {
	case !c.Secure && len(missing) == 0:
		t.clear = append(t.clear, find("lacks-clear", limit))
	case !c.Secure:
		t.clear = append(t.clear, find("lacks", limit, "flags", append([]string{"Secure"}, missing...)))
	case len(missing) > 0:
		t.part = append(t.part, find("lacks", limit, "flags", missing))
	}
}

// refusedFor says why browsers refuse a cookie that was set over https, and what it would need; "" when they take it.
func refusedFor(c *snapshot.Cookie) (key, limit string) {
	name := strings.ToLower(c.Name)
	switch {
	case strings.HasPrefix(name, "__host-") && (!c.Secure || c.Domain != "" || c.Path != "/"):
		return "prefix-host", "Secure, Path=/, no Domain"
	case strings.HasPrefix(name, "__secure-") && !c.Secure:
		return "prefix-secure", "Secure"
	case c.SameSite == "None" && !c.Secure:
		return "none-insecure", "SameSite=None with Secure"
	default:
		return "", ""
	}
}

// lacking names the flags besides Secure that a session cookie should have and has not.
func lacking(c *snapshot.Cookie) []string {
	var list []string
	if !c.HTTPOnly {
		list = append(list, "HttpOnly")
	}
	if c.SameSite == "" {
		list = append(list, "SameSite")
	}
	return list
}

func flagsOf(c *snapshot.Cookie) string {
	var list []string
	if c.Secure {
		list = append(list, "Secure")
	}
	if c.HTTPOnly {
		list = append(list, "HttpOnly")
	}
	if c.SameSite != "" {
		list = append(list, "SameSite="+c.SameSite)
	}
	if strings.HasPrefix(strings.ToLower(c.Name), "__host-") {
		list = append(list, "Path="+c.Path)
		if c.Domain != "" {
			list = append(list, "Domain="+c.Domain)
		}
	}
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}

// roleOf tells what a cookie is for, and whether that is anything to judge. A name of which only a part is known counts as that of a session only
// where the value looks like a key.
func roleOf(c *snapshot.Cookie, p CookieSettings) (role vendor.CookieRole, judged bool) {
	key := c.Length >= p.MinLength && c.Entropy >= p.MinEntropy
	role, exact := vendor.Cookie(c.Name)
	switch role {
	case vendor.CookieCart, vendor.CookieCSRF:
		return role, true
	case vendor.CookieSession, vendor.CookieLogin:
		return role, exact || key
	case "":
		return vendor.CookieSession, key && namedSession(c.Name)
	default:
		return role, false
	}
}

// namedSession reports whether an unknown name says that it is one of a session.
func namedSession(name string) bool {
	name = strings.ToLower(name)
	name = strings.TrimPrefix(strings.TrimPrefix(name, "__host-"), "__secure-")
	return strings.Contains(name, "sess") || name == "sid" || strings.HasSuffix(name, ".sid") || strings.HasSuffix(name, "_sid") || strings.HasSuffix(name, "-sid")
}

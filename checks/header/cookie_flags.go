package header

import (
	"strings"

	"github.com/shopvet/shopvet/checks"
	"github.com/shopvet/shopvet/snapshot"
	"github.com/shopvet/shopvet/verdict"
)

// CookieSettings say when a cookie with an unknown name is taken for one that recognises a visitor again.
type CookieSettings struct {
	MinLength  int     `toml:"min_length"`  // bytes of the value
	MinEntropy float64 `toml:"min_entropy"` // bits per character of the value
}

// CookieFlags looks at the cookies that stand for a visitor's session. Consent, cart, language and measuring cookies are none; a token
// against forged requests is made to be read by scripts.
var CookieFlags = checks.Site(checks.Meta{
	ID:    "header-cookie-flags",
	Title: "Cookies that recognise a visitor are protected",
	Why:   "Whoever gets hold of the session cookie is the customer, as far as the shop can tell; three marks keep it from networks, scripts and other sites.",
	Fix: "Set Secure, HttpOnly and SameSite=Lax on the session cookie. Shop systems and languages have a setting for it, for instance " +
		"session.cookie_secure, session.cookie_httponly and session.cookie_samesite in PHP.",
	Effort: 1,
	Messages: map[string]string{
		"protected":   "Every session cookie seen carries Secure, HttpOnly and SameSite: {seen}",
		"in-clear":    "Session cookies that may travel without encryption: {bad} of {seen}",
		"part":        "Session cookies that lack a protection: {bad} of {seen}",
		"none":        "No session cookie was set on the pages read",
		"plain-http":  "The session cookies seen were set without encryption, where they cannot be marked Secure",
		"lacks":       "The cookie {name} lacks {flags}",
		"lacks-clear": "The cookie {name} lacks Secure, so it may travel without encryption",
	},
	Factor: verdict.StructuralAssurance, Stage: verdict.StageBoth, Severity: verdict.Medium,
	Sources: []verdict.Source{
		{Title: "RFC 6265, HTTP State Management Mechanism", URL: "https://www.rfc-editor.org/rfc/rfc6265"},
		{Title: "OWASP Session Management Cheat Sheet", URL: "https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html"},
	},
	Needs: snapshot.HavePages, Public: true, Since: "0.1",
}, CookieSettings{MinLength: 16, MinEntropy: 3}, judgeCookieFlags)

func judgeCookieFlags(in *checks.Input, p CookieSettings) checks.Outcome {
	var clear, part []verdict.Finding
	seen, plain := 0, 0
	for i := range in.Snap.Cookies {
		c := &in.Snap.Cookies[i]
		if !sessionLike(c, p) {
			continue
		}
		if !strings.HasPrefix(c.URL, "https://") {
			plain++
			continue
		}
		seen++
		ev := verdict.Evidence{URL: c.URL, Header: "Set-Cookie", Snippet: c.Name, Value: flagsOf(c), Limit: "Secure, HttpOnly, SameSite"}
		missing := lacking(c)
		switch {
		case !c.Secure && len(missing) == 0:
			clear = append(clear, checks.Find(checks.Msg("lacks-clear", "name", c.Name), ev))
		case !c.Secure:
			clear = append(clear, checks.Find(checks.Msg("lacks", "name", c.Name, "flags", append([]string{"Secure"}, missing...)), ev))
		case len(missing) > 0:
			part = append(part, checks.Find(checks.Msg("lacks", "name", c.Name, "flags", missing), ev))
		}
	}
	var o checks.Outcome
	switch {
	case len(clear) > 0:
		o = checks.Fail(checks.Msg("in-clear", "bad", len(clear), "seen", seen), append(clear, part...)...)
	case len(part) > 0:
		o = checks.Warn(checks.Msg("part", "bad", len(part), "seen", seen), part...)
	case seen > 0:
		o = checks.Pass(checks.Msg("protected", "seen", seen))
	case plain > 0:
		o = checks.Unknown(checks.Msg("plain-http"))
	default:
		o = checks.NotApplicable(checks.Msg("none"))
	}
	o.Seen = seen
	return o
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
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}

// sessionLike tells by its name, and where that leaves doubt by its value, whether a cookie stands for a visitor's session.
func sessionLike(c *snapshot.Cookie, p CookieSettings) bool {
	name := strings.ToLower(c.Name)
	for _, other := range []string{
		"consent", "cookie", "gdpr", "csrf", "xsrf", "cart", "basket", "currency", "lang", "locale", "country", "theme", "banner", "popup",
		"newsletter", "track", "analytic", "visitor", "campaign", "referr", "_ga", "_gid", "_fbp", "_shopify_", "_hj", "matomo", "_pk_", "optimizely", "utm", "recent", "viewed", "wishlist",
	} {
		if strings.Contains(name, other) {
			return false
		}
	}
	bare := strings.TrimPrefix(strings.TrimPrefix(name, "__host-"), "__secure-")
	switch bare {
	case "phpsessid", "jsessionid", "asp.net_sessionid", "connect.sid", "ocsessid", "oscsid", "zenid", "xtcsid", "laravel_session", "rack.session", "sessionid":
		return true
	}
	if !strings.Contains(bare, "sess") && bare != "sid" && !strings.HasSuffix(bare, ".sid") && !strings.HasSuffix(bare, "_sid") && !strings.HasSuffix(bare, "-sid") &&
		!strings.HasPrefix(bare, "prestashop-") && !strings.HasPrefix(bare, "wordpress_logged_in") && !strings.HasPrefix(bare, "aspxauth") && bare != "frontend" && bare != "auth_token" && bare != "remember_token" {
		return false
	}
	return c.Length >= p.MinLength && c.Entropy >= p.MinEntropy
}

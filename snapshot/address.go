package snapshot

import (
	"net/url"
	"sort"
	"strings"
)

// Key returns the canonical form under which two addresses count as one: no fragment, no campaign or session parameters, parameters
// sorted by name. It is "" for an address that is neither http nor https.
func Key(raw string) string {
	if i := strings.IndexByte(raw, '#'); i >= 0 {
		raw = raw[:i]
	}
	if !strings.HasPrefix(raw, "http://") && !strings.HasPrefix(raw, "https://") {
		return ""
	}
	i := strings.IndexAny(raw, "?;")
	if i < 0 {
		return raw
	}
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	if j := strings.Index(strings.ToLower(u.Path), ";jsessionid="); j >= 0 {
		u.Path, u.RawPath = u.Path[:j], ""
	}
	u.RawQuery = strings.Join(Params(u.RawQuery), "&")
	u.ForceQuery = false
	return u.String()
}

// Params returns the parameters of a query as "name=value" in sorted order, without those that only say where a visitor came from or
// which visit it is.
func Params(query string) []string {
	if query == "" {
		return nil
	}
	var keep []string
	for _, part := range strings.Split(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if part != "" && !Fleeting(name) {
			keep = append(keep, part)
		}
	}
	sort.Strings(keep)
	return keep
}

// Fleeting reports whether a query parameter says nothing about the page: a session id or a campaign mark.
func Fleeting(name string) bool {
	name = strings.ToLower(name)
	if strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "mc_") || strings.HasPrefix(name, "pk_") {
		return true
	}
	switch name {
	case "gclid", "fbclid", "msclkid", "dclid", "yclid", "gbraid", "wbraid", "srsltid", "_ga", "_gl", "ref_src", "mtm_campaign",
		"phpsessid", "sessionid", "session_id", "session", "sid", "jsessionid", "oscsid", "zenid", "xtcsid", "cfid", "cftoken", "aspsessionid", "s_id", "sessid":
		return true
	}
	return false
}

// Routing reports whether a query parameter chooses the kind of page, as "route" and "controller" do in many shop systems.
func Routing(name string) bool {
	switch strings.ToLower(name) {
	case "route", "rt", "controller", "main_page", "module", "fc", "m", "view", "task", "option", "do", "cl", "act":
		return true
	}
	return false
}

package snapshot

import (
	"net/url"
	"sort"
	"strings"
)

// Key returns the canonical form under which two addresses count as one: no fragment but for a route, no campaign or session parameters,
// parameters sorted by name. It is "" for an address that is neither http nor https.
func Key(raw string) string {
	if i := strings.IndexByte(raw, '#'); i >= 0 {
		if route := Route(raw[i:]); route != "" {
			if key := Key(raw[:i]); key != "" {
				return key + strings.TrimSuffix(route, "/")
			}
			return ""
		}
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

// Route returns the part of an address that tells scripts which page to show, "#/returns" or "#!/returns"; "" where there is none, as in "#sizes" and
// in "#/", which is the page itself. No server is told of it.
func Route(raw string) string {
	i := strings.IndexByte(raw, '#')
	if i < 0 {
		return ""
	}
	way, ok := strings.CutPrefix(strings.TrimPrefix(raw[i+1:], "!"), "/")
	if !ok || strings.Trim(way, "/") == "" || way[0] == '?' {
		return ""
	}
	return raw[i:]
}

// Address returns an address without its fragment, unless that is a route.
func Address(raw string) string {
	if i := strings.IndexByte(raw, '#'); i >= 0 && Route(raw[i:]) == "" {
		return raw[:i]
	}
	return raw
}

// Unrouted returns an address with its route as the path, by which it can be judged like any other: "https://shop/returns" of "https://shop/#/returns".
func Unrouted(raw string) string {
	route := Route(raw)
	if route == "" {
		return raw
	}
	u, err := url.Parse(raw[:len(raw)-len(route)])
	if err != nil {
		return raw
	}
	path, query, _ := strings.Cut(strings.TrimLeft(route, "#!"), "?")
	if plain, err := url.PathUnescape(path); err == nil {
		path = plain
	}
	u.Path, u.RawPath, u.RawQuery = path, "", query
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
	case "gclid", "fbclid", "msclkid", "dclid", "yclid", "gbraid", "wbraid", "srsltid", "_ga", "_gl", "ref_src", "mtm_campaign":
		return true
	}
	return session(name)
}

// session reports whether a parameter is one that shop systems put the number of a visit into.
func session(name string) bool {
	switch name {
	case "phpsessid", "sessionid", "session_id", "session", "sid", "jsessionid", "oscsid", "zenid", "xtcsid", "cfid", "cftoken", "aspsessionid", "s_id", "sessid":
		return true
	}
	return false
}

// SessionParam returns the parameter of an address that carries the number of a visit, "" when none does: one that is called so and whose value
// looks drawn by lot.
func SessionParam(address string) string {
	address, _, _ = strings.Cut(address, "#")
	path, query, _ := strings.Cut(address, "?")
	if i := strings.Index(strings.ToLower(path), ";jsessionid="); i >= 0 && drawn(path[i+len(";jsessionid="):]) {
		return "jsessionid"
	}
	for part := range strings.SplitSeq(query, "&") {
		if name, value, _ := strings.Cut(part, "="); session(strings.ToLower(name)) && drawn(value) {
			return strings.ToLower(name)
		}
	}
	return ""
}

// drawn reports whether a value looks drawn by lot: long, of letters and digits.
func drawn(value string) bool {
	const least = 12
	letters, digits := 0, 0
	for _, c := range []byte(value) {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
			letters++
		case c != '-' && c != '_' && c != '.' && c != ',' && c != '!':
			return false
		}
	}
	return len(value) >= least && digits >= 2 && (letters >= 2 || digits >= 20)
}

// FolderOf splits an address in its canonical form into what is its own and what stands before and after it: "lamp" in "/shop/lamp.html", "12" in
// "/index.php?id=12&route=product". name is "" where nothing can be told apart: at the top of a shop, and where several parameters say what is shown.
func FolderOf(key string) (before, name, after string) {
	path, query, _ := strings.Cut(key, "?")
	if query != "" {
		return paramOf(key, len(path)+1, query)
	}
	end := len(strings.TrimSuffix(path, "/"))
	at := strings.LastIndexByte(path[:end], '/') + 1
	if strings.Count(path[:at], "/") < 4 { // https://host/name
		return "", "", ""
	}
	if dot := strings.LastIndexByte(path[at:end], '.'); dot > 0 {
		end = at + dot
	}
	return path[:at], path[at:end], path[end:]
}

// paramOf splits an address at the value of the only parameter of its query that does not choose the kind of page.
func paramOf(key string, from int, query string) (before, name, after string) {
	at := -1
	for part := range strings.SplitSeq(query, "&") {
		param, value, _ := strings.Cut(part, "=")
		if !Routing(param) {
			if at >= 0 || value == "" {
				return "", "", ""
			}
			at, name = from+len(param)+1, value
		}
		from += len(part) + 1
	}
	if at < 0 {
		return "", "", ""
	}
	return key[:at], name, key[at+len(name):]
}

// Routed reports whether a query parameter holds the way to a page, as a path does elsewhere: "?s=goods/detail/7.html", "?r=product/view". Short
// names are used for much else, so that the value must look like a path.
func Routed(name, value string) bool {
	if Routing(name) {
		return true
	}
	switch strings.ToLower(name) {
	case "s", "r", "q", "_route_":
		return pathLike(value)
	}
	return false
}

// pathLike reports whether a value is made of at least two words joined by slashes: "goods/index/id/1.html", "/node/5", not "1/2" or "a / b".
func pathLike(value string) bool {
	seg := strings.Split(strings.Trim(strings.ReplaceAll(strings.ReplaceAll(value, "%2F", "/"), "%2f", "/"), "/"), "/")
	if len(seg) < 2 || strings.Trim(seg[0], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_") != "" {
		return false
	}
	for _, s := range seg {
		if s == "" || strings.ContainsAny(s, " +:") || strings.Contains(s, "%20") {
			return false
		}
	}
	return true
}

// Routing reports whether a query parameter chooses the kind of page, as "route" and "controller" do in many shop systems.
func Routing(name string) bool {
	switch strings.ToLower(name) {
	case "route", "rt", "controller", "main_page", "module", "fc", "m", "view", "task", "option", "do", "cl", "act":
		return true
	}
	return false
}

package vendor

import "strings"

// servers are the beginnings of Server headers, in lower case, with the name of the software (or the delivery network) that sends them.
var servers = []struct{ mark, name string }{
	{"nginx", "nginx"}, {"openresty", "nginx"}, {"tengine", "nginx"}, {"apache", "Apache"}, {"litespeed", "LiteSpeed"}, {"openlitespeed", "LiteSpeed"},
	{"microsoft-iis", "IIS"}, {"caddy", "Caddy"}, {"cloudflare", "Cloudflare"},
}

// Server names the software that a Server header stands for, "" where it is none whose settings we know.
func Server(header string) string {
	header = strings.ToLower(strings.TrimSpace(header))
	for _, s := range servers {
		if rest, ok := strings.CutPrefix(header, s.mark); ok && (rest == "" || strings.ContainsRune("/ (;,", rune(rest[0]))) {
			return s.name
		}
	}
	return ""
}

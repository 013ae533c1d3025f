package robots

import "testing"

func TestAllowed(t *testing.T) {
	for _, c := range []struct {
		name, file, path string
		want             bool
	}{
		{"no rules", "", "/a", true},
		{"prefix", "User-agent: *\nDisallow: /a", "/abc", false},
		{"own group instead of everybody's", "User-agent: *\nDisallow: /\n\nUser-agent: ShopVet\nDisallow: /x", "/a", true},
		{"longest wins", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true},
		{"allow wins a tie", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true},
	} {
		if got := Parse([]byte(c.file), "shopvet/1.0").Allowed(c.path); got != c.want {
			t.Errorf("%s: Allowed(%q) = %v", c.name, c.path, got)
		}
	}
}

package vendor

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// CookieRole is what a cookie is for.
type CookieRole string

// The roles of cookies; "" is a cookie whose name says nothing.
const (
	CookieSession    CookieRole = "session"
	CookieLogin      CookieRole = "login"
	CookieCart       CookieRole = "cart"
	CookieCSRF       CookieRole = "csrf"
	CookieConsent    CookieRole = "consent"
	CookieAnalytics  CookieRole = "analytics"
	CookiePreference CookieRole = "preference"
	CookieBalance    CookieRole = "balance"
)

// cookieNames is what the data say of names of cookies, all in lower case.
type cookieNames struct {
	exact    map[string]CookieRole
	prefixes []cookieMark // the longest first
	words    []cookieMark // in the order of the file
}

type cookieMark struct {
	text string
	any  int // bytes that follow and may be anything, but must be there
	role CookieRole
}

var cookieData = sync.OnceValue(func() *cookieNames {
	n, err := loadCookies()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return n
})

func loadCookies() (*cookieNames, error) {
	var f struct {
		Date  string `toml:"date"`
		Roles []struct {
			ID    CookieRole `toml:"id"`
			Names []string   `toml:"names"`
			Words []string   `toml:"words"`
		} `toml:"role"`
	}
	if err := decode("cookies", &f); err != nil {
		return nil, err
	}
	n := &cookieNames{exact: map[string]CookieRole{}}
	for _, r := range f.Roles {
		for _, name := range r.Names {
			name = strings.ToLower(name)
			begin, open := strings.CutSuffix(name, "*")
			if known, twice := n.exact[name]; twice && known != r.ID {
				return nil, fmt.Errorf("read vendors cookies: %s is both %s and %s", name, known, r.ID)
			}
			if open {
				text := strings.TrimRight(begin, "?")
				n.prefixes = append(n.prefixes, cookieMark{text, len(begin) - len(text), r.ID})
				continue
			}
			n.exact[name] = r.ID
		}
		for _, w := range r.Words {
			n.words = append(n.words, cookieMark{text: strings.ToLower(w), role: r.ID})
		}
	}
	slices.SortStableFunc(n.prefixes, func(a, b cookieMark) int { return len(b.text) - len(a.text) })
	return n, nil
}

// Cookie tells by its name what a cookie is for, "" when the name says nothing. exact says that the very name is known; else
// its beginning or a word in it told.
func Cookie(name string) (role CookieRole, exact bool) {
	name = strings.ToLower(name)
	for _, mark := range []string{"__host-", "__secure-"} {
		name = strings.TrimPrefix(name, mark)
	}
	n := cookieData()
	if role, ok := n.exact[name]; ok {
		return role, true
	}
	for _, p := range n.prefixes {
		if strings.HasPrefix(name, p.text) && len(name) >= len(p.text)+p.any {
			return p.role, false
		}
	}
	for _, w := range n.words {
		if strings.Contains(name, w.text) {
			return w.role, false
		}
	}
	return "", false
}

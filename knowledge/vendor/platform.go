package vendor

import (
	"fmt"
	"strings"
)

// Signals are the marks by which a shop system shows itself. Neither order nor case matters.
type Signals struct {
	Generators []string // contents of meta generator elements
	Cookies    []string // names of cookies set
	Hosts      []string // hosts of scripts, styles and images
	Paths      []string // paths, with query, of scripts, styles, images and links
	Headers    []string // response headers, as "name" or "name: value"
}

// platform is one shop system with its marks.
type platform struct {
	Name       string   `toml:"name"`
	Generators []string `toml:"generators"`
	Cookies    []string `toml:"cookies"`
	Hosts      []string `toml:"hosts"`
	Headers    []string `toml:"headers"`
	Paths      []string `toml:"paths"`
}

// enough is the weight from which a system is named: one sure mark or two weak ones.
const enough = 2

// Platform names the shop system that sig points to, and the strongest mark it was recognised by, as a report may print it;
// both are "" when the marks are too few or name none.
func Platform(sig Signals) (name, by string) {
	sig = sig.lower()
	best := enough - 1
	for _, p := range data().platforms {
		if w, mark := p.weigh(sig); w > best {
			best, name, by = w, p.Name, mark
		}
	}
	return name, by
}

func (s Signals) lower() Signals {
	low := func(list []string) []string {
		out := make([]string, len(list))
		for i, v := range list {
			out[i] = strings.ToLower(strings.TrimSpace(v))
		}
		return out
	}
	return Signals{low(s.Generators), low(s.Cookies), low(s.Hosts), low(s.Paths), low(s.Headers)}
}

// weigh adds the weights of the marks that are there; by is the first of the strongest kind.
func (p platform) weigh(sig Signals) (weight int, by string) {
	hostUnder := func(host, mark string) bool { return host == mark || strings.HasSuffix(host, "."+mark) }
	for _, kind := range []struct {
		name   string
		weight int
		marks  []string
		seen   []string
		fits   func(seen, mark string) bool
	}{
		{"generator", 3, p.Generators, sig.Generators, strings.HasPrefix},
		{"cookie", 2, p.Cookies, sig.Cookies, strings.HasPrefix},
		{"host", 2, p.Hosts, sig.Hosts, hostUnder},
		{"header", 2, p.Headers, sig.Headers, strings.HasPrefix},
		{"path", 1, p.Paths, sig.Paths, strings.Contains},
	} {
		for _, mark := range kind.marks {
			seen, ok := find(kind.seen, mark, kind.fits)
			if !ok {
				continue
			}
			weight += kind.weight
			if by == "" {
				by = fmt.Sprintf("%s %q", kind.name, short(seen))
			}
		}
	}
	return weight, by
}

func find(seen []string, mark string, fits func(seen, mark string) bool) (string, bool) {
	for _, s := range seen {
		if fits(s, mark) {
			return s, true
		}
	}
	return "", false
}

// short keeps marks printable: a cookie's or path's tail says nothing more.
func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

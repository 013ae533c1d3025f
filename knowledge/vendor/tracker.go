package vendor

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
)

// TrackerKind says what a service follows visitors for.
type TrackerKind string

// The kinds of trackers; "" is none.
const (
	TrackerAds       TrackerKind = "ads"
	TrackerAnalytics TrackerKind = "analytics"
)

type tracker struct {
	Name    string      `toml:"name"`
	Kind    TrackerKind `toml:"kind"`
	Beacons []string    `toml:"beacons"`
	Cookies []string    `toml:"cookies"`
	Domains []string    `toml:"domains"`
	Denied  []string    `toml:"denied"`
}

var trackers = sync.OnceValue(func() []tracker {
	list, err := loadTrackers()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return list
})

func loadTrackers() ([]tracker, error) {
	var f struct {
		Date     string    `toml:"date"`
		Services []tracker `toml:"service"`
	}
	if err := decode("trackers", &f); err != nil {
		return nil, err
	}
	for _, t := range f.Services {
		if t.Name == "" || t.Kind != TrackerAds && t.Kind != TrackerAnalytics || len(t.Beacons)+len(t.Cookies)+len(t.Domains) == 0 {
			return nil, fmt.Errorf("read vendors trackers: %q is not whole", t.Name)
		}
	}
	return f.Services, nil
}

// Tracker tells whether a request reports a visit to a service that follows visitors, and to which. A request that says that no consent was given
// does not count.
func Tracker(address string) (name string, kind TrackerKind) {
	u, err := url.Parse(address)
	if err != nil {
		return "", ""
	}
	host, query := strings.ToLower(u.Hostname()), "&"+u.RawQuery+"&"
	for i := range trackers() {
		t := &trackers()[i]
		for _, b := range t.Beacons {
			domain, path, _ := strings.Cut(b, "/")
			if below(host, domain) && underPath(u.Path, path) && !denied(query, t.Denied) {
				return t.Name, t.Kind
			}
		}
	}
	return "", ""
}

// denied reports whether a query says that no consent was given.
func denied(query string, marks []string) bool {
	for _, m := range marks {
		if strings.Contains(query, "&"+m+"&") {
			return true
		}
	}
	return false
}

// underPath reports whether a path is one that was named without its first slash, or lies below it.
func underPath(path, begin string) bool {
	rest, ok := strings.CutPrefix(strings.TrimPrefix(path, "/"), begin)
	return ok && (begin == "" || rest == "" || rest[0] == '/')
}

func below(host, domain string) bool { return host == domain || strings.HasSuffix(host, "."+domain) }

// TrackerCookie tells whose cookie it is that a browser holds for a domain, where it is that of a service that follows visitors.
func TrackerCookie(name, domain string) (service string, kind TrackerKind) {
	domain = strings.TrimPrefix(strings.ToLower(domain), ".")
	for i := range trackers() {
		t := &trackers()[i]
		for _, c := range t.Cookies {
			if begin, open := strings.CutSuffix(c, "*"); name == c || open && strings.HasPrefix(name, begin) && len(name) > len(begin) {
				return t.Name, t.Kind
			}
		}
		for _, d := range t.Domains {
			if below(domain, d) {
				return t.Name, t.Kind
			}
		}
	}
	return "", ""
}

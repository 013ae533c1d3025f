package vendor

import (
	"strings"
	"sync"
)

type socialTable struct{ networks, walled map[string]bool }

var social = sync.OnceValue(func() socialTable {
	t, err := loadSocial()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return t
})

func loadSocial() (socialTable, error) {
	var f struct {
		Date     string   `toml:"date"`
		Networks []string `toml:"networks"`
		Walled   []string `toml:"walled"`
	}
	if err := decode("social", &f); err != nil {
		return socialTable{}, err
	}
	t := socialTable{networks: map[string]bool{}, walled: map[string]bool{}}
	for _, d := range f.Networks {
		t.networks[d] = true
	}
	for _, d := range f.Walled {
		t.walled[d] = true
	}
	return t, nil
}

// SocialNetwork returns the domain of the social network or messenger that a host belongs to, "" when it belongs to none.
func SocialNetwork(host string) string { return domainIn(social().networks, host) }

// Walled reports whether a host is known to answer programs otherwise than people, so that its answers to us say nothing: social networks
// and large market places.
func Walled(host string) bool {
	return SocialNetwork(host) != "" || domainIn(social().walled, host) != ""
}

// domainIn returns the longest domain of a set that host is or lies below.
func domainIn(set map[string]bool, host string) string {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	for {
		if set[host] {
			return host
		}
		_, rest, ok := strings.Cut(host, ".")
		if !ok {
			return ""
		}
		host = rest
	}
}

package vendor

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"sync"
)

// Seal is an issuer of seals for shops.
type Seal struct {
	Name  string   `toml:"name"`
	Hosts []string `toml:"hosts"`
	Words []string `toml:"words"`
	Page  []string `toml:"page"`
}

type sealTable struct {
	seals  []Seal
	byHost map[string]*Seal
	hosts  map[string]bool
}

var seals = sync.OnceValue(func() *sealTable {
	t, err := loadSeals()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return t
})

func loadSeals() (*sealTable, error) {
	var f struct {
		Date  string `toml:"date"`
		Seals []Seal `toml:"seal"`
	}
	if err := decode("seals", &f); err != nil {
		return nil, err
	}
	t := &sealTable{seals: f.Seals, byHost: map[string]*Seal{}, hosts: map[string]bool{}}
	for i := range t.seals {
		s := &t.seals[i]
		if len(s.Hosts) == 0 || len(s.Page) == 0 {
			return nil, fmt.Errorf("read vendors seals: %s has no host or no page", s.Name)
		}
		for _, h := range s.Hosts {
			t.byHost[h], t.hosts[h] = s, true
		}
	}
	return t, nil
}

// SealIssuer returns the issuer that a host belongs to, nil when it belongs to none.
func SealIssuer(host string) *Seal {
	t := seals()
	return t.byHost[domainIn(t.hosts, host)]
}

// SealImage returns the issuer whose seal a picture shows, by its file name and alternative text; nil when it shows none.
func SealImage(src, alt string) *Seal {
	if strings.HasPrefix(src, "data:") {
		src = ""
	}
	src, _, _ = strings.Cut(src, "?")
	name := plainName(path.Base(src)) + "|" + plainName(alt)
	t := seals()
	for i := range t.seals {
		for _, w := range t.seals[i].Words {
			if strings.Contains(name, w) {
				return &t.seals[i]
			}
		}
	}
	return nil
}

// Certificate reports whether an address of the issuer is, by its form, that of a page on one shop.
func (s *Seal) Certificate(u *url.URL) bool {
	if strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		return false
	}
	for _, p := range s.Page {
		if strings.HasPrefix(strings.ToLower(u.Path), strings.ToLower(p)) && (len(u.Path) > len(p)+1 || u.RawQuery != "") {
			return true
		}
	}
	return false
}

package vendor

import (
	"strings"
	"sync"
)

var formHosts = sync.OnceValue(func() map[string]bool {
	list, err := loadFormHosts()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return list
})

func loadFormHosts() (map[string]bool, error) {
	var f struct {
		Date    string   `toml:"date"`
		Domains []string `toml:"domains"`
	}
	if err := decode("formhosts", &f); err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, d := range f.Domains {
		out[strings.ToLower(d)] = true
	}
	return out, nil
}

// FormHost returns the domain of the service that takes in forms for others to which a host belongs, "" when it belongs to none.
func FormHost(host string) string { return domainIn(formHosts(), host) }

package vendor

import (
	"fmt"
	"net/url"
	"regexp"
	"sync"
)

// scriptServer is one public server of script libraries.
type scriptServer struct {
	name      string
	path, not *regexp.Regexp
}

var scriptServers = sync.OnceValue(func() map[string]scriptServer {
	m, err := loadScriptServers()
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return m
})

func loadScriptServers() (map[string]scriptServer, error) {
	var f struct {
		Date    string `toml:"date"`
		Servers []struct {
			Name  string   `toml:"name"`
			Hosts []string `toml:"hosts"`
			Path  string   `toml:"path"`
			Not   string   `toml:"not"`
		} `toml:"server"`
	}
	if err := decode("scripthosts", &f); err != nil {
		return nil, err
	}
	byHost := map[string]scriptServer{}
	for _, s := range f.Servers {
		path, err := regexp.Compile(s.Path)
		if err != nil {
			return nil, fmt.Errorf("read vendors scripthosts: %s: %w", s.Name, err)
		}
		one := scriptServer{name: s.Name, path: path}
		if s.Not != "" {
			if one.not, err = regexp.Compile(s.Not); err != nil {
				return nil, fmt.Errorf("read vendors scripthosts: %s: %w", s.Name, err)
			}
		}
		for _, h := range s.Hosts {
			byHost[h] = one
		}
	}
	return byHost, nil
}

// PinnedScript names the public server of libraries on which an address stands for one file that never changes, "" when the address is none of that
// kind: another server, or one that may send another file tomorrow.
func PinnedScript(u *url.URL) string {
	s, ok := scriptServers()[u.Hostname()]
	if !ok || !s.path.MatchString(u.Path) || s.not != nil && s.not.MatchString(u.Path) {
		return ""
	}
	return s.name
}

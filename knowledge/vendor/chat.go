package vendor

import "sync"

var chatHosts = sync.OnceValue(func() []string {
	list, err := loadHosts("chats")
	if err != nil {
		panic(err) // the embedded files are part of the program
	}
	return list
})

// loadHosts reads a data file that is a list of domains.
func loadHosts(name string) ([]string, error) {
	var f struct {
		Date    string   `toml:"date"`
		Domains []string `toml:"domains"`
	}
	err := decode(name, &f)
	return f.Domains, err
}

// ChatHost reports whether a host is that of a service by which shops answer visitors in a window on the page.
func ChatHost(host string) bool { return belowAny(host, chatHosts()) }

func belowAny(host string, domains []string) bool {
	for _, d := range domains {
		if below(host, d) {
			return true
		}
	}
	return false
}
